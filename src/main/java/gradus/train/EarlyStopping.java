package gradus.train;

import gradus.tensor.Numbers;
import java.util.List;

/**
 * Ends a run when a measure has not become better for some epochs, and gives the network the weights of the best one.
 *
 * <p>Watched is the validation loss, the lower the better, unless {@link #lowest} or {@link #highest} names another measure.
 * An epoch counts as better when its value is beyond the best so far by more than {@link #minDelta}, 0 if not told; NaN
 * never is. After {@code patience} epochs in a row that are not better the run ends, as in Keras; with 1, after the first.
 *
 * <p>However the run ends, the network has the parameters of the best epoch and the buffers, such as the running statistics
 * of batch norm; Keras does so only with {@code restore_best_weights}. If no epoch had a number, it keeps the last ones.
 * {@link History#keptEpoch} says which they are. The best value was chosen by the data that it was measured on, so it is a
 * little too good: report the error on a test set.
 *
 * <pre>{@code
 * earlyStopping(5)                                                     // → earlyStopping(5)
 * earlyStopping(5).highest("validation accuracy").minDelta(0.001)
 * // → earlyStopping(5).highest(validation accuracy).minDelta(0.001)
 * }</pre>
 *
 * <p>Source: Prechelt 1998, "Early stopping – but when?".
 */
public final class EarlyStopping implements Stopping {

    private static final String STANDARD = "validation loss";

    private final int patience;
    private final String measure;
    private final boolean highest;
    private final double minDelta;

    private EarlyStopping(int patience, String measure, boolean highest, double minDelta) {
        this.patience = patience;
        this.measure = measure;
        this.highest = highest;
        this.minDelta = minDelta;
    }

    EarlyStopping(int patience) {
        this(patience, STANDARD, false, 0);
        if (patience < 1) {
            throw new IllegalArgumentException("earlyStopping: patience is " + patience + ", it should be at least 1");
        }
    }

    /** The same, watching another measure of the history, the lower the better. */
    public EarlyStopping lowest(String measure) {
        return new EarlyStopping(patience, measure, false, minDelta);
    }

    /** The same, watching another measure of the history, the higher the better. */
    public EarlyStopping highest(String measure) {
        return new EarlyStopping(patience, measure, true, minDelta);
    }

    /**
     * The same, where an improvement up to this much counts as none.
     *
     * @param minDelta in the unit of the measure, 0 or more
     */
    public EarlyStopping minDelta(double minDelta) {
        if (!(minDelta >= 0 && minDelta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("earlyStopping: minDelta is " + Numbers.exact(minDelta)
                    + ", it should be a number of 0 or more");
        }
        return new EarlyStopping(patience, measure, highest, minDelta);
    }

    /** The best epoch so far, from 1; 0 if none had a number. */
    int best(History history) {
        int best = 0;
        double bestValue = Double.POSITIVE_INFINITY;
        double[] values = history.epochs() == 0 ? new double[0] : history.series(measure);
        for (int i = 0; i < values.length; i++) {
            double value = highest ? -values[i] : values[i];
            if (best == 0 ? !Double.isNaN(value) : value < bestValue - minDelta) {
                best = i + 1;
                bestValue = value;
            }
        }
        return best;
    }

    @Override
    public String reason(History history) {
        int best = best(history);
        if (history.epochs() - best < patience) {
            return "";
        }
        return best == 0 ? "the " + measure + " was never a number" : "the " + measure + " did not become better for "
                + patience + (patience == 1 ? " epoch" : " epochs");
    }

    /** What is said of the weights that are kept. */
    String kept(History history) {
        int best = best(history);
        return "the network has the weights of epoch " + best + ", with the " + (highest ? "highest " : "lowest ") + measure
                + ", " + Numbers.text(history.series(measure)[best - 1], 4);
    }

    @Override
    public List<String> watched() {
        return List.of(measure);
    }

    @Override
    public String toString() {
        return "earlyStopping(" + patience + ")"
                + (highest ? ".highest(" + measure + ")" : measure.equals(STANDARD) ? "" : ".lowest(" + measure + ")")
                + (minDelta == 0 ? "" : ".minDelta(" + Numbers.exact(minDelta) + ")");
    }
}
