package gradus.check;

/**
 * What became of an exercise: {@link Checks#exercise} gives one, and a notebook shows its report.
 *
 * @param exercise the number of the exercise, as 04.2
 * @param outcome  passed, open or wrong
 * @param report   the same for people: what was tried, what was expected, what came, and a hint
 */
public record Verdict(String exercise, Outcome outcome, String report) {

    /** The three ways an exercise can stand. */
    public enum Outcome {
        /** Every trial gave what was expected. */
        PASSED,
        /** The answer still throws {@link NotDone}. */
        OPEN,
        /** At least one trial gave something else, or nothing. */
        WRONG
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
