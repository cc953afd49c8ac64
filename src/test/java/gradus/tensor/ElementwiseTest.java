package gradus.tensor;

import static gradus.Expect.number;
import static gradus.Expect.refuses;
import static gradus.tensor.Tensor.parameter;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Functions of each element against {@link Math}, also where they are infinite, undefined or have a kink. */
@Tag("kernels")
class ElementwiseTest {

    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private record Function(UnaryOperator<Tensor> tensors, DoubleUnaryOperator numbers) {
    }

    private static final Map<String, Function> FUNCTIONS = Map.ofEntries(
            Map.entry("neg", new Function(Tensor::neg, x -> -x)),
            Map.entry("square", new Function(Tensor::square, x -> x * x)),
            Map.entry("sqrt", new Function(Tensor::sqrt, Math::sqrt)),
            Map.entry("exp", new Function(Tensor::exp, Math::exp)),
            Map.entry("log", new Function(Tensor::log, Math::log)),
            Map.entry("sin", new Function(Tensor::sin, StrictMath::sin)),
            Map.entry("cos", new Function(Tensor::cos, StrictMath::cos)),
            Map.entry("abs", new Function(Tensor::abs, Math::abs)),
            Map.entry("tanh", new Function(Tensor::tanh, Math::tanh)),
            Map.entry("sigmoid", new Function(Tensor::sigmoid,
                    x -> x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)))),
            Map.entry("relu", new Function(Tensor::relu, x -> Math.max(x, 0))),
            Map.entry("sign", new Function(Tensor::sign, Math::signum)),
            Map.entry("pow 3", new Function(x -> x.pow(3), x -> Math.pow(x, 3))),
            Map.entry("pow -0.5", new Function(x -> x.pow(-0.5), x -> Math.pow(x, -0.5))),
            Map.entry("clip", new Function(x -> x.clip(-1, 2), x -> Math.min(Math.max(x, -1), 2))),
            Map.entry("add 2", new Function(x -> x.add(2), x -> x + 2)),
            Map.entry("sub 2", new Function(x -> x.sub(2), x -> x - 2)),
            Map.entry("mul 2", new Function(x -> x.mul(2), x -> x * 2)),
            Map.entry("div 3", new Function(x -> x.div(3), x -> x / 3)),
            Map.entry("greaterThan 1", new Function(x -> x.greaterThan(1), x -> x > 1 ? 1 : 0)),
            Map.entry("atLeast 1", new Function(x -> x.atLeast(1), x -> x >= 1 ? 1 : 0)),
            Map.entry("atMost 1", new Function(x -> x.atMost(1), x -> x <= 1 ? 1 : 0)),
            Map.entry("equalTo 1", new Function(x -> x.equalTo(1), x -> x == 1 ? 1 : 0)),
            Map.entry("map", new Function(x -> x.map(v -> 5 * v), x -> 5 * x)));

    @Test
    void valuesAreThoseOfMath() {
        var inputs = new Tensor[]{randn(new Rng(1), 7, 11).mul(3), tensor(0, 1, -1, 2, 1e-9, -1e-9, 1e-300),
                tensor(800, -800, 1000, -1000, 710, -710, 745), tensor(NAN, INFINITY, -INFINITY, 1e300, -1e300)};
        FUNCTIONS.forEach((name, function) -> {
            for (var x : inputs) {
                var y = function.tensors.apply(x);
                assertArrayEquals(x.shape(), y.shape(), name);
                for (int i = 0; i < x.size(); i++) {
                    double expected = function.numbers.applyAsDouble(x.data()[i]);
                    number(expected, y.data()[i], 1e-14 * Math.abs(expected) + 1e-300, name + " of " + x.data()[i]);
                }
            }
        });
    }

    @Test
    void emptyTensorsStayEmpty() {
        FUNCTIONS.forEach((name, function) -> {
            for (var x : new Tensor[]{zeros(0), zeros(0, 3), zeros(2, 0)}) {
                assertArrayEquals(x.shape(), function.tensors.apply(x).shape(), name);
                var p = parameter(x);
                var y = function.tensors.apply(p).sum();
                if (y.requiresGrad()) {
                    y.backward();
                    assertArrayEquals(x.shape(), p.grad().shape(), name);
                }
            }
        });
    }

    /** NaN spoils its own element and no other. */
    @Test
    void nanGoesThrough() {
        for (var name : new String[]{"neg", "square", "sqrt", "exp", "log", "abs", "tanh", "sigmoid", "relu", "clip"}) {
            var y = FUNCTIONS.get(name).tensors.apply(tensor(1, NAN, 1));
            assertEquals("false true false", Double.isNaN(y.get(0)) + " " + Double.isNaN(y.get(1)) + " "
                    + Double.isNaN(y.get(2)), name);
        }
        BinaryOperator<Tensor> larger = Tensor::maximum;
        assertEquals(NAN, larger.apply(tensor(1), tensor(NAN)).item());
        assertEquals(NAN, tensor(NAN).minimum(tensor(1)).item());
    }

    private static double slope(UnaryOperator<Tensor> f, double at) {
        var x = parameter(at);
        f.apply(x).backward();
        return x.grad().item();
    }

    @Test
    void derivativesAtKinksAreAsDocumented() {
        assertEquals(0, slope(Tensor::relu, 0));
        assertEquals(0, slope(Tensor::abs, 0));
        UnaryOperator<Tensor> clip = x -> x.clip(-1, 2);
        assertEquals(1, slope(clip, -1));
        assertEquals(1, slope(clip, 2));
        assertEquals(0, slope(clip, 2.0000001));
        assertEquals(0.5, slope(x -> x.maximum(tensor(3).reshape()), 3));
        assertEquals(0.5, slope(x -> x.minimum(tensor(3).reshape()), 3));
        assertEquals(1, slope(x -> x.maximum(x), 3), "both halves");
        assertEquals(0, slope(x -> x.pow(0), 0));
        assertEquals(1, slope(x -> x.pow(1), 0));
        assertEquals(0, slope(x -> x.pow(2), 0));
        assertEquals(INFINITY, slope(Tensor::sqrt, 0));
        assertEquals(INFINITY, slope(Tensor::log, 0));
    }

    @Test
    void derivativesOfSaturatedUnitsAreZeroNotNan() {
        for (double x : new double[]{-1000, -800, 800, 1000}) {
            assertEquals(0, slope(Tensor::sigmoid, x), 1e-300);
            assertEquals(0, slope(Tensor::tanh, x));
        }
    }

    @Test
    void comparisonsAreConstants() {
        assertFalse(parameter(1).greaterThan(0).requiresGrad());
        assertFalse(parameter(1).sign().requiresGrad());
        assertFalse(parameter(1).map(Math::exp).requiresGrad());
    }

    @Test
    void clipNeedsAnInterval() {
        assertEquals(3, tensor(7).clip(3, 3).item());
        refuses("clip: low is 2, high is 1, low must not be above high", () -> tensor(1).clip(2, 1));
        refuses("clip: low is NaN, high is 1, low must not be above high", () -> tensor(1).clip(NAN, 1));
    }
}
