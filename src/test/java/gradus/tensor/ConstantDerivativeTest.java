package gradus.tensor;

import static gradus.Expect.notNow;
import static gradus.loss.Losses.binaryHinge;
import static gradus.loss.Losses.hinge;
import static gradus.loss.Losses.huber;
import static gradus.loss.Losses.l1Penalty;
import static gradus.loss.Losses.meanAbsoluteError;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.sequential;
import static gradus.tensor.Autodiff.grad;
import static gradus.tensor.Autodiff.noGrad;
import static gradus.tensor.Jacobians.hessianVectorProduct;
import static gradus.tensor.Jacobians.jacobian;
import static gradus.tensor.Tensor.parameter;
import static gradus.tensor.Tensors.concat;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.stack;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.where;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.init.Initializers;
import gradus.inspect.GraphCount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the first derivative is constant, the second is 0: it is no mistake to ask for it. */
class ConstantDerivativeTest {

    private static final Map<String, UnaryOperator<Tensor>> STRAIGHT = new LinkedHashMap<>();

    static {
        var matrix = tensor(new double[][]{{2, -1, 3}, {0.5, 4, -2}});
        var target = tensor(new double[][]{{0, 1, 1}, {1, 0, 0}});
        STRAIGHT.put("itself", x -> x);
        STRAIGHT.put("relu", Tensor::relu);
        STRAIGHT.put("leakyRelu", x -> x.leakyRelu(0.1));
        STRAIGHT.put("prelu", x -> x.prelu(scalar(0.2)));
        STRAIGHT.put("abs", Tensor::abs);
        STRAIGHT.put("step", Tensor::step);
        STRAIGHT.put("clip", x -> x.clip(-1, 1));
        STRAIGHT.put("neg", Tensor::neg);
        STRAIGHT.put("add", x -> x.add(matrix).add(1).add(x));
        STRAIGHT.put("sub", x -> matrix.sub(x).sub(1));
        STRAIGHT.put("mul", x -> x.mul(matrix).mul(3));
        STRAIGHT.put("div", x -> x.div(matrix.add(7)).div(3));
        STRAIGHT.put("pow 0", x -> x.pow(0));
        STRAIGHT.put("pow 1", x -> x.pow(1));
        STRAIGHT.put("maximum", x -> x.maximum(matrix));
        STRAIGHT.put("minimum", x -> x.minimum(0.3));
        STRAIGHT.put("where", x -> where(target, x, x.mul(2)));
        STRAIGHT.put("matmul", x -> x.matmul(matrix.transpose()));
        STRAIGHT.put("sum", x -> x.sum(0));
        STRAIGHT.put("mean", Tensor::mean);
        STRAIGHT.put("centred", x -> x.centred(1));
        STRAIGHT.put("max", x -> x.max(1));
        STRAIGHT.put("min", Tensor::min);
        STRAIGHT.put("reshape", x -> x.reshape(3, 2));
        STRAIGHT.put("transpose", x -> x.transpose());
        STRAIGHT.put("broadcastTo", x -> x.broadcastTo(4, 2, 3));
        STRAIGHT.put("slice", x -> x.slice(1, 0, 2));
        STRAIGHT.put("rows", x -> x.rows(1, 1));
        STRAIGHT.put("at", x -> x.at(0, 1));
        STRAIGHT.put("concat", x -> concat(0, x, x));
        STRAIGHT.put("stack", x -> stack(x, x));
        STRAIGHT.put("meanAbsoluteError", x -> meanAbsoluteError(x, matrix));
        STRAIGHT.put("huber far out", x -> huber(1e-3).of(x, matrix));
        STRAIGHT.put("hinge", x -> hinge().of(x, tensor(2, 0)));
        STRAIGHT.put("binaryHinge", x -> binaryHinge().of(x, target));
        STRAIGHT.put("l1Penalty", x -> l1Penalty(0.3).of(x));
        var net = sequential(dense(3, 4), relu(), dense(4, 1)).initialize(Initializers.heNormal(), new Rng(1));
        STRAIGHT.put("a net of straight pieces", net::forward);
    }

