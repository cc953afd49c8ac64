package gradus.plot;

/** Order statistics of sorted values. */
final class Quantiles {

    private Quantiles() {}

    /**
     * The value below which this share lies, interpolated between neighbours (Hyndman and Fan, "Sample quantiles in
     * statistical packages", 1996, definition 7, as in NumPy and R); NaN without values.
     */
    static double of(double[] sorted, double share) {
        if (sorted.length == 0) return Double.NaN;
        double at = share * (sorted.length - 1);
        int below = (int) at;
        double part = at - below;
        // between equal ones nothing is computed: half of the smallest double is 0
        return part == 0 || sorted[below] == sorted[below + 1] ? sorted[below]
                : (1 - part) * sorted[below] + part * sorted[below + 1];
    }

    /** The middle value; between two middle ones their mean. */
    static double median(double[] sorted) {
        return of(sorted, 0.5);
    }
}
