package gradus.tensor;

import static gradus.tensor.Autodiff.grad;
import static gradus.tensor.Tensor.parameter;
import static gradus.tensor.Tensors.full;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.where;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.Expect;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is decided where a formula alone does not decide: kinks, ties, borders, infinities, NaN, and nothing at all. */
@Tag("kernels")
class CornersTest {

    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    private static double[] slope(UnaryOperator<Tensor> f, double... at) {
        var x = parameter(tensor(at));
        return grad(f.apply(x).sum(), x).data();
    }

    private static double[] values(UnaryOperator<Tensor> f, double... at) { return f.apply(tensor(at)).data(); }

    private static double[] numbers(double... numbers) { return numbers; }

    // ---- rows of equal numbers

    @Test
    void theDeviationOfEqualNumbersIsFlat() {
        for (double c : new double[]{0, 1, 0.1, -1e-300, 1e150, 1 / 3.0}) {
            assertEquals(0, full(c, 3).std().item(), "of " + c);
            assertArrayEquals(new double[3], slope(Tensor::std, c, c, c), "of " + c);
            assertArrayEquals(new double[3], slope(x -> x.std(0), c, c, c), "of " + c);
        }
        var x = parameter(tensor(new double[][]{{5, 5}, {1, 3}}));
        assertArrayEquals(numbers(0, 0, -0.5, 0.5), grad(x.std(1).sum(), x).data());
        assertArrayEquals(numbers(0, 0, -0.5, 0.5), grad(x.std(-1, true).sum(), x).data());
        assertArrayEquals(new double[1], slope(Tensor::std, 7));
    }

    @Test
    void theLengthOfNothingIsFlat() {
        assertArrayEquals(new double[2], slope(Tensor::norm, 0, 0));
        assertEquals(0, zeros(0).norm().item());
        assertEquals(INF, tensor(1, -INF).norm().item());
        assertTrue(Double.isNaN(tensor(1, NAN).norm().item()));
        assertEquals(5e300, tensor(3e300, 4e300).norm().item(), 1e286);
        assertEquals(5e-300, tensor(3e-300, 4e-300).norm().item(), 1e-314);
    }

    // ---- ties and borders

    @Test
    void tiesShareTheGradientOfAReduction() {
        assertArrayEquals(numbers(0, 0.5, 0.5), slope(Tensor::max, 1, 2, 2));
        assertArrayEquals(numbers(0.5, 0, 0.5), slope(x -> x.min(0), 1, 2, 1));
        assertArrayEquals(numbers(1 / 3.0, 1 / 3.0, 1 / 3.0), slope(x -> x.max(0, true), 4, 4, 4));
    }

    @Test
    void ofEqualOnesTheFirstIsNamed() {
        assertEquals(1, tensor(0, 3, 3).argmax(0).item());
        assertEquals(0, tensor(0, 3, 0).argmin(0).item());
        assertEquals(1, tensor(5, NAN, 7, NAN).argmax(0).item());
        assertEquals(1, tensor(5, NAN, 7, NAN).argmin(0).item());
    }

    @Test
    void twoEqualNumbersHalveTheGradient() {
        for (boolean larger : new boolean[]{true, false}) {
            var a = parameter(tensor(1, 2));
            var b = parameter(tensor(1, 5));
            (larger ? a.maximum(b) : a.minimum(b)).sum().backward();
            assertArrayEquals(numbers(0.5, larger ? 0 : 1), a.grad().data());
            assertArrayEquals(numbers(0.5, larger ? 1 : 0), b.grad().data());
        }
    }

    @Test
    void theBordersOfAClipPassTheGradientOn() {
        assertArrayEquals(numbers(0, 1, 1, 1, 0), slope(x -> x.clip(-1, 1), -1.5, -1, 0, 1, 1.5));
        assertArrayEquals(numbers(2, 2), values(x -> x.clip(2, 2), 1, 3));
        assertTrue(Double.isNaN(values(x -> x.clip(-1, 1), NAN)[0]));
        assertArrayEquals(numbers(-1, 1), values(x -> x.clip(-1, 1), -INF, INF));
        Expect.refuses("clip: low is 1, high is -1, low must not be above high", () -> tensor(0).clip(1, -1));
    }

    @Test
    void kinksTakeTheLeftSlope() {
        assertArrayEquals(numbers(0), slope(Tensor::relu, 0));
        assertArrayEquals(numbers(0), slope(Tensor::relu, -0.0));
        assertArrayEquals(numbers(0), slope(Tensor::abs, 0));
        assertArrayEquals(numbers(0.1), slope(x -> x.leakyRelu(0.1), 0));
        assertArrayEquals(numbers(0.1), slope(x -> x.prelu(tensor(0.1)), 0));
        assertArrayEquals(numbers(0.7), slope(x -> x.elu(0.7), 0));
    }

    // ---- powers, roots, logarithms

