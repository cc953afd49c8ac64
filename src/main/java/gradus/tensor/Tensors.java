package gradus.tensor;

import java.util.Arrays;

/**
 * Makes tensors: from numbers, from nothing, at random, and out of other tensors.
 *
 * <pre>{@code
 * tensor(1, 2, 3)                                   // → [1, 2, 3]
 * tensor(new double[][]{{1, 2}, {3, 4}}).shapeText()   // → (2, 2)
 * linspace(0, 1, 5)                                 // → [0, 0.25, 0.5, 0.75, 1]
 * randn(new Rng(42), 1000, 500).shapeText()         // → (1000, 500)
 * }</pre>
 */
public final class Tensors {

    private Tensors() { }

    /** A vector of the given numbers. */
    public static Tensor tensor(double... values) { return new Tensor(values.clone(), values.length); }

    /** A vector of whole numbers, such as class labels. */
    public static Tensor tensor(int[] values) {
        return new Tensor(Arrays.stream(values).asDoubleStream().toArray(), values.length);
    }

    /**
     * A matrix of the given rows.
     *
     * @throws IllegalArgumentException if the rows differ in length
     */
    public static Tensor tensor(double[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        double[] data = new double[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new IllegalArgumentException("tensor: row " + i + " has " + rows[i].length
                        + " numbers, row 0 has " + columns + "; all rows of a matrix are equally long");
            }
            System.arraycopy(rows[i], 0, data, i * columns, columns);
        }
        return new Tensor(data, rows.length, columns);
    }

    /**
     * A tensor of the given matrices, one behind the other along a new first axis.
     *
     * <pre>{@code
     * tensor(new double[][][]{{{1, 2}}, {{3, 4}}, {{5, 6}}}).shapeText()   // → (3, 1, 2)
     * }</pre>
     *
     * @throws IllegalArgumentException if the matrices differ in shape, or the rows of one in length
     */
    public static Tensor tensor(double[][][] matrices) {
        return matrices.length == 0 ? zeros(0, 0, 0) : stack(Arrays.stream(matrices).map(Tensors::tensor).toArray(Tensor[]::new));
    }

    /** A tensor of shape () that holds one number. */
    public static Tensor scalar(double value) { return new Tensor(new double[]{value}); }

    /** All elements 0. */
    public static Tensor zeros(int... shape) { return full(0, shape); }

    /** All elements 1. */
    public static Tensor ones(int... shape) { return full(1, shape); }

    /** All elements equal to a value. */
    public static Tensor full(double value, int... shape) {
        double[] data = new double[Shape.size(shape)];
        Arrays.fill(data, value);
        return new Tensor(data, shape.clone());
    }

    /** The identity matrix of shape (n, n). */
    public static Tensor eye(int n) {
        var result = zeros(n, n);
        for (int i = 0; i < n; i++) {
            result.data()[i * n + i] = 1;
        }
        return result;
    }

    /** The whole numbers 0, 1, …, n − 1. */
    public static Tensor arange(int n) { return tensor(indices(n)); }

    /** n numbers from a to b, both included, at equal distances; for n = 1 it is a. */
    public static Tensor linspace(double a, double b, int n) {
        double[] data = new double[Shape.size(n)];
        for (int i = 0; i < n; i++) {
            // from the nearer end, so that both ends are exact
            data[i] = n == 1 ? a : i < n / 2 ? a + (b - a) * i / (n - 1) : b - (b - a) * (n - 1 - i) / (n - 1);
        }
        return new Tensor(data, n);
    }

    /** Independent draws from the uniform distribution on 0 … 1. */
    public static Tensor rand(Rng rng, int... shape) {
        var result = zeros(shape);
        Arrays.setAll(result.data(), i -> rng.uniform());
        return result;
    }

    /** Independent draws from the normal distribution with mean 0 and variance 1. */
    public static Tensor randn(Rng rng, int... shape) {
        var result = zeros(shape);
        Arrays.setAll(result.data(), i -> rng.normal());
        return result;
    }

