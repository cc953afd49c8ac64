package gradus.tensor;

import gradus.kernels.ActiveKernels;
import gradus.kernels.Elementary;
import gradus.kernels.Kernels;
import java.util.function.BiConsumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Operations that act on each element alone, forward value and derivative side by side.
 *
 * <p>Each is written in two steps: a kernel, or {@link #map} where there is none, computes the values of y; then
 * {@link Tensor#from} writes down the name, each input and its rule. In a rule, g is ∂L/∂y for the result y, and the rule
 * returns ∂L/∂x. A kernel is a loop over arrays: {@code kernels()::mul}, a method as a value again, stands for the loop of
 * {@code out[i] = a[i] * b[i]}, see {@link gradus.kernels.PlainKernels}.
 *
 * <p>Two inputs of different shapes are broadcast as in NumPy: for a of shape (2, 3) and b of shape (3), y_ij = a_ij · b_j.
 * Since b_j acts on y in two places, its gradient is the sum over both, Σ_i g_ij a_ij. So each rule ends in
 * {@link Shaping#sumTo}, which sums over what was repeated; where the shapes are equal it does nothing.
 *
 * <p>tanh, sigmoid and relu have two rules. The first, of tensor operations, is the one to read; it runs when the derivative
 * is recorded, to be differentiated again. backward() records nothing and takes the second, which does the same in one kernel.
 */
final class Elementwise {

    private Elementwise() { }

    private static Kernels kernels() { return ActiveKernels.get(); }

    // ---- two inputs

    /** y = a · b; ∂y/∂a = b, ∂y/∂b = a. */
    static Tensor mul(Tensor a, Tensor b) {
        var y = computed("mul", a, b, kernels()::mul);
        return y.from("mul", a, g -> Shaping.sumTo(g.mul(b), a), b, g -> Shaping.sumTo(g.mul(a), b));
    }

    /** y = a + b; ∂y/∂a = 1, ∂y/∂b = 1. */
    static Tensor add(Tensor a, Tensor b) {
        var y = isRow(b, a) ? withRow(a, b) : computed("add", a, b, kernels()::add);
        return y.from("add", a, g -> Shaping.sumTo(g, a), b, g -> Shaping.sumTo(g, b));
    }

    /** y = a − b; ∂y/∂a = 1, ∂y/∂b = −1. */
    static Tensor sub(Tensor a, Tensor b) {
        var y = computed("sub", a, b, kernels()::sub);
        return y.from("sub", a, g -> Shaping.sumTo(g, a), b, g -> Shaping.sumTo(g.neg(), b));
    }

    /** y = a / b; ∂y/∂a = 1/b, ∂y/∂b = −a/b² = −y/b. */
    static Tensor div(Tensor a, Tensor b) {
        var y = computed("div", a, b, kernels()::div);
        return y.from("div", a, g -> Shaping.sumTo(g.div(b), a), b, g -> Shaping.sumTo(g.mul(y).div(b).neg(), b));
    }

    /**
     * y = a^b; ∂y/∂a = b·a^(b−1), 0 where b is 0, and ∂y/∂b = y ln a.
     *
     * <p>ln a is taken as 0 at a = 0 for b ≥ 0, as in PyTorch, and at a = ∞ for b < 0: there y is 0 and stays 0 when b moves.
     * At a = b = 0, where y jumps from 1 to 0, that is a convention.
     */
    static Tensor pow(Tensor a, Tensor b) {
        var y = broadcast("pow", a, b, Math::pow);
        var noLog = broadcast("pow", a, b, (s, t) -> s == 0 && t >= 0 || s == Double.POSITIVE_INFINITY && t < 0 ? 1 : 0);
        return y.from("pow",
                a, g -> Shaping.sumTo(g.mul(Selections.where(b.equalTo(0), Tensors.scalar(0), b.mul(pow(a, b.sub(1))))), a),
                b, g -> Shaping.sumTo(g.mul(y).mul(Selections.where(noLog, Tensors.scalar(1), a).log()), b));
    }

    // ---- one input and a number

    /** y = x + s; ∂y/∂x = 1. */
    static Tensor add(Tensor x, double s) {
        var y = computed(x, (in, out) -> kernels().add(in, s, out));
        return y.from("add", s, x, g -> g);
    }

    /** y = x − s; ∂y/∂x = 1. */
    static Tensor sub(Tensor x, double s) {
        var y = computed(x, (in, out) -> kernels().add(in, -s, out));
        return y.from("sub", s, x, g -> g);
    }

    /** y = s · x; ∂y/∂x = s. */
    static Tensor mul(Tensor x, double s) {
        var y = computed(x, (in, out) -> kernels().mul(in, s, out));
        return y.from("mul", s, x, g -> g.mul(s));
    }

    /** y = x / s; ∂y/∂x = 1/s. */
    static Tensor div(Tensor x, double s) {
        var y = computed(x, (in, out) -> {                  // not times 1/s, which is rounded and may overflow
            for (int i = 0; i < out.length; i++) {
                out[i] = in[i] / s;
            }
        });
        return y.from("div", s, x, g -> g.div(s));
    }

    /** y = x^p; ∂y/∂x = p · x^(p−1), which is 0 for p = 0 also at x = 0. */
    static Tensor pow(Tensor x, double p) {
        var y = x.map(v -> Math.pow(v, p));
        return y.from("pow", p, x, g -> p == 0 ? g.mul(0) : g.mul(x.pow(p - 1).mul(p)));
    }

    // ---- one input

    /** y = −x; ∂y/∂x = −1. */
    static Tensor neg(Tensor x) {
        var y = computed(x, (in, out) -> kernels().mul(in, -1, out));
        return y.from("neg", x, Tensor::neg);
    }

    /** y = x²; ∂y/∂x = 2x. */
    static Tensor square(Tensor x) {
        var y = computed(x, (in, out) -> kernels().mul(in, in, out));
        return y.from("square", x, g -> g.mul(x).mul(2));
    }

    /** y = √x; ∂y/∂x = 1/(2√x) = 1/(2y), infinite at 0. */
    static Tensor sqrt(Tensor x) {
        var y = computed(x, kernels()::sqrt);
        return y.from("sqrt", x, g -> g.div(y.mul(2)));
    }

    /** y = e^x; ∂y/∂x = y. */
    static Tensor exp(Tensor x) {
        var y = computed(x, kernels()::exp);
        return y.from("exp", x, g -> g.mul(y));
    }

    /** y = ln x; ∂y/∂x = 1/x. */
    static Tensor log(Tensor x) {
        var y = computed(x, kernels()::log);
        return y.from("log", x, g -> g.div(x));
    }

    /** y = ln(1 + x); ∂y/∂x = 1/(1 + x). Not computed as the logarithm of 1 + x, which rounds to 1 for |x| below 10⁻¹⁶. */
    static Tensor log1p(Tensor x) { return x.map(Elementary::log1p).from("log1p", x, g -> g.div(x.add(1))); }

    /** y = sin x; ∂y/∂x = cos x. */
    static Tensor sin(Tensor x) { return x.map(Elementary::sin).from("sin", x, g -> g.mul(x.cos())); }

    /** y = cos x; ∂y/∂x = −sin x. */
    static Tensor cos(Tensor x) { return x.map(Elementary::cos).from("cos", x, g -> g.mul(x.sin()).neg()); }

    /** y = |x|; ∂y/∂x = sign x, taken as 0 at the kink x = 0. */
    static Tensor abs(Tensor x) {
        var y = x.map(Math::abs);
        return y.from("abs", x, g -> g.mul(x.sign()));
    }

    /**
     * y = tanh x; ∂y/∂x = 1 − y².
     *
     * <p>The derivative is not computed so, since 1 − y² cancels: at x = 10 it has 8 digits left, from x = 19.1 on, where y
     * rounds to 1, none. With y = 2σ(2x) − 1 it is 4σ(2x)σ(−2x), which keeps them all.
     */
    static Tensor tanh(Tensor x) {
        var y = computed(x, kernels()::tanh);
        return y.from("tanh", x, g -> Autodiff.recording()
                ? g.mul(x.mul(2).sigmoid()).mul(x.mul(-2).sigmoid()).mul(4)
                : computed(g, (in, out) -> kernels().tanhGradient(in, x.data(), y.data(), out)));
    }

    /**
     * y = σ(x) = 1/(1 + e^−x); ∂y/∂x = y(1 − y).
     *
     * <p>The derivative is not computed so, since 1 − y cancels for large x, where y rounds to 1. 1 − σ(x) is σ(−x), which
     * keeps all digits: σ(x)σ(−x).
     */
    static Tensor sigmoid(Tensor x) {
        var y = computed(x, kernels()::sigmoid);
        return y.from("sigmoid", x, g -> Autodiff.recording() ? g.mul(y).mul(x.neg().sigmoid())
                : computed(g, (in, out) -> kernels().sigmoidGradient(in, x.data(), out)));
    }

    /** y = max(x, 0); ∂y/∂x = 1 for x > 0 and 0 for x < 0, taken as 0 at the kink x = 0. */
    static Tensor relu(Tensor x) {
        var y = computed(x, kernels()::relu);
        return y.from("relu", x, g -> Autodiff.recording() ? g.mul(x.greaterThan(0))
                : computed(g, (in, out) -> kernels().reluGradient(in, x.data(), out)));
    }

    // ---- how the values are computed

    /** A kernel's result for each element. */
    private static Tensor computed(Tensor x, BiConsumer<double[], double[]> kernel) {
        var y = x.like(new double[x.size()]);
        kernel.accept(x.data(), y.data());
        return y;
    }

    /** The same for two inputs, both repeated to the shape that they broadcast to. */
    private static Tensor computed(String operation, Tensor a, Tensor b, BinaryKernel kernel) {
        if (a.sameShape(b)) {
            var y = a.like(new double[a.size()]);
            kernel.apply(a.data(), b.data(), y.data());
            return y;
        }
        int[] shape = Shape.broadcast(operation, a.shape(), b.shape());
        var y = new Tensor(new double[Shape.size(shape)], shape);
        kernel.apply(Shaping.expanded(a, shape), Shaping.expanded(b, shape), y.data());
        return y;
    }

    /** Whether b is a row, as a bias is, that a + b adds to each row of a. */
    private static boolean isRow(Tensor b, Tensor a) {
        return b.rank() == 1 && a.rank() > 1 && a.size(-1) == b.size() && b.size() > 0;
    }

    /** a + b for such a row, which is not repeated first. */
    private static Tensor withRow(Tensor a, Tensor b) { return computed(a, (x, out) -> kernels().addRow(x, b.data(), out)); }

    /** The same for any function of two numbers. */
    static Tensor broadcast(String operation, Tensor a, Tensor b, DoubleBinaryOperator f) {
        return computed(operation, a, b, (x, z, out) -> {
            for (int i = 0; i < out.length; i++) {
                out[i] = f.applyAsDouble(x[i], z[i]);
            }
        });
    }

    /** f of each element, without a record: for values that need no gradient. */
    static Tensor map(Tensor x, DoubleUnaryOperator f) {
        var y = x.like(new double[x.size()]);
        for (int i = 0; i < y.size(); i++) {
            y.data()[i] = f.applyAsDouble(x.data()[i]);
        }
        return y;
    }

    /** out = f(a, b), element by element. */
    private interface BinaryKernel {
        void apply(double[] a, double[] b, double[] out);
    }
}
