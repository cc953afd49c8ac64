package gradus.data;

import gradus.tensor.Interrupted;
import gradus.tensor.Numbers;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

/**
 * Inputs with their targets, row by row; never changed, only selected from.
 *
 * <p>Inputs have the shape (n, features), or (n, …) as images do. The targets are of one of three kinds:
 * <ul>
 * <li>classes: labels of shape (n), whole numbers from 0, with a name for each class;
 * <li>soft classes: (n, classes), one probability for each class, with the names;
 * <li>regression: numbers of shape (n, k), as a network with k outputs gives them; there are no class names.
 * </ul>
 *
 * <p>There may be no row at all, then there is no batch either; what needs a row says so. A batch larger than the data is
 * all of the data.
 *
 * <pre>{@code
 * var xor = Dataset.of(tensor(new double[][]{{0, 0}, {0, 1}, {1, 0}, {1, 1}}), tensor(0, 1, 1, 0));
 * xor
 * // → data: 4 rows, 2 features, 2 classes
 * //   rows per class: 0: 2, 1: 2
 * }</pre>
 */
public final class Dataset {

    private static final int CLASSES_SHOWN = 12;
    private static final int MOST_CLASSES = 100_000;
    private static final int FEW_CLASSES = 100;

    private final String name;
    private final Rows rows;
    private final Tensor y;
    private final List<String> featureNames;
    private final List<String> classNames;

    /**
     * A data set of inputs and targets, with names.
     *
     * @param name         what it is called in text and figures
     * @param x            inputs, (n, …)
     * @param y            targets, (n) labels or (n, …); taken as they are, like the inputs, without a copy
     * @param featureNames one for each column of inputs of shape (n, features), or none
     * @param classNames   one for each class, in the order of the labels; none for regression
     * @throws IllegalArgumentException if the shapes, labels and names do not fit together, or a number is not finite
     */
    public Dataset(String name, Tensor x, Tensor y, List<String> featureNames, List<String> classNames) {
        this(name, new Rows.OfTensor(x.detach()), y, featureNames, classNames);
        requireFinite("input", x);
    }

    Dataset(String name, Rows rows, Tensor y, List<String> featureNames, List<String> classNames) {
        this.name = name;
        this.rows = rows;
        this.y = y.detach();
        this.featureNames = List.copyOf(featureNames);
        this.classNames = List.copyOf(classNames);
        int[] shape = rows.shape();
        if (shape.length == 0 || y.rank() == 0 || shape[0] != y.size(0)) {
            throw wrong("inputs are " + shapeText() + ", targets " + y.shapeText()
                    + ", their first dimension should be the same number of rows");
        }
        if (!featureNames.isEmpty() && (shape.length != 2 || shape[1] != featureNames.size())) {
            throw wrong("inputs are " + shapeText() + ", with " + featureNames.size()
                    + " feature names they should be (n, " + featureNames.size() + ")");
        }
        requireFinite("target", this.y);
        if (y.rank() == 1) {
            requireLabels();
        } else if (!classNames.isEmpty() && (y.rank() != 2 || y.size(1) != classNames.size())) {
            throw wrong("targets are " + y.shapeText() + ", with " + classNames.size()
                    + " classes they should be labels (n) or (n, " + classNames.size() + ")");
        }
    }

    /**
     * A data set without names: columns are called x1, x2, …, classes 0, 1, ….
     *
     * @param x inputs, (n, …)
     * @param y labels (n), whole numbers from 0, or the targets of a regression (n, k)
     * @throws IllegalArgumentException if the shapes do not fit together, or labels are not whole numbers from 0, or of more
     *                                  than 100 classes most do not occur, as if they were no classes
     */
    public static Dataset of(Tensor x, Tensor y) {
        int features = x.rank() == 2 ? x.size(1) : 0;
        double classes = y.rank() == 1 && y.size() > 0 ? Math.max(0, Arrays.stream(y.data()).max().orElseThrow()) + 1 : 0;
        if (classes > MOST_CLASSES) {
            throw new IllegalArgumentException("data set data: the largest label is " + Numbers.text(classes - 1)
                    + ", targets of shape (n) are class numbers; those of a regression are (n, 1),"
                    + " use y.reshape(n, 1)");
        }
        long occurring = classes > FEW_CLASSES ? Arrays.stream(y.data()).distinct().count() : 0;
        if (classes > FEW_CLASSES && 2 * occurring < classes) {
            throw new IllegalArgumentException("data set data: the largest label is " + Numbers.text(classes - 1) + ", of the classes"
                    + " 0 to " + Numbers.text(classes - 1) + " only " + occurring + (occurring == 1 ? " occurs" : " occur")
                    + "; are these classes? Targets of a regression are (n, 1), use y.reshape(n, 1); classes are numbered from 0"
                    + " without gaps, or all named: new Dataset(name, x, y, featureNames, classNames)");
        }
        return new Dataset("data", x, y, IntStream.rangeClosed(1, features).mapToObj(i -> "x" + i).toList(),
                IntStream.range(0, (int) classes).mapToObj(Integer::toString).toList());
    }

