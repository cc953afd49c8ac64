package gradus.train;

import gradus.data.Batch;
import gradus.data.Dataset;
import gradus.inspect.NetStatistics;
import gradus.loss.BatchWeight;
import gradus.metrics.Metric;
import gradus.nn.Layer;
import gradus.nn.Mode;
import gradus.nn.Snapshot;
import gradus.optim.Clipping;
import gradus.optim.Optimizer;
import gradus.tensor.Autodiff;
import gradus.tensor.Interrupted;
import gradus.tensor.Numbers;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The training loop: the five lines in {@link #step}, for every batch of every epoch, and what is written down of them. */
final class Run {

    final RunSettings how;
    final Layer net;
    final Optimizer optimizer;
    final Rng rng;
    /** What is known of the generator's start, as the history prints it. */
    final String seed;
    final History history;
    /** The network after the best epoch, where early stopping asks for it. */
    Snapshot best;
    private Sums sums;
    private double lastLoss = Double.NaN;
    private String data;
    private String validation;

    Run(RunSettings how, Rng rng, String seed) {
        this.how = how;
        this.net = how.net();
        this.rng = rng;
        this.seed = seed;
        history = new History(how.text() + ", seed " + seed, how.epochs(),
                new History.Subject(how.data(), how.validation(), how.loss(), how.batchSize()));
        optimizer = how.rule().of(net.parameters());
    }

    /** What tells the data from others; made of all of them, once, where a checkpoint asks for it. */
    String data() {
        data = data == null ? fingerprint(how.data()) : data;
        return data;
    }

    /** The same of the validation set. */
    String validation() {
        validation = validation == null ? fingerprint(how.validation()) : validation;
        return validation;
    }

    /** From where it stands to the end, whatever that is. */
    History toTheEnd() {
        Mode.with(true, net, () -> {
            try {
                if (history.epochs() > 0) {                  // a run that was resumed may be over
                    lookForAnEnd(history.epochs());
                }
                while (history.epochs() < how.epochs() && history.ending().isEmpty()) {
                    if (how.schedule() != null) {
                        optimizer.rate(how.schedule().at(history.epochs()));
                    }
                    epoch();
                }
            } catch (Interrupted interruption) {
                history.end("interrupted in epoch " + (history.epochs() + 1)
                        + (best == null ? "; the network keeps what it has learned so far" : ""));
            }
            return null;
        });
        keepTheBest();
        how.progress().finished(history);
        return history;
    }

    /** One round through the data; ended early, it leaves the reason in the history and no half-measured epoch. */
    private void epoch() {
        long start = System.nanoTime();
        int number = history.epochs() + 1;
        var before = Snapshot.of(net);
        Snapshot lastStep = before;
        how.metrics().values().forEach(Metric::reset);
        sums = new Sums();
        int batches = 0;
        int last = (how.data().size() + how.batchSize() - 1) / how.batchSize();
        try {
            for (var batch : how.data().batches(how.batchSize(), rng, how.weights())) {
                lastStep = ++batches == last && how.statistics() ? Snapshot.of(net) : before;
                followed(how.augmented(rng, batch));
            }
            if (sums.weights == 0) {
                history.end("stopped: all examples have the weight 0, there is nothing to learn from; look at the class and sample weights");
                return;
            }
            require("largest weight", notFinite(Snapshot.tensors(net)));
        } catch (NotFinite found) {
            end(found.what, found.value, number, ", batch " + batches, before);
            return;
        }
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("loss", sums.losses / sums.weights);
        if (how.penalty() != null) {
            measures.put("penalty", sums.penalties / how.data().size());
        }
        how.metrics().forEach((name, metric) -> measures.put(name, metric.result()));
        if (how.validation() != null && !validate(measures, number, before)) {
            return;
        }
        history.add(measures, (System.nanoTime() - start) / 1e9, before.movement(net.parameters()));
        afterwards(number, lastStep);
    }

    /**
     * The training loop as {@link Optimizer} shows it. The loss is {@code how.loss().of(prediction, batch.y())} and the last
     * line {@code optimizer.step()}; around both, {@link #lossOf} and {@link #update} have what looks at the numbers.
     */
    private void step(Batch batch) {
        optimizer.zeroGrad();
        var prediction = net.forward(batch.x());
        var loss = lossOf(prediction, batch);
        loss.backward();
        update();
    }

    /** The loss with its penalty, written down for the history; one that cannot be followed leaves the five lines here. */
    private Tensor lossOf(Tensor prediction, Batch batch) {
        var loss = single(how.loss(prediction, batch));
        var penalty = how.penalty() == null ? null : how.penalty().of(net.parameters());
        double price = penalty == null ? 0 : penalty.item();
        var weight = BatchWeight.of(how.loss(), prediction, batch.y(), batch.weights());
        how.metrics().values().forEach(metric -> metric.update(prediction.detach(), batch.y()));
        sums.penalties += price * batch.size();
        sums.weights += weight.weight();
        if (weight.weight() == 0) {                          // the mean is 0/0
            require("penalty", price);
            throw new NothingToFollow();
        }
        requireDependence("fit", loss.requiresGrad());
        var total = penalty == null ? loss : loss.add(penalty);
        require(Double.isFinite(loss.item()) ? "penalty" : "loss", total.item());
        sums.losses += loss.item() * weight.factor();
        lastLoss = weight.perExample(loss.item());
        if (Double.isNaN(history.firstLoss()) && history.epochs() == 0) {
            history.began(lastLoss);
        }
        return total;
    }

    /** {@code optimizer.step()}, unless a gradient is no number; clipped before where that was asked for. */
    private void update() {
        requireDependence("fit", net.parameters().stream().anyMatch(parameter -> parameter.grad() != null));
        require("gradient", notFinite(net.parameters().stream().map(Tensor::grad).filter(Objects::nonNull).toList()));
        if (how.clipNorm() < Double.POSITIVE_INFINITY) {
            Clipping.clipGlobalNorm(net.parameters(), how.clipNorm());
        }
        optimizer.step();
        how.callbacks().forEach(callback -> callback.stepDone(net));
    }

    /** A step, or none where the batch says nothing: all its examples have the weight 0. */
    private void followed(Batch batch) {
        try {
            step(batch);
        } catch (NothingToFollow weightless) {
            // the next batch may say something
        }
    }

    /** What an epoch adds up over its batches: loss · factor, weight, penalty · examples. */
    private static final class Sums {
        double losses;
        double weights;
        double penalties;
    }

    private static final class NothingToFollow extends RuntimeException { }

    /** Leaves the five lines where a number is none: the network keeps the weights that it has. */
    private static final class NotFinite extends RuntimeException {
        final String what;
        final double value;

        NotFinite(String what, double value) {
            this.what = what;
            this.value = value;
        }
    }

    private static void require(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new NotFinite(what, value);
        }
    }

    /** Refuses a loss that was not computed from what the network put out: training would change nothing. */
    static void requireDependence(String operation, boolean depends) {
        if (!depends) {
            throw new IllegalStateException(operation + ": the loss does not depend on the network, no gradient comes back to its"
                    + " parameters; compute it from the prediction that the loss is given, without detach(), argmax or numbers"
                    + " taken out of it");
        }
    }

    /** The first number that is none, or 0. */
    private static double notFinite(List<Tensor> tensors) {
        for (var tensor : tensors) {
            for (double value : tensor.data()) {
                if (!Double.isFinite(value)) {
                    return value;
                }
            }
        }
        return 0;
    }

    private static Tensor single(Tensor loss) {
        if (loss == null) {
            throw new IllegalStateException("fit: the loss came out as null; a function given to loss(…) returns a tensor of one"
                    + " number");
        }
        if (loss.size() != 1) {
            throw new IllegalStateException("fit: the loss came out as " + loss.shapeText()
                    + ", not one number; take reduction MEAN or SUM");
        }
        return loss;
    }

    /** Measures on the validation set; false if its loss is no number, which ends the run. */
    private boolean validate(Map<String, Double> measures, int epoch, Snapshot before) {
        how.metrics().values().forEach(Metric::reset);
        double mean = Mode.with(false, net, () -> Autodiff.noGrad(() -> {
            double sum = 0;
            double weights = 0;
            int batches = 0;
            for (var batch : how.validation().batches(Batch.AT_ONCE)) {
                batches++;
                var prediction = net.forward(batch.x());
                double value = single(how.loss().of(prediction, batch.y())).item();
                var part = BatchWeight.of(how.loss(), prediction, batch.y(), null);
                sum += part.weight() == 0 ? 0 : value * part.factor();
                weights += part.weight();
                if (part.weight() > 0 && !Double.isFinite(value)) {
                    end("validation loss", value, epoch, ", batch " + batches + " of the validation set", before);
                    return value;
                }
                how.metrics().values().forEach(metric -> metric.update(prediction, batch.y()));
            }
            return sum / weights;
        }));
        measures.put("validation loss", mean);
        how.metrics().forEach((name, metric) -> measures.put("validation " + name, metric.result()));
        return history.ending().isEmpty();
    }

    /** What follows an epoch that is written down. */
    private void afterwards(int epoch, Snapshot beforeTheLastStep) {
        // first of all: an interruption below may not part the best weights from the epoch that the history calls best
        if (how.early() != null && how.early().best(history) == epoch) {
            best = Snapshot.of(net);
        }
        if (how.statistics()) {
            history.record(NetStatistics.of(net, how.data().take(Math.min(how.data().size(), Batch.AT_ONCE)), how.loss(),
                    beforeTheLastStep));
        }
        how.callbacks().forEach(callback -> callback.epochDone(epoch, history, net));
        try {
            how.checkpoint().accept(this);
        } catch (IllegalStateException unwritable) {
            history.end("stopped after epoch " + epoch + ": " + unwritable.getMessage());
        }
        lookForAnEnd(epoch);
        how.progress().epochDone(history);
    }

    private void lookForAnEnd(int epoch) {
        for (var rule : how.stopping()) {
            var reason = rule.reason(history);
            if (!reason.isEmpty() && history.ending().isEmpty()) {
                history.end("stopped after epoch " + epoch + ": " + reason);
            }
        }
    }

    private void keepTheBest() {
        if (best == null) {
            return;
        }
        best.restore();
        int epoch = how.early().best(history);
        history.keep(epoch);
        if (!history.ending().isEmpty() || epoch < history.epochs()) {
            history.end((history.ending().isEmpty() ? "" : history.ending() + "; ") + how.early().kept(history));
        }
    }

    /** Ends the run where a number is none, and sees to it that the network holds only finite ones. */
    private void end(String what, double value, int epoch, String place, Snapshot before) {
        String cause = likelyCause(what, epoch, place);
        if (notFinite(Snapshot.tensors(net)) != 0) {
            before.restore();
            cause += best != null ? "" : epoch == 1 ? "; the network has its first weights again"
                    : "; the network has the weights of epoch " + (epoch - 1);
        }
        history.end("stopped: the " + what + " became " + Numbers.text(value) + " in epoch " + epoch + place + "; " + cause);
    }

    /** Tells data sets apart, so that nobody goes on with another one unawares. */
    static String fingerprint(Dataset data) {
        int hash = 1;
        for (var batch : data.batches(Batch.AT_ONCE)) {
            hash = 31 * (31 * hash + Arrays.hashCode(batch.x().data())) + Arrays.hashCode(batch.y().data());
        }
        return Integer.toHexString(hash);
    }

    private String likelyCause(String what, int epoch, String place) {
        var data = what.startsWith("validation") ? how.validation() : how.data();
        for (var batch : data.batches(Batch.AT_ONCE)) {
            if (notFinite(List.of(batch.x(), batch.y())) != 0) {
                return "the data contains NaN or infinity";
            }
        }
        if (what.equals("gradient") && !(lastLoss > 2 * history.firstLoss())) {
            return "the loss itself is " + Numbers.text(lastLoss) + ", look for a logarithm, a root or a division at 0";
        }
        if (epoch == 1 && place.equals(", batch 1") && !what.equals("largest weight")) {
            return "the network's first outputs are too large, check the initial weights";
        }
        return "the learning rate " + Numbers.text(optimizer.rate()) + " is probably too high, try a tenth of it";
    }
}
