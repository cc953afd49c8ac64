package gradus.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;

/** Named places on a field. */
final class Marks {

    private Marks() {}

    /** A black cross with its name beside it, on the side where there is room; both have a white hem. */
    static void cross(Graphics2D g, Rectangle box, String name, double x, double y) {
        hemmed(g, Style.marker(4, x, y, 6));
        if (name.isEmpty()) return;
        int width = Style.width(name, Style.TEXT);
        double left = x + 12 + width > box.getMaxX() - 4 ? x - 12 - width : x + 12;
        double baseline = y + Style.metrics(Style.TEXT).getAscent() / 2.0 - 2;
        double inside = Math.max(box.y + 16, Math.min(box.getMaxY() - 6, baseline));
        var text = new TextLayout(name, Style.TEXT, g.getFontRenderContext());
        hemmed(g, text.getOutline(AffineTransform.getTranslateInstance(left, inside)));
    }

    private static void hemmed(Graphics2D g, Shape shape) {
        g.setColor(Color.WHITE);
        g.setStroke(new BasicStroke(3.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(shape);
        g.setColor(Style.INK);
        g.fill(shape);
    }
}
