package gradus.nn;

import gradus.tensor.Tensor;
import java.util.List;

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
public final class Residual extends NamedLayer {

    private final Sequential f;

    Residual(Layer... layers) {
        super("residual");
        f = new Sequential(layers);
    }

    @Override
    public Tensor forward(Tensor x) {
        var y = f.forward(x);
        if (!y.shapeText().equals(x.shapeText())) {
            throw new IllegalArgumentException(this + ": x is " + x.shapeText() + ", f(x) is " + y.shapeText()
                    + "; they are added, so their shapes must be equal");
        }
        return x.add(y);
    }

    @Override
    public int outputs(int inputs) {
        int behind = f.outputs(inputs);
        if (inputs >= 0 && behind >= 0 && inputs != behind) {
            throw new IllegalArgumentException(this + ": x has " + inputs + " numbers for an example, f(x) has " + behind
                    + "; they are added, so their shapes must be equal");
        }
        return Math.max(inputs, behind);
    }

    @Override
    public List<Layer> layers() { return f.layers(); }

    @Override
    public String toString() { return description(); }
}
