package gradus.plot;

import gradus.tensor.Numbers;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A bar for each name, or a group of bars, one for each series; made by {@link Figures#barPlot}.
 *
 * <p>Bars start at zero, since the eye compares their lengths; for values that differ little take
 * {@link Figures#stripPlot}. A value that is not finite has no bar, its place says so. Options return a changed copy.
 */
public final class BarPlot extends ChartFigure<BarPlot> {

    private static final int HEIGHT = 380;
    private static final int MOST_NAMES = 36;
    private static final int MOST_BARS = 100;
    private static final int MOST_LABELS = 32;
    /** So many numbers the text alternative lists. */
    private static final int FEW = 30;
    private static final int WIDEST = 90;
    private static final double GROUP = 0.8;
    private static final BasicStroke EDGE = new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);

    private record Series(String name, double[] values) {}

    private final List<String> names;
    private List<Series> series;
    private boolean labels;
    /** What the axis shows in any case. */
    private double[] reach = {};

    BarPlot(String title, List<String> names, double[] values) {
        super(title);
        if (names.isEmpty()) throw new IllegalArgumentException("barPlot: there are no names");
        if (names.size() > MOST_NAMES) {
            throw new IllegalArgumentException("barPlot: " + names.size() + " names have no room side by side, at most "
                    + MOST_NAMES + " do; draw the largest");
        }
        this.names = List.copyOf(names);
        series = List.of();
        series = checked("", values);
    }

    /** Names the values given first, for the key beside grouped bars. */
    public BarPlot name(String name) {
        return changed(plot -> {
            plot.series = new ArrayList<>(series);
            plot.series.set(0, new Series(name, series.get(0).values));
        });
    }

    /**
     * Adds another bar to each group.
     *
     * @param values one for each name
     * @throws IllegalArgumentException when there is not one for each name, nothing is finite, or there are too many bars
     */
    public BarPlot series(String name, double[] values) {
        List<Series> more = checked(name, values);
        return changed(plot -> plot.series = more);
    }

    /**
     * Whether each bar has its number.
     *
     * @throws IllegalArgumentException for more than 32 bars
     */
    public BarPlot labels(boolean labels) {
        return changed(plot -> plot.labels = labels);
    }

    /**
     * Lets y reach at least from one bound to the other, so that shorter bars look shorter; longer ones widen it.
     *
     * @throws IllegalArgumentException when the bounds are not in order
     */
    public BarPlot reach(double low, double high) {
        Points.range("barPlot", "reach", low, high);
        return changed(plot -> plot.reach = new double[] {low, high});
    }

    @Override
    void check() {
        int bars = series.size() * names.size();
        if (labels && bars > MOST_LABELS) {
            throw new IllegalArgumentException("barPlot: there are " + bars + " bars, numbers have room on at most "
                    + MOST_LABELS + "; leave labels out");
        }
    }

    private List<Series> checked(String name, double[] values) {
        String of = name.isEmpty() ? "" : " of \"" + name + "\"";
        if (values.length != names.size()) {
            throw new IllegalArgumentException("barPlot: " + Words.count(values.length, "value") + of + " for "
                    + Words.count(names.size(), "name") + "; every name needs one");
        }
        if (Arrays.stream(values).noneMatch(Double::isFinite)) {
            throw new IllegalArgumentException("barPlot: none of the " + Words.count(values.length, "value") + of
                    + " is finite, the first is " + Words.text(values[0]));
        }
        int bars = (series.size() + 1) * names.size();
        if (series.size() == Look.PALETTE.size() || bars > MOST_BARS) {
            throw new IllegalArgumentException("barPlot: " + (series.size() + 1) + " series of "
                    + Words.count(names.size(), "bar") + "; at most " + Look.PALETTE.size() + " series can be told apart, and "
                    + MOST_BARS + " bars have room");
        }
        List<Series> more = new ArrayList<>(series);
        more.add(new Series(name, values.clone()));
        return more;
    }

    @Override
    String shows() {
        Function<Integer, String> group = i -> series.stream()
                .map(s -> (series.size() == 1 ? "" : Words.name(name(s)) + " ") + Words.text(s.values[i]))
                .collect(Collectors.joining(", ", Words.name(names.get(i)) + " ", ""));
        String numbers = series.size() * names.size() <= FEW
                ? IntStream.range(0, names.size()).boxed().map(group).collect(Collectors.joining("; "))
                : series.stream().map(this::ends).collect(Collectors.joining("; "));
        return finding() + "Bar plot" + (yLabel.isEmpty() ? "" : " of " + yLabel)
                + (xLabel.isEmpty() ? "" : " by " + xLabel) + ", " + Words.count(names.size(), series.size() == 1 ? "bar" : "group")
                + (series.size() == 1 ? "" : " of " + series.size()) + ": " + numbers + ".";
    }

    private String ends(Series s) {
        int low = -1;
        int high = -1;
        for (int i = 0; i < s.values.length; i++) {
            if (!Double.isFinite(s.values[i])) continue;
            if (low < 0 || s.values[i] < s.values[low]) low = i;
            if (high < 0 || s.values[i] > s.values[high]) high = i;
        }
        long lost = Arrays.stream(s.values).filter(v -> !Double.isFinite(v)).count();
        return (series.size() == 1 ? "" : Words.name(name(s)) + " ") + "from " + Words.text(s.values[low]) + " (" + names.get(low) + ") to "
                + Words.text(s.values[high]) + " (" + names.get(high) + ")" + (lost == 0 ? "" : ", " + lost + " not finite");
    }

    /** Beside others, values without a name take that of their axis. */
    private String name(Series s) {
        return !s.name.isEmpty() ? s.name : !yLabel.isEmpty() ? yLabel : "first";
    }

    @Override
    double[] yValues() {
        return all(notes().ys(values(), air(SideBySide.COLUMN), reach));
    }

    @Override
    List<String> groups() {
        return names;
    }

    /** All values, and the zero from which bars start. */
    private double[] values() {
        return Stream.concat(series.stream().map(Series::values), Stream.of(new double[1])).flatMapToDouble(Arrays::stream).toArray();
    }

    @Override
    Note.Limits xLimits() {
        return Note.Limits.groups(names.size());
    }

    private Ends key(int[][] of) {
        Ends key = new Ends();
        for (int s = 0; s < series.size() && series.size() > 1; s++) {
            key.add(name(series.get(s)), Look.color(of[s][0]), Look.dot(1, of[s][0], null, 7));
        }
        return key;
    }

    private int[][] colored() {
        return looks.ofGroups(series.stream().map(this::name).toList(), names);
    }

    /** The room of a bar in a figure of this width. */
    private double bar(int width) {
        return (width - key(colored()).width() - 70.0) / places().size() * GROUP / series.size();
    }

    private boolean isNumbered(int width) {
        return labels && bar(width) >= 14;
    }

    private int widest() {
        return Arrays.stream(values()).mapToObj(BarPlot::number).mapToInt(text -> Look.width(text, Look.SMALL)).max().orElse(0);
    }

    private boolean isUpright(int width) {
        return widest() > Math.min(WIDEST, bar(width)) + 4;
    }

    /** How far the axis reaches for the numbers at the ends of the bars. */
    private double[] air(int width) {
        double high = Arrays.stream(values()).filter(Double::isFinite).max().orElseThrow();
        double low = Arrays.stream(values()).filter(Double::isFinite).min().orElseThrow();
        double share = isNumbered(width) ? (isUpright(width) ? widest() + 10.0 : 24) / (ChartFigure.height(HEIGHT, width) - 90) : 0;
        return new double[] {high + (high > 0 ? share * (high - low) : 0), low - (low < 0 ? share * (high - low) : 0)};
    }

    @Override
    Drawing drawing(int room) {
        int width = width(room);
        int height = ChartFigure.height(HEIGHT, width);
        int[][] of = colored();
        Ends key = key(of);
        Axis y = Axis.linear(6, notes().ys(values(), air(width), reach, besideY));
        Chart chart = new Chart(Axis.groups(places()), y, xLabel, yLabel, width - key.width(), height).grid();
        Notes notes = notes().among(this::place);
        notes.under(chart);
        for (int i = 0; i < series.size(); i++) bars(chart, i, of[i], isNumbered(width), isUpright(width));
        notes.over(chart);
        return new Drawing(width, height, g -> {
            chart.paint(g);
            key.beside(g, chart.box());
        });
    }

    private void bars(Chart chart, int s, int[] of, boolean numbered, boolean upright) {
        double width = Math.min(WIDEST, GROUP * (chart.px(1) - chart.px(0)) / series.size());
        double ground = chart.py(0);
        for (int i = 0; i < names.size(); i++) {
            double value = series.get(s).values[i];
            double left = chart.px(place(i)) + (s - series.size() / 2.0) * width;
            double right = left + width - (width > 5 ? 1 : 0);
            double end = Double.isFinite(value) ? chart.py(value) : ground;
            bar(chart, new double[][] {{left, end}, {right, end}, {right, ground}, {left, ground}}, of[i]);
            if (!numbered && Double.isFinite(value)) continue;
            String text = number(value);
            double half = upright ? Look.width(text, Look.SMALL) / 2.0 + 5 : 11;
            chart.turned(text, Look.SMALL, Look.INK, (left + right) / 2, value < 0 ? end + half : end - half, upright ? -Math.PI / 2 : 0);
        }
    }

    private static void bar(Chart chart, double[][] corners, int look) {
        Color color = Look.color(look);
        chart.area(corners, Look.isHollow(look) ? Look.mix(Color.WHITE, color, 0.25) : color);
        if (!Look.isHollow(look)) return;
        double left = corners[0][0] + 1;
        double right = corners[1][0] - 1;
        chart.line(new double[][] {{left, corners[3][1]}, {left, corners[0][1]}, {right, corners[1][1]}, {right, corners[2][1]}}, color, EDGE);
    }

    private static String number(double value) {
        return Numbers.text(value, 3);
    }
}
