package gradus.plot;

import static gradus.plot.Figures.histogram;
import static gradus.plot.Figures.histogramStrip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import gradus.tensor.Tensors;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistogramTest {

    private static final double[] NORMAL = Tensors.randn(new Rng(1), 1000).toArray();

    @Test
    void showsAContinuousDistribution() throws IOException {
        Histogram figure = histogram("Values of randn gather around zero", NORMAL).xLabel("value");
        Gallery.check("histogram", figure, Look.BLUE);
        double mean = Arrays.stream(NORMAL).average().orElseThrow();
        assertTrue(figure.alt().contains("1000 values from " + Words.text(Arrays.stream(NORMAL).min().orElseThrow())
                + " to " + Words.text(Arrays.stream(NORMAL).max().orElseThrow()) + ": mean " + Words.text(mean)), figure.alt());
    }

    @Test
    void saturationShowsAtTheEnds() throws IOException {
        double[] saturated = Arrays.stream(NORMAL).map(v -> Math.tanh(10 * v)).toArray();
        Histogram figure = histogram("Most units are saturated", saturated).xLabel("activation");
        Gallery.check("histogram-saturated", figure, Look.BLUE);
        long atTop = Arrays.stream(saturated).filter(v -> v >= 0.9).count();
        assertTrue(figure.alt().contains("the fullest bin, 0.9 to 1, holds " + atTop), figure.alt());
    }

    @Test
    void wholeNumbersGetABinEach() throws IOException {
        double[] dice = {1, 2, 2, 6, 6, 6};
        Histogram figure = histogram("Six comes most often", dice).xLabel("points");
        Gallery.check("histogram-whole", figure, Look.BLUE);
        assertEquals("Six comes most often. Histogram of 6 values of points from 1 to 6: mean 3.833, standard deviation"
                + " 2.192; the most frequent value, 6, holds 3 (50 %).", figure.alt());
    }

    /** Means of dropout lie on multiples of 5: with bins of 4 each fifth one was empty. */
    @Test
    void binsFitTheLatticeOfTheValues() throws IOException {
        double[] means = Arrays.stream(NORMAL).map(z -> 100 + 5 * Math.rint(3 * Math.max(-2, Math.min(2, z)))).toArray();
        Histogram figure = histogram("Multiples of 5", means).xLabel("mean");
        BufferedImage image = Gallery.check("histogram-lattice", figure, Look.BLUE);
        long most = Arrays.stream(means).filter(v -> v == 105).count();
        assertTrue(figure.alt().contains("; the most frequent value, 105, holds " + most + " "), figure.alt());
        assertEquals(0, gaps(image), "empty bins between full ones");
        double[] eighths = Arrays.stream(NORMAL).map(z -> Math.max(-2, Math.min(2, Math.rint(8 * z) / 8))).toArray();
        assertEquals(0, gaps(histogram("Multiples of 1/8", eighths).image()));
    }

    /** How many times blue ends and begins again just above the ground, by more than the line between two bars. */
    private static int gaps(BufferedImage image) {
        int lowest = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) if (image.getRGB(x, y) == Look.BLUE.getRGB()) lowest = y;
        }
        int gaps = 0;
        int last = -1;
        for (int x = 0; x < image.getWidth(); x++) {
            if (image.getRGB(x, lowest - 1) != Look.BLUE.getRGB()) continue;
            if (last >= 0 && x - last > 5) gaps++;
            last = x;
        }
        return gaps;
    }

    @Test
    void binsCanBeGiven() {
        String alt = histogram("t", new double[] {0, 0.1, 0.2, 1}).bins(2).alt();
        assertTrue(alt.contains("the fullest bin, 0 to 0.5, holds 3 (75 %)"), alt);
        assertTrue(histogram("t", IntStream.range(0, 100).asDoubleStream().toArray()).bins(1).alt().contains("holds 100"));
    }

    @Test
    void everyValueIsCountedOnce() {
        for (double[] values : new double[][] {{0.1, 0.2, 0.3, 0.7, 0.1 + 0.2}, {1e-12, 3e-12}, {-1e9, 1e9, 5}, {7},
            {0, 0}, {0.3, 0.3}, {1e300, 2e300}}) {
            Histogram one = histogram("t", values).bins(1);
            assertTrue(one.alt().contains("holds " + values.length + " (100 %)"), one.alt());
            assertTrue(histogram("t", values).image().getWidth() <= 900 * Figure.SCALE);
        }
    }

    @Test
    void anOutlierLeavesTheOthersInOneBin() {
        for (double outlier : new double[] {1e12, 1e300}) {
            double[] values = NORMAL.clone();
            values[0] = outlier;
            Histogram figure = histogram("t", values);
            assertTrue(figure.alt().contains("holds 999 (99.9 %)"), figure.alt());
            assertTrue(figure.image().getWidth() <= 900 * Figure.SCALE);
        }
    }

    @Test
    void farFromZeroValuesAreStillToldApart() {
        double[] values = Arrays.stream(NORMAL).map(v -> 1e13 + v).toArray();
        Histogram figure = histogram("t", values);
        assertTrue(figure.alt().contains("standard deviation 1.0"), figure.alt());
        assertTrue(!figure.alt().contains("100 %"), figure.alt());
        assertTrue(figure.image().getWidth() <= 900 * Figure.SCALE);
    }

    @Test
    void theDeviationNeitherVanishesNorOverflows() {
        assertTrue(histogram("t", new double[] {0.1, 0.1, 0.1}).alt().contains("mean 0.1, standard deviation 0;"));
        assertTrue(histogram("t", new double[] {1e-300, 3e-300}).alt().contains("mean 2e-300, standard deviation 1e-300;"));
        assertTrue(histogram("t", new double[] {1e300, 3e300}).alt().contains("mean 2e300, standard deviation 1e300;"));
        var strip = histogramStrip("t", java.util.List.of("a"), java.util.List.of(Tensors.tensor(1e300, 3e300)));
        assertTrue(strip.alt().contains("standard deviation a 1e300"), strip.alt());
    }

    @Test
    void valuesThatAreNotFiniteAreLeftOutAndCounted() {
        String alt = histogram("t", new double[] {1, 2, Double.NaN, Double.NEGATIVE_INFINITY}).alt();
        assertTrue(alt.contains("2 values from 1 to 2") && alt.contains("; 2 values not finite, left out."), alt);
    }

    @Test
    void errorsSayWhatIsMissing() {
        assertEquals("histogram: there are no values", message(() -> histogram("t", new double[0])));
        assertEquals("histogram: none of the 2 values is finite, the first is NaN",
                message(() -> histogram("t", new double[] {Double.NaN, Double.NaN})));
        assertEquals("histogram: bins is 0, it should be 1 to 200", message(() -> histogram("t", NORMAL).bins(0)));
    }

    private static String message(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
