package gradus.nn;

import gradus.tensor.Tensor;

/**
 * Passes everything on as it is: the linear activation, "none" in some lectures.
 *
 * <p>y = x; ∂y/∂x = 1. It is the output unit of regression. Between two dense layers it makes one affine function of
 * them: (xW₁ + b₁)W₂ + b₂ = x(W₁W₂) + (b₁W₂ + b₂).
 *
 * <p>Shapes: any, the output has the input's. Source: the table of activations of the lectures.
 *
 * <pre>{@code
 * identity().forward(tensor(-2, 0, 3))        // → [-2, 0, 3]
 * }</pre>
 */
public final class Identity extends NamedLayer {

    Identity() { super("identity"); }

    @Override
    public Tensor forward(Tensor x) { return x; }
}
