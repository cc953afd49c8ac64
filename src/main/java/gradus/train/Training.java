package gradus.train;

import gradus.data.Batch;
import gradus.data.Dataset;
import gradus.inspect.NetStatistics;
import gradus.loss.Loss;
import gradus.metrics.Metric;
import gradus.nn.Layer;
import gradus.nn.Mode;
import gradus.tensor.Autodiff;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Trains a network, measures it, uses it. */
public final class Training {

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

    /**
     * Stops when the validation loss has not become lower for so many epochs, and keeps the best weights.
     *
     * <p>Another measure, a direction and a smallest improvement are options: see {@link EarlyStopping}.
     *
     * <pre>{@code
     * fit(net, split.train()).validation(split.validation()).stopping(earlyStopping(5))
     * }</pre>
     *
     * @param patience epochs in a row without improvement, at least 1
     */
    public static EarlyStopping earlyStopping(int patience) {
        return new EarlyStopping(patience);
    }

    /** Stops when a measure is below a value: {@code stopBelow("loss", 0.05)}, a training error that is small enough. */
    public static Stopping stopBelow(String measure, double value) {
        return new Stopping.Threshold(measure, value, false);
    }

    /** Stops when a measure is above a value: {@code stopAbove("accuracy", 0.98)}, less than 2 % misclassified. */
    public static Stopping stopAbove(String measure, double value) {
        return new Stopping.Threshold(measure, value, true);
    }

    /**
     * Stops when no parameter moved by as much as the threshold in an epoch: max abs(θ − θ before) is below it.
     *
     * <p>Small steps are no proof of a minimum: a rate that is too low gives them too.
     *
     * @param threshold above 0, in the unit of the parameters
     */
    public static Stopping smallUpdates(double threshold) {
        return new Stopping.SmallUpdates(threshold);
    }

    /**
     * Norms, histograms, gradients and dead units of every layer, over all examples of a data set.
     *
     * <pre>{@code
     * var net = sequential(dense(2, 2).weights(tensor(new double[][]{{1, -1}, {1, -1}}), zeros(2)), relu(), dense(2, 1)
     *     .weights(ones(2, 1)));
     * var data = Dataset.of(tensor(new double[][]{{0, 1}, {2, 1}}), tensor(0, 2).reshape(2, 1));
     * statistics(net, data, meanSquaredError()).layer("1").dead()      // → 1
     * }</pre>
     *
     * @throws IllegalArgumentException if the data set is empty
     */
    public static NetStatistics statistics(Layer net, Dataset data, Loss loss) {
        return NetStatistics.of(net, data, loss, null);
    }

    /**
     * Writes the parameters and buffers of a network, and the states of the generators in it, to a safetensors file.
     *
     * <p>A tensor is called as in {@code namedParameters()}, 0.W. Python reads it with
     * {@code safetensors.numpy.load_file(path)}; there is no code in the file. The old file stays until the new one is whole.
     *
     * <pre>{@code
     * var net = sequential(dense(2, 3), relu(), dense(3, 1)).initialize(heNormal(), new Rng(1));
     * save(net, "target/net.safetensors");
     * var copy = sequential(dense(2, 3), relu(), dense(3, 1));
     * load(copy, "target/net.safetensors");
     * predict(copy, ones(1, 2)).item() == predict(net, ones(1, 2)).item()      // → true
     * }</pre>
     *
     * @throws IllegalStateException if the file cannot be written
     */
    public static void save(Layer net, String path) {
        save(net, path, Map.of());
    }

    /** The same with words about it, such as what it was trained on; {@link #load} gives them back. */
    public static void save(Layer net, String path, Map<String, String> metadata) {
        Checkpoint.of(net, metadata).write(path);
    }

    /**
     * Gives a network the values that a file holds: of {@link #save}, of {@link Fit#checkpoint}, or written by Python.
     *
     * <p>The network need not be initialized. Layers that draw random numbers then get generators of seed 0, and where the
     * file has the states of generators, those.
     *
     * @return the words that stand in the file
     * @throws IllegalArgumentException if the file is damaged, or names and shapes are not the network's; nothing is changed
     *         then
     */
    public static Map<String, String> load(Layer net, String path) {
        return Checkpoint.read(path).into(net);
    }

