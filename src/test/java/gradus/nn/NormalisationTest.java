package gradus.nn;

import static gradus.init.Initializers.xavierNormal;
import static gradus.nn.Layers.dropConnect;
import static gradus.nn.Layers.maxout;
import static gradus.Expect.refuses;
import static gradus.init.Initializers.heNormal;
import static gradus.nn.Layers.batchNorm;
import static gradus.nn.Layers.layerNorm;
import static gradus.tensor.Autodiff.noGrad;
import static gradus.tensor.Tensors.full;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.GradCheck;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import java.util.List;
import org.junit.jupiter.api.Test;

@Tag("kernels")
class NormalisationTest {

    // ---- batch norm

    @Test
    void eachFeatureGetsMean0AndVariance1OverTheBatch() {
        var y = batchNorm(3).forward(randn(new Rng(1), 50, 3).mul(tensor(1, 5, 100)).add(tensor(0, 7, -300)));
        assertArrayEquals(new double[3], y.mean(0).data(), 1e-13);
        assertArrayEquals(new double[]{1, 1, 1}, y.var(0).data(), 2e-5);
    }

    /** After one batch from 0 and 1: a tenth of its mean; 0.9 and a tenth of its variance divided by n − 1. */
    @Test
    void theRunningStatisticsFollow() {
        var layer = batchNorm(2);
        var x = tensor(new double[][]{{1, 10}, {2, 10}, {6, 10}});
        layer.forward(x);
        assertArrayEquals(new double[]{0.3, 1}, layer.runningMean().data(), 1e-15);
        assertArrayEquals(new double[]{0.9 + 0.1 * 7, 0.9}, layer.runningVariance().data(), 1e-15);
        noGrad(() -> layer.forward(x));
        assertEquals(0.9 * 0.3 + 0.3, layer.runningMean().get(0), 1e-15, "also without a record");
        for (int i = 0; i < 400; i++) {
            layer.forward(x);
        }
        assertArrayEquals(new double[]{3, 10}, layer.runningMean().data(), 1e-12);
        assertArrayEquals(new double[]{7, 0}, layer.runningVariance().data(), 1e-12);
    }

    @Test
    void inferenceTakesTheRunningStatisticsAndLeavesThem() {
        var layer = batchNorm(2);
        layer.forward(tensor(new double[][]{{1, 10}, {2, 10}, {6, 10}}));
        layer.training(false);
        var before = layer.runningMean().toArray();
        var y = layer.forward(tensor(new double[][]{{1, 2}}));
        assertArrayEquals(new double[]{0.7 / Math.sqrt(1.6 + 1e-5), 1 / Math.sqrt(0.9 + 1e-5)}, y.data(), 1e-14);
        assertArrayEquals(y.data(), layer.forward(tensor(1, 2)).data(), "a single example without a batch");
        assertArrayEquals(new int[]{0, 2}, layer.forward(zeros(0, 2)).shape());
        assertArrayEquals(before, layer.runningMean().data());
        layer.training(true);
        assertTrue(layer.training());
    }

    @Test
    void otherAxesCountAsBatch() {
        var x = randn(new Rng(2), 2, 3, 4);
        var stacked = batchNorm(4).forward(x);
        assertArrayEquals(new int[]{2, 3, 4}, stacked.shape());
        assertArrayEquals(batchNorm(4).forward(x.reshape(6, 4)).data(), stacked.data());
    }

    @Test
    void batchNormRefusesWhatHasNoVariance() {
        var layer = batchNorm(3);
        String needs = ", while training a batch needs at least 2 examples; take another batch size, since the last batch"
                + " holds what is left over, or call training(false) for inference";
        refuses("batchNorm(3): input is (1, 3)" + needs, () -> layer.forward(zeros(1, 3)));
        refuses("batchNorm(3): input is (0, 3)" + needs, () -> layer.forward(zeros(0, 3)));
        refuses("batchNorm(3): input is (3)" + needs, () -> layer.forward(zeros(3)));
        refuses("batchNorm(3): input is (4, 2), its last dimension should be 3", () -> layer.forward(zeros(4, 2)));
        refuses("batchNorm(3): input is (), its last dimension should be 3", () -> layer.forward(scalar(1)));
        refuses("batchNorm(0): it needs at least one feature", () -> batchNorm(0));
        assertArrayEquals(new double[3], layer.runningMean().data(), "a refused batch leaves no trace");
    }

    @Test
    void nanStaysInItsFeature() {
        var layer = batchNorm(2);
        var y = layer.forward(tensor(new double[][]{{1, 2}, {Double.NaN, 3}}));
        assertTrue(Double.isNaN(y.get(0, 0)) && Double.isNaN(layer.runningMean().get(0)));
        assertFalse(Double.isNaN(y.get(0, 1)) || Double.isNaN(layer.runningMean().get(1)));
    }

    /** A feature that is the same in all examples becomes β; its gradient is finite. */
    @Test
    void aConstantFeatureBecomesTheShift() {
        var layer = batchNorm(1);
        layer.beta().data()[0] = 0.5;
        var x = Tensor.parameter(full(7, 4, 1));
        var y = layer.forward(x);
        assertArrayEquals(new double[]{0.5, 0.5, 0.5, 0.5}, y.data());
        y.backward(tensor(1, 2, 3, 4).reshape(4, 1));
        assertTrue(Arrays.stream(x.grad().data()).allMatch(Double::isFinite));
    }

