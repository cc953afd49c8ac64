package gradus.nn;

import static gradus.Expect.notNow;
import static gradus.Expect.refuses;
import static gradus.init.Initializers.heNormal;
import static gradus.init.Initializers.xavierNormal;
import static gradus.init.Initializers.zeroInit;
import static gradus.nn.Layers.batchNorm;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropConnect;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.elu;
import static gradus.nn.Layers.identity;
import static gradus.nn.Layers.layerNorm;
import static gradus.nn.Layers.maxout;
import static gradus.nn.Layers.prelu;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.residual;
import static gradus.nn.Layers.sequential;
import static gradus.nn.Layers.sigmoid;
import static gradus.nn.Layers.softmax;
import static gradus.nn.Layers.tanh;
import static gradus.tensor.Tensors.concat;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.GradCheck;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernels")
class LayersTest {

    // ---- dense

    @Test
    void denseIsAnAffineFunction() {
        var layer = dense(2, 3).weights(tensor(new double[][]{{1, 2, 3}, {4, 5, 6}}), tensor(10, 20, 30));
        assertEquals("[15, 27, 39]", layer.forward(tensor(1, 1)).toString());
        assertArrayEquals(new double[]{15, 27, 39, 10, 20, 30},
                layer.forward(tensor(new double[][]{{1, 1}, {0, 0}})).data());
        assertArrayEquals(new int[]{4, 5, 3}, layer.forward(zeros(4, 5, 2)).shape());
        assertArrayEquals(new int[]{0, 3}, layer.forward(zeros(0, 2)).shape());
    }

    @Test
    void denseHasTheGradientsOfItsJavadoc() {
        var rng = new Rng(1);
        var layer = dense(3, 2).initialize(xavierNormal(), rng);
        var x = Tensor.parameter(randn(rng, 4, 3));
        var g = randn(rng, 4, 2);
        layer.forward(x).backward(g);
        assertArrayEquals(x.transpose().matmul(g).data(), layer.W().grad().data(), 1e-14);
        assertArrayEquals(g.sum(0).data(), layer.b().grad().data(), 1e-14);
        assertArrayEquals(g.matmul(layer.W().transpose()).data(), x.grad().data(), 1e-14);
    }

    @Test
    void theParametersOfANetworkHaveRightGradients() {
        var net = sequential(dense(3, 5), tanh(), sequential(dense(5, 4), sigmoid()), dense(4, 2), softmax())
                .initialize(xavierNormal(), new Rng(2));
        var x = randn(new Rng(3), 4, 3);
        var report = GradCheck.of("net", () -> net.forward(x), net.parameters());
        assertTrue(report.passed(), report::toString);
        var kinked = sequential(dense(3, 5), relu(), dense(5, 2)).initialize(heNormal(), new Rng(4));
        var other = GradCheck.of("relu net", () -> kinked.forward(x), kinked.parameters());
        assertTrue(other.passed(), other::toString);
    }

    @Test
    void denseRefusesOtherShapes() {
        var layer = dense(4, 5).initialize(heNormal(), new Rng(1));
        refuses("dense(4 → 5): input is (2, 3), its last dimension should be 4", () -> layer.forward(zeros(2, 3)));
        refuses("dense(4 → 5): input is (), its last dimension should be 4", () -> layer.forward(scalar(1)));
        refuses("dense(0 → 5): a layer needs at least one input and one output", () -> dense(0, 5));
        refuses("dense(4 → -1): a layer needs at least one input and one output", () -> dense(4, -1));
        refuses("dense(4 → 5): weights of shape (5, 4) given, the layer needs (4, 5)",
                () -> layer.weights(zeros(5, 4), zeros(5)));
        refuses("dense(4 → 5): bias of shape (1, 5) given, the layer needs (5)",
                () -> layer.weights(zeros(4, 5), zeros(1, 5)));
        refuses("dense(4 → 5): weights of shape (5, 4) given, the layer needs (4, 5)",
                () -> layer.initialize((rng, in, out) -> zeros(out, in), new Rng(1)));
    }

