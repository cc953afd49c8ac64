package gradus.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Two axes and what lies between them, drawn by XChart: each line, filled area and set of points is one of its series.
 *
 * <p>XChart is given values in ticks of their axis, so that its search for ticks finds those of {@link Axis}, whole numbers
 * of a size that it can count. Around the axes a few pixels are left for half a marker, which it would cut off. Pixels
 * are those of the page, with (0, 0) at the top left of the chart.
 *
 * <p>Words are written here: XChart's annotations have one font and one colour in a chart, are always centred, never
 * turned or broken into lines, and lack the white hem that a word over lines needs.
 */
final class Chart {

    /** Room around the chart for half a label: XChart leaves out a label that would be cut off. */
    private static final int EDGE = 14;
    /** Room around the axes for half a marker. */
    private static final int SKIRT = 8;
    /** A line in dashes is a curve through points so close that it looks straight. */
    private static final double STEP = 2;
    /** What rounding to pixels may put outside. */
    private static final double HAIR = 0.6;
    /** On fewer pixels XChart paints no series. */
    private static final int LEAST = 100;
    private static final BasicStroke THIN = new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    private static final double[] GAP = {Double.NaN, Double.NaN};
    private static final Color FAINT = new Color(0xF1F1F1);

    /** A word, centred on a place and turned by an angle. */
    private record Word(String text, Font font, Color ink, double x, double y, double angle, boolean hem) {}

    private final Axis x;
    private final Axis y;
    private final int shiftX;
    private final int shiftY;
    private final XYChart chart;
    private final Rectangle2D box;
    private final List<Word> words = new ArrayList<>();
    private final Map<BufferedImage, AffineTransform> grounds = new LinkedHashMap<>();
    private int count;
    /** What a name should not hide. */
    private final List<Shape> drawn = new ArrayList<>();

    /** Axes with their labels in so much room. */
    Chart(Axis x, Axis y, String xLabel, String yLabel, int width, int height) {
        this.x = x;
        this.y = y;
        int line = Look.metrics(Look.TEXT).getHeight();
        int top = !yLabel.isEmpty() ? line + 10 : y.isShown() ? Look.metrics(Look.SMALL).getHeight() / 2 : 0;
        GroupNames names = new GroupNames(x.names(), (width - 70) / Math.max(1, x.names().size()));
        int under = names.height() + (xLabel.isEmpty() ? 0 : line + 8);
        int left = y.hasNumbers() ? 0 : SKIRT;
        int right = x.isShown() ? EDGE : 0;
        int bottom = x.hasNumbers() ? 0 : SKIRT;
        shiftX = EDGE + left;
        shiftY = EDGE + SKIRT - top;
        chart = Look.chart(width - right + left + SKIRT + 2 * EDGE, height - top - under + SKIRT + bottom + 2 * EDGE, EDGE, x, y);
        box = layOut();
        names.write(this, this::px, box.getMaxY());
        if (!yLabel.isEmpty()) left(yLabel, Look.TEXT, Look.QUIET_INK, 0, line / 2.0);
        if (!xLabel.isEmpty()) word(xLabel, Look.TEXT, Look.QUIET_INK, box.getCenterX(), height - line / 2.0 - 2);
    }

    /** A chart without axes, and not so small that XChart paints nothing on it. */
    static Chart blank(int width, int height) {
        int w = Math.max(width, LEAST);
        int h = Math.max(height, LEAST);
        return new Chart(Axis.hidden(w), Axis.hidden(h), "", "", w, h);
    }

    /** Lets XChart lay out the axes twice: once for their length, and once with bounds that leave room for the skirt. */
    private Rectangle2D layOut() {
        Rectangle2D whole = trial(0, 0);
        double skirtX = SKIRT * (x.high() - x.low()) / (whole.getWidth() - 2 * SKIRT);
        double skirtY = SKIRT * (y.high() - y.low()) / (whole.getHeight() - 2 * SKIRT);
        // a spacing of x that is longer than either axis makes XChart's coordinates wrong, those of y too
        double longest = 0.4 * Math.min(whole.getWidth(), whole.getHeight());
        chart.getStyler().setXAxisTickMarkSpacingHint((int) Math.min(whole.getWidth() / (x.high() - x.low()), longest));
        chart.getStyler().setYAxisTickMarkSpacingHint((int) Math.min(whole.getHeight() / (y.high() - y.low()), longest));
        return trial(skirtX, skirtY);
    }

