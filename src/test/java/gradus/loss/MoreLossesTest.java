package gradus.loss;

import static gradus.Expect.digits;
import static gradus.Expect.refuses;
import static gradus.Expect.vector;
import static gradus.loss.Losses.binaryCrossEntropy;
import static gradus.loss.Losses.binaryHinge;
import static gradus.loss.Losses.crossEntropy;
import static gradus.loss.Losses.hinge;
import static gradus.loss.Losses.huber;
import static gradus.loss.Losses.klDivergence;
import static gradus.loss.Losses.meanAbsoluteError;
import static gradus.tensor.Tensors.oneHot;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.tensor.Autodiff;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Absolute error, Huber's loss, hinge losses, divergence, and what cross-entropy says about softmax layers. */
@Tag("kernels")
class MoreLossesTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static Tensor row(double... scores) {
        return tensor(scores).reshape(1, scores.length);
    }

    // ---- numbers

    @Test
    void theLecturesTable() {                                     // TUM: L1 = 11 where L2 = 33
        assertEquals(11, meanAbsoluteError().reduction(Reduction.SUM).of(tensor(12, 24, 42, 23), tensor(15, 20, 40, 25)).item());
    }

    @Test
    void theAbsoluteErrorHasSlope0AtItsKink() {
        var x = Tensor.parameter(tensor(1, 2, 3));
        meanAbsoluteError().reduction(Reduction.SUM).of(x, tensor(2, 2, 2)).backward();
        assertArrayEquals(new double[]{-1, 0, 1}, x.grad().data());
    }

    /** For an even number of targets every guess between the middle two is as good. */
    @Test
    void theAbsoluteErrorIsSmallestAtTheMedian() {
        var y = tensor(1, 2, 4, 90);
        for (double guess : new double[]{2, 3, 4}) {
            assertEquals(91, meanAbsoluteError().reduction(Reduction.SUM).of(tensor(guess, guess, guess, guess), y).item());
        }
        assertEquals(93, meanAbsoluteError().reduction(Reduction.SUM).of(tensor(5, 5, 5, 5), y).item());
    }

    @Test
    void huberIsSquaredNearAndLinearFar() {
        var e = Tensor.parameter(tensor(0.5, -3, 1, 0));
        var losses = huber().reduction(Reduction.NONE).of(e, zeros(4));
        assertArrayEquals(new double[]{0.125, 2.5, 0.5, 0}, losses.data());
        losses.sum().backward();
        assertArrayEquals(new double[]{0.5, -1, 1, 0}, e.grad().data());
        assertEquals(0.78125, huber(e.detach(), zeros(4)).item());
        assertEquals(2 * (3 - 1), huber(2).of(scalar(-3), scalar(0)).item());
        assertEquals(1e300, huber(scalar(1e300), scalar(0)).item());
        assertEquals(INFINITY, huber(scalar(INFINITY), scalar(0)).item());
        assertEquals("huber(0.5)", huber(0.5).toString());
        refuses("huber: delta is 0, it should be above 0, and finite", () -> huber(0));
        refuses("huber: delta is NaN, it should be above 0, and finite", () -> huber(Double.NaN));
        refuses("huber(1): prediction is (2, 1), target is (2); they must be equal, reshape one of them",
                () -> huber(zeros(2, 1), zeros(2)));
        refuses("meanAbsoluteError: prediction is (2, 1), target is (2); they must be equal, reshape one of them",
                () -> meanAbsoluteError(zeros(2, 1), zeros(2)));
    }

    // ---- margins

    @Test
    void catChairAndCar() {
        var scores = tensor(new double[][]{{3.2, 5.1, -1.7}, {1.3, 4.9, 2.0}, {2.2, 2.5, -3.1}});
        var labels = tensor(0, 1, 2);
        var losses = hinge().reduction(Reduction.NONE).of(scores, labels);
        digits("2.9 0.0 12.9", losses);
        assertEquals(0, losses.get(1));
        digits("5.2667", hinge(scores, labels).item());
        assertEquals(hinge(scores, labels).item(), hinge(scores, oneHot(labels, 3)).item());
        digits("8.41 0 83.25", hinge().squared().reduction(Reduction.NONE).of(scores, labels));
    }

    @Test
    void otherWorkedExamplesOfTheHinge() {
        assertArrayEquals(new double[]{0, 12, 0}, hinge().reduction(Reduction.NONE).of(
                tensor(new double[][]{{5, -3, 2}, {5, 10, 10}, {5, -20, -20}}), tensor(0, 0, 0)).data());
        digits("1.58", hinge(row(-2.85, 0.86, 0.28), tensor(2)).item());
        assertEquals(9, hinge(zeros(4, 10), tensor(0, 3, 3, 9)).item(), "chance level");
        assertEquals(9 * 2.5, hinge().margin(2.5).of(zeros(4, 10), tensor(0, 3, 3, 9)).item());
    }

    @Test
    void theHingeCountsViolationsInItsGradient() {
        var s = Tensor.parameter(row(1, 3, 0.5, -5));
        hinge(s, tensor(0)).backward();
        assertArrayEquals(new double[]{-2, 1, 1, 0}, s.grad().data());
        var kink = Tensor.parameter(row(1, 0));                   // leads by exactly the margin
        hinge(kink, tensor(0)).backward();
        assertArrayEquals(new double[]{0, 0}, kink.grad().data());
    }

    @Test
    void theHingeAtItsEnds() {
        assertEquals(2001, hinge(row(-1000, 1000), tensor(0)).item());
        assertEquals(0, hinge(row(1000, -1000), tensor(0)).item());
        assertEquals(0, hinge(row(1, -INFINITY), tensor(0)).item());
        assertEquals(0, hinge(row(INFINITY, 3), tensor(0)).item());
        assertEquals(0, hinge(tensor(3, 4).reshape(2, 1), tensor(0, 0)).item(), "one class");
        assertEquals(Double.NaN, hinge(row(1, Double.NaN), tensor(0)).item());
        assertEquals(Double.NaN, hinge(zeros(0, 3), tensor()).item(), "empty batch");
        refuses("hinge: row 1 of the target is not one-hot, there is no single class that should lead",
                () -> hinge(zeros(2, 2), tensor(new double[][]{{0, 1}, {0.5, 0.5}})));
        refuses("hinge: row 0 of the target is not one-hot, there is no single class that should lead",
                () -> hinge(zeros(1, 3), row(1, 1, -1)));
        refuses("hinge: label 2 in row 0 is not one of the 2 classes, they are numbered 0 to 1; labels that start at 1 need"
                + " sub(1)", () -> hinge(zeros(1, 2), tensor(2)));
        refuses("hinge: scores are (2), they should be (n, C), a row for each example and a column for each class",
                () -> hinge(zeros(2), tensor(0, 1)));
        refuses("hinge: margin is 0, it should be above 0, and finite", () -> hinge().margin(0));
    }

    @Test
    void theBinaryHingeTakesBothKindsOfLabels() {
        var s = Tensor.parameter(tensor(0.3, -2, 0.5, 1));
        var losses = binaryHinge().reduction(Reduction.NONE).of(s, tensor(1, 0, 0, 1));
        assertArrayEquals(new double[]{0.7, 0, 1.5, 0}, losses.data());
        losses.sum().backward();
        vector(s.grad(), 0, -1, 0, 1, 0);
        assertEquals(0.55, binaryHinge(s.detach(), tensor(1, -1, -1, 1)).item(), 1e-15);
        assertEquals((0.49 + 2.25) / 4, binaryHinge().squared().of(s.detach(), tensor(1, 0, 0, 1)).item(), 1e-15);
        assertEquals(0.5, binaryHinge().margin(0.5).of(scalar(0), scalar(1)).item());
        refuses("binaryHinge: beside 1 the target holds [0, -1]; labels are 0 and 1, or -1 and 1",
                () -> binaryHinge(zeros(4), tensor(0, 1, 0, -1)));
        refuses("binaryHinge: beside 1 the target holds [2]; labels are 0 and 1, or -1 and 1", () -> binaryHinge(zeros(2), tensor(1, 2)));
        refuses("binaryHinge: beside 1 the target holds [NaN]; labels are 0 and 1, or -1 and 1",
                () -> binaryHinge(zeros(1), tensor(Double.NaN)));
        refuses("binaryHinge: prediction is (2, 1), target is (2); they must be equal, reshape one of them",
                () -> binaryHinge(zeros(2, 1), zeros(2)));
    }

    // ---- distributions

    @Test
    void divergenceIsCrossEntropyLessEntropy() {
        var z = randn(new Rng(2), 5, 4).mul(2);
        var p = randn(new Rng(3), 5, 4).softmax();
        double entropy = -p.mul(p.log()).sum().item() / 5;
        assertEquals(crossEntropy(z, p).item() - entropy, klDivergence().of(z.softmax(), p).item(), 1e-13);
        // and, since the entropy does not depend on the prediction, with the same gradient
        var a = Tensor.parameter(z);
        assertArrayEquals(Autodiff.grad(crossEntropy(a, p), a).data(),
                Autodiff.grad(klDivergence().of(a.softmax(), p), a).data(), 1e-15);
    }

    @Test
    void termsOfTheDivergence() {
        var p = tensor(new double[][]{{0.7, 0.2, 0.1}, {0, 1, 0}});
        var q = tensor(new double[][]{{0.5, 0.25, 0.25}, {0.2, 0.6, 0.2}});
        digits("0.23553057 -0.04462871 -0.09162907 0 0.51082562 0", klDivergence().reduction(Reduction.NONE).of(q, p).reshape(6));
        digits("0.305049203", klDivergence().of(q, p).item());
        digits("0.09927278", klDivergence().of(q.row(0), p.row(0)).item());
        assertEquals(0, klDivergence().of(p, p).item());
        assertEquals(INFINITY, klDivergence().of(tensor(1, 0), tensor(0.5, 0.5)).item(), "q rules out what p does not");
        var one = Tensor.parameter(tensor(1, 0));
        var zero = klDivergence().of(one, tensor(1, 0));
        assertEquals(0, zero.item());
        vector(Autodiff.grad(zero, one), 0, -1, 0);
        refuses("klDivergence: a probability is -3, it should be from 0 to 1; for scores add fromLogits()",
                () -> klDivergence().of(tensor(-3, 4), tensor(0.5, 0.5)));
        refuses("klDivergence: a target is 2, it should be from 0 to 1", () -> klDivergence().of(tensor(0.5, 0.5), tensor(2, 0)));
        refuses("klDivergence: prediction is (2, 1), target is (2); they must be equal, reshape one of them",
                () -> klDivergence().of(zeros(2, 1), zeros(2)));
        refuses("size: axis -1 does not exist in shape (), a scalar has no axes", () -> klDivergence().of(scalar(1), scalar(1)));
    }

    /** o_y − 1, where the probability rounds to 1: its digits are those of the other classes. */
    @Test
    void theGradientOfASureAnswerKeepsItsDigits() {
        var scores = Tensor.parameter(row(5, -20, -20));
        crossEntropy(scores, tensor(0)).backward();
        double tail = Math.exp(-25);
        double o = tail / (1 + 2 * tail);
        assertEquals(-2 * o, scores.grad().get(0, 0), 1e-15 * o);
        assertEquals(o, scores.grad().get(0, 1), 1e-15 * o);
        digits("-2.777588773e-11", scores.grad().get(0, 0));
    }

    @Test
    void softTargets() {
        var scores = tensor(new double[][]{{3.2, 5.1, -1.7}, {1.3, 4.9, 2.0}, {2.2, 2.5, -3.1}});
        var g = tensor(new double[][]{{0.7, 0.2, 0.1}, {0, 1, 0}, {0.25, 0.25, 0.5}});
        digits("2.15035515 0.07913178 3.4314772", crossEntropy().reduction(Reduction.NONE).of(scores, g));
        assertEquals(crossEntropy(scores, g).item(), crossEntropy().fromProbabilities().of(scores.softmax(), g).item(), 1e-12);
    }

    // ---- a layer too many

    @Test
    void aSoftmaxLayerBeforeALossOnLogitsIsToldOnce() {
        boolean before = EntropyLoss.told;
        PrintStream console = System.err;
        var printed = new ByteArrayOutputStream();
        try {
            System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
            EntropyLoss.told = false;
            var z = Tensor.parameter(row(1, 2));
            crossEntropy(z, tensor(0));
            crossEntropy(z.logSoftmax(), tensor(0));              // softmax of it is the same as of z
            crossEntropy().fromProbabilities().of(z.softmax(), tensor(0));
            crossEntropy(z.detach().softmax(), tensor(0));        // nobody can know
            assertEquals("", printed.toString(StandardCharsets.UTF_8));
            crossEntropy(z.softmax(), tensor(0));
            crossEntropy(z.softmax(), tensor(0));
            binaryCrossEntropy(z.sigmoid(), row(0, 1));
            assertEquals("crossEntropy: the scores come out of softmax, but this loss wants logits and applies it itself;"
                    + " remove that layer or use crossEntropy().fromProbabilities()" + System.lineSeparator(),
                    printed.toString(StandardCharsets.UTF_8));
            printed.reset();
            EntropyLoss.told = false;
            klDivergence().of(z.softmax(), row(0, 1));            // wants probabilities
            klDivergence().fromLogits().of(z.softmax(), row(0, 1));
            assertEquals("klDivergence: the scores come out of softmax, but this loss wants logits and applies it itself;"
                    + " remove that layer or leave out fromLogits()" + System.lineSeparator(),
                    printed.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(console);
            EntropyLoss.told = before;
        }
    }
}
