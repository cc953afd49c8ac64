package gradus.metrics;

import gradus.tensor.Tensor;
import gradus.tensor.Tensors;

/**
 * A figure of merit for people: computed over many batches, never differentiated.
 *
 * <p>A metric collects what it needs batch by batch, so that a smaller last batch counts for what it is; the mean of the
 * batches' results would count it too much. Unlike a loss it may be any function of the answers: some that matter most are
 * not here, such as BLEU for translations, or the judgement of people.
 */
public interface Metric {

    /** What the metric is called in tables and plots. */
    String name();

    /** Forgets everything, before a new round. */
    void reset();

    /**
     * Takes in one batch.
     *
     * @param prediction the network's outputs, one example in a row
     * @param target what they should have been
     */
    default void update(Tensor prediction, Tensor target) {
        update(prediction, target, Tensors.ones(target.rank() == 0 ? 1 : target.size(0)));
    }

    /**
     * Takes in one batch whose examples weigh differently: one of weight 2 counts as if it were there twice.
     *
     * @param weights (n), one for each row, 0 or more
     */
    void update(Tensor prediction, Tensor target, Tensor weights);

    /** The value over everything since the last reset; NaN before any example. */
    double result();
}
