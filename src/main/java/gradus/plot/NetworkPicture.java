package gradus.plot;

import gradus.nn.Dropout;
import gradus.nn.Layer;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A net as circles and lines, inputs on the left; made by {@link Figures#network}.
 *
 * <p>Each circle is a unit, each line a weight: blue above zero, vermilion below, the thicker and deeper the larger its
 * size. Where there are few, numbers stand on the lines. Of large layers the first and last units are shown, of deep nets
 * the first and last layers. A net whose weights are all 0, as before initialization, is drawn in grey.
 *
 * <p>Weights are read when the figure is made, and the net is left as it was: masks of dropout are those that its next
 * pass in training mode draws.
 */
public final class NetworkPicture extends Figure {

    private final List<NetColumn> columns;
    private final double[][] weights;
    private final double[][] biases;
    private boolean withBiases;
    private boolean numbered;
    private List<String> inputNames = List.of();
    private List<String> outputNames = List.of();
    private Tensor input;
    private boolean masks;
    private NetColumn.State state;

    NetworkPicture(Layer net) {
        columns = NetColumn.of(net);
        weights = columns.stream().map(column -> column.dense() == null ? null : column.W().toArray()).toArray(double[][]::new);
        biases = columns.stream().map(column -> column.dense() == null || column.b() == null ? null : column.b().toArray())
                .toArray(double[][]::new);
        state = NetColumn.run(columns, null, false, null);
    }

    /** The same drawing under another title. */
    public NetworkPicture title(String title) {
        return with(this, picture -> picture.title = given("title", title));
    }

    /** With the biases, as weights of a unit that is always 1. */
    public NetworkPicture biases() {
        return with(this, picture -> picture.withBiases = true);
    }

    /** With a number above each unit where there is room, counted from the left and in each layer from above. */
    public NetworkPicture numbered() {
        return with(this, picture -> picture.numbered = true);
    }

    /**
     * With names beside the inputs.
     *
     * @throws IllegalArgumentException when there are not as many as inputs
     */
    public NetworkPicture inputNames(String... names) {
        return with(this, picture -> picture.inputNames = named("inputNames", "input", names, columns.get(0).size()));
    }

    /**
     * With names beside the outputs.
     *
     * @throws IllegalArgumentException when there are not as many as outputs
     */
    public NetworkPicture outputNames(String... names) {
        return with(this, picture -> picture.outputNames = named("outputNames", "output", names,
                columns.get(columns.size() - 1).size()));
    }

    private static List<String> named(String method, String what, String[] names, int size) {
        if (names.length != size) {
            throw new IllegalArgumentException("network: " + method + " got " + Words.count(names.length, "name")
                    + ", the net has " + Words.count(size, what) + "; give one for each");
        }
        return List.of(names);
    }

    /**
     * With what each unit holds for one example, in inference mode unless {@link #dropout()} is asked for.
     *
     * <pre>{@code
     * var net = sequential(dense(2, 1).weights(tensor(new double[][]{{1}, {2}}), tensor(-1)), relu());
     * network(net).input(1, 0.5).title()
     * // → For (1, 0.5) the net gives 1
     * }</pre>
     *
     * @throws IllegalArgumentException when there are not as many numbers as inputs
     */
    public NetworkPicture input(double... x) {
        return input(Tensors.tensor(x));
    }

    /** The same for a vector (inputs) or a batch of one example (1, inputs). */
    public NetworkPicture input(Tensor x) {
        if (x.size() != columns.get(0).size()) {
            throw new IllegalArgumentException("network: input of shape " + x.shapeText() + " given, the net has "
                    + Words.count(columns.get(0).size(), "input") + "; give one example");
        }
        return with(this, picture -> {
            picture.input = x.detach();
            picture.state = NetColumn.run(columns, picture.input, masks, null);
        });
    }

    /**
     * With the units struck out that the net's next pass in training mode drops.
     *
     * @throws IllegalArgumentException when the net has no dropout layer
     * @throws IllegalStateException when it was not initialized, so that there is no generator to draw from
     */
    public NetworkPicture dropout() {
        if (columns.stream().flatMap(column -> column.functions().stream()).noneMatch(layer -> layer instanceof Dropout)) {
            throw new IllegalArgumentException("network: dropout() needs a net with a dropout layer, this one has none");
        }
        return with(this, picture -> {
            picture.masks = true;
            picture.state = NetColumn.run(columns, input, true, null);
        });
    }

    /**
     * With δ under each unit: the derivative of a loss with respect to the unit's weighted sum, before its activation.
     *
     * <p>∂L/∂w of a weight is the value of the unit on its left times the δ of the unit on its right. The gradients of
     * the parameters stay as they are.
     *
     * <pre>{@code
     * var net = sequential(dense(2, 1).weights(tensor(new double[][]{{1}, {2}}), tensor(-1)));
     * network(net).input(1, 0.5).deltas(y -> y.sub(3).square()).alt()
     * // → For (1, 0.5) the net gives 1. Net drawn as circles and lines: 2 inputs: 1, 0.5; 1 output: 1, δ -4. 2 weights and 1 bias, weights from 1 to 2, the strongest 2 from input 2 to output 1.
     * }</pre>
     *
     * @param loss of the net's output, shape (1, outputs), a single number
     * @throws IllegalStateException when no input was given before
     */
    public NetworkPicture deltas(UnaryOperator<Tensor> loss) {
        if (input == null) {
            throw new IllegalStateException("network: deltas(...) needs an example; call input(...) before it");
        }
        return with(this, picture -> picture.state = NetColumn.run(columns, input, masks, loss));
    }

    @Override
    public String title() {
        if (title != null) return title;
        NetColumn last = columns.get(columns.size() - 1);
        if (input != null) {
            double[] y = state.values()[columns.size() - 1];
            String of = input.size() <= 4 ? "For " + tuple(input.data()) + " the net gives " : "The net gives ";
            if (y.length <= 4) return of + tuple(y);
            int best = IntStream.range(0, y.length).reduce((a, b) -> y[b] > y[a] ? b : a).orElseThrow();
            return "Of " + y.length + " outputs " + (outputNames.isEmpty() ? "number " + (best + 1) : outputNames.get(best))
                    + " is the largest: " + Words.text(y[best]);
        }
        if (masks) {
            long units = Arrays.stream(masked()).mapToLong(mask -> mask.length).sum();
            return "Dropout takes out " + dropped() + " of " + units + " units in this pass";
        }
        return Words.count(columns.get(0).size(), "input") + ", " + hidden() + Words.count(last.size(), "output") + ": " + parameters();
    }

    private String hidden() {
        int layers = columns.size() - 2;
        if (layers == 0) return "";
        if (layers > 4) return layers + " hidden layers, ";
        List<String> sizes = columns.subList(1, layers + 1).stream().map(column -> String.valueOf(column.size())).toList();
        if (layers == 1) return Words.count(columns.get(1).size(), "hidden unit") + ", ";
        return "hidden layers of " + String.join(", ", sizes.subList(0, layers - 1)) + " and " + sizes.get(layers - 1) + " units, ";
    }

    private static String tuple(double[] values) {
        String numbers = numbers(values);
        return values.length == 1 ? numbers : "(" + numbers + ")";
    }

    private static String numbers(double[] values) {
        return Arrays.stream(values).mapToObj(Words::text).collect(Collectors.joining(", "));
    }

    /** The masks of the columns behind which there is dropout. */
    private boolean[][] masked() {
        return IntStream.range(0, columns.size()).filter(c -> columns.get(c).functions().stream()
                .anyMatch(layer -> layer instanceof Dropout)).mapToObj(c -> state.dropped()[c]).toArray(boolean[][]::new);
    }

    private long dropped() {
        return Arrays.stream(state.dropped()).flatMapToInt(mask -> IntStream.range(0, mask.length).filter(i -> mask[i])).count();
    }

    private String parameters() {
        int w = Arrays.stream(weights).filter(values -> values != null).mapToInt(values -> values.length).sum();
        int b = Arrays.stream(biases).filter(values -> values != null).mapToInt(values -> values.length).sum();
        return Words.count(w, "weight") + (b == 0 ? ", no biases" : " and " + b + (b == 1 ? " bias" : " biases"));
    }

    /** What a column is, as a heading says it: 3 inputs; 2 units; 1 output. */
    String heading(int column) {
        int size = columns.get(column).size();
        return Words.count(size, column == 0 ? "input" : column == columns.size() - 1 ? "output" : "unit");
    }

    /** The functions of a column, as readers know them. */
    String functions(int column) {
        return columns.get(column).functionNames().replaceAll("\\brelu\\b", "ReLU");
    }

    @Override
    String shows(int room) {
        boolean numbers = new NetDrawing(this).numbers();
        StringBuilder alt = new StringBuilder(finding()).append("Net drawn as circles and lines: ");
        String end = ". " + (title != null || input != null || masks ? parameters() + ", w" : "W") + strongest() + ".";
        for (int c = 0; c < columns.size(); c++) {
            String one = words(c, numbers);
            int same = 1;
            while (c + 1 < columns.size() && words(c + 1, numbers).equals(one)) {
                same++;
                c++;
            }
            boolean first = alt.toString().endsWith(": ");
            String words = (first ? "" : "; ") + (same == 1 ? "" : same + " times ") + one;
            if (!first && alt.length() + words.length() + end.length() > room - 20) {
                alt.append("; and ").append(Words.count(columns.size() - c, "layer")).append(" more");
                break;
            }
            alt.append(words);
        }
        return alt.append(end).toString();
    }

    private String words(int c, boolean numbers) {
        String functions = functions(c);
        StringBuilder words = new StringBuilder(heading(c)).append(functions.isEmpty() ? "" : " (" + functions + ")");
        if (numbers && state.values()[c] != null) words.append(": ").append(numbers(state.values()[c]));
        if (numbers && state.deltas()[c] != null) words.append(", δ ").append(numbers(state.deltas()[c]));
        boolean[] mask = state.dropped()[c];
        int[] out = IntStream.range(0, mask.length).filter(i -> mask[i]).map(i -> i + 1).toArray();
        if (out.length > 6) words.append(", ").append(out.length).append(" dropped");
        else if (out.length > 0) words.append(", dropped ").append(numbers(Arrays.stream(out).asDoubleStream().toArray()));
        return words.toString();
    }

    private String strongest() {
        int column = 1;
        int best = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int c = 1; c < columns.size(); c++) {
            for (int i = 0; i < weights[c].length; i++) {
                double w = weights[c][i];
                if (!Double.isFinite(w)) return "eights that are not finite";
                low = Math.min(low, w);
                high = Math.max(high, w);
                if (Math.abs(w) <= Math.abs(weights[column][best])) continue;
                column = c;
                best = i;
            }
        }
        if (low == 0 && high == 0) return "eights all 0";
        if (low == high) return "eights all " + Words.text(low);
        int size = columns.get(column).size();
        return "eights from " + Words.text(low) + " to " + Words.text(high) + ", the strongest "
                + Words.text(weights[column][best]) + " from " + unit(column - 1, best / size) + " to " + unit(column, best % size);
    }

    private String unit(int column, int index) {
        String what = column == 0 ? "input " : column == columns.size() - 1 ? "output " : "unit ";
        return what + (index + 1) + (what.equals("unit ") && columns.size() > 3 ? " of layer " + column : "");
    }

    // ---- what the drawing reads

    List<NetColumn> columns() {
        return columns;
    }

    /** The weight from a unit of the column before to one of this column. */
    double weight(int column, int from, int to) {
        return weights[column][from * columns.get(column).size() + to];
    }

    /** The biases of a column where they are shown, else null. */
    double[] shownBiases(int column) {
        return withBiases ? biases[column] : null;
    }

    /** What stands above a unit: its number in the net where that was asked for, else "". */
    String number(int column, int index) {
        return !numbered ? "" : String.valueOf(1 + index + columns.subList(0, column).stream().mapToInt(NetColumn::size).sum());
    }

    List<String> inputNames() {
        return inputNames;
    }

    List<String> outputNames() {
        return outputNames;
    }

    NetColumn.State state() {
        return state;
    }

    @Override
    Drawing drawing(int room) {
        return new NetDrawing(this).drawing().within(room);
    }
}
