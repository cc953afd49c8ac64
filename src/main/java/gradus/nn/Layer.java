package gradus.nn;

import gradus.init.Initializer;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A part of a network: a function of a tensor, with or without parameters.
 *
 * <p>Only {@link #forward} must be written; its derivative comes from the operations that it uses. A layer made of
 * others names them in {@link #layers()}, and parameters, mode and initialization reach them.
 *
 * <pre>{@code
 * Layer square = x -> x.square();
 * var net = sequential(dense(2, 8), square, dense(8, 1)).initialize(xavierNormal(), new Rng(1));
 * }</pre>
 */
@FunctionalInterface
public interface Layer {

    /**
     * The layer's output for a batch of inputs, one example in a row.
     *
     * @throws IllegalArgumentException if the input's shape does not fit; the message names the layer and both
     */
    Tensor forward(Tensor x);

    /** What the layer is called in summaries and messages, as dense(64 → 32). */
    default String name() {
        var name = getClass().getSimpleName();
        return name.isEmpty() || name.contains("$$Lambda") ? "function" : name;
    }

    /**
     * The layer on one line, with all layers inside and what each was told: what a run writes down of its network.
     *
     * <p>It is the name, and in brackets the layers inside. A layer of one's own says more by its {@link #name}; values of
     * parameters do not belong there, they change.
     *
     * <pre>{@code
     * sequential(dense(2, 3), residual(dense(3, 3), relu()), dropout(0.2)).description()
     * // → sequential(dense(2 → 3), residual(dense(3 → 3), relu), dropout(0.2))
     * }</pre>
     */
    default String description() {
        return name() + (layers().isEmpty() ? ""
                : layers().stream().map(Layer::description).collect(Collectors.joining(", ", "(", ")")));
    }

    /** The layers that this one is made of. */
    default List<Layer> layers() { return List.of(); }

    /** The tensors that training changes, in a fixed order; those of a layer that is used twice stand there once. */
    default List<Tensor> parameters() {
        return layers().stream().flatMap(layer -> layer.parameters().stream()).distinct().toList();
    }

    /** What the layer keeps beside its parameters and a saved network needs too, such as running statistics. */
    default List<Tensor> buffers() { return layers().stream().flatMap(layer -> layer.buffers().stream()).distinct().toList(); }

    /** What the layer draws from while training, once initialize gave it; their states belong to a checkpoint. */
    default List<Rng> generators() {
        return layers().stream().flatMap(layer -> layer.generators().stream()).distinct().toList();
    }

    /**
     * The parameters with their names, in a fixed order.
     *
     * <p>The order is that of {@link #parameters()}. A name is the tensor's own, or its number if it has none, behind the
     * numbers of the layers that it lies in.
     *
     * <pre>{@code
     * sequential(dense(4, 3), relu(), dense(3, 2)).namedParameters().keySet()     // → [0.W, 0.b, 2.W, 2.b]
     * }</pre>
     */
    default Map<String, Tensor> namedParameters() { return NamedTensors.of(this, Layer::parameters); }

    /** The buffers with their names, such as 1.runningMean, in a fixed order. */
    default Map<String, Tensor> namedBuffers() { return NamedTensors.of(this, Layer::buffers); }

    /** Whether the layer is in training mode; it matters to those that act differently then, such as dropout. */
    default boolean training() { return layers().stream().anyMatch(Layer::training); }

    /** Switches between training mode and inference mode, here and in all layers inside. */
    default void training(boolean on) { layers().forEach(layer -> layer.training(on)); }

    /**
     * Gives new values to weights and biases, and hands on the generator that layers draw from while training.
     *
     * <p>Biases become 0, or what {@link Initializer#bias(double)} says. To treat one layer differently, initialize it by
     * itself after the network.
     *
     * <p>Layers with parameters come first: adding a dropout layer beside them does not change their first weights.
     */
    default Layer initialize(Initializer weights, Rng rng) {
        layers().stream().filter(layer -> !layer.parameters().isEmpty()).forEach(l -> l.initialize(weights, rng));
        layers().stream().filter(layer -> layer.parameters().isEmpty()).forEach(l -> l.initialize(weights, rng));
        return this;
    }

    /**
     * How many numbers an example has behind this layer, when it has so many inputs in front of it.
     *
     * <p>Negative means that only data will tell. A layer of your own that changes the number says it here, or its net is
     * checked around it only when data arrive.
     *
     * @throws IllegalArgumentException if the layer does not take so many
     */
    default int outputs(int inputs) { return inputs; }
}
