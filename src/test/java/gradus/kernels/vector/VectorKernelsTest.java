package gradus.kernels.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.kernels.Kernels;
import gradus.kernels.KernelsContract;
import gradus.kernels.PlainKernels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorKernelsTest extends KernelsContract {

    private static final Kernels PLAIN = new PlainKernels();
    private static final Kernels VECTOR = new VectorKernels(true);
    private static final int[] LENGTHS = {7, 8, 63, 3001};

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
    void plainAndVectorFunctionsGiveTheSameBits() {
        double[] x = random(3001, 7), g = random(3001, 8), y = new double[3001];
        for (int i = 0; i < x.length; i++) x[i] *= Math.pow(10, i % 12 - 8);
        double[] special = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0, 709, -709, 740, -745.2,
            Double.MIN_VALUE, 1e-310, Double.MAX_VALUE, 0.55, 20, -20, 19.5, Math.sqrt(2), Math.sqrt(0.5), 1.2, -1.21};
        for (int i = 0; i < special.length; i++) x[40 + 3 * i] = special[i];
        PLAIN.tanh(x, y);
        same("exp", x, PLAIN::exp, VECTOR::exp, LENGTHS);
        same("log", x, PLAIN::log, VECTOR::log, LENGTHS);
        same("tanh", x, PLAIN::tanh, VECTOR::tanh, LENGTHS);
        same("sigmoid", x, PLAIN::sigmoid, VECTOR::sigmoid, LENGTHS);
        same("tanhGradient", x, (in, out) -> PLAIN.tanhGradient(g, in, y, out),
            (in, out) -> VECTOR.tanhGradient(g, in, y, out), LENGTHS);
        same("sigmoidGradient", x, (in, out) -> PLAIN.sigmoidGradient(g, in, out),
            (in, out) -> VECTOR.sigmoidGradient(g, in, out), LENGTHS);
        same("reluGradient", x, (in, out) -> PLAIN.reluGradient(g, in, out),
            (in, out) -> VECTOR.reluGradient(g, in, out), LENGTHS);
    }

    private static void same(String name, double[] x, BiConsumer<double[], double[]> plain,
                             BiConsumer<double[], double[]> vector, int... lengths) {
        for (int length : lengths) {
            double[] in = Arrays.copyOf(x, length), expected = new double[length], out = new double[length];
            plain.accept(in, expected);
            vector.accept(in, out);
            for (int i = 0; i < length; i++) assertEquals(expected[i], out[i], name + " at " + x[i]);
        }
    }

    @Test
    void plainAndVectorSumsGiveTheSameBits() {
        for (int length : new int[] {1, 31, 255, 256, 257, 300, 1777, 6000}) {
            double[] x = random(length + 3, length);
            assertEquals(PLAIN.sum(x, 3, length + 3), VECTOR.sum(x, 3, length + 3), "sum of " + length);
        }
        double[] x = random(600 * 31, 9), row = random(31, 10), sums = new double[31], its = new double[31];
        PLAIN.sumRows(x, sums);
        VECTOR.sumRows(x, its);
        assertArrayEquals(sums, its);
        same("addRow", x, (in, out) -> PLAIN.addRow(in, row, out), (in, out) -> VECTOR.addRow(in, row, out), x.length);
        for (int columns : new int[] {2, 31, 300}) {
            same("softmaxRows", x, (in, out) -> PLAIN.softmaxRows(in, columns, out),
                (in, out) -> VECTOR.softmaxRows(in, columns, out), 60 * columns);
        }
    }

    @Test
    void plainAndVectorProductsGiveTheSameBits() {
        int[][] sizes = {{64, 100, 30}, {31, 10, 700}, {5, 70, 7}, {9, 6, 1000}, {70, 530, 641}, {200, 66, 33}, {5, 1000, 7},
            {2, 2, 3000}, {17, 3, 400}, {10, 8, 2}, {9, 8, 7}, {3, 16, 1}, {7, 4, 9}, {1, 8, 30}, {6, 24, 11}, {5, 8, 0}, {7, 6, 9},
            {9, 2, 30}, {1, 90, 200}, {90, 1, 200}};
        for (int[] s : sizes) sameProducts(s[0], s[1], s[2]);
    }

    /** Every place where a tile of four or five rows, a vector or two, a block of rows or of the depth may end. */
    @Test
    void productsOfAllSizesAroundATileGiveTheSameBits() {
        for (int m = 16; m < 27; m++) {
            for (int n = 16; n < 34; n++) {
                sameProducts(m, n, 32 + (m + n) % 5);
                sameProducts(m, n + 112, 7 + (m + n) % 5);
            }
        }
        int[][] sizes = {{521, 17, 40}, {259, 20, 33}, {1043, 9, 21}, {7, 40, 319},
            {6, 19, 321}, {3, 40, 513}, {17, 9, 1025}, {523, 131, 5}, {1043, 130, 3}, {3, 140, 513}, {6, 133, 1025}};
        for (int[] s : sizes) sameProducts(s[0], s[1], s[2]);
    }

    private static void sameProducts(int m, int n, int k) {
        for (int way = 0; way < 4; way++) {
            double[] a = random(m * k + 3, 1), b = random(k * n + 2, 2), c = new double[m * n + 1], d = c.clone();
            PLAIN.matmul((way & 1) == 1, (way & 2) == 2, m, n, k, a, 3, b, 2, c, 1);
            VECTOR.matmul((way & 1) == 1, (way & 2) == 2, m, n, k, a, 3, b, 2, d, 1);
            assertArrayEquals(c, d, "(" + m + ", " + k + ") times (" + k + ", " + n + "), way " + way);
        }
    }

    /** Products too small for a double round to 0 or −0, and an odd depth is filled up with zeros: −0 must stay −0. */
    @Test
    void plainAndVectorProductsAgreeInTheSignOfZero() {
        int m = 7, n = 40, k = 65;
        double[] a = random(m * k, 1), b = random(k * n, 2), c = new double[m * n], d = c.clone();
        Arrays.setAll(a, i -> 1e-163 * a[i]);
        Arrays.setAll(b, i -> 1e-163 * b[i]);
        PLAIN.matmul(false, false, m, n, k, a, 0, b, 0, c, 0);
        VECTOR.matmul(false, false, m, n, k, a, 0, b, 0, d, 0);
        assertTrue(Arrays.stream(d).anyMatch(v -> Double.compare(v, -0.0) == 0), "no −0 to be told from 0");
        assertArrayEquals(c, d);
    }

    /** On a machine with shorter vectors, which a JVM of its own makes of this one. */
    @ParameterizedTest
    @ValueSource(strings = {"16", "32"})
    void theBitsAreTheSameWithVectorsOfSoManyBytes(String bytes) throws Exception {
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules=jdk.incubator.vector", "-XX:MaxVectorSize=" + bytes, "-cp", System.getProperty("java.class.path"),
            VectorKernelsTest.class.getName()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    /** What that JVM runs. */
    public static void main(String[] arguments) {
        var test = new VectorKernelsTest();
        test.plainAndVectorFunctionsGiveTheSameBits();
        test.plainAndVectorSumsGiveTheSameBits();
        test.plainAndVectorProductsGiveTheSameBits();
        test.productsOfAllSizesAroundATileGiveTheSameBits();
        test.plainAndVectorProductsAgreeInTheSignOfZero();
    }
}
