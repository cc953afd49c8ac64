package gradus.nn;

import gradus.tensor.Tensor;

/**
 * The rectified linear unit: what is positive passes, the rest becomes 0.
 *
 * <p>y = max(x, 0); ∂y/∂x = 1 for x > 0, 0 for x < 0, taken as 0 at x = 0 as in PyTorch. It saturates on the left only. A
 * unit that is 0 for every example gets no gradient and stays dead; 0 for some is normal.
 *
 * <p>Shapes: any, the output has the input's. Source: Nair and Hinton 2010; Glorot, Bordes and Bengio 2011.
 *
 * <pre>{@code
 * relu().forward(tensor(-2, 0, 3))        // → [0, 0, 3]
 * }</pre>
 */
public final class ReLU extends NamedLayer {

    ReLU() { super("relu"); }

    @Override
    public Tensor forward(Tensor x) { return x.relu(); }
}
