package gradus.inspect;

import gradus.data.Batch;
import gradus.data.Dataset;
import gradus.loss.BatchWeight;
import gradus.loss.Loss;
import gradus.metrics.Mean;
import gradus.metrics.Metrics;
import gradus.nn.Layer;
import gradus.nn.RandomLayer;
import gradus.nn.Residual;
import gradus.nn.Sequential;
import gradus.nn.Snapshot;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Adds up the statistics of the layers, batch by batch. */
final class StatisticsCollector {

    private static final int BINS = 16;
    /** A slope below this share of the largest one counts as saturated. */
    static final double SATURATED = 0.05;

    /** What is added up of one layer. */
    private static final class Sums {
        private final Mean outputs = Metrics.runningMean();
        private final Mean squares = Metrics.runningMean();
        private final Mean saturated = Metrics.runningMean();
        private double signal;
        private long numbers;
        private boolean[] active;
        private boolean[] fed;
    }

    /**
     * A layer at work: what went in and what came out.
     *
     * @param place the numbers of the layers that it lies in, and its own
     */
    private record Trace(String place, Layer layer, Tensor input, Tensor output) {

        /**
         * The network's output, every layer on the way written down. The layers inside a sequential or a residual stand for
         * themselves; how others use the ones inside them only they know, so they stand as one.
         */
        static Tensor forward(Layer layer, String place, Tensor x, List<Trace> all) {
            boolean residual = layer instanceof Residual;
            if (layer instanceof Sequential || residual) {
                var y = x;
                for (int i = 0; i < layer.layers().size(); i++) {
                    y = forward(layer.layers().get(i), place.isEmpty() ? "" + i : place + "." + i, y, all);
                }
                return residual ? x.add(y) : y;
            }
            var y = layer.forward(x);
            all.add(new Trace(place.isEmpty() ? "0" : place, layer, x, y));
            return y;
        }
    }

    private final List<Trace> layers = new ArrayList<>();
    private final List<Sums> sums = new ArrayList<>();
    private final Mean loss = Metrics.runningMean();
    private double weights;

    StatisticsCollector(Layer net, Dataset data, Loss measure) {
        if (data.size() == 0) {
            throw new IllegalArgumentException("statistics: the data set is empty, there is nothing to measure on");
        }
        net.parameters().forEach(Tensor::zeroGrad);
        int size = Batch.AT_ONCE;
        while (size > 2 && data.size() > 1 && data.size() % size == 1) {
            size--;                                          // batch norm cannot take a last batch of one
        }
        for (var batch : data.batches(size)) {
            layers.clear();
            var prediction = Trace.forward(net, "", batch.x(), layers);
            var value = measure.of(prediction, batch.y());
            var part = BatchWeight.of(measure, prediction, batch.y(), null);
            loss.update(part.perExample(value.item()), part.weight());
            if (value.requiresGrad() && part.weight() > 0) {
                value.mul(part.factor()).backward();         // divided by the sum of the weights at the end
                weights += part.weight();
            }
            for (int i = 0; i < layers.size(); i++) {
                if (sums.size() == i) {
                    sums.add(new Sums());
                }
                add(layers.get(i), batch.size(), sums.get(i));
            }
        }
    }

    private static void add(Trace trace, int rows, Sums sum) {
        double[] y = trace.output().data();
        double[] x = trace.input().data();
        int units = y.length / rows;
        if (sum.active == null) {
            sum.active = new boolean[units];
            sum.fed = new boolean[units];
        }
        boolean perUnit = x.length == y.length;
        boolean sigmoid = trace.layer().name().equals("sigmoid");
        boolean tanh = trace.layer().name().equals("tanh");
        for (int i = 0; i < y.length; i++) {
            sum.outputs.update(y[i], 1);
            sum.squares.update(y[i] * y[i], 1);
            sum.active[i % units] |= y[i] != 0;
            sum.fed[i % units] |= perUnit && x[i] != 0;
            if (sigmoid) {
                sum.saturated.update(4 * y[i] * (1 - y[i]) < SATURATED ? 1 : 0, 1);
            } else if (tanh) {
                sum.saturated.update(1 - y[i] * y[i] < SATURATED ? 1 : 0, 1);
            }
        }
        sum.numbers += y.length;
        if (trace.output().grad() != null) {
            for (double g : trace.output().grad().data()) {
                sum.signal += g * g;
            }
        }
    }

    NetStatistics result(Snapshot before) {
        var rows = new ArrayList<LayerStatistics>();
        for (int i = 0; i < layers.size(); i++) {
            rows.add(row(layers.get(i), sums.get(i), before));
        }
        return new NetStatistics(List.copyOf(rows), loss.result());
    }

    private LayerStatistics row(Trace trace, Sums sum, Snapshot before) {
        var layer = trace.layer();
        var parameters = layer.parameters();
        double mean = sum.outputs.result();
        double std = Math.sqrt(Math.max(0, sum.squares.result() - mean * mean));
        double signal = Math.sqrt(sum.signal / sum.numbers) / (weights > 0 ? weights : 1);
        int dead = 0;
        if (parameters.isEmpty() && !(layer instanceof RandomLayer)) {
            for (int unit = 0; unit < sum.active.length; unit++) {
                dead += sum.fed[unit] && !sum.active[unit] ? 1 : 0;
            }
        }
        if (parameters.isEmpty()) {
            return new LayerStatistics(trace.place(), layer.name(), Double.NaN, Double.NaN, Double.NaN, mean, std, signal,
                    sum.saturated.result(), sum.active.length, dead, null, null);
        }
        double[] theta = numbers(parameters);
        double[] gradient = numbers(parameters.stream()
                .map(parameter -> parameter.grad() == null ? parameter.mul(0).detach() : parameter.grad().div(weights)).toList());
        return new LayerStatistics(trace.place(), layer.name(), norm(theta), norm(gradient),
                before == null ? Double.NaN : before.movement(parameters)[1], mean, std, signal, sum.saturated.result(),
                sum.active.length, dead, Bins.of(theta, BINS), Bins.of(gradient, BINS));
    }

    private static double[] numbers(List<Tensor> tensors) {
        return tensors.stream().flatMapToDouble(tensor -> Arrays.stream(tensor.data())).toArray();
    }

    private static double norm(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
    }
}
