package gradus.tensor;

import static gradus.init.Initializers.xavierNormal;
import static gradus.loss.Losses.crossEntropy;
import static gradus.loss.Losses.huber;
import static gradus.loss.Losses.klDivergence;
import static gradus.loss.Losses.meanAbsoluteError;
import static gradus.nn.Layers.dropConnect;
import static gradus.nn.Layers.dropout;
import static gradus.tensor.Autodiff.grad;
import static gradus.tensor.Tensor.parameter;
import static gradus.tensor.Tensors.full;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.loss.Reduction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Infinite and huge numbers: the limit where there is one, and NaN only where there is none. */
@Tag("kernels")
class InfinitiesTest {

    private static final double INF = Double.POSITIVE_INFINITY;

    private static double[] slopes(UnaryOperator<Tensor> f, double... at) {
        var x = parameter(tensor(at));
        f.apply(x).sum().backward();
        return x.grad().toArray();
    }

    /** x times a gate that is 0 on the left and 1 on the right. */
    @Test
    void gatedActivationsAreTheirLimits() {
        Map<String, UnaryOperator<Tensor>> gated = new LinkedHashMap<>();
        gated.put("gelu", Tensor::gelu);
        gated.put("geluTanh", Tensor::geluTanh);
        gated.put("silu", x -> x.swish(1));
        gated.put("swish", x -> x.swish(1e-3));
        gated.put("mish", Tensor::mish);
        gated.forEach((name, f) -> {
            double[] x = {-INF, -1e308, -1e200, 1e200, 1e308, INF};
            assertArrayEquals(new double[]{0, 0, 0, 1e200, 1e308, INF}, f.apply(tensor(x)).data(), name);
            assertArrayEquals(new double[]{0, 0, 0, 1, 1, 1}, slopes(f, x), 0, name);
            assertArrayEquals(new double[6], slopes(p -> grad(f.apply(p).sum(), p), x), 0, name + ", curvature");
            assertTrue(Double.isNaN(f.apply(scalar(Double.NaN)).item()), name);
        });
        assertArrayEquals(new double[]{-INF, 2, INF}, tensor(-INF, 4, INF).swish(0).data());
        assertArrayEquals(new double[]{-INF, 0}, tensor(-INF, INF).swish(-2).data());
        assertArrayEquals(new double[]{0, 0}, slopes(Tensor::normalCdf, -INF, INF));
    }

