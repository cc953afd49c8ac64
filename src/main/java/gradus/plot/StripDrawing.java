package gradus.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Draws a {@link StripPlot}: its groups side by side, or one below the other where their names are long.
 *
 * <p>Across is the direction in which groups follow each other, along that of the values.
 */
final class StripDrawing {

    private static final int HEIGHT = 400;
    /** Of one series in a group that lies. */
    private static final int LANE = 34;
    private static final int FEW_DOTS = 40;
    private static final int AIR = 10;
    private static final BasicStroke MEDIAN = new BasicStroke(3, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    private static final BasicStroke THIN = new BasicStroke(1.6f, BasicStroke.CAP_SQUARE, BasicStroke.JOIN_MITER);
    private static final BasicStroke HAIR = new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);

    private final StripPlot plot;
    private final int width;
    private final int height;
    private final int[][] looks;
    private final int left;
    private final boolean lying;
    private final Ends key = new Ends();
    private final Chart chart;
    private final Notes notes;

    StripDrawing(StripPlot plot, int width) {
        this.plot = plot;
        this.width = width;
        int count = plot.series.size();
        looks = plot.looks.ofGroups(IntStream.range(0, count).mapToObj(plot::name).toList(), plot.names);
        for (int s = 0; s < count && count > 1; s++) key.add(plot.name(s), Look.color(looks[s][0]), Look.dot(0, looks[s][0], Color.WHITE, 5));
        List<String> written = IntStream.range(0, plot.places().size()).mapToObj(this::written).toList();
        int room = width - key.width();
        lying = new GroupNames(written, (room - 70) / written.size()).isUpright();
        notes = lying ? plot.standing().lying(written.size()) : plot.standing();
        double[][] values = {plot.yValues(), plot.besideY};
        if (!lying) {
            left = 0;
            height = ChartFigure.height(HEIGHT, width);
            Axis y = plot.logY ? Axis.logarithmic(7, values) : Axis.linear(6, values);
            chart = new Chart(Axis.groups(written), y, plot.xLabel, plot.valueLabel(), room, height).grid();
        } else {
            left = Math.min(width / 3, written.stream().mapToInt(name -> Look.width(name, Look.SMALL)).max().orElse(0)) + AIR;
            List<List<String>> lines = written.stream().map(name -> Look.wrap(name, Look.SMALL, left - AIR)).toList();
            int line = Look.metrics(Look.SMALL).getHeight();
            int lane = Math.max(LANE * count, line * lines.stream().mapToInt(List::size).max().orElse(1) + 8);
            height = 90 + lane * written.size();
            int ticks = Math.max(3, (room - left) / 95);
            Axis x = plot.logY ? Axis.logarithmic(ticks, values) : Axis.linear(ticks, values);
            chart = new Chart(x, Axis.groups(Collections.nCopies(written.size(), "")), plot.valueLabel(), plot.xLabel, room - left, height).grid();
            for (int i = 0; i < lines.size(); i++) {
                for (int k = 0; k < lines.get(i).size(); k++) {
                    String text = Look.shortened(lines.get(i).get(k), Look.SMALL, left - AIR);
                    chart.left(text, Look.SMALL, Look.INK, -AIR - Look.width(text, Look.SMALL),
                            at(i) + (k - (lines.get(i).size() - 1) / 2.0) * line);
                }
            }
        }
    }

    /** A name with the number of values that cannot be drawn. */
    private String written(int place) {
        String name = plot.places().get(place);
        int i = plot.groupAt(place);
        if (i < 0) return name;
        int missing = plot.series.stream().mapToInt(s -> s.missing(i)).sum();
        return missing == 0 ? name : name + " (" + missing + " not finite)";
    }

    private double[] shown(double[] values) {
        return plot.percent ? Arrays.stream(values).map(v -> 100 * v).toArray() : values;
    }

    Figure.Drawing drawing() {
        notes.under(chart);
        if (plot.differences) zero();
        if (plot.paired) for (int[][] pair : plot.pairs()) join(pair);
        for (int i = 0; i < plot.names.size(); i++) {
            for (int s = 0; s < plot.series.size(); s++) if (plot.series.get(s).sorted(i).length > 0) column(s, i);
        }
        notes.over(chart);
        return new Figure.Drawing(width, height, g -> {
            g.translate(left, 0);
            chart.paint(g);
            key.beside(g, chart.box());
        });
    }

    private void zero() {
        double from = lying ? chart.box().getY() : chart.box().getX();
        double to = lying ? chart.box().getMaxY() : chart.box().getMaxX();
        chart.across(along(0), from, to, lying, Look.INK);
    }