    @Test
    void powersOfZero() {
        assertArrayEquals(numbers(1, 0, INF), numbers(tensor(0).pow(0).item(), tensor(0).pow(2).item(), tensor(0).pow(-1).item()));
        assertArrayEquals(numbers(1), tensor(0).pow(tensor(0)).data());
        assertArrayEquals(numbers(0), slope(x -> x.pow(0), 0));
        assertArrayEquals(numbers(1), slope(x -> x.pow(1), 0));
        assertArrayEquals(numbers(0), slope(x -> x.pow(2), 0));
        assertArrayEquals(numbers(INF), slope(x -> x.pow(0.5), 0));
        assertArrayEquals(numbers(0), slope(x -> x.pow(tensor(0)), 0));
        assertArrayEquals(numbers(0, 0), slope(p -> tensor(0, 0).pow(p), 0, 2));
        assertTrue(Double.isNaN(tensor(-8).pow(1 / 3.0).item()));
        assertEquals(-8, tensor(-2).pow(3).item());
    }

    @Test
    void rootsAndLogarithmsAtTheirBorders() {
        assertArrayEquals(numbers(0, INF), values(Tensor::sqrt, 0, INF));
        assertArrayEquals(numbers(-INF, INF), values(Tensor::log, 0, INF));
        assertArrayEquals(numbers(-INF, 0), values(Tensor::log1p, -1, 0));
        for (UnaryOperator<Tensor> f : List.<UnaryOperator<Tensor>>of(Tensor::sqrt, Tensor::log, x -> x.sub(1).log1p())) {
            assertTrue(Double.isNaN(values(f, -1)[0]));
            assertEquals(INF, slope(f, 0)[0]);
        }
        assertArrayEquals(numbers(INF, -INF), values(x -> x.div(0), 1, -1));
        assertTrue(Double.isNaN(values(x -> x.div(0), 0)[0]));
    }

    // ---- comparisons

    @Test
    void comparisonsAtEqualityAndWithNaN() {
        var x = tensor(1, 2, 3, NAN, -0.0);
        var two = tensor(2, 2, 2, 2, 0);
        assertArrayEquals(numbers(0, 0, 1, 0, 0), x.greaterThan(two).data());
        assertArrayEquals(numbers(1, 0, 0, 0, 0), x.lessThan(two).data());
        assertArrayEquals(numbers(0, 1, 0, 0, 1), x.equalTo(two).data());
        assertArrayEquals(numbers(0, 1, 1, 0, 1), x.atLeast(two).data());
        assertArrayEquals(numbers(1, 1, 0, 0, 1), x.atMost(two).data());
        assertArrayEquals(new int[]{2, 5}, x.atMost(zeros(2, 1)).shape());
        Expect.refuses("atLeast: shapes (5) and (2) do not broadcast, 5 is not 2; dimensions are compared from the last one and must be"
                + " equal or 1", () -> x.atLeast(zeros(2)));
        assertArrayEquals(numbers(0, 0, 1, 0, 0), x.greaterThan(2).data());
        assertArrayEquals(numbers(1, 0, 0, 0, 1), x.lessThan(2).data());
        assertArrayEquals(numbers(0, 1, 1, 0, 0), x.atLeast(2).data());
        assertArrayEquals(numbers(1, 1, 0, 0, 1), x.atMost(2).data());
        assertArrayEquals(numbers(0, 1, 0, 0, 0), x.equalTo(2).data());
        assertArrayEquals(new int[]{2, 5}, x.lessThan(zeros(2, 1)).shape());
    }

    // ---- what is not chosen

    @Test
    void whatWhereDoesNotTakeDoesNotMatter() {
        var a = parameter(tensor(1, NAN, INF));
        var b = parameter(tensor(NAN, 2, 3));
        var y = where(tensor(1, 0, 0), a, b);
        assertArrayEquals(numbers(1, 2, 3), y.data());
        y.backward(tensor(INF, NAN, INF));
        assertArrayEquals(numbers(INF, 0, 0), a.grad().data());
        assertArrayEquals(numbers(0, NAN, INF), b.grad().data());
    }

    @Test
    void whereTakesAnyConditionThatIsNotZero() {
        assertArrayEquals(numbers(1, 2, 1, 1, 2), where(tensor(1, 0, -3, NAN, -0.0), scalar(1), scalar(2)).data());
    }

    /** As in PyTorch: 0 · ∞ of the branch's own derivative; a safe input inside the branch is the way out. */
    @Test
    void aDerivativeBehindABranchNotTakenCanStillBeNotANumber() {
        assertTrue(Double.isNaN(slope(x -> where(x.greaterThan(0), x.log(), scalar(0)), 0)[0]));
        assertEquals(0, slope(x -> where(x.greaterThan(0), where(x.greaterThan(0), x, scalar(1)).log(), scalar(0)), 0)[0]);
    }

    // ---- softmax at the ends

