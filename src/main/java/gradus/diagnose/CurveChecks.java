package gradus.diagnose;

import gradus.data.Batch;
import gradus.data.Dataset;
import gradus.loss.Huber;
import gradus.loss.Losses;
import gradus.loss.MeanAbsoluteError;
import gradus.loss.MeanSquaredError;
import gradus.nn.Layer;
import gradus.tensor.Autodiff;
import gradus.tensor.Numbers;
import gradus.train.History;
import gradus.train.Training;
import java.util.Arrays;

/** Looks at how a run went and at what the network has learned in it. */
final class CurveChecks {

    /** A rise of the loss in an epoch counts from this share of the loss at chance; so many of the epochs may have one. */
    private static final double RISE = 0.1;
    static final double RISES = 0.3;
    private static final int FEW_RISES = 3;
    /** The mean loss of an epoch by the first of all. */
    static final double JUMP = 3;
    /** The loss by that of a constant answer: worse, or not better. */
    static final double WORSE = 1.5;
    static final double CHANCE = 0.95;
    /** How far parameters should move in an epoch, by their size, while the loss is above this share of chance. */
    static final double STEP = 0.01;
    private static final double HIGH = 0.7;
    /** The validation loss by its lowest value, and the gap to the training loss by the loss at chance. */
    static final double UP = 1.2;
    static final double GAP = 0.3;
    /** Accuracy below that of the nearest example, and squared error by that of it. */
    static final double BEHIND = 0.1;
    private static final double ERROR = 2;
    private static final int EPOCHS = 3;

    private final Layer net;
    private final History history;
    private final Dataset data;
    private final Dataset validation;
    private final Diagnosis diagnosis;
    /** The network's loss on the training data in inference mode, and that of the best constant answer. */
    private final double loss;
    private final double chance;

    CurveChecks(Layer net, History history, Diagnosis diagnosis) {
        this.net = net;
        this.history = history;
        this.diagnosis = diagnosis;
        data = history.subject().data();
        validation = history.subject().validation();
        loss = Training.evaluate(net, data, Training.metric(history.subject().loss()));
        int outputs = Training.predict(net, data.take(1).x()).size();
        chance = Baselines.chance(data, outputs, history.subject().loss());
    }

    void look() {
        rateTooHigh();
        if (history.epochs() < EPOCHS) {
            for (var symptom : new Symptom[]{Symptom.RATE_TOO_LOW, Symptom.STUCK_AT_CHANCE, Symptom.OVERFITTING,
                Symptom.UNDERFITTING}) {
                diagnosis.could(symptom, "fewer than " + EPOCHS + " epochs");
            }
            return;
        }
        rateTooLow();
        stuck();
        overfitting();
        underfitting();
    }

    /** A curve of the history as a mean over examples, also where the loss is a sum over the batch. */
    private double[] curve(String name) {
        double scale = name.equals("loss") ? scale(data, history.subject().batchSize()) : scale(validation, Batch.AT_ONCE);
        return Arrays.stream(history.series(name)).map(value -> value / scale).toArray();
    }

    /** How many times its mean over the examples a loss is on a batch. */
    private double scale(Dataset from, int batchSize) {
        var batch = from.take(Math.min(batchSize, from.size()));
        var prediction = Training.predict(net, batch.x());
        double mean = Training.evaluate(net, batch, Training.metric(history.subject().loss()));
        double ratio = Autodiff.noGrad(() -> history.subject().loss().of(prediction, batch.y()).item()) / mean;
        return ratio > 0 && Double.isFinite(ratio) ? ratio : 1;
    }

    private void rateTooHigh() {
        diagnosis.looked(Symptom.RATE_TOO_HIGH);
        if (history.ending().contains("is probably too high")) {
            add(Symptom.RATE_TOO_HIGH, "epoch " + (history.epochs() + 1), "a number became infinite or NaN; epochs done before",
                    history.epochs(), history.planned(), false);
            return;
        }
        double[] curve = history.epochs() == 0 ? new double[0] : curve("loss");
        double unit = Double.isNaN(chance) && curve.length > 0 ? curve[0] : chance;
        double first = history.firstLoss() / scale(data, history.subject().batchSize());
        double highest = Arrays.stream(curve).max().orElse(0);
        int rises = 0;
        for (int i = 1; i < curve.length; i++) {
            rises += curve[i] > curve[i - 1] + RISE * unit ? 1 : 0;
        }
        double share = rises / Math.max(1.0, curve.length - 1);
        if (rises >= FEW_RISES && share > RISES) {
            add(Symptom.RATE_TOO_HIGH, "the training loss", "it rose in " + rises + " of " + (curve.length - 1) + " epochs by more"
                    + " than " + Numbers.text(RISE * unit, 2) + "; the share", share, RISES, true);
        } else if (highest > JUMP * first && highest > JUMP * unit) {
            add(Symptom.RATE_TOO_HIGH, "the training loss", "it began at " + Numbers.text(first, 3)
                    + " and was " + Numbers.text(highest, 3) + " on average in an epoch; their ratio", highest / first,
                    JUMP, true);
        } else if (curve.length >= EPOCHS && loss > WORSE * chance) {
            add(Symptom.RATE_TOO_HIGH, "the training loss", "it ends at " + Numbers.text(loss, 3) + ", where the best constant"
                    + " answer has " + Numbers.text(chance, 3) + "; their ratio", loss / chance, WORSE, true);
        }
    }