    private void requireLabels() {
        for (int i = 0; i < y.size(); i++) {
            double label = y.data()[i];
            if (label != Math.rint(label) || label < 0 || label >= classNames.size()) {
                throw wrong("the label of row " + i + " is " + Numbers.exact(label) + ", targets of shape (n) are "
                        + (classNames.isEmpty() ? "labels of named classes" : "whole numbers from 0 to "
                        + (classNames.size() - 1)) + (label == classNames.size() && label > 0 && Arrays.stream(y.data()).min()
                        .orElseThrow() >= 1 ? "; labels that start at 1 need sub(1)" : "") + "; those of a regression are (n, 1), use y.reshape(n, 1)");
            }
        }
    }

    private void requireFinite(String what, Tensor values) {
        for (int i = 0; i < values.size(); i++) {
            if (!Double.isFinite(values.data()[i])) {
                int width = values.size() / values.size(0);
                String column = what.equals("input") && !featureNames.isEmpty() ? " (" + featureNames.get(i % width) + ")" : "";
                throw wrong(what + " " + i % width + column + " of row " + i / width + " is "
                        + Numbers.text(values.data()[i]) + "; take such rows out, or fill in a number");
            }
        }
    }

    private IllegalArgumentException wrong(String problem) {
        return new IllegalArgumentException("data set " + name + ": " + problem);
    }

    /** What it is called. */
    public String name() {
        return name;
    }

    /**
     * Inputs, (n, …). Where they are kept as bytes, as by {@link Idx}, every call makes numbers of all of them:
     * 376 MB of 60,000 images; take batches or {@link #take} fewer rows.
     */
    public Tensor x() {
        return rows.all();
    }

    /** Targets: labels (n), or (n, …). */
    public Tensor y() {
        return y;
    }

    /** Number of rows, n. */
    public int size() {
        return y.size(0);
    }

    /** A name for each column of the inputs; empty if the inputs have none. */
    public List<String> featureNames() {
        return featureNames;
    }

    /** A name for each class, in the order of the labels; empty for regression. */
    public List<String> classNames() {
        return classNames;
    }

    /**
     * The rows with the given numbers, in that order, as a data set of their own.
     *
     * @throws IllegalArgumentException if there is no such row
     */
    public Dataset select(int... rows) {
        for (int row : rows) {
            if (row < 0 || row >= size()) {
                throw new IllegalArgumentException("select: there is no row " + row + " in " + name
                        + ", rows are numbered 0 to " + (size() - 1));
            }
        }
        return new Dataset(name, this.rows.select(rows), y.rows(rows), featureNames, classNames);
    }

    /**
     * The first rows, as a data set of their own.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    public Dataset take(int rows) {
        if (rows < 0 || rows > size()) {
            throw new IllegalArgumentException("take: " + rows + " rows asked for, " + name + " has " + size());
        }
        return select(IntStream.range(0, rows).toArray());
    }

    /**
     * Shuffles the rows and deals them out to disjoint parts.
     *
     * <p>Two fractions are for training and test, three for training, validation and test. If they sum to less than 1,
     * the rest of the rows is in no part.
     *
     * <pre>{@code
     * Iris.load().split(new Rng(1), 0.6, 0.2, 0.2)    // → Split of Iris: train 90, validation 30, test 30 rows
     * }</pre>
     *
     * @param rng       draws the order
     * @param fractions each above 0, with a sum of 1 or less
     * @throws IllegalArgumentException if the fractions are not so, or a part gets no row
     */
    public Split split(Rng rng, double... fractions) {
        int[] sizes = sizes("split", fractions);
        return split(Partition.consecutive(rng.permutation(size()), sizes));
    }

