package gradus.optim;

/**
 * The update rules by name, simplest first.
 *
 * <pre>{@code
 * var optimizer = sgd(0.1).momentum(0.9).of(net.parameters());
 * }</pre>
 */
public final class Optimizers {

    private Optimizers() {
    }

    /** Gradient descent θ ← θ − η g; {@link Sgd#momentum} adds momentum. */
    public static Sgd sgd(double rate) {
        return new Sgd(rate, 0);
    }

    /** Adam with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸. */
    public static Adam adam(double rate) {
        return new Adam(rate, 0.9, 0.999, 1e-8);
    }

    /** Adam with its own β₁, β₂ and ε. */
    public static Adam adam(double rate, double beta1, double beta2, double epsilon) {
        return new Adam(rate, beta1, beta2, epsilon);
    }
}
