package gradus.nn;

import gradus.init.Initializer;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.Arrays;
import java.util.List;

/**
 * Gives the features of each example mean 0 and variance 1, then a scale and a shift that are learned.
 *
 * <p>y = γ(x − μ)/√(σ² + ε) + β with the mean μ and the variance σ² (divided by the number of features) of the
 * example's own features, and ε = 10⁻⁵ as in PyTorch (Keras: 10⁻³). No example depends on another, so training and
 * inference are the same and any batch will do, also of one example or none. With x̂ the normalised input and d =
 * γ·∂L/∂y, ∂L/∂x = (d − mean d − x̂·mean(d x̂))/√(σ² + ε), the means taken over the features.
 *
 * <p>Shapes: x (…, features), normalised over the last axis; γ and β (features). A single feature equals its mean: the
 * output is β then. Source: Ba, Kiros and Hinton 2016, "Layer normalization".
 *
 * <pre>{@code
 * layerNorm(4).forward(tensor(1, 2, 3, 4))      // → [-1.3416, -0.44721, 0.44721, 1.3416]
 * var layer = layerNorm(2).gamma(tensor(1, 10)).beta(tensor(0, 5));
 * layer.forward(tensor(-3, 3))                  // → [-1, 15]
 * }</pre>
 */
public final class LayerNorm extends NamedLayer {

    private static final double EPSILON = 1e-5;

    private final Tensor gamma;
    private final Tensor beta;

    LayerNorm(int features) {
        super("layerNorm(" + features + ")");
        if (features < 1) {
            throw new IllegalArgumentException(name() + ": it needs at least one feature");
        }
        gamma = Tensor.parameter(Tensors.ones(features)).named("gamma");
        beta = Tensor.parameter(Tensors.zeros(features)).named("beta");
    }

    @Override
    public Tensor forward(Tensor x) {
        if (x.rank() == 0 || x.size(-1) != gamma.size()) {
            throw new IllegalArgumentException(name() + ": input is " + x.shapeText()
                    + ", its last dimension should be " + gamma.size());
        }
        var centred = x.centred(-1);
        return centred.div(centred.square().mean(-1, true).add(EPSILON).sqrt()).mul(gamma).add(beta);
    }

    @Override
    public LayerNorm initialize(Initializer weights, Rng rng) {
        Arrays.fill(gamma.data(), 1);
        Arrays.fill(beta.data(), 0);
        parameters().forEach(Tensor::changed);
        return this;
    }

    /** The learned scale γ, shape (features). */
    public Tensor gamma() { return gamma; }

    /** The learned shift β, shape (features). */
    public Tensor beta() { return beta; }

    /** Sets the scale γ by hand, copying the values, shape (features). */
    public LayerNorm gamma(Tensor gamma) {
        put("gamma", gamma, this.gamma);
        return this;
    }

    /** Sets the shift β by hand, copying the values, shape (features). */
    public LayerNorm beta(Tensor beta) {
        put("beta", beta, this.beta);
        return this;
    }

    @Override
    public int outputs(int inputs) { return takes(gamma.size(), inputs); }

    @Override
    public List<Tensor> parameters() { return List.of(gamma, beta); }
}
