package gradus.plot;

import static gradus.plot.Figures.decisionPlot;
import static gradus.tensor.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Dataset;
import gradus.init.Initializers;
import gradus.loss.Loss;
import gradus.loss.Losses;
import gradus.nn.Layer;
import gradus.nn.Layers;
import gradus.optim.Optimizers;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import gradus.train.Training;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionPlotTest {

    private static final Tensor FOUR = tensor(new double[][] {{-1, -1}, {-1, 1}, {1, -1}, {1, 1}});

    /** Class 1 is the disc with radius 1.2, with some noise. */
    private static Tensor[] disc(int n) {
        Rng rng = new Rng(5);
        Tensor x = Tensors.randn(rng, n, 2);
        double[] y = new double[n];
        for (int i = 0; i < n; i++) y[i] = Math.hypot(x.get(i, 0), x.get(i, 1)) + 0.15 * rng.normal() < 1.2 ? 1 : 0;
        return new Tensor[] {x, tensor(y)};
    }

    private static Layer trained(Layer net, Tensor x, Tensor y, Loss loss) {
        net.initialize(Initializers.heNormal(), new Rng(1));
        Training.fit(net, new Dataset("points", x, y, List.of("x1", "x2"),
                y.rank() == 1 ? List.of("a", "b", "c") : List.of())).loss(loss).optimizer(Optimizers.adam(0.02)).epochs(60).batchSize(32)
                .run(new Rng(2));
        return net;
    }

    @Test
    void oneOutputIsAProbabilityOfClassOne() throws IOException {
        Tensor[] data = disc(200);
        Tensor column = data[1].reshape(-1, 1);
        Layer net = trained(Layers.sequential(Layers.dense(2, 16), Layers.tanh(), Layers.dense(16, 1)), data[0], column,
                Losses.binaryCrossEntropy());
        DecisionPlot plot = decisionPlot("One hidden layer encloses the disc", net, data[0], column)
                .classNames(List.of("outside", "inside"));
        Gallery.check("decision", plot, Look.BLUE, Look.VERMILION);
        Tensor z = Training.predict(net, data[0]);
        int right = 0;
        for (int i = 0; i < 200; i++) if (z.get(i, 0) >= 0 == (data[1].get(i) == 1)) right++;
        assertTrue(plot.alt().contains("200 points, x₂ over x₁: " + Words.percent(right / 200.0)
                + " on the right side of the boundary; outside "), plot.alt());
    }

    /** Between 0s and 1s alone a boundary has teeth: they make the second one wider. */
    @Test
    void theBoundaryOfAStepIsStraight() {
        Layer unit = Layers.dense(2, 1).weights(tensor(new double[][] {{1}, {0.37}}), tensor(0.1));
        double straight = widthOfBoundary(decisionPlot("t", Layers.sequential(unit, Layers.step()), FOUR, tensor(0, 0, 1, 1)));
        double teeth = widthOfBoundary(decisionPlot("t", x -> unit.forward(x).step(), FOUR, tensor(0, 0, 1, 1)).fromProbabilities());
        assertTrue(straight < 6, "from " + straight + " pixels");
        assertTrue(teeth > straight + 2, straight + " and " + teeth + " pixels");
    }

    /** In pixels across the line x + 0.37 y = constant; one unit is as long in x as in y, and y points down in an image. */
    private static double widthOfBoundary(DecisionPlot plot) {
        BufferedImage image = plot.image();
        List<Double> ink = new ArrayList<>();
        for (int y = image.getHeight() / 3; y < image.getHeight() / 2; y++) {
            for (int x = image.getWidth() / 4; x < image.getWidth() / 2; x++) {
                Color color = new Color(image.getRGB(x, y));
                if (color.getRed() + color.getGreen() + color.getBlue() < 180) ink.add(x - 0.37 * y);
            }
        }
        assertTrue(ink.size() > 300, "dark pixels: " + ink.size());
        return Collections.max(ink) - Collections.min(ink);
    }

    @Test
    void moreClassesMeetAtTheirBoundaries() throws IOException {
        Rng rng = new Rng(3);
        double[][] x = new double[240][];
        double[] y = new double[240];
        for (int i = 0; i < 240; i++) {
            y[i] = i % 3;
            x[i] = new double[] {2 * Math.cos(2.1 * y[i]) + 0.8 * rng.normal(), 2 * Math.sin(2.1 * y[i]) + 0.8 * rng.normal()};
        }
        Layer net = trained(Layers.sequential(Layers.dense(2, 3)), tensor(x), tensor(y), Losses.crossEntropy());
        Gallery.check("decision-three", decisionPlot("Three linear scores cut the plane at straight lines", net, tensor(x),
                tensor(y)).xLabel("petal length (cm)").yLabel("petal width (cm)"), Look.BLUE, Look.VERMILION, Look.color(2));
    }

    @Test
    void marginsLieWhereScoresDifferByOne() throws IOException {
        Tensor x = tensor(new double[][] {{-2, 0.5}, {-1.5, -1}, {-0.5, 0.3}, {1.2, 0.2}, {2, -1}, {1.8, 1}, {0.3, -0.7}});
        DecisionPlot plot = decisionPlot("Three points lie within the margin, or on the wrong side",
                p -> p.slice(1, 0, 1), x, tensor(-1, -1, -1, 1, 1, 1, -1)).margins().range(-3, 3, -2, 2);
        Gallery.check("decision-margins", plot, Look.BLUE, Look.VERMILION);
        assertTrue(plot.alt().endsWith("class -1 3 of 4, 49.8 % of the area; class 1 3 of 3, 50.2 % of the area; 2 points"
                + " between the margins; shaded by the gap between the scores, full from 1 on."), plot.alt());
    }

    /** At x₁ = 1.5 the gap of 1.5 has the full colour, softmax is at 0.82; at x₁ = 0.5 half of it. */
    @Test
    void aHingeNetIsShadedByTheGapOfItsScores() throws IOException {
        Tensor x = tensor(new double[][] {{-2, 0.5}, {1.2, 0.2}, {2, -1}, {-1, 0}});
        DecisionPlot plot = decisionPlot("Beyond the margin all is equally sure", p -> p.slice(1, 0, 1), x, tensor(-1, 1, 1, -1))
                .margins().marked("support vector", 1, 3).range(-3, 3, -2, 2);
        var image = Gallery.check("decision-gap", plot, Look.BLUE, Look.VERMILION);
        Color full = Look.mix(Color.WHITE, Look.VERMILION, 0.5);
        // two thirds of the right half lie beyond the margin
        int right = Gallery.count(image, full);
        int left = Gallery.count(image, Look.mix(Color.WHITE, Look.BLUE, 0.5));
        assertEquals(1, left / (double) right, 0.05);
        assertTrue(right > 100_000, right + " pixels");
        assertTrue(plot.alt().endsWith("; support vector: points 1, 3."), plot.alt());
        assertFalse(decisionPlot("t", p -> p.slice(1, 0, 1), x, tensor(-1, 1, 1, -1)).alt().contains("gap"));
    }

    @Test
    void errorsOfMarksAndGapsSayWhatToDo() {
        Layer sum = p -> p.sum(1);
        DecisionPlot plot = decisionPlot("t", sum, FOUR, tensor(0, 1, 0, 1));
        assertEquals("decisionPlot: marked \"support vector\" has point 4, there are points 0 to 3",
                message(() -> plot.marked("support vector", 4)));
        assertEquals("decisionPlot: marked needs a name and at least one point, here are \"v\" and 0 points",
                message(() -> plot.marked("v")));
        assertEquals("decisionPlot: gap() needs scores, these outputs are probabilities; leave gap() out, or the sigmoid or"
                + " softmax at the end of the network", message(() -> decisionPlot("t", Layers.sequential(sum, Layers.sigmoid()),
                FOUR, tensor(0, 1, 0, 1)).gap()));
        assertEquals("decisionPlot: gap() and margins() need scores, fromProbabilities() takes the outputs as probabilities;"
                + " leave one out", message(() -> plot.gap().fromProbabilities()));
    }

    @Test
    void twoOutputsSayTheSameAsTheirDifference() {
        Layer one = p -> p.matmul(tensor(new double[][] {{1}, {2}}));
        Layer two = p -> p.matmul(tensor(new double[][] {{-0.5, 0.5}, {-1, 1}}));
        Tensor y = tensor(0, 1, 0, 1);
        DecisionPlot single = decisionPlot("t", one, FOUR, y).margins();
        DecisionPlot pair = decisionPlot("t", two, FOUR, Tensors.oneHot(y, 2)).margins();
        assertEquals(single.alt(), pair.alt());
        assertArrayEquals(single.png(), pair.png());
    }

    @Test
    void networksThatEndInProbabilitiesHaveTheirBoundaryAtOneHalf() {
        Layer scores = Layers.sequential(Layers.dense(2, 1)).initialize(Initializers.constantInit(1), new Rng(1));
        Layer sigmoid = Layers.sequential(scores, Layers.sequential(Layers.sigmoid()));
        Tensor y = tensor(0, 0, 1, 1);
        String alt = decisionPlot("t", scores, FOUR, y).alt();
        assertEquals(alt, decisionPlot("t", sigmoid, FOUR, y).alt());
        assertEquals(alt, decisionPlot("t", sigmoid::forward, FOUR, y).fromProbabilities().alt());
        assertEquals(alt, decisionPlot("t", Layers.sequential(scores, Layers.step()), FOUR, y).alt());
        assertTrue(decisionPlot("t", sigmoid::forward, FOUR, y).alt().contains("100 % of the area"));
    }

    @Test
    void theNetworkKeepsItsModeAndTheFigureItsNetwork() {
        var net = Layers.sequential(Layers.dense(2, 8), Layers.batchNorm(8), Layers.dropout(0.5), Layers.dense(8, 1));
        net.initialize(Initializers.heNormal(), new Rng(1));
        String buffers = net.buffers().toString();
        DecisionPlot plot = decisionPlot("t", net, FOUR, tensor(0, 1, 1, 0));
        assertTrue(net.training());
        assertEquals(buffers, net.buffers().toString());
        assertFalse(plot.title("u").alt().startsWith("t"));
        byte[] before = plot.png();
        net.initialize(Initializers.heNormal(), new Rng(2));
        assertArrayEquals(before, plot.png());
    }

    @Test
    void placesWithoutAnAnswerAreGrey() {
        DecisionPlot plot = decisionPlot("t", p -> p.slice(1, 0, 1).sqrt(), FOUR, tensor(0, 0, 1, 1)).range(-1, 1, -1, 1);
        assertTrue(plot.alt().endsWith("; NaN in 49.8 % of the area."), plot.alt());
        assertTrue(Gallery.count(plot.image(), Look.FRAME) > 10_000);
    }

    @Test
    void textCanBeReadOnWhiteAndPointsSeenOnTheField() {
        for (int c = 0; c < 7; c++) {
            assertTrue(Look.contrast(Look.readable(Look.color(c)), Color.WHITE) >= 4.5);
            assertTrue(Look.contrast(Look.INK, Look.mix(Color.WHITE, Look.color(c), 0.5)) >= 3, "boundary on " + c);
        }
    }

    @Test
    void errorsNameTheSizes() {
        Layer sum = p -> p.sum(1);
        Layer three = p -> Tensors.zeros(p.size(0), 3);
        Tensor y = tensor(0, 1, 0, 1);
        assertEquals("decisionPlot: x has shape (4, 3), it should be (n, 2): the plane has two inputs",
                message(() -> decisionPlot("t", sum, Tensors.zeros(4, 3), y)));
        assertEquals("decisionPlot: point 1 is (NaN, 2), which is not finite; leave it out",
                message(() -> decisionPlot("t", sum, tensor(new double[][] {{0, 1}, {Double.NaN, 2}}), tensor(0, 1))));
        assertEquals("decisionPlot: x and y are empty", message(() -> decisionPlot("t", sum, Tensors.zeros(0, 2), y)));
        assertEquals("decisionPlot: 4 points, but 3 labels; every point needs one",
                message(() -> decisionPlot("t", sum, FOUR, tensor(0, 1, 0))));
        assertEquals("decisionPlot: label 3 is 3, but 3 outputs have the classes 0 to 2",
                message(() -> decisionPlot("t", three, FOUR, tensor(0, 1, 2, 3))));
        assertEquals("decisionPlot: label 1 is 2, but one output has the classes 0 and 1, or -1 and 1",
                message(() -> decisionPlot("t", sum, FOUR, tensor(0, 2, 0, 1))));
        assertEquals("decisionPlot: label 1 is 0, but one output has the classes 0 and 1, or -1 and 1",
                message(() -> decisionPlot("t", sum, FOUR, tensor(-1, 0, 1, 1))));
        assertEquals("decisionPlot: y has shape (4, 2), it should be class numbers (n), or one-hot (n, 3)",
                message(() -> decisionPlot("t", three, FOUR, Tensors.oneHot(y, 2))));
        assertEquals("decisionPlot: label 0 is 0.5, labels should be whole numbers",
                message(() -> decisionPlot("t", sum, FOUR, tensor(0.5, 1, 0, 1))));
        assertEquals("decisionPlot: for inputs (4, 2) the outputs are (1), they should be (n), (n, 1) or (n, C)",
                message(() -> decisionPlot("t", p -> p.sum().reshape(1), FOUR, y)));
        assertEquals("decisionPlot: the outputs are NaN at all 4 points; did training diverge?",
                message(() -> decisionPlot("t", p -> p.sum(1).mul(Double.NaN), FOUR, y)));
        assertEquals("decisionPlot: an output is [2], which is no probability; leave fromProbabilities() out for scores",
                message(() -> decisionPlot("t", p -> p.sum(1).mul(0).add(2), FOUR, y).fromProbabilities()));
        assertEquals("decisionPlot: margins lie between two classes, here are 3; leave margins() out",
                message(() -> decisionPlot("t", three, FOUR, y).margins()));
        assertEquals("decisionPlot: margins need scores, these outputs are probabilities; leave the sigmoid or softmax at"
                + " the end of the network out", message(() -> decisionPlot("t", Layers.sequential(sum, Layers.sigmoid()),
                FOUR, y).classNames(List.of("a", "b")).range(0, 1, 0, 1).margins()));
        assertEquals("decisionPlot: 2 class names for 3 classes",
                message(() -> decisionPlot("t", three, FOUR, y).classNames(List.of("a", "b"))));
        assertEquals("decisionPlot: x is 1 to 1, it should run from a smaller to a larger number",
                message(() -> decisionPlot("t", sum, FOUR, y).range(1, 1, 0, 2)));
    }

    private static String message(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