    @Test
    void normalisationsStartAnewWithTheNetwork() {
        var batch = batchNorm(2);
        batch.forward(randn(new Rng(3), 5, 2));
        batch.gamma().data()[0] = 3;
        batch.beta().data()[0] = 3;
        batch.initialize(heNormal(), new Rng(1));
        assertEquals("[1, 1] [0, 0] [0, 0] [1, 1]",
                batch.gamma() + " " + batch.beta() + " " + batch.runningMean() + " " + batch.runningVariance());
        var layer = layerNorm(2);
        layer.gamma().data()[0] = 3;
        layer.beta().data()[0] = 3;
        layer.initialize(heNormal(), new Rng(1));
        assertEquals("[1, 1] [0, 0]", layer.gamma() + " " + layer.beta());
    }

    @Test
    void theGradientsOfScaleAndShiftAreRight() {
        var x = randn(new Rng(4), 6, 3);
        for (var layer : new Layer[]{batchNorm(3), layerNorm(3)}) {
            var report = GradCheck.of(layer.name(), () -> layer.forward(x).tanh(), layer.parameters());
            assertTrue(report.passed(), report::toString);
            assertEquals(layer.name(), layer.toString());
        }
    }

    // ---- layer norm

    @Test
    void eachExampleGetsMean0AndVariance1() {
        var y = layerNorm(20).forward(randn(new Rng(5), 4, 20).mul(9).add(2));
        assertArrayEquals(new double[4], y.mean(1).data(), 1e-14);
        assertArrayEquals(new double[]{1, 1, 1, 1}, y.var(1).data(), 1e-6);
    }

    @Test
    void layerNormTakesAnyBatch() {
        var layer = layerNorm(3);
        var x = randn(new Rng(6), 2, 3);
        assertArrayEquals(layer.forward(x).row(1).data(), layer.forward(x.row(1)).data(), "no example needs another");
        assertArrayEquals(new int[]{0, 3}, layer.forward(zeros(0, 3)).shape());
        assertArrayEquals(new int[]{2, 1, 3}, layer.forward(zeros(2, 1, 3)).shape());
        var single = layerNorm(1);
        single.beta().data()[0] = 0.5;
        assertEquals("[0.5]", single.forward(ones(1).mul(9)).toString(), "one feature equals its mean");
        var y = layer.forward(tensor(new double[][]{{1, 2, Double.NaN}, {1, 2, 3}}));
        assertTrue(Double.isNaN(y.get(0, 0)));
        assertFalse(Double.isNaN(y.get(1, 0)));
        refuses("layerNorm(3): input is (2, 4), its last dimension should be 3", () -> layer.forward(zeros(2, 4)));
        refuses("layerNorm(3): input is (), its last dimension should be 3", () -> layer.forward(scalar(1)));
        refuses("layerNorm(-1): it needs at least one feature", () -> layerNorm(-1));
    }

    @Test
    void valuesSetByHandAreCopiedAndChecked() {
        var gamma = tensor(2, 3);
        var norm = batchNorm(2).gamma(gamma).beta(tensor(1, -1)).running(tensor(10, 20), tensor(4 - 1e-5, 9 - 1e-5));
        gamma.data()[0] = 99;
        norm.training(false);
        assertArrayEquals(new double[]{3, 2}, norm.forward(tensor(12, 23)).data(), 1e-12);
        assertArrayEquals(new double[]{2, 3}, norm.gamma().data());
        var layer = layerNorm(2).gamma(tensor(1, 2)).beta(tensor(5, 6));
        assertArrayEquals(new double[]{4, 8}, layer.forward(tensor(-1000, 1000)).data(), 1e-9);
        refuses("batchNorm(2): gamma of shape (3) given, the layer needs (2)", () -> batchNorm(2).gamma(tensor(1, 2, 3)));
        refuses("layerNorm(2): beta of shape (1) given, the layer needs (2)", () -> layerNorm(2).beta(tensor(1.0)));
        refuses("batchNorm(2): running mean of shape (1) given, the layer needs (2)", () -> norm.running(tensor(1.0), tensor(1, 1)));
        refuses("batchNorm(2): running variance is [1, -1], each should be 0 or more", () -> norm.running(tensor(0, 0), tensor(1, -1)));
    }

    @Test
    void theWeightsOfMaxoutAndDropConnect() {
        var maxout = maxout(3, 2, 4).initialize(xavierNormal(), new Rng(1));
        assertEquals(maxout.parameters(), List.of(maxout.W(), maxout.b()));
        assertEquals("(3, 8) and (8)", maxout.W().shapeText() + " and " + maxout.b().shapeText());
        var drop = dropConnect(3, 2, 0.5).initialize(xavierNormal(), new Rng(1));
        assertEquals(drop.parameters(), List.of(drop.W(), drop.b()));
    }

    @Test
    void whatIsSetByHandFitsAsAWholeOrNotAtAll() {
        refuses("batchNorm(2): null given for the gamma, the layer needs (2)", () -> batchNorm(2).gamma(null));
        refuses("batchNorm(2): null given for the running variance, the layer needs (2)", () -> batchNorm(2).running(ones(2), null));
        refuses("layerNorm(2): null given for the beta, the layer needs (2)", () -> layerNorm(2).beta(null));
        var layer = batchNorm(2);
        refuses("batchNorm(2): running variance of shape (3) given, the layer needs (2)", () -> layer.running(ones(2), ones(3)));
        assertArrayEquals(new double[2], layer.runningMean().data(), "the mean stays where the variance does not fit");
    }
}
