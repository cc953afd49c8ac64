package gradus.kernels.vector;

import gradus.kernels.Elementary;
import gradus.kernels.PlainKernels;
import gradus.kernels.PlainProduct;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongPredicate;

/**
 * The kernels on the Vector API, where one instruction works on four or eight doubles. Only what pays is here: the
 * matrix product ({@link VectorProduct}), the functions built on e^x ({@link VectorFunctions}), and a few loops that the
 * compiler leaves scalar ({@link VectorLoops}). Everything else is inherited: the compiler turns those plain loops into
 * the same instructions by itself.
 *
 * <p>Until the just-in-time compiler has seen enough of it, code on the Vector API is hundreds of times slower than a
 * plain loop. So the inherited loops run first, and the vectors take over when they are fast ({@link WarmUp}). Both give
 * the same bits, so nobody sees the change: the same seed trains the same network, in the first run and in the tenth.
 * Here nothing touches the Vector API before that, since loading its classes takes time too.
 */
public final class VectorKernels extends PlainKernels {

    /** Whether vectors should do so much work: so many products of two numbers, or so many numbers. */
    private final LongPredicate product;
    private final LongPredicate smallProduct;
    private final LongPredicate exp;
    private final LongPredicate log;
    private final LongPredicate tanh;
    private final LongPredicate sigmoid;
    private final LongPredicate slopes;
    private final LongPredicate sums;

    /** Vectors where they are faster. */
    public VectorKernels() {
        product = WarmUp.ofProduct();
        smallProduct = WarmUp.ofSmallProduct();
        exp = WarmUp.of(1, PlainKernels::exp);
        log = WarmUp.of(1, PlainKernels::log);
        tanh = WarmUp.of(1, PlainKernels::tanh);
        sigmoid = WarmUp.of(1, PlainKernels::sigmoid);
        slopes = WarmUp.of(1, (kernels, x, out) -> {
            kernels.tanhGradient(x, x, x, out);
            kernels.sigmoidGradient(x, x, out);
            kernels.reluGradient(x, x, out);
        });
        double[] many = new double[MANY];
        sums = WarmUp.of(2, (kernels, x, out) -> {
            double[] row = new double[x.length];
            kernels.addRow(x, row, out);
            kernels.sumRows(out, row);
            out[0] = kernels.sum(many, 0, many.length);
        });
    }

    /** Vectors always, or never. */
    VectorKernels(boolean vectors) {
        product = smallProduct = exp = log = tanh = sigmoid = slopes = sums = work -> vectors;
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public int lanes() {
        return VectorLoops.LANES;
    }

    @Override
    public void matmul(boolean transposeA, boolean transposeB, int m, int n, int k,
                       double[] a, int aOffset, double[] b, int bOffset, double[] c, int cOffset) {
        long products = (long) m * n * k;
        boolean direct = PlainProduct.isDirect(m, n, k);
        if (direct && n > 1 && smallProduct.test(products) && SmallProduct.fits(n)) {
            SmallProduct.compute(transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset);
        } else if (!direct && product.test(products)) {
            new VectorProduct(transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset).compute();
        } else {
            super.matmul(transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset);
        }
    }

    @Override
    public void exp(double[] x, double[] out) {
        if (!exp.test(out.length)) super.exp(x, out);
        else rest(VectorFunctions.apply(VectorFunctions.EXP, x, out), Elementary::exp, x, out);
    }

    @Override
    public void log(double[] x, double[] out) {
        if (!log.test(out.length)) super.log(x, out);
        else rest(VectorFunctions.apply(VectorFunctions.LOG, x, out), Elementary::log, x, out);
    }

    @Override
    public void tanh(double[] x, double[] out) {
        if (!tanh.test(out.length)) super.tanh(x, out);
        else rest(VectorFunctions.apply(VectorFunctions.TANH, x, out), Elementary::tanh, x, out);
    }

    @Override
    public void sigmoid(double[] x, double[] out) {
        if (!sigmoid.test(out.length)) super.sigmoid(x, out);
        else rest(VectorFunctions.apply(VectorFunctions.SIGMOID, x, out), Elementary::sigmoid, x, out);
    }

    /** What is left at the end, less than a vector. */
    private static void rest(int from, DoubleUnaryOperator f, double[] x, double[] out) {
        for (int i = from; i < out.length; i++) out[i] = f.applyAsDouble(x[i]);
    }

    @Override
    public void tanhGradient(double[] g, double[] x, double[] y, double[] out) {
        if (!slopes.test(out.length)) {
            super.tanhGradient(g, x, y, out);
            return;
        }
        int whole = VectorFunctions.tanhGradient(g, x, y, out);
        for (int i = whole; i < out.length; i++) out[i] = g[i] * Elementary.tanhSlope(x[i], y[i]);
    }

    @Override
    public void sigmoidGradient(double[] g, double[] x, double[] out) {
        if (!slopes.test(out.length)) {
            super.sigmoidGradient(g, x, out);
            return;
        }
        int whole = VectorFunctions.applyTimes(g, VectorFunctions.SIGMOID_SLOPE, x, out);
        for (int i = whole; i < out.length; i++) out[i] = g[i] * Elementary.sigmoidSlope(x[i]);
    }

    @Override
    public void reluGradient(double[] g, double[] x, double[] out) {
        if (slopes.test(out.length)) VectorLoops.reluGradient(g, x, out);
        else super.reluGradient(g, x, out);
    }

    @Override
    public void addRow(double[] a, double[] row, double[] out) {
        if (sums.test(out.length) && row.length >= VectorLoops.LANES) VectorLoops.addRow(a, row, out);
        else super.addRow(a, row, out);
    }

    @Override
    public void sumRows(double[] x, double[] out) {
        if (x != out && sums.test(x.length) && out.length >= VectorLoops.LANES) VectorLoops.sumRows(x, out);
        else super.sumRows(x, out);
    }

    @Override
    protected void addUp(double[] x, int from, int to, double[] totals) {
        if (sums.test(to - from)) VectorLoops.addUp(x, from, to, totals);
        else super.addUp(x, from, to, totals);
    }
}
