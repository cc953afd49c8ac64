package gradus.loss;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;

/**
 * The losses and penalties by name: with tensors they are computed at once, without they can be handed to fit.
 *
 * <pre>{@code
 * var loss = crossEntropy();
 * loss.of(zeros(1, 2), tensor(0)).item()             // → 0.6931471805599453
 * crossEntropy(zeros(1, 2), tensor(0)).item()        // → 0.6931471805599453
 * }</pre>
 */
public final class Losses {

    private Losses() { }

    /** A setting that should be finite, and above 0 or at least 0. */
    static double checked(Object owner, String what, double value, boolean orZero) {
        if (!(value > 0 || orZero && value == 0) || value == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(owner + ": " + what + " is " + Numbers.exact(value) + ", it should be "
                    + (orZero ? "0 or more" : "above 0") + ", and finite");
        }
        return value;
    }

    /** Cross-entropy on logits, averaged over the rows. */
    public static CrossEntropy crossEntropy() { return new CrossEntropy(); }

    /** The cross-entropy of scores (n, C) for class numbers (n) or class shares (n, C), averaged over the rows. */
    public static Tensor crossEntropy(Tensor scores, Tensor target) { return crossEntropy().of(scores, target); }

    /** The cross-entropy of a single example: scores (C) and the number of the right class, from 0. */
    public static Tensor crossEntropy(Tensor scores, int label) { return ofOne(crossEntropy(), scores, label); }

    /** Cross-entropy of yes or no on logits, averaged over all elements; for several labels at once too. */
    public static BinaryCrossEntropy binaryCrossEntropy() { return new BinaryCrossEntropy(); }

    /** The cross-entropy of logits for targets 0 and 1 of the same shape, averaged over all elements. */
    public static Tensor binaryCrossEntropy(Tensor scores, Tensor target) { return binaryCrossEntropy().of(scores, target); }

    /** The Kullback–Leibler divergence, summed over the classes and averaged over the rows; of(q, p). */
    public static KlDivergence klDivergence() { return new KlDivergence(); }

    /** The multi-class hinge loss, summed over the wrong classes and averaged over the rows. */
    public static Hinge hinge() { return new Hinge(); }

    /** The hinge loss of scores (n, C) for class numbers (n) or one-hot rows (n, C), averaged over the rows. */
    public static Tensor hinge(Tensor scores, Tensor target) { return hinge().of(scores, target); }

    /** The hinge loss of a single example: scores (C) and the number of the right class, from 0. */
    public static Tensor hinge(Tensor scores, int label) { return ofOne(hinge(), scores, label); }

    /** The hinge loss of yes or no, averaged over all elements. */
    public static BinaryHinge binaryHinge() { return new BinaryHinge(); }

    /** The hinge loss of scores for targets 0 and 1, or −1 and 1, of the same shape, averaged over all elements. */
    public static Tensor binaryHinge(Tensor scores, Tensor target) { return binaryHinge().of(scores, target); }

    /** The losses of a generator and a discriminator, on the discriminator's logits. */
    public static Adversarial adversarial() { return new Adversarial(Reduction.MEAN); }

    /** The squared error, averaged over all elements. */
    public static MeanSquaredError meanSquaredError() { return new MeanSquaredError(); }

    /** The squared error of predictions for targets of the same shape, averaged over all elements. */
    public static Tensor meanSquaredError(Tensor prediction, Tensor target) {
        return meanSquaredError().of(prediction, target);
    }

    /** The absolute error, averaged over all elements. */
    public static MeanAbsoluteError meanAbsoluteError() { return new MeanAbsoluteError(); }

    /** The absolute error of predictions for targets of the same shape, averaged over all elements. */
    public static Tensor meanAbsoluteError(Tensor prediction, Tensor target) {
        return meanAbsoluteError().of(prediction, target);
    }

    /** Huber's loss, squared up to an error of delta and linear beyond, averaged over all elements. */
    public static Huber huber(double delta) { return new Huber(delta); }

    /** Huber's loss with delta 1. */
    public static Huber huber() { return huber(1); }

    /** Huber's loss with delta 1 of predictions for targets of the same shape, averaged over all elements. */
    public static Tensor huber(Tensor prediction, Tensor target) { return huber().of(prediction, target); }

    /** The penalty λ Σθ² on weights. */
    public static Penalty l2Penalty(double lambda) { return new Penalty("l2Penalty", 0, lambda, false); }

    /** The penalty λ Σ|θ| on weights. */
    public static Penalty l1Penalty(double lambda) { return new Penalty("l1Penalty", lambda, 0, false); }

    /** The penalty λ₁ Σ|θ| + λ₂ Σθ² on weights. */
    public static Penalty elasticNet(double l1, double l2) { return new Penalty("elasticNet", l1, l2, false); }

    /** The longest that a unit's weight vector may be, kept by shortening. */
    public static MaxNorm maxNorm(double limit) { return new MaxNorm(limit); }

    private static Tensor ofOne(Loss loss, Tensor scores, int label) {
        if (scores.rank() != 1) {
            throw new IllegalArgumentException(loss + ": scores are " + scores.shapeText() + " and the class is " + label
                    + "; one example has scores (C), of several give the classes as a tensor (n)");
        }
        return loss.of(scores.reshape(1, scores.size()), Tensors.tensor(label));
    }
}
