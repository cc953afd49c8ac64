package gradus.init;

import static gradus.Expect.digits;
import static gradus.Expect.refuses;
import static gradus.init.Initializers.constantInit;
import static gradus.init.Initializers.fanInUniform;
import static gradus.init.Initializers.heNormal;
import static gradus.init.Initializers.heUniform;
import static gradus.init.Initializers.lecunNormal;
import static gradus.init.Initializers.lecunUniform;
import static gradus.init.Initializers.normalInit;
import static gradus.init.Initializers.sparseInit;
import static gradus.init.Initializers.uniformInit;
import static gradus.init.Initializers.xavierNormal;
import static gradus.init.Initializers.xavierUniform;
import static gradus.init.Initializers.zeroInit;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.maxout;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import org.junit.jupiter.api.Test;

class InitializersTest {

    /** Mean and standard deviation within four standard errors, and for uniform weights the largest one. */
    private static void check(Initializer initializer, int inputs, int outputs, double std, double limit) {
        var W = initializer.weights(new Rng(1), inputs, outputs);
        int n = inputs * outputs;
        assertArrayEquals(new int[]{inputs, outputs}, W.shape());
        assertEquals(0, W.mean().item(), 4 * std / Math.sqrt(n));
        assertEquals(std, W.std().item(), 4 * std / Math.sqrt(2.0 * n));
        if (Double.isFinite(limit)) {
            double largest = W.abs().max().item();
            assertEquals(limit, largest, 1e-3 * limit);
            assertEquals(1, Math.max(1, largest / limit), "beyond the limit");
        } else {
            assertEquals(0.3173, W.abs().greaterThan(std).mean().item(), 0.01, "not normal");
        }
    }

    @Test
    void namedOnesHaveTheVarianceOfTheirPaper() {
        for (int[] size : new int[][]{{784, 100}, {100, 784}, {500, 500}}) {
            int in = size[0];
            int out = size[1];
            check(xavierNormal(), in, out, Math.sqrt(2.0 / (in + out)), Double.NaN);
            check(xavierUniform(), in, out, Math.sqrt(2.0 / (in + out)), Math.sqrt(6.0 / (in + out)));
            check(heNormal(), in, out, Math.sqrt(2.0 / in), Double.NaN);
            check(heUniform(), in, out, Math.sqrt(2.0 / in), Math.sqrt(6.0 / in));
            check(lecunNormal(), in, out, Math.sqrt(1.0 / in), Double.NaN);
            check(lecunUniform(), in, out, Math.sqrt(1.0 / in), Math.sqrt(3.0 / in));
            check(fanInUniform(), in, out, Math.sqrt(1 / (3.0 * in)), 1 / Math.sqrt(in));
            check(uniformInit(-0.2, 0.2), in, out, 0.2 / Math.sqrt(3), 0.2);
            check(heNormal().gain(0.5), in, out, 0.5 * Math.sqrt(2.0 / in), Double.NaN);
            check(normalInit(0.01), in, out, 0.01, Double.NaN);
        }
    }

    @Test
    void limitsAndDeviationsToTheirDigits() {
        digits("0.0824", xavierUniform().weights(new Rng(1), 784, 100).abs().max().item());
        digits("0.0775", xavierUniform().weights(new Rng(1), 500, 500).abs().max().item());
        assertEquals(0.05050763, heNormal().weights(new Rng(1), 784, 1000).std().item(), 2e-4);
        assertEquals(0.06324555, heNormal().weights(new Rng(1), 500, 1000).std().item(), 2e-4);
    }

    @Test
    void zerosAreZero() {
        assertArrayEquals(new double[6], zeroInit().weights(new Rng(1), 2, 3).data());
        assertArrayEquals(new double[6], normalInit(0).weights(new Rng(1), 2, 3).abs().data());
    }

    @Test
    void constantsAndBoundsThatAreNotSymmetric() {
        assertArrayEquals(new double[]{3, 3, 3, 3, 3, 3}, constantInit(3).weights(new Rng(1), 2, 3).data());
        assertArrayEquals(new double[]{-2, -2}, uniformInit(-2, -2).weights(new Rng(1), 1, 2).data());
        var W = uniformInit(1, 4).weights(new Rng(1), 100, 100);
        assertEquals(2.5, W.mean().item(), 0.04);
        assertEquals(0.75, W.var().item(), 0.02);
        assertEquals(1, W.min().item(), 1e-3);
        assertEquals(4, W.max().item(), 1e-3);
        assertTrue(W.min().item() >= 1 && W.max().item() <= 4);
    }

