package gradus.tensor;

import gradus.kernels.ActiveKernels;
import gradus.kernels.Kernels;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/**
 * Operations that act on each element alone, forward value and derivative side by side.
 *
 * <p>In a rule, g is ∂L/∂y for the result y, and the rule returns ∂L/∂x. Two inputs of different shapes are broadcast as
 * in NumPy; the gradient of an input that was repeated is the sum over its repetitions ({@link Shaping#sumTo}).
 */
final class Elementwise {

    private static final Kernels KERNELS = ActiveKernels.get();

    private Elementwise() {
    }

    // ---- two inputs

    /** y = a + b; ∂y/∂a = 1, ∂y/∂b = 1. */
    static Tensor add(Tensor a, Tensor b) {
        Tensor y;
        if (a.sameShape(b)) {
            y = a.like(new double[a.size()]);
            KERNELS.add(a.data(), b.data(), y.data());
        } else if (b.rank() == 1 && a.rank() > 1 && a.size(-1) == b.size() && b.size() > 0) {
            y = a.like(new double[a.size()]);
            KERNELS.addRow(a.data(), b.data(), y.data());
        } else {
            y = broadcast("add", a, b, (s, t) -> s + t);
        }
        return y.from("add", a, g -> Shaping.sumTo(g, a), b, g -> Shaping.sumTo(g, b));
    }

    /** y = a − b; ∂y/∂a = 1, ∂y/∂b = −1. */
    static Tensor sub(Tensor a, Tensor b) {
        Tensor y;
        if (a.sameShape(b)) {
            y = a.like(new double[a.size()]);
            KERNELS.sub(a.data(), b.data(), y.data());
        } else {
            y = broadcast("sub", a, b, (s, t) -> s - t);
        }
        return y.from("sub", a, g -> Shaping.sumTo(g, a), b, g -> Shaping.sumTo(g.neg(), b));
    }

    /** y = a · b; ∂y/∂a = b, ∂y/∂b = a. */
    static Tensor mul(Tensor a, Tensor b) {
        Tensor y;
        if (a.sameShape(b)) {
            y = a.like(new double[a.size()]);
            KERNELS.mul(a.data(), b.data(), y.data());
        } else {
            y = broadcast("mul", a, b, (s, t) -> s * t);
        }
        return y.from("mul", a, g -> Shaping.sumTo(g.mul(b), a), b, g -> Shaping.sumTo(g.mul(a), b));
    }

    /** y = a / b; ∂y/∂a = 1/b, ∂y/∂b = −a/b² = −y/b. */
    static Tensor div(Tensor a, Tensor b) {
        Tensor y;
        if (a.sameShape(b)) {
            y = a.like(new double[a.size()]);
            KERNELS.div(a.data(), b.data(), y.data());
        } else {
            y = broadcast("div", a, b, (s, t) -> s / t);
        }
        return y.from("div", a, g -> Shaping.sumTo(g.div(b), a), b, g -> Shaping.sumTo(g.mul(y).div(b).neg(), b));
    }

    /** y = max(a, b); the gradient goes to the larger input, half to each where they are equal. */
    static Tensor maximum(Tensor a, Tensor b) {
        return broadcast("maximum", a, b, Math::max).from("maximum",
                a, g -> Shaping.sumTo(g.mul(share(a, b)), a), b, g -> Shaping.sumTo(g.mul(share(b, a)), b));
    }

    /** y = min(a, b); the gradient goes to the smaller input, half to each where they are equal. */
    static Tensor minimum(Tensor a, Tensor b) {
        return broadcast("minimum", a, b, Math::min).from("minimum",
                a, g -> Shaping.sumTo(g.mul(share(b, a)), a), b, g -> Shaping.sumTo(g.mul(share(a, b)), b));
    }

    /** 1 where the winner is larger, ½ where both are equal, 0 elsewhere. */
    private static Tensor share(Tensor winner, Tensor other) {
        return broadcast("compare", winner, other, (s, t) -> s > t ? 1 : s == t ? 0.5 : 0);
    }

    /** y = a where the condition is not 0, else b; the gradient goes where the value came from. */
    static Tensor where(Tensor condition, Tensor a, Tensor b) {
        var no = condition.equalTo(0);
        var yes = no.equalTo(0);
        // chosen, not multiplied: 0 · ∞ would be NaN
        var left = broadcast("where", condition, a, (c, v) -> c != 0 ? v : 0);
        var right = broadcast("where", condition, b, (c, v) -> c != 0 ? 0 : v);
        var y = broadcast("where", left, right, Double::sum);
        return y.from("where", a, g -> Shaping.sumTo(g.mul(yes), a), b, g -> Shaping.sumTo(g.mul(no), b));
    }

    // ---- one input and a number

    /** y = x + s; ∂y/∂x = 1. */
    static Tensor add(Tensor x, double s) {
        var y = x.like(new double[x.size()]);
        KERNELS.add(x.data(), s, y.data());
        return y.from("add " + Numbers.text(s), x, g -> g);
    }

    /** y = s · x; ∂y/∂x = s. */
    static Tensor mul(Tensor x, double s) {
        var y = x.like(new double[x.size()]);
        KERNELS.mul(x.data(), s, y.data());
        return y.from("mul " + Numbers.text(s), x, g -> g.mul(s));
    }

    /** y = x^p; ∂y/∂x = p · x^(p−1), which is 0 for p = 0 also at x = 0. */
    static Tensor pow(Tensor x, double p) {
        var y = x.like(new double[x.size()]);
        for (int i = 0; i < y.size(); i++) {
            y.data()[i] = Math.pow(x.data()[i], p);
        }
        return y.from("pow " + Numbers.text(p), x, g -> p == 0 ? g.mul(0) : g.mul(x.pow(p - 1).mul(p)));
    }

