package gradus.plot;

import static gradus.plot.Figures.barPlot;
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

class BarPlotTest {

    private static final List<String> METHODS = List.of("SGD", "SGD with momentum", "RMSprop", "Adam");
    private static final double[] EPOCHS = {42, 17, 12, 9};

    @Test
    void eachNameHasItsBar() throws IOException {
        BarPlot plot = barPlot("Adam needs the fewest epochs", METHODS, EPOCHS).yLabel("epochs").xLabel("optimizer");
        var image = Gallery.check("bar", plot, Look.BLUE);
        assertEquals("Adam needs the fewest epochs. Bar plot of epochs by optimizer, 4 bars: SGD 42; SGD with momentum 17;"
                + " RMSprop 12; Adam 9.", plot.alt());
        var half = barPlot("t", METHODS, new double[] {42, 42, 42, 42}).yLabel("epochs").xLabel("optimizer").image();
        assertEquals((42 + 17 + 12 + 9) / (4 * 42.0),
                (double) Gallery.count(image, Look.BLUE) / Gallery.count(half, Look.BLUE), 0.01, "areas tell the values");
    }

    @Test
    void groupsHaveAKeyAndNumbers() throws IOException {
        BarPlot plot = barPlot("Dropout closes the gap", List.of("plain", "L2", "dropout"), new double[] {0.991, 0.97, 0.952})
                .name("train").series("validation", new double[] {0.9, 0.92, 0.94}).series("test", new double[] {0.89, 0.92, 0.93})
                .labels(true).yLabel("accuracy");
        var image = Gallery.check("bar-groups", plot, Look.BLUE, Look.VERMILION, Look.color(2));
        for (int s = 0; s < 3; s++) {
            int row = 2 * (86 + 22 * s);
            var sign = image.getSubimage(image.getWidth() - 2 * (16 + 110), row - 28, 80, 56);
            assertTrue(Gallery.count(sign, Look.color(s)) > 80, "the key shows series " + s + " in its colour");
        }
        assertTrue(plot.alt().contains("3 groups of 3: plain train 0.991, validation 0.9, test 0.89; L2 "), plot.alt());
        assertTrue(barPlot("t", METHODS, EPOCHS).yLabel("epochs").series("more", EPOCHS).alt().contains("SGD epochs 42, more 42"));
    }

    @Test
    void negativeValuesHangAndMissingOnesSaySo() throws IOException {
        BarPlot plot = barPlot("Half of the weights are negative", List.of("w₁", "w₂", "w₃", "w₄"),
                new double[] {0.5, -1.25, Double.NaN, 2}).labels(true);
        Gallery.check("bar-signs", plot, Look.BLUE);
        assertTrue(plot.alt().endsWith("w₁ 0.5; w₂ -1.25; w₃ NaN; w₄ 2."), plot.alt());
        assertTrue(barPlot("t", METHODS, new double[4]).labels(true).image().getWidth() <= 900 * Figure.SCALE);
        Gallery.check("bar-negative", barPlot("All lose", METHODS, new double[] {-1, -2, -3, -4}).labels(true), Look.BLUE);
    }

    @Test
    void anAxisThatReachesFurtherMakesBarsShorterAndLongOnesWidenIt() throws IOException {
        var plot = barPlot("t", METHODS, new double[] {0.1, 0.1, 0.1, 0.1});
        int bars = Gallery.count(plot.image(), Look.BLUE);
        int fewer = Gallery.count(Gallery.check("bar-reach", plot.reach(0, 1), Look.BLUE), Look.BLUE);
        assertEquals(0.1, (double) fewer / bars, 0.02);
        assertEquals(bars, Gallery.count(plot.reach(0, 0.05).image(), Look.BLUE));
        assertEquals("barPlot: reach is 1 to 0, it should run from a smaller to a larger number",
                assertThrows(IllegalArgumentException.class, () -> plot.reach(1, 0)).getMessage());
    }

    @Test
    void manyBarsStayApart() throws IOException {
        List<String> names = IntStream.range(0, 16).mapToObj(i -> "feature " + i).toList();
        BarPlot plot = barPlot("Numbers stand upright where bars are narrow", names, Tensors.rand(new Rng(1), 16)).labels(true)
                .series("again", Tensors.rand(new Rng(2), 16).toArray()).yLabel("importance");
        Gallery.check("bar-many", plot, Look.BLUE, Look.VERMILION);
        double[] first = Tensors.rand(new Rng(1), 16).toArray();
        int top = IntStream.range(0, 16).reduce((a, b) -> first[b] > first[a] ? b : a).orElseThrow();
        assertTrue(plot.alt().contains("importance from ") && plot.alt().contains(" to " + Words.text(first[top])
                + " (feature " + top + "); again from "), plot.alt());
        Gallery.check("bar-most", barPlot("As many as there is room for", IntStream.range(0, 36).mapToObj(i -> "feature " + i).toList(),
                Tensors.rand(new Rng(1), 36)).series("again", Tensors.rand(new Rng(2), 36).toArray()).yLabel("importance"));
    }

    @Test
    void errorsCountBars() {
        assertEquals("barPlot: 4 values for 1 name; every name needs one", message(() -> barPlot("t", List.of("a"), EPOCHS)));
        assertEquals("barPlot: 1 value of \"b\" for 4 names; every name needs one",
                message(() -> barPlot("t", METHODS, EPOCHS).series("b", new double[1])));
        assertEquals("barPlot: there are no names", message(() -> barPlot("t", List.of(), new double[0])));
        assertEquals("barPlot: none of the 1 value is finite, the first is NaN",
                message(() -> barPlot("t", List.of("a"), new double[] {Double.NaN})));
        assertEquals("barPlot: 37 names have no room side by side, at most 36 do; draw the largest",
                message(() -> barPlot("t", Collections.nCopies(37, "a"), Tensors.ones(37))));
        BarPlot full = barPlot("t", List.of("a"), new double[] {1});
        for (int i = 2; i <= 7; i++) full = full.series("s" + i, new double[] {1});
        BarPlot seven = full;
        assertEquals("barPlot: there are 36 bars, numbers have room on at most 32; leave labels out",
                message(() -> barPlot("t", Collections.nCopies(36, "a"), Tensors.ones(36)).labels(true)));
        assertEquals("barPlot: 8 series of 1 bar; at most 7 series can be told apart, and 100 bars have room",
                message(() -> seven.series("s8", new double[] {1})));
    }

    private static String message(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
