package gradus.nn;

import static gradus.Expect.digits;
import static gradus.Expect.refuses;
import static gradus.init.Initializers.heNormal;
import static gradus.init.Initializers.xavierNormal;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.elu;
import static gradus.nn.Layers.gelu;
import static gradus.nn.Layers.geluTanh;
import static gradus.nn.Layers.identity;
import static gradus.nn.Layers.leakyRelu;
import static gradus.nn.Layers.logSoftmax;
import static gradus.nn.Layers.maxout;
import static gradus.nn.Layers.mish;
import static gradus.nn.Layers.prelu;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.selu;
import static gradus.nn.Layers.sequential;
import static gradus.nn.Layers.sigmoid;
import static gradus.nn.Layers.silu;
import static gradus.nn.Layers.softmax;
import static gradus.nn.Layers.softplus;
import static gradus.nn.Layers.step;
import static gradus.nn.Layers.swish;
import static gradus.nn.Layers.tanh;
import static gradus.tensor.Tensors.concat;
import static gradus.tensor.Tensors.linspace;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.GradCheck;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernels")
class ActivationLayersTest {

    private static final List<Layer> ACTIVATIONS = List.of(identity(), relu(), step(), leakyRelu(), prelu(), elu(), selu(),
            gelu(), geluTanh(), silu(), swish(2), mish(), softplus(), tanh(), sigmoid(), softmax(), logSoftmax());

    /** The table of ground truth at x = −3, −1, −½, 0, ½, 1, 3. */
    @Test
    void valuesOfTheTable() {
        var x = tensor(-3, -1, -0.5, 0, 0.5, 1, 3);
        digits(".04742587 .26894142 .37754067 .5 .62245933 .73105858 .95257413", sigmoid().forward(x));
        digits("-.99505475 -.76159416 -.46211716 0 .46211716 .76159416 .99505475", tanh().forward(x));
        digits("-.95021293 -.63212056 -.39346934 0 .5 1 3", elu().forward(x));
        digits("-.00404969 -.15865525 -.15426877 0 .34573123 .84134475 2.99595031", gelu().forward(x));
        digits("-.00363739 -.15880801 -.15428599 0 .34571401 .84119199 2.99636261", geluTanh().forward(x));
        digits("-.14227762 -.26894142 -.18877033 0 .31122967 .73105858 2.85772238", silu().forward(x));
        digits("-1.67056873 -1.11133074 -.69175819 0 .52535049 1.05070099 3.15210296", selu().forward(x));
        digits(".69314718", softplus().forward(scalar(0)));
        digits(".86509839", mish().forward(scalar(1)));
        digits("-0.03 -0.01 -0.005 0 0.5 1 3", leakyRelu().forward(x));
        digits("-0.75 -0.25 -0.125 0 0.5 1 3", prelu().forward(x));
        digits("0 0 0 1 1 1 1", step().forward(x));
    }

    private static double slope(Layer layer, double at) {
        var x = Tensor.parameter(at);
        layer.forward(x).backward();
        return x.grad().item();
    }

    @Test
    void slopesOfTheTable() {
        digits("0.25", slope(sigmoid(), 0));
        digits(".41997434", slope(tanh(), 1));
        digits("1.08331547", slope(gelu(), 1));
        digits(".92767051", slope(silu(), 1));
    }

    @Test
    void slopesAtTheKinksAreAsDocumented() {
        assertEquals(0, slope(step(), 0));
        assertEquals(0.01, slope(leakyRelu(), 0));
        assertEquals(0.25, slope(prelu(), 0));
        assertEquals(0.7, slope(elu(0.7), 0));
        assertEquals(1.0507009873554805 * 1.6732632423543772, slope(selu(), 0));
    }

    /**
     * E[φ(z)²] for z from N(0, 1), and so the gain 1/√E[φ²] that keeps the size of a signal; by the trapezoidal rule, which
     * is exact to the digits shown.
     */
    @Test
    void secondMomentsAndGains() {
        moment(".5", "1.414214", relu());
        moment(".50005", "1.414143", leakyRelu());
        moment(".53125", "1.371989", prelu());
        moment(".394294", "1.592537", tanh());
        moment(".293379", "1.846229", sigmoid());
        moment(".644945", "1.245198", elu());
        moment(".425221", "1.533530", gelu());
        moment(".355776", "1.676532", silu());
        moment("1.000000", "1.000000", selu());
        digits(".500000", mean(sigmoid()::forward));
        digits(".000000", mean(selu()::forward));
    }

