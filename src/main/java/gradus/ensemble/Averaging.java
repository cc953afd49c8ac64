package gradus.ensemble;

import gradus.data.Dataset;
import gradus.nn.BatchNorm;
import gradus.nn.Layer;
import gradus.nn.Mode;
import gradus.nn.Snapshot;
import gradus.tensor.Autodiff;
import gradus.tensor.Interrupted;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.train.Fit;
import gradus.train.InterruptionWatch;
import gradus.train.Training;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Several networks in place of one: their answers averaged, or their weights. */
public final class Averaging {

    /** The share of the batch in the running statistics of batch norm. */
    private static final double NEW_SHARE = 0.1;

    private Averaging() {
    }

    /**
     * Several networks asked as one, their probabilities averaged.
     *
     * <pre>{@code
     * var sure = dense(1, 2).weights(zeros(1, 2), tensor(Math.log(9), 0));        // 0.9 and 0.1
     * var unsure = dense(1, 2).weights(zeros(1, 2), zeros(2));                    // 0.5 and 0.5
     * predict(ensemble(sure, unsure), ones(1, 1)).softmax().row(0)                // → [0.7, 0.3]
     * }</pre>
     *
     * @param nets of any layers, all with the same outputs; they are used, not copied
     * @throws IllegalArgumentException if there is none
     */
    public static Ensemble ensemble(Layer... nets) {
        return ensemble(List.of(nets));
    }

    /** The same for a list of networks. */
    public static Ensemble ensemble(List<? extends Layer> nets) {
        return new Ensemble(nets, false);
    }

    /**
     * Bagging: an ensemble of networks, each trained on a bootstrap sample of the data.
     *
     * <p>Source: Breiman 1996, "Bagging predictors".
     *
     * <pre>{@code
     * var bag = bagging(5, split.train(), new Rng(1), (sample, rng) -> {
     *     var net = sequential(dense(2, 16), tanh(), dense(16, 2)).initialize(xavierNormal(), rng);
     *     fit(net, sample).loss(crossEntropy()).optimizer(adam(0.01)).run(rng);
     *     return net;
     * });
     * }</pre>
     *
     * @param nets  how many, at least 1
     * @param rng   draws the samples, and a generator for each network
     * @param train makes a network and trains it on the sample that it gets
     * @throws IllegalArgumentException if the number is below 1, or the data set is empty
     * @throws Interrupted if the thread is interrupted, as by the stop button of a notebook
     */
    public static Ensemble bagging(int nets, Dataset data, Rng rng, BiFunction<Dataset, Rng, Layer> train) {
        if (nets < 1) {
            throw new IllegalArgumentException("bagging: " + nets + " networks asked for, it should be at least 1");
        }
        var trained = new ArrayList<Layer>();
        var watch = new InterruptionWatch();
        for (int i = 0; i < nets; i++) {
            var sample = data.bootstrap(rng);
            var own = rng.split();
            if (!watch.whole(() -> trained.add(train.apply(sample, own)))) {
                throw new Interrupted("bagging: interrupted in network " + (i + 1) + " of " + nets);
            }
        }
        return new Ensemble(trained, false);
    }

    /**
     * An exponential moving average of the weights, taken after every step: a ← d·a + (1 − d)·θ.
     *
     * <p>It starts from the weights after the first step (PyTorch). About 1/(1 − d) steps are averaged. Source: Polyak and
     * Juditsky 1992 for the mean, Tarvainen and Valpola 2017 for this form.
     *
     * <pre>{@code
     * var average = exponentialAverage(0.99);
     * fit(net, data).loss(crossEntropy()).optimizer(sgd(0.1)).callback(average).run(new Rng(1));
     * average.applyTo(net);
     * }</pre>
     *
     * @param decay d, from 0, which keeps the last weights, to below 1
     */
    public static WeightAverage exponentialAverage(double decay) {
        return WeightAverage.exponential(decay);
    }

    /**
     * The mean of the weights after each of the last epochs, all alike.
     *
     * <p>Source: Izmailov and others 2018, "Averaging weights leads to wider optima and better generalization".
     *
     * @param fromEpoch the first epoch that counts, from 1
     */
    public static WeightAverage epochAverage(int fromEpoch) {
        return WeightAverage.ofEpochs(fromEpoch);
    }

