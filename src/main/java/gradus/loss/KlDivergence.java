package gradus.loss;

import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.List;

/**
 * The Kullback–Leibler divergence of a predicted distribution q from the distribution p that it should be.
 *
 * <p>KL(p, q) = Σ_j p_j ln(p_j/q_j), where 0 · ln 0 is 0; ∂KL/∂q_j = −p_j/q_j. It is the cross-entropy of p and q less
 * the entropy of p, which q cannot change: both have the same gradient. 0 where q is p; infinite where q rules out what p
 * does not; not symmetric.
 *
 * <p>Shapes: (n, C), or (C) for one distribution, and equal; NONE gives the single terms in that shape, and MEAN their sum
 * divided by the number of rows (PyTorch calls that batchmean). As in all losses the prediction comes first,
 * {@code of(q, p)}, though the formula has it last. That rows add up to 1 is not checked. Keras
 * clamps both to 10⁻⁷ and more; here {@link #fromLogits()} is the way to a loss that is always finite.
 *
 * <pre>{@code
 * klDivergence().of(tensor(0.25, 0.75), tensor(0.5, 0.5)).item()                           // → 0.143841
 * klDivergence().of(tensor(0.5, 0.5), tensor(0.25, 0.75)).item()                           // → 0.130812
 * }</pre>
 */
public final class KlDivergence extends WeightedLoss<KlDivergence> {

    private boolean fromLogits;
    private double smoothing;

    KlDivergence() { }

    /** The same for scores z with q = softmax(z): never infinite, and ∂KL/∂z_j = q_j − p_j as for the cross-entropy. */
    public KlDivergence fromLogits() { return changed(copy -> copy.fromLogits = true); }

    /**
     * Takes a share ε of every target away and spreads it evenly over all C classes, p ← (1 − ε) p + ε/C, as in the
     * cross-entropy; the gradients of the two stay equal. PyTorch and Keras leave that to the caller.
     *
     * <pre>{@code
     * klDivergence().labelSmoothing(0.2).of(tensor(0.5, 0.5), tensor(1, 0)).item()             // → 0.368064
     * }</pre>
     *
     * @throws IllegalArgumentException if ε is not from 0 to 1
     */
    public KlDivergence labelSmoothing(double epsilon) {
        return changed(copy -> copy.smoothing = EntropyLoss.share(this, epsilon));
    }

    @Override
    Tensor losses(Tensor q, Tensor target) {
        sameShape(q, target);
        EntropyLoss.inUnitRange(this, "a target", target, "");
        var p = smoothing == 0 ? target : target.mul(1 - smoothing).add(smoothing / target.size(-1));
        if (fromLogits) {
            EntropyLoss.tellOnce(this, q, "leave out fromLogits()");
            var logQ = q.logSoftmax();                     // not ln(softmax(z)), which is −∞ where softmax rounds to 0
            return terms(p, logQ.detach()).from("klDivergence", List.of(logQ, p), List.of(
                    g -> g.mul(p).neg(),
                    g -> g.mul(slope(p, logQ, g))));
        }
        EntropyLoss.inUnitRange(this, "a probability", q, "; for scores add fromLogits()");
        return terms(p, q.detach().log()).from("klDivergence", List.of(q, p), List.of(
                g -> g.mul(Tensors.where(p, p.div(q), Tensors.scalar(0))).neg(),
                g -> g.mul(slope(p, q.log(), g))));
    }

    /** p ln(p/q), 0 where p is 0; computed as p (ln p − ln q), since p/q may overflow. */
    private static Tensor terms(Tensor p, Tensor logQ) { return EntropyLoss.termByTerm(p, p.detach().log().sub(logQ)); }

    /** ∂/∂p of it, ln p − ln q + 1: −∞ where p is 0, whatever q is, or 0 if nothing arrives there. */
    private static Tensor slope(Tensor p, Tensor logQ, Tensor g) {
        var unused = p.equalTo(0).mul(g.equalTo(0));
        var logP = Tensors.where(unused, Tensors.scalar(1), p).log();
        return logP.sub(Tensors.where(p, logQ, Tensors.scalar(0))).add(1);
    }

    @Override
    Tensor counts(Tensor p) { return Tensors.scalar(1.0 / p.size(-1)); }

    @Override
    String name() { return "klDivergence"; }

    @Override
    String options() { return (fromLogits ? ".fromLogits()" : "") + EntropyLoss.smoothingText(smoothing) + super.options(); }
}
