package gradus.plot;

import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lines over common axes, each named at its end; made by {@link Figures#linePlot}.
 *
 * <p>NaN and infinite values are gaps. Lines of at most 25 points show their points. Where a line is
 * {@link #dashed}, dashes mean just that, and all others are drawn through. Options return a changed copy.
 */
public final class LinePlot extends ChartFigure<LinePlot> {

    private static final int HEIGHT = 400;

    private List<Line> lines = List.of();
    private boolean logX;
    private boolean logY;
    /** The bounds of an axis, or null where the values set them. */
    private double[] xRange;
    private double[] yRange;

    LinePlot(String title) {
        super(title);
    }

    /**
     * Adds a line with its name.
     *
     * @param x positions, shape (n)
     * @param y values, shape (n)
     * @throws IllegalArgumentException when the lengths differ, nothing is finite, or a log axis gets a value ≤ 0
     */
    public LinePlot line(String name, double[] x, double[] y) {
        Points.check("linePlot", name, x, y);
        return added(new Line(name, x.clone(), y.clone(), looks()));
    }

    /** Adds a line over the positions 0, 1, 2, ... */
    public LinePlot line(String name, double[] y) {
        return line(name, Points.count(y.length), y);
    }

    /** Adds a line with its name; x and y are vectors (n). */
    public LinePlot line(String name, Tensor x, Tensor y) {
        return line(name, Points.vector("linePlot", "x", x), Points.vector("linePlot", "y", y));
    }

    /** Adds a line over the positions 0, 1, 2, ...; y is a vector (n). */
    public LinePlot line(String name, Tensor y) {
        return line(name, Points.vector("linePlot", "y", y));
    }

    /** Adds a line over the positions 0, 1, 2, ...; y is a list of numbers, as a loop collects them. */
    public LinePlot line(String name, List<? extends Number> y) {
        return line(name, Points.numbers("linePlot", "y", y));
    }

    /**
     * Adds a line with its name that is dashed: theory beside simulation, a bound, the level of chance.
     *
     * <p>Under one name there may be several, as the theory of each of the other lines: they are drawn in black and named
     * once.
     *
     * @param x positions, shape (n)
     * @param y values, shape (n)
     * @throws IllegalArgumentException as {@link #line(String, double[], double[])}
     */
    public LinePlot dashed(String name, double[] x, double[] y) {
        Points.check("linePlot", name, x, y);
        int look = lines.stream().filter(line -> line.isDashed(name)).mapToInt(Line::look).findFirst().orElse(looks());
        return added(new Line(name, x.clone(), y.clone(), look, Line.Kind.DASHED));
    }

    /** Adds a dashed line over the positions 0, 1, 2, ... */
    public LinePlot dashed(String name, double[] y) {
        return dashed(name, Points.count(y.length), y);
    }

    /** Adds a dashed line with its name; x and y are vectors (n). */
    public LinePlot dashed(String name, Tensor x, Tensor y) {
        return dashed(name, Points.vector("linePlot", "x", x), Points.vector("linePlot", "y", y));
    }

    /**
     * Adds points that no line joins, with their name.
     *
     * @param x positions, shape (n), in any order
     * @param y values, shape (n)
     * @throws IllegalArgumentException as {@link #line(String, double[], double[])}
     */
    public LinePlot marks(String name, double[] x, double[] y) {
        Points.check("linePlot", name, x, y);
        return added(new Line(name, x.clone(), y.clone(), looks(), Line.Kind.MARKS));
    }

    /** Adds points with their name; x and y are vectors (n). */
    public LinePlot marks(String name, Tensor x, Tensor y) {
        return marks(name, Points.vector("linePlot", "x", x), Points.vector("linePlot", "y", y));
    }

    /**
     * Adds the median of several runs as a line, with a pale band from the smallest to the largest of them.
     *
     * <p>One seed is not evidence: a curve over five seeds shows what luck can do. A value that is not finite does not
     * count in the median of its place.
     *
     * <pre>{@code
     * var runs = new double[][] {{2, 1, 0.5}, {3, 1, 0.7}, {2, 2, 0.4}};
     * linePlot("All runs get below 1").spread("loss", runs).xLabel("epoch").alt()
     * // → All runs get below 1. Line plot over epoch: loss in the median of 3 runs falls 2 → 0.5, at the end between 0.4 and 0.7.
     * }</pre>
     *
     * @param x positions, shape (points)
     * @param runs values, shape (seeds, points)
     * @throws IllegalArgumentException when a run has another length than x, or nothing is finite
     */
    public LinePlot spread(String name, double[] x, double[][] runs) {
        if (runs.length == 0) throw new IllegalArgumentException("linePlot: spread \"" + name + "\" has no runs");
        for (int run = 0; run < runs.length; run++) {
            if (runs[run].length != x.length) {
                throw new IllegalArgumentException("linePlot: run " + run + " of \"" + name + "\" has "
                        + Words.count(runs[run].length, "value") + ", but there are " + Words.count(x.length, "position"));
            }
        }
        Line line = Line.spread(name, x, runs, looks());
        Points.check("linePlot", name, x, line.y());
        return added(line);
    }

    /** Adds the spread of several runs over the positions 0, 1, 2, ...; shape (seeds, points). */
    public LinePlot spread(String name, double[][] runs) {
        return spread(name, Points.count(runs.length == 0 ? 0 : runs[0].length), runs);
    }

    /** Adds the spread of several runs; x is a vector (points), runs a matrix (seeds, points). */
    public LinePlot spread(String name, Tensor x, Tensor runs) {
        return spread(name, Points.vector("linePlot", "x", x), Points.matrix("linePlot", "runs", "(seeds, points)", runs));
    }

    /** Adds the spread of several runs over the positions 0, 1, 2, ...; runs is a matrix (seeds, points). */
    public LinePlot spread(String name, Tensor runs) {
        return spread(name, Points.matrix("linePlot", "runs", "(seeds, points)", runs));
    }

    /**
     * Draws x on a logarithmic axis.
     *
     * @throws IllegalArgumentException when an x value is not positive
     */
    public LinePlot logX() {
        return changed(plot -> plot.logX = true);
    }

    /**
     * Draws y on a logarithmic axis, on which a constant factor is a constant distance.
     *
     * @throws IllegalArgumentException when a y value is not positive
     */
    public LinePlot logY() {
        return changed(plot -> plot.logY = true);
    }

    /**
     * Shows x from one bound to the other; the text alternative tells of this part only.
     *
     * @throws IllegalArgumentException when the bounds are not in order, or a line has nothing between them
     */
    public LinePlot xRange(double low, double high) {
        Points.range("linePlot", "xRange", low, high);
        return changed(plot -> plot.xRange = new double[] {low, high});
    }

    /**
     * Shows y from one bound to the other; what lies outside is cut off and counted in the text alternative.
     *
     * @throws IllegalArgumentException when the bounds are not in order, or a line has nothing between them
     */
    public LinePlot yRange(double low, double high) {
        Points.range("linePlot", "yRange", low, high);
        return changed(plot -> plot.yRange = new double[] {low, high});
    }

    @Override
    String shows() {
        String at = (xLabel.isEmpty() ? "x" : xLabel) + " = ";
        String what = yLabel.isEmpty() ? "line" : yLabel;
        String over = xLabel.isEmpty() ? "" : " over " + xLabel;
        String scale = logX && logY ? ", both axes logarithmic" : logY ? ", log y axis" : logX ? ", log x axis" : "";
        List<Line> shown = shown();
        String trends = shown.stream()
                .map(line -> (line.name().isEmpty() ? what : Words.name(line.name()))
                        + (line.kind() == Line.Kind.DASHED ? " (dashed) " : " ") + line.trend(at))
                .collect(Collectors.joining("; "));
        return finding() + "Line plot" + (yLabel.isEmpty() ? "" : " of " + yLabel) + over + scale + range("x", xRange)
                + range("y", yRange) + outside(shown) + ": " + trends + ".";
    }

    private static String range(String axis, double[] range) {
        return range == null ? "" : ", " + axis + " from " + Words.text(range[0]) + " to " + Words.text(range[1]);
    }

    private String outside(List<Line> shown) {
        if (yRange == null) return "";
        int outside = (int) shown.stream().flatMapToDouble(line -> Arrays.stream(line.y()))
                .filter(y -> y < yRange[0] || y > yRange[1]).count();
        return outside == 0 ? "" : " (" + Words.count(outside, "point") + " outside)";
    }

    @Override
    double[] yValues() {
        return yRange == null ? all(notes().ys(values())) : null;
    }

    @Override
    double[] xValues() {
        return xRange == null ? all(notes().xs(shown().stream().map(Line::x).toArray(double[][]::new))) : null;
    }

    @Override
    boolean isLogX() {
        return logX;
    }

    private double[] values() {
        return shown().stream().flatMap(line -> Stream.of(line.low(), line.high())).flatMapToDouble(Arrays::stream).toArray();
    }

    @Override
    boolean isLogY() {
        return logY;
    }

    @Override
    Drawing drawing(int room) {
        int width = width(room);
        int height = ChartFigure.height(HEIGHT, width);
        if (lines.isEmpty()) throw new IllegalStateException("linePlot: it has no line yet; add one with line(name, x, y)");
        List<Line> shown = shown();
        double[][] xs = shown.stream().map(Line::x).toArray(double[][]::new);
        double[][] ys = {values(), besideY};
        double[][] wide = notes().xs(all(xs), besideX);
        Axis x = xRange != null ? Axis.from(xRange[0], xRange[1], logX, width / 100, xs)
                : logX ? Axis.logarithmic(width / 95, wide) : Axis.filled(width / 100, wide);
        Axis y = yRange != null ? Axis.from(yRange[0], yRange[1], logY, 6, ys)
                : logY ? Axis.logarithmic(7, notes().ys(ys)) : Axis.linear(6, notes().ys(ys));
        // beside others, a line without a name takes that of its axis
        List<Line> named = shown.size() == 1 ? shown
                : shown.stream().map(line -> line.name().isEmpty() ? line.named(yLabel) : line).toList();
        int[] of = looks.of(IntStream.range(0, looks()).mapToObj(this::named).toList());
        List<Line> drawn = named.stream().map(line -> line.looking(of[line.look()])).toList();
        return new LineChart(drawn, x, y, xLabel, yLabel, notes(), width, height).drawing();
    }

    /** The lines as they are read, from left to right, between the bounds of x. */
    private List<Line> shown() {
        return lines.stream().map(Line::fromLeft)
                .map(line -> xRange == null ? line : line.between(xRange[0], xRange[1], logX, logY)).toList();
    }

    /** The name of the lines that have this look among all of the plot. */
    private String named(int look) {
        return lines.stream().filter(line -> line.look() == look).findFirst().orElseThrow().name();
    }

    /** How many looks are in use. */
    private int looks() {
        return (int) lines.stream().mapToInt(Line::look).distinct().count();
    }

    private LinePlot added(Line line) {
        if (line.look() == Look.MAX_SERIES) {
            throw new IllegalArgumentException("linePlot: more than " + Look.MAX_SERIES
                    + " lines cannot be told apart; draw some of them in a second figure");
        }
        return changed(plot -> {
            plot.lines = new ArrayList<>(lines);
            plot.lines.add(line);
        });
    }

    @Override
    Note.Limits xLimits() {
        return Note.Limits.range(xRange, logX, "xRange");
    }

    @Override
    Note.Limits yLimits() {
        return Note.Limits.range(yRange, logY, "yRange");
    }

    @Override
    void check() {
        for (Line line : lines) {
            if (logX) Points.positive("linePlot", "logX", "x", line.name(), line.x());
            if (logY) Points.positive("linePlot", "logY", "y", line.name(), line.low());
        }
        if (logX && xRange != null) Points.positive("linePlot", "logX", "xRange", "", xRange);
        if (logY && yRange != null) Points.positive("linePlot", "logY", "yRange", "", yRange);
        for (Line line : lines) {
            if (xRange != null) Points.meets("linePlot", "xRange", "x", line.name(), xRange, line.x());
        }
        for (Line line : shown()) {
            if (line.finite() == 0) {
                throw new IllegalArgumentException("linePlot: \"" + line.name() + "\" has no finite point with x from "
                        + Words.text(xRange[0]) + " to " + Words.text(xRange[1]));
            }
            if (yRange != null) Points.meets("linePlot", "yRange", "y", line.name(), yRange, line.low(), line.high());
        }
    }
}
