package gradus.tensor;

import java.util.Arrays;

/** Arithmetic of shapes: sizes, axes, broadcasting, and how a shape is written in a message. */
final class Shape {

    private Shape() { }

    /** Number of elements: the product of the dimensions, 1 for a scalar. */
    static int size(int... shape) {
        long size = 1;
        for (int dimension : shape) {
            if (dimension < 0) {
                throw new IllegalArgumentException("shape " + text(shape) + ": a dimension cannot be negative");
            }
            size *= dimension;
            if (size > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("shape " + text(shape) + ": more elements than one array can hold");
            }
        }
        return (int) size;
    }

    /** Written as in the messages: (2, 3), (5), and () for a scalar. */
    static String text(int... shape) {
        var text = new StringBuilder("(");
        for (int i = 0; i < shape.length; i++) {
            text.append(i == 0 ? "" : ", ").append(shape[i]);
        }
        return text.append(")").toString();
    }

    /** The axis counted from the front; −1 is the last one. */
    static int axis(String operation, int axis, int... shape) {
        int counted = axis < 0 ? axis + shape.length : axis;
        if (counted < 0 || counted >= shape.length) {
            throw new IllegalArgumentException(operation + ": axis " + axis + " does not exist in shape " + text(shape)
                    + (shape.length == 0 ? ", a scalar has no axes"
                    : shape.length == 1 ? ", use 0 or -1, it has one axis"
                    : ", use 0 to " + (shape.length - 1) + " or -1 for the last"));
        }
        return counted;
    }

    /** Several axes, each counted from the front and named once. */
    static int[] axes(String operation, int[] axes, int... shape) {
        int[] counted = new int[axes.length];
        for (int i = 0; i < axes.length; i++) {
            counted[i] = axis(operation, axes[i], shape);
            for (int j = 0; j < i; j++) {
                require(counted[j] != counted[i], operation, "axes " + text(axes) + " name axis " + counted[i] + " of shape "
                        + text(shape) + " twice, name each once");
            }
        }
        require(axes.length > 0, operation, "no axis of shape " + text(shape) + " given; over all elements it is " + operation + "()");
        return counted;
    }

    private static void require(boolean condition, String operation, String problem) {
        if (!condition) {
            throw new IllegalArgumentException(operation + ": " + problem);
        }
    }

    /** The shape without some axes, or with these of length 1. */
    static int[] reduced(int[] shape, boolean keepDims, int... axes) {
        int[] kept = shape.clone();
        for (int axis : axes) {
            kept[axis] = keepDims ? 1 : -1;
        }
        return Arrays.stream(kept).filter(length -> length >= 0).toArray();
    }

    /** The shape with one dimension replaced. */
    static int[] with(int[] shape, int axis, int length) {
        int[] result = shape.clone();
        result[axis] = length;
        return result;
    }

    /** Product of the dimensions before an axis. */
    static int outer(int[] shape, int axis) { return size(Arrays.copyOfRange(shape, 0, axis)); }

    /** Product of the dimensions behind an axis: the distance in memory between neighbours along it. */
    static int inner(int[] shape, int axis) { return size(Arrays.copyOfRange(shape, axis + 1, shape.length)); }

    /**
     * The shape that two shapes broadcast to, as in NumPy: aligned at the last axis, and where they differ one of them
     * has length 1 or no axis at all.
     *
     * @param operation who asks, for the message
     */
    static int[] broadcast(Object operation, int[] a, int[] b) {
        if (Arrays.equals(a, b)) {
            return a;
        }
        int[] result = new int[Math.max(a.length, b.length)];
        for (int i = 1; i <= result.length; i++) {
            int da = i <= a.length ? a[a.length - i] : 1;
            int db = i <= b.length ? b[b.length - i] : 1;
            if (da != db && da != 1 && db != 1) {
                throw new IllegalArgumentException(operation + ": shapes " + text(a) + " and " + text(b)
                        + " do not broadcast, " + da + " is not " + db + "; dimensions are compared from the last one"
                        + " and must be equal or 1");
            }
            result[result.length - i] = da == 1 ? db : da;
        }
        return result;
    }

    /** Steps in memory along the axes of a target when a shape is broadcast to it: 0 where it repeats. */
    static int[] strides(int[] shape, int[] target) {
        int[] strides = new int[target.length];
        int step = 1;
        for (int i = 1; i <= shape.length; i++) {
            int dimension = shape[shape.length - i];
            strides[target.length - i] = dimension == 1 ? 0 : step;
            step *= dimension;
        }
        return strides;
    }
}
