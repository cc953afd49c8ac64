package gradus.loss;

import gradus.tensor.Tensor;
import java.util.List;

/**
 * The cross-entropy of yes or no: between a target of 0 or 1 and the sigmoid of a score.
 *
 * <p>With p = σ(z), L = −y ln p − (1 − y) ln(1 − p) and ∂L/∂z = p − y, what is less what should be. It is the negative
 * log-likelihood of a coin, and the cross-entropy over the scores (0, z). From probabilities, ∂L/∂p = (p − y)/(p(1 − p)).
 * A target between 0 and 1 is a share, and the loss then smallest at p = y, where it is the entropy.
 *
 * <p>Shapes: prediction and target equal, of any shape; without reduction the result has that shape. With several labels
 * in a row, (n, L), each is a yes or no of its own, and the mean is over all of them (PyTorch, Keras);
 * {@link #sumOverLabels()} adds up a row (QU). Class weights are those of 0 and of 1.
 *
 * <pre>{@code
 * binaryCrossEntropy(tensor(0, 2), tensor(1, 0)).item()                                     // → 1.410038
 * binaryCrossEntropy().fromProbabilities().of(tensor(0.5, 0.2), tensor(1, 0)).item()        // → 0.458145
 * }</pre>
 */
public final class BinaryCrossEntropy extends EntropyLoss<BinaryCrossEntropy> {

    private boolean sumOverLabels;

    BinaryCrossEntropy() { }

    // ---- the formulas, to be read; training runs the careful forms below, and a test finds both equal

    /** L = −y ln p − (1 − y) ln(1 − p), with the shares y of yes and 1 − y of no. */
    static Tensor plainLoss(Tensor p, Tensor no, Tensor yes) { return yes.mul(p.log()).add(no.mul(p.neg().log1p())).neg(); }

    /** ∂L/∂z = p − y with p = σ(z). */
    static Tensor plainDerivative(Tensor p, Tensor y) { return p.sub(y); }

    // ---- the same with all digits

    /**
     * The same loss of scores z, y softplus(−z) + (1 − y) softplus(z), as one operation with its derivative.
     *
     * <p>Not as plainLoss(σ(z), …): from z = 37 on σ(z) rounds to 1, and ln(1 − p) would be −∞ where it should be −37. Written
     * out, −ln σ(z) is ln(1 + e^−z) = softplus(−z), and −ln(1 − σ(z)) is softplus(z). The derivative is not computed as
     * p − y, whose digits cancel where p is nearly y = 1, but as (1 − y) σ(z) − y σ(−z), which is the same.
     */
    static Tensor loss(Tensor z, Tensor no, Tensor yes) {
        var minus = z.detach().neg();
        return termByTerm(no, z.detach().softplus()).add(termByTerm(yes, minus.softplus())).from("binaryCrossEntropy",
                List.of(z, no, yes), List.of(
                        g -> g.mul(no.mul(z.sigmoid()).sub(yes.mul(z.neg().sigmoid()))),
                        g -> g.mul(z.softplus()),
                        g -> g.mul(z.neg().softplus())));
    }

    // ---- its options

    @Override
    Tensor losses(Tensor scores, Tensor target) {
        sameShape(scores, target);
        inUnitRange(this, "a target", target, "; 1 is yes, 0 is no");
        checkKind(scores);
        var shares = weightedPair(smoothed(target, 2));
        var losses = fromProbabilities ? plainLoss(scores.clip(CLAMP, 1 - CLAMP), shares[0], shares[1])
                : loss(scores, shares[0], shares[1]);
        return sumOverLabels ? rows(losses).sum(1) : losses;
    }

    @Override
    int[] shape(Tensor scores, Tensor target) {
        int[] each = super.shape(scores, target);
        return sumOverLabels ? new int[]{target.size(0)} : each;
    }

    @Override
    Tensor counts(Tensor target) {
        var counts = pairCounts(target);
        return counts != null && sumOverLabels ? rows(counts).mean(1) : counts;
    }

    private static Tensor rows(Tensor each) { return each.reshape(each.size(0), each.size() / Math.max(1, each.size(0))); }

    /** The same with the losses of a row's labels added up, then averaged over the rows. */
    public BinaryCrossEntropy sumOverLabels() { return changed(copy -> copy.sumOverLabels = true); }

    @Override
    String name() { return "binaryCrossEntropy"; }

    @Override
    String options() { return (sumOverLabels ? ".sumOverLabels()" : "") + super.options(); }
}
