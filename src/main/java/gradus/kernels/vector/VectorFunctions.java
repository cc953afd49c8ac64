package gradus.kernels.vector;

import static gradus.kernels.Elementary.LN2_HIGH;
import static gradus.kernels.Elementary.LN2_LOW;
import static gradus.kernels.Elementary.LOG2_E;
import static gradus.kernels.Elementary.ROUNDER;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.OR;

import gradus.kernels.Elementary;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * e^x, ln x, tanh x and the logistic function, a whole vector of numbers at once.
 *
 * <p>They are the formulas of {@link Elementary}, with the same roundings, hence the same bits. Where two are needed, both
 * are computed, and each number picks its own ({@code blend}). The few numbers outside the range of a formula, such as
 * NaN, send their vector to {@code Elementary} itself. The Vector API has such functions too, but only on some machines
 * are they fast, and their last bits change once the just-in-time compiler has seen them.
 *
 * <p>An array passes through in pieces that stay in the fastest cache. What is left at the end, less than a vector, the
 * caller computes with {@code Elementary}.
 *
 * <p>A function is a list of steps, each a loop over the piece that calls nothing but the Vector API. That keeps them
 * fast: a vector handed to a method that the compiler does not inline becomes an object, which costs ten times the
 * arithmetic, and it stops inlining where a method grows too large. So the steps must not be inlined into one another:
 * most sites call several of them through an interface, and exp and log are longer than the 325 bytes of byte code that
 * HotSpot inlines at most (which is why they spell out {@code broadcast}, and the series of e^x twice).
 */
final class VectorFunctions {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int PIECE = 512;

    private static final long BITS_OF_ROUNDER = Double.doubleToRawLongBits(ROUNDER);
    private static final long BITS_OF_ONE = Double.doubleToRawLongBits(1);
    private static final long BITS_OF_SQRT_HALF = Double.doubleToRawLongBits(Math.sqrt(0.5));

    /** One loop: computes {@code length} numbers of y, from {@code at} on, out of those of x and of y as it is. */
    interface Step {
        void apply(double[] x, int from, double[] y, int at, int length);
    }

    private static final Step EXP_IN_PLACE = (x, from, y, at, length) -> exp(y, at, y, at, length);
    static final Step[] EXP = {VectorFunctions::exp};
    static final Step[] LOG = {VectorFunctions::log};
    static final Step[] TANH = {VectorFunctions::twiceMagnitude, VectorFunctions::expm1, VectorFunctions::tanhFromExpm1};
    static final Step[] SIGMOID = {VectorFunctions::minusMagnitude, EXP_IN_PLACE, VectorFunctions::sigmoidFromExp};
    private static final Step[] TANH_SLOPE = {VectorFunctions::minusTwiceMagnitude, EXP_IN_PLACE, VectorFunctions::tanhSlopeFromExp};
    static final Step[] SIGMOID_SLOPE = {VectorFunctions::minusMagnitude, EXP_IN_PLACE, VectorFunctions::sigmoidSlopeFromExp};

    private VectorFunctions() {}

    /** out = f(x), as far as whole vectors go, to the place that is returned; {@code out} may be x. */
    static int apply(Step[] function, double[] x, double[] out) {
        int whole = out.length / LANES * LANES;
        double[] copy = x == out ? new double[Math.min(PIECE, whole)] : null;
        for (int from = 0; from < whole; from += PIECE) {
            int length = Math.min(PIECE, whole - from);
            if (x != out) {
                steps(function, x, from, out, from, length);
            } else {
                System.arraycopy(x, from, copy, 0, length);
                steps(function, copy, 0, out, from, length);
            }
        }
        return whole;
    }

    /** out = g · f(x), as far as whole vectors go, to the place that is returned; {@code out} may be g or x. */
    static int applyTimes(double[] g, Step[] function, double[] x, double[] out) {
        int whole = out.length / LANES * LANES;
        double[] piece = new double[Math.min(PIECE, whole)];
        for (int from = 0; from < whole; from += PIECE) {
            int length = Math.min(PIECE, whole - from);
            steps(function, x, from, piece, 0, length);
            times(g, piece, length, out, from);
        }
        return whole;
    }

    /** out = g · tanh′(x) likewise: 1 − y² while that does not cancel, else as {@link Elementary#tanhSlope}. */
    static int tanhGradient(double[] g, double[] x, double[] y, double[] out) {
        int whole = out.length / LANES * LANES;
        double[] piece = new double[Math.min(PIECE, whole)];
        for (int from = 0; from < whole; from += PIECE) {
            int length = Math.min(PIECE, whole - from);
            steps(TANH_SLOPE, x, from, piece, 0, length);
            for (int i = 0; i < length; i += LANES) {
                DoubleVector v = DoubleVector.fromArray(SPECIES, y, from + i), square = v.mul(v);
                DoubleVector.fromArray(SPECIES, piece, i).blend(broadcast(SPECIES, 1).sub(square), square.compare(LT, 0.7))
                    .intoArray(piece, i);
            }
            times(g, piece, length, out, from);
        }
        return whole;
    }

