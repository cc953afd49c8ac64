package gradus.train;

import static gradus.Expect.notNow;
import static gradus.Expect.refuses;
import static gradus.init.Initializers.heNormal;
import static gradus.loss.Losses.crossEntropy;
import static gradus.loss.Losses.meanSquaredError;
import static gradus.metrics.Metrics.accuracy;
import static gradus.nn.Layers.batchNorm;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.sequential;
import static gradus.optim.Optimizers.adam;
import static gradus.optim.Optimizers.sgd;
import static gradus.train.Training.earlyStopping;
import static gradus.train.Training.evaluate;
import static gradus.train.Training.fit;
import static gradus.train.Training.metric;
import static gradus.train.Training.smallUpdates;
import static gradus.train.Training.stopAbove;
import static gradus.train.Training.stopBelow;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Dataset;
import gradus.nn.Sequential;
import gradus.nn.Snapshot;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoppingTest {

    /** Noise: labels that nothing can predict, so a network only learns them by heart. */
    private static Dataset noise(long seed, int n) {
        return Dataset.of(Tensors.randn(new Rng(seed), n, 6), Tensors.rand(new Rng(seed + 1), n).atLeast(0.5));
    }

    private static Sequential net(long seed) {
        return sequential(dense(6, 32), batchNorm(32), relu(), dense(32, 2)).initialize(heNormal(), new Rng(seed));
    }

    private static Fit overfit(Sequential net) {
        return fit(net, noise(1, 60)).loss(crossEntropy()).optimizer(adam(0.02)).validation(noise(3, 60)).epochs(60)
                .batchSize(20);
    }

    private static History curve(double... loss) {
        return Histories.of(loss.length, "", Map.of("loss", loss));
    }

    @Test
    void patienceCountsEpochsInARowThatAreNotBetter() {
        var rule = earlyStopping(2).lowest("loss");
        assertEquals("", rule.reason(curve(3, 2, 2)));
        assertEquals("the loss did not become better for 2 epochs", rule.reason(curve(3, 2, 2, 2.5)));
        assertEquals("", rule.reason(curve(3, 2, 2.5, 1.9)));
        assertEquals(4, rule.best(curve(3, 2, 2.5, 1.9)));
        assertEquals("the loss did not become better for 1 epoch", earlyStopping(1).lowest("loss").reason(curve(3, 3)));
        assertEquals("", earlyStopping(1).lowest("loss").reason(curve(3)));
    }

    @Test
    void anImprovementUpToMinDeltaIsNone() {
        var rule = earlyStopping(2).lowest("loss").minDelta(0.5);
        assertEquals(1, rule.best(curve(3, 2.5)));
        assertEquals(2, rule.best(curve(3, 2.25)));
        assertEquals(3, rule.best(curve(3, 2.75, 2.25)));
    }

    @Test
    void highestWatchesWhatShouldRise() {
        var rule = earlyStopping(1).highest("loss");
        assertEquals(2, rule.best(curve(0.5, 0.75, 0.25)));
        assertEquals("the loss did not become better for 1 epoch", rule.reason(curve(0.5, 0.75, 0.75)));
    }

    @Test
    void whatIsNoNumberIsNeverBetter() {
        var rule = earlyStopping(2).lowest("loss");
        assertEquals(2, rule.best(curve(Double.NaN, 5, Double.NaN)));
        assertEquals(0, rule.best(curve(Double.NaN)));
        assertEquals("the loss was never a number", rule.reason(curve(Double.NaN, Double.NaN)));
    }

    @Test
    void theBestWeightsAndRunningStatisticsComeBack() {
        var net = net(7);
        List<double[]> ofEpochs = new ArrayList<>();
        var history = overfit(net).stopping(earlyStopping(4))
                .callback((epoch, soFar, trained) -> ofEpochs.add(all(trained))).run(new Rng(2));
        int kept = history.keptEpoch();
        assertEquals(history.epochs() - 4, kept);
        assertTrue(history.epochs() < 60, history.toString());
        assertArrayEquals(ofEpochs.get(kept - 1), all(net));
        double best = history.series("validation loss")[kept - 1];
        assertEquals(best, evaluate(net, noise(3, 60), metric(crossEntropy())), 1e-12);
        assertTrue(best < history.last("validation loss"));
        assertTrue(history.ending().matches("stopped after epoch \\d+: the validation loss did not become better for 4 epochs;"
                + " the network has the weights of epoch " + kept + ", with the lowest validation loss, 0\\.\\d+"),
                history.ending());
        assertTrue(history.settings().contains(", earlyStopping(4), a custom callback, sequential("), history.settings());
    }

    private static double[] all(gradus.nn.Layer net) {
        return Snapshot.tensors(net).stream().flatMapToDouble(t -> java.util.Arrays.stream(t.data())).toArray();
    }

    @Test
    void aRunThroughAllEpochsKeepsTheBestToo() {
        var net = net(7);
        var history = overfit(net).epochs(20).stopping(earlyStopping(100)).run(new Rng(2));
        assertEquals(20, history.epochs());
        assertTrue(history.keptEpoch() < 20);
        assertTrue(history.ending().startsWith("the network has the weights of epoch " + history.keptEpoch() + ", with the"),
                history.ending());
        assertTrue(history.toString().endsWith(history.ending()));
        var last = overfit(net(7)).epochs(20).run(new Rng(2));
        assertEquals(20, last.keptEpoch());
        assertEquals("", last.ending());
    }

    @Test
    void anInterruptedRunKeepsTheBestToo() {
        var net = net(7);
        var history = overfit(net).stopping(earlyStopping(100)).callback((epoch, soFar, trained) -> {
            if (epoch == 15) {
                Thread.currentThread().interrupt();
            }
        }).run(new Rng(2));
        assertEquals(15, history.epochs());
        assertTrue(history.ending().startsWith("interrupted in epoch 16; the network has the weights of epoch "
                + history.keptEpoch()), history.ending());
        assertEquals(history.series("validation loss")[history.keptEpoch() - 1],
                evaluate(net, noise(3, 60), metric(crossEntropy())), 1e-12);
    }

    /** The interruption comes between the epoch that is the best and the look into its layers. */
    @Test
    void anInterruptionOfTheStatisticsLeavesTheWeightsOfTheBestEpoch() {
        var net = net(7);
        int[] validations = {0};
        var history = overfit(net).stopping(earlyStopping(100)).statistics().loss((prediction, target) -> {
            if (!prediction.requiresGrad() && ++validations[0] == 3) {
                Thread.currentThread().interrupt();
            }
            return crossEntropy(prediction, target);
        }).run(new Rng(2));
        assertEquals(3, history.epochs());
        assertEquals(3, history.keptEpoch());
        assertEquals(history.last("validation loss"), evaluate(net, noise(3, 60), metric(crossEntropy())), 1e-12);
    }

    @Test
    void stopsAtATrainingErrorThatIsSmallEnough() {
        var history = overfit(net(7)).metric(accuracy()).stopping(stopAbove("accuracy", 0.95)).run(new Rng(2));
        assertTrue(history.last("accuracy") > 0.95 && history.series("accuracy")[history.epochs() - 2] <= 0.95);
        assertTrue(history.ending().matches("stopped after epoch \\d+: the accuracy is 0.9\\d*, above 0.95"), history.ending());
        var byLoss = overfit(net(7)).stopping(stopBelow("loss", 0.3)).run(new Rng(2));
        assertTrue(byLoss.last("loss") < 0.3 && byLoss.series("loss")[byLoss.epochs() - 2] >= 0.3);
        assertEquals(byLoss.epochs(), byLoss.keptEpoch());
    }

    @Test
    void stopsAtSmallUpdates() {
        var data = Dataset.of(Tensors.tensor(new double[][]{{1}, {2}}), Tensors.tensor(new double[][]{{2}, {4}}));
        var net = sequential(dense(1, 1)).initialize((rng, in, out) -> Tensors.ones(in, out), new Rng(1));
        var history = fit(net, data).loss(meanSquaredError()).optimizer(sgd(0.1)).epochs(1000).stopping(smallUpdates(1e-3))
                .run(new Rng(1));
        double[] updates = history.updates();
        assertEquals(0.5, updates[0], 1e-12);                          // 0.1 · mean of 2 · 1 · 1 and 2 · 2 · 2; b moves by 0.3
        assertTrue(updates[updates.length - 1] < 1e-3 && updates[updates.length - 2] >= 1e-3);
        assertTrue(history.ending().contains("no parameter moved by more than 0.000"), history.ending());
        assertEquals(Math.hypot(0.5, 0.3), history.relativeUpdates()[0], 1e-12);
    }

    @Test
    void aFunctionOfItsOwnStopsToo() {
        var history = overfit(net(7)).stopping(h -> h.epochs() == 3 ? "three are enough" : "").run(new Rng(2));
        assertEquals("stopped after epoch 3: three are enough", history.ending());
        assertTrue(history.settings().contains("a custom stopping rule"), history.settings());
    }

    @Test
    void refusesWhatCannotBeWatched() {
        var data = noise(1, 10);
        notNow("fit: earlyStopping(5) watches the validation loss, but the measures are [loss]; add .validation(…)",
                () -> fit(net(1), data).loss(crossEntropy()).optimizer(adam(0.1)).stopping(earlyStopping(5)).run(new Rng(1)));
        notNow("fit: stopAbove(accuracy, 0.9) watches the accuracy, but the measures are [loss, validation loss];"
                        + " name one of them, or add its metric",
                () -> fit(net(1), data).loss(crossEntropy()).optimizer(adam(0.1)).validation(data)
                        .stopping(stopAbove("accuracy", 0.9)).run(new Rng(1)));
        notNow("fit: the validation set is empty, there is nothing to measure", () -> fit(net(1), data).loss(crossEntropy())
                .optimizer(adam(0.1)).validation(data.take(0)).run(new Rng(1)));
        refuses("fit: earlyStopping(5) is given already, a second early stopping would keep other weights; give one",
                () -> fit(net(1), data).stopping(earlyStopping(5)).stopping(earlyStopping(6)));
        refuses("earlyStopping: patience is 0, it should be at least 1", () -> earlyStopping(0));
        refuses("earlyStopping: minDelta is -1, it should be a number of 0 or more", () -> earlyStopping(1).minDelta(-1));
        refuses("smallUpdates: the threshold is NaN, it should be above 0", () -> smallUpdates(Double.NaN));
        refuses("stopBelow: the value for loss is NaN", () -> stopBelow("loss", Double.NaN));
    }

    @Test
    void oneRuleServesManyRuns() {
        var rule = earlyStopping(4);
        var first = overfit(net(7)).stopping(rule).run(new Rng(2));
        var second = overfit(net(7)).stopping(rule).run(new Rng(2));
        assertArrayEquals(first.series("loss"), second.series("loss"));
        assertEquals(first.ending(), second.ending());
    }

    @Test
    void ofAParameterThatIsMovedByACallbackTheNextEpochStarts() {
        var net = net(7);
        overfit(net).optimizer(sgd(0)).epochs(2)
                .callback((epoch, soFar, trained) -> trained.parameters().get(0).data()[0] += 1).run(new Rng(2));
        assertEquals(net(7).parameters().get(0).data()[0] + 2, net.parameters().get(0).data()[0], 1e-12);
        Tensor parameter = net.parameters().get(0);
        assertTrue(parameter.requiresGrad());
    }
}
