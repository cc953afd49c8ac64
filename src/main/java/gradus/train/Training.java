package gradus.train;

import gradus.data.Dataset;
import gradus.loss.Loss;
import gradus.metrics.Metric;
import gradus.nn.Layer;
import gradus.tensor.Autodiff;
import gradus.tensor.Tensor;

/** Trains a network, measures it, uses it. */
public final class Training {

    /** Examples taken at once where only the network's outputs are wanted: the result does not depend on it. */
    static final int BATCH = 256;

    private Training() {
    }

    /**
     * Training of a network on a data set, to be told how and then run.
     *
     * <pre>{@code
     * var history = fit(net, split.train()).loss(crossEntropy()).optimizer(adam(0.001)).metric(accuracy())
     *     .validation(split.validation()).epochs(20).batchSize(32).run(new Rng(4));
     * }</pre>
     */
    public static Fit fit(Layer net, Dataset data) {
        return new Fit(net, data);
    }

    /** The value of a metric over a data set, in inference mode. */
    public static double evaluate(Layer net, Dataset data, Metric metric) {
        return Mode.with(false, net, () -> Autodiff.noGrad(() -> {
            metric.reset();
            for (var batch : data.batches(BATCH)) {
                metric.update(net.forward(batch.x()), batch.y());
            }
            return metric.result();
        }));
    }

    /**
     * A loss as a metric: its mean over all examples of all batches, also where the last batch is smaller.
     *
     * <pre>{@code
     * var metric = metric(meanSquaredError());
     * metric.update(tensor(1, 1, 1), tensor(0, 0, 0));       // mean 1
     * metric.update(tensor(3), tensor(0));                   // mean 9; the mean of both would be 5
     * metric.result()                                        // → 3.0
     * }</pre>
     */
    public static Metric metric(Loss loss) {
        return new LossMetric(loss);
    }

    /** The network's outputs for inputs (n, …), in inference mode and without a record. */
    public static Tensor predict(Layer net, Tensor x) {
        return Mode.with(false, net, () -> Autodiff.noGrad(() -> net.forward(x)));
    }
}
