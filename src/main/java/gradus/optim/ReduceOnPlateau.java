package gradus.optim;

import gradus.tensor.Numbers;

/**
 * A learning rate that falls when the loss no longer does.
 *
 * <p>A loss counts as better when it is below the best so far by more than a ten-thousandth of its size, which for
 * losses above 0 is PyTorch's rule; NaN never is. After more than {@code patience} losses in a row that are not better,
 * the rate is multiplied by the factor and the count starts anew. Keras counts one loss less, and takes 10⁻⁴ itself for
 * the least improvement.
 *
 * <pre>{@code
 * var plateau = reduceOnPlateau(0.1, 0.5, 1);
 * plateau.after(2)       // → 0.1
 * plateau.after(2)       // → 0.1
 * plateau.after(2)       // → 0.05
 * }</pre>
 */
public final class ReduceOnPlateau {

    private static final double THRESHOLD = 1e-4;

    private final double factor;
    private final int patience;
    private final double start;
    private double rate;
    private double best = Double.POSITIVE_INFINITY;
    private int bad;

    ReduceOnPlateau(double eta0, double factor, int patience) {
        start = UpdateRule.checked("reduceOnPlateau", "the learning rate", eta0);
        Schedules.require(factor > 0 && factor < 1, "reduceOnPlateau", "the factor is " + Numbers.text(factor)
                + ", it should be between 0 and 1");
        Schedules.require(patience >= 0, "reduceOnPlateau", "patience is " + patience + ", it should be 0 or more");
        rate = start;
        this.factor = factor;
        this.patience = patience;
    }

    /** Takes note of the loss of an epoch, and gives the rate for the next. */
    public double after(double loss) {
        if (loss < best && (best == Double.POSITIVE_INFINITY || loss < best - THRESHOLD * Math.abs(best))) {
            best = loss;
            bad = 0;
        } else if (++bad > patience) {
            rate *= factor;
            bad = 0;
        }
        return rate;
    }

    /** The learning rate as it is now. */
    public double rate() { return rate; }

    @Override
    public String toString() {
        return "reduceOnPlateau(" + Numbers.exact(start, factor, patience) + "): rate " + Numbers.text(rate) + ", best loss " + Numbers.text(best);
    }
}
