package gradus.train;

import gradus.data.Batch;
import gradus.data.Dataset;
import gradus.loss.Loss;
import gradus.metrics.Metric;
import gradus.nn.Layer;
import gradus.optim.Optimizer;
import gradus.optim.Schedule;
import gradus.optim.UpdateRule;
import gradus.tensor.Autodiff;
import gradus.tensor.Interrupted;
import gradus.tensor.Numbers;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The training loop with its settings: zero the gradients, forward, loss, backward, step, for every batch of every epoch.
 *
 * <p>The five lines are in {@link #step}; all else here writes the history, tells the progress, and stops: after the last
 * epoch, when the loss is no longer a number, or when the thread is interrupted (the stop button of a notebook). However
 * it stops, the history and the network as trained so far remain.
 *
 * <p>Example: see {@link Training#fit}.
 */
public final class Fit {

    private static volatile Progress standardProgress = Progress.SILENT;

    private final Layer net;
    private final Dataset data;
    private final List<Metric> metrics = new ArrayList<>();
    private Loss loss;
    private UpdateRule rule;
    private Schedule schedule;
    private Dataset validation;
    private int epochs = 10;
    private int batchSize = 32;
    private Progress progress = standardProgress;

    Fit(Layer net, Dataset data) {
        this.net = net;
        this.data = data;
    }

    /** Who is told about the progress of runs that name nobody; set by the notebook kernel. */
    public static void standardProgress(Progress progress) {
        standardProgress = progress;
    }

    /**
     * What is made small. The history averages the losses of the batches by their sizes: the mean over all examples for a
     * loss that is a mean, the mean of the batches' sums for one that is a sum.
     */
    public Fit loss(Loss loss) {
        this.loss = loss;
        return this;
    }

    /** How the parameters are moved: {@code adam(0.001)}. */
    public Fit optimizer(UpdateRule rule) {
        this.rule = rule;
        return this;
    }

    /**
     * The learning rate over time, instead of the optimizer's own: epoch 1 is trained with {@code at(0)}, epoch 2 with
     * {@code at(1)}, the rate being constant within an epoch.
     *
     * <pre>{@code
     * fit(net, data).loss(crossEntropy()).optimizer(sgd(0.1)).schedule(cosineDecay(0.1, 50)).epochs(50).run(rng);
     * }</pre>
     */
    public Fit schedule(Schedule schedule) {
        this.schedule = schedule;
        return this;
    }

    /** A measure to be written into the history; call it again for more. */
    public Fit metric(Metric metric) {
        metrics.add(metric);
        return this;
    }

    /** Data that is not trained on, measured after every epoch. */
    public Fit validation(Dataset validation) {
        this.validation = validation;
        return this;
    }

    /** Rounds through the data; 10 if not told. */
    public Fit epochs(int epochs) {
        this.epochs = atLeastOne("epochs", epochs);
        return this;
    }

    /** Examples in a batch; 32 if not told. The last batch of an epoch may be smaller. */
    public Fit batchSize(int batchSize) {
        this.batchSize = atLeastOne("batchSize", batchSize);
        return this;
    }

    /** Who is told how it goes. */
    public Fit progress(Progress progress) {
        this.progress = progress;
        return this;
    }

    private static int atLeastOne(String what, int number) {
        if (number < 1) {
            throw new IllegalArgumentException("fit: " + what + " is " + number + ", it should be at least 1");
        }
        return number;
    }

    /**
     * Trains: the data in a new random order in every epoch.
     *
     * @param rng draws the orders
     * @throws IllegalStateException if loss or optimizer is missing or the data set is empty
     */
    public History run(Rng rng) {
        if (loss == null || rule == null) {
            throw new IllegalStateException("fit: " + (loss == null ? "no loss given, add .loss(crossEntropy())"
                    : "no optimizer given, add .optimizer(adam(0.001))") + " before run(rng)");
        }
        if (data.size() == 0) {
            throw new IllegalStateException("fit: the data set is empty, there is nothing to train on");
        }
        var history = new History(settings(), epochs);
        var optimizer = rule.of(net.parameters());
        Mode.with(true, net, () -> {
            try {
                while (history.epochs() < epochs && history.ending().isEmpty()) {
                    if (schedule != null) {
                        optimizer.rate(schedule.at(history.epochs()));
                    }
                    epoch(optimizer, rng, history);
                }
            } catch (Interrupted interruption) {
                history.end("interrupted in epoch " + (history.epochs() + 1)
                        + "; the network keeps what it has learned so far");
            }
            return null;
        });
        progress.finished(history);
        return history;
    }

    /** One round through the data; ended early, it leaves the reason in the history and no half-measured epoch. */
    private void epoch(Optimizer optimizer, Rng rng, History history) {
        long start = System.nanoTime();
        int number = history.epochs() + 1;
        metrics.forEach(Metric::reset);
        double sum = 0;
        int batches = 0;
        for (var batch : data.batches(batchSize, rng)) {
            batches++;
            double value = step(optimizer, batch);
            sum += value * batch.size();
            if (!Double.isFinite(value)) {
                history.end("stopped: the loss became " + Numbers.text(value) + " in epoch " + number + ", batch "
                        + batches + "; " + likelyCause(number, batches, optimizer));
                return;
            }
        }
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("loss", sum / data.size());
        metrics.forEach(metric -> measures.put(metric.name(), metric.result()));
        if (validation != null) {
            validate(measures);
        }
        history.add(measures, (System.nanoTime() - start) / 1e9);
        progress.epochDone(history);
    }

    /** The training loop's five lines. */
    private double step(Optimizer optimizer, Batch batch) {
        optimizer.zeroGrad();
        var prediction = net.forward(batch.x());
        var value = loss.of(prediction, batch.y());
        if (value.size() != 1) {
            throw new IllegalStateException("fit: the loss came out as " + value.shapeText()
                    + ", not one number; take reduction MEAN or SUM");
        }
        if (Double.isFinite(value.item())) {                 // else the network keeps the weights that it has
            value.backward();
            optimizer.step();
            metrics.forEach(metric -> metric.update(prediction.detach(), batch.y()));
        }
        return value.item();
    }

    private void validate(Map<String, Double> measures) {
        metrics.forEach(Metric::reset);
        double mean = Mode.with(false, net, () -> Autodiff.noGrad(() -> {
            double sum = 0;
            for (var batch : validation.batches(Training.BATCH)) {
                var prediction = net.forward(batch.x());
                sum += loss.of(prediction, batch.y()).item() * batch.size();
                metrics.forEach(metric -> metric.update(prediction, batch.y()));
            }
            return sum / validation.size();
        }));
        measures.put("validation loss", mean);
        metrics.forEach(metric -> measures.put("validation " + metric.name(), metric.result()));
    }

    private String likelyCause(int epoch, int batch, Optimizer optimizer) {
        if (hasNoNumber(data.x()) || hasNoNumber(data.y())) {
            return "the data contains NaN or infinity";
        }
        return epoch == 1 && batch == 1 ? "the network's first outputs are too large, check the initial weights"
                : "the learning rate " + Numbers.text(optimizer.rate()) + " is probably too high, try a tenth of it";
    }

    private static boolean hasNoNumber(Tensor t) {
        for (double value : t.data()) {
            if (!Double.isFinite(value)) {
                return true;
            }
        }
        return false;
    }

    private String settings() {
        String rates = schedule == null ? "" : ", " + schedule;
        return data.size() + " examples, batches of " + batchSize + ", " + epochs + " epochs, " + loss + ", " + rule
                + (rates.contains("$$Lambda") ? ", a schedule of its own" : rates);
    }

    @Override
    public String toString() {
        return "fit: nothing trained yet: call run(rng)";
    }
}
