package gradus.tensor;

import gradus.kernels.Elementary;

/**
 * The activation functions beyond tanh, sigmoid and ReLU, forward value and derivative side by side.
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
        Shape.broadcast("prelu", x.shape(), a.shape());
        return Elementwise.where(x.greaterThan(0), x, x.mul(a));
    }

    /** y = x for x > 0, α(e^x − 1) elsewhere; ∂y/∂x = 1 for x > 0, αe^x elsewhere. */
    static Tensor elu(Tensor x, double alpha) {
        var y = x.map(v -> v > 0 ? v : alpha * Elementary.expm1(v));
        var positive = x.greaterThan(0);
        return y.from("elu", x, g -> g.mul(Elementwise.where(positive, Tensors.scalar(1), x.minimum(0).exp().mul(alpha))));
    }

    /** y = λ·elu(x, α) with the λ and α for which mean 0 and variance 1 are a fixed point. */
    static Tensor selu(Tensor x) { return elu(x, SELU_ALPHA).mul(SELU_LAMBDA); }

    /** y = Φ(x), the normal distribution function; ∂y/∂x = e^(−x²/2) / √(2π), the bell curve. */
    static Tensor normalCdf(Tensor x) {
        return x.map(Elementary::normalCdf)
                .from("normalCdf", x, g -> g.mul(x.square().mul(-0.5).exp().mul(1 / Math.sqrt(2 * Math.PI))));
    }

    /** y = x·Φ(x); ∂y/∂x = Φ(x) + x·e^(−x²/2)/√(2π). */
    static Tensor gelu(Tensor x) { return x.mul(normalCdf(x)); }

    /** y = ½x(1 + tanh u) = x·σ(2u) with u = √(2/π)·(x + 0.044715x³): the form without Φ. */
    static Tensor geluTanh(Tensor x) {
        var u = x.add(x.pow(3).mul(0.044715)).mul(Math.sqrt(2 / Math.PI));
        return x.mul(u.mul(2).sigmoid());
    }

    /** y = x·σ(βx); ∂y/∂x = σ(βx) + βx·σ(βx)(1 − σ(βx)). β = 0 gives x/2, β → ∞ gives ReLU. */
    static Tensor swish(Tensor x, double beta) { return x.mul(x.mul(beta).sigmoid()); }

    /** y = ln(1 + e^x); ∂y/∂x = σ(x). */
    static Tensor softplus(Tensor x) {
        return x.map(Elementary::softplus).from("softplus", x, g -> g.mul(x.sigmoid()));
    }

    /** y = x·tanh(softplus(x)); ∂y/∂x = t + x(1 − t²)σ(x) with t = tanh(softplus(x)). */
    static Tensor mish(Tensor x) { return x.mul(softplus(x).tanh()); }
}
