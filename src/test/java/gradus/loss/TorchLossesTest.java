package gradus.loss;

import static gradus.TorchFacts.near;
import static gradus.TorchFacts.tensor;
import static gradus.loss.Losses.binaryCrossEntropy;
import static gradus.loss.Losses.crossEntropy;
import static gradus.loss.Losses.hinge;
import static gradus.loss.Losses.huber;
import static gradus.loss.Losses.klDivergence;
import static gradus.loss.Losses.meanAbsoluteError;
import static gradus.loss.Losses.meanSquaredError;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import gradus.TorchFacts;
import gradus.tensor.Tensor;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Values and gradients of losses against PyTorch's, whose hinge is taken times the number of classes. */
@Tag("kernels")
class TorchLossesTest {

    private final JsonObject facts = TorchFacts.all().getAsJsonObject("losses");
    private final Set<String> left = new HashSet<>(facts.getAsJsonObject("losses").keySet());

    private void compare(String name, UnaryOperator<Tensor> loss) {
        var fact = facts.getAsJsonObject("losses").getAsJsonObject(name);
        var x = Tensor.parameter(tensor(facts.get("x")));
        var value = loss.apply(x);
        value.backward();
        near(fact.get("value"), value, name);
        near(fact.get("gradient"), x.grad(), name + ", gradient");
        left.remove(name);
    }

    @Test
    void valuesAndGradientsAreTheirs() {
        var labels = tensor(facts.get("labels"));
        var other = tensor(facts.get("other"));
        var soft = tensor(facts.get("soft"));
        double[] weights = tensor(facts.get("weights")).data();
        compare("crossEntropy", x -> crossEntropy(x, labels));
        compare("crossEntropy sum", x -> crossEntropy().reduction(Reduction.SUM).of(x, labels));
        compare("crossEntropy soft", x -> crossEntropy(x, soft));
        compare("crossEntropy smoothed", x -> crossEntropy().labelSmoothing(0.1).of(x, labels));
        compare("crossEntropy weighted", x -> crossEntropy().classWeights(weights).of(x, labels));
        compare("crossEntropy weighted sum",
                x -> crossEntropy().classWeights(weights).reduction(Reduction.SUM).of(x, labels));
        compare("crossEntropy weighted smoothed", x -> crossEntropy().classWeights(weights).labelSmoothing(0.2).of(x, labels));
        compare("crossEntropy soft smoothed", x -> crossEntropy().labelSmoothing(0.2).of(x, soft));
        compare("crossEntropy soft weighted sum",
                x -> crossEntropy().classWeights(weights).reduction(Reduction.SUM).of(x, soft));
        compare("crossEntropy of probabilities", x -> crossEntropy().fromProbabilities().of(x.softmax(), labels));
        compare("meanSquaredError", x -> meanSquaredError(x, other));
        compare("meanAbsoluteError", x -> meanAbsoluteError(x, other));
        compare("huber", x -> huber(1.5).of(x, other));
        compare("binaryCrossEntropy", x -> binaryCrossEntropy(x, tensor(facts.get("shares"))));
        compare("huber at the border", x -> huber(1.5).of(x, x.detach().add(tensor(facts.get("borders")))));
        compare("meanSquaredError sum", x -> meanSquaredError().reduction(Reduction.SUM).of(x, other));
        compare("meanAbsoluteError at the target", x -> meanAbsoluteError(x, x.detach()));
        compare("binaryCrossEntropy sum", x -> binaryCrossEntropy().reduction(Reduction.SUM).of(x, tensor(facts.get("shares"))));
        compare("binaryCrossEntropy weighted sum", x -> binaryCrossEntropy().classWeights(1, 2.5).reduction(Reduction.SUM)
                .of(x, tensor(facts.get("shares"))));
        compare("binaryCrossEntropy of probabilities",
                x -> binaryCrossEntropy().fromProbabilities().of(x.sigmoid(), tensor(facts.get("shares"))));
        compare("hinge", x -> hinge(x, labels));
        compare("hinge squared", x -> hinge().squared().of(x, labels));
        compare("hinge margin", x -> hinge().margin(0.3).of(x, labels));
        compare("hinge weighted sum", x -> hinge().classWeights(weights).reduction(Reduction.SUM).of(x, labels));
        compare("klDivergence sum", x -> klDivergence().reduction(Reduction.SUM).of(x.softmax(), soft));
        compare("klDivergence", x -> klDivergence().of(x.softmax(), soft));
        assertEquals(Set.of(), left);
    }
}