    private Rectangle2D trial(double skirtX, double skirtY) {
        chart.getStyler().setXAxisMin(x.low() - skirtX);
        chart.getStyler().setXAxisMax(x.high() + skirtX);
        chart.getStyler().setYAxisMin(y.low() - skirtY);
        chart.getStyler().setYAxisMax(y.high() + skirtY);
        Graphics2D scratch = Look.prepared(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));
        scratch.scale(Figure.SCALE, Figure.SCALE);
        chart.paint(scratch, chart.getWidth(), chart.getHeight());
        scratch.dispose();
        double left = chart.getScreenXFromChart(x.low()) - shiftX;
        double right = chart.getScreenXFromChart(x.high()) - shiftX;
        double bottom = chart.getScreenYFromChart(y.low()) - shiftY;
        double top = chart.getScreenYFromChart(y.high()) - shiftY;
        return new Rectangle2D.Double(left, top, right - left, bottom - top);
    }

    /** Thin lines at the ticks, from side to side, and a frame below. */
    Chart grid() {
        if (x.hasParts()) for (double part : x.parts()) across(px(part), true, FAINT);
        if (y.hasParts()) for (double part : y.parts()) across(py(part), false, FAINT);
        if (x.names().isEmpty()) for (double tick : x.ticks()) across(px(tick), true, Look.GRID);
        for (double tick : y.ticks()) across(py(tick), false, tick == 0 && y.names().isEmpty() ? Look.FRAME : Look.GRID);
        across(box.getMaxY(), false, Look.FRAME);
        return this;
    }

    /** A frame with short marks at the ticks outside, for axes that are filled. */
    void frame() {
        double left = box.getX();
        double bottom = box.getMaxY();
        for (double tick : x.ticks()) line(new double[][] {{px(tick), bottom}, {px(tick), bottom + 4}}, Look.QUIET_INK, THIN, 4);
        for (double tick : y.ticks()) line(new double[][] {{left - 4, py(tick)}, {left, py(tick)}}, Look.QUIET_INK, THIN, 4);
        frame(left, box.getY(), box.getMaxX(), bottom);
    }

    void frame(double left, double top, double right, double bottom) {
        line(new double[][] {{left, bottom}, {left, top}, {right, top}, {right, bottom}, {left, bottom}}, Look.FRAME, THIN);
    }

    private void across(double at, boolean upright, Color color) {
        across(at, upright ? box.getY() : box.getX(), upright ? box.getMaxY() : box.getMaxX(), upright, color);
    }

    /** A thin line from one place to another, on whole pixels of the page. */
    void across(double at, double from, double to, boolean upright, Color color) {
        double on = Math.round(at - 0.5) + 0.5;
        line(upright ? new double[][] {{on, from}, {on, to}} : new double[][] {{from, on}, {to, on}}, color, THIN, HAIR);
    }

    /** What XChart has been given. */
    XYChart xchart() {
        return chart;
    }

    /** The rectangle between the axes. */
    Rectangle2D box() {
        return box;
    }

    double px(double value) {
        return box.getX() + x.share(value) * box.getWidth();
    }

    double py(double value) {
        return box.getMaxY() - y.share(value) * box.getHeight();
    }

    /** Points given as values, in pixels; NaN where one is not finite. */
    double[][] place(double[] xs, double[] ys) {
        return IntStream.range(0, xs.length).mapToObj(i -> Double.isFinite(xs[i]) && Double.isFinite(ys[i])
                ? new double[] {px(xs[i]), py(ys[i])} : new double[] {Double.NaN, Double.NaN}).toArray(double[][]::new);
    }

    /** A line through points in pixels, cut off at the edges of the axes; NaN is a gap. */
    void line(double[][] path, Color color, BasicStroke stroke) {
        for (int i = 1; i < path.length; i++) drawn.add(new Line2D.Double(path[i - 1][0], path[i - 1][1], path[i][0], path[i][1]));
        line(path, color, stroke, HAIR);
    }

    private void line(double[][] path, Color color, BasicStroke stroke, double outside) {
        boolean dashed = stroke.getDashArray() != null;
        List<double[]> drawn = new ArrayList<>();
        for (int i = 1; i < path.length; i++) {
            double[] a = path[i - 1];
            double[] b = path[i];
            double[] part = inside(a, b, outside);
            if (part == null) continue;
            double length = Math.hypot(b[0] - a[0], b[1] - a[1]) * (part[1] - part[0]);
            int pieces = dashed ? (int) Math.ceil(length / STEP) + 1 : 1;
            boolean goesOn = part[0] == 0 && i > 1 && !drawn.isEmpty() && drawn.get(drawn.size() - 1) == a;
            if (!goesOn) drawn.add(GAP);
            for (int k = goesOn ? 1 : 0; k <= pieces; k++) {
                double share = part[0] + (part[1] - part[0]) * k / pieces;
                drawn.add(share == 1 ? b : new double[] {a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])});
            }
        }
        if (drawn.isEmpty()) return;
        XYSeries series = series(drawn.toArray(double[][]::new), XYSeriesRenderStyle.Line);
        series.setLineColor(color);
        series.setLineStyle(stroke);
        // one path: piece by piece, dashes would begin anew at every point
        series.setSmooth(dashed);
    }

    /** From which share to which share of its way a piece of line lies in the axes; null where none does. */
    private double[] inside(double[] a, double[] b, double outside) {
        if (Double.isNaN(a[0] + b[0])) return null;
        double dx = b[0] - a[0];
        double dy = b[1] - a[1];
        double[] steps = {dx, -dx, dy, -dy};
        double[] room = {box.getMaxX() - a[0], a[0] - box.getX(), box.getMaxY() - a[1], a[1] - box.getY()};
        double from = 0;
        double to = 1;
        for (int k = 0; k < 4; k++) {
            double allowed = room[k] + outside;
            if (steps[k] == 0 && allowed < 0) return null;
            if (steps[k] > 0) to = Math.min(to, allowed / steps[k]);
            if (steps[k] < 0) from = Math.max(from, allowed / steps[k]);
        }
        return from <= to ? new double[] {from, to} : null;
    }

    /** A filled area with corners in pixels, cut off at the edges of the axes. */
    void area(double[][] corners, Color color) {
        area(path(corners), color);
    }

    private static Path2D path(double[][] corners) {
        Path2D path = new Path2D.Double();
        path.moveTo(corners[0][0], corners[0][1]);
        for (double[] corner : corners) path.lineTo(corner[0], corner[1]);
        path.closePath();
        return path;
    }

    void area(Shape shape, Color color) {
        drawn.add(shape);
        fill(shape, color);
    }

    /** An area on which words may stand. */
    void shade(double[][] corners, Color color) {
        fill(path(corners), color);
    }

    private void fill(Shape shape, Color color) {
        Shape seen = shape;
        if (!box.contains(shape.getBounds2D())) {
            Area cut = new Area(shape);
            cut.intersect(new Area(box));
            seen = cut;
        }
        List<double[]> corners = new ArrayList<>();
        double[] at = new double[2];
        for (PathIterator i = seen.getPathIterator(null, 0.1); !i.isDone(); i.next()) {
            int kind = i.currentSegment(at);
            if (kind == PathIterator.SEG_CLOSE) corners.add(GAP);
            else corners.add(at.clone());
        }
        if (corners.isEmpty()) return;
        XYSeries series = series(corners.toArray(double[][]::new), XYSeriesRenderStyle.PolygonArea);
        series.setFillColor(color);
        series.setLineStyle(SeriesLines.NONE);
    }

    /** Marks at points in pixels; those outside the axes are left out. */
    void dots(double[][] at, Marker marker) {
        double[][] seen = Arrays.stream(at).filter(p -> p[0] > box.getX() - 1 && p[0] < box.getMaxX() + 1 && p[1] > box.getY() - 1
                && p[1] < box.getMaxY() + 1).toArray(double[][]::new);
        if (seen.length > 0) series(seen, XYSeriesRenderStyle.Scatter).setMarker(marker);
        for (double[] dot : seen) drawn.add(new Rectangle2D.Double(dot[0] - 4, dot[1] - 4, 8, 8));
    }

    /** Pixels as one of XChart's series, in ticks of the axes. */
    private XYSeries series(double[][] pixels, XYSeriesRenderStyle style) {
        double[] xs = Arrays.stream(pixels).mapToDouble(p -> x.low() + (p[0] - box.getX()) / box.getWidth() * (x.high() - x.low())).toArray();
        double[] ys = Arrays.stream(pixels).mapToDouble(p -> y.low() + (box.getMaxY() - p[1]) / box.getHeight() * (y.high() - y.low())).toArray();
        XYSeries series = chart.addSeries("series " + count++, xs, ys);
        series.setXYSeriesRenderStyle(style);
        series.setMarker(SeriesMarkers.NONE);
        return series;
    }

    /** A field of colours under all else, each of its pixels as a rectangle of this size. */
    void ground(BufferedImage image, double left, double top, double width, double height) {
        AffineTransform place = AffineTransform.getTranslateInstance(left, top);
        place.scale(width, height);
        grounds.put(image, place);
    }

    /** A word centred on a place in pixels. */
    void word(String text, Font font, Color ink, double x, double y) {
        words.add(new Word(text, font, ink, x, y, 0, false));
    }

    /** A word that is turned by an angle around its middle. */
    void turned(String text, Font font, Color ink, double x, double y, double angle) {
        words.add(new Word(text, font, ink, x, y, angle, false));
    }

    /** A word that begins at x. */
    void left(String text, Font font, Color ink, double x, double y) {
        word(text, font, ink, x + Look.width(text, font) / 2.0, y);
    }

    /** A black cross. */
    void cross(double x, double y) {
        dots(new double[][] {{x, y}}, Look.marker(4, Color.WHITE, Color.WHITE, 7.5));
        dots(new double[][] {{x, y}}, Look.marker(4, Look.INK, null, 6));
    }

    /** A black cross with its name beside it. */
    void cross(String name, double x, double y) {
        cross(x, y);
        if (!name.isEmpty()) fit(name, besides(name, x, y));
    }

    /** Middles of a name beside a cross, the best first. */
    static List<double[]> besides(String name, double x, double y) {
        double half = Look.width(name, Look.TEXT) / 2.0 + 12;
        double line = Look.metrics(Look.TEXT).getHeight() / 2.0 + 2;
        return List.of(new double[] {x + half, y}, new double[] {x - half, y}, new double[] {x + half, y - line},
                new double[] {x + half, y + line}, new double[] {x - half, y - line}, new double[] {x - half, y + line},
                new double[] {x, y - line - 8}, new double[] {x, y + line + 8});
    }

    /** Writes a word with a white hem at the place where it hides least, of equal ones at the first. */
    void fit(String text, List<double[]> places) {
        double[] best = places.stream().min(Comparator.comparingDouble(place -> hidden(text, place))).orElseThrow();
        hemmed(text, Look.TEXT, best[0], best[1]);
    }

    /** Outside the axes is worst, then on another word, then on what is drawn. */
    private double hidden(String text, double[] at) {
        Rectangle2D word = around(text, Look.TEXT, at[0], at[1]);
        long under = words.stream().filter(w -> w.angle == 0 && around(w.text, w.font, w.x, w.y).intersects(word)).count();
        return (box.contains(word) ? 0 : 1e6) + 1e3 * under + drawn.stream().filter(shape -> shape.intersects(word)).count();
    }

    private static Rectangle2D around(String text, Font font, double x, double y) {
        double width = Look.width(text, font) + 4;
        double height = Look.metrics(font).getHeight() - 4;
        return new Rectangle2D.Double(x - width / 2, y - height / 2, width, height);
    }

    /** A word with a white hem, so that it can be read over lines. */
    void hemmed(String text, Font font, double x, double y) {
        words.add(new Word(text, font, Look.INK, x, y, 0, true));
    }

    void paint(Graphics2D g) {
        grounds.forEach((image, place) -> g.drawImage(image, place, null));
        Graphics2D moved = (Graphics2D) g.create();
        moved.translate(-shiftX, -shiftY);
        chart.paint(moved, chart.getWidth(), chart.getHeight());
        moved.dispose();
        for (Word word : words) {
            Graphics2D turned = (Graphics2D) g.create();
            turned.translate(word.x, word.y);
            turned.rotate(word.angle);
            if (word.hem) {
                turned.setStroke(new BasicStroke(3.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
                turned.setColor(Color.WHITE);
                turned.draw(Look.outline(word.text, word.font));
            }
            Look.centred(turned, word.text, word.font, word.ink, 0, 0);
            turned.dispose();
        }
    }
}
