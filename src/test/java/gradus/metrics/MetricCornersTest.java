package gradus.metrics;

import static gradus.Expect.refuses;
import static gradus.metrics.Metrics.accuracy;
import static gradus.metrics.Metrics.binaryAccuracy;
import static gradus.metrics.Metrics.confusionMatrix;
import static gradus.metrics.Metrics.f1;
import static gradus.metrics.Metrics.precision;
import static gradus.metrics.Metrics.rSquared;
import static gradus.metrics.Metrics.recall;
import static gradus.metrics.Metrics.rocAuc;
import static gradus.metrics.Metrics.runningMean;
import static gradus.metrics.Metrics.topKAccuracy;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every metric makes of nothing, NaN, one class, labels out of range, and shapes that would broadcast. */
class MetricCornersTest {

    private static List<Metric> ofClasses() {
        return List.of(accuracy(), topKAccuracy(1), precision(), recall(), f1(), f1().micro(), recall().ofClass(0), confusionMatrix());
    }

    private static List<Metric> ofPairs() {
        return List.of(binaryAccuracy(), rSquared(), rocAuc());
    }

    @Test
    void predictedLabelsNeedToBeScores() {
        var labels = tensor(0, 2, 1);
        String problem = ": scores are (3), target is (3); scores should be (n, C), the target (n) class numbers or (n, C) one-hot; of"
                + " predicted labels make scores, oneHot(labels, C) with C classes";
        refuses("accuracy" + problem, () -> accuracy(labels, labels));
        refuses("confusionMatrix" + problem, () -> gradus.metrics.Metrics.confusionMatrix(labels, labels));
        refuses("F1" + problem, () -> gradus.metrics.Metrics.f1(labels, labels));
        refuses("accuracy: scores are (3), target is (3, 3); scores should be (n, C), the target (n) class numbers or (n, C) one-hot; of"
                + " predicted labels make scores, oneHot(labels, C) with C classes",
                () -> accuracy(labels, gradus.tensor.Tensors.oneHot(labels, 3)));
        String column = ": scores are (3, 1), and the target counts to 2; scores should be (n, C), of predicted labels make such,"
                + " oneHot(labels.reshape(3), C) with C classes";
        refuses("accuracy" + column, () -> accuracy(labels.reshape(3, 1), labels));
        refuses("confusionMatrix" + column, () -> gradus.metrics.Metrics.confusionMatrix(labels.reshape(3, 1), labels));
        assertEquals(1, accuracy(gradus.tensor.Tensors.oneHot(labels, 3), labels));
    }

    @Test
    void withoutExamplesThereIsNoResult() {
        for (var metric : ofClasses()) {
            assertEquals(Double.NaN, metric.result(), metric.name() + " before any");
            metric.update(zeros(0, 3), zeros(0));
            assertEquals(Double.NaN, metric.result(), metric.name() + " of an empty batch");
            metric.update(zeros(0, 3), zeros(0, 3));
            assertEquals(Double.NaN, metric.result(), metric.name() + " of one-hot nothing");
            metric.update(tensor(0, 1, 0).reshape(1, 3), tensor(1), zeros(1));
            assertEquals(Double.NaN, metric.result(), metric.name() + " of weight 0");
        }
        for (var metric : ofPairs()) {
            assertEquals(Double.NaN, metric.result(), metric.name() + " before any");
            metric.update(zeros(0), zeros(0));
            assertEquals(Double.NaN, metric.result(), metric.name() + " of an empty batch");
            metric.update(zeros(2), tensor(0, 1), zeros(2));
            assertEquals(Double.NaN, metric.result(), metric.name() + " of weight 0");
        }
        assertEquals(Double.NaN, runningMean().result());
    }

    @Test
    void labelsAreCheckedOneByOne() {
        for (var metric : ofClasses()) {
            refuses(metric.name() + ": label 3 in row 1 is not one of the 3 classes, they are numbered 0 to 2; labels that"
                    + " start at 1 need sub(1)", () -> metric.update(zeros(2, 3), tensor(1, 3)));
            refuses(metric.name() + ": label -1 in row 0 is not one of the 3 classes, they are numbered 0 to 2",
                    () -> metric.update(zeros(1, 3), tensor(-1)));
            refuses(metric.name() + ": label NaN in row 0 is not one of the 3 classes, they are numbered 0 to 2",
                    () -> metric.update(zeros(1, 3), tensor(Double.NaN)));
            refuses(metric.name() + ": scores are (2, 3), target is (2, 1); scores should be (n, C), the target (n) class numbers"
                    + " or (n, C) one-hot", () -> metric.update(zeros(2, 3), zeros(2, 1)));
            refuses(metric.name() + ": scores are (2), target is (2); scores should be (n, C), the target (n) class numbers"
                    + " or (n, C) one-hot; of predicted labels make scores, oneHot(labels, C) with C classes",
                    () -> metric.update(zeros(2), zeros(2)));
        }
    }

