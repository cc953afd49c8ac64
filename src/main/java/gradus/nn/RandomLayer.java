package gradus.nn;

import gradus.init.Initializer;
import gradus.tensor.Rng;

/** A layer that draws random numbers while training, from the generator that initialize gives to the network. */
public abstract class RandomLayer implements Layer {

    private final String name;
    private boolean training = true;
    private Rng rng;

    RandomLayer(String name) {
        this.name = name;
    }

    /** The generator, once there is one. */
    final Rng rng() {
        if (rng == null) {
            throw new IllegalStateException(name() + ": there is no generator to draw from; call"
                    + " initialize(heNormal(), new Rng(1)) on the network first, or training(false) for inference");
        }
        return rng;
    }

    @Override
    public Layer initialize(Initializer weights, Rng rng) {
        this.rng = rng.split();
        return this;
    }

    @Override
    public boolean training() { return training; }

    @Override
    public void training(boolean on) { training = on; }

    @Override
    public String name() { return name; }

    @Override
    public String toString() { return name(); }
}
