package gradus.metrics;

import gradus.tensor.Tensor;

/**
 * The share of examples whose highest score is that of the right class.
 *
 * <p>Shapes: scores (n, C); target (n) class numbers or (n, C) one-hot. Of several equal highest scores the first counts,
 * and a row with NaN is never right.
 *
 * <pre>{@code
 * accuracy(tensor(new double[][]{{1, 2}, {3, 0}}), tensor(1, 1))      // → 0.5
 * }</pre>
 */
public final class Accuracy implements Metric {

    private long right;
    private long all;

    Accuracy() {
    }

    @Override
    public String name() {
        return "accuracy";
    }

    @Override
    public void reset() {
        right = 0;
        all = 0;
    }

    @Override
    public void update(Tensor scores, Tensor target) {
        int[] labels = ConfusionMatrix.labels("accuracy", scores, target);
        if (labels.length == 0) {
            return;
        }
        var predicted = scores.argmax(1);
        var highest = scores.max(1);                         // NaN where a row holds one
        for (int i = 0; i < labels.length; i++) {
            right += predicted.data()[i] == labels[i] && !Double.isNaN(highest.data()[i]) ? 1 : 0;
        }
        all += labels.length;
    }

    @Override
    public double result() {
        return all == 0 ? Double.NaN : (double) right / all;
    }

    @Override
    public String toString() {
        return name();
    }
}
