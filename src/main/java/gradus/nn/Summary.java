package gradus.nn;

import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A network as a table: each layer, the shape behind it, and the number of its parameters.
 *
 * <p>A dense layer from D inputs to H outputs has D·H weights and H biases. A layer that is used twice counts once. The
 * layers of a net inside a net stand in line with the others; those inside any other layer stand below it behind a dot,
 * and count there.
 *
 * <pre>{@code
 * sequential(dense(3, 4), tanh(), dense(4, 2)).summary().parameters()      // → 26
 * }</pre>
 */
public record Summary(List<Row> rows) {

    /**
     * One layer.
     *
     * @param output the shape behind the layer, n for the number of examples; a dash where only data would tell
     */
    public record Row(String layer, String output, int parameters) {
    }

    static Summary of(Sequential net) {
        var rows = new ArrayList<Row>();
        add(net, -1, "", rows, new HashSet<>());
        return new Summary(List.copyOf(rows));
    }

    private static int add(Layer layer, int width, String indent, List<Row> rows, Set<Tensor> counted) {
        if (layer instanceof Sequential) {
            return addAll(layer, width, indent, rows, counted);
        }
        int behind = Sequential.behind(layer, width);
        int place = rows.size();
        // how several layers inside hang together only their owner knows; those of a residual are a chain
        addAll(layer, layer instanceof Residual || layer.layers().size() == 1 ? width : -1, indent + "· ", rows, counted);
        rows.add(place, new Row(indent + layer.name(), behind < 0 ? "–" : "(n, " + behind + ")",
                layer.parameters().stream().filter(counted::add).mapToInt(Tensor::size).sum()));
        return behind;
    }

    private static int addAll(Layer layer, int width, String indent, List<Row> rows, Set<Tensor> counted) {
        for (var part : layer.layers()) {
            width = add(part, width, indent, rows, counted);
        }
        return width;
    }

    /** The number of all parameters. */
    public int parameters() { return rows.stream().mapToInt(Row::parameters).sum(); }

    @Override
    public String toString() {
        int first = Math.max(5, rows.stream().mapToInt(row -> row.layer().length()).max().orElse(0));
        int second = Math.max(6, rows.stream().mapToInt(row -> row.output().length()).max().orElse(0));
        var text = new StringBuilder(line("layer", "output", "parameters", first, second));
        for (var row : rows) {
            text.append('\n').append(line(row.layer(), row.output(), String.valueOf(row.parameters()), first, second));
        }
        return text.append('\n').append(line("total", "", String.valueOf(parameters()), first, second)).toString();
    }

    private static String line(String layer, String output, String parameters, int first, int second) {
        return layer + " ".repeat(first - layer.length() + 2) + output + " ".repeat(second - output.length() + 2)
                + " ".repeat(Math.max(0, 10 - parameters.length())) + parameters;
    }
}
