package gradus.kernels;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Elementary functions of one number, written out so that every line can be read and so that they are right over the
 * whole range of doubles: at ±0, at the tiniest numbers, at ±800, at ±∞ and NaN.
 *
 * <p>Most of them guard against one thing, <em>cancellation</em>: when two nearly equal numbers are subtracted, the
 * leading digits vanish and what remains is rounding error. {@code Math.exp(1e-12) - 1} is 1.000089e-12, wrong in the
 * fifth decimal; {@code Elementary.expm1(1e-12)} is 1.0000000000005e-12, right in the last.
 *
 * <p>They use nothing but + − · / √, the bits of a double and, around e^x, a·b + c with one rounding ({@link #fma}), and
 * {@code StrictMath.exp} where e^x is beyond 10^307 or below its inverse. Each of these is rounded in the same way by
 * every processor, hence so are they: one argument, one result. {@code Math.exp} may differ in its last bit from one
 * platform to the next. {@link #log}, {@link #log1p}, {@link #sin} and {@link #cos} do without fma and are the same everywhere,
 * and with the first two the random numbers.
 */
public final class Elementary {

    private static final double SQRT2 = 1.4142135623730951;
    private static final long BITS_OF_SQRT_HALF = Double.doubleToRawLongBits(SQRT2 / 2);

    /** ln 2 in two parts. The first ends in zeros, so that its product with any exponent is exact. */
    public static final double LN2_HIGH = 0x1.62e42fefa38p-1;
    public static final double LN2_LOW = 0x1.ef35793c7673p-45;
    public static final double LOG2_E = 1.4426950408889634;

    /**
     * 1.5 · 2^52: between 2^52 and 2^53 doubles are whole numbers, so adding it rounds, and leaves the whole number in
     * the low bits; subtracting it gives that number back as a double.
     */
    public static final double ROUNDER = 0x1.8p52;

    private Elementary() {}

    /**
     * a·b + c, rounded once, where the processor has an instruction for it: faster than two, and what matrix products and
     * e^x are made of. Processors have it since about 2013; on those that have not, and in a browser, it is rounded twice.
     */
    static double fma(double a, double b, double c) {
        return ActiveKernels.MULTIPLY_ADD.of(a, b, c);
    }

    /**
     * e^x, within 1 ulp; 1.05 ulp where {@link #fma} rounds twice.
     *
     * <p>e^x = 2^k e^r with k the whole number nearest x / ln 2, hence |r| ≤ 0.347. Multiplying by 2^k is adding k to the
     * bits of the exponent; up to |x| = 708 the result is neither infinite nor subnormal, so that this is right.
     */
    public static double exp(double x) {
        if (!(Math.abs(x) <= 708)) return StrictMath.exp(x);
        double shifted = x * LOG2_E + ROUNDER;
        double k = shifted - ROUNDER;
        double r = fma(k, -LN2_LOW, fma(k, -LN2_HIGH, x));
        long bits = Double.doubleToRawLongBits(fma(series(r), r, 1));
        return Double.longBitsToDouble(bits + (Double.doubleToRawLongBits(shifted) << 52));
    }

    /** (e^r − 1) / r = 1 + r/2! + r²/3! + … + r¹²/13!, Taylor's series, as far as |r| ≤ 0.347 needs it. */
    private static double series(double r) {
        double p = 1.0 / 6227020800L;
        p = fma(p, r, 1.0 / 479001600);
        p = fma(p, r, 1.0 / 39916800);
        p = fma(p, r, 1.0 / 3628800);
        p = fma(p, r, 1.0 / 362880);
        p = fma(p, r, 1.0 / 40320);
        p = fma(p, r, 1.0 / 5040);
        p = fma(p, r, 1.0 / 720);
        p = fma(p, r, 1.0 / 120);
        p = fma(p, r, 1.0 / 24);
        p = fma(p, r, 1.0 / 6);
        p = fma(p, r, 0.5);
        return fma(p, r, 1);
    }

    /**
     * e^x − 1, accurate also where e^x is so near 1 that the subtraction would cancel; within 3 ulp.
     *
     * <p>2^k e^r − 1 = 2^k (e^r − 1) + (2^k − 1), where e^r − 1 is r times a series; near 0, where k is 0, nothing is
     * subtracted at all. Below 2^−54 it is x to the last bit, which also keeps −0.
     */
    public static double expm1(double x) {
        double magnitude = Math.abs(x);
        if (magnitude < 0x1p-54) return x;
        return magnitude <= 708 ? expm1UpTo708(x) : exp(x) - 1;
    }

    private static double expm1UpTo708(double x) {
        double shifted = x * LOG2_E + ROUNDER;
        double k = shifted - ROUNDER;
        double r = fma(k, -LN2_LOW, fma(k, -LN2_HIGH, x));
        long power = (Double.doubleToRawLongBits(shifted) << 52) + Double.doubleToRawLongBits(1);
        double two = Double.longBitsToDouble(power);                // 2^k
        return fma(series(r) * r, two, two - 1);
    }

    /**
     * Natural logarithm, the same bits on every platform, off by at most 1 ulp.
     *
     * <p>A double is 2^k · m with m between √½ and √2, so ln x = k ln 2 + ln m, and ln m comes from a series that needs
     * few terms because m is near 1. ln 2 is added in two parts: k times the larger is exact.
     *
     * @return −∞ at 0, NaN below 0 and at NaN, ∞ at ∞
     */
    public static double log(double x) {
        if (x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE) return logOfNormal(x, 0);
        if (!(x > 0)) return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
        // a subnormal number has no leading 1 to rely on: scale it by 2^54
        return x == Double.POSITIVE_INFINITY ? x : logOfNormal(x * 0x1p54, 54);
    }

    /** ln(x / 2^scale). The exponent of x / √½, rounded down, is k; in bits that is a subtraction and a shift. */
    private static double logOfNormal(double x, int scale) {
        long bits = Double.doubleToRawLongBits(x);
        long exponent = bits - BITS_OF_SQRT_HALF >> 52;
        double m = Double.longBitsToDouble(bits - (exponent << 52));
        double k = exponent - scale;
        return k * LN2_HIGH + logNearOne(m - 1, k * LN2_LOW);
    }

    /**
     * ln(1 + x), accurate also where 1 + x would lose the digits of x; the same bits on every platform; within 2 ulp.
     *
     * <p>Near 0 the series takes x itself. Further out, u = 1 + x is rounded to x + 1 − e, and since the derivative of
     * ln is 1/u, the error e is repaired by e / u.
     *
     * @return −∞ at −1, NaN below −1 and at NaN, ∞ at ∞
     */
    public static double log1p(double x) {
        if (x > 1 / SQRT2 - 1 && x < SQRT2 - 1) return logNearOne(x, 0);
        double u = 1 + x;
        if (!(u > 0) || u == Double.POSITIVE_INFINITY) return log(u);
        double e = u > 2 ? 1 - (u - x) : x - (u - 1);
        return log(u) + e / u;
    }

    /**
     * ln(1 + f) + correction for 1 + f between √½ and √2. With s = f / (2 + f),
     *
     * <p>ln(1 + f) = ln (1 + s)/(1 − s) = 2s + 2s³/3 + 2s⁵/5 + …, and 2s = f − s·f.
     *
     * <p>|s| is at most 0.172, so each term is 34 times smaller than the one before: ten of them reach the last bit.
     * Written as f − s·(f − …) the exact f stays in front and all that is rounded before the last step is small.
     */
    private static double logNearOne(double f, double correction) {
        double s = f / (2 + f);
        double z = s * s;
        double tail = z * (2.0 / 3 + z * (2.0 / 5 + z * (2.0 / 7 + z * (2.0 / 9 + z * (2.0 / 11
            + z * (2.0 / 13 + z * (2.0 / 15 + z * (2.0 / 17 + z * (2.0 / 19 + z * (2.0 / 21))))))))));
        return f - (s * (f - tail) - correction);
    }

    /**
     * Hyperbolic tangent, (e^x − e^−x) / (e^x + e^−x), within 3 ulp.
     *
     * <p>With e = e^2|x| − 1 it is e / (e + 2) and the sign of x; nothing cancels, near 0 or anywhere. From 20 on it is 1
     * to the last bit, so that nothing needs to overflow.
     */
    public static double tanh(double x) {
        double e = expm1UpTo708(Math.min(2 * Math.abs(x), 40));
        return Math.copySign(e / (e + 2), x);
    }

    /** The derivative of tanh, 1 − tanh² x; since that cancels, it is computed as 4e / (1 + e)² with e = e^−2|x|. */
    public static double tanhSlope(double x) {
        double e = exp(-2 * Math.abs(x)), sum = 1 + e;
        return 4 * e / (sum * sum);
    }

    /** The same with y = tanh x at hand: 1 − y² while that does not cancel. */
    public static double tanhSlope(double x, double y) {
        double square = y * y;
        return square < 0.7 ? 1 - square : tanhSlope(x);
    }

    /** The logistic function 1 / (1 + e^−x), and e^x / (1 + e^x) on the left, where e^−x would overflow; within 3 ulp. */
    public static double sigmoid(double x) {
        double e = exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /** The derivative of the logistic function, σ(1 − σ); since 1 − σ cancels, it is e / (1 + e)² with e = e^−|x|. */
    public static double sigmoidSlope(double x) {
        double e = exp(-Math.abs(x)), sum = 1 + e;
        return e / (sum * sum);
    }

    /**
     * ln(1 + e^x), the smooth version of max(x, 0), within 3 ulp.
     *
     * <p>It is max(x, 0) + ln(1 + e^−|x|): the exponential cannot overflow, and for x far below 0, where 1 + e^x is 1,
     * log1p keeps the tiny rest.
     */
    public static double softplus(double x) {
        return Math.max(x, 0) + log1p(exp(-Math.abs(x)));
    }

    /**
     * The normal distribution function Φ(x): the share of N(0, 1) below x, within 10^−13 of its value where that is
     * above 10^−300.
     *
     * <p>Φ(−x) = ½ erfc(x/√2) for x &gt; 0, and Φ(x) is 1 minus that. Near 0, erf is summed as a series of positive terms,
     * 2/√π · e^(−a²) · Σ 2ⁿ a^(2n+1) / (1 · 3 · 5 ⋯ (2n+1)); in the tail, where 1 − erf would cancel, erfc is Laplace's
     * continued fraction e^(−a²)/√π · 1/(a + ½/(a + 1/(a + 3/2 /(a + …)))).
     */
    public static double normalCdf(double x) {
        if (Double.isNaN(x)) return x;
        double a = Math.abs(x) * Math.sqrt(0.5);
        double upper = a == Double.POSITIVE_INFINITY ? 0 : 0.5 * erfc(a, exp(-0.5 * x * x));
        return x < 0 ? upper : 1 - upper;
    }

    private static double erfc(double a, double bell) {
        if (a >= 2) {
            double fraction = a;
            for (int k = 60; k > 0; k--) fraction = a + 0.5 * k / fraction;
            return bell / (Math.sqrt(Math.PI) * fraction);
        }
        double term = a;
        double sum = a;
        for (int n = 1; term > 1e-17 * sum; n++) {
            term *= 2 * a * a / (2 * n + 1);
            sum += term;
        }
        return 1 - 2 / Math.sqrt(Math.PI) * bell * sum;
    }

    /** π/2 as a sum of three; the first two end in zeros, so that their products with a whole number are exact. */
    private static final double HALF_PI_1 = 0x1.921fb544p0;
    private static final double HALF_PI_2 = 0x1.0b4611a6p-34;
    private static final double HALF_PI_3 = 0x1.3198a2e037073p-69;
    /** π/2, with enough digits for the largest double. */
    private static final BigDecimal HALF_PI = new BigDecimal("1.57079632679489661923132169163975144209858469968755291048747229615390820314310449931401741267"
        + "105853399107404325664115332354692230477529111586267970406424055872514205135096926055277982231"
        + "147447746519098221440548783296672306423782411689339158263560095457282428346173017430522716332"
        + "41066968036301245706368622935033031577940874407604604814146270458576821839462951800056652652");

    /** Sine of x in radians, the same bits on every platform, within 1 ulp; NaN at ±∞. */
    public static double sin(double x) {
        return Math.abs(x) < 0x1p-27 ? x : sinOfSum(x, 0);
    }

    /** Cosine of x in radians, the same bits on every platform, within 1 ulp; NaN at ±∞. */
    public static double cos(double x) {
        return sinOfSum(x, 1);
    }

    /**
     * sin(x + quarters · π/2). With k the whole number nearest x / (π/2), x = k · π/2 + r and |r| ≤ 0.79, and the result is
     * sin r, cos r, −sin r or −cos r.
     *
     * <p>x − k · π/2 cancels. So π/2 is subtracted in parts, and what rounding takes from r is kept beside it. That is
     * enough unless x is huge or next to a multiple of π/2: then with hundreds of digits.
     */
    private static double sinOfSum(double x, int quarters) {
        double k = x * (2 / Math.PI) + ROUNDER - ROUNDER;
        double first = x - k * HALF_PI_1;
        double second = k * HALF_PI_2;
        double difference = first - second;
        double low = first - difference - second - k * HALF_PI_3;
        double r = difference + low;
        if (Math.abs(x) < 500_000 && (k == 0 || Math.abs(r) > 0x1p-14)) {
            return sinOfQuarters((long) k + quarters, r, difference - r + low);
        }
        if (!(Math.abs(x) <= Double.MAX_VALUE)) return Double.NaN;
        BigDecimal whole = new BigDecimal(x).divide(HALF_PI, 0, RoundingMode.HALF_EVEN);
        BigDecimal rest = new BigDecimal(x).subtract(whole.multiply(HALF_PI));
        r = rest.doubleValue();
        return sinOfQuarters(whole.toBigInteger().longValue() + quarters, r, rest.subtract(new BigDecimal(r)).doubleValue());
    }

    /** sin(k · π/2 + r + low), where low is below the last digit of r. */
    private static double sinOfQuarters(long k, double r, double low) {
        double result = (k & 1) == 0 ? sinNearZero(r, low) : cosNearZero(r, low);
        return (k & 2) == 0 ? result : -result;
    }

    /** r − r³/3! + r⁵/5! − … + r¹⁷/17!, and low · cos r with cos r ≈ 1 − r²/2; the exact r stays in front. */
    private static double sinNearZero(double r, double low) {
        double z = r * r;
        double p = -1.0 / 6 + z * (1.0 / 120 + z * (-1.0 / 5040 + z * (1.0 / 362880 + z * (-1.0 / 39916800
            + z * (1.0 / 6227020800L + z * (-1.0 / 1307674368000L + z * (1.0 / 355687428096000L)))))));
        return r + (r * z * p + low * (1 - z / 2));
    }

    /** 1 − r²/2! + r⁴/4! − … + r¹⁶/16!, less low · sin r; what rounding takes from 1 − r²/2 is put back. */
    private static double cosNearZero(double r, double low) {
        double z = r * r;
        double p = 1.0 / 24 + z * (-1.0 / 720 + z * (1.0 / 40320 + z * (-1.0 / 3628800 + z * (1.0 / 479001600
            + z * (-1.0 / 87178291200L + z * (1.0 / 20922789888000L))))));
        double front = 1 - z / 2;
        return front + (1 - front - z / 2 + (z * z * p - r * low));
    }
}