    /**
     * A row for each label, with 1 at the label's place and 0 elsewhere: (n) → (n, classes).
     *
     * <pre>{@code
     * oneHot(tensor(2, 0), 3).row(0)    // → [0, 0, 1]
     * }</pre>
     *
     * @throws IllegalArgumentException if a label is not a whole number from 0 to classes − 1
     */
    public static Tensor oneHot(Tensor labels, int classes) {
        var result = zeros(labels.size(), classes);
        int[] indices = labels("oneHot", labels, classes);
        for (int i = 0; i < indices.length; i++) {
            result.data()[i * classes + indices[i]] = 1;
        }
        return result;
    }

    /**
     * Labels as whole numbers, checked.
     *
     * @param operation who asks, for the message
     * @throws IllegalArgumentException if the labels are not a vector of whole numbers from 0 to classes − 1
     */
    public static int[] labels(Object operation, Tensor labels, int classes) {
        if (labels.rank() != 1) {
            throw new IllegalArgumentException(operation + ": labels have shape " + labels.shapeText()
                    + ", they should be a vector (n) of class numbers");
        }
        int[] result = new int[labels.size()];
        for (int i = 0; i < result.length; i++) {
            double label = labels.data()[i];
            if (!(label >= 0 && label < classes && label == Math.rint(label))) {
                throw new IllegalArgumentException(operation + ": label " + Numbers.exact(label) + " in row " + i
                        + " is not one of the " + classes + " classes, they are numbered 0 to " + (classes - 1)
                        + (label != classes ? "" : classes == 1 ? "; yes and no in one column are for binary losses and metrics"
                        : "; labels that start at 1 need sub(1)"));
            }
            result[i] = (int) label;
        }
        return result;
    }

    /** The tensors behind one another along an existing axis; their other dimensions are equal. */
    public static Tensor concat(int axis, Tensor... parts) { return Shaping.concat(axis, parts); }

    /** The tensors, all of one shape, as the rows of a new first axis. */
    public static Tensor stack(Tensor... parts) { return stack(0, parts); }

    /**
     * The tensors, all of one shape, side by side along a new axis of the result; −1 makes it the last.
     *
     * <pre>{@code
     * stack(-1, tensor(1, 2), tensor(3, 4))
     * // → (2, 2) [[1, 3],
     * //           [2, 4]]
     * }</pre>
     */
    public static Tensor stack(int axis, Tensor... parts) {
        if (parts.length == 0) {
            throw new IllegalArgumentException("stack: nothing to join, give at least one tensor");
        }
        int[] shape = Arrays.copyOf(parts[0].shape(), parts[0].rank() + 1);
        shape[parts[0].rank()] = parts.length;
        int a = Shape.axis("stack", axis, shape);
        System.arraycopy(parts[0].shape(), a, shape, a + 1, parts[0].rank() - a);
        shape[a] = 1;
        Tensor[] slices = new Tensor[parts.length];
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].sameShape(parts[0])) {
                throw new IllegalArgumentException("stack: shapes " + parts[0].shapeText() + " and "
                        + parts[i].shapeText() + " differ, only tensors of one shape can be stacked");
            }
            slices[i] = parts[i].reshape(shape);
        }
        return Shaping.concat(a, slices);
    }

    /**
     * Elements of a where the condition is not 0, of b elsewhere.
     *
     * <p>∂L/∂a is ∂L/∂y where a was taken and 0 elsewhere, ∂L/∂b the other way round. Both a and b are computed as a whole, and
     * the 0 goes on into the rules behind them: where such a derivative is infinite or NaN, 0 times it is NaN, though the value
     * came from the other branch (so too in PyTorch and JAX). That happens to sqrt and log at 0 and below, div by 0, exp that
     * overflows. Make the input harmless before, and not the result after:
     *
     * <pre>{@code
     * var x = parameter(tensor(-1, 4));
     * where(x.greaterThan(0), x.sqrt(), x).sum().backward();
     * x.grad()                                                          // → [NaN, 0.25]
     *
     * var z = parameter(tensor(-1, 4));
     * var positive = z.greaterThan(0);
     * where(positive, where(positive, z, scalar(1)).sqrt(), z).sum().backward();
     * z.grad()                                                          // → [1, 0.25]
     * }</pre>
     */
    public static Tensor where(Tensor condition, Tensor a, Tensor b) { return Selections.where(condition, a, b); }

    /** 0, 1, …, n − 1. */
    static int[] indices(int n) {
        int[] result = new int[Shape.size(n)];
        Arrays.setAll(result, i -> i);
        return result;
    }
}
