package gradus.tensor;

import gradus.kernels.ActiveKernels;
import gradus.kernels.Elementary;
import java.util.Arrays;

/**
 * The activation functions beyond tanh, sigmoid and ReLU, softmax among them, forward value and derivative side by side.
 *
 * <p>Those that are products or compositions of others are written so: their derivative is the product and chain rule of
 * what they are made of. All are right far from 0 too, where a formula typed as printed would overflow or cancel.
 */
final class Activations {

    private static final double SELU_LAMBDA = 1.0507009873554805;
    private static final double SELU_ALPHA = 1.6732632423543772;

    private Activations() { }

    /** y = 1 for x ≥ 0, 0 below; ∂y/∂x = 0 everywhere, at the jump too, so that nothing in front of it learns. */
    static Tensor step(Tensor x) {
        var y = x.map(v -> v >= 0 ? 1 : v < 0 ? 0 : v);
        return y.from("step", x, g -> g.mul(0));
    }

    /** y = x for x > 0, a·x elsewhere; ∂y/∂x = 1 for x > 0, a elsewhere, at 0 too, as in PyTorch. */
    static Tensor leakyRelu(Tensor x, double a) {
        var y = x.map(v -> v > 0 ? v : a * v);
        return y.from("leakyRelu", x, g -> g.mul(x.map(v -> v > 0 ? 1 : a)));
    }

    /** y = x for x > 0, a·x elsewhere, with a learned slope a: ∂y/∂x = 1 or a, ∂y/∂a = min(x, 0). Right for a > 1 too. */
    static Tensor prelu(Tensor x, Tensor a) {
        var positive = x.greaterThan(0);
        return Elementwise.broadcast("prelu", x, a, (v, slope) -> v > 0 ? v : slope * v).from("prelu",
                x, g -> Shaping.sumTo(g.mul(Selections.where(positive, Tensors.scalar(1), a)), x),
                a, g -> Shaping.sumTo(g.mul(x.clip(Double.NEGATIVE_INFINITY, 0)), a));
    }

    /** y = x for x > 0, α(e^x − 1) elsewhere; ∂y/∂x = 1 for x > 0, αe^x elsewhere. Near 0 e^x − 1 cancels, expm1 does not. */
    static Tensor elu(Tensor x, double alpha) {
        var y = x.map(v -> v > 0 ? v : alpha * Elementary.expm1(v));
        var positive = x.greaterThan(0);
        return y.from("elu", x, g -> g.mul(Selections.where(positive, Tensors.scalar(1), x.minimum(0).exp().mul(alpha))));
    }

    /** y = λ·elu(x, α) with the λ and α for which mean 0 and variance 1 are a fixed point. */
    static Tensor selu(Tensor x) { return elu(x, SELU_ALPHA).mul(SELU_LAMBDA); }

    /** y = Φ(x), the normal distribution function; ∂y/∂x = e^(−x²/2) / √(2π), the bell curve, 0 in doubles beyond ±40. */
    static Tensor normalCdf(Tensor x) {
        return x.map(Elementary::normalCdf).from("normalCdf", x,
                g -> g.mul(x.clip(-40, 40).square().mul(-0.5).exp().mul(1 / Math.sqrt(2 * Math.PI))));
    }

    /**
     * y = x·s for a gate s(x) from 0 to 1; ∂y/∂x = s + x·∂s/∂x by the product and chain rule.
     *
     * <p>Beyond ± limit the gate stands open or closed: ∂s/∂x is 0 there in doubles, and so shall be its product with x,
     * also for infinite x. Where s is 0, y is 0 also at −∞.
     */
    private static Tensor gated(Tensor x, Tensor s, double limit) {
        var y = Elementwise.broadcast("gate", x, s, (v, open) -> open == 0 ? 0 : v * open);
        return y.from("mul", x, g -> g.mul(s), s, g -> g.mul(x.clip(-limit, limit)));
    }

    /** y = x·Φ(x); ∂y/∂x = Φ(x) + x·e^(−x²/2)/√(2π). */
    static Tensor gelu(Tensor x) { return gated(x, normalCdf(x), 40); }

    /**
     * y = ½x(1 + tanh u) with u = √(2/π)·(x + 0.044715x³): the form without Φ.
     *
     * <p>Computed as x·σ(2u), which is the same, since far below 0 tanh u rounds to −1 and 1 + tanh u to 0.
     */
    static Tensor geluTanh(Tensor x) {
        var near = x.clip(-40, 40);                         // beyond, σ(2u) is 0 or 1, and x³ may overflow
        var u = near.add(near.pow(3).mul(0.044715)).mul(Math.sqrt(2 / Math.PI));
        return gated(x, u.mul(2).sigmoid(), 40);
    }

