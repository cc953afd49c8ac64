package gradus.ensemble;

import static gradus.Expect.digits;
import static gradus.Expect.refuses;
import static gradus.init.Initializers.xavierNormal;
import static gradus.loss.Losses.binaryCrossEntropy;
import static gradus.loss.Losses.crossEntropy;
import static gradus.metrics.Metrics.accuracy;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.sequential;
import static gradus.nn.Layers.softmax;
import static gradus.nn.Layers.tanh;
import static gradus.optim.Optimizers.adam;
import static gradus.ensemble.Averaging.bagging;
import static gradus.ensemble.Averaging.ensemble;
import static gradus.train.Training.evaluate;
import static gradus.train.Training.fit;
import static gradus.train.Training.metric;
import static gradus.train.Training.predict;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Dataset;
import gradus.data.Generators;
import gradus.nn.Layer;
import gradus.tensor.GradCheck;
import gradus.tensor.Interrupted;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnsembleTest {

    private static Layer random(long seed, int outputs) {
        return sequential(dense(3, 4), tanh(), dense(4, outputs)).initialize(xavierNormal(), new Rng(seed));
    }

    @Test
    void itsProbabilitiesAreTheMeanOfItsNetworks() {
        var nets = List.of(random(1, 4), random(2, 4), random(3, 4));
        var x = Tensors.randn(new Rng(9), 5, 3);
        var mean = nets.stream().map(net -> predict(net, x).softmax()).reduce(Tensor::add).orElseThrow().div(3);
        assertArrayEquals(mean.data(), predict(ensemble(nets), x).softmax().data(), 1e-12);
        assertArrayEquals(mean.data(), predict(ensemble(nets), x).exp().data(), 1e-12);
    }

    @Test
    void oneOutputIsTheLogitOfTheMeanProbability() {
        var nets = List.of(random(1, 1), random(2, 1), random(3, 1));
        var x = Tensors.randn(new Rng(9), 5, 3).mul(3);
        var mean = nets.stream().map(net -> predict(net, x).sigmoid()).reduce(Tensor::add).orElseThrow().div(3);
        assertArrayEquals(mean.data(), predict(ensemble(nets), x).sigmoid().data(), 1e-12);
        assertArrayEquals(new int[]{5, 1}, predict(ensemble(nets), x).shape());
    }

    @Test
    void largeLogitsDoNotOverflow() {
        Layer sure = x -> x.mul(1000);
        Layer other = x -> x.mul(-1000);
        digits("0.5 0.5", predict(ensemble(sure, other), Tensors.tensor(new double[][]{{1, -1}})).softmax().reshape(2));
        assertEquals(0, predict(ensemble(sure, other), Tensors.ones(1, 1)).item(), 1e-9);
        assertEquals(1000, predict(ensemble(sure, sure), Tensors.ones(1, 1)).item(), 1e-9);
    }

    @Test
    void oneNetworkAloneGivesItsProbabilities() {
        var net = random(1, 4);
        var x = Tensors.randn(new Rng(9), 5, 3);
        assertArrayEquals(predict(net, x).softmax().data(), predict(ensemble(net), x).softmax().data(), 1e-14);
    }

    @Test
    void outputsThemselvesAreAveragedOnRequest() {
        var nets = List.of(random(1, 1), random(2, 1));
        var x = Tensors.randn(new Rng(9), 5, 3);
        var mean = predict(nets.get(0), x).add(predict(nets.get(1), x)).div(2);
        assertArrayEquals(mean.data(), predict(ensemble(nets).ofOutputs(), x).data(), 1e-14);
        var ending = sequential(dense(3, 2), softmax()).initialize(xavierNormal(), new Rng(1));
        assertArrayEquals(predict(ending, x).data(), predict(ensemble(ending, ending).ofOutputs(), x).data(), 1e-14);
    }

    @Test
    void itsCrossEntropyIsAtMostTheMeanOfThoseOfItsNetworks() {
        var rng = new Rng(4);
        for (int trial = 0; trial < 20; trial++) {
            var nets = List.of(random(rng.nextLong(), 4), random(rng.nextLong(), 4), random(rng.nextLong(), 4));
            var data = Dataset.of(Tensors.randn(rng, 10, 3),
                    Tensors.tensor(IntStream.range(0, 10).mapToDouble(i -> i % 4).toArray()));
            double mean = nets.stream().mapToDouble(net -> evaluate(net, data, metric(crossEntropy()))).average().orElseThrow();
            assertTrue(evaluate(ensemble(nets), data, metric(crossEntropy())) <= mean + 1e-12);
        }
    }

    @Test
    void gradientsPassThroughBothForms() {
        var x = Tensors.randn(new Rng(9), 2, 3);
        for (int outputs : new int[]{1, 4}) {
            var both = ensemble(random(1, outputs), random(2, outputs));
            var report = GradCheck.of("ensemble", () -> both.forward(x).square().sum(), both.parameters());
            assertTrue(report.passed(), report::toString);
        }
        var both = ensemble(random(1, 1), random(2, 1));
        binaryCrossEntropy().of(both.forward(x), Tensors.ones(2, 1)).backward();
        both.parameters().forEach(parameter -> assertTrue(parameter.grad().norm().item() > 0));
    }

    @Test
    void modeReachesItsNetworksAndIsPutBack() {
        var net = sequential(dense(3, 4), dropout(0.5), dense(4, 2)).initialize(xavierNormal(), new Rng(1));
        var two = ensemble(net, random(2, 2));
        var x = Tensors.randn(new Rng(9), 5, 3);
        assertArrayEquals(predict(two, x).data(), predict(two, x).data());
        assertTrue(net.training());
        assertEquals(8, two.parameters().size());
        assertEquals("ensemble of 2 networks", two.name());
        assertEquals("ensemble of 2 networks, the mean of their outputs", two.ofOutputs().toString());
    }

    @Test
    void aBootstrapSampleDrawsWithReplacement() {
        var data = Dataset.of(Tensors.arange(1000).reshape(1000, 1), Tensors.arange(1000).reshape(1000, 1));
        var sample = data.bootstrap(new Rng(1));
        assertEquals(1000, sample.size());
        assertArrayEquals(sample.x().data(), sample.y().data());
        var distinct = new HashSet<Double>();
        for (double row : sample.x().data()) distinct.add(row);
        assertEquals(1000 * (1 - Math.exp(-1)), distinct.size(), 45);
        assertArrayEquals(sample.x().data(), data.bootstrap(new Rng(1)).x().data());
        refuses("bootstrap: data has no row to draw", () -> data.take(0).bootstrap(new Rng(1)));
    }

    @Test
    void baggingTrainsEachNetworkOnASampleOfItsOwn() {
        var data = Generators.moons(new Rng(1), 200, 0.2);
        var samples = new HashSet<String>();
        var bag = bagging(4, data, new Rng(2), (sample, rng) -> {
            samples.add(sample.x().toRows()[0][0] + " " + sample.x().toRows()[1][0]);
            var net = sequential(dense(2, 12), tanh(), dense(12, 2)).initialize(xavierNormal(), rng);
            fit(net, sample).loss(crossEntropy()).optimizer(adam(0.03)).epochs(20).run(rng);
            return net;
        });
        assertEquals(4, samples.size());
        assertEquals(4, bag.layers().size());
        assertTrue(evaluate(bag, Generators.moons(new Rng(3), 300, 0.2), accuracy()) > 0.9);
    }

    @Test
    void anInterruptionEndsBaggingWithItsPlace() {
        var data = Generators.moons(new Rng(1), 40, 0.2);
        int[] calls = new int[1];
        assertEquals("bagging: interrupted in network 2 of 3", assertThrows(Interrupted.class,
                () -> bagging(3, data, new Rng(2), (sample, rng) -> {
                    var net = dense(2, 2).initialize(xavierNormal(), rng);
                    if (++calls[0] == 2) Thread.currentThread().interrupt();
                    fit(net, sample).loss(crossEntropy()).optimizer(adam(0.03)).epochs(1).run(rng);
                    return net;
                })).getMessage());
        assertEquals(2, calls[0]);
        assertFalse(Thread.interrupted());
    }

    @Test
    void wrongEnsemblesAreRefused() {
        refuses("ensemble: there is no network in it, give at least one", () -> ensemble(List.of()));
        refuses("ensemble of 2 networks: one network's output is (1, 2), another's (1, 3); they should answer the same question",
                () -> ensemble(random(1, 2), random(2, 3)).forward(Tensors.ones(1, 3)));
        refuses("bagging: 0 networks asked for, it should be at least 1",
                () -> bagging(0, Generators.moons(new Rng(1), 40, 0.2), new Rng(1), (sample, rng) -> dense(2, 2)));
    }
}
