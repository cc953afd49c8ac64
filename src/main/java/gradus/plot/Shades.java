package gradus.plot;

import java.awt.Color;
import java.awt.image.BufferedImage;

/**
 * Turns numbers into colours: white to blue, or, where there are numbers on both sides of zero, vermilion over white
 * to blue with white at zero and the same depth for the same size.
 */
final class Shades {

    /** The largest value is not drawn in the very darkest, where hues can no longer be told apart. */
    private static final double DEPTH = 0.75;
    /** Of a bar with all shades. */
    static final int BREADTH = 16;

    private final Color hue;
    private final double low;
    private final double high;

    private Shades(Color hue, double low, double high) {
        this.hue = hue;
        this.low = low;
        this.high = high;
    }

    /** Shades for these values in the given hue; NaN and infinite values do not count. */
    static Shades of(Color hue, double[]... values) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double[] row : values) {
            for (double v : row) {
                if (!Double.isFinite(v)) continue;
                min = Math.min(min, v);
                max = Math.max(max, v);
            }
        }
        if (min < 0) {
            double size = Math.max(-min, max);
            return new Shades(hue, -size, size);
        }
        // as on an axis: a scale that comes near to zero starts there
        return new Shades(hue, min < max / 3 || min == max ? 0 : min, max == 0 ? 1 : max);
    }

    /** Shades around zero, whatever the signs of the values. */
    static Shades signed(double[]... values) {
        double size = 0;
        for (double[] row : values) for (double v : row) if (Double.isFinite(v)) size = Math.max(size, Math.abs(v));
        return new Shades(Look.BLUE, size == 0 ? -1 : -size, size == 0 ? 1 : size);
    }

    /** The end of the scale that is white or vermilion. */
    double low() {
        return low;
    }

    /** The end of the scale that is darkest. */
    double high() {
        return high;
    }

    /** The colour of a value; grey for one that is not finite. */
    Color of(double value) {
        if (!Double.isFinite(value)) return Look.FRAME;
        if (low < 0) return shade(value < 0 ? Look.VERMILION : Look.BLUE, Math.abs(value) / high);
        return shade(hue, share(value));
    }

    /** Where a value lies between the ends; of two signs the span itself may be beyond all numbers. */
    private double share(double value) {
        return low < 0 ? 0.5 + 0.5 * (value / high) : (value - low) / (high - low);
    }

    /** All shades from the lowest to the highest, left to right or, upright, bottom to top, in a frame with numbers at its ends. */
    void bar(Chart chart, double left, double top, int length, boolean upright) {
        BufferedImage image = new BufferedImage(upright ? 1 : length, upright ? length : 1, BufferedImage.TYPE_INT_RGB);
        for (int k = 0; k < length; k++) {
            double share = (double) k / (length - 1);
            int rgb = of(low * (1 - share) + high * share).getRGB();
            image.setRGB(upright ? 0 : k, upright ? length - 1 - k : 0, rgb);
        }
        chart.ground(image, left, top, upright ? BREADTH : 1, upright ? 1 : BREADTH);
        double right = left + (upright ? BREADTH : length);
        double bottom = top + (upright ? length : BREADTH);
        chart.frame(left, top, right, bottom);
        double down = bottom + 4 + Look.metrics(Look.SMALL).getHeight() / 2.0;
        for (double value : low < 0 ? new double[] {low, 0, high} : new double[] {low, high}) {
            double share = share(value);
            String text = Words.text(value);
            int width = Look.width(text, Look.SMALL);
            if (upright) chart.left(text, Look.SMALL, Look.QUIET_INK, right + 8, bottom - share * length);
            else chart.left(text, Look.SMALL, Look.QUIET_INK, left + share * (length - width), down);
        }
    }

    /** In 100 steps, which leaves room for the letters in a palette of 256. */
    private static Color shade(Color hue, double share) {
        return Look.shade(hue, DEPTH * Math.round(100 * share) / 100);
    }
}
