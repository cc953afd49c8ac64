package gradus.metrics;

import gradus.tensor.Tensor;
import java.util.List;

/**
 * The metrics by name: with tensors they are computed at once, without they can be handed to fit or updated batch by batch.
 *
 * <pre>{@code
 * accuracy(tensor(new double[][]{{1, 2}, {3, 0}}), tensor(1, 0))      // → 1.0
 * var metric = accuracy();
 * metric.update(tensor(new double[][]{{1, 2}, {3, 0}, {1, 0}}), tensor(1, 0, 0));
 * metric.update(tensor(new double[][]{{1, 2}}), tensor(0));           // a smaller last batch
 * metric.result()                                                     // → 0.75
 * }</pre>
 */
public final class Metrics {

    private Metrics() { }

    /** The mean of numbers that arrive one after the other. */
    public static Mean runningMean() { return new Mean(); }

    /** The share of examples whose highest score is that of the right class. */
    public static Accuracy accuracy() { return new Accuracy(1); }

    /** The accuracy of scores (n, C) for class numbers (n) or one-hot rows (n, C). */
    public static double accuracy(Tensor scores, Tensor target) { return result(accuracy(), scores, target); }

    /** The share of examples whose right class is among the k highest scores. */
    public static Accuracy topKAccuracy(int k) { return new Accuracy(k); }

    /** The share of rows of scores (n, C) that have the right class, by number or one-hot, among their k highest. */
    public static double topKAccuracy(int k, Tensor scores, Tensor target) { return result(topKAccuracy(k), scores, target); }

    /** The share of answers yes or no that are right, with threshold ½. */
    public static BinaryAccuracy binaryAccuracy() { return new BinaryAccuracy(0.5); }

    /** The share of probabilities on the right side of ½, for targets 0 and 1 of the same shape. */
    public static double binaryAccuracy(Tensor probabilities, Tensor target) {
        return result(binaryAccuracy(), probabilities, target);
    }

    /** Of what was taken for a class, the share that was; the mean over the classes. */
    public static ClassScore precision() { return new ClassScore("precision"); }

    /** The mean precision of the classes, of scores (n, C) for class numbers (n) or one-hot rows (n, C). */
    public static double precision(Tensor scores, Tensor target) { return result(precision(), scores, target); }

    /** Of what is of a class, the share that was found; the mean over the classes. */
    public static ClassScore recall() { return new ClassScore("recall"); }

    /** The mean recall of the classes, of scores (n, C) for class numbers (n) or one-hot rows (n, C). */
    public static double recall(Tensor scores, Tensor target) { return result(recall(), scores, target); }

    /** The harmonic mean of precision and recall; the mean over the classes. */
    public static ClassScore f1() { return new ClassScore("F1"); }

    /** The mean F1 of the classes, of scores (n, C) for class numbers (n) or one-hot rows (n, C). */
    public static double f1(Tensor scores, Tensor target) { return result(f1(), scores, target); }

    /** The area under the ROC curve. */
    public static RocAuc rocAuc() { return new RocAuc(); }

    /** The area under the ROC curve of scores for targets 0 and 1, both (n). */
    public static double rocAuc(Tensor scores, Tensor target) { return result(rocAuc(), scores, target); }

    /** The share of the targets' variance that the predictions explain. */
    public static RSquared rSquared() { return new RSquared(); }

    /** R² of predictions for targets, both (n) or (n, 1). */
    public static double rSquared(Tensor prediction, Tensor target) { return result(rSquared(), prediction, target); }

    /** Which class was taken for which, batch by batch. */
    public static ConfusionMatrix confusionMatrix() { return new ConfusionMatrix(List.of()); }

    /** The same with the names of the classes, by number. */
    public static ConfusionMatrix confusionMatrix(List<String> classNames) { return new ConfusionMatrix(classNames); }

    /** Which class was taken for which, of scores (n, C) for class numbers (n). */
    public static ConfusionMatrix confusionMatrix(Tensor scores, Tensor target) {
        return confusionMatrix(scores, target, List.of());
    }

    /** The same with the names of the classes, by number. */
    public static ConfusionMatrix confusionMatrix(Tensor scores, Tensor target, List<String> classNames) {
        var matrix = confusionMatrix(classNames);
        matrix.update(scores, target);
        return matrix;
    }

    private static double result(Metric metric, Tensor prediction, Tensor target) {
        metric.update(prediction, target);
        return metric.result();
    }
}
