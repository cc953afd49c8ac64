package gradus.search;

import gradus.tensor.Numbers;
import gradus.tensor.Rng;
import gradus.train.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tries settings and ranks them by a score: a grid of them, or drawn at random.
 *
 * <p>With the same budget random search tries more values of each setting; where only some of the settings matter it finds
 * better ones (Bergstra and Bengio 2012, "Random search for hyper-parameter optimization"). Score on a validation set: the
 * best of many scores is a little too good, and a test set that chose the settings tests no more.
 *
 * <p>Trials run at the same time, one for each core. Each has a seed of its own and brings all that it changes, so the result
 * is the same on any number of threads, but for the seconds.
 *
 * <pre>{@code
 * var rate = logUniformIn("rate", 0.001, 1);
 * var width = integerIn("width", 2, 32);
 * var split = Iris.load().stratifiedSplit(new Rng(1), 0.5, 0.25, 0.25);
 * var result = randomSearch(8, rate, width).scoreName("validation loss").lowerIsBetter().run(new Rng(1), trial -> {
 *     var net = sequential(dense(4, trial.get(width)), tanh(), dense(trial.get(width), 3));
 *     net.initialize(xavierNormal(), trial.rng());
 *     fit(net, split.train()).loss(crossEntropy()).optimizer(adam(trial.get(rate))).epochs(10).run(trial.rng());
 *     return evaluate(net, split.validation(), metric(crossEntropy()));
 * });
 * result.candidates().size()                    // → 8
 * result.best().get(rate) > 0.01                // → true
 * }</pre>
 */
public final class Search {

    private static final int MOST = 100_000;
    private static final int SEEDS = 1_000_000;

    /** How many settings are drawn at random; 0 for a grid. */
    private final int draws;
    private final List<Space<?>> spaces;
    private String scoreName = "score";
    private boolean lowerIsBetter;
    private int repeats = 1;
    private boolean bestOfRepeats;
    private TrialRunner runner = ThreadRunner.onAllCores();

    private Search(int draws, Space<?>... spaces) {
        this.draws = draws;
        this.spaces = List.of(spaces);
        Set<String> names = new HashSet<>();
        this.spaces.forEach(space -> names.add(space.name()));
        if (spaces.length == 0 || names.size() < spaces.length) {
            throw new IllegalArgumentException(call() + ": the spaces are " + this.spaces
                    + "; there should be at least one, no two with the same name");
        }
    }

    /**
     * A search over all combinations of the spaces' values, the last space changing fastest.
     *
     * <pre>{@code
     * gridSearch(logUniformIn("rate", 0.01, 1).points(3), choiceOf("width", 8, 16))
     * // → gridSearch over rate = logUniformIn(0.01, 1).points(3), width = choiceOf(8, 16): 6 trials; call run(rng, objective)
     * }</pre>
     *
     * @throws IllegalArgumentException if there are no spaces, two have the same name, or there are over 100,000 combinations
     * @throws IllegalStateException if a space has values without end, and no {@code points(…)}
     */
    public static Search gridSearch(Space<?>... spaces) {
        var search = new Search(0, spaces);
        long size = 1;
        for (var space : spaces) {
            size = Math.min(MOST + 1L, size * space.grid().size());
        }
        require(size, "gridSearch: the grid " + search.spaces);
        return search;
    }

    /**
     * A search over settings drawn from the spaces, each by itself.
     *
     * @param settings how many to draw, 1 to 100,000; the first of them are the same whatever the number
     * @throws IllegalArgumentException if there are no spaces, or two have the same name
     */
    public static Search randomSearch(int settings, Space<?>... spaces) {
        if (settings < 1) {
            throw new IllegalArgumentException("randomSearch: " + settings + " settings asked for, it should be at least 1");
        }
        require(settings, "randomSearch: it");
        return new Search(settings, spaces);
    }

    private static void require(long trials, String what) {
        if (trials > MOST) {
            throw new IllegalArgumentException(what + " has more than " + MOST + " trials; take fewer");
        }
    }

    /** What the score is, such as "validation accuracy", for tables and figures. */
    public Search scoreName(String name) {
        scoreName = name;
        return this;
    }

    /** The best is the lowest score, as for a loss; the highest if not told. */
    public Search lowerIsBetter() {
        lowerIsBetter = true;
        return this;
    }