    @Test
    void aRefusedBiasLeavesTheWeights() {
        var layer = dense(1, 1).weights(ones(1, 1), ones(1));
        refuses("dense(1 → 1): bias of shape (2) given, the layer needs (1)", () -> layer.weights(zeros(1, 1), zeros(2)));
        assertEquals(1, layer.W().item());
    }

    @Test
    void weightsThatAreNullSayWhatToDo() {
        refuses("dense(2 → 3): the bias given is null; weights(W) sets it to 0, withoutBias() makes a layer that has none",
                () -> dense(2, 3).weights(zeros(2, 3), null));
        refuses("dense(2 → 3): null given for the weights, the layer needs (2, 3)", () -> dense(2, 3).weights(null));
        refuses("dense(2 → 3, no bias): the bias given is null; weights(W) sets it to 0, withoutBias() makes a layer that has none",
                () -> dense(2, 3).withoutBias().weights(zeros(2, 3), null));
    }

    @Test
    void theBiasStaysOnceSomeoneMayHoldIt() {
        var layer = dense(2, 3).initialize(heNormal(), new Rng(1));
        layer.parameters();
        notNow("dense(2 → 3): withoutBias() comes too late, an optimizer may hold the bias; call it where the layer is made,"
                + " dense(2, 3).withoutBias()", layer::withoutBias);
        var seen = dense(2, 3);
        seen.b();
        notNow("dense(2 → 3): withoutBias() comes too late, an optimizer may hold the bias; call it where the layer is made,"
                + " dense(2, 3).withoutBias()", seen::withoutBias);
        assertNull(dense(2, 3).initialize(heNormal(), new Rng(1)).withoutBias().withoutBias().b());
        assertEquals(1, dense(2, 3).withoutBias().parameters().size());
    }

    @Test
    void denseWithoutBiasIsLinear() {
        var layer = dense(2, 3).withoutBias().weights(tensor(new double[][]{{1, 2, 3}, {4, 5, 6}}));
        assertEquals("[5, 7, 9]", layer.forward(tensor(1, 1)).toString());
        assertEquals(List.of(layer.W()), layer.parameters());
        assertNull(layer.b());
        assertEquals("dense(2 → 3, no bias)", layer.name());
        assertEquals(6, sequential(layer).summary().parameters());
        assertArrayEquals(dense(2, 3).initialize(heNormal(), new Rng(1)).W().data(),
                layer.initialize(heNormal(), new Rng(1)).W().data());
        refuses("dense(2 → 3, no bias): a bias of shape (3) given, the layer has none; call weights(W)",
                () -> layer.weights(zeros(2, 3), zeros(3)));
        assertArrayEquals(new double[1], dense(1, 1).weights(ones(1, 1), ones(1)).weights(ones(1, 1)).b().data());
    }

    @Test
    void standardisedWeightsHaveMean0AndVariance1() {
        var layer = dense(50, 4).standardised().initialize((rng, in, out) -> randn(rng, in, out).mul(3).add(7), new Rng(1));
        var effective = layer.forward(Tensors.eye(50));
        assertArrayEquals(new double[4], effective.mean(0).data(), 1e-14);
        assertArrayEquals(new double[]{1, 1, 1, 1}, effective.var(0).data(), 1e-5);
        var shifted = dense(50, 4).standardised().weights(layer.W().detach().add(2));
        assertArrayEquals(effective.data(), shifted.forward(Tensors.eye(50)).data(), 1e-13, "a shift changes nothing");
        assertEquals("dense(50 → 4, standardised)", layer.name());
        assertEquals("dense(2 → 4, no bias, standardised)", dense(2, 4).standardised().withoutBias().name());
        refuses("dense(1 → 4): standardised weights of a single input would all be 0", () -> dense(1, 4).standardised());
        // weights that are all equal have variance 0, and become 0
        assertArrayEquals(new double[4], dense(3, 4).standardised().weights(ones(3, 4)).forward(ones(3)).data());
    }

