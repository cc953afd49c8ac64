package gradus.nn;

import gradus.init.Initializer;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.List;

/**
 * A fully connected layer: every output is a weighted sum of all inputs, plus a bias.
 *
 * <p>y = xW + b, an affine function; with an activation behind it, H = f(XW + b) of the lectures. W_ij is the weight from
 * input i to output j, as in Keras; PyTorch and some lectures store the transpose.
 *
 * <p>Derivatives, with g = ∂L/∂y for a batch: ∂L/∂W = xᵀg, ∂L/∂b = the sum of g over the batch, ∂L/∂x = gWᵀ. They follow
 * from the operations that {@link #forward} is made of.
 *
 * <p>Shapes: x (n, inputs) or (inputs); W (inputs, outputs); b (outputs); y (n, outputs) or (outputs).
 *
 * <pre>{@code
 * var layer = dense(2, 1).weights(tensor(new double[][]{{2}, {-3}}), tensor(0.5));
 * layer.forward(tensor(1, 1))      // → [-0.5]
 * }</pre>
 */
public final class Dense implements Layer {

    private final int inputs;
    private final int outputs;
    private final Tensor W;
    private final Tensor b;
    private boolean initialized;

    Dense(int inputs, int outputs) {
        if (inputs < 1 || outputs < 1) {
            throw new IllegalArgumentException("dense(" + inputs + " → " + outputs
                    + "): a layer needs at least one input and one output");
        }
        this.inputs = inputs;
        this.outputs = outputs;
        W = Tensor.parameter(Tensors.zeros(inputs, outputs)).named("W");
        b = Tensor.parameter(Tensors.zeros(outputs)).named("b");
    }

    @Override
    public Tensor forward(Tensor x) {
        if (!initialized) {
            throw new IllegalStateException(name() + ": the weights have no values yet; call"
                    + " initialize(heNormal(), new Rng(1)) on the network, or weights(W, b) on the layer, first");
        }
        if (x.rank() == 0 || x.size(-1) != inputs) {
            throw new IllegalArgumentException(name() + ": input is " + x.shapeText()
                    + ", its last dimension should be " + inputs);
        }
        return x.matmul(W).add(b);
    }

    /** Sets weights and bias by hand, copying the values: W of shape (inputs, outputs), b of shape (outputs). */
    public Dense weights(Tensor W, Tensor b) {
        check("weights", W, this.W);
        check("bias", b, this.b);
        System.arraycopy(W.data(), 0, this.W.data(), 0, W.size());
        System.arraycopy(b.data(), 0, this.b.data(), 0, b.size());
        initialized = true;
        return this;
    }

    private void check(String what, Tensor given, Tensor needed) {
        if (!given.shapeText().equals(needed.shapeText())) {
            throw new IllegalArgumentException(name() + ": " + what + " of shape " + given.shapeText()
                    + " given, the layer needs " + needed.shapeText());
        }
    }

    @Override
    public Dense initialize(Initializer weights, Rng rng) {
        return weights(weights.weights(rng, inputs, outputs), Tensors.zeros(outputs));
    }

    /** The weights W, shape (inputs, outputs). */
    public Tensor W() { return W; }

    /** The bias b, shape (outputs). */
    public Tensor b() { return b; }

    @Override
    public List<Tensor> parameters() {
        return List.of(W, b);
    }

    @Override
    public int outputs(int inputs) { return outputs; }

    @Override
    public String name() {
        return "dense(" + inputs + " → " + outputs + ")";
    }

    @Override
    public String toString() { return name(); }
}
