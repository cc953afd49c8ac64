package gradus.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;

/** Signs and words that stand out from the lines under them. */
final class Marks {

    private Marks() {}

    /** A black cross with its name beside it, on the side where there is room; both have a white hem. */
    static void cross(Graphics2D g, Rectangle box, String name, double x, double y) {
        hemmed(g, Look.marker(4, x, y, 6));
        if (name.isEmpty()) return;
        int width = Look.width(name, Look.TEXT);
        double left = x + 12 + width > box.getMaxX() - 4 ? x - 12 - width : x + 12;
        double baseline = y + Look.metrics(Look.TEXT).getAscent() / 2.0 - 2;
        double inside = Math.max(box.y + 16, Math.min(box.getMaxY() - 6, baseline));
        text(g, name, Look.TEXT, left, inside);
    }

    /** A text with a white hem, so that it can be read over lines. */
    static void text(Graphics2D g, String text, Font font, double left, double baseline) {
        var layout = new TextLayout(text, font, g.getFontRenderContext());
        hemmed(g, layout.getOutline(AffineTransform.getTranslateInstance(left, baseline)));
    }

    private static void hemmed(Graphics2D g, Shape shape) {
        g.setColor(Color.WHITE);
        g.setStroke(new BasicStroke(3.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(shape);
        g.setColor(Look.INK);
        g.fill(shape);
    }
}
