package gradus.check;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Checks for notebooks: what the text claims, and what a reader answers.
 *
 * <p>{@link #claim} says whether a sentence of the notebook holds with the values that stand there now. {@link #exercise} tries
 * an answer and tells at once what is wrong. Neither ever accepts NaN.
 *
 * <p>Where Java was started with {@code -Dgradus.strict=true}, as tests and grading do, what does not hold or pass throws.
 */
public final class Checks {

    private static final double RELATIVE = 1e-9;
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(60));

    /** Read once, when the kernel starts and loads this class: no cell can switch it. */
    private static final boolean STRICT = Boolean.getBoolean("gradus.strict");

    private Checks() {
    }

    /**
     * Prints one line: that what the notebook says holds, or that it no longer does with the values that were changed.
     *
     * <pre>{@code
     * claim("the sum is even", (2 + 4) % 2 == 0);     // → ✓ the sum is even
     * claim("the sum is odd", (2 + 4) % 2 == 1);      // → ✗ no longer holds with your values: the sum is odd
     * }</pre>
     *
     * @param what  the sentence, without "should"
     * @param holds whether it holds
     * @throws AssertionError in strict mode, if it does not hold
     */
    public static void claim(String what, boolean holds) {
        Claim.of(what, holds).tell(STRICT);
    }

    /**
     * The same of a number that is within a tolerance of what the notebook says.
     *
     * <pre>{@code
     * claim("softplus(0) is ln 2", Math.log(1 + Math.exp(0)), 0.6931, 1e-4);     // → ✓ softplus(0) is ln 2
     * claim("softplus(0) is ln 2", Math.log(1 + Math.exp(1)), 0.6931, 1e-4);
     * // → ✗ no longer holds with your values: softplus(0) is ln 2
     * //   expected  0.6931
     * //   got       1.313262
     * //   off by 0.62, tolerance 0.0001
     * }</pre>
     *
     * @param tolerance the largest |actual − expected| that passes; leave a margin for other computers
     * @throws AssertionError           in strict mode, if they are further apart, or one of them is NaN
     * @throws IllegalArgumentException if the tolerance is negative or not finite
     */
    public static void claim(String what, double actual, double expected, double tolerance) {
        Claim.of(what, actual, expected, tolerance).tell(STRICT);
    }

    /**
     * The same of two arrays: equally long, and every element within the tolerance. It names the first index where they differ.
     *
     * @throws AssertionError in strict mode, if they differ
     */
    public static void claim(String what, double[] actual, double[] expected, double tolerance) {
        Claim.of(what, actual, expected, tolerance).tell(STRICT);
    }

    /**
     * The same of two tensors: of one shape, and every element within the tolerance. It names the first index where they differ.
     *
     * @throws AssertionError in strict mode, if they differ
     */
    public static void claim(String what, Tensor actual, Tensor expected, double tolerance) {
        Claim.of(what, actual, expected, tolerance).tell(STRICT);
    }

    /**
     * Tries the answer to an exercise and says whether it passed, is still open, or is wrong, and then why.
     *
     * <p>Help comes in steps: a mistake that a trial knows by its value ({@link AnswerTrial#ifGot}) is named at once, the hint follows
     * from the second failure on. In strict mode all is said at once.
     *
     * <p>The trials run one after the other in a thread of their own, for 5 seconds of processor time at most, or 60 of
     * the clock if they do little but wait; what they print is kept apart and shortened. Threads that an answer starts
     * count as its own. Whatever the answer does, only the verdict comes back: it throws nothing but in strict mode.
     *
     * <pre>{@code
     * exercise("00.1", "below 0 the slope is 0.01", trial("leaky(-2)", () -> 0.01 * -2, -0.02))
     * // → ✓ Exercise 00.1 passed: 1 trial.
     * }</pre>
     *
     * @param id     the number of the exercise, as 04.2
     * @param hint   shown when the answer is wrong, from the second time on
     * @param trials calls of the answer with what each should give, easiest first
     * @throws AssertionError                              in strict mode, if the exercise is not passed: the report
     * @throws IllegalArgumentException                    if there is no trial
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted meanwhile
     */
    public static Verdict exercise(String id, String hint, AnswerTrial... trials) {
        return new Exercise(id, hint, PATIENCE, trials).judge(STRICT);
    }

    /** One call of an answer and what it should give, within 1e-9 of it. */
    public static AnswerTrial trial(String what, Callable<?> attempt, Object expected) {
        return AnswerTrial.of(what, attempt, expected, RELATIVE);
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
    public static AnswerTrial trial(String what, Callable<?> attempt, Object expected, double relativeTolerance) {
        return AnswerTrial.of(what, attempt, expected, relativeTolerance);
    }

    /**
     * A hundred calls of an answer with random inputs, always the same ones; the first that is wrong is shown with its input.
     *
     * <pre>{@code
     * exercise("04.1", "divide by the sum", property("softmax adds up to 1", rng -> randn(rng, 3), z -> z.exp().sum(), z -> 1.0))
     * // → ✗ Exercise 04.1 is not right yet: 0 of 1 trial passed.
     * // softmax adds up to 1
     * //   with      [0.7497766, 0.5945639, -0.4266974]
     * //   expected  1
     * //   got       4.581428
     * //   relative error 3.6, tolerance 1e-9
     * }</pre>
     *
     * @param what     what holds for all inputs: softmax adds up to 1
     * <p>What was drawn must be the same after the answer as before: one that overwrites it is not passed, and is told why. An
     * exercise that is to overwrite is given a copy, as in {@code a -> { double[] b = a.clone(); Exercise1.sort(b); return b; }}.
     *
     * @param input    draws an input; one that may be hard: equal numbers, large ones, an empty array where it is allowed; of
     *                 several arguments an array or record: {@code rng -> new double[][]{p, g}}
     * @param answer   calls the answer with it
     * @param expected what should come out, within 1e-9: for a condition {@code z -> true}
     */
    public static <T> AnswerTrial property(String what, Function<Rng, T> input, Function<T, ?> answer, Function<T, ?> expected) {
        return AnswerTrial.of(what, input, answer, expected, RELATIVE);
    }

    static void requireTolerance(String name, double tolerance) {
        if (!(tolerance >= 0 && Double.isFinite(tolerance))) {
            throw new IllegalArgumentException(name + ": the tolerance is " + tolerance
                    + ", it must be finite and 0 or more");
        }
    }
}
