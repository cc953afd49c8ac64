package gradus.inspect;

import static gradus.Expect.refuses;
import static gradus.init.Initializers.heNormal;
import static gradus.init.Initializers.xavierNormal;
import static gradus.loss.Losses.crossEntropy;
import static gradus.loss.Losses.meanSquaredError;
import static gradus.nn.Layers.batchNorm;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.residual;
import static gradus.nn.Layers.sequential;
import static gradus.nn.Layers.tanh;
import static gradus.optim.Optimizers.sgd;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static gradus.train.Training.fit;
import static gradus.train.Training.statistics;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Dataset;
import gradus.data.Iris;
import gradus.tensor.Rng;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void normsAndDeadUnitsOfANetByHand() {
        var net = sequential(dense(2, 2).weights(tensor(new double[][]{{3, -1}, {4, -1}}), zeros(2)), relu(),
                dense(2, 1).weights(ones(2, 1)));
        var data = Dataset.of(tensor(new double[][]{{0, 1}, {2, 1}}), zeros(2, 1));
        var statistics = statistics(net, data, meanSquaredError());
        var first = statistics.layer("0");
        assertEquals(Math.sqrt(27), first.weightNorm(), 1e-12);
        assertEquals((16 + 100) / 2.0, statistics.loss(), 1e-12);                // outputs 4 and 10
        // ∂L/∂y = ŷ: 4 and 10; ∂L/∂W = Σ x·δ: (20, 14), ∂L/∂b = 14; the dead unit has none
        assertEquals(Math.sqrt(20 * 20 + 14 * 14 + 14 * 14), first.gradientNorm(), 1e-12);
        var relu = statistics.layer("1");
        assertEquals(1, relu.dead());
        assertEquals(2, relu.units());
        assertEquals((4 + 10) / 4.0, relu.mean(), 1e-12);
        assertEquals(Math.sqrt(2 * (16 + 100) / 4.0), relu.signal(), 1e-12);
        assertEquals(Double.NaN, relu.weightNorm());
        assertEquals(Double.NaN, first.updateRatio());
        assertNull(net.parameters().get(0).grad());
        assertArrayEquals(new int[]{2, 0, 0, 2, 0, 0}, java.util.Arrays.copyOf(first.weights().counts(), 6));
        assertEquals(-1, first.weights().from());
        assertEquals(4, first.weights().to());
    }

    @Test
    void aUnitIsDeadOnlyIfNoExampleOfTheWholeSetMovesIt() {
        var net = sequential(dense(1, 1).weights(ones(1, 1)), relu());
        var x = ones(1000, 1).neg();
        assertEquals(1, statistics(net, Dataset.of(x, zeros(1000, 1)), meanSquaredError()).layer("1").dead());
        x.data()[999] = 1;
        assertEquals(0, statistics(net, Dataset.of(x, zeros(1000, 1)), meanSquaredError()).layer("1").dead());
    }

    @Test
    void nothingIsChangedByLooking() {
        var net = sequential(dense(3, 4), batchNorm(4), relu(), dropout(0.5), dense(4, 2)).initialize(heNormal(), new Rng(1));
        var same = sequential(dense(3, 4), batchNorm(4), relu(), dropout(0.5), dense(4, 2)).initialize(heNormal(), new Rng(1));
        var data = Dataset.of(randn(new Rng(2), 257, 3), zeros(257));
        net.layers().get(3).training(false);
        net.parameters().get(0).setGrad(ones(3, 4));
        statistics(net, data, crossEntropy());
        assertArrayEquals(ones(3, 4).data(), net.parameters().get(0).grad().data());
        assertTrue(net.training() && !net.layers().get(3).training());
        net.training(true);
        assertArrayEquals(same.forward(data.x()).data(), net.forward(data.x()).data());
        assertArrayEquals(same.buffers().get(0).data(), net.buffers().get(0).data());
    }

    @Test
    void theGradientIsThatOfTheWholeSetWhateverTheBatches() {
        var net = sequential(dense(3, 4), tanh(), dense(4, 2)).initialize(xavierNormal(), new Rng(1));
        var data = Dataset.of(randn(new Rng(2), 600, 3), zeros(600));
        crossEntropy(net.forward(data.x()), data.y()).backward();
        var g = net.parameters().get(2).grad();
        var b = net.parameters().get(3).grad();
        var row = statistics(net, data, crossEntropy()).layer("2");
        assertEquals(Math.sqrt(g.square().sum().item() + b.square().sum().item()), row.gradientNorm(), 1e-12);
    }

    @Test
    void layersInsideOthersHaveRowsOfTheirOwn() {
        var net = sequential(dense(3, 3), residual(dense(3, 3), tanh()), sequential(dense(3, 1)))
                .initialize(xavierNormal(), new Rng(1));
        var data = Dataset.of(randn(new Rng(2), 10, 3), zeros(10, 1));
        var statistics = statistics(net, data, meanSquaredError());
        assertEquals("[0, 1.0, 1.1, 2.0]", statistics.layers().stream().map(LayerStatistics::place).toList().toString());
        assertEquals(meanSquaredError(net.forward(data.x()), data.y()).item(), statistics.loss(), 1e-12);
        refuses("statistics: there is no layer 1, there are [0, 1.0, 1.1, 2.0]", () -> statistics.layer("1"));
        refuses("statistics: the data set is empty, there is nothing to measure on",
                () -> statistics(net, data.take(0), meanSquaredError()));
    }

    @Test
    void countsWhatIsSaturated() {
        var net = sequential(dense(1, 1).weights(ones(1, 1)), tanh());
        var data = Dataset.of(tensor(-5, -0.1, 0.1, 2.5).reshape(4, 1), zeros(4, 1));
        assertEquals(0.5, statistics(net, data, meanSquaredError()).layer("1").saturated());      // tanh′ 2.5 is 0.027
    }

    @Test
    void fitRecordsThemForEveryEpoch() {
        var net = sequential(dense(4, 8), relu(), dense(8, 3)).initialize(heNormal(), new Rng(1));
        var plain = sequential(dense(4, 8), relu(), dense(8, 3)).initialize(heNormal(), new Rng(1));
        var data = Iris.load();
        var history = fit(net, data).loss(crossEntropy()).optimizer(sgd(0.01)).epochs(3).batchSize(150).statistics()
                .run(new Rng(2));
        var without = fit(plain, data).loss(crossEntropy()).optimizer(sgd(0.01)).epochs(3).batchSize(150).run(new Rng(2));
        assertArrayEquals(plain.parameters().get(0).data(), net.parameters().get(0).data());
        // one batch is the whole set: its update is η times the gradient that the epoch before ended with
        var before = history.statistics(2).layer("2");
        var after = history.statistics(3).layer("2");
        assertEquals(0.01 * before.gradientNorm() / before.weightNorm(), after.updateRatio(), 1e-9);
        assertEquals(history.statistics(2).loss(), history.last("loss"), 1e-9);
        refuses("history: there are no statistics of epoch 4, there are those of [1, 2, 3]", () -> history.statistics(4));
        refuses("history: there are no statistics of epoch 1, add .statistics() to fit", () -> without.statistics(1));
    }

    @Test
    void printsAsATable() {
        var net = sequential(dense(2, 2).weights(tensor(new double[][]{{3, -1}, {4, -1}}), zeros(2)), relu(), tanh());
        var data = Dataset.of(tensor(new double[][]{{0, 1}, {2, 1}}), zeros(2, 2));
        assertEquals("""
                layer           ‖θ‖  ‖∂L/∂θ‖   update/θ  outputs    ∂L/∂y    dead    saturated  θ
                0 dense(2 → 2)  5.2  0.000948            2.5 ± 5    0.00034                     -1 █  █        ▄  ▄ 4
                1 relu                                   3.5 ± 4.1  0.00034  1 of 2
                2 tanh                                   0.5 ± 0.5  0.35     0 of 2  50 %""", statistics(net, data, meanSquaredError()).toString());
    }

    @Test
    void binsCountEverythingOnce() {
        assertArrayEquals(new int[]{1, 2, 1, 4}, Bins.of(new double[]{0, 1, 1, 2, 3, 3, 3, 4}, 4).counts());
        assertArrayEquals(new int[]{3, 0}, Bins.of(new double[]{7, 7, 7}, 2).counts());
        assertArrayEquals(new int[]{1, 1}, Bins.of(new double[]{-1e308, 1e308, Double.NaN}, 2).counts());
        assertEquals("NaN    NaN", Bins.of(new double[0], 2).toString());
        refuses("bins: the number of bins is 0, it should be at least 1", () -> Bins.of(new double[]{1}, 0));
    }
}