    private static void moment(String square, String gain, Layer layer) {
        double second = mean(x -> layer.forward(x).square());
        digits(square, second);
        digits(gain, 1 / Math.sqrt(second));
    }

    private static double mean(UnaryOperator<Tensor> f) {
        var z = linspace(-12, 12, 240_001);
        return f.apply(z).mul(z.square().mul(-0.5).exp()).sum().item() * 1e-4 / Math.sqrt(2 * Math.PI);
    }

    @Test
    void swishLiesBetweenHalfOfXAndRelu() {
        var x = linspace(-3, 3, 61);
        assertArrayEquals(x.div(2).data(), swish(0).forward(x).data());
        assertArrayEquals(relu().forward(x).data(), swish(1e6).forward(x).data(), 1e-15);
        assertArrayEquals(silu().forward(x.neg()).data(), swish(-1).forward(x).neg().data(), 1e-15);
    }

    @Test
    void emptyBatchesAndNanGoThrough() {
        for (var layer : ACTIVATIONS) {
            for (var x : new Tensor[]{zeros(0, 3), zeros(2, 0), zeros(0)}) {
                assertArrayEquals(x.shape(), layer.forward(x).shape(), layer.name());
                var p = Tensor.parameter(x);
                layer.forward(p).sum().backward();
                assertArrayEquals(x.shape(), p.grad().shape(), layer.name());
            }
            var y = layer.forward(tensor(new double[][]{{1}, {Double.NaN}, {1}}));
            assertEquals("false true false", Double.isNaN(y.get(0, 0)) + " " + Double.isNaN(y.get(1, 0)) + " "
                    + Double.isNaN(y.get(2, 0)), layer + " of NaN");
            assertEquals(layer.name(), layer.toString());
            assertEquals(7, layer.outputs(7));
        }
    }

    @Test
    void activationsRefuseWrongNumbers() {
        refuses("leakyRelu(NaN): a is the slope for negative numbers, such as 0.01", () -> leakyRelu(Double.NaN));
        refuses("elu(-1): alpha is a number of 0 or more, the function approaches -alpha", () -> elu(-1));
        refuses("elu(NaN): alpha is a number of 0 or more, the function approaches -alpha", () -> elu(Double.NaN));
        refuses("swish(∞): beta is a finite number, such as 1", () -> swish(Double.POSITIVE_INFINITY));
    }

    // ---- PReLU

    @Test
    void aSlopeForEachChannel() {
        var layer = prelu(3).slopes(0.5, 1, 3);
        assertEquals("[-1, -2, -6]", layer.forward(tensor(-2, -2, -2)).toString());
        var x = tensor(new double[][]{{-1, 2, -3}, {-4, -5, 6}});
        layer.forward(x).sum().backward();
        // ∂y/∂a = min(x, 0), summed over the batch
        assertArrayEquals(new double[]{-5, -5, -3}, layer.a().grad().data());
        refuses("prelu(3): input is (2, 4), its last dimension should be 3", () -> layer.forward(zeros(2, 4)));
        refuses("prelu(3): input is (), its last dimension should be 3", () -> layer.forward(scalar(1)));
        refuses("prelu(3): 2 slopes given, 3 needed", () -> layer.slopes(1, 2));
        refuses("prelu(0): it needs at least one channel", () -> prelu(0));
        layer.initialize(heNormal(), new Rng(1));
        assertArrayEquals(new double[]{0.25, 0.25, 0.25}, layer.a().data());
    }

    /** max(a·x, x) of the lectures would give −2 here. */
    @Test
    void aSlopeAboveOneStaysOnTheLeft() {
        assertEquals("[-6, 2]", prelu().slopes(3).forward(tensor(-2, 2)).toString());
        assertEquals("[6, 2]", prelu().slopes(-3).forward(tensor(-2, 2)).toString());
    }

    @Test
    void oneSlopeForAllTakesEveryShape() {
        assertEquals("-0.5", prelu().forward(scalar(-2)).toString());
        assertArrayEquals(new int[]{2, 3, 4}, prelu().forward(zeros(2, 3, 4)).shape());
        var net = sequential(dense(3, 4), prelu(4), dense(4, 2), prelu()).initialize(xavierNormal(), new Rng(1));
        assertEquals(6, net.parameters().size());
        assertEquals(16 + 4 + 10 + 1, net.summary().parameters());
        var x = randn(new Rng(2), 5, 3);
        var report = GradCheck.of("net", () -> net.forward(x), net.parameters());
        assertTrue(report.passed(), report::toString);
    }

