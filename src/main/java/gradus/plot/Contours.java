package gradus.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Contour lines, each interrupted by its value where it runs flattest and nothing else stands.
 */
final class Contours {

    private static final Color LINE = Look.mix(Look.BLUE, Color.BLACK, 0.45);
    private static final BasicStroke STROKE = new BasicStroke(1.1f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final double GAP = 4;
    /** Places tried on a line. */
    private static final int TRIES = 80;

    private final Chart chart;
    private final Rectangle2D room;
    private final List<Rectangle2D> written = new ArrayList<>();
    private final List<Point2D> avoided = new ArrayList<>();

    /** The place of a value on its line: from where to where along the line it interrupts it. */
    private record Gap(double from, double to, double[] start, double[] end, Rectangle2D around, double cost) {}

    /** Lines on a chart, whose values stay within its axes. */
    Contours(Chart chart) {
        this.chart = chart;
        room = chart.box();
    }

    /** Keeps values off a line in pixels that will be drawn later, if there is room elsewhere. */
    void avoid(double[][] line) {
        for (int i = 0; i < line.length; i++) {
            double[] to = line[i];
            double[] from = line[Math.max(0, i - 1)];
            int pieces = (int) Math.max(1, Math.min(200, Math.hypot(to[0] - from[0], to[1] - from[1]) / 5));
            for (int k = 1; k <= pieces; k++) {
                double share = (double) k / pieces;
                var point = new Point2D.Double(from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1]));
                if (room.contains(point)) avoided.add(point);
            }
        }
    }

    /** Draws the lines of all levels of a field, which {@code toPixels} brings from the grid into the picture. */
    void draw(double[][] field, Levels levels, UnaryOperator<double[][]> toPixels) {
        for (double level : levels.values()) {
            for (double[][] line : MarchingSquares.lines(field, level)) draw(toPixels.apply(line), levels.text(level));
        }
    }

    private void draw(double[][] line, String text) {
        double[] along = new double[line.length];
        for (int i = 1; i < line.length; i++) {
            along[i] = along[i - 1] + Math.hypot(line[i][0] - line[i - 1][0], line[i][1] - line[i - 1][1]);
        }
        double total = along[along.length - 1];
        double needed = Look.width(text, Look.SMALL) + 2 * GAP;
        Gap best = null;
        for (int k = 0; k <= TRIES && total > 1.6 * needed; k++) {
            double from = (total - needed) * k / TRIES;
            Gap gap = gap(line, along, from, from + needed);
            if (gap != null && (best == null || gap.cost < best.cost)) best = gap;
        }
        draw(line, along, 0, best == null ? total : best.from);
        if (best == null) return;
        draw(line, along, best.to, total);
        written.add(best.around);
        boolean forward = best.start[0] <= best.end[0];
        double[] left = forward ? best.start : best.end;
        double[] right = forward ? best.end : best.start;
        chart.turned(text, Look.SMALL, Look.INK, (left[0] + right[0]) / 2, (left[1] + right[1]) / 2,
                Math.atan2(right[1] - left[1], right[0] - left[0]));
    }

    /** The gap between two places on the line; null where the line bends too much, or another value stands near. */
    private Gap gap(double[][] line, double[] along, double from, double to) {
        double[] start = at(line, along, from);
        double[] end = at(line, along, to);
        double dx = end[0] - start[0];
        double dy = end[1] - start[1];
        if (Math.hypot(dx, dy) < 0.93 * (to - from)) return null;
        double height = Look.metrics(Look.SMALL).getAscent();
        var around = new Rectangle2D.Double(Math.min(start[0], end[0]) - 2, Math.min(start[1], end[1]) - height / 2,
                Math.abs(dx) + 4, Math.abs(dy) + height);
        if (!room.contains(around)) return null;
        for (Rectangle2D other : written) if (other.intersects(around)) return null;
        long hidden = avoided.stream().filter(around::contains).count();
        double slope = Math.abs(Math.atan2(Math.abs(dy), Math.abs(dx)));
        // of equally flat places the one in the middle of the line
        double middle = Math.abs((from + to) / along[along.length - 1] - 1);
        return new Gap(from, to, start, end, around, slope + 0.2 * middle + (hidden > 0 ? 10 : 0));
    }

    private void draw(double[][] line, double[] along, double from, double to) {
        if (to <= from) return;
        List<double[]> part = new ArrayList<>(List.of(at(line, along, from)));
        for (int i = 0; i < line.length; i++) if (along[i] > from && along[i] < to) part.add(line[i]);
        part.add(at(line, along, to));
        chart.line(part.toArray(double[][]::new), LINE, STROKE);
    }

    private static double[] at(double[][] line, double[] along, double length) {
        int i = 1;
        while (i < line.length - 1 && along[i] < length) i++;
        double piece = along[i] - along[i - 1];
        double share = piece == 0 ? 0 : (length - along[i - 1]) / piece;
        return new double[] {line[i - 1][0] + share * (line[i][0] - line[i - 1][0]),
            line[i - 1][1] + share * (line[i][1] - line[i - 1][1])};
    }
}