    @Test
    void standardisedWeightsHaveRightGradients() {
        var layer = dense(3, 2).standardised().initialize(xavierNormal(), new Rng(2));
        var x = randn(new Rng(3), 4, 3);
        var report = GradCheck.of("standardised", () -> layer.forward(x).tanh(), layer.parameters());
        assertTrue(report.passed(), report::toString);
        layer.forward(x).square().sum().backward();
        assertArrayEquals(new double[2], layer.W().grad().sum(0).data(), 1e-12, "a common shift has no effect");
    }

    @Test
    void aNetworkWithoutWeightsSaysSo() {
        String message = "dense(2 → 3): the weights have no values yet; call initialize(heNormal(), new Rng(1)) on the"
                + " network, or weights(W, b) on the layer, first";
        notNow(message, () -> dense(2, 3).forward(zeros(1, 2)));
        notNow(message, () -> sequential(dense(2, 3), relu()).forward(zeros(1, 2)));
    }

    @Test
    void initializingAgainKeepsTheParametersAndGivesThemTheSameValues() {
        var net = sequential(dense(3, 2), tanh(), dense(2, 1)).initialize(heNormal(), new Rng(5));
        var parameters = net.parameters();
        var before = parameters.stream().map(Tensor::toArray).toList();
        net.initialize(zeroInit(), new Rng(1));
        assertArrayEquals(new double[6], parameters.get(0).data());
        net.initialize(heNormal(), new Rng(5));
        for (int i = 0; i < parameters.size(); i++) {
            assertSame(parameters.get(i), net.parameters().get(i));
            assertArrayEquals(before.get(i), parameters.get(i).data());
        }
        assertArrayEquals(new double[2], net.parameters().get(1).data(), "biases start at 0");
    }

    // ---- sequential, and layers of one's own

    @Test
    void sequentialGoesThroughItsLayers() {
        var net = sequential(dense(2, 3), relu(), sequential(dense(3, 2), tanh()), dense(2, 1));
        assertEquals(6, net.parameters().size());
        assertEquals(1, net.outputs(2));
        assertEquals(4, net.layers().size());
        net.initialize(heNormal(), new Rng(1));
        refuses("dense(2 → 3): input is (5, 4), its last dimension should be 2", () -> net.forward(zeros(5, 4)));
        assertEquals("[1, 1]", sequential().forward(ones(2)).toString());
    }

    @Test
    void layersThatDoNotFitAreRefusedWhenTheNetIsMade() {
        refuses("dense(63 → 10): the layers in front of it give 64 numbers for an example, it takes 63",
                () -> sequential(dense(64, 64), relu(), dense(63, 10)));
        refuses("dense(4 → 1): the layers in front of it give 2 numbers for an example, it takes 4",
                () -> sequential(sequential(dense(2, 3), dense(3, 2)), dropout(0.1), dense(4, 1)));
        refuses("dense(4 → 1): the layers in front of it give 3 numbers for an example, it takes 4",
                () -> sequential(dense(2, 3), sequential(relu(), dense(4, 1))));
        refuses("batchNorm(4): the layers in front of it give 3 numbers for an example, it takes 4",
                () -> sequential(dense(2, 3), batchNorm(4)));
        refuses("layerNorm(2): the layers in front of it give 3 numbers for an example, it takes 2",
                () -> sequential(batchNorm(3), layerNorm(2)));
        refuses("prelu(4): the layers in front of it give 3 numbers for an example, it takes 4",
                () -> sequential(layerNorm(3), prelu(4)));
        refuses("maxout(4 → 2, 3 pieces): the layers in front of it give 3 numbers for an example, it takes 4",
                () -> sequential(prelu(3), maxout(4, 2, 3)));
        refuses("dropConnect(3 → 1, p 0.5): the layers in front of it give 2 numbers for an example, it takes 3",
                () -> sequential(maxout(4, 2, 3), dropConnect(3, 1, 0.5)));
        refuses("residual(dense(3 → 4), relu): x has 3 numbers for an example, f(x) has 4; they are added, so their shapes"
                + " must be equal", () -> sequential(dense(2, 3), residual(dense(3, 4), relu())));
        refuses("dense(2 → 1): the layers in front of it give 3 numbers for an example, it takes 2",
                () -> sequential(residual(dense(3, 3)), dense(2, 1)));
        refuses("dense(4 → 3): the layers in front of it give 3 numbers for an example, it takes 4",
                () -> residual(dense(3, 3), dense(4, 3)));
    }

