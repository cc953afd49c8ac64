package gradus.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.List;

/**
 * A path through the plane, point by point.
 *
 * @param points rows (x, y); the path ends before the first that is not finite
 * @param first the field's value at the start
 * @param last the field's value at the end
 * @param look its place among all paths, which gives colour, dashes and the marker of its end
 */
record Trajectory(String name, double[][] points, double first, double last, int look) {

    /** Looks that stand out from a blue field, as series of the style. */
    private static final List<Integer> LOOKS = List.of(1, 6, 2, 3, 4);
    static final int MOST = 2 * LOOKS.size();
    /** Steps of a path with more points than this are not shown one by one. */
    private static final int FEW = 60;
    /** Farther from the picture than any path needs to be drawn, in pixels. */
    private static final double FAR = 1e5;

    Color color() {
        return Look.color(LOOKS.get(look % LOOKS.size()));
    }

    /** The points before the first that is not finite. */
    double[][] finite() {
        int n = 0;
        while (n < points.length && Double.isFinite(points[n][0]) && Double.isFinite(points[n][1])) n++;
        return Arrays.copyOf(points, n);
    }

    /** How it runs, in words: from where to where, over how many steps, and from which value to which. */
    String words(Plane plane) {
        double[][] path = finite();
        int out = 0;
        while (out < path.length && plane.contains(path[out][0], path[out][1])) out++;
        String text = (name.isEmpty() ? "the path" : name) + " runs from " + place(path[0]) + " to "
                + place(path[path.length - 1]) + " in " + Words.count(path.length - 1, "step") + ", " + Words.text(first)
                + " → " + Words.text(last);
        if (path.length < points.length) text += ", and is not finite from step " + path.length + " on";
        if (out == 0) return text + ", and starts outside the plane shown";
        return out < path.length ? text + ", and leaves the plane shown at step " + out : text;
    }

    static String place(double... point) {
        return "(" + Words.text(point[0]) + ", " + Words.text(point[1]) + ")";
    }

    /** Paints it, given in pixels: a white hem under the line, a ring at the start, a marker at the end. */
    void paint(Graphics2D g, double[][] pixels) {
        Path2D path = new Path2D.Double();
        boolean drawn = false;
        for (int i = 1; i < pixels.length; i++) {
            double[] a = pixels[i - 1];
            double[] b = pixels[i];
            if (isFar(a)) continue;
            if (!drawn) path.moveTo(a[0], a[1]);
            double share = isFar(b) ? FAR / Math.hypot(b[0] - a[0], b[1] - a[1]) : 1;
            path.lineTo(a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]));
            drawn = !isFar(b);
        }
        g.setColor(Color.WHITE);
        g.setStroke(new BasicStroke(4.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(path);
        g.setColor(color());
        g.setStroke(Look.stroke(look));
        g.draw(path);
        if (pixels.length <= FEW) for (double[] p : pixels) g.fill(new Ellipse2D.Double(p[0] - 2.6, p[1] - 2.6, 5.2, 5.2));
        start(g, color(), pixels[0][0], pixels[0][1]);
        end(g, pixels[pixels.length - 1][0], pixels[pixels.length - 1][1]);
    }

    /** The sign of a start. */
    static void start(Graphics2D g, Color color, double x, double y) {
        var ring = new Ellipse2D.Double(x - 5, y - 5, 10, 10);
        g.setColor(Color.WHITE);
        g.fill(ring);
        g.setColor(color);
        g.setStroke(new BasicStroke(2.2f));
        g.draw(ring);
    }

    /** Its sign in the key: a piece of line with the marker of its end. */
    void sign(Graphics2D g, double x, double y) {
        g.setColor(color());
        g.setStroke(Look.stroke(look));
        g.draw(new Line2D.Double(x - 20, y, x + 1, y));
        end(g, x - 1, y);
    }

    private void end(Graphics2D g, double x, double y) {
        Key.marker(g, look, color(), x, y, 6.5, Color.WHITE);
    }

    private static boolean isFar(double[] pixel) {
        return !(Math.abs(pixel[0]) < FAR && Math.abs(pixel[1]) < FAR);
    }
}
