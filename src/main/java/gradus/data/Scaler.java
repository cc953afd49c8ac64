package gradus.data;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Shifts and stretches every column of the inputs, z = (x − shift) / scale, with numbers taken from the training part
 * alone and then used for all parts: what a test row looks like must not be known before the test.
 *
 * <p>A column that is constant in the training part is only shifted, to 0 there: its scale is 1. So it stays finite where
 * other data differ. Inputs of more axes, (n, h, w), have one column for every place of a row.
 *
 * <pre>{@code
 * var split = Wine.load().split(new Rng(1), 0.8, 0.2);
 * var scaler = Scaler.standard(split.train());
 * scaler.apply(split)        // → Split of Wine: train 142, test 36 rows
 * }</pre>
 */
public final class Scaler {

    private static final int SHOWN = 15;
    private static final int AT_ONCE = 1024;

    private final String kind;
    private final String fittedOn;
    private final List<String> columns;
    private final int[] shape;
    private final double[] shift;
    private final double[] scale;
    private final boolean[] constant;

    private Scaler(String kind, String fittedOn, List<String> columns, Rows rows) {
        int[] whole = rows.shape();
        if (whole.length == 0 || whole[0] == 0) {
            throw new IllegalArgumentException("scaler: " + fittedOn + " is " + Rows.text(whole)
                    + ", there is no row to take its numbers from");
        }
        this.kind = kind;
        this.fittedOn = fittedOn + ", " + whole[0] + (whole[0] == 1 ? " row" : " rows");
        this.columns = columns;
        shape = Arrays.copyOfRange(whole, 1, whole.length);
        int width = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        shift = new double[width];
        scale = new double[width];
        constant = new boolean[width];
        fit(rows, whole[0]);
        for (int j = 0; j < width; j++) {
            if (!Double.isFinite(shift[j]) || !Double.isFinite(scale[j])) {
                throw new IllegalArgumentException("scaler: column " + name(j) + " of " + fittedOn
                        + " has values that are not finite, or too far apart to be scaled");
            }
        }
    }

    /**
     * Standardisation: mean 0 and standard deviation 1 in every column of the training part.
     *
     * <p>shift = mean, scale = standard deviation (of the n rows, not n − 1; as in scikit-learn).
     *
     * <pre>{@code
     * Scaler.standard(tensor(new double[][]{{1, 5}, {3, 5}}))
     * // → standard scaler of a tensor, 2 rows
     * //   column        mean  standard deviation
     * //   x1               2                   1
     * //   x2               5            constant
     * }</pre>
     *
     * @throws IllegalArgumentException if there is no row
     */
    public static Scaler standard(Dataset train) {
        return new Scaler("standard", train.name(), train.featureNames(), train.rows());
    }

    /** Standardisation of the columns of a tensor, (n, …): of targets, say. */
    public static Scaler standard(Tensor train) {
        return new Scaler("standard", "a tensor", List.of(), new Rows.OfTensor(train));
    }

    /**
     * Min-max scaling: the smallest value of a column of the training part becomes 0, the largest 1; values of other
     * parts may lie outside.
     *
     * <p>shift = minimum, scale = maximum − minimum.
     *
     * @throws IllegalArgumentException if there is no row
     */
    public static Scaler minMax(Dataset train) {
        return new Scaler("min-max", train.name(), train.featureNames(), train.rows());
    }

    /** Min-max scaling of the columns of a tensor, (n, …): of targets, say. */
    public static Scaler minMax(Tensor train) {
        return new Scaler("min-max", "a tensor", List.of(), new Rows.OfTensor(train));
    }

    /** Some rows at a time, so that bytes need not all become numbers at once. */
    private void fit(Rows rows, int n) {
        int width = shift.length;
        double[] min = new double[width];
        double[] max = new double[width];
        double[] mean = new double[width];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
        forEach(rows, n, (j, v) -> {
            min[j] = Math.min(min[j], v);
            max[j] = Math.max(max[j], v);
            mean[j] += v / n;
        });
        double[] rest = new double[width];
        forEach(rows, n, (j, v) -> rest[j] += (v - mean[j]) / n);
        Arrays.setAll(mean, j -> mean[j] + rest[j]);
        // relative to the farthest value: squares of very small or large distances would be 0 or infinite
        double[] farthest = new double[width];
        Arrays.setAll(farthest, j -> Math.max(max[j] - mean[j], mean[j] - min[j]));
        double[] variance = new double[width];
        forEach(rows, n, (j, v) -> {
            double d = (v - mean[j]) / farthest[j];
            variance[j] += d * d / n;
        });
        for (int j = 0; j < width; j++) {
            constant[j] = min[j] == max[j];
            boolean standard = kind.equals("standard") && !constant[j];
            shift[j] = standard ? mean[j] : min[j];
            scale[j] = standard ? farthest[j] * Math.sqrt(variance[j]) : constant[j] ? 1 : max[j] - min[j];
        }
    }

