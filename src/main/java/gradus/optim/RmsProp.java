package gradus.optim;

import gradus.tensor.Numbers;

/**
 * Root mean square propagation: divides the gradient by its recent size, so that steep and flat directions move alike.
 *
 * <p>v ← ρ v + (1 − ρ) g² averages the squares of the gradients, θ ← θ − η g / (√v + ε), with ε outside the root as in
 * PyTorch. v starts at 0 and is not corrected for it: the first step is η / √(1 − ρ), 10 η with ρ = 0.99. {@link Adam}
 * corrects. PyTorch calls ρ alpha and takes 0.99, Keras and Hinton 0.9.
 *
 * <p>{@link #centred()} divides by the deviation of the gradients from their mean instead, √(v − m²) with m ← ρ m + (1 − ρ) g:
 * larger steps where gradients agree. {@link #momentum} collects the steps, b ← μ b + g / (√v + ε), θ ← θ − η b. Both as in
 * PyTorch, but that v − m² is taken as 0 where rounding makes it negative.
 *
 * <p>Source: Tieleman and Hinton 2012, lecture 6.5 of "Neural networks for machine learning".
 *
 * <pre>{@code
 * var x = parameter(10.0);
 * var optimizer = rmsprop(0.1).of(List.of(x));
 * x.square().backward();
 * optimizer.step();
 * Numbers.text(x.item())      // → 9
 * }</pre>
 *
 * @param rate the learning rate η
 * @param rho the share ρ of the mean of the squares that a step keeps
 * @param epsilon ε, keeps the division from blowing up; with 0, a gradient that was always 0 gives 0/0, NaN
 * @param inside whether ε stands inside the root, √(v + ε)
 * @param central whether the squared mean is taken from v
 * @param mu the share μ of the collected steps that a step keeps, 0 for none
 */
public record RmsProp(double rate, double rho, double epsilon, boolean inside, boolean central, double mu)
        implements UpdateRule {

    static final double EPSILON = 1e-8;

    /** Checks the numbers when they are given. */
    public RmsProp {
        UpdateRule.checked("rmsprop", "the learning rate", rate);
        if (!(rho >= 0 && rho < 1 && epsilon >= 0)) {
            throw new IllegalArgumentException("rmsprop: rho is " + Numbers.exact(rho) + ", epsilon is "
                    + Numbers.exact(epsilon) + "; rho should be from 0 to below 1, epsilon 0 or more");
        }
        if (!(mu >= 0 && mu < 1)) {
            throw new IllegalArgumentException("rmsprop: momentum is " + Numbers.exact(mu) + ", it should be from 0 to below 1");
        }
    }

    /** The same with ε inside the root, as some books have it: θ ← θ − η g / √(v + ε). */
    public RmsProp epsilonInside() { return new RmsProp(rate, rho, epsilon, true, central, mu); }

    /**
     * The same centred: θ ← θ − η g / (√(v − m²) + ε) with the mean m ← ρ m + (1 − ρ) g. Source: Graves 2013.
     *
     * <pre>{@code
     * var x = parameter(10.0);
     * var optimizer = rmsprop(0.1).centred().of(List.of(x));
     * x.square().backward();
     * optimizer.step();
     * Numbers.text(x.item())      // → 8.995
     * }</pre>
     */
    public RmsProp centred() { return new RmsProp(rate, rho, epsilon, inside, true, mu); }

    /** The same with momentum μ: b ← μ b + g / (√v + ε), θ ← θ − η b. */
    public RmsProp momentum(double mu) { return new RmsProp(rate, rho, epsilon, inside, central, mu); }

    @Override
    public int memories() { return 1 + (central ? 1 : 0) + (mu > 0 ? 1 : 0); }

    @Override
    public void update(double eta, int t, double[] theta, double[] g, double[][] memory) {
        double[] v = memory[0];
        double[] m = memory[central ? 1 : 0];
        double[] b = memory[memories() - 1];
        for (int i = 0; i < theta.length; i++) {
            v[i] = rho * v[i] + (1 - rho) * g[i] * g[i];
            double size = v[i];
            if (central) {
                m[i] = rho * m[i] + (1 - rho) * g[i];
                size = Math.max(0, v[i] - m[i] * m[i]);
            }
            double root = inside ? Math.sqrt(size + epsilon) : Math.sqrt(size) + epsilon;
            if (mu > 0) {
                b[i] = mu * b[i] + g[i] / root;
            }
            theta[i] -= mu > 0 ? eta * b[i] : eta * g[i] / root;
        }
    }

    @Override
    public String toString() {
        return "rmsprop(" + (epsilon == EPSILON ? Numbers.exact(rate, rho) : Numbers.exact(rate, rho, epsilon)) + ")"
                + (inside ? ".epsilonInside()" : "")
                + (central ? ".centred()" : "") + (mu == 0 ? "" : ".momentum(" + Numbers.exact(mu) + ")");
    }
}
