package gradus.optim;

import gradus.tensor.Numbers;

/**
 * Gradient descent on the batches that it is given, hence stochastic, with momentum if asked.
 *
 * <p>Without momentum θ ← θ − η g. With momentum μ a velocity collects the gradients, v ← μ v + g, and θ ← θ − η v, as in
 * PyTorch; under a constant gradient the steps grow to η g / (1 − μ). A larger μ keeps more of the velocity: less friction.
 * Written v ← μ v − η g, θ ← θ + v it is the same as long as η stays constant (UT, "Neural Network Architecture and
 * Training"); with an average, v ← μ v + (1 − μ) g, the rate has to be 1 / (1 − μ) times as large.
 *
 * <p>Nesterov's momentum takes the gradient where the velocity is about to lead, v ← μ v + ∇L(θ − η μ v), θ ← θ − η v.
 * As in PyTorch, the point that is stored is the one looked at, θ − η μ v, so that the gradient at hand is the right one:
 * v ← μ v + g, θ ← θ − η (g + μ v).
 *
 * <p>Source: Robbins and Monro 1951; momentum: Polyak 1964; Nesterov 1983, in this form Sutskever and others 2013.
 *
 * <pre>{@code
 * var x = parameter(10.0);
 * var optimizer = sgd(0.2).of(List.of(x));
 * for (int t = 0; t < 10; t++) {
 *     optimizer.zeroGrad();
 *     x.square().backward();
 *     optimizer.step();
 * }
 * Numbers.text(x.item())      // → 0.060466
 * }</pre>
 *
 * @param rate the learning rate η to start with
 * @param mu the share μ of the velocity that a step keeps, 0 for none
 * @param lookAhead whether the momentum is Nesterov's; θ is then the point ahead
 */
public record Sgd(double rate, double mu, boolean lookAhead) implements UpdateRule {

    /** Checks the rate and μ when they are given: the short form of a record's constructor, which stores them afterwards. */
    public Sgd {
        UpdateRule.checked("sgd", "the learning rate", rate);
        if (!(mu >= 0 && mu < 1)) {
            throw new IllegalArgumentException("sgd: momentum is " + Numbers.exact(mu)
                    + ", it should be from 0 to below 1; at 1 nothing would ever slow down");
        }
    }

    /** The same with momentum μ: v ← μ v + g, θ ← θ − η v. */
    public Sgd momentum(double mu) { return new Sgd(rate, mu, false); }

    /** The same with Nesterov's momentum μ: v ← μ v + g, θ ← θ − η (g + μ v). */
    public Sgd nesterov(double mu) { return new Sgd(rate, mu, true); }

    @Override
    public int memories() { return mu == 0 ? 0 : 1; }

    /**
     * θ ← θ − η g, in place.
     *
     * <p>{@link Optimizer#step} calls this for each parameter that has a gradient and passes over the others. eta is the rate
     * as it is now: a schedule may have set it, and a group of parameters may have a factor of its own. t counts the
     * parameter's steps from 1 and is not used here. memory belongs to this parameter: the optimizer has made it when it was
     * tied to the parameters, {@link #memories()} arrays as long as θ, all 0 before the first step.
     */
    @Override
    public void update(double eta, int t, double[] theta, double[] g, double[][] memory) {
        if (mu == 0) {
            for (int i = 0; i < theta.length; i++) {
                theta[i] -= eta * g[i];
            }
            return;
        }
        double[] v = memory[0];
        for (int i = 0; i < theta.length; i++) {
            v[i] = mu * v[i] + g[i];
            theta[i] -= eta * (lookAhead ? g[i] + mu * v[i] : v[i]);
        }
    }

    @Override
    public String toString() {
        return "sgd(" + Numbers.exact(rate) + ")"
                + (lookAhead ? ".nesterov(" + Numbers.exact(mu) + ")" : mu == 0 ? "" : ".momentum(" + Numbers.exact(mu) + ")");
    }
}
