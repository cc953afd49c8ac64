package gradus.nn;

import gradus.tensor.Tensor;

/**
 * The hyperbolic tangent: squeezes every number into −1 … 1, with 0 in the middle.
 *
 * <p>y = (e^x − e^−x) / (e^x + e^−x) = 2σ(2x) − 1; ∂y/∂x = 1 − y², which is 1 at 0 and nearly 0 from |x| = 3 on: the unit
 * saturates.
 *
 * <p>Shapes: any, the output has the input's. Source: LeCun, Bottou, Orr and Müller 1998, "Efficient BackProp".
 *
 * <pre>{@code
 * tanh().forward(tensor(-1, 0, 1))        // → [-0.76159, 0, 0.76159]
 * }</pre>
 */
public final class Tanh extends Activation {

    Tanh() {
        super("tanh");
    }

    @Override
    public Tensor forward(Tensor x) { return x.tanh(); }
}
