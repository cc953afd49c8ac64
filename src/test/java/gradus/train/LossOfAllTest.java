package gradus.train;

import static gradus.init.Initializers.heNormal;
import static gradus.loss.Losses.binaryCrossEntropy;
import static gradus.loss.Losses.binaryHinge;
import static gradus.loss.Losses.crossEntropy;
import static gradus.loss.Losses.hinge;
import static gradus.loss.Losses.huber;
import static gradus.loss.Losses.klDivergence;
import static gradus.loss.Losses.meanAbsoluteError;
import static gradus.loss.Losses.meanSquaredError;
import static gradus.metrics.Metrics.accuracy;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.sequential;
import static gradus.optim.Optimizers.sgd;
import static gradus.train.Training.evaluate;
import static gradus.train.Training.fit;
import static gradus.train.Training.metric;
import static gradus.train.Training.rangeTest;
import static gradus.train.Training.statistics;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Dataset;
import gradus.loss.Loss;
import gradus.loss.Reduction;
import gradus.loss.WeightedLoss;
import gradus.nn.Sequential;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The loss of an epoch is that of all rows at once, in whatever order and batches they come. */
class LossOfAllTest {

    private static final int N = 301;
    private static final Tensor X = Tensors.randn(new Rng(1), N, 4);
    /** A rare class, all of it at the end. */
    private static final Tensor LABELS = Tensors.tensor(IntStream.range(0, N).mapToDouble(i -> i < 150 ? 0 : i < 280 ? 1 : 2)
            .toArray());
    private static final Tensor ONE_HOT = Tensors.oneHot(LABELS, 3);

    /** A loss and what it should come near. */
    record Case(WeightedLoss<?> loss, Tensor target) {

        @Override
        public String toString() {
            return loss + " of " + target.shapeText();
        }
    }

    static List<Case> cases() {
        double[] weights = {1, 0.2, 30};
        var cases = new ArrayList<Case>();
        for (var loss : List.of(crossEntropy(), crossEntropy().classWeights(weights), crossEntropy().classWeights(0, 0, 1),
                crossEntropy().classWeights(weights).labelSmoothing(0.1), hinge(), hinge().classWeights(weights))) {
            cases.add(new Case(loss, LABELS));
            cases.add(new Case(loss, ONE_HOT));
        }
        for (var loss : List.of(meanSquaredError(), meanAbsoluteError(), huber(), binaryCrossEntropy(),
                binaryCrossEntropy().classWeights(1, 9), binaryCrossEntropy().classWeights(1, 9).sumOverLabels(),
                binaryCrossEntropy().classWeights(0, 1), binaryHinge().classWeights(1, 9), klDivergence().fromLogits())) {
            cases.add(new Case(loss, ONE_HOT));
        }
        return cases;
    }

    private static Sequential net() {
        return sequential(dense(4, 3)).initialize(heNormal(), new Rng(2));
    }

    private static Dataset data(Tensor target, Rng order) {
        int[] rows = order == null ? IntStream.range(0, N).toArray() : order.permutation(N);
        return Dataset.of(X.rows(rows), target.rows(rows));
    }

