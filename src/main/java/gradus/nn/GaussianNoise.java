package gradus.nn;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;

/**
 * While training, adds to each number an independent draw from a normal distribution.
 *
 * <p>y = x + σz with z from N(0, 1), new in every forward pass; ∂y/∂x = 1. In inference mode y = x. On inputs it is a way of
 * augmenting data; with a squared error and small σ it acts like a penalty on the slope of the network.
 *
 * <p>Shapes: any, the output has the input's. Source: Bishop 1995, "Training with noise is equivalent to Tikhonov
 * regularization".
 *
 * <pre>{@code
 * var layer = gaussianNoise(0.1);
 * layer.training(false);
 * layer.forward(tensor(1, 2))      // → [1, 2]
 * }</pre>
 */
public final class GaussianNoise extends RandomLayer {

    private final double sigma;

    GaussianNoise(double sigma) {
        super("gaussianNoise(" + Numbers.exact(sigma) + ")");
        if (!(sigma >= 0 && sigma < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name() + ": sigma is a standard deviation, a number of 0 or more");
        }
        this.sigma = sigma;
    }

    @Override
    public Tensor forward(Tensor x) { return training() && sigma > 0 ? x.add(Tensors.randn(rng(), x.shape()).mul(sigma)) : x; }
}
