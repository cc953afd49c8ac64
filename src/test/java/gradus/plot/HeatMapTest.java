package gradus.plot;

import static gradus.plot.Figures.heatMap;
import static gradus.plot.Figures.plot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.metrics.ConfusionMatrix;
import gradus.metrics.Metrics;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeatMapTest {

    private static ConfusionMatrix confusion(int[] truth, int[] predicted, int classes) {
        return Metrics.confusionMatrix(Tensors.oneHot(Tensors.tensor(predicted), classes), Tensors.tensor(truth));
    }

    @Test
    void confusionMatrixTellsWhatWasRightAndWhatWasMistaken() throws IOException {
        Rng rng = new Rng(3);
        int[] truth = IntStream.range(0, 360).map(i -> i % 10).toArray();
        int[] predicted = IntStream.of(truth).map(t -> rng.uniform() < 0.96 ? t : t == 8 ? 1 : rng.below(10)).toArray();
        predicted[8] = 1;
        predicted[18] = 1;
        int right = (int) IntStream.range(0, 360).filter(i -> truth[i] == predicted[i]).count();
        HeatMap figure = plot(confusion(truth, predicted, 10));
        Gallery.check("confusion-matrix", figure);
        assertEquals(Words.percent(right / 360.0) + " right; the most frequent mistake is 8 taken for 1", figure.title());
        assertTrue(figure.alt().contains(right + " of 360 on the diagonal; mistakes: 8 taken for 1 ("), figure.alt());
        assertEquals("100 % right. Heat map of 2 × 2 values, true by row, predicted by column; 2 of 2 on the diagonal.",
                plot(confusion(new int[] {0, 1}, new int[] {0, 1}, 2)).alt());
        assertEquals("50 % right; the most frequent mistake is 1 taken for 0",
                plot(confusion(new int[] {0, 1}, new int[] {0, 0}, 2)).title());
        assertEquals("0 % right; no mistake is made twice",
                plot(confusion(new int[] {0, 1}, new int[] {1, 0}, 2)).title());
        assertEquals("0 % right; no mistake is made more than 2 times",
                plot(confusion(new int[] {0, 1, 0, 1}, new int[] {1, 0, 1, 0}, 2)).title());
    }

    @Test
    void bothSignsHaveTheirHueAndZeroIsWhite() throws IOException {
        double[][] weights = Tensors.randn(new Rng(1), 6, 8).toRows();
        weights[2][3] = Double.NaN;
        weights[0][0] = 0;
        HeatMap figure = heatMap("Weights have both signs", weights).yLabel("input").xLabel("unit");
        Gallery.check("heat-map-signs", figure);
        assertTrue(figure.alt().endsWith("; 1 value not finite."), figure.alt());
        Shades shades = Shades.of(Look.BLUE, new double[] {-2, 1});
        assertEquals(Color.WHITE, shades.of(0));
        assertTrue(shades.of(1).getBlue() > shades.of(1).getRed() && shades.of(-1).getRed() > shades.of(-1).getBlue());
        assertEquals(Look.FRAME, shades.of(Double.NaN));
    }

    @Test
    void numbersInCellsCanBeRead() {
        for (Shades shades : List.of(Shades.of(Look.BLUE, new double[] {0, 1}), Shades.of(Look.BLUE, new double[] {-1, 1}),
                Shades.of(Look.VERMILION, new double[] {0, 1}))) {
            for (int i = 0; i <= 100; i++) {
                Color ground = shades.of(shades.low() + (shades.high() - shades.low()) * i / 100);
                assertTrue(Look.contrast(Look.inkOn(ground), ground) >= 4.5, "on " + ground);
            }
        }
    }

    @Test
    void namesAndFewNumbersStandInTheTextAlternative() throws IOException {
        HeatMap figure = heatMap("A rate of 0.1 is best", new double[][] {{0.91, 0.93}, {0.95, 0.97}, {0.3, 0.1}})
                .rowNames(List.of("0.01", "0.1", "1")).columnNames(List.of("plain", "momentum 0.9"))
                .yLabel("learning rate").xLabel("optimizer");
        Gallery.check("heat-map-names", figure);
        assertEquals("A rate of 0.1 is best. Heat map of 3 × 2 values, learning rate by row, optimizer by column, from 0.1"
                + " (row 1, column momentum 0.9) to 0.97 (row 0.1, column momentum 0.9); row 0.01: 0.91, 0.93; row 0.1:"
                + " 0.95, 0.97; row 1: 0.3, 0.1.", figure.alt());
    }

    @Test
    void manyCellsGetAScaleInPlaceOfNumbers() throws IOException {
        double[][] field = new double[300][400];
        for (int i = 0; i < 300; i++) for (int j = 0; j < 400; j++) field[i][j] = Math.exp(-Math.hypot(i - 100, j - 200) / 80);
        Gallery.check("heat-map-field", heatMap("One peak", field));
        List<String> names = IntStream.range(0, 20).mapToObj(i -> "a long name " + i).toList();
        double[][] band = new double[20][20];
        for (int i = 0; i < 20; i++) for (int j = 0; j < 20; j++) band[i][j] = Math.exp(-0.1 * (i - j) * (i - j)) - 0.001;
        Gallery.check("heat-map-long-names", heatMap("Neighbours are alike", band).names(names));
    }

    @Test
    void constantAndExtremeMatricesAreDrawn() {
        for (double v : new double[] {0, 1, -1, 1e-300, 1e300}) {
            assertTrue(heatMap("t", new double[][] {{v, v}}).image().getWidth() <= 900 * Figure.SCALE);
        }
        assertTrue(heatMap("t", new double[1][800]).image().getWidth() <= 900 * Figure.SCALE);
        assertTrue(heatMap("t", new double[600][1]).image().getHeight() <= 720 * Figure.SCALE);
    }

    @Test
    void errorsNameTheSizes() {
        assertEquals("heatMap: row 1 has 1 value, row 0 has 2; all rows should be equally long",
                message(() -> heatMap("t", new double[][] {{1, 2}, {3}})));
        assertEquals("heatMap: the matrix is empty", message(() -> heatMap("t", new double[0][])));
        assertEquals("heatMap: none of the (1, 2) values is finite, the first is NaN",
                message(() -> heatMap("t", new double[][] {{Double.NaN, Double.NaN}})));
        assertEquals("heatMap: the tensor has shape (3), it should be a matrix (m, n)",
                message(() -> heatMap("t", Tensor.of(new double[3], 3))));
        assertEquals("heatMap: 1 row name for 2 rows", message(() -> heatMap("t", new double[2][2]).rowNames(List.of("a"))));
        assertEquals("heatMap: the matrix is (1, 900), a figure has room for (600, 800); draw a part of it",
                message(() -> heatMap("t", new double[1][900])));
    }

    private static String message(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
