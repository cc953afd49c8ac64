package gradus.metrics;

import static gradus.Expect.digits;
import static gradus.Expect.notNow;
import static gradus.Expect.refuses;
import static gradus.Expect.tensor;
import static gradus.Expect.vector;
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
import static gradus.tensor.Tensors.full;
import static gradus.tensor.Tensors.oneHot;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.rand;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values marked with scikit-learn were computed by its version 1.9.1. */
class ManyMetricsTest {

    private static final double NAN = Double.NaN;

    private final Tensor truth = tensor(0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2);
    private final Tensor scores = oneHot(tensor(0, 0, 1, 2, 1, 1, 0, 2, 2, 2, 1, 0), 3);
    private final Tensor weights = tensor(1, 2, 0.5, 1, 1, 3, 1, 0, 1, 2, 1, 0.5);

    private static double of(Metric metric, Tensor prediction, Tensor target, Tensor weights) {
        metric.update(prediction, target, weights);
        return metric.result();
    }

    // ---- what holds for all of them

    /** In two batches of different sizes, twice as often by weight 2, left out by weight 0, and from the start again. */
    @Test
    void batchesWeightsAndReset() {
        var rng = new Rng(11);
        var yes = rand(rng, 9).greaterThan(0.5);
        var numbers = tensor(0, 2, 1, 2, 0, 1, 1, 2, 0);
        var w = tensor(2, 1, 0, 1, 2, 0, 1, 1, 2);
        int[] repeated = {0, 0, 1, 3, 4, 4, 6, 7, 8, 8};
        var classScores = randn(rng, 9, 3);
        var values = rand(rng, 9);
        for (var metric : List.of(accuracy(), topKAccuracy(2), binaryAccuracy(), precision(), recall(), f1(), f1().micro(),
                recall().ofClass(2), rocAuc(), rSquared(), confusionMatrix())) {
            boolean classes = !List.of("binary accuracy", "ROC AUC", "R²").contains(metric.name());
            var x = classes ? classScores : values;
            var y = classes ? numbers : metric.name().equals("R²") ? values.square() : yes;
            assertEquals(NAN, metric.result(), metric.name());
            metric.update(x, y);
            double whole = metric.result();
            assertTrue(Math.abs(whole) <= 1, metric.name() + " " + whole);
            metric.reset();
            assertEquals(NAN, metric.result(), metric.name());
            metric.update(x.rows(0, 1, 2, 3, 4, 5, 6), y.rows(0, 1, 2, 3, 4, 5, 6));
            metric.update(x.rows(new int[0]), y.rows(new int[0]));
            metric.update(x.rows(7, 8), y.rows(7, 8));
            assertEquals(whole, metric.result(), 1e-14, metric.name());
            metric.reset();
            double weighted = of(metric, x, y, w);
            metric.reset();
            assertEquals(of(metric, x.rows(repeated), y.rows(repeated), ones(10)), weighted, 1e-14, metric.name());
            refuses(metric.name() + ": weights are (3), they should be (9), one for each example",
                    () -> metric.update(x, y, ones(3)));
            refuses(metric.name() + ": a weight is -1, it should be 0 or more, and finite",
                    () -> metric.update(x, y, full(-1, 9)));
        }
    }

    @Test
    void theMeanOfBatchMeansIsNotTheMean() {
        var loss = runningMean();
        loss.update(0.5, 32);
        loss.update(1.5, 8);
        assertEquals(0.7, loss.result(), 1e-15);
        var means = runningMean();
        means.update(tensor(0.5, 1.5));
        assertEquals(1, means.result());
        means.reset();
        assertEquals(NAN, means.result());
        means.update(NAN, 0);
        means.update(2, 0.25);
        assertEquals("2", means.toString());
        means.update(NAN, 1);
        assertEquals(NAN, means.result());
        refuses("runningMean: a weight is NaN, it should be 0 or more, and finite", () -> means.update(1, NAN));
    }

    // ---- accuracies

