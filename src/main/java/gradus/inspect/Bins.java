package gradus.inspect;

import gradus.tensor.Numbers;
import java.util.Arrays;

/**
 * A histogram: how many numbers fall into each of equally wide bins between the smallest and the largest of them.
 *
 * <pre>{@code
 * Bins.of(new double[]{0, 1, 1, 2, 3, 3, 3, 4}, 4)      // → 0 ▂▄▂█ 4
 * }</pre>
 *
 * @param from the smallest number, where the first bin begins
 * @param to the largest number, which falls into the last bin
 * @param counts how many fall into each bin
 */
public record Bins(double from, double to, int[] counts) {

    private static final String BARS = " ▁▂▃▄▅▆▇█";

    /**
     * Counts numbers into bins; those that are not finite are left out.
     *
     * @throws IllegalArgumentException if there is less than one bin
     */
    public static Bins of(double[] values, int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException("bins: the number of bins is " + bins + ", it should be at least 1");
        }
        double from = Arrays.stream(values).filter(Double::isFinite).min().orElse(Double.NaN);
        double to = Arrays.stream(values).filter(Double::isFinite).max().orElse(Double.NaN);
        int[] counts = new int[bins];
        for (double value : values) {
            if (Double.isFinite(value)) {
                // both divided before they are subtracted: the width of the widest range is infinite
                double share = to > from ? (value / bins - from / bins) / (to / bins - from / bins) : 0;
                counts[(int) Math.min(bins - 1, Math.floor(share * bins))]++;
            }
        }
        return new Bins(from, to, counts);
    }

    /** A bar for each bin, the highest eight eighths tall, between the two ends. */
    @Override
    public String toString() {
        int most = Math.max(1, Arrays.stream(counts).max().orElse(0));
        var bars = new StringBuilder();
        for (int count : counts) {
            bars.append(BARS.charAt((8 * count + most - 1) / most));
        }
        return Numbers.text(from, 2) + " " + bars + " " + Numbers.text(to, 2);
    }
}
