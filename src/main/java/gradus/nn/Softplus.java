package gradus.nn;

import gradus.tensor.Tensor;

/**
 * The smooth version of ReLU whose derivative is the sigmoid; always positive.
 *
 * <p>y = ln(1 + e^x), computed as max(x, 0) + ln(1 + e^−|x|), which cannot overflow; ∂y/∂x = σ(x). As an output unit it
 * gives a number that must be positive, such as a variance.
 *
 * <p>Shapes: any, the output has the input's. Source: Dugas, Bengio, Bélisle, Nadeau and Garcia 2001.
 *
 * <pre>{@code
 * softplus().forward(tensor(-3, 0, 1, 800))        // → [0.048587, 0.69315, 1.3133, 800]
 * }</pre>
 */
public final class Softplus extends NamedLayer {

    Softplus() { super("softplus"); }

    @Override
    public Tensor forward(Tensor x) { return x.softplus(); }
}
