package gradus.loss;

import gradus.tensor.Tensor;

/** What becomes of the losses of single examples. */
public enum Reduction {
    /** They stay as they are. */
    NONE,
    /** Their sum. */
    SUM,
    /** Their mean: the size of the gradient does not depend on the size of the batch. Of an empty batch it is NaN. */
    MEAN;

    Tensor of(Tensor losses) {
        return switch (this) {
            case NONE -> losses;
            case SUM -> losses.sum();
            case MEAN -> losses.mean();
        };
    }
}
