package gradus.train;

import gradus.loss.BatchWeight;
import gradus.loss.Loss;
import gradus.loss.Reduction;
import gradus.loss.WeightedLoss;
import gradus.metrics.Mean;
import gradus.metrics.Metric;
import gradus.metrics.Metrics;
import gradus.tensor.Autodiff;
import gradus.tensor.Description;
import gradus.tensor.Tensor;

/**
 * A loss as a metric: its mean over all examples of all batches, whatever their sizes.
 *
 * <p>Reduction NONE counts as MEAN; a SUM is divided by the number of examples. Sample weights make a weighted mean, as in all metrics; class weights divide by
 * their sum over all batches. A loss that is a plain function is taken for a mean over the rows, and knows no weights.
 */
final class LossMetric implements Metric {

    private final Loss loss;
    private final String name;
    private final Mean mean = Metrics.runningMean();

    LossMetric(Loss loss) {
        this.loss = loss instanceof WeightedLoss<?> ready && ready.reduction() != Reduction.SUM
                ? ready.reduction(Reduction.WEIGHTED_MEAN) : loss;
        name = Description.hasWords(loss) ? loss.toString() : "loss function";
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void reset() {
        mean.reset();
    }

    @Override
    public void update(Tensor prediction, Tensor target, Tensor weights) {
        if (target.size() > 0) {
            Autodiff.noGrad(() -> {
                add(prediction, target, weights);
                return null;
            });
        }
    }

    private void add(Tensor prediction, Tensor target, Tensor weights) {
        var part = BatchWeight.of(loss, prediction, target, weights);
        if (loss instanceof WeightedLoss<?> ready) {
            mean.update(part.perExample(ready.of(prediction, target, weights).item()), part.weight());
            return;
        }
        if (weights.max().item() != 1 || weights.min().item() != 1) {
            throw new IllegalArgumentException(name() + ": a function without weights cannot be weighted by example");
        }
        mean.update(loss.of(prediction, target).item(), part.weight());
    }

    @Override
    public double result() {
        return mean.result();
    }

    @Override
    public String toString() {
        return name();
    }
}
