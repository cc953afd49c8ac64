package gradus.train;

import gradus.nn.Layer;
import gradus.tensor.Description;

/**
 * Is called by {@code fit} when an epoch is over, to look at the network or to change it.
 *
 * <p>It may read the history, which is complete up to this epoch; measure the network with {@code predict}, {@code evaluate}
 * or {@code statistics}, which leave its mode as it is; print, draw, save. It may change the parameters in place: the next
 * epoch starts from them. The measures of this epoch, and the weights that early stopping keeps of it, are from before. To
 * end the run, use {@link Fit#stopping}. What it throws ends {@code run} with that exception.
 *
 * <pre>{@code
 * fit(net, data).loss(crossEntropy()).optimizer(sgd(0.1))
 *     .callback((epoch, history, trained) -> maxNorm(3).apply(trained.parameters())).run(new Rng(1));
 * }</pre>
 */
@FunctionalInterface
public interface Callback {

    /**
     * An epoch is over.
     *
     * @param epoch its number, from 1
     * @param history the run so far, this epoch included
     * @param net the network that is trained, in training mode
     */
    void epochDone(int epoch, History history, Layer net);

    /** What the settings of a run call it; that it is custom, and its class, unless told. */
    default String name() {
        return Description.custom(this, "callback");
    }

    /** The parameters have moved by one step, that of a batch; it may change them in place. Nothing is done unless told. */
    default void stepDone(Layer net) {
    }
}
