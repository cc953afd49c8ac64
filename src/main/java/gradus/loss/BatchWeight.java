package gradus.loss;

import gradus.tensor.Tensor;

/**
 * What a batch's loss counts in the loss of all batches, Σ factor · loss / Σ weight.
 *
 * <p>A mean is multiplied by what it was divided by, so that the result is the mean over all rows at once, in whatever order
 * and batches they come: under class weights two batches of a size count differently. A sum goes in as it is, and is
 * divided by the number of examples. Of a plain function nothing is known; it is taken for a mean over the rows.
 *
 * @param weight 0 where the batch says nothing: all its examples have the weight 0, and its mean is 0/0
 */
public record BatchWeight(double factor, double weight) {

    /**
     * That of one batch.
     *
     * @param weights of the examples, (n), or null for 1 each
     */
    public static BatchWeight of(Loss loss, Tensor prediction, Tensor target, Tensor weights) {
        var ready = loss instanceof WeightedLoss<?> known ? known : null;
        if (ready != null && ready.reduction() != Reduction.SUM) {
            double divisor = ready.divisor(prediction, target, weights);
            return new BatchWeight(divisor, divisor);
        }
        double rows = weights == null ? target.rank() == 0 ? 1 : target.size(0) : weights.sum().item();
        return new BatchWeight(ready == null ? rows : 1, rows);
    }

    /** The batch's loss in the unit of the whole: a mean as it is, a sum divided by the examples. */
    public double perExample(double loss) { return factor == weight ? loss : loss * factor / weight; }
}
