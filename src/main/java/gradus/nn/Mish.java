package gradus.nn;

import gradus.tensor.Tensor;

/**
 * A number times the tanh of its softplus: a smooth ReLU with a dip, much like swish.
 *
 * <p>y = x·t with t = tanh(ln(1 + e^x)); ∂y/∂x = t + x(1 − t²)σ(x).
 *
 * <p>Shapes: any, the output has the input's. Source: Misra 2020, "Mish: a self regularized non-monotonic activation
 * function".
 *
 * <pre>{@code
 * mish().forward(tensor(-3, -1, 0, 1))        // → [-0.14565, -0.3034, 0, 0.8651]
 * }</pre>
 */
public final class Mish extends NamedLayer {

    Mish() { super("mish"); }

    @Override
    public Tensor forward(Tensor x) { return x.mish(); }
}
