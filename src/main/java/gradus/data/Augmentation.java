package gradus.data;

import gradus.tensor.Description;
import gradus.tensor.Rng;

/**
 * Changes the examples of a batch at random while their meaning stays: more data than there are.
 *
 * <p>It is meant for training batches alone, new in every epoch: in a loop of one's own, or as
 * {@code fit(net, data).augment(…)}. The factories are in {@link Augmentations}; any function of generator and batch will
 * do.
 *
 * <pre>{@code
 * var augment = randomShift(1).then(randomRotation(10));
 * for (var batch : split.train().batches(32, rng)) { … net.forward(augment.of(rng, batch).x()) … }
 * }</pre>
 */
@FunctionalInterface
public interface Augmentation {

    /**
     * A batch with changed examples, as many as there were; the given one stays as it is.
     *
     * @param rng draws the changes
     */
    Batch of(Rng rng, Batch batch);

    /** This change, and another one of its result. */
    default Augmentation then(Augmentation next) {
        Augmentation first = this;
        return new Augmentation() {
            @Override
            public Batch of(Rng rng, Batch batch) {
                return next.of(rng, first.of(rng, batch));
            }

            @Override
            public String toString() {
                return Description.of(first, "augmentation") + ", " + Description.of(next, "augmentation");
            }
        };
    }
}
