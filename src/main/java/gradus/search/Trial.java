package gradus.search;

import gradus.tensor.Rng;

/**
 * One try of a search: settings, and a seed of its own.
 *
 * <p>All that is random in it comes from {@link #rng}, all that it changes is made in it; so its score does not depend on
 * which thread runs it, or when.
 */
public final class Trial {

    private final int number;
    private final Settings settings;
    private final long seed;
    private final Rng rng;

    Trial(int number, Settings settings, long seed) {
        this.number = number;
        this.settings = settings;
        this.seed = seed;
        rng = new Rng(seed);
    }

    /**
     * The value for a space of the search.
     *
     * @throws IllegalArgumentException if the search has no such space; the message lists those that it has
     */
    public <T> T get(Space<T> space) {
        return settings.get(space);
    }

    /** Which of the search's trials it is, from 1. */
    public int number() {
        return number;
    }

    /** The values for all spaces. */
    public Settings settings() {
        return settings;
    }

    /** What its generator was started from: {@code new Rng(seed)} repeats the trial. */
    public long seed() {
        return seed;
    }

    /** The generator of this trial; every call gives the same one. */
    public Rng rng() {
        return rng;
    }

    @Override
    public String toString() {
        return "trial " + number + " (" + settings + ", seed " + seed + ")";
    }
}
