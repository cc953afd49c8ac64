package gradus.plot;

import gradus.tensor.Numbers;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.LongStream;

/**
 * One axis, linear or logarithmic, counted in ticks.
 *
 * <p>A tick count is value / step, or log₁₀(value) / step: ticks stand at whole numbers, however small or large the
 * values are. XChart is given counts, so its own search for ticks cannot go astray.
 */
final class Axis {

    /** The search of XChart for ticks never ends with a longer label. */
    private static final int LONGEST = 20;
    static final double LEAST = 1e-300;

    private final boolean log;
    private final double step;
    private final double low;
    private final double high;
    private final List<String> names;
    private final boolean shown;

    private Axis(boolean log, double min, double max, double step) {
        this(log, min, max, step, List.of(), true);
    }

    private Axis(boolean log, double min, double max, double step, List<String> names, boolean shown) {
        this.names = names;
        this.shown = shown;
        this.log = log;
        this.step = step;
        // a tick on the very edge would lose its label
        this.low = min / step - 0.01;
        this.high = max / step + 0.01;
    }

    /**
     * A linear scale for values with air around them; NaN and infinite values do not count, whole numbers get whole
     * ticks.
     *
     * <p>A scale that comes near to zero starts at zero: a curve that falls to a fifth of its height should look so.
     */
    static Axis linear(int ticks, double[]... values) {
        double min = min(values);
        double max = max(values);
        check(min, max);
        if (isPoint(min, max)) return around(min, ticks);
        double air = 0.05 * (max - min);
        double from = min >= 0 && min < max / 3 ? 0 : min - air;
        double to = max <= 0 && max > min / 3 ? 0 : max + air;
        double step = niceStep((to - from) / ticks);
        return new Axis(false, from, to, areWhole(values) ? Math.max(1, step) : step);
    }

    /** A linear scale that the values fill from end to end; whole numbers get whole ticks. */
    static Axis filled(int ticks, double[]... values) {
        double min = min(values);
        double max = max(values);
        check(min, max);
        if (isPoint(min, max)) return around(min, ticks);
        double air = 0.015 * (max - min);
        double step = niceStep((max - min) / ticks);
        return new Axis(false, min - air, max + air, areWhole(values) ? Math.max(1, step) : step);
    }

    /** A logarithmic scale for positive values, with at least two powers of ten on it. */
    static Axis logarithmic(int ticks, double[]... values) {
        double min = Math.log10(min(values));
        double max = Math.log10(max(values));
        double air = 0.04 * (max - min);
        double from = min - air;
        double to = max + air;
        if (Math.floor(to) - Math.ceil(from) < 1) {
            from = Math.floor(from);
            to = Math.max(Math.ceil(to), from + 1);
        }
        return new Axis(true, from, to, Math.max(1, niceStep((to - from) / ticks)));
    }

    /** An axis with room for a group around each of 0, 1, ..., n − 1. */
    static Axis groups(int n) {
        return new Axis(false, -0.5, n - 0.5, 1);
    }

    /** An axis with a named group around each of 0, 1, ..., n − 1. */
    static Axis groups(List<String> names) {
        return new Axis(false, -0.5, names.size() - 0.5, 1, names, true);
    }

    /** An axis without ticks and labels from 0 to a length, filled from end to end. */
    static Axis hidden(double length) {
        return new Axis(false, 0, length, 1, List.of(), false);
    }

    /** A scale from one bound to the other; where the values are whole numbers it gets whole ticks. */
    static Axis from(double low, double high, boolean log, int ticks, double[]... values) {
        if (log) {
            double from = Math.log10(low);
            double to = Math.log10(high);
            return new Axis(true, from, to, Math.max(1, niceStep((to - from) / ticks)));
        }
        check(low, high);
        double step = niceStep((high - low) / ticks);
        return new Axis(false, low, high, areWhole(values) && high - low >= 1 ? Math.max(1, step) : step);
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }

    /** Whether 2, 3, ..., 9 times a tick deserve a faint line. */
    boolean hasParts() {
        return log && step == 1 && high - low < 8;
    }

    /** The value in ticks. */
    double count(double value) {
        return (log ? Math.log10(value) : value) / step;
    }

    /** Where a value lies: 0 at the start of the axis, 1 at its end. */
    double share(double value) {
        return (count(value) - low) / (high - low);
    }

    /** The value of a tick. */
    double value(long tick) {
        return log ? Math.pow(10, tick * step) : tick * step;
    }

    boolean isShown() {
        return shown;
    }

