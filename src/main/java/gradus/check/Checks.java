package gradus.check;

import gradus.tensor.Tensor;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Checks for notebooks: what the text claims, and what a reader answers.
 *
 * <p>{@link #claim} stops the notebook when a sentence of it does not hold. {@link #exercise} tries an answer and tells
 * at once what is wrong. Neither ever accepts NaN.
 */
public final class Checks {

    private static final double RELATIVE = 1e-9;
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(60));

    /** Read once, when the kernel starts and loads this class: no cell can switch it. */
    private static final boolean STRICT = Boolean.getBoolean("gradus.strict");

    private Checks() {
    }

    /**
     * Prints one line if what the notebook says holds, and throws if it does not.
     *
     * <pre>{@code
     * claim("the sum is even", (2 + 4) % 2 == 0);
     * }</pre>
     *
     * @param what  the sentence, without "should": it is printed after a tick, or as what does not hold
     * @param holds whether it holds
     * @throws AssertionError if it does not hold
     */
    public static void claim(String what, boolean holds) {
        report(what, holds ? null : "  the condition is false");
    }

    /**
     * Prints one line if a number is within a tolerance of what the notebook says, and throws if it is not.
     *
     * <pre>{@code
     * claim("softplus(0) is ln 2", Math.log(1 + Math.exp(0)), 0.6931, 1e-4);
     * }</pre>
     *
     * @param tolerance the largest |actual − expected| that passes; leave a margin for other computers
     * @throws AssertionError           if they are further apart, or one of them is NaN
     * @throws IllegalArgumentException if the tolerance is negative or not finite
     */
    public static void claim(String what, double actual, double expected, double tolerance) {
        compare(what, actual, expected, tolerance);
    }

    /**
     * The same for two arrays: equally long, and every element within the tolerance.
     *
     * @throws AssertionError if they differ, naming the first index where they do
     */
    public static void claim(String what, double[] actual, double[] expected, double tolerance) {
        compare(what, actual, expected, tolerance);
    }

    /**
     * The same for two tensors: of one shape, and every element within the tolerance.
     *
     * @throws AssertionError if they differ, naming the first index where they do
     */
    public static void claim(String what, Tensor actual, Tensor expected, double tolerance) {
        compare(what, actual, expected, tolerance);
    }

    private static void compare(String what, Object actual, Object expected, double tolerance) {
        requireTolerance("claim \"" + what + "\"", tolerance);
        if (actual == null || expected == null) {
            report(what, Values.lines("expected", expected == null ? "null" : Values.of(expected).text(),
                    "got", actual == null ? "null" : Values.of(actual).text()));
        } else {
            report(what, Values.of(expected).difference(Values.of(actual), tolerance, false));
        }
    }

    private static void report(String what, String problem) {
        if (problem != null) {
            throw new AssertionError("does not hold: " + what + "\n" + problem);
        }
        System.out.println("✓ " + what);
    }

    /**
     * Tries the answer to an exercise and says whether it passed, is still open, or is wrong, and then why.
     *
     * <p>The trials run one after the other in a thread of their own, for 5 seconds of processor time at most, or 60 of
     * the clock if they do little but wait; what they print is kept apart and shortened. Threads that an answer starts
     * count as its own. Whatever the answer does, only the verdict comes back: it throws nothing, unless Java was
     * started with {@code -Dgradus.strict=true}, as tests and grading do.
     *
     * <pre>{@code
     * exercise("00.1", "below 0 the slope is 0.01", trial("leaky(-2)", () -> 0.01 * -2, -0.02))
     * // → ✓ Exercise 00.1 passed: 1 trial.
     * }</pre>
     *
     * @param id     the number of the exercise, as 04.2
     * @param hint   shown when the answer is wrong
     * @param trials calls of the answer with what each should give, easiest first
     * @throws AssertionError                              in strict mode, if the exercise is not passed: the report
     * @throws IllegalArgumentException                    if there is no trial
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted meanwhile
     */
    public static Verdict exercise(String id, String hint, Trial... trials) {
        return new Exercise(id, hint, PATIENCE, trials).judge(STRICT);
    }

    /** One call of an answer and what it should give, within 1e-9 of it. */
    public static Trial trial(String what, Callable<?> attempt, Object expected) {
        return trial(what, attempt, expected, RELATIVE);
    }

    /**
     * One call of an answer and what it should give, within a tolerance relative to it.
     *
     * <p>Where 0 is expected, the tolerance is relative to the largest expected number, or absolute if all are 0.
     * Expected numbers are copied now: an answer that overwrites them changes nothing.
     *
     * @param what              the call as the reader would write it: leaky(-2)
     * @param attempt           the call
     * @param expected          a number, double[], int[], double[][], Tensor, boolean or String
     * @param relativeTolerance the largest |got − expected| / |expected| that passes, for numbers
     * @throws IllegalArgumentException if something else is expected, or NaN, or the tolerance is negative or not
     *                                  finite
     */
    public static Trial trial(String what, Callable<?> attempt, Object expected, double relativeTolerance) {
        String name = "trial \"" + what + "\"";
        requireTolerance(name, relativeTolerance);
        Values numbers = Values.of(expected);
        if (numbers == null && !(expected instanceof Boolean) && !(expected instanceof String)) {
            throw new IllegalArgumentException(name + ": expected is "
                    + (expected == null ? "null" : "of type " + expected.getClass().getSimpleName())
                    + ", it must be a number, double[], int[], double[][], Tensor, boolean or String");
        }
        if (numbers != null && numbers.hasNaN()) {
            throw new IllegalArgumentException(name + ": expected is NaN, which no answer can match");
        }
        return new Trial(what, attempt, numbers == null ? expected : numbers, relativeTolerance);
    }

    private static void requireTolerance(String name, double tolerance) {
        if (!(tolerance >= 0 && Double.isFinite(tolerance))) {
            throw new IllegalArgumentException(name + ": the tolerance is " + tolerance
                    + ", it must be finite and 0 or more");
        }
    }

    /** One call of an answer and what it should give; made by {@code trial}. */
    public static final class Trial {

        final String what;
        final Callable<?> attempt;

        /** A copy: {@link Values}, or a Boolean or String. */
        final Object expected;
        final double tolerance;

        private Trial(String what, Callable<?> attempt, Object expected, double tolerance) {
            this.what = what;
            this.attempt = attempt;
            this.expected = expected;
            this.tolerance = tolerance;
        }
    }
}
