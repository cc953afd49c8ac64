package gradus.train;

import gradus.tensor.Numbers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The loss of a network on a data set, and metrics, measured in one pass; made by {@code evaluate(net, data, loss, metrics)}.
 *
 * <p>Measures have the names that they have in a {@link History}.
 *
 * @param values each measure by its name, the loss first
 * @param examples how many examples were measured
 */
public record Evaluation(Map<String, Double> values, int examples) {

    /** Keeps a copy. */
    public Evaluation {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The loss, its mean over all examples. */
    public double loss() {
        return get("loss");
    }

    /**
     * One measure by its name, as {@code get("accuracy")}.
     *
     * @throws IllegalArgumentException if there is no measure of that name; the message lists them
     */
    public double get(String name) {
        if (!values.containsKey(name)) {
            throw new IllegalArgumentException("evaluate: there is no measure \"" + name + "\", there are " + values.keySet());
        }
        return values.get(name);
    }

    @Override
    public String toString() {
        return values.entrySet().stream().map(e -> e.getKey() + " " + Numbers.text(e.getValue(), 4))
                .collect(Collectors.joining(", ")) + " on " + examples + (examples == 1 ? " example" : " examples");
    }
}
