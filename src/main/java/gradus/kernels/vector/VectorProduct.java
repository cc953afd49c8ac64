package gradus.kernels.vector;

import java.util.Arrays;
import java.util.stream.IntStream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * One matrix product C = op(A) · op(B), computed tile by tile. A tile of C, four or five rows by two vectors, stays in
 * eight or ten registers while it collects all its products:
 *
 * <pre>
 *                            panel of op(B), packed row after row
 *                            ┌────────┬────────┐
 *                            │ b0     │ b1     │ ▲
 *                            │        │        │ │ depth, at most 320 (512 where vectors are short)
 *                            │        │        │ ▼
 *          rows of op(A)     └────────┴────────┘
 *          ┌───────────┐     ┌────────┬────────┐
 *          │ a0 →      │     │ x00    │ x01    │   x00 += a0 · b0   x01 += a0 · b1
 *          │ a1 →      │     │ x10    │ x11    │   x10 += a1 · b0   x11 += a1 · b1
 *          │ a2 →      │     │ x20    │ x21    │   …
 *          │ a3 →      │     │ x30    │ x31    │
 *          ├ ─ ─ ─ ─ ─ ┤     ├ ─ ─ ─ ─┼ ─ ─ ─ ─┤
 *          │ a4 →      │     │ x40    │ x41    │   the fifth row only of short vectors
 *          └───────────┘     └────────┴────────┘
 *                              tile of C
 * </pre>
 *
 * <p>A step loads two vectors of the panel and a single number of each row of A, and does eight or ten multiply-adds:
 * enough independent ones to hide that each takes four cycles. A larger tile would not fit in the registers.
 *
 * <p>The panel is copied out of B once and then used for every row of A; it fits in the fastest cache. Copying also
 * transposes where asked, and fills up the last panel with zeros, so that a tile is always whole.
 *
 * <p>With vectors of eight numbers ({@link #tileOfFour}) rows of A are read where they are, unless A is transposed: then a
 * block of it is copied too. With shorter ones ({@link #tileOfFive}) finding the numbers of a step in four places takes longer
 * than its arithmetic: so five rows at a time are copied, the numbers of a step side by side, unless C is so narrow that
 * this would not pay.
 *
 * <p>A large product shares its rows among the cores. Each number of C is one chain of multiply-adds in the order of the
 * depth, whoever computes it and however it is cut: the bits are those of the plain product, and do not depend on how
 * many cores there are.
 */
final class VectorProduct {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final boolean SHORT_VECTORS = LANES < 8;
    /** Up to so many columns of C, copying all of A costs more than its tiles save. */
    private static final int FEW_COLUMNS = 128;
    private static final int MAX_HEIGHT = 5;
    private static final int WIDTH = 2 * LANES;
    private static final int MAX_DEPTH = SHORT_VECTORS ? 512 : 320;
    /** Rows of A that are copied at a time. */
    private static final int MAX_ROWS = SHORT_VECTORS ? 520 : 256;
    /** From so many operations on, handing rows to other threads costs less than it saves. */
    private static final double WORTH_SHARING = 10e6;
    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    /** Where a thread keeps its copies; made once, because fresh arrays would have to be zeroed for every product. */
    private static final class Scratch {
        final double[] panel = new double[MAX_DEPTH * WIDTH];
        final double[] tile = new double[MAX_HEIGHT * WIDTH];
        final double[] zeros = new double[MAX_HEIGHT * WIDTH];
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
    /** Whether tiles have five rows, copied step by step. */
    private final boolean byFive;
    private final int height;

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
        byFive = SHORT_VECTORS && n > FEW_COLUMNS;
        height = byFive ? 5 : 4;
    }

    /** For the compiler: a product of one tile, again and again, and now and then one of every other kind. */
    static void warmUp(int calls) {
        int depth = MAX_DEPTH + 1, columns = FEW_COLUMNS + 1;
        double[] a = new double[(MAX_HEIGHT + 1) * depth], b = new double[columns * 64], c = new double[(MAX_HEIGHT + 1) * columns];
        for (int i = 0; i < calls; i++) {
            new VectorProduct(false, false, 4, WIDTH, 64, a, 0, b, 0, c, 0).compute(1);
            if (i % 64 == 0) {
                boolean transposeA = i % 128 == 0, transposeB = i % 256 < 128;
                new VectorProduct(transposeA, transposeB, 5, WIDTH + 1, depth, a, 0, b, 0, c, 0).compute(1);
                if (SHORT_VECTORS) new VectorProduct(transposeA, transposeB, 6, columns, 64, a, 0, b, 0, c, 0).compute(1);
            }
        }
    }

    void compute() {
        boolean share = 2.0 * m * n * k >= WORTH_SHARING;
        compute(share ? Math.min(Runtime.getRuntime().availableProcessors(), m / height) : 1);
    }

    /** The parallel stream runs on daemon threads that the JDK keeps, and on the calling thread. */
    void compute(int parts) {
        if (parts <= 1) {
            rows(0, m);
        } else {
            int tiles = (m + height - 1) / height;
            IntStream.range(0, parts).parallel().forEach(part ->
                rows(tiles * part / parts * height, Math.min(m, tiles * (part + 1) / parts * height)));
        }
    }

    private void rows(int from, int to) {
        Scratch scratch = SCRATCH.get();
        boolean copied = byFive || transposeA;
        int depth = piece(k, MAX_DEPTH);
        int block = copied ? height * piece((to - from + height - 1) / height, MAX_ROWS / height) : to - from;
        for (int p = 0; p == 0 || p < k; p += depth) {
            int d = Math.min(depth, k - p);
            for (int i = from; i < to; i += block) {
                int end = Math.min(to, i + block);
                if (byFive) copySteps(p, d, i, end, scratch.rows());
                else if (transposeA) copyTransposed(a, aOffset + p * m + i, m, d, end - i, scratch.rows(), d);
                for (int j = 0; j < n; j += WIDTH) {
                    copyPanel(p, d, j, scratch.panel);
                    if (copied) tiles(i, end, j, scratch.rows, 0, d, d, p == 0, scratch);
                    else tiles(i, end, j, a, aOffset + i * k + p, k, d, p == 0, scratch);
                }
            }
        }
    }

    /** How long pieces of a length are that should be equal: then no short one is left at the end. */
    private static int piece(int length, int most) {
        int pieces = Math.max(1, (length + most - 1) / most);
        return Math.max(1, (length + pieces - 1) / pieces);
    }

    /**
     * Rows i, …, end − 1 of op(A), columns p, …, p + depth − 1, as the tiles of five want them: column after column of five
     * rows. Past the last row the last one stands in.
     */
    private void copySteps(int p, int depth, int i, int end, double[] steps) {
        int next = transposeA ? 1 : k, column = transposeA ? m : 1;
        for (int row = i, to = 0; row < end; row += 5) {
            int last = end - 1 - row, s0 = aOffset + row * next + p * column;
            int s1 = s0 + Math.min(1, last) * next, s2 = s0 + Math.min(2, last) * next;
            int s3 = s0 + Math.min(3, last) * next, s4 = s0 + Math.min(4, last) * next;
            for (int q = 0, at = 0; q < depth; q++, at += column, to += 5) {
                steps[to] = a[s0 + at];
                steps[to + 1] = a[s1 + at];
                steps[to + 2] = a[s2 + at];
                steps[to + 3] = a[s3 + at];
                steps[to + 4] = a[s4 + at];
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
    static void copyTransposed(double[] source, int start, int stride, int rows, int columns,
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
     * All tiles of rows i, …, end − 1 below one panel. A tile that reaches over the edge of C is computed aside: the part
     * inside is copied there and back; for rows of A that are not there the last one stands in.
     *
     * @param rows holds op(A), row i from {@code start} on, the next one {@code stride} further; or the copied steps
     */
    private void tiles(int i, int end, int j, double[] rows, int start, int stride, int depth, boolean first,
                       Scratch scratch) {
        int columns = Math.min(WIDTH, n - j);
        for (int row = i; row < end; row += height) {
            int count = Math.min(height, end - row), at = cOffset + row * n + j, place = start + (row - i) * stride;
            if (count == height && columns == WIDTH) {
                if (first) tile(rows, place, stride, count, scratch.panel, depth, scratch.zeros, 0, WIDTH, c, at, n);
                else tile(rows, place, stride, count, scratch.panel, depth, c, at, n, c, at, n);
            } else {
                for (int r = 0; r < count && !first; r++) System.arraycopy(c, at + r * n, scratch.tile, r * WIDTH, columns);
                double[] sums = first ? scratch.zeros : scratch.tile;
                tile(rows, place, stride, count, scratch.panel, depth, sums, 0, WIDTH, scratch.tile, 0, WIDTH);
                for (int r = 0; r < count; r++) System.arraycopy(scratch.tile, r * WIDTH, c, at + r * n, columns);
            }
        }
    }

    /**
     * One tile: what it begins with is in {@code sums}, the result goes to {@code c}; in both its rows start at one place
     * and are a stride apart.
     */
    private void tile(double[] rows, int start, int stride, int count, double[] panel, int depth,
                      double[] sums, int from, int fromStride, double[] c, int to, int toStride) {
        if (byFive) {
            tileOfFive(rows, start, panel, depth, sums, from, fromStride, c, to, toStride);
        } else {
            int a1 = start + Math.min(1, count - 1) * stride, a2 = start + Math.min(2, count - 1) * stride;
            int a3 = start + (count - 1) * stride;
            tileOfFour(rows, start, a1, a2, a3, panel, depth, sums, from, fromStride, c, to, toStride);
        }
    }

    /** The tile of four rows, which start at a0, …, a3. */
    private static void tileOfFour(double[] a, int a0, int a1, int a2, int a3, double[] panel, int depth,
                                   double[] sums, int from, int fromStride, double[] c, int to, int toStride) {
        DoubleVector x00 = DoubleVector.fromArray(SPECIES, sums, from);
        DoubleVector x01 = DoubleVector.fromArray(SPECIES, sums, from + LANES);
        DoubleVector x10 = DoubleVector.fromArray(SPECIES, sums, from + fromStride);
        DoubleVector x11 = DoubleVector.fromArray(SPECIES, sums, from + fromStride + LANES);
        DoubleVector x20 = DoubleVector.fromArray(SPECIES, sums, from + 2 * fromStride);
        DoubleVector x21 = DoubleVector.fromArray(SPECIES, sums, from + 2 * fromStride + LANES);
        DoubleVector x30 = DoubleVector.fromArray(SPECIES, sums, from + 3 * fromStride);
        DoubleVector x31 = DoubleVector.fromArray(SPECIES, sums, from + 3 * fromStride + LANES);
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
        x00.intoArray(c, to);
        x01.intoArray(c, to + LANES);
        x10.intoArray(c, to + toStride);
        x11.intoArray(c, to + toStride + LANES);
        x20.intoArray(c, to + 2 * toStride);
        x21.intoArray(c, to + 2 * toStride + LANES);
        x30.intoArray(c, to + 3 * toStride);
        x31.intoArray(c, to + 3 * toStride + LANES);
    }

    /** The tile of five rows, whose numbers of one step stand side by side from {@code start} on. */
    private static void tileOfFive(double[] steps, int start, double[] panel, int depth,
                                   double[] sums, int from, int fromStride, double[] c, int to, int toStride) {
        DoubleVector x00 = DoubleVector.fromArray(SPECIES, sums, from);
        DoubleVector x01 = DoubleVector.fromArray(SPECIES, sums, from + LANES);
        DoubleVector x10 = DoubleVector.fromArray(SPECIES, sums, from + fromStride);
        DoubleVector x11 = DoubleVector.fromArray(SPECIES, sums, from + fromStride + LANES);
        DoubleVector x20 = DoubleVector.fromArray(SPECIES, sums, from + 2 * fromStride);
        DoubleVector x21 = DoubleVector.fromArray(SPECIES, sums, from + 2 * fromStride + LANES);
        DoubleVector x30 = DoubleVector.fromArray(SPECIES, sums, from + 3 * fromStride);
        DoubleVector x31 = DoubleVector.fromArray(SPECIES, sums, from + 3 * fromStride + LANES);
        DoubleVector x40 = DoubleVector.fromArray(SPECIES, sums, from + 4 * fromStride);
        DoubleVector x41 = DoubleVector.fromArray(SPECIES, sums, from + 4 * fromStride + LANES);
        for (int p = start, q = 0; q < depth * WIDTH; p += 5, q += WIDTH) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, panel, q);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, panel, q + LANES);
            DoubleVector s = DoubleVector.broadcast(SPECIES, steps[p]);
            x00 = s.fma(b0, x00);
            x01 = s.fma(b1, x01);
            s = DoubleVector.broadcast(SPECIES, steps[p + 1]);
            x10 = s.fma(b0, x10);
            x11 = s.fma(b1, x11);
            s = DoubleVector.broadcast(SPECIES, steps[p + 2]);
            x20 = s.fma(b0, x20);
            x21 = s.fma(b1, x21);
            s = DoubleVector.broadcast(SPECIES, steps[p + 3]);
            x30 = s.fma(b0, x30);
            x31 = s.fma(b1, x31);
            s = DoubleVector.broadcast(SPECIES, steps[p + 4]);
            x40 = s.fma(b0, x40);
            x41 = s.fma(b1, x41);
        }
        x00.intoArray(c, to);
        x01.intoArray(c, to + LANES);
        x10.intoArray(c, to + toStride);
        x11.intoArray(c, to + toStride + LANES);
        x20.intoArray(c, to + 2 * toStride);
        x21.intoArray(c, to + 2 * toStride + LANES);
        x30.intoArray(c, to + 3 * toStride);
        x31.intoArray(c, to + 3 * toStride + LANES);
        x40.intoArray(c, to + 4 * toStride);
        x41.intoArray(c, to + 4 * toStride + LANES);
    }
}
