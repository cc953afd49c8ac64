package gradus.plot;

import static gradus.plot.Figures.barPlot;
import static gradus.plot.Figures.contourPlot;
import static gradus.plot.Figures.decisionPlot;
import static gradus.plot.Figures.functionPlot;
import static gradus.plot.Figures.gradientFlow;
import static gradus.plot.Figures.heatMap;
import static gradus.plot.Figures.histogram;
import static gradus.plot.Figures.linePlot;
import static gradus.plot.Figures.scatter;
import static gradus.plot.Figures.stripPlot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.init.Initializers;
import gradus.nn.Layer;
import gradus.nn.Layers;
import gradus.tensor.Tensors;
import gradus.train.Histories;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reference lines, points and spans lie where the numbers beside the axes say, on every kind of figure with axes. */
class NotesTest {

    private static final double[] X = {1, 2, 3, 4};

    /** A figure, a place on its axes that no data come near to, and which of its axes are logarithmic; NaN where x has names. */
    private record Case(String name, ChartFigure<?> figure, double x, double y, boolean logX, boolean logY) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        double[] y = {1, 2, 3, 8};
        List<Case> all = new ArrayList<>();
        all.add(new Case("line", linePlot("t", X, y), 2, 6, false, false));
        all.add(new Case("line, outside", linePlot("t", X, y), 6, 12, false, false));
        all.add(new Case("line, log y", linePlot("t", X, y).logY(), 2, 40, false, true));
        all.add(new Case("line, log x and y", linePlot("t", X, y).logX().logY(), 30, 0.01, true, true));
        all.add(new Case("line, ranges", linePlot("t", X, y).xRange(1, 3).yRange(0, 5), 1.5, 4, false, false));
        all.add(new Case("function", functionPlot("t", -1, 1).function("f", v -> v * v), 0.5, 3, false, false));
        Map<String, double[]> measures = new LinkedHashMap<>();
        measures.put("loss", y);
        all.add(new Case("history", Figures.plot(Histories.of(4, "", measures)).title("t"), 2, 6, false, false));
        all.add(new Case("scatter", scatter("t", X, y), 6, 5, false, false));
        all.add(new Case("histogram", histogram("t", new double[] {1, 2, 2, 3}), 6, 4, false, false));
        all.add(new Case("bar", barPlot("t", List.of("1", "2", "3"), new double[] {1, 2, 3}), 0, 6, false, false));
        all.add(new Case("strip", stripPlot("t", List.of("1", "2"), new double[][] {{1, 2}, {3}}), 0, 7, false, false));
        all.add(new Case("box, log y", stripPlot("t", List.of("1", "2"), new double[][] {{1, 2}, {3}}).box().logY(), 0, 70, false, true));
        Layer net = Layers.sequential(Layers.dense(1, 1), Layers.dense(1, 1)).initialize(Initializers.constantInit(2), null);
        net.forward(Tensors.ones(1, 1)).sum().backward();
        all.add(new Case("gradient flow", gradientFlow("t", net), 0, 1000, false, true));
        all.add(new Case("contour", contourPlot("t", (a, b) -> 1, -1, 1, -1, 1), 0.5, 0.6, false, false));
        all.add(new Case("decision", decisionPlot("t", p -> p.slice(1, 0, 1).mul(0).sub(1), Tensors.tensor(new double[][] {{0, 0}, {1, 1}}),
                Tensors.tensor(0, 0)), 0.25, 0.7, false, false));
        return all.stream();
    }

    private static boolean hasGroups(Case c) {
        return c.name.startsWith("bar") || c.name.startsWith("strip") || c.name.startsWith("box") || c.name.startsWith("gradient");
    }

    /** Where the picture has changed, in pixels of columns and rows: from left, top to right, bottom. */
    private static int[] changed(BufferedImage a, BufferedImage b) {
        assertEquals(a.getWidth() + " " + a.getHeight(), b.getWidth() + " " + b.getHeight());
        int[] box = {a.getWidth(), a.getHeight(), 0, 0};
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                if (a.getRGB(x, y) == b.getRGB(x, y)) continue;
                box[0] = Math.min(box[0], x);
                box[1] = Math.min(box[1], y);
                box[2] = Math.max(box[2], x + 1);
                box[3] = Math.max(box[3], y + 1);
            }
        }
        return box;
    }

    /** The axes of both pictures are the same: an invisible band keeps the place that the note needs. */
    private static ChartFigure<?> room(Case c) {
        return hasGroups(c) ? c.figure.line(c.y, "") : c.figure.mark(c.x, c.y, "");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void linesAndMarks(Case c) throws IOException {
        ChartFigure<?> room = room(c);
        ReadAxes axes = ReadAxes.of(room);
        double row = axes.y(c.y, c.logY);
        double column = hasGroups(c) ? axes.x(c.x + 1, false) : axes.x(c.x, c.logX);
        if (c.name.startsWith("gradient")) column = axes.x(0, false);

        // beside the line, the mark's own pixels are the same in both pictures
        int[] line = changed(room.image(), room.line(c.y, "").verticalLine(c.x, "").image());
        assertTrue(line[2] - line[0] > 0, "nothing is drawn");
        int[] across = changed(c.figure.band(c.y, c.y * 1.0001, "").image(), c.figure.band(c.y, c.y * 1.0001, "").line(c.y, "").image());
        assertEquals(row, (across[1] + across[3]) / 2.0, axes.tolerance(), "line across");
        assertTrue(across[2] - across[0] > 0.9 * axes.plot().width, "it runs from side to side");
        if (!hasGroups(c)) {
            double end = c.x + 0.0001;
            int[] down = changed(c.figure.verticalBand(c.x, end, "").image(), c.figure.verticalBand(c.x, end, "").verticalLine(c.x, "").image());
            assertEquals(column, (down[0] + down[2]) / 2.0, axes.tolerance(), "line down");
        }
        int[] mark = changed(c.figure.line(c.y, "").verticalLine(c.x, "").image(),
                c.figure.line(c.y, "").verticalLine(c.x, "").mark(c.x, c.y, "").image());
        assertEquals(row, (mark[1] + mark[3]) / 2.0, axes.tolerance(), "mark, y");
        assertEquals(column, (mark[0] + mark[2]) / 2.0, axes.tolerance(), "mark, x");
        Gallery.check("notes-" + c.name.replaceAll("\\W+", "-"), c.figure.line(c.y, "a line").mark(c.x, c.y, "a point"));
    }

    /** The same on every kind: spans end, brackets stand and triangles have their corners where the numbers beside the axes say. */
    @ParameterizedTest
    @MethodSource("cases")
    void spansBracketsAndSlopes(Case c) {
        double low = 0.6 * c.y;
        boolean groups = hasGroups(c);
        double from = groups ? -0.2 : 0.8 * c.x;
        double to = groups ? 0.3 : c.x;
        // the axes hold all that follows
        ChartFigure<?> base = groups ? c.figure.line(c.y, "").line(low, "") : c.figure.mark(to, c.y, "").mark(from, low, "");
        ReadAxes axes = ReadAxes.of(base);
        double shift = c.name.startsWith("gradient") ? 0 : groups ? 1 : 0;
        double left = axes.x(from + shift, c.logX);
        double right = axes.x(to + shift, c.logX);
        double top = axes.y(c.y, c.logY);
        double bottom = axes.y(low, c.logY);
        BufferedImage image = base.image();
        int[] band = changed(image, base.band(low, c.y, "").image());
        assertEquals(top, band[1], axes.tolerance(), "band, upper end");
        assertEquals(bottom, band[3], axes.tolerance(), "band, lower end");
        assertTrue(band[2] - band[0] > 0.9 * axes.plot().width, "a band runs from side to side");
        int[] upright = changed(image, base.verticalBand(from, to, "").image());
        assertEquals(left, upright[0], axes.tolerance(), "upright band, left end");
        assertEquals(right, upright[2], axes.tolerance(), "upright band, right end");
        int[] bracket = changed(image, base.bracket(to, low, c.y, "").image());
        assertEquals(top, bracket[1], axes.tolerance(), "bracket, upper end");
        assertEquals(bottom, bracket[3], axes.tolerance(), "bracket, lower end");
        assertEquals(right, (bracket[0] + bracket[2]) / 2.0, axes.tolerance(), "bracket, its x");
        double slope = (scaled(c.y, c.logY) - scaled(low, c.logY)) / (scaled(to, c.logX) - scaled(from, c.logX));
        int[] triangle = changed(image, base.slope(from, to, low, slope, "").image());
        assertEquals(left, triangle[0], axes.tolerance(), "slope, left end");
        assertEquals(right, triangle[2], axes.tolerance(), "slope, right end");
        assertEquals(top, triangle[1], axes.tolerance(), "slope, upper end");
        assertEquals(bottom, triangle[3], axes.tolerance(), "slope, lower end");
    }

    private static double scaled(double value, boolean log) {
        return log ? Math.log10(value) : value;
    }

    @Test
    void bandsAndBracketsReachFromEndToEnd() {
        LinePlot plot = linePlot("t", X, new double[] {1, 2, 3, 8}).line(0, "").verticalLine(6, "");
        ReadAxes axes = ReadAxes.of(plot);
        int[] band = changed(plot.image(), plot.band(4, 6, "").image());
        assertEquals(axes.y(6, false), band[1], axes.tolerance());
        assertEquals(axes.y(4, false), band[3], axes.tolerance());
        int[] upright = changed(plot.image(), plot.verticalBand(5, 5.5, "").image());
        assertEquals(axes.x(5, false), upright[0], axes.tolerance());
        assertEquals(axes.x(5.5, false), upright[2], axes.tolerance());
        int[] bracket = changed(plot.image(), plot.bracket(3, 5, 7, "").image());
        assertEquals(axes.x(3, false), (bracket[0] + bracket[2]) / 2.0, axes.tolerance());
        assertEquals(axes.y(7, false), bracket[1], axes.tolerance());
        assertEquals(axes.y(5, false), bracket[3], axes.tolerance());
    }

    /** Group 0 has its only value far on the right: a line, a mark and the end of a span at that value meet its dot. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void inGroupsThatLieAValueGoesFromLeftToRight(boolean percent) {
        List<String> names = IntStream.range(0, 5).mapToObj(i -> "a-name-without-any-space-to-break-it-" + i).toList();
        StripPlot plain = stripPlot("t", names, new double[][] {{0.9}, {0.1}, {0.1}, {0.1}, {0.1}});
        StripPlot plot = percent ? plain.percent() : plain;
        BufferedImage image = plot.image();
        int[] dot = {image.getWidth(), image.getHeight(), 0, 0};
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = image.getWidth() * 2 / 3; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) != Look.BLUE.getRGB()) continue;
                dot = new int[] {Math.min(dot[0], x), Math.min(dot[1], y), Math.max(dot[2], x + 1), Math.max(dot[3], y + 1)};
            }
        }
        double column = (dot[0] + dot[2]) / 2.0;
        double row = (dot[1] + dot[3]) / 2.0;
        int[] line = changed(image, plot.line(0.9, "").image());
        assertEquals(column, (line[0] + line[2]) / 2.0, 3, "line");
        assertTrue(line[3] - line[1] > image.getHeight() / 2, "it runs from top to bottom");
        int[] mark = changed(image, plot.mark(0, 0.9, "").image());
        assertEquals(column, (mark[0] + mark[2]) / 2.0, 3, "mark");
        assertEquals(row, (mark[1] + mark[3]) / 2.0, 3, "the first group is on top");
        assertEquals(column, changed(image, plot.band(0.5, 0.9, "").image())[2], 3, "end of the band");
        assertEquals(column, changed(image, plot.bracket(0, 0.5, 0.9, "").image())[2], 3, "a bracket is the span that it measures");
        int[] group = changed(image, plot.verticalLine(0, "").image());
        assertEquals(row, (group[1] + group[3]) / 2.0, 3, "a line at a group runs along it");
    }

    @Test
    void aSlopeIsAnExponentOnLogAxes() {
        LinePlot plot = linePlot("t", new double[] {1, 10, 100}, new double[] {100, 10, 1}).logX().logY().line(1000, "");
        ReadAxes axes = ReadAxes.of(plot);
        int[] slope = changed(plot.image(), plot.slope(10, 100, 900, -0.5, "").image());
        assertEquals(axes.x(10, true), slope[0], axes.tolerance());
        assertEquals(axes.x(100, true), slope[2], axes.tolerance());
        assertEquals(axes.y(900, true), slope[1], axes.tolerance());
        assertEquals(axes.y(900 / Math.sqrt(10), true), slope[3], axes.tolerance());
        assertTrue(plot.slope(10, 100, 900, -0.5, "∝ 1/√n").alt().endsWith("∝ 1/√n with slope -0.5 from x = 10 to 100."));
    }

    @Test
    void aNameKeepsClearOfLines() {
        double[] y = {1, 1, 1, 5};
        BufferedImage with = linePlot("t", X, y).line(1.2, "chance level").image();
        BufferedImage without = linePlot("t", X, y).line(1.2, "").image();
        int hidden = Gallery.count(without, Look.BLUE) - Gallery.count(with, Look.BLUE);
        assertEquals(0, hidden, "pixels of the line under the name");
    }

    @Test
    void theTextAlternativeNamesThem() {
        String alt = linePlot("Nothing is learned", X, X).line(0.1, "chance").mark(2, 2, "λ = 2/η").band(3, 4, "").alt();
        assertTrue(alt.endsWith(". Marked: chance at y = 0.1; λ = 2/η at (2, 2); from y = 3 to 4."), alt);
    }

    @Test
    void whatHasNoPlaceIsRefused() {
        LinePlot plot = linePlot("t", X, X);
        refused("LinePlot: line \"chance\": y is NaN, it should be a finite number", () -> plot.line(Double.NaN, "chance"));
        refused("LinePlot: line \"zero\": y is 0, but the y axis is logarithmic; give a positive number", () -> plot.logY().line(0, "zero"));
        refused("LinePlot: line \"zero\": y is 0, but the y axis is logarithmic; give a positive number", () -> plot.line(0, "zero").logY());
        refused("LinePlot: mark \"far\": x is 9, but the figure shows x from 1 to 3 (xRange); give a number between",
                () -> plot.xRange(1, 3).mark(9, 2, "far"));
        refused("LinePlot: band \"b\" is 3 to 2, it should run from a smaller to a larger number", () -> plot.band(3, 2, "b"));
        refused("LinePlot: verticalBand \"b\" is 3 to 2, it should run from a smaller to a larger number", () -> plot.verticalBand(3, 2, "b"));
        refused("LinePlot: slope \"s\" is 5 to 2, it should run from a smaller to a larger number", () -> plot.slope(5, 2, 1, 1, "s"));
        refused("LinePlot: bracket \"gap\" has both ends at 2; take mark for a point", () -> plot.bracket(1, 2, 2, "gap"));
        refused("LinePlot: name is null, give a text, or \"\" for none", () -> plot.line(1, null));
        BarPlot bars = barPlot("t", List.of("a", "b"), new double[] {1, 2});
        refused("BarPlot: verticalLine \"v\": x is 2, but the figure shows x from -0.5 to 1.5 (groups count 0, 1, …); give a number between",
                () -> bars.verticalLine(2, "v"));
        refused("HeatMap: line \"l\" needs axes with numbers, this figure has rows and columns; leave it out",
                () -> heatMap("t", new double[][] {{1}}).line(1, "l"));
    }

    private static void refused(String message, org.junit.jupiter.api.function.Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
