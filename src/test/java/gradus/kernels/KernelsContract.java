package gradus.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Kernels} must do, checked against loops written straight from the definitions. */
public abstract class KernelsContract {

    /** Around the borders of vectors of 2, 4 and 8 numbers, of tiles of several vectors, and of the plain blocks. */
    private static final int[] LENGTHS = {0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 127, 130, 255, 256, 300, 1000};
    private static final double[] SPECIAL = {0.0, -0.0, 1, -1, Double.NaN, Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY, Double.MIN_VALUE, -Double.MIN_VALUE, 1e-310, Double.MAX_VALUE, -Double.MAX_VALUE,
        800, -800, 710, -710, 740, -740, 1e-9, -1e-9, 1e-17, 0.5499999, 0.55, 0.5500001, 20, -20, 37};

    protected abstract Kernels kernels();

    private static double[] random(int length, long seed) {
        var random = new Random(seed);
        double[] x = new double[length];
        for (int i = 0; i < length; i++) x[i] = 3 * random.nextGaussian();
        return x;
    }

    /** Products of op(A) and op(B) by the definition; {@code magnitude} receives the sums of absolute terms. */
    private static double[] product(boolean transposeA, boolean transposeB, int m, int n, int k,
                                    double[] a, int aOffset, double[] b, int bOffset, double[] magnitude) {
        double[] c = new double[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                for (int p = 0; p < k; p++) {
                    double x = a[aOffset + (transposeA ? p * m + i : i * k + p)];
                    double y = b[bOffset + (transposeB ? j * k + p : p * n + j)];
                    c[i * n + j] += x * y;
                    magnitude[i * n + j] += Math.abs(x * y);
                }
            }
        }
        return c;
    }

    private void checkProduct(int m, int n, int k, boolean special) {
        for (int way = 0; way < 4; way++) {
            boolean transposeA = (way & 1) == 1, transposeB = (way & 2) == 2;
            double[] a = random(m * k + 5, 31L * m + k), b = random(k * n + 9, 17L * n + k), c = random(m * n + 8, 3);
            if (special) {
                a[2 + m * k / 2] = Double.NaN;
                b[7 + k * n / 3] = Double.POSITIVE_INFINITY;
                b[7 + k * n / 2] = Double.NEGATIVE_INFINITY;
            }
            double[] before = c.clone(), magnitude = new double[m * n];
            double[] expected = product(transposeA, transposeB, m, n, k, a, 2, b, 7, magnitude);
            kernels().matmul(transposeA, transposeB, m, n, k, a, 2, b, 7, c, 3);
            for (int at = 0; at < c.length; at++) {
                boolean inside = at >= 3 && at < 3 + m * n;
                double e = inside ? expected[at - 3] : before[at], bound = inside ? 1e-14 * magnitude[at - 3] : 0;
                boolean same = Double.isFinite(e) ? Math.abs(c[at] - e) <= bound : Double.compare(e, c[at]) == 0;
                int where = at;
                assertTrue(same, () -> "(" + m + ", " + k + ") times (" + k + ", " + n + "), transposed " + transposeA
                    + " " + transposeB + ": place " + (where - 3) + " is " + c[where] + ", expected " + e);
            }
        }
    }

    @Test
    void matmulOfSmallSizes() {
        for (int m : new int[] {0, 1, 2, 3, 5}) {
            for (int n : new int[] {0, 1, 3, 4, 10}) {
                for (int k : new int[] {0, 1, 2, 5, 9}) checkProduct(m, n, k, false);
            }
        }
    }

    @Test
    void matmulAroundTheBordersOfTiles() {
        for (int m : new int[] {1, 3, 4, 5, 7, 8, 18}) {
            for (int n : new int[] {1, 7, 8, 15, 16, 17, 24, 31, 32, 33, 47}) {
                for (int k : new int[] {1, 6, 17, 33}) checkProduct(m, n, k, false);
            }
        }
    }

    @Test
    void matmulAroundTheBordersOfBlocks() {
        int[][] sizes = {{3, 20, 64}, {4, 20, 65}, {5, 512, 9}, {6, 513, 66}, {2, 1025, 5}, {65, 9, 130}, {130, 1, 70},
            {1, 130, 300}, {40, 300, 513}, {300, 40, 257}, {10, 10, 1000}, {64, 100, 3}, {200, 3, 90}, {33, 530, 0}};
        for (int[] s : sizes) checkProduct(s[0], s[1], s[2], false);
    }

    @Test
    void matmulCarriesNanAndInfinityWhereTheyBelong() {
        int[][] sizes = {{2, 3, 3}, {4, 16, 8}, {9, 35, 21}, {30, 20, 70}, {60, 9, 30}, {1, 40, 60}};
        for (int[] s : sizes) checkProduct(s[0], s[1], s[2], true);
    }

    private interface Binary {
        void apply(double[] a, double[] b, double[] out);
    }

    private interface Pair {
        double of(double a, double b);
    }

    /** Also with out = a and out = b. */
    private static void binary(String name, Binary kernel, Pair definition) {
        for (int length : LENGTHS) {
            double[] a = random(length, 1), b = random(length, 2);
            for (int i = 0; i + 1 < length && i < SPECIAL.length; i++) a[i + 1] = SPECIAL[i];
            double[] expected = new double[length], out = random(length, 3), alsoA = a.clone(), alsoB = b.clone();
            for (int i = 0; i < length; i++) expected[i] = definition.of(a[i], b[i]);
            kernel.apply(a, b, out);
            assertArrayEquals(expected, out, name);
            kernel.apply(alsoA, b, alsoA);
            assertArrayEquals(expected, alsoA, name + " into its first input");
            kernel.apply(a, alsoB, alsoB);
            assertArrayEquals(expected, alsoB, name + " into its second input");
        }
    }

    @Test
    void arithmeticIsExact() {
        binary("add", kernels()::add, (x, y) -> x + y);
        binary("sub", kernels()::sub, (x, y) -> x - y);
        binary("mul", kernels()::mul, (x, y) -> x * y);
        binary("div", kernels()::div, (x, y) -> x / y);
        binary("add a number", (a, b, out) -> kernels().add(a, 2.5, out), (x, y) -> x + 2.5);
        binary("mul by a number", (a, b, out) -> kernels().mul(a, -2.5, out), (x, y) -> x * -2.5);
    }

    private interface Unary {
        void apply(double[] x, double[] out);
    }

    /** Relative error at most {@code bound}; the special values must come out as in the reference. */
    private static void unary(String name, double bound, Unary kernel, DoubleUnaryOperator reference) {
        List<double[]> inputs = new ArrayList<>();
        for (int length : LENGTHS) inputs.add(random(length, length));
        inputs.add(SPECIAL);
        double[] wide = new double[4001];
        for (int i = 0; i < wide.length; i++) wide[i] = (i - 2000) * 0.4;
        inputs.add(wide);
        double[] tiny = new double[701];
        for (int i = 0; i < tiny.length; i++) tiny[i] = (i % 2 == 0 ? 1.3 : -1.3) * Math.pow(10, -i / 3.0);
        inputs.add(tiny);
        for (double[] x : inputs) {
            double[] out = random(x.length, 3), same = x.clone();
            kernel.apply(x, out);
            kernel.apply(same, same);
            assertArrayEquals(out, same, name + " into its input");
            for (int i = 0; i < x.length; i++) {
                double e = reference.applyAsDouble(x[i]), got = out[i], at = x[i];
                boolean fine = Double.compare(e, got) == 0 || Math.abs(got - e) <= bound * Math.abs(e) + Double.MIN_VALUE;
                assertTrue(fine, () -> name + "(" + at + ") is " + got + ", expected " + e);
            }
        }
    }

    @Test
    void functionsAgreeWithTheReferences() {
        unary("exp", 1e-15, kernels()::exp, StrictMath::exp);
        unary("log", 1e-15, kernels()::log, StrictMath::log);
        unary("sqrt", 0, kernels()::sqrt, StrictMath::sqrt);
        unary("tanh", 1e-15, kernels()::tanh, StrictMath::tanh);
        unary("sigmoid", 1e-15, kernels()::sigmoid,
            x -> x < 0 ? StrictMath.exp(x) / (1 + StrictMath.exp(x)) : 1 / (1 + StrictMath.exp(-x)));
        unary("relu", 0, kernels()::relu, x -> Math.max(x, 0));
    }

    /** The derivative in the first argument's place of g · f′(x), also with out = g and out = x; saturated x included. */
    private static void gradient(String name, Binary kernel, DoubleUnaryOperator slope) {
        binaryWithin(3e-15, name, kernel, (g, x) -> g * slope.applyAsDouble(x));
    }

    private static void binaryWithin(double bound, String name, Binary kernel, Pair definition) {
        for (int length : LENGTHS) {
            double[] g = random(length, 1), x = random(length, 2), out = random(length, 3);
            for (int i = 0; i + 1 < length && i < SPECIAL.length; i++) x[i + 1] = SPECIAL[i];
            if (length > 40) g[40] = Double.NaN;
            double[] alsoG = g.clone(), alsoX = x.clone();
            kernel.apply(g, x, out);
            kernel.apply(alsoG, x, alsoG);
            kernel.apply(g, alsoX, alsoX);
            for (int i = 0; i < length; i++) {
                double e = definition.of(g[i], x[i]), got = out[i], at = x[i];
                boolean fine = Double.compare(e, got) == 0 || Math.abs(got - e) <= bound * Math.abs(e) + 4 * Double.MIN_VALUE;
                assertTrue(fine, () -> name + " at " + at + " is " + got + ", expected " + e);
            }
            assertArrayEquals(out, alsoG, name + " into its gradient");
            assertArrayEquals(out, alsoX, name + " into its input");
        }
    }

    @Test
    void gradientsKeepTheirDigits() {
        gradient("tanhGradient", (g, x, out) -> {
            double[] y = new double[x.length];
            kernels().tanh(x, y);
            kernels().tanhGradient(g, x, y, out);
        }, x -> 4 * slope(2 * x));
        gradient("sigmoidGradient", kernels()::sigmoidGradient, KernelsContract::slope);
        gradient("reluGradient", kernels()::reluGradient, x -> x > 0 ? 1 : 0);
    }

    /** σ(x)σ(−x), each without cancellation. */
    private static double slope(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        return 1 / (1 + e) * (e / (1 + e));
    }

    @Test
    void sumOfAnyLength() {
        for (int length : LENGTHS) {
            double[] a = random(length + 3, 1);
            double sum = 0, magnitude = 0;
            for (int i = 0; i < length; i++) {
                sum += a[i + 2];
                magnitude += Math.abs(a[i + 2]);
            }
            assertEquals(sum, kernels().sum(a, 2, length + 2), 1e-14 * magnitude);
        }
        double[] bad = random(50, 4);
        bad[33] = Double.NaN;
        assertEquals(Double.NaN, kernels().sum(bad, 0, 50));
    }

    @Test
    void rowsAreAddedAndSummed() {
        for (int columns : LENGTHS) {
            for (int rows : new int[] {0, 1, 2, 3, 7, 70}) {
                double[] x = random(rows * columns, rows), row = random(columns, columns);
                double[] shifted = new double[x.length], total = new double[columns], magnitude = new double[columns];
                for (int i = 0; i < x.length; i++) {
                    shifted[i] = x[i] + row[i % columns];
                    total[i % columns] += x[i];
                    magnitude[i % columns] += Math.abs(x[i]);
                }
                double[] out = random(x.length, 6), same = x.clone(), sums = random(columns, 7);
                kernels().addRow(x, row, out);
                assertArrayEquals(shifted, out);
                kernels().addRow(same, row, same);
                assertArrayEquals(shifted, same);
                kernels().sumRows(x, sums);
                for (int j = 0; j < columns; j++) assertEquals(total[j], sums[j], 1e-14 * magnitude[j]);
            }
        }
        double[] row = {1, 2, 3};
        kernels().sumRows(row, row);
        assertArrayEquals(new double[] {1, 2, 3}, row, "one row into itself");
    }

    @Test
    void softmaxOfEveryRow() {
        for (int columns : LENGTHS) {
            double[] x = random(5 * columns, columns), out = new double[x.length], expected = new double[x.length];
            for (int i = 0; i < columns; i++) {
                x[2 * columns + i] += 5000;
                if (i != columns / 2) x[3 * columns + i] = Double.NEGATIVE_INFINITY;
            }
            for (int r = 0; r < 5 && columns > 0; r++) softmaxByDefinition(x, r * columns, columns, expected);
            kernels().softmaxRows(x, columns, out);
            assertArrayEquals(expected, out, 1e-14, "of " + columns);
            kernels().softmaxRows(x, columns, x);
            assertArrayEquals(out, x, "into its input");
        }
    }

    private static void softmaxByDefinition(double[] x, int from, int columns, double[] out) {
        double max = Arrays.stream(x, from, from + columns).max().getAsDouble(), sum = 0;
        for (int i = from; i < from + columns; i++) sum += out[i] = StrictMath.exp(x[i] - max);
        for (int i = from; i < from + columns; i++) out[i] /= sum;
    }

    /** The bad row is NaN throughout, its neighbours do not notice. */
    @Test
    void softmaxKeepsABadRowToItself() {
        for (int columns : new int[] {3, 8, 21}) {
            for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
                double[] x = random(3 * columns, 5), out = new double[x.length];
                x[columns + 2] = bad;
                kernels().softmaxRows(x, columns, out);
                for (int i = 0; i < x.length; i++) assertEquals(i / columns == 1, Double.isNaN(out[i]), "place " + i);
            }
        }
    }

    /** Whoever masks a whole row wants nothing of it; NaN among the masked still shows. */
    @Test
    void softmaxOfAMaskedRowIsNothing() {
        double none = Double.NEGATIVE_INFINITY;
        double[] x = {none, none, none, 1, none, 1, none, none, Double.NaN, Double.NaN, none, none};
        kernels().softmaxRows(x, 3, x);
        assertArrayEquals(new double[] {0, 0, 0, 0.5, 0, 0.5, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN,
            Double.NaN}, x);
    }
}
