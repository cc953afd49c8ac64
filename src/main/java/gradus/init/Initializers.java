package gradus.init;

import gradus.tensor.Numbers;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
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

    private Initializers() { }

    /**
     * Weights with mean 0 and variance scale / fan, so that signals keep their size from layer to layer.
     *
     * <p>A sum of n independent terms has n times the variance of one. So the weights of a unit with n inputs must have a
     * variance of the order 1/n for its output to be of the size of its inputs. The names differ in what they count as n
     * and in the factor:
     *
     * <table>
     * <caption>Variance of the weights of a layer with n_in inputs and n_out outputs</caption>
     * <tr><td>LeCun</td><td>1 / n_in</td><td>keeps the variance forward where the activation is linear</td></tr>
     * <tr><td>Xavier, Glorot</td><td>2 / (n_in + n_out)</td><td>the compromise between forward and backward</td></tr>
     * <tr><td>He, Kaiming</td><td>2 / n_in</td><td>makes up for ReLU, which halves E[x²]</td></tr>
     * </table>
     *
     * <p>The normal draws are not truncated, as in PyTorch; Keras truncates them at two standard deviations.
     *
     * @param name what its factory is called
     * @param scale the factor above the fan
     * @param fan what is counted as n
     * @param uniform false: N(0, variance); true: U[−√(3 · variance), √(3 · variance)], which has the same variance
     */
    private record VarianceScaling(String name, double scale, Fan fan, boolean uniform) implements Initializer {

        /** What is counted as n. */
        enum Fan {
            /** The inputs of a unit. */
            IN,
            /** The mean of inputs and outputs. */
            AVERAGE;

            double of(int inputs, int outputs) { return this == IN ? inputs : (inputs + outputs) / 2.0; }
        }

        @Override
        public Tensor weights(Rng rng, int inputs, int outputs) {
            double variance = scale / fan.of(inputs, outputs);
            if (uniform) {
                return Tensors.rand(rng, inputs, outputs).mul(2).sub(1).mul(Math.sqrt(3 * variance));
            }
            return Tensors.randn(rng, inputs, outputs).mul(Math.sqrt(variance));
        }

        @Override
        public String toString() { return name; }
    }

    /**
     * All weights 0.
     *
     * <p>All units of a layer then compute the same and get the same gradient, so they stay equal for ever; with tanh or
     * ReLU between them, nothing but the last bias moves. It is here to be shown.
     */
    public static Initializer zeroInit() { return called("zeroInit", (rng, inputs, outputs) -> Tensors.zeros(inputs, outputs)); }

    /**
     * All weights equal; all units of a layer stay equal, as with 0, but with any activation they do move.
     *
     * @throws IllegalArgumentException if the value is no number
     */
    public static Initializer constantInit(double value) {
        require(Double.isFinite(value), "constantInit: the value is " + Numbers.exact(value) + ", it should be a number");
        return called("constantInit(" + Numbers.exact(value) + ")",
                (rng, inputs, outputs) -> Tensors.full(value, inputs, outputs));
    }

    /**
     * Independent normal weights N(0, sigma²), whatever the size of the layer.
     *
     * @throws IllegalArgumentException if sigma is negative or no number
     */
    public static Initializer normalInit(double sigma) {
        requireDeviation("normalInit", sigma);
        return called("normalInit(" + Numbers.exact(sigma) + ")",
                (rng, inputs, outputs) -> Tensors.randn(rng, inputs, outputs).mul(sigma));
    }

    /**
     * Independent uniform weights between a and b, whatever the size of the layer; variance (b − a)² / 12.
     *
     * @throws IllegalArgumentException if a is above b, or one is no number
     */
    public static Initializer uniformInit(double a, double b) {
        require(a <= b && Double.isFinite(b - a), "uniformInit: a is " + Numbers.exact(a) + ", b is " + Numbers.exact(b)
                + "; both should be numbers, a not above b");
        return called("uniformInit(" + Numbers.exact(a, b) + ")",
                (rng, inputs, outputs) -> Tensors.rand(rng, inputs, outputs).mul(b - a).add(a));
    }

    /**
     * Uniform weights within ±1/√n_in, the heuristic that was standard before Xavier.
     *
     * <p>Their variance is 1 / (3 n_in), a third of what keeps signals at their size: they fade from layer to layer.
     *
     * <p>Source: Glorot and Bengio 2010, equation 1, as what they compare with.
     */
    public static Initializer fanInUniform() { return new VarianceScaling("fanInUniform", 1 / 3.0, VarianceScaling.Fan.IN, true); }

    /** Sparse weights N(0, 1) of k inputs for every unit, and 0 for all others. */
    public static Initializer sparseInit(int k) { return sparseInit(k, 1); }

    /**
     * Sparse weights: every unit reads from k inputs drawn at random, with weights N(0, sigma²); all other weights are 0.
     *
     * <p>The size of a unit's sum then depends on k, not on the number of inputs.
     *
     * <p>Source: Martens 2010, "Deep learning via Hessian-free optimization", with k = 15 and sigma = 1.
     *
     * <pre>{@code
     * sparseInit(15).weights(new Rng(1), 500, 10).abs().greaterThan(0).sum(0)
     * // → [15, 15, 15, 15, 15, 15, 15, 15, 15, 15]
     * }</pre>
     *
     * @throws IllegalArgumentException if k is below 1, or sigma no number of 0 or more; and, when weights are drawn, if
     *         a layer has fewer than k inputs
     */
    public static Initializer sparseInit(int k, double sigma) {
        require(k >= 1, "sparseInit: k is " + k + ", a unit needs at least 1 input");
        requireDeviation("sparseInit", sigma);
        return called("sparseInit(" + (sigma == 1 ? "" + k : Numbers.exact(k, sigma)) + ")", (rng, inputs, outputs) -> {
            require(k <= inputs, "sparseInit: the layer has " + inputs + " inputs, fewer than k = " + k
                    + "; take a smaller k, or initialize this layer by itself");
            var W = Tensors.zeros(inputs, outputs);
            for (int j = 0; j < outputs; j++) {
                int[] order = rng.permutation(inputs);
                for (int i = 0; i < k; i++) {
                    W.data()[order[i] * outputs + j] = sigma * rng.normal();
                }
            }
            return W;
        });
    }

    /**
     * Normal weights with variance 1 / n_in; keeps the variance forward through linear layers, and for SELU.
     *
     * <p>TUM's I2DL lecture 7, "Training NN part 2", calls this Xavier. With tanh the size still falls, slowly, as
     * 1/√(2l + 1) at layer l.
     *
     * <p>Source: LeCun, Bottou, Orr and Müller 1998, "Efficient backprop".
     */
    public static Initializer lecunNormal() { return new VarianceScaling("lecunNormal", 1, VarianceScaling.Fan.IN, false); }

    /** Uniform weights within ±√(3 / n_in); variance 1 / n_in. */
    public static Initializer lecunUniform() { return new VarianceScaling("lecunUniform", 1, VarianceScaling.Fan.IN, true); }

    /**
     * Normal weights with variance 2 / (n_in + n_out), also called Glorot; for tanh and sigmoid.
     *
     * <p>Source: Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks".
     */
    public static Initializer xavierNormal() { return new VarianceScaling("xavierNormal", 1, VarianceScaling.Fan.AVERAGE, false); }

    /** Uniform weights within ±√(6 / (n_in + n_out)), also called Glorot; variance 2 / (n_in + n_out). */
    public static Initializer xavierUniform() { return new VarianceScaling("xavierUniform", 1, VarianceScaling.Fan.AVERAGE, true); }

    /**
     * Normal weights with variance 2 / n_in, also called Kaiming; for ReLU and its relatives.
     *
     * <p>Source: He, Zhang, Ren and Sun 2015, "Delving deep into rectifiers".
     */
    public static Initializer heNormal() { return new VarianceScaling("heNormal", 2, VarianceScaling.Fan.IN, false); }

    /** Uniform weights within ±√(6 / n_in), also called Kaiming; variance 2 / n_in. */
    public static Initializer heUniform() { return new VarianceScaling("heUniform", 2, VarianceScaling.Fan.IN, true); }

    /** Another initializer with its weights scaled, its biases set, or a name of its own. */
    record Adjusted(Initializer base, double gain, double bias, String text) implements Initializer {

        Adjusted {
            if (!Double.isFinite(gain) || !Double.isFinite(bias)) {
                throw new IllegalArgumentException("initializer: gain is " + Numbers.exact(gain) + ", bias is "
                        + Numbers.exact(bias) + "; both should be numbers");
            }
        }

        @Override
        public String toString() { return text; }

        @Override
        public Tensor weights(Rng rng, int inputs, int outputs) { return base.weights(rng, inputs, outputs).mul(gain); }
    }

    private static Initializer called(String name, Initializer formula) { return formula.named(name); }

    private static void requireDeviation(String name, double sigma) {
        require(sigma >= 0 && sigma < Double.POSITIVE_INFINITY, name + ": sigma is " + Numbers.exact(sigma)
                + ", a standard deviation is a number of 0 or more");
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalArgumentException(problem);
        }
    }
}
