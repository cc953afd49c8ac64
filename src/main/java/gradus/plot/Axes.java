package gradus.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Two axes with ticks, grid and labels: the ground on which line plots, histograms and scatter plots are drawn.
 *
 * <p>XChart sets ticks and labels. The marks are drawn by us: XChart strokes a line piece by piece, and a dash longer
 * than a piece never shows.
 */
final class Axes {

    private static final Color FAINT = new Color(0xF1F1F1);
    /** Room around the axes for half a label: XChart leaves out a label that would be cut off. */
    private static final int EDGE = 14;
    private static final Color CLEAR = new Color(0, true);

    private final Axis x;
    private final Axis y;
    private final String xLabel;
    private final String yLabel;
    private final List<String> names;
    private Rectangle box;

    Axes(Axis x, Axis y, String xLabel, String yLabel) {
        this(x, y, xLabel, yLabel, List.of());
    }

    /** Axes with a group for each name at x = 0, 1, 2, ... */
    Axes(List<String> names, Axis y, String xLabel, String yLabel) {
        this(Axis.groups(names.size()), y, xLabel, yLabel, names);
    }

    private Axes(Axis x, Axis y, String xLabel, String yLabel, List<String> names) {
        this.names = names;
        this.x = x;
        this.y = y;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
    }

    /** Paints the axes into the rectangle; after that {@link #px} and {@link #py} are known. */
    void paint(Graphics2D g, int width, int height) {
        int top = Look.metrics(Look.SMALL).getHeight() / 2;
        if (!yLabel.isEmpty()) {
            g.setFont(Look.TEXT);
            g.setColor(Look.QUIET_INK);
            g.drawString(yLabel, 0, Look.metrics(Look.TEXT).getAscent());
            top = Look.metrics(Look.TEXT).getHeight() + 10;
        }
        Categories groups = new Categories(names, (width - 70) / Math.max(1, names.size()));
        int forNames = names.isEmpty() ? 0 : groups.height();
        int forLabel = xLabel.isEmpty() ? 0 : Look.metrics(Look.TEXT).getHeight() + 8;
        int under = forNames + forLabel;
        XYChart chart = chart(width - EDGE, height - top - under);
        Graphics2D moved = (Graphics2D) g.create();
        moved.translate(-EDGE, top - EDGE);
        chart.paint(moved, chart.getWidth(), chart.getHeight());
        moved.dispose();
        int left = (int) Math.round(chart.getScreenXFromChart(x.low())) - EDGE;
        int bottom = (int) Math.round(chart.getScreenYFromChart(y.low())) - EDGE + top;
        box = new Rectangle(left, top, width - EDGE - left, bottom - top);
        grid(g);
        for (int i = 0; i < names.size(); i++) groups.paint(g, i, px(i), bottom);
        if (forLabel > 0) {
            Look.centred(g, xLabel, Look.TEXT, Look.QUIET_INK, box.getCenterX(), height - forLabel / 2.0 + 2);
        }
    }

    /** The rectangle between the axes. */
    Rectangle box() {
        return box;
    }

    double px(double value) {
        return box.x + x.share(value) * box.width;
    }

    double py(double value) {
        return box.y + (1 - y.share(value)) * box.height;
    }

    /** Keeps what is painted next inside the axes, with room for half a marker; returns the clip before. */
    Shape clip(Graphics2D g) {
        Shape before = g.getClip();
        g.clip(new Rectangle(box.x - 8, box.y - 8, box.width + 16, box.height + 16));
        return before;
    }

    private XYChart chart(int width, int height) {
        XYChart chart = new XYChart(width + 2 * EDGE, height + 2 * EDGE);
        XYStyler styler = chart.getStyler();
        styler.setBaseFont(Look.TEXT);
        styler.setChartTitleVisible(false);
        styler.setLegendVisible(false);
        styler.setChartPadding(EDGE);
        styler.setChartBackgroundColor(CLEAR);
        styler.setPlotBackgroundColor(CLEAR);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesVisible(false);
        styler.setPlotContentSize(1);
        styler.setPlotMargin(0);
        styler.setAxisTitlesVisible(false);
        styler.setAxisTickLabelsFont(Look.SMALL);
        styler.setAxisTickLabelsColor(Look.QUIET_INK);
        styler.setAxisTickPadding(6);
        styler.setAxisTicksLineVisible(false);
        styler.setAxisTicksMarksVisible(false);
        if (!names.isEmpty()) styler.setXAxisTicksVisible(false);
        styler.setXAxisMin(x.low());
        styler.setXAxisMax(x.high());
        styler.setYAxisMin(y.low());
        styler.setYAxisMax(y.high());
        // a spacing of x that is longer than either axis makes XChart's coordinates wrong, those of y too
        double longest = 0.4 * Math.min(width - 60, height - 50);
        styler.setXAxisTickMarkSpacingHint((int) Math.min((width - 60) / (x.high() - x.low()), longest));
        styler.setYAxisTickMarkSpacingHint((int) Math.min((height - 50) / (y.high() - y.low()), longest));
        chart.setCustomXAxisTickLabelsFormatter(tick -> label(x, tick));
        chart.setCustomYAxisTickLabelsFormatter(tick -> label(y, tick));
        // uneven, since XChart would put the ticks at evenly spaced data and nowhere else
        var corners = chart.addSeries("corners", uneven(x), uneven(y));
        corners.setMarker(SeriesMarkers.NONE);
        corners.setLineStyle(SeriesLines.NONE);
        return chart;
    }

    /** The label of a tick, none where XChart looks between ours; it draws no ticks if both ends have the same label. */
    private static String label(Axis scale, double tick) {
        if (Math.abs(tick - Math.rint(tick)) < 1e-6) return scale.label(Math.round(tick));
        return tick == scale.low() ? " " : "";
    }

    private static double[] uneven(Axis scale) {
        return new double[] {scale.low(), 0.7 * scale.low() + 0.3 * scale.high(), scale.high()};
    }

    private void grid(Graphics2D g) {
        g.setStroke(new BasicStroke(1));
        for (long tick = (long) Math.floor(x.low()); tick <= x.high() && names.isEmpty(); tick++) {
            if (x.hasParts()) for (int part = 2; part < 10; part++) vertical(g, part * x.value(tick), FAINT);
            vertical(g, x.value(tick), Look.GRID);
        }
        for (long tick = (long) Math.floor(y.low()); tick <= y.high(); tick++) {
            if (y.hasParts()) for (int part = 2; part < 10; part++) horizontal(g, part * y.value(tick), FAINT);
            horizontal(g, y.value(tick), tick == 0 && !y.isLog() ? Look.FRAME : Look.GRID);
        }
        g.setColor(Look.FRAME);
        g.draw(new Line2D.Double(box.x, box.y + box.height + 0.5, box.x + box.width, box.y + box.height + 0.5));
    }

    private void vertical(Graphics2D g, double value, Color color) {
        double at = Math.floor(px(value)) + 0.5;
        if (at < box.x || at > box.x + box.width) return;
        g.setColor(color);
        g.draw(new Line2D.Double(at, box.y, at, box.y + box.height));
    }

    private void horizontal(Graphics2D g, double value, Color color) {
        double at = Math.floor(py(value)) + 0.5;
        if (at < box.y || at > box.y + box.height) return;
        g.setColor(color);
        g.draw(new Line2D.Double(box.x, at, box.x + box.width, at));
    }
}
