package gradus.nn;

import static gradus.nn.Layers.elu;
import static gradus.nn.Layers.gelu;
import static gradus.nn.Layers.geluTanh;
import static gradus.nn.Layers.identity;
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
import static gradus.nn.Layers.step;
import static gradus.nn.Layers.swish;
import static gradus.nn.Layers.tanh;
import static gradus.tensor.Tensors.concat;
import static gradus.tensor.Tensors.full;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Values and derivatives of the activations from x = −800 to 800, right to 1e-12 of the value or 1e-300.
 *
 * <p>The facts in activations.csv were computed with 1600 digits by src/test/python/make_activation_facts.py.
 */
@Tag("kernels")
class ActivationFactsTest {

    private static final double RELATIVE = 1e-12;
    private static final double ABSOLUTE = 1e-300;

    private static final Map<String, Layer> LAYERS = new HashMap<>();

    static {
        for (var layer : new Layer[]{identity(), sigmoid(), tanh(), relu(), leakyRelu(), elu(), elu(0.7), selu(), gelu(),
                geluTanh(), silu(), swish(2.5), mish(), softplus(), step()}) {
            LAYERS.put(layer.name(), layer);
        }
        LAYERS.put("prelu(0.25)", prelu());
        LAYERS.put("prelu(1.5)", prelu().slopes(1.5));
        LAYERS.put("softmax", x -> first(softmax(), x));
        LAYERS.put("logSoftmax", x -> first(logSoftmax(), x));
    }

    /** Of the scores (x, 0, 1) in each row, what becomes of x. */
    private static Tensor first(Layer layer, Tensor x) {
        int n = x.size();
        return layer.forward(concat(1, x.reshape(n, 1), full(0, n, 1), full(1, n, 1))).slice(1, 0, 1).reshape(n);
    }

    private record Fact(String function, double x, double value, double derivative) {
    }

    private static List<Fact> facts() throws IOException {
        try (InputStream in = ActivationFactsTest.class.getResourceAsStream("activations.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).map(line -> {
                String[] cells = line.split(",");
                return new Fact(cells[0], Double.parseDouble(cells[1]), Double.parseDouble(cells[2]),
                        Double.parseDouble(cells[3]));
            }).toList();
        }
    }

    @Test
    void valuesAndDerivativesAreRightAsFarAs800() throws IOException {
        var wrong = new ArrayList<String>();
        var facts = facts();
        for (var function : LAYERS.keySet()) {
            var its = facts.stream().filter(fact -> fact.function().equals(function)).toList();
            assertEquals(62, its.size(), function);
            var x = Tensor.parameter(Tensor.of(its.stream().mapToDouble(Fact::x).toArray(), its.size()));
            var y = LAYERS.get(function).forward(x);
            y.sum().backward();
            for (int i = 0; i < its.size(); i++) {
                compare(its.get(i), "value", its.get(i).value(), y.data()[i], wrong);
                compare(its.get(i), "derivative", its.get(i).derivative(), x.grad().data()[i], wrong);
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static void compare(Fact fact, String what, double expected, double actual, List<String> wrong) {
        if (!(Math.abs(actual - expected) <= Math.max(RELATIVE * Math.abs(expected), ABSOLUTE))) {
            wrong.add(fact.function() + " at " + fact.x() + ": " + what + " should be " + expected + ", is " + actual);
        }
    }

    @Test
    void everyFactIsUsed() throws IOException {
        var named = new TreeSet<String>();
        facts().forEach(fact -> named.add(fact.function()));
        assertEquals(new TreeSet<>(LAYERS.keySet()), named);
    }
}
