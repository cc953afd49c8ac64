package gradus.loss;

import gradus.tensor.Tensor;
import gradus.tensor.Tensors;

/**
 * The multi-class hinge loss: by how much wrong classes come too near to the right one.
 *
 * <p>For a row of scores s with class y, L = Σ_{j≠y} max(0, s_j − s_y + margin). ∂L/∂s_j = 1 for every j ≠ y that
 * violates the margin, else 0, and ∂L/∂s_y = minus their number; at the kink 0. Once all are beyond the margin it is
 * exactly 0: unlike cross-entropy it does not ask for more. With equal scores and margin 1 it is C − 1.
 *
 * <p>Shapes: scores (n, C); target (n) class numbers or (n, C) one-hot. The sum over the classes stays a sum, the mean
 * is over the rows (PyTorch divides by C as well, Keras takes the largest violation instead of the sum); without
 * reduction the result is (n). Source: Weston and Watkins 1999.
 *
 * <pre>{@code
 * hinge(tensor(3.2, 5.1, -1.7).reshape(1, 3), tensor(0)).item()      // → 2.9
 * hinge(tensor(5, -3, 2).reshape(1, 3), tensor(0)).item()            // → 0.0
 * }</pre>
 */
public final class Hinge extends MarginLoss<Hinge> {

    Hinge() { }

    @Override
    Tensor losses(Tensor scores, Tensor target) {
        var t = shares(scores, target);
        var classes = t.argmax(1);
        var highest = t.max(1);
        var sums = t.abs().sum(1);
        int[] places = new int[t.size(0)];
        for (int i = 0; i < places.length; i++) {
            if (highest.get(i) != 1 || sums.get(i) != 1) {
                throw new IllegalArgumentException(this + ": row " + i + " of the target is not one-hot, there is no single"
                        + " class that should lead");
            }
            places[i] = i * t.size(1) + (int) classes.get(i);
        }
        var right = scores.reshape(scores.size()).rows(places).reshape(-1, 1);
        // chosen, not multiplied by 0: a score may be infinite
        var violations = Tensors.where(t, Tensors.scalar(0), violation(right.sub(scores)));
        return violations.sum(1).mul(weighted(t).sum(1));
    }

    @Override
    int[] shape(Tensor scores, Tensor target) { return requireRows(scores, target); }

    @Override
    Tensor counts(Tensor target) { return rowCounts(target); }

    @Override
    String name() { return "hinge"; }
}
