package gradus.plot;

import static gradus.plot.Figures.barPlot;
import static gradus.plot.Figures.contourPlot;
import static gradus.plot.Figures.decisionPlot;
import static gradus.plot.Figures.functionPlot;
import static gradus.plot.Figures.gradientFlow;
import static gradus.plot.Figures.histogram;
import static gradus.plot.Figures.histogramStrip;
import static gradus.plot.Figures.linePlot;
import static gradus.plot.Figures.parallelCoordinates;
import static gradus.plot.Figures.scatter;
import static gradus.plot.Figures.stripPlot;
import static gradus.plot.Figures.withDerivative;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.init.Initializers;
import gradus.nn.Layer;
import gradus.nn.Layers;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import gradus.train.Histories;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
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

/** What is drawn lies where the numbers beside it say, in every kind of figure with axes: read from the picture. */
class PositionTest {

    private static final Color BLUE = Look.BLUE;
    private static final Color VERMILION = Look.VERMILION;

    /** Ends of a range, and whether the axis is logarithmic. */
    private record Range(double low, double high, boolean log) {

        /** Points in line from end to end; one alone lies in the middle. */
        double[] points(int n) {
            return IntStream.range(0, n).mapToDouble(i -> at(n == 1 ? 0.5 : i / (n - 1.0))).toArray();
        }

        double at(double share) {
            return log ? low * Math.pow(high / low, share) : low + share * (high - low);
        }
    }

    private static final List<Range> LINEAR = List.of(new Range(0, 1, false), new Range(1, 2, false), new Range(3.2, 3.4, false),
            new Range(-250, 80, false), new Range(0.0001, 0.0003, false));
    private static final List<Range> LOG = List.of(new Range(2, 7, true), new Range(0.01, 50, true), new Range(0.2, 0.9, true));
    private static final int[] COUNTS = {1, 2, 3, 50};

    private record Case(int n, Range x, Range y) {

        LinePlot options(LinePlot plot) {
            LinePlot wide = x.log ? plot.logX() : plot;
            return y.log ? wide.logY() : wide;
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        List<Range> all = Stream.concat(LINEAR.stream(), LOG.stream()).toList();
        for (int n : COUNTS) {
            for (int i = 0; i < all.size(); i++) {
                cases.add(new Case(n, all.get(i), all.get((i + n) % all.size())));
            }
        }
        return cases.stream();
    }

    /** A point, given as shares of a range, lies on a straight line or is a marker in this colour. */
    private static void assertOn(ReadAxes axes, Color color, Case c, double share) {
        double column = axes.x(c.x.at(share), c.x.log);
        double row = axes.y(c.y.at(share), c.y.log);
        double steep = c.n == 1 ? 0 : Math.abs((axes.y(c.y.high, c.y.log) - axes.y(c.y.low, c.y.log))
                / (axes.x(c.x.high, c.x.log) - axes.x(c.x.low, c.x.log)));
        assertEquals(row, axes.middle(color, column), axes.tolerance() * (1 + 0.3 * steep), c + " at " + share);
    }

    /** The first and the last marker in a colour lie at the ends of the ranges. */
    private static void assertMarkers(ReadAxes axes, Color color, Case c) {
        double[] shares = c.n == 1 ? new double[] {0.5} : new double[] {0, 1};
        for (double share : shares) {
            double column = axes.x(c.x.at(share), c.x.log);
            Rectangle marker = axes.bounds(color, column - axes.tolerance(), column + axes.tolerance());
            double row = axes.y(c.y.at(share), c.y.log);
            assertEquals(row, marker.getCenterY(), 1.5 * axes.tolerance(), c + " at " + share);
            assertEquals(column, marker.getCenterX(), axes.tolerance(), c + " at " + share);
        }
    }

