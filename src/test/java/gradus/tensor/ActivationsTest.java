package gradus.tensor;

import static gradus.Expect.digits;
import static gradus.tensor.Tensor.parameter;
import static gradus.tensor.Tensors.linspace;
import static gradus.tensor.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The activation functions at seven points, at their minima, and far from 0. */
@Tag("kernels")
class ActivationsTest {

    private final Tensor points = tensor(-3, -1, -0.5, 0, 0.5, 1, 3);

    private static double slope(UnaryOperator<Tensor> f, double at) {
        var x = parameter(at);
        f.apply(x).backward();
        return x.grad().item();
    }

    @Test
    void valuesToTheirDigits() {
        digits("-0.95021293 -0.63212056 -0.39346934", points.elu(1).slice(0, 0, 3));
        digits("-0.00404969 -0.15865525 -0.15426877 0 0.34573123 0.84134475 2.99595031", points.gelu());
        digits("-0.00363739 -0.15880801 -0.15428599 0 0.34571401 0.84119199 2.99636261", points.geluTanh());
        digits("-0.14227762 -0.26894142 -0.18877033 0 0.31122967 0.73105858 2.85772238", points.swish(1));
        digits("-1.67056873 -1.11133074 -0.69175819 0 0.52535049 1.05070099 3.15210296", points.selu());
        digits("0.69314718", tensor(0).softplus());
        digits("0.86509839", tensor(1).mish());
        digits("-0.03 -0.01 -0.005 0 0.5 1 3", points.leakyRelu(0.01));
        digits("-6 -2 -1 0 0.5 1 3", points.prelu(tensor(2).reshape()));
    }

    @Test
    void slopesAndMinimaToTheirDigits() {
        digits("1.08331547", slope(Tensor::gelu, 1));
        digits("0.92767051", slope(x -> x.swish(1), 1));
        digits("-0.278465", tensor(-1.27846).swish(1).item());
        assertEquals(0, slope(x -> x.swish(1), -1.27846), 1e-5);
        digits("-0.169971", tensor(-0.75179).gelu().item());
        assertEquals(0, slope(Tensor::gelu, -0.75179), 1e-5);
        var x = linspace(-6, 6, 120_001);
        digits("0.000473", x.gelu().sub(x.geluTanh()).abs().max().item());
        digits("0.020335", x.gelu().sub(x.swish(1.702)).abs().max().item());
    }

    @Test
    void farFromZeroTheyAreLinearOrZero() {
        UnaryOperator<Tensor> prelu = x -> x.prelu(Tensors.scalar(0));
        for (UnaryOperator<Tensor> f : java.util.List.<UnaryOperator<Tensor>>of(Tensor::gelu, Tensor::geluTanh,
                x -> x.swish(1), Tensor::mish, Tensor::softplus, prelu)) {
            assertEquals(800, f.apply(tensor(800)).item());
            assertEquals(0, f.apply(tensor(-800)).item(), 1e-300);
            assertEquals(1, slope(f, 800), 1e-12);
            assertEquals(0, slope(f, -800), 1e-300);
            assertTrue(Double.isNaN(f.apply(tensor(Double.NaN)).item()));
        }
        assertEquals(-1, tensor(-800).elu(1).item());
        assertEquals(800, tensor(800).elu(1).item());
        assertEquals(0, slope(x -> x.elu(1), -800), 1e-300);
        assertEquals(1, slope(x -> x.elu(1), 800));
        assertEquals(1, tensor(800).normalCdf().item());
        assertEquals(0, tensor(-800).normalCdf().item());
        assertEquals(-1e-20, tensor(-1e-20).elu(1).item());
    }

    @Test
    void swishRunsFromHalfToRelu() {
        assertEquals(1.5, tensor(3).swish(0).item());
        assertEquals(0, tensor(-3).swish(1e4).item(), 1e-300);
        assertEquals(3, tensor(3).swish(1e4).item());
    }

    @Test
    void aPowerOfZeroIsConstant() {
        var x = parameter(0);
        x.pow(tensor(0, 1, 2)).sum().backward();
        assertEquals(1, x.grad().item());
        var exponent = parameter(tensor(2, 3));
        Tensors.scalar(0).pow(exponent).sum().backward();
        assertEquals(0, exponent.grad().abs().max().item());
    }
}