    /** What a layer of one's own gives is known when it says so, and else when data arrive. */
    @Test
    void onlyWhatIsKnownIsRefused() {
        Layer own = new Layer() {
            @Override
            public Tensor forward(Tensor x) {
                return concat(-1, x, x);
            }

            @Override
            public int outputs(int inputs) {
                return 6;
            }
        };
        assertEquals(1, sequential(dense(2, 3), own, dense(6, 1)).outputs(2));
        refuses("dense(5 → 1): the layers in front of it give 6 numbers for an example, it takes 5",
                () -> sequential(dense(2, 3), own, dense(5, 1)));
        Layer silent = x -> concat(-1, x, x);
        var wrong = sequential(dense(2, 3), silent, dense(4, 1)).initialize(heNormal(), new Rng(1));
        refuses("dense(4 → 1): input is (5, 6), its last dimension should be 4", () -> wrong.forward(zeros(5, 2)));
        assertEquals(-1, sequential(dense(2, 3), silent).outputs(2));
        assertEquals(3, sequential(prelu(), residual(relu())).outputs(3));
    }

    @Test
    void aFunctionIsALayer() {
        Layer twice = x -> concat(-1, x, x);
        var net = sequential(dense(2, 3), twice, dense(6, 1)).initialize(heNormal(), new Rng(1));
        assertArrayEquals(new int[]{4, 1}, net.forward(zeros(4, 2)).shape());
        assertEquals("function", twice.name());
        assertEquals(List.of(), twice.parameters());
        assertFalse(twice.training());
    }

    /** A layer used twice has its weights once. */
    @Test
    void sharedLayersAreCountedOnce() {
        var shared = dense(2, 2);
        var net = sequential(shared, tanh(), shared).initialize(heNormal(), new Rng(1));
        assertEquals(2, net.parameters().size());
        assertEquals(6, net.summary().parameters());
    }

    private static final class Scale implements Layer {
        private final Tensor factor = Tensor.parameter(2).named("factor");

        @Override
        public Tensor forward(Tensor x) {
            return x.mul(factor);
        }

        @Override
        public List<Tensor> parameters() {
            return List.of(factor);
        }
    }

    @Test
    void aLayerOfOnesOwn() {
        var scale = new Scale();
        var net = sequential(dense(2, 2), scale).initialize(zeroInit(), new Rng(1));
        net.forward(ones(3, 2)).sum().backward();
        assertEquals(0, scale.factor.grad().item());
        assertEquals("Scale", scale.name());
        assertEquals(7, net.summary().parameters());
    }

    /** y = x + dropout(dense(x)): layers inside are named once, and everything reaches them. */
    private static final class Detour implements Layer {
        private final Dropout dropout = dropout(0.5);
        private final Dense dense = dense(2, 2);

        @Override
        public Tensor forward(Tensor x) {
            return x.add(dropout.forward(dense.forward(x)));
        }

        @Override
        public List<Layer> layers() {
            return List.of(dropout, dense);
        }
    }

    @Test
    void aLayerMadeOfLayers() {
        var detour = new Detour();
        assertSame(detour, detour.initialize(heNormal(), new Rng(9)));
        assertArrayEquals(dense(2, 2).initialize(heNormal(), new Rng(9)).W().data(), detour.dense.W().data(),
                "weights are drawn before dropout takes its generator");
        assertEquals(List.of(detour.dense.W(), detour.dense.b()), detour.parameters());
        assertArrayEquals(new int[]{3, 2}, detour.forward(ones(3, 2)).shape());
        assertTrue(detour.training());
        detour.training(false);
        assertFalse(detour.training() || detour.dropout.training());
        var x = ones(1, 2);
        assertArrayEquals(x.add(detour.dense.forward(x)).data(), detour.forward(x).data());
        assertEquals("Detour", detour.name());
    }

