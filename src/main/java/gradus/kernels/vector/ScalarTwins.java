package gradus.kernels.vector;

import static java.lang.Math.fma;

import gradus.kernels.Elementary;
import java.util.function.DoubleUnaryOperator;
import jdk.incubator.vector.DoubleVector;

/**
 * What {@link VectorFunctions} and {@link VectorKernels} compute, one number at a time: the same formulas, the same
 * roundings, hence the same bits.
 *
 * <p>Until the just-in-time compiler has seen enough of it, code on the Vector API is hundreds of times slower than a
 * plain loop. So these run first, and the vectors take over when they are fast ({@link WarmUp}). That the bits are the
 * same makes the change invisible: the same seed trains the same network, in the first run and in the tenth.
 */
final class ScalarTwins {

    private static final int LANES = DoubleVector.SPECIES_PREFERRED.length();
    private static final double ROUNDER = VectorFunctions.ROUNDER;
    /** 1/12!, 1/11!, …, 1/0!: what follows 1/13! in Taylor's series of e^x. */
    private static final double[] TAYLOR = {1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320,
        1.0 / 5040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1, 1};

    private ScalarTwins() {}

    static void each(DoubleUnaryOperator f, double[] x, double[] out) {
        for (int i = 0; i < out.length; i++) out[i] = f.applyAsDouble(x[i]);
    }

    static void eachTimes(double[] g, DoubleUnaryOperator f, double[] x, double[] out) {
        for (int i = 0; i < out.length; i++) out[i] = g[i] * f.applyAsDouble(x[i]);
    }

    static double exp(double x) {
        if (!(Math.abs(x) <= 708)) return Math.exp(x);
        double shifted = x * VectorFunctions.LOG2_E + ROUNDER;
        double k = shifted - ROUNDER;
        double r = fma(k, -VectorFunctions.LN2_LOW, fma(k, -VectorFunctions.LN2_HIGH, x));
        double p = 1.0 / 6227020800L;
        for (double coefficient : TAYLOR) p = fma(p, r, coefficient);
        return Double.longBitsToDouble(Double.doubleToRawLongBits(p) + (Double.doubleToRawLongBits(shifted) << 52));
    }

    static double log(double x) {
        if (!(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE)) return Elementary.log(x);
        long bits = Double.doubleToRawLongBits(x);
        long exponent = bits - VectorFunctions.BITS_OF_SQRT_HALF >> 52;
        double m = Double.longBitsToDouble(bits - (exponent << 52));
        double k = Double.longBitsToDouble(exponent + VectorFunctions.BITS_OF_ROUNDER) - ROUNDER;
        double f = m - 1;
        double s = f / (m + 1);
        double z = s * s;
        double tail = 2.0 / 21;
        for (int odd = 19; odd >= 3; odd -= 2) tail = fma(tail, z, 2.0 / odd);
        double rest = s * (f - tail * z) - k * VectorFunctions.LN2_LOW;
        return k * VectorFunctions.LN2_HIGH + (f - rest);
    }

    static double tanh(double x) {
        double y = Math.min(2 * Math.abs(x), 40);
        double shifted = y * VectorFunctions.LOG2_E + ROUNDER;
        double k = shifted - ROUNDER;
        double r = fma(k, -VectorFunctions.LN2_LOW, fma(k, -VectorFunctions.LN2_HIGH, y));
        double p = 1.0 / 6227020800L;
        for (int i = 0; i < TAYLOR.length - 1; i++) p = fma(p, r, TAYLOR[i]);
        double power = Double.longBitsToDouble((Double.doubleToRawLongBits(shifted) << 52) + Double.doubleToRawLongBits(1));
        double e = fma(p * r, power, power - 1);
        return Math.copySign(e / (e + 2), x);
    }

    static double sigmoid(double x) {
        double e = exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (e + 1);
    }

    static double sigmoidSlope(double x) {
        double e = exp(-Math.abs(x)), sum = e + 1;
        return e / (sum * sum);
    }

    static double tanhSlope(double x) {
        double e = exp(Math.abs(x) * -2), sum = e + 1;
        return e * 4 / (sum * sum);
    }

    /** The sum of as many numbers as fill four vectors again and again: in the order in which vectors add. */
    static double sum(double[] x, int from, int to) {
        double[] sums = new double[4 * LANES];
        for (int i = from; i < to; i += sums.length) {
            for (int q = 0; q < sums.length; q++) sums[q] += x[i + q];
        }
        return added(sums);
    }

    static double dot(double[] a, double[] b, int length) {
        double[] sums = new double[4 * LANES];
        for (int i = 0; i < length; i += sums.length) {
            for (int q = 0; q < sums.length; q++) sums[q] = fma(a[i + q], b[i + q], sums[q]);
        }
        return added(sums);
    }

    private static double added(double[] sums) {
        double sum = 0;
        for (int i = 0; i < LANES; i++) sum += sums[i] + sums[i + LANES] + (sums[i + 2 * LANES] + sums[i + 3 * LANES]);
        return sum;
    }
}
