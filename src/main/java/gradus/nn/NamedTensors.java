package gradus.nn;

import gradus.tensor.Tensor;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Names for the tensors of a network that tell where they lie: 2.W is W of the layer with number 2. */
final class NamedTensors {

    private NamedTensors() { }

    /** What a layer and the layers inside have of a kind, by name, each tensor once and in the layer's own order. */
    static Map<String, Tensor> of(Layer layer, Function<Layer, List<Tensor>> kind) {
        Map<Tensor, String> names = new IdentityHashMap<>();
        collect(layer, "", kind, names);
        Map<String, Tensor> result = new LinkedHashMap<>();
        for (var tensor : kind.apply(layer)) {
            if (result.put(names.get(tensor), tensor) != null) {
                throw new IllegalStateException(layer.name() + ": two of its tensors are called " + names.get(tensor)
                        + "; give them different names with named(...)");
            }
        }
        return result;
    }

    private static void collect(Layer layer, String path, Function<Layer, List<Tensor>> kind, Map<Tensor, String> names) {
        var inner = layer.layers();
        for (int i = 0; i < inner.size(); i++) {
            collect(inner.get(i), path + i + ".", kind, names);
        }
        var own = kind.apply(layer);
        for (int i = 0; i < own.size(); i++) {
            String name = own.get(i).name();
            names.putIfAbsent(own.get(i), path + (name == null ? i : name));
        }
    }
}
