package gradus.nn;

import gradus.init.Initializer;
import gradus.tensor.Numbers;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.List;

/**
 * A dense layer that, while training, drops each weight with probability p instead of each output.
 *
 * <p>y = x(W ∘ M) / (1 − p) + b with M_ij = 0 with probability p and 1 otherwise, a new mask for every forward pass,
 * shared by the examples of the batch. The division keeps E[y] = xW + b, which is what inference mode computes. Biases
 * stay. The paper draws a mask for each example, masks the biases too, and samples from a normal distribution in
 * inference; the average is used here.
 *
 * <p>Shapes: as in {@link Dense}. Source: Wan, Zeiler, Zhang, LeCun and Fergus 2013, "Regularization of neural networks
 * using DropConnect".
 *
 * <pre>{@code
 * var layer = dropConnect(2, 1, 0.5).weights(tensor(new double[][]{{2}, {-3}}), tensor(0.5));
 * layer.training(false);
 * layer.forward(tensor(1, 1))      // → [-0.5]
 * }</pre>
 */
public final class DropConnect extends NamedLayer {

    private final Dense dense;
    private final Dropout mask;

    DropConnect(int inputs, int outputs, double p) {
        super("dropConnect(" + inputs + " → " + outputs + ", p " + Numbers.exact(p) + ")");
        dense = new Dense(inputs, outputs, name());
        mask = new Dropout(p, name());
    }

    @Override
    public Tensor forward(Tensor x) { return dense.forward(x, mask.forward(dense.W())); }

    /** Sets weights and bias by hand, copying the values: W of shape (inputs, outputs), b of shape (outputs). */
    public DropConnect weights(Tensor W, Tensor b) {
        dense.weights(W, b);
        return this;
    }

    @Override
    public DropConnect initialize(Initializer weights, Rng rng) {
        dense.initialize(weights, rng);
        mask.initialize(weights, rng);
        return this;
    }

    /** The weights W, shape (inputs, outputs), without mask. */
    public Tensor W() { return dense.W(); }

    /** The biases b, shape (outputs). */
    public Tensor b() { return dense.b(); }

    @Override
    public List<Tensor> parameters() { return dense.parameters(); }

    @Override
    public List<Rng> generators() { return mask.generators(); }

    @Override
    public boolean training() { return mask.training(); }

    @Override
    public void training(boolean on) { mask.training(on); }

    @Override
    public int outputs(int inputs) { return dense.outputs(inputs); }
}
