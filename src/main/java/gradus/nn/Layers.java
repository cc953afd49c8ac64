package gradus.nn;

/**
 * The layers by name; the activations without parameters come from ActivationLayers.
 *
 * <pre>{@code
 * var net = sequential(dense(64, 32), relu(), dropout(0.2), dense(32, 10));
 * }</pre>
 */
public final class Layers extends ActivationLayers {

    private Layers() { }

    /**
     * Layers one behind the other.
     *
     * @throws IllegalArgumentException if one gives another number of outputs than the next takes
     */
    public static Sequential sequential(Layer... layers) { return new Sequential(layers); }

    /** A fully connected layer y = xW + b. */
    public static Dense dense(int inputs, int outputs) { return new Dense(inputs, outputs); }

    /** The ReLU that learns its slope for negative numbers, one for all channels. */
    public static PReLU prelu() { return prelu(1); }

    /** The ReLU that learns its slope for negative numbers, one for each channel of the last axis. */
    public static PReLU prelu(int channels) { return new PReLU(channels); }

    /** Maxout: each output is the largest of k affine functions of the inputs. */
    public static Maxout maxout(int inputs, int outputs, int pieces) { return new Maxout(inputs, outputs, pieces); }

    /** Dropout of a share p of all numbers while training. */
    public static Dropout dropout(double p) { return new Dropout(p); }

    /** A fully connected layer that drops a share p of its weights while training. */
    public static DropConnect dropConnect(int inputs, int outputs, double p) { return new DropConnect(inputs, outputs, p); }

    /** Noise of standard deviation sigma, added while training. */
    public static GaussianNoise gaussianNoise(double sigma) { return new GaussianNoise(sigma); }

    /** Normalisation of each feature over the batch. */
    public static BatchNorm batchNorm(int features) { return new BatchNorm(features); }

    /** Normalisation of each example over its features. */
    public static LayerNorm layerNorm(int features) { return new LayerNorm(features); }

    /** x + f(x), with f made of layers one behind the other. */
    public static Residual residual(Layer... layers) { return new Residual(layers); }
}
