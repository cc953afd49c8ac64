package gradus.nn;

import static gradus.nn.Layers.batchNorm;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.layerNorm;
import static gradus.tensor.Tensor.parameter;
import static gradus.tensor.Tensors.full;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.tensor.Rng;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Equal numbers have no spread, whatever their mean is rounded to. */
@Tag("kernels")
class ConstantFeaturesTest {

    private static final double[] VALUES = {14.62, 0.1, -0.1, 1e9 / 3, 1e12 / 3, -1e15 / 3, 1e300 / 3, 1e-300 / 3, 0};

    @Test
    void equalNumbersHaveNoSpread() {
        for (double value : VALUES) {
            for (int n : new int[]{2, 3, 7, 10, 100, 1001}) {
                String what = n + " times " + value;
                var x = full(value, n);
                assertEquals(0, x.var().item(), what);
                assertEquals(0, x.unbiasedVar().item(), what);
                assertEquals(0, x.std().item(), what);
                assertArrayEquals(new double[n], x.centred(0).data(), what);
                assertArrayEquals(new double[n], x.reshape(n, 1).var(1).data(), what);
                assertArrayEquals(new double[n], layerNorm(n).forward(x).data(), what);
                var column = x.reshape(n, 1);
                assertArrayEquals(new double[n], batchNorm(1).forward(column).data(), what);
                assertArrayEquals(new double[2 * n], batchNorm(2).forward(full(value, n, 2)).data(), what);
                var layer = dense(n, 1).standardised().weights(column, zeros(1));
                assertArrayEquals(new double[1], layer.forward(randn(new Rng(1), n)).data(), what);
            }
        }
    }

    @Test
    void largeNumbersKeepTheSpreadThatTheyHave() {
        var x = tensor(1e15, 1e15 + 1, 1e15 + 2);
        assertEquals(2.0 / 3, x.var().item(), 1e-15);
        assertArrayEquals(new double[]{-1, 0, 1}, x.centred(0).data());
        double far = 1 / Math.sqrt(2.0 / 3 + 1e-5);
        assertArrayEquals(new double[]{-far, 0, far}, layerNorm(3).forward(x).data(), 1e-15);
    }

    @Test
    void constantFeaturesPassAFiniteGradient() {
        var x = parameter(full(1e15 / 3, 4, 3));
        batchNorm(3).forward(x).mul(randn(new Rng(1), 4, 3)).sum().backward();
        layerNorm(3).forward(x).mul(randn(new Rng(2), 4, 3)).sum().backward();
        x.var(0).sum().backward();
        for (double g : x.grad().data()) assertEquals(true, Double.isFinite(g));
    }
}
