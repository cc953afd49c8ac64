package gradus.loss;

import gradus.tensor.Tensor;

/**
 * The distance from the target, averaged over all elements.
 *
 * <p>L = 1/N Σ |ŷ − y|; ∂L/∂ŷ = sign(ŷ − y)/N, taken as 0 at the kink ŷ = y. An outlier pulls no harder than any other
 * element. It is the negative log-likelihood of Laplace errors, up to constants, and is smallest at the median of the
 * targets; for an even number of them anywhere between the middle two.
 *
 * <p>Shapes: prediction and target equal; without reduction the result has that shape.
 *
 * <pre>{@code
 * meanAbsoluteError(tensor(1, 2), tensor(0, 4)).item()      // → 1.5
 * }</pre>
 */
public final class MeanAbsoluteError extends WeightedLoss<MeanAbsoluteError> {

    MeanAbsoluteError() { }

    @Override
    Tensor losses(Tensor prediction, Tensor target) {
        sameShape(prediction, target);
        return prediction.sub(target).abs();
    }

    @Override
    String name() { return "meanAbsoluteError"; }
}
