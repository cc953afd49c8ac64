package gradus.tensor;

import static gradus.TorchFacts.near;
import static gradus.TorchFacts.tensor;
import static gradus.loss.Losses.crossEntropy;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.sequential;
import static gradus.nn.Layers.tanh;
import static gradus.tensor.Jacobians.hessianVectorProduct;
import static gradus.tensor.Jacobians.jacobian;

import com.google.gson.JsonObject;
import gradus.TorchFacts;
import gradus.nn.Layer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Jacobians and Hessian-vector products by the parameters of a network, against PyTorch's. */
class TorchParametersTest {

    private final JsonObject facts = TorchFacts.all().getAsJsonObject("byParameters");
    private final Tensor x = tensor(facts.get("x"));
    private final Layer net = sequential(dense(2, 3).weights(each("parameters", 0), each("parameters", 1)), tanh(),
            dense(3, 2).weights(each("parameters", 2), each("parameters", 3)));

    private Tensor each(String what, int i) { return tensor(facts.getAsJsonArray(what).get(i)); }

    @Test
    void theJacobiansAreTheirs() {
        List<Tensor> ours = jacobian(net.forward(x), net.parameters());
        for (int i = 0; i < 4; i++) {
            near(facts.getAsJsonArray("jacobians").get(i), ours.get(i), "by parameter " + i);
        }
    }

    @Test
    void theHessianVectorProductsAreTheirs() {
        var loss = crossEntropy(net.forward(x), tensor(facts.get("labels")));
        List<Tensor> ours = hessianVectorProduct(loss, net.parameters(),
                IntStream.range(0, 4).mapToObj(i -> each("vectors", i)).toList());
        for (int i = 0; i < 4; i++) {
            near(facts.getAsJsonArray("products").get(i), ours.get(i), "of parameter " + i);
        }
    }
}