    private static double[] shares(int n) {
        return n == 1 ? new double[] {0.5} : new double[] {0.02, 0.6, 0.98};
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lines(Case c) {
        LinePlot plot = c.options(linePlot("", c.x.points(c.n), c.y.points(c.n)));
        for (double share : shares(c.n)) assertOn(ReadAxes.of(plot), BLUE, c, share);
        LinePlot marks = c.options(linePlot("").marks("", c.x.points(c.n), c.y.points(c.n)));
        assertMarkers(ReadAxes.of(marks), BLUE, c);
        double[][] runs = {c.y.points(c.n), c.y.points(c.n), c.y.points(c.n)};
        LinePlot spread = c.options(linePlot("").spread("", c.x.points(c.n), runs));
        for (double share : shares(c.n)) assertOn(ReadAxes.of(spread), BLUE, c, share);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 50})
    void histories(int epochs) {
        for (Range y : LINEAR) {
            Case c = new Case(epochs, new Range(epochs == 1 ? 0.5 : 1, epochs == 1 ? 1.5 : epochs, false), y);
            Map<String, double[]> measures = new LinkedHashMap<>();
            measures.put("loss", y.points(epochs));
            HistoryPlot alone = Figures.plot(Histories.of(epochs, "", measures)).title("");
            for (double share : shares(epochs)) assertOn(ReadAxes.of(alone), BLUE, c, share);
            measures.put("validation loss", IntStream.range(0, epochs).mapToDouble(i -> y.at(0.9)).toArray());
            HistoryPlot both = Figures.plot(Histories.of(epochs, "", measures)).title("");
            ReadAxes read = ReadAxes.of(both);
            double column = read.x(c.x.at(epochs == 1 ? 0.5 : 0.3), false);
            assertEquals(read.y(y.at(0.9), false), read.middle(VERMILION, column), read.tolerance(), "" + c);
            measures.put("accuracy", measures.get("loss"));
            ReadAxes left = ReadAxes.ofLeft(Figures.plot(Histories.of(epochs, "", measures)).title(""), 0.4);
            double first = left.x(1, false);
            double value = epochs == 1 ? y.at(0.5) : y.low;
            double middle = left.bounds(BLUE, first - left.tolerance(), first + left.tolerance()).getCenterY();
            assertEquals(left.y(value, false), middle, 1.6 * left.tolerance(), "" + c);
        }
    }

