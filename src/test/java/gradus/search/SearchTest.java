package gradus.search;

import static gradus.Expect.notNow;
import static gradus.Expect.refuses;
import static gradus.init.Initializers.xavierNormal;
import static gradus.loss.Losses.crossEntropy;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.sequential;
import static gradus.nn.Layers.tanh;
import static gradus.optim.Optimizers.adam;
import static gradus.search.Search.gridSearch;
import static gradus.search.Search.randomSearch;
import static gradus.search.Spaces.choiceOf;
import static gradus.search.Spaces.integerIn;
import static gradus.search.Spaces.logUniformIn;
import static gradus.search.Spaces.uniformIn;
import static gradus.train.Training.evaluate;
import static gradus.train.Training.fit;
import static gradus.train.Training.metric;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Iris;
import gradus.search.Search.Objective;
import gradus.tensor.Rng;
import gradus.train.Fit;
import gradus.train.History;
import gradus.train.Progress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SearchTest {

    private static final Space<Double> RATE = logUniformIn("rate", 1e-3, 1);
    private static final Space<Integer> WIDTH = integerIn("width", 2, 12);
    private static final Space<String> KIND = choiceOf("kind", "a", "b", "c");

    /** Trains a small network on the irises. */
    private static double irises(Trial trial) {
        var split = Iris.load().stratifiedSplit(new Rng(1), 0.5, 0.25, 0.25);
        var net = sequential(dense(4, trial.get(WIDTH)), tanh(), dense(trial.get(WIDTH), 3))
                .initialize(xavierNormal(), trial.rng());
        fit(net, split.train()).loss(crossEntropy()).optimizer(adam(trial.get(RATE))).epochs(3).run(trial.rng());
        return evaluate(net, split.validation(), metric(crossEntropy()));
    }

    private static List<String> texts(SearchResult result) {
        return result.candidates().stream().map(Candidate::toString).toList();
    }

    private static double[] scores(SearchResult result) {
        return result.outcomes().stream().mapToDouble(Outcome::score).toArray();
    }

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() {
        Function<Integer, SearchResult> on = threads -> randomSearch(10, RATE, WIDTH, KIND).repeats(2).lowerIsBetter()
                .threads(threads).run(new Rng(7), SearchTest::irises);
        var one = on.apply(1);
        var four = on.apply(4);
        assertEquals(texts(one), texts(four));
        assertArrayEquals(scores(one), scores(four));
        assertEquals(20, one.outcomes().size());
        assertEquals(one.candidates().stream().map(Candidate::settings).toList(),
                four.candidates().stream().map(Candidate::settings).toList());
    }

    @Test
    void theSameSeedRepeatsATrialAlone() {
        var result = randomSearch(3, RATE, WIDTH).lowerIsBetter().run(new Rng(3), SearchTest::irises);
        var best = result.best().outcomes().get(0);
        var again = new Trial(1, best.trial().settings(), best.trial().seed());
        assertEquals(best.score(), irises(again));
    }

    @Test
    void aGridTriesEveryCombinationOnceInOrder() {
        var tried = new ArrayList<String>();
        var result = gridSearch(integerIn("depth", 1, 2), RATE.points(3), KIND).threads(1).run(new Rng(1), trial -> {
            tried.add(trial.settings().toString());
            return 0;
        });
        assertEquals(18, tried.size());
        assertEquals("depth 1, rate 0.001, kind a", tried.get(0));
        assertEquals("depth 1, rate 0.001, kind b", tried.get(1));
        assertEquals("depth 1, rate 0.03162, kind a", tried.get(3));
        assertEquals("depth 2, rate 1, kind c", tried.get(17));
        assertEquals(18, new HashSet<>(tried).size());
        assertEquals(18, LongStream.of(result.outcomes().stream().mapToLong(o -> o.trial().seed()).toArray()).distinct().count());
    }

    @Test
    void whatIsDrawnFirstDoesNotDependOnHowManyAreDrawn() {
        Objective zero = trial -> 0;
        var few = randomSearch(4, RATE, WIDTH).run(new Rng(5), zero).outcomes();
        var many = randomSearch(40, RATE, WIDTH).run(new Rng(5), zero).outcomes();
        assertEquals(few.stream().map(o -> o.trial().toString()).toList(),
                many.subList(0, 4).stream().map(o -> o.trial().toString()).toList());
        var repeated = randomSearch(4, RATE, WIDTH).repeats(3).run(new Rng(5), zero);
        assertEquals(few.stream().map(o -> o.trial().settings()).toList(),
                repeated.candidates().stream().map(Candidate::settings).toList());
    }

    @Test
    void theBestStandsFirstAndWhatHasNoScoreLast() {
        double[] given = {2, Double.NaN, 5, Double.NEGATIVE_INFINITY, 3};
        Objective objective = trial -> given[trial.number() - 1];
        var highest = randomSearch(5, RATE).run(new Rng(1), objective);
        var lowest = randomSearch(5, RATE).lowerIsBetter().run(new Rng(1), objective);
        assertArrayEquals(new double[]{5, 3, 2, Double.NaN, Double.NaN},
                highest.candidates().stream().mapToDouble(Candidate::score).toArray());
        assertArrayEquals(new double[]{2, 3, 5, Double.NaN, Double.NaN},
                lowest.candidates().stream().mapToDouble(Candidate::score).toArray());
        assertEquals(highest.outcomes().get(2).trial().settings(), highest.best().settings());
    }

    @Test
    void repeatsCountByTheirMedianOrByTheBest() {
        double[] given = {1, 9, 2, 4, 5, 3, 100, Double.NaN, Double.NaN, 6, Double.NaN, 3};
        Objective objective = trial -> given[trial.number() - 1];
        var median = randomSearch(4, RATE).repeats(3).run(new Rng(1), objective);
        assertArrayEquals(new double[]{4, 3, 2, Double.NaN},
                median.candidates().stream().mapToDouble(Candidate::score).toArray());
        var best = randomSearch(4, RATE).repeats(3).bestOfRepeats().run(new Rng(1), objective);
        assertArrayEquals(new double[]{100, 9, 6, 5}, best.candidates().stream().mapToDouble(Candidate::score).toArray());
        var two = randomSearch(1, RATE).repeats(2).run(new Rng(1), objective);
        assertEquals(5, two.best().score(), "the middle of two");
        assertArrayEquals(new double[]{4, 5, 3}, median.best().scores());
        assertEquals(List.of("rate", "seeds", "score", "lowest", "highest", "seconds"), median.headings());
        assertEquals("9", best.rows().get(1).get(4));
        var none = randomSearch(1, RATE).repeats(2).run(new Rng(1), trial -> Double.NaN);
        assertEquals(List.of("NaN", "–", "–"), none.rows().get(0).subList(2, 5));
    }

    @Test
    void aTrialThatThrowsIsKeptWithItsReasonAndDoesNotEndTheSearch() {
        var result = randomSearch(6, WIDTH).threads(3).run(new Rng(2), trial -> {
            if (trial.number() == 2) throw new java.io.IOException("the file is gone");
            if (trial.number() == 4) throw new StackOverflowError();
            return trial.number();
        });
        assertEquals(6, result.outcomes().size());
        assertEquals("IOException: the file is gone", result.outcomes().get(1).failure());
        assertEquals("StackOverflowError", result.outcomes().get(3).failure());
        assertTrue(result.candidates().get(4).failed() && result.candidates().get(5).failed());
        assertEquals(6, result.best().score());
        assertEquals("failed", result.rows().get(5).get(2));
        assertTrue(result.toString().endsWith("\n" + result.outcomes().get(1).trial()
                + " failed: IOException: the file is gone\n" + result.outcomes().get(3).trial() + " failed: StackOverflowError"),
                result::toString);
        assertEquals("", result.ending());
    }

    @Test
    void withoutAnyScoreThereIsNoBest() {
        var result = gridSearch(choiceOf("w", 1)).run(new Rng(2), trial -> {
            throw new IllegalStateException("no");
        });
        notNow("best: none of the 1 trials has a score; " + result.outcomes().get(0).trial()
                + " failed: IllegalStateException: no", result::best);
    }

    /** The third trial interrupts the search and then waits, as long training does; two are finished by then. */
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void anInterruptedSearchKeepsWhatIsFinished() {
        var searching = Thread.currentThread();
        var stopped = new CountDownLatch(1);
        var result = randomSearch(10, RATE).threads(1).run(new Rng(1), trial -> {
            if (trial.number() == 3) {
                searching.interrupt();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException told) {
                    stopped.countDown();
                }
            }
            return trial.number();
        });
        assertEquals(0, stopped.getCount(), "the running trial was told");
        assertEquals("interrupted after 2 of 10 trials", result.ending());
        assertArrayEquals(new double[]{1, 2}, scores(result));
        assertEquals(2, result.best().score());
        assertEquals(10, result.planned());
        assertTrue(result.toString().endsWith("\ninterrupted after 2 of 10 trials"), result::toString);
        assertFalse(Thread.interrupted(), "what was said once is done");
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void networksOfARunningTrialAreStoppedOneByOne() {
        var searching = Thread.currentThread();
        var runs = new AtomicInteger();
        var result = randomSearch(2, RATE, WIDTH).threads(1).run(new Rng(1), trial -> {
            searching.interrupt();
            for (int i = 0; i < 3; i++) {
                var net = sequential(dense(4, 3)).initialize(xavierNormal(), trial.rng());
                var history = fit(net, Iris.load()).loss(crossEntropy()).optimizer(adam(0.01)).epochs(100_000_000)
                        .run(trial.rng());
                if (history.ending().startsWith("interrupted")) runs.incrementAndGet();
            }
            return 1;
        });
        assertEquals(3, runs.get());
        assertEquals(List.of(), result.outcomes(), "half a trial is none");
        notNow("best: none of the 0 trials has a score; interrupted after 0 of 2 trials", result::best);
    }

    @Test
    void anotherRunnerMayTakeThePlace() {
        TrialRunner backwards = (trials, work, done) -> {
            for (int i = trials.size() - 1; i >= 0; i--) done.accept(work.apply(trials.get(i)));
        };
        var result = randomSearch(5, RATE, WIDTH).runner(backwards).run(new Rng(4), SearchTest::irises);
        var usual = randomSearch(5, RATE, WIDTH).run(new Rng(4), SearchTest::irises);
        assertEquals(texts(usual), texts(result));
    }

    @Test
    void runsInTrialsAreSilentUnlessTheyNameAListener() {
        var heard = new ArrayList<String>();
        Progress listener = new Progress() {
            @Override
            public void epochDone(History soFar) {
            }

            @Override
            public void finished(History history) {
                heard.add("heard");
            }
        };
        Fit.standardProgress(listener);
        try {
            randomSearch(3, RATE, WIDTH).run(new Rng(1), SearchTest::irises);
        } finally {
            Fit.standardProgress(Progress.SILENT);
        }
        assertEquals(List.of(), heard);
    }

    @Test
    void printsAsATable() {
        double[] given = {0.5, 0.75, 0.25};
        var result = gridSearch(choiceOf("width", 8, 16, 32)).scoreName("accuracy").threads(1)
                .run(new Rng(1), trial -> given[trial.number() - 1]);
        var seeds = result.outcomes().stream().mapToLong(o -> o.trial().seed()).toArray();
        var lines = result.toString().lines().toList();
        assertEquals("gridSearch over width = choiceOf(8, 16, 32): 3 trials, seed 1", lines.get(0));
        assertTrue(lines.get(1).matches("width  seed +accuracy  seconds"), lines.get(1));
        assertTrue(lines.get(2).matches("16 +" + seeds[1] + " +0.75 +0.00"), lines.get(2));
        assertTrue(lines.get(4).matches("32 +" + seeds[2] + " +0.25 +0.00"), lines.get(4));
        var many = randomSearch(50, WIDTH).run(new Rng(1), Trial::number);
        assertEquals(20, many.rows().size());
        assertEquals("50", many.rows().get(0).get(2));
        assertEquals("…", many.rows().get(14).get(2));
        assertEquals("1", many.rows().get(19).get(2));
        assertEquals("5", many.rows().get(15).get(2));
    }

    @Test
    void typesAreThoseOfTheSpaces() {
        gridSearch(WIDTH.points(2), KIND, RATE.points(2)).threads(1).run(new Rng(1), trial -> {
            int width = trial.get(WIDTH);
            String kind = trial.get(KIND);
            double rate = trial.get(RATE);
            assertTrue(width >= 2 && kind.length() == 1 && rate > 0);
            refuses("get: depth = integerIn(1, 2) is not in this search, its spaces are [width = integerIn(2, 12).points(2),"
                    + " kind = choiceOf(a, b, c), rate = logUniformIn(0.001, 1).points(2)]",
                    () -> trial.get(integerIn("depth", 1, 2)));
            refuses("get: width = uniformIn(1, 2) is not in this search, its spaces are [width = integerIn(2, 12).points(2),"
                    + " kind = choiceOf(a, b, c), rate = logUniformIn(0.001, 1).points(2)]",
                    () -> trial.get(uniformIn("width", 1, 2)));
            return 0;
        }).outcomes().forEach(outcome -> assertEquals("", outcome.failure()));
    }

    @Test
    void wrongSearchesAreRefused() {
        refuses("randomSearch: the spaces are []; there should be at least one, no two with the same name",
                () -> randomSearch(3));
        refuses("gridSearch: the spaces are [width = integerIn(2, 12), width = choiceOf(1)]; there should be at least one, no two"
                + " with the same name", () -> gridSearch(WIDTH, choiceOf("width", 1)));
        refuses("randomSearch: 0 settings asked for, it should be at least 1", () -> randomSearch(0, RATE));
        refuses("randomSearch: it has more than 100000 trials; take fewer", () -> randomSearch(100_001, RATE));
        refuses("gridSearch: the grid [a = integerIn(1, 1000), b = integerIn(1, 1000)] has more than 100000 trials; take fewer",
                () -> gridSearch(integerIn("a", 1, 1000), integerIn("b", 1, 1000)));
        notNow("gridSearch: rate = logUniformIn(0.001, 1) has values without end, say how many to take: .points(5)",
                () -> gridSearch(RATE));
        refuses("randomSearch: repeats is 0, it should be at least 1", () -> randomSearch(2, RATE).repeats(0));
        refuses("search: threads is 0, it should be at least 1", () -> randomSearch(2, RATE).threads(0));
        assertEquals("randomSearch over rate = logUniformIn(0.001, 1): 6 trials, the median of 3 seeds; call run(rng, objective)",
                randomSearch(2, RATE).repeats(3).toString());
    }
}
