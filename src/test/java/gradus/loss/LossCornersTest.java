package gradus.loss;

import static gradus.Expect.refuses;
import static gradus.loss.Losses.adversarial;
import static gradus.loss.Losses.binaryCrossEntropy;
import static gradus.loss.Losses.binaryHinge;
import static gradus.loss.Losses.crossEntropy;
import static gradus.loss.Losses.hinge;
import static gradus.loss.Losses.huber;
import static gradus.loss.Losses.klDivergence;
import static gradus.loss.Losses.meanAbsoluteError;
import static gradus.loss.Losses.meanSquaredError;
import static gradus.tensor.Tensors.full;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Tensor;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every loss makes of extreme scores, NaN, nothing, and shapes that would broadcast. */
@Tag("kernels")
class LossCornersTest {

    /** Losses of prediction and target of one shape. */
    static List<WeightedLoss<?>> byElement() {
        return List.of(meanSquaredError(), meanAbsoluteError(), huber(), binaryCrossEntropy(),
                binaryCrossEntropy().labelSmoothing(0.1).classWeights(2, 3), binaryCrossEntropy().fromProbabilities(),
                binaryCrossEntropy().sumOverLabels(), binaryHinge(), binaryHinge().squared().classWeights(2, 3));
    }

    /** Losses of scores (n, C) for class numbers. */
    static List<WeightedLoss<?>> ofClasses() {
        return List.of(crossEntropy(), crossEntropy().labelSmoothing(0.1), crossEntropy().classWeights(1, 2),
                crossEntropy().labelSmoothing(0.1).classWeights(1, 2), crossEntropy().fromProbabilities(), hinge(),
                hinge().squared(), hinge().margin(2).classWeights(1, 2));
    }

    static List<WeightedLoss<?>> all() {
        return Stream.of(byElement(), ofClasses(), List.<WeightedLoss<?>>of(klDivergence(), klDivergence().fromLogits()))
                .flatMap(List::stream).toList();
    }

    private static Tensor target(WeightedLoss<?> loss, int n) {
        return ofClasses().stream().anyMatch(other -> other.getClass() == loss.getClass()) ? zeros(n) : zeros(n, 2);
    }

    // ---- shapes

    @ParameterizedTest
    @MethodSource("byElement")
    void aColumnAgainstAVectorIsRefused(WeightedLoss<?> loss) {
        refuses(loss + ": prediction is (3, 1), target is (3); they must be equal, reshape one of them",
                () -> loss.of(zeros(3, 1), zeros(3)));
        refuses(loss + ": prediction is (3), target is (3, 1); they must be equal, reshape one of them",
                () -> loss.of(zeros(3), zeros(3, 1)));
        refuses(loss + ": prediction is (), target is (1); they must be equal, reshape one of them",
                () -> loss.of(scalar(0), zeros(1)));
    }

    @ParameterizedTest
    @MethodSource("ofClasses")
    void labelsAreCheckedOneByOne(WeightedLoss<?> loss) {
        refuses(loss + ": label 2 in row 1 is not one of the 2 classes, they are numbered 0 to 1; labels that start at 1 need"
                + " sub(1)", () -> loss.of(zeros(2, 2), tensor(1, 2)));
        refuses(loss + ": label -1 in row 0 is not one of the 2 classes, they are numbered 0 to 1",
                () -> loss.of(zeros(1, 2), tensor(-1)));
        refuses(loss + ": label 0.5 in row 0 is not one of the 2 classes, they are numbered 0 to 1",
                () -> loss.of(zeros(1, 2), tensor(0.5)));
        refuses(loss + ": label NaN in row 0 is not one of the 2 classes, they are numbered 0 to 1",
                () -> loss.of(zeros(1, 2), tensor(Double.NaN)));
        refuses(loss + ": scores are (3, 2), target is (3, 1); it should be (3) class numbers or (3, 2) shares of classes",
                () -> loss.of(zeros(3, 2), zeros(3, 1)));
        refuses(loss + ": scores are (3), they should be (n, C), a row for each example and a column for each class",
                () -> loss.of(zeros(3), zeros(3)));
    }

