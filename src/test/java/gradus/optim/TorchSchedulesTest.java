package gradus.optim;

import static gradus.TorchFacts.tensor;
import static gradus.optim.Schedules.constantRate;
import static gradus.optim.Schedules.cosineDecay;
import static gradus.optim.Schedules.exponentialDecay;
import static gradus.optim.Schedules.multiStepDecay;
import static gradus.optim.Schedules.polynomialDecay;
import static gradus.optim.Schedules.reduceOnPlateau;
import static gradus.optim.Schedules.stepDecay;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import gradus.TorchFacts;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rates of each schedule from its start to beyond its end, against PyTorch's. */
class TorchSchedulesTest {

    private static final Map<String, Schedule> OURS = Map.ofEntries(
            Map.entry("step", stepDecay(0.1, 0.5, 4)),
            Map.entry("exponential", exponentialDecay(0.1, -Math.log(0.9))),
            Map.entry("polynomial", polynomialDecay(0.1, 10, 2)),
            Map.entry("polynomial to an end", polynomialDecay(0.1, 10, 2, 0.02)),
            Map.entry("linear", polynomialDecay(0.1, 10, 1)),
            Map.entry("linear to an end", polynomialDecay(0.1, 10, 1, 0.02)),
            Map.entry("multistep", multiStepDecay(0.1, 0.5, 3, 7, 8)),
            Map.entry("cosine", cosineDecay(0.1, 10)),
            Map.entry("cosine to an end", cosineDecay(0.1, 10, 0.02)),
            Map.entry("constant", constantRate(0.1)));

    private final JsonObject facts = TorchFacts.all().getAsJsonObject("schedules");

    @Test
    void everyRateIsTheirs() {
        Set<String> named = new HashSet<>(OURS.keySet());
        named.addAll(List.of("plateau", "plateau cooled"));
        assertEquals(facts.keySet(), named);
        OURS.forEach((name, schedule) -> {
            double[] rates = tensor(facts.get(name)).data();
            for (int t = 0; t < rates.length; t++) {
                assertEquals(rates[t], schedule.at(t), 1e-15, name + " at " + t);
            }
        });
    }

    @Test
    void aPlateauIsNoticedAfterTheSameLoss() {
        waits("plateau", reduceOnPlateau(0.1, 0.5, 2));
        waits("plateau cooled", reduceOnPlateau(0.1, 0.5, 1).threshold(0.1).cooldown(2));
    }

    private void waits(String name, ReduceOnPlateau plateau) {
        var theirs = facts.getAsJsonObject(name);
        double[] losses = tensor(theirs.get("losses")).data();
        double[] rates = tensor(theirs.get("rates")).data();
        for (int i = 0; i < losses.length; i++) {
            assertEquals(rates[i], plateau.after(losses[i]), "after loss " + i + ", " + losses[i]);
        }
    }
}