    static List<String> names() {
        return List.copyOf(STRAIGHT.keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void theSecondDerivativeIsZero(String name) {
        var f = STRAIGHT.get(name);
        var x = parameter(tensor(new double[][]{{1.5, -0.7, 0.2}, {-1.1, 0.9, 2.3}}));
        double[] none = new double[6];
        var slope = grad(f.apply(x).sum(), x);
        var curvature = grad(slope.mul(tensor(1, 2, 3)).sum(), x);
        assertArrayEquals(none, curvature.data());
        assertArrayEquals(new int[]{2, 3}, curvature.shape());
        assertArrayEquals(none, grad(curvature.sum(), x).data(), "the third");
        var product = hessianVectorProduct(f.apply(x).sum(), x, ones(2, 3));
        assertArrayEquals(none, product.data());
        assertArrayEquals(none, grad(product.sum(), x).data(), "of the product");
        assertArrayEquals(new double[36], jacobian(p -> grad(f.apply(p).sum(), p), x).data());
        grad(f.apply(x).sum(), x).sum().backward();
        assertArrayEquals(none, x.grad().data(), "by backward");
    }

    @Test
    void soIsTheMixedOneOfASum() {
        var a = parameter(tensor(1, 2));
        var b = parameter(3.0);
        var h = a.mul(2);
        var y = h.square().sum().add(b.square());
        assertEquals(0, grad(grad(y, b), a).sum().item());
        assertEquals(0, grad(grad(y, a).sum(), b).item());
        assertEquals(0, grad(grad(y, b), h).sum().item(), "with respect to a result on the way");
        var both = grad(grad(y, a).sum(), List.of(a, b));
        assertArrayEquals(new double[]{8, 8}, both.get(0).data());
        assertEquals(0, both.get(1).item());
        grad(y, a).sum().backward();
        assertArrayEquals(new double[]{8, 8}, a.grad().data());
        assertEquals(0, b.grad().item());
    }

    /** What a rule hands out may be a tensor that others use. */
    @Test
    void aRuleMayReturnAParameterAsItIs() {
        var x = parameter(2.0);
        var w = parameter(5.0);
        var y = x.map(v -> 5 * v).from("times w", x, g -> w, w, g -> x);
        assertEquals(1, grad(grad(y, x), w).item());
        assertEquals(0, grad(grad(y, x), x).item());
        assertTrue(w.operation() == null);
    }

    @Test
    void aMistakeIsStillOne() {
        var x = parameter(tensor(1, 2));
        var z = parameter(1.0);
        var y = x.relu().sum();
        String other = "grad(y, x): y was not computed from x number 1 of shape (), or x is no parameter";
        notNow(other, () -> grad(y, z));
        notNow(other, () -> grad(grad(y, x).sum(), z));
        notNow(other, () -> hessianVectorProduct(y, z, scalar(1)));
        String noRecord = "grad(y, x): this result has no record to walk back; it was computed from no parameter, or under"
                + " noGrad(...), or detached, or by what has no derivative, such as map or argmax";
        notNow(noRecord, () -> grad(grad(y, x).detach().sum(), x));
        notNow(noRecord, () -> grad(noGrad(() -> grad(y, x).sum()), x));
        notNow(noRecord, () -> grad(x.sign().sum(), x));
        assertArrayEquals(new double[2], jacobian(p -> zeros(), x).data());
    }

    /** The picture and the count of a derivative are of its own computation. */
    @Test
    void theGraphOfADerivativeIsItsOwn() {
        var x = parameter(3.0);
        var slope = grad(x.mul(x).mul(x), x);
        assertEquals(7, GraphCount.of(slope).operations(), "x·x, then g·x and g·x², then (g·x)·x twice, and two sums");
        assertEquals("constant", grad(x.mul(2), x).operation().name());
        assertEquals(List.of(), grad(x.mul(2), x).operation().inputs());
    }
}