    @Test
    void functions() {
        for (Range x : LINEAR) {
            for (Range y : LINEAR) {
                Case c = new Case(2, x, y);
                FunctionPlot plot = functionPlot("", x.low, x.high).function("f", v -> y.at((v - x.low) / (x.high - x.low)));
                for (double share : shares(2)) assertOn(ReadAxes.of(plot), BLUE, c, share);
            }
            if (x.high < 0.1) continue;                      // the function would lie on the frame
            FunctionPlot plot = withDerivative("", x.low, x.high, v -> v.mul(2).add(0));
            ReadAxes axes = ReadAxes.of(plot);
            double column = axes.x(x.at(0.7), false);
            assertEquals(axes.y(2, false), axes.middle(VERMILION, column), axes.tolerance(), "derivative on " + x);
            assertEquals(axes.y(2 * x.at(0.7), false), axes.middle(BLUE, column), axes.tolerance(), "function on " + x);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 12})
    void gradientFlows(int layers) {
        for (double gain : new double[] {1, 30}) {
            Layer[] all = IntStream.range(0, layers).mapToObj(l -> Layers.dense(1, 1)).toArray(Layer[]::new);
            Layer net = Layers.sequential(all).initialize(Initializers.constantInit(gain), null);
            net.forward(Tensors.ones(1, 1)).sum().backward();
            ReadAxes axes = ReadAxes.of(gradientFlow("", net));
            List<Double> norms = IntStream.range(0, layers).mapToObj(l -> Math.abs(net.namedParameters().get(l + ".b").grad().item())).toList();
            for (int l : new int[] {0, layers - 1}) {
                double column = layers == 1 ? axes.plot().getCenterX() : axes.x(l, false);
                Rectangle marker = axes.bounds(VERMILION, column - 1.2 * axes.tolerance(), column + 1.2 * axes.tolerance());
                assertEquals(axes.y(norms.get(l), true), marker.getCenterY(), axes.tolerance(), layers + " layers, layer " + l);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 20})
    void bars(int n) {
        List<String> names = IntStream.rangeClosed(1, n).mapToObj(String::valueOf).toList();
        for (double top : new double[] {0.4, 1, 7, 300}) {
            double[] values = IntStream.range(0, n).mapToDouble(i -> i == n - 1 ? top : top / 2).toArray();
            ReadAxes axes = ReadAxes.of(barPlot("", names, values));
            Rectangle last = axes.bounds(BLUE, n == 1 ? 0 : axes.x(n - 0.2, false) - 3 * axes.tolerance(), axes.picture().getWidth());
            assertEquals(axes.y(top, false), last.y, axes.tolerance(), n + " bars to " + top);
            assertEquals(axes.y(0, false), last.y + last.height, axes.tolerance(), n + " bars to " + top);
            double column = n == 1 ? axes.plot().getCenterX() : axes.x(n, false);
            assertEquals(axes.y(top / 2, false), axes.middle(BLUE, column), axes.tolerance(), n + " bars to " + top);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 20})
    void strips(int n) {
        List<String> names = IntStream.rangeClosed(1, n).mapToObj(String::valueOf).toList();
        for (Range y : Stream.concat(LINEAR.stream(), LOG.stream()).toList()) {
            double[][] values = new double[n][];
            for (int i = 0; i < n; i++) values[i] = new double[] {i == n - 1 ? y.high : y.low};
            StripPlot plot = stripPlot("", names, values);
            if (y.log) plot = plot.logY();
            ReadAxes axes = ReadAxes.of(plot);
            double column = n == 1 ? axes.plot().getCenterX() : axes.x(n, false);
            Rectangle dot = axes.bounds(BLUE, column - axes.tolerance(), column + axes.tolerance());
            assertEquals(axes.y(y.high, y.log), dot.getCenterY(), axes.tolerance(), n + " groups in " + y);
            for (int i = 0; i < n; i++) values[i] = y.points(50);
            ReadAxes boxes = ReadAxes.of(y.log ? plot(names, values).logY() : plot(names, values));
            double place = n == 1 ? boxes.plot().getCenterX() : boxes.x(n, false);
            // the ends of the whiskers
            Rectangle all = boxes.bounds(BLUE, place - boxes.tolerance(), place + boxes.tolerance());
            assertEquals(boxes.y(y.high, y.log), all.y, boxes.tolerance(), n + " boxes in " + y);
            assertEquals(boxes.y(y.low, y.log), all.y + all.height, boxes.tolerance(), n + " boxes in " + y);
        }
    }

    private static StripPlot plot(List<String> names, double[][] values) {
        return stripPlot("", names, values).box();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 50})
    void histograms(int bins) {
        for (int count : new int[] {1, 2, 7}) {
            double[] values = IntStream.range(0, bins * count).mapToDouble(i -> 5 + i / count).toArray();
            ReadAxes axes = ReadAxes.of(histogram("", values));
            Rectangle bars = axes.bounds(BLUE, 0, axes.picture().getWidth());
            String what = bins + " bins of " + count;
            assertEquals(axes.y(count, false), bars.y, axes.tolerance(), what);
            assertEquals(axes.y(0, false), bars.y + bars.height, axes.tolerance(), what);
            assertEquals(axes.x(4.5, false), bars.x, axes.tolerance(), what);
            assertEquals(axes.x(4.5 + bins, false), bars.x + bars.width, axes.tolerance(), what);
        }
    }

