package gradus.check;

import static gradus.check.Checks.exercise;
import static gradus.check.Checks.property;
import static gradus.check.Checks.trial;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.check.Verdict.Outcome;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an exercise helps: in steps, by known mistakes, with counterexamples, and without the library. */
class ExerciseHelpTest {

    private static final String WRONG = "✗ Exercise 00.1 is not right yet: 0 of 1 trial passed.\nf(x)\n"
            + "  expected  0.5\n  got       0\n  relative error 1, tolerance 1e-9";
    private static final String CHANGED =
            "Your answer changed the numbers that it was given: leave them as they are, and put your own into a new array.";

    @BeforeEach
    @AfterEach
    void forget() {
        Exercise.FAILURES.clear();
        AnswerBook.use(null);
    }

    private static Verdict tried(Callable<?> attempt) {
        return exercise("00.1", "count, then divide", trial("f(x)", attempt, 0.5).ifGot(0, "that divides whole numbers"));
    }

    @Test
    void theHintComesWithTheSecondFailure() {
        Verdict first = exercise("00.1", "count, then divide", trial("f(x)", () -> 0, 0.5));
        assertEquals(WRONG, first.report());
        Verdict second = exercise("00.1", "count, then divide", trial("f(x)", () -> 0, 0.5));
        assertEquals(WRONG + "\nHint: count, then divide", second.report());
        assertEquals(WRONG.replace("00.1", "00.2"), exercise("00.2", "", trial("f(x)", () -> 0, 0.5)).report(), "of each exercise");
    }

    @Test
    void whoPassesStartsAnew() {
        exercise("00.1", "count", trial("f(x)", () -> 0, 0.5));
        assertTrue(exercise("00.1", "count", trial("f(x)", () -> 0.5, 0.5)).passed());
        assertEquals(WRONG, exercise("00.1", "count", trial("f(x)", () -> 0, 0.5)).report());
    }

    @Test
    void whatIsOpenIsNoFailure() {
        for (int i = 0; i < 3; i++) {
            exercise("00.1", "count", trial("f(x)", () -> {
                throw new NotDone();
            }, 1));
        }
        assertEquals(WRONG, exercise("00.1", "count", trial("f(x)", () -> 0, 0.5)).report());
    }

    @Test
    void underStrictTheHintIsThereAtOnce() {
        var exercise = new Exercise("00.1", "count", new Patience(Duration.ofSeconds(5), Duration.ofSeconds(60)),
                trial("f(x)", () -> 0, 0.5));
        var e = assertThrows(AssertionError.class, () -> exercise.judge(true));
        assertEquals(WRONG + "\nHint: count", e.getMessage());
    }

    @Test
    void aMistakeThatIsKnownIsNamedAtOnce() {
        assertEquals(WRONG + "\nThat divides whole numbers.", tried(() -> 0).report());
        assertEquals(WRONG + "\nThat divides whole numbers.\nHint: count, then divide", tried(() -> 0).report());
        assertTrue(tried(() -> 0.25).report().endsWith("tolerance 1e-9\nHint: count, then divide"), "another value");
    }

    @Test
    void aMistakeThatIsKnownIsToldBeforeAnotherProblem() {
        Verdict verdict = exercise("00.1", "", trial("f(1)", () -> 3, 1), trial("f(2)", () -> new double[]{2, 1}, new double[]{1, 2})
                .ifGot(new double[]{2, 1}, "The order is turned around!").ifGot(new double[]{1, 1}, "never"));
        assertEquals("✗ Exercise 00.1 is not right yet: 0 of 2 trials passed.\nf(2)\n  expected  [1, 2]\n  got       [2, 1]\n"
                + "  first difference at index 0: expected 1, got 2; relative error 1, tolerance 1e-9\nThe order is turned around!",
                verdict.report());
    }

    @Test
    void whatIsExpectedOfAMistakeIsChecked() {
        var e = assertThrows(IllegalArgumentException.class, () -> trial("f", () -> 1, 1).ifGot(List.of(), "a list"));
        assertEquals("trial \"f\": ifGot: expected is of type ListN, it must be a number, double[], int[], double[][], Tensor,"
                + " boolean or String", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> trial("f", () -> 1, 0.5).ifGot(0.5, "half"));
        assertEquals("trial \"f\": ifGot 0.5 is what is expected: no mistake gives it", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> trial("f", () -> 1, 0.5).ifGot(0, " "));
        assertEquals("trial \"f\": ifGot 0 has no words for the mistake", e.getMessage());
    }

