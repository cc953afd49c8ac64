package gradus.nn;

/**
 * The layers by name.
 *
 * <pre>{@code
 * var net = sequential(dense(64, 32), relu(), dropout(0.2), dense(32, 10));
 * }</pre>
 */
public final class Layers {

    private Layers() { }

    /**
     * Layers one behind the other.
     *
     * @throws IllegalArgumentException if one gives another number of outputs than the next takes
     */
    public static Sequential sequential(Layer... layers) { return new Sequential(layers); }

    /** A fully connected layer y = xW + b. */
    public static Dense dense(int inputs, int outputs) { return new Dense(inputs, outputs); }

    /** The rectified linear unit max(x, 0). */
    public static ReLU relu() { return new ReLU(); }

    /** The hyperbolic tangent. */
    public static Tanh tanh() { return new Tanh(); }

    /** The logistic function 1 / (1 + e^−x). */
    public static Sigmoid sigmoid() { return new Sigmoid(); }

    /** Probabilities out of scores, over the last axis. */
    public static Softmax softmax() { return new Softmax(); }

    /** The logarithm of softmax over the last axis. */
    public static LogSoftmax logSoftmax() { return new LogSoftmax(); }

    /** The identity y = x, "linear" or "none" elsewhere. */
    public static Identity identity() { return new Identity(); }

    /** The step of the perceptron: 1 from 0 on, 0 below; its derivative is 0. */
    public static HardStep step() { return new HardStep(); }

    /** The leaky ReLU with slope 0.01 for negative numbers. */
    public static LeakyReLU leakyRelu() { return leakyRelu(0.01); }

    /** The leaky ReLU with slope a for negative numbers. */
    public static LeakyReLU leakyRelu(double a) { return new LeakyReLU(a); }

    /** The ReLU that learns its slope for negative numbers, one for all channels. */
    public static PReLU prelu() { return prelu(1); }

    /** The ReLU that learns its slope for negative numbers, one for each channel of the last axis. */
    public static PReLU prelu(int channels) { return new PReLU(channels); }

    /** The exponential linear unit with α = 1. */
    public static ELU elu() { return elu(1); }

    /** The exponential linear unit, which approaches −α on the left. */
    public static ELU elu(double alpha) { return new ELU(alpha); }

    /** The scaled exponential linear unit of self-normalising networks. */
    public static SELU selu() { return new SELU(); }

    /** The Gaussian error linear unit x·Φ(x), exact. */
    public static GELU gelu() { return new GELU(true); }

    /** The Gaussian error linear unit in its form with tanh. */
    public static GELU geluTanh() { return new GELU(false); }

    /** Swish, x·σ(βx). */
    public static Swish swish(double beta) { return new Swish(beta); }

    /** The sigmoid linear unit x·σ(x), which is swish with β = 1. */
    public static Swish silu() { return swish(1); }

    /** Mish, x·tanh(softplus(x)). */
    public static Mish mish() { return new Mish(); }

    /** Softplus, ln(1 + e^x). */
    public static Softplus softplus() { return new Softplus(); }

    /** Maxout: each output is the largest of k affine functions of the inputs. */
    public static Maxout maxout(int inputs, int outputs, int pieces) { return new Maxout(inputs, outputs, pieces); }

    /** Dropout of a share p of all numbers while training. */
    public static Dropout dropout(double p) { return new Dropout(p); }

    /** A fully connected layer that drops a share p of its weights while training. */
    public static DropConnect dropConnect(int inputs, int outputs, double p) {
        return new DropConnect(inputs, outputs, p);
    }

    /** Noise of standard deviation sigma, added while training. */
    public static GaussianNoise gaussianNoise(double sigma) { return new GaussianNoise(sigma); }

    /** Normalisation of each feature over the batch. */
    public static BatchNorm batchNorm(int features) { return new BatchNorm(features); }

    /** Normalisation of each example over its features. */
    public static LayerNorm layerNorm(int features) { return new LayerNorm(features); }

    /** x + f(x), with f made of layers one behind the other. */
    public static Residual residual(Layer... layers) { return new Residual(layers); }
}
