package gradus.nn;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;

/**
 * A rectified linear unit that lets a small share of what is negative through, so that no unit is dead for ever.
 *
 * <p>y = x for x > 0, a·x elsewhere; ∂y/∂x = 1 for x > 0, a elsewhere, at 0 too, as in PyTorch. Written as max(a·x, x) it
 * would be right only for a ≤ 1.
 *
 * <p>Shapes: any, the output has the input's. Source: Maas, Hannun and Ng 2013, with a = 0.01.
 *
 * <pre>{@code
 * leakyRelu().forward(tensor(-2, 0, 3))        // → [-0.02, 0, 3]
 * leakyRelu(0.2).forward(tensor(-2, 0, 3))     // → [-0.4, 0, 3]
 * }</pre>
 */
public final class LeakyReLU extends NamedLayer {

    private final double a;

    LeakyReLU(double a) {
        super("leakyRelu(" + Numbers.text(a) + ")");
        if (!Double.isFinite(a)) {
            throw new IllegalArgumentException(name() + ": a is the slope for negative numbers, such as 0.01");
        }
        this.a = a;
    }

    @Override
    public Tensor forward(Tensor x) { return x.leakyRelu(a); }
}
