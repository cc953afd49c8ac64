package gradus.nn;

import gradus.tensor.Tensor;

/**
 * The logistic function: squeezes every number into 0 … 1.
 *
 * <p>y = σ(x) = 1 / (1 + e^−x); ∂y/∂x = y(1 − y) = σ(x)σ(−x), at most ¼. As an output unit it gives a
 * probability; between layers its small derivative and its positive outputs slow learning down.
 *
 * <p>Shapes: any, the output has the input's. The logit ln(y / (1 − y)) is its inverse.
 * Source: Rumelhart, Hinton and Williams 1986.
 *
 * <pre>{@code
 * sigmoid().forward(tensor(-1, 0, 1))     // → [0.26894, 0.5, 0.73106]
 * }</pre>
 */
public final class Sigmoid extends NamedLayer {

    Sigmoid() { super("sigmoid"); }

    @Override
    public Tensor forward(Tensor x) { return x.sigmoid(); }
}
