package gradus.nn;

import static gradus.Expect.notNow;
import static gradus.Expect.refuses;
import static gradus.init.Initializers.heNormal;
import static gradus.init.Initializers.zeroInit;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropConnect;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.gaussianNoise;
import static gradus.nn.Layers.sequential;
import static gradus.tensor.Tensors.full;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Layers that draw: the two scalings of dropout, dropped weights, noise. */
@Tag("kernels")
class RandomLayersTest {

    private static final String NO_GENERATOR = ": there is no generator to draw from; call"
            + " initialize(heNormal(), new Rng(1)) on the network first, or training(false) for inference";

    @Test
    void dropoutScaledInInference() {
        var layer = dropout(0.2).scaledInInference();
        layer.initialize(zeroInit(), new Rng(1));
        var y = layer.forward(full(3, 10_000));
        assertEquals(3, y.max().item());
        assertEquals(0, y.min().item());
        assertEquals(2.4, y.mean().item(), 4 * 3 * Math.sqrt(0.2 * 0.8 / 10_000));
        layer.training(false);
        assertArrayEquals(new double[]{0.8, 1.6}, layer.forward(tensor(1, 2)).data(), 1e-15);
        var inverted = dropout(0.2);
        inverted.initialize(zeroInit(), new Rng(1));
        assertArrayEquals(y.div(0.8).data(), inverted.forward(full(3, 10_000)).data(), 1e-14, "the same masks");
    }

    /** E[x m / k] = x and Var[x m / k] = x² (1 − k)/k, where the share k = 1 − p is kept. */
    @Test
    void invertedDropoutKeepsTheMeanAndAddsVariance() {
        for (double p : new double[]{0.1, 0.5, 0.8}) {
            var layer = dropout(p);
            layer.initialize(zeroInit(), new Rng(3));
            var y = layer.forward(full(2, 200_000));
            double variance = 4 * p / (1 - p);
            assertEquals(2, y.mean().item(), 4 * Math.sqrt(variance / 200_000));
            assertEquals(variance, y.var().item(), 0.02 * variance);
        }
    }

    @Test
    void bothScalingsAtTheirEnds() {
        var x = ones(5);
        var none = dropout(0).scaledInInference();
        assertSame(x, none.forward(x));
        none.training(false);
        assertSame(x, none.forward(x));
        var all = dropout(1).scaledInInference();
        all.initialize(zeroInit(), new Rng(1));
        assertArrayEquals(new double[5], all.forward(x).data());
        all.training(false);
        assertArrayEquals(new double[5], all.forward(x).data());
        assertArrayEquals(new int[]{0, 3}, none.forward(zeros(0, 3)).shape());
    }

    // ---- drop connect

    /** Each weight is 0 or doubled: with p = ½ the outputs of a unit matrix show the mask itself. */
    @Test
    void dropConnectDropsWeightsNotOutputs() {
        var layer = dropConnect(40, 30, 0.5).initialize((rng, in, out) -> full(3, in, out), new Rng(2));
        var y = layer.forward(gradus.tensor.Tensors.eye(40));
        assertTrue(Arrays.stream(y.data()).allMatch(v -> v == 0 || v == 6));
        assertEquals(0.5, y.equalTo(0).mean().item(), 4 * Math.sqrt(0.25 / 1200));
        assertFalse(Arrays.equals(y.data(), layer.forward(gradus.tensor.Tensors.eye(40)).data()), "a new mask every time");
        layer.training(false);
        assertFalse(layer.training());
        assertArrayEquals(full(3, 40, 30).data(), layer.forward(gradus.tensor.Tensors.eye(40)).data());
    }

    @Test
    void theGradientReachesTheWeightsThatWereKept() {
        var layer = dropConnect(3, 2, 0.5).initialize((rng, in, out) -> full(1, in, out), new Rng(3));
        layer.forward(ones(1, 3)).sum().backward();
        var W = layer.parameters().get(0);
        assertTrue(Arrays.stream(W.grad().data()).allMatch(v -> v == 0 || v == 2));
        assertArrayEquals(new double[]{1, 1}, layer.parameters().get(1).grad().data(), "biases stay");
    }

    @Test
    void dropConnectIsADenseLayerInInference() {
        var layer = dropConnect(3, 2, 0.3).initialize(heNormal(), new Rng(4));
        var dense = dense(3, 2).initialize(heNormal(), new Rng(4));
        layer.training(false);
        var x = randn(new Rng(5), 4, 3);
        assertArrayEquals(dense.forward(x).data(), layer.forward(x).data());
        assertEquals("dropConnect(3 → 2, p 0.3)", layer.toString());
        assertEquals(8, sequential(layer).summary().parameters());
        assertEquals(2, layer.outputs(3));
        assertEquals("[W, b]", layer.namedParameters().keySet().toString());
        refuses("dropConnect(3 → 2, p 0.3): input is (4, 2), its last dimension should be 3", () -> layer.forward(zeros(4, 2)));
        refuses("dropConnect(3 → 2, p 2): p is the share that is dropped, from 0 to 1", () -> dropConnect(3, 2, 2));
        notNow("dropConnect(1 → 1, p 0.5)" + NO_GENERATOR,
                () -> dropConnect(1, 1, 0.5).weights(ones(1, 1), ones(1)).forward(ones(1)));
    }

    // ---- noise

    @Test
    void noiseHasTheDeviationThatWasAsked() {
        var layer = gaussianNoise(0.3);
        layer.initialize(zeroInit(), new Rng(6));
        var x = full(2, 100_000);
        var y = layer.forward(x);
        assertEquals(2, y.mean().item(), 4 * 0.3 / Math.sqrt(100_000));
        assertEquals(0.3, y.std().item(), 0.003);
        assertFalse(Arrays.equals(y.data(), layer.forward(x).data()), "new noise every time");
        var p = Tensor.parameter(tensor(1, 2));
        layer.forward(p).sum().backward();
        assertArrayEquals(new double[]{1, 1}, p.grad().data());
        layer.training(false);
        assertSame(x, layer.forward(x));
    }

    @Test
    void noiseAtItsEnds() {
        var x = ones(2);
        assertSame(x, gaussianNoise(0).forward(x));
        assertEquals("gaussianNoise(0.1)", gaussianNoise(0.1).toString());
        notNow("gaussianNoise(0.1)" + NO_GENERATOR, () -> gaussianNoise(0.1).forward(x));
        refuses("gaussianNoise(-1): sigma is a standard deviation, a number of 0 or more", () -> gaussianNoise(-1));
        refuses("gaussianNoise(NaN): sigma is a standard deviation, a number of 0 or more", () -> gaussianNoise(Double.NaN));
        refuses("gaussianNoise(∞): sigma is a standard deviation, a number of 0 or more",
                () -> gaussianNoise(Double.POSITIVE_INFINITY));
    }
}