    /**
     * Deals the rows out like {@link #split}, in parts of the same sizes, but each class by itself: every part gets its
     * share of every class, to a row or two where the shares are no whole numbers.
     *
     * <p>So a rare class is missing in no part that could have a row of it, and the accuracies of two parts can be
     * compared.
     *
     * <pre>{@code
     * Iris.load().stratifiedSplit(new Rng(1), 0.8, 0.2).test()
     * // → Iris: 30 rows, 4 features, 3 classes
     * //   rows per class: setosa: 10, versicolor: 10, virginica: 10
     * }</pre>
     *
     * @param rng       draws the order
     * @param fractions each above 0, with a sum of 1 or less
     * @throws IllegalArgumentException if the fractions are not so, a part gets no row, or the targets are no labels
     */
    public Split stratifiedSplit(Rng rng, double... fractions) {
        if (y.rank() != 1) {
            throw new IllegalArgumentException("stratifiedSplit: the targets of " + name + " are " + y.shapeText()
                    + ", rows can be dealt out by class where they are labels, (n); else use split");
        }
        int[] sizes = sizes("stratifiedSplit", fractions);
        return split(Partition.stratified(rng.permutation(size()), y, sizes));
    }

    /**
     * Deals the rows out to k parts, and gives k ways to hold one of them out: each row is validated with once.
     *
     * <p>The parts are equal in size to a row. Where the targets are labels, so are their shares of every class.
     *
     * <pre>{@code
     * Iris.load().folds(new Rng(1), 5).get(0)      // → Fold 1 of 5 of Iris: train 120, validation 30 rows
     * }</pre>
     *
     * @param rng draws the order
     * @param k   from 2 to the number of rows, where one row is held out at a time; 5 and 10 are usual
     * @throws IllegalArgumentException if k is not so
     */
    public List<Fold> folds(Rng rng, int k) {
        if (k < 2 || k > size()) {
            throw new IllegalArgumentException("folds: k is " + k + ", " + name + " has " + size()
                    + (size() == 1 ? " row" : " rows") + " and k must be from 2 to that number");
        }
        int[] order = rng.permutation(size());
        int[][] parts = Partition.folds(order, y, k);
        return IntStream.range(0, k).mapToObj(i -> new Fold(i + 1, k, select(Partition.complement(order, parts[i])),
                select(parts[i]))).toList();
    }

    /**
     * A bootstrap sample: as many rows as there are, each drawn from all of them, with replacement.
     *
     * <p>Of n rows about n/e, 37 %, are not in it, others several times. Source: Efron 1979, "Bootstrap methods".
     *
     * <pre>{@code
     * Iris.load().bootstrap(new Rng(1)).size()      // → 150
     * }</pre>
     *
     * @throws IllegalArgumentException if there is no row to draw
     */
    public Dataset bootstrap(Rng rng) {
        if (size() == 0) {
            throw new IllegalArgumentException("bootstrap: " + name + " has no row to draw");
        }
        return select(IntStream.range(0, size()).map(i -> rng.below(size())).toArray());
    }

    private Split split(int[][] parts) {
        int last = parts.length - 1;
        return new Split(select(parts[0]), last == 2 ? select(parts[1]) : null, select(parts[last]));
    }

    /** The number of rows for each fraction, so that the parts end where their fractions' sums do, rounded. */
    private int[] sizes(String operation, double... fractions) {
        if (fractions.length != 2 && fractions.length != 3) {
            throw new IllegalArgumentException(operation + ": the number of fractions is " + fractions.length
                    + ", give 2 (train, test) or 3 (train, validation, test)");
        }
        double sum = Arrays.stream(fractions).sum();
        // fractions that were computed may sum to a little more than the 1 that is meant
        if (!Arrays.stream(fractions).allMatch(f -> f > 0) || !(sum <= 1 + 1e-9)) {
            throw new IllegalArgumentException(operation + ": the fractions are " + text(fractions)
                    + ", each must be above 0 and their sum, " + Numbers.exact(sum) + ", at most 1");
        }
        int[] sizes = new int[fractions.length];
        double end = 0;
        int from = 0;
        for (int i = 0; i < sizes.length; i++) {
            end += fractions[i];
            int to = Math.min(size(), (int) Math.floor(end * size() + 0.5));
            if (to == from) {
                throw new IllegalArgumentException(operation + ": the fraction " + Numbers.exact(fractions[i]) + " of "
                        + size() + " rows is no row; each part needs one, take other fractions or more data");
            }
            sizes[i] = to - from;
            from = to;
        }
        return sizes;
    }

    private String shapeText() {
        return Rows.text(rows.shape());
    }

    /** The inputs as they are kept. */
    Rows rows() {
        return rows;
    }

    private static String text(double... numbers) {
        return String.join(", ", Arrays.stream(numbers).mapToObj(Numbers::text).toList());
    }

