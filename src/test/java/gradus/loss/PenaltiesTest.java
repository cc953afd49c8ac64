package gradus.loss;

import static gradus.Expect.refuses;
import static gradus.loss.Losses.elasticNet;
import static gradus.loss.Losses.l1Penalty;
import static gradus.loss.Losses.l2Penalty;
import static gradus.loss.Losses.maxNorm;
import static gradus.loss.Losses.meanSquaredError;
import static gradus.tensor.Tensors.full;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.Expect;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class PenaltiesTest {

    private final Tensor W = Tensor.parameter(tensor(new double[][]{{1, -2}, {0, 3}}));
    private final Tensor b = Tensor.parameter(tensor(10, -10));

    @Test
    void weightsOfOneScoreCanHaveDifferentPenalties() {           // TUM: x = 1⁴, R² = 1 and ¼, R¹ ties
        var one = tensor(1, 0, 0, 0).reshape(4, 1);
        var spread = full(0.25, 4, 1);
        assertEquals(ones(1, 4).matmul(one).item(), ones(1, 4).matmul(spread).item());
        assertEquals(1, l2Penalty(1).of(one).item());
        assertEquals(0.25, l2Penalty(1).of(spread).item());
        assertEquals(l1Penalty(1).of(one).item(), l1Penalty(1).of(spread).item());
    }

    @Test
    void onlyWeightsPayUnlessAsked() {
        assertEquals(0.5 * 14, l2Penalty(0.5).of(List.of(W, b)).item());
        assertEquals(0.5 * 214, l2Penalty(0.5).withBiases().of(List.of(W, b)).item());
        assertEquals(0.5 * 6, l1Penalty(0.5).of(W, b).item());
        assertEquals(2 * 6 + 0.5 * 14, elasticNet(2, 0.5).of(W, b).item());
        assertEquals(0, elasticNet(0, 0).of(W).item());
    }

    @Test
    void theGradientIsTwoLambdaThetaAndLambdaSign() {
        l2Penalty(0.5).of(W, b).backward();
        assertArrayEquals(W.data(), W.grad().data());
        assertEquals(null, b.grad());
        W.zeroGrad();
        l1Penalty(0.5).of(W).backward();
        assertArrayEquals(new double[]{0.5, -0.5, 0, 0.5}, W.grad().data(), "0 at the kink");
    }

    @Test
    void shrinkIsTheProximalStep() {
        l1Penalty(2).shrink(0.75, List.of(W, b));                 // by 1.5
        Expect.tensor(new double[]{0, -0.5, 0, 1.5}, new int[]{2, 2}, W, 0);
        assertArrayEquals(new double[]{10, -10}, b.data());
        l2Penalty(1).shrink(0.5, List.of(W));
        assertArrayEquals(new double[]{0, -0.25, 0, 0.75}, W.data());
        elasticNet(0.25, 0.5).withBiases().shrink(1, List.of(b));
        assertArrayEquals(new double[]{9.75 / 2, -9.75 / 2}, b.data());
        l1Penalty(1).shrink(0, List.of(W));
        assertArrayEquals(new double[]{0, -0.25, 0, 0.75}, W.data());
        // it makes (θ − w)²/2 + η R(θ) smallest: derivative 0 at the new θ
        double theta = (3 - 0.4 * 0.5) / (1 + 2 * 0.4 * 0.3);
        var w = tensor(3).reshape(1, 1);
        elasticNet(0.5, 0.3).shrink(0.4, List.of(w));
        assertEquals(theta, w.item(), 1e-15);
        assertEquals(0, theta - 3 + 0.4 * (0.5 + 2 * 0.3 * theta), 1e-15);
    }

    /** Sparse regression, 20 inputs of which 3 matter: soft threshold after the step, or before it as in the lecture. */
    @Test
    void proximalGradientFindsExactZerosAndTheLecturesUpdateNone() {
        var rng = new Rng(7);
        var x = randn(rng, 200, 20);
        var truth = zeros(20, 1);
        for (int i = 0; i < 3; i++) {
            truth.data()[i] = 2 - 2.5 * i;                        // 2, −½, −3
        }
        var y = x.matmul(truth).add(randn(rng, 200, 1).mul(0.1));
        double[] proximal = trained(x, y, true);
        double[] lectures = trained(x, y, false);
        assertEquals(17, zerosFrom3(proximal, 0));
        assertEquals(0, zerosFrom3(lectures, 0));
        assertEquals(17, zerosFrom3(lectures, 0.1 * 0.2), "all below ηλ, but not 0");
        for (double[] theta : List.of(proximal, lectures)) {
            for (int i = 0; i < 3; i++) {
                assertTrue(Math.abs(theta[i]) > 0.3, "kept: " + theta[i]);
            }
        }
    }

    private static double[] trained(Tensor x, Tensor y, boolean proximal) {
        var theta = Tensor.parameter(zeros(20, 1));
        var penalty = l1Penalty(0.2);
        for (int step = 0; step < 300; step++) {
            theta.zeroGrad();
            meanSquaredError(x.matmul(theta), y).backward();
            if (!proximal) penalty.shrink(0.1, List.of(theta));
            for (int i = 0; i < 20; i++) {
                theta.data()[i] -= 0.1 * theta.grad().data()[i];
            }
            if (proximal) penalty.shrink(0.1, List.of(theta));
        }
        return theta.toArray();
    }

    private static int zerosFrom3(double[] theta, double border) {
        int zeros = 0;
        for (int i = 3; i < theta.length; i++) {
            zeros += Math.abs(theta[i]) <= border ? 1 : 0;
        }
        return zeros;
    }

    @Test
    void maxNormShortensLongColumns() {
        maxNorm(2).apply(List.of(W, b));                          // columns (1, 0) and (−2, 3)
        double shorter = 2 / Math.sqrt(13);
        Expect.tensor(new double[]{1, -2 * shorter, 0, 3 * shorter}, new int[]{2, 2}, W, 1e-15);
        assertArrayEquals(new double[]{10, -10}, b.data());
        maxNorm(2).apply(List.of(zeros(0, 2), zeros(2, 0)));
        assertEquals("maxNorm(2)", maxNorm(2).toString());
        refuses("maxNorm: the limit is 0, it should be above 0, and finite", () -> maxNorm(0));
    }

    @Test
    void whatDoesNotFit() {
        refuses("l2Penalty: lambda is -1, it should be 0 or more, and finite", () -> l2Penalty(-1));
        refuses("elasticNet: lambda is NaN, it should be 0 or more, and finite", () -> elasticNet(1, Double.NaN));
        refuses("l1Penalty: none of the 1 parameters is a weight, with two axes or more; withBiases() takes all",
                () -> l1Penalty(1).of(b));
        refuses("l1Penalty: the rate is -0.1, it should be 0 or more, and finite", () -> l1Penalty(1).shrink(-0.1, List.of(W)));
        assertEquals("l2Penalty(0.1)", l2Penalty(0.1).toString());
        assertEquals("elasticNet(0.1, 0.2)", elasticNet(0.1, 0.2).toString());
    }
}
