package gradus.diagnose;

import gradus.data.Dataset;
import gradus.inspect.LayerStatistics;
import gradus.inspect.NetStatistics;
import gradus.loss.BinaryCrossEntropy;
import gradus.loss.Loss;
import gradus.nn.Layer;
import gradus.nn.Sequential;
import gradus.tensor.Autodiff;
import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import gradus.train.Training;
import java.util.List;

/** Looks at the layers of a network at work. */
final class LayerChecks {

    /** So many of the units of a layer; some are dead in most networks. */
    static final double DEAD = 0.4;
    /** So many of the outputs of a layer; training alone drives many a unit into its flat parts. */
    static final double SATURATED = 0.8;
    /** The gradient at the first layer by that at the last, root mean square of each; its inverse is exploding. */
    static final double VANISHING = 0.01;
    /** What a sure and right answer may cost. */
    static final double PERFECT = 0.1;
    private static final double SAME = 1e-9;
    /** Rows that the last layer is tried on. */
    private static final int FEW = 20;

    private LayerChecks() {
    }

    static void look(Layer net, NetStatistics statistics, Dataset data, Loss loss, Diagnosis diagnosis) {
        diagnosis.looked(Symptom.DEAD_RELUS, Symptom.SATURATION);
        var rows = statistics.layers();
        for (var row : rows) {
            String place = "layer " + row.place() + " " + row.layer();
            double dead = (double) row.dead() / row.units();
            if (!row.hasParameters() && row.dead() > 1 && dead > DEAD) {
                diagnosis.add(new Finding(Symptom.DEAD_RELUS, place, row.dead() + " of " + row.units()
                        + " units are 0 on every example", dead, DEAD, true));
            }
            if (row != rows.get(rows.size() - 1) && row.saturated() > SATURATED) {
                diagnosis.add(new Finding(Symptom.SATURATION, place, Numbers.text(100 * row.saturated(), 3)
                        + " % of the outputs are where the slope is below a twentieth of its largest", row.saturated(), SATURATED,
                        true));
            }
        }
        gradients(rows.stream().filter(LayerStatistics::hasParameters).toList(), diagnosis);
        softmax(net, rows.get(rows.size() - 1), data, loss, diagnosis);
    }

    private static void gradients(List<LayerStatistics> rows, Diagnosis diagnosis) {
        if (rows.size() < 2) {
            diagnosis.could(Symptom.VANISHING_GRADIENTS, "fewer than two layers with parameters");
            diagnosis.could(Symptom.EXPLODING_GRADIENTS, "fewer than two layers with parameters");
            return;
        }
        diagnosis.looked(Symptom.VANISHING_GRADIENTS, Symptom.EXPLODING_GRADIENTS);
        var first = rows.get(0);
        var last = rows.get(rows.size() - 1);
        double ratio = first.signal() / last.signal();
        String place = "layer " + first.place() + " " + first.layer();
        String seen = "the gradient that arrives here is " + Numbers.text(ratio, 3) + " times that at layer " + last.place() + " "
                + last.layer();
        if (ratio < VANISHING) {
            diagnosis.add(new Finding(Symptom.VANISHING_GRADIENTS, place, seen, ratio, VANISHING, false));
        } else if (ratio > 1 / VANISHING || !Double.isFinite(first.signal())) {
            diagnosis.add(new Finding(Symptom.EXPLODING_GRADIENTS, place, seen, ratio, 1 / VANISHING, true));
        }
    }

    /** The last layer, also inside a net inside. */
    private static Layer last(Layer net) {
        var inner = net.layers();
        return net instanceof Sequential && !inner.isEmpty() ? last(inner.get(inner.size() - 1)) : net;
    }

    /** A loss that takes logits takes any number, and softmax inside does not see one that is added to all. */
    private static void softmax(Layer net, LayerStatistics row, Dataset data, Loss loss, Diagnosis diagnosis) {
        diagnosis.looked(Symptom.SOFTMAX_BEFORE_LOGITS);
        var last = last(net);
        boolean softmax = last.name().equals("softmax");
        if (!(softmax || last.name().equals("sigmoid") && loss instanceof BinaryCrossEntropy)) {
            return;
        }
        var few = data.take(Math.min(FEW, data.size()));
        var p = Training.predict(net, few.x());
        var y = few.y();
        double perfect;
        try {
            double change = value(loss, p.add(1), y) - value(loss, p, y);
            perfect = softmax && !(Math.abs(change) < SAME) ? 0
                    : value(loss, y.rank() == 1 ? Tensors.oneHot(y, p.size(1)) : y, y);
        } catch (IllegalArgumentException refused) {
            return;                                          // it wants probabilities, which the last layer gives
        }
        if (perfect > PERFECT) {
            diagnosis.add(new Finding(Symptom.SOFTMAX_BEFORE_LOGITS, "layer " + row.place() + " " + row.layer(), loss
                    + " takes logits and gets probabilities, so that even a sure and right answer costs "
                    + Numbers.text(perfect, 3) + ", not nearly 0", perfect, PERFECT, true));
        }
    }

    private static double value(Loss loss, Tensor prediction, Tensor target) {
        return Autodiff.noGrad(() -> loss.of(prediction, target).mean().item());
    }
}