    /** The ends of its axis stand above; it has no ticks. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 14})
    void stripsOfHistograms(int n) {
        List<String> names = IntStream.rangeClosed(1, n).mapToObj(String::valueOf).toList();
        List<Tensor> values = names.stream().map(name -> Tensors.tensor(-1, -1, -1, 1, 3)).toList();
        ReadAxes axes = ReadAxes.of(histogramStrip("", names, values).range(-1, 3));
        double last = (n - 1.0) / n * axes.picture().getWidth();
        Rectangle cell = axes.bounds(BLUE, last, axes.picture().getWidth());
        Rectangle third = axes.bounds(BLUE, cell.x, cell.x + cell.width / 3.0);
        Rectangle middle = axes.bounds(BLUE, cell.x + 0.4 * cell.width, cell.x + 0.6 * cell.width);
        assertEquals(cell.getCenterX(), middle.getCenterX(), axes.tolerance(), n + " cells: 1 is the middle of -1 to 3");
        assertEquals(third.height / 3.0, middle.height, axes.tolerance() / 2, n + " cells: one value of three");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void scatters(Case c) {
        if (c.x.log || c.y.log) return;
        assertMarkers(ReadAxes.of(scatter("", c.x.points(c.n), c.y.points(c.n))), BLUE, c);
        int[] labels = new int[c.n];
        labels[c.n - 1] = 1;
        ReadAxes axes = ReadAxes.of(scatter("", c.x.points(c.n), c.y.points(c.n), labels));
        double share = c.n == 1 ? 0.5 : 1;
        double column = axes.x(c.x.at(share), false);
        Rectangle marker = axes.bounds(c.n == 1 ? BLUE : VERMILION, column - axes.tolerance(), column + axes.tolerance());
        assertEquals(axes.y(c.y.at(share), false), marker.getCenterY(), axes.tolerance(), "" + c);
    }

    @Test
    void decisions() {
        for (Range x : LINEAR) {
            for (Range y : LINEAR) {
                Tensor points = Tensors.tensor(new double[][] {{x.at(0.25), y.at(0.3)}, {x.at(0.8), y.at(0.6)}});
                DecisionPlot plot = decisionPlot("", p -> p.slice(1, 0, 1).mul(0).sub(1), points, Tensors.tensor(0, 1))
                        .range(x.low, x.high, y.low, y.high);
                ReadAxes axes = ReadAxes.of(plot);
                double column = axes.x(x.at(0.25), false);
                Rectangle marker = axes.bounds(BLUE, column - 2 * axes.tolerance(), column + 2 * axes.tolerance());
                assertEquals(column, marker.getCenterX(), axes.tolerance(), x + ", " + y);
                assertEquals(axes.y(y.at(0.3), false), marker.getCenterY(), axes.tolerance(), x + ", " + y);
                column = axes.x(x.at(0.8), false);
                marker = axes.bounds(VERMILION, column - 2 * axes.tolerance(), column + 2 * axes.tolerance());
                assertEquals(axes.y(y.at(0.6), false), marker.getCenterY(), axes.tolerance(), x + ", " + y);
            }
        }
    }

    /** What a picture has more than another, up to a column: the ring, not the name in the key. */
    private static Rectangle added(BufferedImage without, BufferedImage with, double from, double to) {
        Rectangle added = new Rectangle(-1, -1);
        for (int x = (int) from; x < to; x++) {
            for (int y = 0; y < without.getHeight(); y++) if (without.getRGB(x, y) != with.getRGB(x, y)) added.add(new Rectangle(x, y, 1, 1));
        }
        return added;
    }

    @Test
    void ringsOfNamedPoints() {
        for (Range x : LINEAR) {
            for (Range y : LINEAR) {
                Tensor points = Tensors.tensor(new double[][] {{x.at(0.25), y.at(0.3)}, {x.at(0.8), y.at(0.6)}, {x.at(0.5), y.at(0.5)}});
                DecisionPlot plot = decisionPlot("", p -> p.slice(1, 0, 1).mul(0).sub(1), points, Tensors.tensor(0, 0, 0))
                        .range(x.low, x.high, y.low, y.high);
                ReadAxes axes = ReadAxes.of(plot);
                double edge = axes.x(x.high, false);
                BufferedImage plain = plot.image();
                for (int i = 0; i < 2; i++) {
                    Rectangle ring = added(plain, plot.marked("m", i).image(), 0, edge);
                    assertEquals(axes.x(points.get(i, 0), false), ring.getCenterX(), axes.tolerance(), x + ", " + y + ", point " + i);
                    assertEquals(axes.y(points.get(i, 1), false), ring.getCenterY(), axes.tolerance(), x + ", " + y + ", point " + i);
                    // around the dot of radius 5, in pixels of twice the number
                    assertTrue(ring.width > 24 && ring.width < 48 && Math.abs(ring.width - ring.height) < 6, ring + " for point " + i);
                }
                Rectangle both = added(plain, plot.marked("m", 0, 1).image(), 0, edge);
                assertEquals(axes.x(x.at(0.8), false) - axes.x(x.at(0.25), false), both.width - 37, 14, x + ", " + y);
            }
        }
    }

