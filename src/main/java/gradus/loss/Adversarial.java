package gradus.loss;

import gradus.tensor.Description;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;

/**
 * The losses of two networks that play against each other: a generator makes examples, a discriminator tells them from
 * real ones.
 *
 * <p>The discriminator's score z is a logit, D = σ(z) its probability that an example is real. It makes small
 * −ln D(real) − ln(1 − D(fake)). The generator wants D(fake) large, in one of two forms:
 * <ul>
 * <li>minimax, ln(1 − D(fake)) = −softplus(z): the same game with the other sign. ∂/∂z = −D. While the discriminator
 * wins, D ≈ 0, the generator learns nothing.
 * <li>non-saturating, −ln D(fake) = softplus(−z): ∂/∂z = D − 1, nearly −1 just then. It is the usual one.
 * </ul>
 *
 * <p>Shapes: scores of any shape; without reduction a generator's losses have it, and the discriminator's are a vector,
 * those of the real examples first. Its mean is that over the real plus that over the generated examples. Source:
 * Goodfellow et al. 2014.
 *
 * <pre>{@code
 * var fake = parameter(-10);                              // D(fake) = 0.0000454
 * grad(adversarial().minimaxGenerator(fake), fake)        // → -4.5398e-5
 * grad(adversarial().generator(fake), fake)               // → -0.99995
 * }</pre>
 */
public final class Adversarial {

    private final BinaryCrossEntropy loss;
    private final double smoothing;

    Adversarial(Reduction reduction) { this(new BinaryCrossEntropy().reduction(reduction), 0); }

    private Adversarial(BinaryCrossEntropy loss, double smoothing) {
        this.loss = loss;
        this.smoothing = smoothing;
    }

    /**
     * The same with 1 − ε as the discriminator's target for real examples; that for generated ones stays 0 (one-sided
     * label smoothing: Salimans et al. 2016), and the generator's losses do not change.
     *
     * <pre>{@code
     * adversarial().labelSmoothing(0.1).discriminator(tensor(2), tensor(-2)).item()      // → 0.453856
     * }</pre>
     *
     * @throws IllegalArgumentException if ε is not from 0 to 1
     */
    public Adversarial labelSmoothing(double epsilon) { return new Adversarial(loss, EntropyLoss.share(this, epsilon)); }

    /** The discriminator's loss for its scores of real and of generated examples. */
    public Tensor discriminator(Tensor real, Tensor fake) { return discriminator(real, fake, null, null); }

    /** The same for examples that weigh differently: weights (n) as in the other losses, or null. */
    public Tensor discriminator(Tensor real, Tensor fake, Tensor realWeights, Tensor fakeWeights) {
        var right = loss.of(real, Tensors.full(1 - smoothing, real.shape()), realWeights);
        var left = minimaxGenerator(fake, fakeWeights).neg();
        return loss.reduction == Reduction.NONE ? Tensors.concat(0, right.reshape(-1), left.reshape(-1)) : right.add(left);
    }

    /** The generator's non-saturating loss for the discriminator's scores of what it made. */
    public Tensor generator(Tensor fake) { return generator(fake, null); }

    /** The same for examples that weigh differently. */
    public Tensor generator(Tensor fake, Tensor weights) { return loss.of(fake, Tensors.ones(fake.shape()), weights); }

    /** The generator's loss of the minimax game, for the same scores. */
    public Tensor minimaxGenerator(Tensor fake) { return minimaxGenerator(fake, null); }

    /** The same for examples that weigh differently. */
    public Tensor minimaxGenerator(Tensor fake, Tensor weights) {
        return loss.of(fake, Tensors.zeros(fake.shape()), weights).neg();
    }

    /** The same with another reduction. */
    public Adversarial reduction(Reduction reduction) { return new Adversarial(loss.reduction(reduction), smoothing); }

    @Override
    public String toString() { return Description.with("adversarial", EntropyLoss.smoothingText(smoothing) + loss.options()); }
}