    /** Thin lines between the values of one seed. */
    private void join(int[][] pair) {
        double[] a = shown(plot.values(pair[0]));
        double[] b = shown(plot.values(pair[1]));
        double from = centre(pair[0][0], pair[0][1]);
        double to = centre(pair[1][0], pair[1][1]);
        for (int k = 0; k < a.length; k++) {
            if (!Double.isFinite(a[k]) || !Double.isFinite(b[k])) continue;
            chart.line(new double[][] {at(from, along(a[k])), at(to, along(b[k]))}, Look.mix(Color.WHITE, Look.QUIET_INK, 0.7), HAIR);
        }
    }

    private void column(int s, int i) {
        double[] values = shown(plot.series.get(s).sorted(i));
        double centre = centre(s, i);
        if (plot.box) box(values, centre, looks[s][i]);
        else dots(values, centre, looks[s][i]);
        // shorter beside lines, which it would hide
        bar(centre, plot.paired ? half() / 2 : half(), along(Quantiles.median(values)), Look.INK, MEDIAN);
    }

    private void bar(double centre, double half, double along, Color color, BasicStroke stroke) {
        chart.line(new double[][] {at(centre - half, along), at(centre + half, along)}, color, stroke);
    }

    /** Each dot as near to the middle as those before it allow; those of pairs all in the middle, where their lines end. */
    private void dots(double[] group, double centre, int look) {
        double radius = group.length <= FEW_DOTS ? 5 : group.length <= 150 ? 3.5 : 2;
        List<double[]> placed = new ArrayList<>();
        for (double value : group) {
            double along = along(value);
            placed.add(new double[] {plot.paired ? centre : free(placed, centre, along, half(), 2 * radius), along});
        }
        chart.dots(placed.stream().map(p -> at(p[0], p[1])).toArray(double[][]::new),
                Look.dot(0, look, radius < 5 ? null : Color.WHITE, radius));
    }

    private static double free(List<double[]> placed, double centre, double along, double half, double apart) {
        for (double out = 0; out <= half; out += apart / 4) {
            for (double x : new double[] {centre + out, centre - out}) {
                if (placed.stream().allMatch(dot -> Math.hypot(dot[0] - x, dot[1] - along) >= apart)) return x;
            }
        }
        return centre;
    }

    /** Of lines and an area: the colours of XChart's boxes are fixed. */
    private void box(double[] group, double centre, int look) {
        Color color = Look.color(look);
        double low = Quantiles.of(group, 0.25);
        double high = Quantiles.of(group, 0.75);
        double reach = 1.5 * (high - low);
        double bottom = Arrays.stream(group).filter(v -> v >= low - reach).min().orElseThrow();
        double top = Arrays.stream(group).filter(v -> v <= high + reach).max().orElseThrow();
        for (double[] whisker : new double[][] {{bottom, Math.min(low, top)}, {Math.max(high, bottom), top}}) {
            chart.line(new double[][] {at(centre, along(whisker[0])), at(centre, along(whisker[1]))}, color, THIN);
        }
        for (double end : new double[] {bottom, top}) bar(centre, half() / 3, along(end), color, THIN);
        double half = half();
        double[][] corners = {at(centre - half, along(low)), at(centre - half, along(high)), at(centre + half, along(high)),
            at(centre + half, along(low)), at(centre - half, along(low))};
        chart.area(corners, Look.isHollow(look) ? Color.WHITE : Look.mix(Color.WHITE, color, 0.25));
        chart.line(corners, color, THIN);
        double[][] beyond = Arrays.stream(group).filter(v -> v < bottom || v > top).mapToObj(v -> at(centre, along(v)))
                .toArray(double[][]::new);
        chart.dots(beyond, Look.dot(0, look, null, 3.5));
    }

    /** A pixel, given by its place across the groups and along the values. */
    private double[] at(double across, double along) {
        return lying ? new double[] {along, across} : new double[] {across, along};
    }

    private double along(double value) {
        return lying ? chart.px(value) : chart.py(value);
    }

    /** The middle of a place on the axis of groups: the first is on the left, or on top. */
    private double at(int place) {
        return lying ? chart.py(plot.places().size() - 1 - place) : chart.px(place);
    }

    /** The room of one series in a group. */
    private double slot() {
        double group = Math.abs(lying ? chart.py(1) - chart.py(0) : chart.px(1) - chart.px(0));
        return (plot.series.size() == 1 ? 1 : 0.8) * group / plot.series.size();
    }

    private double centre(int s, int i) {
        return at(plot.place(i)) + (s - (plot.series.size() - 1) / 2.0) * slot();
    }

    private double half() {
        return Math.min(60, 0.38 * slot());
    }
}
