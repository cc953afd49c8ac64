package gradus.data;

import static gradus.tensor.Tensors.arange;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Interrupted;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatasetTest {

    /** Row i has the inputs 10 i and 10 i + 1 and the label i mod 3. */
    private static Dataset rows(int n) {
        double[] x = new double[2 * n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[2 * i] = 10 * i;
            x[2 * i + 1] = 10 * i + 1;
            y[i] = i % 3;
        }
        return new Dataset("rows", Tensor.of(x, n, 2), Tensor.of(y, n), List.of("even", "odd"), List.of("a", "b", "c"));
    }

    /** The numbers of the rows, told by the inputs; fails where inputs and labels have come apart. */
    private static int[] numbers(Tensor x, Tensor y) {
        int[] numbers = new int[x.size(0)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) x.get(i, 0) / 10;
            assertEquals(10 * numbers[i] + 1, x.get(i, 1));
            assertEquals(numbers[i] % 3, y.get(i));
        }
        return numbers;
    }

    private static int[] numbers(Dataset data) {
        return numbers(data.x(), data.y());
    }

    private static String refused(Supplier<?> call) {
        return assertThrows(IllegalArgumentException.class, call::get).getMessage();
    }

    @Test
    void itsFacts() {
        Dataset data = rows(4);
        assertEquals("rows", data.name());
        assertEquals(4, data.size());
        assertEquals(List.of("even", "odd"), data.featureNames());
        assertEquals(List.of("a", "b", "c"), data.classNames());
        assertEquals("rows: 4 rows, 2 features, 3 classes\nrows per class: a: 2, b: 1, c: 1", data.toString());
    }

    @Test
    void withoutNames() {
        Dataset labels = Dataset.of(tensor(new double[][]{{0, 0}, {0, 1}, {1, 0}, {1, 1}}), tensor(0, 1, 1, 0));
        assertEquals("data: 4 rows, 2 features, 2 classes\nrows per class: 0: 2, 1: 2", labels.toString());
        assertEquals(List.of("x1", "x2"), labels.featureNames());
        Dataset regression = Dataset.of(tensor(new double[][]{{1}, {2}}), tensor(new double[][]{{0.5}, {-1.25}}));
        assertEquals("data: 2 rows, 1 feature, targets (2, 1) from -1.25 to 0.5", regression.toString());
        assertEquals(List.of(), regression.classNames());
        Dataset images = Dataset.of(zeros(5, 8, 8), zeros(5));
        assertEquals("data: 5 rows, inputs (5, 8, 8), 1 class\nrows per class: 0: 5", images.toString());
        assertEquals(List.of(), images.featureNames());
    }

    @Test
    void softTargets() {
        var data = new Dataset("soft", zeros(1, 2), tensor(new double[][]{{0.1, 0.9}}), List.of(), List.of("a", "b"));
        assertEquals("soft: 1 row, 2 features, 2 classes", data.toString());
    }

    @Test
    void manyClassesAreShortened() {
        assertEquals("data: 30 rows, inputs (30), 30 classes\nrows per class: 0: 1, 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1,"
                + " 7: 1, 8: 1, 9: 1, 10: 1, 11: 1, …", Dataset.of(zeros(30), arange(30)).toString());
    }

    @Test
    void theLanguageOfTheComputerDoesNotShow() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals("data: 2 rows, 1 feature, targets (2, 1) from 0.25 to 1234.5",
                    Dataset.of(zeros(2, 1), tensor(new double[][]{{1234.5}, {0.25}})).toString());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertEquals("data set data: inputs are (3, 2), targets (2), their first dimension should be the same number of"
                + " rows", refused(() -> Dataset.of(zeros(3, 2), zeros(2))));
        assertEquals("data set data: inputs are (), targets (), their first dimension should be the same number of rows",
                refused(() -> Dataset.of(zeros(), zeros())));
        assertEquals("data set d: inputs are (3, 2), with 3 feature names they should be (n, 3)",
                refused(() -> new Dataset("d", zeros(3, 2), zeros(3), List.of("a", "b", "c"), List.of("0"))));
        assertEquals("data set d: targets are (3, 2), with 3 classes they should be labels (n) or (n, 3)",
                refused(() -> new Dataset("d", zeros(3, 2), zeros(3, 2), List.of(), List.of("a", "b", "c"))));
        assertEquals("data set d: the label of row 1 is 2, targets of shape (n) are whole numbers from 0 to 1; labels"
                + " that start at 1 need sub(1); those of a regression are (n, 1), use y.reshape(n, 1)",
                refused(() -> new Dataset("d", zeros(2, 2), tensor(1, 2), List.of(), List.of("a", "b"))));
        assertEquals("data set d: the label of row 1 is 2, targets of shape (n) are whole numbers from 0 to 1; those of a"
                + " regression are (n, 1), use y.reshape(n, 1)",
                refused(() -> new Dataset("d", zeros(2, 2), tensor(0, 2), List.of(), List.of("a", "b"))));
        assertEquals("data set d: the label of row 0 is 0, targets of shape (n) are labels of named classes; those of a"
                + " regression are (n, 1), use y.reshape(n, 1)",
                refused(() -> new Dataset("d", zeros(2, 2), zeros(2), List.of(), List.of())));
        assertEquals("data set data: the label of row 1 is 0.5, targets of shape (n) are whole numbers from 0 to 1;"
                + " those of a regression are (n, 1), use y.reshape(n, 1)",
                refused(() -> Dataset.of(zeros(3, 2), tensor(1, 0.5, 0))));
        assertEquals("data set data: the largest label is 50000, of the classes 0 to 50000 only 3 occur; are these classes? Targets of"
                + " a regression are (n, 1), use y.reshape(n, 1); classes are numbered from 0 without gaps, or all named:"
                + " new Dataset(name, x, y, featureNames, classNames)", refused(() -> Dataset.of(zeros(3, 2), tensor(100, 2000, 50000))));
        assertEquals(100, Dataset.of(zeros(2, 2), tensor(0, 99)).classNames().size());
        assertEquals("data set data: the largest label is 2e9, targets of shape (n) are class numbers; those of a"
                + " regression are (n, 1), use y.reshape(n, 1)",
                refused(() -> Dataset.of(zeros(1, 2), tensor(2e9))));
        assertTrue(refused(() -> Dataset.of(zeros(1, 2), tensor(-1.0))).contains("the label of row 0 is -1, "));
    }

    @Test
    void numbersThatAreNoneAreRefused() {
        assertEquals("data set data: input 1 (x2) of row 2 is NaN; take such rows out, or fill in a number",
                refused(() -> Dataset.of(tensor(new double[][]{{1, 2}, {3, 4}, {5, Double.NaN}}), zeros(3))));
        assertEquals("data set data: target 0 of row 1 is ∞; take such rows out, or fill in a number", refused(
                () -> Dataset.of(zeros(2, 2), tensor(new double[][]{{1}, {Double.POSITIVE_INFINITY}}))));
    }

    @Test
    void rowsAreSelected() {
        assertArrayEquals(new int[]{4, 0, 4}, numbers(rows(5).select(4, 0, 4)));
        assertArrayEquals(new int[]{0, 1}, numbers(rows(5).take(2)));
        assertEquals(List.of("a", "b", "c"), rows(5).take(1).classNames());
        assertEquals("rows: 0 rows, 2 features, 3 classes\nrows per class: a: 0, b: 0, c: 0",
                rows(5).select().toString());
        assertEquals("data: 0 rows, 2 features", Dataset.of(zeros(2, 2), zeros(2, 1)).take(0).toString());
        assertEquals("select: there is no row 5 in rows, rows are numbered 0 to 4",
                refused(() -> rows(5).select(1, 5)));
        assertEquals("select: there is no row -1 in rows, rows are numbered 0 to 4",
                refused(() -> rows(5).select(-1)));
        assertEquals("take: 6 rows asked for, rows has 5", refused(() -> rows(5).take(6)));
    }

    @Test
    void aSplitDealsOutEveryRowOnce() {
        Split split = rows(101).split(new Rng(1), 0.7, 0.15, 0.15);
        assertEquals("Split of rows: train 71, validation 15, test 15 rows", split.toString());
        int[] all = IntStream.of(numbers(split.train())).toArray();
        assertFalse(Arrays.equals(IntStream.range(0, 71).toArray(), all));
        int[] together = IntStream.concat(IntStream.of(all), IntStream.concat(IntStream.of(numbers(split.validation())),
                IntStream.of(numbers(split.test())))).sorted().toArray();
        assertArrayEquals(IntStream.range(0, 101).toArray(), together);
    }

    @Test
    void aSplitDependsOnTheSeedAlone() {
        int[] first = numbers(rows(50).split(new Rng(7), 0.5, 0.5).train());
        assertArrayEquals(first, numbers(rows(50).split(new Rng(7), 0.5, 0.5).train()));
        assertFalse(Arrays.equals(first, numbers(rows(50).split(new Rng(8), 0.5, 0.5).train())));
    }

    @Test
    void twoFractionsAreTrainAndTest() {
        Split split = rows(10).split(new Rng(1), 0.8, 0.2);
        assertEquals("Split of rows: train 8, test 2 rows", split.toString());
        var e = assertThrows(IllegalStateException.class, split::validation);
        assertEquals("validation: this split has only train and test; make it with three fractions, as"
                + " split(rng, 0.7, 0.15, 0.15), or divide its training part, as train().split(rng, 0.9, 0.1)", e.getMessage());
    }

    @Test
    void fractionsMayLeaveRowsOut() {
        assertEquals("Split of rows: train 20, validation 10, test 10 rows",
                rows(100).split(new Rng(1), 0.2, 0.1, 0.1).toString());
        assertEquals("Split of rows: train 7, validation 2, test 1 rows",
                rows(10).split(new Rng(1), 0.7, 0.2, 0.1).toString());
        assertEquals("Split of rows: train 7, validation 2, test 1 rows",
                rows(10).split(new Rng(1), 0.7 + 1e-12, 0.2, 0.1).toString());
    }

    @Test
    void wrongFractionsAreRefused() {
        assertEquals("split: the number of fractions is 1, give 2 (train, test) or 3 (train, validation, test)",
                refused(() -> rows(10).split(new Rng(1), 0.8)));
        assertEquals("split: the fractions are 0.8, 0.3, each must be above 0 and their sum, 1.1, at most 1",
                refused(() -> rows(10).split(new Rng(1), 0.8, 0.3)));
        assertEquals("split: the fractions are 0.8, 0, 0.2, each must be above 0 and their sum, 1, at most 1",
                refused(() -> rows(10).split(new Rng(1), 0.8, 0, 0.2)));
        assertEquals("split: the fractions are NaN, 0.2, each must be above 0 and their sum, NaN, at most 1",
                refused(() -> rows(10).split(new Rng(1), Double.NaN, 0.2)));
        assertEquals("split: the fraction 0.15 of 3 rows is no row; each part needs one, take other fractions or more"
                + " data", refused(() -> rows(3).split(new Rng(1), 0.7, 0.15, 0.15)));
    }

    private static List<int[]> batches(Iterable<Batch> batches) {
        List<int[]> result = new ArrayList<>();
        batches.forEach(batch -> result.add(numbers(batch.x(), batch.y())));
        return result;
    }

    private static int[] joined(List<int[]> parts) {
        return parts.stream().flatMapToInt(Arrays::stream).toArray();
    }

    @Test
    void batchesInOrder() {
        List<int[]> batches = batches(rows(7).batches(3));
        assertEquals(List.of(3, 3, 1), batches.stream().map(b -> b.length).toList());
        assertArrayEquals(IntStream.range(0, 7).toArray(), joined(batches));
        Batch first = rows(7).batches(3).iterator().next();
        assertEquals("Batch: x (3, 2), y (3)", first.toString());
        assertEquals(3, first.size());
    }

    @Test
    void aBatchLargerThanTheDataIsAllOfIt() {
        assertEquals(1, batches(rows(7).batches(Integer.MAX_VALUE, new Rng(1))).size());
        assertEquals(7, batches(rows(7).batches(8)).get(0).length);
        assertEquals(List.of(), batches(rows(7).take(0).batches(8)));
    }

    @Test
    void everyLoopOverShuffledBatchesDrawsANewOrder() {
        Iterable<Batch> batches = rows(40).batches(16, new Rng(3));
        int[] first = joined(batches(batches));
        int[] second = joined(batches(batches));
        assertFalse(Arrays.equals(first, second));
        assertArrayEquals(IntStream.range(0, 40).toArray(), Arrays.stream(first).sorted().toArray());
        assertArrayEquals(IntStream.range(0, 40).toArray(), Arrays.stream(second).sorted().toArray());
        assertArrayEquals(first, joined(batches(rows(40).batches(16, new Rng(3)))));
    }

    @Test
    void wrongUseOfBatchesIsRefused() {
        assertEquals("batches: the size is 0, it must be at least 1", refused(() -> rows(4).batches(0)));
        assertEquals("batches: the size is -1, it must be at least 1", refused(() -> rows(4).batches(-1, new Rng(1))));
        var iterator = rows(4).batches(4).iterator();
        iterator.next();
        var e = assertThrows(NoSuchElementException.class, iterator::next);
        assertEquals("batches: all 4 rows were taken", e.getMessage());
    }

    @Test
    void anInterruptedLoopOverBatchesEnds() {
        var iterator = rows(4).batches(2).iterator();
        iterator.next();
        Thread.currentThread().interrupt();
        var e = assertThrows(Interrupted.class, iterator::next);
        assertEquals("batches: interrupted after 2 of 4 rows", e.getMessage());
        assertFalse(Thread.interrupted(), "the next cell's loop must not end too");
    }

    @Test
    void aDataSetIsNoPartOfTheRecord() {
        Dataset data = Dataset.of(Tensor.parameter(zeros(2, 2)), zeros(2));
        assertFalse(data.x().requiresGrad());
        assertFalse(data.batches(2).iterator().next().x().requiresGrad());
    }
}
