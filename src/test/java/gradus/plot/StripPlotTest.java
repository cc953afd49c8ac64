package gradus.plot;

import static gradus.plot.Figures.stripPlot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import gradus.tensor.Tensors;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StripPlotTest {

    private static final List<String> METHODS = List.of("SGD", "SGD with momentum", "Adam");
    private static final double[][] SCORES = {{0.91, 0.89, 0.9, 0.93, 0.9}, {0.94, 0.95, 0.94, 0.96, 0.2},
        {0.95, Double.NaN, 0.97, 0.96, 0.96}};

    @Test
    void everySeedIsADotAndTheMedianABar() throws IOException {
        StripPlot plot = stripPlot("Momentum failed with one seed, Adam diverged with another", METHODS, SCORES)
                .xLabel("optimizer").yLabel("accuracy");
        assertTrue(Gallery.count(Gallery.check("strip", plot), Look.INK) > 600);
        assertEquals("Momentum failed with one seed, Adam diverged with another. Strip plot of accuracy by optimizer: SGD"
                + " 5 values, median 0.9 (0.89 to 0.93); SGD with momentum 5 values, median 0.94 (0.2 to 0.96); Adam 4"
                + " values, median 0.96 (0.95 to 0.97), 1 of 5 not finite.", plot.alt());
    }

    @Test
    void manyGroupsKeepTheirNames() throws IOException {
        List<String> names = IntStream.range(0, 14).mapToObj(i -> "configuration " + i).toList();
        Gallery.check("strip-many", stripPlot("Names stand upright where there is no room", names,
                Tensors.rand(new Rng(1), 14, 8)).yLabel("loss").logY());
    }

    @Test
    void manyValuesAreSpread() throws IOException {
        Gallery.check("strip-dense", stripPlot("Three clouds", METHODS, Tensors.randn(new Rng(1), 3, 300)));
        assertTrue(stripPlot("t", METHODS, Tensors.randn(new Rng(1), 3, 400)).alt().contains("Strip plot, 400 values each"));
        assertTrue(stripPlot("t", METHODS, Tensors.randn(new Rng(1), 3, 401)).alt().contains("Box plot, 401 values each"));
    }

    @Test
    void boxesShowTheQuartiles() throws IOException {
        double[][] values = Tensors.randn(new Rng(2), 3, 60).toRows();
        values[1][7] = 6;
        StripPlot plot = stripPlot("One value stands alone", METHODS, values).box().yLabel("error");
        Gallery.check("box", plot, Look.BLUE);
        assertEquals("t. Box plot, 5 values each: a median 3, quartiles 2 and 4 (1 to 100).",
                stripPlot("t", List.of("a"), new double[][] {{100, 3, 4, 2, 1}}).box().alt());
        assertEquals("t. Box plot, 4 values each: a median 2.5, quartiles 1.75 and 3.25 (1 to 4).",
                stripPlot("t", List.of("a"), new double[][] {{1, 2, 3, 4}}).box().alt());
        assertTrue(stripPlot("t", List.of("a"), new double[][] {{1}}).box().image().getWidth() <= 900 * Figure.SCALE);
    }

    @Test
    void aGroupMayHaveDivergedAltogether() throws IOException {
        StripPlot plot = stripPlot("Only one of two trains", List.of("η = 0.1", "η = 10"),
                new double[][] {{0.5, 0.4}, {Double.NaN, Double.POSITIVE_INFINITY}});
        Gallery.check("strip-diverged", plot);
        assertEquals("Only one of two trains. Strip plot: η = 0.1 2 values, median 0.45 (0.4 to 0.5); η = 10 2 of 2 not"
                + " finite.", plot.alt());
    }

    @Test
    void errorsSayWhatIsMissing() {
        assertEquals("stripPlot: 3 names for 1 group of values; every group needs one",
                message(() -> stripPlot("t", METHODS, new double[][] {{1}})));
        assertEquals("stripPlot: there are no groups", message(() -> stripPlot("t", List.of(), new double[0][])));
        assertEquals("stripPlot: group \"b\" has no values",
                message(() -> stripPlot("t", List.of("a", "b"), new double[][] {{1}, {}})));
        assertEquals("stripPlot: none of the 1 value is finite, the first is NaN",
                message(() -> stripPlot("t", List.of("a"), new double[][] {{Double.NaN}})));
        assertEquals("stripPlot: 31 groups have no room side by side, at most 30 do",
                message(() -> stripPlot("t", Collections.nCopies(31, "a"), new double[31][1])));
        assertEquals("stripPlot: logY needs positive values, but group of \"a\" has 1 value ≤ 0, the first 0 at index 0;"
                + " leave logY() out, or make them NaN",
                message(() -> stripPlot("t", List.of("a"), new double[][] {{1, 0}}).logY()));
        assertEquals("stripPlot: values has shape (3), it should be a matrix (groups, values)",
                message(() -> stripPlot("t", METHODS, Tensors.zeros(3))));
    }

    private static String message(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