    /**
     * Gives a network the mean of the parameters and of the buffers of others, such as the last states of one run.
     *
     * <p>Networks that began from different weights have nothing in common that could be averaged: ask them as an
     * {@link #ensemble}. Running statistics of batch norm: see {@link #updateBatchNorm}.
     *
     * <pre>{@code
     * var net = dense(1, 1);
     * averageWeights(net, dense(1, 1).weights(ones(1, 1), tensor(4)), dense(1, 1).weights(ones(1, 1), tensor(8)));
     * net.parameters().get(1)                // → [6]
     * }</pre>
     *
     * @param into one of them, or another of the same layers
     * @throws IllegalArgumentException if there are none, or the layers are not the same; nothing is changed then
     */
    public static void averageWeights(Layer into, Layer... nets) {
        var mean = new NetMean("averageWeights");
        for (int i = 0; i < nets.length; i++) {
            mean.follow(nets[i], 1.0 / (i + 1));
        }
        requireSome("averageWeights", nets.length);
        mean.into(into);
    }

    /**
     * The same for the networks in files, of {@link Training#save} or {@link Fit#checkpoint}.
     *
     * @throws IllegalArgumentException if there are none, a file is damaged, or holds another network; the network keeps its
     *         values then
     */
    public static void averageCheckpoints(Layer into, String... paths) {
        requireSome("averageCheckpoints", paths.length);
        var mean = new NetMean("averageCheckpoints");
        var before = Snapshot.of(into);
        try {
            for (int i = 0; i < paths.length; i++) {
                Training.load(into, paths[i]);
                mean.follow(into, 1.0 / (i + 1));
            }
        } catch (IllegalArgumentException problem) {
            before.restore();
            throw problem;
        }
        mean.into(into);
    }

    private static void requireSome(String call, int number) {
        if (number == 0) {
            throw new IllegalArgumentException(call + ": there is nothing to average, give at least one network");
        }
    }

    /**
     * Measures the running statistics of all batch norms anew: their mean over the batches of one round through the data.
     *
     * <p>Averaged weights give outputs that no network in the average had, and so other means and variances. The network is in
     * training mode meanwhile; parameters do not move. A last batch of a single row is left out. As PyTorch's
     * {@code update_bn}, but with the batches weighted by their sizes.
     *
     * @param batchSize that of the training, at least 2
     * @param rng       draws the order of the data
     * @throws IllegalArgumentException if the network has no batch norm, or there is no batch of two rows
     */
    public static void updateBatchNorm(Layer net, Dataset data, int batchSize, Rng rng) {
        Map<BatchNorm, double[][]> sums = new LinkedHashMap<>();
        collect(net, sums);
        if (sums.isEmpty() || batchSize < 2 || data.size() < 2) {
            throw new IllegalArgumentException("updateBatchNorm: " + (sums.isEmpty() ? net.name() + " has no batchNorm in it"
                    : "a batch needs at least 2 rows, batchSize is " + batchSize + ", the data have " + data.size()));
        }
        int rows = Mode.with(true, net, () -> Autodiff.noGrad(() -> {
            int seen = 0;
            for (var batch : data.batches(batchSize, rng)) {
                if (batch.size() > 1) {
                    sums.keySet().forEach(layer -> set(layer, new double[2][layer.runningMean().size()], 1));
                    net.forward(batch.x());                  // from 0, the statistics become a tenth of the batch's
                    sums.forEach((layer, sum) -> add(layer, sum, batch.size() / NEW_SHARE));
                    seen += batch.size();
                }
            }
            return seen;
        }));
        sums.forEach((layer, sum) -> set(layer, sum, 1.0 / rows));
    }

    private static void collect(Layer layer, Map<BatchNorm, double[][]> sums) {
        if (layer instanceof BatchNorm norm) {
            sums.put(norm, new double[2][norm.runningMean().size()]);
        }
        layer.layers().forEach(inner -> collect(inner, sums));
    }

    private static void add(BatchNorm layer, double[][] sum, double factor) {
        for (int i = 0; i < sum[0].length; i++) {
            sum[0][i] += factor * layer.runningMean().data()[i];
            sum[1][i] += factor * layer.runningVariance().data()[i];
        }
    }

    private static void set(BatchNorm layer, double[][] values, double factor) {
        for (int i = 0; i < values[0].length; i++) {
            layer.runningMean().data()[i] = factor * values[0][i];
            layer.runningVariance().data()[i] = factor * values[1][i];
        }
        layer.buffers().forEach(Tensor::changed);
    }
}
