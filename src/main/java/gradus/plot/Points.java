package gradus.plot;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** The checks that figures share: an error says which figure, which series, and the sizes that clash. */
final class Points {

    private Points() {}

    /** 0, 1, 2, ..., n − 1. */
    static double[] count(int n) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) x[i] = i;
        return x;
    }

    /** The elements of a vector, or of a matrix of one column. */
    static double[] vector(String figure, String what, Tensor tensor) {
        if (tensor.rank() == 1 || tensor.rank() == 2 && tensor.size(1) == 1) return tensor.toArray();
        throw new IllegalArgumentException(figure + ": " + what + " has shape " + tensor.shapeText()
                + ", it should be a vector (n)");
    }

    /** The rows of a matrix. */
    static double[][] matrix(String figure, String what, String shape, Tensor tensor) {
        if (tensor.rank() == 2) return tensor.toRows();
        throw new IllegalArgumentException(figure + ": " + what + " has shape " + tensor.shapeText()
                + ", it should be a matrix " + shape);
    }

    /** The labels in a vector of whole numbers. */
    static int[] labels(String figure, Tensor tensor) {
        double[] values = vector(figure, "labels", tensor);
        int[] labels = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            labels[i] = (int) values[i];
            if (labels[i] != values[i]) {
                throw new IllegalArgumentException(figure + ": label " + i + " is " + Numbers.exact(values[i])
                        + ", labels should be whole numbers");
            }
        }
        return labels;
    }

    /** From the smallest to the largest finite value, with a share of that length as air on both sides. */
    static double[] extent(double[] values, double air) {
        double low = Arrays.stream(values).filter(Double::isFinite).min().orElseThrow();
        double high = Arrays.stream(values).filter(Double::isFinite).max().orElseThrow();
        double around = high > low ? air * (high - low) : low == 0 ? 1 : Math.abs(low) / 2;
        return new double[] {low - around, high + around};
    }

    /** Fails unless x and y have the same length and at least one point that can be drawn. */
    static void check(String figure, String name, double[] x, double[] y) {
        String of = of(name);
        if (x.length != y.length) {
            throw new IllegalArgumentException(figure + ": x" + of + " has " + Words.count(x.length, "value")
                    + ", y has " + y.length + "; every point needs both");
        }
        if (y.length == 0) throw new IllegalArgumentException(figure + ": x and y" + of + " are empty");
        for (int i = 0; i < y.length; i++) if (Double.isFinite(x[i]) && Double.isFinite(y[i])) return;
        throw new IllegalArgumentException(figure + ": none of the " + Words.count(y.length, "point") + of
                + " is finite, the first is (" + Words.text(x[0]) + ", " + Words.text(y[0]) + ")");
    }

    /** Fails unless all finite values are positive, as a logarithmic axis needs. */
    static void positive(String figure, String option, String axis, String name, double[] values) {
        int bad = 0;
        int first = -1;
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] <= 0)) continue;
            if (bad++ == 0) first = i;
        }
        if (bad == 0) return;
        throw new IllegalArgumentException(figure + ": " + option + " needs positive values, but " + axis + of(name)
                + " has " + Words.count(bad, "value") + " ≤ 0, the first " + Words.text(values[first])
                + " at index " + first + "; leave " + option + "() out, or make them NaN");
    }

    /** Fails unless the bounds are finite, in order, and of a size that an axis can show. */
    static void range(String figure, String option, double low, double high) {
        if (Double.isFinite(low) && Double.isFinite(high) && low < high) {
            Axis.check(figure + ": " + option + " runs", low, high);
            return;
        }
        throw new IllegalArgumentException(figure + ": " + option + " is " + Numbers.exact(low) + " to " + Numbers.exact(high)
                + ", it should run from a smaller to a larger number");
    }

    /** Fails when all values lie on one side of a range: nothing would be seen. */
    static void meets(String figure, String option, String axis, String name, double[] range, double[]... values) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double[] array : values) {
            for (double v : array) {
                if (!Double.isFinite(v)) continue;
                min = Math.min(min, v);
                max = Math.max(max, v);
            }
        }
        if (min <= range[1] && max >= range[0]) return;
        throw new IllegalArgumentException(figure + ": nothing" + of(name) + " lies in " + option + " "
                + Words.apart(range[0], max) + " to " + Words.apart(range[1], min) + "; its " + axis + " runs from "
                + Words.apart(min, range[1]) + " to " + Words.apart(max, range[0]));
    }

    private static String of(String name) {
        return name.isEmpty() ? "" : " of \"" + name + "\"";
    }

    /** The numbers of a list, as a loop collects them. */
    static double[] numbers(String figure, String what, List<? extends Number> values) {
        double[] numbers = new double[values.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (values.get(i) == null) {
                throw new IllegalArgumentException(figure + ": " + what + " has no number at place " + i + ", it is null");
            }
            numbers[i] = values.get(i).doubleValue();
        }
        return numbers;
    }
}
