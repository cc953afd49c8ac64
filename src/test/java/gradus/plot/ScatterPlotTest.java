package gradus.plot;

import static gradus.plot.Figures.scatter;
import static gradus.tensor.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScatterPlotTest {

    /** Clusters around points on a circle, with the label of the cluster. */
    private static ScatterPlot clusters(int classes, int n) {
        Rng rng = new Rng(2);
        int[] labels = IntStream.range(0, n).map(i -> i % classes).toArray();
        double[] x = IntStream.of(labels).mapToDouble(c -> 5 * Math.cos(6.28 * c / classes) + rng.normal()).toArray();
        double[] y = IntStream.of(labels).mapToDouble(c -> 5 * Math.sin(6.28 * c / classes) + rng.normal()).toArray();
        return scatter("The classes lie apart", x, y, labels);
    }

    @Test
    void classesDifferInColourAndAreNamed() throws IOException {
        ScatterPlot plot = clusters(3, 150).classNames(List.of("setosa", "versicolor", "virginica"))
                .xLabel("petal length (cm)").yLabel("petal width (cm)");
        Gallery.check("scatter", plot, Look.BLUE, Look.VERMILION, Look.color(2));
        Gallery.check("scatter-ten", clusters(10, 900), Look.PALETTE.toArray(Color[]::new));
        Gallery.check("scatter-plain", scatter("One cloud", tensor(1, 2, 3, 3.5).data(), new double[] {1, 3, 2, 4}), Look.BLUE);
    }

    @Test
    void textAlternativeTellsNumberAndCentreOfEachClass() {
        ScatterPlot plot = scatter("t", tensor(new double[][] {{0, 1}, {2, 3}, {10, -1}}), tensor(0, 0, 4));
        assertEquals("t. Scatter plot of 3 points: class 0 2 points around (1, 2); class 4 1 point around (10, -1).", plot.alt());
        assertEquals("t. Scatter plot of 2 points, height over age: around (2, 5); 1 point not finite, left out.",
                scatter("t", new double[] {2, Double.NaN}, new double[] {5, 1}).xLabel("age").yLabel("height").alt());
    }

    @Test
    void errorsNameTheSizes() {
        assertEquals("scatter: x has 2 values, y has 1; every point needs both",
                message(() -> scatter("t", new double[2], new double[1])));
        assertEquals("scatter: 2 points, but 1 label; every point needs one",
                message(() -> scatter("t", new double[2], new double[2], new int[1])));
        assertEquals("scatter: 20 classes cannot be told apart, at most 14 can; labels run from 0 to 19",
                message(() -> scatter("t", new double[20], new double[20], IntStream.range(0, 20).toArray())));
        assertEquals("scatter: label 2 has no name, there are 2 class names",
                message(() -> clusters(3, 9).classNames(List.of("a", "b"))));
        Tensor wide = Tensors.zeros(5, 4);
        assertEquals("scatter: points have shape (5, 4), they should be (n, 2); of more features take two columns with"
                + " slice(1, from, to)", message(() -> scatter("t", wide, Tensors.zeros(5))));
        assertEquals("scatter: label 1 is 0.5, labels should be whole numbers",
                message(() -> scatter("t", tensor(1, 2), tensor(1, 2), tensor(0, 0.5))));
        assertEquals("scatter: x has shape (5, 4), it should be a vector (n)",
                message(() -> scatter("t", wide, wide, tensor(0, 1))));
        assertTrue(clusters(3, 9).image().getWidth() <= 900 * Figure.SCALE);
    }

    private static String message(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
