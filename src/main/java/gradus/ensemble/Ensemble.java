package gradus.ensemble;

import gradus.nn.Layer;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.List;

/**
 * Several networks asked as one: their probabilities are averaged; made by {@link Averaging#ensemble}.
 *
 * <p>It takes the place of one of them, in {@code predict}, {@code evaluate} and {@code decisionPlot}. Networks give logits z,
 * so it gives logits too: of C classes ln p with p the mean of softmax(z), and softmax(ln p) = p; of one output ln(p/(1 − p))
 * with p the mean of σ(z). With {@link #ofOutputs} it gives the mean of the outputs themselves.
 *
 * <p>The mean of the probabilities is never worse, by its cross-entropy, than the mean of the cross-entropies, since −ln is
 * convex. Shapes: those of the networks, (n, C) or (n, 1).
 */
public final class Ensemble implements Layer {

    private final List<Layer> nets;
    private final boolean ofOutputs;

    Ensemble(List<? extends Layer> nets, boolean ofOutputs) {
        if (nets.isEmpty()) {
            throw new IllegalArgumentException("ensemble: there is no network in it, give at least one");
        }
        this.nets = List.copyOf(nets);
        this.ofOutputs = ofOutputs;
    }

    /** The same networks, their outputs averaged as they are: for a regression, or where networks end with a softmax. */
    public Ensemble ofOutputs() {
        return new Ensemble(nets, true);
    }

    /**
     * The networks' answer.
     *
     * @throws IllegalArgumentException if the networks' outputs have not all the same shape
     */
    @Override
    public Tensor forward(Tensor x) {
        var outputs = nets.stream().map(net -> net.forward(x)).toList();
        for (var output : outputs) {
            if (!output.shapeText().equals(outputs.get(0).shapeText())) {
                throw new IllegalArgumentException(name() + ": one network's output is " + outputs.get(0).shapeText()
                        + ", another's " + output.shapeText() + "; they should answer the same question");
            }
        }
        if (ofOutputs) {
            return Tensors.stack(outputs.toArray(Tensor[]::new)).mean(0);
        }
        if (outputs.get(0).rank() == 0 || outputs.get(0).size(-1) == 1) {
            // ln σ(z) = −softplus(−z), ln(1 − σ(z)) = −softplus(z); both means are taken over as many networks
            return logOfSum(outputs.stream().map(z -> z.neg().softplus().neg()).toList())
                    .sub(logOfSum(outputs.stream().map(z -> z.softplus().neg()).toList()));
        }
        return logOfSum(outputs.stream().map(Tensor::logSoftmax).toList()).sub(Math.log(nets.size()));
    }

    /** ln Σ e^a, over the networks. */
    private static Tensor logOfSum(List<Tensor> logarithms) {
        return Tensors.stack(logarithms.toArray(Tensor[]::new)).logSumExp(0);
    }

    @Override
    public List<Layer> layers() {
        return nets;
    }

    @Override
    public String name() {
        return "ensemble of " + nets.size() + (nets.size() == 1 ? " network" : " networks")
                + (ofOutputs ? ", the mean of their outputs" : "");
    }

    @Override
    public String toString() {
        return name();
    }
}
