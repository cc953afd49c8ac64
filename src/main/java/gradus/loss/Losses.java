package gradus.loss;

import gradus.tensor.Tensor;

/**
 * The losses by name: with tensors they are computed at once, without they can be handed to fit.
 *
 * <pre>{@code
 * var loss = crossEntropy();
 * loss.of(zeros(1, 2), tensor(0)).item()             // → 0.6931471805599453
 * crossEntropy(zeros(1, 2), tensor(0)).item()        // → 0.6931471805599453
 * }</pre>
 */
public final class Losses {

    private Losses() {
    }

    /** Cross-entropy on logits, averaged over the rows. */
    public static CrossEntropy crossEntropy() {
        return new CrossEntropy(Reduction.MEAN, 0);
    }

    /** The cross-entropy of scores (n, C) for class numbers (n) or class shares (n, C), averaged over the rows. */
    public static Tensor crossEntropy(Tensor scores, Tensor target) {
        return crossEntropy().of(scores, target);
    }

    /** The squared error, averaged over all elements. */
    public static MeanSquaredError meanSquaredError() {
        return new MeanSquaredError(Reduction.MEAN);
    }

    /** The squared error of predictions for targets of the same shape, averaged over all elements. */
    public static Tensor meanSquaredError(Tensor prediction, Tensor target) {
        return meanSquaredError().of(prediction, target);
    }
}
