package gradus.tensor;

import static gradus.Expect.refuses;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.where;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Operations of two tensors of different shapes against a loop that looks every index up by NumPy's rule. */
@Tag("kernels")
class BroadcastingTest {

    private record Operator(BinaryOperator<Tensor> tensors, DoubleBinaryOperator numbers) {
    }

    private static final Map<String, Operator> OPERATORS = Map.of(
            "add", new Operator(Tensor::add, (a, b) -> a + b),
            "sub", new Operator(Tensor::sub, (a, b) -> a - b),
            "mul", new Operator(Tensor::mul, (a, b) -> a * b),
            "div", new Operator(Tensor::div, (a, b) -> a / b),
            "maximum", new Operator(Tensor::maximum, Math::max),
            "minimum", new Operator(Tensor::minimum, Math::min),
            "pow", new Operator(Tensor::pow, Math::pow),
            "greaterThan", new Operator(Tensor::greaterThan, (a, b) -> a > b ? 1 : 0),
            "lessThan", new Operator(Tensor::lessThan, (a, b) -> a < b ? 1 : 0),
            "equalTo", new Operator(Tensor::equalTo, (a, b) -> a == b ? 1 : 0));

    /** The index in the result, cut to the last axes, and 0 along an axis of length 1. */
    private static double at(Tensor t, int[] index) {
        int[] own = Arrays.copyOfRange(index, index.length - t.rank(), index.length);
        for (int axis = 0; axis < own.length; axis++) {
            own[axis] = t.size(axis) == 1 ? 0 : own[axis];
        }
        return t.get(own);
    }

    private static int[] index(int position, int[] shape) {
        int[] index = new int[shape.length];
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            index[axis] = position % shape[axis];
            position /= shape[axis];
        }
        return index;
    }

    /** A shape of rank 0 to 4 that fits into the target: any number of the last axes, some of them 1. */
    private static int[] fitting(int[] target, Rng rng) {
        int rank = rng.below(target.length + 1);
        int[] shape = Arrays.copyOfRange(target, target.length - rank, target.length);
        for (int axis = 0; axis < rank; axis++) {
            shape[axis] = rng.below(3) == 0 ? 1 : shape[axis];
        }
        return shape;
    }

    @Test
    void everyOperatorOnRandomShapes() {
        var rng = new Rng(1);
        int empty = 0;
        for (int round = 0; round < 400; round++) {
            int[] target = new int[rng.below(5)];
            for (int axis = 0; axis < target.length; axis++) {
                target[axis] = rng.below(12) == 0 ? 0 : 1 + rng.below(4);
            }
            var a = Tensors.randn(rng, fitting(target, rng)).mul(4).map(Math::rint);
            var b = Tensors.randn(rng, fitting(target, rng)).mul(4).map(Math::rint);
            int[] shape = Shape.broadcast("test", a.shape(), b.shape());
            empty += Shape.size(shape) == 0 ? 1 : 0;
            OPERATORS.forEach((name, operator) -> {
                var result = operator.tensors.apply(a, b);
                String what = name + " " + a.shapeText() + b.shapeText();
                assertArrayEquals(shape, result.shape(), what);
                for (int i = 0; i < result.size(); i++) {
                    int[] at = index(i, shape);
                    assertEquals(operator.numbers.applyAsDouble(at(a, at), at(b, at)), result.data()[i], what);
                }
            });
        }
        assertTrue(empty > 10, "too few empty shapes were tried: " + empty);
    }

    @Test
    void theGradientOfABroadcastInputHasItsShape() {
        var rng = new Rng(2);
        for (int round = 0; round < 100; round++) {
            int[] target = new int[rng.below(5)];
            for (int axis = 0; axis < target.length; axis++) {
                target[axis] = rng.below(9) == 0 ? 0 : 1 + rng.below(4);
            }
            var a = Tensor.parameter(Tensors.randn(rng, fitting(target, rng)));
            var b = Tensor.parameter(Tensors.randn(rng, fitting(target, rng)));
            var y = a.add(b);
            y.backward(ones(y.shape()));
            // each element counts as often as it was repeated
            assertArrayEquals(Tensors.full((double) y.size() / Math.max(1, a.size()), a.shape()).data(), a.grad().data());
            assertArrayEquals(b.shape(), b.grad().shape());
        }
    }

    @Test
    void broadcastToRepeats() {
        var column = Tensors.tensor(1, 2).reshape(2, 1);
        assertArrayEquals(new double[]{1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2}, column.broadcastTo(2, 2, 3).data());
        assertArrayEquals(new int[]{0, 2, 3}, column.broadcastTo(0, 2, 3).shape());
    }

    @Test
    void whereChoosesAndHidesWhatItDidNotChoose() {
        var condition = Tensors.tensor(1, 0, 1);
        var a = Tensors.tensor(1, Double.NaN, 3);
        var b = Tensors.scalar(Double.POSITIVE_INFINITY);
        assertArrayEquals(new double[]{1, Double.POSITIVE_INFINITY, 3}, where(condition, a, b).data());
        assertArrayEquals(new int[]{2, 3}, where(condition, zeros(2, 1), b).shape());
    }

    @Test
    void shapesThatDoNotFitAreNamed() {
        var a = zeros(2, 3);
        var b = zeros(2);
        for (var name : OPERATORS.keySet()) {
            refuses(name + ": shapes (2, 3) and (2) do not broadcast, 3 is not 2; dimensions are compared from the last"
                    + " one and must be equal or 1", () -> OPERATORS.get(name).tensors.apply(a, b));
        }
        refuses("add: shapes (0) and (3) do not broadcast, 0 is not 3; dimensions are compared from the last one and must"
                + " be equal or 1", () -> zeros(0).add(zeros(3)));
        refuses("broadcastTo: shapes (2) and (2, 3) do not broadcast, 2 is not 3; dimensions are compared from the last"
                + " one and must be equal or 1", () -> b.broadcastTo(2, 3));
        refuses("broadcastTo: (2, 3) cannot be repeated to (3), a dimension of it is larger", () -> a.broadcastTo(3));
        refuses("broadcastTo: (0) cannot be repeated to (1), a dimension of it is larger",
                () -> zeros(0).broadcastTo(1));
        refuses("where(condition (2), a (2, 3), b ()): shapes (2) and (2, 3) do not broadcast, 2 is not 3; dimensions are"
                + " compared from the last one and must be equal or 1", () -> where(b, a, Tensors.scalar(0)));
        refuses("where(condition (1), a (2), b (3)): shapes (2) and (3) do not broadcast, 2 is not 3; dimensions are"
                + " compared from the last one and must be equal or 1", () -> where(ones(1), b, zeros(3)));
    }
}
