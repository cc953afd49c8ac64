package gradus.plot;

import static gradus.plot.Figures.functionPlot;
import static gradus.plot.Figures.withDerivative;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class FunctionPlotTest {

    private static Curve curve(DoubleUnaryOperator f, double from, double to) {
        return new Curve(x -> Arrays.stream(x).map(f).toArray(), from, to);
    }

    @Test
    void functionsShareTheirAxes() throws IOException {
        FunctionPlot plot = functionPlot("Squares punish outliers, absolute values less", -2.1, 2.1)
                .function("square", x -> x * x).function("absolute value", Math::abs)
                .function("Huber", x -> Math.abs(x) < 1 ? x * x / 2 : Math.abs(x) - 0.5).xLabel("residual").yLabel("loss");
        Gallery.check("function", plot, Look.BLUE, Look.VERMILION, Look.color(2));
        assertTrue(plot.alt().contains("Huber falls 1.6 → 0 at residual = 0, then rises to 1.6"), plot.alt());
    }

    @Test
    void aFunctionAndItsDerivativeStandInOneFigure() throws IOException {
        FunctionPlot tanh = withDerivative("The slope of tanh is at most 1", -4, 4, Tensor::tanh).names("tanh", "tanh′");
        Gallery.check("derivative-tanh", tanh, Look.BLUE, Look.VERMILION);
        double end = 1 - Math.tanh(4) * Math.tanh(4);
        assertTrue(tanh.alt().contains("tanh′ rises " + Words.text(end) + " → 1 at x = 0, then falls to " + Words.text(end)),
                tanh.alt());
        FunctionPlot relu = withDerivative("The slope of ReLU jumps", -2, 2, Tensor::relu).names("ReLU", "ReLU′");
        Gallery.check("derivative-relu", relu, Look.BLUE, Look.VERMILION);
        assertTrue(relu.alt().endsWith("ReLU rises 0 → 2; ReLU′ rises 0 → 1, with a jump at x = 0."), relu.alt());
    }

    @Test
    void theDerivativeOfAConstantIsZero() {
        String alt = withDerivative("t", 0, 1, x -> Tensors.ones(x.size())).alt();
        assertTrue(alt.endsWith("f(x) stays at 1; f′(x) stays at 0."), alt);
    }

    @Test
    void kinksAreFoundBetweenTheSamples() {
        double kink = 0.12345678;
        Curve curve = curve(x -> Math.abs(x - kink), -1, 1);
        assertEquals(0, Arrays.stream(curve.y()).min().orElseThrow(), 1e-3);
        double near = Arrays.stream(curve.x()).map(x -> Math.abs(x - kink)).min().orElseThrow();
        assertTrue(near < 0.001, "the nearest point is " + near + " away");
        assertEquals(List.of(), curve.jumps());
        assertTrue(curve(Math::sin, 0, 20).x().length < 900);
    }

    @Test
    void jumpsAreGapsAndPolesToo() throws IOException {
        assertEquals(List.of(0.3), curve(x -> x < 0.3 ? 0 : 1, -1, 1).jumps());
        assertEquals(List.of(-1.0, 0.0, 1.0), curve(Math::floor, -1.5, 1.5).jumps());
        assertEquals(List.of(), curve(x -> Math.tanh(200 * x), -1, 1).jumps());
        FunctionPlot pole = functionPlot("1/x has a pole at 0", -2, 2).function("1/x", x -> 1 / x).yRange(-10, 10);
        Gallery.check("function-pole", pole, Look.BLUE);
        FunctionPlot ln = functionPlot("The logarithm begins behind 0", -1, 3).function("ln x", Math::log).yRange(-4, 2);
        Gallery.check("function-ln", ln, Look.BLUE);
        double first = Arrays.stream(curve(Math::sqrt, -1, 2).x()).filter(x -> x >= 0).min().orElseThrow();
        assertTrue(first < 1e-5, "the root begins at " + first);
    }

    @Test
    void marksShowPlaces() throws IOException {
        double[] x = {-1.8, -1.08, -0.648, -0.389};
        FunctionPlot plot = functionPlot("Each step is 0.6 times the one before", -2, 2).function("x²", v -> v * v)
                .marks("steps", x, Arrays.stream(x).map(v -> v * v).toArray());
        Gallery.check("function-marks", plot, Look.BLUE, Look.VERMILION);
        assertTrue(plot.alt().contains("steps as 4 points from 0.1513 at x = -0.389 to 3.24 at x = -1.8"), plot.alt());
    }

    @Test
    void errorsSayWhatIsWrong() {
        assertEquals("functionPlot: the interval is 2 to 1, it should run from a smaller to a larger number",
                message(() -> functionPlot("t", 2, 1)));
        assertEquals("functionPlot: \"ln\" is finite nowhere from -2 to -1",
                message(() -> functionPlot("t", -2, -1).function("ln", Math::log)));
        assertEquals("functionPlot: 1 name for 2 functions; every function needs one",
                message(() -> withDerivative("t", 0, 1, Tensor::exp).names("exp")));
        assertEquals("withDerivative: for x of shape (401) the function gives (), it should work element by element",
                message(() -> withDerivative("t", 0, 1, Tensor::sum)));
        assertEquals("functionPlot: nothing of \"f\" lies in yRange 5 to 6; its y runs from 0 to 1",
                message(() -> functionPlot("t", 0, 1).yRange(5, 6).function("f", x -> x)));
        assertEquals("functionPlot: nothing of \"m\" lies in the interval 0 to 1; its x runs from 3 to 3",
                message(() -> functionPlot("t", 0, 1).marks("m", new double[] {3}, new double[] {3})));
        assertEquals("functionPlot: it has no function yet; add one with function(name, f)",
                assertThrows(IllegalStateException.class, () -> functionPlot("t", 0, 1).png()).getMessage());
        FunctionPlot full = functionPlot("t", 0, 1);
        for (int i = 0; i < 14; i++) full = full.function("f" + i, x -> x);
        FunctionPlot most = full;
        assertEquals("functionPlot: more than 14 functions cannot be told apart; draw some of them in a second figure",
                message(() -> most.function("g", x -> x)));
    }

    private static String message(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
