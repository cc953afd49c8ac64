package gradus.init;

import gradus.tensor.Numbers;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;

/** Another initializer with its weights scaled, its biases set, or a name of its own. */
record Adjusted(Initializer base, double gain, double bias, String text) implements Initializer {

    Adjusted {
        if (!Double.isFinite(gain) || !Double.isFinite(bias)) {
            throw new IllegalArgumentException("initializer: gain is " + Numbers.exact(gain) + ", bias is "
                    + Numbers.exact(bias) + "; both should be numbers");
        }
    }

    @Override
    public String toString() { return text; }

    @Override
    public Tensor weights(Rng rng, int inputs, int outputs) { return base.weights(rng, inputs, outputs).mul(gain); }
}
