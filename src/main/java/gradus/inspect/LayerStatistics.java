package gradus.inspect;

/**
 * What a layer looks like at a moment of training; one row of {@link NetStatistics}.
 *
 * @param place where the layer lies: 2, or 1.0 for the first layer inside the second
 * @param layer its name, as dense(4 → 8)
 * @param weightNorm the Euclidean norm of all its parameters; NaN if it has none
 * @param gradientNorm the norm of the gradient of the loss with respect to them; NaN if it has none
 * @param updateRatio the norm of the last update by that of the parameters before it, about 10⁻³ where training goes well;
 *        NaN outside of training
 * @param mean the mean of its outputs over all examples and units
 * @param std the standard deviation of the same
 * @param signal the root mean square of the gradient with respect to its outputs: what arrives here from behind
 * @param saturated the share of outputs where the slope of a sigmoid or tanh is below a twentieth of its largest; NaN for
 *        other layers
 * @param units how many numbers it gives for an example
 * @param dead how many of them are 0 for every example, though their input is not: they get no gradient
 * @param weights the histogram of its parameters; null if it has none
 * @param gradients the histogram of their gradient; null if it has none
 */
public record LayerStatistics(String place, String layer, double weightNorm, double gradientNorm, double updateRatio,
        double mean, double std, double signal, double saturated, int units, int dead, Bins weights, Bins gradients) {

    /** Whether it has parameters, and so a norm and a histogram. */
    public boolean hasParameters() {
        return weights != null;
    }
}
