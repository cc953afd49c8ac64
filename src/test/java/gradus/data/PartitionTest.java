package gradus.data;

import static gradus.tensor.Tensors.arange;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Splits and folds by class. */
class PartitionTest {

    /** Row i has the input i; class c has counts[c] rows, one class after the other. */
    private static Dataset classes(int... counts) {
        int n = Arrays.stream(counts).sum();
        double[] y = new double[n];
        int row = 0;
        for (int c = 0; c < counts.length; c++) {
            for (int i = 0; i < counts[c]; i++) y[row++] = c;
        }
        return new Dataset("classes", arange(n).reshape(n, 1), Tensor.of(y, n), List.of("row"),
                IntStream.range(0, counts.length).mapToObj(Integer::toString).toList());
    }

    private static int[] counts(Dataset data) {
        int[] counts = new int[data.classNames().size()];
        for (double label : data.y().data()) counts[(int) label]++;
        return counts;
    }

    private static void requireAllRowsOnce(int n, Dataset... parts) {
        double[] rows = Stream.of(parts).flatMapToDouble(part -> Arrays.stream(part.x().data())).sorted().toArray();
        assertArrayEquals(IntStream.range(0, n).asDoubleStream().toArray(), rows);
    }

    @Test
    void everyPartHasItsShareOfEveryClass() {
        Split split = classes(100, 40, 20).stratifiedSplit(new Rng(1), 0.7, 0.15, 0.15);
        assertArrayEquals(new int[]{70, 28, 14}, counts(split.train()));
        assertArrayEquals(new int[]{15, 6, 3}, counts(split.validation()));
        assertArrayEquals(new int[]{15, 6, 3}, counts(split.test()));
        requireAllRowsOnce(160, split.train(), split.validation(), split.test());
    }

    @Test
    void sharesThatAreNoWholeNumbers() {
        var rng = new Rng(1);
        for (int trial = 0; trial < 200; trial++) {
            int[] counts = rng.permutation(1 + rng.below(20));
            counts[0] += 20;
            Dataset data = classes(counts);
            double[] fractions = {0.3 + 0.3 * rng.uniform(), 0.05 + 0.15 * rng.uniform(), 0.05 + 0.15 * rng.uniform()};
            Split split = data.stratifiedSplit(rng, fractions);
            Split plain = data.split(rng, fractions);
            List<Dataset> parts = List.of(split.train(), split.validation(), split.test());
            assertEquals(plain.toString(), split.toString(), "the sizes are those of split");
            for (int part = 0; part < 3; part++) {
                int[] got = counts(parts.get(part));
                double share = parts.get(part).size() / (double) data.size();
                for (int c = 0; c < counts.length; c++) {
                    assertTrue(Math.abs(got[c] - share * counts[c]) < 2, got[c] + " of " + counts[c] + ", share " + share);
                }
            }
        }
    }

    @Test
    void aClassOfOneRowIsInOnePart() {
        Split split = classes(1, 49, 50).stratifiedSplit(new Rng(1), 0.8, 0.2);
        assertEquals(1, counts(split.train())[0] + counts(split.test())[0]);
        assertEquals("Split of classes: train 80, test 20 rows", split.toString());
    }

    @Test
    void classesStandMixedInEveryPart() {
        double[] labels = classes(50, 50).stratifiedSplit(new Rng(1), 0.8, 0.2).train().y().data();
        assertFalse(Arrays.equals(labels, Arrays.stream(labels).sorted().toArray()));
    }

    @Test
    void theSeedDecidesWhoIsWhere() {
        double[] first = classes(30, 20).stratifiedSplit(new Rng(1), 0.5, 0.5).train().x().data();
        assertArrayEquals(first, classes(30, 20).stratifiedSplit(new Rng(1), 0.5, 0.5).train().x().data());
        assertFalse(Arrays.equals(first, classes(30, 20).stratifiedSplit(new Rng(2), 0.5, 0.5).train().x().data()));
        double[] held = classes(30, 20).folds(new Rng(1), 5).get(0).validation().x().data();
        assertArrayEquals(held, classes(30, 20).folds(new Rng(1), 5).get(0).validation().x().data());
        assertFalse(Arrays.equals(held, classes(30, 20).folds(new Rng(2), 5).get(0).validation().x().data()));
    }

    @Test
    void whatCannotBeStratified() {
        Dataset regression = Dataset.of(zeros(10, 2), zeros(10, 1));
        assertEquals("stratifiedSplit: the targets of data are (10, 1), rows can be dealt out by class where they are"
                + " labels, (n); else use split", assertThrows(IllegalArgumentException.class,
                () -> regression.stratifiedSplit(new Rng(1), 0.8, 0.2)).getMessage());
        assertEquals("stratifiedSplit: the number of fractions is 1, give 2 (train, test) or 3 (train, validation, test)",
                assertThrows(IllegalArgumentException.class, () -> classes(5).stratifiedSplit(new Rng(1), 0.8))
                        .getMessage());
        assertEquals("stratifiedSplit: the fraction 0.9 of 0 rows is no row; each part needs one, take other fractions or"
                + " more data", assertThrows(IllegalArgumentException.class,
                () -> classes(5).take(0).stratifiedSplit(new Rng(1), 0.9, 0.1)).getMessage());
    }

    @Test
    void everyRowIsHeldOutOnce() {
        var rng = new Rng(1);
        for (int trial = 0; trial < 50; trial++) {
            int[] counts = rng.permutation(2 + rng.below(8));
            Dataset data = classes(counts);
            int k = 2 + rng.below(Math.min(9, Math.max(1, data.size() - 1)));
            if (k > data.size()) continue;
            List<Fold> folds = data.folds(rng, k);
            assertEquals(k, folds.size());
            requireAllRowsOnce(data.size(), folds.stream().map(Fold::validation).toArray(Dataset[]::new));
            for (Fold fold : folds) {
                requireAllRowsOnce(data.size(), fold.train(), fold.validation());
                assertEquals(data.size() / (double) k, fold.validation().size(), 1 - 1e-9);
                int[] held = counts(fold.validation());
                for (int c = 0; c < counts.length; c++) assertEquals(counts[c] / (double) k, held[c], 1 - 1e-9);
            }
        }
    }

    @Test
    void foldsOfARegressionAreShuffledOnly() {
        List<Fold> folds = Diabetes.load().folds(new Rng(1), 10);
        assertEquals("Fold 10 of 10 of Diabetes: train 398, validation 44 rows", folds.get(9).toString());
        assertEquals(442, folds.stream().mapToInt(fold -> fold.validation().size()).sum());
    }

    @Test
    void oneRowAtATime() {
        List<Fold> folds = classes(3, 2).folds(new Rng(1), 5);
        assertTrue(folds.stream().allMatch(fold -> fold.validation().size() == 1 && fold.train().size() == 4));
        for (int k : new int[]{1, 0, 6}) {
            assertEquals("folds: k is " + k + ", classes has 5 rows and k must be from 2 to that number",
                    assertThrows(IllegalArgumentException.class, () -> classes(3, 2).folds(new Rng(1), k)).getMessage());
        }
    }
}