    /** The value of a metric over a data set, in inference mode. */
    public static double evaluate(Layer net, Dataset data, Metric metric) {
        evaluate(net, data, List.of(metric));
        return metric.result();
    }

    /**
     * The loss and any metrics of a network over a data set, in one pass and in inference mode.
     *
     * <pre>{@code
     * var net = dense(2, 2).weights(tensor(new double[][]{{1, 0}, {0, 1}}), zeros(2));        // its scores are its inputs
     * var data = Dataset.of(tensor(new double[][]{{2, 0}, {1, 0}, {0, 3}}), tensor(0, 1, 1));
     * var measured = evaluate(net, data, crossEntropy(), accuracy());
     * measured                          // → loss 0.4963, accuracy 0.6667 on 3 examples
     * measured.get("accuracy")          // → 0.66667
     * }</pre>
     *
     * @throws IllegalArgumentException if two metrics have one name, or one is called loss
     */
    public static Evaluation evaluate(Layer net, Dataset data, Loss loss, Metric... metrics) {
        var all = new LinkedHashMap<String, Metric>();
        all.put("loss", metric(loss));
        for (var metric : metrics) {
            if (all.putIfAbsent(metric.name(), metric) != null) {
                throw new IllegalArgumentException("evaluate: there are two measures of the name \"" + metric.name()
                        + "\", one would hide the other; measure one of them by itself");
            }
        }
        evaluate(net, data, all.values());
        var values = new LinkedHashMap<String, Double>();
        all.forEach((name, metric) -> values.put(name, metric.result()));
        return new Evaluation(values, data.size());
    }

    private static void evaluate(Layer net, Dataset data, Collection<Metric> metrics) {
        Mode.with(false, net, () -> Autodiff.noGrad(() -> {
            metrics.forEach(Metric::reset);
            for (var batch : data.batches(Batch.AT_ONCE)) {
                var prediction = net.forward(batch.x());
                metrics.forEach(metric -> metric.update(prediction, batch.y()));
            }
            return null;
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

    /**
     * k-fold cross-validation: trains k times, each time with another part of the data held out to measure on.
     *
     * <p>Every row is measured once, by a network that has not seen it. What is fitted to data, a scaler too, is fitted to the
     * fold's training part. Where targets are labels, every fold has its share of every class: see {@link Dataset#folds}. Runs
     * of {@code fit} in it show no progress unless they name a listener; interrupted, the folds that are finished remain.
     *
     * <pre>{@code
     * var result = crossValidate(Iris.load(), 5, new Rng(1), (fold, rng) -> {
     *     var net = sequential(dense(4, 3)).initialize(xavierNormal(), rng);
     *     fit(net, fold.train()).loss(crossEntropy()).optimizer(adam(0.05)).epochs(20).run(rng);
     *     return evaluate(net, fold.validation(), accuracy());
     * });
     * result.scores().length             // → 5
     * result.mean() > 0.9                // → true
     * }</pre>
     *
     * <p>Source: Stone 1974, "Cross-validatory choice and assessment of statistical predictions".
     *
     * @param k     from 2 to the number of rows
     * @param rng   draws the folds, and a generator for each
     * @param score trains on a fold and measures
     */
    public static CrossValidation crossValidate(Dataset data, int k, Rng rng, CrossValidation.FoldScore score) {
        return CrossValidation.run(data, k, rng, score);
    }

    /**
     * A learning-rate range test, to be told how and then run: the rate rises batch by batch, and the loss tells which are good.
     *
     * <pre>{@code
     * var net = sequential(dense(64, 32), relu(), dense(32, 10)).initialize(heNormal(), new Rng(1));
     * var curve = rangeTest(net, Digits.load()).loss(crossEntropy()).optimizer(sgd(1)).rates(0.001, 100).epochs(2)
     *     .run(new Rng(2));
     * curve.suggestion() > 0.01 && curve.suggestion() < 1       // → true
     * }</pre>
     */
    public static RangeTest rangeTest(Layer net, Dataset data) {
        return new RangeTest(net, data);
    }

    /** The network's outputs for inputs (n, …), in inference mode and without a record. */
    public static Tensor predict(Layer net, Tensor x) {
        return Mode.with(false, net, () -> Autodiff.noGrad(() -> net.forward(x)));
    }
}
