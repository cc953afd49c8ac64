package gradus.nn;

import gradus.tensor.Tensor;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Adds what the layers inside compute to their input, so that they learn the difference only.
 *
 * <p>y = x + f(x); ∂y/∂x = 1 + ∂f/∂x. The 1 lets gradients pass many such layers without fading, and a block whose f is
 * near 0 does no harm.
 *
 * <p>Shapes: any; f must give back the shape of its input. Source: He, Zhang, Ren and Sun 2016, "Deep residual learning
 * for image recognition".
 *
 * <pre>{@code
 * residual(x -> x.square()).forward(tensor(1, 2, 3))      // → [2, 6, 12]
 * }</pre>
 */
public final class Residual implements Layer {

    private final List<Layer> layers;

    Residual(Layer... layers) {
        this.layers = List.of(layers);
    }

    @Override
    public Tensor forward(Tensor x) {
        var f = x;
        for (var layer : layers) {
            f = layer.forward(f);
        }
        if (!f.shapeText().equals(x.shapeText())) {
            throw new IllegalArgumentException(this + ": x is " + x.shapeText() + ", f(x) is " + f.shapeText()
                    + "; they are added, so their shapes must be equal");
        }
        return x.add(f);
    }

    @Override
    public List<Layer> layers() { return layers; }

    @Override
    public String name() { return "residual"; }

    @Override
    public String toString() {
        return layers.stream().map(Layer::name).collect(Collectors.joining(", ", "residual(", ")"));
    }
}
