package gradus.train;

import gradus.inspect.Columns;
import gradus.tensor.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * What a learning-rate range test saw: the rate of every batch, its loss, and the loss smoothed.
 *
 * <p>Smoothed is m_i/(1 − β^(i+1)) with m_i = βm_(i−1) + (1 − β)·loss_i and β = 0.9. Prints as a table of some of the
 * batches; {@code plot(curve)} draws them.
 */
public final class RangeCurve {

    /** How far below the rate of the lowest loss a good one is said to lie: there the loss still falls. */
    private static final double BELOW_THE_LOWEST = 10;
    /** The share of its fall by which the loss must rise again for its lowest place to be seen. */
    private static final double RISE = 0.1;
    private static final int SHOWN = 10;

    private final double[] rates;
    private final double[] losses;
    private final double[] smoothed;
    private final String ending;

    RangeCurve(List<Double> rates, List<Double> losses, List<Double> smoothed, String ending) {
        this.rates = array(rates);
        this.losses = array(losses);
        this.smoothed = array(smoothed);
        this.ending = ending;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The rates, one for each batch, rising. */
    public double[] rates() {
        return rates.clone();
    }

    /** The loss of each batch, before the step with its rate. */
    public double[] losses() {
        return losses.clone();
    }

    /** The losses smoothed. */
    public double[] smoothed() {
        return smoothed.clone();
    }

    /** How the test ended before the last rate; empty if it did not. */
    public String ending() {
        return ending;
    }

    /** The batch with the lowest smoothed loss, from 0; −1 if there was none. */
    private int lowest() {
        int lowest = smoothed.length == 0 ? -1 : 0;
        for (int i = 1; i < smoothed.length; i++) {
            lowest = smoothed[i] < smoothed[lowest] ? i : lowest;
        }
        return lowest;
    }

    /**
     * A rate to start with: a tenth of the one where the smoothed loss was lowest.
     *
     * <p>A rule of thumb: there the loss still fell fast. NaN if the loss was never lower than at first. Where the
     * loss does not rise again, by a tenth of its fall, the lowest place is not seen yet: {@link #advice} says so.
     */
    public double suggestion() {
        int lowest = lowest();
        return lowest < 1 ? Double.NaN : rates[lowest] / BELOW_THE_LOWEST;
    }

    /** The suggestion in a sentence, or why there is none. */
    public String advice() {
        int lowest = lowest();
        if (lowest < 1) {
            return "the loss was never lower than at first: take lower rates, or look at the network and its data";
        }
        String where = "the loss is lowest at rate " + Numbers.text(rates[lowest], 2);
        double end = smoothed[smoothed.length - 1];
        return end - smoothed[lowest] < RISE * (smoothed[0] - smoothed[lowest]) ? where + " and does not rise: take higher rates"
                : where + "; start with a tenth of it, " + Numbers.text(suggestion(), 2);
    }

    @Override
    public String toString() {
        var rows = new ArrayList<String[]>();
        rows.add(new String[]{"batch", "rate", "loss", "smoothed"});
        int shown = Math.min(SHOWN, rates.length);
        for (int row = 0; row < shown; row++) {
            int i = shown < 2 ? row : (int) Math.rint(row * (rates.length - 1.0) / (shown - 1));
            rows.add(new String[]{String.valueOf(i + 1), Numbers.text(rates[i], 3), Numbers.text(losses[i], 4),
                    Numbers.text(smoothed[i], 4)});
        }
        return Columns.text(rows) + "\n" + advice() + (ending.isEmpty() ? "" : "\n" + ending);
    }
}
