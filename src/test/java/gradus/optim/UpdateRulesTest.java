package gradus.optim;

import static gradus.Expect.digits;
import static gradus.Expect.refuses;
import static gradus.optim.Optimizers.adam;
import static gradus.optim.Optimizers.sgd;
import static gradus.tensor.Tensors.linspace;
import static gradus.tensor.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The formulas of the optimizers, on arrays, on small functions, and against closed forms. */
@Tag("kernels")
class UpdateRulesTest {

    private final double[] w = linspace(-0.4, 0.6, 20).toArray();
    private final double[] dw = linspace(-0.6, 0.4, 20).toArray();

    private static Tensor firstFive(double[] values) {
        return tensor(Arrays.copyOf(values, 5));
    }

    // ---- the rows of CS231n's exercise

    /** Its velocity is −η times ours: v ← μv − ηg, θ ← θ + v. */
    @Test
    void momentumStep() {
        double[][] memory = {linspace(0.6, 0.9, 20).div(-1e-3).toArray()};
        sgd(1e-3).momentum(0.9).update(1e-3, 1, w, dw, memory);
        digits("0.1406 0.20738947 0.27417895 0.34096842 0.40775789", firstFive(w));
        digits("1.4096", w[19]);
        var velocity = tensor(memory[0]).mul(-1e-3);
        digits("0.5406 0.55475789", velocity.slice(0, 0, 2));
        digits("0.8096", velocity.get(19));
    }

    @Test
    void adamStep() {
        double[][] memory = {linspace(0.6, 0.9, 20).toArray(), linspace(0.7, 0.5, 20).toArray()};
        adam(1e-2).update(1e-2, 6, w, dw, memory);
        digits("-0.40094747 -0.34836187 -0.29577703 -0.24319299 -0.19060977", firstFive(w));
        digits("0.48 0.49947368", tensor(memory[0]).slice(0, 0, 2));
        digits("0.69966 0.68908382", tensor(memory[1]).slice(0, 0, 2));
    }

    // ---- on functions

    private static double[] minimize(UpdateRule rule, int steps, UnaryOperator<Tensor> f, double... start) {
        var x = Tensor.parameter(tensor(start));
        var optimizer = rule.of(List.of(x));
        for (int t = 0; t < steps; t++) {
            optimizer.zeroGrad();
            f.apply(x).backward();
            optimizer.step();
        }
        return x.data();
    }

    private static double[] ofTheValley(UpdateRule rule) {
        var scale = tensor(0.1, 2);
        return minimize(rule, 20, x -> x.square().mul(scale).sum(), -5, -2);
    }

    @Test
    void ofASquareFromTen() {
        digits("0.060466", minimize(sgd(0.2), 10, x -> x.square().sum(), 10)[0]);
        assertEquals(10 * Math.pow(0.6, 10), minimize(sgd(0.2), 10, x -> x.square().sum(), 10)[0], 1e-14);
    }

    @Test
    void ofALongValley() {                                        // 0.1 x² + 2 y² from (−5, −2), 20 steps
        digits("-0.943467 -0.000073", tensor(ofTheValley(sgd(0.4))));
        digits("-0.387814 -1673.365109", tensor(ofTheValley(sgd(0.6))));
        digits("0.007188 0.002553", tensor(ofTheValley(sgd(0.6).momentum(0.5))));
        digits("-0.126340 -0.186632", tensor(ofTheValley(sgd(0.6).momentum(0.25))));
        digits("0.996033 -0.212751", tensor(ofTheValley(adam(0.4))));
    }

    /** η = 1/t on the same valley: y runs from −2 to 6 and is exactly 0 from step 4 on. */
    @Test
    void aRateThatFallsWithTheStep() {
        var x = Tensor.parameter(tensor(-5, -2));
        var optimizer = sgd(1).of(List.of(x));
        for (int t = 1; t <= 20; t++) {
            optimizer.zeroGrad();
            x.square().mul(tensor(0.1, 2)).sum().backward();
            optimizer.rate(1.0 / t);
            optimizer.step();
            if (t == 1) {
                assertEquals(6, x.get(1));
            }
            if (t >= 4) {
                assertEquals(0, x.get(1));
            }
        }
        digits("-2.350", x.get(0));
    }

    /** tanh² w₁ + 0.01 |w₁| + σ(w₂) from (5, 5), 100 steps. */
    @Test
    void ofAPlateauWithAValley() {
        UnaryOperator<Tensor> f = w -> w.at(0).tanh().square().add(w.at(0).abs().mul(0.01)).add(w.at(1).sigmoid());
        // w₁ jumps to and fro across the valley, and a rounding error decides where it is; w₂ does not
        digits("-6.73475", minimize(sgd(10), 100, f, 5, 5)[1]);
        // their momentum averages, m ← 0.9 m + 0.1 g: ours with a tenth of the rate
        digits("-0.01193 -13.07268", tensor(minimize(sgd(1).momentum(0.9), 100, f, 5, 5)));
        digits("0.00327 -12.62730", tensor(minimize(adam(1), 100, f, 5, 5)));
    }

    // ---- closed forms

    @Test
    void adamsFirstStepIsTheRate() {
        for (double g : new double[]{1e-3, 1, -50}) {
            double[] theta = {2};
            adam(0.1, 0.9, 0.999, 0).update(0.1, 1, theta, new double[]{g}, new double[2][1]);
            assertEquals(2 - 0.1 * Math.signum(g), theta[0], 1e-15);
        }
    }

