package gradus.plot;

import static gradus.init.Initializers.heNormal;
import static gradus.init.Initializers.xavierNormal;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.maxout;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.residual;
import static gradus.nn.Layers.sequential;
import static gradus.nn.Layers.sigmoid;
import static gradus.nn.Layers.softmax;
import static gradus.nn.Layers.tanh;
import static gradus.plot.Figures.network;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.rand;
import static gradus.tensor.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.nn.Layer;
import gradus.nn.Sequential;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class NetworkPictureTest {

    /** Goodfellow, Bengio and Courville 2016, section 6.1. */
    static Sequential xor() {
        return sequential(dense(2, 2).weights(tensor(new double[][] {{1, 1}, {1, 1}}), tensor(0, -1)), relu(),
                dense(2, 1).weights(tensor(new double[][] {{1}, {-2}}), tensor(0.0)));
    }

    /** The worked example of the lectures: x = (1, 0, 1), target 1. */
    static Sequential worked() {
        return sequential(
                dense(3, 2).weights(tensor(new double[][] {{0.2, -0.3}, {0.4, 0.1}, {-0.5, 0.2}}), tensor(-0.4, 0.2)), sigmoid(),
                dense(2, 1).weights(tensor(new double[][] {{-0.3}, {-0.2}}), tensor(0.1)), sigmoid());
    }

    static NetworkPicture workedPicture() {
        return network(worked()).biases().input(1, 0, 1).deltas(y -> y.sub(1).square());
    }

    static Sequential thinned() {
        return sequential(dense(4, 5), relu(), dropout(0.5), dense(5, 5), relu(), dropout(0.5), dense(5, 1))
                .initialize(heNormal(), new Rng(8));
    }

    private static Sequential digits() {
        return sequential(dense(64, 32), relu(), dense(32, 10), softmax()).initialize(heNormal(), new Rng(1));
    }

    private static Sequential deep() {
        Layer[] layers = new Layer[24];
        for (int i = 0; i < 24; i += 2) {
            layers[i] = dense(i == 0 ? 1000 : 500, i == 22 ? 10 : 500);
            layers[i + 1] = i == 22 ? softmax() : tanh();
        }
        return sequential(layers).initialize(xavierNormal(), new Rng(1));
    }

    private static BufferedImage check(String name, NetworkPicture picture, Color... colors) throws IOException {
        assertTrue(picture.alt().length() < 600, picture.alt());
        NetDrawing drawing = new NetDrawing(picture);
        NetLayout layout = drawing.layout();
        List<Rectangle2D> boxes = new ArrayList<>();
        double r = layout.radius();
        for (NetLayout.Unit u : layout.units()) boxes.add(new Rectangle2D.Double(u.x() - r, u.y() - r, 2 * r, 2 * r + drawing.below()));
        for (NetLayout.Label label : layout.labels()) boxes.add(label.box());
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = 0; j < i; j++) assertFalse(boxes.get(i).intersects(boxes.get(j)), name + ": " + boxes.get(i) + " on " + boxes.get(j));
        }
        return Gallery.check(name, picture, colors);
    }

    @Test
    void aSmallNetShowsItsWeights() throws IOException {
        NetworkPicture xor = network(xor()).biases().inputNames("x₁", "x₂").outputNames("XOR");
        BufferedImage image = check("net-xor", xor, Look.VERMILION, Look.BLUE);
        assertEquals("2 inputs, 2 hidden units, 1 output: 6 weights and 3 biases. Net drawn as circles and lines: 2 inputs; 2 units"
                + " (ReLU); 1 output. Weights from -2 to 1, the strongest -2 from unit 2 to output 1.", xor.alt());
        NetLayout layout = new NetDrawing(xor).layout();
        assertEquals(9, layout.labels().size(), "six weights and three biases");
        assertEquals(7, layout.units().size(), "five units, and two that are always 1");
        // the strongest weight is the only one in full vermilion and as thick as the key says: near its right end
        NetLayout.Weight strongest = layout.weights().stream().filter(w -> w.value() == -2).findFirst().orElseThrow();
        assertEquals(Look.VERMILION, at(image, xor, strongest, 0.8));
        NetLayout.Weight one = layout.weights().stream().filter(w -> w.value() == 1).findFirst().orElseThrow();
        assertEquals(Look.mix(Color.WHITE, Look.BLUE, 0.2 + 0.8 * 3 / 5), at(image, xor, one, 0.8));
    }

    /** The colour in the middle of a line, at this share of its way. */
    private static Color at(BufferedImage image, NetworkPicture picture, NetLayout.Weight weight, double share) {
        double x = weight.from().x() + share * (weight.to().x() - weight.from().x());
        double y = weight.from().y() + share * (weight.to().y() - weight.from().y());
        Figure.Drawing drawing = picture.drawing(Figure.ROOM);
        double top = image.getHeight() / (double) Figure.SCALE - Look.MARGIN - drawing.height();
        return new Color(image.getRGB((int) (Figure.SCALE * (x + Look.MARGIN)), (int) (Figure.SCALE * (y + top))));
    }

    @Test
    void anExampleShowsValuesAndDeltas() throws IOException {
        check("net-xor-input", network(xor()).biases().input(1, 0));
        check("net-worked", network(worked()).input(1, 0, 1).deltas(y -> y.sub(1).square()));
        BufferedImage black = check("net-worked-biases", workedPicture());
        assertEquals(0, Gallery.count(black, GraphPicture.GRADIENT), "vermilion is for numbers below 0, and a δ may be above");
        assertEquals("For (1, 0, 1) the net gives 0.4739. Net drawn as circles and lines: 3 inputs: 1, 0, 1; 2 units (sigmoid):"
                + " 0.3318, 0.525, δ 0.01745, 0.01308; 1 output (sigmoid): 0.4739, δ -0.2623. 8 weights and 3 biases, weights from"
                + " -0.5 to 0.4, the strongest -0.5 from input 3 to unit 1.", workedPicture().alt());
    }

    @Test
    void unitsAreNumberedFromTheLeftAndFromAbove() throws IOException {
        NetworkPicture picture = workedPicture().numbered();
        assertEquals(List.of("1", "3", "4", "5", "6"), List.of(picture.number(0, 0), picture.number(0, 2), picture.number(1, 0),
                picture.number(1, 1), picture.number(2, 0)));
        assertEquals("", workedPicture().number(2, 0));
        assertTrue(Gallery.count(check("net-numbered", picture), Look.QUIET_INK) > Gallery.count(check("net-worked-biases",
                workedPicture()), Look.QUIET_INK));
        check("net-numbered-xor", network(xor()).biases().numbered());
    }

    @Test
    void drawingLeavesTheNetAsItWas() {
        Sequential net = worked();
        network(net).input(1, 0, 1).deltas(y -> y.sub(1).square());
        assertNull(net.parameters().get(0).grad());
        Sequential random = thinned();
        NetworkPicture picture = network(random).dropout();
        assertEquals(picture.alt(), network(random).dropout().alt());
        assertTrue(random.training() && random.layers().get(2).training());
        // what is struck out is what the next pass drops
        boolean[] dropped = NetColumn.run(NetColumn.of(random), null, true, null).dropped()[1];
        Tensor mask = random.layers().get(2).forward(ones(1, 5));
        for (int i = 0; i < 5; i++) assertEquals(mask.data()[i] == 0, dropped[i]);
        random.training(false);
        network(random).dropout();
        assertFalse(random.layers().get(2).training());
    }

    @Test
    void droppedUnitsAreStruckOutAndLoseTheirLines() throws IOException {
        NetworkPicture picture = network(thinned()).dropout();
        check("net-dropout", picture, NetDrawing.DROPPED);
        assertTrue(picture.alt().startsWith("Dropout takes out 4 of 10 units in this pass."), picture.alt());
        assertTrue(picture.alt().contains("dropped 1, 2, 4"), picture.alt());
        NetLayout layout = new NetDrawing(picture).layout();
        long lost = layout.weights().stream().filter(NetLayout.Weight::dropped).count();
        assertEquals(3 * 4 + 25 - 2 * 4 + 1, lost);
        check("net-dropout-input", network(thinned()).dropout().input(1, 2, -1, 0.5));
        assertFalse(network(thinned()).input(1, 2, -1, 0.5).alt().contains("dropped"), "without dropout() as in inference");
    }

    @Test
    void largeLayersAndDeepNetsAreAbbreviated() throws IOException {
        NetworkPicture net = network(digits()).outputNames("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        check("net-digits", net);
        NetLayout layout = new NetDrawing(net).layout();
        assertEquals(List.of(0, 1, 62, 63), layout.units().stream().filter(u -> u.column() == 0).map(NetLayout.Unit::index).toList());
        assertEquals(10, layout.units().stream().filter(u -> u.column() == 2).count());
        check("net-digits-input", network(digits()).input(rand(new Rng(3), 64)));
        check("net-deep", network(deep()));
        assertTrue(network(deep()).alt().contains("1000 inputs; 11 times 500 units (tanh); 10 outputs (softmax)"), network(deep()).alt());
        assertEquals(6, new NetDrawing(network(deep())).layout().units().stream().map(NetLayout.Unit::column).distinct().count());
    }

    @Test
    void withoutValuesLinesAreGrey() throws IOException {
        NetworkPicture plain = network(sequential(dense(3, 4), sigmoid(), dense(4, 2)));
        BufferedImage image = check("net-plain", plain, Look.FRAME);
        assertEquals(0, Gallery.count(image, Look.BLUE));
        assertTrue(plain.alt().endsWith(" Weights all 0."), plain.alt());
        assertEquals(List.of(), new NetDrawing(plain).layout().labels());
    }

    @Test
    void everyTextCanBeReadAndThePictureIsTheSameAgain() {
        for (NetworkPicture picture : List.of(workedPicture(), network(digits()).input(rand(new Rng(3), 64)), network(thinned()).dropout())) {
            for (TextContrast.Text text : TextContrast.of(picture.drawing(Figure.ROOM))) assertTrue(text.contrast() >= 4.5, text.toString());
        }
        assertArrayEquals(workedPicture().png(), workedPicture().png());
        assertEquals("First", network(xor()).title("First").title());
    }

    @Test
    void netsThatCannotBeDrawnAreRefused() {
        assertEquals("network: sequential of 2 layers has no dense layer, so there are no units to draw; give a net such as"
                + " sequential(dense(3, 2), sigmoid(), dense(2, 1))", message(() -> network(sequential(tanh(), relu()))));
        assertEquals("network: maxout(2 → 3, 2 pieces) cannot be drawn as units and weights; only dense layers with functions between"
                + " them can, one behind another. Draw the graph of its output: graph(net.forward(x))",
                message(() -> network(sequential(maxout(2, 3, 2), dense(3, 1)))));
        String skip = message(() -> network(sequential(dense(2, 2), residual(dense(2, 2)))));
        assertTrue(skip.startsWith("network: residual cannot be drawn"), skip);
        assertEquals("network: input of shape (2) given, the net has 3 inputs; give one example", message(() -> network(worked()).input(1, 2)));
        assertEquals("network: inputNames got 1 name, the net has 3 inputs; give one for each",
                message(() -> network(worked()).inputNames("x")));
        assertEquals("network: outputNames got 2 names, the net has 1 output; give one for each",
                message(() -> network(worked()).outputNames("y", "z")));
        assertEquals("network: dropout() needs a net with a dropout layer, this one has none", message(() -> network(worked()).dropout()));
        assertEquals("network: deltas(...) needs an example; call input(...) before it",
                assertThrows(IllegalStateException.class, () -> network(worked()).deltas(y -> y)).getMessage());
    }

    private static String message(Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }

    /** Where little room is left, the inputs are still told. */
    @Test
    void theTextOfASmallNetAmongOthersBeginsWithItsInputs() {
        Layer net = sequential(dense(2, 2).weights(ones(2, 2), tensor(0, -1)), relu(),
                dense(2, 1).weights(tensor(new double[][] {{1}, {-2}}), tensor(0)));
        Figure drawn = network(net).biases().input(1, 1).title("the net at (1, 1)");
        assertTrue(drawn.alt(120).startsWith("the net at (1, 1). Net drawn as circles and lines: 2 inputs: 1, 1; and "), drawn.alt(120));
        assertTrue(drawn.alt(120).length() <= 120, drawn.alt(120));
    }
}
