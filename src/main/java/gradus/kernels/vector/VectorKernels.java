package gradus.kernels.vector;

import gradus.kernels.PlainKernels;
import java.util.function.BooleanSupplier;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on the Vector API, where one instruction works on four or eight doubles. Only what pays is here: the
 * matrix product ({@link VectorProduct}), the functions built on e^x ({@link VectorFunctions}), and sums, which the
 * compiler may not reorder and therefore leaves scalar. Everything else is inherited: the compiler turns those plain
 * loops into the same instructions by itself.
 */
public final class VectorKernels extends PlainKernels {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /**
     * With fewer numbers, or fewer products of two numbers, the plain loop runs: vectors would save some 20 µs a call. The
     * size decides and nothing else: the same call gives the same bits however often it has run.
     */
    private final int fewNumbers;
    private final int fewProducts;
    /** Whether the compiler has made these vectors fast; until then their scalar twins give the same bits. */
    private final BooleanSupplier warmProduct;
    private final BooleanSupplier warmExp;
    private final BooleanSupplier warmLog;
    private final BooleanSupplier warmTanh;
    private final BooleanSupplier warmSigmoid;
    private final BooleanSupplier warmSlopes;
    private final BooleanSupplier warmSums;

    public VectorKernels() {
        fewNumbers = 4096;
        fewProducts = 500_000;
        warmProduct = WarmUp.ofProduct();
        warmExp = WarmUp.of((kernels, x, row, out) -> kernels.exp(x, out));
        warmLog = WarmUp.of((kernels, x, row, out) -> kernels.log(x, out));
        warmTanh = WarmUp.of((kernels, x, row, out) -> kernels.tanh(x, out));
        warmSigmoid = WarmUp.of((kernels, x, row, out) -> kernels.sigmoid(x, out));
        warmSlopes = WarmUp.of((kernels, x, row, out) -> {
            kernels.tanhGradient(x, x, x, out);
            kernels.sigmoidGradient(x, x, out);
            kernels.reluGradient(x, x, out);
        });
        warmSums = WarmUp.of((kernels, x, row, out) -> {
            kernels.addRow(x, row, out);
            kernels.sumRows(out, row);
            out[0] = kernels.sum(x, 0, x.length) + kernels.dot(x, x);
        });
    }

