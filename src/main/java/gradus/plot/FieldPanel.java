package gradus.plot;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;

/**
 * Axes around a box that a field of colours fills, with a key beside it, or under it where there is little room.
 *
 * <p>One unit is as long in x as in y where the plane's sides allow it: a circle looks like one, and steps down a
 * gradient stand upright on the contour lines.
 */
final class FieldPanel {

    static final int ROOM = Look.MAX_WIDTH - 2 * Look.MARGIN;
    private static final int NARROW = 600;
    private static final int WIDEST = 560;
    private static final int HIGHEST = 440;
    /** A plane this many times as long as wide fills the box instead. */
    private static final double LONGEST = 2.5;

    /** The colour of a place, given in columns and rows of the grid. */
    interface Tone {
        int rgb(double column, double row);
    }

    private final Plane plane;
    private final Axis x;
    private final Axis y;
    private final Axes axes;
    private final Key key;
    private final boolean keyUnder;
    private final int room;
    private final int axesWidth;
    private final int axesHeight;

    FieldPanel(Plane plane, String xLabel, String yLabel, Key key, int room) {
        this.plane = plane;
        this.key = key;
        this.room = room;
        keyUnder = room < NARROW;
        Rectangle trial = trial(new Axes(xScale(WIDEST), yScale(HIGHEST), xLabel, yLabel));
        int besides = WIDEST - trial.width;
        int widest = Math.min(WIDEST, room - besides - (keyUnder ? 0 : key.width()));
        double aspect = plane.width() / plane.height();
        boolean square = aspect < LONGEST && aspect > 1 / LONGEST;
        double boxHeight = square ? Math.min(HIGHEST, widest / aspect) : HIGHEST;
        double boxWidth = square ? boxHeight * aspect : widest;
        x = xScale(boxWidth);
        y = yScale(boxHeight);
        axes = new Axes(x, y, xLabel, yLabel);
        axesWidth = (int) Math.round(boxWidth + besides);
        axesHeight = (int) Math.round(boxHeight + HIGHEST - trial.height);
    }

    private Axis xScale(double length) {
        return Axis.from(plane.xFrom(), plane.xTo(), false, (int) Math.max(2, length / 75));
    }

    private Axis yScale(double length) {
        return Axis.from(plane.yFrom(), plane.yTo(), false, (int) Math.max(2, length / 65));
    }

    /** The box of axes of the largest size: what is missing to it is taken by the labels. */
    private static Rectangle trial(Axes axes) {
        Graphics2D g = Look.prepared(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));
        axes.paint(g, WIDEST, HIGHEST);
        g.dispose();
        return axes.box();
    }

    int width() {
        return keyUnder ? room : axesWidth + key.width();
    }

    int height() {
        return axesHeight + (keyUnder ? key.height(room) : 0);
    }

    /** Paints axes, field and key; after that {@link #px} and {@link #py} are known. */
    void paint(Graphics2D g, Tone tone) {
        axes.paint(g, axesWidth, axesHeight);
        Rectangle box = axes.box();
        BufferedImage image = new BufferedImage(box.width, box.height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < box.height; i++) {
            double row = plane.cells() * (1 - (i + 0.5) / box.height);
            for (int j = 0; j < box.width; j++) image.setRGB(j, i, tone.rgb(plane.cells() * (j + 0.5) / box.width, row));
        }
        g.drawImage(image, box.x, box.y, null);
        g.setStroke(new BasicStroke(1));
        g.setColor(Look.FRAME);
        g.draw(new Rectangle(box.x, box.y, box.width, box.height));
        g.setColor(Look.QUIET_INK);
        for (long tick = (long) Math.ceil(x.low()); tick <= x.high(); tick++) {
            double at = Math.floor(px(x.value(tick))) + 0.5;
            g.draw(new Line2D.Double(at, box.y + box.height, at, box.y + box.height + 4));
        }
        for (long tick = (long) Math.ceil(y.low()); tick <= y.high(); tick++) {
            double at = Math.floor(py(y.value(tick))) + 0.5;
            g.draw(new Line2D.Double(box.x - 4, at, box.x, at));
        }
        if (keyUnder) key.paintUnder(g, 0, axesHeight, room);
        else key.paint(g, box.x + box.width, box.y);
    }

    Rectangle box() {
        return axes.box();
    }

    double px(double x) {
        return box().x + (x - plane.xFrom()) / plane.width() * box().width;
    }

    double py(double y) {
        return box().y + (1 - (y - plane.yFrom()) / plane.height()) * box().height;
    }

    /** A line in columns and rows of the grid as one in pixels. */
    double[][] pixels(double[][] line) {
        double[][] points = new double[line.length][];
        for (int i = 0; i < line.length; i++) points[i] = new double[] {plane.x(line[i][0]), plane.y(line[i][1])};
        return place(points);
    }

    /** Points (x, y) in pixels. */
    double[][] place(double[][] points) {
        double[][] pixels = new double[points.length][];
        for (int i = 0; i < points.length; i++) pixels[i] = new double[] {px(points[i][0]), py(points[i][1])};
        return pixels;
    }

    /** Keeps what is painted next inside the box; returns the clip before. */
    Shape clip(Graphics2D g) {
        Shape before = g.getClip();
        g.clip(box());
        return before;
    }
}