    @Test
    void aPropertyIsTriedWithAHundredInputs() {
        var inputs = new ArrayList<String>();
        AnswerTrial doubled = property("f(x) is 2x", rng -> rng.uniform(), x -> {
            inputs.add(x.toString());
            return x + x;
        }, x -> 2 * x);
        assertEquals("✓ Exercise 00.1 passed: 1 trial.", exercise("00.1", "", doubled).report());
        assertEquals(100, inputs.size());
        assertEquals(100, Set.copyOf(inputs).size());
        var before = List.copyOf(inputs);
        inputs.clear();
        exercise("00.1", "", doubled);
        assertEquals(before, inputs, "the same ones each time");
    }

    @Test
    void aCounterexampleIsShown() {
        Verdict verdict = exercise("00.1", "", property("the highest", rng -> Tensors.randn(rng, 3).toArray(), z -> z[0],
                z -> Arrays.stream(z).max().getAsDouble()));
        String report = verdict.report();
        assertTrue(report.matches("(?s)✗ Exercise 00\\.1 is not right yet: 0 of 1 trial passed\\.\nthe highest\n"
                + "  with      \\[-?[\\d.]+, -?[\\d.]+, -?[\\d.]+]\n  expected  -?[\\d.]+\n  got       -?[\\d.]+\n  relative error .*"),
                report);
    }

    @Test
    void anAnswerThatOverwritesItsInputIsShownWithWhatItWasGiven() {
        Verdict verdict = exercise("00.1", "", property("untouched", rng -> new double[]{1, 2}, z -> {
            z[0] = 9;
            return z;
        }, z -> z));
        assertTrue(verdict.report().contains("  with      [1, 2]\n  expected  [1, 2]\n  got       [9, 2]\n"), verdict.report());
        assertTrue(verdict.report().endsWith("\n  after it  [9, 2]\n" + CHANGED), verdict.report());
    }

    @Test
    void aRightAnswerThatOverwritesItsInputIsNotPassed() {
        Verdict verdict = exercise("00.1", "", property("the sum", rng -> new double[]{1, 2}, z -> {
            z[1] += z[0];
            return z[1];
        }, z -> z[0] + z[1]));
        assertEquals("✗ Exercise 00.1 is not right yet: 0 of 1 trial passed.\nthe sum\n  with      [1, 2]\n"
                + "  which your answer changed\n  after it  [1, 3]\n" + CHANGED, verdict.report());
    }

    /** What an answer may be given: more than numbers in a row. */
    record Two(double[] p, int label) {
    }

    @Test
    void itIsSeenWhateverTheNumbersStandIn() {
        assertEquals("[[5, 4]]", afterwards(new double[][]{{5, 5}}, z -> z[0][1] = 4));
        assertEquals("[[5], [5, 4]]", afterwards(new double[][]{{5}, {5, 5}}, z -> z[1][1] = 4), "a threshold and its scores");
        assertEquals("[5, 4]", afterwards(Tensors.tensor(5, 5), z -> z.data()[1] = 4));
        assertEquals("[[5, 5], [4]]", afterwards(new Tensor[]{Tensors.tensor(5, 5), Tensors.tensor(5)}, z -> z[1].data()[0] = 4));
        assertEquals("Two[[4], 3]", afterwards(new Two(new double[]{5}, 3), z -> z.p()[0] = 4));
        assertEquals("[a value of type long[]]", afterwards(new long[][]{{5, 5}}, z -> z[0][0] = 4));
        assertTrue(exercise("00.1", "", property("NaN", rng -> new double[]{Double.NaN}, z -> z.length, z -> 1)).passed());
    }

    private static <T> String afterwards(T given, Consumer<T> change) {
        Exercise.FAILURES.clear();
        Verdict verdict = exercise("00.1", "", property("one", rng -> given, z -> {
            change.accept(z);
            return 1;
        }, z -> 1));
        assertTrue(verdict.report().endsWith("\n" + CHANGED), verdict.report());
        return verdict.report().replaceFirst("(?s).*\n  after it  ", "").replace("\n" + CHANGED, "");
    }

