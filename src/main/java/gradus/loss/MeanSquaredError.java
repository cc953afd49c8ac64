package gradus.loss;

import gradus.tensor.Tensor;

/**
 * The squared distance from the target, averaged over all elements.
 *
 * <p>L = 1/N Σ (ŷ − y)² with N elements; ∂L/∂ŷ = 2(ŷ − y)/N. Others take the sum, or half of it; such a factor changes
 * nothing but what learning rate is right. Of all predictions that are the same for every example, the mean of the targets
 * has the smallest L. If the targets scatter around ŷ with normal errors, minus the logarithm of their probability density,
 * the negative log-likelihood, is L times a factor and plus a constant.
 *
 * <p>Shapes: prediction and target equal, nothing is broadcast, since (n, 1) against (n) would silently be (n, n). Without
 * reduction the result has that shape.
 *
 * <pre>{@code
 * meanSquaredError(tensor(1, 2), tensor(0, 4)).item()      // → 2.5
 * }</pre>
 */
public final class MeanSquaredError extends WeightedLoss<MeanSquaredError> {

    MeanSquaredError() { }

    /** (ŷ − y)², element by element; {@link WeightedLoss#of} calls this, and {@link Reduction#of} takes the mean. */
    @Override
    Tensor losses(Tensor prediction, Tensor target) {
        sameShape(prediction, target);
        return prediction.sub(target).square();
    }

    @Override
    String name() { return "meanSquaredError"; }
}
