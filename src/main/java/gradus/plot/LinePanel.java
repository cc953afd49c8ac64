package gradus.plot;

import java.awt.AlphaComposite;
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
    private boolean cut;

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

    /** Ends lines at the edge of the axes, for a range that does not hold them whole. */
    LinePanel cut(boolean cut) {
        this.cut = cut;
        return this;
    }

    /** The height of axes and names: names that would take half of the width stand above the axes. */
    int height() {
        return height + (areAbove() ? named().size() * Style.metrics(Style.TEXT).getHeight() + 6 : 0);
    }

    void paint(Graphics2D g) {
        if (areAbove()) {
            int row = Style.metrics(Style.TEXT).getHeight();
            for (int i = 0; i < named().size(); i++) name(g, named().get(i), 0, (i + 0.5) * row);
            g.translate(0, height() - height);
        }
        boolean beside = !named().isEmpty() && !areAbove();
        axes.paint(g, beside ? width - widestName() - KEY - 8 : width, height);
        if (mark != 0) {
            g.setColor(Style.QUIET_INK);
            g.setStroke(new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {2, 4}, 0));
            double at = axes.px(mark);
            g.draw(new Line2D.Double(at, axes.box().y, at, axes.box().y + axes.box().height));
        }
        Shape before = axes.clip(g);
        for (Line line : lines) if (line.kind() == Line.Kind.SPREAD) band(g, line);
        for (Line line : lines) draw(g, line);
        g.setClip(before);
        if (beside) label(g);
    }

    /** The lines whose names are written: of dashed lines under one name the last. */
    private List<Line> named() {
        return lines.stream().filter(line -> !line.name().isEmpty())
                .filter(line -> !isOneOfSeveral(line) || line == dashed(line.name()).get(dashed(line.name()).size() - 1))
                .toList();
    }

    private List<Line> dashed(String name) {
        return lines.stream().filter(line -> line.isDashed(name)).toList();
    }

    private boolean isOneOfSeveral(Line line) {
        return dashed(line.name()).size() > 1 && line.kind() == Line.Kind.DASHED;
    }

    /** What belongs to several lines is in the colour of none. */
    private Color color(Line line) {
        return isOneOfSeveral(line) ? Style.INK : Style.color(line.look());
    }

    private int widestName() {
        return lines.stream().mapToInt(line -> Style.width(line.name(), Style.TEXT)).max().orElse(0);
    }

    private boolean areAbove() {
        return widestName() + KEY > width / 2;
    }

    private void band(Graphics2D g, Line line) {
        Graphics2D pale = (Graphics2D) g.create();
        if (cut) pale.clip(axes.box());
        pale.setColor(Style.color(line.look()));
        for (int from = 0; from < line.y().length; from++) {
            if (!line.isPoint(from)) continue;
            int to = from;
            while (to + 1 < line.y().length && line.isPoint(to + 1)) to++;
            Path2D band = new Path2D.Double();
            band.moveTo(axes.px(line.x()[from]), axes.py(line.high()[from]));
            for (int i = from + 1; i <= to; i++) band.lineTo(axes.px(line.x()[i]), axes.py(line.high()[i]));
            for (int i = to; i >= from; i--) band.lineTo(axes.px(line.x()[i]), axes.py(line.low()[i]));
            band.closePath();
            pale.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.16f));
            pale.fill(band);
            // an edge tells bands apart where they overlap, and shows a single point
            pale.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.4f));
            pale.setStroke(new BasicStroke(1));
            pale.draw(band);
            from = to;
        }
        pale.dispose();
    }

    private void draw(Graphics2D g, Line line) {
        g.setColor(color(line));
        if (line.kind() != Line.Kind.MARKS) {
            Path2D path = new Path2D.Double();
            boolean pen = false;
            for (int i = 0; i < line.y().length; i++) {
                boolean point = line.isPoint(i);
                if (point && pen) path.lineTo(axes.px(line.x()[i]), axes.py(line.y()[i]));
                else if (point) path.moveTo(axes.px(line.x()[i]), axes.py(line.y()[i]));
                pen = point;
            }
            Shape before = g.getClip();
            if (cut) g.clip(axes.box());
            g.setStroke(stroke(line));
            g.draw(path);
            g.setClip(before);
        }
        for (int i = 0; i < line.y().length; i++) {
            // a point between two gaps has no line, so it needs a marker whatever their number
            boolean alone = (i == 0 || !line.isPoint(i - 1)) && (i == line.y().length - 1 || !line.isPoint(i + 1));
            if (!line.isPoint(i) || !alone && !hasMarkers(line)) continue;
            double at = axes.py(line.y()[i]);
            if (at < axes.box().y - 1 || at > axes.box().y + axes.box().height + 1) continue;
            boolean large = line.kind() == Line.Kind.MARKS && line.y().length <= MANY_POINTS;
            g.fill(Style.marker(line.look(), axes.px(line.x()[i]), at, large ? 5 : line.y().length > 150 ? 3 : 4));
        }
    }

    /** Where some lines are meant to be dashed, the others are not. */
    private BasicStroke stroke(Line line) {
        if (line.kind() == Line.Kind.DASHED) return Style.stroke(1);
        boolean meant = lines.stream().anyMatch(other -> other.kind() == Line.Kind.DASHED);
        return Style.stroke(meant ? 0 : line.look());
    }

    private static boolean hasMarkers(Line line) {
        return line.kind() == Line.Kind.MARKS
                || (line.kind() == Line.Kind.LINE || line.kind() == Line.Kind.SPREAD) && line.y().length <= MANY_POINTS;
    }

    /** Writes the names beside the ends of their lines, moved apart where they would overlap. */
    private void label(Graphics2D g) {
        Rectangle box = axes.box();
        List<Line> byHeight = named().stream()
                .sorted((a, b) -> Double.compare(axes.py(a.y()[a.last()]), axes.py(b.y()[b.last()]))).toList();
        double[] at = byHeight.stream().mapToDouble(line -> axes.py(line.y()[line.last()]))
                .map(y -> Math.max(box.y, Math.min(y, box.y + box.height))).toArray();
        spread(at, Style.metrics(Style.TEXT).getHeight(), box.y, box.y + box.height);
        for (int i = 0; i < at.length; i++) name(g, byHeight.get(i), box.x + box.width + 14, at[i]);
    }

    /** A piece of the line and its name. */
    private void name(Graphics2D g, Line line, int left, double y) {
        FontMetrics metrics = Style.metrics(Style.TEXT);
        Color color = color(line);
        g.setColor(color);
        g.setStroke(stroke(line));
        if (line.kind() != Line.Kind.MARKS) g.draw(new Line2D.Double(left, y, left + KEY - 6, y));
        if (hasMarkers(line)) g.fill(Style.marker(line.look(), left + KEY / 2.0 - 3, y, 4));
        g.setFont(Style.TEXT);
        g.setColor(Style.readable(color));
        g.drawString(line.name(), left + KEY, (int) Math.round(y + (metrics.getAscent() - metrics.getDescent()) / 2.0));
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
