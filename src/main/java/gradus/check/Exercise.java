package gradus.check;

import gradus.check.Checks.Trial;
import gradus.check.Verdict.Outcome;
import gradus.tensor.Numbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/** Runs the trials of one exercise where they can do no harm, and puts what came of it into words. */
final class Exercise {

    private static final long GRACE_MILLIS = 50;

    private final String id;
    private final String hint;
    private final Duration limit;
    private final Trial[] trials;

    /** What came of each trial so far: null if it gave what was expected, or the problem. Guarded by itself. */
    private final List<Problem> results = new ArrayList<>();

    private record Problem(String what, String text, boolean open) {
    }

    Exercise(String id, String hint, Duration limit, Trial... trials) {
        if (trials.length == 0) {
            throw new IllegalArgumentException("exercise " + id + ": no trial given, there is nothing to try");
        }
        this.id = id;
        this.hint = hint;
        this.limit = limit;
        this.trials = trials.clone();
    }

    /** One at a time, since the output of the whole program is watched meanwhile. */
    Verdict judge() {
        synchronized (Exercise.class) {
            var work = new Work();
            var thread = new Thread(work, "exercise " + id);
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
                for (int i = 0; i < trials.length && !capture.givenUp(); i++) {
                    Problem problem = attempt(trials[i]);
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
            thread.join(limit.toMillis());
            List<Problem> problems;
            synchronized (results) {
                problems = new ArrayList<>(results);
            }
            if (problems.size() < trials.length) {
                capture.giveUp();
                thread.interrupt();
                thread.join(GRACE_MILLIS);
                problems.add(new Problem(trials[problems.size()].what, "  had not returned after "
                        + Numbers.text(limit.toMillis() / 1000.0, 3) + " s: is there a loop that never ends?"
                        + (thread.isAlive() ? "\n  It still runs; restart the kernel to stop it." : ""), false));
            }
            return problems;
        } catch (InterruptedException e) {
            capture.giveUp();
            thread.interrupt();
            throw new CancellationException("exercise " + id + ": interrupted, nothing was judged");
        }
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
        Values expected = Values.of(trial.expected);
        if (expected == null) {
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
