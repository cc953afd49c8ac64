package gradus.search;

/**
 * What came of a trial.
 *
 * @param trial   its settings and its seed
 * @param score   NaN if it failed
 * @param seconds how long it took
 * @param failure the exception that ended it, by class and message; empty if none did
 */
public record Outcome(Trial trial, double score, double seconds, String failure) {

    /** Runs a trial. */
    static Outcome of(Trial trial, Search.Objective objective) {
        long start = System.nanoTime();
        double score = Double.NaN;
        String failure = "";
        try {
            score = objective.score(trial);
        } catch (Exception | Error thrown) {                 // a stack overflow in one trial is no reason to lose the others
            failure = thrown.getClass().getSimpleName() + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage());
        }
        return new Outcome(trial, score, (System.nanoTime() - start) / 1e9, failure);
    }

    /** Whether an exception ended it. */
    public boolean failed() {
        return !failure.isEmpty();
    }
}
