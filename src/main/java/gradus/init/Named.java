package gradus.init;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;

/** A formula under the call that makes it. */
record Named(String call, Initializer formula) implements Initializer {

    @Override
    public Tensor weights(Rng rng, int inputs, int outputs) { return formula.weights(rng, inputs, outputs); }

    @Override
    public double bias() { return formula.bias(); }

    @Override
    public String toString() { return call; }
}
