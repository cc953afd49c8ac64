package gradus.tensor;

import static gradus.Expect.notNow;
import static gradus.init.Initializers.xavierNormal;
import static gradus.loss.Losses.l1Penalty;
import static gradus.loss.Losses.maxNorm;
import static gradus.nn.Layers.batchNorm;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropConnect;
import static gradus.nn.Layers.layerNorm;
import static gradus.nn.Layers.maxout;
import static gradus.nn.Layers.prelu;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.sequential;
import static gradus.nn.Layers.tanh;
import static gradus.optim.Optimizers.sgd;
import static gradus.tensor.Autodiff.grad;
import static gradus.tensor.Jacobians.hessianVectorProduct;
import static gradus.tensor.Tensor.parameter;
import static gradus.tensor.Tensors.concat;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.stack;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.where;
import static gradus.ensemble.Averaging.averageWeights;
import static gradus.ensemble.Averaging.updateBatchNorm;
import static gradus.train.Training.load;
import static gradus.train.Training.save;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Dataset;
import gradus.nn.Layer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A gradient is that of what was computed, or refused: never a mixture of old and new values. */
@Tag("kernels")
class ChangedInPlaceTest {

    private static final String REFUSED = "(?s)[^:]+: its derivative reads .+ of shape \\(.*\\), which was changed in place"
            + " after the forward pass, .*; call backward before the change, or compute the result again after it";

    static List<GradientCases.Case> cases() {
        return GradientCases.all();
    }

