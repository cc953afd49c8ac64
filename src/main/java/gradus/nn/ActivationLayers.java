package gradus.nn;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * The activations without parameters: their formulas, ranges, derivatives and sources.
 *
 * <p>Each acts on every number by itself, softmax and its logarithm on those along the last axis. The input may have any
 * shape, and the output has the same. The operation behind each, forward and derivative side by side, is the method of
 * {@link Tensor} with the same name. Programs and notebooks find them among the {@link Layers}, which inherit them.
 *
 * <p>Activations with parameters are layers of their own: {@link PReLU}, {@link Maxout}.
 */
public abstract sealed class ActivationLayers permits Layers {

    ActivationLayers() { }

    /** A function of a tensor under the name of its factory. */
    private static final class Activation extends NamedLayer {

        private final UnaryOperator<Tensor> function;

        Activation(String name, UnaryOperator<Tensor> function) {
            super(name);
            this.function = function;
        }

        @Override
        public Tensor forward(Tensor x) { return function.apply(x); }
    }

    /**
     * Passes everything on as it is: the linear activation, also called none.
     *
     * <p>y = x, any number; ∂y/∂x = 1. It is the output unit of regression. Between two dense layers it makes one affine
     * function of them: (xW₁ + b₁)W₂ + b₂ = x(W₁W₂) + (b₁W₂ + b₂).
     *
     * <p>Source: the table of activations in TUM's I2DL lecture 7, "Training NN part 2".
     *
     * <pre>{@code
     * identity().forward(tensor(-2, 0, 3))        // → [-2, 0, 3]
     * }</pre>
     */
    public static Layer identity() { return new Activation("identity", x -> x); }

    /**
     * The step of the perceptron: 1 from 0 on, 0 below.
     *
     * <p>y = 1 for x ≥ 0, 0 for x &lt; 0; ∂y/∂x = 0, taken as 0 at the jump too. So gradients end here: what stands in front
     * of it does not learn by backpropagation, which is why the perceptron has a rule of its own.
     *
     * <p>Source: Rosenblatt 1958.
     *
     * <pre>{@code
     * step().forward(tensor(-0.1, 0, 3))        // → [0, 1, 1]
     * }</pre>
     */
    public static Layer step() { return new Activation("step", Tensor::step); }

    /**
     * The logistic function: squeezes every number into 0 … 1.
     *
     * <p>y = σ(x) = 1 / (1 + e^−x), between 0 and 1; ∂y/∂x = y(1 − y) = σ(x)σ(−x), at most ¼. As an output unit it gives a
     * probability; between layers its small derivative and its positive outputs slow learning down. The logit
     * ln(y / (1 − y)) is its inverse.
     *
     * <p>Source: Rumelhart, Hinton and Williams 1986.
     *
     * <pre>{@code
     * sigmoid().forward(tensor(-1, 0, 1))     // → [0.26894, 0.5, 0.73106]
     * }</pre>
     */
    public static Layer sigmoid() { return new Activation("sigmoid", Tensor::sigmoid); }

    /**
     * The hyperbolic tangent: squeezes every number into −1 … 1, with 0 in the middle.
     *
     * <p>y = (e^x − e^−x) / (e^x + e^−x) = 2σ(2x) − 1, between −1 and 1; ∂y/∂x = 1 − y² = 4σ(2x)σ(−2x), which is 1 at 0 and
     * nearly 0 from |x| = 3 on: the unit saturates. −1 and 1 are never reached, but from |x| = 19.1 on the nearest double
     * is 1.
     *
     * <p>Source: LeCun, Bottou, Orr and Müller 1998, "Efficient BackProp".
     *
     * <pre>{@code
     * tanh().forward(tensor(-1, 0, 1))        // → [-0.76159, 0, 0.76159]
     * }</pre>
     */
    public static Layer tanh() { return new Activation("tanh", Tensor::tanh); }

    /**
     * The rectified linear unit: what is positive passes, the rest becomes 0.
     *
     * <p>y = max(x, 0), 0 or more; ∂y/∂x = 1 for x > 0, 0 for x &lt; 0, taken as 0 at x = 0 as in PyTorch. It saturates on the
     * left only. A unit that is 0 for every example gets no gradient and stays dead; 0 for some is normal.
     *
     * <p>Source: Nair and Hinton 2010; Glorot, Bordes and Bengio 2011.
     *
     * <pre>{@code
     * relu().forward(tensor(-2, 0, 3))        // → [0, 0, 3]
     * }</pre>
     */
    public static Layer relu() { return new Activation("relu", Tensor::relu); }

