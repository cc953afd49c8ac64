package gradus.check;

import java.util.Set;
import java.util.TreeSet;

/** What became of an exercise: {@link Checks#exercise} gives one, and a notebook shows its report. */
public final class Verdict {

    private final Exercise exercise;
    private final Outcome outcome;
    private final String report;
    private final boolean strict;

    /** The three ways an exercise can stand. */
    public enum Outcome {
        /** Every trial gave what was expected. */
        PASSED,
        /** The answer still throws {@link NotDone}. */
        OPEN,
        /** At least one trial gave something else, or nothing; or the library did it. */
        WRONG
    }

    Verdict(Exercise exercise, Outcome outcome, String report, boolean strict) {
        this.exercise = exercise;
        this.outcome = outcome;
        this.report = report;
        this.strict = strict;
    }

    /**
     * Asks for an answer that does without these methods of the library: one that calls them is right, but not passed.
     *
     * <p>The source of the answer is read, also that of the reader's own methods that it calls. A method of the reader's own
     * may have the name. Without a notebook's kernel there is no source, and nothing is asked.
     *
     * <pre>{@code
     * exercise("04.1", "divide by the sum", trial("softmax(0, 0)", () -> new double[]{0.5, 0.5}, new double[]{0.5, 0.5}))
     *     .without("softmax")
     * // → ✓ Exercise 04.1 passed: 1 trial.
     * }</pre>
     *
     * @param methods names of methods, as {@code "softmax"}
     * @throws AssertionError in strict mode, if the answer calls one of them: the report
     */
    public Verdict without(String... methods) {
        if (!passed()) {
            return this;
        }
        Set<String> called = new TreeSet<>(Set.of(methods));
        called.retainAll(exercise.libraryCalls());
        if (called.isEmpty()) {
            return this;
        }
        String names = String.join(" and ", called);
        Verdict other = new Verdict(exercise, Outcome.WRONG, "✗ Exercise " + exercise.id + " is right, but the library did it:"
                + " your answer calls " + names + ".\nWrite it yourself; arithmetic, loops and Math are all you need.", strict);
        exercise.keep(false, strict);
        return other.orThrow();
    }

    /** Itself, unless it should throw: in strict mode whatever is not passed. */
    Verdict orThrow() {
        if (strict && !passed()) {
            throw new AssertionError(report);
        }
        return this;
    }

    /** The number of the exercise, as 04.2. */
    public String exercise() {
        return exercise.id;
    }

    /** Passed, open or wrong. */
    public Outcome outcome() {
        return outcome;
    }

    /** The same for people: what was tried, what was expected, what came, and a hint. */
    public String report() {
        return report;
    }

    /** Whether every trial gave what was expected. */
    public boolean passed() {
        return outcome == Outcome.PASSED;
    }

    /** The report. */
    @Override
    public String toString() {
        return report;
    }
}
