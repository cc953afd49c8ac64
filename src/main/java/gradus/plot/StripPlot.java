package gradus.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Every value of every group as a dot, the median as a bar; made by {@link Figures#stripPlot}.
 *
 * <p>Dots of nearly the same value stand side by side; a figure with more than 400 values in a group draws boxes. Groups
 * whose names are too long to stand side by side lie one below the other. Values that are not finite, such as the loss
 * of a run that diverged, cannot be drawn: they are counted with the name of their group. Options return a changed copy.
 */
public final class StripPlot extends ChartFigure<StripPlot> {

    private static final int MOST_GROUPS = 30;
    private static final int MOST_DOTS = 400;

    /** Of each group its values, in the order of the seeds. */
    record Series(String name, double[][] values) {

        /** The finite values of a group, sorted. */
        double[] sorted(int group) {
            return Arrays.stream(values[group]).filter(Double::isFinite).sorted().toArray();
        }

        int missing(int group) {
            return values[group].length - sorted(group).length;
        }
    }

    final List<String> names;
    List<Series> series;
    boolean logY;
    boolean box;
    boolean paired;
    boolean percent;
    boolean differences;

    StripPlot(String title, List<String> names, double[][] all) {
        super(title);
        this.names = List.copyOf(names);
        series = List.of();
        series = checked("", all);
        box = isDense(all);
    }

    private static boolean isDense(double[][] all) {
        return Arrays.stream(all).anyMatch(group -> group.length > MOST_DOTS);
    }

    /** Names the values given first, for the key beside several series. */
    public StripPlot name(String name) {
        return changed(plot -> {
            plot.series = new ArrayList<>(series);
            plot.series.set(0, new Series(name, series.get(0).values));
        });
    }

    /**
     * Adds other values to each group, beside those before and in a colour of their own.
     *
     * <pre>{@code
     * double[][] tanh = {{0.5, 0.7}, {0.8, 0.9}};
     * double[][] relu = {{0.2, 0.4}, {0.9, 0.9}};
     * stripPlot("ReLU needs He", List.of("Glorot", "He"), tanh).name("tanh").series("ReLU", relu).alt()
     * // → ReLU needs He. Strip plot, 2 values each: Glorot: tanh median 0.6 (0.5 to 0.7), ReLU median 0.3 (0.2 to 0.4); He: tanh median 0.85 (0.8 to 0.9), ReLU median 0.9 (0.9 to 0.9).
     * }</pre>
     *
     * @param values of each group its values
     * @throws IllegalArgumentException when there is not one array for each name, nothing is finite, or there are too many series
     */
    public StripPlot series(String name, double[][] values) {
        List<Series> more = checked(name, values);
        return changed(plot -> {
            plot.series = more;
            plot.box |= isDense(values);
        });
    }

    /**
     * Joins the dots of one seed by a thin line: from series to series of a group, or from group to group where there is one
     * series. Lines that all rise or all fall show what the spread of the seeds hides.
     *
     * <pre>{@code
     * double[][] scores = {{0.90, 0.92, 0.94}, {0.91, 0.94, 0.93}};
     * stripPlot("Two seeds gain", List.of("SGD", "Adam"), scores).paired().alt()
     * // → Two seeds gain. Strip plot, 3 values each: SGD median 0.92 (0.9 to 0.94); Adam median 0.93 (0.91 to 0.94); Adam above SGD in 2 of 3 pairs.
     * }</pre>
     *
     * @throws IllegalArgumentException when there are no two groups or series with as many values, or boxes are drawn
     */
    public StripPlot paired() {
        return changed(plot -> plot.paired = true);
    }

    /**
     * Writes shares as per cent, on the axis as in the text alternative: 0.95 as 95.
     *
     * @throws IllegalArgumentException when the label of the axis names another unit in brackets
     */
    public StripPlot percent() {
        return changed(plot -> plot.percent = true);
    }

    /**
     * Takes the values as differences, such as those between seeds that share their initial weights: zero is a dark line on
     * the axis, and the text alternative says how many values are below it.
     *
     * <pre>{@code
     * double[][] gain = {{-0.02, -0.01, 0.03}};
     * stripPlot("Two of three lose", List.of("He − small"), gain).differences().alt()
     * // → Two of three lose. Strip plot of differences, 3 values each: He − small median -0.01 (-0.02 to 0.03), below 0 in 2 of 3.
     * }</pre>
     *
     * @throws IllegalArgumentException with a logarithmic axis, which has no zero
     */
    public StripPlot differences() {
        return changed(plot -> plot.differences = true);
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

    private List<Series> checked(String name, double[][] all) {
        String of = name.isEmpty() ? "" : " of series \"" + name + "\"";
        if (names.size() != all.length) {
            throw new IllegalArgumentException("stripPlot: " + Words.count(names.size(), "name") + " for "
                    + Words.count(all.length, "group") + " of values" + of + "; every group needs one");
        }
        if (all.length == 0) throw new IllegalArgumentException("stripPlot: there are no groups");
        int groups = all.length * (series.size() + 1);
        if (groups > MOST_GROUPS) {
            throw new IllegalArgumentException("stripPlot: " + groups + " groups have no room side by side, at most "
                    + MOST_GROUPS + " do");
        }
        if (series.size() == Look.PALETTE.size()) {
            throw new IllegalArgumentException("stripPlot: at most " + Look.PALETTE.size() + " series can be told apart");
        }
        for (int i = 0; i < all.length; i++) {
            if (all[i].length == 0) {
                throw new IllegalArgumentException("stripPlot: group \"" + names.get(i) + "\"" + of + " has no values");
            }
        }
        Series added = new Series(name, Arrays.stream(all).map(double[]::clone).toArray(double[][]::new));
        int size = Arrays.stream(all).mapToInt(group -> group.length).sum();
        if (IntStream.range(0, all.length).map(added::missing).sum() == size) {
            throw new IllegalArgumentException("stripPlot: none of the " + Words.count(size, "value") + of
                    + " is finite, the first is " + Words.text(all[0][0]));
        }
        List<Series> more = new ArrayList<>(series);
        more.add(added);
        return more;
    }

    @Override
    void check() {
        for (Series s : series) {
            for (int i = 0; i < names.size() && logY; i++) {
                Points.positive("stripPlot", "logY", "group", names.get(i), s.sorted(i));
            }
        }
        for (Series s : series) {
            for (double value : Arrays.stream(s.values).flatMapToDouble(Arrays::stream).toArray()) {
                if (!percent || !Double.isFinite(value) || Double.isFinite(100 * value)) continue;
                throw new IllegalArgumentException("stripPlot: percent() writes shares, and " + Words.text(value)
                        + " is none; leave percent() out, or multiply the values by a power of ten");
            }
        }
        if (percent && yLabel.contains("(") && !yLabel.contains("%")) {
            throw new IllegalArgumentException("stripPlot: percent() and the label \"" + yLabel
                    + "\" are two units; a figure has one: leave percent() out, or the unit");
        }
        if (differences && logY) {
            throw new IllegalArgumentException("stripPlot: differences need a zero, which a logarithmic axis does not have;"
                    + " leave logY() out");
        }
        if (paired) checkPairs();
    }

    private void checkPairs() {
        if (box) throw new IllegalArgumentException("stripPlot: boxes show no pairs; leave paired() or box() out");
        if (series.size() * names.size() == 1) {
            throw new IllegalArgumentException("stripPlot: paired() needs two groups, or a second series; there is one group");
        }
        for (int[][] pair : pairs()) {
            int a = values(pair[0]).length;
            int b = values(pair[1]).length;
            if (a == b) continue;
            throw new IllegalArgumentException("stripPlot: " + spoken(pair[0]) + " has " + Words.count(a, "value") + ", "
                    + spoken(pair[1]) + " has " + b + "; paired() needs one of each seed in both");
        }
    }

    /** Which columns, each given as (series, group), stand beside each other and are compared seed by seed. */
    List<int[][]> pairs() {
        List<int[][]> pairs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (series.size() == 1 && i > 0) pairs.add(new int[][] {{0, i - 1}, {0, i}});
            for (int s = 1; s < series.size(); s++) pairs.add(new int[][] {{s - 1, i}, {s, i}});
        }
        return pairs;
    }

    /** The values of a column (series, group) in the order of the seeds. */
    double[] values(int[] column) {
        return series.get(column[0]).values[column[1]];
    }

    private String spoken(int[] column) {
        return names.get(column[1]) + (series.size() == 1 ? "" : ", " + name(column[0]));
    }

    /** Beside others, values without a name take that of their axis. */
    String name(int s) {
        String name = series.get(s).name;
        return !name.isEmpty() ? name : !yLabel.isEmpty() ? yLabel : "first";
    }

    /** What stands at the axis of values. */
    String valueLabel() {
        return !percent || yLabel.contains("%") ? yLabel : yLabel.isEmpty() ? "%" : yLabel + " (%)";
    }

    @Override
    String shows() {
        boolean equal = series.stream().flatMap(s -> Arrays.stream(s.values)).mapToInt(group -> group.length).distinct().count() == 1
                && series.stream().noneMatch(s -> IntStream.range(0, names.size()).anyMatch(i -> s.missing(i) > 0));
        String groups = IntStream.range(0, names.size()).mapToObj(i -> series.size() == 1 ? group(0, i, Words.name(names.get(i)), equal)
                : Words.name(names.get(i)) + ": " + IntStream.range(0, series.size()).mapToObj(s -> group(s, i, Words.name(name(s)), equal))
                .collect(Collectors.joining(", "))).collect(Collectors.joining("; "));
        String pairs = paired ? pairs().stream().map(this::compared).collect(Collectors.joining("; ", "; ", "")) : "";
        return finding() + (box ? "Box plot" : "Strip plot") + (differences ? " of differences" : "")
                + (yLabel.isEmpty() ? "" : (differences ? " in " : " of ") + yLabel) + (xLabel.isEmpty() ? "" : " by " + xLabel)
                + (logY ? ", log y axis" : "") + (equal ? ", " + Words.count(series.get(0).values[0].length, "value") + " each" : "")
                + ": " + groups + pairs + ".";
    }

    private String group(int s, int i, String name, boolean equal) {
        double[] group = series.get(s).sorted(i);
        int missing = series.get(s).missing(i);
        String size = equal ? "" : Words.count(group.length, "value") + ", ";
        String gone = missing == 0 ? "" : ", " + missing + " of " + (group.length + missing) + " not finite";
        if (group.length == 0) return name + gone.substring(1);
        String quartiles = box ? ", quartiles " + text(Quantiles.of(group, 0.25)) + " and " + text(Quantiles.of(group, 0.75)) : "";
        String below = differences ? ", below 0 in " + Arrays.stream(group).filter(v -> v < 0).count() + " of " + group.length : "";
        return name + " " + size + "median " + text(Quantiles.median(group)) + quartiles + " (" + text(group[0]) + " to "
                + text(group[group.length - 1]) + ")" + below + gone;
    }

    private String compared(int[][] pair) {
        double[] a = values(pair[0]);
        double[] b = values(pair[1]);
        int[] whole = IntStream.range(0, a.length).filter(k -> Double.isFinite(a[k]) && Double.isFinite(b[k])).toArray();
        long above = IntStream.of(whole).filter(k -> b[k] > a[k]).count();
        String what = series.size() == 1 ? Words.name(names.get(pair[1][1])) + " above " + Words.name(names.get(pair[0][1]))
                : Words.name(names.get(pair[1][1])) + ": " + Words.name(name(pair[1][0])) + " above " + Words.name(name(pair[0][0]));
        return what + " in " + above + " of " + Words.count(whole.length, "pair");
    }

    private String text(double value) {
        return percent ? Words.text(100 * value) + " %" : Words.text(value);
    }

    @Override
    double[] yValues() {
        double[] values = series.stream().flatMap(s -> Arrays.stream(s.values)).flatMapToDouble(Arrays::stream)
                .map(v -> percent ? 100 * v : v).toArray();
        return all(standing().ys(values, differences ? new double[1] : new double[0]));
    }

    /** Its notes in the unit of its axis, and at the places of its groups. */
    Notes standing() {
        Notes among = notes().among(this::place);
        return percent ? among.inPercent() : among;
    }

    @Override
    List<String> groups() {
        return names;
    }

    @Override
    boolean isLogY() {
        return logY;
    }

    @Override
    Note.Limits xLimits() {
        return Note.Limits.groups(names.size());
    }

    @Override
    Note.Limits yLimits() {
        return Note.Limits.free(logY);
    }

    @Override
    Drawing drawing(int room) {
        return new StripDrawing(this, width(room)).drawing();
    }
}