    /** A number just outside its range is not written as the end of the range. */
    @Test
    void aNumberJustOutsideIsWrittenInFull() {
        refuses("klDivergence: a probability is 1.0000000000000002, it should be from 0 to 1; for scores add fromLogits()",
                () -> klDivergence().of(tensor(0, 1.0000000000000002), tensor(0, 1)));
        refuses("crossEntropy: a probability is 1.0000000000000002, it should be from 0 to 1; for logits leave out"
                + " fromProbabilities()", () -> crossEntropy().fromProbabilities().of(
                tensor(0, 1.0000000000000002).reshape(1, 2), tensor(1)));
        refuses("crossEntropy: labelSmoothing is 1.0000000000000002, it is a share from 0 to 1",
                () -> crossEntropy().labelSmoothing(1.0000000000000002));
        refuses("sgd: momentum is 1.0000001, it should be from 0 to below 1; at 1 nothing would ever slow down",
                () -> gradus.optim.Optimizers.sgd(0.1).momentum(1.0000001));
    }

    @Test
    void yesAndNoInOneColumnAreNoClasses() {
        refuses("crossEntropy: label 1 in row 1 is not one of the 1 classes, they are numbered 0 to 0; yes and no in one column"
                + " are for binary losses and metrics", () -> crossEntropy(zeros(2, 1), tensor(0, 1)));
    }

    @Test
    void aSingleClassIsAlwaysRight() {
        for (var loss : List.<Loss>of(crossEntropy(), crossEntropy().labelSmoothing(0.1), hinge())) {
            var scores = Tensor.parameter(tensor(-1000, 1000).reshape(2, 1));
            var value = loss.of(scores, zeros(2));
            assertEquals(0, value.item(), loss.toString());
            value.backward();
            assertArrayEquals(new double[2], scores.grad().data(), loss.toString());
        }
        assertEquals(1e-7, crossEntropy().fromProbabilities().of(ones(2, 1), zeros(2)).item(), 1e-14);
    }

    // ---- nothing, and no number

    @ParameterizedTest
    @MethodSource("all")
    void anEmptyBatchHasNoMeanAndTheSumZero(WeightedLoss<?> loss) {
        var x = Tensor.parameter(zeros(0, 2));
        assertEquals(Double.NaN, loss.of(x, target(loss, 0)).item());
        var sum = loss.reduction(Reduction.SUM).of(x, target(loss, 0));
        assertEquals(0, sum.item());
        sum.backward();
        assertArrayEquals(new int[]{0, 2}, x.grad().shape());
        assertEquals(0, loss.reduction(Reduction.NONE).of(x, target(loss, 0)).size());
        assertEquals(0, loss.divisor(x, target(loss, 0), null));
    }

    @ParameterizedTest
    @MethodSource("all")
    void noNumberInAPredictionIsSeenInTheLossOfItsRowOnly(WeightedLoss<?> loss) {
        var x = full(0.5, 2, 2);
        x.data()[0] = Double.NaN;
        x.data()[1] = Double.NaN;
        var target = ofClasses().stream().anyMatch(other -> other.getClass() == loss.getClass()) ? zeros(2) : ones(2, 2);
        assertEquals(Double.NaN, loss.of(x, target).item());
        double[] each = loss.reduction(Reduction.NONE).of(x, target).data();
        assertTrue(Double.isNaN(each[0]) && !Double.isNaN(each[each.length - 1]), tensor(each).toString());
    }

    // ---- scores of a thousand

    private static void far(WeightedLoss<?> loss, Tensor target, double expected, double... slopes) {
        var scores = Tensor.parameter(tensor(1000, -1000).reshape(1, 2));
        var value = loss.reduction(Reduction.SUM).of(scores, target);
        value.backward();
        assertEquals(expected, value.item(), 1e-12 * expected, loss + " to " + target);
        for (int i = 0; i < 2; i++) {
            assertEquals(slopes[i], scores.grad().data()[i], 1e-12 * Math.abs(slopes[i]), loss + ", slope " + i);
        }
    }

