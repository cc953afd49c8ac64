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
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
        assertEquals("sideBySide: figure 2, \"h\", cannot share its axis; sharedY() is for line plots without yRange, scatter"
                + " plots, histograms, strip plots and bar plots", assertThrows(IllegalArgumentException.class, () -> Figures.sideBySide("t", low,
                Figures.heatMap("h", new double[1][1])).sharedY()).getMessage());
        assertEquals("sideBySide: figure 2 and figure 1 cannot share an axis, since one is logarithmic; call logY() on both or on"
                + " none", assertThrows(IllegalArgumentException.class, () -> Figures.sideBySide("t", low, high.logY()).sharedY())
                .getMessage());
    }

    /** The kinds that share an axis of y, each with a note or a number that only its own axis would need. */
    static List<ChartFigure<?>> upright() {
        double[] x = {1, 2, 3};
        return List.of(linePlot("line", x, new double[] {1, 2, 9}).line(11.6, "line"), Figures.scatter("points", x, new double[] {-3, 4, 2}),
                stripPlot("strips", List.of("a", "b"), new double[][] {{1, 2}, {3, 4}}).band(5, 6, "band"),
                stripPlot("differences", List.of("a"), new double[][] {{1, 2}}).differences(),
                stripPlot("per cent", List.of("a"), new double[][] {{0.1, 0.2}}).percent().line(0.29, "line"),
                histogram("counts", new double[] {1, 1, 1, 2}), Figures.barPlot("bars", List.of("a", "b"), new double[] {5, -1}).labels(true),
                Figures.barPlot("bars with a note", List.of("a", "b"), new double[] {2, -3}).line(-4, "line"));
    }

    static Stream<List<ChartFigure<?>>> pairs() {
        return upright().stream().flatMap(a -> upright().stream().map(b -> List.of(a, b)));
    }

    /** Read from the labels, the axis begins at one value in both, and so does the uppermost line of its grid. */
    @ParameterizedTest
    @MethodSource("pairs")
    void anySharesItsAxisOfYWithAnyOther(List<ChartFigure<?>> pair) {
        SideBySide both = sideBySide("", pair.get(0).title(""), pair.get(1).title("")).sharedY();
        ReadAxes left = ReadAxes.ofLeft(both, 0.5);
        ReadAxes right = ReadAxes.ofRight(both, 0.5);
        double pixel = 1 / (left.y(0, false) - left.y(1, false));
        String what = pair.get(0) + " | " + pair.get(1);
        assertEquals(value(left, left.plot().getMaxY()), value(right, right.plot().getMaxY()), 4 * pixel, what);
        assertEquals(value(left, left.plot().y), value(right, right.plot().y), 4 * pixel, what);
    }

    /** The value at a row. */
    private static double value(ReadAxes axes, double row) {
        return (axes.y(0, false) - row) / (axes.y(0, false) - axes.y(1, false));
    }

    static List<ChartFigure<?>> wide() {
        double[] y = {1, 2, 3};
        return List.of(linePlot("line", new double[] {1, 2, 9}, y).verticalLine(12, "line"), Figures.scatter("points", new double[] {-3, 4, 2}, y),
                histogram("histogram", new double[] {1, 1, 2, 2, 3}), histogram("one value", new double[] {5}));
    }

    static Stream<List<ChartFigure<?>>> widePairs() {
        return wide().stream().flatMap(a -> wide().stream().map(b -> List.of(a, b)));
    }

    @ParameterizedTest
    @MethodSource("widePairs")
    void anySharesItsAxisOfXWithAnyOther(List<ChartFigure<?>> pair) {
        SideBySide both = sideBySide("", pair.get(0).title(""), pair.get(1).title("")).sharedX();
        ReadAxes left = ReadAxes.ofLeft(both, 0.5);
        ReadAxes right = ReadAxes.ofRight(both, 0.5);
        for (double x : new double[] {1, 5}) {
            assertEquals((left.x(x, false) - left.plot().x) / left.plot().width, (right.x(x, false) - right.plot().x) / right.plot().width,
                    0.012, pair.get(0) + " | " + pair.get(1) + ": " + x);
        }
    }

    /** 100 values in the bins of 2000: each bar is as wide as in the other figure, in whichever order axes are shared. */
    @Test
    void histogramsShareTheirBins() {
        double[] wide = Tensors.randn(new Rng(1), 2000).toArray();
        double[] narrow = Tensors.randn(new Rng(2), 100).mul(0.3).toArray();
        Histogram a = histogram("wide", wide);
        Histogram b = histogram("narrow", narrow);
        Pattern bin = Pattern.compile("the fullest bin, (\\S+) to (\\S+), holds (\\d+)");
        for (SideBySide both : List.of(sideBySide("t", a, b).sharedX().sharedY(), sideBySide("t", a, b).sharedY().sharedX())) {
            List<MatchResult> bins = bin.matcher(both.alt()).results().toList();
            double width = Double.parseDouble(bins.get(0).group(2)) - Double.parseDouble(bins.get(0).group(1));
            assertEquals(width, Double.parseDouble(bins.get(1).group(2)) - Double.parseDouble(bins.get(1).group(1)), 1e-9, both.alt());
            double low = Double.parseDouble(bins.get(1).group(1));
            assertEquals(Arrays.stream(narrow).filter(v -> v >= low && v < low + width).count(), Long.parseLong(bins.get(1).group(3)), both.alt());
            // counts on one axis: the highest bars are as high as their counts
            ReadAxes left = ReadAxes.ofLeft(both.title(""), 0.5);
            ReadAxes right = ReadAxes.ofRight(both.title(""), 0.5);
            assertEquals(left.y(Double.parseDouble(bins.get(0).group(3)), false), left.bounds(Look.BLUE, 0, 900).y, left.tolerance());
            assertEquals(left.y(100, false), right.y(100, false), left.tolerance());
        }
        assertTrue(sideBySide("t", a.bins(7), b).sharedX().alt().contains(a.bins(7).alt()), "bins that were asked for stay");
    }

    /** Adam is the second of three groups in both, though one figure has it alone: its bar and its dots stand below each other. */
    @Test
    void groupsShareTheirPlaces() throws IOException {
        List<ChartFigure<?>> three = List.of(Figures.barPlot("three", List.of("SGD", "Adam", "RMSprop"), new double[] {-1, 2, -1}),
                stripPlot("three", List.of("SGD", "Adam", "RMSprop"), new double[][] {{-1}, {2}, {-1}}));
        List<ChartFigure<?>> one = List.of(Figures.barPlot("one", List.of("Adam"), new double[] {1}).verticalLine(0, "its group"),
                stripPlot("one", List.of("Adam"), new double[][] {{1}}).verticalLine(0, "its group"),
                stripPlot("one", List.of("Adam"), new double[][] {{1, 1.2}}).box());
        for (ChartFigure<?> left : three) {
            for (ChartFigure<?> right : one) {
                SideBySide both = sideBySide("One place for each", left, right).sharedX().sharedY();
                BufferedImage image = Gallery.check("side-groups", both, Look.BLUE);
                int half = image.getWidth() / 2;
                // between the heights that only Adam reaches
                double first = middle(image, 0, half);
                double second = middle(image, half, image.getWidth()) - (Figure.ROOM + 30);
                assertEquals(first, second, 4, left.alt() + " | " + right.alt());
                assertTrue(both.alt().startsWith("One place for each. 2 figures on the same axes. Figure 1: three."), both.alt());
                assertTrue(both.alt().contains("Adam") && !both.alt().contains("SGD none"), both.alt());
            }
        }
    }

    /** The middle of what is blue between two columns, in the upper half. */
    private static double middle(BufferedImage image, int from, int to) {
        int left = to;
        int right = from;
        for (int x = from; x < to; x++) {
            for (int y = 0; y < image.getHeight() / 2; y++) {
                if (image.getRGB(x, y) != Look.BLUE.getRGB()) continue;
                left = Math.min(left, x);
                right = Math.max(right, x);
            }
        }
        return (left + right) / 2.0;
    }

    @Test
    void whatCannotShareAnAxisIsRefused() {
        LinePlot line = linePlot("l", new double[] {1, 2});
        BarPlot bars = Figures.barPlot("b", List.of("a", "b"), new double[] {1, 2});
        assertEquals("sideBySide: figure 2, \"f\", cannot share its axis; sharedX() is for line plots without xRange, scatter plots and"
                + " histograms, or for strip plots and bar plots", message(() -> sideBySide("t", line, Figures.functionPlot("f", 0, 1)).sharedX()));
        assertEquals("sideBySide: figure 1, \"l\", cannot share its axis; sharedX() is for line plots without xRange, scatter plots and"
                + " histograms, or for strip plots and bar plots", message(() -> sideBySide("t", line.xRange(0, 1), line).sharedX()));
        assertEquals("sideBySide: figure 2 and figure 1 cannot share an axis of x, since one has groups and the other numbers; leave"
                + " sharedX() out", message(() -> sideBySide("t", line, bars).sharedX()));
        LinePlot log = linePlot("l", new double[] {1, 2}, new double[] {1, 2}).logX();
        assertEquals("sideBySide: figure 2 and figure 1 cannot share an axis, since one is logarithmic; call logX() on both or on none",
                message(() -> sideBySide("t", line, log).sharedX()));
        BarPlot twice = Figures.barPlot("b", List.of("a", "a"), new double[] {1, 2});
        assertEquals("sideBySide: figure 2 has two groups named \"a\"; on an axis that figures share, a name is one place",
                message(() -> sideBySide("t", bars, twice).sharedX()));
        List<String> many = IntStream.range(0, 29).mapToObj(String::valueOf).toList();
        assertEquals("sideBySide: the figures have 31 different groups, at most 30 have room on one axis; leave sharedX() out",
                message(() -> sideBySide("t", bars, Figures.barPlot("b", many, new double[29])).sharedX()));
    }

    /** Two groups of one name stand in two places, as they are given. */
    @Test
    void groupsOfOneNameStandApart() {
        BufferedImage two = Figures.barPlot("t", List.of("a", "a"), new double[] {1, 1}).image();
        BufferedImage one = Figures.barPlot("t", List.of("a", "b"), new double[] {1, 1}).image();
        assertEquals(Gallery.count(one, Look.BLUE), Gallery.count(two, Look.BLUE));
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
