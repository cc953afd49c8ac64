package gradus.tensor;

import static gradus.Expect.refuses;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class RngTest {

    /**
     * The JDK's generator in the same state. It fills the state by SplitMix64 too, from seed ^ SILVER on and not from
     * seed + GOLDEN on. (Its constructor from bytes cannot serve: on JDK 17 it extends their signs.)
     */
    private static RandomGenerator reference(long seed) {
        long golden = 0x9e3779b97f4a7c15L;
        long silver = 0x6a09e667f3bcc909L;
        return RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(seed + golden ^ silver);
    }

    @Test
    void theBitsAreThoseOfTheJdksXoshiro256PlusPlus() {
        for (long seed : new long[]{0, 1, 42, -1, Long.MIN_VALUE, 0x9e3779b97f4a7c15L, -0x9e3779b97f4a7c15L}) {
            var rng = new Rng(seed);
            var reference = reference(seed);
            for (int i = 0; i < 1000; i++) {
                assertEquals(reference.nextLong(), rng.nextLong(), "seed " + seed + ", number " + i);
            }
        }
    }

    /** Every seeded experiment depends on these: they may never change. */
    @Test
    void theFirstNumbersOfSeed42() {
        assertEquals(-3425465463722317665L, new Rng(42).nextLong());
        var rng = new Rng(42);
        assertArrayEquals(new double[]{0.8143051451229099, 0.3188210400616611, 0.9838941681774888},
                new double[]{rng.uniform(), rng.uniform(), rng.uniform()});
        var normal = new Rng(42);
        assertArrayEquals(new double[]{0.9813983900724986, -0.565720104673956, 1.3403256427520227},
                new double[]{normal.normal(), normal.normal(), normal.normal()});
        var die = new Rng(42);
        assertArrayEquals(new int[]{5, 0, 637, 1505677232},
                new int[]{die.below(6), die.below(6), die.below(1000), die.below(Integer.MAX_VALUE)});
        assertArrayEquals(new int[]{7, 1, 4, 6, 0, 2, 8, 5, 9, 3}, new Rng(42).permutation(10));
        assertEquals(0.3114591030970857, new Rng(42).split().uniform());
    }

    @Test
    void uniformFillsItsInterval() {
        var rng = new Rng(1);
        int n = 200_000;
        double sum = 0;
        double squares = 0;
        double lowest = 1;
        double highest = 0;
        for (int i = 0; i < n; i++) {
            double u = rng.uniform();
            sum += u;
            squares += u * u;
            lowest = Math.min(lowest, u);
            highest = Math.max(highest, u);
        }
        assertTrue(lowest >= 0 && highest < 1);
        assertEquals(0, lowest, 1e-4);
        assertEquals(1, highest, 1e-4);
        assertEquals(0.5, sum / n, 4 * Math.sqrt(1.0 / 12 / n));
        assertEquals(1.0 / 3, squares / n, 4 * Math.sqrt(4.0 / 45 / n));
        for (int i = 0; i < 1000; i++) {
            double u = rng.uniform(-3, 2);
            assertTrue(u >= -3 && u < 2);
        }
        assertEquals(5, rng.uniform(5, 5));
    }

    /** The first four moments within four standard errors, and the tails as the normal distribution has them. */
    @Test
    void normalIsNormal() {
        var rng = new Rng(2);
        int n = 400_000;
        double[] moments = new double[5];
        int[] beyond = new int[5];
        double product = 0;
        double before = 0;
        for (int i = 0; i < n; i++) {
            double z = rng.normal();
            for (int k = 1; k <= 4; k++) {
                moments[k] += Math.pow(z, k) / n;
            }
            for (int k = 1; k <= 4; k++) {
                beyond[k] += Math.abs(z) > k ? 1 : 0;
            }
            product += z * before / n;                           // the two of a pair do not depend on one another
            before = z;
        }
        assertEquals(0, moments[1], 4 * Math.sqrt(1.0 / n));
        assertEquals(1, moments[2], 4 * Math.sqrt(2.0 / n));
        assertEquals(0, moments[3], 4 * Math.sqrt(15.0 / n));
        assertEquals(3, moments[4], 4 * Math.sqrt(96.0 / n));
        assertEquals(0, product, 4 * Math.sqrt(1.0 / n));
        double[] tails = {1, 0.3173105, 0.0455003, 0.0026998, 0.00006334};
        for (int k = 1; k <= 4; k++) {
            assertEquals(tails[k], (double) beyond[k] / n, 4 * Math.sqrt(tails[k] / n), "beyond " + k);
        }
    }

    @Test
    void belowIsUniform() {
        for (int n : new int[]{1, 2, 3, 6, 7, 10, 100}) {
            var rng = new Rng(n);
            int[] counts = new int[n];
            int draws = 2000 * n;
            for (int i = 0; i < draws; i++) {
                counts[rng.below(n)]++;
            }
            double chiSquare = Arrays.stream(counts).mapToDouble(c -> (c - 2000.0) * (c - 2000.0) / 2000).sum();
            // mean n − 1, variance 2(n − 1)
            assertTrue(chiSquare <= n - 1 + 4 * Math.sqrt(2.0 * (n - 1)), n + ": " + chiSquare);
        }
    }

    /** A remainder alone would give the lower half of 3·2^29 numbers twice as often as the upper: ⅔ against ½. */
    @Test
    void belowFavoursNoSmallNumber() {
        var rng = new Rng(3);
        int n = 3 << 29;
        int low = 0;
        for (int i = 0; i < 100_000; i++) {
            int draw = rng.below(n);
            assertTrue(draw >= 0 && draw < n);
            low += draw < 1 << 29 ? 1 : 0;
        }
        assertEquals(1 / 3.0, low / 100_000.0, 4 * Math.sqrt(2.0 / 9 / 100_000));
        for (int i = 0; i < 1000; i++) {
            assertTrue(rng.below(Integer.MAX_VALUE) >= 0);
            assertEquals(0, rng.below(1));
        }
    }

    @Test
    void permutationsAreAllEquallyLikely() {
        var rng = new Rng(4);
        var counts = new java.util.TreeMap<String, Integer>();
        for (int i = 0; i < 24_000; i++) {
            counts.merge(Arrays.toString(rng.permutation(4)), 1, Integer::sum);
        }
        assertEquals(24, counts.size());
        double chiSquare = counts.values().stream().mapToDouble(c -> (c - 1000.0) * (c - 1000.0) / 1000).sum();
        assertTrue(chiSquare <= 23 + 4 * Math.sqrt(46), "chi-square " + chiSquare);
        for (int n = 0; n < 50; n++) {
            int[] sorted = rng.permutation(n);
            Arrays.sort(sorted);
            assertArrayEquals(Tensors.indices(n), sorted);
        }
    }

    @Test
    void aSplitGeneratorGoesItsOwnWay() {
        var parent = new Rng(5);
        var child = parent.split();
        var again = new Rng(5);
        again.nextLong();
        for (int i = 0; i < 100; i++) {
            child.nextLong();                                    // what is drawn from the child
        }
        for (int i = 0; i < 100; i++) {
            assertEquals(again.nextLong(), parent.nextLong());   // moves nothing in the parent
        }
        var one = new Rng(6).split();
        var two = new Rng(6);
        two.split();
        double product = 0;
        for (int i = 0; i < 100_000; i++) {
            product += one.normal() * two.normal() / 100_000;
        }
        assertEquals(0, product, 4 / Math.sqrt(100_000));
    }

    @Test
    void wrongArguments() {
        var rng = new Rng(7);
        refuses("below: n is 0, it must be at least 1", () -> rng.below(0));
        refuses("below: n is -5, it must be at least 1", () -> rng.below(-5));
        refuses("uniform: a is 2, b is 1, a must not be above b", () -> rng.uniform(2, 1));
        refuses("uniform: a is NaN, b is 1, a must not be above b", () -> rng.uniform(Double.NaN, 1));
        refuses("shape (-1): a dimension cannot be negative", () -> rng.permutation(-1));
    }

    @Test
    void aRestoredGeneratorGoesOnFromThere() {
        var rng = new Rng(42);
        rng.normal();                                         // its twin is kept for the next call: part of the state
        long[] state = rng.state();
        double[] first = {rng.normal(), rng.normal(), rng.uniform()};
        var other = new Rng(7);
        other.restore(state);
        assertArrayEquals(first, new double[]{other.normal(), other.normal(), other.uniform()});
        assertEquals(42, rng.seed());
        assertArrayEquals(new Rng(42).state(), new Rng(42).state());
        refuses("restore: [0, 0, 0, 0, 1] is no state of a generator", () -> rng.restore(new long[]{0, 0, 0, 0, 1}));
        refuses("restore: [1, 2] is no state of a generator", () -> rng.restore(new long[]{1, 2}));
    }
}