    @Test
    void layersSayWhatTheyAre() {
        assertEquals("dense(2 → 3)", dense(2, 3).toString());
        assertEquals("dropout(0.25)", dropout(0.25).toString());
        assertEquals("sequential of 2 layers", sequential(relu(), tanh()).name());
        var dropout = dropout(0.5);
        assertSame(dropout, dropout.initialize(heNormal(), new Rng(1)));
    }

    // ---- mode and dropout

    @Test
    void theModeReachesEveryLayer() {
        var inner = dropout(0.5);
        var net = sequential(dense(2, 2), sequential(inner, relu()));
        assertTrue(net.training() && inner.training());
        net.training(false);
        assertFalse(net.training() || inner.training());
        net.training(true);
        assertTrue(net.training() && inner.training());
    }

    /** Inverted dropout keeps E[y] = x; with a share q = 1 − p kept, Var[y] = x² (1 − q)/q. */
    @Test
    void dropoutKeepsTheExpectation() {
        int n = 100_000;
        for (double p : new double[]{0.1, 0.5, 0.8}) {
            var layer = dropout(p);
            layer.initialize(zeroInit(), new Rng(6));
            var y = layer.forward(Tensors.full(3, n));
            double variance = 9 * p / (1 - p);
            assertEquals(3, y.mean().item(), 4 * Math.sqrt(variance / n));
            assertEquals(variance, y.var().item(), 0.03 * variance);
            assertEquals(3 / (1 - p), y.max().item(), 1e-14);
            assertEquals(p, y.equalTo(0).mean().item(), 4 * Math.sqrt(p * (1 - p) / n));
        }
    }

    @Test
    void dropoutDrawsANewMaskEveryTimeAndPassesAllInInference() {
        var layer = dropout(0.5);
        layer.initialize(zeroInit(), new Rng(7));
        var x = ones(1000);
        var first = layer.forward(x).toArray();
        var second = layer.forward(x).toArray();
        double agree = 0;
        for (int i = 0; i < 1000; i++) {
            agree += first[i] == second[i] ? 0.001 : 0;
        }
        assertEquals(0.5, agree, 0.06);
        layer.training(false);
        assertSame(x, layer.forward(x));
    }

    @Test
    void dropoutAtItsEnds() {
        var x = ones(5);
        assertSame(x, dropout(0).forward(x));
        var all = dropout(1);
        all.initialize(zeroInit(), new Rng(1));
        assertArrayEquals(new double[5], all.forward(x).data());
        refuses("dropout(1.1): p is the share that is dropped, from 0 to 1", () -> dropout(1.1));
        refuses("dropout(-0.1): p is the share that is dropped, from 0 to 1", () -> dropout(-0.1));
        refuses("dropout(NaN): p is the share that is dropped, from 0 to 1", () -> dropout(Double.NaN));
        notNow("dropout(0.5): there is no generator to draw from; call initialize(heNormal(), new Rng(1)) on the network"
                + " first, or training(false) for inference", () -> dropout(0.5).forward(x));
    }