    @Test
    void aColumnAgainstAVectorIsRefused() {
        for (var metric : ofPairs()) {
            for (Tensor[] pair : new Tensor[][]{{zeros(3, 1), zeros(3)}, {zeros(3), zeros(3, 1)}}) {
                var thrown = assertThrows(IllegalArgumentException.class,
                        () -> metric.update(pair[0], pair[1]));
                assertTrue(thrown.getMessage().startsWith(metric.name() + ": ")
                        && thrown.getMessage().contains(pair[0].shapeText() + ", target is " + pair[1].shapeText()), thrown.getMessage());
            }
        }
    }

    @Test
    void oneClassOnly() {
        assertEquals(1, accuracy(zeros(2, 1), zeros(2)));
        assertEquals(1, precision(zeros(2, 1), zeros(2)));
        assertEquals(Double.NaN, rocAuc(tensor(0.1, 0.2), tensor(1, 1)));
        assertEquals(Double.NaN, rocAuc(tensor(0.1, 0.2), tensor(0, 0)));
        assertEquals(Double.NaN, rSquared(tensor(1, 2), tensor(3, 3)));
        assertEquals(1, binaryAccuracy(tensor(0.7, 0.5), tensor(1, 1)));
    }

    @Test
    void whatIsNoNumberIsNeverRight() {
        assertEquals(0.5, accuracy(tensor(new double[][]{{Double.NaN, 1}, {0, 1}}), tensor(1, 1)));
        assertEquals(0, accuracy(tensor(new double[][]{{Double.NaN, 1}}), tensor(0)));
        assertEquals(0.5, binaryAccuracy(tensor(Double.NaN, 0.2), tensor(0, 0)));
        assertEquals(Double.NaN, rocAuc(tensor(Double.NaN, 0.2), tensor(0, 1)));
        assertEquals(Double.NaN, rSquared(tensor(Double.NaN, 0.2), tensor(0, 1)));
        refuses("F1: row 0 of the scores holds NaN, no class can be read from it",
                () -> f1(tensor(new double[][]{{1, Double.NaN}}), tensor(0)));
    }

    @Test
    void whatHasNoWeightIsNotLookedAt() {
        var r = rSquared();
        r.update(tensor(1, Double.NaN, 3), tensor(1, 5, 4), tensor(1, 0, 1));
        assertEquals(1 - 1 / 4.5, r.result(), 1e-15);
        var mean = runningMean();
        mean.update(Double.NaN, 0);
        mean.update(2, 3);
        assertEquals(2, mean.result());
        for (double weight : new double[]{Double.POSITIVE_INFINITY, -1, Double.NaN}) {
            refuses("accuracy: a weight is " + Numbers.text(weight) + ", it should be 0 or more, and finite",
                    () -> accuracy().update(zeros(1, 2), zeros(1), tensor(weight)));
        }
    }

    @Test
    void bothZerosAreOneScore() {
        assertEquals(0.5, rocAuc(tensor(-0.0, 0.0), tensor(1, 0)));
        assertEquals(0.5, rocAuc(tensor(0.0, -0.0), tensor(1, 0)));
        assertEquals(1, rocAuc(tensor(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY), tensor(0, 1)));
        assertEquals(0.875, rocAuc(tensor(1, 1, 2, 0).reshape(4, 1), tensor(0, 1, 1, 0).reshape(4, 1)), "one of four pairs ties");
    }

    @Test
    void theThresholdItselfIsYes() {
        assertEquals(1, binaryAccuracy(tensor(0.5), ones(1)));
        assertEquals(0, binaryAccuracy(tensor(0.5), zeros(1)));
        assertEquals(0, binaryAccuracy(tensor(Math.nextDown(0.5)), ones(1)));
    }

    @Test
    void theyHaveNames() {
        assertEquals("[accuracy, top 2 accuracy, binary accuracy, ROC AUC, R², precision, micro F1, recall of class 0]",
                List.of(accuracy(), topKAccuracy(2), binaryAccuracy(), rocAuc(), rSquared(), precision(), f1().micro(),
                        recall().ofClass(0)).toString());
        refuses("recall: there is no class -1, they are numbered from 0", () -> recall().ofClass(-1));
    }
}
