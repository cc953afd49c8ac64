package gradus.check;

import gradus.check.Checks.Trial;
import gradus.check.Verdict.Outcome;
import gradus.tensor.Numbers;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/** Runs the trials of one exercise where they can do no harm, and puts what came of it into words. */
final class Exercise {

    /** An answer that is told to stop ends at once, or it never listens. */
    private static final Patience GRACE = new Patience(Duration.ofMillis(100), Duration.ofSeconds(10));
    private static final long MILLIS_BETWEEN_LOOKS = 20;
    private static final ThreadMXBean CLOCKS = ManagementFactory.getThreadMXBean();

    private final String id;
    private final String hint;
    private final Patience patience;
    private final Trial[] trials;

    /** The answer's thread and those that it starts. */
    private final ThreadGroup group;

    /** The processor time in nanoseconds that each of them was seen to have used. */
    private final Map<Long, Long> worked = new HashMap<>();

    /** What came of each trial so far: null if it gave what was expected, or the problem. Guarded by itself. */
    private final List<Problem> results = new ArrayList<>();

    private record Problem(String what, String text, boolean open) {
    }

    Exercise(String id, String hint, Patience patience, Trial... trials) {
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
        Verdict verdict = judge();
        if (strict && !verdict.passed()) {
            throw new AssertionError(verdict.report());
        }
        return verdict;
    }

    private Verdict judge() {
        synchronized (Exercise.class) {
            var work = new Work();
            var thread = new Thread(group, work, "exercise " + id);
            thread.setDaemon(true);
            work.capture = new Capture(thread);
            work.capture.start();
            thread.start();
            List<Problem> problems = await(thread, work.capture);
            return verdict(problems, work.capture.text());
        }
    }

    private final class Work implements Runnable {

        private Capture capture;

        @Override
        public void run() {
            try {
                for (Trial trial : trials) {
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
                problems.add(new Problem(trials[problems.size()].what, exceeded
                        + (runsOn ? "\n  It still runs; restart the kernel to stop it." : ""), false));
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

    private Problem attempt(Trial trial) {
        try {
            String text = difference(trial, trial.attempt.call());
            return text == null ? null : new Problem(trial.what, text, false);
        } catch (Throwable e) {
            // whatever a student's code can throw, errors too, is an answer to report
            return new Problem(trial.what, Thrown.describe(e), Thrown.isNotDone(e));
        }
    }

    private static String difference(Trial trial, Object got) {
        if (!(trial.expected instanceof Values expected)) {
            return Objects.equals(trial.expected, got) ? null
                    : Values.lines("expected", show(trial.expected), "got", show(got));
        }
        Values numbers = Values.of(got);
        return numbers == null ? Values.lines("expected", expected.text(), "got", show(got))
                : expected.difference(numbers, trial.tolerance, true);
    }

    private static String show(Object value) {
        return value instanceof String text ? '"' + text + '"'
                : value == null || value instanceof Boolean ? String.valueOf(value)
                : "a value of type " + value.getClass().getSimpleName();
    }

    private Verdict verdict(List<Problem> problems, String output) {
        String name = "Exercise " + id;
        String printed = output.isEmpty() ? "" : "\nYour code printed:\n" + output;
        long passed = problems.stream().filter(Objects::isNull).count();
        if (passed == trials.length) {
            return new Verdict(id, Outcome.PASSED, "✓ " + name + " passed: " + count(passed) + "." + printed);
        }
        String score = passed + " of " + count(trials.length) + " passed.";
        String first = problems.stream().filter(p -> p != null && !p.open).findFirst()
                .map(p -> "\n" + p.what + "\n" + p.text + "\nHint: " + hint).orElse("");
        if (problems.stream().anyMatch(p -> p != null && p.open)) {
            // of several methods the first may be written and wrong: that is told before the last is there
            return new Verdict(id, Outcome.OPEN, "○ " + name + " is open: write your answer in place of"
                    + " throw new NotDone(), run its cell, then this one."
                    + (first.isEmpty() ? "" : "\nSo far " + score + first + printed));
        }
        return new Verdict(id, Outcome.WRONG, "✗ " + name + " is not right yet: " + score + first + printed);
    }

    private static String count(long trials) {
        return trials + (trials == 1 ? " trial" : " trials");
    }
}
