package gradus.metrics;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import java.util.stream.DoubleStream;

/**
 * The mean of numbers that arrive one after the other, each with its weight.
 *
 * <pre>{@code
 * var loss = runningMean();
 * loss.update(0.5, 32);                // the mean loss of a batch, and how many examples it had
 * loss.update(1.5, 8);
 * loss.result()                        // → 0.7
 * }</pre>
 */
public final class Mean {

    private double sum;
    private double weight;

    Mean() { }

    /** Forgets everything. */
    public void reset() {
        sum = 0;
        weight = 0;
    }

    /** Takes in all numbers of a tensor, each with weight 1. */
    public void update(Tensor values) { DoubleStream.of(values.data()).forEach(value -> update(value, 1)); }

    /** Takes in a number that counts as often as its weight says; with weight 0 not at all, even if it is NaN. */
    public void update(double value, double weight) {
        checked("runningMean", weight);
        if (weight > 0) {
            sum += weight * value;
            this.weight += weight;
        }
    }

    /** Σ wᵢxᵢ / Σ wᵢ; NaN before any. */
    public double result() { return sum / weight; }

    @Override
    public String toString() { return Numbers.text(result()); }

    /** The weights of n examples, checked. */
    static double[] weights(String metric, Tensor weights, int n) {
        if (weights.rank() != 1 || weights.size() != n) {
            throw new IllegalArgumentException(metric + ": weights are " + weights.shapeText() + ", they should be (" + n
                    + "), one for each example");
        }
        DoubleStream.of(weights.data()).forEach(weight -> checked(metric, weight));
        return weights.data();
    }

    private static void checked(String metric, double weight) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(metric + ": a weight is " + Numbers.exact(weight)
                    + ", it should be 0 or more, and finite");
        }
    }
}
