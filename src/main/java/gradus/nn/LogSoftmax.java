package gradus.nn;

import gradus.tensor.Tensor;

/**
 * The logarithms of the probabilities that softmax gives, right also where these round to 0 or 1.
 *
 * <p>y_j = x_j − ln Σ_k e^x_k over the last axis; ∂y_j/∂x_k = δ_jk − e^y_k. A loss on logits contains it already.
 *
 * <p>Shapes: any, the output has the input's. Source: Bridle 1990.
 *
 * <pre>{@code
 * logSoftmax().forward(tensor(1, 2, 3))           // → [-2.4076, -1.4076, -0.40761]
 * logSoftmax().forward(tensor(5, -20, -20))       // → [-2.7776e-11, -25, -25]
 * }</pre>
 */
public final class LogSoftmax extends NamedLayer {

    LogSoftmax() { super("logSoftmax"); }

    @Override
    public Tensor forward(Tensor x) { return x.logSoftmax(); }
}
