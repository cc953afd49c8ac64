package gradus.data;

import static gradus.Expect.refuses;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ScalerTest {

    private static final Tensor ROWS = tensor(new double[][]{{1, 5, -2}, {3, 5, 0}, {8, 5, 2}});

    /** Numbers of NumPy: mean 4, 5, 0; population standard deviation √(26/3), 0, √(8/3). */
    @Test
    void standardisationByHand() {
        Scaler scaler = Scaler.standard(ROWS);
        assertArrayEquals(new double[]{4, 5, 0}, scaler.shift().data(), 1e-15);
        assertArrayEquals(new double[]{Math.sqrt(26 / 3.0), 1, Math.sqrt(8 / 3.0)}, scaler.scale().data(), 1e-15);
        Tensor z = scaler.apply(ROWS);
        assertArrayEquals(new double[]{-1.0190493307301363, 0, -1.224744871391589}, z.toRows()[0], 1e-15);
        assertArrayEquals(ROWS.data(), scaler.invert(z).data(), 1e-15);
        assertEquals("standard scaler of a tensor, 3 rows\n"
                + "column        mean  standard deviation\n"
                + "x1               4              2.9439\n"
                + "x2               5            constant\n"
                + "x3               0               1.633", scaler.toString());
    }

    @Test
    void minMaxByHand() {
        Scaler scaler = Scaler.minMax(ROWS);
        assertArrayEquals(new double[]{0, 0, 0, 2 / 7.0, 0, 0.5, 1, 0, 1}, scaler.apply(ROWS).data(), 1e-15);
        assertArrayEquals(new double[]{-1.0 / 7, 1, 2},
                scaler.apply(tensor(new double[][]{{0, 6, 6}})).data(), 1e-15, "other rows may lie outside");
        assertArrayEquals(ROWS.data(), scaler.invert(scaler.apply(ROWS)).data(), 1e-15);
        assertEquals("min-max scaler of a tensor, 3 rows\n"
                + "column     minimum               range\n"
                + "x1               1                   7\n"
                + "x2               5            constant\n"
                + "x3              -2                   4", scaler.toString());
    }

    @Test
    void theTrainingPartAloneDecides() {
        Split split = Wine.load().split(new Rng(1), 0.6, 0.2, 0.2);
        Scaler scaler = Scaler.standard(split.train());
        Split scaled = scaler.apply(split);
        for (int j = 0; j < 13; j++) {
            double[] column = scaled.train().x().slice(1, j, j + 1).toArray();
            double mean = Arrays.stream(column).average().orElseThrow();
            double squares = Arrays.stream(column).map(v -> v * v).average().orElseThrow();
            assertEquals(0, mean, 1e-12);
            assertEquals(1, squares, 1e-12);
        }
        assertTrue(Math.abs(scaled.test().x().slice(1, 0, 1).mean().item()) > 1e-3, "the test part is only moved along");
        assertEquals(split.toString(), scaled.toString());
        assertEquals(split.train().featureNames(), scaled.train().featureNames());
        assertArrayEquals(split.validation().y().data(), scaled.validation().y().data());
        assertArrayEquals(split.test().x().data(), scaler.invert(scaled.test().x()).data(), 1e-10);
        assertThrows(IllegalStateException.class, () -> scaler.apply(Wine.load().split(new Rng(1), 0.8, 0.2)).validation());
        assertTrue(scaler.toString().startsWith("standard scaler of Wine, 107 rows\ncolumn"), scaler.toString());
    }

    @Test
    void oneRowIsConstant() {
        Scaler scaler = Scaler.minMax(tensor(new double[][]{{3, 4}}));
        assertArrayEquals(new double[]{0, 0, 1, -4}, scaler.apply(tensor(new double[][]{{3, 4}, {4, 0}})).data());
        assertEquals(0, Scaler.standard(randn(new Rng(1), 1, 5)).apply(randn(new Rng(1), 1, 5)).norm().item());
    }

    /** 0.1 as a mean of many rows is not 0.1: a deviation of rounding must not be taken for one. */
    @Test
    void aConstantColumnIsToldByItsValues() {
        Tensor column = Tensor.of(DoubleStream.generate(() -> 0.1).limit(1001).toArray(), 1001, 1);
        assertEquals(0, Scaler.standard(column).apply(column).abs().max().item());
        assertEquals(1, Scaler.standard(column).scale().item());
    }

    @Test
    void verySmallAndVeryLargeNumbers() {
        for (double unit : new double[]{1e-200, 1e200}) {
            Tensor z = Scaler.standard(tensor(new double[][]{{-unit}, {unit}})).apply(tensor(new double[][]{{unit}}));
            assertEquals(1, z.get(0, 0), 1e-12);
        }
        refuses("scaler: column x1 of a tensor has values that are not finite, or too far apart to be scaled",
                () -> Scaler.minMax(tensor(new double[][]{{-1.7e308}, {1.7e308}})));
        refuses("scaler: column x2 of a tensor has values that are not finite, or too far apart to be scaled",
                () -> Scaler.standard(tensor(new double[][]{{1, Double.NaN}, {2, 3}})));
    }

    @Test
    void imagesAndTargets() {
        Tensor images = randn(new Rng(1), 50, 4, 3);
        Scaler scaler = Scaler.standard(Dataset.of(images, zeros(50)));
        assertEquals("(50, 4, 3)", scaler.apply(images).shapeText());
        assertEquals("(4, 3)", scaler.shift().shapeText());
        assertEquals(0, scaler.apply(images).slice(1, 2, 3).slice(2, 1, 2).mean().item(), 1e-12);
        Scaler targets = Scaler.standard(Diabetes.load().y());
        assertArrayEquals(Diabetes.load().y().data(), targets.invert(targets.apply(Diabetes.load().y())).data(), 1e-11);
    }

    @Test
    void manyColumnsAreCutShort() {
        String text = Scaler.standard(Digits.load()).toString();
        assertEquals(1 + 1 + 14 + 1, text.lines().count());
        assertTrue(text.endsWith("\n… and 50 more columns"), text);
        assertTrue(text.contains("\npixel_0_0           0            constant\n"), text);
    }

    @Test
    void otherColumnsAreRefused() {
        Scaler scaler = Scaler.standard(Iris.load());
        refuses("scaler: it was fitted on columns [sepal length (cm), sepal width (cm), petal length (cm), petal width"
                + " (cm)], data has [x1, x2, x3, x4]", () -> scaler.apply(Dataset.of(zeros(2, 4), zeros(2))));
        refuses("scaler: the values are (2, 3), it was fitted on (n, 4)", () -> scaler.apply(zeros(2, 3)));
        refuses("scaler: the values are (4), it was fitted on (n, 4)", () -> scaler.invert(zeros(4)));
        refuses("scaler: iris.csv is (0, 4), there is no row to take its numbers from",
                () -> Scaler.standard(new Dataset("iris.csv", zeros(0, 4), zeros(0), List.of(), List.of())));
    }
}
