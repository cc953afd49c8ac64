package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;

/** XChart draws, and is never given what it cannot take. */
class DrawingTest {

    /** The files that paint themselves, and why. */
    private static final Map<String, String> PAINT = new TreeMap<>(Map.of(
            "Figure", "the page: ground, title, and parts put side by side",
            "SideBySide", "titles of the parts",
            "Chart", "images under a chart, and words that XChart's annotations cannot write: turned, hemmed, in several inks",
            "Ends", "names at the ends of lines, which XChart's legend cannot place",
            "Look", "markers, which XChart asks for, and texts",
            "GraphPicture", "graphs, of which XChart has no chart",
            "NetDrawing", "nets of circles and lines, of which XChart has none either",
            "NetKey", "what their colours and widths mean"));

    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/gradus/plot"))) {
            Map<String, String> sources = new TreeMap<>();
            for (Path file : files.toList()) sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            return sources;
        }
    }

    private static Set<String> with(String text) throws IOException {
        return sources().entrySet().stream().filter(file -> file.getValue().contains(text)).map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void onlyTheseFilesPaintThemselves() throws IOException {
        assertEquals(PAINT.keySet(), with("Graphics2D"), PAINT::toString);
        assertEquals(Set.of("Look"), with("new XYChart("), "all charts have the settings of Look");
        assertEquals(Set.of("Chart"), with("Look.chart("), "and the bounds that Chart gives them");
    }

    @Test
    void noLabelIsLongerThanXChartCanTake() {
        Rng rng = new Rng(3);
        for (int trial = 0; trial < 3000; trial++) {
            double size = Math.pow(10, rng.uniform(-290, 290));
            double from = (rng.uniform() < 0.5 ? -1 : 1) * size;
            double[] values = {from, from + size * Math.pow(10, rng.uniform(-16, 1))};
            for (Axis axis : List.of(Axis.linear(6, values), Axis.filled(8, values), Axis.logarithmic(7, new double[] {size, 2 * size}))) {
                for (double tick = Math.ceil(axis.low()); tick <= axis.high(); tick++) {
                    String label = axis.written(tick);
                    assertTrue(label.length() <= 20 && !label.isBlank(), values[0] + " to " + values[1] + ": \"" + label + "\"");
                }
                assertTrue(axis.written(axis.low() - 1).isBlank() && axis.written(axis.high() + 1).isBlank());
                assertTrue(!axis.written(axis.low() - 1).equals(axis.written(axis.high() + 1)), "with equal ends XChart draws no ticks");
            }
        }
    }

    @Test
    void boundsAreSetAndInfinitiesAreGaps() {
        double[] x = {0, 1, Double.NaN, 3, Double.NEGATIVE_INFINITY, 5};
        double[] y = {0, Double.POSITIVE_INFINITY, 2, 3, 4, Double.MAX_VALUE};
        Chart chart = new Chart(Axis.filled(6, new double[] {0, 5}), Axis.linear(6, new double[] {0, 5}), "x", "y", 400, 300);
        chart.line(chart.place(x, y), Look.BLUE, Look.stroke(0));
        chart.line(chart.place(x, y), Look.BLUE, Look.stroke(1));
        chart.dots(chart.place(x, y), Look.marker(0, Look.BLUE, null, 4));
        XYStyler styler = chart.xchart().getStyler();
        for (Double bound : new Double[] {styler.getXAxisMin(), styler.getXAxisMax(), styler.getYAxisMin(), styler.getYAxisMax()}) {
            assertNotNull(bound);
        }
        for (XYSeries series : chart.xchart().getSeriesCollection()) {
            for (double[] values : List.of(series.getXData(), series.getYData())) {
                for (double v : values) assertTrue(!Double.isInfinite(v) && !(Math.abs(v) > 1e6), series.getName() + ": " + v);
            }
        }
    }

    /** Whoever reads positions from the chart checks two known points. */
    @Test
    void theBoxIsWhereXChartDraws() {
        for (double span : new double[] {0.5, 1, 2, 3, 10, 40}) {
            for (int[] size : new int[][] {{760, 400}, {300, 260}, {900, 260}, {260, 500}}) {
                Chart chart = new Chart(Axis.filled(6, new double[] {1, 1 + span}), Axis.filled(6, new double[] {2, 2 + span}), "", "", size[0], size[1]);
                double width = chart.px(1 + span) - chart.px(1);
                double height = chart.py(2) - chart.py(2 + span);
                assertTrue(width > 0.6 * size[0] && width < size[0], width + " of " + size[0]);
                assertTrue(height > 0.6 * size[1] && height < size[1], height + " of " + size[1]);
            }
        }
    }
}
