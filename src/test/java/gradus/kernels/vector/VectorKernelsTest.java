package gradus.kernels.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.kernels.Kernels;
import gradus.kernels.KernelsContract;
import gradus.kernels.PlainKernels;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class VectorKernelsTest extends KernelsContract {

    private static final Kernels PLAIN = new PlainKernels();
    /** Without a lower limit, so that small sizes reach the vectors too. */
    private static final Kernels VECTOR = new VectorKernels(0, 0, () -> true);
    private static final Kernels TWINS = new VectorKernels(0, 0, () -> false);

    @Override
    protected Kernels kernels() {
        return VECTOR;
    }

    private static double[] random(int length, long seed) {
        var random = new Random(seed);
        double[] x = new double[length];
        for (int i = 0; i < length; i++) x[i] = random.nextGaussian();
        return x;
    }

    private static double[] magnitudes(double[] x) {
        double[] y = x.clone();
        for (int i = 0; i < y.length; i++) y[i] = Math.abs(y[i]);
        return y;
    }

    /** 1e-12 of the sum of absolute terms: what two orders of summation may differ by. */
    @Test
    void productsAgreeWithThePlainOnes() {
        int[][] sizes = {{64, 100, 30}, {31, 10, 700}, {200, 66, 33}, {5, 1000, 7}};
        for (int[] s : sizes) {
            int m = s[0], n = s[1], k = s[2];
            double[] a = random(m * k, 1), b = random(k * n, 2);
            for (int way = 0; way < 4; way++) {
                boolean transposeA = (way & 1) == 1, transposeB = (way & 2) == 2;
                double[] plain = new double[m * n], vector = new double[m * n], terms = new double[m * n];
                PLAIN.matmul(transposeA, transposeB, m, n, k, a, 0, b, 0, plain, 0);
                VECTOR.matmul(transposeA, transposeB, m, n, k, a, 0, b, 0, vector, 0);
                PLAIN.matmul(transposeA, transposeB, m, n, k, magnitudes(a), 0, magnitudes(b), 0, terms, 0);
                for (int i = 0; i < plain.length; i++) assertEquals(plain[i], vector[i], 1e-12 * terms[i]);
            }
        }
    }

    @Test
    void functionsAgreeWithThePlainOnes() {
        double[] x = random(5000, 3);
        for (int i = 0; i < x.length; i++) x[i] *= Math.pow(10, i % 12 - 8);
        agree(x, PLAIN::exp, VECTOR::exp);
        agree(x, PLAIN::tanh, VECTOR::tanh);
        agree(x, PLAIN::sigmoid, VECTOR::sigmoid);
        agree(magnitudes(x), PLAIN::log, VECTOR::log);
        agree(x, (in, out) -> PLAIN.softmaxRows(in, 10, out), (in, out) -> VECTOR.softmaxRows(in, 10, out));
    }

    private static void agree(double[] x, BiConsumer<double[], double[]> plain, BiConsumer<double[], double[]> vector) {
        double[] expected = new double[x.length], out = new double[x.length];
        plain.accept(x, expected);
        vector.accept(x, out);
        for (int i = 0; i < x.length; i++) {
            assertEquals(expected[i], out[i], 1e-12 * Math.abs(expected[i]) + Double.MIN_VALUE, "at " + x[i]);
        }
    }

    @Test
    void sumsAgreeWithThePlainOnes() {
        double[] x = random(3001, 4), y = random(3001, 5);
        assertEquals(PLAIN.sum(x, 1, 3000), VECTOR.sum(x, 1, 3000), 1e-12 * PLAIN.sum(magnitudes(x), 1, 3000));
        assertEquals(PLAIN.dot(x, y), VECTOR.dot(x, y), 1e-12 * PLAIN.dot(magnitudes(x), magnitudes(y)));
    }

    /** Bit by bit, whoever computes which rows. */
    @Test
    void aProductDoesNotDependOnTheNumberOfThreads() {
        int m = 37, n = 50, k = 400;
        double[] a = random(m * k, 1), b = random(k * n, 2);
        for (boolean transposeA : new boolean[] {false, true}) {
            double[] alone = new double[m * n];
            new VectorProduct(transposeA, false, m, n, k, a, 0, b, 0, alone, 0).compute(1);
            for (int parts : new int[] {2, 3, 9}) {
                double[] shared = new double[m * n];
                new VectorProduct(transposeA, false, m, n, k, a, 0, b, 0, shared, 0).compute(parts);
                assertArrayEquals(alone, shared, 0.0, parts + " parts");
            }
        }
    }

    /** Large enough to be shared on a machine with several cores. */
    @Test
    void aLargeProductIsRight() {
        int size = 180;
        double[] a = random(size * size, 1), identity = new double[size * size], c = new double[size * size];
        for (int i = 0; i < size; i++) identity[i * size + i] = 1;
        VECTOR.matmul(false, false, size, size, size, a, 0, identity, 0, c, 0);
        assertArrayEquals(a, c);
    }

    /** Bit by bit: whether the compiler has got to the vectors or not must not be seen in any result. */
    @Test
    void theScalarTwinsGiveTheSameBits() {
        double[] x = random(3001, 7), g = random(3001, 8);
        for (int i = 0; i < x.length; i++) x[i] *= Math.pow(10, i % 12 - 8);
        double[] special = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0, 709, -709, 740, -745.2,
            Double.MIN_VALUE, 1e-310, Double.MAX_VALUE, 0.55, 20, -20, 19.5};
        for (int i = 0; i < special.length; i++) x[40 + 3 * i] = special[i];
        same(x, VECTOR::exp, TWINS::exp);
        same(x, VECTOR::log, TWINS::log);
        same(x, VECTOR::tanh, TWINS::tanh);
        same(x, VECTOR::sigmoid, TWINS::sigmoid);
        same(x, (in, out) -> VECTOR.tanhGradient(g, in, in, out), (in, out) -> TWINS.tanhGradient(g, in, in, out));
        same(x, (in, out) -> VECTOR.sigmoidGradient(g, in, out), (in, out) -> TWINS.sigmoidGradient(g, in, out));
        same(x, (in, out) -> VECTOR.reluGradient(g, in, out), (in, out) -> TWINS.reluGradient(g, in, out));
        double[] finite = random(60 * 31, 9), row = random(31, 10);
        same(finite, (in, out) -> VECTOR.softmaxRows(in, 31, out), (in, out) -> TWINS.softmaxRows(in, 31, out));
        same(finite, (in, out) -> VECTOR.addRow(in, row, out), (in, out) -> TWINS.addRow(in, row, out));
        double[] sums = new double[31], twins = new double[31];
        VECTOR.sumRows(finite, sums);
        TWINS.sumRows(finite, twins);
        assertArrayEquals(sums, twins);
        assertEquals(VECTOR.sum(finite, 3, 1777), TWINS.sum(finite, 3, 1777));
        assertEquals(VECTOR.dot(finite, finite), TWINS.dot(finite, finite));
        for (int[] s : new int[][] {{64, 100, 30}, {31, 10, 700}, {5, 70, 7}, {9, 6, 1000}, {70, 530, 641}}) {
            for (int way = 0; way < 4; way++) {
                double[] a = random(s[0] * s[2], 1), b = random(s[2] * s[1], 2), c = new double[s[0] * s[1]], d = c.clone();
                VECTOR.matmul((way & 1) == 1, (way & 2) == 2, s[0], s[1], s[2], a, 0, b, 0, c, 0);
                TWINS.matmul((way & 1) == 1, (way & 2) == 2, s[0], s[1], s[2], a, 0, b, 0, d, 0);
                assertArrayEquals(c, d);
            }
        }
    }

    private static void same(double[] x, BiConsumer<double[], double[]> vector, BiConsumer<double[], double[]> twin) {
        double[] expected = new double[x.length], out = new double[x.length];
        vector.accept(x, expected);
        twin.accept(x, out);
        for (int i = 0; i < x.length; i++) assertEquals(expected[i], out[i], "at " + x[i]);
    }
}