    @Test
    void aMistakeThatIsKnownIsNamedBeforeTheOverwriting() {
        String report = exercise("00.1", "", property("the first", rng -> new double[]{1, 2}, z -> {
            z[0] = 9;
            return z[1];
        }, z -> z[0]).ifGot(2, "that is the last")).report();
        assertTrue(report.endsWith("\n  after it  [9, 2]\nThat is the last."), report);
    }

    @Test
    void anAnswerThatThrowsIsShownWithItsInput() {
        Verdict verdict = exercise("00.1", "", property("sum", rng -> new int[]{4, 2}, z -> z[z.length], z -> 6));
        assertEquals("✗ Exercise 00.1 is not right yet: 0 of 1 trial passed.\nsum\n  with      [4, 2]\n"
                + "  threw ArrayIndexOutOfBoundsException: Index 2 out of bounds for length 2\n"
                + "  Its places are 0 to 1: where does your loop end?", verdict.report());
        Verdict open = exercise("00.1", "", property("sum", rng -> 1, z -> {
            throw new NotDone();
        }, z -> 6));
        assertEquals(Outcome.OPEN, open.outcome());
    }

    @Test
    void anAnswerThatNeverEndsEndsAPropertyToo() {
        var soon = new Patience(Duration.ofMillis(200), Duration.ofMinutes(5));
        Verdict verdict = new Exercise("00.1", "", soon, property("ends", rng -> 1, z -> {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            return 1;
        }, z -> 1)).judge(false);
        assertTrue(verdict.report().contains("had not returned after 0.2 s of computing"), verdict.report());
    }

    /** A book that a test writes. */
    private static final class Book implements AnswerBook {
        private final Set<String> calls;
        private final List<String> kept = new ArrayList<>();

        Book(String... calls) {
            this.calls = Set.of(calls);
            AnswerBook.use(this);
        }

        @Override
        public Set<String> libraryCalls(Class<?> trial) {
            assertTrue(trial.getName().startsWith("gradus.check.ExerciseHelpTest$$Lambda"), trial.getName());
            return calls;
        }

        @Override
        public void keep(String exercise, boolean passed) {
            kept.add((passed ? "+" : "-") + exercise);
        }
    }

    @Test
    void whatTheLibraryDidIsRightAndNotPassed() {
        var book = new Book("softmax", "exp");
        Verdict verdict = tried(() -> 0.5).without("softmax", "logSoftmax");
        assertEquals("✗ Exercise 00.1 is right, but the library did it: your answer calls softmax.\n"
                + "Write it yourself; arithmetic, loops and Math are all you need.", verdict.report());
        assertEquals(Outcome.WRONG, verdict.outcome());
        assertEquals(List.of("+00.1", "-00.1"), book.kept);
        assertTrue(tried(() -> 0.5).without("tanh").passed());
        assertEquals(WRONG + "\nThat divides whole numbers.", tried(() -> 0).without("softmax").report(), "wrong stays wrong");
    }

    @Test
    void withoutAKernelNothingIsAskedAndNothingKept() {
        assertEquals("✓ Exercise 00.1 passed: 1 trial.", tried(() -> 0.5).without("softmax").report());
    }

    @Test
    void underStrictTheLibraryThrowsAndNothingIsKept() {
        var book = new Book("softmax");
        var exercise = new Exercise("00.1", "count", new Patience(Duration.ofSeconds(5), Duration.ofSeconds(60)),
                trial("f(x)", () -> 0.5, 0.5));
        Verdict verdict = exercise.judge(true);
        var e = assertThrows(AssertionError.class, () -> verdict.without("softmax"));
        assertTrue(e.getMessage().startsWith("✗ Exercise 00.1 is right, but the library did it"), e.getMessage());
        assertEquals(List.of(), book.kept);
    }

    @Test
    void longAxesAreCutInTheirShape() {
        String report = exercise("00.1", "", trial("f", () -> Tensors.zeros(10, 9), Tensors.ones(2, 2, 2))).report();
        assertTrue(report.contains("  expected  [[[1, 1],\n              [1, 1]],\n             [[1, 1],\n              [1, 1]]],"
                + " shape (2, 2, 2)\n  got       [[0, 0, 0, 0, 0, 0, 0, 0, …],\n             [0, 0"), report);
        assertTrue(report.contains("…],\n             …], shape (10, 9)"), report);
    }
}
