package gradus.kernels.vector;

import java.util.Arrays;
import java.util.stream.IntStream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * One matrix product C = op(A) · op(B), computed tile by tile. A tile of C, four rows by two vectors, stays in eight
 * registers while it collects all its products:
 *
 * <pre>
 *                            panel of op(B), packed row after row
 *                            ┌────────┬────────┐
 *                            │ b0     │ b1     │ ▲
 *                            │        │        │ │ depth, at most 320
 *                            │        │        │ ▼
 *          rows of op(A)     └────────┴────────┘
 *          ┌───────────┐     ┌────────┬────────┐
 *          │ a0 →      │     │ x00    │ x01    │   x00 += a0 · b0   x01 += a0 · b1
 *          │ a1 →      │     │ x10    │ x11    │   x10 += a1 · b0   x11 += a1 · b1
 *          │ a2 →      │     │ x20    │ x21    │   …
 *          │ a3 →      │     │ x30    │ x31    │
 *          └───────────┘     └────────┴────────┘
 *                              tile of C
 * </pre>
 *
 * <p>A step loads two vectors of the panel and four single numbers of A, and does eight multiply-adds: enough
 * independent ones to hide that each takes four cycles. A larger tile would not fit in the registers.
 *
 * <p>The panel is copied out of B once and then used for every row of A; it fits in the fastest cache. Copying also
 * transposes where asked, and fills up the last panel with zeros, so that a tile is always whole. Rows of A are read
 * where they are, unless A is transposed: then a block of it is copied too.
 *
 * <p>A large product shares its rows among the cores. Each number of C is computed in the same order whoever computes
 * it, so the result does not depend on how many there are.
 */
final class VectorProduct {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int HEIGHT = 4;
    private static final int WIDTH = 2 * LANES;
    private static final int MAX_DEPTH = 320;
    /** Rows of a transposed A that are copied at a time. */
    private static final int MAX_ROWS = 256;
    /** From so many operations on, handing rows to other threads costs less than it saves. */
    private static final double WORTH_SHARING = 10e6;
    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    /** Where a thread keeps its copies; made once, because fresh arrays would have to be zeroed for every product. */
    private static final class Scratch {
        final double[] panel = new double[MAX_DEPTH * WIDTH];
        final double[] tile = new double[HEIGHT * WIDTH];
        double[] rows;

        double[] rows() {
            if (rows == null) rows = new double[MAX_ROWS * MAX_DEPTH];
            return rows;
        }
    }

    private final boolean transposeA;
    private final boolean transposeB;
    private final int m;
    private final int n;
    private final int k;
    private final double[] a;
    private final int aOffset;
    private final double[] b;
    private final int bOffset;
    private final double[] c;
    private final int cOffset;
    VectorProduct(boolean transposeA, boolean transposeB, int m, int n, int k,
                  double[] a, int aOffset, double[] b, int bOffset, double[] c, int cOffset) {
        this.transposeA = transposeA;
        this.transposeB = transposeB;
        this.m = m;
        this.n = n;
        this.k = k;
        this.a = a;
        this.aOffset = aOffset;
        this.b = b;
        this.bOffset = bOffset;
        this.c = c;
        this.cOffset = cOffset;
    }

    void compute() {
        boolean share = 2.0 * m * n * k >= WORTH_SHARING;
        compute(share ? Math.min(Runtime.getRuntime().availableProcessors(), m / HEIGHT) : 1);
    }

    /** The parallel stream runs on daemon threads that the JDK keeps, and on the calling thread. */
    void compute(int parts) {
        if (parts <= 1) {
            rows(0, m);
        } else {
            int tiles = (m + HEIGHT - 1) / HEIGHT;
            IntStream.range(0, parts).parallel().forEach(part ->
                rows(tiles * part / parts * HEIGHT, Math.min(m, tiles * (part + 1) / parts * HEIGHT)));
        }
    }

    /** The depth is cut into equal pieces, so that no short one is left at the end. */
    static int depthOfPieces(int k) {
        int pieces = Math.max(1, (k + MAX_DEPTH - 1) / MAX_DEPTH);
        return Math.max(1, (k + pieces - 1) / pieces);
    }

    private void rows(int from, int to) {
        Scratch scratch = SCRATCH.get();
        int depth = depthOfPieces(k);
        int height = transposeA ? MAX_ROWS : to - from;
        for (int p = 0; p == 0 || p < k; p += depth) {
            int d = Math.min(depth, k - p);
            for (int i = from; i < to; i += height) {
                int end = Math.min(to, i + height);
                if (transposeA) copyTransposed(a, aOffset + p * m + i, m, d, end - i, scratch.rows(), d);
                for (int j = 0; j < n; j += WIDTH) {
                    copyPanel(p, d, j, scratch.panel);
                    if (transposeA) tiles(i, end, j, scratch.rows, 0, d, d, p == 0, scratch);
                    else tiles(i, end, j, a, aOffset + i * k + p, k, d, p == 0, scratch);
                }
            }
        }
    }

