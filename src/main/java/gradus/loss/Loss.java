package gradus.loss;

import gradus.tensor.Tensor;

/**
 * Measures how far predictions are from their targets: one number to make small.
 *
 * <p>Ready-made ones are in {@link Losses}; any function of this form is one too.
 */
@FunctionalInterface
public interface Loss {

    /**
     * The loss of a batch.
     *
     * @param prediction what the network gave, one example in a row
     * @param target what it should have been
     * @return a scalar, unless the loss was told not to reduce
     * @throws IllegalArgumentException if the shapes do not fit; losses do not broadcast
     */
    Tensor of(Tensor prediction, Tensor target);
}
