package gradus.diagnose;

import gradus.data.Batch;
import gradus.data.Dataset;
import gradus.loss.Loss;
import gradus.metrics.Metric;
import gradus.nn.Layer;
import gradus.tensor.Autodiff;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import gradus.train.Training;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What a network can be compared with: the best answer that ignores the input, and the answer of the nearest example. */
final class Baselines {

    /** Rows that are compared with each other: the distances cost the square of it. */
    static final int NEIGHBOURS = 500;

    private static final double PERFECT = 1e-9;

    private Baselines() {
    }

    /**
     * The loss of the best of a few constant predictions: the shares of the classes, as logits and as probabilities, the
     * most frequent class, the mean of the targets, and zeros. NaN if the loss takes none of them, or if one is perfect: where
     * all targets are alike there is nothing to be learned from the inputs.
     */
    static double chance(Dataset data, int outputs, Loss loss) {
        int n = data.size();
        var y = data.y();
        var target = y.rank() == 1 ? Tensors.oneHot(y, Math.max(outputs, data.classNames().size())) : y.reshape(n, y.size() / n);
        var mean = target.mean(0);
        double best = Double.POSITIVE_INFINITY;
        for (var constant : List.of(mean, mean.clip(1e-12, 1).log(), mean.clip(1e-12, 1 - 1e-12).log()
                .sub(mean.neg().add(1).clip(1e-12, 1).log()), mean.equalTo(mean.max()), Tensors.zeros(mean.size()))) {
            try {
                var prediction = constant.broadcastTo(n, mean.size());
                double value = of(Training.metric(loss), y.rank() == 1 ? prediction : prediction.reshape(y.shape()), y);
                best = value < best ? value : best;
            } catch (IllegalArgumentException notForThisLoss) {
                // such as logits where probabilities are wanted
            }
        }
        return best > PERFECT && best < Double.POSITIVE_INFINITY ? best : Double.NaN;
    }

    private static double of(Metric metric, Tensor prediction, Tensor target) {
        metric.reset();
        metric.update(prediction, target);
        return metric.result();
    }

    /** Rows spread evenly over a data set that may be sorted. */
    static Dataset sample(Dataset data, int most) {
        int n = Math.min(most, data.size());
        return data.select(IntStream.range(0, n).map(i -> (int) ((long) i * data.size() / n)).toArray());
    }

    /** Targets as class numbers where they are a column of 0 and 1, as binary losses want them, or one-hot; else as they are. */
    static Dataset labelled(Dataset data) {
        var y = data.y();
        if (y.rank() != 2 || y.size() == 0 || Arrays.stream(y.data()).anyMatch(value -> value != 0 && value != 1)) {
            return data;
        }
        if (y.size(1) == 1) {
            return Dataset.of(data.x(), y.reshape(y.size(0)));
        }
        return Arrays.stream(y.sum(1).data()).allMatch(sum -> sum == 1) ? Dataset.of(data.x(), y.argmax(1)) : data;
    }

    /**
     * The share of rows that a network puts into the right class. With one output the larger share of those above 0 and above
     * ½, whether it gives scores or probabilities. NaN if its outputs are none of both.
     */
    static double right(Layer net, Dataset labelled) {
        if (Training.predict(net, labelled.take(1).x()).rank() != 2) {
            return Double.NaN;
        }
        double byScore = 0;
        double byProbability = 0;
        for (var batch : labelled.batches(Batch.AT_ONCE)) {
            var output = Training.predict(net, batch.x());
            boolean one = output.size(1) == 1;
            for (int i = 0; i < batch.size(); i++) {
                double label = batch.y().get(i);
                double score = one ? output.get(i, 0) : output.row(i).argmax();
                byScore += (one ? score > 0 ? 1 : 0 : score) == label ? 1 : 0;
                byProbability += (one ? score > 0.5 ? 1 : 0 : score) == label ? 1 : 0;
            }
        }
        return Math.max(byScore, byProbability) / labelled.size();
    }

    /** For each row the number of another row that is nearest, after every feature is divided by its deviation. */
    static int[] nearest(Dataset data) {
        int n = data.size();
        var x = Autodiff.noGrad(() -> {
            var flat = data.x().reshape(n, data.x().size() / n);
            var std = flat.std(0);
            return flat.div(std.add(std.equalTo(0))).toRows();
        });
        return IntStream.range(0, n).map(i -> IntStream.range(0, n).filter(j -> j != i).boxed()
                .min((a, b) -> Double.compare(distance(x[i], x[a]), distance(x[i], x[b]))).orElse(i)).toArray();
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    /** The share of rows whose nearest row has the same label. */
    static double agreement(Dataset data, int[] nearest) {
        double[] y = data.y().data();
        return IntStream.range(0, y.length).filter(i -> y[i] == y[nearest[i]]).count() / (double) y.length;
    }

    /** The share to expect if labels and inputs had nothing to do with each other. */
    static double agreementByChance(Dataset data) {
        double n = data.size();
        double[] counts = new double[data.classNames().size()];
        Arrays.stream(data.y().data()).forEach(label -> counts[(int) label]++);
        return Arrays.stream(counts).map(count -> count * (count - 1)).sum() / (n * (n - 1));
    }

    /** The mean squared difference between the targets of a row and of its nearest row. */
    static double squaredDifference(Dataset data, int[] nearest) {
        return Autodiff.noGrad(() -> data.y().sub(data.y().rows(nearest)).square().mean().item());
    }
}