    @Test
    void topKCountsWhatComesBefore() {
        var s = tensor(new double[][]{{0.5, 0.2, 0.3, 0}, {0.1, 0.4, 0.2, 0.3}, {0.3, 0.3, 0.3, 0.1}, {0, 0.1, 0.2, 0.7}});
        var y = tensor(2, 0, 2, 3);
        double[] expected = {0.25, 0.5, 0.75, 1};
        for (int k = 1; k <= 4; k++) {
            assertEquals(expected[k - 1], topKAccuracy(k, s, y));
            assertEquals(expected[k - 1], topKAccuracy(k, s, oneHot(y, 4)));
        }
        assertEquals(accuracy(s, y), topKAccuracy(1, s, y));
        assertEquals(0, topKAccuracy(1, tensor(new double[][]{{5, NAN, 1}}), tensor(0)), "NaN is higher than any number");
        assertEquals(1, topKAccuracy(2, tensor(new double[][]{{5, NAN, 1}}), tensor(0)));
        assertEquals(0, topKAccuracy(3, tensor(new double[][]{{5, NAN, 1}}), tensor(1)), "but never right");
        assertEquals("top 5 accuracy", topKAccuracy(5).toString());
        refuses("topKAccuracy: k is 0, it should be at least 1", () -> topKAccuracy(0));
        refuses("top 5 accuracy: scores are (4, 4), among 4 classes each is in the top 5", () -> topKAccuracy(5, s, y));
    }

    @Test
    void binaryAccuracyHasAThreshold() {
        var p = tensor(0.5, 0.49, 0.9, 0.2);
        assertEquals(0.75, binaryAccuracy(p, tensor(1, 0, 0, 0)), "½ is yes");
        assertEquals(0.5, of(binaryAccuracy().threshold(0.2), p, tensor(1, 0, 1, 0), ones(4)));
        assertEquals(1, of(binaryAccuracy().threshold(0), tensor(-3, 2), tensor(0, 1), ones(2)), "logits");
        assertEquals(0, binaryAccuracy(tensor(NAN, NAN), tensor(0, 1)));
        // several labels of an example share its weight
        assertEquals((3 * 1 + 1 * 2) / 8.0, of(binaryAccuracy(), tensor(new double[][]{{0.9, 0.9}, {0.1, 0.1}}),
                tensor(new double[][]{{1, 0}, {0, 0}}), tensor(3, 1)));
        assertEquals(1, binaryAccuracy(scalar(0.7), scalar(1)));
        refuses("binary accuracy: prediction is (2, 1), target is (2); they must be equal, reshape one of them",
                () -> binaryAccuracy(zeros(2, 1), zeros(2)));
        refuses("binary accuracy: the target holds 2, it should hold 0 and 1 only", () -> binaryAccuracy(zeros(2), tensor(1, 2)));
    }

    // ---- precision, recall, F1

    @Test
    void scoresOfClasses() {                                      // scikit-learn: precision_recall_fscore_support
        digits("0.5833333333", precision(scores, truth));
        digits("0.5888888889", recall(scores, truth));
        digits("0.5793650794", f1(scores, truth));
        var f1 = f1();
        f1.update(scores, truth);
        digits("0.5 0.57142857 0.66666667", f1.perClass());
        for (var metric : List.of(precision(), recall(), f1())) {
            assertEquals(7 / 12.0, of(metric.micro(), scores, truth, ones(12)), 1e-15);
        }
        digits("0.7146464646", of(precision(), scores, truth, weights));
        digits("0.7111111111", of(recall(), scores, truth, weights));
        digits("0.7114845938", of(f1(), scores, truth, weights));
        digits("0.72727273", of(precision().ofClass(1), scores, truth, weights));
        assertEquals(accuracy(scores, truth), of(f1().micro(), scores, truth, ones(12)), 1e-15);
        assertEquals("micro F1, recall of class 2, precision",
                f1().micro() + ", " + recall().ofClass(2) + ", " + precision());
        refuses("F1: there is no class -1, they are numbered from 0", () -> f1().ofClass(-1));
        refuses("recall: there is no class 3, they are numbered 0 to 2", () -> of(recall().ofClass(3), scores, truth, ones(12)));
        refuses("precision: row 0 of the scores holds NaN, no class can be read from it",
                () -> precision(tensor(new double[][]{{1, NAN}}), tensor(0)));
    }

