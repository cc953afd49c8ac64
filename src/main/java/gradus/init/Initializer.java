package gradus.init;

import gradus.tensor.Description;
import gradus.tensor.Numbers;
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

    /** The value of all biases at the start. */
    default double bias() { return 0; }

    /**
     * The same weights, and biases of a constant value instead of 0.
     *
     * <p>Biases of 0 are no problem: the weights have broken the symmetry. A little above 0, as 0.01, was proposed for ReLU,
     * so that all units are active at first.
     *
     * <pre>{@code
     * var net = sequential(dense(2, 3), relu()).initialize(heNormal().bias(0.01), new Rng(1));
     * net.parameters().get(1)       // → [0.01, 0.01, 0.01]
     * }</pre>
     */
    default Initializer bias(double value) { return new Initializers.Adjusted(this, 1, value, called(".bias(", value)); }

    /**
     * The same biases, and weights multiplied by a gain, to make up for an activation that shrinks its inputs.
     *
     * <p>Usual with LeCun's variance: √2 for ReLU (then it is He's), 5/3 for tanh, 1 for linear layers.
     *
     * <pre>{@code
     * constantInit(3).gain(0.5).weights(new Rng(1), 1, 2).data()[0]       // → 1.5
     * }</pre>
     */
    default Initializer gain(double gain) { return new Initializers.Adjusted(this, gain, bias(), called(".gain(", gain)); }

    /**
     * The same under a name, by which it prints: a function written in place has none.
     *
     * <pre>{@code
     * Initializer ones = (rng, inputs, outputs) -> Tensors.ones(inputs, outputs);
     * ones.gain(0.5)                      // → a custom initializer.gain(0.5)
     * ones.named("ones").gain(0.5)        // → ones().gain(0.5)
     * heNormal().bias(0.01)               // → heNormal().bias(0.01)
     * }</pre>
     */
    default Initializer named(String name) { return new Initializers.Adjusted(this, 1, bias(), name); }

    private String called(String option, double value) {
        return Description.with(Description.of(this, "initializer"), option + Numbers.exact(value) + ")");
    }
}
