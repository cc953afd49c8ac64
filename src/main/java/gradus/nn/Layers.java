package gradus.nn;

/**
 * The layers by name.
 *
 * <pre>{@code
 * var net = sequential(dense(64, 32), relu(), dropout(0.2), dense(32, 10));
 * }</pre>
 */
public final class Layers {

    private Layers() {
    }

    /** Layers one behind the other. */
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

    /** Dropout of a share p of all numbers while training. */
    public static Dropout dropout(double p) { return new Dropout(p); }
}
