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
        entries.add(new Entry(sign, name, Style.readable(color)));
    }

    /** The room that it takes beside the axes; none without names. */
    int width() {
        return entries.stream().mapToInt(entry -> Style.width(entry.name, Style.TEXT) + SIGN).max().orElse(0);
    }

    /** Paints it to the right of x, from y downwards. */
    void paint(Graphics2D g, int x, int y) {
        int line = Style.metrics(Style.TEXT).getHeight() + 5;
        for (int i = 0; i < entries.size(); i++) {
            double centre = y + 12 + i * line;
            entries.get(i).sign.paint(g, x + 24, centre);
            g.setFont(Style.TEXT);
            g.setColor(entries.get(i).ink);
            g.drawString(entries.get(i).name, x + SIGN, (int) centre + Style.metrics(Style.TEXT).getAscent() / 2 - 2);
        }
    }

    /** A point with a white edge, in the shape of its class. */
    static void marker(Graphics2D g, int look, double x, double y, double radius) {
        marker(g, look, x, y, radius, Color.WHITE);
    }

    /** A point with an edge, thicker if not white, where it is large enough for one. */
    static void marker(Graphics2D g, int look, double x, double y, double radius, Color edge) {
        marker(g, look, Style.color(look), x, y, radius, edge);
    }

    /** A point in a colour that is not that of its shape. */
    static void marker(Graphics2D g, int look, Color color, double x, double y, double radius, Color edge) {
        // on whole pixels: crisper, and the PNG is half as large
        Shape shape = Style.marker(look, Math.round(x) + 0.5, Math.round(y) + 0.5, radius);
        g.setStroke(new BasicStroke(edge == Color.WHITE ? 1 : 1.7f));
        g.setColor(color);
        g.fill(shape);
        if (radius > 3) {
            g.setColor(edge);
            g.draw(shape);
        }
    }
}
