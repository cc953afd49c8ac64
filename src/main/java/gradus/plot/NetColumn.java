package gradus.plot;

import gradus.nn.BatchNorm;
import gradus.nn.Dense;
import gradus.nn.DropConnect;
import gradus.nn.Dropout;
import gradus.nn.Layer;
import gradus.nn.LayerNorm;
import gradus.nn.PReLU;
import gradus.nn.Sequential;
import gradus.tensor.Autodiff;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One column of a drawn net: the inputs, or the units of a dense layer with what is applied to their sums.
 *
 * @param size how many units it has
 * @param functions what follows the sum, in order, such as the activation
 * @param dense the layer of weights in front of it; null for the inputs
 */
record NetColumn(int size, List<Layer> functions, Layer dense) {

    /** What the units of a net hold in one pass: null where nothing is known. Columns run first, units second. */
    record State(double[][] values, boolean[][] dropped, double[][] deltas) {}

    /** Layers that treat each unit by itself, although they have parameters or look at the others. */
    private static final Set<Class<?>> BETWEEN = Set.of(BatchNorm.class, LayerNorm.class, PReLU.class);

    /** The columns of a net of dense layers with functions between them. */
    static List<NetColumn> of(Layer net) {
        List<Layer> layers = new ArrayList<>();
        flatten(net, layers);
        Layer first = layers.stream().filter(NetColumn::weighted).findFirst().orElseThrow(() -> new IllegalArgumentException(
                "network: " + net.name() + " has no dense layer, so there are no units to draw; give a net such as"
                        + " sequential(dense(3, 2), sigmoid(), dense(2, 1))"));
        List<NetColumn> columns = new ArrayList<>();
        columns.add(new NetColumn(first.parameters().get(0).size(0), new ArrayList<>(), null));
        for (Layer layer : layers) {
            if (weighted(layer)) columns.add(new NetColumn(layer.parameters().get(0).size(1), new ArrayList<>(), layer));
            else columns.get(columns.size() - 1).functions().add(layer);
        }
        return columns;
    }

    private static void flatten(Layer layer, List<Layer> layers) {
        if (layer instanceof Sequential) {
            for (Layer inner : layer.layers()) flatten(inner, layers);
            return;
        }
        boolean plain = layer.layers().isEmpty() && (layer.parameters().isEmpty() || BETWEEN.contains(layer.getClass()));
        if (!weighted(layer) && !plain) {
            throw new IllegalArgumentException("network: " + layer.name() + " cannot be drawn as units and weights; only dense"
                    + " layers with functions between them can, one behind another. Draw the graph of its output: graph(net.forward(x))");
        }
        layers.add(layer);
    }

    private static boolean weighted(Layer layer) {
        return layer instanceof Dense || layer instanceof DropConnect;
    }

    /** The weights in front, shape (units before, units). */
    Tensor W() {
        return dense.parameters().get(0);
    }

    /** The biases, or null. */
    Tensor b() {
        return dense.parameters().size() > 1 ? dense.parameters().get(1) : null;
    }

    /** The functions by name, such as sigmoid; "" for none. */
    String functionNames() {
        return functions.stream().map(Layer::name).collect(Collectors.joining(", "));
    }

    /**
     * Sends one example through, with the masks of dropout where they are asked for; the net is left as it was.
     *
     * <p>δ is the derivative of the loss with respect to a unit's weighted sum, the delta of backpropagation.
     *
     * @param x the inputs, or null for the masks alone
     * @param loss of the outputs, or null for no gradients
     */
    static State run(List<NetColumn> columns, Tensor x, boolean masks, UnaryOperator<Tensor> loss) {
        List<Rng> generators = columns.stream().flatMap(column -> column.functions.stream())
                .flatMap(layer -> layer.generators().stream()).distinct().toList();
        List<long[]> states = generators.stream().map(Rng::state).toList();
        var state = new State(new double[columns.size()][], new boolean[columns.size()][], new double[columns.size()][]);
        List<Tensor> sums = new ArrayList<>();
        Tensor y = x == null ? null : x.reshape(1, x.size());
        for (int c = 0; c < columns.size(); c++) {
            NetColumn column = columns.get(c);
            if (y != null && column.dense != null) {
                y = in(false, column.dense, y);
                sums.add(y);
            }
            state.dropped[c] = new boolean[column.size];
            for (Layer layer : column.functions) {
                if (masks && layer instanceof Dropout) {
                    Tensor mask = in(true, layer, Tensors.ones(1, column.size));
                    for (int i = 0; i < column.size; i++) state.dropped[c][i] |= mask.data()[i] == 0;
                    if (y != null) y = y.mul(mask);
                } else if (y != null) {
                    y = in(false, layer, y);
                }
            }
            state.values[c] = y == null ? null : y.toArray();
        }
        for (int i = 0; i < generators.size(); i++) generators.get(i).restore(states.get(i));
        if (loss != null) {
            List<Tensor> deltas = Autodiff.grad(loss.apply(y), sums);
            for (int c = 1; c < columns.size(); c++) state.deltas[c] = deltas.get(c - 1).toArray();
        }
        return state;
    }

    /** A layer's output in training or inference mode; its own mode is put back. */
    private static Tensor in(boolean training, Layer layer, Tensor x) {
        boolean before = layer.training();
        layer.training(training);
        try {
            return layer.forward(x);
        } finally {
            layer.training(before);
        }
    }
}
