package gradus.tensor;

import static gradus.Expect.number;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class GradCheckTest {

    @Test
    void aWrongRuleIsFoundAndTheWorstElementNamed() {
        var report = GradCheck.of("cube", xs -> {
            var x = xs.get(1);
            return xs.get(0).add(x.map(v -> v * v * v).from("cube", x, g -> g.mul(x.square()).mul(2)));
        }, ones(2, 2), tensor(new double[][]{{0.1, 3}, {-0.2, 1}}));
        assertFalse(report.passed());
        assertFalse(report.kink());
        assertEquals(1, report.argument());
        number(1.0 / 3, report.relativeError(), 1e-6, "2x² instead of 3x²");
        String begin = "cube (weighted sum of its 4 results): largest relative error 0.333 at argument 1, index (";
        String end = "; the derivative is wrong, or the function is not smooth there";
        assertEquals(begin, report.toString().substring(0, begin.length()));
        assertTrue(report.toString().endsWith(end), report::toString);
    }

    @Test
    void theIndexIsThatOfTheWorstElement() {
        for (int wrong = 0; wrong < 12; wrong++) {
            var factor = ones(2, 3, 2);
            factor.data()[wrong] = 1.5;
            var report = GradCheck.of("same", xs -> xs.get(0).map(v -> v).from("same", xs.get(0), g -> g.mul(factor)),
                    ones(2, 3, 2));
            assertArrayEquals(new int[]{wrong / 6, wrong / 2 % 3, wrong % 2}, report.index());
        }
    }

    @Test
    void theReportTellsBothNumbers() {
        var report = GradCheck.of("double", xs -> xs.get(0).map(v -> 2 * v).from("double", xs.get(0), g -> g.mul(3)),
                scalar(0.5));
        assertEquals("double: largest relative error 0.333 at argument 0, index (): analytic 3, numeric 2"
                + "; the derivative is wrong, or the function is not smooth there",
                new GradCheck.Report("double", 0, new int[0], 3, 2, report.relativeError(), false).toString());
        number(3, report.analytic(), 0, "analytic");
        number(2, report.numeric(), 1e-9, "numeric");
    }

    @Test
    void aKinkIsCalledAKink() {
        for (double x : new double[]{0, 3e-6, -4e-6}) {
            var report = GradCheck.of("relu", xs -> xs.get(0).relu(), tensor(1, x));
            assertFalse(report.passed());
            assertTrue(report.kink());
            assertArrayEquals(new int[]{1}, report.index());
            assertTrue(report.toString().endsWith("; the function has a kink there, move the point away from it"),
                    report::toString);
        }
        assertTrue(GradCheck.of("abs", xs -> xs.get(0).abs(), tensor(1, 2e-6)).kink());
        assertTrue(GradCheck.of("max", xs -> xs.get(0).max(), tensor(1, 1 + 1e-6)).kink());
    }

    /** Where the slope is 0 the slopes to both sides differ much in proportion, and still there is no kink. */
    @Test
    void aWrongRuleAtTheBottomOfAParabolaIsNoKink() {
        var report = GradCheck.of("square", xs ->
                xs.get(0).map(v -> v * v).from("square", xs.get(0), g -> g.mul(xs.get(0).mul(2).add(0.1))), scalar(0));
        assertFalse(report.passed());
        assertFalse(report.kink());
    }

    @Test
    void aDerivativeThatIsNoNumberIsTheWorst() {
        var report = GradCheck.of("root", xs -> xs.get(0).sqrt(), tensor(-1, 4));
        assertFalse(report.passed());
        number(Double.NaN, report.relativeError(), 0, "relative error");
    }

    @Test
    void aForgottenRecordIsFound() {
        var report = GradCheck.of("map", xs -> xs.get(0).map(v -> 3 * v), tensor(1, 2));
        assertFalse(report.passed());
        number(0, report.analytic(), 0, "analytic");
        number(1, report.relativeError(), 0, "relative error");
    }

    @Test
    void aWrongSecondDerivativeIsFoundBehindARightFirst() {
        // the rule forgets that its factor depends on x
        var detached = GradCheck.second("square", xs ->
                xs.get(0).map(v -> v * v).from("square", xs.get(0), g -> g.mul(xs.get(0).detach().mul(2))), tensor(1, 2));
        assertFalse(detached.passed());
        assertEquals("square, second derivative", detached.operation());
        assertTrue(GradCheck.second("square", xs -> xs.get(0).square(), tensor(1, 2)).passed());
    }

    @Test
    void errorsInDifferentElementsDoNotCancel() {
        var swapped = GradCheck.of("pair", xs -> xs.get(0).map(v -> v).from("pair", xs.get(0),
                g -> g.add(tensor(1, -1))), tensor(1, 2));
        assertFalse(swapped.passed());
    }

    @Test
    void parametersKeepTheirValuesAndGradients() {
        var w = Tensor.parameter(tensor(1, 2));
        var v = Tensor.parameter(3);
        w.square().sum().backward();
        var gradient = w.grad();
        assertTrue(GradCheck.of("wv", () -> w.mul(v).square(), List.of(w, v)).passed());
        assertSame(gradient, w.grad());
        assertNull(v.grad());
        assertArrayEquals(new double[]{1, 2}, w.data());
        assertFalse(GradCheck.of("w without v", () -> w.mul(v.detach()).square(), List.of(w, v)).passed());
    }

    @Test
    void anEmptyInputHasNothingWrong() {
        assertTrue(GradCheck.of("sum", xs -> xs.get(0).square().sum(), Tensors.zeros(0, 3)).passed());
    }
}
