package gradus.plot;

import static gradus.Expect.refuses;
import static gradus.plot.Figures.histogram;
import static gradus.plot.Figures.linePlot;
import static gradus.plot.Figures.scatter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Spread over runs, dashed lines, loose points, and axes with given ends. */
class LinePlotOptionsTest {

    private static final double[] X = IntStream.range(0, 60).asDoubleStream().toArray();

    private static double[][] runs(double rate, int seed) {
        Rng rng = new Rng(seed);
        double[][] runs = new double[5][X.length];
        for (double[] run : runs) {
            double own = rate * (1 + 0.3 * Tensors.randn(rng, 1).item());
            double[] noise = Tensors.randn(rng, X.length).toArray();
            for (int i = 0; i < run.length; i++) run[i] = 2.3 * Math.exp(-own * i) * (1 + 0.05 * noise[i]) + 0.05;
        }
        return runs;
    }

    private static LinePlot spread() {
        return linePlot("Momentum is faster with every seed").spread("plain", X, runs(0.03, 1))
                .spread("momentum", X, runs(0.1, 2)).xLabel("epoch").yLabel("loss");
    }

    @Test
    void aSpreadIsTheMedianInItsBand() throws IOException {
        BufferedImage image = Gallery.check("line-spread", spread(), Look.BLUE, Look.VERMILION);
        Color pale = Look.mix(Color.WHITE, Look.BLUE, 0.16);
        int near = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                Color c = new Color(image.getRGB(x, y));
                if (Math.abs(c.getRed() - pale.getRed()) + Math.abs(c.getBlue() - pale.getBlue()) < 6) near++;
            }
        }
        assertTrue(near > 2000, "the band has " + near + " pixels");
        Gallery.check("line-spread-log", spread().logY(), Look.BLUE, Look.VERMILION);
        double[] last = Arrays.stream(runs(0.1, 2)).mapToDouble(run -> run[59]).sorted().toArray();
        assertTrue(spread().alt().contains("momentum in the median of 5 runs falls ")
                && spread().alt().contains("→ " + Words.text(last[2]) + ", at the end between " + Words.text(last[0])
                        + " and " + Words.text(last[4])), spread().alt());
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        double[][] runs = {{1, 1}, {1, 2}, {1, 4}, {1, 100}};
        assertTrue(linePlot("t").spread("a", runs).alt().contains("rises 1 → 3, at the end between 1 and 100"));
        assertEquals(linePlot("t").spread("a", runs).alt(), linePlot("t").spread("a", Tensors.tensor(runs)).alt());
        assertEquals(linePlot("t").spread("a", new double[] {0, 1}, runs).alt(),
                linePlot("t").spread("a", Tensor.of(new double[] {0, 1}, 2), Tensors.tensor(runs)).alt());
    }

    @Test
    void aRunThatDivergesDoesNotCountInTheMedian() {
        double[][] runs = {{1, 2, 3}, {1, Double.NaN, Double.NaN}, {1, 4, Double.POSITIVE_INFINITY}};
        assertEquals("t. Line plot: a in the median of 3 runs rises 1 → 3, at the end between 3 and 3.",
                linePlot("t").spread("a", runs).alt());
    }

    @Test
    void theoryIsDashedBesideSimulation() throws IOException {
        double[] simulated = IntStream.range(0, 60).mapToDouble(i -> 1 / (1.0 + i) + 0.01 * Math.sin(5 * i)).toArray();
        double[] theory = IntStream.range(0, 60).mapToDouble(i -> 1 / (1.0 + i)).toArray();
        double[] x = {2, 10, 30};
        double[] measured = {0.35, 0.1, 0.04};
        LinePlot plot = linePlot("The simulation follows the theory").line("simulated", X, simulated)
                .line("a second one", X, Arrays.stream(simulated).map(v -> v + 0.1).toArray())
                .dashed("theory 1/(1 + l)", X, theory).marks("measured", x, measured).xLabel("layer").yLabel("variance");
        Gallery.check("line-dashed-marks", plot, Look.BLUE, Look.VERMILION, Look.color(2), Look.color(3));
        assertTrue(plot.alt().contains("theory 1/(1 + l) (dashed) falls 1 → " + Words.text(1 / 60.0)), plot.alt());
        assertTrue(plot.alt().contains("measured as 3 points from 0.04 at layer = 30 to 0.35 at layer = 2"), plot.alt());
        // the second line would be dashed, were there none that is meant to be
        BufferedImage through = plot.image();
        assertTrue(Gallery.count(through, Look.VERMILION) > 900, "" + Gallery.count(through, Look.VERMILION));
        Tensor vector = Tensor.of(x, 3);
        assertEquals(linePlot("t").dashed("a", x, measured).marks("b", x, measured).alt(),
                linePlot("t").dashed("a", vector, Tensor.of(measured, 3)).marks("b", vector, Tensor.of(measured, 3)).alt());
    }

    @Test
    void theoryOfSeveralLinesIsBlackAndNamedOnce() throws IOException {
        double[] falls = {1, 0.5, 0.25};
        double[] stays = {1, 1, 1};
        LinePlot two = linePlot("Both follow the theory").spread("halved", new double[][] {falls})
                .spread("kept", new double[][] {stays}).dashed("theory", falls).dashed("theory", stays);
        BufferedImage image = Gallery.check("line-theories", two, Look.BLUE, Look.VERMILION);
        LinePlot one = linePlot("Both follow the theory").spread("halved", new double[][] {falls})
                .spread("kept", new double[][] {stays}).dashed("theory", falls);
        assertTrue(Gallery.count(image, Look.INK) > Gallery.count(one.image(), Look.INK) + 500);
        assertEquals(0, Gallery.count(image, Look.color(2)));
        assertTrue(two.alt().contains("theory (dashed) falls 1 → 0.25; theory (dashed) stays at 1"), two.alt());
        LinePlot many = linePlot("t");
        for (int i = 0; i < 15; i++) many = many.dashed("theory", stays);
        assertTrue(many.line("measured", falls).alt().endsWith("measured falls 1 → 0.25."), "16 lines, two looks");
    }

    @Test
    void rangesShowAPart() throws IOException {
        LinePlot whole = spread();
        LinePlot part = whole.xRange(10, 30).yRange(0, 1);
        Gallery.check("line-range", part, Look.BLUE, Look.VERMILION);
        double[] at30 = Arrays.stream(runs(0.1, 2)).mapToDouble(run -> run[30]).sorted().toArray();
        assertTrue(part.alt().contains(", x from 10 to 30, y from 0 to 1 ("), part.alt());
        assertTrue(part.alt().contains("→ " + Words.text(at30[2]) + ", at the end between"), part.alt());
        assertNotEquals(whole.alt(), part.alt());
        assertEquals(spread().alt(), whole.alt());
    }

    @Test
    void aLineIsCutWhereItCrossesTheRange() {
        double[] x = {0, 10, 20};
        assertEquals("t. Line plot, x from 5 to 12: line rises 5 → 12.", linePlot("t", x, x).xRange(5, 12).alt());
        assertEquals("t. Line plot, x from 2 to 8: line rises 2 → 8.", linePlot("t", x, x).xRange(2, 8).alt());
        assertEquals("t. Line plot, both axes logarithmic, x from 10 to 1000: line rises 10 → 1000.",
                linePlot("t", new double[] {1, 10000}, new double[] {1, 10000}).logX().logY().xRange(10, 1000).alt());
        assertEquals("t. Line plot, x from 5 to 25: a as 2 points from 10 at x = 10 to 20 at x = 20.",
                linePlot("t").marks("a", x, x).xRange(5, 25).alt());
        assertEquals("t. Line plot, y from 5 to 15 (2 points outside): line rises 0 → 20.",
                linePlot("t", x, x).yRange(5, 15).alt());
    }

    @Test
    void errorsNameTheSizes() {
        double[] x = {0, 10, 20};
        fails("linePlot: run 1 of \"a\" has 2 values, but there are 3 positions",
                () -> linePlot("t").spread("a", x, new double[][] {x, {1, 2}}));
        fails("linePlot: spread \"a\" has no runs", () -> linePlot("t").spread("a", new double[0][]));
        fails("linePlot: none of the 1 point of \"a\" is finite, the first is (0, NaN)",
                () -> linePlot("t").spread("a", new double[][] {{Double.NaN}}));
        fails("linePlot: runs has shape (3), it should be a matrix (seeds, points)",
                () -> linePlot("t").spread("a", Tensors.zeros(3)));
        fails("linePlot: xRange is 3 to 3, it should run from a smaller to a larger number",
                () -> linePlot("t", x, x).xRange(3, 3));
        fails("linePlot: yRange is NaN to 1, it should run from a smaller to a larger number",
                () -> linePlot("t", x, x).yRange(Double.NaN, 1));
        fails("linePlot: nothing of \"a\" lies in yRange 30 to 40; its y runs from 0 to 20",
                () -> linePlot("t").yRange(30, 40).line("a", x, x));
        fails("linePlot: nothing lies in xRange 30 to 40; its x runs from 0 to 20",
                () -> linePlot("t", x, x).xRange(30, 40));
        fails("linePlot: \"a\" has no finite point with x from 8 to 12",
                () -> linePlot("t").line("a", x, new double[] {0, Double.NaN, 1}).xRange(8, 12));
        fails("linePlot: logX needs positive values, but xRange has 1 value ≤ 0, the first 0 at index 0; leave logX() "
                + "out, or make them NaN", () -> linePlot("t", new double[] {1, 2}, new double[] {1, 2}).xRange(0, 3).logX());
    }

    private static void fails(String message, org.junit.jupiter.api.function.Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void aTitleOrLabelThatIsNullIsRefusedWhenGiven() {
        double[] y = {1, 2};
        refuses("LinePlot: title is null, give a text, or \"\" for none", () -> linePlot(null, y));
        refuses("LinePlot: title is null, give a text, or \"\" for none", () -> linePlot("t", y).title(null));
        refuses("LinePlot: xLabel is null, give a text, or \"\" for none", () -> linePlot("t", y).xLabel(null));
        refuses("Histogram: title is null, give a text, or \"\" for none", () -> histogram(null, y));
        refuses("ScatterPlot: yLabel is null, give a text, or \"\" for none", () -> scatter("t", y, y).yLabel(null));
        assertTrue(linePlot("", y).xLabel("").yLabel("").image().getHeight() > 0);
    }
}