    /** The leaky ReLU with slope 0.01 for negative numbers, as in the paper. */
    public static Layer leakyRelu() { return leakyRelu(0.01); }

    /**
     * A rectified linear unit that lets a small share of what is negative through, so that no unit is dead for ever.
     *
     * <p>y = x for x > 0, a·x elsewhere: any number if a > 0; ∂y/∂x = 1 for x > 0, a elsewhere, at 0 too, as in PyTorch.
     * Written as max(a·x, x) it would be right only for a ≤ 1.
     *
     * <p>Source: Maas, Hannun and Ng 2013, with a = 0.01.
     *
     * <pre>{@code
     * leakyRelu().forward(tensor(-2, 0, 3))        // → [-0.02, 0, 3]
     * leakyRelu(0.2).forward(tensor(-2, 0, 3))     // → [-0.4, 0, 3]
     * }</pre>
     *
     * @param a the slope for negative numbers
     * @throws IllegalArgumentException if it is not finite
     */
    public static Layer leakyRelu(double a) {
        String name = "leakyRelu(" + Numbers.exact(a) + ")";
        if (!Double.isFinite(a)) {
            throw new IllegalArgumentException(name + ": a is the slope for negative numbers, such as 0.01");
        }
        return new Activation(name, x -> x.leakyRelu(a));
    }

    /** The exponential linear unit with α = 1, whose derivative has no jump. */
    public static Layer elu() { return elu(1); }

    /**
     * The exponential linear unit: the identity on the right, a smooth approach to −α on the left.
     *
     * <p>y = x for x > 0, α(e^x − 1) elsewhere, above −α; ∂y/∂x = 1 for x > 0, αe^x = y + α elsewhere. With α = 1 the
     * derivative has no jump at 0. The negative values bring the mean of a layer's outputs nearer to 0.
     *
     * <p>Source: Clevert, Unterthiner and Hochreiter 2016.
     *
     * <pre>{@code
     * elu().forward(tensor(-3, -1, 0, 2))       // → [-0.95021, -0.63212, 0, 2]
     * elu(0.5).forward(tensor(-3, -1, 0, 2))    // → [-0.47511, -0.31606, 0, 2]
     * }</pre>
     *
     * @throws IllegalArgumentException if α is negative or not finite
     */
    public static Layer elu(double alpha) {
        String name = alpha == 1 ? "elu" : "elu(" + Numbers.exact(alpha) + ")";
        if (!(alpha >= 0 && alpha < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + ": alpha is a number of 0 or more, the function approaches -alpha");
        }
        return new Activation(name, x -> x.elu(alpha));
    }

    /**
     * The scaled exponential linear unit, which brings the outputs of a layer back to mean 0 and variance 1.
     *
     * <p>y = λx for x > 0, λα(e^x − 1) elsewhere, with λ = 1.0507009873554805 and α = 1.6732632423543772, above
     * −λα = −1.7581; ∂y/∂x = λ or λαe^x. For x from N(0, 1) the outputs have mean 0 and variance 1, and the layers behind
     * pull what is off back to it. That needs weights of variance 1/n_in, the LeCun initializer.
     *
     * <p>Source: Klambauer, Unterthiner, Mayr and Hochreiter 2017, "Self-normalizing neural networks".
     *
     * <pre>{@code
     * selu().forward(tensor(-3, -1, 0, 1))        // → [-1.6706, -1.1113, 0, 1.0507]
     * }</pre>
     */
    public static Layer selu() { return new Activation("selu", Tensor::selu); }

    /**
     * The Gaussian error linear unit: a number times the share of the normal distribution that lies below it.
     *
     * <p>y = x·Φ(x) = ½x(1 + erf(x/√2)); ∂y/∂x = Φ(x) + x·φ(x), with the bell curve φ(x) = e^(−x²/2)/√(2π). It is a smooth
     * ReLU with a dip: the smallest value is −0.17 at −0.75.
     *
     * <p>Source: Hendrycks and Gimpel 2016, "Gaussian error linear units".
     *
     * <pre>{@code
     * gelu().forward(tensor(-3, -1, 0, 1))            // → [-0.0040497, -0.15866, 0, 0.84134]
     * }</pre>
     */
    public static Layer gelu() { return new Activation("gelu", Tensor::gelu); }

