package gradus.plot;

import static gradus.tensor.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.nn.Layer;
import gradus.nn.Layers;
import gradus.tensor.Tensor;
import gradus.train.Histories;
import gradus.train.History;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Values and spans at the ends of the double range: every figure draws them, or says in its own words that it does not. */
class ExtremesTest {

    private static final double MAX = Double.MAX_VALUE;
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double MIN = Double.MIN_VALUE;
    private static final double[][] PAIRS = {{-MAX, MAX}, {-1e308, 1e308}, {0, MAX}, {1, MAX}, {0.9 * MAX, MAX}, {0, MIN}, {-MIN, MIN},
            {MIN, 2 * MIN}, {MAX, MAX}, {MIN, MIN}};

    private static final double[][] CORNERS = {{0, 0}, {1, 1}};

    /** Two scores that lie apart along x. */
    private static Layer net(double bias) {
        return Layers.dense(2, 2).weights(tensor(new double[][] {{-1, 1}, {0, 0}}), tensor(bias, bias));
    }

    /** Two scores, which are a and b at one corner. */
    private static Layer scores(double a, double b) {
        return Layers.dense(2, 2).weights(tensor(new double[][] {{b, a}, {0, 0}}), tensor(a, b));
    }

    /** One score from a on the left to b on the right. */
    private static Layer score(double a, double b) {
        return Layers.dense(2, 1).weights(tensor(new double[][] {{b}, {0}}), tensor(new double[] {a}));
    }

    private static Layer gradients(double a, double b) {
        Layer net = Layers.sequential(Layers.dense(1, 1), Layers.dense(1, 1));
        net.parameters().get(0).setGrad(tensor(new double[][] {{a}}));
        net.parameters().get(2).setGrad(tensor(new double[][] {{b}}));
        return net;
    }

    private static History history(Map<String, double[]> measures) {
        return Histories.of(9, "", measures);
    }

    private static Tensor backward(Tensor y) {
        y.backward();
        return y;
    }

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
        figures.put("decisionPlot points", () -> Figures.decisionPlot("t", net(0), tensor(matrix), tensor(0, 1)));
        figures.put("decisionPlot range", () -> Figures.decisionPlot("t", net(0), tensor(CORNERS), tensor(0, 1)).range(a, b, 0, 1));
        figures.put("decisionPlot scores", () -> Figures.decisionPlot("t", scores(a, b), tensor(CORNERS), tensor(0, 1)));
        figures.put("decisionPlot margins", () -> Figures.decisionPlot("t", scores(a, b), tensor(CORNERS), tensor(0, 1)).margins());
        figures.put("decisionPlot one output", () -> Figures.decisionPlot("t", score(a, b), tensor(CORNERS), tensor(0, 1)).gap());
        figures.put("gradientFlow", () -> Figures.gradientFlow("t", gradients(a, b)));
        figures.put("imageGrid", () -> Figures.imageGrid("t", tensor(matrix).reshape(2, 1, 2), 1, 2));
        figures.put("imageGrid signed", () -> Figures.imageGrid("t", tensor(matrix).reshape(2, 1, 2), 1, 2).signed());
        figures.put("plot history", () -> Figures.plot(history(Map.of("loss", ab))));
        figures.put("plot history validation", () -> Figures.plot(history(Map.of("loss", ordinary, "validation loss", ab))));
        figures.put("plot history squashed", () -> Figures.plot(history(Map.of("loss", new double[] {b, a, a, a}, "accuracy", new double[] {a, b, b, b}))));
        figures.put("plot range test", () -> Figures.plot(Histories.curve(List.of(1e-3, 1e-2, 1e-1), List.of(b, a, b))));
        figures.put("graph", () -> Figures.graph(backward(Tensor.parameter(tensor(ab)).max())));
        figures.put("network", () -> Figures.network(scores(a, b)));
        figures.put("network input", () -> Figures.network(net(0)).input(tensor(ab)));
        figures.put("sideBySide", () -> Figures.sideBySide("t", Figures.linePlot("t", ab), Figures.linePlot("t", ordinary)));
        figures.put("sideBySide sharedY", () -> Figures.sideBySide("t", Figures.linePlot("t", ab), Figures.linePlot("t", ordinary)).sharedY());
        figures.put("linePlot logY", () -> Figures.linePlot("t", ab).logY());
        figures.put("linePlot logX", () -> Figures.linePlot("t", ab, ordinary).logX());
        figures.put("linePlot logY range", () -> Figures.linePlot("t", new double[] {1, 2}).logY().yRange(a, b));
        figures.put("linePlot logX range", () -> Figures.linePlot("t", new double[] {1, 2}, ordinary).logX().xRange(a, b));
        figures.put("linePlot spread", () -> Figures.linePlot("t").spread("s", matrix));
        figures.put("linePlot line", () -> Figures.linePlot("t", ordinary).line(a, "l").line(b, "m"));
        figures.put("linePlot verticalLine", () -> Figures.linePlot("t", ordinary).verticalLine(a, "l").verticalLine(b, "m"));
        figures.put("linePlot mark", () -> Figures.linePlot("t", ordinary).mark(a, b, "m"));
        figures.put("linePlot band", () -> Figures.linePlot("t", ordinary).band(a, b, "m"));
        figures.put("linePlot verticalBand", () -> Figures.linePlot("t", ordinary).verticalBand(a, b, "m"));
        figures.put("linePlot bracket", () -> Figures.linePlot("t", ordinary).bracket(0.5, a, b, "m"));
        figures.put("linePlot slope", () -> Figures.linePlot("t", new double[] {1, 2}, new double[] {1, 2}).logX().logY().slope(a, b, 1, 2, "m"));
        figures.put("linePlot slope y", () -> Figures.linePlot("t", new double[] {1, 2}, new double[] {1, 2}).logX().logY().slope(1, 2, b, 2, "m"));
        figures.put("stripPlot logY", () -> Figures.stripPlot("t", List.of("a", "b"), matrix).logY());
        figures.put("stripPlot box", () -> Figures.stripPlot("t", List.of("a", "b"), matrix).box());
        figures.put("stripPlot differences", () -> Figures.stripPlot("t", List.of("a", "b"), matrix).differences());
        figures.put("stripPlot percent", () -> Figures.stripPlot("t", List.of("a", "b"), matrix).percent());
        figures.put("barPlot series", () -> Figures.barPlot("t", List.of("a", "b"), ab).name("n").series("s", ordinary).labels(true));
        figures.put("barPlot labels", () -> Figures.barPlot("t", List.of("a", "b"), ab).labels(true));
        figures.put("histogram bins", () -> Figures.histogram("t", ab).bins(7));
        figures.put("histogramStrip shared", () -> Figures.histogramStrip("t", List.of("a", "b"), List.of(tensor(ab), tensor(0, 1))).sharedAxis());
        figures.put("histogramStrip line", () -> Figures.histogramStrip("t", List.of("a"), List.of(tensor(0, 1))).line(a, "l").line(b, "m"));
        figures.put("scatter classes", () -> Figures.scatter("t", ab, ordinary, new int[] {0, 1}));
        figures.put("contourPlot logLevels", () -> Figures.contourPlot("t", (x, y) -> x < 0.5 ? a : b, 0, 1, 0, 1).logLevels());
        figures.put("contourPlot trajectory",
                () -> Figures.contourPlot("t", (x, y) -> x, 0, 1, 0, 1).trajectory("s", new double[][] {{0.5, 0.5}, ab}));
        figures.put("parallelCoordinates log",
                () -> Figures.parallelCoordinates("t", List.of("a", "b"), matrix, ordinary).log("a"));
        figures.put("withDerivative", () -> Figures.withDerivative("t", 0, 1, x -> x.mul(b).add(a)));
        figures.put("withDerivative x", () -> Figures.withDerivative("t", a, b, x -> x));
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
                    String own = "(?i)(axis|linePlot|functionPlot|" + figure.getKey().replaceAll(" .*", "") + "): (.*(power of ten|smaller to a"
                            + " larger number|take mark for a point|begin it at another y|, or make them NaN)|nothing of \"f\" lies in"
                            + " yRange .*)";
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

