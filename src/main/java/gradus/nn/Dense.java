package gradus.nn;

import gradus.init.Initializer;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.Arrays;
import java.util.List;

/**
 * A fully connected layer: every output is a weighted sum of all inputs, plus a bias.
 *
 * <p>y = xW + b, an affine function. W_ij is the weight from input i to output j, as in Keras; PyTorch stores the transpose.
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
public final class Dense extends NamedLayer {

    private final int inputs;
    private final int outputs;
    private final Tensor W;
    private Tensor b;

    Dense(int inputs, int outputs) {
        this(inputs, outputs, "dense(" + inputs + " → " + outputs + ")");
    }

    /** As a part of a layer with another name. */
    Dense(int inputs, int outputs, String name) {
        super(name);
        if (inputs < 1 || outputs < 1) {
            throw new IllegalArgumentException(name + ": a layer needs at least one input and one output");
        }
        this.inputs = inputs;
        this.outputs = outputs;
        W = Tensor.parameter(Tensors.zeros(inputs, outputs)).named("W");
        b = Tensor.parameter(Tensors.zeros(outputs)).named("b");
    }

    /** y = xW + b. Both operations record themselves: {@code matmul} is in Products, {@code add} in Elementwise. */
    @Override
    public Tensor forward(Tensor x) { return forward(x, W); }

    /** The same with other weights, computed from W. */
    Tensor forward(Tensor x, Tensor weights) {
        checkInput(x);
        var xW = x.matmul(standardised ? standardise(weights) : weights);
        return b == null ? xW : xW.add(b);
    }

    // ---- values, options and refusals; to skip at first reading

    private boolean initialized;

    private void checkInput(Tensor x) {
        if (!initialized) {
            throw new IllegalStateException(name() + ": the weights have no values yet; call"
                    + " initialize(heNormal(), new Rng(1)) on the network, or weights(W, b) on the layer, first");
        }
        if (x.rank() == 0 || x.size(-1) != inputs) {
            throw new IllegalArgumentException(name() + ": input is " + x.shapeText()
                    + ", its last dimension should be " + inputs);
        }
    }

    /**
     * The layer y = xW: for one in front of a normalisation, which would take the bias out again.
     *
     * @throws IllegalStateException once its parameters were asked for: an optimizer may hold the bias and would go on with it
     */
    public Dense withoutBias() {
        if (biasGiven) {
            throw new IllegalStateException(name() + ": withoutBias() comes too late, an optimizer may hold the bias; call it where"
                    + " the layer is made, dense(" + inputs + ", " + outputs + ").withoutBias()");
        }
        b = null;
        return this;
    }

    private boolean standardised;

    /**
     * Standardises the weights in every forward pass: each output's have mean 0 and variance 1 over its inputs.
     *
     * <p>Ŵ_ij = (W_ij − μ_j) / √(σ_j² + 10⁻⁵), with the mean μ_j and the variance σ_j² (divided by the number of inputs) of
     * column j; the gradient passes through μ and σ. The outputs have about √inputs times the size of the inputs, so a
     * normalisation should follow. Source: Qiao, Wang, Liu, Shen and Yuille 2019, "Weight standardization".
     *
     * <pre>{@code
     * var layer = dense(2, 1).standardised().weights(tensor(new double[][]{{2}, {6}}), zeros(1));
     * layer.forward(tensor(10, 1))      // → [-9]
     * }</pre>
     *
     * @throws IllegalArgumentException if there is only one input: its weight would always become 0
     */
    public Dense standardised() {
        if (inputs == 1) {
            throw new IllegalArgumentException(name() + ": standardised weights of a single input would all be 0");
        }
        standardised = true;
        return this;
    }

    private static Tensor standardise(Tensor weights) {
        var centred = weights.centred(0);
        return centred.div(centred.square().mean(0).add(1e-5).sqrt());
    }

    /** Sets weights and bias by hand, copying the values: W of shape (inputs, outputs), b of shape (outputs). */
    public Dense weights(Tensor W, Tensor b) {
        fits("weights", W, this.W);
        if (b == null) {
            throw new IllegalArgumentException(name() + ": the bias given is null; weights(W) sets it to 0, withoutBias() makes a"
                    + " layer that has none");
        }
        if (this.b == null) {
            throw new IllegalArgumentException(name() + ": a bias of shape " + b.shapeText() + " given, the layer has none;"
                    + " call weights(W)");
        }
        put("bias", b, this.b);
        return set(W);
    }

    /** Sets the weights by hand, and the bias, if there is one, to 0. */
    public Dense weights(Tensor W) {
        fits("weights", W, this.W);
        if (b != null) {
            Arrays.fill(b.data(), 0);
            b.changed();
        }
        return set(W);
    }

    private Dense set(Tensor W) {
        put("weights", W, this.W);
        initialized = true;
        return this;
    }

    @Override
    public Dense initialize(Initializer initializer, Rng rng) {
        weights(initializer.weights(rng, inputs, outputs));
        if (b != null) {
            Arrays.fill(b.data(), initializer.bias());
            b.changed();
        }
        return this;
    }

    /** The weights W, shape (inputs, outputs). */
    public Tensor W() { return W; }

    /** Whether someone was given the bias and may hold it; {@link #withoutBias()} comes too late then. */
    private boolean biasGiven;

    /** The bias b, shape (outputs); null without one. */
    public Tensor b() {
        biasGiven = b != null;
        return b;
    }

    @Override
    public List<Tensor> parameters() { return b == null ? List.of(W) : List.of(W, b()); }      // b(), to note that it was given

    @Override
    public int outputs(int inputs) {
        takes(this.inputs, inputs);
        return outputs;
    }

    @Override
    public String name() {
        return super.name().replace(")", (b == null ? ", no bias" : "") + (standardised ? ", standardised" : "") + ")");
    }
}
