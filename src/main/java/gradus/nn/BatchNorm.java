package gradus.nn;

import gradus.init.Initializer;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.Arrays;
import java.util.List;

/**
 * Gives each feature mean 0 and variance 1 over the batch, then a scale and a shift that are learned.
 *
 * <p>While training y = γ(x − μ)/√(σ² + ε) + β with the mean μ and the variance σ² of the batch, divided by its size n,
 * and ε = 10⁻⁵. Gradients pass through μ and σ too: with x̂ the normalised input and d = γ·∂L/∂y,
 * ∂L/∂x = (d − mean d − x̂·mean(d x̂))/√(σ² + ε), ∂L/∂γ = Σ x̂·∂L/∂y, ∂L/∂β = Σ ∂L/∂y.
 *
 * <p>Each pass in training mode, recorded or not, moves the running statistics by a tenth of the way to those of the
 * batch: r ← 0.9 r + 0.1 · new, where the new variance is divided by n − 1. In inference mode they take the place of μ
 * and σ², so an example's output does not depend on the others. All conventions are PyTorch's: momentum 0.1 is the new
 * share (Keras: 0.99 is the old share, and ε is 10⁻³). NaN in a batch makes the feature's outputs NaN, and its running
 * statistics for good.
 *
 * <p>Shapes: x (n, features), or more axes of which the last is the feature's and all others count as batch; γ, β and the
 * running statistics (features). Source: Ioffe and Szegedy 2015.
 *
 * <pre>{@code
 * var layer = batchNorm(1);
 * layer.forward(tensor(new double[][]{{1}, {3}})).reshape(2)      // → [-1, 1]
 * layer.runningMean()                                             // → [0.2]
 * layer.runningVariance()                                         // → [1.1]
 * layer.training(false);
 * layer.forward(tensor(3))                                        // → [2.6697]
 * }</pre>
 */
public final class BatchNorm extends NamedLayer {

    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.1;

    private final Tensor gamma;
    private final Tensor beta;
    private final Tensor runningMean;
    private final Tensor runningVariance;
    private boolean training = true;

    BatchNorm(int features) {
        super("batchNorm(" + features + ")");
        if (features < 1) {
            throw new IllegalArgumentException(name() + ": it needs at least one feature");
        }
        gamma = Tensor.parameter(Tensors.ones(features)).named("gamma");
        beta = Tensor.parameter(Tensors.zeros(features)).named("beta");
        runningMean = Tensors.zeros(features).named("runningMean");
        runningVariance = Tensors.ones(features).named("runningVariance");
    }

    /**
     * The normalised batch.
     *
     * @throws IllegalArgumentException if the last axis is not the features', or if there are fewer than two examples
     *         while training: one alone equals its mean, and no variance can be estimated from it
     */
    @Override
    public Tensor forward(Tensor x) {
        int features = gamma.size();
        if (x.rank() == 0 || x.size(-1) != features) {
            throw new IllegalArgumentException(name() + ": input is " + x.shapeText()
                    + ", its last dimension should be " + features);
        }
        int n = x.size() / features;
        if (training && n < 2) {
            throw new IllegalArgumentException(name() + ": input is " + x.shapeText() + ", while training a batch"
                    + " needs at least 2 examples; take another batch size, since the last batch holds what is left over, or call"
                    + " training(false) for inference");
        }
        var rows = x.reshape(n, features);
        var centred = training ? rows.centred(0) : rows.sub(runningMean);
        var variance = training ? centred.square().mean(0) : runningVariance;
        if (training) {
            follow(runningMean, rows.detach().mean(0), 1);
            follow(runningVariance, variance, (double) n / (n - 1));
        }
        return centred.mul(gamma.div(variance.add(EPSILON).sqrt())).add(beta).reshape(x.shape());
    }

    private static void follow(Tensor running, Tensor batch, double factor) {
        double[] r = running.data();
        for (int i = 0; i < r.length; i++) {
            r[i] = (1 - MOMENTUM) * r[i] + MOMENTUM * factor * batch.data()[i];
        }
        running.changed();
    }

    @Override
    public BatchNorm initialize(Initializer weights, Rng rng) {
        Arrays.fill(gamma.data(), 1);
        Arrays.fill(beta.data(), 0);
        Arrays.fill(runningMean.data(), 0);
        Arrays.fill(runningVariance.data(), 1);
        parameters().forEach(Tensor::changed);
        buffers().forEach(Tensor::changed);
        return this;
    }

    /** The learned scale γ, shape (features). */
    public Tensor gamma() { return gamma; }

    /** The learned shift β, shape (features). */
    public Tensor beta() { return beta; }

    /** Sets the scale γ by hand, copying the values, shape (features). */
    public BatchNorm gamma(Tensor gamma) {
        put("gamma", gamma, this.gamma);
        return this;
    }

    /** Sets the shift β by hand, copying the values, shape (features). */
    public BatchNorm beta(Tensor beta) {
        put("beta", beta, this.beta);
        return this;
    }

    /** The running mean, shape (features); 0 before training. */
    public Tensor runningMean() { return runningMean; }

    /** The running variance, shape (features); 1 before training. */
    public Tensor runningVariance() { return runningVariance; }

    /**
     * Sets the running mean and variance by hand, copying the values, each of shape (features).
     *
     * <pre>{@code
     * var layer = batchNorm(1).gamma(tensor(2)).beta(tensor(1)).running(tensor(10), tensor(4));
     * layer.training(false);
     * layer.forward(tensor(12))        // → [3]
     * }</pre>
     *
     * @throws IllegalArgumentException if a shape is another, or a variance is negative or NaN
     */
    public BatchNorm running(Tensor mean, Tensor variance) {
        fits("running mean", mean, runningMean);
        fits("running variance", variance, runningVariance);
        if (variance.atLeast(0).equalTo(0).sum().item() > 0) {
            throw new IllegalArgumentException(name() + ": running variance is " + variance + ", each should be 0 or more");
        }
        put("running mean", mean, runningMean);
        put("running variance", variance, runningVariance);
        return this;
    }

    @Override
    public int outputs(int inputs) { return takes(gamma.size(), inputs); }

    @Override
    public List<Tensor> parameters() { return List.of(gamma, beta); }

    @Override
    public List<Tensor> buffers() { return List.of(runningMean, runningVariance); }

    @Override
    public boolean training() { return training; }

    @Override
    public void training(boolean on) { training = on; }
}
