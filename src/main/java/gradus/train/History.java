package gradus.train;

import gradus.data.Dataset;
import gradus.inspect.NetStatistics;
import gradus.loss.Loss;
import gradus.tensor.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a training run did: its settings, one value of each measure for every epoch, and how it ended.
 *
 * <p>The measures are {@code loss}, {@code penalty} where one was given, and the metrics by name, and the loss and the
 * metrics on the validation set with {@code validation } in front. Those on the training set are taken batch by batch while
 * the weights still change, in training mode: under dropout they look worse than the network is. Those on the validation
 * set are taken at the end of the epoch in inference mode.
 *
 * <p>Prints as a table.
 */
public final class History {

    private static final int ENDS = 5;
    private static final int SHOWN = 12;

    private final String settings;
    private final int planned;
    private final Subject subject;
    private final Map<String, List<Double>> series = new LinkedHashMap<>();
    private final List<Double> seconds = new ArrayList<>();
    private final List<double[]> movements = new ArrayList<>();
    private final Map<Integer, NetStatistics> statistics = new LinkedHashMap<>();
    private int kept = -1;
    private double firstLoss = Double.NaN;
    private String ending = "";

    /** What was trained on, by what loss: {@code diagnose} looks at it. */
    public record Subject(Dataset data, Dataset validation, Loss loss, int batchSize) { }

    History(String settings, int planned, Subject subject) {
        this.settings = settings;
        this.planned = planned;
        this.subject = subject;
    }

    /** Null for a history that no run made. */
    public Subject subject() {
        return subject;
    }

    /** Adds an epoch: only a run does. */
    void add(Map<String, Double> measures, double secondsTaken, double[] movement) {
        measures.forEach((name, value) -> series.computeIfAbsent(name, n -> new ArrayList<>()).add(value));
        seconds.add(secondsTaken);
        movements.add(movement);
    }

    void end(String reason) {
        ending = reason;
    }

    void keep(int epoch) {
        kept = epoch;
    }

    /** The loss of the first batch, before the first step. */
    void began(double firstLoss) {
        this.firstLoss = firstLoss;
    }

    /** NaN if it is not known. */
    public double firstLoss() {
        return firstLoss;
    }

    void record(NetStatistics ofThisEpoch) {
        statistics.put(epochs(), ofThisEpoch);
    }

    /** Completed epochs. */
    public int epochs() {
        return seconds.size();
    }

    /** Epochs that the run was to have. */
    public int planned() {
        return planned;
    }

    /**
     * The epoch whose weights the network has, from 1: the best one under early stopping, else the last.
     *
     * <p>A run that was interrupted within an epoch has, without early stopping, moved a little further than this.
     */
    public int keptEpoch() {
        return kept < 0 ? epochs() : kept;
    }

    /** The names of the measures, the loss first. */
    public List<String> names() {
        return List.copyOf(series.keySet());
    }

    /**
     * One measure, a value for each epoch.
     *
     * @throws IllegalArgumentException if there is no measure of that name; the message lists them
     */
    public double[] series(String name) {
        if (epochs() == 0) {
            throw new IllegalArgumentException("history: there is no measure \"" + name + "\", no epoch was completed"
                    + (ending.isEmpty() ? "" : "; " + ending));
        }
        if (!series.containsKey(name)) {
            throw new IllegalArgumentException("history: there is no measure \"" + name + "\", there are " + names());
        }
        return series.get(name).stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The value of a measure after the last epoch. */
    public double last(String name) {
        double[] values = series(name);
        return values[values.length - 1];
    }

    /** The largest change of a single parameter in each epoch, max abs(θ − θ before), for stopping at small updates. */
    public double[] updates() {
        return movements.stream().mapToDouble(movement -> movement[0]).toArray();
    }

    /** How far all parameters moved in each epoch, relative to their size: ‖θ − θ before‖ / ‖θ before‖. */
    public double[] relativeUpdates() {
        return movements.stream().mapToDouble(movement -> movement[1]).toArray();
    }

    /**
     * Norms, histograms, updates and dead units of the layers at the end of an epoch.
     *
     * @param epoch from 1
     * @throws IllegalArgumentException if they were not recorded: {@link Fit#statistics} asks for them
     */
    public NetStatistics statistics(int epoch) {
        if (!statistics.containsKey(epoch)) {
            throw new IllegalArgumentException("history: there are no statistics of epoch " + epoch + ", "
                    + (statistics.isEmpty() ? "add .statistics() to fit" : "there are those of " + statistics.keySet()));
        }
        return statistics.get(epoch);
    }

    /** Seconds that the epochs took, together. */
    public double seconds() {
        return seconds.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Seconds of each epoch. */
    double[] secondsOfEpochs() {
        return seconds.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * How the run ended, as a sentence; empty while it goes on, and when it went through all its epochs and kept the last
     * weights.
     */
    public String ending() {
        return ending;
    }

    /**
     * With what it was run, in one line: data, batch size, epochs, loss, optimizer and all else that was told and has a part in
     * the numbers, with every option; the network with what its layers were told; and the seed of the generator.
     *
     * <p>Settings that differ read differently: numbers have as many digits as that takes. A function of one's own is a custom
     * one, whatever it does. Neither the data nor the values that the network started from are in it.
     */
    public String settings() {
        return settings;
    }

    @Override
    public String toString() {
        var text = new StringBuilder(settings);
        if (epochs() > 0) {
            text.append("\nepoch");
            names().forEach(name -> text.append("  ").append(pad(name, 8)));
        }
        for (int epoch = 0; epoch < epochs(); epoch++) {
            if (epochs() > SHOWN && epoch >= ENDS && epoch < epochs() - ENDS) {
                text.append("\n    …");
                epoch = epochs() - ENDS;
            }
            text.append('\n').append(pad(String.valueOf(epoch + 1), 5));
            for (var name : names()) {
                text.append("  ").append(pad(Numbers.text(series.get(name).get(epoch), 4), Math.max(8, name.length())));
            }
        }
        return text + (ending.isEmpty() ? "" : "\n" + ending);
    }

    private static String pad(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