    @Test
    void aSparseUnitReadsFromSoManyInputs() {
        var W = sparseInit(15, 0.1).weights(new Rng(1), 500, 400);
        var read = W.abs().greaterThan(0);
        assertEquals(15, read.sum(0).min().item());
        assertEquals(15, read.sum(0).max().item());
        // each input is read by 400 · 15 / 500 = 12 units in the mean, none by very many
        assertTrue(read.sum(1).max().item() < 30, "" + read.sum(1).max());
        assertEquals(0, W.sum().item() / 6000, 4 * 0.1 / Math.sqrt(6000));
        assertEquals(0.1, Math.sqrt(W.square().sum().item() / 6000), 4 * 0.1 / Math.sqrt(12000));
        assertEquals(1, Math.sqrt(sparseInit(2).weights(new Rng(1), 3, 5000).square().sum().item() / 10000), 0.03);
    }

    @Test
    void biasesAreZeroOrWhatIsSaid() {
        assertEquals(0, heNormal().bias());
        assertEquals(0.01, heNormal().bias(0.01).bias());
        assertEquals(0.01, heNormal().bias(0.01).gain(2).bias());
        assertArrayEquals(heNormal().weights(new Rng(3), 4, 5).data(),
                heNormal().bias(0.01).weights(new Rng(3), 4, 5).data());
        var net = sequential(dense(2, 3), relu(), dense(3, 1)).initialize(heNormal().bias(0.1), new Rng(1));
        assertArrayEquals(new double[]{0.1, 0.1, 0.1}, net.parameters().get(1).data());
        assertArrayEquals(new double[]{0.1}, net.parameters().get(3).data());
        net.initialize(heNormal(), new Rng(1)).layers().get(2).initialize(zeroInit().bias(-2), new Rng(1));
        assertArrayEquals(new double[3], net.parameters().get(1).data());
        assertArrayEquals(new double[]{-2}, net.parameters().get(3).data());
        assertArrayEquals(new double[]{0.5, 0.5, 0.5, 0.5},
                maxout(3, 2, 2).initialize(heNormal().bias(0.5), new Rng(1)).parameters().get(1).data());
        assertEquals(1, dense(3, 2).withoutBias().initialize(heNormal().bias(0.5), new Rng(1)).parameters().size());
    }

    @Test
    void theSeedDecides() {
        assertArrayEquals(heNormal().weights(new Rng(3), 4, 5).data(), heNormal().weights(new Rng(3), 4, 5).data());
    }

    @Test
    void aDeviationIsANumberOfZeroOrMore() {
        refuses("normalInit: sigma is -1, a standard deviation is a number of 0 or more", () -> normalInit(-1));
        refuses("normalInit: sigma is NaN, a standard deviation is a number of 0 or more", () -> normalInit(Double.NaN));
        refuses("normalInit: sigma is ∞, a standard deviation is a number of 0 or more",
                () -> normalInit(Double.POSITIVE_INFINITY));
    }

    @Test
    void argumentsAreCheckedWhenGiven() {
        refuses("constantInit: the value is NaN, it should be a number", () -> constantInit(Double.NaN));
        refuses("uniformInit: a is 2, b is 1; both should be numbers, a not above b", () -> uniformInit(2, 1));
        refuses("uniformInit: a is 0, b is ∞; both should be numbers, a not above b",
                () -> uniformInit(0, Double.POSITIVE_INFINITY));
        refuses("sparseInit: k is 0, a unit needs at least 1 input", () -> sparseInit(0));
        refuses("sparseInit: sigma is -1, a standard deviation is a number of 0 or more", () -> sparseInit(3, -1));
        refuses("sparseInit: the layer has 4 inputs, fewer than k = 5; take a smaller k, or initialize this layer by"
                + " itself", () -> sparseInit(5).weights(new Rng(1), 4, 7));
        refuses("initializer: gain is NaN, bias is 0; both should be numbers", () -> heNormal().gain(Double.NaN));
        refuses("initializer: gain is 1, bias is ∞; both should be numbers",
                () -> heNormal().bias(Double.POSITIVE_INFINITY));
    }

    @Test
    void theEndsOfWhatIsTaken() {
        assertArrayEquals(new double[]{2, 2, 2, 2}, uniformInit(2, 2).weights(new Rng(1), 2, 2).data());
        refuses("uniformInit: a is -1.5e308, b is 1.5e308; both should be numbers, a not above b", () -> uniformInit(-1.5e308, 1.5e308));
        assertEquals(6, sparseInit(3).weights(new Rng(1), 3, 2).map(w -> w == 0 ? 0 : 1).sum().item(), "as many as there are");
        assertEquals(2, sparseInit(1).weights(new Rng(1), 3, 2).map(w -> w == 0 ? 0 : 1).sum().item(), "one each");
        assertArrayEquals(new int[]{0, 2}, heNormal().weights(new Rng(1), 0, 2).shape());
    }
}
