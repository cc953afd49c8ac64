package gradus.optim;

import static gradus.Expect.notNow;
import static gradus.Expect.refuses;
import static gradus.optim.Clipping.clipGlobalNorm;
import static gradus.optim.Clipping.clipNorm;
import static gradus.optim.Clipping.clipValue;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClippingTest {

    private final Tensor a = Tensor.parameter(tensor(0, 0));
    private final Tensor b = Tensor.parameter(0);
    private final Tensor none = Tensor.parameter(0);
    private final List<Tensor> all = List.of(a, none, b);

    private void gradients(double a0, double a1, double b0) {
        a.setGrad(tensor(a0, a1));
        b.setGrad(scalar(b0));
    }

    private double cosineTo(double x, double y, double z) {
        double[] g = {a.grad().get(0), a.grad().get(1), b.grad().item()};
        double dot = x * g[0] + y * g[1] + z * g[2];
        return dot / Math.sqrt(x * x + y * y + z * z) / Math.sqrt(g[0] * g[0] + g[1] * g[1] + g[2] * g[2]);
    }

    @Test
    void valuesAreCutAndTheDirectionChanges() {
        gradients(3, -40, 0.5);
        clipValue(all, 1);
        assertArrayEquals(new double[]{1, -1}, a.grad().data());
        assertEquals(0.5, b.grad().item());
        assertNull(none.grad());
        assertTrue(cosineTo(3, -40, 0.5) < 0.75);
    }

    @Test
    void eachNormIsCutAndEachDirectionStays() {
        gradients(30, -40, 0.5);
        clipNorm(all, 5);
        assertArrayEquals(new double[]{3, -4}, a.grad().data(), 1e-15);
        assertEquals(0.5, b.grad().item());
        assertNull(none.grad());
        assertTrue(cosineTo(30, -40, 0.5) < 0.999);
    }

    @Test
    void theGlobalNormIsCutAndTheDirectionStays() {
        gradients(2, -3, 6);
        assertEquals(7, clipGlobalNorm(all, 3.5), 1e-15);
        assertArrayEquals(new double[]{1, -1.5}, a.grad().data(), 1e-15);
        assertEquals(3, b.grad().item(), 1e-15);
        assertEquals(1, cosineTo(2, -3, 6), 1e-15);
        assertEquals(3.5, clipGlobalNorm(all, 100), 1e-15);
        assertEquals(3, b.grad().item(), 1e-15);
        assertNull(none.grad());
    }

    @Test
    void whatIsSmallEnoughStaysBitForBit() {
        gradients(0.1, 0.3, -0.7);
        clipValue(all, 0.7);
        clipNorm(all, 0.7);
        clipGlobalNorm(all, 0.8);
        assertArrayEquals(new double[]{0.1, 0.3}, a.grad().data());
        assertEquals(-0.7, b.grad().item());
    }

    @Test
    void zerosAndNothingHaveTheNormZero() {
        assertEquals(0, clipGlobalNorm(all, 1));
        gradients(0, 0, 0);
        assertEquals(0, clipGlobalNorm(all, 1));
        assertArrayEquals(new double[2], a.grad().data());
    }

    @Test
    void theSquareOfALargeGradientMayOverflow() {
        gradients(3e200, 4e200, 0);
        assertEquals(5e200, clipGlobalNorm(all, 1), 1e186);
        assertArrayEquals(new double[]{0.6, 0.8}, a.grad().data(), 1e-15);
    }

    /** The gradient of a tensor may be that of others too: they keep theirs. */
    @Test
    void noOtherGradientChanges() {
        var inner = a.mul(2);
        inner.add(a).sum().backward();
        var before = inner.grad();
        clipGlobalNorm(List.of(a), 0.1);
        assertArrayEquals(new double[]{1, 1}, before.data());
    }

    @Test
    void badBoundsAndBadGradients() {
        refuses("clipValue: the bound is 0, it should be above 0", () -> clipValue(all, 0));
        refuses("clipNorm: the bound is -1, it should be above 0", () -> clipNorm(all, -1));
        refuses("clipGlobalNorm: the bound is NaN, it should be above 0", () -> clipGlobalNorm(all, Double.NaN));
        gradients(1, Double.NaN, 1);
        notNow("clipGlobalNorm: a gradient holds NaN, its norm cannot be brought to 5; lower the learning rate, or look"
                + " for a log or a division of 0 in the loss", () -> clipGlobalNorm(all, 5));
        gradients(1, 1, Double.NEGATIVE_INFINITY);
        notNow("clipNorm: a gradient holds ∞, its norm cannot be brought to 5; lower the learning rate, or look"
                + " for a log or a division of 0 in the loss", () -> clipNorm(all, 5));
    }
}
