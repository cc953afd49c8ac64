package gradus.optim;

import static gradus.TorchFacts.near;
import static gradus.TorchFacts.tensor;
import static gradus.optim.Optimizers.adagrad;
import static gradus.optim.Optimizers.adam;
import static gradus.optim.Optimizers.adamW;
import static gradus.optim.Optimizers.rmsprop;
import static gradus.optim.Optimizers.sgd;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.TorchFacts;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Five steps of each rule with given gradients, against PyTorch's. */
class TorchOptimizersTest {

    private static final Map<String, UpdateRule> OURS = Map.ofEntries(
            entry("sgd", sgd(0.1)),
            entry("sgd momentum", sgd(0.1).momentum(0.9)),
            entry("sgd nesterov", sgd(0.1).nesterov(0.9)),
            entry("sgd nesterov decay", sgd(0.1).nesterov(0.8).weightDecay(0.05)),
            entry("sgd decay", sgd(0.1).momentum(0.9).weightDecay(0.01)),
            entry("adagrad", adagrad(0.1)),
            entry("adagrad decay", adagrad(0.1, 0.01).weightDecay(0.05)),
            entry("rmsprop", rmsprop(0.01)),
            entry("rmsprop 0.9", rmsprop(0.01, 0.9, 0.01)),
            entry("rmsprop momentum", rmsprop(0.01).momentum(0.9)),
            entry("rmsprop centred", rmsprop(0.01, 0.9, 0.01).centred()),
            entry("rmsprop centred momentum", rmsprop(0.01).momentum(0.8).centred()),
            entry("adam", adam(0.01)),
            entry("adam 0.8", adam(0.01, 0.8, 0.95, 0.001)),
            entry("adam decay", adam(0.01).weightDecay(0.1)),
            entry("adamW", adamW(0.01, 0.1)));

    @Test
    void everyStepIsTheirs() {
        var facts = TorchFacts.all().getAsJsonObject("optimizers");
        var rules = facts.getAsJsonObject("rules");
        assertEquals(rules.keySet(), OURS.keySet());
        OURS.forEach((name, rule) -> {
            var parameter = Tensor.parameter(tensor(facts.get("start")));
            var optimizer = rule.of(List.of(parameter));
            var steps = rules.getAsJsonArray(name);
            assertEquals(5, steps.size());
            for (int t = 0; t < steps.size(); t++) {
                parameter.setGrad(tensor(facts.getAsJsonArray("gradients").get(t)));
                optimizer.step();
                near(steps.get(t), parameter, name + ", step " + (t + 1));
            }
        });
    }
}
