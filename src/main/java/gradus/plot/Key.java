package gradus.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;

/** The names of what is drawn, one under the other, each behind its sign. */
final class Key {

    private static final int SIGN = 36;

    /** Paints a sign around (x, y). */
    interface Sign {
        void paint(Graphics2D g, double x, double y);
    }

    private record Entry(Sign sign, String name, Color ink) {}

    private final List<Entry> entries = new ArrayList<>();

    /** Adds a name in a colour, darkened until it can be read. */
    void add(String name, Color color, Sign sign) {
        entries.add(new Entry(sign, name, Look.readable(color)));
    }

    /** The room that it takes beside the axes; none without names. */
    int width() {
        return entries.stream().mapToInt(entry -> Look.width(entry.name, Look.TEXT) + SIGN).max().orElse(0);
    }

    /** The height that it takes under the axes, in rows no wider than this. */
    int height(int width) {
        return rows(width).size() * line();
    }

    /** Paints it to the right of x, from y downwards. */
    void paint(Graphics2D g, int x, int y) {
        for (int i = 0; i < entries.size(); i++) entry(g, entries.get(i), x + 24, y + 12 + i * line());
    }

    /** Paints it in rows from (x, y) on. */
    void paintUnder(Graphics2D g, int x, int y, int width) {
        List<List<Entry>> rows = rows(width);
        for (int i = 0; i < rows.size(); i++) {
            int at = x;
            for (Entry entry : rows.get(i)) {
                entry(g, entry, at + 20, y + (i + 0.5) * line());
                at += width(entry);
            }
        }
    }

    private List<List<Entry>> rows(int width) {
        List<List<Entry>> rows = new ArrayList<>();
        int used = width;
        for (Entry entry : entries) {
            if (rows.isEmpty() || used + width(entry) > width) {
                rows.add(new ArrayList<>());
                used = 0;
            }
            rows.get(rows.size() - 1).add(entry);
            used += width(entry);
        }
        return rows;
    }

    private static int width(Entry entry) {
        return SIGN + Look.width(entry.name, Look.TEXT) + 6;
    }

    private static int line() {
        return Look.metrics(Look.TEXT).getHeight() + 5;
    }

    private static void entry(Graphics2D g, Entry entry, double x, double y) {
        entry.sign.paint(g, x, y);
        g.setFont(Look.TEXT);
        g.setColor(entry.ink);
        g.drawString(entry.name, (int) x + SIGN - 24, (int) y + Look.metrics(Look.TEXT).getAscent() / 2 - 2);
    }

    /** A point with a white edge, in the shape of its class. */
    static void marker(Graphics2D g, int look, double x, double y, double radius) {
        marker(g, look, x, y, radius, Color.WHITE);
    }

    /** A point with an edge, thicker if not white, where it is large enough for one. */
    static void marker(Graphics2D g, int look, double x, double y, double radius, Color edge) {
        marker(g, look, Look.color(look), x, y, radius, edge);
    }

    /** A point in a colour that is not that of its shape. */
    static void marker(Graphics2D g, int look, Color color, double x, double y, double radius, Color edge) {
        // on whole pixels: crisper, and the PNG is half as large
        Shape shape = Look.marker(look, Math.round(x) + 0.5, Math.round(y) + 0.5, radius);
        g.setStroke(new BasicStroke(edge == Color.WHITE ? 1 : 1.7f));
        g.setColor(color);
        g.fill(shape);
        if (radius > 3) {
            g.setColor(edge);
            g.draw(shape);
        }
    }
}