    /**
     * The rows in order, in batches of a size; the last one is smaller if the rows do not come out even.
     *
     * @throws IllegalArgumentException if the size is below 1
     */
    public Iterable<Batch> batches(int size) {
        requireBatch(size);
        return () -> new Batches(IntStream.range(0, size()).toArray(), size, null);
    }

    /**
     * The rows in random order, in batches of a size; the last one is smaller if the rows do not come out even.
     *
     * <p>Every loop over the result draws a new order, so that it can serve for many epochs. A loop ends with a
     * {@link Interrupted} when its thread is interrupted.
     *
     * <pre>{@code
     * for (var batch : data.batches(32, new Rng(3))) { … batch.x() … batch.y() … }
     * }</pre>
     *
     * @throws IllegalArgumentException if the size is below 1
     * @throws Interrupted from the loop, if its thread was interrupted
     */
    public Iterable<Batch> batches(int size, Rng rng) {
        return batches(size, rng, null);
    }

    /**
     * The same with sample weights, which go with their rows: {@code batch.weights()}, for {@code loss.of(z, batch.y(),
     * batch.weights())}.
     *
     * @param weights (n), one for each row, 0 or more; null for 1 each
     * @throws IllegalArgumentException if they are not so, or the size is below 1
     */
    public Iterable<Batch> batches(int size, Rng rng, Tensor weights) {
        requireBatch(size);
        if (weights != null) {
            requireWeights("batches", weights);
        }
        return () -> new Batches(rng.permutation(size()), size, weights);
    }

    /**
     * Refuses what is not one sample weight for each row, finite and 0 or more.
     *
     * @param asker the method, for the message
     * @throws IllegalArgumentException if it is not so
     */
    public void requireWeights(String asker, Tensor weights) {
        if (weights.rank() != 1 || weights.size() != size()) {
            throw new IllegalArgumentException(asker + ": sample weights are " + weights.shapeText() + ", " + name + " has "
                    + size() + " rows; give a vector (" + size() + "), one for each row");
        }
        for (int i = 0; i < size(); i++) {
            if (!(weights.data()[i] >= 0 && weights.data()[i] <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException(asker + ": the sample weight of row " + i + " is "
                        + Numbers.exact(weights.data()[i]) + ", it should be a number of 0 or more");
            }
        }
    }

    private static void requireBatch(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("batches: the size is " + size + ", it must be at least 1");
        }
    }

    private final class Batches implements Iterator<Batch> {

        private final int[] order;
        private final int size;
        private final Tensor weights;
        private int next;

        Batches(int[] order, int size, Tensor weights) {
            this.weights = weights;
            this.order = order;
            this.size = size;
        }

        @Override
        public boolean hasNext() {
            return next < order.length;
        }

        @Override
        public Batch next() {
            if (!hasNext()) {
                throw new NoSuchElementException("batches: all " + order.length + " rows were taken");
            }
            // the stop button of a notebook only interrupts the thread: a loop over batches ends here
            if (Thread.interrupted()) {
                throw new Interrupted("batches: interrupted after " + next + " of " + order.length + " rows");
            }
            int to = next + Math.min(size, order.length - next);
            int[] taken = Arrays.copyOfRange(order, next, to);
            next = to;
            return new Batch(rows.numbers(taken), y.rows(taken), weights == null ? null : weights.rows(taken));
        }
    }

    /** Rows, features, classes, and the rows of each class or the range of the targets. */
    @Override
    public String toString() {
        int[] shape = rows.shape();
        String inputs = shape.length == 2 ? shape[1] + (shape[1] == 1 ? " feature" : " features")
                : "inputs " + shapeText();
        String start = name + ": " + size() + (size() == 1 ? " row, " : " rows, ") + inputs;
        if (classNames.isEmpty()) {
            return size() == 0 ? start : start + ", targets " + y.shapeText() + " from "
                    + Numbers.text(Arrays.stream(y.data()).min().orElseThrow()) + " to "
                    + Numbers.text(Arrays.stream(y.data()).max().orElseThrow());
        }
        String classes = start + ", " + classNames.size() + (classNames.size() == 1 ? " class" : " classes");
        return y.rank() == 1 ? classes + "\nrows per class: " + counts() : classes;
    }

    private String counts() {
        int[] counts = new int[classNames.size()];
        for (double label : y.data()) {
            counts[(int) label]++;
        }
        List<String> shown = IntStream.range(0, Math.min(counts.length, CLASSES_SHOWN))
                .mapToObj(i -> classNames.get(i) + ": " + counts[i]).toList();
        return String.join(", ", shown) + (counts.length > CLASSES_SHOWN ? ", …" : "");
    }
}
