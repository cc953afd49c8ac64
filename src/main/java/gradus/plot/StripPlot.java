package gradus.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Every value of every group as a dot, the median as a bar; made by {@link Figures#stripPlot}.
 *
 * <p>Dots of nearly the same value stand side by side; a figure with more than 400 values in a group draws boxes. Values that are not finite, such as the loss of a run that
 * diverged, cannot be drawn: they are counted under the name of their group. Options return a changed copy.
 */
public final class StripPlot extends Figure {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 400;
    private static final int MOST_GROUPS = 30;
    private static final int MOST_DOTS = 400;
    private static final int FEW_DOTS = 40;

    private final List<String> names;
    /** Per group its finite values, sorted. */
    private final double[][] values;
    private final int[] missing;
    private String xLabel = "";
    private String yLabel = "";
    private boolean logY;
    private boolean box;

    StripPlot(String title, List<String> names, double[][] all) {
        super(title);
        if (names.size() != all.length) {
            throw new IllegalArgumentException("stripPlot: " + Words.count(names.size(), "name") + " for "
                    + Words.count(all.length, "group") + " of values; every group needs one");
        }
        if (all.length == 0) throw new IllegalArgumentException("stripPlot: there are no groups");
        if (all.length > MOST_GROUPS) {
            throw new IllegalArgumentException("stripPlot: " + all.length + " groups have no room side by side, at most "
                    + MOST_GROUPS + " do");
        }
        for (int i = 0; i < all.length; i++) {
            if (all[i].length == 0) {
                throw new IllegalArgumentException("stripPlot: group \"" + names.get(i) + "\" has no values");
            }
        }
        this.names = List.copyOf(names);
        box = Arrays.stream(all).anyMatch(group -> group.length > MOST_DOTS);
        values = Arrays.stream(all).map(group -> Arrays.stream(group).filter(Double::isFinite).sorted().toArray())
                .toArray(double[][]::new);
        missing = IntStream.range(0, all.length).map(i -> all[i].length - values[i].length).toArray();
        if (Arrays.stream(values).allMatch(group -> group.length == 0)) {
            throw new IllegalArgumentException("stripPlot: none of the " + Words.count(IntStream.of(missing).sum(), "value")
                    + " is finite, the first is " + Words.text(all[0][0]));
        }
    }

    /** What the groups are; it stands under them. */
    public StripPlot xLabel(String label) {
        return changed(plot -> plot.xLabel = given("xLabel", label));
    }

    /** What the values are, with their unit; it stands above the axis. */
    public StripPlot yLabel(String label) {
        return changed(plot -> plot.yLabel = given("yLabel", label));
    }

    /**
     * Draws the values on a logarithmic axis.
     *
     * @throws IllegalArgumentException when a value is not positive
     */
    public StripPlot logY() {
        return changed(plot -> plot.logY = true);
    }

    /**
     * Draws boxes in place of dots, for groups of many values: from quartile to quartile, with a bar at the median, and
     * whiskers to the last value within 1.5 times the height of the box; values beyond are dots (Tukey, "Exploratory
     * Data Analysis", 1977).
     */
    public StripPlot box() {
        return changed(plot -> plot.box = true);
    }

    /** The same plot under another title. */
    public StripPlot title(String title) {
        return changed(plot -> plot.title = given("title", title));
    }

    @Override
    public String alt() {
        int least = Arrays.stream(values).mapToInt(group -> group.length).min().orElseThrow();
        int most = Arrays.stream(values).mapToInt(group -> group.length).max().orElseThrow();
        boolean equal = least == most && IntStream.of(missing).allMatch(n -> n == 0);
        String groups = IntStream.range(0, values.length).mapToObj(i -> group(i, equal)).collect(Collectors.joining("; "));
        return title() + ". " + (box ? "Box plot" : "Strip plot") + (yLabel.isEmpty() ? "" : " of " + yLabel)
                + (xLabel.isEmpty() ? "" : " by " + xLabel) + (logY ? ", log y axis" : "")
                + (equal ? ", " + Words.count(most, "value") + " each" : "") + ": " + groups + ".";
    }

    private String group(int i, boolean equal) {
        double[] group = values[i];
        String size = equal ? "" : Words.count(group.length, "value") + ", ";
        String gone = missing[i] == 0 ? "" : ", " + missing[i] + " of " + (group.length + missing[i]) + " not finite";
        if (group.length == 0) return names.get(i) + gone.substring(1);
        String quartiles = box ? ", quartiles " + Words.text(Quantiles.of(group, 0.25)) + " and "
                + Words.text(Quantiles.of(group, 0.75)) : "";
        return names.get(i) + " " + size + "median " + Words.text(Quantiles.median(group)) + quartiles + " ("
                + Words.text(group[0]) + " to " + Words.text(group[group.length - 1]) + ")" + gone;
    }

    @Override
    Drawing drawing() {
        return drawing(WIDTH);
    }

    @Override
    Drawing drawing(int room) {
        int width = Math.min(WIDTH, room);
        int height = Drawing.height(HEIGHT, width);
        List<String> under = IntStream.range(0, names.size()).mapToObj(i -> missing[i] == 0 ? names.get(i)
                : names.get(i) + " (" + missing[i] + " not finite)").toList();
        Scale y = logY ? Scale.logarithmic(7, values) : Scale.linear(6, values);
        Axes axes = new Axes(under, y, xLabel, yLabel);
        return new Drawing(width, height, g -> {
            axes.paint(g, width, height);
            for (int i = 0; i < values.length; i++) if (values[i].length > 0) column(g, axes, i);
        });
    }

    private void column(Graphics2D g, Axes axes, int i) {
        double centre = axes.px(i);
        double half = Math.min(60, 0.38 * (axes.px(1) - axes.px(0)));
        if (box) box(g, axes, values[i], centre, half);
        // a few dots lie on the bar, many under it: neither hides the other
        boolean below = !box && values[i].length > FEW_DOTS;
        if (below) dots(g, axes, values[i], centre, half);
        double median = axes.py(Quantiles.median(values[i]));
        g.setColor(Style.INK);
        g.setStroke(new BasicStroke(3, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        g.draw(new Line2D.Double(centre - half, median, centre + half, median));
        if (!box && !below) dots(g, axes, values[i], centre, half);
    }

    /** Each dot as near to the middle as those before it allow. */
    private static void dots(Graphics2D g, Axes axes, double[] group, double centre, double half) {
        double radius = group.length <= FEW_DOTS ? 5 : group.length <= 150 ? 3.5 : 2;
        List<double[]> placed = new ArrayList<>();
        for (double value : group) {
            double y = axes.py(value);
            double x = free(placed, centre, y, half, 2 * radius);
            placed.add(new double[] {x, y});
            var dot = new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
            g.setColor(Style.BLUE);
            g.fill(dot);
            if (radius < 5) continue;
            g.setColor(Color.WHITE);
            g.setStroke(new BasicStroke(1));
            g.draw(dot);
        }
    }

    private static double free(List<double[]> placed, double centre, double y, double half, double apart) {
        for (double out = 0; out <= half; out += apart / 4) {
            for (double x : new double[] {centre + out, centre - out}) {
                if (placed.stream().allMatch(dot -> Math.hypot(dot[0] - x, dot[1] - y) >= apart)) return x;
            }
        }
        return centre;
    }

    private static void box(Graphics2D g, Axes axes, double[] group, double centre, double half) {
        double low = Quantiles.of(group, 0.25);
        double high = Quantiles.of(group, 0.75);
        double reach = 1.5 * (high - low);
        double bottom = Arrays.stream(group).filter(v -> v >= low - reach).min().orElseThrow();
        double top = Arrays.stream(group).filter(v -> v <= high + reach).max().orElseThrow();
        g.setColor(Style.BLUE);
        g.setStroke(new BasicStroke(1.6f));
        g.draw(new Line2D.Double(centre, axes.py(bottom), centre, axes.py(Math.min(low, top))));
        g.draw(new Line2D.Double(centre, axes.py(Math.max(high, bottom)), centre, axes.py(top)));
        for (double end : new double[] {bottom, top}) {
            g.draw(new Line2D.Double(centre - half / 3, axes.py(end), centre + half / 3, axes.py(end)));
        }
        var rectangle = new Rectangle2D.Double(centre - half, axes.py(high), 2 * half, axes.py(low) - axes.py(high));
        g.setColor(Style.mix(Color.WHITE, Style.BLUE, 0.25));
        g.fill(rectangle);
        g.setColor(Style.BLUE);
        g.draw(rectangle);
        for (double v : group) {
            if (v < bottom || v > top) g.fill(new Ellipse2D.Double(centre - 3.5, axes.py(v) - 3.5, 7, 7));
        }
    }

    private StripPlot changed(Consumer<StripPlot> change) {
        StripPlot plot = with(this, change);
        if (plot.logY) {
            for (int i = 0; i < values.length; i++) Points.positive("stripPlot", "logY", "group", names.get(i), values[i]);
        }
        return plot;
    }
}
