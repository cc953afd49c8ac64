package gradus.check;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Values with a shape, in whatever form they came, and how two of them differ. */
record Values(int[] shape, double[] data) {

    private static final int SHOWN = 8;
    private static final int DIGITS = 7;
    private static final double ROUNDING = 1e-14;

    /** The numbers in a value, as a copy; null if the value holds something else. */
    static Values of(Object value) {
        if (value instanceof Number number) {
            return new Values(new int[0], new double[]{number.doubleValue()});
        }
        if (value instanceof Tensor tensor) {
            return new Values(tensor.shape(), tensor.toArray());
        }
        if (value instanceof double[] array) {
            return new Values(new int[]{array.length}, array.clone());
        }
        if (value instanceof int[] array) {
            return new Values(new int[]{array.length}, Arrays.stream(array).asDoubleStream().toArray());
        }
        if (value instanceof double[][] rows) {
            return ofRows(rows);
        }
        return null;
    }

    private static Values ofRows(double[][] rows) {
        int columns = rows.length == 0 || rows[0] == null ? 0 : rows[0].length;
        double[] data = new double[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == null || rows[i].length != columns) {
                throw new IllegalArgumentException("an array whose rows differ in length: row " + i + " has "
                        + (rows[i] == null ? "none" : rows[i].length) + ", row 0 has " + columns);
            }
            System.arraycopy(rows[i], 0, data, i * columns, columns);
        }
        return new Values(new int[]{rows.length, columns}, data);
    }

    boolean hasNaN() {
        return Arrays.stream(data).anyMatch(Double::isNaN);
    }

    /**
     * How {@code got} differs from these expected numbers, or null if it does not. NaN differs from everything.
     *
     * <p>A relative tolerance is a share of the expected number, or of the largest of them where 0 is expected; what
     * double arithmetic rounds away, 1e-14 of the largest, is allowed beside it.
     */
    String difference(Values got, double tolerance, boolean relative) {
        if (!sameShape(got)) {
            return lines("expected", text() + shapeNote(), "got", got.text() + got.shapeNote());
        }
        double largest = Arrays.stream(data).map(Math::abs).filter(Double::isFinite).max().orElse(0);
        double scale = largest == 0 ? 1 : largest;
        for (int i = 0; i < data.length; i++) {
            double allowed = relative
                    ? tolerance * (data[i] == 0 ? scale : Math.abs(data[i])) + ROUNDING * scale : tolerance;
            // written so that NaN fails; equal infinities pass
            if (!(data[i] == got.data[i] || Math.abs(got.data[i] - data[i]) <= allowed && Double.isFinite(data[i]))) {
                return describe(got, i, tolerance, relative);
            }
        }
        return null;
    }

    /** The same dimensions, or one number each: a tensor of one element answers for a number. */
    private boolean sameShape(Values got) {
        return Arrays.equals(shape, got.shape) || shape.length == 0 && got.data.length == 1;
    }

    private String describe(Values got, int i, double tolerance, boolean relative) {
        double expected = data[i];
        double came = got.data[i];
        boolean alike = Numbers.text(expected, DIGITS).equals(Numbers.text(came, DIGITS));
        String one = alike ? Double.toString(expected) : Numbers.text(expected, DIGITS);
        String other = alike ? Double.toString(came) : Numbers.text(came, DIGITS);
        double error = Math.abs(came - expected);
        boolean share = relative && expected != 0;
        String size = !Double.isFinite(error) ? ""
                : share ? "relative error " + Numbers.text(error / Math.abs(expected), 2) + ", "
                : "off by " + Numbers.text(error, 2) + ", ";
        String last = size + "tolerance " + Numbers.text(tolerance, 2);
        if (shape.length == 0) {
            return lines("expected", one, "got", other) + "\n  " + last;
        }
        return lines("expected", text(), "got", got.text())
                + "\n  first difference at " + index(i) + ": expected " + one + ", got " + other + "; " + last;
    }

    /** Two values below each other, what follows a line break below its first line. */
    static String lines(String label1, String text1, String label2, String text2) {
        String below = "\n" + " ".repeat(label1.length() + 4);
        return "  " + label1 + "  " + text1.replace("\n", below) + "\n  " + label2
                + " ".repeat(label1.length() - label2.length()) + "  " + text2.replace("\n", below);
    }

    private String index(int i) {
        if (shape.length == 1) {
            return "index " + i;
        }
        int[] index = new int[shape.length];
        for (int axis = shape.length - 1, rest = i; axis >= 0; axis--) {
            index[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return "index " + tuple(index);
    }

    private String shapeNote() {
        return shape.length == 0 ? ", one number" : ", shape " + tuple(shape);
    }

    private static String tuple(int... numbers) {
        return Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining(", ", "(", ")"));
    }

    /** One number, or all in brackets, a row a line; of long axes the first few. */
    String text() {
        return shape.length == 0 ? number(data[0]) : text(0, 0);
    }

    private String text(int axis, int offset) {
        boolean last = axis == shape.length - 1;
        int stride = 1;
        for (int i = axis + 1; i < shape.length; i++) {
            stride *= shape[i];
        }
        var text = new StringBuilder("[");
        for (int i = 0; i < shape[axis]; i++) {
            text.append(i == 0 ? "" : last ? ", " : ",\n" + " ".repeat(axis + 1));
            if (i == SHOWN) {
                text.append("…");
                break;
            }
            text.append(last ? number(data[offset + i]) : text(axis + 1, offset + i * stride));
        }
        return text.append(']').toString();
    }

    private static String number(double value) {
        return Numbers.text(value, DIGITS);
    }
}
