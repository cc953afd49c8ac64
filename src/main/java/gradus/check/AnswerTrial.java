package gradus.check;

import gradus.tensor.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** One call of an answer, or a hundred with random inputs, and what should come out; made by {@code trial} and {@code property}. */
public final class AnswerTrial {

    private static final int DRAWS = 100;
    private static final long SEED = 1;
    private static final String CHANGED =
            "Your answer changed the numbers that it was given: leave them as they are, and put your own into a new array.";

    final String what;

    /** The lambda that calls the answer: its class leads to the source. */
    final Object code;

    private final Body body;

    /** A copy; null for a property, which expects another thing for each input. */
    private final Object expected;
    private final double tolerance;
    private final List<Mistake> mistakes;

    /** Runs the answer; null if it gave what was expected. */
    private interface Body {
        Failure run(AnswerTrial trial) throws Exception;
    }

    private record Mistake(Object value, String words) {
    }

    /**
     * What came instead of what was expected.
     *
     * @param text    expected, got and how far they are apart
     * @param mistake what was recognised in it, or null
     */
    record Failure(String text, String mistake) {
    }

    private AnswerTrial(String what, Object code, Body body, Object expected, double tolerance, List<Mistake> mistakes) {
        this.what = what;
        this.code = code;
        this.body = body;
        this.expected = expected;
        this.tolerance = tolerance;
        this.mistakes = mistakes;
    }

    static AnswerTrial of(String what, Callable<?> attempt, Object expected, double tolerance) {
        String name = "trial \"" + what + "\"";
        Checks.requireTolerance(name, tolerance);
        Object copy = expectable(name, expected);
        return new AnswerTrial(what, attempt, trial -> trial.compare(copy, attempt.call()), copy, tolerance, List.of());
    }

    static <T> AnswerTrial of(String what, Function<Rng, T> input, Function<T, ?> answer, Function<T, ?> expected, double tolerance) {
        return new AnswerTrial(what, answer, trial -> {
            Rng rng = new Rng(SEED);
            for (int draw = 0; draw < DRAWS && !Thread.currentThread().isInterrupted(); draw++) {
                T drawn = input.apply(rng);
                // both now: an answer may change what it is given
                String with = "  with      " + indented(show(drawn)) + "\n";
                Object copy = expectable("property \"" + what + "\"", expected.apply(drawn));
                Object before = Given.copy(drawn);
                Failure failure = trial.answer(answer, drawn, copy);
                boolean changed = !Given.same(before, Given.copy(drawn));
                if (failure != null || changed) {
                    String after = changed ? "\n  after it  " + indented(show(drawn)) : "";
                    String text = failure == null ? "  which your answer changed" + after : failure.text + after;
                    String mistake = failure != null && failure.mistake != null ? failure.mistake : changed ? CHANGED : null;
                    return new Failure(with + text, mistake);
                }
            }
            return null;
        }, null, tolerance, List.of());
    }

    private <T> Failure answer(Function<T, ?> answer, T drawn, Object expected) {
        try {
            return compare(expected, answer.apply(drawn));
        } catch (Throwable e) {
            // whatever an answer throws, its input is told with it
            if (Thrown.isNotDone(e)) {
                throw e;
            }
            return new Failure(Thrown.describe(e), null);
        }
    }

    /**
     * Names a mistake by the value that it gives, so that a reader who makes it is told at once.
     *
     * <pre>{@code
     * exercise("00.1", "count, then divide", trial("share(2 of 3)", () -> 2 / 3, 2.0 / 3)
     *     .ifGot(0, "that divides two whole numbers: 2 / 3 is 0, 2.0 / 3 is not"))
     * // → ✗ Exercise 00.1 is not right yet: 0 of 1 trial passed.
     * // share(2 of 3)
     * //   expected  0.6666667
     * //   got       0
     * //   relative error 1, tolerance 1e-9
     * // That divides two whole numbers: 2 / 3 is 0, 2.0 / 3 is not.
     * }</pre>
     *
     * @param value   what the mistake gives, of a kind that a trial can expect
     * @param mistake what was done, in a sentence
     * @throws IllegalArgumentException if the value is of another kind, or the one that is expected
     */
    public AnswerTrial ifGot(Object value, String mistake) {
        String name = "trial \"" + what + "\": ifGot";
        Object copy = expectable(name, value);
        if (mistake.isBlank()) {
            throw new IllegalArgumentException(name + " " + show(value) + " has no words for the mistake");
        }
        if (expected != null && difference(expected, value) == null) {
            throw new IllegalArgumentException(name + " " + show(value) + " is what is expected: no mistake gives it");
        }
        List<Mistake> more = new ArrayList<>(mistakes);
        more.add(new Mistake(copy, mistake));
        return new AnswerTrial(what, code, body, expected, tolerance, more);
    }

    /** What may be expected, as a copy. */
    private static Object expectable(String name, Object expected) {
        Values numbers = Values.of(expected);
        if (numbers == null && !(expected instanceof Boolean) && !(expected instanceof String)) {
            throw new IllegalArgumentException(name + ": expected is "
                    + (expected == null ? "null" : "of type " + expected.getClass().getSimpleName())
                    + ", it must be a number, double[], int[], double[][], Tensor, boolean or String");
        }
        if (numbers != null && numbers.hasNaN()) {
            throw new IllegalArgumentException(name + ": expected is NaN, which no answer can match");
        }
        return numbers == null ? expected : numbers;
    }

    /** Calls the answer and compares; null if it gave what was expected. */
    Failure run() throws Exception {
        return body.run(this);
    }

    private Failure compare(Object expected, Object got) {
        String difference = difference(expected, got);
        if (difference == null) {
            return null;
        }
        for (Mistake mistake : mistakes) {
            if (difference(mistake.value, got) == null) {
                return new Failure(difference, sentence(mistake.words));
            }
        }
        return new Failure(difference, null);
    }

    private String difference(Object expected, Object got) {
        if (!(expected instanceof Values numbers)) {
            return Objects.equals(expected, got) ? null : Values.lines("expected", show(expected), "got", show(got));
        }
        Values came = Values.of(got);
        return came == null ? Values.lines("expected", numbers.text(), "got", show(got))
                : numbers.difference(came, tolerance, true);
    }

    private static String sentence(String words) {
        String text = words.strip();
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + (text.matches("(?s).*[.?!]") ? "" : ".");
    }

    private static String indented(String text) {
        return text.replace("\n", "\n            ");
    }

    private static String show(Object value) {
        boolean ragged = value instanceof double[][] rows
                && Arrays.stream(rows).mapToInt(row -> row == null ? -1 : row.length).distinct().count() > 1;
        Values numbers = ragged ? null : Values.of(value);
        return numbers != null ? numbers.text()
                : value instanceof String text ? '"' + text + '"'
                : value == null || value instanceof Boolean ? String.valueOf(value)
                : value instanceof Object[] array ? Arrays.stream(array).map(AnswerTrial::show).toList().toString()
                : value instanceof Record record ? record.getClass().getSimpleName() + show(Given.components(record))
                : "a value of type " + value.getClass().getSimpleName();
    }
}
