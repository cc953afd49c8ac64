package gradus.nn;

import gradus.tensor.Tensor;

/**
 * The step of the perceptron: 1 from 0 on, 0 below.
 *
 * <p>y = 1 for x ≥ 0, 0 for x < 0; ∂y/∂x = 0, taken as 0 at the jump too. So gradients end here: what stands in front of
 * it does not learn by backpropagation, which is why the perceptron has a rule of its own.
 *
 * <p>Shapes: any, the output has the input's. Source: Rosenblatt 1958.
 *
 * <pre>{@code
 * step().forward(tensor(-0.1, 0, 3))        // → [0, 1, 1]
 * }</pre>
 */
public final class HardStep extends NamedLayer {

    HardStep() { super("step"); }

    @Override
    public Tensor forward(Tensor x) { return x.step(); }
}
