package gradus.optim;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import java.util.List;

/**
 * Bounds gradients, to be called between backward and step, so that one steep place does not throw the parameters away.
 *
 * <pre>{@code
 * loss.backward();
 * clipGlobalNorm(net.parameters(), 5);
 * optimizer.step();
 * }</pre>
 *
 * <p>Parameters without a gradient are passed over. Clipping by value leaves NaN as it is; by norm it refuses NaN and
 * infinity, where PyTorch hands NaN on unless asked. Source: Pascanu, Mikolov and Bengio 2013, "On the difficulty of
 * training recurrent neural networks".
 */
public final class Clipping {

    private Clipping() { }

    /**
     * Clips every number of every gradient to −c … c; this changes the direction.
     *
     * <pre>{@code
     * var x = parameter(tensor(3, 40));
     * x.square().sum().backward();
     * clipValue(List.of(x), 10);
     * x.grad()                               // → [6, 10]
     * }</pre>
     */
    public static void clipValue(List<Tensor> parameters, double c) {
        requirePositive("clipValue", c);
        for (var parameter : parameters) {
            if (parameter.grad() != null) {
                parameter.setGrad(parameter.grad().clip(-c, c));
            }
        }
    }

    /**
     * Scales the gradient of each parameter whose Euclidean norm is above c to the norm c, each on its own.
     *
     * <p>The direction of each stays; that of all together changes where some are scaled and some are not.
     *
     * <pre>{@code
     * var x = parameter(tensor(3, 4));
     * x.square().sum().backward();
     * clipNorm(List.of(x), 1);
     * x.grad()                               // → [0.6, 0.8]
     * }</pre>
     *
     * @throws IllegalStateException if a gradient holds NaN or infinity; no factor would help
     */
    public static void clipNorm(List<Tensor> parameters, double c) {
        for (var parameter : parameters) {
            scale("clipNorm", List.of(parameter), c);
        }
    }

    /**
     * Scales all gradients by one factor so that the norm of all together is at most c; the direction stays.
     *
     * <pre>{@code
     * var x = parameter(3.0);
     * var y = parameter(4.0);
     * x.square().add(y.square()).backward();
     * clipGlobalNorm(List.of(x, y), 5)       // → 10.0
     * y.grad().item()                        // → 4.0
     * }</pre>
     *
     * @return the norm before
     * @throws IllegalStateException if a gradient holds NaN or infinity; no factor would help
     */
    public static double clipGlobalNorm(List<Tensor> parameters, double c) { return scale("clipGlobalNorm", parameters, c); }

    private static double scale(String name, List<Tensor> parameters, double c) {
        requirePositive(name, c);
        var gradients = parameters.stream()
                .filter(parameter -> parameter.grad() != null && parameter.size() > 0).toList();
        double largest = gradients.stream().mapToDouble(p -> p.grad().abs().max().item()).max().orElse(0);
        if (!Double.isFinite(largest)) {
            throw new IllegalStateException(name + ": a gradient holds " + Numbers.text(largest)
                    + ", its norm cannot be brought to " + Numbers.text(c) + "; lower the learning rate, or look for a"
                    + " log or a division of 0 in the loss");
        }
        if (largest == 0) {
            return 0;
        }
        double sum = 0;                                    // of squares of g / largest: g² alone may be infinite
        for (var parameter : gradients) {
            sum += parameter.grad().div(largest).square().sum().item();
        }
        double norm = largest * Math.sqrt(sum);
        if (norm > c) {
            gradients.forEach(parameter -> parameter.setGrad(parameter.grad().mul(c / norm)));
        }
        return norm;
    }

    private static void requirePositive(String name, double c) {
        if (!(c > 0)) {
            throw new IllegalArgumentException(name + ": the bound is " + Numbers.exact(c) + ", it should be above 0");
        }
    }
}
