package gradus.search;

/**
 * What a search makes large or small: from a trial's settings to a score.
 *
 * <p>Several trials run at the same time. Network, optimizer, metric and generator are made inside; a data set may come from
 * outside, it never changes.
 */
@FunctionalInterface
public interface Objective {

    /**
     * Trains and measures with the settings of a trial.
     *
     * @return the score; NaN or infinity counts as worse than any number
     * @throws Exception for any reason: the trial is kept as failed, with the reason, and the search goes on
     */
    double score(Trial trial) throws Exception;
}
