package gradus.optim;

import gradus.tensor.Interrupted;
import gradus.tensor.Tensor;
import java.util.HashSet;
import java.util.List;

/**
 * Moves parameters against their gradients: the last line of the training loop.
 *
 * <pre>{@code
 * optimizer.zeroGrad();
 * var loss = crossEntropy(net.forward(x), y);
 * loss.backward();
 * optimizer.step();
 * }</pre>
 */
public final class Optimizer {

    private final UpdateRule rule;
    private final List<Tensor> parameters;
    private final double[][][] memory;
    private double rate;
    private int steps;
    private final int[] updates;

    Optimizer(UpdateRule rule, List<Tensor> parameters) {
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException(rule + ": there are no parameters to train");
        }
        if (new HashSet<>(parameters).size() < parameters.size()) {
            throw new IllegalArgumentException(rule + ": a parameter is named twice and would move twice a step;"
                    + " name each once");
        }
        for (var parameter : parameters) {
            if (!parameter.requiresGrad() || parameter.operation() != null) {
                throw new IllegalArgumentException(rule + ": a tensor of shape " + parameter.shapeText()
                        + " is no parameter, make it one with parameter(...)");
            }
        }
        this.rule = rule;
        this.parameters = List.copyOf(parameters);
        this.rate = rule.rate();
        updates = new int[parameters.size()];
        memory = new double[parameters.size()][rule.memories()][];
        for (int i = 0; i < memory.length; i++) {
            for (int j = 0; j < rule.memories(); j++) {
                memory[i][j] = new double[parameters.get(i).size()];
            }
        }
    }

    /** Forgets the gradients of all parameters; without it the next backward adds to them. */
    public void zeroGrad() {
        parameters.forEach(Tensor::zeroGrad);
    }

    /**
     * Changes every parameter that has a gradient by one step of the rule.
     *
     * @throws IllegalStateException if none has a gradient
     * @throws Interrupted if the thread was interrupted, before anything is changed: any loop that steps can be stopped
     */
    public void step() {
        if (Thread.interrupted()) {
            throw new Interrupted(rule + ": interrupted after " + steps + " steps");
        }
        if (parameters.stream().allMatch(parameter -> parameter.grad() == null)) {
            throw new IllegalStateException(rule + ": step() found no gradient in any parameter;"
                    + " call loss.backward() before it, and zeroGrad() after it or before backward()");
        }
        steps++;
        for (int i = 0; i < memory.length; i++) {
            var parameter = parameters.get(i);
            if (parameter.grad() != null) {
                updates[i]++;                               // a parameter that joins late starts its own count
                rule.update(rate, updates[i], parameter.data(), parameter.grad().data(), memory[i]);
            }
        }
    }

    /** The learning rate that the next step uses. */
    public double rate() { return rate; }

    /** Sets the learning rate for the steps from now on. */
    public void rate(double eta) {
        rate = UpdateRule.checkedRate(rule.toString(), eta);
    }

    /** The parameters that it moves. */
    public List<Tensor> parameters() { return parameters; }

    @Override
    public String toString() {
        return rule + ", " + steps + (steps == 1 ? " step" : " steps");
    }
}
