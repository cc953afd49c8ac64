package gradus.loss;

import static gradus.Expect.digits;
import static gradus.Expect.refuses;
import static gradus.loss.Losses.binaryCrossEntropy;
import static gradus.loss.Losses.crossEntropy;
import static gradus.loss.Losses.hinge;
import static gradus.loss.Losses.huber;
import static gradus.loss.Losses.klDivergence;
import static gradus.loss.Losses.meanAbsoluteError;
import static gradus.loss.Losses.meanSquaredError;
import static gradus.tensor.Tensors.full;
import static gradus.tensor.Tensors.oneHot;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What all losses have in common: reduction, sample weights, class weights. */
@Tag("kernels")
class LossOptionsTest {

    private final Tensor scores = tensor(new double[][]{{3.2, 5.1, -1.7}, {1.3, 4.9, 2.0}, {2.2, 2.5, -3.1}});
    private final Tensor labels = tensor(0, 1, 2);

    @Test
    void sampleWeightsLeaveTheDivisorUnlessAskedFor() {           // CU: losses 1, 2, 3 with weights 1, 0, 1
        var loss = meanAbsoluteError();
        var each = tensor(1, 2, 3);
        var weights = tensor(1, 0, 1);
        assertEquals(4.0 / 3, loss.of(each, zeros(3), weights).item(), 1e-15);
        assertEquals(2, loss.reduction(Reduction.WEIGHTED_MEAN).of(each, zeros(3), weights).item());
        assertEquals(4, loss.reduction(Reduction.SUM).of(each, zeros(3), weights).item());
        assertArrayEquals(new double[]{1, 0, 3}, loss.reduction(Reduction.NONE).of(each, zeros(3), weights).data());
        assertEquals(2, loss.of(each, zeros(3)).item(), "the loss itself did not change");
        var none = loss.reduction(Reduction.WEIGHTED_MEAN).of(each, zeros(3), zeros(3));
        assertEquals(Double.NaN, none.item(), "no weight, no mean");
    }

    @Test
    void aSampleIsARowHoweverManyElementsItHas() {
        var x = tensor(new double[][]{{1, 2}, {3, 5}});
        var loss = meanAbsoluteError().reduction(Reduction.NONE);
        assertArrayEquals(new double[]{10, 20, 3, 5}, loss.of(x, zeros(2, 2), tensor(10, 1)).data());
        assertArrayEquals(new double[]{1, 4, 0, 5}, loss.of(x, zeros(2, 2), tensor(1, 2, 0, 1).reshape(2, 2)).data());
        var weighted = meanAbsoluteError().reduction(Reduction.WEIGHTED_MEAN);
        assertEquals((10 + 20 + 3 + 5) / 22.0, weighted.of(x, zeros(2, 2), tensor(10, 1)).item(), 1e-15);
        assertEquals(weighted.of(x, zeros(2, 2)).item(), weighted.of(x, zeros(2, 2), full(3, 2)).item(), 1e-15);
    }

    /** A sample of weight 2 counts as if it were there twice, one of weight 0 as if it were not. */
    @Test
    void wholeWeightsAreRepetitions() {
        var rng = new Rng(1);
        var y = tensor(0, 2, 1);
        for (var loss : List.of(crossEntropy(), crossEntropy().labelSmoothing(0.2).classWeights(1, 2, 5),
                hinge().classWeights(1, 2, 5))) {
            var z = randn(rng, 3, 3);
            for (var reduction : new Reduction[]{Reduction.SUM, Reduction.WEIGHTED_MEAN}) {
                assertEquals(loss.reduction(reduction).of(z.rows(0, 0, 2), y.rows(0, 0, 2)).item(),
                        loss.reduction(reduction).of(z, y, tensor(2, 0, 1)).item(), 1e-14, loss + " " + reduction);
            }
        }
    }

    /** Values of torch.nn.functional.cross_entropy(scores, labels, weight=(1, 2, .5)), worked out by its definition. */
    @Test
    void classWeightsDivideTheMeanByTheirSum() {
        var loss = crossEntropy().classWeights(1, 2, 0.5);
        digits("1.5076735172", loss.of(scores, labels).item());
        digits("5.276857310", loss.reduction(Reduction.SUM).of(scores, labels).item());
        digits("2.04035515 0.15826356 3.0782386", loss.reduction(Reduction.NONE).of(scores, labels));
        digits("1.5108668747", loss.labelSmoothing(0.1).of(scores, labels).item());
        digits("2.7430991554", crossEntropy().labelSmoothing(0.1).of(scores, labels).item());
        assertEquals(loss.of(scores, labels).item(), loss.of(scores, oneHot(labels, 3)).item(), 1e-15);
        assertEquals(crossEntropy(scores, labels).item(), crossEntropy().classWeights(2, 2, 2).of(scores, labels).item(), 1e-15);
        assertEquals((2.9 + 0.5 * 12.9) / 3.5, hinge().classWeights(1, 2, 0.5).of(scores, labels).item(), 1e-14);
        // sample weights come on top: a weighted mean divides by both
        assertEquals((2.9 + 3 * 0.5 * 12.9) / (1 + 3 * 0.5), hinge().classWeights(1, 2, 0.5)
                .reduction(Reduction.WEIGHTED_MEAN).of(scores, labels, tensor(1, 0, 3)).item(), 1e-14);
    }

