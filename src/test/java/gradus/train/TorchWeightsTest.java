package gradus.train;

import static gradus.TorchFacts.near;
import static gradus.TorchFacts.tensor;
import static gradus.loss.Losses.binaryCrossEntropy;
import static gradus.loss.Losses.crossEntropy;
import static gradus.loss.Losses.hinge;
import static gradus.loss.Losses.huber;
import static gradus.loss.Losses.meanAbsoluteError;
import static gradus.loss.Losses.meanSquaredError;
import static gradus.nn.Layers.dense;
import static gradus.optim.Optimizers.sgd;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import gradus.TorchFacts;
import gradus.data.Dataset;
import gradus.loss.Reduction;
import gradus.loss.WeightedLoss;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Losses of weighted samples, their gradients, and three steps of {@code fit} with sample weights, against PyTorch. */
class TorchWeightsTest {

    private final JsonObject facts = TorchFacts.all().getAsJsonObject("sampleWeights");
    private final Tensor labels = tensor(facts.get("labels"));
    private final Tensor weights = tensor(facts.get("weights"));

    @Test
    void valuesAndGradientsAreTheirs() {
        var other = tensor(facts.get("other"));
        Map<String, WeightedLoss<?>> losses = new LinkedHashMap<>();
        losses.put("crossEntropy", crossEntropy());
        losses.put("crossEntropy sum", crossEntropy().reduction(Reduction.SUM));
        losses.put("crossEntropy weighted mean", crossEntropy().reduction(Reduction.WEIGHTED_MEAN));
        losses.put("hinge", hinge());
        losses.put("meanSquaredError", meanSquaredError());
        losses.put("meanAbsoluteError", meanAbsoluteError());
        losses.put("huber", huber(1.5));
        losses.put("binaryCrossEntropy", binaryCrossEntropy());
        assertEquals(facts.getAsJsonObject("losses").keySet(), losses.keySet());
        losses.forEach((name, loss) -> {
            var fact = facts.getAsJsonObject("losses").getAsJsonObject(name);
            var x = Tensor.parameter(tensor(facts.get("x")));
            var target = name.startsWith("cross") || name.equals("hinge") ? labels
                    : name.startsWith("binary") ? tensor(facts.get("shares")) : other;
            var value = loss.of(x, target, weights);
            value.backward();
            near(fact.get("value"), value, name);
            near(fact.get("gradient"), x.grad(), name + ", gradient");
        });
    }

    @Test
    void threeStepsOfFitAreTheirs() {
        var net = dense(3, 3).weights(tensor(facts.get("start")), zeros(3));
        Training.fit(net, Dataset.of(tensor(facts.get("x")), labels)).loss(crossEntropy()).sampleWeights(weights)
                .optimizer(sgd(0.5)).epochs(3).batchSize(6).run(new Rng(1));
        near(facts.get("W"), net.W(), "W");
        near(facts.get("b"), net.b(), "b");
    }
}