    /** Half-way between two groups the line of a seed is half-way between its two values; so it is a quarter of the way. */
    @Test
    void linesOfPairs() {
        List<Range> ranges = Stream.concat(LINEAR.stream(), LOG.stream()).toList();
        for (Range y : ranges) {
            StripPlot plain = stripPlot("", List.of("1", "2"), new double[][] {{y.at(0.2), y.at(0)}, {y.at(0.8), y.at(1)}});
            StripPlot plot = y.log ? plain.logY() : plain;
            ReadAxes axes = ReadAxes.of(plot);
            BufferedImage without = plot.image();
            BufferedImage with = plot.paired().image();
            for (double way : new double[] {0.42, 0.5, 0.58}) {
                double column = axes.x(1 + way, false);
                Rectangle lines = added(without, with, column - 1, column + 1);
                double first = axes.y(y.at(0), y.log) + way * (axes.y(y.at(1), y.log) - axes.y(y.at(0), y.log));
                double second = axes.y(y.at(0.2), y.log) + way * (axes.y(y.at(0.8), y.log) - axes.y(y.at(0.2), y.log));
                assertEquals(Math.min(first, second), lines.y, axes.tolerance(), y + " at " + way);
                assertEquals(Math.max(first, second), lines.getMaxY(), axes.tolerance(), y + " at " + way);
            }
        }
        // of two series the pairs stand within a group
        StripPlot two = stripPlot("", List.of("1", "2"), new double[][] {{1}, {3}}).name("a").series("b", new double[][] {{2}, {7}});
        ReadAxes axes = ReadAxes.of(two);
        for (int group : new int[] {1, 2}) {
            double column = axes.x(group, false);
            Rectangle line = added(two.image(), two.paired().image(), column - 1, column + 1);
            assertEquals(axes.y(group == 1 ? 1.5 : 5, false), line.getCenterY(), axes.tolerance(), "group " + group);
        }
    }

    @Test
    void contours() {
        for (Range x : LINEAR) {
            for (Range y : LINEAR) {
                double[][] path = {{x.at(0.2), y.at(0.3)}, {x.at(0.7), y.at(0.6)}};
                ContourPlot plot = contourPlot("", (a, b) -> 1, x.low, x.high, y.low, y.high).trajectory("", path);
                ReadAxes axes = ReadAxes.of(plot);
                for (double share : new double[] {0.3, 0.8}) {
                    double column = axes.x(x.at(0.2 + 0.5 * share), false);
                    double row = axes.y(y.at(0.3 + 0.3 * share), false);
                    assertEquals(row, axes.middle(VERMILION, column), axes.tolerance(), x + ", " + y);
                }
            }
        }
    }

    /** An axis of its own for each setting; the best trial is vermilion. */
    @Test
    void trials() {
        for (Range first : Stream.concat(LINEAR.stream(), LOG.stream()).toList()) {
            double[][] rows = {{first.low}, {first.at(0.4)}, {first.high}};
            ParallelCoordinates plot = parallelCoordinates("", List.of("s"), rows, new double[] {0, 0.6, 0.2});
            if (first.log) plot = plot.log("s");
            ReadAxes axes = ReadAxes.of(plot);
            Rectangle best = axes.bounds(VERMILION, 0, axes.picture().getWidth());
            double left = axes.middle(VERMILION, best.x + 1);
            assertEquals(axes.ofAxis(first.at(0.4), first.log, best.x), left, axes.tolerance(), "" + first);
        }
    }
}
