package gradus.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.List;

/** Lines over common axes, each with its name at its end rather than in a legend. */
final class LinePanel {

    private static final int KEY = 30;
    private static final int MANY_POINTS = 25;

    private final List<Line> lines;
    private final Axes axes;
    private final int width;
    private final int height;
    private double mark;

    LinePanel(List<Line> lines, Axes axes, int width, int height) {
        this.lines = lines;
        this.axes = axes;
        this.width = width;
        this.height = height;
    }

    /** Marks this x with a dotted line from top to bottom; 0 for none. */
    LinePanel marking(double x) {
        mark = x;
        return this;
    }

    void paint(Graphics2D g) {
        int names = lines.stream().mapToInt(line -> Style.width(line.name(), Style.TEXT)).max().orElse(0);
        axes.paint(g, names == 0 ? width : width - names - KEY - 8, height);
        if (mark != 0) {
            g.setColor(Style.QUIET_INK);
            g.setStroke(new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {2, 4}, 0));
            double at = axes.px(mark);
            g.draw(new Line2D.Double(at, axes.box().y, at, axes.box().y + axes.box().height));
        }
        Shape before = axes.clip(g);
        for (Line line : lines) draw(g, line);
        g.setClip(before);
        if (names > 0) label(g);
    }

    private void draw(Graphics2D g, Line line) {
        Path2D path = new Path2D.Double();
        boolean pen = false;
        for (int i = 0; i < line.y().length; i++) {
            boolean point = line.isPoint(i);
            if (point && pen) path.lineTo(axes.px(line.x()[i]), axes.py(line.y()[i]));
            else if (point) path.moveTo(axes.px(line.x()[i]), axes.py(line.y()[i]));
            pen = point;
        }
        g.setColor(Style.color(line.look()));
        g.setStroke(Style.stroke(line.look()));
        g.draw(path);
        for (int i = 0; i < line.y().length; i++) {
            // a point between two gaps has no line, so it needs a marker whatever their number
            boolean alone = (i == 0 || !line.isPoint(i - 1)) && (i == line.y().length - 1 || !line.isPoint(i + 1));
            if (line.isPoint(i) && (alone || line.y().length <= MANY_POINTS)) {
                g.fill(Style.marker(line.look(), axes.px(line.x()[i]), axes.py(line.y()[i]), 4));
            }
        }
    }

    /** Writes the names beside the ends of their lines, moved apart where they would overlap. */
    private void label(Graphics2D g) {
        Rectangle box = axes.box();
        FontMetrics metrics = Style.metrics(Style.TEXT);
        List<Line> byHeight = lines.stream().filter(line -> !line.name().isEmpty())
                .sorted((a, b) -> Double.compare(axes.py(a.y()[a.last()]), axes.py(b.y()[b.last()]))).toList();
        double[] at = byHeight.stream().mapToDouble(line -> axes.py(line.y()[line.last()])).toArray();
        spread(at, metrics.getHeight(), box.y, box.y + box.height);
        int left = box.x + box.width + 14;
        g.setFont(Style.TEXT);
        for (int i = 0; i < at.length; i++) {
            Line line = byHeight.get(i);
            Color color = Style.color(line.look());
            g.setColor(color);
            g.setStroke(Style.stroke(line.look()));
            g.draw(new Line2D.Double(left, at[i], left + KEY - 6, at[i]));
            if (line.y().length <= MANY_POINTS) g.fill(Style.marker(line.look(), left + KEY / 2.0 - 3, at[i], 4));
            g.setColor(Style.readable(color));
            int baseline = (int) Math.round(at[i] + (metrics.getAscent() - metrics.getDescent()) / 2.0);
            g.drawString(line.name(), left + KEY, baseline);
        }
    }

    /** Moves sorted positions as little as possible until neighbours are a gap apart, within low and high. */
    static void spread(double[] at, double gap, double low, double high) {
        for (int round = 0; round < 200; round++) {
            boolean moved = false;
            for (int i = 1; i < at.length; i++) {
                double lack = gap - (at[i] - at[i - 1]);
                if (lack <= 0.01) continue;
                at[i - 1] -= lack / 2;
                at[i] += lack / 2;
                moved = true;
            }
            if (at.length > 0) {
                at[0] = Math.max(at[0], low);
                at[at.length - 1] = Math.min(at[at.length - 1], high);
            }
            if (!moved) return;
        }
    }
}
