package gradus.kernels;

/**
 * The loops that the arithmetic of a tensor runs on: flat arrays of doubles in, flat arrays of doubles out.
 *
 * <p>Everything above this interface is written for the reader, everything below it for the processor. There are two
 * implementations, plain loops and the same on the Vector API. Both add in the same order and round in the same places,
 * so both give the same bits; where the processor has no instruction for a·b + c, the plain loops run alone. Which one
 * runs is decided once, by {@link ActiveKernels}.
 *
 * <p>Arrays are row-major. Where an operation writes into {@code out}, {@code out} may be one of its inputs, except in
 * {@link #matmul}. Lengths are checked by the caller: a kernel trusts its arguments.
 */
public interface Kernels {

    /** What runs: {@code plain} or {@code vector}. */
    String name();

    /** How many doubles one instruction works on, where the kernels know it; 1 where that is left to the compiler. */
    int lanes();

    /**
     * Matrix product: C = op(A) · op(B), where op transposes when asked.
     *
     * @param transposeA false: A is stored (m, k); true: A is stored (k, m)
     * @param transposeB false: B is stored (k, n); true: B is stored (n, k)
     * @param m rows of C
     * @param n columns of C
     * @param k the dimension summed over
     * @param aOffset where A starts in {@code a}; likewise for b and c
     * @param c receives the product, whatever it held before
     */
    void matmul(boolean transposeA, boolean transposeB, int m, int n, int k,
                double[] a, int aOffset, double[] b, int bOffset, double[] c, int cOffset);

    /** out = a + b, element by element. */
    void add(double[] a, double[] b, double[] out);

    /** out = a − b, element by element. */
    void sub(double[] a, double[] b, double[] out);

    /** out = a · b, element by element. */
    void mul(double[] a, double[] b, double[] out);

    /** out = a / b, element by element. */
    void div(double[] a, double[] b, double[] out);

    /** out = a + s. */
    void add(double[] a, double s, double[] out);

    /** out = a · s. */
    void mul(double[] a, double s, double[] out);

    /** out = a + row for each row of {@code a}, whose length is a multiple of the row's. */
    void addRow(double[] a, double[] row, double[] out);

    /** out = e^x. */
    void exp(double[] x, double[] out);

    /** out = ln x. */
    void log(double[] x, double[] out);

    /** out = √x. */
    void sqrt(double[] x, double[] out);

    /** out = tanh x. */
    void tanh(double[] x, double[] out);

    /** out = 1 / (1 + e^−x). */
    void sigmoid(double[] x, double[] out);

    /** out = max(x, 0). */
    void relu(double[] x, double[] out);

    /**
     * out = g · tanh′(x), with y = tanh x at hand; all digits also where y rounds to 1.
     *
     * <p>1 − y² while that does not cancel; further out 4e / (1 + e)² with e = e^−2|x|, which is the same.
     */
    void tanhGradient(double[] g, double[] x, double[] y, double[] out);

    /** out = g · σ′(x) with the logistic function σ: e / (1 + e)² with e = e^−|x|, all digits also where σ rounds to 1. */
    void sigmoidGradient(double[] g, double[] x, double[] out);

    /** out = g · 1 for x &gt; 0, g · 0 elsewhere. */
    void reluGradient(double[] g, double[] x, double[] out);

    /** Sum of x[from], …, x[to − 1]. */
    double sum(double[] x, int from, int to);

    /** Sums over the rows: out[j] = Σ_i x[i·columns + j], with as many columns as {@code out} is long. */
    void sumRows(double[] x, double[] out);

    /** Softmax of each row of {@code columns} numbers, shifted by the row's maximum so that nothing overflows; 0 where all are −∞. */
    void softmaxRows(double[] x, int columns, double[] out);

    /** a·b + c, rounded once or twice. */
    interface MultiplyAdd {
        double of(double a, double b, double c);
    }
}
