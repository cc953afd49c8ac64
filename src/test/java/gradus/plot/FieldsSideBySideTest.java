package gradus.plot;

import static gradus.plot.Figures.contourPlot;
import static gradus.plot.Figures.decisionPlot;
import static gradus.plot.Figures.parallelCoordinates;
import static gradus.plot.Figures.sideBySide;
import static gradus.plot.Figures.simplexPlot;
import static gradus.tensor.Tensors.tensor;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fields keep the size of their letters in half a picture, with their key under them. */
class FieldsSideBySideTest {

    private static DecisionPlot decision(String title, double slope) {
        Tensor x = Tensors.randn(new Rng(3), 80, 2);
        return decisionPlot(title, p -> p.matmul(tensor(slope, 1)).mul(2), x, x.slice(1, 0, 1).greaterThan(tensor(0)))
                .margins();
    }

    @Test
    void twoDecisionsShareARow() throws IOException {
        Gallery.check("side-decisions", sideBySide("More weight on x₁ turns the boundary, and larger scores narrow the margin",
                decision("weight 1", 1), decision("weight 6", 6)), Look.BLUE, Look.VERMILION);
    }

    @Test
    void contourAndSimplexShareARow() throws IOException {
        Gallery.check("side-fields", sideBySide("Two kinds of field", contourPlot("A slope", (x, y) -> x + y, -2, 2, -2, 2)
                .trajectory("gradient descent", new double[][] {{1.5, 1}, {1, 0.5}, {0, -0.5}})
                .trajectory("momentum", new double[][] {{1.5, 1}, {0.5, 0}, {-1, -1.5}}),
                simplexPlot("A product", p -> 27 * p[0] * p[1] * p[2]).names("dog", "cat", "bird")));
    }

    @Test
    void trialsFitIntoHalfAPicture() throws IOException {
        ParallelCoordinates trials = parallelCoordinates("Trials", List.of("learning rate", "width", "dropout"),
                new double[][] {{1, 2, 3}, {3, 1, 1}}, new double[] {0.5, 0.7});
        Gallery.check("side-trials", sideBySide("Twice the same", trials, trials.lowerIsBetter()), Look.VERMILION);
    }
}
