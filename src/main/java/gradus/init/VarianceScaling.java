package gradus.init;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;

/**
 * Weights with mean 0 and variance scale / fan, so that signals keep their size from layer to layer.
 *
 * <p>A sum of n independent terms has n times the variance of one. So the weights of a unit with n inputs must have a
 * variance of the order 1/n for its output to be of the size of its inputs. The names differ in what they count as n
 * and in the factor:
 *
 * <table>
 * <caption>Variance of the weights of a layer with n_in inputs and n_out outputs</caption>
 * <tr><td>LeCun</td><td>1 / n_in</td><td>keeps the variance forward where the activation is linear</td></tr>
 * <tr><td>Xavier, Glorot</td><td>2 / (n_in + n_out)</td><td>the compromise between forward and backward</td></tr>
 * <tr><td>He, Kaiming</td><td>2 / n_in</td><td>makes up for ReLU, which halves E[x²]</td></tr>
 * </table>
 *
 * <p>The normal draws are not truncated, as in PyTorch; Keras truncates them at two standard deviations.
 *
 * @param name what its factory is called
 * @param scale the factor above the fan
 * @param fan what is counted as n
 * @param uniform false: N(0, variance); true: U[−√(3 · variance), √(3 · variance)], which has the same variance
 */
record VarianceScaling(String name, double scale, Fan fan, boolean uniform) implements Initializer {

    /** What is counted as n. */
    enum Fan {
        /** The inputs of a unit. */
        IN,
        /** The mean of inputs and outputs. */
        AVERAGE;

        double of(int inputs, int outputs) { return this == IN ? inputs : (inputs + outputs) / 2.0; }
    }

    @Override
    public Tensor weights(Rng rng, int inputs, int outputs) {
        double variance = scale / fan.of(inputs, outputs);
        if (uniform) {
            return Tensors.rand(rng, inputs, outputs).mul(2).sub(1).mul(Math.sqrt(3 * variance));
        }
        return Tensors.randn(rng, inputs, outputs).mul(Math.sqrt(variance));
    }

    @Override
    public String toString() { return name; }
}
