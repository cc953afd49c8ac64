package gradus.plot;

import static gradus.plot.Figures.graph;
import static gradus.tensor.Tensor.parameter;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphPictureTest {

    private static Tensor example() {
        Tensor a = parameter(-4).named("a");
        Tensor b = parameter(2).named("b");
        return a.mul(b).add(b.pow(3)).named("c");
    }

    /** Two layers on a batch, down to a loss. */
    private static Tensor loss() {
        Rng rng = new Rng(1);
        Tensor W = parameter(randn(rng, 64, 32)).named("W");
        Tensor b = parameter(randn(rng, 32)).named("b");
        return randn(rng, 10, 64).named("x").matmul(W).add(b).tanh().square().mean().named("loss");
    }

    @Test
    void showsValuesAndGradients() throws IOException {
        Tensor c = example();
        c.backward();
        Gallery.check("graph", graph(c), GraphPicture.PARAMETER, GraphPicture.GRADIENT);
        assertEquals("c is 0; its gradient is 2 for a, 8 for b. Graph of a computation, inputs first: a = -4, gradient 2;"
                + " b = 2, gradient 8; mul of a and b = -8, gradient 1; pow 3 of b = 8, gradient 1;"
                + " c = 0 (add of mul and pow 3), gradient 1.", graph(c).alt());
    }

    @Test
    void showsNoGradientBeforeBackward() throws IOException {
        assertEquals(0, Gallery.count(Gallery.check("graph-forward", graph(example())), GraphPicture.GRADIENT));
        assertEquals("c is 0, from 2 inputs by 3 operations", graph(example()).title());
        assertFalse(graph(example()).alt().contains("gradient"));
    }

    @Test
    void tellsWhatItCosts() throws IOException {
        GraphPicture counted = graph(example()).counted();
        assertEquals("operations: 3, multiplications: 3 forward and 3 backward, stored values: 3", counted.title());
        assertTrue(counted.alt().startsWith(counted.title() + ". Graph of a computation"), counted.alt());
        Gallery.check("graph-counted", counted);
    }

    @Test
    void aTensorUsedTwiceIsOneBoxWithTwoArrows() throws IOException {
        Tensor x = parameter(3).named("x");
        Tensor y = x.mul(x).sub(x);
        y.backward();
        Gallery.check("graph-shared", graph(y));
        List<GraphNode> nodes = nodes(y);
        assertEquals(3, nodes.size());
        assertEquals(List.of(0, 0), nodes.get(1).inputs());
        Dimension box = new Dimension(50, 50);
        GraphLayout layout = layout(nodes, List.of(box, box, box), GraphLayout.Way.RIGHT);
        assertEquals(4, layout.paths().size());
        assertTrue(graph(y).alt().contains("mul of x and x = 9, gradient 1"), graph(y).alt());
    }

    @Test
    void arrowsArriveInTheOrderOfTheInputs() {
        Tensor a = parameter(1);
        Tensor b = parameter(2);
        for (Tensor difference : List.of(a.sub(b), b.sub(a))) {
            List<GraphNode> nodes = nodes(difference);
            List<Dimension> sizes = List.of(new Dimension(50, 50), new Dimension(50, 50), new Dimension(50, 50));
            List<List<Point2D>> right = layout(nodes, sizes, GraphLayout.Way.RIGHT).paths();
            assertTrue(right.get(0).get(right.get(0).size() - 1).getY() < right.get(1).get(right.get(1).size() - 1).getY());
            List<List<Point2D>> down = layout(nodes, sizes, GraphLayout.Way.DOWN).paths();
            assertTrue(down.get(0).get(down.get(0).size() - 1).getX() < down.get(1).get(down.get(1).size() - 1).getX());
        }
    }

    @Test
    void tensorsShowTheirShape() throws IOException {
        Tensor loss = loss();
        loss.backward();
        Gallery.check("graph-layer", graph(loss), GraphPicture.PARAMETER, GraphPicture.CONSTANT, GraphPicture.GRADIENT);
        String alt = graph(loss).alt();
        assertTrue(alt.contains("x of shape (10, 64); W of shape (64, 32), |gradient| ≤ "), alt);
        assertTrue(alt.startsWith("loss is " + Words.text(loss.item()) + ", from 3 inputs by "), alt);
    }

    @Test
    void boxesDoNotOverlapAndFitTheFigure() throws IOException {
        Tensor sum = scalar(0);
        for (int i = 0; i < 8; i++) sum = sum.add(parameter(i + 0.5).named("w" + i).mul(scalar(i - 0.5).named("x" + i)));
        sum.backward();
        Gallery.check("graph-wide", graph(sum));
        List<GraphNode> nodes = nodes(sum);
        List<Dimension> sizes = nodes.stream().map(n -> new Dimension(90, 60)).toList();
        for (GraphLayout.Way way : GraphLayout.Way.values()) apart(layout(nodes, sizes, way).boxes());
    }

    private static List<GraphNode> nodes(Tensor result) {
        return GraphNode.upTo(result, 60, Map.of());
    }

    private static GraphLayout layout(List<GraphNode> nodes, List<Dimension> sizes, GraphLayout.Way way) {
        int edges = nodes.stream().mapToInt(node -> node.inputs().size()).sum();
        return GraphLayout.of(nodes, sizes, Collections.nCopies(edges, ""), way, 1.4);
    }

    static void apart(List<Rectangle> boxes) {
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = 0; j < i; j++) assertFalse(boxes.get(i).intersects(boxes.get(j)), i + " on " + j);
        }
    }

    @Test
    void textInBoxesCanBeRead() {
        for (Color ground : List.of(GraphPicture.PARAMETER, GraphPicture.CONSTANT, Color.WHITE)) {
            assertTrue(Look.contrast(Look.INK, ground) >= 4.5);
            assertTrue(Look.contrast(GraphPicture.GRADIENT, ground) >= 4.5 || ground == GraphPicture.CONSTANT);
        }
    }

    @Test
    void theSameGraphGivesTheSamePicture() {
        assertArrayEquals(graph(example()).png(), graph(example()).png());
        assertEquals("Forward", graph(example()).title("Forward").title());
        assertEquals("a is 3, from 1 input by 0 operations", graph(parameter(3).named("a")).title());
    }

    @Test
    void tooLargeAndRecordlessGraphsAreRefused() {
        Tensor x = parameter(0.5);
        Tensor y = x;
        for (int i = 0; i < 100_000; i++) y = y.tanh();
        Tensor deep = y;
        assertEquals("graph: 100001 tensors are more than a picture can show (300); draw a smaller part: an intermediate"
                + " result, or the same computation on fewer inputs", message(() -> graph(deep)));
        assertEquals("graph: the tensor of shape (3) has no record of how it was computed; a record needs a parameter among"
                + " the inputs, and no noGrad(...) around", message(() -> graph(Tensor.of(new double[3], 3))));
    }

    /** The 3-2-1 network of the lectures: x = (1, 0, 1), target 1. */
    static Tensor worked() {
        Tensor W1 = parameter(tensor(new double[][] {{0.2, -0.3}, {0.4, 0.1}, {-0.5, 0.2}})).named("W");
        Tensor b1 = parameter(tensor(-0.4, 0.2)).named("b");
        Tensor W2 = parameter(tensor(new double[][] {{-0.3}, {-0.2}})).named("W");
        Tensor b2 = parameter(tensor(0.1)).named("b");
        Tensor hidden = tensor(new double[][] {{1, 0, 1}}).named("x").matmul(W1).add(b1).sigmoid().named("hidden");
        return hidden.matmul(W2).add(b2).sigmoid().named("o6").sub(1).square().named("E");
    }

    @Test
    void smallTensorsShowTheirNumbers() throws IOException {
        Tensor E = worked();
        E.backward();
        GraphPicture graph = graph(E);
        Gallery.check("graph-worked", graph);
        String alt = graph.alt();
        assertTrue(alt.startsWith("E is 0.2768, from 5 inputs by 8 operations."), alt);
        assertTrue(alt.contains("W1 = (0.2, -0.3, 0.4, 0.1, -0.5, 0.2), gradient (0.01745, 0.01308, 0, 0, 0.01745, 0.01308)"), alt);
        assertTrue(alt.contains("b1 = (-0.4, 0.2)"), alt);
        assertTrue(alt.length() < 600, alt.length() + ": " + alt);
        List<GraphNode> nodes = nodes(E);
        assertEquals(List.of("0.2   -0.3", "0.4   0.1", "-0.5   0.2"), nodes.get(1).values());
        assertEquals("(3, 2)", nodes.get(1).shape());
        assertEquals(List.of("gradient", "0.01745   0.01308", "0   0", "0.01745   0.01308"), nodes.get(1).gradients());
    }

    @Test
    void slopesStandOnTheArrows() throws IOException {
        Tensor c = example();
        c.backward();
        Gallery.check("graph-slopes", graph(c).slopes(), GraphPicture.SLOPE);
        assertEquals(0, Gallery.count(Gallery.check("graph", graph(c)), GraphPicture.SLOPE));
        Tensor E = worked();
        E.backward();
        Gallery.check("graph-worked-slopes", graph(E).slopes());
    }

    /** A form hides the gradients, also in its words; a constant has no line for one, since no gradient runs to it. */
    @Test
    void aBlankFormHasALineForEachGradient() throws IOException {
        Tensor c = example();
        String before = graph(c).blank().alt();
        c.backward();
        GraphPicture form = graph(c).blank();
        assertEquals("c is 0, from 2 inputs by 3 operations. Graph of a computation with gradients to fill in, inputs first: a = -4;"
                + " b = 2; mul of a and b = -8; pow 3 of b = 8; c = 0 (add of mul and pow 3), gradient 1.", form.alt());
        assertEquals(before, form.alt());
        int lines = Gallery.count(Gallery.check("graph-blank", form.title("Form")), GraphPicture.GRADIENT);
        assertTrue(lines > 0);
        Tensor constant = scalar(2).named("b");
        Tensor mixed = parameter(-4).named("a").mul(constant).add(constant.pow(3)).named("c");
        assertTrue(Gallery.count(Gallery.check("graph-blank-constant", graph(mixed).blank().title("Form")), GraphPicture.GRADIENT) < lines);
    }

    /** What is written into the form stands where the filled graph has it. */
    @Test
    void aFormWithSlopesAndTheFilledGraphHaveTheSamePlaces() {
        Tensor c = example();
        Figure.Drawing form = graph(c).slopes().blank().drawing(Figure.ROOM);
        c.backward();
        Figure.Drawing filled = graph(c).slopes().drawing(Figure.ROOM);
        assertEquals(form.width(), filled.width());
        assertEquals(form.height(), filled.height());
    }

    @Test
    void largeGraphsAreDrawnInParts() throws IOException {
        Tensor h = scalar(0.5).named("x");
        for (int i = 1; i <= 8; i++) {
            Tensor a = h.mul(parameter(0.1 * i).named("v")).add(parameter(0.01 * i).named("c"));
            h = a.mul(parameter(i - 4).named("w")).tanh().add(a.square()).add(h).named("h" + i);
        }
        Tensor L = h.sub(1).square().named("L");
        L.backward();
        Gallery.check("graph-parts", graph(L));
        assertTrue(graph(L).alt().length() < 600, graph(L).alt());
        assertTrue(graph(L).alt().contains("in parts: h1, 7 operations = 0.3255; h2, 7 operations of h1 = 0.1642; "), graph(L).alt());
        GraphPicture part = graph(L).part("h3");
        Gallery.check("graph-part", part);
        assertTrue(part.title().startsWith("h3 is 0.09137; its gradient is 153.7 for h2, "), part.title());
        assertTrue(part.alt().contains("mul of h2 and v3 = 0.04925, gradient -171.3; c3 = 0.03"), part.alt());
        assertEquals("Chain: h3", graph(L).title("Chain").part("h3").title());
        assertEquals("graph: no part is called h99; there are h1, h2, h3, h4, h5, h6, h7, h8, L",
                message(() -> graph(L).part("h99")));
    }

    /** 80 additions without a name between: even parts, which together have every operation once. */
    @Test
    void namelessGraphsAreCutEvenly() throws IOException {
        Tensor sum = parameter(0);
        Tensor x = parameter(0.5).named("x");
        for (int i = 0; i < 80; i++) sum = sum.add(i % 8 == 0 ? x : sum);
        List<GraphNode> nodes = GraphNode.upTo(sum, 300, Map.of());
        List<GraphParts.Part> parts = GraphParts.of(nodes);
        assertEquals(List.of("part 1", "part 2", "part 3", "part 4", "part 5", "part 6"),
                parts.stream().map(GraphParts.Part::name).toList());
        List<GraphNode> boxes = GraphParts.overview(nodes, parts);
        assertEquals(80, boxes.stream().mapToInt(GraphNode::operations).sum());
        assertEquals(7, boxes.size(), "x, which all parts use, and the parts");
        assertEquals(List.of(0), boxes.get(1).inputs());
        assertEquals(List.of(1, 0), boxes.get(2).inputs());
        Gallery.check("graph-nameless", graph(sum));
    }

    /** Width, height and letters: what fits is drawn to the right, then in rows, and no letter shrinks. */
    @Test
    void rowsKeepTheSizeOfLettersAndTheHeightOfAPage() {
        Tensor chain = parameter(0.5);
        for (int i = 0; i < 12; i++) chain = chain.tanh();
        chain.backward();
        Figure.Drawing drawing = graph(chain).drawing(Figure.ROOM);
        assertTrue(drawing.width() <= Figure.ROOM && drawing.height() <= GraphPicture.MAX_HEIGHT, drawing.toString());
        assertTrue(drawing.width() > Figure.ROOM / 2 && drawing.height() > 250, drawing.toString());
        Tensor pair = parameter(0.5).tanh().exp();
        assertTrue(graph(pair).drawing(Figure.ROOM).height() < 90, "three boxes stand in one row");
    }

    @Test
    void namesCanBeGiven() {
        Tensor a = parameter(2);
        Tensor y = a.mul(parameter(3).named("w"));
        assertEquals("The result is 6, from 2 inputs by 1 operation. Graph of a computation, inputs first: a = 2; w = 3; mul of a"
                + " and w = 6.", graph(y).names(Map.of("a", a)).alt());
        assertEquals("graph: z names a tensor that the result was not computed from; name tensors of this computation, before"
                + " it runs a second time", message(() -> graph(y).names(Map.of("z", parameter(1)))));
    }

    /** Backward through an arrow multiplies by its slope: they are those of the chain rule. */
    @Test
    void slopesAreThoseOfTheOperations() {
        Tensor a = parameter(-4).named("a");
        Tensor y = a.mul(parameter(2).named("b")).sigmoid();
        assertEquals("slope 2", GraphPicture.slope(nodes(y).get(2), 0));
        assertEquals("slope -4", GraphPicture.slope(nodes(y).get(2), 1));
        double s = 1 / (1 + Math.exp(8));
        assertEquals("slope " + Words.text(s * (1 - s)), GraphPicture.slope(nodes(y).get(3), 0));
        Tensor v = parameter(tensor(1, 2, 3));
        assertEquals("slope (2, 4, 6)", GraphPicture.slope(nodes(v.square()).get(1), 0));
        assertEquals("slope 1", GraphPicture.slope(nodes(v.sum()).get(1), 0));
        assertEquals("", GraphPicture.slope(nodes(v.softmax()).get(1), 0), "each output depends on each input");
        assertEquals("", GraphPicture.slope(nodes(scalar(3).mul(parameter(1))).get(2), 0), "no gradient runs to a constant");
    }

    @Test
    void operationsShowTheirSigns() {
        Tensor x = parameter(2).named("x");
        assertEquals("(·)³", nodes(x.pow(3)).get(1).heading());
        assertEquals("(·)⁻¹", nodes(x.pow(-1)).get(1).heading());
        assertEquals("(·)^0.5", nodes(x.pow(0.5)).get(1).heading());
        assertEquals("y = × 3", nodes(x.mul(3).named("y")).get(1).heading());
        assertEquals("÷", nodes(x.div(parameter(3))).get(2).heading());
    }

    @Test
    void slopesLieOnNothingElse() {
        Tensor c = example();
        c.backward();
        List<GraphNode> nodes = nodes(c);
        List<Dimension> sizes = nodes.stream().map(n -> new Dimension(90, 60)).toList();
        for (GraphLayout.Way way : List.of(GraphLayout.Way.RIGHT, GraphLayout.Way.DOWN)) {
            GraphLayout layout = GraphLayout.of(nodes, sizes, Collections.nCopies(5, "slope -0.1234"), way, 1);
            assertEquals(5, layout.labels().size());
            List<Rectangle> all = new ArrayList<>(layout.boxes());
            all.addAll(layout.labels());
            apart(all);
        }
    }

    private static String message(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
