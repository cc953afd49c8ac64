package gradus.loss;

import static gradus.Expect.digits;
import static gradus.Expect.refuses;
import static gradus.loss.Losses.adversarial;
import static gradus.loss.Losses.binaryCrossEntropy;
import static gradus.loss.Losses.crossEntropy;
import static gradus.tensor.Tensors.concat;
import static gradus.tensor.Tensors.full;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.tensor.Autodiff;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Yes or no, several of them at once, and two networks that play against each other. */
@Tag("kernels")
class BinaryCrossEntropyTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static double loss(double score, double target) {
        return binaryCrossEntropy(scalar(score), scalar(target)).item();
    }

    private static double slope(double score, double target) {
        var z = Tensor.parameter(score);
        return Autodiff.grad(binaryCrossEntropy(z, scalar(target)), z).item();
    }

    /** The values of torch.nn.functional.binary_cross_entropy_with_logits, worked out by its definition. */
    @Test
    void workedExamples() {
        var z = tensor(-1.5, 0.3, 2, -4);
        var y = tensor(1, 0, 1, 0);
        digits("1.70141328 0.85435524 0.12692801 0.01814993", binaryCrossEntropy().reduction(Reduction.NONE).of(z, y));
        digits("0.6752116153530", binaryCrossEntropy(z, y).item());
        digits("2.700846461412", binaryCrossEntropy().reduction(Reduction.SUM).of(z, y).item());
        digits("0.7277116153530", binaryCrossEntropy().labelSmoothing(0.1).of(z, y).item());
        assertEquals(binaryCrossEntropy(z, y).item(), binaryCrossEntropy().fromProbabilities().of(z.sigmoid(), y).item(), 1e-12);
        digits("0.693147", loss(0, 1));
    }

    @Test
    void farFrom0AndNearItAllDigitsStay() {
        assertEquals(1000, loss(1000, 0));
        assertEquals(1000, loss(-1000, 1));
        assertEquals(0, loss(1000, 1));
        assertEquals(Math.exp(-40), loss(40, 1), 1e-15 * Math.exp(-40));
        assertEquals(Math.exp(-700), loss(-700, 0), 1e-13 * Math.exp(-700));
        assertEquals(-Math.exp(-40), slope(40, 1), 1e-15 * Math.exp(-40), "p − y, where p rounds to 1");
        assertEquals(1, slope(1000, 0));
        assertEquals(-1, slope(-1000, 1));
        assertEquals(0, loss(INFINITY, 1));
        assertEquals(INFINITY, loss(-INFINITY, 1));
        assertEquals(Double.NaN, loss(Double.NaN, 1));
    }

    @Test
    void isTheCrossEntropyOverTwoClasses() {
        var z = randn(new Rng(3), 6).mul(3);
        var y = tensor(0, 1, 1, 0, 1, 0);
        var twoColumns = concat(1, zeros(6, 1), z.reshape(6, 1));
        assertEquals(crossEntropy(twoColumns, y).item(), binaryCrossEntropy(z, y).item(), 1e-14);
    }

    @Test
    void aSharedTargetIsReachedAtItsProbability() {
        var z = Tensor.parameter(Math.log(0.3 / 0.7));
        var loss = binaryCrossEntropy(z, scalar(0.3));
        assertEquals(-0.3 * Math.log(0.3) - 0.7 * Math.log(0.7), loss.item(), 1e-15);
        loss.backward();
        assertEquals(0, z.grad().item(), 1e-15);
    }

    @Test
    void probabilitiesAreClamped() {                              // Keras: 1e-7
        var p = Tensor.parameter(tensor(0.1, 0.8, 0, 1));
        var losses = binaryCrossEntropy().fromProbabilities().reduction(Reduction.NONE).of(p, tensor(0, 1, 1, 1));
        digits("0.105360516 0.223143551 16.1180957 0.000000100000005", losses);
        losses.sum().backward();
        assertArrayEquals(new double[]{1 / 0.9, -1 / 0.8, 0, 0}, p.grad().data(), 1e-14);
        var q = tensor(new double[][]{{0, 1}, {0.25, 0.75}});
        digits("16.1180957 0.28768207", crossEntropy().fromProbabilities().reduction(Reduction.NONE).of(q, tensor(0, 1)));
        digits("8.0590479 0.8369882", crossEntropy().fromProbabilities().reduction(Reduction.NONE).of(q, full(0.5, 2, 2)));
        refuses("binaryCrossEntropy: a probability is 1.5, it should be from 0 to 1; for logits leave out fromProbabilities()",
                () -> binaryCrossEntropy().fromProbabilities().of(tensor(0.5, 1.5), tensor(0, 1)));
        refuses("crossEntropy: a probability is -0.5, it should be from 0 to 1; for logits leave out fromProbabilities()",
                () -> crossEntropy().fromProbabilities().of(tensor(-0.5, 1.5).reshape(1, 2), tensor(0)));
        assertEquals(Double.NaN, binaryCrossEntropy().fromProbabilities().of(scalar(Double.NaN), scalar(1)).item());
    }

    @Test
    void severalLabelsInARow() {                                  // UT's animals, each a yes or no of its own
        var z = tensor(new double[][]{{-3.44, 1.16, -0.81, 3.91}, {0, 0, 0, 0}});
        var y = tensor(new double[][]{{0, 1, 0, 1}, {1, 1, 0, 0}});
        digits("0.0311 0.7613 0.3079 0.9804", z.sigmoid().row(0));
        var each = binaryCrossEntropy().reduction(Reduction.NONE).of(z, y);
        assertEquals(each.sum().item() / 8, binaryCrossEntropy(z, y).item(), 1e-15);
        var rows = binaryCrossEntropy().sumOverLabels();
        assertEquals(each.sum().item() / 2, rows.of(z, y).item(), 1e-15);
        assertArrayEquals(each.sum(1).data(), rows.reduction(Reduction.NONE).of(z, y).data());
        assertEquals(4 * Math.log(2), rows.reduction(Reduction.NONE).of(z, y).get(1), 1e-15);
        assertEquals(rows.of(z, y).item(), rows.classWeights(2, 2).of(z, y).item(), 1e-15, "equal weights change nothing");
        assertEquals(Math.log(2), rows.of(zeros(3), zeros(3)).item(), 1e-15, "one label a row");
        assertEquals(Double.NaN, rows.of(zeros(0, 3), zeros(0, 3)).item());
    }

    @Test
    void whatDoesNotFit() {
        refuses("binaryCrossEntropy: prediction is (4, 1), target is (4); they must be equal, reshape one of them",
                () -> binaryCrossEntropy(zeros(4, 1), zeros(4)));
        refuses("binaryCrossEntropy: a target is 2, it should be from 0 to 1; 1 is yes, 0 is no",
                () -> binaryCrossEntropy(zeros(2), tensor(1, 2)));
        refuses("binaryCrossEntropy: a target is -1, it should be from 0 to 1; 1 is yes, 0 is no",
                () -> binaryCrossEntropy(zeros(2), tensor(1, -1)));
        refuses("binaryCrossEntropy: labelSmoothing is 2, it is a share from 0 to 1",
                () -> binaryCrossEntropy().labelSmoothing(2));
        assertEquals(Double.NaN, binaryCrossEntropy(zeros(0), zeros(0)).item(), "empty batch");
    }

    // ---- a game of two

    @Test
    void theMinimaxGeneratorLearnsNothingFromASureDiscriminator() {
        var z = Tensor.parameter(-30);                            // D(fake) = 9e-14
        assertEquals(-Math.exp(-30), Autodiff.grad(adversarial().minimaxGenerator(z), z).item(), 1e-25);
        assertEquals(-1, Autodiff.grad(adversarial().generator(z), z).item(), 1e-12);
        // at D = ½ both move alike
        var even = Tensor.parameter(0);
        assertEquals(-0.5, Autodiff.grad(adversarial().minimaxGenerator(even), even).item());
        assertEquals(-0.5, Autodiff.grad(adversarial().generator(even), even).item());
    }

    @Test
    void theDiscriminatorTellsRealFromFake() {
        var real = tensor(2, -1, 0);
        var fake = tensor(-3, 1);
        double d = 0;
        for (double z : real.data()) d -= Math.log(1 / (1 + Math.exp(-z))) / 3;
        for (double z : fake.data()) d -= Math.log(1 - 1 / (1 + Math.exp(-z))) / 2;
        assertEquals(d, adversarial().discriminator(real, fake).item(), 1e-14);
        assertEquals(2 * Math.log(2), adversarial().discriminator(zeros(4, 1), zeros(4, 1)).item(), 1e-15);
        assertEquals(-Math.log(2), adversarial().minimaxGenerator(zeros(4, 1)).item(), 1e-15);
        var sum = adversarial().reduction(Reduction.SUM);
        var each = adversarial().reduction(Reduction.NONE);
        assertEquals(sum.discriminator(real, fake).item(), each.discriminator(real, fake).sum().item(), 1e-14);
        assertArrayEquals(new int[]{5}, each.discriminator(real, fake).shape());
        assertEquals(0, adversarial().discriminator(scalar(1000), scalar(-1000)).item());
        assertEquals(2000, adversarial().discriminator(scalar(-1000), scalar(1000)).item());
        assertEquals(-1000, adversarial().minimaxGenerator(scalar(1000)).item());
    }
}
