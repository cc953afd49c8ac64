package gradus.nn;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;

/**
 * The exponential linear unit: the identity on the right, a smooth approach to −α on the left.
 *
 * <p>y = x for x > 0, α(e^x − 1) elsewhere; ∂y/∂x = 1 for x > 0, αe^x = y + α elsewhere. With α = 1 the derivative has no
 * jump at 0. The negative values bring the mean of a layer's outputs nearer to 0.
 *
 * <p>Shapes: any, the output has the input's. Source: Clevert, Unterthiner and Hochreiter 2016.
 *
 * <pre>{@code
 * elu().forward(tensor(-3, -1, 0, 2))       // → [-0.95021, -0.63212, 0, 2]
 * elu(0.5).forward(tensor(-3, -1, 0, 2))    // → [-0.47511, -0.31606, 0, 2]
 * }</pre>
 */
public final class ELU extends NamedLayer {

    private final double alpha;

    ELU(double alpha) {
        super(alpha == 1 ? "elu" : "elu(" + Numbers.text(alpha) + ")");
        if (!(alpha >= 0 && alpha < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name() + ": alpha is a number of 0 or more, the function approaches -alpha");
        }
        this.alpha = alpha;
    }

    @Override
    public Tensor forward(Tensor x) { return x.elu(alpha); }
}