    @Test
    void dropoutChangesNoWeightOfTheNetwork() {
        var without = sequential(dense(4, 3), relu(), dense(3, 2)).initialize(heNormal(), new Rng(8));
        var with = sequential(dense(4, 3), relu(), dropout(0.5), dense(3, 2)).initialize(heNormal(), new Rng(8));
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(without.parameters().get(i).data(), with.parameters().get(i).data());
        }
    }

    // ---- activations and the table

    @Test
    void activationsAreTheTensorsFunctions() {
        var x = tensor(-800, -1, 0, 0.5, 800);
        assertArrayEquals(new double[]{0, 0, 0, 0.5, 800}, relu().forward(x).data());
        assertArrayEquals(new double[]{-1, Math.tanh(-1), 0, Math.tanh(0.5), 1}, tanh().forward(x).data(), 1e-15);
        assertArrayEquals(new double[]{0, 1 / (1 + Math.E), 0.5, 1 / (1 + Math.exp(-0.5)), 1}, sigmoid().forward(x).data(), 1e-15);
        assertArrayEquals(new double[]{0, 0, 0, 0, 1}, softmax().forward(x).data(), 1e-300);
        // tanh x = 2σ(2x) − 1
        assertArrayEquals(x.tanh().data(), x.mul(2).sigmoid().mul(2).sub(1).data(), 1e-15);
        for (var layer : new Layer[]{relu(), tanh(), sigmoid(), softmax()}) {
            assertEquals(layer.name(), layer.toString());
            assertTrue(Double.isNaN(layer.forward(tensor(Double.NaN)).item()), layer + " passes NaN on");
        }
    }

    @Test
    void theSummaryIsATable() {
        var net = sequential(dense(64, 32), relu(), dropout(0.2), dense(32, 10));
        assertEquals("""
                layer           output   parameters
                dense(64 → 32)  (n, 32)        2080
                relu            (n, 32)           0
                dropout(0.2)    (n, 32)           0
                dense(32 → 10)  (n, 10)         330
                total                          2410""", net.toString());
        assertEquals(2410, net.summary().parameters());
        assertEquals("""
                layer         output  parameters
                relu          –                0
                dense(2 → 1)  (n, 1)           3
                total                          3""", sequential(relu(), sequential(dense(2, 1))).toString());
        assertEquals("(n, 3)", sequential(sequential(dense(2, 3)), relu()).summary().rows().get(1).output());
    }

    @Test
    void parametersAreCountedAsInTheLecture() {
        assertEquals(26, sequential(dense(3, 4), sigmoid(), dense(4, 2)).summary().parameters());
        assertEquals(41, sequential(dense(3, 4), sigmoid(), dense(4, 4), sigmoid(), dense(4, 1)).summary().parameters());
    }

    /** Whatever it was trained to, an initialized layer starts anew, and is handed back. */
    @Test
    void layersWithoutWeightsStartAnewToo() {
        for (Layer layer : List.of(batchNorm(2), layerNorm(2), prelu(2))) {
            var before = layer.parameters().stream().map(Tensor::toArray).toList();
            layer.parameters().forEach(parameter -> parameter.data()[1] = 7);
            assertSame(layer, layer.initialize(heNormal(), new Rng(1)));
            for (int i = 0; i < before.size(); i++) {
                assertArrayEquals(before.get(i), layer.parameters().get(i).data(), layer.name());
            }
        }
    }

    @Test
    void theModeCanBeAskedFor() {
        for (Layer layer : List.of(batchNorm(2), dropConnect(2, 2, 0.5), dropout(0.5), sequential(), residual(dropout(0.5)))) {
            assertTrue(layer.training(), layer.name());
            layer.training(false);
            assertFalse(layer.training(), layer.name());
            layer.training(true);
            assertTrue(layer.training(), layer.name());
        }
    }

    @Test
    void theSmallestThatIsTaken() {
        assertArrayEquals(new double[]{5}, maxout(1, 1, 1).weights(ones(1, 1), zeros(1)).forward(tensor(5)).data());
        assertEquals(4, maxout(3, 4, 2).outputs(3));
        assertArrayEquals(new double[]{-1}, identity().forward(tensor(-1)).data());
        assertArrayEquals(new double[]{0, 2}, elu(0).forward(tensor(-1, 2)).data(), 0.0);
        refuses("elu(∞): alpha is a number of 0 or more, the function approaches -alpha", () -> elu(Double.POSITIVE_INFINITY));
        assertArrayEquals(new double[2], dropout(1).initialize(heNormal(), new Rng(1)).forward(tensor(3, 4)).data());
        assertArrayEquals(new double[]{3, 4}, dropout(0).forward(tensor(3, 4)).data());
    }

    @Test
    void aLayerThatIsNullIsNamed() {
        refuses("sequential: layer 1 is null; run the cell that makes it, or give one, such as relu()",
                () -> sequential(dense(2, 3), null, relu()));
        refuses("sequential: layer 0 is null; run the cell that makes it, or give one, such as relu()",
                () -> gradus.nn.Layers.residual((Layer) null));
    }
}
