package gradus.loss;

import gradus.tensor.Description;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;

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

    /** The shape of the losses before reduction, from checked arguments alone: that of both where nothing else is told. */
    int[] shape(Tensor prediction, Tensor target) {
        sameShape(prediction, target);
        return target.shape();
    }

    /** What each of the losses counts in the mean; null for 1 each. */
    Tensor counts(Tensor target) { return null; }

    /** The call that makes it without options. */
    abstract String name();

    /** The calls of its options, as far as they are not the usual ones. */
    String options() { return reduction == Reduction.MEAN ? "" : ".reduction(" + reduction + ")"; }

    @Override
    public final Tensor of(Tensor prediction, Tensor target) {
        return reduction.of(losses(prediction, target), null, counts(target));
    }

    /**
     * The loss of a batch whose samples weigh differently.
     *
     * @param weights (n), one for each row, or in the shape of the losses without reduction; null for 1 each
     * @throws IllegalArgumentException if they have another shape, or if one is negative or no number
     */
    public final Tensor of(Tensor prediction, Tensor target, Tensor weights) {
        var losses = losses(prediction, target);
        return reduction.of(losses, fitted(weights, losses.shape()), counts(target));
    }

    /**
     * What the mean of this batch divides by, so that means of several batches can be put together.
     *
     * <p>The number of losses, or the sum of the class weights, or Σ wᵢ for the weighted mean. The losses are not computed.
     *
     * <pre>{@code
     * crossEntropy().classWeights(1, 5).divisor(zeros(3, 2), tensor(0, 1, 1), null)       // → 11.0
     * }</pre>
     *
     * @param weights as in {@link #of(Tensor, Tensor, Tensor)}
     */
    public final double divisor(Tensor prediction, Tensor target, Tensor weights) {
        int[] shape = shape(prediction, target);
        var w = reduction == Reduction.WEIGHTED_MEAN ? fitted(weights, shape) : null;
        var counts = counts(target);
        if (w == null && counts == null) {
            return IntStream.of(shape).asLongStream().reduce(1, (a, b) -> a * b);
        }
        var each = counts == null ? Tensors.ones(shape) : counts.detach().broadcastTo(shape);
        return Reduction.SUM.of(each, w, null).item();
    }

    private Tensor fitted(Tensor weights, int[] losses) {
        if (weights == null) {
            return null;
        }
        checked("a sample weight", weights);
        if (Arrays.equals(weights.shape(), losses)) {
            return weights;
        }
        if (weights.rank() != 1 || weights.size() != (losses.length == 0 ? 1 : losses[0])) {
            throw new IllegalArgumentException(this + ": sample weights are " + weights.shapeText() + ", the losses are "
                    + Tensors.zeros(losses).shapeText() + "; give one for each row, or one for each loss");
        }
        int[] column = losses.clone();                         // (n, 1, …) beside losses (n, …)
        Arrays.fill(column, Math.min(1, column.length), column.length, 1);
        return weights.reshape(column);
    }

    final void checked(String what, Tensor weights) {
        for (double weight : weights.data()) {
            Losses.checked(this, what, weight, true);
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

    /** How the losses become one. */
    public final Reduction reduction() { return reduction; }

    /** The same with another reduction. */
    public L reduction(Reduction reduction) { return changed(copy -> copy.reduction = reduction); }

    /** The call that makes it, with all its options. */
    @Override
    public final String toString() { return Description.with(name(), options()); }

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
