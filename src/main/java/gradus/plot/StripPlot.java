package gradus.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Every value of every group as a dot, the median as a bar; made by {@link Figures#stripPlot}.
 *
 * <p>Dots of nearly the same value stand side by side; a figure with more than 400 values in a group draws boxes. Values that are not finite, such as the loss of a run that
 * diverged, cannot be drawn: they are counted under the name of their group. Options return a changed copy.
 */
public final class StripPlot extends ChartFigure<StripPlot> {

    private static final int HEIGHT = 400;
    private static final int MOST_GROUPS = 30;
    private static final int MOST_DOTS = 400;
    private static final int FEW_DOTS = 40;
    private static final BasicStroke MEDIAN = new BasicStroke(3, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    private static final BasicStroke THIN = new BasicStroke(1.6f, BasicStroke.CAP_SQUARE, BasicStroke.JOIN_MITER);

    private final List<String> names;
    /** Per group its finite values, sorted. */
    private final double[][] values;
    private final int[] missing;
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
    Drawing drawing(int room) {
        int width = width(room);
        int height = ChartFigure.height(HEIGHT, width);
        List<String> under = IntStream.range(0, names.size()).mapToObj(i -> missing[i] == 0 ? names.get(i)
                : names.get(i) + " (" + missing[i] + " not finite)").toList();
        Axis y = logY ? Axis.logarithmic(7, values) : Axis.linear(6, values);
        Chart chart = new Chart(Axis.groups(under), y, xLabel, yLabel, width, height).grid();
        for (int i = 0; i < values.length; i++) if (values[i].length > 0) column(chart, i);
        return new Drawing(width, height, chart::paint);
    }

    private void column(Chart chart, int i) {
        double centre = chart.px(i);
        double half = Math.min(60, 0.38 * (chart.px(1) - chart.px(0)));
        if (box) box(chart, values[i], centre, half);
        // a few dots lie on the bar, many under it: neither hides the other
        boolean below = !box && values[i].length > FEW_DOTS;
        if (below) dots(chart, values[i], centre, half);
        across(chart, centre, half, Quantiles.median(values[i]), Look.INK, MEDIAN);
        if (!box && !below) dots(chart, values[i], centre, half);
    }

    private static void across(Chart chart, double centre, double half, double value, Color color, BasicStroke stroke) {
        chart.line(new double[][] {{centre - half, chart.py(value)}, {centre + half, chart.py(value)}}, color, stroke);
    }

    /** Each dot as near to the middle as those before it allow. */
    private static void dots(Chart chart, double[] group, double centre, double half) {
        double radius = group.length <= FEW_DOTS ? 5 : group.length <= 150 ? 3.5 : 2;
        List<double[]> placed = new ArrayList<>();
        for (double value : group) {
            double y = chart.py(value);
            placed.add(new double[] {free(placed, centre, y, half, 2 * radius), y});
        }
        chart.dots(placed.toArray(double[][]::new), Look.marker(0, Look.BLUE, radius < 5 ? null : Color.WHITE, radius));
    }

    private static double free(List<double[]> placed, double centre, double y, double half, double apart) {
        for (double out = 0; out <= half; out += apart / 4) {
            for (double x : new double[] {centre + out, centre - out}) {
                if (placed.stream().allMatch(dot -> Math.hypot(dot[0] - x, dot[1] - y) >= apart)) return x;
            }
        }
        return centre;
    }

    /** Of lines and an area: the colours of XChart's boxes are fixed. */
    private static void box(Chart chart, double[] group, double centre, double half) {
        double low = Quantiles.of(group, 0.25);
        double high = Quantiles.of(group, 0.75);
        double reach = 1.5 * (high - low);
        double bottom = Arrays.stream(group).filter(v -> v >= low - reach).min().orElseThrow();
        double top = Arrays.stream(group).filter(v -> v <= high + reach).max().orElseThrow();
        for (double[] whisker : new double[][] {{bottom, Math.min(low, top)}, {Math.max(high, bottom), top}}) {
            chart.line(new double[][] {{centre, chart.py(whisker[0])}, {centre, chart.py(whisker[1])}}, Look.BLUE, THIN);
        }
        for (double end : new double[] {bottom, top}) across(chart, centre, half / 3, end, Look.BLUE, THIN);
        double[][] corners = {{centre - half, chart.py(low)}, {centre - half, chart.py(high)}, {centre + half, chart.py(high)},
            {centre + half, chart.py(low)}, {centre - half, chart.py(low)}};
        chart.area(corners, Look.mix(Color.WHITE, Look.BLUE, 0.25));
        chart.line(corners, Look.BLUE, THIN);
        double[][] beyond = Arrays.stream(group).filter(v -> v < bottom || v > top)
                .mapToObj(v -> new double[] {centre, chart.py(v)}).toArray(double[][]::new);
        chart.dots(beyond, Look.marker(0, Look.BLUE, null, 3.5));
    }

    @Override
    void check() {
        for (int i = 0; i < values.length && logY; i++) Points.positive("stripPlot", "logY", "group", names.get(i), values[i]);
    }
}