    /** Each tensor of the graph, be it parameter, constant, or result on the way, is changed in turn. */
    @ParameterizedTest
    @MethodSource("cases")
    void theGradientIsOfWhatWasComputedOrRefused(GradientCases.Case c) {
        triedWith(c, xs -> weighted(c.f().apply(xs)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void soIsTheGradientOfTheGradient(GradientCases.Case c) {
        if (c.inputs()[0].size() < 20) {
            triedWith(c, xs -> grad(weighted(c.f().apply(xs)), xs).stream().map(ChangedInPlaceTest::weighted)
                    .reduce(Tensor::add).orElseThrow());
        }
    }

    private static void triedWith(GradientCases.Case c, Function<List<Tensor>, Tensor> f) {
        double[][] expected = null;
        int tensors = 1;
        for (int which = -1; which < tensors; which++) {
            var inputs = List.of(c.inputs()).stream().map(Tensor::parameter).toList();
            var y = f.apply(inputs);
            var graph = graph(y);
            var leaves = graph.stream().filter(t -> t.requiresGrad() && t.operation() == null).toList();
            leaves.forEach(Tensor::zeroGrad);
            if (which < 0) {
                tensors = graph.size();
                y.backward();
                expected = gradients(leaves);
                continue;
            }
            var moved = graph.get(which);
            double[] before = moved.toArray();
            for (int i = 0; i < before.length; i++) {
                moved.data()[i] = 0.9 * before[i] + 0.017;
            }
            moved.changed();
            try {
                y.backward();
                double[][] got = gradients(leaves);
                for (int i = 0; i < got.length; i++) {
                    assertArrayEquals(expected[i], got[i], "leaf " + i + " after tensor " + which + ", "
                            + (moved.operation() == null ? "a leaf" : moved.operation().name()) + ", was changed");
                }
            } catch (IllegalStateException refused) {
                assertTrue(refused.getMessage().matches(REFUSED), refused.getMessage());
                leaves.forEach(leaf -> assertEquals(null, leaf.grad(), "gradients of a walk that was refused"));
            } finally {
                System.arraycopy(before, 0, moved.data(), 0, before.length);     // a layer's parameters are those of all cases
            }
        }
    }

    private static double[][] gradients(List<Tensor> leaves) {
        return leaves.stream().map(leaf -> leaf.grad().toArray()).toArray(double[][]::new);
    }

    /** All tensors that have to do with the result, those without a record too, in a fixed order. */
    private static List<Tensor> graph(Tensor y) {
        Set<Tensor> found = new LinkedHashSet<>();
        var open = new ArrayList<>(List.of(y));
        while (!open.isEmpty()) {
            var t = open.remove(open.size() - 1);
            if (found.add(t) && t.operation() != null) {
                open.addAll(t.operation().inputs());
            }
        }
        return List.copyOf(found);
    }

    private static Tensor weighted(Tensor y) {
        return y.mul(Tensors.rand(new Rng(3), y.shape()).add(0.5)).sum();
    }

    // ---- what must be refused, and what must not

    @Test
    void theMessageNamesOperationParameterAndWhatToDo() {
        var w = parameter(2.0).named("w");
        var optimizer = sgd(0.25).of(List.of(w));
        var a = w.square();
        var b = w.mul(w).mul(w);
        a.backward();
        optimizer.step();
        String refused = "mul: its derivative reads w of shape (), which was changed in place after the forward pass, by an"
                + " optimizer's step or new weights, say; call backward before the change, or compute the result again after it";
        notNow(refused, b::backward);
        notNow(refused, () -> grad(b, w));
        notNow(refused, () -> hessianVectorProduct(b, w, ones()));
        notNow(refused.replace("w of", "the tensor of"), () -> {
            var v = parameter(2.0);
            var c = v.mul(3).mul(v);
            v.changed();
            c.backward();
        });
        w.zeroGrad();
        w.mul(w).mul(w).backward();
        assertEquals(3, w.grad().item());
    }

    @Test
    void aViewIsCalledAfterWhatItShowsAndChangesWithIt() {
        var w = parameter(tensor(1, 2)).named("w");
        var y = tensor(3, 4).matmul(w).mul(tensor(3, 4).matmul(parameter(tensor(1, 1))));
        var z = parameter(tensor(5, 6)).matmul(w);
        y.detach().changed();
        w.detach().changed();
        notNow("matmul: its derivative reads w of shape (2), which was changed in place after the forward pass, by an"
                + " optimizer's step or new weights, say; call backward before the change, or compute the result again after it",
                z::backward);
    }

    /** They read nothing, or their result alone. */
    @Test
    void whatReadsNoInputGoesOn() {
        Map<String, UnaryOperator<Tensor>> operations = new LinkedHashMap<>();
        operations.put("add", x -> x.add(x));
        operations.put("add 1", x -> x.add(1));
        operations.put("sub", x -> x.sub(1).sub(x));
        operations.put("mul 3", x -> x.mul(3));
        operations.put("div 3", x -> x.div(3));
        operations.put("pow 0", x -> x.pow(0));
        operations.put("neg", Tensor::neg);
        operations.put("exp", Tensor::exp);
        operations.put("sqrt", Tensor::sqrt);
        operations.put("softmax", Tensor::softmax);
        operations.put("step", Tensor::step);
        operations.put("sum", Tensor::sum);
        operations.put("mean", x -> x.mean(0));
        operations.put("centred", x -> x.centred(0));
        operations.put("reshape", x -> x.reshape(4));
        operations.put("transpose", x -> x.transpose());
        operations.put("broadcast", x -> x.broadcastTo(3, 2, 2));
        operations.put("slice", x -> x.slice(0, 0, 1));
        operations.put("rows", x -> x.rows(1, 1));
        operations.put("concat", x -> concat(0, x, x));
        operations.put("stack", x -> stack(x, x));
        operations.put("where", x -> where(tensor(0, 1), x, x.neg()));
        operations.put("mul by a constant", x -> x.mul(ones(2, 2)));
        operations.put("matmul by a constant", x -> x.matmul(ones(2, 2)));
        operations.forEach((name, f) -> {
            var x = parameter(ones(2, 2));
            var y = f.apply(x).sum();
            x.changed();
            y.backward();
            assertTrue(x.grad() != null, name);
        });
    }

    @Test
    void onlyRulesThatAreNeededCount() {
        var x = parameter(3.0);
        var w = parameter(2.0);
        var constant = Tensors.scalar(2);
        var y = x.mul(constant);
        constant.changed();
        notNow("mul: its derivative reads the tensor of shape (), which was changed in place after the forward pass, by an"
                + " optimizer's step or new weights, say; call backward before the change, or compute the result again after it",
                y::backward);
        var product = x.mul(w);
        x.changed();
        assertEquals(2, grad(product, x).item());            // ∂/∂x reads w alone
        var condition = tensor(1, 0);
        var chosen = where(condition, x, w).sum();
        condition.data()[1] = 1;                             // kept as it was
        int[] rows = {0, 0};
        var table = parameter(tensor(1, 2));
        var picked = table.rows(rows).sum();
        rows[0] = 1;
        chosen.backward();
        picked.backward();
        assertEquals(1, x.grad().item());
        assertArrayEquals(new double[]{2, 0}, table.grad().data());
    }

    /** Generator and discriminator in the right order, and with the discriminator's step too early. */
    @Test
    void twoNetworksThatPlayAgainstEachOther() {
        for (boolean early : new boolean[]{false, true}) {
            var g = sequential(dense(1, 4), tanh(), dense(4, 1)).initialize(xavierNormal(), new Rng(1));
            var d = sequential(dense(1, 4), relu(), dense(4, 1)).initialize(xavierNormal(), new Rng(2));
            var gStep = sgd(0.1).of(g.parameters());
            var dStep = sgd(0.1).of(d.parameters());
            for (int i = 0; i < 3; i++) {
                var fake = g.forward(randn(new Rng(i), 5, 1));
                var early1 = d.forward(fake).mean();
                dStep.zeroGrad();
                d.forward(fake.detach()).square().mean().backward();
                dStep.step();
                gStep.zeroGrad();
                if (early) {
                    assertTrue(messageOf(early1::backward).startsWith("matmul: its derivative reads W of shape (4, 1), which"));
                } else {
                    d.forward(fake).mean().backward();
                    gStep.step();
                }
            }
        }
    }

    private static String messageOf(Runnable call) {
        try {
            call.run();
            return "";
        } catch (IllegalStateException refused) {
            return refused.getMessage();
        }
    }

    /** A thread that reads a parameter is not hindered by the guard of another. */
    @Test
    void theGuardIsThatOfItsThread() {
        var w = parameter(2.0);
        var read = new double[1];
        UnaryOperator<Tensor> rule = g -> {
            var other = new Thread(() -> read[0] = w.item());
            other.start();
            try {
                other.join();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            return w;
        };
        Version.guarded("test", new Tensor[]{w}, rule, w);
        assertEquals(2, read[0]);
        assertEquals(2, w.item());
    }

    // ---- who counts

    @Test
    void allThatChangesParametersSaysSo(@TempDir Path folder) {
        var dense = dense(2, 2).initialize(xavierNormal(), new Rng(1));
        var other = dense(2, 2).initialize(xavierNormal(), new Rng(2));
        var file = folder.resolve("net.safetensors").toString();
        save(dense, file);
        var optimizer = sgd(0.1).of(dense.parameters());
        counts("step", dense, () -> {
            dense.forward(ones(1, 2)).sum().backward();
            optimizer.step();
        });
        counts("initialize", dense, () -> dense.initialize(xavierNormal(), new Rng(1)));
        counts("weights", dense, () -> dense.weights(ones(2, 2), ones(2)));
        counts("weights without bias", dense, () -> dense.weights(ones(2, 2)));
        counts("load", dense, () -> load(dense, file));
        counts("averageWeights", dense, () -> averageWeights(dense, dense, other));
        counts("shrink", dense, () -> l1Penalty(1).withBiases().shrink(0.1, dense.parameters()));
        var W = dense(2, 2).withoutBias().initialize(xavierNormal(), new Rng(1));
        counts("maxNorm", W, () -> maxNorm(1).apply(W.parameters()));
        for (Layer layer : List.of(prelu(2), layerNorm(2), batchNorm(2), dropConnect(2, 2, 0.5), maxout(2, 2, 2))) {
            counts(layer.name(), layer, () -> layer.initialize(xavierNormal(), new Rng(1)));
        }
        var slopes = prelu(2);
        counts("slopes", slopes, () -> slopes.slopes(1, 2));
        var norm = batchNorm(2);
        for (Runnable change : List.<Runnable>of(() -> norm.forward(randn(new Rng(1), 4, 2)),
                () -> updateBatchNorm(norm, Dataset.of(randn(new Rng(1), 4, 2), ones(4)), 2, new Rng(1)))) {
            var before = norm.buffers().stream().map(Tensor::version).toList();
            change.run();
            for (int i = 0; i < 2; i++) {
                assertTrue(norm.buffers().get(i).version() > before.get(i), "running statistics");
            }
        }
    }

    private static void counts(String what, Layer layer, Runnable change) {
        var before = layer.parameters().stream().map(Tensor::version).toList();
        change.run();
        for (int i = 0; i < before.size(); i++) {
            assertTrue(layer.parameters().get(i).version() > before.get(i), what + ", parameter " + i);
        }
    }
}
