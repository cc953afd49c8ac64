package gradus.optim;

import gradus.tensor.Tensor;
import java.util.List;

/**
 * The update rules by name, simplest first.
 *
 * <p>A learning rate of 0 moves nothing; one below 0, infinite or NaN is refused when it is given. NaN in a gradient makes
 * NaN of the parameter and of what the rule remembers: look at the loss before the step, as {@code fit} does.
 *
 * <pre>{@code
 * var optimizer = sgd(0.1).momentum(0.9).of(net.parameters());
 * }</pre>
 */
public final class Optimizers {

    private Optimizers() { }

    /** Gradient descent θ ← θ − η g; {@link Sgd#momentum} and {@link Sgd#nesterov} add momentum. */
    public static Sgd sgd(double rate) { return new Sgd(rate, 0, false); }

    /** SGDW: gradient descent with momentum μ, 0 for none, and decoupled weight decay λ. */
    public static WeightDecay sgdW(double rate, double mu, double lambda) {
        return sgd(rate).momentum(mu).decoupledWeightDecay(lambda);
    }

    /** AdaGrad with ε = 10⁻¹⁰. */
    public static AdaGrad adagrad(double rate) { return adagrad(rate, AdaGrad.EPSILON); }

    /** AdaGrad with its own ε. */
    public static AdaGrad adagrad(double rate, double epsilon) { return new AdaGrad(rate, epsilon, false); }

    /** RMSprop with ρ = 0.99, ε = 10⁻⁸; {@link RmsProp#centred} and {@link RmsProp#momentum} vary it. */
    public static RmsProp rmsprop(double rate) { return rmsprop(rate, 0.99); }

    /** RMSprop with its own ρ, and ε = 10⁻⁸. */
    public static RmsProp rmsprop(double rate, double rho) { return rmsprop(rate, rho, RmsProp.EPSILON); }

    /** RMSprop with its own ρ and ε. */
    public static RmsProp rmsprop(double rate, double rho, double epsilon) {
        return new RmsProp(rate, rho, epsilon, false, false, 0);
    }

    /** Adam with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸ (Keras takes 10⁻⁷). */
    public static Adam adam(double rate) { return adam(rate, Adam.BETA_1, Adam.BETA_2, Adam.EPSILON); }

    /** Adam with its own β₁, β₂ and ε. */
    public static Adam adam(double rate, double beta1, double beta2, double epsilon) {
        return new Adam(rate, beta1, beta2, epsilon, true);
    }

    /** AdamW: Adam with decoupled weight decay λ; PyTorch takes 0.01 where none is given. */
    public static WeightDecay adamW(double rate, double lambda) { return adam(rate).decoupledWeightDecay(lambda); }

    /**
     * Parameters to be given a rate or a weight decay of their own.
     *
     * <pre>{@code
     * var optimizer = adamW(0.001, 0.01).of(group(weights), group(biases).weightDecay(0));
     * }</pre>
     */
    public static ParameterGroup group(List<Tensor> parameters) { return new ParameterGroup(parameters, 1, Double.NaN); }
}
