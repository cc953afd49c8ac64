package gradus.plot;

import static gradus.plot.Figures.histogram;
import static gradus.plot.Figures.linePlot;
import static gradus.plot.Figures.sideBySide;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinePlotTest {

    private static final double[] EPOCHS = IntStream.rangeClosed(1, 30).asDoubleStream().toArray();
    private static final double[] TRAIN = IntStream.range(0, 30).mapToDouble(i -> 2.3 * Math.exp(-0.16 * i)).toArray();
    private static final double[] VALIDATION =
            IntStream.range(0, 30).mapToDouble(i -> 2.2 * Math.exp(-0.16 * i) + 0.1 + 0.012 * i).toArray();

    private static LinePlot losses() {
        return linePlot("Training loss falls, validation loss turns up").line("train", EPOCHS, TRAIN)
                .line("validation", EPOCHS, VALIDATION).xLabel("epoch").yLabel("cross-entropy");
    }

    @Test
    void drawsOneLineInTheFirstColourWithoutALegend() throws IOException {
        Gallery.check("line", linePlot("Training loss falls", EPOCHS, TRAIN).xLabel("epoch"), Look.BLUE);
    }

    @Test
    void drawsTwoLinesInTwoColours() throws IOException {
        Gallery.check("lines", losses(), Look.BLUE, Look.VERMILION);
        Gallery.check("lines-log", losses().logY(), Look.BLUE, Look.VERMILION);
    }

    @Test
    void aLineWithoutANameTakesThatOfItsAxisBesideOthers() throws IOException {
        double[] chance = DoubleStream.generate(() -> Math.log(10)).limit(30).toArray();
        LinePlot plot = linePlot("The loss falls below chance at once", TRAIN).line("knows nothing: ln 10", chance)
                .xLabel("batch").yLabel("cross-entropy");
        BufferedImage image = Gallery.check("line-and-level", plot, Look.BLUE, Look.VERMILION);
        assertTrue(Gallery.count(image.getSubimage(1120, 0, 400, image.getHeight()), Look.BLUE) > 20, "no name in blue");
        assertTrue(plot.alt().contains("cross-entropy falls 2.3 → "), plot.alt());
    }

    @Test
    void drawsBothAxesLogarithmic() throws IOException {
        double[] h = IntStream.range(0, 15).mapToDouble(i -> Math.pow(10, -i)).toArray();
        double[] error = IntStream.range(0, 15).mapToDouble(i -> 1e-16 / h[i] + h[i] * h[i] / 10).toArray();
        LinePlot plot = linePlot("The error of a central difference is smallest near h = 10⁻⁵", h, error)
                .xLabel("step h").yLabel("relative error").logX().logY();
        Gallery.check("line-log-log", plot, Look.BLUE);
        assertTrue(plot.alt().contains("2e-11 at step h = 1e-5"), plot.alt());
    }

    @Test
    void namesAsManyLinesAsCanBeToldApart() throws IOException {
        LinePlot plot = linePlot("Deeper layers give smaller outputs");
        for (int layer = 1; layer <= Look.MAX_SERIES; layer++) {
            int l = layer;
            plot = plot.line("layer " + layer, IntStream.range(0, 60)
                    .mapToDouble(i -> Math.tanh((i - 30) / 10.0) / Math.sqrt(l)).toArray());
        }
        Gallery.check("lines-many", plot, Look.PALETTE.toArray(Color[]::new));
        LinePlot full = plot;
        Exception e = assertThrows(IllegalArgumentException.class, () -> full.line("one more", EPOCHS, TRAIN));
        assertEquals("linePlot: more than 14 lines cannot be told apart; draw some of them in a second figure",
                e.getMessage());
    }

    @Test
    void textAlternativeTellsEndsAndTurningPoint() {
        String alt = losses().alt();
        int lowest = IntStream.range(0, 30).reduce((a, b) -> VALIDATION[b] < VALIDATION[a] ? b : a).orElseThrow();
        assertTrue(alt.contains("train falls 2.3 → " + Words.text(TRAIN[29])), alt);
        assertTrue(alt.contains("validation falls 2.3 → " + Words.text(VALIDATION[lowest]) + " at epoch = "
                + (lowest + 1) + ", then rises to " + Words.text(VALIDATION[29])), alt);
        assertEquals(alt, losses().alt());
        assertEquals("t. Line plot: line stays at 3.", linePlot("t", new double[] {3, 3}).alt());
        assertEquals("t. Line plot: line is 3 at x = 0, a single point.", linePlot("t", new double[] {3}).alt());
        assertEquals("t. Line plot: line rises 1 → 5 at x = 1, then falls to 2.",
                linePlot("t", new double[] {1, 5, 2}).alt());
        assertEquals("t. Line plot, log y axis: line goes 3 → 4, lowest 1 at x = 1, highest 6 at x = 2.",
                linePlot("t", new double[] {3, 1, 6, 4}).logY().alt());
    }

    @Test
    void nanAndInfinityAreGaps() throws IOException {
        double[] y = {1, 2, Double.NaN, 4, Double.POSITIVE_INFINITY, 6, 7};
        LinePlot plot = linePlot("Two gaps", y);
        assertEquals("Two gaps. Line plot: line rises 1 → 7 (2 of 7 points not finite).", plot.alt());
        BufferedImage gaps = Gallery.check("line-gaps", plot, Look.BLUE);
        BufferedImage whole = linePlot("Two gaps", new double[] {1, 2, 3, 4, 5, 6, 7}).image();
        assertTrue(Gallery.count(gaps, Look.BLUE) < 0.6 * Gallery.count(whole, Look.BLUE));
    }

    @Test
    void survivesExtremeValues() {
        for (double[] y : new double[][] {{0, 0}, {1e-300, 2e-300}, {1e300, -1e300}, {1e9, 1e9 + 1}, {5e-13, 5e-13},
            {-1e-9, 1e12}}) {
            assertTrue(linePlot("extreme", y).image().getWidth() <= 900 * Figure.SCALE);
        }
        assertTrue(linePlot("extreme", new double[] {1e-300, 1e300}).logY().image().getWidth() <= 900 * Figure.SCALE);
        assertTrue(linePlot("narrow", new double[] {1.1, 1.2}).logY().image().getWidth() <= 900 * Figure.SCALE);
    }

    @Test
    void optionsLeaveTheFigureAsItWas() {
        LinePlot plot = linePlot("one", EPOCHS, TRAIN);
        String before = plot.alt();
        assertNotEquals(before, plot.line("two", EPOCHS, VALIDATION).logY().title("other").xLabel("x").alt());
        assertEquals(before, plot.alt());
        assertArrayEquals(plot.png(), plot.png());
    }

    @Test
    void numbersDoNotDependOnTheCountry() {
        Locale before = Locale.getDefault();
        byte[] here = losses().png();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertTrue(losses().alt().contains("2.3"), losses().alt());
            assertArrayEquals(here, losses().png());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void errorsNameTheSizes() {
        fails("linePlot: x of \"train\" has 30 values, y has 1; every point needs both",
                () -> linePlot("t").line("train", EPOCHS, new double[1]));
        fails("linePlot: x and y are empty", () -> linePlot("t", new double[0]));
        fails("linePlot: none of the 2 points is finite, the first is (0, NaN)",
                () -> linePlot("t", new double[] {Double.NaN, Double.NaN}));
        fails("linePlot: logY needs positive values, but y of \"a\" has 2 values ≤ 0, the first 0 at index 1; "
                + "leave logY() out, or make them NaN", () -> linePlot("t").line("a", new double[] {1, 0, -1}).logY());
        fails("linePlot: logX needs positive values, but x has 1 value ≤ 0, the first 0 at index 0; "
                + "leave logX() out, or make them NaN", () -> linePlot("t").logX().line("", new double[] {1, 2}));
        Exception e = assertThrows(IllegalStateException.class, () -> linePlot("t").png());
        assertEquals("linePlot: it has no line yet; add one with line(name, x, y)", e.getMessage());
    }

    private static void fails(String message, org.junit.jupiter.api.function.Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void whereXFallsTheWordsGoFromLeftToRightAsThePicture() {
        double[] h = {4, 2, 1};
        assertEquals("t. Line plot over h: line rises 3 → 9.", linePlot("t", h, new double[] {9, 5, 3}).xLabel("h").alt());
        assertEquals("t. Line plot: a falls 9 → 1 at x = 2, then rises to 8 (1 of 4 points not finite).",
                linePlot("t").line("a", new double[] {4, 3, 2, 1}, new double[] {8, Double.NaN, 1, 9}).alt());
        assertEquals("t. Line plot: a in the median of 2 runs rises 3 → 8, at the end between 7 and 9.",
                linePlot("t").spread("a", h, new double[][] {{7, 5, 3}, {9, 5, 3}}).alt());
        assertEquals("t. Line plot, x from 1 to 3: line rises 3 → 7.",
                linePlot("t", h, new double[] {9, 5, 3}).xRange(1, 3).alt());
        assertEquals("t. Line plot: line goes back and forth in x from 0 at x = 1 to 1 at x = 2, lowest 0 at x = 1,"
                + " highest 4 at x = 3.", linePlot("t", new double[] {1, 3, 2}, new double[] {0, 4, 1}).alt());
    }

    @Test
    void whereXFallsTheNameStandsBesideTheRightEnd() {
        double[] up = {0, 1, 2};
        LinePlot rising = linePlot("t").line("a", up, up).line("b", up, new double[] {0, 0, 0});
        LinePlot falling = linePlot("t").line("a", new double[] {2, 1, 0}, new double[] {2, 1, 0}).line("b", up, new double[] {0, 0, 0});
        assertArrayEquals(rising.png(), falling.png());
    }

    @Test
    void aTitleThatAsksHasNoFullStopBehindIt() {
        assertEquals("Does it fall? Line plot: line falls 3 → 1.", linePlot("Does it fall?", new double[] {3, 1}).alt());
        assertTrue(linePlot("It falls", new double[] {3, 1}).alt().startsWith("It falls. Line plot"));
        assertTrue(sideBySide("Which falls?", linePlot("A?", new double[] {3, 1}), linePlot("b", new double[] {1, 2})).alt()
                .startsWith("Which falls? 2 figures. Figure 1: A? Line plot"));
    }

    @Test
    void aListOfNumbersIsALineToo() {
        assertEquals(linePlot("t", new double[] {3, 1}).alt(), linePlot("t", List.of(3.0, 1.0)).alt());
        assertEquals(linePlot("t").line("a", new double[] {3, 1}).alt(), linePlot("t").line("a", List.of(3, 1)).alt());
        assertEquals(histogram("t", new double[] {3, 1, 1}).alt(), histogram("t", List.of(3.0, 1.0, 1.0)).alt());
        var holed = new ArrayList<Double>(List.of(1.0));
        holed.add(null);
        assertEquals("linePlot: y has no number at place 1, it is null",
                assertThrows(IllegalArgumentException.class, () -> linePlot("t", holed)).getMessage());
    }
}