    /** ε stands outside the root: the first step is η g / (|g| + ε). */
    @Test
    void adamsEpsilonSlowsSmallGradients() {
        double[] theta = {0};
        adam(0.1, 0.9, 0.999, 1).update(0.1, 1, theta, new double[]{3}, new double[2][1]);
        assertEquals(-0.1 * 3 / 4, theta[0], 1e-15);
    }

    @Test
    void adamUnderAConstantGradientGoesOnAtTheRate() {
        double[] theta = {0};
        double[][] memory = new double[2][1];
        for (int t = 1; t <= 500; t++) {
            adam(0.01).update(0.01, t, theta, new double[]{3}, memory);
        }
        assertEquals(-5, theta[0], 1e-6);
    }

    @Test
    void momentumGrowsToItsTerminalSpeed() {
        double[] theta = {0};
        double[][] memory = new double[1][1];
        double before = 0;
        for (int t = 1; t <= 300; t++) {
            before = theta[0];
            sgd(0.1).momentum(0.9).update(0.1, t, theta, new double[]{2}, memory);
        }
        assertEquals(-0.1 * 2 / (1 - 0.9), theta[0] - before, 1e-12);
    }

    @Test
    void descentIsStableBelowTwoOverTheCurvature() {
        assertTrue(Math.abs(minimize(sgd(0.999), 50, x -> x.square().sum(), 1)[0]) < 1);
        assertEquals(1, Math.abs(minimize(sgd(1), 50, x -> x.square().sum(), 1)[0]));
        assertTrue(Math.abs(minimize(sgd(1.001), 50, x -> x.square().sum(), 1)[0]) > 1);
    }

    // ---- properties

    @Test
    void withoutGradientAndHistoryNothingMoves() {
        for (var rule : new UpdateRule[]{sgd(0.1), sgd(0.1).momentum(0.9), adam(0.1)}) {
            double[] theta = w.clone();
            rule.update(0.1, 1, theta, new double[20], new double[rule.memories()][20]);
            assertArrayEquals(w, theta, rule.toString());
        }
    }

    @Test
    void aRateOfZeroMovesNothing() {
        for (var rule : new UpdateRule[]{sgd(0), sgd(0).momentum(0.9), adam(0)}) {
            double[] theta = w.clone();
            rule.update(0, 1, theta, dw, new double[rule.memories()][20]);
            assertArrayEquals(w, theta, rule.toString());
        }
    }

    @Test
    void momentumZeroIsPlainDescentAndGradientsStayAsTheyAre() {
        double[] theta = w.clone();
        double[] other = w.clone();
        double[] before = dw.clone();
        sgd(0.1).update(0.1, 1, theta, dw, new double[0][]);
        sgd(0.1).momentum(0.5).momentum(0).update(0.1, 1, other, dw, new double[0][]);
        assertArrayEquals(theta, other);
        for (var rule : new UpdateRule[]{sgd(0.1).momentum(0.9), adam(0.1)}) {
            rule.update(0.1, 1, theta, dw, new double[rule.memories()][20]);
        }
        assertArrayEquals(before, dw);
        assertArrayEquals(Tensors.tensor(w).sub(tensor(dw).mul(0.1)).data(), other, 1e-17);
    }

    /** A step of Adam does not change when all gradients are multiplied by a number. */
    @Test
    void adamDoesNotSeeTheScaleOfTheLoss() {
        var rng = new Rng(3);
        double[] one = new double[4];
        double[] other = new double[4];
        double[][] memory = new double[2][4];
        double[][] otherMemory = new double[2][4];
        for (int t = 1; t <= 20; t++) {
            double[] g = Tensors.randn(rng, 4).data();
            adam(0.1, 0.9, 0.999, 0).update(0.1, t, one, g, memory);
            adam(0.1, 0.9, 0.999, 0).update(0.1, t, other, tensor(g).mul(1000).data(), otherMemory);
        }
        assertArrayEquals(one, other, 1e-13);
    }

    // ---- errors

    @Test
    void numbersAreCheckedWhenGiven() {
        refuses("sgd: the learning rate is -0.1, it should be a number of 0 or more", () -> sgd(-0.1));
        refuses("sgd: the learning rate is NaN, it should be a number of 0 or more", () -> sgd(Double.NaN));
        refuses("adam: the learning rate is ∞, it should be a number of 0 or more", () -> adam(Double.POSITIVE_INFINITY));
        refuses("sgd: momentum is 1, it should be from 0 to below 1; at 1 nothing would ever slow down",
                () -> sgd(0.1).momentum(1));
        refuses("sgd: momentum is -0.5, it should be from 0 to below 1; at 1 nothing would ever slow down",
                () -> sgd(0.1).momentum(-0.5));
        String betas = "; the betas should be from 0 to below 1, epsilon 0 or more";
        refuses("adam: beta1 is 1, beta2 is 0.999, epsilon is 1e-8" + betas, () -> adam(0.1, 1, 0.999, 1e-8));
        refuses("adam: beta1 is 0.9, beta2 is NaN, epsilon is 1e-8" + betas, () -> adam(0.1, 0.9, Double.NaN, 1e-8));
        refuses("adam: beta1 is 0.9, beta2 is 0.999, epsilon is -1" + betas, () -> adam(0.1, 0.9, 0.999, -1));
    }
}
