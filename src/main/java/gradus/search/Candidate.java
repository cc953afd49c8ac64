package gradus.search;

import java.util.Arrays;
import java.util.List;

/**
 * Settings that a search has tried, once or with several seeds.
 *
 * @param settings the values for all spaces
 * @param outcomes one for each seed that was finished, in the order of their numbers
 * @param score    that of the only outcome, or what the search makes of several: their median, or the best
 */
public record Candidate(Settings settings, List<Outcome> outcomes, double score) {

    static Candidate of(List<Outcome> outcomes, boolean lowerIsBetter, boolean bestOfRepeats) {
        // from the best to the worst, those without a number last: a network that diverges twice in three times is no good
        double[] keys = outcomes.stream().mapToDouble(outcome -> key(outcome.score(), lowerIsBetter)).sorted().toArray();
        int n = keys.length;
        double key = bestOfRepeats ? keys[0] : (keys[(n - 1) / 2] + keys[n / 2]) / 2;
        double score = Double.isFinite(key) ? lowerIsBetter ? key : -key : Double.NaN;
        return new Candidate(outcomes.get(0).trial().settings(), List.copyOf(outcomes), score);
    }

    /** A number by which scores are sorted, the best first. */
    static double key(double score, boolean lowerIsBetter) {
        return !Double.isFinite(score) ? Double.POSITIVE_INFINITY : lowerIsBetter ? score : -score;
    }

    /**
     * The value for a space of the search.
     *
     * @throws IllegalArgumentException if the search has no such space; the message lists those that it has
     */
    public <T> T get(Space<T> space) {
        return settings.get(space);
    }

    /** The scores of all outcomes, NaN for those that failed. */
    public double[] scores() {
        return outcomes.stream().mapToDouble(Outcome::score).toArray();
    }

    /** Seconds that the trials took, together. */
    public double seconds() {
        return outcomes.stream().mapToDouble(Outcome::seconds).sum();
    }

    /** Whether an exception ended all of them. */
    public boolean failed() {
        return outcomes.stream().allMatch(Outcome::failed);
    }

    /** The seeds of the trials. */
    public long[] seeds() {
        return outcomes.stream().mapToLong(outcome -> outcome.trial().seed()).toArray();
    }

    @Override
    public String toString() {
        return settings + (outcomes.size() == 1 ? ", seed " : ", seeds ")
                + Arrays.toString(seeds()).replaceAll("[\\[\\]]", "") + ": " + SearchResult.scoreText(this);
    }
}
