package gradus.loss;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import java.util.List;

/**
 * A limit for the length of each unit's weight vector: not a price but a wall.
 *
 * <p>Weights are (in, out), so a unit's weights are a column w of W. Where ‖w‖₂ > c, w ← c·w/‖w‖₂; shorter ones stay. It is
 * applied after every {@code optimizer.step()}, to parameters with two axes. Source: Srivastava et al. 2014, section 5.1.
 *
 * <pre>{@code
 * var W = parameter(tensor(new double[][]{{3, 0.3}, {4, 0.4}}));
 * maxNorm(2).apply(List.of(W));
 * W.reshape(4)                         // → [1.2, 0.3, 1.6, 0.4]
 * }</pre>
 */
public final class MaxNorm {

    private final double limit;

    MaxNorm(double limit) { this.limit = Losses.checked("maxNorm", "the limit", limit, false); }

    /** Shortens what is too long, in place; parameters of other than two axes are left as they are. */
    public void apply(List<Tensor> parameters) {
        for (var W : parameters.stream().filter(parameter -> parameter.rank() == 2).toList()) {
            double[] norms = W.detach().norm(0).data();
            for (int i = 0; i < W.size(); i++) {
                double norm = norms[i % norms.length];
                W.data()[i] *= norm > limit ? limit / norm : 1;
            }
            W.changed();
        }
    }

    @Override
    public String toString() { return "maxNorm(" + Numbers.exact(limit) + ")"; }
}
