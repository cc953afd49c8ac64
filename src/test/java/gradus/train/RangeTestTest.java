package gradus.train;

import static gradus.Expect.notNow;
import static gradus.Expect.refuses;
import static gradus.init.Initializers.heNormal;
import static gradus.loss.Losses.crossEntropy;
import static gradus.loss.Losses.meanSquaredError;
import static gradus.nn.Layers.batchNorm;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.sequential;
import static gradus.optim.Optimizers.adam;
import static gradus.optim.Optimizers.sgd;
import static gradus.train.Training.fit;
import static gradus.train.Training.rangeTest;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Dataset;
import gradus.data.Digits;
import gradus.nn.Sequential;
import gradus.nn.Snapshot;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RangeTestTest {

    private static final Dataset DIGITS = Digits.load();

    private static Sequential net() {
        return sequential(dense(64, 16), batchNorm(16), relu(), dropout(0.2), dense(16, 10)).initialize(heNormal(), new Rng(1));
    }

    private static RangeTest test(Sequential net) {
        return rangeTest(net, DIGITS).loss(crossEntropy()).optimizer(sgd(1)).rates(1e-3, 100);
    }

    @Test
    void theRateRisesByTheSameFactorFromEndToEnd() {
        var curve = test(net()).rates(1e-3, 10).batchSize(100).run(new Rng(2));
        double[] rates = curve.rates();
        assertEquals(18, rates.length);
        assertEquals(1e-3, rates[0]);
        assertEquals(10, rates[17], 1e-12);
        for (int i = 1; i < 18; i++) assertEquals(Math.pow(1e4, 1 / 17.0), rates[i] / rates[i - 1], 1e-12);
    }

    @Test
    void theSuggestionLiesWhereTrainingWorks() {
        var curve = test(net()).epochs(2).run(new Rng(2));
        double[] smoothed = curve.smoothed();
        int lowest = 0;
        for (int i = 0; i < smoothed.length; i++) lowest = smoothed[i] < smoothed[lowest] ? i : lowest;
        assertEquals(curve.rates()[lowest] / 10, curve.suggestion());
        var good = fit(net(), DIGITS).loss(crossEntropy()).optimizer(sgd(curve.suggestion())).epochs(2).run(new Rng(3));
        var low = fit(net(), DIGITS).loss(crossEntropy()).optimizer(sgd(curve.suggestion() / 100)).epochs(2).run(new Rng(3));
        assertTrue(good.last("loss") < 0.5 * low.last("loss"), curve::toString);
        assertTrue(curve.advice().contains("; start with a tenth of it, "), curve::advice);
    }

    @Test
    void smoothingIsTheCorrectedMovingAverage() {
        var curve = test(net()).batchSize(100).run(new Rng(2));
        double[] losses = curve.losses();
        assertEquals(losses[0], curve.smoothed()[0], 1e-12);
        assertEquals((0.1 * losses[1] + 0.09 * losses[0]) / 0.19, curve.smoothed()[1], 1e-12);
    }

    @Test
    void theNetworkIsAsItWasBefore() {
        var net = net();
        var tensors = Snapshot.tensors(net);
        List<double[]> before = tensors.stream().map(Tensor::toArray).toList();
        var state = net.generators().get(0).state();
        net.training(false);
        test(net).run(new Rng(2));
        for (int i = 0; i < before.size(); i++) assertArrayEquals(before.get(i), tensors.get(i).data());
        assertArrayEquals(state, net.generators().get(0).state());
        assertTrue(!net.training());
    }

    @Test
    void theSameSeedGivesTheSameCurve() {
        assertArrayEquals(test(net()).run(new Rng(2)).losses(), test(net()).run(new Rng(2)).losses());
    }

    /** One weight, inputs 1, targets 0: from w the loss is w², a step with rate η gives w(1 − 2η). */
    @Test
    void itEndsWhereTheLossExplodes() {
        var data = Dataset.of(Tensors.ones(20, 1), Tensors.zeros(20, 1));
        var net = dense(1, 1).withoutBias().weights(Tensors.ones(1, 1));
        var curve = rangeTest(net, data).loss(meanSquaredError()).optimizer(sgd(1)).rates(0.01, 1000).batchSize(1)
                .run(new Rng(1));
        double w = 1;
        for (int i = 0; i < curve.rates().length; i++) {
            assertEquals(w * w, curve.losses()[i], 1e-9 * w * w);
            w *= 1 - 2 * curve.rates()[i];
        }
        assertTrue(curve.rates().length < 20);
        double[] smoothed = curve.smoothed();
        double last = smoothed[smoothed.length - 1];
        assertTrue(last > 4 * Arrays.stream(smoothed).min().getAsDouble());
        assertTrue(curve.ending().startsWith("stopped: the loss is above four times its lowest value at rate "), curve.ending());
        assertTrue(curve.toString().endsWith(curve.ending()));
        assertEquals(1, net.parameters().get(0).item());
    }

    @Test
    void aLossThatIsNoNumberEndsItAndIsNotInTheCurve() {
        var data = Dataset.of(Tensors.full(1e155, 20, 1), Tensors.zeros(20, 1));
        var net = dense(1, 1).withoutBias().weights(Tensors.ones(1, 1));
        var curve = rangeTest(net, data).loss(meanSquaredError()).optimizer(sgd(1)).batchSize(1).run(new Rng(1));
        assertEquals("stopped: the loss became ∞ at rate 1e-6", curve.ending());
        assertEquals(0, curve.rates().length);
        assertEquals(Double.NaN, curve.suggestion());
        assertEquals("batch  rate  loss  smoothed\nthe loss was never lower than at first: take lower rates, or look at the network"
                + " and its data\nstopped: the loss became ∞ at rate 1e-6", curve.toString());
    }

    @Test
    void aLossThatOnlyFallsAsksForHigherRates() {
        var curve = test(net()).rates(1e-3, 0.1).epochs(2).run(new Rng(2));
        assertTrue(curve.advice().endsWith(" and does not rise: take higher rates"), curve::advice);
    }

    @Test
    void anInterruptedTestKeepsWhatItSaw() {
        Thread.currentThread().interrupt();
        var curve = test(net()).run(new Rng(2));
        assertEquals("interrupted after 0 of 57 batches", curve.ending());
    }

    @Test
    void wrongTestsAreRefused() {
        refuses("rangeTest: the rates go from 0 to 1, both should be finite, the first above 0 and the second above the first",
                () -> test(net()).rates(0, 1));
        refuses("rangeTest: the rates go from 1 to 0.1, both should be finite, the first above 0 and the second above the first",
                () -> test(net()).rates(1, 0.1));
        refuses("rangeTest: epochs is 0, it should be at least 1", () -> test(net()).epochs(0));
        refuses("rangeTest: batchSize is 0, it should be at least 1", () -> test(net()).batchSize(0));
        notNow("rangeTest: no loss given, add .loss(crossEntropy()) before run(rng)",
                () -> rangeTest(net(), DIGITS).optimizer(adam(1)).run(new Rng(1)));
        notNow("rangeTest: no optimizer given, add .optimizer(sgd(0.1)) before run(rng)",
                () -> rangeTest(net(), DIGITS).loss(crossEntropy()).run(new Rng(1)));
        notNow("rangeTest: 9 batches are too few for a curve, it takes 10; make batchSize smaller or epochs more",
                () -> test(net()).batchSize(200).run(new Rng(1)));
        assertEquals("rangeTest: nothing tested yet: call run(rng)", test(net()).toString());
    }
}
