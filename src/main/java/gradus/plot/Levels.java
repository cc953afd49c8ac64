package gradus.plot;

import java.awt.Color;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** The values at which a field gets contour lines, and its colours between them: white at the lowest, blue at the highest. */
final class Levels {

    /** So pale that lines and letters on it can be seen, whatever their colour. */
    static final double DEPTH = 0.7;
    private static final int STEPS = 32;
    /** Values smaller than the largest by more powers of ten than this are as good as zero. */
    private static final int MOST_POWERS = 6;

    private final boolean log;
    private final double low;
    private final double high;
    private final List<Double> values = new ArrayList<>();

    private Levels(boolean log, double low, double high) {
        this.log = log;
        this.low = low;
        this.high = high;
    }

    /** About seven levels at equal distances; values that are not finite do not count. */
    static Levels linear(double[][] field) {
        double low = finite(field).min().orElseThrow();
        double high = finite(field).max().orElseThrow();
        Levels levels = new Levels(false, low, high);
        if (high - low <= 1e-12 * Math.max(Math.abs(low), Math.abs(high))) return levels;
        double step = Axis.niceStep((high - low) / 7);
        // a level that is the highest value but for rounding would be a ring around nothing
        double almost = high - 1e-9 * (high - low);
        for (double k = Math.floor(low / step + 1e-9) + 1; k * step < almost; k++) {
            levels.values.add(BigDecimal.valueOf(step).multiply(BigDecimal.valueOf(k)).doubleValue());
        }
        return levels;
    }

    /**
     * The powers of ten, or 1, 2 and 5 times them where those are few, for a field without negative values.
     *
     * <p>The scale starts where one in 200 places is lower: near a zero the logarithm falls without end.
     */
    static Levels logarithmic(double[][] field) {
        double high = finite(field).max().orElseThrow();
        double[] positive = finite(field).filter(v -> v > 0).sorted().toArray();
        double low = Math.max(positive[positive.length / 200], high * Math.pow(10, -MOST_POWERS));
        Levels levels = new Levels(true, low, Math.max(low, high));
        int[] factors = Math.log10(high / low) < 3 ? new int[] {1, 2, 5} : new int[] {1};
        for (int power = (int) Math.floor(Math.log10(low)); Math.pow(10, power) < high; power++) {
            for (int factor : factors) {
                double level = Double.parseDouble(factor + "e" + power);
                if (level > low && level < high) levels.values.add(level);
            }
        }
        return levels;
    }

    private static DoubleStream finite(double[][] field) {
        return Arrays.stream(field).flatMapToDouble(Arrays::stream).filter(Double::isFinite);
    }

    /** From the lowest to the highest. */
    List<Double> values() {
        return values;
    }

    /** A level as it is written on its line. */
    String text(double level) {
        double power = Math.rint(Math.log10(Math.abs(level)));
        boolean isPower = log && level == Double.parseDouble("1e" + (int) power);
        return isPower && Math.abs(power) > 3 ? Words.powerOfTen((int) power) : Words.text(level);
    }

    /** The colour of a value; grey for NaN. */
    int rgb(double value) {
        if (Double.isNaN(value)) return Look.FRAME.getRGB();
        double share = log ? Math.log(Math.max(low, value) / low) / Math.log(high / low) : (value - low) / (high - low);
        double inside = high > low ? Math.max(0, Math.min(1, share)) : 0;
        return Look.mix(Color.WHITE, Look.BLUE, DEPTH * Math.round(STEPS * inside) / STEPS).getRGB();
    }
}
