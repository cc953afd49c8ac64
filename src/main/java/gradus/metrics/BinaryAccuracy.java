package gradus.metrics;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;

/**
 * The share of answers yes or no that are right: yes is what reaches a threshold.
 *
 * <p>The threshold is ½, for probabilities; logits want 0. Shapes: prediction and target equal, (n) or (n, L) for several
 * labels, which count one by one; the target holds 0 and 1. NaN is never right.
 *
 * <pre>{@code
 * binaryAccuracy(tensor(0.5, 0.2, 0.9), tensor(1, 0, 0))       // → 0.666667
 * var strict = binaryAccuracy().threshold(0.95);
 * strict.update(tensor(0.5, 0.2, 0.9), tensor(1, 0, 0));
 * strict.result()                                              // → 0.666667
 * }</pre>
 */
public final class BinaryAccuracy implements Metric {

    private final double threshold;
    private final Mean right = new Mean();

    BinaryAccuracy(double threshold) { this.threshold = threshold; }

    /** The same with another threshold, which its name then tells, and without examples. */
    public BinaryAccuracy threshold(double threshold) { return new BinaryAccuracy(threshold); }

    @Override
    public String name() { return "binary accuracy" + (threshold == 0.5 ? "" : " at " + Numbers.exact(threshold)); }

    @Override
    public void reset() { right.reset(); }

    @Override
    public void update(Tensor prediction, Tensor target, Tensor weights) {
        if (!prediction.shapeText().equals(target.shapeText())) {
            throw new IllegalArgumentException(name() + ": prediction is " + prediction.shapeText() + ", target is "
                    + target.shapeText() + "; they must be equal, reshape one of them");
        }
        int n = target.rank() == 0 ? 1 : target.size(0);
        double[] w = Mean.weights(name(), weights, n);
        for (int i = 0; i < target.size(); i++) {
            double score = prediction.data()[i];
            boolean yes = yes(name(), target.data()[i]);
            right.update((yes ? score >= threshold : score < threshold) ? 1 : 0, w[i / (target.size() / n)]);
        }
    }

    /** Whether a label is 1, and not 0; nothing else is a label. */
    static boolean yes(String metric, double label) {
        if (label != 0 && label != 1) {
            throw new IllegalArgumentException(metric + ": the target holds " + Numbers.exact(label)
                    + ", it should hold 0 and 1 only");
        }
        return label == 1;
    }

    @Override
    public double result() { return right.result(); }

    @Override
    public String toString() { return name(); }
}
