package gradus.train;

import static gradus.Expect.notNow;
import static gradus.Expect.refuses;
import static gradus.init.Initializers.xavierNormal;
import static gradus.loss.Losses.crossEntropy;
import static gradus.loss.Losses.meanSquaredError;
import static gradus.nn.Layers.dense;
import static gradus.optim.Optimizers.sgd;
import static gradus.optim.Schedules.reduceOnPlateau;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.rand;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static gradus.train.Training.fit;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Batch;
import gradus.data.Dataset;
import gradus.loss.Reduction;
import gradus.nn.Dense;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sample weights in {@code fit} against the visible loop, and the plateau that a callback feeds. */
class SampleWeightsTest {

    private static final Dataset DATA = Dataset.of(randn(new Rng(1), 20, 3), rand(new Rng(2), 20).atLeast(0.5));
    private static final Tensor WEIGHTS = rand(new Rng(3), 20).mul(3);

    private static Dense net() { return dense(3, 2).initialize(xavierNormal(), new Rng(4)); }

    private static Fit training(Dense net) { return fit(net, DATA).loss(crossEntropy()).optimizer(sgd(0.5)).epochs(3).batchSize(6); }

    @Test
    void theWeightsGoWithTheirRows() {
        var fitted = net();
        var history = training(fitted).sampleWeights(WEIGHTS).run(new Rng(5));
        var looped = net();
        var optimizer = sgd(0.5).of(looped.parameters());
        var rng = new Rng(5);
        double sum = 0;
        for (int epoch = 0; epoch < 3; epoch++) {
            sum = 0;
            for (var batch : DATA.batches(6, rng, WEIGHTS)) {
                optimizer.zeroGrad();
                var loss = crossEntropy().of(looped.forward(batch.x()), batch.y(), batch.weights());
                loss.backward();
                optimizer.step();
                sum += loss.item() * batch.size();
            }
        }
        assertArrayEquals(looped.W().data(), fitted.W().data());
        assertEquals(sum / 20, history.last("loss"), 1e-15);
    }

    /** Each row is found again by its first number. */
    @Test
    void everyBatchHasTheWeightsOfItsRows() {
        int rows = 0;
        for (var batch : DATA.batches(6, new Rng(5), WEIGHTS)) {
            for (int i = 0; i < batch.size(); i++, rows++) {
                for (int row = 0; row < 20; row++) {
                    if (DATA.x().get(row, 0) == batch.x().get(i, 0)) {
                        assertEquals(WEIGHTS.get(row), batch.weights().get(i));
                    }
                }
            }
        }
        assertEquals(20, rows);
    }

    @Test
    void aWeightOfZeroLeavesTheRowOutAndOnesChangeNothing() {
        var some = net();
        var rest = net();
        var weights = ones(20);
        weights.data()[3] = weights.data()[7] = 0;
        var weightedMean = crossEntropy().reduction(Reduction.WEIGHTED_MEAN);
        int[] kept = IntStream.range(0, 20).filter(i -> i != 3 && i != 7).toArray();
        training(some).loss(weightedMean).batchSize(20).sampleWeights(weights).run(new Rng(5));
        fit(rest, DATA.select(kept)).loss(crossEntropy()).optimizer(sgd(0.5)).epochs(3).batchSize(20).run(new Rng(5));
        assertArrayEquals(rest.W().data(), some.W().data(), 1e-14);
        var plain = net();
        var weighed = net();
        training(plain).run(new Rng(5));
        training(weighed).sampleWeights(ones(20)).run(new Rng(5));
        assertArrayEquals(plain.W().data(), weighed.W().data(), 1e-15);
    }

    @Test
    void augmentedRowsKeepTheirWeightsAndTheValidationHasNone() {
        var plain = net();
        var augmented = net();
        training(plain).sampleWeights(WEIGHTS).run(new Rng(5));
        var history = training(augmented).sampleWeights(WEIGHTS).augment((rng, batch) -> new Batch(batch.x().copy(), batch.y()))
                .validation(DATA).run(new Rng(5));
        assertArrayEquals(plain.W().data(), augmented.W().data());
        assertEquals(crossEntropy().of(augmented.forward(DATA.x()), DATA.y()).item(), history.last("validation loss"), 1e-12);
    }

    @Test
    void aRunOfOtherWeightsIsAnotherRun(@TempDir Path folder) {
        String file = folder.resolve("run.safetensors").toString();
        var whole = net();
        training(whole).epochs(4).sampleWeights(WEIGHTS).run(new Rng(5));
        training(net()).epochs(2).sampleWeights(WEIGHTS).checkpoint(file).run(new Rng(5));
        var resumed = net();
        training(resumed).epochs(4).sampleWeights(WEIGHTS).resume(file);
        assertArrayEquals(whole.W().data(), resumed.W().data());
        var other = WEIGHTS.copy();
        other.data()[3] += 1e-9;
        String message = assertThrows(IllegalArgumentException.class,
                () -> training(net()).sampleWeights(other).resume(file)).getMessage();
        assertTrue(message.contains("sample weights"), message);
    }

    @Test
    void whatAreNoWeights() {
        refuses("fit: sample weights are (19), data has 20 rows; give a vector (20), one for each row",
                () -> training(net()).sampleWeights(ones(19)));
        refuses("fit: sample weights are (20, 1), data has 20 rows; give a vector (20), one for each row",
                () -> training(net()).sampleWeights(ones(20, 1)));
        refuses("batches: the sample weight of row 0 is -1, it should be a number of 0 or more",
                () -> DATA.batches(5, new Rng(1), ones(20).neg()));
        notNow("fit: sample weights need a loss of the library, such as crossEntropy(); a custom loss takes none",
                () -> training(net()).loss((z, y) -> z.mean()).sampleWeights(WEIGHTS).run(new Rng(1)));
        var history = training(net()).loss(crossEntropy().reduction(Reduction.WEIGHTED_MEAN)).sampleWeights(zeros(20)).run(new Rng(1));
        assertEquals("stopped: all examples have the weight 0, there is nothing to learn from; look at the class and sample weights",
                history.ending());
    }

    /** The schedule asks it for the rate that the callback's losses have led to. */
    @Test
    void aPlateauInFit() {
        var data = Dataset.of(tensor(new double[][]{{-1}, {1}}), tensor(new double[][]{{1}, {1}}));
        var plateau = reduceOnPlateau(0.1, 0.5, 0).threshold(0.5);
        var rates = new ArrayList<Double>();
        var history = fit(dense(1, 1).initialize(xavierNormal(), new Rng(1)), data).loss(meanSquaredError()).optimizer(sgd(9))
                .schedule(t -> {
                    rates.add(plateau.rate());
                    return plateau.rate();
                }).callback((epoch, so, net) -> plateau.after(so.last("loss"))).epochs(6).run(new Rng(1));
        var expected = reduceOnPlateau(0.1, 0.5, 0).threshold(0.5);
        for (int epoch = 0; epoch < 6; epoch++) {
            assertEquals(expected.rate(), rates.get(epoch), "epoch " + (epoch + 1));
            expected.after(history.series("loss")[epoch]);
        }
        assertTrue(plateau.rate() < 0.1, "it was lowered");
    }
}