    /** y = x·σ(βx); ∂y/∂x = σ(βx) + βx·σ(βx)(1 − σ(βx)). β = 0 gives x/2, β → ∞ gives ReLU. */
    static Tensor swish(Tensor x, double beta) {
        return beta == 0 ? x.mul(0.5) : gated(x, x.mul(beta).sigmoid(), 800 / Math.abs(beta));
    }

    /**
     * y = ln(1 + e^x); ∂y/∂x = σ(x).
     *
     * <p>Not computed so: from x = 710 on e^x overflows, and below x = −37 1 + e^x rounds to 1. It is max(x, 0) +
     * ln(1 + e^−|x|), which {@link Elementary#softplus} takes with log1p.
     */
    static Tensor softplus(Tensor x) { return x.map(Elementary::softplus).from("softplus", x, g -> g.mul(x.sigmoid())); }

    /** y = x·tanh(softplus(x)); ∂y/∂x = t + x(1 − t²)σ(x) with t = tanh(softplus(x)). */
    static Tensor mish(Tensor x) { return gated(x, softplus(x).tanh(), 800); }

    // ---- of a whole row

    /**
     * y_j = e^x_j / Σ_k e^x_k over the last axis; ∂L/∂x_j = y_j (g_j − Σ_k g_k y_k).
     *
     * <p>The kernel subtracts the largest score from all, which changes nothing, but keeps e^x from overflowing. Of the
     * derivative, {@link #balanced} keeps the last digits.
     */
    static Tensor softmax(Tensor x) {
        int columns = x.size(Shape.axis("softmax", -1, x.shape()));
        var y = x.like(new double[x.size()]);
        if (columns > 0) {
            ActiveKernels.get().softmaxRows(x.data(), columns, y.data());
        }
        return y.from("softmax", x, g -> balanced(y.mul(g.sub(g.mul(y).sum(-1, true))), y));
    }

    /**
     * The same gradients, right to the last digits also where one class is nearly certain.
     *
     * <p>Adding a number to all scores of a row changes nothing, so the gradients of a row sum to 0. Where y rounds to 1,
     * that of the largest score is the difference of nearly equal numbers; minus the sum of the others has all digits.
     */
    private static Tensor balanced(Tensor gradient, Tensor y) {
        if (y.size() == 0) {
            return gradient;
        }
        double[] others = new double[y.size()];
        Arrays.fill(others, 1);
        for (int winner : Selections.argmax("softmax", y, y.rank() - 1)) {
            others[winner] = y.data()[winner] == 0 ? 1 : 0;      // no winner where all scores are −∞
        }
        var rest = gradient.mul(y.like(others));
        return rest.sub(rest.sum(-1, true).mul(y.like(others).neg().add(1)));
    }

    /**
     * y_j = ln softmax(x)_j = x_j − ln Σ_k e^x_k over the last axis; ∂L/∂x = g − softmax(x) · Σ_k g_k.
     *
     * <p>Not as the logarithm of softmax, which may have rounded to 0 or 1. With m the largest score and S the sum of
     * e^(x_k − m) over the other scores, y_j = x_j − m − ln(1 + S): log1p keeps all digits where one class is nearly certain.
     * Where all scores are −∞, softmax is 0 and y is −∞.
     */
    static Tensor logSoftmax(Tensor x) {
        int columns = x.size(Shape.axis("logSoftmax", -1, x.shape()));
        double[] out = new double[x.size()];
        for (int start = 0; start < out.length; start += columns) {
            int best = start;
            for (int j = start + 1; j < start + columns; j++) {
                best = x.data()[j] > x.data()[best] ? j : best;
            }
            double m = x.data()[best] == Double.NEGATIVE_INFINITY ? 0 : x.data()[best];
            double others = 0;
            for (int j = start; j < start + columns; j++) {
                others += j == best ? m - m : Elementary.exp(x.data()[j] - m);     // m − m is NaN for m = ∞
            }
            double rest = Elementary.log1p(others);
            for (int j = start; j < start + columns; j++) {
                out[j] = x.data()[j] - m - rest;
            }
        }
        return x.like(out).from("logSoftmax", x, g -> {
            var softmax = x.softmax();
            return balanced(g.sub(softmax.mul(g.sum(-1, true))), softmax);
        });
    }
}
