package gradus.train;

import static gradus.Expect.refuses;
import static gradus.loss.Losses.binaryCrossEntropy;
import static gradus.loss.Losses.crossEntropy;
import static gradus.loss.Losses.klDivergence;
import static gradus.loss.Losses.meanSquaredError;
import static gradus.tensor.Tensors.oneHot;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static gradus.train.Training.metric;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import gradus.loss.Loss;
import gradus.loss.Reduction;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LossMetricTest {

    private final Tensor x = randn(new Rng(5), 7, 3);
    private final Tensor y = tensor(0, 1, 2, 2, 1, 0, 0);
    private final int[][] batches = {{0, 1, 2, 3, 4}, {5, 6}};

    private double inBatches(Loss loss, Tensor x, Tensor y) {
        var metric = metric(loss);
        assertEquals(Double.NaN, metric.result());
        for (int[] rows : batches) {
            metric.update(x.rows(rows), y.rows(rows));
        }
        metric.update(x.rows(new int[0]), y.rows(new int[0]));
        return metric.result();
    }

    @Test
    void aLossOverBatchesIsTheLossOfAll() {
        var weighted = crossEntropy().classWeights(1, 2, 5).labelSmoothing(0.1);
        assertEquals(crossEntropy(x, y).item(), inBatches(crossEntropy(), x, y), 1e-14);
        assertEquals(weighted.of(x, y).item(), inBatches(weighted, x, y), 1e-14);
        assertEquals(meanSquaredError(x, oneHot(y, 3)).item(), inBatches(meanSquaredError(), x, oneHot(y, 3)), 1e-14);
        var multi = binaryCrossEntropy().sumOverLabels();
        assertEquals(multi.of(x, oneHot(y, 3)).item(), inBatches(multi, x, oneHot(y, 3)), 1e-14);
        assertEquals(klDivergence().of(x.softmax(), oneHot(y, 3)).item(), inBatches(klDivergence(), x.softmax(), oneHot(y, 3)), 1e-14);
        Loss function = (p, t) -> p.sub(oneHot(t, 3)).abs().mean();
        assertEquals(function.of(x, y).item(), inBatches(function, x, y), 1e-14);
    }

    @Test
    void theMeanOfTheBatchMeansIsAnother() {
        double first = crossEntropy(x.rows(batches[0]), y.rows(batches[0])).item();
        double second = crossEntropy(x.rows(batches[1]), y.rows(batches[1])).item();
        assertFalse(Math.abs((first + second) / 2 - inBatches(crossEntropy(), x, y)) < 0.01, first + " " + second);
    }

    @Test
    void whateverTheReductionItIsAMean() {
        for (var reduction : Reduction.values()) {
            assertEquals(crossEntropy(x, y).item(), inBatches(crossEntropy().reduction(reduction), x, y), 1e-14);
        }
    }

    @Test
    void samplesWeigh() {
        var metric = metric(meanSquaredError());
        metric.update(tensor(1, 2), zeros(2), tensor(1, 0));
        metric.update(tensor(3), zeros(1), tensor(3));
        assertEquals((1 + 3 * 9) / 4.0, metric.result(), 1e-15);
        metric.reset();
        metric.update(scalar(2), scalar(0));
        assertEquals(4, metric.result());
        metric.update(tensor(9), zeros(1), zeros(1));
        assertEquals(4, metric.result(), "weight 0");
        assertEquals("meanSquaredError", metric.name());
        Loss function = (p, t) -> p.sub(t).abs().mean();
        assertEquals("loss function", metric(function).name());
        metric(function).update(tensor(1, 2), zeros(2), ones(2));
        refuses("loss function: a function without weights cannot be weighted by example",
                () -> metric(function).update(tensor(1, 2), zeros(2), tensor(1, 2)));
    }
}
