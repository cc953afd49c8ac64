package gradus.tensor;

import static gradus.TorchFacts.near;
import static gradus.TorchFacts.tensor;
import static gradus.tensor.Tensors.concat;
import static gradus.tensor.Tensors.stack;
import static gradus.tensor.Tensors.where;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import gradus.TorchFacts;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Values and gradients of operations against PyTorch's, at a row of equal numbers, ties and zeros. */
@Tag("kernels")
class TorchOperationsTest {

    private final JsonObject facts = TorchFacts.all().getAsJsonObject("operations");
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
        compare("sum", Tensor::sum);
        compare("sum 0", x -> x.sum(0));
        compare("sum 1 kept", x -> x.sum(1, true));
        compare("mean", Tensor::mean);
        compare("mean 1", x -> x.mean(1));
        compare("max", Tensor::max);
        compare("max 1", x -> x.max(1));
        compare("max 0 kept", x -> x.max(0, true));
        compare("min", Tensor::min);
        compare("min 1", x -> x.min(1));
        compare("var", Tensor::var);
        compare("var 1", x -> x.var(1));
        compare("unbiasedVar", Tensor::unbiasedVar);
        compare("unbiasedVar 1", x -> x.unbiasedVar(1));
        compare("std", Tensor::std);
        compare("std 1", x -> x.std(1));
        compare("std 0 kept", x -> x.std(0, true));
        compare("norm", Tensor::norm);
        compare("norm 1", x -> x.norm(1));
        compare("logSumExp", Tensor::logSumExp);
        compare("logSumExp 0", x -> x.logSumExp(0));
        compare("softmax 0", x -> x.softmax(0));
        compare("logSoftmax 0", x -> x.logSoftmax(0));
        compare("clip", x -> x.clip(-0.9, 0.4));
        compare("abs", Tensor::abs);
        for (int p = 0; p < 4; p++) {
            int power = p;
            compare("pow " + p, x -> x.pow(power));
        }
        compare("maximum", x -> x.maximum(mirrored(x)));
        compare("minimum", x -> x.minimum(mirrored(x)));
        compare("where", x -> where(x.greaterThan(0), x, x.mul(2)));
        compare("relu", Tensor::relu);
        compare("leakyRelu", x -> x.leakyRelu(0.1));
        compare("elu", x -> x.elu(0.7));
        compare("square", Tensor::square);
        compare("exp", Tensor::exp);
        compare("log1p", x -> x.abs().log1p());
        compare("matmul", x -> x.matmul(x.transpose()));
        compare("transpose", x -> x.transpose());
        compare("rows", x -> x.rows(2, 0, 2));
        compare("slice", x -> x.slice(1, 1, 3));
        compare("concat", x -> concat(1, x, x.mul(2)));
        compare("stack", x -> stack(x, x));
        compare("broadcast", x -> x.mul(x.slice(1, 0, 1)).add(x.row(0)));
        compare("sin", Tensor::sin);
        compare("cos", Tensor::cos);
        compare("prod", Tensor::prod);
        compare("prod 0 kept", x -> x.prod(0, true));
        compare("prod 1 kept", x -> x.prod(1, true));
        compare("cumsum 0", x -> x.cumsum(0));
        compare("cumsum 1", x -> x.cumsum(1));
        compare("unbiasedStd", Tensor::unbiasedStd);
        compare("unbiasedStd 1 kept", x -> x.unbiasedStd(1, true));
        compare("stack 1", x -> stack(1, x, x.mul(2)));
        compare("stack -1", x -> stack(-1, x, x.mul(2)));
        compare("slice -3 -1", x -> x.slice(1, -3, -1));
        NumpyOperationsTest.overAxes(this::compare);
        assertEquals(Set.of(), left);
    }

    private static Tensor mirrored(Tensor x) { return x.detach().transpose().rows(3, 2, 1, 0).transpose(); }
}
