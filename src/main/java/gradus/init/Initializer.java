package gradus.init;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;

/**
 * Draws the weights that a layer starts from.
 *
 * <p>Ready-made ones are in {@link Initializers}; any function of this form is one too:
 *
 * <pre>{@code
 * Initializer big = (rng, inputs, outputs) -> randn(rng, inputs, outputs);
 * }</pre>
 */
@FunctionalInterface
public interface Initializer {

    /**
     * A weight matrix W for y = xW + b.
     *
     * @param inputs units that a unit of the layer reads from, the fan-in
     * @param outputs units of the layer, the fan-out
     * @return shape (inputs, outputs)
     */
    Tensor weights(Rng rng, int inputs, int outputs);
}