    private void rateTooLow() {
        diagnosis.looked(Symptom.RATE_TOO_LOW);
        double largest = Arrays.stream(history.relativeUpdates()).max().orElse(0);
        double[] curve = curve("loss");
        double unit = Double.isNaN(chance) ? curve[0] : chance;
        if (largest < STEP && loss > HIGH * unit) {
            add(Symptom.RATE_TOO_LOW, "all parameters", "in no epoch did they move by more than " + Numbers.text(100 * largest, 2)
                    + " % of their size, and the loss is still " + Numbers.text(loss, 3), largest, STEP, false);
        }
    }

    private void stuck() {
        if (Double.isNaN(chance)) {
            diagnosis.could(Symptom.STUCK_AT_CHANCE, "no constant answer to compare with: this loss takes none, or all targets are alike");
            return;
        }
        diagnosis.looked(Symptom.STUCK_AT_CHANCE);
        if (loss > CHANCE * chance && loss <= WORSE * chance) {
            add(Symptom.STUCK_AT_CHANCE, "the training loss", "after " + history.epochs() + " epochs it is " + Numbers.text(loss, 3)
                    + ", an answer that ignores the input has " + Numbers.text(chance, 3) + "; their ratio", loss / chance, CHANCE,
                    true);
        }
    }

    private void overfitting() {
        if (validation == null) {
            diagnosis.could(Symptom.OVERFITTING, "no validation data");
            return;
        }
        diagnosis.looked(Symptom.OVERFITTING);
        double[] train = curve("loss");
        double[] curve = curve("validation loss");
        int kept = history.keptEpoch() - 1;
        int best = 0;
        for (int i = 0; i <= kept; i++) {
            best = curve[i] < curve[best] ? i : best;
        }
        double unit = Double.isNaN(chance) ? curve[0] : chance;
        double there = Training.evaluate(net, validation, Training.metric(history.subject().loss()));
        // of the last three epochs the lowest: a single one may stand out
        double end = Arrays.stream(curve, Math.max(best, kept - 2), kept + 1).min().orElseThrow();
        if (end > UP * curve[best] && end - curve[best] > RISE * unit && train[kept] < train[best]) {
            add(Symptom.OVERFITTING, "the validation loss", "it was lowest in epoch " + (best + 1) + ", "
                    + Numbers.text(curve[best], 3) + ", and ends at " + Numbers.text(end, 3) + ", while the training loss went on"
                    + " down; their ratio", end / curve[best], UP, true);
        } else if (there - loss > GAP * unit && loss < CHANCE * unit) {
            add(Symptom.OVERFITTING, "the validation loss", "it is " + Numbers.text(there, 3) + ", the training loss "
                    + Numbers.text(loss, 3) + "; the gap, by the loss of a constant answer", (there - loss) / unit, GAP, true);
        }
    }

    private void underfitting() {
        var sample = Baselines.sample(data, Baselines.NEIGHBOURS);
        var labelled = Baselines.labelled(sample);
        boolean classes = labelled.y().rank() == 1;
        var kind = history.subject().loss();
        boolean numbers = kind instanceof MeanSquaredError || kind instanceof MeanAbsoluteError || kind instanceof Huber;
        double right = classes ? Baselines.right(net, labelled) : Double.NaN;
        double variance = classes || !numbers ? Double.NaN : Baselines.chance(sample, 1, Losses.meanSquaredError());
        if (data.size() < DataChecks.ENOUGH || Double.isNaN(right) && Double.isNaN(variance)) {
            diagnosis.could(Symptom.UNDERFITTING, data.size() < DataChecks.ENOUGH ? "fewer than " + DataChecks.ENOUGH + " rows"
                    : numbers ? "all targets are alike" : "neither classes nor a regression");
            return;
        }
        diagnosis.looked(Symptom.UNDERFITTING);
        int[] nearest = Baselines.nearest(sample);
        if (classes) {
            double reached = Baselines.agreement(labelled, nearest);
            if (right < reached - BEHIND) {
                add(Symptom.UNDERFITTING, "the training data", "the network is right in " + Numbers.text(100 * right, 3) + " % of"
                        + " its own examples, taking the label of the nearest other one in " + Numbers.text(100 * reached, 3)
                        + " %", right, reached - BEHIND, false);
            }
        } else {
            double reached = Baselines.squaredDifference(sample, nearest);
            double own = Training.evaluate(net, sample, Training.metric(Losses.meanSquaredError()));
            // where every example is there twice, the nearest one is perfect
            if (own > ERROR * reached && own > RISE * variance) {
                add(Symptom.UNDERFITTING, "the training data", "the squared error is " + Numbers.text(own, 3) + ", taking the target"
                        + " of the nearest other example has " + Numbers.text(reached, 3) + "; their ratio", own / reached, ERROR, true);
            }
        }
    }

    private void add(Symptom symptom, String place, String seen, double value, double threshold, boolean above) {
        diagnosis.add(new Finding(symptom, place, seen, value, threshold, above));
    }
}
