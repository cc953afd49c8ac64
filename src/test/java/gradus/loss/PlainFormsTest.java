package gradus.loss;

import static gradus.loss.Losses.binaryCrossEntropy;
import static gradus.loss.Losses.crossEntropy;
import static gradus.loss.Losses.klDivergence;
import static gradus.tensor.Autodiff.grad;
import static gradus.tensor.Tensor.parameter;
import static gradus.tensor.Tensors.oneHot;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The entropies as the lecture writes them and as they are computed: equal where both can, and where only one can. */
@Tag("kernels")
class PlainFormsTest {

    private static final double NEARLY = 1e-13;

    private static void equal(Tensor plain, Tensor careful) {
        assertArrayEquals(plain.shape(), careful.shape());
        assertArrayEquals(plain.data(), careful.data(), NEARLY);
    }

    @Test
    void crossEntropyIsSoftmaxLessTarget() {
        var z = parameter(randn(new Rng(1), 20, 4).mul(3));
        var labels = randn(new Rng(2), 20, 4).argmax(1);
        var oneHot = oneHot(labels, 4);
        var soft = randn(new Rng(3), 20, 4).softmax();
        for (var t : new Tensor[]{oneHot, soft}) {
            var losses = crossEntropy().reduction(Reduction.NONE).of(z, t);
            equal(CrossEntropy.plainLoss(z.softmax(), t), losses);
            equal(CrossEntropy.plainDerivative(z.softmax(), t), grad(losses.sum(), z));
        }
        equal(CrossEntropy.plainDerivative(z.softmax(), oneHot).div(20), grad(crossEntropy(z, labels), z));
    }

    @Test
    void crossEntropyKeepsTheDigitsThatThePlainFormLoses() {
        var z = parameter(tensor(40, 0, 0, 800).reshape(2, 2));
        var t = tensor(1, 0, 1, 0).reshape(2, 2);
        var o = z.softmax();
        assertArrayEquals(new double[]{0, Double.POSITIVE_INFINITY}, CrossEntropy.plainLoss(o, t).data(), 1e-30);
        double rest = Math.exp(-40);
        var losses = crossEntropy().reduction(Reduction.NONE).of(z, t);
        assertArrayEquals(new double[]{rest, 800}, losses.data(), 1e-30);
        assertEquals(0, CrossEntropy.plainDerivative(o, t).get(0, 0));
        assertArrayEquals(new double[]{-rest, rest, -1, 1}, grad(losses.sum(), z).data(), 1e-30);
    }

    @Test
    void binaryCrossEntropyIsSigmoidLessTarget() {
        var z = parameter(randn(new Rng(1), 30).mul(3));
        var y = randn(new Rng(2), 30).sigmoid();
        for (var target : new Tensor[]{y, y.greaterThan(0.5)}) {
            var losses = binaryCrossEntropy().reduction(Reduction.NONE).of(z, target);
            var p = z.sigmoid();
            equal(BinaryCrossEntropy.plainLoss(p, target.neg().add(1), target), losses);
            equal(BinaryCrossEntropy.plainDerivative(p, target), grad(losses.sum(), z));
        }
    }

    @Test
    void binaryCrossEntropyKeepsTheDigitsThatThePlainFormLoses() {
        var z = parameter(tensor(40, 800));
        var y = tensor(1, 0);
        var p = z.sigmoid();
        assertArrayEquals(new double[]{Double.NaN, Double.POSITIVE_INFINITY},
                BinaryCrossEntropy.plainLoss(p, y.neg().add(1), y).data(), "0 · ∞, and ∞");
        double rest = Math.exp(-40);
        var losses = binaryCrossEntropy().reduction(Reduction.NONE).of(z, y);
        assertArrayEquals(new double[]{rest, 800}, losses.data(), 1e-30);
        assertEquals(0, BinaryCrossEntropy.plainDerivative(p, y).get(0));
        assertArrayEquals(new double[]{-rest, 1}, grad(losses.sum(), z).data(), 1e-30);
    }

    @Test
    void divergenceIsTheFormulaToo() {
        var p = randn(new Rng(1), 10, 4).softmax();
        var z = parameter(randn(new Rng(2), 10, 4));
        var q = parameter(z.softmax());
        equal(p.mul(p.div(q).log()).sum().div(10), klDivergence().of(q, p));
        equal(p.div(q).neg().div(10), grad(klDivergence().of(q, p), q));
        equal(q.sub(p).div(10), grad(klDivergence().fromLogits().of(z, p), z));
    }
}
