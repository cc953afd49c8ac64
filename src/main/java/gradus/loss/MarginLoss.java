package gradus.loss;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;

/**
 * A loss that is 0 as soon as the right answer leads by a margin.
 *
 * @param <L> the loss itself
 */
public abstract class MarginLoss<L extends MarginLoss<L>> extends ClassLoss<L> {

    double margin = 1;
    boolean squared;

    MarginLoss() { }

    /**
     * The same with another margin than 1.
     *
     * @throws IllegalArgumentException if it is not above 0, or infinite
     */
    public L margin(double margin) {
        Losses.checked(this, "margin", margin, false);
        return changed(copy -> copy.margin = margin);
    }

    /** The same with every violation of the margin squared: mild ones count less, and the kink at the margin is gone. */
    public L squared() { return changed(copy -> copy.squared = true); }

    @Override
    String options() {
        return (margin == 1 ? "" : ".margin(" + Numbers.exact(margin) + ")") + (squared ? ".squared()" : "") + super.options();
    }

    /** max(0, margin − lead), or its square; derivative 0 at the kink. */
    final Tensor violation(Tensor lead) {
        var violation = lead.neg().add(margin).relu();
        return squared ? violation.square() : violation;
    }
}
