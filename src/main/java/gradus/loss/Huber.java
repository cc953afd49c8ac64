package gradus.loss;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;

/**
 * The squared error near the target, the absolute error far from it.
 *
 * <p>With e = ŷ − y, an element's loss is ½e² for |e| ≤ δ and δ(|e| − ½δ) beyond; its derivative is e limited to ±δ, so it
 * has no kink, and an outlier pulls with δ at most. Written as c·e − ½c² with c = e limited to ±δ, which is both.
 *
 * <p>Shapes: prediction and target equal; without reduction the result has that shape. Source: Huber 1964.
 *
 * <pre>{@code
 * huber(tensor(0.5, 3), tensor(0, 0)).item()              // → 1.3125
 * huber(2).of(tensor(0.5, 3), tensor(0, 0)).item()        // → 2.0625
 * }</pre>
 */
public final class Huber extends WeightedLoss<Huber> {

    private final double delta;

    Huber(double delta) { this.delta = Losses.checked("huber", "delta", delta, false); }

    @Override
    Tensor losses(Tensor prediction, Tensor target) {
        sameShape(prediction, target);
        return onError(prediction.sub(target));
    }

    /** With c = e limited to ±δ it is c·e − c²/2, and its derivative c: as one operation, since e may be infinite. */
    private Tensor onError(Tensor e) {
        var c = e.detach().clip(-delta, delta);
        return c.mul(e.detach()).sub(c.square().mul(0.5)).from("huber", e, g -> g.mul(e.clip(-delta, delta)));
    }

    @Override
    String name() { return "huber(" + Numbers.exact(delta) + ")"; }
}