    /** With limits, and vectors or twins, of one's own. */
    VectorKernels(int fewNumbers, int fewProducts, BooleanSupplier warm) {
        this.fewNumbers = fewNumbers;
        this.fewProducts = fewProducts;
        warmProduct = warmExp = warmLog = warmTanh = warmSigmoid = warmSlopes = warmSums = warm;
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void matmul(boolean transposeA, boolean transposeB, int m, int n, int k,
                       double[] a, int aOffset, double[] b, int bOffset, double[] c, int cOffset) {
        if (Math.min(m, n) <= 1 || (long) m * n * k < fewProducts) {
            super.matmul(transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset);
        } else if (!warmProduct.getAsBoolean()) {
            new ScalarProduct().compute(transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset);
        } else {
            new VectorProduct(transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset).compute();
        }
    }

    @Override
    public void exp(double[] x, double[] out) {
        if (out.length < fewNumbers) super.exp(x, out);
        else if (!warmExp.getAsBoolean()) ScalarTwins.each(ScalarTwins::exp, x, out);
        else VectorFunctions.apply(VectorFunctions.EXP, x, out);
    }

    @Override
    public void log(double[] x, double[] out) {
        if (out.length < fewNumbers) super.log(x, out);
        else if (!warmLog.getAsBoolean()) ScalarTwins.each(ScalarTwins::log, x, out);
        else VectorFunctions.apply(VectorFunctions.LOG, x, out);
    }

    @Override
    public void tanh(double[] x, double[] out) {
        if (out.length < fewNumbers) super.tanh(x, out);
        else if (!warmTanh.getAsBoolean()) ScalarTwins.each(ScalarTwins::tanh, x, out);
        else VectorFunctions.apply(VectorFunctions.TANH, x, out);
    }

    @Override
    public void sigmoid(double[] x, double[] out) {
        if (out.length < fewNumbers) super.sigmoid(x, out);
        else if (!warmSigmoid.getAsBoolean()) ScalarTwins.each(ScalarTwins::sigmoid, x, out);
        else VectorFunctions.apply(VectorFunctions.SIGMOID, x, out);
    }

    @Override
    public void tanhGradient(double[] g, double[] x, double[] y, double[] out) {
        if (out.length < fewNumbers) super.tanhGradient(g, x, y, out);
        else if (!warmSlopes.getAsBoolean()) ScalarTwins.eachTimes(g, ScalarTwins::tanhSlope, x, out);
        else VectorFunctions.applyTimes(g, VectorFunctions.TANH_SLOPE, x, out);
    }

    @Override
    public void sigmoidGradient(double[] g, double[] x, double[] out) {
        if (out.length < fewNumbers) super.sigmoidGradient(g, x, out);
        else if (!warmSlopes.getAsBoolean()) ScalarTwins.eachTimes(g, ScalarTwins::sigmoidSlope, x, out);
        else VectorFunctions.applyTimes(g, VectorFunctions.SIGMOID_SLOPE, x, out);
    }

    @Override
    public void reluGradient(double[] g, double[] x, double[] out) {
        if (out.length < fewNumbers || !warmSlopes.getAsBoolean()) {
            super.reluGradient(g, x, out);
            return;
        }
        int whole = out.length / LANES * LANES;
        for (int i = 0; i < whole; i += LANES) {
            var positive = DoubleVector.fromArray(SPECIES, x, i).compare(VectorOperators.GT, 0);
            DoubleVector.fromArray(SPECIES, g, i).mul(DoubleVector.zero(SPECIES).blend(1, positive)).intoArray(out, i);
        }
        for (int i = whole; i < out.length; i++) out[i] = g[i] * (x[i] > 0 ? 1 : 0);
    }

    @Override
    public double sum(double[] x, int from, int to) {
        if (to - from < fewNumbers) return super.sum(x, from, to);
        int whole = from + (to - from) / (4 * LANES) * (4 * LANES);
        if (!warmSums.getAsBoolean()) return ScalarTwins.sum(x, from, whole) + super.sum(x, whole, to);
        DoubleVector s0 = DoubleVector.zero(SPECIES), s1 = s0, s2 = s0, s3 = s0;
        for (int i = from; i < whole; i += 4 * LANES) {
            s0 = s0.add(DoubleVector.fromArray(SPECIES, x, i));
            s1 = s1.add(DoubleVector.fromArray(SPECIES, x, i + LANES));
            s2 = s2.add(DoubleVector.fromArray(SPECIES, x, i + 2 * LANES));
            s3 = s3.add(DoubleVector.fromArray(SPECIES, x, i + 3 * LANES));
        }
        return lanesAdded(s0.add(s1).add(s2.add(s3))) + super.sum(x, whole, to);
    }

    @Override
    public void addRow(double[] a, double[] row, double[] out) {
        int columns = row.length;
        if (out.length < fewNumbers || columns < LANES || !warmSums.getAsBoolean()) {
            super.addRow(a, row, out);
            return;
        }
        for (int from = 0; from < out.length; from += columns) {
            int j = 0;
            for (; j <= columns - LANES; j += LANES) {
                DoubleVector.fromArray(SPECIES, a, from + j).add(DoubleVector.fromArray(SPECIES, row, j))
                    .intoArray(out, from + j);
            }
            for (; j < columns; j++) out[from + j] = a[from + j] + row[j];
        }
    }

    /** Column by column, a vector of them at a time, added in the order of the plain loop. */
    @Override
    public void sumRows(double[] x, double[] out) {
        int columns = out.length;
        if (x.length < fewNumbers || columns < LANES || x == out || !warmSums.getAsBoolean()) {
            super.sumRows(x, out);
            return;
        }
        for (int j = 0; j < columns; j += LANES) {
            int at = Math.min(j, columns - LANES);                  // the last vector overlaps the one before
            DoubleVector sum = DoubleVector.zero(SPECIES);
            for (int i = at; i <= x.length - LANES; i += columns) sum = sum.add(DoubleVector.fromArray(SPECIES, x, i));
            sum.intoArray(out, at);
        }
    }

    @Override
    public double dot(double[] a, double[] b) {
        int n = a.length, whole = n / (4 * LANES) * (4 * LANES);
        if (n < fewNumbers) return super.dot(a, b);
        double sum = warmSums.getAsBoolean() ? dot(a, b, whole) : ScalarTwins.dot(a, b, whole);
        for (int i = whole; i < n; i++) sum += a[i] * b[i];
        return sum;
    }

    private static double dot(double[] a, double[] b, int length) {
        DoubleVector s0 = DoubleVector.zero(SPECIES), s1 = s0, s2 = s0, s3 = s0;
        for (int i = 0; i < length; i += 4 * LANES) {
            s0 = DoubleVector.fromArray(SPECIES, a, i).fma(DoubleVector.fromArray(SPECIES, b, i), s0);
            s1 = DoubleVector.fromArray(SPECIES, a, i + LANES).fma(DoubleVector.fromArray(SPECIES, b, i + LANES), s1);
            s2 = DoubleVector.fromArray(SPECIES, a, i + 2 * LANES)
                .fma(DoubleVector.fromArray(SPECIES, b, i + 2 * LANES), s2);
            s3 = DoubleVector.fromArray(SPECIES, a, i + 3 * LANES)
                .fma(DoubleVector.fromArray(SPECIES, b, i + 3 * LANES), s3);
        }
        return lanesAdded(s0.add(s1).add(s2.add(s3)));
    }

    /** The order is ours: that of reduceLanes(ADD) is not specified, and changes once the method is compiled. */
    private static double lanesAdded(DoubleVector v) {
        double sum = 0;
        for (double lane : v.toArray()) sum += lane;
        return sum;
    }

    /** One pass over all rows for the exponentials, so that narrow rows fill whole vectors too. */
    @Override
    public void softmaxRows(double[] x, int columns, double[] out) {
        if (out.length < fewNumbers || columns == 0) {
            super.softmaxRows(x, columns, out);
            return;
        }
        boolean vectors = warmSums.getAsBoolean();
        for (int from = 0; from < out.length; from += columns) {
            double max = max(x, from, from + columns, vectors);
            for (int i = from; i < from + columns; i++) out[i] = x[i] - max;
        }
        exp(out, out);
        for (int from = 0; from < out.length; from += columns) {
            double sum = sum(out, from, from + columns);
            for (int i = from; i < from + columns; i++) out[i] /= sum;
        }
    }

    private static double max(double[] x, int from, int to, boolean vectors) {
        double max = x[from];
        int i = from;
        if (vectors && to - from >= LANES) {
            DoubleVector m = DoubleVector.fromArray(SPECIES, x, i);
            for (i += LANES; i <= to - LANES; i += LANES) m = m.max(DoubleVector.fromArray(SPECIES, x, i));
            for (double lane : m.toArray()) max = Math.max(max, lane);
        }
        for (; i < to; i++) max = Math.max(max, x[i]);
        return max;
    }
}
