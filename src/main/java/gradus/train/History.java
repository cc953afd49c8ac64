package gradus.train;

import gradus.tensor.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a training run did: its settings, one value of each measure for every epoch, and how it ended.
 *
 * <p>The measures are {@code loss} and the metrics by name, and the same on the validation set with {@code validation } in
 * front. Those on the training set are taken batch by batch while the weights still change, in training mode: under
 * dropout they look worse than the network is. Those on the validation set are taken at the end of the epoch in inference
 * mode.
 *
 * <p>Prints as a table.
 */
public final class History {

    private static final int ENDS = 5;
    private static final int SHOWN = 12;

    private final String settings;
    private final int planned;
    private final Map<String, List<Double>> series = new LinkedHashMap<>();
    private final List<Double> seconds = new ArrayList<>();
    private String ending = "";

    History(String settings, int planned) {
        this.settings = settings;
        this.planned = planned;
    }

    /** Adds an epoch: only {@link Fit} does. */
    void add(Map<String, Double> measures, double secondsTaken) {
        measures.forEach((name, value) -> series.computeIfAbsent(name, n -> new ArrayList<>()).add(value));
        seconds.add(secondsTaken);
    }

    void end(String reason) {
        ending = reason;
    }

    /** Completed epochs. */
    public int epochs() {
        return seconds.size();
    }

    /** Epochs that the run was to have. */
    public int planned() {
        return planned;
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

    /** Seconds that the epochs took, together. */
    public double seconds() {
        return seconds.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** How the run ended, as a sentence; empty while it goes on and when it went through all its epochs. */
    public String ending() {
        return ending;
    }

    /** With what it was run: data, loss, optimizer, batch size. */
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