    /** The limit of the gates is far beyond where they are done. */
    @Test
    void theLimitsOfTheGatesChangeNothing() {
        for (double x = -60; x < 60; x += 0.37) {
            double phi = gradus.kernels.Elementary.normalCdf(x);
            double gelu = phi + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
            assertEquals(gelu, slopes(Tensor::gelu, x)[0], 1e-15 + 1e-13 * Math.abs(gelu), "gelu at " + x);
            double u = Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);
            double gate = 1 / (1 + Math.exp(-2 * u));
            double tanhForm = gate + x * 2 * gate / (1 + Math.exp(2 * u)) * Math.sqrt(2 / Math.PI) * (1 + 0.134145 * x * x);
            assertEquals(tanhForm, slopes(Tensor::geluTanh, x)[0], 1e-13, "geluTanh at " + x);
            for (double beta : new double[]{0.01, 1, 50, -3}) {
                double s = 1 / (1 + Math.exp(-beta * x));
                assertEquals(s + beta * x * s / (1 + Math.exp(beta * x)), slopes(p -> p.swish(beta), x)[0], 1e-13,
                        "swish at " + x);
            }
        }
    }

    @Test
    void logSumExpOfInfinities() {
        assertArrayEquals(new double[]{0, 0}, slopes(Tensor::logSumExp, -INF, -INF));
        assertArrayEquals(new double[]{1, 0}, slopes(Tensor::logSumExp, INF, 0));
        assertArrayEquals(new double[]{0.5, 0, 0.5}, slopes(Tensor::logSumExp, INF, -INF, INF));
        assertArrayEquals(new double[]{0, 1}, slopes(Tensor::logSumExp, -INF, 3));
        assertTrue(Double.isNaN(slopes(Tensor::logSumExp, Double.NaN, 3)[0]));
        var x = parameter(tensor(new double[][]{{-INF, 0}, {-INF, 0}}));
        x.logSumExp(1).sum().backward();
        assertArrayEquals(new double[]{0, 1, 0, 1}, x.grad().data());
        assertArrayEquals(new double[2], slopes(p -> grad(p.logSumExp(), p), -INF, -INF), "curvature");
        assertArrayEquals(new double[2], slopes(p -> grad(p.logSumExp(), p).mul(tensor(1, 2)), INF, 0), "curvature");
    }

    /** A row that is masked as a whole has no shares: 0, and ln 0; no NaN goes on into what is computed from it. */
    @Test
    void aMaskedRow() {
        var x = parameter(full(-INF, 2, 3));
        assertArrayEquals(new double[6], x.softmax().data());
        assertArrayEquals(full(-INF, 6).data(), x.logSoftmax().data());
        x.softmax().mul(tensor(1, 2, 3)).sum().backward();
        assertArrayEquals(new double[6], x.grad().data(), 0);
        x.zeroGrad();
        var both = parameter(tensor(new double[][]{{-INF, -INF}, {0, 0}}));
        both.softmax(1).matmul(tensor(new double[][]{{1}, {3}})).sum().backward();
        assertArrayEquals(new double[]{0, 0, -0.5, 0.5}, both.grad().data(), 0);
        assertArrayEquals(new double[]{1, 2}, slopes(p -> p.logSoftmax().mul(tensor(1, 2)), -INF, -INF), "g − 0 · Σg");
        assertEquals(INF, crossEntropy(full(-INF, 1, 2), tensor(1)).item());
        assertTrue(Double.isNaN(tensor(-INF, Double.NaN).softmax().data()[0]));
        assertTrue(Double.isNaN(tensor(-INF, Double.NaN).logSoftmax().data()[0]));
    }

    @Test
    void theExponentOfZeroAndOfInfinity() {
        assertArrayEquals(new double[]{-INF, 0, 0, 0}, slopes(b -> zeros(4).pow(b), -1, 0, 0.5, 2));
        assertArrayEquals(new double[]{0, INF, INF}, slopes(b -> full(INF, 3).pow(b), -1, 0, 2), 0);
        assertArrayEquals(new double[]{Math.log(2), 2 * Math.log(2)}, slopes(b -> full(2, 2).pow(b), 0, 1), 1e-15);
    }

    @Test
    void slopesThatStopGrowing() {
        assertArrayEquals(new double[]{-2, 0.5, 2}, slopes(x -> huber(2).reduction(Reduction.SUM).of(x, zeros(3)), -INF, 0.5, INF));
        assertArrayEquals(new double[]{-1, 1}, slopes(x -> meanAbsoluteError().reduction(Reduction.SUM).of(x, zeros(2)), -INF, INF));
        assertArrayEquals(new double[]{0, -3, 0}, slopes(a -> tensor(INF, -3, 0).prelu(a), 0.1, 0.2, 0.3), 0);
        assertArrayEquals(new double[]{0.2, 1}, slopes(x -> x.prelu(scalar(0.2)), -INF, INF));
    }

    @Test
    void whatIsDroppedIsZeroWhateverItWas() {
        var x = parameter(full(INF, 200));
        var layer = dropout(0.5);
        layer.initialize(xavierNormal(), new Rng(1));
        var y = layer.forward(x);
        long zeros = java.util.Arrays.stream(y.data()).filter(v -> v == 0).count();
        long infinite = java.util.Arrays.stream(y.data()).filter(v -> v == INF).count();
        assertEquals(200, zeros + infinite);
        assertTrue(zeros > 60 && infinite > 60);
        y.backward(full(INF, 200));
        for (double g : x.grad().data()) assertFalse(Double.isNaN(g));
        var all = dropout(1);
        all.initialize(xavierNormal(), new Rng(1));
        assertArrayEquals(new double[]{0, 0}, all.forward(tensor(INF, -INF)).data());
        var connect = dropConnect(1, 20, 0.5).weights(full(INF, 1, 20), zeros(20));
        connect.initialize((rng, in, out) -> full(INF, in, out), new Rng(1));
        for (double v : connect.forward(tensor(2.0)).data()) assertFalse(Double.isNaN(v));
    }

    @Test
    void theDivergenceFromTargetsThatAreZero() {
        var p = parameter(tensor(0, 1.0));
        klDivergence().fromLogits().of(tensor(0, 1.0), p).backward();
        assertArrayEquals(new double[]{-INF, 1 + Math.log(1 + Math.exp(-1))}, p.grad().data(), 1e-15);
        for (boolean logits : new boolean[]{false, true}) {
            var loss = logits ? klDivergence().fromLogits() : klDivergence();
            var target = parameter(tensor(new double[][]{{0, 1}, {0, 1}}));
            var q = parameter(logits ? tensor(new double[][]{{-INF, 0}, {2, 1}}) : tensor(new double[][]{{0, 1}, {0.5, 0.5}}));
            loss.of(q, target, tensor(1, 0)).backward();
            assertArrayEquals(new double[]{-INF, 0.5, 0, 0}, target.grad().data(), 0, "the second row weighs nothing");
            for (double g : q.grad().data()) assertFalse(Double.isNaN(g));
        }
    }
}
