package gradus.nn;

import gradus.tensor.Tensor;

/**
 * The hyperbolic tangent: squeezes every number into −1 … 1, with 0 in the middle.
 *
 * <p>y = (e^x − e^−x) / (e^x + e^−x) = 2σ(2x) − 1; ∂y/∂x = 1 − y² = 4σ(2x)σ(−2x), which is 1 at 0 and nearly 0 from |x| = 3
 * on: the unit saturates. −1 and 1 are never reached, but from |x| = 19.1 on the nearest double is 1.
 *
 * <p>Shapes: any, the output has the input's. Source: LeCun, Bottou, Orr and Müller 1998, "Efficient BackProp".
 *
 * <pre>{@code
 * tanh().forward(tensor(-1, 0, 1))        // → [-0.76159, 0, 0.76159]
 * }</pre>
 */
public final class Tanh extends NamedLayer {

    Tanh() { super("tanh"); }

    @Override
    public Tensor forward(Tensor x) { return x.tanh(); }
}
