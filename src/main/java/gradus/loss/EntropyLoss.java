package gradus.loss;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;

/**
 * A cross-entropy, on logits or on probabilities, with smoothed targets if asked.
 *
 * <p>Logits are the scores before softmax or sigmoid, and what a network should give to its loss: taken together, the
 * exponential and the logarithm neither overflow nor lose digits. A softmax layer before a loss on logits would be applied
 * twice; the network then trains slowly and never gets sure. The first time that happens, a line on the error stream says
 * so; it is known by the operation that the scores come from, so not for scores without a record.
 *
 * <p>From probabilities the logarithm would be infinite at 0: they are clamped to 1e-7 … 1 − 1e-7, as in Keras. So no loss
 * exceeds 16.118, none is below 1e-7, and where the clamp holds the gradient is 0: a network that is surely wrong stays so.
 *
 * @param <L> the loss itself
 */
public abstract class EntropyLoss<L extends EntropyLoss<L>> extends ClassLoss<L> {

    static final double CLAMP = 1e-7;
    /** A loop makes a new loss for every batch; so that the warning is one line, the class keeps it. */
    static boolean told;

    boolean fromProbabilities;
    double smoothing;

    EntropyLoss() { }

    /**
     * Takes a share ε of every target away and spreads it evenly over all C classes: (1 − ε) t + ε/C.
     *
     * <p>Source: Szegedy et al. 2016, section 7. With ε = 0.1 and C = 10 a target is .91, the others .01.
     *
     * @throws IllegalArgumentException if ε is not from 0 to 1
     */
    public L labelSmoothing(double epsilon) { return changed(copy -> copy.smoothing = share(this, epsilon)); }

    @Override
    String options() { return (fromProbabilities ? ".fromProbabilities()" : "") + smoothingText(smoothing) + super.options(); }

    static String smoothingText(double epsilon) {
        return epsilon == 0 ? "" : ".labelSmoothing(" + Numbers.exact(epsilon) + ")";
    }

    static double share(Object loss, double epsilon) {
        if (epsilon >= 0 && epsilon <= 1) return epsilon;
        throw new IllegalArgumentException(loss + ": labelSmoothing is " + Numbers.exact(epsilon)
                + ", it is a share from 0 to 1");
    }

    /**
     * The same on probabilities, as behind a softmax or sigmoid layer, instead of logits.
     *
     * <p>That they add up to 1 is not checked.
     */
    public L fromProbabilities() { return changed(copy -> copy.fromProbabilities = true); }

    final Tensor smoothed(Tensor target, int classes) {
        return smoothing == 0 ? target : target.mul(1 - smoothing).add(smoothing / classes);
    }

    /** Refuses scores that are no probabilities, and tells once about probabilities that are taken for logits. */
    final void checkKind(Tensor scores) {
        if (fromProbabilities) {
            inUnitRange(this, "a probability", scores, "; for logits leave out fromProbabilities()");
        } else {
            tellOnce(this, scores, "use " + name() + "().fromProbabilities()");
        }
    }

    /** Says that scores come out of a softmax or sigmoid which this loss applies itself. */
    static void tellOnce(WeightedLoss<?> loss, Tensor scores, String otherwise) {
        var layer = told || scores.operation() == null ? "" : scores.operation().name();
        if (layer.equals("softmax") || layer.equals("sigmoid")) {
            told = true;
            System.err.println(loss.name() + ": the scores come out of " + layer + ", but this loss wants"
                    + " logits and applies it itself; remove that layer or " + otherwise);
        }
    }

    /** Refuses what is below 0 or above 1; NaN passes, to be seen in the loss. */
    static void inUnitRange(WeightedLoss<?> loss, String what, Tensor values, String advice) {
        for (double value : values.data()) {
            if (value < 0 || value > 1) {
                throw new IllegalArgumentException(loss.name() + ": " + what + " is " + Numbers.exact(value) + ", it should be from 0 to 1"
                        + advice);
            }
        }
    }

    /** t · v, and 0 where t is 0, also if v is infinite; a constant. */
    static Tensor termByTerm(Tensor t, Tensor v) {
        return Tensors.where(t.detach(), t.detach().mul(v.detach()), Tensors.scalar(0));
    }
}
