package gradus.optim;

import static gradus.TorchFacts.near;
import static gradus.TorchFacts.tensor;
import static gradus.optim.Optimizers.rmsprop;
import static gradus.optim.Schedules.cosineDecay;
import static gradus.optim.Schedules.multiStepDecay;
import static gradus.optim.Schedules.polynomialDecay;
import static gradus.optim.Schedules.reduceOnPlateau;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import gradus.TorchFacts;
import gradus.tensor.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Steps and rates against loops over the formulas that PyTorch documents, written out with NumPy. */
class NumpyOptimTest {

    private static final Map<String, UpdateRule> RULES = Map.of("momentum", rmsprop(0.01).momentum(0.9),
            "centred", rmsprop(0.01, 0.9, 0.01).centred(), "centred momentum", rmsprop(0.01).momentum(0.8).centred());
    private static final Map<String, Schedule> SCHEDULES = Map.of("multistep", multiStepDecay(0.1, 0.5, 3, 7, 8),
            "polynomial", polynomialDecay(0.1, 10, 2, 0.02), "cosine", cosineDecay(0.1, 10, 0.02));

    private final JsonObject facts = TorchFacts.ofNumpy();

    @Test
    void everyStepIsTheirs() {
        var optimizers = facts.getAsJsonObject("optimizers");
        var rules = optimizers.getAsJsonObject("rules");
        assertEquals(rules.keySet(), RULES.keySet());
        RULES.forEach((name, rule) -> {
            var parameter = Tensor.parameter(tensor(optimizers.get("start")));
            var optimizer = rule.of(List.of(parameter));
            var steps = rules.getAsJsonArray(name);
            assertEquals(5, steps.size());
            for (int t = 0; t < steps.size(); t++) {
                parameter.setGrad(tensor(optimizers.getAsJsonArray("gradients").get(t)));
                optimizer.step();
                near(steps.get(t), parameter, name + ", step " + (t + 1));
            }
        });
    }

    @Test
    void everyRateIsTheirs() {
        var schedules = facts.getAsJsonObject("schedules");
        Set<String> named = new HashSet<>(SCHEDULES.keySet());
        named.add("plateau");
        assertEquals(schedules.keySet(), named);
        SCHEDULES.forEach((name, schedule) -> {
            double[] rates = tensor(schedules.get(name)).data();
            for (int t = 0; t < rates.length; t++) {
                assertEquals(rates[t], schedule.at(t), 1e-15, name + " at " + t);
            }
        });
        assertEquals(0.1, cosineDecay(0.1, 10, 0.03).at(0), "exact at both ends");
        assertEquals(0.03, polynomialDecay(0.1, 10, 3, 0.03).at(10));
    }

    @Test
    void aPlateauWithThresholdAndCooldown() {
        var theirs = facts.getAsJsonObject("schedules").getAsJsonObject("plateau");
        double[] losses = tensor(theirs.get("losses")).data();
        double[] rates = tensor(theirs.get("rates")).data();
        var plateau = reduceOnPlateau(0.1, 0.5, 1).threshold(0.1).cooldown(2);
        for (int i = 0; i < losses.length; i++) {
            assertEquals(rates[i], plateau.after(losses[i]), "after loss " + i + ", " + losses[i]);
        }
    }
}
