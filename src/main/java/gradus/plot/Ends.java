package gradus.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.knowm.xchart.style.markers.Marker;

/**
 * The names of what a chart shows, each in its colour behind a piece of its line or its marker: beside the axes where the lines
 * end, or one under the other, or in rows where there is little room.
 *
 * <p>XChart's legend writes all names in one colour, far from the ends of the lines, and breaks no row.
 */
final class Ends {

    private static final int OFF = 14;
    private static final int GAP = 6;
    private static final int SIGN = 24;

    /** At is where the name should stand, NaN for the next place from the top. */
    private record Name(String text, Color color, BasicStroke line, Marker marker, double at) {}

    private final List<Name> names = new ArrayList<>();

    /** Adds a name behind a piece of line and a marker, of which one may be null. */
    void add(String text, Color color, BasicStroke line, Marker marker, double at) {
        names.add(new Name(text, color, line, marker, at));
    }

    void add(String text, Color color, Marker marker) {
        add(text, color, null, marker, Double.NaN);
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    private int sign() {
        return names.stream().anyMatch(name -> name.line != null) ? SIGN : SIGN / 2;
    }

    /** The room that the names take beside the axes; none without names. */
    int width() {
        return names.stream().mapToInt(name -> OFF + sign() + GAP + Look.width(name.text, Look.TEXT)).max().orElse(0);
    }

    /** The height of the names in rows no wider than this. */
    int height(int width) {
        return rows(width).size() * line();
    }

    /** Writes the names beside axes, moved apart where they would overlap. */
    void beside(Graphics2D g, Rectangle2D box) {
        List<Name> sorted = names.stream().sorted(Comparator.comparingDouble(Name::at)).toList();
        double[] at = new double[sorted.size()];
        for (int i = 0; i < at.length; i++) {
            double wanted = sorted.get(i).at;
            at[i] = Double.isNaN(wanted) ? box.getY() + 12 + i * line() : Math.max(box.getY(), Math.min(wanted, box.getMaxY()));
        }
        spread(at, Look.metrics(Look.TEXT).getHeight(), box.getY(), box.getMaxY());
        for (int i = 0; i < at.length; i++) write(g, sorted.get(i), box.getMaxX() + OFF, at[i]);
    }

    /** Writes the names in rows no wider than this, from y downwards. */
    void inRows(Graphics2D g, int y, int width) {
        List<List<Name>> rows = rows(width);
        for (int i = 0; i < rows.size(); i++) {
            int x = 0;
            for (Name name : rows.get(i)) {
                write(g, name, x, y + (i + 0.5) * line());
                x += width(name);
            }
        }
    }

    private List<List<Name>> rows(int width) {
        List<List<Name>> rows = new ArrayList<>();
        int used = width;
        for (Name name : names) {
            if (rows.isEmpty() || used + width(name) > width) {
                rows.add(new ArrayList<>());
                used = 0;
            }
            rows.get(rows.size() - 1).add(name);
            used += width(name);
        }
        return rows;
    }

    private int width(Name name) {
        return sign() + GAP + Look.width(name.text, Look.TEXT) + OFF;
    }

    private static int line() {
        return Look.metrics(Look.TEXT).getHeight() + 5;
    }

    private void write(Graphics2D g, Name name, double x, double y) {
        g.setColor(name.color);
        if (name.line != null) {
            g.setStroke(name.line);
            g.draw(new Line2D.Double(x, y, x + sign(), y));
        }
        if (name.marker != null) name.marker.paint(g, x + sign() / 2.0, y, 0);
        Look.centred(g, name.text, Look.TEXT, Look.readable(name.color), x + sign() + GAP + Look.width(name.text, Look.TEXT) / 2.0, y);
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