    @Test
    void scoresOfMinusInfinityHaveNoShare() {
        assertArrayEquals(numbers(0.5, 0, 0.5), values(Tensor::softmax, 3, -INF, 3));
        assertArrayEquals(numbers(0, -INF), values(Tensor::logSoftmax, 3, -INF));
        assertArrayEquals(numbers(1), values(Tensor::softmax, -4));
        assertArrayEquals(numbers(0, 0), values(Tensor::softmax, -INF, -INF));
        assertArrayEquals(numbers(-INF, -INF), values(Tensor::logSoftmax, -INF, -INF));
        for (double[] undecided : new double[][]{{INF, 1}, {NAN, 1}, {1, NAN}}) {
            for (UnaryOperator<Tensor> f : List.<UnaryOperator<Tensor>>of(Tensor::softmax, Tensor::logSoftmax)) {
                double[] y = values(f, undecided);
                assertTrue(Double.isNaN(y[0]) && (Double.isNaN(y[1]) || undecided[0] == INF), tensor(y).toString());
            }
        }
    }

    @Test
    void logSumExpAtTheEnds() {
        assertEquals(-INF, tensor(-INF, -INF).logSumExp().item());
        assertEquals(INF, tensor(INF, 1).logSumExp().item());
        assertEquals(1, tensor(-INF, 1).logSumExp().item());
        assertTrue(Double.isNaN(tensor(NAN, 1).logSumExp().item()));
        assertEquals(1000 + Math.log(2), tensor(1000, 1000).logSumExp().item());
        assertEquals(-1000 + Math.log(2), tensor(-1000, -1000).logSumExp().item());
        assertArrayEquals(numbers(0, 1), slope(Tensor::logSumExp, -INF, 1));
    }

    // ---- nothing at all

    @Test
    void reductionsOfNothing() {
        for (var empty : new Tensor[]{zeros(0), zeros(3, 0), zeros(0, 2)}) {
            assertEquals(0, empty.sum().item());
            assertEquals(0, empty.norm().item());
            for (double value : numbers(empty.mean().item(), empty.var().item(), empty.std().item(), empty.unbiasedVar().item())) {
                assertTrue(Double.isNaN(value));
            }
        }
        assertArrayEquals(new double[3], zeros(3, 0).sum(1).data());
        assertArrayEquals(new int[]{3, 1}, zeros(3, 0).sum(1, true).shape());
        assertArrayEquals(new int[]{0}, zeros(3, 0).sum(0).shape());
        assertArrayEquals(new int[]{0}, zeros(3, 0).max(0).shape());
        assertArrayEquals(new int[]{0}, zeros(3, 0).std(0).shape());
        assertArrayEquals(new int[]{3, 0}, zeros(3, 0).softmax().shape());
        assertArrayEquals(new int[]{3, 0}, zeros(3, 0).logSoftmax().shape());
        assertArrayEquals(new int[]{3, 0}, zeros(3, 0).softmax(0).shape());
    }

    @Test
    void nothingHasNoLargestAndNoSmallest() {
        var empty = zeros(3, 0);
        Expect.refuses("max: the tensor of shape (3, 0) has no elements along axis 1", () -> empty.max(1));
        Expect.refuses("argmax: axis 1 of shape (3, 0) is empty, nothing in it is largest", () -> empty.argmax(1));
        Expect.refuses("min: the tensor of shape (3, 0) has no elements along axis 1", () -> empty.min(1));
        Expect.refuses("argmin: the tensor of shape (3, 0) has no elements along axis 1", () -> empty.argmin(-1));
        Expect.refuses("logSumExp: the tensor of shape (3, 0) has no elements along axis 1", () -> empty.logSumExp(1));
        Expect.refuses("argmax: axis 0 of shape (0) is empty, nothing in it is largest", () -> empty.argmax());
    }

    @Test
    void gradientsOfNothingAreNothing() {
        for (UnaryOperator<Tensor> f : List.<UnaryOperator<Tensor>>of(Tensor::exp, Tensor::relu, Tensor::softmax,
                Tensor::logSoftmax, x -> x.mul(x), x -> x.sum(0), x -> x.matmul(zeros(4, 2)), x -> x.add(tensor(1, 2, 3, 4)))) {
            var x = parameter(zeros(0, 4));
            f.apply(x).sum().backward();
            assertArrayEquals(new int[]{0, 4}, x.grad().shape());
        }
        var W = parameter(zeros(4, 2));
        zeros(0, 4).matmul(W).sum().backward();
        assertArrayEquals(new double[8], W.grad().data());
    }

    // ---- arguments of extremes

    @Test
    void theBestIndexWithItsAxisKept() {
        var x = tensor(new double[][]{{1, 5, 2}, {7, 0, 7}});
        assertEquals("(2, 1)\n[[1],\n [0]]", x.argmax(1, true).toString());
        assertEquals("(2, 1)\n[[0],\n [1]]", x.argmin(-1, true).toString());
        assertEquals("(1, 3)\n[[1, 0, 1]]", x.argmax(0, true).toString());
        assertEquals("[1, 0, 1]", x.argmax(0, false).toString());
        assertEquals(3, x.argmax());
        assertEquals(4, x.argmin());
        assertEquals(0, scalar(4).argmax());
    }
}
