package gradus.plot;

import static gradus.plot.Figures.contourPlot;
import static gradus.tensor.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContourPlotTest {

    private static double rosenbrock(double x, double y) {
        return (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);
    }

    /** Gradient descent with momentum over 0.5 x² + 5 y². */
    private static double[][] descent(double rate, double momentum, int steps) {
        double[][] path = new double[steps + 1][];
        double[] p = {-2.5, 1.2};
        double[] v = {0, 0};
        for (int i = 0; i <= steps; i++) {
            path[i] = p.clone();
            v = new double[] {momentum * v[0] + p[0], momentum * v[1] + 10 * p[1]};
            p = new double[] {p[0] - rate * v[0], p[1] - rate * v[1]};
        }
        return path;
    }

    @Test
    void pathsRunOverContourLines() throws IOException {
        ContourPlot plot = contourPlot("Momentum overshoots, and is there sooner", (x, y) -> 0.5 * x * x + 5 * y * y, -3, 3, -2, 2)
                .trajectory("η = 0.02", descent(0.02, 0, 40)).trajectory("η = 0.19", descent(0.19, 0, 40))
                .trajectory("momentum 0.8", descent(0.02, 0.8, 40)).point("minimum", 0, 0).xLabel("w₁").yLabel("w₂");
        Gallery.check("contour", plot, Look.VERMILION, Color.BLACK, Look.color(2));
        double[] end = descent(0.02, 0, 40)[40];
        assertEquals("Momentum overshoots, and is there sooner. Contour plot over w₁ from -3 to 3 and w₂ from -2 to 2: lowest"
                + " 0 at (0, 0), highest 24.5 at (-3, -2); contour lines at 5, 10, 15, 20;"
                + " minimum at (0, 0), value 0; η = 0.02 runs from (-2.5, 1.2) to (" + Words.text(end[0]) + ", "
                + Words.text(end[1]) + ") in 40 steps, 10.32 → " + Words.text(0.5 * end[0] * end[0] + 5 * end[1] * end[1])
                + ";", plot.alt().substring(0, plot.alt().indexOf(" η = 0.19")));
    }

    @Test
    void logarithmicLevelsShowAValley() throws IOException {
        double[][] path = new double[2001][];
        double[] p = {-1.5, 1};
        for (int i = 0; i < path.length; i++) {
            path[i] = p.clone();
            double dx = -2 * (1 - p[0]) - 400 * p[0] * (p[1] - p[0] * p[0]);
            double dy = 200 * (p[1] - p[0] * p[0]);
            p = new double[] {p[0] - 0.001 * dx, p[1] - 0.001 * dy};
        }
        ContourPlot plot = contourPlot("Down is quick, along the valley takes long", ContourPlotTest::rosenbrock, -2, 2, -1, 3)
                .logLevels().trajectory("gradient descent", tensor(path)).point("minimum", 1, 1);
        Gallery.check("contour-log", plot, Look.VERMILION);
        assertTrue(plot.alt().contains("lowest 0 at (1, 1), highest 2509 at (-2, -1); contour lines at 1, 10, 100, 1000;"), plot.alt());
        assertTrue(plot.alt().contains("; minimum at (1, 1), value 0; gradient descent runs from"
                + " (-1.5, 1) to "), plot.alt());
    }

    @Test
    void aSaddleHasLinesThatMeetAndAPathMayLeave() throws IOException {
        double[][] away = {{-1, 0.1}, {-0.5, 0.2}, {0, 0.6}, {0.1, 1.7}, {0.1, 5}, {0.1, Double.NaN}, {3, 3}};
        ContourPlot plot = contourPlot("The saddle lets go at last", (x, y) -> x * x - y * y, -1.5, 1.5, -1.5, 1.5)
                .trajectory("", away);
        Gallery.check("contour-saddle", plot, Look.VERMILION);
        assertTrue(plot.alt().endsWith("the path runs from (-1, 0.1) to (0.1, 5) in 4 steps, 0.99 → -24.99, and is not finite"
                + " from step 5 on, and leaves the plane shown at step 3."), plot.alt());
        assertTrue(plot.trajectory("", new double[][] {{7, 7}, {1e300, -1e300}}).alt().contains("outside the plane shown"));
        assertTrue(plot.trajectory("", new double[][] {{1, 1}, {1e300, 1e300}, {0, 0}}).image().getWidth() <= 900 * Figure.SCALE);
    }

    @Test
    void placesThatAreNotFiniteAreGreyAndCounted() throws IOException {
        ContourPlot plot = contourPlot("The logarithm ends at zero", (x, y) -> Math.log(x) + y, -1, 3, 0, 1).xLabel("x");
        Gallery.check("contour-gap", plot, Look.FRAME);
        assertTrue(plot.alt().endsWith("not finite at 25.6 % of the places."), plot.alt());
    }

    @Test
    void levelsAreRoundAndInside() {
        assertEquals(List.of(-1.0, -0.5, 0.0, 0.5, 1.0, 1.5), Levels.linear(new double[][] {{-1.4, 1.9}, {0, 0.3}}).values());
        assertEquals(List.of(), Levels.linear(new double[][] {{3, 3}}).values());
        assertEquals(List.of(0.2, 0.5, 1.0, 2.0, 5.0), Levels.logarithmic(new double[][] {{0.1, 10}, {0, 1}}).values());
        Levels wide = Levels.logarithmic(new double[][] {{1e-20, 2e7}});
        assertEquals(List.of(100.0, 1000.0, 1e4, 1e5, 1e6, 1e7), wide.values());
        assertEquals("10⁵", wide.text(1e5));
        assertEquals("1000", wide.text(1000));
        assertEquals(wide.rgb(0), Color.WHITE.getRGB());
        assertEquals(Look.FRAME.getRGB(), wide.rgb(Double.NaN));
        assertEquals(wide.rgb(5), wide.rgb(0));
    }

    @Test
    void valuesOnTheDarkestPlaceCanBeRead() {
        Color darkest = new Color(Levels.linear(new double[][] {{0, 1}}).rgb(1));
        assertTrue(Look.contrast(Look.INK, darkest) >= 4.5, "" + Look.contrast(Look.INK, darkest));
    }

    @Test
    void constantAndExtremeFunctionsAreDrawn() {
        assertTrue(contourPlot("t", (x, y) -> 2, 0, 1, 0, 1).alt().endsWith(": 2 everywhere."));
        for (double scale : new double[] {0, 1e-300, 1e300}) {
            ContourPlot plot = contourPlot("t", (x, y) -> scale * (x + y), 0, 1, 0, 500);
            assertTrue(plot.image().getWidth() <= 900 * Figure.SCALE);
        }
        assertTrue(contourPlot("t", (x, y) -> 5, 0, 1, 0, 1).logLevels().image().getWidth() <= 900 * Figure.SCALE);
    }

    @Test
    void errorsNameTheNumbers() {
        ContourPlot plot = contourPlot("t", (x, y) -> x - 1, 0, 2, -1, 1);
        assertEquals("contourPlot: y is 1 to NaN, it should run from a smaller to a larger number",
                message(() -> contourPlot("t", (x, y) -> x, 0, 1, 1, Double.NaN)));
        assertEquals("contourPlot: the function is not finite anywhere, its first value is NaN",
                message(() -> contourPlot("t", (x, y) -> Math.log(-1 - x), 0, 1, 0, 1)));
        assertEquals("contourPlot: logLevels needs values from 0 up, but they run from -1 at (0, -1) to 1; leave logLevels()"
                + " out, or subtract the lowest value", message(plot::logLevels));
        assertEquals("contourPlot: trajectory \"a\" has no points", message(() -> plot.trajectory("a", new double[0][])));
        assertEquals("contourPlot: point 1 of trajectory \"a\" has 3 numbers, it should be (x, y)",
                message(() -> plot.trajectory("a", new double[][] {{1, 2}, {1, 2, 3}})));
        assertEquals("contourPlot: trajectory \"a\" starts at (NaN, 0), which is not finite",
                message(() -> plot.trajectory("a", new double[][] {{Double.NaN, 0}})));
        assertEquals("contourPlot: trajectory \"a\" has shape (3), it should be a matrix (n, 2)",
                message(() -> plot.trajectory("a", tensor(1, 2, 3))));
        assertEquals("contourPlot: point \"p\" at (3, 0) lies outside the plane, x 0 to 2, y -1 to 1",
                message(() -> plot.point("p", 3, 0)));
        ContourPlot full = plot;
        for (int i = 0; i < 10; i++) full = full.trajectory("p", new double[][] {{1, 0}});
        ContourPlot ten = full;
        assertEquals("contourPlot: more than 10 paths cannot be told apart; draw some of them in a second figure",
                message(() -> ten.trajectory("q", new double[][] {{1, 0}})));
    }

    private static String message(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
