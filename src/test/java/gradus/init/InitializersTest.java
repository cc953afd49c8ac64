package gradus.init;

import static gradus.Expect.digits;
import static gradus.Expect.refuses;
import static gradus.init.Initializers.heNormal;
import static gradus.init.Initializers.heUniform;
import static gradus.init.Initializers.normalInit;
import static gradus.init.Initializers.xavierNormal;
import static gradus.init.Initializers.xavierUniform;
import static gradus.init.Initializers.zeroInit;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
