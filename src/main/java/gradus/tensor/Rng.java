package gradus.tensor;

import gradus.kernels.Elementary;
import java.util.Arrays;

/**
 * A random number generator whose seed decides every number, on every computer.
 *
 * <p>The generator is xoshiro256++ 1.0 (Blackman and Vigna, 2018, "Scrambled linear pseudorandom number generators"),
 * its 256 bits of state filled from the seed by SplitMix64. All that follows from its bits uses only operations that
 * round alike everywhere: the same seed gives the same numbers on every JDK and in a browser. There is no global
 * generator: who wants randomness passes one along, and so no cell of a notebook moves the numbers of another.
 *
 * <pre>{@code
 * var rng = new Rng(42);
 * rng.below(6) + 1      // a die
 * rng.normal()          // a draw from N(0, 1)
 * }</pre>
 */
public final class Rng {

    private static final double ULP = 0x1.0p-53;

    private final long seed;
    private long s0;
    private long s1;
    private long s2;
    private long s3;
    private double spare = Double.NaN;

    /** A generator started from a seed; different seeds give unrelated sequences. */
    public Rng(long seed) {
        this.seed = seed;
        long x = seed;
        s0 = mix(x += 0x9e3779b97f4a7c15L);
        s1 = mix(x += 0x9e3779b97f4a7c15L);
        s2 = mix(x += 0x9e3779b97f4a7c15L);
        s3 = mix(x + 0x9e3779b97f4a7c15L);
    }

    /** The output function of SplitMix64: spreads every bit of a counter over all bits of the result. */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** The next 64 random bits. */
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /** A draw from the uniform distribution on 0 ≤ u &lt; 1, a multiple of 2^−53. */
    public double uniform() { return (nextLong() >>> 11) * ULP; }

    /** A draw from the uniform distribution from a to b, both finite; b itself comes by rounding only. */
    public double uniform(double a, double b) {
        if (!(a <= b)) {
            throw new IllegalArgumentException("uniform: a is " + Numbers.exact(a) + ", b is " + Numbers.exact(b)
                    + ", a must not be above b");
        }
        return a + (b - a) * uniform();
    }

    /**
     * A draw from the normal distribution with mean 0 and variance 1.
     *
     * <p>The polar method (Marsaglia and Bray, 1964): a point (u, v) drawn uniformly from the unit disc, with
     * s = u² + v², gives two independent normal numbers u·r and v·r, r = √(−2 ln s / s). The second is kept for the
     * next call.
     */
    public double normal() {
        if (!Double.isNaN(spare)) {
            double result = spare;
            spare = Double.NaN;
            return result;
        }
        while (true) {
            double u = 2 * uniform() - 1;
            double v = 2 * uniform() - 1;
            double s = u * u + v * v;
            if (s < 1 && s > 0) {
                double r = Math.sqrt(-2 * Elementary.log(s) / s);
                spare = v * r;
                return u * r;
            }
        }
    }

    /** One of 0, 1, …, n − 1, each equally likely. */
    public int below(int n) {
        if (n <= 0) {
            throw new IllegalArgumentException("below: n is " + n + ", it must be at least 1");
        }
        // 31 bits, and another try beyond the last full multiple of n: a remainder alone would favour small numbers
        int limit = (int) (0x80000000L / n * n - 1);
        int bits = (int) (nextLong() >>> 33);
        while (bits > limit) {
            bits = (int) (nextLong() >>> 33);
        }
        return bits % n;
    }

    /** The numbers 0 to n − 1 in random order, each order equally likely (Fisher and Yates). */
    public int[] permutation(int n) {
        int[] result = Tensors.indices(n);
        for (int i = n - 1; i > 0; i--) {
            int j = below(i + 1);
            int swap = result[i];
            result[i] = result[j];
            result[j] = swap;
        }
        return result;
    }

    /** A new generator, started from the next bits of this one: what is drawn from it moves nothing here. */
    public Rng split() { return new Rng(nextLong()); }

    /** What the generator was started from. */
    public long seed() { return seed; }

    /**
     * Where the generator stands, as a copy of 5 numbers: from restore on, the same draws come again.
     *
     * <pre>{@code
     * var rng = new Rng(42);
     * var state = rng.state();
     * int first = rng.below(1000);
     * rng.restore(state);
     * rng.below(1000) == first      // → true
     * }</pre>
     */
    public long[] state() { return new long[]{s0, s1, s2, s3, Double.doubleToLongBits(spare)}; }

    /**
     * Puts the generator where another, or this one earlier, stood.
     *
     * @throws IllegalArgumentException if this is no state: not 5 numbers, or the first four all 0, where it would stay
     */
    public void restore(long[] state) {
        if (state.length != 5 || (state[0] | state[1] | state[2] | state[3]) == 0) {
            throw new IllegalArgumentException("restore: " + Arrays.toString(state) + " is no state of a generator");
        }
        s0 = state[0];
        s1 = state[1];
        s2 = state[2];
        s3 = state[3];
        spare = Double.longBitsToDouble(state[4]);
    }
}
