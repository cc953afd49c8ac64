package gradus.nn;

import static gradus.Expect.digits;
import static gradus.init.Initializers.fanInUniform;
import static gradus.init.Initializers.heNormal;
import static gradus.init.Initializers.lecunNormal;
import static gradus.init.Initializers.lecunUniform;
import static gradus.init.Initializers.normalInit;
import static gradus.init.Initializers.sparseInit;
import static gradus.init.Initializers.zeroInit;
import static gradus.loss.Losses.crossEntropy;
import static gradus.loss.Losses.meanSquaredError;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.sequential;
import static gradus.nn.Layers.sigmoid;
import static gradus.nn.Layers.tanh;
import static gradus.optim.Optimizers.sgd;
import static gradus.tensor.Tensors.linspace;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import gradus.init.Initializer;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Networks whose numbers were worked out elsewhere, to the digits printed there. */
@Tag("kernels")
class GoldenNetsTest {

    // ---- the two-layer network of CS231n's exercises

    @Test
    void affineForward() {
        var layer = dense(120, 3).weights(linspace(-0.2, 0.3, 360).reshape(120, 3), linspace(-0.3, 0.1, 3));
        digits("1.49834967 1.70660132 1.91485297 3.25553199 3.5141327 3.77273342",
                layer.forward(linspace(-0.1, 0.5, 240).reshape(2, 120)));
    }

    @Test
    void reluForward() {
        digits("0 0 0 0 0 0 0.04545455 0.13636364 0.22727273 0.31818182 0.40909091 0.5",
                relu().forward(linspace(-0.5, 0.5, 12).reshape(3, 4)));
    }

    @Test
    void scoresAndLossOfTwoLayers() {
        var net = sequential(
                dense(5, 50).weights(linspace(-0.7, 0.3, 250).reshape(5, 50), linspace(-0.1, 0.9, 50)), relu(),
                dense(50, 7).weights(linspace(-0.3, 0.4, 350).reshape(50, 7), linspace(-0.9, 0.1, 7)));
        var scores = net.forward(linspace(-5.5, 4.5, 15).reshape(5, 3).transpose());
        digits("11.53165108 12.2917344 13.05181771 13.81190102 14.57198434 15.33206765 16.09215096", scores.row(0));
        digits("16.2846319", scores.get(2, 6));
        var loss = crossEntropy(scores, tensor(0, 5, 1));
        digits("3.4702243556", loss.item());
        var penalty = scalar(0);
        for (var parameter : net.parameters()) {
            penalty = parameter.rank() == 2 ? penalty.add(parameter.square().sum().mul(0.5)) : penalty;
        }
        digits("26.5948426952", loss.add(penalty).item());
    }

    // ---- the lecture's example with three inputs, two hidden units and one output

    private final Dense hidden = dense(3, 2).weights(tensor(new double[][]{{0.2, -0.3}, {0.4, 0.1}, {-0.5, 0.2}}),
            tensor(-0.4, 0.2));
    private final Dense output = dense(2, 1).weights(tensor(new double[][]{{-0.3}, {-0.2}}), tensor(0.1));
    private final Sequential net = sequential(hidden, sigmoid(), output, sigmoid());
    private final Tensor x = tensor(1, 0, 1);
    private final Tensor target = tensor(1);

    @Test
    void forwardAndBackwardByHand() {
        var i45 = hidden.forward(x);
        var o45 = i45.sigmoid();
        var i6 = output.forward(o45);
        var o6 = i6.sigmoid();
        var error = target.sub(o6).square().sum();
        error.backward();
        digits("-0.7 0.1", i45);
        digits("0.332 0.525", o45);
        digits("-0.1045395", i6.data()[0]);
        digits("0.4738889", o6.data()[0]);
        digits("0.2767929", error.item());
        digits("-0.2623382", i6.grad());
        digits("0.0174491 0.0130842", i45.grad());
        digits("-0.0870470 -0.1377221", output.W().grad());
        digits("0.0174491 0.0130842 0 0 0.0174491 0.0130842", hidden.W().grad());
    }

    @Test
    void oneStepWithTheSquaredError() {
        meanSquaredError(net.forward(x), target).backward();
        sgd(1).of(net.parameters()).step();
        digits("-0.2129530 -0.0622779", output.W());
        digits("0.3623382", output.b());
        digits("0.1825509 -0.3130842 0.4 0.1 -0.5174491 0.1869158", hidden.W());
        digits("-0.4174491 0.1869158", hidden.b());
        digits("0.5651384", net.forward(x));
    }

    @Test
    void oneStepWithHalfTheSquaredError() {
        meanSquaredError(net.forward(x), target).mul(0.5).backward();
        sgd(0.9).of(net.parameters()).step();
        digits("-0.261 -0.138", output.W());
        digits("0.218", output.b());
        digits("0.192 -0.306 0.4 0.1 -0.508 0.194", hidden.W());
        digits("-0.408 0.194", hidden.b());
        digits("0.5152", net.forward(x));
    }