    @Test
    void classesAtScoresOfAThousand() {
        far(crossEntropy(), tensor(0), 0, 0, 0);
        far(crossEntropy(), tensor(1), 2000, 1, -1);
        far(crossEntropy().labelSmoothing(0.2), tensor(0), 200, 0.1, -0.1);
        far(crossEntropy().labelSmoothing(0.2), tensor(1), 1800, 0.9, -0.9);
        far(crossEntropy().classWeights(3, 5), tensor(1), 10000, 5, -5);
        far(crossEntropy().classWeights(3, 5).labelSmoothing(0.2), tensor(0), 1000, 0.5, -0.5);
        far(crossEntropy().classWeights(3, 0), tensor(1), 0, 0, 0);
        far(crossEntropy(), tensor(0.25, 0.75).reshape(1, 2), 1500, 0.75, -0.75);
        far(hinge(), tensor(1), 2001, 1, -1);
        far(hinge().squared(), tensor(1), 2001.0 * 2001, 4002, -4002);
        far(hinge().squared().classWeights(3, 5), tensor(0), 0, 0, 0);
        far(klDivergence().fromLogits(), tensor(0, 1).reshape(1, 2), 2000, 1, -1);
        far(klDivergence().fromLogits(), tensor(0.5, 0.5).reshape(1, 2), 1000 - Math.log(2), 0.5, -0.5);
        far(klDivergence().fromLogits(), tensor(1, 0).reshape(1, 2), 0, 0, 0);
    }

    @Test
    void yesAndNoAtScoresOfAThousand() {
        var right = tensor(1, 0).reshape(1, 2);
        var wrong = tensor(0, 1).reshape(1, 2);
        far(binaryCrossEntropy(), right, 0, 0, 0);
        far(binaryCrossEntropy(), wrong, 2000, 1, -1);
        far(binaryCrossEntropy().labelSmoothing(0.2), right, 200, 0.1, -0.1);
        far(binaryCrossEntropy().labelSmoothing(0.2), wrong, 1800, 0.9, -0.9);
        far(binaryCrossEntropy().classWeights(3, 5), wrong, 8000, 3, -5);
        far(binaryCrossEntropy().classWeights(3, 5).labelSmoothing(0.2).sumOverLabels(), right, 800, 0.3, -0.5);
        far(binaryHinge(), wrong, 2002, 1, -1);
        far(binaryHinge().squared(), wrong, 2 * 1001.0 * 1001, 2002, -2002);
        far(binaryHinge().classWeights(3, 5), wrong, 8008, 3, -5);
        far(meanSquaredError(), right, 999.0 * 999 + 1e6, 1998, -2000);
        far(meanAbsoluteError(), right, 1999, 1, -1);
        far(huber(2), right, 2 * 998 + 2 * 999, 2, -2);
    }

    /** The clamp of Keras: 1e-7 … 1 − 1e-7, slope 0 outside. */
    @Test
    void probabilitiesOfZeroAndOne() {
        double small = -Math.log(1 - 1e-7);
        double large = -Math.log(1e-7);
        for (double smoothing : new double[]{0, 0.2}) {
            for (var loss : List.of(crossEntropy().fromProbabilities().labelSmoothing(smoothing).reduction(Reduction.SUM),
                    crossEntropy().fromProbabilities().labelSmoothing(smoothing).classWeights(1, 1).reduction(Reduction.SUM))) {
                var p = Tensor.parameter(tensor(1, 0).reshape(1, 2));
                var value = loss.of(p, tensor(1));
                double share = smoothing / 2;
                assertEquals((1 - share) * large + share * small, value.item(), 1e-12);
                value.backward();
                assertArrayEquals(new double[2], p.grad().data(), 0.0);
            }
        }
        assertEquals(large + large, binaryCrossEntropy().fromProbabilities().reduction(Reduction.SUM)
                .of(tensor(0, 1), tensor(1, 0)).item(), 1e-8);
        refuses("crossEntropy: a probability is 1.5, it should be from 0 to 1; for logits leave out fromProbabilities()",
                () -> crossEntropy().fromProbabilities().of(tensor(1.5, -0.5).reshape(1, 2), tensor(0)));
        refuses("klDivergence: a probability is 1.5, it should be from 0 to 1; for scores add fromLogits()",
                () -> klDivergence().of(tensor(1.5, -0.5), tensor(1, 0)));
    }

    // ---- near 0

    @Test
    void nearZeroEveryDigitStays() {
        for (double z : new double[]{20, 40, 100, 300, 700}) {
            double tiny = Math.exp(-z);                                                     // ln(1 + e^−z) to 1e-9 relative
            var scores = tensor(z, 0).reshape(1, 2);
            assertEquals(tiny, crossEntropy(scores, tensor(0)).item(), 2e-9 * tiny);
            assertEquals(tiny, binaryCrossEntropy(tensor(z), tensor(1)).item(), 2e-9 * tiny);
            assertEquals(tiny, binaryCrossEntropy(tensor(-z), tensor(0)).item(), 2e-9 * tiny);
            assertEquals(3 * tiny, crossEntropy().classWeights(3, 1).reduction(Reduction.SUM).of(scores, tensor(0)).item(), 6e-9 * tiny);
            assertEquals(tiny, klDivergence().fromLogits().of(scores, tensor(1, 0).reshape(1, 2)).item(), 2e-9 * tiny);
            assertEquals(2 * tiny, adversarial().discriminator(tensor(z), tensor(-z)).item(), 4e-9 * tiny);
        }
    }

