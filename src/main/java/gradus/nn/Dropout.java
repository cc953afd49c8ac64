package gradus.nn;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;

/**
 * While training, sets each number to 0 with probability p and divides the others by 1 − p.
 *
 * <p>y = x · m / (1 − p) with m = 0 with probability p and 1 otherwise, a new mask in every forward pass;
 * ∂y/∂x = m / (1 − p). The division ("inverted" dropout) keeps the expectation E[y] = x, so that in inference mode the
 * layer passes its input on unchanged. p is the share that is dropped, as in PyTorch and Keras; in QU's deck on
 * dropout p is the share that is kept.
 *
 * <p>Shapes: any, the output has the input's. Source: Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov 2014.
 *
 * <pre>{@code
 * var layer = dropout(0.5);
 * layer.initialize(zeroInit(), new Rng(1));
 * layer.forward(ones(1000)).max().item()       // → 2.0
 * layer.training(false);
 * layer.forward(ones(1000)).max().item()       // → 1.0
 * }</pre>
 */
public final class Dropout extends RandomLayer {

    private final double p;
    private boolean scaledInInference;

    Dropout(double p) {
        this(p, "dropout(" + Numbers.exact(p) + ")");
    }

    /** As a part of a layer with another name. */
    Dropout(double p, String name) {
        super(name);
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException(name + ": p is the share that is dropped, from 0 to 1");
        }
        this.p = p;
    }

    /**
     * Scales in inference mode instead of while training, as the paper did.
     *
     * <p>While training y = x · m, in inference mode y = x · (1 − p): the same expectation, but every user of the trained
     * network must know p.
     *
     * <pre>{@code
     * var layer = dropout(0.2).scaledInInference();
     * layer.training(false);
     * layer.forward(tensor(1, 2))       // → [0.8, 1.6]
     * }</pre>
     */
    public Dropout scaledInInference() {
        scaledInInference = true;
        return this;
    }

    @Override
    public String name() { return super.name() + (scaledInInference ? ".scaledInInference()" : ""); }

    @Override
    public Tensor forward(Tensor x) {
        if (p == 0) {
            return x;
        }
        if (!training()) {
            return scaledInInference ? x.mul(1 - p) : x;
        }
        double scale = p == 1 ? 0 : scaledInInference ? 1 : 1 / (1 - p);
        var kept = Tensors.rand(rng(), x.shape()).atLeast(p);
        return Tensors.where(kept, x.mul(scale), Tensors.scalar(0));     // chosen, not multiplied: a dropped ∞ is 0 too
    }
}
