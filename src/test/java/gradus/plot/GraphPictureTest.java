package gradus.plot;

import static gradus.plot.Figures.graph;
import static gradus.tensor.Tensor.parameter;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.scalar;
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
import java.util.List;
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
        List<GraphNode> nodes = GraphNode.upTo(y, 60);
        assertEquals(3, nodes.size());
        assertEquals(List.of(0, 0), nodes.get(1).inputs());
        Dimension box = new Dimension(50, 50);
        GraphLayout layout = GraphLayout.of(nodes, List.of(box, box, box), true);
        assertEquals(4, layout.paths().size());
        assertTrue(graph(y).alt().contains("mul of x and x = 9, gradient 1"), graph(y).alt());
    }

    @Test
    void arrowsArriveInTheOrderOfTheInputs() {
        Tensor a = parameter(1);
        Tensor b = parameter(2);
        for (Tensor difference : List.of(a.sub(b), b.sub(a))) {
            List<GraphNode> nodes = GraphNode.upTo(difference, 60);
            List<Dimension> sizes = List.of(new Dimension(50, 50), new Dimension(50, 50), new Dimension(50, 50));
            List<List<Point2D>> right = GraphLayout.of(nodes, sizes, true).paths();
            assertTrue(right.get(0).get(right.get(0).size() - 1).getY() < right.get(1).get(right.get(1).size() - 1).getY());
            List<List<Point2D>> down = GraphLayout.of(nodes, sizes, false).paths();
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
        List<GraphNode> nodes = GraphNode.upTo(sum, 60);
        List<Rectangle> boxes = GraphLayout.of(nodes, nodes.stream().map(n -> new Dimension(90, 60)).toList(), true).boxes();
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
        assertEquals("graph: 100001 tensors are more than a picture can show (60); draw a smaller part: an intermediate"
                + " result, or the same computation on fewer inputs", message(() -> graph(deep)));
        assertEquals("graph: the tensor of shape (3) has no record of how it was computed; a record needs a parameter among"
                + " the inputs, and no noGrad(...) around", message(() -> graph(Tensor.of(new double[3], 3))));
        Tensor wide = parameter(0);
        for (int i = 0; i < 14; i++) wide = wide.add(parameter(i).mul(parameter(1e-5 * i).named("a long name " + i)));
        Tensor staircase = wide;
        String refusal = message(() -> graph(staircase).png());
        assertTrue(refusal.matches("graph: 57 tensors, too many of them side by side, would need \\d{4} pixels of width,"
                + " there are 868; draw a smaller part: .*"), refusal);
    }

    private static String message(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
