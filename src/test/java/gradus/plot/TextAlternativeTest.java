package gradus.plot;

import static gradus.init.Initializers.xavierNormal;
import static gradus.plot.Figures.barPlot;
import static gradus.plot.Figures.contourPlot;
import static gradus.plot.Figures.decisionPlot;
import static gradus.plot.Figures.functionPlot;
import static gradus.plot.Figures.gradientFlow;
import static gradus.plot.Figures.graph;
import static gradus.plot.Figures.heatMap;
import static gradus.plot.Figures.histogram;
import static gradus.plot.Figures.histogramStrip;
import static gradus.plot.Figures.imageGrid;
import static gradus.plot.Figures.linePlot;
import static gradus.plot.Figures.network;
import static gradus.plot.Figures.parallelCoordinates;
import static gradus.plot.Figures.plot;
import static gradus.plot.Figures.scatter;
import static gradus.plot.Figures.sideBySide;
import static gradus.plot.Figures.simplexPlot;
import static gradus.plot.Figures.stripPlot;
import static gradus.tensor.Tensor.parameter;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.nn.Layer;
import gradus.nn.Layers;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.train.Histories;
import gradus.metrics.Metrics;
import gradus.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every text alternative is short enough to be listened to, ends with a whole clause, and says what it leaves out. */
class TextAlternativeTest {

    private static final String LONG = "rate, warm; a name that goes on ";
    private static final String TITLE = "A title; of which, as it seems, nobody can say where it will end, or whether it ever will. ".repeat(8);

    private static List<String> names(int n) {
        return IntStream.range(0, n).mapToObj(i -> LONG + i).toList();
    }

    /** The most that each kind takes, with long names in which the signs stand that part clauses. */
    private static List<Figure> extremes(String title) {
        double[] y = {1.23456, 0.000123456, 2.34567};
        Tensor normal = randn(new Rng(1), 50);
        LinePlot lines = linePlot(title);
        for (int i = 0; i < 14; i++) lines = lines.line(LONG + i, y).mark(i, 1.23456, LONG + i);
        FunctionPlot functions = functionPlot(title, -1, 1);
        for (int i = 0; i < 14; i++) functions = functions.function(LONG + i, x -> Math.sin(9 * x));
        BarPlot bars = barPlot(title, names(4), new double[4]).name(LONG);
        for (int i = 1; i < 7; i++) bars = bars.series(LONG + i, new double[] {1, 2, 3, 4});
        StripPlot strips = stripPlot(title, names(9), new double[9][3]).name(LONG).series("b, c", new double[9][3]).paired();
        HistogramStrip histograms = histogramStrip(title, names(10));
        for (int i = 0; i < 6; i++) histograms = histograms.row(LONG + i, Collections.nCopies(10, normal)).line(1, LONG);
        Map<String, double[]> measures = new LinkedHashMap<>();
        for (int i = 0; i < 8; i++) measures.put(LONG + i, y);
        int[] labels = IntStream.range(0, 14).toArray();
        ContourPlot paths = contourPlot(title, (a, b) -> a * a + b, -1, 1, -1, 1);
        for (int i = 0; i < 8; i++) paths = paths.trajectory(LONG + i, new double[][] {{0.1, 0.2}, {0.3, 0.4}});
        SimplexPlot simplex = simplexPlot(title, p -> p[0]);
        for (int i = 0; i < 12; i++) simplex = simplex.point(LONG + i, 1, 0, 0);
        Tensor x = tensor(IntStream.range(0, 28).asDoubleStream().toArray()).reshape(14, 2);
        Tensor classes = tensor(IntStream.range(0, 14).asDoubleStream().toArray());
        Layer deep = deep(30);
        deep.forward(zeros(1, 4)).sum().backward();
        Tensor sum = parameter(tensor(1, 2));
        for (int i = 0; i < 60; i++) sum = sum.mul(1.01).tanh();
        List<Figure> all = new ArrayList<>(List.of(lines, functions, bars, strips, histograms, plot(Histories.of(9, LONG.repeat(3) + ".", measures)).title(title),
                histogram(title, normal), scatter(title, new double[14], new double[14], labels).classNames(names(14)),
                heatMap(title, new double[6][9]).rowNames(names(6)).columnNames(names(9)), paths, simplex,
                decisionPlot(title, Layers.sequential(Layers.dense(2, 14)).initialize(xavierNormal(), new Rng(1)), x, classes).classNames(names(14)).range(-1, 1, -1, 1),
                gradientFlow(title, deep), graph(sum.sum()).title(title), network(deep).title(title),
                imageGrid(title, zeros(60, 4, 4), 6, 10).captions(names(60)),
                parallelCoordinates(title, names(9), new double[][] {new double[9], {1, 2, 3, 4, 5, 6, 7, 8, 9}}, new double[] {1, 2})));
        all.add(sideBySide(title, all.get(0), all.get(3), all.get(4), all.get(6)));
        return all;
    }

