package gradus.plot;

import static gradus.plot.Figures.graph;
import static gradus.plot.Figures.heatMap;
import static gradus.plot.Figures.histogram;
import static gradus.plot.Figures.histogramStrip;
import static gradus.plot.Figures.imageGrid;
import static gradus.plot.Figures.linePlot;
import static gradus.plot.Figures.scatter;
import static gradus.plot.Figures.sideBySide;
import static gradus.plot.Figures.stripPlot;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {

    private static final double[] FALL = IntStream.range(0, 40).mapToDouble(i -> 2.3 * Math.exp(-0.1 * i)).toArray();
    private static final Tensor CLOUD = Tensors.randn(new Rng(1), 90, 2);

    private static LinePlot losses(String title) {
        return linePlot(title).line("train", FALL).line("validation", IntStream.range(0, 40)
                .mapToDouble(i -> FALL[i] + 0.004 * i).toArray()).xLabel("epoch").yLabel("loss");
    }

    private static Figure points() {
        return scatter("Three classes", CLOUD, Tensors.tensor(IntStream.range(0, 90).mapToDouble(i -> i % 3).toArray()))
                .xLabel("x₁").yLabel("x₂");
    }

    /** A point at 2 has the same height in both figures, though one of them goes up to 10. */
    @Test
    void figuresShareAnAxisOnRequest() throws java.io.IOException {
        LinePlot low = Figures.linePlot("low", new double[] {1, 2, 1}).yLabel("loss");
        LinePlot high = Figures.linePlot("high", new double[] {2, 10, 2}).yLabel("loss");
        SideBySide plot = Figures.sideBySide("One axis", low, high).sharedY();
        var image = Gallery.check("side-shared", plot, Look.BLUE);
        int[] top = new int[2];
        java.util.Arrays.fill(top, image.getHeight());
        int[] bottom = new int[2];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) != Look.BLUE.getRGB()) continue;
                int side = 2 * x / image.getWidth();
                top[side] = Math.min(top[side], y);
                bottom[side] = Math.max(bottom[side], y);
            }
        }
        // from 1 to 2 on the left is an eighth of 2 to 10 on the right, which begins where the left one ends
        assertEquals(top[0], bottom[1], 14, "the value 2");
        double stroke = bottom[1] - top[0];
        assertEquals(8, (bottom[1] - top[1] - stroke) / (bottom[0] - top[0] - stroke), 0.8);
        assertTrue(plot.alt().startsWith("One axis. 2 figures on the same y axis. Figure 1: low."), plot.alt());
        assertEquals("sideBySide: figure 2, \"h\", cannot share its axis; sharedY() is for line plots without yRange, strip plots and"
                + " bar plots", assertThrows(IllegalArgumentException.class, () -> Figures.sideBySide("t", low,
                Figures.histogram("h", new double[] {1, 2})).sharedY()).getMessage());
        assertEquals("sideBySide: figure 2 and figure 1 cannot share an axis, since one is logarithmic; call logY() on both or on"
                + " none", assertThrows(IllegalArgumentException.class, () -> Figures.sideBySide("t", low, high.logY()).sharedY())
                .getMessage());
    }

    /** The line at −4 stands in one figure only; both axes reach to it. */
    @Test
    void barsShareAnAxisWithTheLinesOfBoth() {
        var high = Figures.barPlot("high", List.of("a", "b"), new double[] {5, -1});
        var low = Figures.barPlot("low", List.of("a", "b"), new double[] {2, -3}).line(-4, "line");
        assertArrayEquals(new double[] {2, -3, -4}, low.yValues());
        assertTrue(Figures.sideBySide("t", high, low).sharedY().alt().startsWith("t. 2 figures on the same y axis."));
        assertArrayEquals(new double[] {5, -1}, high.yValues());
        assertArrayEquals(new double[] {5, -1, 2, -3, -4}, high.holding(new double[] {5, -1, 2, -3, -4}).beside);
    }

    @Test
    void twoFiguresShareARow() throws IOException {
        SideBySide both = sideBySide("With momentum the loss falls faster and the validation loss turns up sooner",
                losses("Without momentum"), losses("With momentum, everything else being the same as before").logY());
        Gallery.check("side-two", both, Look.BLUE, Look.VERMILION);
        assertEquals(both.title() + ". 2 figures. Figure 1: " + losses("Without momentum").alt() + " Figure 2: "
                + losses("With momentum, everything else being the same as before").logY().alt(), both.alt());
    }

    @Test
    void threeOrFourStandInTwoRows() throws IOException {
        Gallery.check("side-four", sideBySide("Four views of one run", losses("The loss falls"), points(),
                histogram("Values gather around zero", CLOUD), stripPlot("The second method wins",
                        List.of("SGD", "SGD with momentum"), new double[][] {{0.9, 0.91}, {0.94, 0.95}})));
        Gallery.check("side-three", sideBySide("Three views", losses("The loss falls"), points(),
                heatMap("Weights", Tensors.randn(new Rng(1), 12, 8))));
    }

    @Test
    void smallFiguresKeepTheirSizeAndStandInOneRow() throws IOException {
        Tensor images = Tensors.rand(new Rng(1), 4, 64);
        SideBySide three = sideBySide("Noise looks the same everywhere", imageGrid("First", images, 2, 2),
                imageGrid("Second", images, 2, 2), imageGrid("Third, with a longer title", images, 2, 2));
        assertTrue(Gallery.check("side-small", three).getHeight() < 330 * Figure.SCALE);
    }

    @Test
    void everyFigureFitsBesideAnother() throws IOException {
        var a = Tensor.parameter(2.0).named("a");
        var c = a.mul(a).add(a).named("c");
        Gallery.check("side-others", sideBySide("Everything fits", graph(c),
                histogramStrip("Four layers", List.of("1", "2", "3", "4"), List.of(CLOUD, CLOUD, CLOUD, CLOUD)),
                imageGrid("Ten images", Tensors.rand(new Rng(1), 10, 64), 2, 5).captions(i -> "is " + i),
                heatMap("Numbers", Tensors.randn(new Rng(1), 4, 9))));
    }

    @Test
    void longNamesStandAboveNarrowAxes() throws IOException {
        LinePlot plot = linePlot("Long names").line("gradient descent with a small rate", FALL)
                .dashed("what the theory of convex functions says", new double[] {0, 39}, new double[] {1, 1});
        Gallery.check("side-names", sideBySide("Names need room", plot, plot.logY()), Look.BLUE, Look.VERMILION);
    }

    @Test
    void errorsCountTheFigures() {
        LinePlot one = losses("t");
        assertEquals("sideBySide: 1 figure, there should be 2 to 4", message(() -> sideBySide("t", one)));
        assertEquals("sideBySide: 5 figures, there should be 2 to 4",
                message(() -> sideBySide("t", one, one, one, one, one)));
        assertEquals("sideBySide: figure 2 is side by side itself; its parts would be too small to read",
                message(() -> sideBySide("t", one, sideBySide("u", one, one))));
    }

    private static String message(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