    /** The bar of shades below images: its middle is white, its ends are the two hues. */
    @Test
    void aScaleOfTwoSignsHasAllItsShades() {
        for (double size : new double[] {1, MAX}) {
            var image = Figures.imageGrid("", tensor(-size, size).reshape(2, 1, 1), 1, 2).image();
            long colours = IntStream.range(0, image.getWidth() * image.getHeight())
                    .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth())).distinct().count();
            assertTrue(colours > 100, colours + " colours of " + size);
        }
    }

    @Test
    void theMedianOfTheSmallestIsTheSmallest() {
        assertEquals(MIN, Quantiles.median(new double[] {MIN, MIN}));
        assertEquals(MAX, Quantiles.median(new double[] {MAX, MAX}));
        assertTrue(Figures.stripPlot("t", List.of("a"), new double[][] {{MIN, MIN}}).alt().contains("a median 4.941e-324 "));
    }

    /** A net that diverged: its scores are infinite, but the boundary lies where it lay. */
    @Test
    void infiniteScoresAreSureAndHaveABoundary() {
        var scores = new ClassScores(new double[][] {{-INFINITY, INFINITY, INFINITY, MAX}, {INFINITY, -INFINITY, INFINITY, -MAX}},
                false, false);
        double[] sure = IntStream.range(0, 4).mapToDouble(i -> scores.surest(scores.at(i))).toArray();
        assertArrayEquals(new double[] {1, 1, 0.5, 1}, sure);
        assertArrayEquals(new double[] {INFINITY, INFINITY, 0, INFINITY},
                IntStream.range(0, 4).mapToDouble(i -> scores.gap(scores.at(i))).toArray());
        double[] lead = scores.lead(1);
        assertEquals(List.of(1, 1), MarchingSquares.lines(new double[][] {{lead[0], lead[1]}, {lead[0], lead[1]}}, 0).stream()
                .flatMap(Arrays::stream).map(p -> (int) Math.round(2 * p[0])).toList(), "half way");
    }

    @Test
    void whatNobodyAskedForIsNotRefused() {
        assertTrue(refusal(() -> Figures.plot(Histories.curve(List.of(1e-3, 1e-2, 1e-1), List.of(0.9 * MAX, 1.0, MAX))))
                .startsWith("axis: the values run from 1 to 1.798e308; "), "yRange was not called");
        assertTrue(refusal(() -> Figures.stripPlot("t", List.of("a"), new double[][] {{0.5, MAX}}).percent())
                .startsWith("stripPlot: percent() writes shares, and 1.798e308 is none; "));
        assertTrue(refusal(() -> Figures.linePlot("t", new double[] {1, 2}).logY().slope(0, 1, 1e300, 9, "m"))
                .endsWith("slope \"m\" from y = 1e300 at x = 0 reaches y = ∞ at x = 1; begin it at another y"));
    }

    private static String refusal(Supplier<Figure> figure) {
        return assertThrows(IllegalArgumentException.class, () -> figure.get().image()).getMessage();
    }
}