    // ---- maxout

    @Test
    void maxoutIsTheLargestOfItsPieces() {
        var layer = maxout(2, 3, 4).initialize(heNormal(), new Rng(3));
        assertEquals("maxout(2 → 3, 4 pieces)", layer.toString());
        assertEquals(4 * (2 * 3 + 3), sequential(layer).summary().parameters(), "k times a dense layer");
        var x = randn(new Rng(4), 5, 2);
        var y = layer.forward(x);
        assertArrayEquals(new int[]{5, 3}, y.shape());
        var W = layer.parameters().get(0);
        Tensor largest = null;
        for (int p = 0; p < 4; p++) {
            var piece = x.matmul(W.slice(1, 3 * p, 3 * p + 3));
            largest = largest == null ? piece : largest.maximum(piece);
        }
        assertArrayEquals(largest.data(), y.data(), 1e-15);
        assertEquals("(3)", layer.forward(ones(2)).shapeText());
        assertEquals("(4, 5, 3)", layer.forward(zeros(4, 5, 2)).shapeText());
        assertEquals("(0, 3)", layer.forward(zeros(0, 2)).shapeText());
        var report = GradCheck.of("maxout", () -> layer.forward(x), layer.parameters());
        assertTrue(report.passed(), report::toString);
    }

    /** Each piece is drawn for as many inputs and outputs as the layer has, not for k times the outputs. */
    @Test
    void theInitializerSeesThePieces() {
        var layer = maxout(4, 2, 3).initialize((rng, in, out) -> randn(rng, in, out).add(10 * in + out), new Rng(5));
        var rng = new Rng(5);
        var pieces = new Tensor[3];
        for (int p = 0; p < 3; p++) {
            pieces[p] = randn(rng, 4, 2).add(42);
        }
        assertArrayEquals(concat(1, pieces).data(), layer.parameters().get(0).data());
        assertArrayEquals(new double[6], layer.parameters().get(1).data());
    }

    /** The pieces x and 0 make ReLU, x and −x the absolute value. */
    @Test
    void maxoutWithTwoPiecesIsReluOrTheAbsoluteValue() {
        var x = linspace(-2, 2, 9).reshape(9, 1);
        var relu = maxout(1, 1, 2).weights(tensor(new double[][]{{1, 0}}), zeros(2));
        assertArrayEquals(relu().forward(x).data(), relu.forward(x).data());
        var absolute = maxout(1, 1, 2).weights(tensor(new double[][]{{1, -1}}), zeros(2));
        assertArrayEquals(x.abs().data(), absolute.forward(x).data());
    }

    /** The mean of the larger of k draws from N(0, 1), and its second moment. */
    @Test
    void maxoutOfNormalDraws() {
        int n = 200_000;
        double[] means = {.56419, .84628, 1.02937};
        double[] squares = {1, 1.27566, 1.55132};
        for (int k = 2; k <= 4; k++) {
            var eye = gradus.tensor.Tensors.eye(k);
            var y = maxout(k, 1, k).weights(eye, zeros(k)).forward(randn(new Rng(6), n, k));
            assertEquals(means[k - 2], y.mean().item(), 4 / Math.sqrt(n));
            assertEquals(squares[k - 2], y.square().mean().item(), 8 / Math.sqrt(n));
        }
    }

    @Test
    void maxoutRefusesWrongNumbers() {
        refuses("maxout(2 → 3, 0 pieces): it needs at least one input, one output and one piece", () -> maxout(2, 3, 0));
        refuses("maxout(0 → 3, 2 pieces): it needs at least one input, one output and one piece", () -> maxout(0, 3, 2));
        refuses("maxout(2 → 3, 2 pieces): input is (5, 4), its last dimension should be 2",
                () -> maxout(2, 3, 2).initialize(heNormal(), new Rng(1)).forward(zeros(5, 4)));
        refuses("maxout(2 → 3, 2 pieces): weights of shape (2, 3) given, the layer needs (2, 6)",
                () -> maxout(2, 3, 2).weights(zeros(2, 3), zeros(3)));
    }
}