    // ---- options that the others share

    @Test
    void theDivergenceOfLogitsIsThatOfTheirSoftmax() {
        var z = tensor(new double[][]{{0.3, -1, 2}, {0, 0, 4}});
        var p = tensor(new double[][]{{0.2, 0.3, 0.5}, {1, 0, 0}});
        for (var reduction : Reduction.values()) {
            assertArrayEquals(klDivergence().reduction(reduction).of(z.softmax(), p).data(),
                    klDivergence().fromLogits().reduction(reduction).of(z, p).data(), 1e-15);
        }
        double entropy = -DoubleStream.of(0.2, 0.3, 0.5).map(share -> share * Math.log(share)).sum() / 2;
        assertEquals(crossEntropy(z, p).item() - entropy, klDivergence().fromLogits().of(z, p).item(), 1e-15);
    }

    @Test
    void aSmoothedTargetOfTheDivergenceIsTheOneOfTheCrossEntropy() {
        var z = tensor(new double[][]{{0.3, -1, 2}, {-30, 0, 4}});
        var p = tensor(new double[][]{{0.2, 0.3, 0.5}, {1, 0, 0}});
        var byHand = p.mul(0.9).add(0.1 / 3);
        assertEquals(klDivergence().of(z.softmax(), byHand).item(), klDivergence().labelSmoothing(0.1).of(z.softmax(), p).item(),
                1e-14);
        var scores = Tensor.parameter(z);
        klDivergence().fromLogits().labelSmoothing(0.1).of(scores, p).backward();
        var same = Tensor.parameter(z);
        crossEntropy().labelSmoothing(0.1).of(same, p).backward();
        assertArrayEquals(same.grad().data(), scores.grad().data(), 1e-15);
        refuses("klDivergence: labelSmoothing is 1.1, it is a share from 0 to 1",
                () -> klDivergence().labelSmoothing(1.1));
    }

    @Test
    void smoothingAGameConcernsRealExamplesAlone() {
        Tensor real = tensor(1, -2), fake = tensor(0.5, 3, -1);
        var smooth = adversarial().labelSmoothing(0.2);
        double right = (0.8 * softplus(-1) + 0.2 * softplus(1) + 0.8 * softplus(2) + 0.2 * softplus(-2)) / 2;
        double left = (softplus(0.5) + softplus(3) + softplus(-1)) / 3;
        assertEquals(right + left, smooth.discriminator(real, fake).item(), 1e-15);
        assertEquals(2 * right + 3 * left, smooth.reduction(Reduction.SUM).discriminator(real, fake).item(), 1e-14);
        assertEquals(adversarial().generator(fake).item(), smooth.generator(fake).item());
        assertEquals(-left, smooth.minimaxGenerator(fake).item(), 1e-15);
        refuses("adversarial: labelSmoothing is NaN, it is a share from 0 to 1",
                () -> adversarial().labelSmoothing(Double.NaN));
    }

    @Test
    void examplesOfAGameCanWeigh() {
        var real = tensor(1, -2);
        var fake = tensor(0.5, 3, -1);
        var w = tensor(1, 0);
        var v = tensor(2, 1, 0);
        double right = (softplus(-1)) / 2;
        double left = (2 * softplus(0.5) + softplus(3)) / 3;
        assertEquals(right + left, adversarial().discriminator(real, fake, w, v).item(), 1e-15);
        assertEquals((2 * softplus(-0.5) + softplus(-3)) / 3, adversarial().generator(fake, v).item(), 1e-15);
        assertEquals(-left, adversarial().minimaxGenerator(fake, v).item(), 1e-15);
        assertArrayEquals(new double[]{softplus(-1), 0, 2 * softplus(0.5), softplus(3), 0},
                adversarial().reduction(Reduction.NONE).discriminator(real, fake, w, v).data(), 1e-15);
        assertEquals("adversarial", adversarial().toString());
    }

    private static double softplus(double x) { return Math.log1p(Math.exp(x)); }
}
