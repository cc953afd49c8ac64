package gradus.train;

import gradus.data.Fold;
import gradus.tensor.Rng;

/** What {@link Training#crossValidate} does with a fold: train on one part, measure on the other. */
@FunctionalInterface
public interface FoldScore {

    /**
     * Trains a new network on {@code fold.train()} and measures it on {@code fold.validation()}.
     *
     * @param rng a generator of this fold's own
     */
    double of(Fold fold, Rng rng);
}
