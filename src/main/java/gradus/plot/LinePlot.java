package gradus.plot;

import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Lines over common axes, each named at its end; made by {@link Figures#linePlot}.
 *
 * <p>NaN and infinite values are gaps. Lines of at most 25 points show their points. Options return a changed copy.
 */
public final class LinePlot extends Figure {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 400;

    private List<Line> lines = List.of();
    private String xLabel = "";
    private String yLabel = "";
    private boolean logX;
    private boolean logY;

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
        if (lines.size() == Style.MAX_SERIES) {
            throw new IllegalArgumentException("linePlot: more than " + Style.MAX_SERIES
                    + " lines cannot be told apart; draw some of them in a second figure");
        }
        return changed(plot -> {
            plot.lines = new ArrayList<>(lines);
            plot.lines.add(new Line(name, x.clone(), y.clone(), lines.size()));
        });
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

    /** What x is, with its unit; it stands under the axis. */
    public LinePlot xLabel(String label) {
        return changed(plot -> plot.xLabel = label);
    }

    /** What y is, with its unit; it stands above the axis. */
    public LinePlot yLabel(String label) {
        return changed(plot -> plot.yLabel = label);
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

    /** The same plot under another title. */
    public LinePlot title(String title) {
        return changed(plot -> plot.title = title);
    }

    @Override
    public String alt() {
        String at = xLabel.isEmpty() ? "x = " : xLabel + " ";
        String what = yLabel.isEmpty() ? "line" : yLabel;
        String over = xLabel.isEmpty() ? "" : " over " + xLabel;
        String scale = logX && logY ? ", both axes logarithmic" : logY ? ", log y axis" : logX ? ", log x axis" : "";
        String trends = lines.stream()
                .map(line -> (line.name().isEmpty() ? what : line.name()) + " " + line.trend(at))
                .collect(Collectors.joining("; "));
        return title() + ". Line plot" + (yLabel.isEmpty() ? "" : " of " + yLabel) + over + scale + ": " + trends + ".";
    }

    @Override
    Drawing drawing() {
        if (lines.isEmpty()) throw new IllegalStateException("linePlot: it has no line yet; add one with line(name, x, y)");
        double[][] xs = lines.stream().map(Line::x).toArray(double[][]::new);
        double[][] ys = lines.stream().map(Line::y).toArray(double[][]::new);
        Scale x = logX ? Scale.logarithmic(8, xs) : Scale.filled(7, xs);
        Scale y = logY ? Scale.logarithmic(7, ys) : Scale.linear(6, ys);
        // beside others, a line without a name takes that of its axis
        List<Line> named = lines.size() == 1 ? lines : lines.stream()
                .map(line -> line.name().isEmpty() ? new Line(yLabel, line.x(), line.y(), line.look()) : line).toList();
        var panel = new LinePanel(named, new Axes(x, y, xLabel, yLabel), WIDTH, HEIGHT);
        return new Drawing(WIDTH, HEIGHT, panel::paint);
    }

    private LinePlot changed(Consumer<LinePlot> change) {
        LinePlot plot = with(this, change);
        for (Line line : plot.lines) {
            if (plot.logX) Points.positive("linePlot", "logX", "x", line.name(), line.x());
            if (plot.logY) Points.positive("linePlot", "logY", "y", line.name(), line.y());
        }
        return plot;
    }
}
