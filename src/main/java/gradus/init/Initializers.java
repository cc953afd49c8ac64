package gradus.init;

import gradus.init.VarianceScaling.Fan;
import gradus.tensor.Numbers;
import gradus.tensor.Tensors;

/**
 * The initializers by name.
 *
 * <pre>{@code
 * var W = heNormal().weights(new Rng(1), 784, 100);
 * W.shapeText()                // → (784, 100)
 * }</pre>
 */
public final class Initializers {

    private Initializers() {
    }

    /**
     * All weights 0.
     *
     * <p>All units of a layer then compute the same and get the same gradient, so they stay equal for ever; with tanh or
     * ReLU between them, nothing but the last bias moves. It is here to be shown.
     */
    public static Initializer zeroInit() {
        return (rng, inputs, outputs) -> Tensors.zeros(inputs, outputs);
    }

    /**
     * Independent normal weights N(0, sigma²), whatever the size of the layer.
     *
     * @throws IllegalArgumentException if sigma is negative or no number
     */
    public static Initializer normalInit(double sigma) {
        if (!(sigma >= 0 && sigma < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("normalInit: sigma is " + Numbers.text(sigma)
                    + ", a standard deviation is a number of 0 or more");
        }
        return (rng, inputs, outputs) -> Tensors.randn(rng, inputs, outputs).mul(sigma);
    }

    /**
     * Normal weights with variance 2 / (n_in + n_out), also called Glorot; for tanh and sigmoid.
     *
     * <p>Source: Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks".
     */
    public static Initializer xavierNormal() {
        return new VarianceScaling(1, Fan.AVERAGE, false);
    }

    /** Uniform weights within ±√(6 / (n_in + n_out)), also called Glorot; variance 2 / (n_in + n_out). */
    public static Initializer xavierUniform() {
        return new VarianceScaling(1, Fan.AVERAGE, true);
    }

    /**
     * Normal weights with variance 2 / n_in, also called Kaiming; for ReLU and its relatives.
     *
     * <p>Source: He, Zhang, Ren and Sun 2015, "Delving deep into rectifiers".
     */
    public static Initializer heNormal() {
        return new VarianceScaling(2, Fan.IN, false);
    }

    /** Uniform weights within ±√(6 / n_in), also called Kaiming; variance 2 / n_in. */
    public static Initializer heUniform() {
        return new VarianceScaling(2, Fan.IN, true);
    }
}
