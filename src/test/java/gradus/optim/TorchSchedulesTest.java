package gradus.optim;

import static gradus.TorchFacts.tensor;
import static gradus.optim.Schedules.constantRate;
import static gradus.optim.Schedules.cosineDecay;
import static gradus.optim.Schedules.exponentialDecay;
import static gradus.optim.Schedules.polynomialDecay;
import static gradus.optim.Schedules.reduceOnPlateau;
import static gradus.optim.Schedules.stepDecay;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import gradus.TorchFacts;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rates of each schedule from its start to beyond its end, against PyTorch's. */
class TorchSchedulesTest {

    private static final Map<String, Schedule> OURS = Map.of(
            "step", stepDecay(0.1, 0.5, 4),
            "exponential", exponentialDecay(0.1, -Math.log(0.9)),
            "polynomial", polynomialDecay(0.1, 10, 2),
            "linear", polynomialDecay(0.1, 10, 1),
            "cosine", cosineDecay(0.1, 10),
            "constant", constantRate(0.1));

    private final JsonObject facts = TorchFacts.all().getAsJsonObject("schedules");

    @Test
    void everyRateIsTheirs() {
        Set<String> named = new HashSet<>(OURS.keySet());
        named.add("plateau");
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
        var theirs = facts.getAsJsonObject("plateau");
        double[] losses = tensor(theirs.get("losses")).data();
        double[] rates = tensor(theirs.get("rates")).data();
        var plateau = reduceOnPlateau(0.1, 0.5, 2);
        for (int i = 0; i < losses.length; i++) {
            assertEquals(rates[i], plateau.after(losses[i]), "after loss " + i + ", " + losses[i]);
        }
    }
}
