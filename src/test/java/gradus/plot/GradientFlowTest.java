package gradus.plot;

import static gradus.plot.Figures.gradientFlow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.init.Initializers;
import gradus.nn.Layer;
import gradus.nn.Layers;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GradientFlowTest {

    /** Ten layers of sigmoids after a backward pass. */
    private static Layer deep() {
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < 10; l++) layers.addAll(List.of(Layers.dense(20, 20), Layers.sigmoid()));
        Layer net = Layers.sequential(layers.toArray(Layer[]::new)).initialize(Initializers.xavierNormal(), new Rng(1));
        net.forward(Tensors.randn(new Rng(2), 30, 20)).square().mean().backward();
        return net;
    }

    private static double norm(Layer net, String name) {
        Tensor grad = net.namedParameters().get(name).grad();
        return Math.sqrt(grad.square().sum().item());
    }

    @Test
    void sigmoidsLetTheGradientVanish() throws IOException {
        Layer net = deep();
        GradientFlow plot = gradientFlow("Ten sigmoids let the gradient vanish", net);
        Gallery.check("gradient-flow", plot, Look.BLUE, Look.VERMILION);
        assertEquals("Ten sigmoids let the gradient vanish. Norms of gradients in 10 layers, log y axis: W "
                + Words.text(norm(net, "0.W")) + " in layer 0, " + Words.text(norm(net, "18.W")) + " in layer 18; b "
                + Words.text(norm(net, "0.b")) + " in layer 0, " + Words.text(norm(net, "18.b")) + " in layer 18.", plot.alt());
    }

    @Test
    void theFigureKeepsTheNormsOfItsMoment() {
        Layer net = deep();
        GradientFlow plot = gradientFlow("t", net);
        String before = plot.alt();
        net.parameters().forEach(parameter -> parameter.grad().data()[0] = 1e6);
        assertEquals(before, plot.alt());
    }

    @Test
    void zeroAndInfinityAreTold() throws IOException {
        Layer net = deep();
        fill(net, "0.W", 0);
        fill(net, "0.b", 0);
        fill(net, "2.W", Double.POSITIVE_INFINITY);
        net.namedParameters().get("4.b").setGrad(null);
        GradientFlow plot = gradientFlow("Three layers are broken", net);
        Gallery.check("gradient-flow-broken", plot, Look.BLUE, Look.VERMILION);
        String alt = plot.alt();
        assertTrue(alt.contains("W 0 in layer 0, " + Words.text(norm(net, "18.W")) + " in layer 18, not finite in layer 2"), alt);
        assertTrue(alt.endsWith("; without a gradient: 4.b."), alt);
        net.namedParameters().keySet().forEach(name -> fill(net, name, 0));
        Gallery.check("gradient-flow-dead", gradientFlow("Nothing flows at all", net));
    }

    @Test
    void tinyGradientsDoNotUnderflow() {
        Layer net = Layers.dense(2, 1).initialize(Initializers.constantInit(1), new Rng(1));
        net.forward(Tensors.ones(1, 2)).sum().backward();
        fill(net, net.namedParameters().keySet().iterator().next(), 1e-200);
        assertTrue(gradientFlow("t", net).alt().contains("1.414e-200"), gradientFlow("t", net).alt());
        assertTrue(gradientFlow("t", net).image().getWidth() <= 900 * Figure.SCALE);
    }

    @Test
    void errorsSayWhatToDo() {
        Layer net = Layers.dense(2, 1).initialize(Initializers.constantInit(1), new Rng(1));
        assertEquals("gradientFlow: no parameter of the net has a gradient; call backward() on a loss first, and draw before"
                + " zeroGrad()", message(() -> gradientFlow("t", net)));
        assertEquals("gradientFlow: the net has no parameters", message(() -> gradientFlow("t", Layers.relu())));
        Layer many = Layers.sequential(Stream.generate(() -> Layers.dense(1, 1)).limit(37).toArray(Layer[]::new));
        assertEquals("gradientFlow: 37 layers with parameters have no room side by side, at most 36 do; give a part of the net",
                message(() -> gradientFlow("t", many)));
    }

    private static void fill(Layer net, String name, double value) {
        Tensor grad = net.namedParameters().get(name).grad();
        if (grad != null) Arrays.fill(grad.data(), value);
    }

    private static String message(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
