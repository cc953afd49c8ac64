package gradus.plot;

import static gradus.plot.Figures.histogramStrip;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistogramStripTest {

    private static final List<String> LAYERS = IntStream.rangeClosed(1, 10).mapToObj(i -> "layer " + i).toList();

    /** Outputs of ten layers of 100 units with the given gain over 1/√n, each through tanh or ReLU. */
    private static List<Tensor> activations(double gain, boolean relu) {
        Rng rng = new Rng(1);
        Tensor x = Tensors.randn(rng, 200, 100);
        List<Tensor> outputs = new ArrayList<>();
        for (int l = 0; l < 10; l++) {
            Tensor z = x.matmul(Tensors.randn(rng, 100, 100).mul(gain / 10));
            x = relu ? z.relu() : z.tanh();
            outputs.add(x);
        }
        return outputs;
    }

    @Test
    void tenLayersInFourRowsCanBeRead() throws IOException {
        HistogramStrip strip = histogramStrip("Of four initializations, only two keep the signal alive", LAYERS)
                .row("tanh, gain 0.3", activations(0.3, false)).range(-1, 1)
                .row("tanh, gain 1", activations(1, false)).range(-1, 1)
                .row("tanh, gain 4", activations(4, false)).range(-1, 1)
                .row("ReLU, gain √2", activations(Math.sqrt(2), true));
        Gallery.check("histogram-strip-four", strip, Look.BLUE, Look.VERMILION, Look.color(2), Look.color(3));
        assertTrue(strip.alt().startsWith("Of four initializations, only two keep the signal alive. 40 histograms in 4 rows,"
                + " each scaled to its fullest bin: “tanh, gain 0.3”, 20000 values each, from -1 to 1, σ"
                + " layer 1 "), strip.alt());
        double[] last = activations(4, false).get(9).toArray();
        double mean = Arrays.stream(last).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(last).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
        assertTrue(strip.alt().contains("layer 10 " + Words.text(deviation) + ", 8 between left out; “ReLU, gain √2”"), strip.alt());
    }

    @Test
    void oneRowAndFewColumnsTakeTheRoomTheyNeed() throws IOException {
        Gallery.check("histogram-strip", histogramStrip("The signal fades from layer to layer", LAYERS, activations(0.8, false)),
                Look.BLUE);
        Gallery.check("histogram-strip-small", histogramStrip("Gradients grow", List.of("first", "last"),
                List.of(Tensors.randn(new Rng(1), 500), Tensors.randn(new Rng(2), 500).mul(30))), Look.BLUE);
    }

    @Test
    void everyValueIsCountedAndTheMomentsAreExact() {
        double[] values = Tensors.randn(new Rng(3), 5000).toArray();
        Bins bins = new Bins(values);
        assertEquals(5000, Arrays.stream(bins.counts(bins.min(), bins.max(), 37)).sum(), 1e-6);
        double inside = Arrays.stream(values).filter(v -> v >= -1 && v <= 1).count();
        assertEquals(1 - inside / 5000, bins.outside(-1, 1), 0.001);
        double[] sorted = Arrays.stream(values).sorted().toArray();
        assertEquals(sorted[50], bins.quantile(0.01), 0.03);
        assertEquals(sorted[4950], bins.quantile(0.99), 0.03);
        double mean = Arrays.stream(values).average().orElseThrow();
        assertEquals(Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow()),
                bins.deviation(), 1e-12);
    }

    @Test
    void peaksAtTheEndsAndConstantsAreWhereTheyBelong() {
        double[] ends = {-1, -1, -1, 0.5, 1, 1};
        assertArrayEquals(new double[] {3, 0, 0, 3}, new Bins(ends).counts(-1, 1, 4), 1e-2);
        assertArrayEquals(new double[] {0, 3, 0}, new Bins(new double[] {0, 0, 0}).counts(-1, 1, 3));
        assertArrayEquals(new double[] {0, 0, 3}, new Bins(new double[] {1, 1, 1}).counts(-1, 1, 3));
        assertArrayEquals(new double[] {3, 0, 0}, new Bins(new double[] {-1, -1, -1}).counts(-1, 1, 3));
        assertEquals(1, new Bins(new double[] {5, 6}).outside(-1, 1), 0);
    }

    @Test
    void powersOfTenStandAboveTheSizeOfTheValues() throws IOException {
        List<Tensor> gradients = IntStream.rangeClosed(1, 10)
                .mapToObj(l -> Tensors.randn(new Rng(l), 500).mul(Math.pow(0.2, 10 - l))).toList();
        HistogramStrip strip = histogramStrip("Gradients vanish, and outputs stay", LAYERS)
                .row("1/n: outputs", activations(1, false)).range(-1, 1).colorOf("outputs")
                .powersOfTen("σ = 0.01: gradients", gradients).range(-10, 4).colorOf("gradients")
                .powersOfTen("1/n: gradients", activations(1, false)).range(-10, 4).colorOf("gradients");
        Gallery.check("histogram-strip-powers", strip, Look.BLUE, Look.VERMILION);
        assertTrue(strip.alt().contains("500 values each, other axis than above, powers of ten from -10 to 4, size layer 1 "
                + Words.text(gradients.get(0).square().mean().sqrt().item()) + ", layer 10 "), strip.alt());
        assertTrue(strip.alt().contains("20000 values each, powers of ten from -10 to 4"), strip.alt());
    }

    @Test
    void zerosHaveNoPowerOfTenAndSizesNeitherVanishNorOverflow() {
        HistogramStrip strip = histogramStrip("t", List.of("a", "b", "c")).powersOfTen("", List.of(
                Tensors.tensor(0, 1e-200, -1e-200), Tensors.tensor(1e200, 1e200, Double.NaN), Tensors.zeros(3)));
        assertEquals("t. 3 histograms, each scaled to its fullest bin: 0 to 3 values each, powers of ten from -200 to 200,"
                + " size a 8.165e-201, b 1e200 (1 of 3 not finite), c none.", strip.alt());
        assertTrue(strip.image().getWidth() > 0);
        assertEquals("histogramStrip: none of the 3 values is finite and not 0, the first is 0",
                message(() -> histogramStrip("t", List.of("a")).powersOfTen("", List.of(Tensors.zeros(3)))));
        assertEquals("histogramStrip: colorOf is that of the row added last; add a row first", assertThrows(IllegalStateException.class,
                () -> histogramStrip("t", List.of("a")).colorOf("b")).getMessage());
    }

    @Test
    void theShareOutsideIsTold() {
        Tensor values = Tensors.tensor(new double[] {-3, 0, 0.5, 1, 1, 1, 1, 1, 1, 1});
        assertEquals("t. 1 histogram, each scaled to its fullest bin: 10 values each, from 0 to 1, up to 10 % outside,"
                + " standard deviation a 1.193.", histogramStrip("t", List.of("a"), List.of(values)).range(0, 1).alt());
    }

    @Test
    void whatIsNotFiniteIsLeftOutAndCounted() throws IOException {
        double[] values = Tensors.randn(new Rng(1), 100).toArray();
        values[3] = Double.NaN;
        values[4] = Double.POSITIVE_INFINITY;
        HistogramStrip strip = histogramStrip("The second layer overflows", List.of("a", "b", "c"), List.of(
                Tensors.randn(new Rng(1), 100), Tensor.of(values, 100), Tensors.full(Double.NaN, 100)));
        Gallery.check("histogram-strip-nan", strip, Look.BLUE);
        assertTrue(strip.alt().contains("(2 of 100 not finite), c none (100 of 100 not finite)"), strip.alt());
        for (double[] extreme : new double[][] {{0}, {7, 7}, {1e300, -1e300}, {1e-299, 2e-299}}) {
            assertTrue(histogramStrip("t", List.of("a"), List.of(Tensors.tensor(extreme))).image().getWidth() <= 900 * Figure.SCALE);
        }
    }

    /** The room is that of ten layers, where 0.00019 has no place beside its σ. */
    @Test
    void theDeviationKeepsItsSign() {
        int room = Look.width("σ 0.0009", Look.SMALL);
        assertEquals("σ 0.0009", HistogramStrip.number(0.0009, room));
        assertEquals("σ 1.9e-4", HistogramStrip.number(0.000187, room));
        assertEquals("σ 0.0002", HistogramStrip.number(0.0001999, room));
        assertEquals("σ 0.0041", HistogramStrip.number(0.00412, room));
        assertEquals("σ 0.482", HistogramStrip.number(0.4818, room));
        assertEquals("σ 0", HistogramStrip.number(0, room));
    }

    @Test
    void laterChangesOfTheTensorDoNotReachTheFigure() {
        Tensor values = Tensors.randn(new Rng(1), 100);
        HistogramStrip strip = histogramStrip("t", List.of("a"), List.of(values));
        String before = strip.alt();
        Arrays.fill(values.data(), 9);
        assertEquals(before, strip.alt());
        strip.range(-9, 9).row("more", List.of(values));
        assertEquals(before, strip.alt());
    }

    @Test
    void errorsNameWhatDoesNotFit() {
        Tensor one = Tensors.ones(3);
        assertEquals("histogramStrip: there are no names", message(() -> histogramStrip("t", List.of())));
        assertEquals("histogramStrip: 15 histograms have no room side by side, at most 14 do; leave out every other layer",
                message(() -> histogramStrip("t", Collections.nCopies(15, "a"))));
        assertEquals("histogramStrip: 1 tensor of \"r\" for 2 names; every histogram needs both",
                message(() -> histogramStrip("t", List.of("a", "b")).row("r", List.of(one))));
        assertEquals("histogramStrip: the tensor for \"a\" has shape (0, 3), it has no elements",
                message(() -> histogramStrip("t", List.of("a"), List.of(Tensors.zeros(0, 3)))));
        assertEquals("histogramStrip: none of the 2 values is finite, the first is NaN",
                message(() -> histogramStrip("t", List.of("a"), List.of(Tensors.full(Double.NaN, 2)))));
        assertEquals("histogramStrip: range is 1 to 0, it should run from a smaller to a larger number",
                message(() -> histogramStrip("t", List.of("a"), List.of(one)).range(1, 0)));
        HistogramStrip full = histogramStrip("t", List.of("a"));
        for (int i = 0; i < 6; i++) full = full.row("r" + i, List.of(one));
        HistogramStrip six = full;
        assertEquals("histogramStrip: more than 6 rows; draw some of them in a second figure",
                message(() -> six.row("r", List.of(one))));
        assertEquals("histogramStrip: it has no row yet; add one with row(name, values)",
                assertThrows(IllegalStateException.class, () -> histogramStrip("t", List.of("a")).png()).getMessage());
        assertEquals("histogramStrip: range is that of the row added last; add a row first",
                assertThrows(IllegalStateException.class, () -> histogramStrip("t", List.of("a")).range(0, 1)).getMessage());
    }

    @Test
    void rowsShareAnAxisOnRequestAndSayWhereTheyDoNot() throws IOException {
        List<Tensor> small = List.of(gradus.tensor.Tensors.tensor(-1, 0, 0.5, 1));
        List<Tensor> large = List.of(gradus.tensor.Tensors.tensor(-40, 0, 3, 40));
        HistogramStrip own = histogramStrip("t", List.of("layer 1")).row("σ = 1", small).line(0.5, "theory").row("σ = 3", large);
        Gallery.check("histogram-strip-axes", own);
        assertTrue(own.alt().contains("σ = 1, 4 values each, from -1 to 1, dashed at 0.5: theory, standard"), own.alt());
        assertTrue(own.alt().contains("σ = 3, 4 values each, other axis than above, from -40 to 40,"), own.alt());
        HistogramStrip shared = own.sharedAxis();
        Gallery.check("histogram-strip-shared", shared);
        assertTrue(shared.alt().contains("σ = 1, 4 values each, from -40 to 40, dashed"), shared.alt());
        assertTrue(shared.alt().contains("σ = 3, 4 values each, from -40 to 40,"), shared.alt());
        assertEquals("histogramStrip: a line needs a finite value and a name, here are NaN and \"theory\"",
                org.junit.jupiter.api.Assertions.assertThrows(IllegalArgumentException.class, () -> own.line(Double.NaN, "theory")).getMessage());
    }

    private static String message(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
