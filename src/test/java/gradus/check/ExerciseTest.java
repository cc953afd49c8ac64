package gradus.check;

import static gradus.check.Checks.exercise;
import static gradus.check.Checks.trial;
import static gradus.tensor.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.check.Verdict.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExerciseTest {

    static final String WRONG = "✗ Exercise 00.1 is not right yet: 0 of 1 trial passed.\nf(x)\n";
    static final String HINT = "\nHint: look again";

    /** For answers that never end. */
    private static final Patience SOON = new Patience(Duration.ofMillis(500), Duration.ofMinutes(5));

    /** The reader has been wrong once: the next time the hint is shown. */
    @BeforeEach
    void anEarlierFailure() {
        Exercise.FAILURES.clear();
        Exercise.FAILURES.put("00.1", 1);
    }

    /** What is said between the name of the trial and the hint. */
    static String problem(Callable<?> attempt, Object expected) {
        Exercise.FAILURES.put("00.1", 1);
        Verdict verdict = exercise("00.1", "look again", trial("f(x)", attempt, expected));
        assertEquals(Outcome.WRONG, verdict.outcome());
        String report = verdict.toString();
        assertTrue(report.startsWith(WRONG) && report.endsWith(HINT), report);
        return report.substring(WRONG.length(), report.length() - HINT.length());
    }

    static void passes(Callable<?> attempt, Object expected) {
        Verdict verdict = exercise("00.1", "look again", trial("f(x)", attempt, expected));
        assertEquals("✓ Exercise 00.1 passed: 1 trial.", verdict.report());
    }

    @Test
    void everyKindOfAnswerCanPass() {
        passes(() -> 0.1 + 0.2, 0.3);
        passes(() -> 3, 3.0);
        passes(() -> 3.0, 3);
        passes(() -> 0.0, -0.0);
        passes(() -> Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
        passes(() -> new double[]{1, 2}, new double[]{1, 2});
        passes(() -> new int[]{1, 2}, new double[]{1, 2});
        passes(() -> new double[][]{{1, 2}, {3, 4}}, tensor(new double[][]{{1, 2}, {3, 4}}));
        passes(() -> tensor(1, 2), new double[]{1, 2});
        passes(() -> tensor(7), 7);
        passes(() -> true, true);
        passes(() -> "ReLU", "ReLU");
    }

    @Test
    void aWrongNumberSaysExpectedGotAndRelativeError() {
        assertEquals("  expected  -0.02\n  got       0.02\n  relative error 2, tolerance 1e-9",
                problem(() -> 0.02, -0.02));
    }

    @Test
    void whereZeroIsExpectedTheErrorIsAbsolute() {
        assertEquals("  expected  0\n  got       1e-6\n  off by 1e-6, tolerance 1e-9", problem(() -> 1e-6, 0));
        passes(() -> 1e-10, 0);
        passes(() -> new double[]{1e8, 0.05}, new double[]{1e8, 0});
    }

    @Test
    void aSmallNumberIsComparedBySize() {
        assertEquals("  expected  2.777589e-11\n  got       0\n  relative error 1, tolerance 1e-9",
                problem(() -> 0.0, 2.777588773e-11));
    }

    @Test
    void everyElementIsComparedByItsOwnSize() {
        assertEquals("  expected  [1, 1e-6]\n  got       [1, 1.0005e-6]\n"
                + "  first difference at index 1: expected 1e-6, got 1.0005e-6; relative error 0.0005, tolerance 1e-9",
                problem(() -> new double[]{1, 1.0005e-6}, new double[]{1, 1e-6}));
    }

    @Test
    void whatRoundingLeavesIsNoDifference() {
        passes(() -> new double[]{1, 2e-17}, new double[]{1, 1e-17});
        assertEquals("  expected  1e-17\n  got       2e-17\n  relative error 1, tolerance 1e-9",
                problem(() -> 2e-17, 1e-17));
    }

    @Test
    void infinityIsNotWithinAnyDistance() {
        assertEquals("  expected  ∞\n  got       1\n  tolerance 1e-9", problem(() -> 1, Double.POSITIVE_INFINITY));
        assertEquals("  expected  ∞\n  got       -∞\n  tolerance 1e-9",
                problem(() -> Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
        assertEquals("  expected  1\n  got       ∞\n  tolerance 1e-9", problem(() -> Double.POSITIVE_INFINITY, 1));
    }

    @Test
    void aToleranceCanBeGiven() {
        var verdict = exercise("00.1", "", trial("f(1)", () -> 1.04, 1, 0.05), trial("f(2)", () -> 2.2, 2, 0.05));
        assertEquals("✗ Exercise 00.1 is not right yet: 1 of 2 trials passed:\n  ✓ f(1)\n  ✗ f(2)\nf(2)\n  expected  2\n  got       2.2\n"
                + "  relative error 0.1, tolerance 0.05\nHint: ", verdict.report());
    }

    @Test
    void aWrongElementIsNamed() {
        assertEquals("  expected  [0.09003057, 0.2447285, 0.665241]\n  got       [0.09003057, 0.665241, 0.2447285]\n"
                        + "  first difference at index 1: expected 0.2447285, got 0.665241; relative error 1.7, tolerance 1e-9",
                problem(() -> new double[]{0.09003057317, 0.66524095577, 0.24472847105},
                        new double[]{0.09003057317, 0.24472847105, 0.66524095577}));
    }

    @Test
    void aWrongLengthOrShapeIsNamed() {
        assertEquals("  expected  [1, 2, 3], shape (3)\n  got       [1, 2], shape (2)",
                problem(() -> new double[]{1, 2}, new double[]{1, 2, 3}));
        assertEquals("  expected  [[1, 2]], shape (1, 2)\n  got       [[1],\n             [2]], shape (2, 1)",
                problem(() -> new double[][]{{1}, {2}}, new double[][]{{1, 2}}));
        assertEquals("  expected  1, one number\n  got       [1, 1], shape (2)", problem(() -> tensor(1, 1), 1));
        assertEquals("  threw IllegalArgumentException: an array whose rows differ in length: row 1 has 1, row 0 has 2",
                problem(() -> new double[][]{{1, 2}, {3}}, new double[][]{{1, 2}, {3, 4}}));
    }

    @Test
    void nanNullAndOtherTypesAreWrong() {
        assertEquals("  expected  1\n  got       NaN\n  tolerance 1e-9", problem(() -> Double.NaN, 1));
        assertEquals("  expected  1\n  got       null", problem(() -> null, 1));
        assertEquals("  expected  1\n  got       \"one\"", problem(() -> "one", 1));
        assertEquals("  expected  [1]\n  got       a value of type ListN", problem(() -> List.of(1.0, 2.0, 3.0),
                new double[]{1}));
        assertEquals("  expected  true\n  got       false", problem(() -> false, true));
        assertEquals("  expected  \"ReLU\"\n  got       null", problem(() -> null, "ReLU"));
    }

    @Test
    void whatIsExpectedIsChecked() {
        assertEquals("trial \"f\": expected is of type Object, it must be a number, double[], int[], double[][], Tensor,"
                + " boolean or String", refused(() -> trial("f", () -> 1, new Object())));
        assertEquals("trial \"f\": expected is null, it must be a number, double[], int[], double[][], Tensor,"
                + " boolean or String", refused(() -> trial("f", () -> 1, null)));
        assertEquals("trial \"f\": expected is NaN, which no answer can match",
                refused(() -> trial("f", () -> 1, new double[]{0, Double.NaN})));
        assertEquals("trial \"f\": the tolerance is -1.0, it must be finite and 0 or more",
                refused(() -> trial("f", () -> 1, 1, -1)));
        assertEquals("exercise 00.1: no trial given, there is nothing to try", refused(() -> exercise("00.1", "")));
    }

    private static String refused(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }

    @Test
    void anAnswerThatIsNotWrittenIsOpen() {
        String open = "○ Exercise 00.1 is open: write your answer in place of throw new NotDone(), run its cell, then"
                + " this one.";
        Verdict verdict = exercise("00.1", "look again", trial("f(1)", () -> 1, 1), trial("f(2)", () -> {
            throw new NotDone();
        }, 2));
        assertEquals(Outcome.OPEN, verdict.outcome());
        assertEquals(open + "\nSo far 1 of 2 trials passed:\n  ✓ f(1)\n  ○ f(2)", verdict.report());
        assertFalse(verdict.passed());
        assertEquals(open, exercise("00.1", "look again", trial("f(2)", () -> {
            throw new ExceptionInInitializerError(new NotDone());
        }, 2)).report());
    }

    @Test
    void whatIsWrittenAndWrongIsToldWhileTheRestIsOpen() {
        Verdict verdict = exercise("00.1", "look again", trial("f(1)", () -> 1, 1), trial("g(1)", () -> 3, 2),
                trial("h(1)", () -> {
                    throw new NotDone();
                }, 3));
        assertEquals(Outcome.OPEN, verdict.outcome());
        assertEquals("○ Exercise 00.1 is open: write your answer in place of throw new NotDone(), run its cell, then"
                + " this one.\nSo far 1 of 3 trials passed:\n  ✓ f(1)\n  ✗ g(1)\n  ○ h(1)\ng(1)\n  expected  2\n  got       3\n"
                + "  relative error 0.5, tolerance 1e-9\nHint: look again", verdict.report());
    }

    @Test
    void anExceptionIsNamed() {
        assertEquals("  threw IllegalStateException: no batch", problem(() -> {
            throw new IllegalStateException("no batch");
        }, 1));
        assertEquals("  threw OutOfMemoryError: Java heap space", problem(() -> {
            throw new OutOfMemoryError("Java heap space");
        }, 1));
        assertEquals("  threw NoSuchElementException", problem(() -> {
            throw new java.util.NoSuchElementException();
        }, 1));
    }

    @Test
    void theOwnMethodThatThrewIsNamed() {
        assertEquals("  threw NumberFormatException: For input string: \"x\"\n  in Answer.f, line 7",
                problem(() -> thrown(new NumberFormatException("For input string: \"x\""),
                        new StackTraceElement("java.lang.Integer", "parseInt", "Integer.java", 652),
                        new StackTraceElement("gradus.tensor.Tensor", "add", "Tensor.java", 1),
                        new StackTraceElement("Answer", "f", "Answer.java", 7),
                        new StackTraceElement("Answer", "g", "Answer.java", 9)), 1));
    }

    private static Object thrown(RuntimeException e, StackTraceElement... trace) {
        e.setStackTrace(trace);
        throw e;
    }

    @Test
    void recursionWithoutEndIsNamed() {
        assertEquals("  calls itself without end (StackOverflowError)", problem(() -> endless(1), 1));
    }

    private static int endless(int n) {
        return endless(n + 1) + 1;
    }

    @Test
    void theFirstProblemIsToldAndTheOthersCounted() {
        Verdict verdict = exercise("00.1", "look again", trial("f(1)", () -> 1, 1), trial("f(2)", () -> 1, 2),
                trial("f(3)", () -> 3, 3), trial("f(4)", () -> 1, 4));
        assertEquals("✗ Exercise 00.1 is not right yet: 2 of 4 trials passed:\n  ✓ f(1)\n  ✗ f(2)\n"
                + "  ✓ f(3)\n  ✗ f(4)\nf(2)\n  expected  2\n  got       1\n"
                + "  relative error 0.5, tolerance 1e-9" + HINT, verdict.report());
        assertEquals("✓ Exercise 00.1 passed: 2 trials.",
                exercise("00.1", "", trial("f(1)", () -> 1, 1), trial("f(2)", () -> 2, 2)).report());
    }

    /** Expected and given as it often is: the array that the answer gets is the one that it should leave as it is. */
    @Test
    void anAnswerThatOverwritesWhatIsExpectedIsWrong() {
        var array = new double[]{1, 2};
        assertEquals("  expected  [1, 2]\n  got       [1, 9]\n"
                + "  first difference at index 1: expected 2, got 9; relative error 3.5, tolerance 1e-9", problem(() -> {
                    array[1] = 9;
                    return array;
                }, array));
        var whole = new int[]{1, 2};
        assertTrue(problem(() -> {
            whole[0] = 5;
            return whole;
        }, whole).startsWith("  expected  [1, 2]\n  got       [5, 2]\n"));
        var rows = new double[][]{{1, 2}, {3, 4}};
        assertTrue(problem(() -> {
            rows[1][0] = 0;
            return rows;
        }, rows).startsWith("  expected  [[1, 2],\n             [3, 4]]\n  got       [[1, 2],\n             [0, 4]]\n"));
        var replaced = new double[][]{{1, 2}, {3, 4}};
        assertTrue(problem(() -> {
            replaced[0] = new double[]{7, 7};
            return replaced;
        }, replaced).startsWith("  expected  [[1, 2],\n             [3, 4]]\n  got       [[7, 7],\n             [3, 4]]\n"));
        var tensor = tensor(1, 2);
        assertTrue(problem(() -> {
            tensor.data()[0] = 8;
            return tensor;
        }, tensor).startsWith("  expected  [1, 2]\n  got       [8, 2]\n"));
        var number = new AtomicInteger(1);
        assertTrue(problem(number::incrementAndGet, number).startsWith("  expected  1\n  got       2\n"));
    }

    @Test
    void whatIsExpectedOfALaterTrialCannotBeOverwrittenByAnEarlierOne() {
        var expected = new double[]{1, 2};
        Verdict verdict = exercise("00.1", "look again", trial("f(1)", () -> {
            expected[0] = 5;
            return 1;
        }, 1), trial("f(2)", () -> new double[]{5, 2}, expected));
        assertTrue(verdict.report().contains("\nf(2)\n  expected  [1, 2]\n  got       [5, 2]\n"), verdict.report());
    }

    /** Lists may change as arrays do; they are no numbers that can be expected. */
    @Test
    void aListIsNeverExpected() {
        assertEquals("trial \"f\": expected is of type ArrayList, it must be a number, double[], int[], double[][],"
                + " Tensor, boolean or String", refused(() -> trial("f", () -> 1, new ArrayList<>(List.of(1.0)))));
    }

    @Test
    void strictThrowsUnlessPassed() {
        assertEquals("✓ Exercise 00.1 passed: 1 trial.", strict(() -> 1).judge(true).report());
        var wrong = assertThrows(AssertionError.class, () -> strict(() -> 2).judge(true));
        assertEquals(WRONG + "  expected  1\n  got       2\n  relative error 1, tolerance 1e-9" + HINT,
                wrong.getMessage());
        var open = assertThrows(AssertionError.class, () -> strict(() -> {
            throw new NotDone();
        }).judge(true));
        assertTrue(open.getMessage().startsWith("○ Exercise 00.1 is open: "), open.getMessage());
    }

    private static Exercise strict(Callable<?> attempt) {
        return new Exercise("00.1", "look again", SOON, trial("f(x)", attempt, 1));
    }

    /** As a cell would try; {@code Checks} has read it when it was loaded. */
    @Test
    void thePropertyIsReadOnce() {
        String before = System.getProperty("gradus.strict");
        assertEquals(Outcome.WRONG, exercise("00.1", "", trial("f(x)", () -> 2, 1)).outcome());
        System.setProperty("gradus.strict", "true");
        try {
            assertEquals(Outcome.WRONG, exercise("00.1", "", trial("f(x)", () -> 2, 1)).outcome());
        } finally {
            if (before == null) {
                System.clearProperty("gradus.strict");
            } else {
                System.setProperty("gradus.strict", before);
            }
        }
    }
}