    /**
     * The Gaussian error linear unit in its form with tanh, the approximation that was cheaper once.
     *
     * <p>y = ½x(1 + tanh(u)) with u = √(2/π)(x + 0.044715x³);
     * ∂y/∂x = ½(1 + tanh(u)) + ½x(1 − tanh²(u))·√(2/π)(1 + 0.134145x²). It differs from {@link #gelu} by at most 0.000473,
     * and has the same dip to −0.17.
     *
     * <p>Source: Hendrycks and Gimpel 2016, "Gaussian error linear units".
     *
     * <pre>{@code
     * geluTanh().forward(tensor(-3, -1, 0, 1))        // → [-0.0036374, -0.15881, 0, 0.84119]
     * }</pre>
     */
    public static Layer geluTanh() { return new Activation("geluTanh", Tensor::geluTanh); }

    /** The sigmoid linear unit x·σ(x), which is swish with β = 1. */
    public static Layer silu() { return swish(1); }

    /**
     * A number times its own sigmoid: a smooth ReLU with a dip; with β = 1 also called SiLU.
     *
     * <p>y = x·σ(βx); ∂y/∂x = σ(βx) + βx·σ(βx)σ(−βx). β = 0 gives x/2, β → ∞ ReLU. For β > 0 it is bounded below: with β = 1
     * by −0.27846, at x = −1.27846. There is no factor 2 in front, whatever a slide says.
     *
     * <p>Source: Elfwing, Uchibe and Doya 2018 (SiLU); Ramachandran, Zoph and Le 2017 (swish).
     *
     * <pre>{@code
     * silu().forward(tensor(-3, -1, 0, 1))        // → [-0.14228, -0.26894, 0, 0.73106]
     * swish(0).forward(tensor(-3, -1, 0, 1))      // → [-1.5, -0.5, 0, 0.5]
     * }</pre>
     *
     * @throws IllegalArgumentException if β is not finite
     */
    public static Layer swish(double beta) {
        String name = beta == 1 ? "silu" : "swish(" + Numbers.exact(beta) + ")";
        if (!Double.isFinite(beta)) {
            throw new IllegalArgumentException(name + ": beta is a finite number, such as 1");
        }
        return new Activation(name, x -> x.swish(beta));
    }

    /**
     * A number times the tanh of its softplus: a smooth ReLU with a dip, much like swish.
     *
     * <p>y = x·t with t = tanh(ln(1 + e^x)), −0.30884 or more; ∂y/∂x = t + x(1 − t²)σ(x).
     *
     * <p>Source: Misra 2020, "Mish: a self regularized non-monotonic activation function".
     *
     * <pre>{@code
     * mish().forward(tensor(-3, -1.1924, 0, 1))        // → [-0.14565, -0.30884, 0, 0.8651]
     * }</pre>
     */
    public static Layer mish() { return new Activation("mish", Tensor::mish); }

    /**
     * The smooth version of ReLU whose derivative is the sigmoid; always positive.
     *
     * <p>y = ln(1 + e^x), above 0, computed as max(x, 0) + ln(1 + e^−|x|), which cannot overflow; ∂y/∂x = σ(x). As an output
     * unit it gives a number that must be positive, such as a variance.
     *
     * <p>Source: Dugas, Bengio, Bélisle, Nadeau and Garcia 2001.
     *
     * <pre>{@code
     * softplus().forward(tensor(-3, 0, 1, 800))        // → [0.048587, 0.69315, 1.3133, 800]
     * }</pre>
     */
    public static Layer softplus() { return new Activation("softplus", Tensor::softplus); }

    /**
     * Turns the scores of an example into probabilities: positive, with sum 1.
     *
     * <p>y_j = e^x_j / Σ_k e^x_k over the last axis, between 0 and 1; ∂y_j/∂x_k = y_j (δ_jk − y_k). Adding a number to all
     * scores changes nothing; so the largest is subtracted first and nothing overflows. A loss on logits contains it
     * already: do not put it in front of one.
     *
     * <p>Source: Bridle 1990.
     *
     * <pre>{@code
     * softmax().forward(tensor(1, 2, 3))      // → [0.090031, 0.24473, 0.66524]
     * }</pre>
     */
    public static Layer softmax() { return new Activation("softmax", Tensor::softmax); }

    /**
     * The logarithms of the probabilities that softmax gives, right also where these round to 0 or 1.
     *
     * <p>y_j = x_j − ln Σ_k e^x_k over the last axis, 0 or less; ∂y_j/∂x_k = δ_jk − e^y_k. A loss on logits contains it
     * already.
     *
     * <p>Source: Bridle 1990.
     *
     * <pre>{@code
     * logSoftmax().forward(tensor(1, 2, 3))           // → [-2.4076, -1.4076, -0.40761]
     * logSoftmax().forward(tensor(5, -20, -20))       // → [-2.7776e-11, -25, -25]
     * }</pre>
     */
    public static Layer logSoftmax() { return new Activation("logSoftmax", Tensor::logSoftmax); }
}
