package gradus.loss;

import gradus.tensor.Tensor;
import gradus.tensor.Tensors;

/**
 * The cross-entropy between the classes that should come out and the softmax of the scores that did.
 *
 * <p>For an example with scores z, o = softmax(z) and a target distribution g over C classes,
 * <pre>
 * L = −Σ_j g_j ln o_j,    ∂L/∂z = o − g
 * </pre>
 * For a class label y that is −ln o_y. The derivative is the difference between what is and what should be. Where the g_j
 * do not add up to 1, as with class weights, it is o · Σ_j g_j − g. L is the negative log-likelihood of the labels.
 *
 * <p>The scores are logits, the network's outputs without softmax; {@link #fromProbabilities()} takes p = softmax(z), then
 * L = −Σ_j g_j ln p_j and ∂L/∂p_j = −g_j/p_j.
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

    // ---- as the lecture writes it

    /** L = −Σ_j g_j ln o_j for each row, of probabilities o. */
    static Tensor plainLoss(Tensor o, Tensor g) { return g.mul(o.log()).sum(1).neg(); }

    /** ∂L/∂z = o − g for each row, with o = softmax(z): softmax − target. */
    static Tensor plainDerivative(Tensor o, Tensor g) { return o.sub(g); }

    // ---- the same with all digits

    /**
     * The same loss of scores z, as one operation, so that the graph shows its derivative.
     *
     * <p>Not as plainLoss(softmax(z), g): for scores (0, 800) o_1 rounds to 0 and its logarithm is −∞, not −800; for scores
     * (40, 0) o_1 rounds to 1 and its logarithm to 0, not −4·10⁻¹⁸. The logarithm of softmax, computed in one, is right for both.
     */
    static Tensor loss(Tensor z, Tensor g) {
        var losses = termByTerm(g, z.detach().logSoftmax().neg()).sum(1);
        return losses.from("crossEntropy",
                z, d -> derivative(z.softmax(), g).mul(d.reshape(-1, 1)),
                g, d -> z.logSoftmax().neg().mul(d.reshape(-1, 1)));
    }

    /**
     * The same derivative, also where the g_j do not add up to 1: o_j Σ_k g_k − g_j.
     *
     * <p>Not as o − g: where o_j rounds to 1, as for scores (40, 0), o_j − 1 is 0, though the sum of the other o_k, which it
     * should be but for the sign, is 4·10⁻¹⁸. So it is written as o_j (Σ_k g_k − g_j) − g_j (1 − o_j), and for the largest o_j,
     * 1 − o_j is that sum.
     */
    static Tensor derivative(Tensor o, Tensor g) {
        var largest = Tensors.oneHot(o.argmax(1), o.size(1));
        var others = o.mul(largest.neg().add(1)).sum(1, true);
        var oneMinusO = Tensors.where(largest, others, o.neg().add(1));
        return o.mul(g.sum(1, true).sub(g)).sub(g.mul(oneMinusO));
    }

    // ---- its options

    /** Chooses the formula: g are the targets, class numbers as one-hot rows, smoothed and multiplied by class weights if asked. */
    @Override
    Tensor losses(Tensor scores, Tensor target) {
        var g = weighted(smoothed(shares(scores, target), scores.size(1)));
        checkKind(scores);
        return fromProbabilities ? plainLoss(scores.clip(CLAMP, 1 - CLAMP), g) : loss(scores, g);
    }

    @Override
    int[] shape(Tensor scores, Tensor target) { return requireRows(scores, target); }

    @Override
    Tensor counts(Tensor target) { return rowCounts(target); }

    @Override
    String name() { return "crossEntropy"; }
}
