package gradus.lesson;

import static gradus.Expect.notNow;
import static gradus.Expect.refuses;
import static gradus.lesson.Lesson.overSeeds;
import static gradus.tensor.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Dataset;
import gradus.data.Generators;
import gradus.init.Initializers;
import gradus.loss.Losses;
import gradus.metrics.Metrics;
import gradus.nn.Layers;
import gradus.optim.Optimizers;
import gradus.tensor.Interrupted;
import gradus.tensor.Rng;
import gradus.tensor.Tensors;
import gradus.train.History;
import gradus.train.Progress;
import gradus.train.Training;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RunsTest {

    record Both(double he, double small) {}

    record Curves(double[] train, double[] validationLoss) {}

    private static History trained(int seed) {
        var rng = new Rng(seed);
        var data = Generators.circle(rng, 60, 0.1);
        var net = Layers.sequential(Layers.dense(2, 8), Layers.tanh(), Layers.dense(8, 2)).initialize(Initializers.xavierNormal(), rng);
        return Training.fit(net, data).loss(Losses.crossEntropy()).optimizer(Optimizers.adam(0.01)).metric(Metrics.accuracy())
                .epochs(4).batchSize(10).run(rng);
    }

    @Test
    void theNumbersAreTheSameWhateverTheThreads() {
        IntFunction<double[]> experiment = seed -> trained(seed).series("loss");
        List<Object> alone = Seeds.run(6, 1, experiment);
        List<Object> together = Seeds.run(6, 4, experiment);
        for (int seed = 0; seed < 6; seed++) {
            assertArrayEquals((double[]) alone.get(seed), (double[]) together.get(seed));
            assertArrayEquals(experiment.apply(seed), (double[]) together.get(seed));
        }
    }

    @Test
    void seedsStandInTheirOrderWhicheverWasReadyFirst() throws InterruptedException {
        var last = new CountDownLatch(1);
        assertEquals(List.of(0, 1), Seeds.run(2, 2, seed -> {
            if (seed == 1) last.countDown();
            else await(last);
            return seed;
        }));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new Interrupted("stopped");
        }
    }

    @Test
    void aFailingSeedNamesItself() {
        var cause = new IllegalStateException("the loss is NaN");
        var failure = assertThrows(IllegalStateException.class, () -> overSeeds(4, seed -> {
            if (seed >= 2) throw cause;
            return seed;
        }));
        assertEquals("overSeeds: seed 2 failed: the loss is NaN", failure.getMessage());
        assertSame(cause, failure.getCause());
        notNow("overSeeds: seed 0 failed: java.lang.NullPointerException", () -> overSeeds(1, seed -> {
            throw new NullPointerException();
        }));
    }

    /** As with the stop button: experiments that each train several networks end too, and no seed is started any more. */
    @Test
    @Timeout(60)
    void anInterruptionStopsAll() throws InterruptedException {
        var running = new CountDownLatch(2);
        var started = new AtomicInteger();
        var ended = new AtomicInteger();
        var stopped = new AtomicBoolean();
        var thrown = new AtomicReference<Throwable>();
        var cell = new Thread(() -> {
            try {
                Seeds.run(5, 2, seed -> {
                    started.incrementAndGet();
                    running.countDown();
                    while (!trained(seed).ending().startsWith("interrupted")) stopped.get();
                    ended.incrementAndGet();
                    return 1;
                });
            } catch (Interrupted expected) {
                thrown.set(expected);
            }
        });
        cell.start();
        running.await();
        cell.interrupt();
        cell.join();
        assertEquals("overSeeds: interrupted; 0 of 5 seeds were finished", thrown.get().getMessage());
        assertEquals(2, started.get());
        assertEquals(2, ended.get());
    }

    @Test
    void trainingInItIsSilent() {
        var heard = new AtomicInteger();
        var listener = new Progress() {
            @Override
            public void epochDone(History soFar) {
                heard.incrementAndGet();
            }

            @Override
            public void finished(History history) {
                heard.incrementAndGet();
            }
        };
        Progress.during(listener, () -> overSeeds(2, RunsTest::trained));
        assertEquals(0, heard.get());
    }

    @Test
    void numbersHaveMedianAndRange() {
        var runs = overSeeds(4, seed -> new double[] {3, 1, 10, 2}[seed]);
        assertEquals(2.5, runs.median());
        assertEquals(1, runs.lowest());
        assertEquals(10, runs.highest());
        assertEquals(9, runs.spread());
        assertEquals(4, runs.seeds());
        assertEquals("[3, 1, 10, 2]", runs.all().toString());
        assertEquals("4 seeds: median 2.5 (1 to 10)", runs.toString());
        assertEquals("<p>4 seeds: median 2.5 (1 to 10)</p>", runs.html());
        assertEquals("1 seed: median 7 (7 to 7)", overSeeds(1, seed -> 7).toString());
    }

    @Test
    void whatIsNotFiniteIsLeftOutAndCounted() {
        var runs = overSeeds(4, seed -> new double[] {3, Double.NaN, 1, Double.POSITIVE_INFINITY}[seed]);
        assertEquals("4 seeds: median 2 (1 to 3); 2 of 4 not finite", runs.toString());
        assertTrue(runs.table().toString().contains("not finite"));
        var none = overSeeds(2, seed -> Double.NaN);
        assertEquals("2 seeds: none is finite", none.toString());
        assertEquals(Double.NaN, none.median());
        assertEquals(Double.NaN, none.spread());
        assertTrue(none.table().toString().contains("NaN"));
    }

    @Test
    void differencesArePaired() {
        var he = overSeeds(4, seed -> 10.0 * seed + 1);
        var small = overSeeds(4, seed -> 10.0 * seed + new double[] {2, 3, 0.5, 4}[seed]);
        var difference = he.minus(small);
        assertEquals("[-1, -2, 0.5, -3]", difference.all().toString());
        assertEquals("in 4 pairs: median difference -1.5 (-3 to 0.5), below 0 in 3 of 4", difference.toString());
        assertEquals("""
                Paired differences, seeds 0 to 3; spread is highest − lowest
                       median  lowest  highest  spread  below 0
                value    -1.5      -3      0.5     3.5  3 of 4""", difference.table().toString());
        refuses("minus: 4 seeds and 3 seeds are no pairs; both should have the same seeds and the same measures",
                () -> he.minus(overSeeds(3, seed -> seed)));
    }

    @Test
    void aRecordGivesMeasuresByName() {
        var runs = overSeeds(3, seed -> new Both(seed, seed + 0.5));
        assertEquals(List.of("he", "small"), runs.names());
        assertEquals("""
                seeds 0 to 2; spread is highest − lowest
                       median  lowest  highest  spread
                he        1.0     0.0      2.0       2
                small     1.5     0.5      2.5       2""", runs.toString());
        assertEquals("in 3 pairs: he − small: median difference -0.5 (-0.5 to -0.5), below 0 in 3 of 3",
                runs.get("he").minus(runs.get("small")).toString());
        assertEquals(runs.table().html(), runs.html());
        notNow("median: there are several measures, [he, small]; take one with get(\"he\")", runs::median);
        notNow("all: there are several measures, [he, small]; take one with get(\"he\")", runs::all);
        refuses("overSeeds: there is no measure \"He\", there are [he, small]", () -> runs.get("He"));
        refuses("overSeeds: there is no measure \"He\", there is one without a name", () -> overSeeds(1, s -> s).get("He"));
        refuses("minus: 3 seeds of he, small and 3 seeds are no pairs; both should have the same seeds and the same measures",
                () -> runs.minus(overSeeds(3, seed -> seed)));
    }

    @Test
    void mapsHistoriesEvaluationsAndTensorsAreMeasuresToo() {
        assertEquals(List.of("a", "b"), overSeeds(2, seed -> Map.of("b", seed, "a", 2)).names());
        var histories = overSeeds(2, RunsTest::trained);
        assertEquals(List.of("loss", "accuracy"), histories.names());
        assertArrayEquals(new int[] {2, 4}, histories.get("loss").all().shape());
        var x = tensor(new double[][] {{0}, {1}});
        var evaluations = overSeeds(2, seed -> Training.evaluate(Layers.dense(1, 2).initialize(Initializers.zeroInit(), new Rng(0)),
                Dataset.of(x, tensor(0, 1)), Losses.crossEntropy(), Metrics.accuracy()));
        assertEquals(List.of("loss", "accuracy"), evaluations.names());
        assertEquals("[0, 1]", overSeeds(2, seed -> Tensors.scalar(seed)).all().toString());
        assertArrayEquals(new int[] {2, 3}, overSeeds(2, seed -> List.of(1, 2, seed)).all().shape());
    }

    @Test
    void arraysAreCurves() {
        var runs = overSeeds(3, seed -> new double[] {seed, 2 * seed});
        assertEquals("3 seeds: median 2 (0 to 4), at the last of 2 points", runs.toString());
        assertEquals("[1, 2]", runs.all().median(0).toString());
        notNow("median: each seed gave 2 numbers; all() has them, all().median(0) is their median at each point", runs::median);
        refuses("minus: 2 points and 1 points are no pairs; both should have the same",
                () -> runs.minus(overSeeds(3, seed -> new double[1])));
    }

    @Test
    void runsDrawThemselves() {
        var curves = overSeeds(3, seed -> new Curves(new double[] {4, 1.0 + seed}, new double[] {5, 2.0 + seed}));
        assertEquals("It falls. Line plot over epoch: train in the median of 3 runs falls 4 → 2, at the end between 1 and 3;"
                + " validation loss in the median of 3 runs falls 5 → 3, at the end between 2 and 4.",
                curves.linePlot("It falls", new double[] {1, 2}).xLabel("epoch").alt());
        assertEquals(curves.linePlot("t", new double[] {0, 1}).alt(), curves.linePlot("t").alt());
        assertEquals(curves.linePlot("t", new double[] {0, 1}).alt(), curves.linePlot("t", tensor(0, 1)).alt());
        assertEquals("Near. Strip plot, 3 values each: 3 seeds median 1 (0 to 2).", overSeeds(3, s -> s).stripPlot("Near").alt());
        notNow("stripPlot: train gave an array; linePlot(title) draws it", () -> curves.stripPlot("t"));
        notNow("linePlot: each seed gave one number; stripPlot(title) draws it", () -> overSeeds(2, s -> s).linePlot("t"));
    }

    @Test
    void runsStandInATable() {
        var runs = overSeeds(3, seed -> 0.5 + seed / 10.0);
        assertEquals("""
                scheme               accuracy
                He      ★ 60 % (50 % to 70 %)
                small                    40 %
                ★ highest accuracy""", Lesson.table("scheme", "accuracy").row("He", runs).row("small", 0.4)
                .percent("accuracy", 0).highest("accuracy").toString());
    }

    @Test
    void resultsThatAreNoNumbersAreNamed() {
        refuses("overSeeds: n is 0, it should be 1 to 10000", () -> overSeeds(0, seed -> seed));
        refuses("overSeeds: seed 0 gave well; give a number, an array of numbers, or a record or map of them",
                () -> overSeeds(2, seed -> "well"));
        refuses("overSeeds: seed 0 gave null; give a number, an array of numbers, or a record or map of them",
                () -> overSeeds(2, seed -> null));
        refuses("overSeeds: seed 0 gave {}, which holds nothing; give a number, an array, or a record of them",
                () -> overSeeds(2, seed -> Map.of()));
        refuses("overSeeds: seed 0 gave 1 numbers, seed 1 gave 2; give arrays of one length, or one number such as the last",
                () -> overSeeds(2, seed -> new double[seed + 1]));
        refuses("overSeeds: seed 0 gave [a], seed 1 gave [b]; each should give the same measures",
                () -> overSeeds(2, seed -> Map.of(seed == 0 ? "a" : "b", 1)));
    }
}
