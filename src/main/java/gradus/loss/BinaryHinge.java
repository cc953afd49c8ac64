package gradus.loss;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import java.util.stream.DoubleStream;

/**
 * The hinge loss of yes or no: 0 once the score has the right sign and is beyond the margin.
 *
 * <p>With t = 1 for yes and −1 for no, L = max(0, margin − t·s), averaged over all elements; ∂L/∂s = −t where the margin is
 * violated, else 0. It is the loss of the support vector machine.
 *
 * <p>Shapes: scores and target equal; without reduction the result has that shape. The target holds labels 0 and 1, as in
 * the other losses, or −1 and 1; not all three, since both 0 and −1 say no. Class weights are those of no and of yes.
 * Source: Cortes and Vapnik 1995.
 *
 * <pre>{@code
 * binaryHinge(tensor(0.3, -2, 0.5), tensor(1, 0, 0)).item()       // → 0.733333
 * binaryHinge(tensor(0.3, -2, 0.5), tensor(1, -1, -1)).item()     // → 0.733333
 * }</pre>
 */
public final class BinaryHinge extends MarginLoss<BinaryHinge> {

    BinaryHinge() { }

    @Override
    Tensor losses(Tensor scores, Tensor target) {
        sameShape(scores, target);
        double[] others = DoubleStream.of(target.data()).filter(label -> label != 1).distinct().toArray();
        if (others.length > 1 || others.length == 1 && others[0] != 0 && others[0] != -1) {
            throw new IllegalArgumentException(this + ": beside 1 the target holds [" + Numbers.exact(others)
                    + "]; labels are 0 and 1, or -1 and 1");
        }
        var losses = violation(scores.mul(target.map(label -> label == 1 ? 1 : -1)));
        return classWeights == null ? losses : losses.mul(counts(target));
    }

    @Override
    Tensor counts(Tensor target) { return pairCounts(target.equalTo(1)); }

    @Override
    String name() { return "binaryHinge"; }
}