    static Stream<Figure> figures() {
        return Stream.of(extremes("t").stream(), extremes(TITLE).stream(), GalleryTest.entries().stream().map(GalleryEntry::figure)).flatMap(f -> f);
    }

    @ParameterizedTest
    @MethodSource("figures")
    void isUnderSixHundredCharacters(Figure figure) {
        String alt = figure.alt();
        assertTrue(alt.length() < 600, alt.length() + ": " + alt);
        assertTrue(alt.matches("(?s).*[.…”]"), alt);
        assertEquals(alt.chars().filter(c -> c == '“').count(), alt.chars().filter(c -> c == '”').count(), alt);
    }

    /** The words with which the numbers of each kind begin; every kind of figure stands here. */
    private static final Map<String, String> KINDS = Map.ofEntries(entry("LinePlot", "Line plot of loss over"), entry("FunctionPlot", "Function plot over"),
            entry("HistoryPlot", "Training history over"), entry("GradientFlow", "Norms of gradients in"), entry("BarPlot", "Bar plot of accuracy,"),
            entry("StripPlot", "Strip plot of accuracy"), entry("Histogram", "Histogram of"), entry("HistogramStrip", "30 histograms in 3 rows"),
            entry("ScatterPlot", "Scatter plot of 150 points"), entry("HeatMap", "Heat map of 6 × 9 values"), entry("ContourPlot", "Contour plot over"),
            entry("DecisionPlot", "Decision plot of 120 points"), entry("SimplexPlot", "Function of three probabilities"),
            entry("ParallelCoordinates", "Parallel coordinates of 22 trials"), entry("ImageGrid", "16 images of 8 × 8 pixels"),
            entry("GraphPicture", "Graph of a computation, inputs first"), entry("NetworkPicture", "Net drawn as circles and lines"),
            entry("SideBySide", "2 figures. Figure 1: η = 0.01. Line plot of loss"));
    /** Of each kind one that the gallery shows. */
    private static final Set<String> SHOWN = Set.of("spread", "function", "history", "gradient-flow", "bar", "strip", "histogram", "histogram-strip",
            "scatter", "heat-map", "contour", "decision", "simplex", "parallel", "image-grid", "graph", "network", "side-by-side");

    static Stream<Figure> kinds() {
        return GalleryTest.entries().stream().filter(entry -> SHOWN.contains(entry.file())).map(GalleryEntry::figure);
    }

    private static Figure titled(Figure figure, String title) {
        return Figure.with(figure, copy -> copy.title = title);
    }

