package gradus.ensemble;

import static gradus.Expect.notNow;
import static gradus.Expect.refuses;
import static gradus.init.Initializers.heNormal;
import static gradus.init.Initializers.xavierNormal;
import static gradus.loss.Losses.crossEntropy;
import static gradus.metrics.Metrics.accuracy;
import static gradus.nn.Layers.batchNorm;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.sequential;
import static gradus.optim.Optimizers.sgd;
import static gradus.ensemble.Averaging.averageCheckpoints;
import static gradus.ensemble.Averaging.averageWeights;
import static gradus.ensemble.Averaging.epochAverage;
import static gradus.ensemble.Averaging.exponentialAverage;
import static gradus.ensemble.Averaging.updateBatchNorm;
import static gradus.train.Training.evaluate;
import static gradus.train.Training.fit;
import static gradus.train.Training.predict;
import static gradus.train.Training.save;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Dataset;
import gradus.data.Digits;
import gradus.nn.BatchNorm;
import gradus.nn.Layer;
import gradus.nn.Sequential;
import gradus.nn.Snapshot;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import gradus.train.Callback;
import gradus.train.Fit;
import gradus.train.History;
import gradus.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AveragingTest {

    private static final Dataset DATA = Dataset.of(Tensors.randn(new Rng(5), 40, 2),
            Tensors.randn(new Rng(6), 40).greaterThan(0));

    private static Sequential net() {
        return sequential(dense(2, 3), batchNorm(3), relu(), dense(3, 2)).initialize(heNormal(), new Rng(1));
    }

    private static List<double[]> values(Layer net) {
        return Snapshot.tensors(net).stream().map(Tensor::toArray).toList();
    }

    private static void assertValues(List<double[]> expected, Layer net) {
        var actual = values(net);
        for (int i = 0; i < expected.size(); i++) assertArrayEquals(expected.get(i), actual.get(i), 1e-12);
    }

    /** Keeps the values after every step and every epoch. */
    private static final class Keeper implements Callback {
        private final List<List<double[]>> steps = new ArrayList<>();
        private final List<List<double[]>> epochs = new ArrayList<>();

        @Override
        public void stepDone(Layer net) {
            steps.add(values(net));
        }

        @Override
        public void epochDone(int epoch, History history, Layer net) {
            epochs.add(values(net));
        }
    }

    private static Fit training(Layer net) {
        return fit(net, DATA).loss(crossEntropy()).optimizer(sgd(0.3)).epochs(4).batchSize(10);
    }

    @Test
    void theExponentialAverageIsItsRecursionOverAllSteps() {
        var net = net();
        var keeper = new Keeper();
        var average = exponentialAverage(0.8);
        training(net).callback(keeper).callback(average).run(new Rng(2));
        assertEquals("exponentialAverage(0.8) of 16 steps", average.toString());
        var expected = keeper.steps.get(0);
        for (var step : keeper.steps.subList(1, 16)) {
            for (int i = 0; i < expected.size(); i++) {
                for (int j = 0; j < expected.get(i).length; j++) {
                    expected.get(i)[j] = 0.8 * expected.get(i)[j] + 0.2 * step.get(i)[j];
                }
            }
        }
        assertValues(keeper.steps.get(15), net);                    // the run is not changed by it
        average.applyTo(net);
        assertValues(expected, net);
    }

    @Test
    void decayZeroKeepsTheLastWeights() {
        var net = net();
        var average = exponentialAverage(0);
        training(net).callback(average).run(new Rng(2));
        var fresh = sequential(dense(2, 3), batchNorm(3), relu(), dense(3, 2));
        average.applyTo(fresh);
        assertEquals(predict(net, DATA.x()).toString(), predict(fresh, DATA.x()).toString());
    }

    @Test
    void theAverageOfEpochsIsTheirMean() {
        var net = net();
        var keeper = new Keeper();
        var average = epochAverage(2);
        training(net).callback(keeper).callback(average).run(new Rng(2));
        assertEquals("epochAverage(2) of 3 epochs", average.toString());
        average.applyTo(net);
        var expected = keeper.epochs.get(1);
        for (int i = 0; i < expected.size(); i++) {
            for (int j = 0; j < expected.get(i).length; j++) {
                expected.get(i)[j] = (expected.get(i)[j] + keeper.epochs.get(2).get(i)[j] + keeper.epochs.get(3).get(i)[j]) / 3;
            }
        }
        assertValues(expected, net);
    }

    @Test
    void averagingDampsTheNoiseOfALargeRate() {
        var split = Digits.load().split(new Rng(1), 0.5, 0.5);
        var net = sequential(dense(64, 16), relu(), dense(16, 10)).initialize(heNormal(), new Rng(1));
        var average = exponentialAverage(0.97);
        fit(net, split.train()).loss(crossEntropy()).optimizer(sgd(0.8)).epochs(6).batchSize(8).callback(average).run(new Rng(2));
        double last = evaluate(net, split.test(), Training.metric(crossEntropy()));
        average.applyTo(net);
        double averaged = evaluate(net, split.test(), Training.metric(crossEntropy()));
        assertTrue(averaged < last, averaged + " against " + last);
    }

    @Test
    void weightsOfNetworksAreAveragedParameterByParameter() {
        var a = dense(1, 1).weights(Tensors.full(2, 1, 1), Tensors.tensor(1));
        var b = dense(1, 1).weights(Tensors.full(4, 1, 1), Tensors.tensor(3));
        var c = dense(1, 1).weights(Tensors.full(9, 1, 1), Tensors.tensor(-1));
        averageWeights(b, a, b, c);
        assertEquals(5, b.parameters().get(0).item(), 1e-12);
        assertEquals(1, b.parameters().get(1).item(), 1e-12);
        assertEquals(2, a.parameters().get(0).item());
    }

    @Test
    void checkpointsAreAveragedLikeNetworks(@TempDir Path folder) throws IOException {
        var a = net();
        var b = net();
        training(b).run(new Rng(2));
        save(a, folder.resolve("a").toString());
        save(b, folder.resolve("b").toString());
        var files = sequential(dense(2, 3), batchNorm(3), relu(), dense(3, 2));
        averageCheckpoints(files, folder.resolve("a").toString(), folder.resolve("b").toString());
        var nets = net();
        averageWeights(nets, a, b);
        assertValues(values(nets), files);
        assertEquals(predict(nets, DATA.x()).toString(), predict(files, DATA.x()).toString());

        Files.write(folder.resolve("torn"), new byte[20]);
        var before = values(files);
        assertThrows(IllegalArgumentException.class,
                () -> averageCheckpoints(files, folder.resolve("b").toString(), folder.resolve("torn").toString()));
        assertValues(before, files);
    }

    @Test
    void runningStatisticsAreThoseOfTheData() {
        var net = sequential(batchNorm(2), dense(2, 2)).initialize(heNormal(), new Rng(1));
        var norm = (BatchNorm) net.layers().get(0);
        norm.runningMean().data()[0] = 77;
        updateBatchNorm(net, DATA, 40, new Rng(3));
        assertArrayEquals(DATA.x().mean(0).data(), norm.runningMean().data(), 1e-12);
        assertArrayEquals(DATA.x().unbiasedVar(0).data(), norm.runningVariance().data(), 1e-12);
        // of batches of 10 the means are weighted alike; 39 rows in batches of 2 leave the last one out
        updateBatchNorm(net, DATA, 10, new Rng(3));
        assertArrayEquals(DATA.x().mean(0).data(), norm.runningMean().data(), 1e-12);
        updateBatchNorm(net, DATA.take(39), 2, new Rng(3));
        assertTrue(Double.isFinite(norm.runningMean().data()[0]));
    }

    @Test
    void averagedWeightsNeedStatisticsOfTheirOwn() {
        var split = Digits.load().split(new Rng(1), 0.5, 0.5);
        var net = sequential(dense(64, 32), batchNorm(32), relu(), dropout(0.1), dense(32, 10)).initialize(xavierNormal(), new Rng(1));
        var average = epochAverage(2);
        fit(net, split.train()).loss(crossEntropy()).optimizer(sgd(0.1)).epochs(6).callback(average).run(new Rng(2));
        average.applyTo(net);
        var parameters = net.parameters().stream().map(Tensor::toArray).toList();
        updateBatchNorm(net, split.train(), 32, new Rng(3));
        for (int i = 0; i < parameters.size(); i++) assertArrayEquals(parameters.get(i), net.parameters().get(i).data());
        assertTrue(evaluate(net, split.test(), accuracy()) > 0.93);
        assertTrue(net.training(), "the mode is put back");
    }

    @Test
    void wrongAveragesAreRefused() {
        refuses("exponentialAverage: the decay is 1, it should be from 0 to below 1, such as 0.99", () -> exponentialAverage(1));
        refuses("exponentialAverage: the decay is NaN, it should be from 0 to below 1, such as 0.99",
                () -> exponentialAverage(Double.NaN));
        refuses("epochAverage: the first epoch to count is 0, it should be at least 1", () -> epochAverage(0));
        notNow("exponentialAverage(0.9): there is nothing to average yet; give it to a run, .callback(average), first",
                () -> exponentialAverage(0.9).applyTo(net()));
        var late = epochAverage(9);
        training(net()).callback(late).run(new Rng(1));
        notNow("epochAverage(9): there is nothing to average yet; give it to a run, .callback(average), of at least 9 epochs",
                () -> late.applyTo(net()));
        refuses("averageWeights: there is nothing to average, give at least one network", () -> averageWeights(net()));
        refuses("averageCheckpoints: there is nothing to average, give at least one network", () -> averageCheckpoints(net()));
        refuses("averageWeights: one network has parameters and buffers of shapes [(1, 2), (2)], another of [(2, 1), (1)];"
                + " networks that are averaged have the same layers", () -> averageWeights(dense(1, 2), dense(1, 2), dense(2, 1)));
        refuses("updateBatchNorm: sequential of 1 layers has no batchNorm in it",
                () -> updateBatchNorm(sequential(dense(2, 2)), DATA, 10, new Rng(1)));
        refuses("updateBatchNorm: a batch needs at least 2 rows, batchSize is 1, the data have 40",
                () -> updateBatchNorm(net(), DATA, 1, new Rng(1)));
    }
}
