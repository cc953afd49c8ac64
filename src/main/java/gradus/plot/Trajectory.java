package gradus.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.style.markers.Marker;

/**
 * A path through the plane, point by point.
 *
 * @param points rows (x, y); the path ends before the first that is not finite
 * @param first the field's value at the start
 * @param last the field's value at the end
 */
record Trajectory(String name, double[][] points, double first, double last) {

    /** Colours of paths in their order that stand out from a blue field, as looks. */
    static final List<Integer> LOOKS = List.of(1, 6, 2, 3, 4, 8, 13, 9, 10, 11);
    /** Steps of a path with more points than this are not shown one by one. */
    private static final int FEW = 60;
    private static final BasicStroke HEM = new BasicStroke(4.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

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
        String text = (name.isEmpty() ? "the path" : Words.name(name)) + " runs from " + place(path[0]) + " to "
                + place(path[path.length - 1]) + " in " + Words.count(path.length - 1, "step") + ", " + Words.text(first)
                + " → " + Words.text(last);
        if (path.length < points.length) text += ", and is not finite from step " + path.length + " on";
        if (out == 0) return text + ", and starts outside the plane shown";
        return out < path.length ? text + ", and leaves the plane shown at step " + out : text;
    }

    static String place(double... point) {
        return "(" + Words.text(point[0]) + ", " + Words.text(point[1]) + ")";
    }

    /** Draws it, given in pixels, with dashes and marker of a look: a white hem under the line, a ring at the start, a marker at the end. */
    static void draw(Chart chart, double[][] pixels, Color color, int look) {
        chart.line(pixels, Color.WHITE, HEM);
        chart.line(pixels, color, Look.stroke(look));
        if (pixels.length <= FEW) chart.dots(pixels, Look.marker(0, color, null, 2.6));
        chart.dots(new double[][] {pixels[0]}, start(color));
        chart.dots(new double[][] {pixels[pixels.length - 1]}, end(color, look));
    }

    /** The sign of a start: a ring. */
    static Marker start(Color color) {
        return Look.ring(0, Color.WHITE, color, 5, 2.2f);
    }

    /** The sign of its end. */
    static Marker end(Color color, int look) {
        return Look.marker(look, color, Color.WHITE, 6.5);
    }
}
