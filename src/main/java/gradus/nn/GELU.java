package gradus.nn;

import gradus.tensor.Tensor;

/**
 * The Gaussian error linear unit: a number times the share of the normal distribution that lies below it.
 *
 * <p>y = x·Φ(x) = ½x(1 + erf(x/√2)); ∂y/∂x = Φ(x) + x·φ(x), with the bell curve φ(x) = e^(−x²/2)/√(2π). It is a smooth ReLU
 * with a dip: the smallest value is −0.17 at −0.75. The other form, ½x(1 + tanh(√(2/π)(x + 0.044715x³))), is the
 * approximation that was cheaper once; the two differ by at most 0.000473.
 *
 * <p>Shapes: any, the output has the input's. Source: Hendrycks and Gimpel 2016, "Gaussian error linear units".
 *
 * <pre>{@code
 * gelu().forward(tensor(-3, -1, 0, 1))            // → [-0.0040497, -0.15866, 0, 0.84134]
 * geluTanh().forward(tensor(-3, -1, 0, 1))        // → [-0.0036374, -0.15881, 0, 0.84119]
 * }</pre>
 */
public final class GELU extends NamedLayer {

    private final boolean exact;

    GELU(boolean exact) {
        super(exact ? "gelu" : "geluTanh");
        this.exact = exact;
    }

    @Override
    public Tensor forward(Tensor x) { return exact ? x.gelu() : x.geluTanh(); }
}
