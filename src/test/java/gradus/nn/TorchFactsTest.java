package gradus.nn;

import static gradus.nn.Layers.batchNorm;
import static gradus.nn.Layers.elu;
import static gradus.nn.Layers.gelu;
import static gradus.nn.Layers.geluTanh;
import static gradus.nn.Layers.layerNorm;
import static gradus.nn.Layers.leakyRelu;
import static gradus.nn.Layers.logSoftmax;
import static gradus.nn.Layers.mish;
import static gradus.nn.Layers.prelu;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.selu;
import static gradus.nn.Layers.sigmoid;
import static gradus.nn.Layers.silu;
import static gradus.nn.Layers.softmax;
import static gradus.nn.Layers.softplus;
import static gradus.nn.Layers.tanh;
import static gradus.TorchFacts.near;
import static gradus.TorchFacts.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gradus.TorchFacts;
import gradus.tensor.Tensor;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Values, gradients and running statistics against PyTorch's; torch.json is made by src/test/python/make_torch_facts.py. */
@Tag("kernels")
class TorchFactsTest {

    private final JsonObject facts = TorchFacts.all();

    /** The layer's output, and the gradients with respect to its input and its parameters. */
    private static void compare(String what, Layer layer, JsonObject fact) {
        var x = Tensor.parameter(tensor(fact.get("x")));
        layer.parameters().forEach(Tensor::zeroGrad);
        var y = layer.forward(x);
        near(fact.get("y"), y, what);
        y.backward(tensor(fact.get("g")));
        var gradients = fact.getAsJsonArray("gradients");
        assertEquals(1 + layer.parameters().size(), gradients.size(), what);
        near(gradients.get(0), x.grad(), what + ", gradient of the input");
        for (int i = 1; i < gradients.size(); i++) {
            near(gradients.get(i), layer.parameters().get(i - 1).grad(), what + ", gradient of parameter " + i);
        }
    }

    private static void set(Tensor parameter, JsonElement values) {
        System.arraycopy(tensor(values).data(), 0, parameter.data(), 0, parameter.size());
    }

    @Test
    void activations() {
        var their = facts.getAsJsonObject("activations");
        Set<String> left = new HashSet<>(their.keySet());
        for (var layer : new Layer[]{relu(), tanh(), sigmoid(), leakyRelu(), elu(), elu(0.7), selu(), gelu(), geluTanh(),
                silu(), mish(), softplus(), softmax(), logSoftmax()}) {
            compare(layer.name(), layer, their.getAsJsonObject(layer.name()));
            left.remove(layer.name());
        }
        var prelu = their.getAsJsonObject("prelu");
        compare("prelu", prelu(6).slopes(tensor(prelu.get("slopes")).data()), prelu);
        assertEquals(Set.of("prelu"), left);
    }

    @Test
    void batchNormOverFourBatchesAndInInference() {
        var their = facts.getAsJsonObject("batchNorm");
        var layer = batchNorm(5);
        set(layer.gamma(), their.get("gamma"));
        set(layer.beta(), their.get("beta"));
        assertEquals(4, their.getAsJsonArray("steps").size());
        for (var step : their.getAsJsonArray("steps")) {
            compare("batchNorm", layer, step.getAsJsonObject());
            near(step.getAsJsonObject().get("mean"), layer.runningMean(), "running mean");
            near(step.getAsJsonObject().get("variance"), layer.runningVariance(), "running variance");
        }
        layer.training(false);
        compare("batchNorm in inference", layer, their.getAsJsonObject("inference"));
        near(their.getAsJsonArray("steps").get(3).getAsJsonObject().get("mean"), layer.runningMean(), "stays");
    }

    @Test
    void layerNormOfAStack() {
        var their = facts.getAsJsonObject("layerNorm");
        var layer = layerNorm(5);
        set(layer.gamma(), their.get("gamma"));
        set(layer.beta(), their.get("beta"));
        compare("layerNorm", layer, their);
    }
}