    private static void times(double[] g, double[] slopes, int length, double[] out, int from) {
        for (int i = 0; i < length; i += LANES) {
            DoubleVector.fromArray(SPECIES, g, from + i).mul(DoubleVector.fromArray(SPECIES, slopes, i))
                .intoArray(out, from + i);
        }
    }

    private static void steps(Step[] function, double[] x, int from, double[] y, int at, int length) {
        for (Step step : function) step.apply(x, from, y, at, length);
    }

    /**
     * As {@link Elementary#exp}: e^x = 2^k e^r with Taylor's series for e^r, and 2^k by adding k to the bits of the
     * exponent.
     */
    private static void exp(double[] x, int from, double[] y, int at, int length) {
        for (int i = 0; i < length; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, from + i);
            if (v.abs().compare(LE, 708).allTrue()) {
                DoubleVector shifted = v.mul(LOG2_E).add(ROUNDER);
                DoubleVector k = shifted.sub(ROUNDER);
                DoubleVector r = k.fma(broadcast(SPECIES, -LN2_LOW), k.fma(broadcast(SPECIES, -LN2_HIGH), v));
                DoubleVector p = broadcast(SPECIES, 1.0 / 6227020800L);
                p = p.fma(r, broadcast(SPECIES, 1.0 / 479001600));
                p = p.fma(r, broadcast(SPECIES, 1.0 / 39916800));
                p = p.fma(r, broadcast(SPECIES, 1.0 / 3628800));
                p = p.fma(r, broadcast(SPECIES, 1.0 / 362880));
                p = p.fma(r, broadcast(SPECIES, 1.0 / 40320));
                p = p.fma(r, broadcast(SPECIES, 1.0 / 5040));
                p = p.fma(r, broadcast(SPECIES, 1.0 / 720));
                p = p.fma(r, broadcast(SPECIES, 1.0 / 120));
                p = p.fma(r, broadcast(SPECIES, 1.0 / 24));
                p = p.fma(r, broadcast(SPECIES, 1.0 / 6));
                p = p.fma(r, broadcast(SPECIES, 0.5));
                p = p.fma(r, broadcast(SPECIES, 1));
                p = p.fma(r, broadcast(SPECIES, 1));
                LongVector power = shifted.reinterpretAsLongs().lanewise(LSHL, 52);
                p.reinterpretAsLongs().add(power).reinterpretAsDoubles().intoArray(y, at + i);
            } else {
                for (int j = i; j < i + LANES; j++) y[at + j] = Elementary.exp(x[from + j]);
            }
        }
    }

    /**
     * As {@link Elementary#log}: x = 2^k · m with m between √½ and √2. The exponent of x / √½, rounded down, is k; in
     * bits that is a subtraction and a shift.
     */
    private static void log(double[] x, int from, double[] y, int at, int length) {
        for (int i = 0; i < length; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, from + i);
            if (v.compare(GE, Double.MIN_NORMAL).and(v.compare(LE, Double.MAX_VALUE)).allTrue()) {
                LongVector bits = v.reinterpretAsLongs();
                LongVector exponent = bits.sub(BITS_OF_SQRT_HALF).lanewise(ASHR, 52);
                DoubleVector m = bits.sub(exponent.lanewise(LSHL, 52)).reinterpretAsDoubles();
                DoubleVector k = exponent.add(BITS_OF_ROUNDER).reinterpretAsDoubles().sub(ROUNDER);
                DoubleVector f = m.sub(1);
                DoubleVector s = f.div(m.add(1));
                DoubleVector z = s.mul(s);
                DoubleVector tail = z.mul(2.0 / 21);
                tail = tail.add(2.0 / 19).mul(z);
                tail = tail.add(2.0 / 17).mul(z);
                tail = tail.add(2.0 / 15).mul(z);
                tail = tail.add(2.0 / 13).mul(z);
                tail = tail.add(2.0 / 11).mul(z);
                tail = tail.add(2.0 / 9).mul(z);
                tail = tail.add(2.0 / 7).mul(z);
                tail = tail.add(2.0 / 5).mul(z);
                tail = tail.add(2.0 / 3).mul(z);
                DoubleVector rest = s.mul(f.sub(tail)).sub(k.mul(LN2_LOW));
                k.mul(LN2_HIGH).add(f.sub(rest)).intoArray(y, at + i);
            } else {
                for (int j = i; j < i + LANES; j++) y[at + j] = Elementary.log(x[from + j]);
            }
        }
    }

    /** What tanh, as {@link Elementary#tanh}, needs e to the power of. */
    private static void twiceMagnitude(double[] x, int from, double[] y, int at, int length) {
        for (int i = 0; i < length; i += LANES) {
            DoubleVector.fromArray(SPECIES, x, from + i).abs().mul(2).min(40).intoArray(y, at + i);
        }
    }

    /** y = e^y − 1, as {@link Elementary#expm1}: 2^k e^r − 1 = 2^k (e^r − 1) + (2^k − 1). */
    private static void expm1(double[] x, int from, double[] y, int at, int length) {
        for (int i = 0; i < length; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, y, at + i);
            DoubleVector shifted = v.mul(LOG2_E).add(ROUNDER);
            DoubleVector k = shifted.sub(ROUNDER);
            DoubleVector r = k.fma(broadcast(SPECIES, -LN2_LOW), k.fma(broadcast(SPECIES, -LN2_HIGH), v));
            DoubleVector p = broadcast(SPECIES, 1.0 / 6227020800L);
            p = p.fma(r, broadcast(SPECIES, 1.0 / 479001600));
            p = p.fma(r, broadcast(SPECIES, 1.0 / 39916800));
            p = p.fma(r, broadcast(SPECIES, 1.0 / 3628800));
            p = p.fma(r, broadcast(SPECIES, 1.0 / 362880));
            p = p.fma(r, broadcast(SPECIES, 1.0 / 40320));
            p = p.fma(r, broadcast(SPECIES, 1.0 / 5040));
            p = p.fma(r, broadcast(SPECIES, 1.0 / 720));
            p = p.fma(r, broadcast(SPECIES, 1.0 / 120));
            p = p.fma(r, broadcast(SPECIES, 1.0 / 24));
            p = p.fma(r, broadcast(SPECIES, 1.0 / 6));
            p = p.fma(r, broadcast(SPECIES, 0.5));
            p = p.fma(r, broadcast(SPECIES, 1)).mul(r);
            DoubleVector power = shifted.reinterpretAsLongs().lanewise(LSHL, 52).add(BITS_OF_ONE).reinterpretAsDoubles();
            p.fma(power, power.sub(1)).intoArray(y, at + i);
        }
    }

    /** With e = e^2|x| − 1 it is e / (e + 2) and the sign of x. */
    private static void tanhFromExpm1(double[] x, int from, double[] y, int at, int length) {
        for (int i = 0; i < length; i += LANES) {
            DoubleVector e = DoubleVector.fromArray(SPECIES, y, at + i);
            LongVector sign = DoubleVector.fromArray(SPECIES, x, from + i).reinterpretAsLongs().and(Long.MIN_VALUE);
            e.div(e.add(2)).reinterpretAsLongs().lanewise(OR, sign).reinterpretAsDoubles().intoArray(y, at + i);
        }
    }

    private static void minusMagnitude(double[] x, int from, double[] y, int at, int length) {
        for (int i = 0; i < length; i += LANES) {
            DoubleVector.fromArray(SPECIES, x, from + i).abs().neg().intoArray(y, at + i);
        }
    }

    private static void minusTwiceMagnitude(double[] x, int from, double[] y, int at, int length) {
        for (int i = 0; i < length; i += LANES) {
            DoubleVector.fromArray(SPECIES, x, from + i).abs().mul(-2).intoArray(y, at + i);
        }
    }

    /** With e = e^−|x|, which cannot overflow, it is 1/(1 + e) on the right and e/(1 + e) on the left. */
    private static void sigmoidFromExp(double[] x, int from, double[] y, int at, int length) {
        for (int i = 0; i < length; i += LANES) {
            DoubleVector e = DoubleVector.fromArray(SPECIES, y, at + i);
            var left = DoubleVector.fromArray(SPECIES, x, from + i).compare(LT, 0);
            broadcast(SPECIES, 1).blend(e, left).div(e.add(1)).intoArray(y, at + i);
        }
    }

    /** e / (1 + e)² with e = e^−|x|, as {@link Elementary#sigmoidSlope}. */
    private static void sigmoidSlopeFromExp(double[] x, int from, double[] y, int at, int length) {
        for (int i = 0; i < length; i += LANES) {
            DoubleVector e = DoubleVector.fromArray(SPECIES, y, at + i), sum = e.add(1);
            e.div(sum.mul(sum)).intoArray(y, at + i);
        }
    }

    /** 4e / (1 + e)² with e = e^−2|x|, as {@link Elementary#tanhSlope}. */
    private static void tanhSlopeFromExp(double[] x, int from, double[] y, int at, int length) {
        for (int i = 0; i < length; i += LANES) {
            DoubleVector e = DoubleVector.fromArray(SPECIES, y, at + i), sum = e.add(1);
            e.mul(4).div(sum.mul(sum)).intoArray(y, at + i);
        }
    }
}