    /** Of all at once, with a rate of 0, which moves nothing. */
    private static void holds(Loss loss, Tensor target, double whole) {
        for (var order : new Rng[]{null, new Rng(3)}) {
            var data = data(target, order);
            for (int batchSize : new int[]{7, 64, N}) {
                var history = fit(net(), data).loss(loss).optimizer(sgd(0)).validation(data).epochs(1).batchSize(batchSize)
                        .run(new Rng(5));
                assertEquals(1, history.epochs(), history.ending());
                assertEquals(whole, history.last("loss"), 1e-12 * (1 + whole), batchSize + " " + loss);
                assertEquals(whole, history.last("validation loss"), 1e-12 * (1 + whole), "validation, " + loss);
            }
            assertEquals(whole, evaluate(net(), data, metric(loss)), 1e-12 * (1 + whole), "evaluate, " + loss);
            assertEquals(whole, statistics(net(), data, loss).loss(), 1e-12 * (1 + whole), "statistics, " + loss);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theLossOfAnEpochIsThatOfAllRows(Case it) {
        var prediction = net().forward(X);
        holds(it.loss, it.target, it.loss.of(prediction, it.target).item());
        holds(it.loss.reduction(Reduction.WEIGHTED_MEAN), it.target, it.loss.of(prediction, it.target).item());
        holds(it.loss.reduction(Reduction.SUM), it.target,
                it.loss.reduction(Reduction.SUM).of(prediction, it.target).item() / N);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theDivisorIsWhatTheMeanDividesBy(Case it) {
        var prediction = net().forward(X);
        assertEquals(it.loss.reduction(Reduction.SUM).of(prediction, it.target).item() / it.loss.of(prediction, it.target).item(),
                it.loss.divisor(prediction, it.target, null), 1e-9);
        var w = Tensors.rand(new Rng(6), N);
        var weighted = it.loss.reduction(Reduction.WEIGHTED_MEAN);
        assertEquals(it.loss.reduction(Reduction.SUM).of(prediction, it.target, w).item()
                / weighted.of(prediction, it.target, w).item(), weighted.divisor(prediction, it.target, w), 1e-9);
    }

    @Test
    void aFunctionIsAMeanOverTheRows() {
        Loss function = (prediction, target) -> crossEntropy(prediction, target);
        holds(function, LABELS, crossEntropy(net().forward(X), LABELS).item());
    }

    /** Statistics of a data set of two batches: the gradient is that of the whole too. */
    @Test
    void theGradientOfStatisticsIsThatOfAllRows() {
        for (var loss : List.of(crossEntropy().classWeights(1, 0.2, 30), crossEntropy().reduction(Reduction.SUM))) {
            var net = net();
            var value = loss.of(net.forward(X), LABELS);
            (loss.reduction() == Reduction.SUM ? value.div(N) : value).backward();
            double norm = Math.sqrt(net.parameters().stream().mapToDouble(p -> p.grad().square().sum().item()).sum());
            assertEquals(norm, statistics(net(), data(LABELS, null), loss).layer("0").gradientNorm(), 1e-12);
        }
    }

    @Test
    void aBatchOfWeightZeroIsPassedOver() {
        var loss = crossEntropy().classWeights(0, 0, 1);
        var one = net();
        var all = fit(one, data(LABELS, null)).loss(loss).optimizer(sgd(0.1)).metric(accuracy()).epochs(3).batchSize(5)
                .run(new Rng(5));
        assertEquals("", all.ending());
        assertTrue(all.last("loss") < all.series("loss")[0]);
        var none = fit(net(), data(LABELS, null).take(200)).loss(loss).optimizer(sgd(0.1)).epochs(3).run(new Rng(5));
        assertEquals("stopped: all examples have the weight 0, there is nothing to learn from; look at the class and sample weights",
                none.ending());
        assertEquals(0, none.epochs());
    }

    @Test
    void theRangeTestWeighsBatchesToo() {
        var loss = crossEntropy().classWeights(1, 0.2, 30);
        var data = data(LABELS, null);
        var curve = rangeTest(net(), data).loss(loss).optimizer(sgd(1)).rates(1e-300, 1e-299).batchSize(16).run(new Rng(7));
        double sum = 0;
        double weights = 0;
        int i = 0;
        for (var batch : data.batches(16, new Rng(7))) {
            var scores = net().forward(batch.x());
            assertEquals(loss.of(scores, batch.y()).item(), curve.losses()[i], 1e-12);
            sum = 0.9 * sum + loss.reduction(Reduction.SUM).of(scores, batch.y()).item();
            weights = 0.9 * weights + loss.divisor(scores, batch.y(), null);
            assertEquals(sum / weights, curve.smoothed()[i++], 1e-12);
        }
        var sums = rangeTest(net(), data).loss(crossEntropy().reduction(Reduction.SUM)).optimizer(sgd(1)).rates(1e-300, 1e-299)
                .batchSize(16).run(new Rng(7));
        var means = rangeTest(net(), data).loss(crossEntropy()).optimizer(sgd(1)).rates(1e-300, 1e-299).batchSize(16)
                .run(new Rng(7));
        assertArrayEquals(means.losses(), sums.losses(), 1e-12);
        assertArrayEquals(means.smoothed(), sums.smoothed(), 1e-12);
        var rare = rangeTest(net(), data).loss(crossEntropy().classWeights(0, 0, 1)).optimizer(sgd(1)).rates(1e-6, 1e-5)
                .batchSize(5).run(new Rng(7));
        assertTrue(rare.losses().length > 0 && !rare.toString().contains("NaN"), rare::toString);
    }
}
