package gradus.loss;

import gradus.tensor.Tensor;
import gradus.tensor.Tensors;

/**
 * The cross-entropy between the classes that should come out and the softmax of the scores that did.
 *
 * <p>For an example with scores z and target distribution g over C classes, L = −Σ_j g_j ln softmax(z)_j; for a class
 * label y that is −ln softmax(z)_y. ∂L/∂z = o · Σ_j g_j − g with o = softmax(z): for a distribution, which sums to 1, the
 * difference o − g between what is and what should be. It is the negative log-likelihood of the labels.
 *
 * <p>The scores are logits, the network's outputs without softmax; {@link #fromProbabilities()} takes p = softmax(z), then
 * L = −Σ_j g_j ln p_j and ∂L/∂p_j = −g_j/p_j. Near 0 loss and gradient keep all their digits: o_y − 1 is computed as the
 * sum of the other probabilities, −Σ_{j≠y} o_j.
 *
 * <p>Shapes: scores (n, C); target (n) class numbers from 0, or (n, C) one-hot or soft. The result is the mean over the
 * rows; without reduction it is (n). With class weights w, L = −Σ_j w_j g_j ln o_j, and the mean is divided by Σ_j w_j g_j
 * over the batch, before smoothing (PyTorch divides by n where targets are shares).
 *
 * <pre>{@code
 * var scores = tensor(new double[][]{{3.2, 5.1, -1.7}});
 * Numbers.text(crossEntropy(scores, tensor(0)).item(), 7)      // → 2.040355
 * crossEntropy().fromProbabilities().of(scores.softmax(), tensor(0)).item()      // → 2.040355
 * Numbers.text(crossEntropy(tensor(5, -20, -20).reshape(1, 3), tensor(0)).item(), 10)      // → 2.777588773e-11
 * }</pre>
 */
public final class CrossEntropy extends EntropyLoss<CrossEntropy> {

    CrossEntropy() { }

    @Override
    Tensor losses(Tensor scores, Tensor target) {
        var g = weighted(smoothed(shares(scores, target), scores.size(1)));
        checkKind(scores);
        return fromProbabilities
                ? g.mul(scores.clip(CLAMP, 1 - CLAMP).log()).sum(1).neg()
                : onLogits(scores, g);
    }

    @Override
    int[] shape(Tensor scores, Tensor target) { return requireRows(scores, target); }

    @Override
    Tensor counts(Tensor target) { return rowCounts(target); }

    /** −Σ_j g_j ln o_j for each row, as one operation, so that the graph shows its famous derivative. */
    private static Tensor onLogits(Tensor scores, Tensor g) {
        var losses = termByTerm(g, scores.detach().logSoftmax().neg()).sum(1);
        return losses.from("crossEntropy",
                scores, d -> slope(scores.softmax(), g).mul(d.reshape(-1, 1)),
                g, d -> scores.logSoftmax().neg().mul(d.reshape(-1, 1)));
    }

    /** o_j Σ_k g_k − g_j, written as o_j (Σ_k g_k − g_j) − g_j (1 − o_j), where 1 − o_j is computed without cancelling. */
    private static Tensor slope(Tensor o, Tensor g) {
        var largest = Tensors.oneHot(o.argmax(1), o.size(1));
        var rest = o.mul(largest.neg().add(1));
        var oneMinusO = Tensors.where(largest, rest.sum(1, true), o.neg().add(1));
        return o.mul(g.sum(1, true).sub(g)).sub(g.mul(oneMinusO));
    }

    @Override
    String name() { return "crossEntropy"; }
}
