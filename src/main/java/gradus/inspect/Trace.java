package gradus.inspect;

import gradus.nn.Layer;
import gradus.nn.Residual;
import gradus.nn.Sequential;
import gradus.tensor.Tensor;
import java.util.List;

/**
 * A layer at work: what went in and what came out.
 *
 * @param place the numbers of the layers that it lies in, and its own
 */
record Trace(String place, Layer layer, Tensor input, Tensor output) {

    /**
     * The network's output, every layer on the way written down. The layers inside a sequential or a residual stand for
     * themselves; how others use the ones inside them only they know, so they stand as one.
     */
    static Tensor forward(Layer layer, String place, Tensor x, List<Trace> all) {
        boolean residual = layer instanceof Residual;
        if (layer instanceof Sequential || residual) {
            var y = x;
            for (int i = 0; i < layer.layers().size(); i++) {
                y = forward(layer.layers().get(i), place.isEmpty() ? "" + i : place + "." + i, y, all);
            }
            return residual ? x.add(y) : y;
        }
        var y = layer.forward(x);
        all.add(new Trace(place.isEmpty() ? "0" : place, layer, x, y));
        return y;
    }
}