    /**
     * Tries all settings with so many seeds and ranks them by the median of their scores: one seed is not evidence.
     *
     * <p>A score that is no number, or a trial that fails, counts as worse than any other. If that makes the median none, the
     * settings have no score.
     */
    public Search repeats(int repeats) {
        if (repeats < 1) {
            throw new IllegalArgumentException(call() + ": repeats is " + repeats + ", it should be at least 1");
        }
        this.repeats = repeats;
        return this;
    }

    /** Ranks settings by the best of their repeats instead of the median: where only the best network will be kept. */
    public Search bestOfRepeats() {
        bestOfRepeats = true;
        return this;
    }

    /** How many trials run at the same time; as many as there are cores if not told. */
    public Search threads(int threads) {
        return runner(new ThreadRunner(threads));
    }

    /** Who runs the trials, instead of threads of this computer. */
    public Search runner(TrialRunner runner) {
        this.runner = runner;
        return this;
    }

    /**
     * Runs all trials.
     *
     * <p>A trial that throws is kept as failed, with its reason. Interrupted, as by the stop button of a notebook, the search
     * ends with the trials that are finished, and {@link SearchResult#ending} says so. Runs of {@code fit} in a trial show no
     * progress unless they name a listener.
     *
     * @param rng draws the settings, and a seed for each trial
     */
    public SearchResult run(Rng rng, Objective objective) {
        boolean fresh = Arrays.equals(rng.state(), new Rng(rng.seed()).state());
        String title = title() + ", seed " + rng.seed() + (fresh ? "" : ", drawn from before");
        var trials = trials(rng.split(), rng.split());
        var outcomes = new TreeMap<Integer, Outcome>();
        String ending = "";
        try {
            runner.run(trials, trial -> Progress.during(Progress.SILENT, () -> Outcome.of(trial, objective)),
                    outcome -> outcomes.put(outcome.trial().number(), outcome));
        } catch (InterruptedException interruption) {
            ending = "interrupted after " + outcomes.size() + " of " + trials.size() + " trials";
        }
        return new SearchResult(title, new SearchResult.Ranking(spaces, scoreName, lowerIsBetter, repeats, bestOfRepeats),
                List.copyOf(outcomes.values()), trials.size(), ending);
    }

    /** The trials, those of the same settings side by side. */
    private List<Trial> trials(Rng forSettings, Rng forSeeds) {
        var trials = new ArrayList<Trial>();
        var seeds = new HashSet<Long>();
        for (var values : draws == 0 ? grid() : drawn(forSettings)) {
            var settings = new Settings(spaces, values);
            for (int i = 0; i < repeats; i++) {
                long seed = forSeeds.below(SEEDS);           // few digits, so that it can be typed again
                while (!seeds.add(seed)) {
                    seed = forSeeds.below(SEEDS);
                }
                trials.add(new Trial(trials.size() + 1, settings, seed));
                require(trials.size(), call());
            }
        }
        return trials;
    }

    private List<List<Object>> drawn(Rng rng) {
        var all = new ArrayList<List<Object>>();
        for (int i = 0; i < draws; i++) {
            var values = new ArrayList<Object>();
            spaces.forEach(space -> values.add(space.draw(rng)));
            all.add(values);
        }
        return all;
    }

    private List<List<Object>> grid() {
        List<List<Object>> all = List.of(List.of());
        for (var space : spaces) {
            var longer = new ArrayList<List<Object>>();
            for (var values : all) {
                for (var value : space.grid()) {
                    var next = new ArrayList<>(values);
                    next.add(value);
                    longer.add(next);
                }
            }
            all = longer;
        }
        return all;
    }

    private String call() {
        return draws == 0 ? "gridSearch" : "randomSearch";
    }

    private String title() {
        return call() + " over " + String.join(", ", spaces.stream().map(Space::toString).toList()) + ": "
                + Numbers.text(repeats * (double) (draws == 0 ? grid().size() : draws)) + " trials"
                + (repeats == 1 ? "" : ", " + (bestOfRepeats ? "the best" : "the median") + " of " + repeats + " seeds");
    }

    @Override
    public String toString() {
        return title() + "; call run(rng, objective)";
    }

    /**
     * What a search makes large or small: from a trial's settings to a score.
     *
     * <p>Several trials run at the same time. Network, optimizer, metric and generator are made inside; a data set may come from
     * outside, it never changes.
     *
     * <pre>{@code
     * var width = integerIn("width", 1, 9);
     * Objective nearFive = trial -> Math.abs(trial.get(width) - 5);
     * gridSearch(width).lowerIsBetter().run(new Rng(1), nearFive).best().get(width)     // → 5
     * }</pre>
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
}
