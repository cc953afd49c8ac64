package gradus.train;

import gradus.data.Batch;
import gradus.metrics.Metric;
import gradus.nn.Layer;
import gradus.optim.Optimizer;
import gradus.tensor.Autodiff;
import gradus.tensor.Interrupted;
import gradus.tensor.Numbers;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The training loop: the five lines in {@link #step}, for every batch of every epoch, and what is written down of them. */
final class Run {

    final Fit how;
    final Layer net;
    final Optimizer optimizer;
    final Rng rng;
    /** What is known of the generator's start, as the history prints it. */
    final String seed;
    final History history;
    /** The network after the best epoch, where early stopping asks for it. */
    Snapshot best;
    private double lastLoss = Double.NaN;
    private String data;
    private String validation;

    Run(Fit how, Rng rng, String seed) {
        this.how = how;
        this.net = how.net;
        this.rng = rng;
        this.seed = seed;
        history = new History(how.settings() + ", seed " + seed, how.epochs,
                new History.Subject(how.data, how.validation, how.loss, how.batchSize));
        optimizer = how.rule.of(net.parameters());
    }

    /** What tells the data from others; made of all of them, once, where a checkpoint asks for it. */
    String data() {
        data = data == null ? Checkpoint.fingerprint(how.data) : data;
        return data;
    }

    /** The same of the validation set. */
    String validation() {
        validation = validation == null ? Checkpoint.fingerprint(how.validation) : validation;
        return validation;
    }

    /** From where it stands to the end, whatever that is. */
    History toTheEnd() {
        Mode.with(true, net, () -> {
            try {
                if (history.epochs() > 0) {                  // a run that was resumed may be over
                    lookForAnEnd(history.epochs());
                }
                while (history.epochs() < how.epochs && history.ending().isEmpty()) {
                    if (how.schedule != null) {
                        optimizer.rate(how.schedule.at(history.epochs()));
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
        how.progress.finished(history);
        return history;
    }

    /** One round through the data; ended early, it leaves the reason in the history and no half-measured epoch. */
    private void epoch() {
        long start = System.nanoTime();
        int number = history.epochs() + 1;
        var before = Snapshot.of(net);
        Snapshot lastStep = before;
        how.metrics.values().forEach(Metric::reset);
        double sum = 0;
        double weights = 0;
        double penalties = 0;
        int batches = 0;
        int last = (how.data.size() + how.batchSize - 1) / how.batchSize;
        for (var batch : how.data.batches(how.batchSize, rng)) {
            lastStep = ++batches == last && how.statistics ? Snapshot.of(net) : before;
            var values = step(how.augmentation == null ? batch : how.augmentation.of(rng, batch));
            sum += values.loss * values.part.factor();
            weights += values.part.weight();
            penalties += values.penalty * batch.size();
            if (!Double.isFinite(values.loss + values.penalty) || !Double.isFinite(values.gradient)) {
                String what = !Double.isFinite(values.loss) ? "loss" : Double.isFinite(values.penalty) ? "gradient" : "penalty";
                end(what, Double.isFinite(values.gradient) ? values.loss + values.penalty : values.gradient, number,
                        ", batch " + batches, before);
                return;
            }
        }
        if (weights == 0) {
            history.end("stopped: all examples have the weight 0, there is nothing to learn from; look at the class weights");
            return;
        }
        double notFinite = notFinite(Snapshot.tensors(net));
        if (notFinite != 0) {
            end("largest weight", notFinite, number, ", batch " + batches, before);
            return;
        }
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("loss", sum / weights);
        if (how.penalty != null) {
            measures.put("penalty", penalties / how.data.size());
        }
        how.metrics.forEach((name, metric) -> measures.put(name, metric.result()));
        if (how.validation != null && !validate(measures, number, before)) {
            return;
        }
        history.add(measures, (System.nanoTime() - start) / 1e9, before.movement(net.parameters()));
        afterwards(number, lastStep);
    }

    /** What came out of a step; the gradient is 0, or the first number in it that is not finite. */
    private record Step(double loss, Part part, double penalty, double gradient) { }

    /** The training loop's five lines. What is not finite is not followed: the network keeps the weights that it has. */
    private Step step(Batch batch) {
        optimizer.zeroGrad();
        var prediction = net.forward(batch.x());
        var loss = single(how.loss.of(prediction, batch.y()));
        var penalty = how.penalty == null ? null : how.penalty.of(net.parameters());
        var total = penalty == null ? loss : loss.add(penalty);
        var part = Part.of(how.loss, prediction, batch.y(), null);
        if (part.weight() == 0) {                            // 0/0: there is nothing to follow
            how.metrics.values().forEach(metric -> metric.update(prediction.detach(), batch.y()));
            return new Step(0, part, penalty == null ? 0 : penalty.item(), 0);
        }
        double gradient = 0;
        if (Double.isFinite(total.item())) {
            total.backward();
            gradient = notFinite(net.parameters().stream().map(Tensor::grad).filter(Objects::nonNull).toList());
            if (Double.isNaN(history.firstLoss()) && history.epochs() == 0) {
                history.began(part.perExample(loss.item()));
            }
            lastLoss = part.perExample(loss.item());
        }
        if (Double.isFinite(total.item()) && gradient == 0) {
            how.clip.accept(net.parameters());
            optimizer.step();
            how.callbacks.forEach(callback -> callback.stepDone(net));
            how.metrics.values().forEach(metric -> metric.update(prediction.detach(), batch.y()));
        }
        return new Step(loss.item(), part, penalty == null ? 0 : penalty.item(), gradient);
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
        if (loss.size() != 1) {
            throw new IllegalStateException("fit: the loss came out as " + loss.shapeText()
                    + ", not one number; take reduction MEAN or SUM");
        }
        return loss;
    }

    /** Measures on the validation set; false if its loss is no number, which ends the run. */
    private boolean validate(Map<String, Double> measures, int epoch, Snapshot before) {
        how.metrics.values().forEach(Metric::reset);
        double mean = Mode.with(false, net, () -> Autodiff.noGrad(() -> {
            double sum = 0;
            double weights = 0;
            int batches = 0;
            for (var batch : how.validation.batches(Training.BATCH)) {
                batches++;
                var prediction = net.forward(batch.x());
                double value = single(how.loss.of(prediction, batch.y())).item();
                var part = Part.of(how.loss, prediction, batch.y(), null);
                sum += part.weight() == 0 ? 0 : value * part.factor();
                weights += part.weight();
                if (part.weight() > 0 && !Double.isFinite(value)) {
                    end("validation loss", value, epoch, ", batch " + batches + " of the validation set", before);
                    return value;
                }
                how.metrics.values().forEach(metric -> metric.update(prediction, batch.y()));
            }
            return sum / weights;
        }));
        measures.put("validation loss", mean);
        how.metrics.forEach((name, metric) -> measures.put("validation " + name, metric.result()));
        return history.ending().isEmpty();
    }

    /** What follows an epoch that is written down. */
    private void afterwards(int epoch, Snapshot beforeTheLastStep) {
        // first of all: an interruption below may not part the best weights from the epoch that the history calls best
        if (how.early != null && how.early.best(history) == epoch) {
            best = Snapshot.of(net);
        }
        if (how.statistics) {
            history.record(NetStatistics.of(net, how.data.take(Math.min(how.data.size(), Training.BATCH)), how.loss,
                    beforeTheLastStep));
        }
        how.callbacks.forEach(callback -> callback.epochDone(epoch, history, net));
        if (how.checkpoint != null) {
            try {
                Checkpoint.of(this).write(how.checkpoint);
            } catch (IllegalStateException unwritable) {
                history.end("stopped after epoch " + epoch + ": " + unwritable.getMessage());
            }
        }
        lookForAnEnd(epoch);
        how.progress.epochDone(history);
    }

    private void lookForAnEnd(int epoch) {
        for (var rule : how.stopping) {
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
        int epoch = how.early.best(history);
        history.keep(epoch);
        if (!history.ending().isEmpty() || epoch < history.epochs()) {
            history.end((history.ending().isEmpty() ? "" : history.ending() + "; ") + how.early.kept(history));
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

    private String likelyCause(String what, int epoch, String place) {
        var data = what.startsWith("validation") ? how.validation : how.data;
        for (var batch : data.batches(Training.BATCH)) {
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
