package gradus.plot;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * One line of a plot; NaN and infinite points are gaps. The look counts through colours, dashes and markers.
 *
 * @param low the lower edge of the band around a line of kind SPREAD, otherwise the line itself
 * @param high its upper edge
 * @param runs of how many runs the line is the median, 0 when it is not a median
 */
record Line(String name, double[] x, double[] y, int look, Kind kind, double[] low, double[] high, int runs) {

    enum Kind {
        /** A line in the dashes of its look, with its points where they are few. */
        LINE,
        /** A line that is dashed whatever its look. */
        DASHED,
        /** Points that no line joins. */
        MARKS,
        /** A median with a band from the smallest to the largest value. */
        SPREAD,
        /** A function: its gaps are jumps, not missing values. */
        CURVE
    }

    Line(String name, double[] x, double[] y, int look) {
        this(name, x, y, look, Kind.LINE);
    }

    Line(String name, double[] x, double[] y, int look, Kind kind) {
        this(name, x, y, look, kind, y, y, 0);
    }

    /** The median over the rows of {@code runs} at each position; values that are not finite do not count. */
    static Line spread(String name, double[] x, double[][] runs, int look) {
        double[] low = new double[x.length];
        double[] median = new double[x.length];
        double[] high = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int at = i;
            double[] sorted = Arrays.stream(runs).mapToDouble(run -> run[at]).filter(Double::isFinite).sorted().toArray();
            median[i] = Quantiles.median(sorted);
            low[i] = sorted.length == 0 ? Double.NaN : sorted[0];
            high[i] = sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1];
        }
        return new Line(name, x.clone(), median, look, Kind.SPREAD, low, high, runs.length);
    }

    Line named(String other) {
        return new Line(other, x, y, look, kind, low, high, runs);
    }

    Line looking(int other) {
        return new Line(name, x, y, other, kind, low, high, runs);
    }

    /** The same line from left to right, as its picture is read, where x falls from point to point. */
    Line fromLeft() {
        if (isOrdered(1) || !isOrdered(-1)) return this;
        return new Line(name, reversed(x), reversed(y), look, kind, reversed(low), reversed(high), runs);
    }

    /** Whether no point lies to the left of the one before it; with sign −1, to the right. */
    private boolean isOrdered(int sign) {
        double before = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < y.length; i++) {
            if (!isPoint(i)) continue;
            if (sign * x[i] < before) return false;
            before = sign * x[i];
        }
        return true;
    }

    private static double[] reversed(double[] values) {
        double[] reversed = new double[values.length];
        for (int i = 0; i < values.length; i++) reversed[i] = values[values.length - 1 - i];
        return reversed;
    }

    /** The part with x between two bounds, with points where the line crosses them. */
    Line between(double from, double to, boolean logX, boolean logY) {
        DoubleStream.Builder xs = DoubleStream.builder();
        DoubleStream.Builder ys = DoubleStream.builder();
        DoubleStream.Builder lows = DoubleStream.builder();
        DoubleStream.Builder highs = DoubleStream.builder();
        for (int i = 0; i < y.length; i++) {
            if (i > 0 && kind != Kind.MARKS && isPoint(i) && isPoint(i - 1)) {
                double[] bounds = x[i - 1] <= x[i] ? new double[] {from, to} : new double[] {to, from};
                for (double bound : bounds) {
                    if ((x[i - 1] - bound) * (x[i] - bound) >= 0) continue;
                    double share = (scaled(bound, logX) - scaled(x[i - 1], logX)) / (scaled(x[i], logX) - scaled(x[i - 1], logX));
                    xs.add(bound);
                    ys.add(mixed(y[i - 1], y[i], share, logY));
                    lows.add(mixed(low[i - 1], low[i], share, logY));
                    highs.add(mixed(high[i - 1], high[i], share, logY));
                }
            }
            if (x[i] < from || x[i] > to) continue;
            xs.add(x[i]);
            ys.add(y[i]);
            lows.add(low[i]);
            highs.add(high[i]);
        }
        return new Line(name, xs.build().toArray(), ys.build().toArray(), look, kind, lows.build().toArray(),
                highs.build().toArray(), runs);
    }

    private static double scaled(double value, boolean log) {
        return log ? Math.log(value) : value;
    }

    private static double mixed(double a, double b, double share, boolean log) {
        double mixed = scaled(a, log) + share * (scaled(b, log) - scaled(a, log));
        return log ? Math.exp(mixed) : mixed;
    }

    boolean isDashed(String of) {
        return kind == Kind.DASHED && name.equals(of);
    }

    int finite() {
        int n = 0;
        for (int i = 0; i < y.length; i++) if (isPoint(i)) n++;
        return n;
    }

    boolean isPoint(int i) {
        return Double.isFinite(x[i]) && Double.isFinite(y[i]);
    }

    /** The last point that is drawn; of loose points the one furthest to the right. */
    int last() {
        int i = y.length - 1;
        while (!isPoint(i)) i--;
        if (kind == Kind.MARKS) for (int k = 0; k < y.length; k++) if (isPoint(k) && x[k] > x[i]) i = k;
        return i;
    }

    /**
     * How the line runs from left to right, in words: "falls 2.3 → 0.11", "falls 2.3 → 0.21 at epoch = 12, then rises to 0.4".
     *
     * @param at what stands before an x value, for example {@code epoch = } or {@code x = }
     */
    String trend(String at) {
        int first = 0;
        while (!isPoint(first)) first++;
        int last = last();
        int lowest = first;
        int highest = first;
        for (int i = first; i < y.length; i++) {
            if (!isPoint(i)) continue;
            if (y[i] < y[lowest]) lowest = i;
            if (y[i] > y[highest]) highest = i;
        }
        String from = Words.text(y[first]);
        String to = Words.text(y[last]);
        String bottom = Words.text(y[lowest]) + " at " + at + Words.text(x[lowest]);
        String top = Words.text(y[highest]) + " at " + at + Words.text(x[highest]);
        // a wiggle below a twentieth of the height is no turn; but 0.2 → 0.3 is one, even after a fall from 2.3
        double wiggle = 0.05 * (y[highest] - y[lowest]);
        double wiggleLow = y[lowest] > 0 ? Math.min(wiggle, 0.05 * y[lowest]) : wiggle;
        boolean startsHigh = y[first] >= y[highest] - wiggle;
        boolean startsLow = y[first] <= y[lowest] + wiggleLow;
        boolean endsHigh = y[last] >= y[highest] - wiggle;
        boolean endsLow = y[last] <= y[lowest] + wiggleLow;
        String words;
        if (finite() == 1) words = "is " + from + " at " + at + Words.text(x[first]) + ", a single point";
        else if (kind == Kind.MARKS) words = "as " + Words.count(finite(), "point") + " from " + bottom + " to " + top;
        else if (y[highest] == y[lowest]) words = "stays at " + from;
        else if (!isOrdered(1)) {
            words = "goes back and forth in x from " + from + " at " + at + Words.text(x[first]) + " to " + to + " at " + at
                    + Words.text(x[last]) + ", lowest " + bottom + ", highest " + top;
        } else if (startsHigh && endsLow) words = "falls " + from + " → " + to;
        else if (startsLow && endsHigh) words = "rises " + from + " → " + to;
        else if (startsHigh) words = "falls " + from + " → " + bottom + ", then rises to " + to;
        else if (startsLow) words = "rises " + from + " → " + top + ", then falls to " + to;
        else words = "goes " + from + " → " + to + ", lowest " + bottom + ", highest " + top;
        if (kind == Kind.SPREAD) {
            words = "in the median of " + Words.count(runs, "run") + " " + words + ", at the end between "
                    + Words.text(low[last]) + " and " + Words.text(high[last]);
        }
        int gaps = y.length - finite();
        return gaps == 0 || kind == Kind.CURVE ? words
                : words + " (" + gaps + " of " + Words.count(y.length, "point") + " not finite)";
    }
}
