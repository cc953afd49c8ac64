package gradus.tensor;

import static gradus.tensor.Autodiff.grad;
import static gradus.tensor.Tensor.parameter;
import static gradus.tensor.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Value and derivative as the Javadoc has them first, beside those that are computed: equal near 0, and not far away. */
@Tag("kernels")
class PlainFormulasTest {

    /**
     * A function of the rows of a matrix.
     *
     * @param plain its formula
     * @param rule ∂L/∂x from x and g = ∂L/∂y, by the formula of its derivative
     * @param far a row where formula or derivative, as they stand, lose digits
     */
    record Form(String name, UnaryOperator<Tensor> careful, UnaryOperator<Tensor> plain, BinaryOperator<Tensor> rule,
            double... far) {
        @Override
        public String toString() { return name; }
    }

    private static Tensor one(Tensor x) { return x.mul(0).add(1); }

    private static Tensor mean(Tensor x) { return x.mean(-1, true); }

    static List<Form> forms() {
        UnaryOperator<Tensor> tanh = x -> x.exp().sub(x.neg().exp()).div(x.exp().add(x.neg().exp()));
        UnaryOperator<Tensor> sigmoid = x -> one(x).div(x.neg().exp().add(1));
        UnaryOperator<Tensor> std = x -> x.square().sub(x.mul(2).sub(mean(x)).mul(mean(x))).mean(-1, true).sqrt();
        UnaryOperator<Tensor> norm = x -> x.square().sum(-1, true).sqrt();
        UnaryOperator<Tensor> softmax = x -> x.exp().div(x.exp().sum(-1, true));
        BinaryOperator<Tensor> softmaxRule = (x, g) -> softmax.apply(x).mul(g.sub(g.mul(softmax.apply(x)).sum(-1, true)));
        return List.of(
                new Form("tanh", Tensor::tanh, tanh, (x, g) -> g.mul(tanh.apply(x).square().neg().add(1)), 10, 20, -20),
                new Form("sigmoid", Tensor::sigmoid, sigmoid,
                        (x, g) -> g.mul(sigmoid.apply(x)).mul(sigmoid.apply(x).neg().add(1)), 1, 20, 40),
                new Form("softplus", Tensor::softplus, x -> x.exp().add(1).log(), (x, g) -> g.mul(sigmoid.apply(x)), -40, 0, 800),
                new Form("log1p", Tensor::log1p, x -> x.add(1).log(), (x, g) -> g.div(x.add(1)), 1e-17, 1e-12, 1),
                new Form("elu", x -> x.elu(1), x -> Tensors.where(x.greaterThan(0), x, x.exp().sub(1)),
                        (x, g) -> g.mul(Tensors.where(x.greaterThan(0), one(x), x.exp())), -1e-17, -1e-12, -1),
                new Form("centred", x -> x.centred(-1), x -> x.sub(mean(x)), (x, g) -> g.sub(mean(g)), 0.1, 0.1, 0.1),
                new Form("var", x -> x.var(-1, true), x -> mean(x.square()).sub(mean(x).square()),
                        (x, g) -> g.mul(x.sub(mean(x))).mul(2.0 / x.size(-1)), 1e9, 1e9 + 1, 1e9 + 2),
                new Form("std", x -> x.std(-1, true), std,
                        (x, g) -> g.mul(x.sub(mean(x))).div(std.apply(x).mul(x.size(-1))), 3, 3, 3),
                new Form("norm", x -> x.norm(-1, true), norm, (x, g) -> g.mul(x).div(norm.apply(x)), 3e200, 4e200, 0),
                new Form("logSumExp", x -> x.logSumExp(-1, true), x -> x.exp().sum(-1, true).log(),
                        (x, g) -> g.mul(softmax.apply(x)), 800, 0, 1),
                new Form("softmax", Tensor::softmax, softmax, softmaxRule, 40, 0, 0),
                new Form("logSoftmax", Tensor::logSoftmax, x -> softmax.apply(x).log(),
                        (x, g) -> g.sub(softmax.apply(x).mul(g.sum(-1, true))), 40, 0, 0));
    }

    private static Tensor derivative(Form form, Tensor x, Tensor g) {
        return grad(form.careful.apply(x).mul(g).sum(), x).detach();
    }

    private static Tensor weights(Tensor y) { return Tensors.rand(new Rng(1), y.shape()); }

    @ParameterizedTest
    @MethodSource("forms")
    void bothFormsAgreeWhereBothCan(Form form) {
        var x = parameter(tensor(-0.9, -0.3, 0.1, 1.5, 0.7, 2.9).reshape(2, 3));
        var y = form.careful.apply(x).detach();
        var g = weights(y);
        assertArrayEquals(form.plain.apply(x).data(), y.data(), 1e-14);
        assertArrayEquals(form.rule.apply(x, g).data(), derivative(form, x, g).data(), 1e-14);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void whereTheFormulaLosesDigitsTheOtherIsFinite(Form form) {
        var x = parameter(tensor(form.far).reshape(1, 3));
        var y = form.careful.apply(x).detach();
        var g = weights(y);
        var slope = derivative(form, x, g);
        for (double value : y.data()) assertTrue(Double.isFinite(value), y.toString());
        for (double value : slope.data()) assertTrue(Double.isFinite(value), slope.toString());
        assertTrue(differ(form.plain.apply(x), y) || differ(form.rule.apply(x, g), slope), "the formula would do");
    }

    private static boolean differ(Tensor plain, Tensor careful) {
        for (int i = 0; i < plain.size(); i++) {
            double b = careful.data()[i];
            if (!(Math.abs(plain.data()[i] - b) <= 1e-9 * Math.abs(b))) return true;
        }
        return false;
    }
}
