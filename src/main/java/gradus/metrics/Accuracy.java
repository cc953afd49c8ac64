package gradus.metrics;

import gradus.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * The share of examples whose right class is among the k highest scores; k is 1 unless told.
 *
 * <p>Shapes: scores (n, C); target (n) class numbers or (n, C) one-hot. Of several equal scores the first counts as
 * highest; NaN counts as higher than any number, and is never right.
 *
 * <pre>{@code
 * var scores = tensor(new double[][]{{1, 2, 0}, {3, 0, 1}});
 * accuracy(scores, tensor(1, 2))            // → 0.5
 * topKAccuracy(2, scores, tensor(1, 2))     // → 1.0
 * }</pre>
 */
public final class Accuracy implements Metric {

    private final int k;
    private final Mean right = new Mean();

    Accuracy(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("topKAccuracy: k is " + k + ", it should be at least 1");
        }
        this.k = k;
    }

    @Override
    public String name() { return k == 1 ? "accuracy" : "top " + k + " accuracy"; }

    @Override
    public void reset() { right.reset(); }

    @Override
    public void update(Tensor scores, Tensor target, Tensor weights) {
        int[] labels = ConfusionMatrix.labels(name(), scores, target);
        double[] w = Mean.weights(name(), weights, labels.length);
        int classes = scores.size(1);
        if (k > classes) {
            throw new IllegalArgumentException(name() + ": scores are " + scores.shapeText() + ", among " + classes
                    + " classes each is in the top " + k);
        }
        for (int i = 0; i < labels.length; i++) {
            right.update(place(scores.data(), i * classes, classes, labels[i]) < k ? 1 : 0, w[i]);
        }
    }

    /** How many classes of a row come before one class. */
    private static long place(double[] scores, int start, int classes, int label) {
        double own = scores[start + label];
        return IntStream.range(0, classes)
                .filter(j -> !(scores[start + j] <= own) || scores[start + j] == own && j < label).count();
    }

    @Override
    public double result() { return right.result(); }

    @Override
    public String toString() { return name(); }
}
