package gradus.loss;

import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A loss with the options that all ready-made ones have: how it is reduced, and how much each sample weighs.
 *
 * <p>A loss does not change: an option returns a new loss, so {@code crossEntropy()} may be kept and varied.
 *
 * <pre>{@code
 * var each = tensor(1, 2, 3);
 * meanAbsoluteError().of(each, zeros(3), tensor(1, 0, 1)).item()                                          // → 1.3333
 * meanAbsoluteError().reduction(Reduction.WEIGHTED_MEAN).of(each, zeros(3), tensor(1, 0, 1)).item()       // → 2.0
 * }</pre>
 *
 * @param <L> the loss itself, so that its own options can follow
 */
public abstract class WeightedLoss<L extends WeightedLoss<L>> implements Loss, Cloneable {

    Reduction reduction = Reduction.MEAN;

    WeightedLoss() { }

    /** The losses before reduction, each an element or a row; class weights are in them. */
    abstract Tensor losses(Tensor prediction, Tensor target);

    /** What each of the losses counts in the mean; null for 1 each. */
    Tensor counts(Tensor losses, Tensor target) { return null; }

    @Override
    public final Tensor of(Tensor prediction, Tensor target) { return of(prediction, target, null); }

    /**
     * The loss of a batch whose samples weigh differently.
     *
     * @param weights (n), one for each row, or in the shape of the losses without reduction; null for 1 each
     * @throws IllegalArgumentException if they have another shape, or if one is negative or no number
     */
    public final Tensor of(Tensor prediction, Tensor target, Tensor weights) {
        var losses = losses(prediction, target);
        return reduction.of(losses, fitted(weights, losses), counts(losses, target));
    }

    /**
     * What the mean of this batch divides by, so that means of several batches can be put together.
     *
     * @param weights as in {@link #of(Tensor, Tensor, Tensor)}
     */
    public final double divisor(Tensor prediction, Tensor target, Tensor weights) {
        var losses = losses(prediction, target).detach();
        var counts = counts(losses, target);
        var ones = counts == null ? Tensors.ones(losses.shape()) : counts.detach().broadcastTo(losses.shape());
        return Reduction.SUM.of(ones, reduction == Reduction.WEIGHTED_MEAN ? fitted(weights, losses) : null, null).item();
    }

    private Tensor fitted(Tensor weights, Tensor losses) {
        if (weights == null) {
            return null;
        }
        checked("sample weight", weights);
        if (Arrays.equals(weights.shape(), losses.shape())) {
            return weights;
        }
        if (weights.rank() != 1 || weights.size() != (losses.rank() == 0 ? 1 : losses.size(0))) {
            throw new IllegalArgumentException(this + ": sample weights are " + weights.shapeText() + ", the losses are "
                    + losses.shapeText() + "; give one for each row, or one for each loss");
        }
        int[] column = losses.shape();                         // (n, 1, …) beside losses (n, …)
        Arrays.fill(column, Math.min(1, column.length), column.length, 1);
        return weights.reshape(column);
    }

    final void checked(String what, Tensor weights) {
        for (double weight : weights.data()) {
            Losses.checked(this + ": a " + what, weight, true);
        }
    }

    /** Refuses to broadcast: (n, 1) against (n) would silently be (n, n). */
    final void sameShape(Tensor prediction, Tensor target) {
        if (!Arrays.equals(prediction.shape(), target.shape())) {
            boolean classNumbers = target.rank() == 1 && prediction.rank() == 2 && prediction.size(1) > 1
                    && prediction.size(0) == target.size();
            throw new IllegalArgumentException(this + ": prediction is " + prediction.shapeText() + ", target is "
                    + target.shapeText() + "; they must be equal, "
                    + (classNumbers ? "class numbers need crossEntropy, or oneHot(target, " + prediction.size(1) + ")"
                    : "reshape one of them"));
        }
    }

    /** The same with another reduction. */
    public L reduction(Reduction reduction) { return changed(copy -> copy.reduction = reduction); }

    /** The same loss again, changed before anyone sees it. */
    @SuppressWarnings("unchecked")
    final L changed(Consumer<L> change) {
        try {
            L copy = (L) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
