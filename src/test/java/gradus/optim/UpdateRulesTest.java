package gradus.optim;

import static gradus.Expect.digits;
import static gradus.Expect.refuses;
import static gradus.optim.Optimizers.adagrad;
import static gradus.optim.Optimizers.adam;
import static gradus.optim.Optimizers.rmsprop;
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
    void rmspropStep() {
        double[][] memory = {linspace(0.6, 0.9, 20).toArray()};
        rmsprop(1e-2).update(1e-2, 1, w, dw, memory);
        digits("-0.39223849 -0.34037513 -0.28849239 -0.23659121 -0.18467247", firstFive(w));
        digits("0.5976 0.6126277", tensor(memory[0]).slice(0, 0, 2));
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
        digits("-2.382562 -0.158591", tensor(ofTheValley(adagrad(0.4))));
        digits("-2.382563 -0.158591", tensor(ofTheValley(adagrad(0.4, 1e-6).epsilonInside())));
        digits("-2.382564 -0.158591", tensor(ofTheValley(adagrad(0.4, 1e-6))));
        digits("-0.002295 0.000000", tensor(ofTheValley(adagrad(2))));
        digits("-0.010599 0.000000", tensor(ofTheValley(rmsprop(0.4, 0.9, 1e-6).epsilonInside())));
        digits("-0.010598 0.000000", tensor(ofTheValley(rmsprop(0.4, 0.9))));
        digits("0.996033 -0.212751", tensor(ofTheValley(adam(0.4))));
    }

    /** PyTorch's formulas, worked out apart from this library: 5 steps on the same valley. */
    @Test
    void ofALongValleyInOtherWords() {
        digits("-3.4495300692 0.3302716032", tensor(fiveSteps(sgd(0.1).nesterov(0.9))));
        digits("2.6601233093 0.8064264612", tensor(fiveSteps(adam(0.4).biasCorrection(false))));
        digits("-2.0857796875 1.3595743566", tensor(fiveSteps(sgd(0.1).momentum(0.9).weightDecay(0.3))));
        digits("-3.1443551875 1.3245590286", tensor(fiveSteps(Optimizers.sgdW(0.1, 0.9, 0.3))));
        digits("-3.0226513572 -0.1112577872", tensor(fiveSteps(adam(0.4).weightDecay(0.3))));
        digits("-1.1444644962 0.2976186201", tensor(fiveSteps(Optimizers.adamW(0.4, 0.3))));
        digits("-2.2157098932 -0.0983101007", tensor(fiveSteps(rmsprop(0.1).weightDecay(0.3))));
        digits("-3.7728348807 -0.8907671371", tensor(fiveSteps(adagrad(0.4).weightDecay(0.3))));
    }

    private static double[] fiveSteps(UpdateRule rule) {
        return minimize(rule, 5, x -> x.square().mul(tensor(0.1, 2)).sum(), -5, -2);
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

    /** The negative of three steep Gaussian hills on a plain, from (0, 0), 100 steps; its minimum is -3.9788736. */
    @Test
    void ofThreeSteepHoles() {
        double[][] centres = {{1, -0.5}, {-1, 0.5}, {-0.5, -0.8}};
        UnaryOperator<Tensor> f = w -> {
            var sum = Tensors.scalar(0);
            for (double[] c : centres) {
                sum = sum.sub(w.sub(tensor(c)).square().sum().div(-2 * 0.04).exp().div(2 * Math.PI * 0.04));
            }
            return sum;
        };
        digits("-0.49982 -0.80015", tensor(minimize(adam(0.2), 100, f, 0, 0)));
        digits("-3.97887", f.apply(tensor(minimize(adam(0.2), 100, f, 0, 0))).item());
        digits("0.00000", f.apply(tensor(minimize(sgd(0.5), 100, f, 0, 0))).item());
        // their momentum averages: ours with a tenth of the rate
        digits("0.00000", f.apply(tensor(minimize(sgd(0.1).momentum(0.9), 100, f, 0, 0))).item());
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

    /** Without the correction (1 − β₁) / √(1 − β₂) rates, whatever the gradient. */
    @Test
    void theFirstStepsOfTheOthers() {
        for (double g : new double[]{1e-3, 1, -50}) {
            digits("3.1623", -firstStep(adam(1, 0.9, 0.999, 0).biasCorrection(false), g) * Math.signum(g));
            assertEquals(-10 * Math.signum(g), firstStep(rmsprop(1, 0.99, 0), g), 1e-12);
            digits("3.1623", -firstStep(rmsprop(1, 0.9, 0), g) * Math.signum(g));
            assertEquals(-Math.signum(g), firstStep(adagrad(1, 0), g), 1e-15);
        }
        assertEquals(-3 / 4.0, firstStep(adagrad(1, 1), 3), 1e-15);
        assertEquals(-3 / Math.sqrt(10), firstStep(adagrad(1, 1).epsilonInside(), 3), 1e-15);
        assertEquals(-3 / 4.0, firstStep(rmsprop(1, 0, 1), 3), 1e-15);
        assertEquals(-3 / Math.sqrt(10), firstStep(rmsprop(1, 0, 1).epsilonInside(), 3), 1e-15);
        assertEquals(-3 * 1.9, firstStep(sgd(1).nesterov(0.9), 3), 1e-15);
    }

    private static double firstStep(UpdateRule rule, double g) {
        double[] theta = {0};
        rule.update(rule.rate(), 1, theta, new double[]{g}, new double[rule.memories()][1]);
        return theta[0];
    }

    @Test
    void adagradSlowsDownUnderAConstantGradient() {             // Σ 1/√t over 100 steps
        double[] theta = {0};
        double[][] memory = new double[1][1];
        for (int t = 1; t <= 100; t++) {
            adagrad(1, 0).update(1, t, theta, new double[]{7}, memory);
        }
        digits("18.589604", -theta[0]);
    }

    /** Nesterov's own form looks ahead, v ← μv + ∇L(θ − ημv): what is stored here is the point looked at. */
    @Test
    void nesterovIsALookAhead() {
        double theta = -5;
        double v = 0;
        for (int t = 0; t < 30; t++) {
            v = 0.8 * v + 2 * (theta - 0.1 * 0.8 * v);
            theta -= 0.1 * v;
        }
        assertEquals(theta - 0.1 * 0.8 * v, minimize(sgd(0.1).nesterov(0.8), 30, x -> x.square().sum(), -5)[0], 1e-12);
    }

    /** A velocity that carries the rate, v ← μv − ηg, θ ← θ + v: the same until the rate changes. */
    @Test
    void theOtherMomentumDiffersOnceTheRateChanges() {
        var x = Tensor.parameter(1);
        var optimizer = sgd(0.1).momentum(0.9).of(List.of(x));
        double theta = 1;
        double v = 0;
        for (int t = 0; t < 4; t++) {
            double eta = t < 3 ? 0.1 : 0.01;
            optimizer.zeroGrad();
            x.square().sum().backward();
            optimizer.rate(eta);
            optimizer.step();
            v = 0.9 * v - eta * 2 * theta;
            theta += v;
            if (t < 3) {
                assertEquals(theta, x.item(), 1e-15);
            }
        }
        assertTrue(Math.abs(theta - x.item()) > 0.1, theta + " and " + x.item());
    }

    /** On curvatures 1 and 100, with the best rate and momentum, the error falls by these factors a step. */
    @Test
    void momentumTakesTheRootOfTheConditionNumber() {
        UnaryOperator<Tensor> f = x -> x.square().mul(tensor(0.5, 50)).sum();
        double[] plain = minimize(sgd(2.0 / 101), 200, f, 1, 1);
        assertEquals(0.980198, Math.pow(Math.abs(plain[0]), 1 / 200.0), 1e-6);
        double mu = Math.pow(9.0 / 11, 2);
        var heavy = sgd(4.0 / 121).momentum(mu);
        double early = Math.abs(minimize(heavy, 100, f, 1, 1)[0]);
        double late = Math.abs(minimize(heavy, 200, f, 1, 1)[0]);
        assertEquals(0.818182, Math.pow(late / early, 0.01), 0.01);
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

    private static UpdateRule[] allAt(double rate) {
        return new UpdateRule[]{sgd(rate), sgd(rate).momentum(0.9), sgd(rate).nesterov(0.9), adagrad(rate),
            adagrad(rate).epsilonInside(), rmsprop(rate), rmsprop(rate).epsilonInside(), adam(rate),
            adam(rate).biasCorrection(false), adam(rate).weightDecay(0)};
    }

    @Test
    void withoutGradientAndHistoryNothingMoves() {
        for (var rule : allAt(0.1)) {
            double[] theta = w.clone();
            rule.update(0.1, 1, theta, new double[20], new double[rule.memories()][20]);
            assertArrayEquals(w, theta, rule.toString());
        }
    }

    @Test
    void aRateOfZeroMovesNothing() {
        for (var rule : allAt(0)) {
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
        for (var rule : allAt(0.1)) {
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
        refuses("sgd: momentum is NaN, it should be from 0 to below 1; at 1 nothing would ever slow down",
                () -> sgd(0.1).nesterov(Double.NaN));
        refuses("adagrad: the learning rate is NaN, it should be a number of 0 or more", () -> adagrad(Double.NaN));
        refuses("adagrad: epsilon is -1, it should be 0 or more", () -> adagrad(0.1, -1));
        refuses("rmsprop: the learning rate is -1, it should be a number of 0 or more", () -> rmsprop(-1));
        refuses("rmsprop: rho is 1, epsilon is 1e-8; rho should be from 0 to below 1, epsilon 0 or more",
                () -> rmsprop(0.1, 1));
        refuses("adam(0.1): weight decay is -1, it should be a number of 0 or more", () -> adam(0.1).weightDecay(-1));
        refuses("sgd(0.1): weight decay is NaN, it should be a number of 0 or more",
                () -> Optimizers.sgdW(0.1, 0, Double.NaN));
    }

    @Test
    void rulesReadAsTheyAreWritten() {
        assertEquals("[sgd(0.1), sgd(0.1).momentum(0.9), sgd(0.1).nesterov(0.9), adagrad(0.1), adagrad(0.1).epsilonInside(),"
                + " rmsprop(0.1, 0.99), rmsprop(0.1, 0.99).epsilonInside(), adam(0.1), adam(0.1).biasCorrection(false),"
                + " adam(0.1).weightDecay(0)]", Arrays.toString(allAt(0.1)));
    }

    /** Under a constant gradient v − m² is a difference of equal numbers, below 0 by a rounding: never the root of that. */
    @Test
    void centredUnderAConstantGradientStaysANumber() {
        var x = Tensor.parameter(Tensors.full(1, 7));
        var optimizer = Optimizers.rmsprop(1e-12, 0.9).centred().momentum(0.5).of(List.of(x));
        for (int t = 0; t < 500; t++) {
            x.setGrad(Tensors.tensor(0.1, 1.0 / 3, 1e-3, 7.7, 1e5, -0.7, 1e-8));
            optimizer.step();
        }
        for (double value : x.data()) {
            assertTrue(Double.isFinite(value), x.toString());
        }
    }
}