    /** y = x limited to low … high; ∂y/∂x = 1 from low to high, both included, and 0 outside. */
    static Tensor clip(Tensor x, double low, double high) {
        if (!(low <= high)) {
            throw new IllegalArgumentException("clip: low is " + Numbers.text(low) + ", high is " + Numbers.text(high)
                    + ", low must not be above high");
        }
        var y = x.like(new double[x.size()]);
        for (int i = 0; i < y.size(); i++) {
            y.data()[i] = Math.min(Math.max(x.data()[i], low), high);
        }
        return y.from("clip", x, g -> g.mul(x.atLeast(low).mul(x.atMost(high))));
    }

    // ---- one input

    /** y = −x; ∂y/∂x = −1. */
    static Tensor neg(Tensor x) {
        var y = x.like(new double[x.size()]);
        KERNELS.mul(x.data(), -1, y.data());
        return y.from("neg", x, Tensor::neg);
    }

    /** y = x²; ∂y/∂x = 2x. */
    static Tensor square(Tensor x) {
        var y = x.like(new double[x.size()]);
        KERNELS.mul(x.data(), x.data(), y.data());
        return y.from("square", x, g -> g.mul(x).mul(2));
    }

    /** y = √x; ∂y/∂x = 1/(2√x) = 1/(2y), infinite at 0. */
    static Tensor sqrt(Tensor x) {
        var y = x.like(new double[x.size()]);
        KERNELS.sqrt(x.data(), y.data());
        return y.from("sqrt", x, g -> g.div(y.mul(2)));
    }

    /** y = e^x; ∂y/∂x = y. */
    static Tensor exp(Tensor x) {
        var y = x.like(new double[x.size()]);
        KERNELS.exp(x.data(), y.data());
        return y.from("exp", x, g -> g.mul(y));
    }

    /** y = ln x; ∂y/∂x = 1/x. */
    static Tensor log(Tensor x) {
        var y = x.like(new double[x.size()]);
        KERNELS.log(x.data(), y.data());
        return y.from("log", x, g -> g.div(x));
    }

    /** y = |x|; ∂y/∂x = sign x, taken as 0 at the kink x = 0. */
    static Tensor abs(Tensor x) {
        var y = x.like(new double[x.size()]);
        for (int i = 0; i < y.size(); i++) {
            y.data()[i] = Math.abs(x.data()[i]);
        }
        return y.from("abs", x, g -> g.mul(x.sign()));
    }

    /** y = tanh x; ∂y/∂x = 1 − y². */
    static Tensor tanh(Tensor x) {
        var y = x.like(new double[x.size()]);
        KERNELS.tanh(x.data(), y.data());
        return y.from("tanh", x, g -> g.mul(y.square().neg().add(1)));
    }

    /** y = σ(x) = 1/(1 + e^−x); ∂y/∂x = y(1 − y). */
    static Tensor sigmoid(Tensor x) {
        var y = x.like(new double[x.size()]);
        KERNELS.sigmoid(x.data(), y.data());
        return y.from("sigmoid", x, g -> g.mul(y.mul(y.neg().add(1))));
    }

    /** y = max(x, 0); ∂y/∂x = 1 for x > 0 and 0 for x < 0, taken as 0 at the kink x = 0. */
    static Tensor relu(Tensor x) {
        var y = x.like(new double[x.size()]);
        KERNELS.relu(x.data(), y.data());
        return y.from("relu", x, g -> g.mul(x.greaterThan(0)));
    }

    // ---- without a derivative: these are steps, constant almost everywhere

    /** 1 where the test holds for (x, s), 0 elsewhere. */
    static Tensor compare(Tensor x, double s, Test test) {
        var y = x.like(new double[x.size()]);
        for (int i = 0; i < y.size(); i++) {
            y.data()[i] = test.holds(x.data()[i], s) ? 1 : 0;
        }
        return y;
    }

    /** A comparison of two numbers. */
    interface Test {
        boolean holds(double a, double b);
    }

    // ---- broadcasting

    /** f(a, b) element by element, both read as if repeated to the shape that they broadcast to. */
    static Tensor broadcast(String operation, Tensor a, Tensor b, DoubleBinaryOperator f) {
        int[] shape = Shape.broadcast(operation, a.shape(), b.shape());
        int[] stepsA = Shape.strides(a.shape(), shape);
        int[] stepsB = Shape.strides(b.shape(), shape);
        double[] out = new double[Shape.size(shape)];
        double[] da = a.data();
        double[] db = b.data();
        int rank = shape.length;
        int columns = rank == 0 ? 1 : shape[rank - 1];
        int stepA = rank == 0 ? 0 : stepsA[rank - 1];
        int stepB = rank == 0 ? 0 : stepsB[rank - 1];
        int[] row = new int[Math.max(0, rank - 1)];         // the index without its last axis, counted up like digits
        for (int start = 0; start < out.length; start += columns) {
            int ia = 0;
            int ib = 0;
            for (int axis = 0; axis < row.length; axis++) {
                ia += row[axis] * stepsA[axis];
                ib += row[axis] * stepsB[axis];
            }
            for (int j = 0; j < columns; j++) {
                out[start + j] = f.applyAsDouble(da[ia + j * stepA], db[ib + j * stepB]);
            }
            for (int axis = row.length - 1; axis >= 0 && ++row[axis] == shape[axis]; axis--) {
                row[axis] = 0;
            }
        }
        return new Tensor(out, shape);
    }

    /** As many copies of one number as a tensor has elements. */
    static Tensor constant(double value, int... shape) {
        double[] data = new double[Shape.size(shape)];
        Arrays.fill(data, value);
        return new Tensor(data, shape);
    }
}