    // ---- small ones

    @Test
    void theXorNetwork() {                                        // Goodfellow, Bengio and Courville 2016, section 6.1
        var xor = sequential(dense(2, 2).weights(tensor(new double[][]{{1, 1}, {1, 1}}), tensor(0, -1)), relu(),
                dense(2, 1).weights(tensor(new double[][]{{1}, {-2}}), tensor(0)));
        var corners = tensor(new double[][]{{0, 0}, {0, 1}, {1, 0}, {1, 1}});
        assertArrayEquals(new double[]{0, 1, 1, 0}, xor.forward(corners).data());
    }

    /** Input 1, target 0, η = 0.15, 300 epochs: the output before and after. */
    private static String nielsen(double start, double bias, UnaryOperator<Tensor> loss) {
        var neuron = sequential(dense(1, 1).weights(tensor(start).reshape(1, 1), tensor(bias)), sigmoid());
        var optimizer = sgd(0.15).of(neuron.parameters());
        double before = neuron.forward(tensor(1)).item();
        for (int epoch = 0; epoch < 300; epoch++) {
            optimizer.zeroGrad();
            loss.apply(neuron.forward(tensor(1))).sum().backward();
            optimizer.step();
        }
        return String.format(Locale.ROOT, "%.4f to %.4f", before, neuron.forward(tensor(1)).item());
    }

    @Test
    void nielsensNeuronLearnsSlowlyFromABadStart() {              // Nielsen 2015, chapter 3
        UnaryOperator<Tensor> quadratic = a -> a.square().mul(0.5);
        assertEquals("0.8176 to 0.0940", nielsen(0.6, 0.9, quadratic));
        assertEquals("0.9820 to 0.2028", nielsen(2, 2, quadratic));
        UnaryOperator<Tensor> crossEntropy = a -> a.neg().add(1).log().neg();
        assertEquals("0.8176 to 0.0116", nielsen(0.6, 0.9, crossEntropy));
        assertEquals("0.9820 to 0.0120", nielsen(2, 2, crossEntropy));
    }

    @Test
    void activationsAtSevenPoints() {
        var points = tensor(-3, -1, -0.5, 0, 0.5, 1, 3);
        digits("0.04742587 0.26894142 0.37754067 0.5 0.62245933 0.73105858 0.95257413", sigmoid().forward(points));
        digits("-0.99505475 -0.76159416 -0.46211716 0 0.46211716 0.76159416 0.99505475", tanh().forward(points));
        digits("0.0311 0.7613 0.3079 0.9804", tensor(-3.44, 1.16, -0.81, 3.91).sigmoid());
        var one = Tensor.parameter(1);
        one.tanh().backward();
        digits("0.41997434", one.grad().item());
        var zero = Tensor.parameter(0);
        zero.sigmoid().backward();
        assertEquals(0.25, zero.grad().item());
    }

    // ---- ten layers of 500 units, 1000 inputs: what the scale of the weights does

    private static Tensor[] layers(int depth, Initializer weights, Layer activation) {
        var rng = new Rng(20);
        var h = randn(rng, 1000, 500);
        var outputs = new Tensor[depth];
        for (int l = 0; l < depth; l++) {
            h = activation.forward(dense(500, 500).initialize(weights, rng).forward(h));
            outputs[l] = h;
        }
        return outputs;
    }

    /** The theory is that of infinitely wide layers, q ← E[φ(√(n·var·q) z)²]. */
    private static void stdsAre(double tolerance, Tensor[] outputs, double... theory) {
        for (int l = 0; l < theory.length; l++) {
            assertEquals(theory[l], outputs[l].std().item(), tolerance * theory[l], "layer " + (l + 1));
        }
    }

    @Test
    void tanhWithVarianceOneOverN() {
        stdsAre(0.004, layers(10, normalInit(1 / Math.sqrt(500)), tanh()), 0.627929, 0.486262, 0.408236, 0.357638,
                0.321622, 0.294390, 0.272911, 0.255430, 0.240856, 0.228473);
    }

    @Test
    void tanhWithWeightsTooSmallAndTooLarge() {
        stdsAre(0.01, layers(3, normalInit(0.01), tanh()), 0.213546, 0.047642, 0.010652);
        var large = layers(2, normalInit(1), tanh());
        stdsAre(0.001, large, 0.98201, 0.98167);
        assertEquals(0.92, large[1].abs().greaterThan(0.97).mean().item(), 0.005);
    }

    private static double saturated(Tensor h) {
        return h.abs().greaterThan(0.97).mean().item();
    }

    /** U[−1/√n, 1/√n] has a third of the variance 1/n. */
    @Test
    void tanhFadesWithTheOldUniformWeights() {
        stdsAre(0.015, layers(5, fanInUniform(), tanh()), 0.4602, 0.2497, 0.1412, 0.0809, 0.0467);
    }