    @Test
    void classesThatAreNotThere() {
        var y = tensor(0, 0, 1, 2);
        var s = oneHot(tensor(0, 0, 0, 2), 4);                    // 1 is never predicted, 3 is not there at all
        var precision = precision();
        precision.update(s, y);
        vector(precision.perClass(), 1e-15, 2 / 3.0, 0, 1, NAN);
        digits("0.5555555556", precision.result());               // scikit-learn, zero_division=0
        digits("0.6666666667", recall(s, y));
        digits("0.6", f1(s, y));
        assertEquals(0, of(recall().ofClass(3), oneHot(tensor(3), 4), tensor(0), ones(1)), "never there, but predicted");
        assertEquals(1, f1(oneHot(tensor(0, 0), 1), tensor(0, 0)), "one class only");
    }

    // ---- confusion matrix

    @Test
    void theConfusionMatrixGrowsByBatches() {
        var matrix = confusionMatrix(List.of("cat", "dog", "emu"));
        assertEquals("confusionMatrix of cat, dog, emu: no examples yet", matrix.toString());
        notNow("confusionMatrix: there is nothing to show yet, call update(scores, target)", matrix::counts);
        matrix.update(scores.rows(0, 1, 2, 3, 4), truth.rows(0, 1, 2, 3, 4), weights.rows(0, 1, 2, 3, 4));
        matrix.update(scores.rows(5, 6, 7, 8, 9, 10, 11), truth.rows(5, 6, 7, 8, 9, 10, 11),
                weights.rows(5, 6, 7, 8, 9, 10, 11));
        tensor(new double[]{3, 0.5, 1, 1, 4, 0, 0.5, 1, 3}, new int[]{3, 3}, matrix.counts(), 0);
        assertEquals(0.7142857142857143, matrix.result(), 1e-15);
        assertEquals("""
                true \\ predicted   cat   dog   emu
                             cat     3   0.5     1
                             dog     1     4     0
                             emu   0.5     1     3""", matrix.toString());
        assertEquals("""
                class  precision     recall         F1   examples
                  cat      0.667      0.667      0.667        4.5
                  dog      0.727        0.8      0.762          5
                  emu       0.75      0.667      0.706        4.5
                macro      0.715      0.711      0.711         14
                micro      0.714      0.714      0.714         14""", matrix.report());
        refuses("confusionMatrix: 3 class names given, scores are (2, 2) and so have 2 classes",
                () -> matrix.update(zeros(2, 2), zeros(2)));
        var plain = confusionMatrix(scores, truth);
        refuses("confusionMatrix: scores are (2, 2), those before had 3 classes; reset() starts anew",
                () -> plain.update(zeros(2, 2), zeros(2)));
        plain.reset();
        plain.update(zeros(2, 2), zeros(2));
        assertEquals(2, plain.count(0, 0));
        refuses("count: there is no class 0, no scores arrived yet", () -> confusionMatrix().count(0, 0));
    }

    /** What was refused leaves no half of its batch behind. */
    @Test
    void aRefusedBatchCountsNothing() {
        var matrix = confusionMatrix(scores, truth);
        refuses("confusionMatrix: row 1 of the scores holds NaN, no class can be read from it",
                () -> matrix.update(tensor(new double[][]{{1, 0, 0}, {NAN, 0, 0}}), tensor(0, 0)));
        assertEquals(12, matrix.counts().sum().item());
    }

    // ---- order and regression

