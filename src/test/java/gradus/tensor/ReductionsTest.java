package gradus.tensor;

import static gradus.Expect.digits;
import static gradus.Expect.refuses;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reductions against loops over the lines of a tensor, and softmax at the ends of the doubles. */
@Tag("kernels")
class ReductionsTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private interface AlongAxis {
        Tensor of(Tensor x, int axis);
    }

    /** One number for each line along the axis, in row-major order of the other axes. */
    private static double[] lines(Tensor x, int axis, ToDoubleFunction<double[]> f) {
        int length = x.size(axis);
        int inner = Shape.inner(x.shape(), axis);
        double[] out = new double[Shape.outer(x.shape(), axis) * inner];
        for (int i = 0; i < out.length; i++) {
            double[] line = new double[length];
            for (int k = 0; k < length; k++) {
                line[k] = x.data()[(i / inner * length + k) * inner + i % inner];
            }
            out[i] = f.applyAsDouble(line);
        }
        return out;
    }

    private static void check(String name, ToDoubleFunction<double[]> f, AlongAxis dropped, AlongAxis kept, boolean empty) {
        var rng = new Rng(6);
        for (int[] shape : new int[][]{{5}, {1}, {3, 4}, {1, 4}, {4, 1}, {2, 3, 4}, {3, 1, 2, 2}, {0, 3}, {3, 0}, {0},
                {2, 0, 3}}) {
            var x = Tensors.randn(rng, shape);
            for (int axis = -shape.length; axis < shape.length; axis++) {
                int counted = axis < 0 ? axis + shape.length : axis;
                if (shape[counted] == 0 && !empty) {
                    continue;
                }
                String what = name + " of " + x.shapeText() + " along " + axis;
                double[] expected = lines(x, counted, f);
                assertArrayEquals(expected, dropped.of(x, axis).data(), 1e-14, what);
                assertArrayEquals(Shape.reduced(shape, false, counted), dropped.of(x, axis).shape(), what);
                if (kept != null) {
                    assertArrayEquals(expected, kept.of(x, axis).data(), 1e-14, what);
                    assertArrayEquals(Shape.reduced(shape, true, counted), kept.of(x, axis).shape(), what);
                }
            }
        }
    }

    @Test
    void alongEveryAxisOfEveryShape() {
        check("sum", v -> Arrays.stream(v).sum(), (x, a) -> x.sum(a), (x, a) -> x.sum(a, true), true);
        check("mean", v -> Arrays.stream(v).sum() / v.length, (x, a) -> x.mean(a), (x, a) -> x.mean(a, true), true);
        check("median", v -> {
            Arrays.sort(v);
            return (v[(v.length - 1) / 2] + v[v.length / 2]) / 2;
        }, (x, a) -> x.median(a), (x, a) -> x.median(a, true), false);
        check("max", v -> Arrays.stream(v).max().getAsDouble(), (x, a) -> x.max(a), (x, a) -> x.max(a, true), false);
        check("prod", v -> Arrays.stream(v).reduce(1, (a, b) -> a * b), (x, a) -> x.prod(a), (x, a) -> x.prod(a, true), true);
        check("unbiasedVar", v -> v.length / (v.length - 1.0) * variance(v), (x, a) -> x.unbiasedVar(a),
                (x, a) -> x.unbiasedVar(a, true), true);
        check("unbiasedStd", v -> Math.sqrt(v.length / (v.length - 1.0)) * Math.sqrt(variance(v)),
                (x, a) -> x.unbiasedStd(a), (x, a) -> x.unbiasedStd(a, true), true);
        check("argmax", v -> {
            int best = 0;
            for (int i = 1; i < v.length; i++) {
                best = v[i] > v[best] ? i : best;
            }
            return best;
        }, Tensor::argmax, null, false);
    }

    private static double variance(double[] v) {
        double mean = Arrays.stream(v).sum() / v.length;
        return Arrays.stream(v).map(x -> (x - mean) * (x - mean)).sum() / v.length;
    }

    @Test
    void theOthersAlongEveryAxisOfEveryShape() {
        check("min", v -> Arrays.stream(v).min().getAsDouble(), (x, a) -> x.min(a), (x, a) -> x.min(a, true), false);
        check("var", ReductionsTest::variance, (x, a) -> x.var(a), (x, a) -> x.var(a, true), true);
        check("std", v -> Math.sqrt(variance(v)), (x, a) -> x.std(a), (x, a) -> x.std(a, true), true);
        check("norm", v -> Math.sqrt(Arrays.stream(v).map(x -> x * x).sum()), (x, a) -> x.norm(a),
                (x, a) -> x.norm(a, true), true);
        check("logSumExp", v -> Math.log(Arrays.stream(v).map(Math::exp).sum()), (x, a) -> x.logSumExp(a),
                (x, a) -> x.logSumExp(a, true), false);
        check("argmin", v -> {
            int best = 0;
            for (int i = 1; i < v.length; i++) {
                best = v[i] < v[best] ? i : best;
            }
            return best;
        }, Tensor::argmin, null, false);
        var x = Tensors.randn(new Rng(8), 2, 3, 4);
        for (int axis = -3; axis < 3; axis++) {
            int a = axis;
            assertArrayEquals(lines(x.softmax(a), axis < 0 ? axis + 3 : axis, v -> Arrays.stream(v).sum()),
                    x.sum(a).mul(0).add(1).data(), 1e-14);
            assertArrayEquals(x.softmax(a).log().data(), x.logSoftmax(a).data(), 1e-14);
        }
    }

    @Test
    void withoutOverflow() {
        assertEquals(5e200, tensor(3e200, -4e200).norm().item(), 1e186);
        assertEquals(0, zeros(3).norm().item());
        assertEquals(1000 + Math.log(2), tensor(1000, 1000).logSumExp().item(), 1e-12);
        assertEquals(-1000 + Math.log(2), tensor(-1000, -1000).logSumExp().item(), 1e-12);
        assertEquals(INFINITY, tensor(1, INFINITY).logSumExp().item());
        assertEquals(-INFINITY, tensor(-INFINITY, -INFINITY).logSumExp().item());
        assertEquals(Double.NaN, tensor(1, Double.NaN).logSumExp().item());
        assertEquals(Double.NaN, tensor(1, Double.NaN).norm().item());
        var x = Tensor.parameter(zeros(3));
        x.norm().backward();
        assertArrayEquals(new double[3], x.grad().data());
    }

    @Test
    void overAllElements() {
        var x = tensor(new double[][]{{1, 2, 3}, {4, 5, 9}});
        assertEquals(24, x.sum().item());
        assertEquals(4, x.mean().item());
        assertEquals(9, x.max().item());
        assertEquals(40.0 / 6, x.var().item(), 1e-15);
        assertEquals(Math.sqrt(40.0 / 6), x.std().item(), 1e-15);
        assertEquals(0, x.sum().rank());
        assertEquals(1, x.min().item());
        assertEquals(Math.sqrt(136), x.norm().item(), 1e-14);
        assertEquals(7, scalar(7).sum().item() + scalar(7).mean().sub(scalar(7).max()).item());
    }

    @Test
    void ofNothing() {
        assertEquals(0, zeros(0, 3).sum().item());
        assertEquals(Double.NaN, zeros(0, 3).mean().item());
        assertEquals(Double.NaN, zeros(0).var().item());
        refuses("max: the tensor of shape (0) has no elements along axis 0", () -> zeros(0, 3).max());
        refuses("max: the tensor of shape (0, 3) has no elements along axis 0", () -> zeros(0, 3).max(0));
        refuses("argmax: axis 1 of shape (3, 0) is empty, nothing in it is largest", () -> zeros(3, 0).argmax(-1));
        refuses("min: the tensor of shape (0) has no elements along axis 0", () -> zeros(0, 3).min());
        refuses("argmin: the tensor of shape (3, 0) has no elements along axis 1", () -> zeros(3, 0).argmin(-1));
        refuses("median: the tensor of shape (0) has no elements along axis 0", () -> zeros(0, 3).median());
        refuses("logSumExp: the tensor of shape (0, 3) has no elements along axis 0", () -> zeros(0, 3).logSumExp(0));
        var x = Tensor.parameter(zeros(0, 3));
        x.sum().backward();
        assertArrayEquals(new int[]{0, 3}, x.grad().shape());
    }

    @Test
    void equalLargestElementsShareTheGradient() {
        var x = Tensor.parameter(tensor(new double[][]{{1, 3, 3}, {2, 2, 2}}));
        x.max(1).sum().backward();
        assertArrayEquals(new double[]{0, 0.5, 0.5, 1 / 3.0, 1 / 3.0, 1 / 3.0}, x.grad().data());
    }

    @Test
    void equalMiddleElementsShareTheGradientOfTheMedian() {
        var x = Tensor.parameter(tensor(new double[][]{{3, 1, 3, 2}, {5, 5, 0, 9}, {4, 1, 7, 2}}));
        assertEquals("[2.5, 5, 3]", x.median(1).toString());
        x.median(1).sum().backward();
        assertArrayEquals(new double[]{0.25, 0, 0.25, 0.5, 0.5, 0.5, 0, 0, 0.5, 0, 0, 0.5}, x.grad().data());
        assertEquals(3, x.median().item());
    }

    @Test
    void medianOfExtremeNumbers() {
        assertEquals(Double.NaN, tensor(1, Double.NaN, 2).median().item());
        assertEquals(Double.MAX_VALUE, tensor(Double.MAX_VALUE, Double.MAX_VALUE).median().item());
        assertEquals(1.5e308, tensor(1.4e308, 1.6e308).median().item(), 1e294);
        assertEquals(Double.MIN_VALUE, tensor(Double.MIN_VALUE, Double.MIN_VALUE).median().item());
        assertEquals(Double.POSITIVE_INFINITY, tensor(1, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY).median().item());
        assertEquals(2, tensor(Double.NEGATIVE_INFINITY, 2, Double.POSITIVE_INFINITY).median().item());
        assertEquals(7, scalar(7).median().item());
        assertEquals("median", Tensor.parameter(tensor(1, 2)).median(0, true).operation().name());
    }

    @Test
    void argmaxTakesTheFirstAndCountsNanAsLargest() {
        assertEquals("[1, 0]", tensor(new double[][]{{1, 3, 3}, {2, 2, 2}}).argmax(1).toString());
        assertEquals("[2, 0]", tensor(new double[][]{{1, 3, Double.NaN}, {Double.NaN, 2, Double.NaN}}).argmax(1).toString());
        assertTrue(Double.isNaN(tensor(1, Double.NaN, 2).max().item()));
        assertFalse(Tensor.parameter(tensor(1, 2)).argmax(0).requiresGrad());
    }

    @Test
    void anAxisThatDoesNotExist() {
        refuses("sum: axis 2 does not exist in shape (2, 3), use 0 to 1 or -1 for the last", () -> zeros(2, 3).sum(2));
        refuses("mean: axis -3 does not exist in shape (2, 3), use 0 to 1 or -1 for the last", () -> zeros(2, 3).mean(-3));
        refuses("max: axis 0 does not exist in shape (), a scalar has no axes", () -> scalar(1).max(0, true));
        refuses("argmax: axis 1 does not exist in shape (3), use 0 or -1, it has one axis", () -> zeros(3).argmax(1));
        for (String name : new String[]{"min", "median", "var", "std", "norm", "logSumExp", "argmin", "softmax", "logSoftmax"}) {
            var x = zeros(2, 3);
            refuses(name + ": axis 2 does not exist in shape (2, 3), use 0 to 1 or -1 for the last", () -> {
                switch (name) {
                    case "min" -> x.min(2);
                    case "median" -> x.median(2);
                    case "var" -> x.var(2);
                    case "std" -> x.std(2);
                    case "norm" -> x.norm(2);
                    case "logSumExp" -> x.logSumExp(2);
                    case "argmin" -> x.argmin(2);
                    case "softmax" -> x.softmax(2);
                    default -> x.logSoftmax(2);
                }
            });
        }
        refuses("size: axis 2 does not exist in shape (2, 3), use 0 to 1 or -1 for the last", () -> zeros(2, 3).size(2));
        refuses("softmax: axis -1 does not exist in shape (), a scalar has no axes", () -> scalar(1).softmax());
        refuses("logSoftmax: axis -1 does not exist in shape (), a scalar has no axes", () -> scalar(1).logSoftmax());
    }

    // ---- softmax

    @Test
    void softmaxSumsToOneAndDoesNotSeeAShift() {
        var rng = new Rng(7);
        for (int round = 0; round < 200; round++) {
            var x = Tensors.randn(rng, 1 + rng.below(4), 1 + rng.below(12)).mul(rng.uniform(0.1, 30));
            var p = x.softmax();
            for (double sum : p.sum(-1).data()) {
                assertEquals(1, sum, 1e-14);
            }
            // a power of two as shift, so that adding it loses few digits
            assertArrayEquals(p.data(), x.add(64).softmax().data(), 1e-12);
            assertArrayEquals(x.logSoftmax().data(), x.sub(64).logSoftmax().data(), 1e-12);
            double[] log = p.log().data();
            for (int i = 0; i < log.length; i++) {
                if (p.data()[i] > 1e-300) {
                    assertEquals(log[i], x.logSoftmax().data()[i], 1e-13 * Math.max(1, Math.abs(log[i])));
                }
            }
        }
    }

    @Test
    void softmaxOfTheLecturesScores() {
        digits("0.0006 0.0596 0.0083 0.9315", tensor(-3.44, 1.16, -0.81, 3.91).softmax());
        digits("0.09003057 0.24472847 0.66524096", tensor(1, 2, 3).softmax());
        digits("0.09003057 0.24472847 0.66524096", tensor(1001, 1002, 1003).softmax());
        digits("0.01544932 0.63116335 0.35338733", tensor(-2.85, 0.86, 0.28).softmax());
    }

    @Test
    void softmaxAtTheEndsOfTheDoubles() {
        assertArrayEquals(new double[]{1, 0}, tensor(1000, -1000).softmax().data());
        assertArrayEquals(new double[]{0, -2000}, tensor(1000, -1000).logSoftmax().data());
        assertArrayEquals(new double[]{0.5, 0.5, 0}, tensor(800, 800, -800).softmax().data());
        assertArrayEquals(new double[]{1, 0}, tensor(3, -INFINITY).softmax().data());
        assertArrayEquals(new double[]{0, -INFINITY}, tensor(3, -INFINITY).logSoftmax().data());
        assertEquals("[1]", tensor(-800).softmax().toString());
        assertEquals("[0]", tensor(-800).logSoftmax().toString());
        assertArrayEquals(new int[]{2, 0}, zeros(2, 0).softmax().shape());
        assertArrayEquals(new int[]{0, 2}, zeros(0, 2).logSoftmax().shape());
    }

    @Test
    void softmaxOfARowWithNanOrInfinityIsNan() {
        for (double bad : new double[]{Double.NaN, INFINITY}) {
            for (int place = 0; place < 3; place++) {
                var x = tensor(new double[][]{{1, 2, 3}, {1, 2, 3}});
                x.data()[place] = bad;
                for (int i = 0; i < 6; i++) {
                    assertEquals(i < 3, Double.isNaN(x.softmax().data()[i]), "softmax, place " + i);
                    assertEquals(i < 3, Double.isNaN(x.logSoftmax().data()[i]), "logSoftmax, place " + i);
                }
            }
        }
    }

    // ---- over several axes

    /** Every set of axes in every order, against one axis after the other. */
    @Test
    void severalAxesAtOnceAreOneAfterTheOther() {
        var x = Tensors.randn(new Rng(9), 2, 3, 4, 2);
        for (int[] axes : new int[][]{{0, 1}, {1, 0}, {3, 1}, {-1, 0, 2}, {0, 1, 2, 3}, {2}}) {
            Tensor sum = x, max = x, prod = x;
            for (int axis : axes) {
                sum = sum.sum(axis, true);
                max = max.max(axis, true);
                prod = prod.prod(axis, true);
            }
            assertArrayEquals(sum.shape(), x.sum(axes, true).shape());
            assertArrayEquals(sum.data(), x.sum(axes).data(), 1e-13);
            assertArrayEquals(max.data(), x.max(axes).data());
            assertArrayEquals(prod.data(), x.prod(axes).data(), 1e-13);
        }
        assertEquals("(3, 2)", x.sum(0, 2).shapeText());
        assertEquals(x.var().item(), x.var(3, 0, 1, 2).item(), 1e-14);
    }

    @Test
    void axesThatDoNotFit() {
        var x = zeros(2, 3);
        refuses("sum: axes (1, -1) name axis 1 of shape (2, 3) twice, name each once", () -> x.sum(1, -1));
        refuses("std: axis 2 does not exist in shape (2, 3), use 0 to 1 or -1 for the last", () -> x.std(0, 2));
        refuses("mean: no axis of shape (2, 3) given; over all elements it is mean()", () -> x.mean(new int[0]));
        refuses("max: the tensor of shape (2, 0) has no elements along axis 1", () -> zeros(2, 0).max(0, 1));
        refuses("cumsum: axis 0 does not exist in shape (), a scalar has no axes", () -> scalar(1).cumsum(0));
    }

    // ---- products and running sums

    /** y/x would be 0/0; the product of the others is what it is. */
    @Test
    void theDerivativeOfAProductWithZeros() {
        assertArrayEquals(new double[]{0, 10, 0}, gradientOfProd(2, 0, 5));
        assertArrayEquals(new double[]{0, 0, 0}, gradientOfProd(0, 0, 5));
        var x = Tensor.parameter(tensor(0, 0, 5));
        // ∂²y/∂x_0∂x_1 = x_2
        assertArrayEquals(new double[]{0, 5, 0}, Autodiff.grad(Autodiff.grad(x.prod(), x).at(0), x).data());
    }

    private static double[] gradientOfProd(double... values) {
        var x = Tensor.parameter(tensor(values));
        x.prod().backward();
        return x.grad().data();
    }

    @Test
    void productsOfOneAndOfNothing() {
        assertEquals(1, zeros(0).prod().item());
        assertArrayEquals(new double[]{1, 1}, zeros(2, 0).prod(1).data());
        var one = Tensor.parameter(tensor(7));
        assertTrue(one.prod(0, true) != one, "an operation gives a new tensor");
        var none = Tensor.parameter(zeros(2, 0));
        none.prod().backward();
        assertEquals("(2, 0)", none.grad().shapeText());
    }

    @Test
    void runningSums() {
        var x = tensor(new double[][]{{1, 2, 3}, {4, 5, 6}});
        assertArrayEquals(new double[]{1, 3, 6, 4, 9, 15}, x.cumsum(1).data());
        assertArrayEquals(new double[]{1, 2, 3, 5, 7, 9}, x.cumsum(-2).data());
        assertEquals("(0, 3)", zeros(0, 3).cumsum(0).shapeText());
        assertEquals("(3, 0)", zeros(3, 0).cumsum(0).shapeText());
        var p = Tensor.parameter(x);
        p.cumsum(1).backward(tensor(new double[][]{{1, 10, 100}, {0, 1, 0}}));
        assertArrayEquals(new double[]{111, 110, 100, 1, 1, 0}, p.grad().data());
    }
}