    @Test
    void tanhWithLeCunAndAGain() {
        stdsAre(0.004, layers(3, lecunNormal(), tanh()), 0.627929, 0.486262, 0.408236);
        stdsAre(0.004, layers(3, lecunUniform(), tanh()), 0.627929, 0.486262, 0.408236);
        var kept = layers(10, lecunNormal().gain(5 / 3.0), tanh());
        stdsAre(0.005, kept, 0.7594, 0.6930, 0.6685, 0.6586, 0.6545, 0.6527, 0.6519, 0.6516, 0.6515, 0.6514);
        assertEquals(0.054, saturated(kept[9]), 0.003);
    }

    @Test
    void tanhWithSparseWeights() {
        var fifteen = layers(4, sparseInit(15), tanh());
        assertEquals(0.8795, fifteen[3].std().item(), 0.008);
        assertEquals(0.54, saturated(fifteen[3]), 0.02);
        var ten = layers(5, sparseInit(10), tanh());
        stdsAre(0.01, ten, 0.8601, 0.8503, 0.8477, 0.8465, 0.8449);
        assertEquals(0.43, saturated(ten[4]), 0.02);
        stdsAre(0.05, layers(3, sparseInit(10, 0.01), tanh()), 0.032, 1.0e-3, 3.2e-5);
    }

    @Test
    void reluShrinksByTheRootOfTwoWithLeCun() {
        var outputs = layers(3, lecunNormal(), relu());
        stdsAre(0.01, outputs, 0.5849);
        stdsAre(0.06, outputs, 0.5849, 0.4136, 0.2925);
        assertEquals(0.397, outputs[0].mean().item(), 0.01);
    }

    @Test
    void reluKeepsItsSizeWithHe() {
        var outputs = layers(3, heNormal(), relu());
        stdsAre(0.01, outputs, 0.8272);
        stdsAre(0.1, outputs, 0.8272, 0.8272, 0.8272);            // deeper, one drawing differs much from another
        assertEquals(0.5623, outputs[0].mean().item(), 0.01);
    }

    /** The size of the gradient in front of the first layer when one of N(0, 1) arrives behind the tenth. */
    private static double gradientAtTheFirst(Initializer weights) {
        var rng = new Rng(21);
        var x = Tensor.parameter(randn(rng, 200, 500));
        var h = x;
        for (int l = 0; l < 10; l++) {
            h = tanh().forward(dense(500, 500).initialize(weights, rng).forward(h));
        }
        h.backward(randn(rng, 200, 500));
        return x.grad().std().item();
    }

    /** Weights of 1 saturate nearly all units, and yet the gradient explodes. */
    @Test
    void gradientsFadeAndExplode() {
        assertEquals(3.0e-7, gradientAtTheFirst(normalInit(0.01)), 0.2e-7);
        assertEquals(2.6e5, gradientAtTheFirst(normalInit(1)), 0.8e5);
        assertEquals(0.27, gradientAtTheFirst(lecunNormal()), 0.02);
        assertEquals(0.0031, gradientAtTheFirst(fanInUniform()), 0.0003);
        assertEquals(65, gradientAtTheFirst(sparseInit(15)), 20);
    }

    /** No level at which the variance would stay: 1/(2l + 1), and a little more. */
    @Test
    void tanhKeepsFadingWithVarianceOneOverN() {
        var rng = new Rng(22);
        var h = randn(rng, 200, 500);
        double[] variances = new double[101];
        for (int l = 1; l <= 100; l++) {
            h = tanh().forward(dense(500, 500).initialize(lecunNormal(), rng).forward(h));
            variances[l] = h.var().item();
        }
        assertEquals(0.0522, variances[10], 0.03 * 0.0522);
        assertEquals(0.0259, variances[20], 0.06 * 0.0259);
        assertEquals(0.0102, variances[50], 0.15 * 0.0102);
        assertEquals(0.0051, variances[100], 0.25 * 0.0051);
    }

    @Test
    void fixedPointsAndReluWithSmallWeights() {
        assertEquals(0.5559, layers(10, heNormal(), tanh())[9].std().item(), 0.006);
        assertEquals(0.651347, layers(10, lecunNormal().gain(5 / 3.0), tanh())[9].std().item(), 0.005);
        assertEquals(1.3e-5, layers(6, normalInit(0.01), relu())[5].std().item(), 0.4e-5);
    }

    @Test
    void nothingMovesFromZeroWeightsButTheLastBias() {
        for (var activation : new Layer[]{tanh(), relu()}) {
            var net = sequential(dense(5, 4), activation, dense(4, 4), activation, dense(4, 3)).initialize(zeroInit(), new Rng(1));
            crossEntropy(net.forward(randn(new Rng(2), 6, 5)), tensor(0, 1, 2, 2, 1, 1)).backward();
            var parameters = net.parameters();
            for (int i = 0; i < parameters.size() - 1; i++) {
                assertArrayEquals(new double[parameters.get(i).size()], parameters.get(i).grad().abs().data());
            }
            assertNotEquals(0, parameters.get(parameters.size() - 1).grad().get(0));
        }
    }
}
