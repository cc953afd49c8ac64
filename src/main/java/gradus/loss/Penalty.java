package gradus.loss;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.List;

/**
 * A price on large weights, added to the loss: R(θ) = λ₁ Σ|θ| + λ₂ Σθ².
 *
 * <p>∂R/∂θ = λ₁ sign θ + 2λ₂θ, with sign 0 = 0. λ multiplies the plain sum, once for each batch, whatever its size (CU).
 * Others: ½λ₂ (QU), weights divided by the number of examples, and the weight decay of optimizers, which adds λθ to the
 * gradient: λ₂ = λ/2 is the same for SGD, but not for Adam. As a prior, λ₁ stands for Laplace and λ₂ for normal weights;
 * with a mean loss over m examples, λ₂ = 1/(2σ²m).
 *
 * <p>Only weights pay, the parameters with two axes or more; biases, and scales and shifts of normalisation, have one.
 * {@link #withBiases()} takes all.
 *
 * <pre>{@code
 * var one = parameter(tensor(1, 0, 0, 0).reshape(4, 1));
 * var spread = parameter(full(0.25, 4, 1));                      // the same score for x = (1, 1, 1, 1)
 * l2Penalty(1).of(one).item()                                    // → 1.0
 * l2Penalty(1).of(spread).item()                                 // → 0.25
 * l1Penalty(1).of(spread).item()                                 // → 1.0
 * }</pre>
 */
public final class Penalty {

    private final String name;
    private final double l1;
    private final double l2;
    private final boolean withBiases;

    Penalty(String name, double l1, double l2, boolean withBiases) {
        this.name = name;
        this.l1 = Losses.checked(name, "lambda", l1, true);
        this.l2 = Losses.checked(name, "lambda", l2, true);
        this.withBiases = withBiases;
    }

    /** The same on all parameters, biases too. */
    public Penalty withBiases() { return new Penalty(name, l1, l2, true); }

    /** The penalty of some parameters, as a scalar to add to the loss. */
    public Tensor of(Tensor... parameters) { return of(List.of(parameters)); }

    /**
     * The penalty of the weights among the parameters, as a scalar to add to the loss.
     *
     * @throws IllegalArgumentException if there is no weight among them
     */
    public Tensor of(List<Tensor> parameters) {
        var total = Tensors.scalar(0);
        for (var theta : chosen(parameters)) {
            total = l1 > 0 ? total.add(theta.abs().sum().mul(l1)) : total;
            total = l2 > 0 ? total.add(theta.square().sum().mul(l2)) : total;
        }
        return total;
    }

    /**
     * Moves the weights towards 0 by the proximal step of this penalty, in place: θ ← soft(θ, ηλ₁) / (1 + 2ηλ₂).
     *
     * <p>soft(θ, t) is sign θ · max(|θ| − t, 0). Called after {@code optimizer.step()}, with a loss without penalty, this is
     * proximal gradient descent: weights that the data do not hold against λ₁ become exactly 0, which a penalty in the loss
     * never does. Called between {@code backward()} and {@code step()} it is CU's update, θ − η ∂L/∂θ − min(ηλ, |θ|)
     * sign θ: there the gradient moves a weight off 0 again, and none stays at 0.
     *
     * <pre>{@code
     * var W = parameter(tensor(new double[][]{{0.05, -0.3}, {2, 0}}));
     * l1Penalty(1).shrink(0.1, List.of(W));
     * W.reshape(4)                                                 // → [0, -0.2, 1.9, 0]
     * }</pre>
     *
     * @param rate the learning rate η
     */
    public void shrink(double rate, List<Tensor> parameters) {
        Losses.checked(name, "the rate", rate, true);
        for (var theta : chosen(parameters)) {
            double[] data = theta.data();
            for (int i = 0; i < data.length; i++) {
                double size = Math.abs(data[i]) - rate * l1;     // NaN stays NaN
                data[i] = size <= 0 ? 0 : Math.copySign(size, data[i]) / (1 + 2 * rate * l2);
            }
            theta.changed();
        }
    }

    private List<Tensor> chosen(List<Tensor> parameters) {
        var chosen = parameters.stream().filter(theta -> withBiases || theta.rank() >= 2).toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException(name + ": none of the " + parameters.size() + " parameters is a weight, with two"
                    + " axes or more; withBiases() takes all");
        }
        return chosen;
    }

    @Override
    public String toString() {
        String lambda = name.equals("elasticNet") ? Numbers.exact(l1, l2) : Numbers.exact(name.equals("l1Penalty") ? l1 : l2);
        return name + "(" + lambda + ")" + (withBiases ? ".withBiases()" : "");
    }
}
