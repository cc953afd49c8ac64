package gradus.kernels;

/**
 * The kernels as plain loops. They run on every Java machine and in the browser, and they are written so that the
 * just-in-time compiler can turn them into vector instructions by itself. What it takes for that:
 *
 * <ul>
 * <li>The body of the loop is straight: no branch ({@code Math.max} is an instruction, {@code ? :} is a jump), all that
 *     is read is read before the first number is written, and it is short: JDK 17 gives up beyond some twenty
 *     operations.
 * <li>All arrays are indexed by the same {@code i}. With two offsets that differ, as in {@code c[p + i] += b[q + i]},
 *     the compiler must fear that b and c overlap, and leaves the loop alone. So the matrix product copies rows to
 *     arrays that start at 0; copying is far cheaper than its arithmetic.
 * <li>A sum is never vectorized, because floating-point addition depends on the order. Sums side by side at least keep
 *     the processor's adders busy.
 * </ul>
 *
 * <p>Every number is computed in one order of additions, which the kernels on the Vector API keep too: those give the
 * same bits, sooner.
 *
 * <p>The matrix product is in {@link PlainProduct}.
 */
public class PlainKernels implements Kernels {

    /** From so many numbers on, {@link #SUMS} sums run side by side instead of four. */
    protected static final int MANY = 256;
    public static final int SUMS = 32;

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public void matmul(boolean transposeA, boolean transposeB, int m, int n, int k,
                       double[] a, int aOffset, double[] b, int bOffset, double[] c, int cOffset) {
        PlainProduct.compute(transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset);
    }

    @Override
    public void add(double[] a, double[] b, double[] out) {
        for (int i = 0; i < out.length; i++) out[i] = a[i] + b[i];
    }

    @Override
    public void sub(double[] a, double[] b, double[] out) {
        for (int i = 0; i < out.length; i++) out[i] = a[i] - b[i];
    }

    @Override
    public void mul(double[] a, double[] b, double[] out) {
        for (int i = 0; i < out.length; i++) out[i] = a[i] * b[i];
    }

    @Override
    public void div(double[] a, double[] b, double[] out) {
        for (int i = 0; i < out.length; i++) out[i] = a[i] / b[i];
    }

    @Override
    public void add(double[] a, double s, double[] out) {
        for (int i = 0; i < out.length; i++) out[i] = a[i] + s;
    }

    @Override
    public void mul(double[] a, double s, double[] out) {
        for (int i = 0; i < out.length; i++) out[i] = a[i] * s;
    }

    @Override
    public void addRow(double[] a, double[] row, double[] out) {
        int columns = row.length;
        if (columns == 0) return;
        for (int from = 0; from < out.length; from += columns) {
            for (int j = 0; j < columns; j++) out[from + j] = a[from + j] + row[j];
        }
    }

    @Override
    public void sumRows(double[] x, double[] out) {
        int columns = out.length;
        if (columns == 0) return;
        double[] total = new double[columns];
        for (int from = 0; from < x.length; from += columns) {
            for (int j = 0; j < columns; j++) total[j] += x[from + j];
        }
        System.arraycopy(total, 0, out, 0, columns);
    }

    @Override
    public void exp(double[] x, double[] out) {
        for (int i = 0; i < out.length; i++) out[i] = Elementary.exp(x[i]);
    }

    @Override
    public void log(double[] x, double[] out) {
        for (int i = 0; i < out.length; i++) out[i] = Elementary.log(x[i]);
    }

    @Override
    public void sqrt(double[] x, double[] out) {
        for (int i = 0; i < out.length; i++) out[i] = Math.sqrt(x[i]);
    }

    @Override
    public void tanh(double[] x, double[] out) {
        for (int i = 0; i < out.length; i++) out[i] = Elementary.tanh(x[i]);
    }

    @Override
    public void sigmoid(double[] x, double[] out) {
        for (int i = 0; i < out.length; i++) out[i] = Elementary.sigmoid(x[i]);
    }

    @Override
    public void relu(double[] x, double[] out) {
        for (int i = 0; i < out.length; i++) out[i] = Math.max(x[i], 0);
    }

    @Override
    public void tanhGradient(double[] g, double[] x, double[] y, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = g[i] * Elementary.tanhSlope(x[i], y[i]);
        }
    }

    @Override
    public void sigmoidGradient(double[] g, double[] x, double[] out) {
        for (int i = 0; i < out.length; i++) out[i] = g[i] * Elementary.sigmoidSlope(x[i]);
    }

    @Override
    public void reluGradient(double[] g, double[] x, double[] out) {
        for (int i = 0; i < out.length; i++) out[i] = g[i] * (x[i] > 0 ? 1 : 0);
    }

    @Override
    public double sum(double[] x, int from, int to) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int i = from;
        if (to - from >= MANY) {
            double[] totals = new double[SUMS];
            i = from + (to - from) / SUMS * SUMS;
            addUp(x, from, i, totals);
            for (double total : totals) s0 += total;
        }
        for (; i + 3 < to; i += 4) {
            s0 += x[i];
            s1 += x[i + 1];
            s2 += x[i + 2];
            s3 += x[i + 3];
        }
        for (; i < to; i++) s0 += x[i];
        return (s0 + s1) + (s2 + s3);
    }

    /** totals[q] = x[from + q] + x[from + q + SUMS] + …, in this order, below {@code to}. */
    protected void addUp(double[] x, int from, int to, double[] totals) {
        for (int i = from; i < to; i += SUMS) {
            for (int q = 0; q < SUMS; q++) totals[q] += x[i + q];
        }
    }

    @Override
    public void softmaxRows(double[] x, int columns, double[] out) {
        if (columns == 0) return;
        for (int from = 0; from < out.length; from += columns) {
            double max = max(x, from, from + columns);
            if (max == Double.NEGATIVE_INFINITY) max = 0;
            for (int i = from; i < from + columns; i++) out[i] = x[i] - max;
        }
        exp(out, out);
        for (int from = 0; from < out.length; from += columns) {
            double sum = sum(out, from, from + columns);
            if (sum == 0) continue;
            for (int i = from; i < from + columns; i++) out[i] /= sum;
        }
    }

    /** The largest of x[from], …, x[to − 1]; NaN is passed over, since it shows in the exponentials anyway. */
    private static double max(double[] x, int from, int to) {
        double max = x[from];
        for (int i = from + 1; i < to; i++) {
            if (x[i] > max) max = x[i];
        }
        return max;
    }
}
