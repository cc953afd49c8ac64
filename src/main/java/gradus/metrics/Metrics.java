package gradus.metrics;

import gradus.tensor.Tensor;
import java.util.List;

/**
 * The metrics by name: with tensors they are computed at once, without they can be handed to fit.
 *
 * <pre>{@code
 * accuracy(tensor(new double[][]{{1, 2}, {3, 0}}), tensor(1, 0))      // → 1.0
 * }</pre>
 */
public final class Metrics {

    private Metrics() {
    }

    /** The share of examples whose highest score is that of the right class. */
    public static Accuracy accuracy() {
        return new Accuracy();
    }

    /** The accuracy of scores (n, C) for class numbers (n) or one-hot rows (n, C). */
    public static double accuracy(Tensor scores, Tensor target) {
        var accuracy = new Accuracy();
        accuracy.update(scores, target);
        return accuracy.result();
    }

    /** Which class was taken for which, of scores (n, C) for class numbers (n). */
    public static ConfusionMatrix confusionMatrix(Tensor scores, Tensor target) {
        return new ConfusionMatrix(scores, target, List.of());
    }

    /** The same with the names of the classes, by number. */
    public static ConfusionMatrix confusionMatrix(Tensor scores, Tensor target, List<String> classNames) {
        return new ConfusionMatrix(scores, target, classNames);
    }
}
