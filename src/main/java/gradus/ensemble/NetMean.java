package gradus.ensemble;

import gradus.init.Initializers;
import gradus.nn.Layer;
import gradus.nn.Snapshot;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.List;

/** A running mean of what networks of the same layers have learned: of their parameters, and of their buffers. */
final class NetMean {

    private final String call;
    private List<Tensor> mean = List.of();

    NetMean(String call) {
        this.call = call;
    }

    boolean isEmpty() {
        return mean.isEmpty();
    }

    /** mean ← mean + share · (values − mean); the first network is the mean, whatever the share. */
    void follow(Layer net, double share) {
        var values = Snapshot.tensors(net);
        if (mean.isEmpty()) {
            mean = values.stream().map(tensor -> Tensor.of(tensor.toArray(), tensor.shape())).toList();
            return;
        }
        requireSame(values);
        for (int i = 0; i < values.size(); i++) {
            double[] m = mean.get(i).data();
            double[] v = values.get(i).data();
            for (int j = 0; j < m.length; j++) {
                m[j] += share * (v[j] - m[j]);
            }
        }
    }

    /** Gives a network the mean. */
    void into(Layer net) {
        var values = Snapshot.tensors(net);
        requireSame(values);
        if (net.generators().isEmpty()) {
            net.initialize(Initializers.zeroInit(), new Rng(0));     // else a layer would say that it has no values yet
        }
        for (int i = 0; i < values.size(); i++) {
            System.arraycopy(mean.get(i).data(), 0, values.get(i).data(), 0, values.get(i).size());
            values.get(i).changed();
        }
    }

    private void requireSame(List<Tensor> values) {
        var mine = mean.stream().map(Tensor::shapeText).toList();
        var other = values.stream().map(Tensor::shapeText).toList();
        if (!mine.equals(other)) {
            throw new IllegalArgumentException(call + ": one network has parameters and buffers of shapes " + mine
                    + ", another of " + other + "; networks that are averaged have the same layers");
        }
    }
}
