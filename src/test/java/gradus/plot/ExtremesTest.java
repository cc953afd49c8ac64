package gradus.plot;

import static gradus.tensor.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Values and spans at the ends of the double range: every figure draws them, or says in its own words that it does not. */
class ExtremesTest {

    private static final double MAX = Double.MAX_VALUE;
    private static final double MIN = Double.MIN_VALUE;
    private static final double[][] PAIRS = {{-MAX, MAX}, {-1e308, 1e308}, {0, MAX}, {1, MAX}, {0.9 * MAX, MAX}, {0, MIN}, {-MIN, MIN},
            {MIN, 2 * MIN}, {MAX, MAX}, {MIN, MIN}};

    private static Map<String, Supplier<Figure>> figures(double a, double b) {
        double[] ab = {a, b};
        double[] ordinary = {0, 1};
        double[][] matrix = {ab, {b, a}};
        Map<String, Supplier<Figure>> figures = new LinkedHashMap<>();
        figures.put("linePlot", () -> Figures.linePlot("t", ab));
        figures.put("linePlot x", () -> Figures.linePlot("t", ab, ordinary));
        figures.put("functionPlot", () -> Figures.functionPlot("t", 0, 1).function("f", x -> x < 0.5 ? a : b));
        figures.put("functionPlot x", () -> Figures.functionPlot("t", a, b).function("f", x -> x));
        figures.put("functionPlot yRange", () -> Figures.functionPlot("t", 0, 1).yRange(a, b).function("f", x -> x));
        figures.put("histogram", () -> Figures.histogram("t", ab));
        figures.put("barPlot", () -> Figures.barPlot("t", List.of("a", "b"), ab));
        figures.put("histogramStrip", () -> Figures.histogramStrip("t", List.of("a"), List.of(tensor(ab))));
        figures.put("histogramStrip range", () -> Figures.histogramStrip("t", List.of("a"), List.of(tensor(0, 1))).range(a, b));
        figures.put("stripPlot", () -> Figures.stripPlot("t", List.of("a", "b"), matrix));
        figures.put("scatter", () -> Figures.scatter("t", ab, ab));
        figures.put("heatMap", () -> Figures.heatMap("t", matrix));
        figures.put("contourPlot", () -> Figures.contourPlot("t", (x, y) -> x < 0.5 ? a : b, 0, 1, 0, 1));
        figures.put("contourPlot x", () -> Figures.contourPlot("t", (x, y) -> y, a, b, 0, 1));
        figures.put("contourPlot y", () -> Figures.contourPlot("t", (x, y) -> x, 0, 1, a, b));
        figures.put("simplexPlot", () -> Figures.simplexPlot("t", p -> p[0] < 0.5 ? a : b));
        figures.put("parallelCoordinates", () -> Figures.parallelCoordinates("t", List.of("a", "b"), matrix, ordinary));
        figures.put("parallelCoordinates score",
                () -> Figures.parallelCoordinates("t", List.of("a", "b"), new double[][] {{0, 1}, {1, 0}}, ab));
        return figures;
    }

    @Test
    void areDrawnOrRefusedInOurWords() {
        Map<String, String> wrong = new TreeMap<>();
        for (double[] pair : PAIRS) {
            for (var figure : figures(pair[0], pair[1]).entrySet()) {
                String what = figure.getKey() + " of " + pair[0] + ", " + pair[1];
                try {
                    Figure drawn = figure.getValue().get();
                    String alt = drawn.alt();
                    drawn.image();
                    if (alt.contains("NaN") || alt.contains("Infinity") || alt.contains("∞")) wrong.put(what, alt);
                } catch (IllegalArgumentException e) {
                    String own = "(axis|" + figure.getKey().replaceAll(" .*", "") + "): (.*(power of ten|smaller to a larger number)|nothing of \"f\" lies in yRange .*)";
                    if (!e.getMessage().matches(own)) wrong.put(what, e.getMessage());
                } catch (RuntimeException e) {
                    wrong.put(what, e + " at " + e.getStackTrace()[0]);
                }
            }
        }
        assertEquals("", String.join("\n", wrong.entrySet().stream().map(Object::toString).toList()));
    }

    @Test
    void aOneBesideTheLargestIsNoZero() {
        String alt = Figures.contourPlot("t", (x, y) -> x < 0.5 ? 1 : MAX, 0, 1, 0, 1).alt();
        assertTrue(alt.contains(": lowest 1 at (0, 0), highest 1.798e308 at "), alt);
        String simplex = Figures.simplexPlot("t", p -> p[0] < 0.5 ? 1 : MAX).alt();
        assertTrue(simplex.contains(": lowest 1 at "), simplex);
        String rounding = Figures.contourPlot("t", (x, y) -> 25 * x + 1e-17, 0, 1, 0, 1).alt();
        assertTrue(rounding.contains(": lowest 0 at "), rounding);
        String from = Figures.contourPlot("t", (x, y) -> Math.log(x), 1, 1e100, 0, 1e100).alt();
        assertTrue(from.contains(": lowest 0 at (1, 0)"), from);
    }
}
