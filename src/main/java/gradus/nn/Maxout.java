package gradus.nn;

import gradus.init.Initializer;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Each unit is the largest of k affine functions of its inputs: an activation that is learned, piece by piece.
 *
 * <p>y_j = max over p of (xW_p + b_p)_j; the gradient goes to the piece that won, shared evenly where several did.
 * ReLU is the case k = 2 with one piece 0, |x| that of pieces x and −x; with more pieces any convex function can be
 * approached. It has k times the parameters of a dense layer: k·(inputs·outputs + outputs).
 *
 * <p>Shapes: x (n, inputs) or (inputs); W (inputs, k·outputs), the matrices W_p side by side; b (k·outputs); y (n, outputs)
 * or (outputs). An initializer draws each W_p as for a dense layer. Source: Goodfellow, Warde-Farley, Mirza, Courville
 * and Bengio 2013, "Maxout networks".
 *
 * <pre>{@code
 * var absolute = maxout(1, 1, 2).weights(tensor(new double[][]{{1, -1}}), zeros(2));
 * absolute.forward(tensor(new double[][]{{-3}, {2}})).reshape(2)      // → [3, 2]
 * }</pre>
 */
public final class Maxout extends NamedLayer {

    private final int outputs;
    private final int pieces;
    private final Dense dense;

    Maxout(int inputs, int outputs, int pieces) {
        super("maxout(" + inputs + " → " + outputs + ", " + pieces + " pieces)");
        if (inputs < 1 || outputs < 1 || pieces < 1) {
            throw new IllegalArgumentException(name() + ": it needs at least one input, one output and one piece");
        }
        this.outputs = outputs;
        this.pieces = pieces;
        dense = new Dense(inputs, pieces * outputs, name());
    }

    @Override
    public Tensor forward(Tensor x) {
        var all = dense.forward(x);
        int[] shape = all.shape();
        int[] split = new int[shape.length + 1];
        System.arraycopy(shape, 0, split, 0, shape.length);
        split[shape.length - 1] = pieces;
        split[shape.length] = outputs;
        return all.reshape(split).max(-2);
    }

    /** Sets weights and biases by hand, copying the values: W (inputs, k·outputs), the pieces side by side, b (k·outputs). */
    public Maxout weights(Tensor W, Tensor b) {
        dense.weights(W, b);
        return this;
    }

    @Override
    public Maxout initialize(Initializer weights, Rng rng) {
        Initializer side = (r, in, all) -> Tensors.concat(1, IntStream.range(0, pieces)
                .mapToObj(p -> weights.weights(r, in, outputs)).toArray(Tensor[]::new));
        dense.initialize(side.bias(weights.bias()), rng);
        return this;
    }

    /** The weights W, shape (inputs, k·outputs), the pieces side by side. */
    public Tensor W() { return dense.W(); }

    /** The biases b, shape (k·outputs). */
    public Tensor b() { return dense.b(); }

    @Override
    public List<Tensor> parameters() { return dense.parameters(); }

    @Override
    public int outputs(int inputs) { return dense.outputs(inputs) / pieces; }
}