    /** Whether it has numbers at its ticks. */
    boolean hasNumbers() {
        return shown && names.isEmpty();
    }

    /** The names of its groups; none on an axis of numbers. */
    List<String> names() {
        return names;
    }

    /** The values at its ticks. */
    double[] ticks() {
        return LongStream.rangeClosed((long) Math.ceil(low), (long) Math.floor(high)).mapToDouble(this::value).toArray();
    }

    /** 2, 3, ..., 9 times the values at its ticks, as far as they lie on it. */
    double[] parts() {
        return LongStream.rangeClosed((long) Math.floor(low), (long) Math.floor(high)).boxed()
                .flatMapToDouble(tick -> LongStream.range(2, 10).mapToDouble(part -> part * value(tick)))
                .filter(part -> share(part) > 0 && share(part) < 1).toArray();
    }

    /**
     * What XChart writes at a place: nothing where it looks between our ticks; but with the same label at both ends it would
     * draw none.
     */
    String written(double count) {
        boolean tick = Math.abs(count - Math.rint(count)) < 1e-6 && count >= low && count <= high;
        return tick ? label(Math.round(count)) : count < low ? " " : "";
    }

    /** The label of a tick: all of a scale have the same number of decimals, or all are powers of ten. */
    String label(long tick) {
        if (log) {
            int exponent = (int) Math.round(tick * step);
            boolean plain = low * step > -4.5 && high * step < 5.5;
            return plain ? BigDecimal.ONE.scaleByPowerOfTen(exponent).toPlainString() : Words.powerOfTen(exponent);
        }
        int decimals = Math.max(0, BigDecimal.valueOf(step).stripTrailingZeros().scale());
        boolean plain = decimals <= 5 && Math.max(Math.abs(low), Math.abs(high)) * step < 1e6;
        if (plain) return Words.fixed(value(tick), decimals);
        // as many digits as tell neighbours apart
        int digits = Math.max(4, (int) Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high)))) + 1);
        String text = Numbers.text(value(tick), digits);
        while (text.length() > LONGEST) text = Numbers.text(value(tick), --digits);
        return text;
    }

    private static Axis around(double value, int ticks) {
        double half = value == 0 ? 1 : Math.abs(value) / 2;
        return new Axis(false, value - half, value + half, niceStep(2 * half / ticks));
    }

    /** 1, 2 or 5 times a power of ten, whichever is nearest on a logarithmic scale. */
    static double niceStep(double about) {
        int exponent = (int) Math.floor(Math.log10(about));
        double digits = about / Math.pow(10, exponent);
        int nice = digits < Math.sqrt(2) ? 1 : digits < Math.sqrt(10) ? 2 : digits < Math.sqrt(50) ? 5 : 10;
        return BigDecimal.valueOf(nice).scaleByPowerOfTen(exponent).doubleValue();
    }

    /** Whether two ends are so close that ticks between them could not be told apart. */
    static boolean isPoint(double min, double max) {
        return max - min <= 1e-13 * Math.max(Math.abs(min), Math.abs(max));
    }

    /** Whether ticks between two ends are finite and different numbers. */
    static boolean hasTicks(double min, double max) {
        double size = Math.max(Math.abs(min), Math.abs(max));
        return 1.2 * max - 1.2 * min < Double.MAX_VALUE && (size == 0 || size > LEAST);
    }

    /** Fails where ticks would not be finite, or not be different numbers. */
    private static void check(double min, double max) {
        check("axis: the values run", min, max);
    }

    /** The same for what has no axis, or is asked before one is made. */
    static void check(String what, double min, double max) {
        if (hasTicks(min, max)) return;
        throw new IllegalArgumentException(what + " from " + Words.text(min) + " to " + Words.text(max)
                + "; an axis is at most 1.4e308 long, and reaches at least to " + Words.text(LEAST)
                + " or its negative; multiply the values by a power of ten");
    }

    private static boolean areWhole(double[]... values) {
        for (double[] array : values) for (double v : array) if (Double.isFinite(v) && v != Math.rint(v)) return false;
        return values.length > 0;
    }

    private static double min(double[]... values) {
        double min = Double.POSITIVE_INFINITY;
        for (double[] array : values) for (double v : array) if (Double.isFinite(v)) min = Math.min(min, v);
        return min;
    }

    private static double max(double[]... values) {
        double max = Double.NEGATIVE_INFINITY;
        for (double[] array : values) for (double v : array) if (Double.isFinite(v)) max = Math.max(max, v);
        return max;
    }
}
