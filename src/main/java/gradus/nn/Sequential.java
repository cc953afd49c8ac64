package gradus.nn;

import gradus.init.Initializer;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Layers one behind the other: the output of each is the input of the next.
 *
 * <p>y = f_L(… f_2(f_1(x))). A network starts in training mode; {@code fit}, {@code evaluate} and {@code predict} set the
 * mode that they need and put it back. Layers that do not fit behind one another are refused when the net is made.
 *
 * <pre>{@code
 * var net = sequential(dense(64, 32), relu(), dense(32, 10)).initialize(heNormal(), new Rng(1));
 * net.forward(zeros(5, 64)).shapeText()      // → (5, 10)
 * }</pre>
 */
public final class Sequential implements Layer {

    private final List<Layer> layers;
    private boolean training = true;

    Sequential(Layer... layers) {
        int missing = Arrays.asList(layers).indexOf(null);
        if (missing >= 0) {
            throw new IllegalArgumentException("sequential: layer " + missing + " is null; run the cell that makes it, or give one,"
                    + " such as relu()");
        }
        this.layers = List.of(layers);
        outputs(-1);                                            // refuses layers that do not fit behind one another
    }

    @Override
    public Tensor forward(Tensor x) {
        for (var layer : layers) {
            x = layer.forward(x);
        }
        return x;
    }

    @Override
    public List<Layer> layers() { return layers; }

    @Override
    public Sequential initialize(Initializer weights, Rng rng) {
        Layer.super.initialize(weights, rng);
        return this;
    }

    @Override
    public boolean training() { return training; }

    @Override
    public void training(boolean on) {
        training = on;
        Layer.super.training(on);
    }

    @Override
    public int outputs(int inputs) {
        for (var layer : layers) {
            inputs = behind(layer, inputs);
        }
        return inputs;
    }

    /** The number behind a layer; a function, or a layer of another's, may change it without saying so. */
    static int behind(Layer layer, int inputs) {
        return layer.outputs(layer instanceof NamedLayer || layer instanceof Sequential ? inputs : -1);
    }

    @Override
    public String name() { return "sequential of " + layers.size() + " layers"; }

    @Override
    public String description() {
        return layers.stream().map(Layer::description).collect(Collectors.joining(", ", "sequential(", ")"));
    }

    /** The table of its layers, with the shape behind each and the number of its parameters. */
    public Summary summary() { return Summary.of(this); }

    @Override
    public String toString() { return summary().toString(); }
}
