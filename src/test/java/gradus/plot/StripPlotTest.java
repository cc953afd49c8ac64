package gradus.plot;

import static gradus.plot.Figures.stripPlot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import gradus.tensor.Tensors;
import java.awt.image.BufferedImage;
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
        Gallery.check("strip-many", stripPlot("Groups lie where their names are long", names,
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

    private static final double[][] TANH = {{0.5, 0.7, 0.6}, {0.8, 0.9, 0.85}};
    private static final double[][] RELU = {{0.2, 0.9, 0.3}, {0.9, 0.92, Double.NaN}};

    @Test
    void seriesStandBesideEachOtherAndSeedsAreJoined() throws IOException {
        StripPlot plot = stripPlot("ReLU gains from He with every seed", List.of("Glorot", "He"), TANH).name("tanh")
                .series("ReLU", RELU).yLabel("accuracy").percent().paired();
        Gallery.check("strip-series", plot, Look.BLUE, Look.VERMILION);
        assertEquals("ReLU gains from He with every seed. Strip plot of accuracy: Glorot: tanh 3 values, median 60 % (50 % to"
                + " 70 %), ReLU 3 values, median 30 % (20 % to 90 %); He: tanh 3 values, median 85 % (80 % to 90 %), ReLU 2"
                + " values, median 91 % (90 % to 92 %), 1 of 3 not finite; Glorot: ReLU above tanh in 1 of 3 pairs; He: ReLU"
                + " above tanh in 2 of 2 pairs.", plot.alt());
    }

    @Test
    void differencesHaveAZero() throws IOException {
        StripPlot plot = stripPlot("Differences", List.of("ReLU with He minus tanh with Glorot", "the same with a rate of 0.3",
                "and with a rate of 0.003"), new double[][] {{-0.02, -0.01, 0.03}, {0.1, 0.12, 0.15}, {0.01, 0.02, 0.03}})
                .differences().yLabel("accuracy");
        Gallery.check("strip-differences", plot, Look.BLUE);
        assertEquals("Differences. Strip plot of differences in accuracy, 3 values each: ReLU with He minus tanh with Glorot"
                + " median -0.01 (-0.02 to 0.03), below 0 in 2 of 3; the same with a rate of 0.3 median 0.12 (0.1 to 0.15),"
                + " below 0 in 0 of 3; and with a rate of 0.003 median 0.02 (0.01 to 0.03), below 0 in 0 of 3.", plot.alt());
    }

    /** Bars of medians at 1, 2, 3 lie equally far apart, right of the names: upright ones in groups that lie. */
    @Test
    void mediansOfGroupsThatLieAreWhereTheirValuesAre() {
        List<String> names = IntStream.range(0, 12).mapToObj(i -> "configuration number " + i).toList();
        double[][] values = IntStream.range(0, 12).mapToObj(i -> new double[] {1 + i % 3}).toArray(double[][]::new);
        var image = stripPlot("t", names, values).image();
        List<Integer> bars = new java.util.ArrayList<>();
        for (int x = 400; x < image.getWidth(); x++) {
            int ink = 0;
            for (int y = 0; y < image.getHeight(); y++) if (image.getRGB(x, y) == Look.INK.getRGB()) ink++;
            if (ink > 4 * 40 && (bars.isEmpty() || x - bars.get(bars.size() - 1) > 20)) bars.add(x);
        }
        assertEquals(3, bars.size(), bars.toString());
        assertEquals(bars.get(1) - bars.get(0), bars.get(2) - bars.get(1), 2, bars.toString());
    }

    @Test
    void addingASeriesLeavesTheFirstPlotAsItWas() {
        StripPlot plot = stripPlot("t", List.of("a"), new double[][] {{1}});
        String alt = plot.alt();
        plot.series("b", Tensors.ones(1, 401).toRows());
        assertEquals(alt, plot.alt());
    }

    @Test
    void errorsOfPairsAndUnitsSayWhatToDo() {
        StripPlot one = stripPlot("t", List.of("a"), new double[][] {{1, 2, 3}});
        assertEquals("stripPlot: paired() needs two groups, or a second series; there is one group", message(one::paired));
        assertEquals("stripPlot: a, q has 2 values, a, r has 1; paired() needs one of each seed in both",
                message(() -> stripPlot("t", List.of("a"), new double[][] {{1, 2}}).name("q").series("r", new double[][] {{1}}).paired()));
        assertEquals("stripPlot: boxes show no pairs; leave paired() or box() out",
                message(() -> stripPlot("t", List.of("a", "b"), TANH).box().paired()));
        assertEquals("stripPlot: percent() and the label \"loss (nats)\" are two units; a figure has one: leave percent() out, or"
                + " the unit", message(() -> one.yLabel("loss (nats)").percent()));
        assertEquals("stripPlot: differences need a zero, which a logarithmic axis does not have; leave logY() out",
                message(() -> one.logY().differences()));
        assertEquals("stripPlot: 1 name for 2 groups of values of series \"b\"; every group needs one",
                message(() -> one.series("b", TANH)));
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

    /** The margin of the picture stays white, and the text alternative has the whole name. */
    @Test
    void aWordTooLongForAThirdOfTheWidthIsShortened() {
        List<String> names = IntStream.range(0, 5).mapToObj(i -> "a-name-without-any-space-to-break-it-and-much-too-long-" + i).toList();
        StripPlot plot = stripPlot("t", names, new double[][] {{0.9}, {0.1}, {0.1}, {0.1}, {0.1}});
        BufferedImage image = plot.image();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < 10; x++) assertEquals(0xFFFFFF, image.getRGB(x, y) & 0xFFFFFF, "ink at " + x + ", " + y);
        }
        assertTrue(plot.alt().contains(names.get(0)), plot.alt());
    }
}
