package gradus.nn;

import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** A copy of what a network has learned: the values of its parameters and of its buffers, such as running statistics. */
public final class Snapshot {

    private final List<Tensor> live;
    private final List<double[]> values;

    private Snapshot(List<Tensor> live, List<double[]> values) {
        this.live = live;
        this.values = values;
    }

    /** The values as they are now. */
    public static Snapshot of(Layer net) {
        var live = tensors(net);
        return new Snapshot(live, live.stream().map(Tensor::toArray).toList());
    }

    /** All that a network needs to be what it is: parameters, then buffers. The tensors themselves, not copies. */
    public static List<Tensor> tensors(Layer net) {
        var all = new ArrayList<>(net.parameters());
        all.addAll(net.buffers());
        return all;
    }

    /**
     * Values of a network that come from elsewhere, as from a file.
     *
     * @param values in the order of {@link #tensors}
     */
    public static Snapshot of(Layer net, List<double[]> values) { return new Snapshot(tensors(net), values); }

    /** Puts the values back into the network that they came from. */
    public void restore() {
        for (int i = 0; i < live.size(); i++) {
            System.arraycopy(values.get(i), 0, live.get(i).data(), 0, values.get(i).length);
            live.get(i).changed();
        }
    }

    /** The copies, parameters first. */
    public List<double[]> values() { return values; }

    /** How far parameters have moved since: the largest change of one, and the norm of all changes by the norm of all. */
    public double[] movement(List<Tensor> parameters) {
        double largest = 0;
        double change = 0;
        double size = 0;
        for (var parameter : parameters) {
            double[] before = values.get(live.indexOf(parameter));
            for (int i = 0; i < before.length; i++) {
                double moved = parameter.data()[i] - before[i];
                largest = Math.max(largest, Math.abs(moved));
                change += moved * moved;
                size += before[i] * before[i];
            }
        }
        return new double[]{largest, Math.sqrt(change / size)};
    }
}
