package gradus.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The one look of all figures: colours that colour-blind readers can tell apart, sizes that survive half size.
 *
 * <p>The colours are those of Okabe and Ito, "Color Universal Design" (2008), without the yellow, which is lost on
 * white. No colour stands alone: lines also differ in their dashes, points in their shape.
 */
final class Look {

    static final Color INK = new Color(0x222222);
    static final Color QUIET_INK = new Color(0x595959);
    static final Color GRID = new Color(0xE2E2E2);
    static final Color FRAME = new Color(0xB8B8B8);

    static final Color BLUE = new Color(0x0072B2);
    static final Color VERMILION = new Color(0xD55E00);
    static final List<Color> PALETTE = List.of(BLUE, VERMILION, new Color(0x009E73), new Color(0xCC79A7),
            new Color(0xE69F00), new Color(0x56B4E9), Color.BLACK);

    private static final Color CLEAR = new Color(0, true);

    /** Logical, so that every machine has it and glyphs such as → are found in some font. */
    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 16);
    static final Font SMALL = TEXT.deriveFont(15f);
    static final Font BOLD = TEXT.deriveFont(Font.BOLD);
    static final Font TITLE = TEXT.deriveFont(Font.BOLD, 19f);

    static final int MAX_WIDTH = 900;
    static final int MARGIN = 16;
    /** More series than this cannot be told apart. */
    static final int MAX_SERIES = 14;

    private static final float[][] DASHES = {null, {9, 5}, {2.5f, 4}, {12, 4, 2.5f, 4}};
    private static final FontRenderContext CONTEXT = new FontRenderContext(
            AffineTransform.getScaleInstance(Figure.SCALE, Figure.SCALE), true, true);
    private static final Graphics2D SCRATCH = prepared(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));

    private Look() {}

    static Color color(int series) {
        return PALETTE.get(series % PALETTE.size());
    }

    /** The stroke of a series; round ends join the pieces of one that is not dashed. */
    static BasicStroke stroke(int series) {
        float[] dashes = DASHES[series % DASHES.length];
        return new BasicStroke(2.4f, dashes == null ? BasicStroke.CAP_ROUND : BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10,
                dashes, 0);
    }

    /** The colour, through which what lies under it can be seen. */
    static Color faint(Color color, double share) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * share));
    }

    /** A chart with the look of all; it draws neither grid nor legend, and takes its bounds from its axes. */
    static XYChart chart(int width, int height, int padding, Axis x, Axis y) {
        XYChart chart = new XYChart(width, height);
        XYStyler styler = chart.getStyler();
        styler.setChartTitleVisible(false);
        styler.setLegendVisible(false);
        styler.setChartPadding(padding);
        styler.setChartBackgroundColor(CLEAR);
        styler.setPlotBackgroundColor(CLEAR);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesVisible(false);
        styler.setPlotContentSize(1);
        styler.setPlotMargin(0);
        styler.setAxisTitlesVisible(false);
        styler.setAxisTickLabelsFont(SMALL);
        styler.setAxisTickLabelsColor(QUIET_INK);
        styler.setAxisTickPadding(0);
        styler.setAxisTickMarkLength(0);
        styler.setAxisTicksLineVisible(false);
        styler.setAxisTicksMarksVisible(false);
        styler.setXAxisTicksVisible(x.hasNumbers());
        styler.setYAxisTicksVisible(y.hasNumbers());
        chart.setCustomXAxisTickLabelsFormatter(x::written);
        chart.setCustomYAxisTickLabelsFormatter(y::written);
        // uneven, since XChart would put the ticks at evenly spaced data and nowhere else
        double[] uneven = {0, 0.3, 1};
        var corners = chart.addSeries("corners", at(x, uneven), at(y, uneven));
        corners.setMarker(SeriesMarkers.NONE);
        corners.setLineStyle(SeriesLines.NONE);
        return chart;
    }

    private static double[] at(Axis axis, double[] shares) {
        return Arrays.stream(shares).map(share -> axis.low() + share * (axis.high() - axis.low())).toArray();
    }

    /** The marker of a series: its shape in a colour, with a thin edge where one is given; one that is not white is thicker. */
    static Marker marker(int look, Color fill, Color edge, double radius) {
        return ring(look, fill, edge, radius, edge == Color.WHITE ? 1 : 1.7f);
    }

    /** Whether a look is one of the second round through the colours: where nothing but the colour tells, it is drawn hollow. */
    static boolean isHollow(int look) {
        return look >= PALETTE.size();
    }

    /** A marker of this shape in the colour of a look, with a thin edge where one is given. */
    static Marker dot(int shape, int look, Color edge, double radius) {
        return isHollow(look) ? ring(shape, Color.WHITE, color(look), radius - 1, 2) : marker(shape, color(look), edge, radius);
    }

    /** The same with an edge of this width. */
    static Marker ring(int look, Color fill, Color edge, double radius, float width) {
        return new Marker() {
            @Override
            public void paint(Graphics2D g, double x, double y, int size) {
                // on whole pixels of the picture: crisper, and the PNG is smaller
                Shape shape = Look.marker(look, Math.round(2 * x) / 2.0, Math.round(2 * y) / 2.0, radius);
                g.setColor(fill);
                g.fill(shape);
                if (edge == null) return;
                g.setStroke(new BasicStroke(width));
                g.setColor(edge);
                g.draw(shape);
            }
        };
    }

    /** The marker of a series, centred on (x, y): circle, square, triangle, diamond, cross, plus, in turn. */
    static Shape marker(int series, double x, double y, double radius) {
        double r = radius;
        double s = r * 0.88;
        double d = r * 1.2;
        double t = r * 0.34;
        Shape shape = switch (series % 6) {
            case 0 -> new Ellipse2D.Double(-r, -r, 2 * r, 2 * r);
            case 1 -> polygon(-s, -s, s, -s, s, s, -s, s);
            case 2 -> polygon(0, -d, d, r * 0.85, -d, r * 0.85);
            case 3 -> polygon(0, -d, d, 0, 0, d, -d, 0);
            default -> polygon(-t, -d, t, -d, t, -t, d, -t, d, t, t, t, t, d, -t, d, -t, t, -d, t, -d, -t, -t, -t);
        };
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        if (series % 6 == 4) place.rotate(Math.PI / 4);
        return place.createTransformedShape(shape);
    }

    static Path2D polygon(double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) path.lineTo(xy[i], xy[i + 1]);
        path.closePath();
        return path;
    }

    /** WCAG contrast of two colours, 1 to 21; text needs 4.5. */
    static double contrast(Color a, Color b) {
        double la = luminance(a);
        double lb = luminance(b);
        return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
    }

    /** The colour, darkened until text in it is readable on white. */
    static Color readable(Color color) {
        return readableOn(Color.WHITE, color);
    }

    /** The colour, darkened until text in it is readable on this light ground. */
    static Color readableOn(Color ground, Color color) {
        Color c = color;
        while (contrast(c, ground) < 4.5) {
            c = new Color((int) (c.getRed() * 0.96), (int) (c.getGreen() * 0.96), (int) (c.getBlue() * 0.96));
        }
        return c;
    }

    /** Black or white, whichever reads better on this ground: at least 4.58 to 1 on any. */
    static Color inkOn(Color ground) {
        return contrast(Color.BLACK, ground) >= contrast(Color.WHITE, ground) ? Color.BLACK : Color.WHITE;
    }

    /** Part of the way from white (0) to a colour (0.5) to nearly black (1). */
    static Color shade(Color hue, double t) {
        return t < 0.5 ? mix(Color.WHITE, hue, 2 * t) : mix(hue, mix(hue, Color.BLACK, 0.75), 2 * t - 1);
    }

    static Color mix(Color a, Color b, double t) {
        return new Color((int) Math.round(a.getRed() + t * (b.getRed() - a.getRed())),
                (int) Math.round(a.getGreen() + t * (b.getGreen() - a.getGreen())),
                (int) Math.round(a.getBlue() + t * (b.getBlue() - a.getBlue())));
    }

    static FontMetrics metrics(Font font) {
        return SCRATCH.getFontMetrics(font);
    }

    /** The width of a text in pixels of the page; the letters are those of the picture, which has more pixels. */
    static int width(String text, Font font) {
        return (int) Math.ceil(font.getStringBounds(text, CONTEXT).getWidth() - 0.1);
    }

    /** The letters of a text as {@link #centred} writes it around (0, 0). */
    static Shape outline(String text, Font font) {
        double left = -font.getStringBounds(text, CONTEXT).getWidth() / 2;
        return font.createGlyphVector(CONTEXT, text).getOutline((float) left, (float) down(font));
    }

    private static double down(Font font) {
        return (metrics(font).getAscent() - metrics(font).getDescent()) / 2.0 - 0.5;
    }

    /** The text broken between words into lines no wider than this; a longer word stands alone. */
    static List<String> wrap(String text, Font font, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (line.length() > 0 && width(line + " " + word, font) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The text, or as much of it as fits with … behind: a word without a space cannot be wrapped. */
    static String shortened(String text, Font font, int width) {
        if (width(text, font) <= width) return text;
        int kept = text.length() - 1;
        while (kept > 1 && width(text.substring(0, kept) + "…", font) > width) kept--;
        return text.substring(0, kept) + "…";
    }

    /** The text centred on (x, y), both ways. */
    static void centred(Graphics2D g, String text, Font font, Color ink, double x, double y) {
        g.setFont(font);
        g.setColor(ink);
        g.drawString(text, (float) (x - font.getStringBounds(text, CONTEXT).getWidth() / 2), (float) Math.rint(y + down(font)));
    }

    static Graphics2D prepared(BufferedImage image) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        return g;
    }

    private static double luminance(Color c) {
        return 0.2126 * linear(c.getRed()) + 0.7152 * linear(c.getGreen()) + 0.0722 * linear(c.getBlue());
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
