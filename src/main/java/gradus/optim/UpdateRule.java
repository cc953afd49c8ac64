package gradus.optim;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import java.util.List;

/**
 * The formula by which an optimizer changes a parameter: a recipe, not yet tied to a network.
 *
 * <pre>{@code
 * var optimizer = adam(0.001).of(net.parameters());
 * }</pre>
 */
public interface UpdateRule {

    /** The learning rate η that an optimizer starts with. */
    double rate();

    /** How many arrays the rule remembers for each parameter: 1 for momentum, 2 for Adam. */
    int memories();

    /** How many arrays it needs beside them to work in, so that no step allocates one; what they hold is not kept. */
    default int rooms() { return 0; }

    /**
     * One step, in place.
     *
     * @param eta the learning rate
     * @param t the number of this parameter's step, from 1
     * @param theta the parameter's values
     * @param g their gradient; not changed
     * @param memory the rule's arrays for this parameter, each as long as theta: those that it remembers, all 0 before
     *     the first step, then those that it works in
     */
    void update(double eta, int t, double[] theta, double[] g, double[][] memory);

    /** The same rule with λθ added to the gradient first, as PyTorch's weight_decay. See {@link WeightDecay}. */
    default WeightDecay weightDecay(double lambda) { return new WeightDecay(this, lambda, false); }

    /** The same rule after a step θ ← θ − ηλθ of its own, as in SGDW and AdamW. See {@link WeightDecay}. */
    default WeightDecay decoupledWeightDecay(double lambda) { return new WeightDecay(this, lambda, true); }

    /** An optimizer that applies this rule to the given parameters. */
    default Optimizer of(List<Tensor> parameters) { return of(Optimizers.group(parameters)); }

    /** An optimizer that applies this rule to groups of parameters, some with a rate or decay of their own. */
    default Optimizer of(ParameterGroup... groups) { return new Optimizer(this, groups); }

    /** A number that may be 0 but not below, checked when it is given: learning rates, decays, factors. */
    static double checked(Object owner, String what, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(owner + ": " + what + " is " + Numbers.exact(value) + ", it should be a number of 0 or more");
        }
        return value;
    }
}
