package gradus.nn;

import gradus.init.Initializer;
import gradus.tensor.Numbers;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;

/**
 * While training, sets each number to 0 with probability p and divides the others by 1 − p.
 *
 * <p>y = x · m / (1 − p) with m = 0 with probability p and 1 otherwise, a new mask in every forward pass;
 * ∂y/∂x = m / (1 − p). The division ("inverted" dropout) keeps the expectation E[y] = x, so that in inference mode the
 * layer passes its input on unchanged. p is the share that is dropped, as in PyTorch and Keras; in some lectures p is
 * the share that is kept.
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
public final class Dropout implements Layer {

    private final double p;
    private boolean training = true;
    private Rng rng;

    Dropout(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("dropout(" + Numbers.text(p)
                    + "): p is the share that is dropped, from 0 to 1");
        }
        this.p = p;
    }

    @Override
    public Tensor forward(Tensor x) {
        if (!training || p == 0) {
            return x;
        }
        if (rng == null) {
            throw new IllegalStateException(name() + ": there is no generator to draw from; call"
                    + " initialize(heNormal(), new Rng(1)) on the network first, or training(false) for inference");
        }
        double scale = p == 1 ? 0 : 1 / (1 - p);
        return x.mul(Tensors.rand(rng, x.shape()).atLeast(p).mul(scale));
    }

    @Override
    public Layer initialize(Initializer weights, Rng rng) {
        this.rng = rng.split();
        return this;
    }

    @Override
    public boolean training() { return training; }

    @Override
    public void training(boolean on) { training = on; }

    @Override
    public String name() {
        return "dropout(" + Numbers.text(p) + ")";
    }

    @Override
    public String toString() { return name(); }
}