    @Test
    void binaryLossesWeighNoAndYes() {                            // torch's pos_weight=3 divides by n: 1.58938, here by 8
        var z = tensor(-1.5, 0.3, 2, -4);
        var y = tensor(1, 0, 1, 0);
        var loss = binaryCrossEntropy().classWeights(1, 3);
        digits("5.10423983 0.85435524 0.38078403 0.01814993", loss.reduction(Reduction.NONE).of(z, y));
        digits("6.3575290395", loss.reduction(Reduction.SUM).of(z, y).item());
        digits("0.7946911299", loss.of(z, y).item());
        assertEquals((2 * 0.5 + 0 + 1 * 4.0) / 3, Losses.binaryHinge().classWeights(1, 2).of(tensor(0.5, 3), tensor(1, 0)).item(),
                1e-15);
    }

    @Test
    void meansOfBatchesGoTogetherByTheirDivisor() {
        var x = randn(new Rng(5), 7, 3);
        var y = tensor(0, 1, 2, 2, 1, 0, 0);
        var w = tensor(1, 2, 0, 1, 0.5, 3, 1);
        var ce = crossEntropy().classWeights(1, 2, 5);
        var multi = binaryCrossEntropy().classWeights(1, 4).sumOverLabels();
        var p = x.softmax();
        for (var reduction : new Reduction[]{Reduction.MEAN, Reduction.WEIGHTED_MEAN}) {
            together(ce.reduction(reduction), x, y, w);
            together(hinge().reduction(reduction), x, y, w);
            together(multi.reduction(reduction), x, oneHot(y, 3), w);
            together(klDivergence().reduction(reduction), p, oneHot(y, 3), w);
            together(meanSquaredError().reduction(reduction), x, oneHot(y, 3), w);
        }
    }

    private static void together(WeightedLoss<?> loss, Tensor x, Tensor y, Tensor w) {
        double sum = 0;
        double divisor = 0;
        for (int[] rows : new int[][]{{0, 1, 2, 3, 4}, {5, 6}}) {
            double part = loss.divisor(x.rows(rows), y.rows(rows), w.rows(rows));
            sum += part * loss.of(x.rows(rows), y.rows(rows), w.rows(rows)).item();
            divisor += part;
        }
        assertEquals(loss.divisor(x, y, w), divisor, 1e-13, loss.toString());
        assertEquals(loss.of(x, y, w).item(), sum / divisor, 1e-13, loss.toString());
    }

    @Test
    void gradientsAreWeightedToo() {
        var x = Tensor.parameter(tensor(1, 2, 3));
        meanSquaredError().of(x, zeros(3), tensor(1, 0, 3)).backward();
        assertArrayEquals(new double[]{2.0 / 3, 0, 6}, x.grad().data(), 1e-15);
    }

    @Test
    void weightsThatDoNotFit() {
        refuses("meanSquaredError: sample weights are (3), the losses are (4, 2); give one for each row, or one for each loss",
                () -> meanSquaredError().of(zeros(4, 2), zeros(4, 2), ones(3)));
        refuses("crossEntropy: sample weights are (3, 3), the losses are (3); give one for each row, or one for each loss",
                () -> crossEntropy().of(scores, labels, ones(3, 3)));
        refuses("huber(1): a sample weight is -1, it should be 0 or more, and finite",
                () -> huber().of(zeros(2), zeros(2), tensor(1, -1)));
        refuses("crossEntropy: a class weight is NaN, it should be 0 or more, and finite",
                () -> crossEntropy().classWeights(1, Double.NaN));
        refuses("crossEntropy: 2 class weights given, there are 3 classes; give one for each",
                () -> crossEntropy().classWeights(1, 2).of(scores, labels));
        refuses("binaryCrossEntropy: 3 class weights given, there are 2 classes; give one for each",
                () -> binaryCrossEntropy().classWeights(1, 2, 3).of(zeros(2), zeros(2)));
    }

    @Test
    void optionsOfAnyKindFollowOneAnother() {
        var loss = crossEntropy().classWeights(1, 2, 3).labelSmoothing(0.1).reduction(Reduction.SUM).fromProbabilities();
        double[] given = {1, 1, 1};
        var kept = crossEntropy().classWeights(given);
        given[0] = 100;
        assertEquals(crossEntropy(scores, labels).item(), kept.of(scores, labels).item(), 1e-15, "weights are copied");
        assertEquals("crossEntropy().fromProbabilities().labelSmoothing(0.1).classWeights(1, 2, 3).reduction(SUM)",
                loss.toString());
    }
}
