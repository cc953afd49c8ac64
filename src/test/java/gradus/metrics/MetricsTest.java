package gradus.metrics;

import static gradus.Expect.refuses;
import static gradus.metrics.Metrics.accuracy;
import static gradus.metrics.Metrics.confusionMatrix;
import static gradus.tensor.Tensors.oneHot;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final Tensor scores = tensor(new double[][]{{1, 2, 0}, {3, 0, 1}, {0, 0, 5}, {2, 1, 0}});
    private final Tensor labels = tensor(1, 0, 0, 2);

    @Test
    void accuracyCountsTheHighestScore() {
        assertEquals(0.5, accuracy(scores, labels));
        assertEquals(0.5, accuracy(scores, oneHot(labels, 3)));
        assertEquals(1, accuracy(tensor(new double[][]{{2, 2}}), tensor(0)), "the first of equal scores");
        assertEquals(0, accuracy(tensor(new double[][]{{2, 2}}), tensor(1)));
    }

    @Test
    void aRowWithNanIsNeverRight() {
        double nan = Double.NaN;
        assertEquals(0, accuracy(tensor(new double[][]{{nan, 1}, {1, nan}, {nan, nan}}), tensor(0, 1, 0)));
        double infinity = Double.POSITIVE_INFINITY;
        assertEquals(1, accuracy(tensor(new double[][]{{infinity, -infinity, 0}}), tensor(0)));
    }

    /** The mean of the batches' accuracies would be (1 + 0)/2. */
    @Test
    void everyExampleCountsTheSameWhateverItsBatch() {
        var metric = accuracy();
        assertEquals(Double.NaN, metric.result());
        metric.update(scores.rows(0, 1, 1), labels.rows(0, 1, 1));
        metric.update(scores.rows(2), labels.rows(2));
        assertEquals(0.75, metric.result());
        metric.update(zeros(0, 3), tensor());
        assertEquals(0.75, metric.result());
        metric.reset();
        assertEquals(Double.NaN, metric.result());
        assertEquals("accuracy", metric.name());
        assertEquals("accuracy", metric.toString());
        assertEquals(Double.NaN, accuracy(zeros(0, 3), tensor()));
    }

    @Test
    void confusionMatrixHasTrueClassesInItsRows() {
        var matrix = confusionMatrix(scores, labels);
        assertArrayEquals(new double[]{1, 0, 1, 0, 1, 0, 1, 0, 0}, matrix.counts().data());
        assertEquals(1, matrix.count(2, 0));
        assertEquals(0, matrix.count(0, 1));
        assertEquals(0.5, matrix.accuracy());
        assertArrayEquals(matrix.counts().data(), confusionMatrix(scores, oneHot(labels, 3)).counts().data());
        assertEquals(Double.NaN, confusionMatrix(zeros(0, 3), tensor()).accuracy());
        assertEquals(List.of("0", "1", "2"), matrix.classNames());
    }

    @Test
    void confusionMatrixAndAccuracyAgree() {
        var rng = new Rng(1);
        var y = tensor(rng.permutation(60)).map(v -> v % 4);
        var s = Tensors.randn(rng, 60, 4);
        assertEquals(accuracy(s, y), confusionMatrix(s, y).accuracy());
        assertEquals(60, confusionMatrix(s, y).counts().sum().item());
    }

    @Test
    void confusionMatrixPrintsAsATable() {
        assertEquals("""
                true \\ predicted     0     1     2
                               0     1     0     1
                               1     0     1     0
                               2     1     0     0""", confusionMatrix(scores, labels).toString());
        assertEquals("""
                true \\ predicted            cat  a very long name          dog
                """.substring(0, 0) + confusionMatrix(scores, labels, List.of("cat", "a name that is long", "dog")),
                """
                    true \\ predicted                 cat a name that is long                 dog
                                 cat                   1                   0                   1
                 a name that is long                   0                   1                   0
                                 dog                   1                   0                   0""");
    }

    /** With one column every prediction is class 0 and every target too: accuracy would be 1 whatever the net says. */
    @Test
    void oneColumnIsNoChoice() {
        String message = ": scores are (3, 1), target is (3, 1); with one column there is nothing to choose between, give"
                + " two columns, one for each class";
        refuses("accuracy" + message, () -> accuracy(zeros(3, 1), tensor(0, 1, 1).reshape(3, 1)));
        refuses("confusionMatrix" + message, () -> confusionMatrix(zeros(3, 1), tensor(0, 1, 1).reshape(3, 1)));
        assertEquals(1, accuracy(zeros(3, 1), tensor(0, 0, 0)), "one class, all of it");
    }

    @Test
    void whatDoesNotFit() {
        String shapes = "; scores should be (n, C), the target (n) class numbers or (n, C) one-hot";
        refuses("accuracy: scores are (4, 3), target is (3)" + shapes, () -> accuracy(scores, tensor(0, 1, 2)));
        refuses("accuracy: scores are (4), target is (4)" + shapes + "; of predicted labels make scores, oneHot(labels, C) with"
                + " C classes", () -> accuracy(zeros(4), zeros(4)));
        refuses("confusionMatrix: scores are (4, 3), target is (4, 1)" + shapes,
                () -> confusionMatrix(scores, zeros(4, 1)));
        refuses("accuracy: label 3 in row 0 is not one of the 3 classes, they are numbered 0 to 2; labels that start at 1"
                + " need sub(1)", () -> accuracy(scores, tensor(3, 1, 2, 1)));
        refuses("confusionMatrix: 2 class names given, scores are (4, 3) and so have 3 classes",
                () -> confusionMatrix(scores, labels, List.of("a", "b")));
        refuses("confusionMatrix: row 1 of the scores holds NaN, no class can be read from it",
                () -> confusionMatrix(tensor(new double[][]{{1, 2}, {0, Double.NaN}}), tensor(0, 1)));
        refuses("count: there is no class 3, they are numbered 0 to 2", () -> confusionMatrix(scores, labels).count(1, 3));
    }
}
