package gradus.plot;

import java.util.Arrays;

/**
 * Many values counted once into narrow bins, after which the values themselves are no longer needed: their mean, standard
 * deviation and ends are exact, counts between two bounds up to the width of a bin, 1/8192 of the way from end to end.
 */
final class Bins {

    private static final int FINE = 8192;

    private final int[] below = new int[FINE + 1];
    private final int all;
    private final int finite;
    private final double min;
    private final double max;
    private final double deviation;

    /** The mean of values and the root of their mean squared distance from it. */
    record Moments(double mean, double deviation) {

        /** Of finite values: in units of the largest distance from the first, so that squares neither vanish nor overflow. */
        static Moments of(double[] values) {
            double from = values[0] / 2;
            double unit = 0;
            for (double v : values) unit = Math.max(unit, Math.abs(v / 2 - from));
            if (unit == 0) return new Moments(values[0], 0);
            double sum = 0;
            for (double v : values) sum += (v / 2 - from) / unit;
            double mean = sum / values.length;
            double squares = 0;
            for (double v : values) squares += ((v / 2 - from) / unit - mean) * ((v / 2 - from) / unit - mean);
            return new Moments(2 * (from + mean * unit), 2 * unit * Math.sqrt(squares / values.length));
        }
    }

    Bins(double[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int n = 0;
        for (double v : values) {
            if (!Double.isFinite(v)) continue;
            n++;
            low = Math.min(low, v);
            high = Math.max(high, v);
        }
        all = values.length;
        finite = n;
        min = low;
        max = high;
        double perValue = FINE / (high - low);
        for (double v : values) {
            if (!Double.isFinite(v)) continue;
            below[1 + Math.min((int) ((v - low) * perValue), FINE - 1)]++;
        }
        for (int i = 1; i <= FINE; i++) below[i] += below[i - 1];
        deviation = n == 0 ? Double.NaN : Moments.of(Arrays.stream(values).filter(Double::isFinite).toArray()).deviation();
    }

    /** How many values there are, finite or not. */
    int all() {
        return all;
    }

    int finite() {
        return finite;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    /** The root of the mean squared distance from the mean. */
    double deviation() {
        return deviation;
    }

    /** About how many values are at most x. */
    double upTo(double x) {
        if (!(x >= min)) return 0;
        if (x >= max) return finite;
        double at = (x - min) / (max - min) * FINE;
        int bin = Math.min((int) at, FINE - 1);
        return below[bin] + (at - bin) * (below[bin + 1] - below[bin]);
    }

    /** About the value below which this share lies. */
    double quantile(double share) {
        int bin = 0;
        while (bin < FINE - 1 && below[bin + 1] < share * finite) bin++;
        return min + (bin + share) * (max - min) / FINE;
    }

    /** The share of values outside two bounds. */
    double outside(double low, double high) {
        return 1 - (upTo(high) - upTo(Math.nextDown(low))) / finite;
    }

    /** The counts in bins of equal width from one bound to the other. */
    double[] counts(double low, double high, int bins) {
        double[] counts = new double[bins];
        double before = upTo(Math.nextDown(low));
        for (int i = 0; i < bins; i++) {
            double upTo = upTo(i == bins - 1 ? high : low + (high - low) * (i + 1) / bins);
            counts[i] = upTo - before;
            before = upTo;
        }
        return counts;
    }
}
