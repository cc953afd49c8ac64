package gradus.tensor;

import static gradus.TorchFacts.near;
import static gradus.TorchFacts.tensor;
import static gradus.tensor.Tensors.stack;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import gradus.TorchFacts;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Values of operations against NumPy's, and gradients against closed forms, at a row of equal numbers, ties and zeros. */
@Tag("kernels")
class NumpyOperationsTest {

    private final JsonObject facts = TorchFacts.ofNumpy().getAsJsonObject("operations");
    private final Set<String> left = new HashSet<>(facts.keySet());

    private void compare(String name, UnaryOperator<Tensor> f) {
        var fact = facts.getAsJsonObject(name);
        var x = Tensor.parameter(tensor(fact.get("x")));
        var y = f.apply(x);
        near(fact.get("y"), y, name);
        y.backward(tensor(fact.get("g")));
        near(fact.getAsJsonArray("gradients").get(0), x.grad(), name + ", gradient");
        left.remove(name);
    }

    @Test
    void valuesAndGradientsAreTheirs() {
        compare("sin", Tensor::sin);
        compare("cos", Tensor::cos);
        compare("prod 1 kept", x -> x.prod(1, true));
        compare("prod 0 kept", x -> x.prod(0, true));
        compare("cumsum 0", x -> x.cumsum(0));
        compare("cumsum 1", x -> x.cumsum(-1));
        compare("unbiasedStd 1 kept", x -> x.unbiasedStd(1, true));
        compare("stack -1", x -> stack(-1, x, x.mul(2)));
        compare("stack 1", x -> stack(1, x, x.mul(2)));
        compare("slice -3 -1", x -> x.slice(1, -3, -1));
        overAxes(this::compare);
        assertEquals(Set.of(), left);
    }

    /** Reductions over two axes at once, by the names of their facts. */
    static void overAxes(BiConsumer<String, UnaryOperator<Tensor>> compare) {
        for (int[] axes : new int[][]{{0, 2}, {1, 2}}) {
            String where = " " + axes[0] + ", " + axes[1];
            compare.accept("sum" + where, x -> x.sum(axes, true));
            compare.accept("mean" + where, x -> x.mean(axes, true));
            compare.accept("max" + where, x -> x.max(axes, true));
            compare.accept("min" + where, x -> x.min(axes, true));
            compare.accept("var" + where, x -> x.var(axes, true));
            compare.accept("unbiasedVar" + where, x -> x.unbiasedVar(axes, true));
            compare.accept("std" + where, x -> x.std(axes, true));
            compare.accept("unbiasedStd" + where, x -> x.unbiasedStd(axes, true));
            compare.accept("norm" + where, x -> x.norm(axes, true));
            compare.accept("logSumExp" + where, x -> x.logSumExp(axes, true));
            compare.accept("prod" + where, x -> x.prod(axes, true));
        }
    }
}
