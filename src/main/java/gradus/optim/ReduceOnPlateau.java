package gradus.optim;

import gradus.tensor.Numbers;

/**
 * A learning rate that falls when the loss no longer does.
 *
 * <p>A loss counts as better when it is below the best so far by more than a ten-thousandth of its size, or the share that
 * {@link #threshold} sets, which for losses above 0 is PyTorch's rule; NaN never is. After more than {@code patience} losses in a row that are not better,
 * the rate is multiplied by the factor and the count starts anew. Keras counts one loss less, and takes 10⁻⁴ itself for
 * the least improvement.
 *
 * <pre>{@code
 * var plateau = reduceOnPlateau(0.1, 0.5, 1);
 * plateau.after(2)       // → 0.1
 * plateau.after(2)       // → 0.1
 * plateau.after(2)       // → 0.05
 * }</pre>
 *
 * <p>In {@code fit} a callback feeds it the loss of every epoch, and the schedule asks it for the rate of the next:
 *
 * <pre>{@code
 * var data = Dataset.of(ones(2, 1), tensor(new double[][]{{0}, {1}}));       // the loss cannot fall below 0.25
 * var plateau = reduceOnPlateau(0.1, 0.5, 2);
 * fit(dense(1, 1).weights(ones(1, 1)), data).loss(meanSquaredError()).optimizer(sgd(0.1))
 *     .schedule(t -> plateau.rate())
 *     .callback((epoch, history, net) -> plateau.after(history.last("loss")))
 *     .epochs(20).run(new Rng(1));
 * plateau.rate()         // → 0.025
 * }</pre>
 *
 * <p>What it remembers is not in a checkpoint: a run that is resumed would start with the rate that it has now.
 */
public final class ReduceOnPlateau {

    private static final double THRESHOLD = 1e-4;

    private final double factor;
    private final int patience;
    private final double threshold;
    private final int cooldown;
    private final double start;
    private double rate;
    private double best = Double.POSITIVE_INFINITY;
    private int bad;
    private int cooling;

    ReduceOnPlateau(double eta0, double factor, int patience) { this(eta0, factor, patience, THRESHOLD, 0); }

    private ReduceOnPlateau(double eta0, double factor, int patience, double threshold, int cooldown) {
        start = UpdateRule.checked("reduceOnPlateau", "the learning rate", eta0);
        Schedules.require(factor > 0 && factor < 1, "reduceOnPlateau", "the factor is " + Numbers.exact(factor)
                + ", it should be between 0 and 1");
        Schedules.require(patience >= 0, "reduceOnPlateau", "patience is " + patience + ", it should be 0 or more");
        Schedules.require(threshold >= 0 && threshold < 1, "reduceOnPlateau", "the threshold is " + Numbers.exact(threshold)
                + ", it is a share of the best loss, from 0 to below 1");
        Schedules.require(cooldown >= 0, "reduceOnPlateau", "cooldown is " + cooldown + ", it should be 0 or more");
        rate = start;
        this.factor = factor;
        this.patience = patience;
        this.threshold = threshold;
        this.cooldown = cooldown;
    }

    /** The same from its start, with another share of the best loss by which a loss must be below it to count as better. */
    public ReduceOnPlateau threshold(double share) { return new ReduceOnPlateau(start, factor, patience, share, cooldown); }

    /** The same from its start, that after each change of the rate does not count so many losses (PyTorch, Keras). */
    public ReduceOnPlateau cooldown(int losses) { return new ReduceOnPlateau(start, factor, patience, threshold, losses); }

    /** Takes note of the loss of an epoch, and gives the rate for the next. */
    public double after(double loss) {
        boolean better = loss < best && (best == Double.POSITIVE_INFINITY || loss < best - threshold * Math.abs(best));
        best = better ? loss : best;
        bad = better || cooling > 0 ? 0 : bad + 1;
        cooling = Math.max(0, cooling - 1);
        if (bad > patience) {
            rate *= factor;
            bad = 0;
            cooling = cooldown;
        }
        return rate;
    }

    /** The learning rate as it is now. */
    public double rate() { return rate; }

    @Override
    public String toString() {
        return "reduceOnPlateau(" + Numbers.exact(start, factor, patience) + ")"
                + (threshold == THRESHOLD ? "" : ".threshold(" + Numbers.exact(threshold) + ")")
                + (cooldown == 0 ? "" : ".cooldown(" + cooldown + ")") + ": rate " + Numbers.text(rate) + ", best loss " + Numbers.text(best);
    }
}
