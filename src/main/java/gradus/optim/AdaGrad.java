package gradus.optim;

import gradus.tensor.Numbers;

/**
 * Adaptive gradient: every parameter has a rate of its own, which falls with the gradients that it has seen.
 *
 * <p>s ← s + g² sums the squares of the gradients, θ ← θ − η g / (√s + ε), with ε outside the root as in PyTorch, and s
 * from 0 (Keras: from 0.1). The first step is η · sign g; under a constant gradient the t-th is η / √t. The sum never
 * falls, so training may come to a halt before it is done; {@link RmsProp} forgets instead.
 *
 * <p>Source: Duchi, Hazan and Singer 2011, "Adaptive subgradient methods for online learning and stochastic
 * optimization".
 *
 * <pre>{@code
 * var x = parameter(10.0);
 * var optimizer = adagrad(0.5).of(List.of(x));
 * x.mul(3).backward();
 * optimizer.step();
 * x.item()                    // → 9.5
 * optimizer.step();
 * Numbers.text(x.item())      // → 9.1464
 * }</pre>
 *
 * @param rate the learning rate η
 * @param epsilon ε, keeps the division from blowing up; with 0, a gradient that was always 0 gives 0/0, NaN
 * @param inside whether ε stands inside the root, √(s + ε)
 */
public record AdaGrad(double rate, double epsilon, boolean inside) implements UpdateRule {

    static final double EPSILON = 1e-10;

    /** Checks the numbers when they are given. */
    public AdaGrad {
        UpdateRule.checked("adagrad", "the learning rate", rate);
        if (!(epsilon >= 0)) {
            throw new IllegalArgumentException("adagrad: epsilon is " + Numbers.exact(epsilon)
                    + ", it should be 0 or more");
        }
    }

    /** The same with ε inside the root, as some books have it: θ ← θ − η g / √(s + ε). */
    public AdaGrad epsilonInside() { return new AdaGrad(rate, epsilon, true); }

    @Override
    public int memories() { return 1; }

    @Override
    public void update(double eta, int t, double[] theta, double[] g, double[][] memory) {
        double[] s = memory[0];
        for (int i = 0; i < theta.length; i++) {
            s[i] += g[i] * g[i];
            theta[i] -= eta * g[i] / (inside ? Math.sqrt(s[i] + epsilon) : Math.sqrt(s[i]) + epsilon);
        }
    }

    @Override
    public String toString() {
        return "adagrad(" + (epsilon == EPSILON ? Numbers.exact(rate) : Numbers.exact(rate, epsilon)) + ")"
                + (inside ? ".epsilonInside()" : "");
    }
}