    @Test
    void everyKindIsInTheTable() throws IOException {
        Set<String> kinds = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/java/gradus/plot"))) {
            for (Path file : files.toList()) {
                if (Files.readString(file).contains("public final class") && Files.readString(file).matches("(?s).* extends (Chart)?Figure\\b.*")) {
                    kinds.add(file.getFileName().toString().replace(".java", ""));
                }
            }
        }
        assertEquals(kinds, new TreeSet<>(KINDS.keySet()));
        assertEquals(kinds, kinds().map(figure -> figure.getClass().getSimpleName()).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** First the sentence that says what is seen, whatever sign it ends with, then the kind and its numbers. */
    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsSeenComesFirstAndNumbersAfterIt(Figure figure) {
        String kind = KINDS.get(figure.getClass().getSimpleName());
        for (String title : List.of("The second is better", "Is the second better?", "The second is better.", "The second is better!", "The second …")) {
            String sentence = title.matches(".*[.?!…]") ? title : title + ".";
            String alt = titled(figure, title).alt();
            assertTrue(alt.startsWith(sentence + " " + kind), alt);
            assertTrue(alt.substring(sentence.length()).matches("(?s).*\\d.*"), "no number: " + alt);
        }
        String without = titled(figure, "").alt();
        assertTrue(without.startsWith(kind), without);
        // what a longer title leaves room for is the same
        assertEquals("The second is better. " + without, titled(figure, "The second is better").alt());
    }

    /** Figures that compute their titles say what the data show, with its numbers, not what is drawn. */
    @Test
    void computedTitlesSayWhatTheDataShow() {
        Map<String, double[]> measures = new LinkedHashMap<>();
        measures.put("loss", new double[] {3, 2, 1});
        Tensor a = parameter(3).named("a");
        Tensor square = a.square().named("y");
        square.backward();
        Layer net = Layers.sequential(Layers.dense(2, 3), Layers.dense(3, 1)).initialize(xavierNormal(), new Rng(1));
        Map<Figure, String> expected = Map.of(plot(Histories.of(3, "", measures)), "Training loss falls to the end, to 1. Training history",
                graph(square), "y is 9; its gradient is 6 for a. Graph of", network(net), "2 inputs, 3 hidden units, 1 output: 9 weights and 4 biases. Net drawn",
                plot(Metrics.confusionMatrix(Tensors.oneHot(tensor(0, 1, 1), 2), tensor(0, 1, 0))), "66.7 % right; the most frequent mistake is 0 taken for 1. Heat map");
        expected.forEach((figure, words) -> assertTrue(figure.alt().startsWith(words), figure.alt()));
    }

    @Test
    void whatIsLeftOutIsCounted() {
        List<String> clauses = IntStream.range(0, 100).mapToObj(i -> "clause " + i + ", so").toList();
        String cut = Clauses.within(100, "a; b", "a; b. " + String.join("; ", clauses) + ".");
        assertEquals("a; b. clause 0, so; clause 1, so; clause 2, so; clause 3, so; clause 4, so; and 95 more.", cut);
        // in one long clause its items count
        assertEquals("t. 3, 14, 15, and 3 more; and 1 more.", Clauses.within(40, "t", "t. 3, 14, 15, 92, 65, 358979323846264338; last."));
        assertEquals("t. (1, 2), “3; 4”, and 1 more.", Clauses.within(30, "t", "t. (1, 2), “3; 4”, 5678901234567."));
        assertEquals("No clause at…", Clauses.within(14, "t", "No clause at all"));
        assertEquals("Short.", Clauses.within(14, "t", "Short."));
    }

    @Test
    void aNameWithACommaStaysWhole() {
        String alt = linePlot("t").line("SGD, warm", new double[] {2, 1}).line("Adam", new double[] {2, 1}).xLabel("epoch").alt();
        assertEquals("t. Line plot over epoch: “SGD, warm” falls 2 → 1; Adam falls 2 → 1.", alt);
    }

    @Test
    void figuresBesideALongOneKeepTheirWords() {
        Figure whole = linePlot("Short", new double[] {2, 1});
        Figure bars = extremes("t").get(2);
        String alt = sideBySide("t", bars, whole).alt();
        assertTrue(alt.endsWith(" more. Figure 2: " + whole.alt()), alt);
    }

    @Test
    void whatIsMarkedIsToldBesideLongData() {
        Figure bars = ((BarPlot) extremes("t").get(2)).line(3, "chance");
        assertTrue(bars.alt().endsWith(" more. Marked: chance at y = 3."), bars.alt());
    }

    private static Layer deep(int layers) {
        List<Layer> all = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            all.add(Layers.dense(4, 4));
            all.add(Layers.tanh());
        }
        return Layers.sequential(all.toArray(Layer[]::new)).initialize(xavierNormal(), new Rng(1));
    }
}
