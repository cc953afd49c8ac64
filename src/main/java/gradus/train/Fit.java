package gradus.train;

import gradus.data.Augmentation;
import gradus.data.Dataset;
import gradus.loss.Loss;
import gradus.loss.Penalty;
import gradus.metrics.Metric;
import gradus.nn.Layer;
import gradus.optim.Clipping;
import gradus.optim.Schedule;
import gradus.optim.UpdateRule;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The training loop with its settings: zero the gradients, forward, loss, backward, step, for every batch of every epoch.
 *
 * <p>The five lines are in {@link Run#step}; all else writes the history, tells the progress, and stops: after the last
 * epoch, when a rule of {@link #stopping} says so, when the loss is no longer a number, or when the thread is interrupted
 * (the stop button of a notebook). However it stops, the history and the network as trained so far remain.
 *
 * <p>Example: see {@link Training#fit}.
 */
public final class Fit {

    private static final List<String> OWN_MEASURES = List.of("loss", "penalty", "validation loss");
    private static volatile Progress standardProgress = Progress.SILENT;

    private final Layer net;
    private final Dataset data;
    /** By the names that they have in the history. */
    private final Map<String, Metric> metrics = new LinkedHashMap<>();
    private final List<Callback> callbacks = new ArrayList<>();
    private final List<Stopping> stopping = new ArrayList<>();
    private Loss loss;
    private Penalty penalty;
    private UpdateRule rule;
    private Tensor sampleWeights;
    private Schedule schedule;
    private Augmentation augmentation;
    private Dataset validation;
    private EarlyStopping early;
    private boolean statistics;
    private String checkpoint;
    private int epochs = 10;
    private int batchSize = 32;
    private Progress progress = Listeners.current(standardProgress);
    private double clipNorm = Double.POSITIVE_INFINITY;

    Fit(Layer net, Dataset data) {
        this.net = given(net, "network", "sequential(dense(4, 3))");
        this.data = given(data, "data set", "split.train()");
    }

    /** Who is told about the progress of runs that name nobody; set by the notebook kernel. */
    public static void standardProgress(Progress progress) {
        standardProgress = progress;
    }

    /**
     * What is made small.
     *
     * <p>The history has the loss of all examples at once, whatever their order and batches: means of batches are put
     * together by what they were divided by, the sum of the class weights if there are some; a sum is divided by the number
     * of examples, so that curves compare. A function of one's own is taken for a mean over the rows. A batch whose examples
     * all have the weight 0 has no mean and is passed over.
     */
    public Fit loss(Loss loss) {
        this.loss = loss;
        return this;
    }

    /**
     * How much each example counts: its loss is multiplied by its weight, and a mean still divided by the number of examples
     * (Keras), or by the sum of their weights with {@code Reduction.WEIGHTED_MEAN}.
     *
     * <p>The history's loss is weighed too; metrics, statistics and the validation set are not. A row that an augmentation
     * changes keeps its weight.
     *
     * <pre>{@code
     * var data = Dataset.of(tensor(new double[][]{{1}, {1}}), tensor(new double[][]{{0}, {4}}));
     * var net = dense(1, 1).withoutBias().weights(zeros(1, 1));
     * fit(net, data).loss(meanSquaredError()).optimizer(sgd(0.1)).sampleWeights(tensor(1, 3)).epochs(50).run(new Rng(1));
     * net.W()      // the weighted mean of 0 and 4
     * // → (1, 1) [[3]]
     * }</pre>
     *
     * @param weights (n), one for each row of the data, 0 or more; copied
     * @throws IllegalArgumentException if they are not so; a loss of one's own, which takes no weights, is refused by run
     */
    public Fit sampleWeights(Tensor weights) {
        data.requireWeights("fit", weights);
        sampleWeights = weights.copy();
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

    /**
     * A measure to be written into the history; call it again for more.
     *
     * @throws IllegalArgumentException if the history has a measure of its name already
     */
    public Fit metric(Metric metric) {
        return metric(metric.name(), metric);
    }

    /**
     * A measure under another name than its own, as where two of one name are wanted.
     *
     * <pre>{@code
     * fit(net, data).metric("at 0.5", binaryAccuracy()).metric("at 0.9", binaryAccuracy().threshold(0.9))
     * }</pre>
     *
     * @throws IllegalArgumentException if the history has a measure of that name already
     */
    public Fit metric(String name, Metric metric) {
        if (metrics.containsKey(name) || OWN_MEASURES.contains(name)) {
            throw new IllegalArgumentException("fit: the history has a measure named \"" + name + "\" already, a second would"
                    + " overwrite it; give this one another name, .metric(\"other name\", metric), or leave it out");
        }
        metrics.put(name, metric);
        return this;
    }

    /**
     * A price on large weights, added to the loss of every batch.
     *
     * <p>The history shows it beside the loss, not in it, so that training and validation compare; Keras adds it to both.
     *
     * @throws IllegalArgumentException if there is one already: one of both would be lost
     */
    public Fit penalty(Penalty penalty) {
        if (this.penalty != null) {
            throw new IllegalArgumentException("fit: there is the penalty " + this.penalty + " already, " + penalty + " would take its"
                    + " place; elasticNet(lambda1, lambda2) is both, else leave one out");
        }
        this.penalty = penalty;
        return this;
    }

    /**
     * Scales the gradients of all parameters together to the norm c where it is larger, before every step, as
     * {@code clipGlobalNorm} does.
     *
     * @throws IllegalArgumentException if c is not above 0
     */
    public Fit clip(double c) {
        Clipping.clipGlobalNorm(List.of(), c);               // refuses a wrong bound now
        clipNorm = c;
        return this;
    }

    /**
     * A random change of every training batch, such as {@code randomShift(1).then(randomRotation(10))}, drawn from the
     * generator of the run; call it again for more. Validation data stay as they are.
     */
    public Fit augment(Augmentation next) {
        augmentation = augmentation == null ? next : augmentation.then(next);
        return this;
    }

    /** Data that is not trained on, measured after every epoch. */
    public Fit validation(Dataset validation) {
        this.validation = given(validation, "validation set", "split.validation()");
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

    /**
     * A reason to stop before the last epoch: {@code earlyStopping(5)}; call it again for more, the first to speak ends the
     * run.
     *
     * @throws IllegalArgumentException if two of them are early stopping, which would each keep weights of its own
     */
    public Fit stopping(Stopping rule) {
        if (rule instanceof EarlyStopping next) {
            if (early != null) {
                throw new IllegalArgumentException("fit: " + early + " is given already, a second early stopping would keep"
                        + " other weights; give one");
            }
            early = next;
        }
        stopping.add(rule);
        return this;
    }

    /**
     * Something to be done after every epoch: what it may do stands at {@link Callback}; call it again for more.
     *
     * <p>Since it may change the network, it is one of the settings, by its name.
     */
    public Fit callback(Callback callback) {
        callbacks.add(callback);
        return this;
    }

    /**
     * Norms, histograms, updates and dead units of every layer, after every epoch: {@link History#statistics}.
     *
     * <p>Measured on the first 256 examples; the update is that of the last batch. It changes no number of the run, and so is
     * none of its settings.
     */
    public Fit statistics() {
        statistics = true;
        return this;
    }

    /**
     * A file that holds all of the run after every epoch, so that {@link #resume} can go on from there.
     *
     * <p>It is a safetensors file: the network as {@link Training#load} takes it, and beside it the optimizer's memory, the
     * best weights of early stopping, the history, and the state of the generators. Each is put in place as a whole; a run
     * that is killed while it writes leaves the one of the epoch before. Where it lies is no setting of the run.
     */
    public Fit checkpoint(String path) {
        this.checkpoint = path;
        return this;
    }

    /** Who is told how it goes; no setting of the run, which it cannot change. */
    public Fit progress(Progress progress) {
        this.progress = progress;
        return this;
    }

    private static <T> T given(T thing, String what, String example) {
        if (thing == null) {
            throw new IllegalArgumentException("fit: the " + what + " is null, give one, such as " + example);
        }
        return thing;
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
     * @throws IllegalArgumentException if rng is null
     * @throws IllegalStateException if loss or optimizer is missing, the data set is empty, or a stopping rule watches a
     *         measure that there will not be
     */
    public History run(Rng rng) {
        given(rng, "generator of run(rng)", "new Rng(4)");
        boolean fresh = Arrays.equals(rng.state(), new Rng(rng.seed()).state());
        return new Run(settings(), rng, rng.seed() + (fresh ? "" : ", drawn from before")).toTheEnd();
    }

    /**
     * Goes on with a run from its checkpoint: the result is, bit for bit, that of a run that was never interrupted.
     *
     * <p>Network, data and settings must be those of the run: all that {@link History#settings} tells, with every option and
     * every digit, but the number of epochs, which may be another, and the seed, which the file has. Metrics are among them,
     * since the history goes on. A function of one's own, as a schedule {@code t -> …}, is only known as "a custom schedule":
     * that it is the same one is up to you, and so is a class without a {@code toString}, or a layer without a
     * {@code name()}, which are known by their class. Values that the network has are replaced. What callbacks keep for
     * themselves, and the statistics of the epochs before, are not in the file.
     *
     * <p>Files of versions that did not write down all settings are refused; {@link Training#load} still reads the network.
     *
     * <pre>{@code
     * fit(net, data).loss(crossEntropy()).optimizer(adam(0.001)).epochs(50).checkpoint("run.safetensors")
     *     .resume("run.safetensors");
     * }</pre>
     *
     * @throws IllegalArgumentException if the file is damaged or the checkpoint of another run; nothing is changed then
     */
    public History resume(String path) {
        var settings = settings();                           // refuses what is missing before the file is read
        return Checkpoint.read(path).resumed(settings).toTheEnd();
    }

    /** What it was told, for a run: from here on nothing changes it any more. */
    RunSettings settings() {
        Consumer<Run> keep = checkpoint == null ? run -> { } : run -> Checkpoint.of(run).write(checkpoint);
        return new RunSettings(net, data, sampleWeights, validation, loss, penalty, rule, schedule, clipNorm, augmentation,
                new LinkedHashMap<>(metrics), List.copyOf(callbacks), List.copyOf(stopping), early, statistics, keep, progress,
                epochs, batchSize);
    }

    @Override
    public String toString() {
        return "fit: nothing trained yet: call run(rng)";
    }
}
