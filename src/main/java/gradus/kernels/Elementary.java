package gradus.kernels;

/**
 * Elementary functions of one number, written out so that every line can be read and so that they are right over the
 * whole range of doubles: at ±0, at the tiniest numbers, at ±800, at ±∞ and NaN.
 *
 * <p>Most of them guard against one thing, <em>cancellation</em>: when two nearly equal numbers are subtracted, the
 * leading digits vanish and what remains is rounding error. {@code Math.exp(1e-12) - 1} is 1.000089e-12, wrong in the
 * fifth decimal; {@code Elementary.expm1(1e-12)} is 1.0000000000005e-12, right in the last.
 *
 * <p>{@link #log} and {@link #log1p} use nothing but + − · / and the bits of a double. Each of these is rounded in the
 * same way by every processor and every browser, hence so are they: one argument, one result, everywhere. The others
 * call {@code Math.exp}, whose last bit may differ from one platform to the next.
 */
public final class Elementary {

    /** √2: a significand above it is halved, so that it lies around 1. */
    private static final double SQRT2 = 1.4142135623730951;

    /** ln 2 in two parts. The first ends in zeros, so that its product with any exponent is exact. */
    private static final double LN2_HIGH = 0x1.62e42fefa38p-1;
    private static final double LN2_LOW = 0x1.ef35793c7673p-45;

    private Elementary() {}

    /**
     * Natural logarithm, the same bits on every platform, off by at most 1 ulp.
     *
     * <p>A double is 2^k · m with m between √½ and √2, so ln x = k ln 2 + ln m, and ln m comes from a series that needs
     * few terms because m is near 1. ln 2 is added in two parts: k times the larger is exact.
     *
     * @return −∞ at 0, NaN below 0 and at NaN, ∞ at ∞
     */
    public static double log(double x) {
        if (!(x > 0)) return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
        if (x == Double.POSITIVE_INFINITY) return x;
        int k = -1023;
        if (x < Double.MIN_NORMAL) {            // a subnormal number has no leading 1 to rely on: scale it by 2^54
            x *= 0x1p54;
            k -= 54;
        }
        long bits = Double.doubleToRawLongBits(x);
        k += (int) (bits >>> 52);
        double m = Double.longBitsToDouble(bits & 0x000f_ffff_ffff_ffffL | 0x3ff0_0000_0000_0000L);
        if (m > SQRT2) {
            m *= 0.5;
            k++;
        }
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
     * Hyperbolic tangent, (e^x − e^−x) / (e^x + e^−x), within 2 ulp.
     *
     * <p>Away from 0 it is 1 − 2/(e^2|x| + 1) with the sign of x: nothing overflows (2/∞ is 0), and the subtrahend is
     * at most a half. Near 0 that would cancel; there {@link #tanhNearZero} takes over.
     */
    public static double tanh(double x) {
        double magnitude = Math.abs(x);
        double t = magnitude < 0.55 ? tanhNearZero(magnitude) : 1 - 2 / (Math.exp(2 * magnitude) + 1);
        return Math.copySign(t, x);
    }

    /**
     * tanh by the first eight levels of Lambert's continued fraction (1761),
     *
     * <p>tanh x = x / (1 + x² / (3 + x² / (5 + … x² / 15))),
     *
     * <p>multiplied out to x·N/D, two polynomials in x², and written as x − x·(D − N)/D so that x stays exact. For
     * |x| &lt; 0.55 the ninth level would change the result by a hundredth of its last bit.
     */
    private static double tanhNearZero(double x) {
        double y = x * x;
        double difference = y * (675675 + y * (45045 + y * (594 + y)));
        double denominator = 2027025 + y * (945945 + y * (51975 + y * (630 + y)));
        return x - x * (difference / denominator);
    }

    /**
     * e^x − 1, accurate also where e^x is so near 1 that the subtraction would cancel; within 3 ulp.
     *
     * <p>For |x| &lt; ½ it is 2t / (1 − t) with t = tanh(x/2), taken from Lambert's fraction; elsewhere as it stands.
     * Below 2^−54 it is x to the last bit, which also keeps −0 and the tiniest numbers, that have no exact half.
     */
    public static double expm1(double x) {
        double magnitude = Math.abs(x);
        if (magnitude < 0x1p-54) return x;
        if (!(magnitude < 0.5)) return Math.exp(x) - 1;
        double t = tanhNearZero(0.5 * x);
        return 2 * t / (1 - t);
    }

    /**
     * The logistic function 1 / (1 + e^−x), within 3 ulp.
     *
     * <p>Far to the left, where e^−x would overflow, it is e^x: the rest, 1/(1 + e^x), is 1 to the last bit.
     */
    public static double sigmoid(double x) {
        return x < -700 ? Math.exp(x) : 1 / (1 + Math.exp(-x));
    }

    /** The derivative of the logistic function: e / (1 + e)² with e = e^−|x|, where nothing cancels or overflows. */
    public static double sigmoidSlope(double x) {
        double e = Math.exp(-Math.abs(x));
        return e / ((1 + e) * (1 + e));
    }

    /** The derivative of tanh, 1 − tanh² x = 4 σ′(2x) with the logistic function σ. */
    public static double tanhSlope(double x) {
        return 4 * sigmoidSlope(2 * x);
    }

    /**
     * ln(1 + e^x), the smooth version of max(x, 0), within 3 ulp.
     *
     * <p>It is max(x, 0) + ln(1 + e^−|x|): the exponential cannot overflow, and for x far below 0, where 1 + e^x is 1,
     * log1p keeps the tiny rest.
     */
    public static double softplus(double x) {
        return Math.max(x, 0) + log1p(Math.exp(-Math.abs(x)));
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
        double upper = a == Double.POSITIVE_INFINITY ? 0 : 0.5 * erfc(a, Math.exp(-0.5 * x * x));
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
}
