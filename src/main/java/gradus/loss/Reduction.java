package gradus.loss;

import gradus.tensor.Tensor;

/** What becomes of the losses l of single examples or elements, whose sample weights w are 1 unless given. */
public enum Reduction {
    /** They stay as they are: wᵢlᵢ. */
    NONE,
    /** Their sum: Σ wᵢlᵢ. */
    SUM,
    /**
     * Their mean, Σ wᵢlᵢ / N: the size of the gradient does not depend on the size of the batch. NaN for an empty batch.
     *
     * <p>Sample weights do not change N (CU, Keras): losses 1, 2, 3 with weights 1, 0, 1 give 4/3. With class weights N is
     * their sum over the batch (PyTorch).
     */
    MEAN,
    /** The weighted mean Σ wᵢlᵢ / Σ wᵢ: losses 1, 2, 3 with weights 1, 0, 1 give 2. NaN if all weights are 0. */
    WEIGHTED_MEAN;

    /**
     * The losses reduced.
     *
     * @param weights of the samples, in a shape that broadcasts to the losses; null for 1 each
     * @param counts what each loss counts in N; null for 1 each
     */
    Tensor of(Tensor losses, Tensor weights, Tensor counts) {
        var weighted = weights == null ? losses : losses.mul(weights);
        if (this == NONE) {
            return weighted;
        }
        if (this == SUM) {
            return weighted.sum();
        }
        var n = this == MEAN || weights == null ? counts : counts == null ? weights : weights.mul(counts);
        return n == null ? weighted.mean() : weighted.sum().div(n.broadcastTo(losses.shape()).sum());
    }
}