    /** Rows p, …, p + depth − 1 of op(B), columns from j on, as many as a tile is wide; past the last column zeros. */
    private void copyPanel(int p, int depth, int j, double[] panel) {
        int columns = Math.min(WIDTH, n - j);
        if (columns < WIDTH) Arrays.fill(panel, 0, depth * WIDTH, 0);
        if (transposeB) {
            copyTransposed(b, bOffset + j * k + p, k, columns, depth, panel, WIDTH);
        } else if (columns < WIDTH) {
            for (int q = 0; q < depth; q++) System.arraycopy(b, bOffset + (p + q) * n + j, panel, q * WIDTH, columns);
        } else {
            for (int q = 0; q < depth; q++) {
                int source = bOffset + (p + q) * n + j, target = q * WIDTH;
                DoubleVector.fromArray(SPECIES, b, source).intoArray(panel, target);
                DoubleVector.fromArray(SPECIES, b, source + LANES).intoArray(panel, target + LANES);
            }
        }
    }

    /** target[column · targetStride + row] = source[start + row · stride + column], four rows at a time. */
    private static void copyTransposed(double[] source, int start, int stride, int rows, int columns,
                                       double[] target, int targetStride) {
        int row = 0;
        for (; row + 3 < rows; row += 4) {
            int s0 = start + row * stride, s1 = s0 + stride, s2 = s1 + stride, s3 = s2 + stride;
            for (int column = 0; column < columns; column++) {
                int to = column * targetStride + row;
                target[to] = source[s0 + column];
                target[to + 1] = source[s1 + column];
                target[to + 2] = source[s2 + column];
                target[to + 3] = source[s3 + column];
            }
        }
        for (; row < rows; row++) {
            int s0 = start + row * stride;
            for (int column = 0; column < columns; column++) target[column * targetStride + row] = source[s0 + column];
        }
    }

    /**
     * All tiles of rows i, …, end − 1 below one panel. A tile that reaches over the edge of C is computed aside and the
     * part inside copied; for rows of A that are not there the last one stands in.
     *
     * @param rows holds op(A), row i from {@code start} on, the next one {@code stride} further
     */
    private void tiles(int i, int end, int j, double[] rows, int start, int stride, int depth, boolean first,
                       Scratch scratch) {
        int columns = Math.min(WIDTH, n - j);
        for (int row = i; row < end; row += HEIGHT) {
            int count = Math.min(HEIGHT, end - row), at = cOffset + row * n + j;
            int a0 = start + (row - i) * stride;
            int a1 = a0 + Math.min(1, count - 1) * stride;
            int a2 = a0 + Math.min(2, count - 1) * stride;
            int a3 = a0 + (count - 1) * stride;
            if (count == HEIGHT && columns == WIDTH) {
                tile(rows, a0, a1, a2, a3, scratch.panel, depth, c, at, n, first);
            } else {
                tile(rows, a0, a1, a2, a3, scratch.panel, depth, scratch.tile, 0, WIDTH, true);
                for (int r = 0; r < count; r++) {
                    for (int q = 0; q < columns; q++) {
                        double value = scratch.tile[r * WIDTH + q];
                        c[at + r * n + q] = first ? value : c[at + r * n + q] + value;
                    }
                }
            }
        }
    }

    /** One tile, whose rows in {@code c} start at {@code at} and are {@code stride} apart; added unless first. */
    private static void tile(double[] a, int a0, int a1, int a2, int a3, double[] panel, int depth,
                             double[] c, int at, int stride, boolean first) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector x00 = zero, x01 = zero, x10 = zero, x11 = zero, x20 = zero, x21 = zero, x30 = zero, x31 = zero;
        for (int p = 0; p < depth; p++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, panel, p * WIDTH);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, panel, p * WIDTH + LANES);
            DoubleVector s = DoubleVector.broadcast(SPECIES, a[a0 + p]);
            x00 = s.fma(b0, x00);
            x01 = s.fma(b1, x01);
            s = DoubleVector.broadcast(SPECIES, a[a1 + p]);
            x10 = s.fma(b0, x10);
            x11 = s.fma(b1, x11);
            s = DoubleVector.broadcast(SPECIES, a[a2 + p]);
            x20 = s.fma(b0, x20);
            x21 = s.fma(b1, x21);
            s = DoubleVector.broadcast(SPECIES, a[a3 + p]);
            x30 = s.fma(b0, x30);
            x31 = s.fma(b1, x31);
        }
        store(x00, x01, c, at, first);
        store(x10, x11, c, at + stride, first);
        store(x20, x21, c, at + 2 * stride, first);
        store(x30, x31, c, at + 3 * stride, first);
    }

    private static void store(DoubleVector left, DoubleVector right, double[] c, int at, boolean first) {
        if (first) {
            left.intoArray(c, at);
            right.intoArray(c, at + LANES);
        } else {
            left.add(DoubleVector.fromArray(SPECIES, c, at)).intoArray(c, at);
            right.add(DoubleVector.fromArray(SPECIES, c, at + LANES)).intoArray(c, at + LANES);
        }
    }
}
