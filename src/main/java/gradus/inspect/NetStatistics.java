package gradus.inspect;

import gradus.data.Dataset;
import gradus.loss.Loss;
import gradus.nn.Layer;
import gradus.nn.Mode;
import gradus.nn.Snapshot;
import gradus.tensor.Numbers;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.train.Fit;
import gradus.train.Training;
import java.util.ArrayList;
import java.util.List;

/**
 * Norms, gradients, outputs and dead units of the layers of a network, over all examples of a data set.
 *
 * <p>Made by {@link Training#statistics}, and after every epoch by {@link Fit#statistics}. One pass forward and backward
 * in training mode, as a step of training sees the network; parameters, gradients, running statistics and generators are
 * afterwards as they were before.
 *
 * <p>Prints as a table, with the histograms of the parameters drawn in eighths.
 *
 * @param layers in the order of the pass
 * @param loss the loss over the data set, in training mode
 */
public record NetStatistics(List<LayerStatistics> layers, double loss) {

    /**
     * Measures a network on a data set, and leaves it as it was.
     *
     * @param before the network before the last step, for the size of the update; null outside of training
     * @throws IllegalArgumentException if the data set is empty
     */
    public static NetStatistics of(Layer net, Dataset data, Loss loss, Snapshot before) {
        var untouched = Snapshot.of(net);
        var generators = net.generators().stream().map(Rng::state).toList();
        var gradients = net.parameters().stream().map(Tensor::grad).toList();
        try {
            return Mode.with(true, net, () -> new StatisticsCollector(net, data, loss).result(before));
        } finally {
            untouched.restore();
            for (int i = 0; i < generators.size(); i++) {
                net.generators().get(i).restore(generators.get(i));
            }
            for (int i = 0; i < gradients.size(); i++) {
                net.parameters().get(i).setGrad(gradients.get(i));
            }
        }
    }

    /**
     * The row of a layer.
     *
     * @param place as the first column shows it
     * @throws IllegalArgumentException if there is none; the message lists the places
     */
    public LayerStatistics layer(String place) {
        return layers.stream().filter(row -> row.place().equals(place)).findFirst().orElseThrow(() ->
                new IllegalArgumentException("statistics: there is no layer " + place + ", there are "
                        + layers.stream().map(LayerStatistics::place).toList()));
    }

    @Override
    public String toString() {
        var rows = new ArrayList<String[]>();
        rows.add(new String[]{"layer", "‖θ‖", "‖∂L/∂θ‖", "update/θ", "outputs", "∂L/∂y", "dead", "saturated", "θ"});
        for (var row : layers) {
            boolean has = row.hasParameters();
            rows.add(new String[]{row.place() + " " + row.layer(), has ? Numbers.text(row.weightNorm(), 3) : "",
                    has ? Numbers.text(row.gradientNorm(), 3) : "",
                    Double.isNaN(row.updateRatio()) ? "" : Numbers.text(row.updateRatio(), 2),
                    Numbers.text(row.mean(), 2) + " ± " + Numbers.text(row.std(), 2), Numbers.text(row.signal(), 2),
                    has ? "" : row.dead() + " of " + row.units(),
                    Double.isNaN(row.saturated()) ? "" : Numbers.text(100 * row.saturated(), 2) + " %", has ? row.weights().toString() : ""});
        }
        return Columns.text(rows);
    }
}
