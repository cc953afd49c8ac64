package gradus.optim;

import gradus.tensor.Description;
import gradus.tensor.Numbers;

/**
 * Any update rule with weight decay: pulls every parameter towards 0 beside following the gradient.
 *
 * <p>Coupled, {@link UpdateRule#weightDecay}: g ← g + λθ, as if ½λ‖θ‖² were part of the loss, and then the rule; this is
 * what PyTorch's weight_decay does. A penalty λ‖θ‖² has the gradient 2λθ: its λ is half of this one. A rule that divides by
 * the size of the gradient, such as Adam, divides the decay too: parameters with large gradients decay less.
 *
 * <p>Decoupled, {@link UpdateRule#decoupledWeightDecay}: θ ← θ − ηλθ, and then the rule with the gradient as it is. That is
 * SGDW and AdamW. Under plain gradient descent both are the same, under momentum and Adam they are not. As in PyTorch the
 * decay is multiplied by the learning rate; the paper multiplies it by the schedule's factor alone.
 *
 * <p>Source: Hanson and Pratt 1988; decoupled: Loshchilov and Hutter 2019, "Decoupled weight decay regularization".
 *
 * <pre>{@code
 * var x = parameter(10.0);
 * var optimizer = adam(0.1).decoupledWeightDecay(0.5).of(List.of(x));
 * x.square().backward();
 * optimizer.step();
 * Numbers.text(x.item())      // → 9.4
 * optimizer                   // → adam(0.1).decoupledWeightDecay(0.5), 1 step
 * }</pre>
 *
 * @param rule what follows the gradient
 * @param lambda λ, 0 for none
 * @param decoupled whether the decay goes around the rule
 */
public record WeightDecay(UpdateRule rule, double lambda, boolean decoupled) implements UpdateRule {

    /** Checks λ when it is given. */
    public WeightDecay {
        UpdateRule.checked(rule, "weight decay", lambda);
    }

    @Override
    public double rate() { return rule.rate(); }

    @Override
    public int memories() { return rule.memories(); }

    @Override
    public int rooms() { return rule.rooms() + (decoupled ? 0 : 1); }

    @Override
    public void update(double eta, int t, double[] theta, double[] g, double[][] memory) {
        double[] direction = g;
        if (lambda > 0 && decoupled) {
            for (int i = 0; i < theta.length; i++) {
                theta[i] -= eta * lambda * theta[i];
            }
        } else if (lambda > 0) {
            direction = memory[memory.length - 1];
            for (int i = 0; i < theta.length; i++) {
                direction[i] = g[i] + lambda * theta[i];
            }
        }
        rule.update(eta, t, theta, direction, memory);
    }

    /**
     * The same rule with another λ, if it is coupled.
     *
     * @throws IllegalArgumentException if it is decoupled: one of both would be lost
     */
    @Override
    public WeightDecay weightDecay(double lambda) { return again(lambda, false); }

    /**
     * The same rule with another λ, if it is decoupled.
     *
     * @throws IllegalArgumentException if it is coupled: one of both would be lost
     */
    @Override
    public WeightDecay decoupledWeightDecay(double lambda) { return again(lambda, true); }

    private WeightDecay again(double lambda, boolean decoupled) {
        var asked = new WeightDecay(rule, lambda, decoupled);
        if (decoupled != this.decoupled) {
            throw new IllegalArgumentException(this + " has a weight decay, " + asked.decay() + " is another kind of it; leave one"
                    + " of them out");
        }
        return asked;
    }

    /** The same kind of decay with the λ of a group. */
    WeightDecay with(double lambda) { return new WeightDecay(rule, lambda, decoupled); }

    private String decay() { return (decoupled ? ".decoupledWeightDecay(" : ".weightDecay(") + Numbers.exact(lambda) + ")"; }

    @Override
    public String toString() { return Description.of(rule, "update rule") + decay(); }
}
