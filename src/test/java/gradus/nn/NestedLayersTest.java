package gradus.nn;

import static gradus.Expect.notNow;
import static gradus.Expect.refuses;
import static gradus.init.Initializers.heNormal;
import static gradus.init.Initializers.zeroInit;
import static gradus.nn.Layers.batchNorm;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.prelu;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.residual;
import static gradus.nn.Layers.sequential;
import static gradus.nn.Layers.tanh;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.GradCheck;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layers inside layers: sums with what goes around them, names, tables. */
class NestedLayersTest {

    // ---- residual

    @Test
    void aResidualAddsItsInput() {
        var inner = dense(3, 3).initialize(heNormal(), new Rng(1));
        var x = randn(new Rng(2), 4, 3);
        assertArrayEquals(x.add(inner.forward(x).tanh()).data(), residual(inner, tanh()).forward(x).data());
        assertArrayEquals(x.mul(2).data(), residual().forward(x).data(), "f is the identity");
        assertEquals("residual(dense(3 → 3), tanh)", residual(inner, tanh()).toString());
        assertEquals("residual", residual(inner).name());
        assertArrayEquals(new int[]{0, 3}, residual(inner).forward(zeros(0, 3)).shape());
    }

    @Test
    void aResidualRefusesAnotherShape() {
        var wrong = residual(dense(3, 4), relu());
        wrong.initialize(heNormal(), new Rng(1));
        refuses("residual(dense(3 → 4), relu): x is (2, 3), f(x) is (2, 4); they are added, so their shapes must be equal",
                () -> wrong.forward(zeros(2, 3)));
        // (2, 1) would broadcast silently
        var narrow = residual(dense(3, 1));
        narrow.initialize(heNormal(), new Rng(1));
        refuses("residual(dense(3 → 1)): x is (2, 3), f(x) is (2, 1); they are added, so their shapes must be equal",
                () -> narrow.forward(zeros(2, 3)));
    }

    @Test
    void modeInitializationAndGradientsReachWhatIsInside() {
        var dropout = dropout(0.5);
        var inside = dense(3, 3);
        var net = sequential(dense(2, 3), residual(inside, dropout), sequential(dense(3, 1)));
        net.initialize(heNormal(), new Rng(3));
        net.training(false);
        assertFalse(dropout.training());
        var x = randn(new Rng(4), 5, 2);
        var report = GradCheck.of("net", () -> net.forward(x), net.parameters());
        assertTrue(report.passed(), report::toString);
        net.training(true);
        assertTrue(dropout.training());
        assertArrayEquals(new int[]{5, 1}, net.forward(x).shape());
    }

    // ---- names

    @Test
    void parametersHaveNamesThatTellWhereTheyAre() {
        var net = sequential(dense(4, 3), relu(), dense(3, 2).withoutBias());
        assertEquals("[0.W, 0.b, 2.W]", net.namedParameters().keySet().toString());
        var deep = sequential(dense(2, 2), residual(sequential(dense(2, 2), prelu(2)), batchNorm(2)), sequential());
        assertEquals(List.of("0.W", "0.b", "1.0.0.W", "1.0.0.b", "1.0.1.a", "1.1.gamma", "1.1.beta"),
                new ArrayList<>(deep.namedParameters().keySet()));
        assertEquals(deep.parameters(), new ArrayList<>(deep.namedParameters().values()), "the same tensors and order");
        assertEquals("[1.1.runningMean, 1.1.runningVariance]", deep.namedBuffers().keySet().toString());
        assertEquals(deep.buffers(), new ArrayList<>(deep.namedBuffers().values()));
        assertEquals("[W, b]", dense(2, 2).namedParameters().keySet().toString());
        assertEquals(0, relu().namedParameters().size());
    }

    @Test
    void aSharedLayerHasItsFirstName() {
        var shared = dense(2, 2);
        var net = sequential(shared, relu(), sequential(shared));
        assertEquals("[0.W, 0.b]", net.namedParameters().keySet().toString());
        assertSame(shared.W(), net.namedParameters().get("0.W"));
    }

    /** A layer of one's own, in ten lines: y = a·x² + c, with parameters that have a name or not. */
    private static final class Square implements Layer {
        final Tensor a = Tensor.parameter(2).named("a");
        final Tensor c = Tensor.parameter(1);

        @Override
        public Tensor forward(Tensor x) { return x.square().mul(a).add(c); }

        @Override
        public List<Tensor> parameters() { return List.of(a, c); }
    }

    @Test
    void aLayerOfOnesOwnTakesPart() {
        var net = sequential(dense(2, 2), new Square());
        net.initialize(zeroInit(), new Rng(1));
        assertEquals("[1, 1]", net.forward(ones(2)).toString());
        assertEquals("[0.W, 0.b, 1.a, 1.1]", net.namedParameters().keySet().toString());
        var x = randn(new Rng(2), 3, 2);
        var report = GradCheck.of("net", () -> net.forward(x), net.parameters());
        assertTrue(report.passed(), report::toString);
    }

    /** One with a parameter of its own around others. */
    private record Scaled(Tensor factor, Layer inner) implements Layer {
        @Override
        public Tensor forward(Tensor x) { return inner.forward(x).mul(factor); }

        @Override
        public List<Layer> layers() { return List.of(inner); }

        @Override
        public List<Tensor> parameters() { return List.of(factor, inner.parameters().get(0), inner.parameters().get(1)); }
    }

    @Test
    void ownParametersBesideThoseOfLayersInside() {
        var net = sequential(new Scaled(Tensor.parameter(3).named("factor"), dense(2, 2)));
        assertEquals("[0.factor, 0.0.W, 0.0.b]", net.namedParameters().keySet().toString());
        assertEquals("""
                layer           output  parameters
                Scaled          –                1
                · dense(2 → 2)  (n, 2)           6
                total                            7""", net.toString());
    }

    @Test
    void twoTensorsOfOneNameAreRefused() {
        var square = new Square();
        square.c.named("a");
        notNow("Square: two of its tensors are called a; give them different names with named(...)", square::namedParameters);
    }

    // ---- the table

    @Test
    void theTableShowsWhatIsInside() {
        var net = sequential(dense(4, 8), residual(dense(8, 8), relu(), sequential(batchNorm(8))), dense(8, 1));
        assertEquals("""
                layer           output  parameters
                dense(4 → 8)    (n, 8)          40
                residual        (n, 8)           0
                · dense(8 → 8)  (n, 8)          72
                · relu          (n, 8)           0
                · batchNorm(8)  (n, 8)          16
                dense(8 → 1)    (n, 1)           9
                total                          137""", net.toString());
        assertEquals(137, net.summary().parameters());
        assertEquals(137, net.parameters().stream().mapToInt(Tensor::size).sum());
        assertEquals(7, net.summary().rows().size() + 1);
    }

    @Test
    void emptyNetsAndScalarsPass() {
        assertEquals("[]", sequential().namedParameters().keySet().toString());
        assertEquals(0, sequential().summary().parameters());
        assertEquals(2, residual().forward(scalar(1)).item());
    }
}
