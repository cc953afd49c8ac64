package gradus.nn;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;

/**
 * A number times its own sigmoid: a smooth ReLU with a dip; with β = 1 also called SiLU.
 *
 * <p>y = x·σ(βx); ∂y/∂x = σ(βx) + βx·σ(βx)σ(−βx). β = 0 gives x/2, β → ∞ ReLU. For β > 0 it is bounded below: with β = 1 by
 * −0.27846, at x = −1.27846. There is no factor 2 in front, whatever a slide says.
 *
 * <p>Shapes: any, the output has the input's. Source: Elfwing, Uchibe and Doya 2018 (SiLU); Ramachandran, Zoph and Le
 * 2017 (swish).
 *
 * <pre>{@code
 * silu().forward(tensor(-3, -1, 0, 1))        // → [-0.14228, -0.26894, 0, 0.73106]
 * swish(0).forward(tensor(-3, -1, 0, 1))      // → [-1.5, -0.5, 0, 0.5]
 * }</pre>
 */
public final class Swish extends NamedLayer {

    private final double beta;

    Swish(double beta) {
        super(beta == 1 ? "silu" : "swish(" + Numbers.text(beta) + ")");
        if (!Double.isFinite(beta)) {
            throw new IllegalArgumentException(name() + ": beta is a finite number, such as 1");
        }
        this.beta = beta;
    }

    @Override
    public Tensor forward(Tensor x) { return x.swish(beta); }
}
