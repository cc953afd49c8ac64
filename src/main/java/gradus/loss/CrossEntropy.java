package gradus.loss;

import gradus.tensor.Tensor;
import gradus.tensor.Tensors;

/**
 * The cross-entropy between the classes that should come out and the softmax of the scores that did.
 *
 * <p>For an example with scores z, o = softmax(z) and a target distribution t over C classes, L = −Σ_j t_j ln o_j. Since
 * ln o_j = z_j − ln Σ_k e^z_k, and the derivative of ln Σ_k e^z_k is softmax ({@code logSumExp}),
 * <pre>
 * L     = ln Σ_k e^z_k · Σ_j t_j − Σ_j t_j z_j
 * ∂L/∂z = o · Σ_j t_j − t = o − t                  where the t_j add up to 1
 * </pre>
 * The derivative is the difference between what is and what should be. For a class label y, L is −ln o_y, the negative
 * log-likelihood of the label. With class weights the t_j do not add up to 1.
 *
 * <p>The scores are logits, the network's outputs without softmax; {@link #fromProbabilities()} takes p = softmax(z), then
 * L = −Σ_j t_j ln p_j and ∂L/∂p_j = −t_j/p_j.
 *
 * <p>Shapes: scores (n, C); target (n) class numbers from 0, or (n, C) one-hot or soft. The result is the mean over the
 * rows; without reduction it is (n). With class weights w, L = −Σ_j w_j t_j ln o_j, and the mean is the sum over the batch,
 * divided by Σ_j w_j t_j over the batch, before smoothing (PyTorch divides by n where targets are shares).
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

    // ---- the formulas, to be read; training on logits runs the careful forms below, and a test finds both equal

    /** L = −Σ_j t_j ln o_j for each row, of probabilities o. */
    static Tensor plainLoss(Tensor o, Tensor t) { return t.mul(o.log()).sum(1).neg(); }

    /** ∂L/∂z = o − t for each row, with o = softmax(z): softmax − target. */
    static Tensor plainDerivative(Tensor o, Tensor t) { return o.sub(t); }

    /**
     * The loss of each row, of one formula or the other.
     *
     * <p>{@link WeightedLoss#of} calls this, and {@link Reduction#of} takes the mean. t are the targets as rows: without
     * options the target itself, or oneHot(target) if it is class numbers; label smoothing and class weights change it.
     */
    @Override
    Tensor losses(Tensor scores, Tensor target) {
        var t = weighted(smoothed(shares(scores, target), scores.size(1)));
        checkKind(scores);                                              // refuses no probabilities, tells of a softmax in front
        return fromProbabilities ? plainLoss(scores.clip(CLAMP, 1 - CLAMP), t) : loss(scores, t);
    }

    // ---- the same with all digits

    /**
     * The same loss of scores z, as one operation with a rule of its own.
     *
     * <p>Not as plainLoss(softmax(z), t): for scores (0, 800) o_0 rounds to 0 and its logarithm is −∞, not −800; for scores
     * (40, 0) o_0 rounds to 1 and its logarithm to 0, not −4·10⁻¹⁸. The logarithm of softmax, computed in one, is right for
     * both. Where t_j is 0, termByTerm takes 0, also for an infinite logarithm. The values come from z.detach(): what they
     * are made of records nothing, from(…) records the whole, with the rules for z and t.
     */
    static Tensor loss(Tensor z, Tensor t) {
        var losses = termByTerm(t, z.detach().logSoftmax().neg()).sum(1);
        return losses.from("crossEntropy",
                z, g -> derivative(z.softmax(), t).mul(g.reshape(-1, 1)),       // (n) → (n, 1): one factor for each row
                t, g -> z.logSoftmax().neg().mul(g.reshape(-1, 1)));
    }

    /**
     * The same derivative, also where the t_j do not add up to 1: o_j Σ_k t_k − t_j.
     *
     * <p>Not as o − t: for scores (40, 0) o_0 rounds to 1, and with t_0 = 1 the difference to 0 instead of −4·10⁻¹⁸. Instead
     * <pre>
     * o_j Σ_k t_k − t_j = o_j (Σ_k t_k − t_j) − t_j (1 − o_j)         o_j t_j taken away and added
     * 1 − o_j           = Σ o_k over the other classes k              since the o_k add up to 1
     * </pre>
     * 1 − o_j is computed by the second line for the largest o_j, the only one that can be near 1.
     */
    static Tensor derivative(Tensor o, Tensor t) {
        var largest = Tensors.oneHot(o.argmax(1), o.size(1));
        var others = o.mul(largest.neg().add(1)).sum(1, true);
        var oneMinusO = Tensors.where(largest, others, o.neg().add(1));
        return o.mul(t.sum(1, true).sub(t)).sub(t.mul(oneMinusO));
    }

    // ---- what its parents ask

    @Override
    int[] shape(Tensor scores, Tensor target) { return requireRows(scores, target); }

    @Override
    Tensor counts(Tensor target) { return rowCounts(target); }

    @Override
    String name() { return "crossEntropy"; }
}