    @Test
    void rocAucCountsTiesByHalf() {                               // scikit-learn: roc_auc_score
        var y = tensor(0, 1, 1, 0, 1, 0, 0, 1);
        var s = tensor(0.1, 0.4, 0.4, 0.4, 0.9, 0.35, 0.8, 0.8);
        assertEquals(0.78125, rocAuc(s, y), 1e-15);
        assertEquals(0.7769230769230769, of(rocAuc(), s, y, tensor(1, 2, 0.5, 1, 3, 1, 2, 1)), 1e-15);
        assertEquals(0.78125, rocAuc(s.mul(1000).sub(3), y), 1e-15, "only the order matters");
        assertEquals(1 - 0.78125, rocAuc(s.neg(), y), 1e-15);
        assertEquals(0.5, rocAuc(tensor(0.0, -0.0), tensor(0, 1)), "equal scores");
        assertEquals(0.78125, rocAuc(s.reshape(8, 1), y.reshape(8, 1)), 1e-15);
        var two = zeros(8, 2);
        for (int i = 0; i < 8; i++) {
            two.data()[2 * i] = 7;
            two.data()[2 * i + 1] = 8 * s.get(i);
        }
        assertEquals(0.78125, rocAuc(two, y), 1e-15);
        assertEquals(1, rocAuc(tensor(Double.NEGATIVE_INFINITY, 0, Double.POSITIVE_INFINITY), tensor(0, 0, 1)));
        assertEquals(NAN, rocAuc(tensor(0.1, 0.2), tensor(1, 1)), "one class only");
        assertEquals(NAN, rocAuc(tensor(0.1, NAN), tensor(0, 1)));
        refuses("ROC AUC: scores are (4, 3), target is (4); both should be (n) or (n, 1), or the scores (n, 2) and the target"
                + " (n)", () -> rocAuc(zeros(4, 3), zeros(4)));
        refuses("ROC AUC: the target holds -1, it should hold 0 and 1 only", () -> rocAuc(zeros(2), tensor(1, -1)));
    }

    /** By its definition, over all pairs. */
    @Test
    void rocAucIsTheShareOfPairsInOrder() {
        var rng = new Rng(5);
        var y = rand(rng, 60).greaterThan(0.6);
        var s = randn(rng, 60).add(y).mul(3).map(Math::rint);
        double right = 0;
        double pairs = 0;
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < 60; j++) {
                if (y.get(i) == 1 && y.get(j) == 0) {
                    pairs++;
                    right += s.get(i) > s.get(j) ? 1 : s.get(i) == s.get(j) ? 0.5 : 0;
                }
            }
        }
        assertEquals(right / pairs, rocAuc(s, y), 1e-14);
    }

    @Test
    void rSquaredIsWhatIsExplained() {                            // scikit-learn: r2_score
        var y = tensor(3, -0.5, 2, 7, 4);
        var p = tensor(2.5, 0, 2, 8, 5);
        assertEquals(0.9172185430463576, rSquared(p, y), 1e-15);
        assertEquals(0.924860853432282, of(rSquared(), p, y, tensor(1, 2, 0, 0.5, 1)), 1e-15);
        assertEquals(1, rSquared(y, y));
        assertEquals(0, rSquared(full(3.1, 5), y), 1e-15, "the mean");
        assertTrue(rSquared(y.neg(), y) < 0);
        assertEquals(0.9172185430463576, rSquared(p.add(1e8), y.add(1e8)), 1e-7, "far from 0");
        assertEquals(NAN, rSquared(tensor(1, 2), tensor(3, 3)), "nothing to explain");
        assertEquals(NAN, rSquared(tensor(NAN, 2), tensor(3, 4)));
        refuses("R²: prediction is (4, 1), target is (4); both should be (n) or (n, 1)", () -> rSquared(zeros(4, 1), zeros(4)));
        refuses("R²: prediction is (4, 2), target is (4, 2); both should be (n) or (n, 1)",
                () -> rSquared(zeros(4, 2), zeros(4, 2)));
    }
}
