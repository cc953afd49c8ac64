package gradus.nn;

import gradus.init.Initializer;
import gradus.tensor.Rng;
import java.util.List;

/** A layer that draws random numbers while training, from the generator that initialize gives to the network. */
public abstract class RandomLayer extends NamedLayer {

    private boolean training = true;
    private Rng rng;

    RandomLayer(String name) { super(name); }

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
    public List<Rng> generators() { return rng == null ? List.of() : List.of(rng); }

    @Override
    public boolean training() { return training; }

    @Override
    public void training(boolean on) { training = on; }
}
