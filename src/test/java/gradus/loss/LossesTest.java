package gradus.loss;

import static gradus.Expect.digits;
import static gradus.Expect.refuses;
import static gradus.Expect.vector;
import static gradus.loss.Losses.crossEntropy;
import static gradus.loss.Losses.hinge;
import static gradus.loss.Losses.meanSquaredError;
import static gradus.tensor.Tensors.oneHot;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernels")
class LossesTest {

    private static Tensor row(double... scores) {
        return tensor(scores).reshape(1, scores.length);
    }

    private static double crossEntropyOf(int label, double... scores) {
        return crossEntropy(row(scores), tensor(label)).item();
    }

    // ---- cross-entropy

    @Test
    void catChairAndCar() {                                       // TUM: three images, three classes
        var scores = tensor(new double[][]{{3.2, 5.1, -1.7}, {1.3, 4.9, 2.0}, {2.2, 2.5, -3.1}});
        var labels = tensor(0, 1, 2);
        digits("2.040355 0.079132 6.156477", crossEntropy().reduction(Reduction.NONE).of(scores, labels));
        digits("2.7587", crossEntropy(scores, labels).item());
        assertEquals(3 * crossEntropy(scores, labels).item(),
                crossEntropy().reduction(Reduction.SUM).of(scores, labels).item(), 1e-14);
    }

    @Test
    void otherWorkedExamples() {
        digits("1.04019057", crossEntropyOf(2, -2.85, 0.86, 0.28));
        digits("0.0489", crossEntropyOf(0, 5, -3, 2));
        digits("5.70", crossEntropyOf(0, 5, 10, 10));
    }

    /** ln(1 + S) with S = 2e⁻²⁵: a sum of exponentials that contains the 1 keeps only five digits. */
    @Test
    void nearZeroAllDigitsStay() {
        assertEquals(2.777588773e-11, crossEntropyOf(0, 5, -20, -20), 0.5e-20);
        assertEquals(2 * Math.exp(-700), crossEntropyOf(0, 700, 0, 0), 1e-12 * Math.exp(-700));
    }

    @Test
    void chanceLevels() {
        for (String line : new String[]{"2 0.693147", "3 1.098612", "10 2.302585", "100 4.605170"}) {
            int classes = Integer.parseInt(line.split(" ")[0]);
            digits(line.split(" ")[1], crossEntropy(zeros(4, classes), tensor(0, 1, 1, 0)).item());
        }
    }

    @Test
    void theGradientIsWhatIsMinusWhatShouldBe() {
        var scores = Tensor.parameter(tensor(0.2, 0.3, 0.5).log().reshape(1, 3));
        crossEntropy(scores, tensor(1)).backward();
        assertArrayEquals(new double[]{0.2, -0.7, 0.5}, scores.grad().data(), 1e-15);
    }

    @Test
    void atScoresOfAThousand() {
        assertEquals(2000, crossEntropyOf(1, 1000, -1000));
        assertEquals(0, crossEntropyOf(0, 1000, -1000));
        assertEquals(Math.log(2), crossEntropyOf(0, 1000, 1000), 1e-15);
        var scores = Tensor.parameter(row(1000, -1000));
        crossEntropy(scores, tensor(1)).backward();
        assertArrayEquals(new double[]{1, -1}, scores.grad().data());
        // a score of −∞ rules a class out: no loss where it is no target, infinite where it is
        assertEquals(0, crossEntropyOf(0, 3, Double.NEGATIVE_INFINITY));
        assertEquals(Double.POSITIVE_INFINITY, crossEntropyOf(1, 3, Double.NEGATIVE_INFINITY));
    }

