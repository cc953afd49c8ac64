package gradus.nn;

import gradus.tensor.Tensor;

/**
 * The scaled exponential linear unit, which brings the outputs of a layer back to mean 0 and variance 1.
 *
 * <p>y = λx for x > 0, λα(e^x − 1) elsewhere, with λ = 1.0507009873554805 and α = 1.6732632423543772; ∂y/∂x = λ or λαe^x.
 * For x from N(0, 1) the outputs have mean 0 and variance 1, and the layers behind pull what is off back to it. That
 * needs weights of variance 1/n_in, the LeCun initializer.
 *
 * <p>Shapes: any, the output has the input's. Source: Klambauer, Unterthiner, Mayr and Hochreiter 2017,
 * "Self-normalizing neural networks".
 *
 * <pre>{@code
 * selu().forward(tensor(-3, -1, 0, 1))        // → [-1.6706, -1.1113, 0, 1.0507]
 * }</pre>
 */
public final class SELU extends NamedLayer {

    SELU() { super("selu"); }

    @Override
    public Tensor forward(Tensor x) { return x.selu(); }
}
