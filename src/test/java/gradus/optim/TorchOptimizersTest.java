package gradus.optim;

import static gradus.TorchFacts.near;
import static gradus.TorchFacts.tensor;
import static gradus.optim.Optimizers.adagrad;
import static gradus.optim.Optimizers.adam;
import static gradus.optim.Optimizers.adamW;
import static gradus.optim.Optimizers.rmsprop;
import static gradus.optim.Optimizers.sgd;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.TorchFacts;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Five steps of each rule with given gradients, against PyTorch's. */
class TorchOptimizersTest {

    private static final Map<String, UpdateRule> OURS = Map.of(
            "sgd", sgd(0.1),
            "sgd momentum", sgd(0.1).momentum(0.9),
            "sgd nesterov", sgd(0.1).nesterov(0.9),
            "sgd decay", sgd(0.1).momentum(0.9).weightDecay(0.01),
            "adagrad", adagrad(0.1),
            "rmsprop", rmsprop(0.01),
            "adam", adam(0.01),
            "adam decay", adam(0.01).weightDecay(0.1),
            "adamW", adamW(0.01, 0.1));

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
