package gradus.nn;

import gradus.tensor.Tensor;

/**
 * Turns the scores of an example into probabilities: positive, with sum 1.
 *
 * <p>y_j = e^x_j / Σ_k e^x_k over the last axis; ∂y_j/∂x_k = y_j (δ_jk − y_k). Adding a number to all scores changes nothing;
 * so the largest is subtracted first and nothing overflows. A loss on logits contains it already: do not put it in front
 * of one.
 *
 * <p>Shapes: any, the output has the input's. Source: Bridle 1990.
 *
 * <pre>{@code
 * softmax().forward(tensor(1, 2, 3))      // → [0.090031, 0.24473, 0.66524]
 * }</pre>
 */
public final class Softmax extends NamedLayer {

    Softmax() { super("softmax"); }

    @Override
    public Tensor forward(Tensor x) { return x.softmax(); }
}
