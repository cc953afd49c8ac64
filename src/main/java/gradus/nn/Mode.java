package gradus.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Runs something with a network in a certain mode, and puts every layer back into the mode that it was in. */
public final class Mode {

    private Mode() {
    }

    /**
     * Does the work in training mode or in inference mode.
     *
     * @return what the work gives
     */
    public static <T> T with(boolean training, Layer net, Supplier<T> work) {
        var layers = new ArrayList<Layer>();
        collect(net, layers);
        List<Boolean> before = layers.stream().map(Layer::training).toList();
        net.training(training);
        try {
            return work.get();
        } finally {
            // outer layers first: setting one sets all inside, which are then put right one by one
            for (int i = 0; i < layers.size(); i++) {
                layers.get(i).training(before.get(i));
            }
        }
    }

    private static void collect(Layer layer, List<Layer> all) {
        all.add(layer);
        layer.layers().forEach(inner -> collect(inner, all));
    }
}