    /** Is given a column and a value in it. */
    private interface Value {
        void at(int column, double value);
    }

    private static void forEach(Rows rows, int n, Value value) {
        for (int from = 0; from < n; from += AT_ONCE) {
            double[] values = rows.numbers(IntStream.range(from, Math.min(n, from + AT_ONCE)).toArray()).data();
            int width = values.length / Math.min(AT_ONCE, n - from);
            for (int i = 0; i < values.length; i++) {
                value.at(i % width, values[i]);
            }
        }
    }

    private String name(int column) {
        return columns.isEmpty() ? "x" + (column + 1) : columns.get(column);
    }

    /**
     * Data with scaled inputs; those kept as bytes stay so, and are scaled batch by batch.
     *
     * @throws IllegalArgumentException if the columns are not those that the numbers were taken from
     */
    public Dataset apply(Dataset data) {
        if (!columns.isEmpty() && !data.featureNames().isEmpty() && !columns.equals(data.featureNames())) {
            throw new IllegalArgumentException("scaler: it was fitted on columns " + columns + ", " + data.name() + " has "
                    + data.featureNames());
        }
        requireShape(data.rows().shape());
        return new Dataset(data.name(), data.rows().scaled(shift, scale), data.y(), data.featureNames(), data.classNames());
    }

    /** All parts of a split with scaled inputs. */
    public Split apply(Split split) {
        return new Split(apply(split.train()), split.hasValidation() ? apply(split.validation()) : null,
                apply(split.test()));
    }

    /**
     * Scaled values, (x − shift) / scale: shape as given.
     *
     * @throws IllegalArgumentException if a row has another shape than those that the numbers were taken from
     */
    public Tensor apply(Tensor x) {
        requireShape(x.shape());
        return Rows.scaled(x, shift, scale);
    }

    /**
     * The values that were scaled, z · scale + shift, to rounding.
     *
     * @throws IllegalArgumentException if a row has another shape than those that the numbers were taken from
     */
    public Tensor invert(Tensor z) {
        requireShape(z.shape());
        double[] x = new double[z.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = z.data()[i] * scale[i % shift.length] + shift[i % shift.length];
        }
        return Tensor.of(x, z.shape());
    }

    private void requireShape(int[] given) {
        if (given.length != shape.length + 1 || !Arrays.equals(Arrays.copyOfRange(given, 1, given.length), shape)) {
            throw new IllegalArgumentException("scaler: the values are " + Rows.text(given) + ", it was fitted on (n"
                    + Arrays.stream(shape).mapToObj(size -> ", " + size).reduce("", String::concat) + ")");
        }
    }

    /** What is subtracted from each column: its mean, or its minimum; the shape of a row. */
    public Tensor shift() {
        return Tensor.of(shift.clone(), shape);
    }

    /** What each column is divided by: its standard deviation or its range, 1 for a constant one; the shape of a row. */
    public Tensor scale() {
        return Tensor.of(scale.clone(), shape);
    }

    /** On what it was fitted, and its numbers as a table. */
    @Override
    public String toString() {
        int shown = shift.length > SHOWN ? SHOWN - 1 : shift.length;
        boolean standard = kind.equals("standard");
        String second = standard ? "standard deviation" : "range";
        int width = 6;
        for (int j = 0; j < shown; j++) {
            width = Math.max(width, name(j).length());
        }
        var text = new StringBuilder(kind + " scaler of " + fittedOn);
        line(text, width, "column", standard ? "mean" : "minimum", second);
        for (int j = 0; j < shown; j++) {
            line(text, width, name(j), Numbers.text(shift[j]), constant[j] ? "constant" : Numbers.text(scale[j]));
        }
        return text + (shown < shift.length ? "\n… and " + (shift.length - shown) + " more columns" : "");
    }

    private static void line(StringBuilder text, int width, String name, String first, String second) {
        text.append('\n').append(name).append(" ".repeat(width - name.length() + 2))
                .append(" ".repeat(Math.max(0, 10 - first.length()))).append(first).append("  ")
                .append(" ".repeat(Math.max(0, 18 - second.length()))).append(second);
    }
}
