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
 * divided by the number of rows (PyTorch calls that batchmean). As in all losses the prediction comes first in
 * {@code of(q, p)}; {@code klDivergence(p, q)} has the order of the formula. That rows add up to 1 is not checked. Keras
 * clamps both to 10⁻⁷ and more; here {@link #fromLogits()} is the way to a loss that is always finite.
 *
 * <pre>{@code
 * klDivergence(tensor(0.5, 0.5), tensor(0.25, 0.75)).item()                                // → 0.143841
 * klDivergence(tensor(0.25, 0.75), tensor(0.5, 0.5)).item()                                // → 0.130812
 * klDivergence().of(tensor(0.25, 0.75), tensor(0.5, 0.5)).item()                           // → 0.143841
 * }</pre>
 */
public final class KlDivergence extends WeightedLoss<KlDivergence> {

    private boolean fromLogits;

    KlDivergence() { }

    /** The same for scores z with q = softmax(z): never infinite, and ∂KL/∂z_j = q_j − p_j as for the cross-entropy. */
    public KlDivergence fromLogits() { return changed(copy -> copy.fromLogits = true); }

    @Override
    Tensor losses(Tensor q, Tensor p) {
        sameShape(q, p);
        EntropyLoss.inUnitRange(this + ": a target", p, "");
        if (fromLogits) {
            EntropyLoss.tellOnce(this, q, "leave out fromLogits()");
            return Tensors.where(p, p.mul(p.log().sub(q.logSoftmax())), Tensors.scalar(0));
        }
        EntropyLoss.inUnitRange(this + ": a probability", q, "; for scores add fromLogits()");
        var terms = EntropyLoss.termByTerm(p, p.detach().log().sub(q.detach().log()));
        return terms.from("klDivergence", List.of(q, p), List.of(
                d -> d.mul(Tensors.where(p, p.div(q), Tensors.scalar(0))).neg(),
                d -> d.mul(p.log().sub(q.log()).add(1))));
    }

    @Override
    Tensor counts(Tensor terms, Tensor p) { return Tensors.scalar(1.0 / p.size(-1)); }

    @Override
    public String toString() { return "klDivergence"; }
}
