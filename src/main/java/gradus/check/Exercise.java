package gradus.check;

import gradus.check.Verdict.Outcome;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CancellationException;

/** Runs the trials of one exercise where they can do no harm, and puts what came of it into words. */
final class Exercise {

    /** An answer that is told to stop ends at once, or it never listens. */
    private static final Patience GRACE = new Patience(Duration.ofMillis(100), Duration.ofSeconds(10));
    private static final long MILLIS_BETWEEN_LOOKS = 20;
    private static final ThreadMXBean CLOCKS = ManagementFactory.getThreadMXBean();

    /** How often each exercise was wrong since it passed last. */
    static final Map<String, Integer> FAILURES = new ConcurrentHashMap<>();

    /** The kernel's, if there is a kernel. */
    static volatile AnswerBook book;

    final String id;
    private final String hint;
    private final Patience patience;
    private final AnswerTrial[] trials;

    /** The answer's thread and those that it starts. */
    private final ThreadGroup group;

    /** The processor time in nanoseconds that each of them was seen to have used. */
    private final Map<Long, Long> worked = new HashMap<>();

    /** What came of each trial so far: null if it gave what was expected, or the problem. Guarded by itself. */
    private final List<Problem> results = new ArrayList<>();

    /**
     * What came of a trial that did not pass.
     *
     * @param text    what is wrong
     * @param mistake what was recognised in it, or null
     * @param open    whether the answer is not written yet
     * @param method  then the one that is to be written, or null if that cannot be seen
     */
    record Problem(String text, String mistake, boolean open, String method) {
    }

    Exercise(String id, String hint, Patience patience, AnswerTrial... trials) {
        if (trials.length == 0) {
            throw new IllegalArgumentException("exercise " + id + ": no trial given, there is nothing to try");
        }
        this.id = id;
        this.hint = hint;
        this.patience = patience;
        this.trials = trials.clone();
        this.group = new ThreadGroup("exercise " + id);
    }

    /**
     * One at a time, since the output of the whole program is watched meanwhile.
     *
     * @param strict whether it throws unless the exercise is passed
     */
    Verdict judge(boolean strict) {
        synchronized (Exercise.class) {
            var work = new Work();
            var thread = new Thread(group, work, "exercise " + id);
            thread.setDaemon(true);
            work.capture = new Capture(thread);
            work.capture.start();
            thread.start();
            List<Problem> problems = await(thread, work.capture);
            return verdict(problems, work.capture.text(), strict).orThrow();
        }
    }

    private Verdict verdict(List<Problem> problems, String output, boolean strict) {
        boolean passed = problems.stream().allMatch(Objects::isNull);
        boolean open = problems.stream().anyMatch(p -> p != null && p.open);
        if (passed) {
            FAILURES.remove(id);
            keep(true, strict);
        } else if (problems.stream().anyMatch(p -> p != null && !p.open)) {
            FAILURES.merge(id, 1, Integer::sum);
        }
        // those who test and grade are told all at once
        boolean withHint = strict || FAILURES.getOrDefault(id, 0) > 1;
        String report = Report.of(id, List.of(trials), problems, withHint ? hint : null, output);
        return new Verdict(this, passed ? Outcome.PASSED : open ? Outcome.OPEN : Outcome.WRONG, report, strict);
    }

    /** Tests and grading pass exercises that the reader has not. */
    void keep(boolean passed, boolean strict) {
        if (book != null && !strict) {
            book.keep(id, passed);
        }
    }

    /** The library's methods that the answer calls, where a kernel knows. */
    Set<String> libraryCalls() {
        Set<String> names = new TreeSet<>();
        if (book != null) {
            for (AnswerTrial trial : trials) {
                names.addAll(book.libraryCalls(trial.code.getClass()));
            }
        }
        return names;
    }

    private final class Work implements Runnable {

        private Capture capture;

        @Override
        public void run() {
            try {
                for (AnswerTrial trial : trials) {
                    // an answer may have interrupted its own thread; looked at second, giving up is never missed
                    Thread.interrupted();
                    if (capture.givenUp()) {
                        break;
                    }
                    Problem problem = attempt(trial);
                    synchronized (results) {
                        results.add(problem);
                    }
                }
            } finally {
                // here and not by the caller: a thread that was given up is watched until it ends
                capture.stop();
            }
        }
    }

    /** Waits for the trials; one that takes too long is a problem too, and the last that is looked at. */
    private List<Problem> await(Thread thread, Capture capture) {
        try {
            String exceeded = await(thread, patience);
            List<Problem> problems;
            synchronized (results) {
                problems = new ArrayList<>(results);
            }
            if (problems.size() < trials.length) {
                stop(capture);
                boolean runsOn = await(thread, GRACE) != null;
                problems.add(new Problem(exceeded
                        + (runsOn ? "\n  It still runs; restart the kernel to stop it." : ""), null, false, null));
            }
            return problems;
        } catch (InterruptedException e) {
            stop(capture);
            throw new CancellationException("exercise " + id + ": interrupted, nothing was judged");
        }
    }

    /** Waits until the thread has ended and returns null, or until it takes too long, and returns what to say. */
    private String await(Thread thread, Patience patience) throws InterruptedException {
        long began = System.nanoTime();
        Duration before = worked();
        String exceeded = null;
        while (thread.isAlive() && exceeded == null) {
            thread.join(MILLIS_BETWEEN_LOOKS);
            exceeded = patience.exceeded(worked().minus(before), Duration.ofNanos(System.nanoTime() - began));
        }
        return thread.isAlive() ? exceeded : null;
    }

    private void stop(Capture capture) {
        capture.giveUp();
        group.interrupt();
    }

    /** The processor time of all threads so far; of one that has ended, what it was last seen to have used. */
    private Duration worked() {
        var threads = new Thread[group.activeCount() + 1];
        for (int i = group.enumerate(threads) - 1; i >= 0; i--) {
            worked.merge(threads[i].getId(), CLOCKS.getThreadCpuTime(threads[i].getId()), Math::max);
        }
        return Duration.ofNanos(worked.values().stream().mapToLong(Long::longValue).filter(n -> n > 0).sum());
    }

    private static Problem attempt(AnswerTrial trial) {
        try {
            AnswerTrial.Failure failure = trial.run();
            return failure == null ? null : new Problem(failure.text(), failure.mistake(), false, null);
        } catch (Throwable e) {
            // whatever a student's code can throw, errors too, is an answer to report
            boolean open = Thrown.isNotDone(e);
            return new Problem(Thrown.describe(e), null, open, open ? Thrown.notDoneIn(e) : null);
        }
    }
}