    @Test
    void labelsAndOneHotRowsAreTheSame() {
        var rng = new Rng(1);
        for (int round = 0; round < 50; round++) {
            int n = 1 + rng.below(5);
            int classes = 1 + rng.below(6);
            var scores = randn(rng, n, classes).mul(5);
            double[] labels = new double[n];
            for (int i = 0; i < n; i++) {
                labels[i] = rng.below(classes);
            }
            var y = tensor(labels);
            for (double smoothing : new double[]{0, 0.1, 1}) {
                var loss = crossEntropy().labelSmoothing(smoothing);
                assertEquals(loss.of(scores, y).item(), loss.of(scores, oneHot(y, classes)).item(), 0);
            }
            // and both are the mean of −ln softmax at the label
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum -= Math.log(scores.softmax().get(i, (int) labels[i]));
            }
            assertEquals(sum / n, crossEntropy(scores, y).item(), 1e-12 * Math.max(1, sum));
        }
    }

    @Test
    void smoothedTargetsHaveTheirMinimumAtLn91() {               // Szegedy et al. 2016: ε = 0.1, 10 classes
        var loss = crossEntropy().labelSmoothing(0.1);
        var best = zeros(1, 10);
        best.data()[3] = Math.log(91);
        digits("4.510860", best.data()[3]);
        var scores = Tensor.parameter(best);
        var value = loss.of(scores, tensor(3));
        digits("0.500288", value.item());
        value.backward();
        assertArrayEquals(new double[10], scores.grad().data(), 1e-15);
        // scores of 0 give equal probabilities: the gradient shows the targets .91 and .01
        var flat = Tensor.parameter(zeros(1, 10));
        loss.of(flat, tensor(3)).backward();
        assertEquals(0.1 - 0.91, flat.grad().get(0, 3), 1e-15);
        assertEquals(0.1 - 0.01, flat.grad().get(0, 0), 1e-15);
    }

    @Test
    void oneClassIsAlwaysRight() {
        assertEquals(0, crossEntropy(tensor(-3, 8).reshape(2, 1), tensor(0, 0)).item());
    }

    @Test
    void aMeanOverNothingIsNoNumber() {
        assertEquals(Double.NaN, crossEntropy(zeros(0, 3), tensor()).item());
        assertEquals(0, crossEntropy().reduction(Reduction.SUM).of(zeros(0, 3), tensor()).item());
        assertEquals(Double.NaN, meanSquaredError(zeros(0, 3), zeros(0, 3)).item());
        var scores = Tensor.parameter(zeros(0, 3));
        crossEntropy().reduction(Reduction.SUM).of(scores, zeros(0, 3)).backward();
        assertArrayEquals(new int[]{0, 3}, scores.grad().shape());
    }

    @Test
    void nanSpoilsItsRowOnly() {
        var losses = crossEntropy().reduction(Reduction.NONE)
                .of(tensor(new double[][]{{1, Double.NaN}, {0, 0}}), tensor(0, 1));
        assertTrue(Double.isNaN(losses.get(0)));
        assertEquals(Math.log(2), losses.get(1), 1e-15);
        assertEquals(Double.NaN, crossEntropyOf(0, Double.POSITIVE_INFINITY, 1));
    }

    @Test
    void crossEntropyRefusesWhatDoesNotFit() {
        refuses("crossEntropy: scores are (3), they should be (n, C), a row for each example and a column for each class",
                () -> crossEntropy(zeros(3), tensor(0)));
        String shapes = "; it should be (2) class numbers or (2, 3) shares of classes";
        refuses("crossEntropy: scores are (2, 3), target is (3)" + shapes, () -> crossEntropy(zeros(2, 3), tensor(0, 1, 2)));
        refuses("crossEntropy: scores are (2, 3), target is (2, 1)" + shapes, () -> crossEntropy(zeros(2, 3), zeros(2, 1)));
        refuses("crossEntropy: scores are (2, 3), target is ()" + shapes, () -> crossEntropy(zeros(2, 3), scalar(0)));
        refuses("crossEntropy: label 3 in row 1 is not one of the 3 classes, they are numbered 0 to 2; labels that start at"
                + " 1 need sub(1)", () -> crossEntropy(zeros(3, 3), tensor(1, 3, 2)));
        refuses("crossEntropy: label -1 in row 0 is not one of the 3 classes, they are numbered 0 to 2",
                () -> crossEntropy(zeros(1, 3), tensor(-1)));
        refuses("crossEntropy: labelSmoothing is 1.5, it is a share from 0 to 1", () -> crossEntropy().labelSmoothing(1.5));
        refuses("crossEntropy: labelSmoothing is NaN, it is a share from 0 to 1",
                () -> crossEntropy().labelSmoothing(Double.NaN));
    }

    // ---- squared error

    @Test
    void theLecturesTable() {                                     // TUM: two images of four by four
        var f = tensor(12, 24, 42, 23, 34, 32, 5, 2, 12, 31, 12, 31, 31, 64, 5, 13);
        var y = tensor(15, 20, 40, 25, 34, 32, 5, 2, 12, 31, 12, 31, 31, 64, 5, 13);
        assertEquals(33, meanSquaredError().reduction(Reduction.SUM).of(f, y).item());
        assertEquals(33.0 / 16, meanSquaredError(f, y).item());
        assertArrayEquals(new double[]{9, 16, 4, 4},
                meanSquaredError().reduction(Reduction.NONE).of(f, y).slice(0, 0, 4).data());
        assertEquals(11, f.sub(y).abs().sum().item());
    }

    @Test
    void squaredErrorIsSmallestAtTheMeanOfTheTargets() {
        var y = tensor(1, 2, 9);
        var guess = Tensor.parameter(4);
        meanSquaredError(guess.broadcastTo(3), y).backward();
        assertEquals(0, guess.grad().item(), 1e-15);
    }

    @Test
    void squaredErrorDoesNotBroadcast() {
        String shapes = "; they must be equal, reshape one of them";
        refuses("meanSquaredError: prediction is (4, 1), target is (4)" + shapes, () -> meanSquaredError(zeros(4, 1), zeros(4)));
        refuses("meanSquaredError: prediction is (4), target is ()" + shapes, () -> meanSquaredError(zeros(4), scalar(0)));
        refuses("meanSquaredError: prediction is (4, 3), target is (4); they must be equal, class numbers need"
                + " crossEntropy, or oneHot(target, 3)", () -> meanSquaredError(zeros(4, 3), zeros(4)));
        assertEquals(9, meanSquaredError(scalar(1), scalar(4)).item());
    }

    @Test
    void weightsOfOneScoreCanHaveDifferentPenalties() {           // TUM: x = 1⁴, the same score, R² = 1 and ¼
        var one = tensor(1, 0, 0, 0);
        var spread = Tensors.full(0.25, 4);
        assertEquals(ones(4).matmul(one).item(), ones(4).matmul(spread).item());
        assertEquals(1, one.square().sum().item());
        assertEquals(0.25, spread.square().sum().item());
        assertEquals(one.abs().sum().item(), spread.abs().sum().item());
    }

    @Test
    void aLossIsAFunction() {
        Loss absolute = (prediction, target) -> prediction.sub(target).abs().mean();
        assertEquals(2, absolute.of(tensor(1, 5), tensor(3, 3)).item());
        assertEquals("crossEntropy", crossEntropy().toString());
        assertEquals("meanSquaredError", meanSquaredError().toString());
    }

    @Test
    void aSingleExampleNeedsNoBatch() {
        digits("2.040355", crossEntropy(tensor(3.2, 5.1, -1.7), 0).item());
        digits("2.9", hinge(tensor(3.2, 5.1, -1.7), 0).item());
        var z = Tensor.parameter(tensor(3.2, 5.1, -1.7));
        hinge(z, 0).backward();
        vector(z.grad(), 0, -1, 1, 0);
        refuses("crossEntropy: scores are (2, 3) and the class is 1; one example has scores (C), of several give the"
                + " classes as a tensor (n)", () -> crossEntropy(zeros(2, 3), 1));
        refuses("hinge: scores are () and the class is 0; one example has scores (C), of several give the classes as"
                + " a tensor (n)", () -> hinge(scalar(1), 0));
    }
}
