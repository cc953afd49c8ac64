package gradus.optim;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import java.util.List;

/**
 * Parameters of one optimizer that have a rate or a weight decay of their own.
 *
 * <p>The rate is given as a factor, so that a schedule moves all groups together. Usual: no decay for biases and for the
 * parameters of normalisation, a small factor for layers that are trained already.
 *
 * <pre>{@code
 * var W = parameter(1.0);
 * var b = parameter(1.0);
 * var optimizer = sgd(0.1).weightDecay(0.5).of(group(List.of(W)), group(List.of(b)).weightDecay(0).rateFactor(2));
 * W.add(b).backward();
 * optimizer.step();
 * Numbers.text(W.item())      // → 0.85
 * Numbers.text(b.item())      // → 0.8
 * }</pre>
 *
 * @param parameters the parameters of the group
 * @param rateFactor by what the optimizer's learning rate is multiplied
 * @param decay the group's weight decay; NaN: that of the optimizer
 */
public record ParameterGroup(List<Tensor> parameters, double rateFactor, double decay) {

    /** Checks the factor when it is given. */
    public ParameterGroup {
        UpdateRule.checked("group", "the factor of the rate", rateFactor);
        parameters = List.copyOf(parameters);
    }

    /** The same with another factor: 0.1 moves the group at a tenth of the optimizer's rate, 0 not at all. */
    public ParameterGroup rateFactor(double factor) { return new ParameterGroup(parameters, factor, decay); }

    /** The same with its own weight decay; coupled or decoupled like the optimizer's. */
    public ParameterGroup weightDecay(double lambda) {
        return new ParameterGroup(parameters, rateFactor, UpdateRule.checked("group", "weight decay", lambda));
    }

    /** How many parameters, and what is their own. */
    @Override
    public String toString() {
        return "group(" + parameters.size() + (parameters.size() == 1 ? " parameter)" : " parameters)")
                + (rateFactor == 1 ? "" : ".rateFactor(" + Numbers.exact(rateFactor) + ")")
                + (Double.isNaN(decay) ? "" : ".weightDecay(" + Numbers.exact(decay) + ")");
    }

    /** The optimizer's rule with what is the group's own. */
    UpdateRule rule(UpdateRule rule) {
        return Double.isNaN(decay) ? rule : rule instanceof WeightDecay of ? of.with(decay) : rule.weightDecay(decay);
    }
}
