package gradus.plot;

import java.awt.BasicStroke;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The reference lines, points and spans of a figure: they widen its axes, and their names stand where they hide least.
 *
 * <p>XChart has annotations of its own, but their words know nothing of the lines under them, see {@link Chart}.
 */
record Notes(List<Note> all, Note.Limits x, Note.Limits y) {

    private static final BasicStroke DOTTED = new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {2, 4}, 0);
    private static final BasicStroke THIN = new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    private static final double CAP = 5;

    static final Notes NONE = new Notes(List.of(), Note.Limits.free(false), Note.Limits.free(false));

    /** Only those that hold for all panels of a figure: what stands at an x. */
    Notes upright() {
        return new Notes(all.stream().filter(Note::isUpright).toList(), x, y);
    }

    Notes and(Note another) {
        return new Notes(Stream.concat(all.stream(), Stream.of(another)).toList(), x, y);
    }

    /** For an axis in per cent, where data and notes are given as shares. */
    Notes inPercent() {
        return new Notes(all.stream().map(n -> new Note(n.kind(), n.name(), n.x1(), n.x2(), 100 * n.y1(), 100 * n.y2())).toList(), x, y);
    }

    /** For an axis on which the group i stands at another place. */
    Notes among(IntUnaryOperator place) {
        return new Notes(all.stream().map(n -> new Note(n.kind(), n.name(), at(n.x1(), !Double.isNaN(n.x2()), place), at(n.x2(), false, place),
                n.y1(), n.y2())).toList(), x, y);
    }

    /** As far from its group as before; half-way between two groups a span begins with the second, and ends with the first. */
    private static double at(double x, boolean begins, IntUnaryOperator place) {
        if (Double.isNaN(x)) return x;
        int group = begins ? (int) Math.floor(x + 0.5) : Math.max(0, (int) Math.ceil(x - 0.5));
        return place.applyAsInt(group) + x - group;
    }

    /** For groups that lie below each other, the first on top: what was a height is a place from left to right. */
    Notes lying(int groups) {
        return new Notes(all.stream().map(note -> lying(note, groups - 1)).toList(), y, x);
    }

    private static Note lying(Note note, int last) {
        double group1 = last - note.x1();
        double group2 = last - note.x2();
        return switch (note.kind()) {
            case LINE -> new Note(Note.Kind.VERTICAL_LINE, note.name(), note.y1(), Double.NaN, Double.NaN, Double.NaN);
            case VERTICAL_LINE -> new Note(Note.Kind.LINE, note.name(), Double.NaN, Double.NaN, group1, Double.NaN);
            case MARK -> new Note(Note.Kind.MARK, note.name(), note.y1(), Double.NaN, group1, Double.NaN);
            case VERTICAL_BAND -> new Note(Note.Kind.BAND, note.name(), Double.NaN, Double.NaN, group2, group1);
            // an upright bracket has no place between groups that lie: the span it measures is shaded
            case BAND, BRACKET, SLOPE -> new Note(Note.Kind.VERTICAL_BAND, note.name(), note.y1(), note.y2(), Double.NaN, Double.NaN);
        };
    }

    /** Values of x with those of the notes, for an axis that shows all. */
    double[][] xs(double[]... values) {
        return more(values, all.stream().flatMapToDouble(note -> DoubleStream.of(note.x1(), note.x2())));
    }

    /** Values of y with those of the notes. */
    double[][] ys(double[]... values) {
        return more(values, all.stream().map(note -> note.on(x, y)).flatMapToDouble(note -> DoubleStream.of(note.y1(), note.y2())));
    }

    private static double[][] more(double[][] values, DoubleStream more) {
        double[] finite = more.filter(Double::isFinite).toArray();
        return finite.length == 0 ? values : Stream.concat(Stream.of(values), Stream.of(finite)).toArray(double[][]::new);
    }

    String words() {
        return all.isEmpty() ? "" : " Marked: " + all.stream().map(Note::words).collect(Collectors.joining("; ")) + ".";
    }

    /** What lies under the data: bands. */
    void under(Chart chart) {
        Rectangle2D box = chart.box();
        for (Note note : all) {
            boolean band = note.kind() == Note.Kind.BAND;
            if (!band && note.kind() != Note.Kind.VERTICAL_BAND) continue;
            double left = band ? box.getX() : chart.px(note.x1());
            double right = band ? box.getMaxX() : chart.px(note.x2());
            double top = band ? chart.py(note.y2()) : box.getY();
            double bottom = band ? chart.py(note.y1()) : box.getMaxY();
            chart.shade(new double[][] {{left, top}, {right, top}, {right, bottom}, {left, bottom}}, Look.faint(Look.INK, 0.1));
        }
    }

    /** What lies over the data, and all names. */
    void over(Chart chart) {
        for (Note note : all) draw(chart, note.on(x, y));
        for (Note note : all) if (!note.name().isEmpty()) chart.fit(note.name(), places(chart, note.on(x, y)));
    }

    private static void draw(Chart chart, Note note) {
        Rectangle2D box = chart.box();
        double x = chart.px(note.x1());
        double y = chart.py(note.y1());
        double end = chart.py(note.y2());
        switch (note.kind()) {
            case LINE -> chart.line(new double[][] {{box.getX(), y}, {box.getMaxX(), y}}, Look.QUIET_INK, DOTTED);
            case VERTICAL_LINE -> chart.line(new double[][] {{x, box.getY()}, {x, box.getMaxY()}}, Look.QUIET_INK, DOTTED);
            case MARK -> chart.cross(x, y);
            case BRACKET -> {
                chart.line(new double[][] {{x - CAP, y}, {x + CAP, y}}, Look.INK, THIN);
                chart.line(new double[][] {{x, y}, {x, end}}, Look.INK, THIN);
                chart.line(new double[][] {{x - CAP, end}, {x + CAP, end}}, Look.INK, THIN);
            }
            case SLOPE -> {
                double right = chart.px(note.x2());
                chart.line(new double[][] {{x, y}, {right, y}, {right, end}, {x, y}}, Look.INK, THIN);
            }
            default -> { }
        }
    }

    /** Middles of its name, the best first. */
    private static List<double[]> places(Chart chart, Note note) {
        Rectangle2D box = chart.box();
        double half = Look.width(note.name(), Look.TEXT) / 2.0;
        double line = Look.metrics(Look.TEXT).getHeight() / 2.0;
        double x = chart.px(note.x1());
        double y = chart.py(note.y1());
        double endX = chart.px(note.x2());
        double endY = chart.py(note.y2());
        List<double[]> places = new ArrayList<>();
        switch (note.kind()) {
            case LINE -> alongX(places, box, half, y - line, y + line);
            case BAND -> {
                if (y - endY > 2 * line) alongX(places, box, half, (y + endY) / 2);
                alongX(places, box, half, endY - line, y + line);
            }
            case VERTICAL_LINE -> alongY(places, box, line, x + half + 6, x - half - 6);
            case VERTICAL_BAND -> {
                if (endX - x > 2 * half) alongY(places, box, line, (x + endX) / 2);
                alongY(places, box, line, endX + half + 6, x - half - 6);
            }
            case MARK -> places.addAll(Chart.besides(note.name(), x, y));
            case BRACKET -> {
                for (double share : new double[] {0.5, 0.25, 0.75}) {
                    for (double side : new double[] {half + 9, -half - 9}) places.add(new double[] {x + side, y + share * (endY - y)});
                }
            }
            case SLOPE -> {
                places.add(new double[] {endX + half + 7, (y + endY) / 2});
                places.add(new double[] {(x + endX) / 2, y + (endY < y ? line + 3 : -line - 3)});
                places.add(new double[] {endX + half + 7, y});
            }
        }
        return places;
    }

    private static void alongX(List<double[]> places, Rectangle2D box, double half, double... ys) {
        for (double y : ys) {
            for (double share : new double[] {1, 0, 0.5, 0.75, 0.25}) {
                places.add(new double[] {box.getX() + half + 6 + share * (box.getWidth() - 2 * half - 12), y});
            }
        }
    }

    private static void alongY(List<double[]> places, Rectangle2D box, double line, double... xs) {
        for (double share : new double[] {0, 1, 0.5, 0.25, 0.75}) {
            for (double x : xs) places.add(new double[] {x, box.getY() + line + 2 + share * (box.getHeight() - 2 * line - 4)});
        }
    }
}
