package gradus.optim;

import gradus.tensor.Numbers;

/**
 * Adaptive moments: a step of about the learning rate for every parameter, however large its gradients are.
 *
 * <p>m ← β₁ m + (1 − β₁) g averages the gradients, v ← β₂ v + (1 − β₂) g² their squares. Both start at 0 and are too small
 * at first; m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ) correct that. θ ← θ − η m̂ / (√v̂ + ε), with ε outside the root as in
 * PyTorch. The first step is about η · sign g. Without the correction, as in UT's "Neural Network Architecture and
 * Training", it is (1 − β₁) / √(1 − β₂) times as large, 3.1623 η.
 *
 * <p>AdamW is Adam with decoupled {@link WeightDecay}.
 *
 * <p>Source: Kingma and Ba 2015, algorithm 1.
 *
 * <pre>{@code
 * var x = parameter(10.0);
 * var optimizer = adam(0.1).of(List.of(x));
 * x.square().backward();
 * optimizer.step();
 * Numbers.text(x.item())      // → 9.9
 * }</pre>
 *
 * @param rate the learning rate η
 * @param beta1 how much of the mean of the gradients is kept, usually 0.9
 * @param beta2 how much of the mean of their squares is kept, usually 0.999
 * @param epsilon ε, keeps the division from blowing up; with 0, a gradient that was always 0 gives 0/0, NaN
 * @param corrected whether the means are corrected for their start at 0
 */
public record Adam(double rate, double beta1, double beta2, double epsilon, boolean corrected) implements UpdateRule {

    static final double BETA_1 = 0.9;
    static final double BETA_2 = 0.999;
    static final double EPSILON = 1e-8;

    /** Checks the numbers when they are given. */
    public Adam {
        UpdateRule.checked("adam", "the learning rate", rate);
        if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1 && epsilon >= 0)) {
            throw new IllegalArgumentException("adam: beta1 is " + Numbers.exact(beta1) + ", beta2 is "
                    + Numbers.exact(beta2) + ", epsilon is " + Numbers.exact(epsilon)
                    + "; the betas should be from 0 to below 1, epsilon 0 or more");
        }
    }

    /** The same with the correction of the means on or off; off is here to be shown. */
    public Adam biasCorrection(boolean on) { return new Adam(rate, beta1, beta2, epsilon, on); }

    @Override
    public int memories() { return 2; }

    /**
     * θ ← θ − η m̂ / (√v̂ + ε), in place.
     *
     * <p>Called as {@link Sgd#update} is. t counts the parameter's steps from 1, so no correction is 0. memory holds m and v
     * of this parameter, as long as θ and all 0 before the first step.
     */
    @Override
    public void update(double eta, int t, double[] theta, double[] g, double[][] memory) {
        double[] m = memory[0];
        double[] v = memory[1];
        double correction1 = corrected ? 1 - Math.pow(beta1, t) : 1;
        double correction2 = corrected ? 1 - Math.pow(beta2, t) : 1;
        for (int i = 0; i < theta.length; i++) {
            m[i] = beta1 * m[i] + (1 - beta1) * g[i];
            v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
            theta[i] -= eta * (m[i] / correction1) / (Math.sqrt(v[i] / correction2) + epsilon);
        }
    }

    @Override
    public String toString() {
        boolean usual = beta1 == BETA_1 && beta2 == BETA_2 && epsilon == EPSILON;
        return "adam(" + (usual ? Numbers.exact(rate) : Numbers.exact(rate, beta1, beta2, epsilon)) + ")"
                + (corrected ? "" : ".biasCorrection(false)");
    }
}
