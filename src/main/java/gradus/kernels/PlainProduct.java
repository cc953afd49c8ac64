package gradus.kernels;

import static gradus.kernels.Elementary.fma;

import java.util.Arrays;

/**
 * The matrix product C = op(A) · op(B) in plain loops, where op transposes when asked.
 *
 * <p>It takes a block of 64 rows of B at a time, small enough to stay in the caches. For each two rows
 * of the block, three rows of C are updated in one loop:
 *
 * <pre>
 *     A (m × k)           B (k × n)                  C (m × n)
 *     . . . . . .         . . . . . . . . . .        c0 ───────────────►   c0[j] += a00·b0[j] + a01·b1[j]
 *     . a a . . .         b0 ───────────────►        c1 ───────────────►   c1[j] += a10·b0[j] + a11·b1[j]
 *     . a a . . .         b1 ───────────────►        c2 ───────────────►   c2[j] += a20·b0[j] + a21·b1[j]
 *     . a a . . .         . . . . . . . . . .        . . . . . . . . . .
 * </pre>
 *
 * <p>Each b that is loaded serves three rows, each c that is loaded and stored serves two products: six multiply-adds for
 * five loads and three stores.
 */
public final class PlainProduct {

    /** Rows of B in a block, and about how many columns: 256 kB, which the second-level cache holds. */
    private static final int BLOCK_ROWS = 64;
    private static final int BLOCK_COLUMNS = 512;
    /** A loop shorter than this is over before vector instructions begin to pay. */
    private static final int SHORT = 16;
    /** Fewer multiplications are done from the definition. */
    private static final int FEW_PRODUCTS = 8192;

    private PlainProduct() {}

    static void compute(boolean transposeA, boolean transposeB, int m, int n, int k,
                        double[] a, int aOffset, double[] b, int bOffset, double[] c, int cOffset) {
        if (isDirect(m, n, k)) {
            int aRow = transposeA ? 1 : k, aColumn = transposeA ? m : 1, bRow = transposeB ? 1 : n, bColumn = transposeB ? k : 1;
            // four columns are worked on at a time: where there are fewer, compute Cᵀ = op(B)ᵀ · op(A)ᵀ
            if (n < 4 && m >= 4) direct(n, m, k, b, bOffset, bColumn, bRow, a, aOffset, aColumn, aRow, c, cOffset, 1, n);
            else direct(m, n, k, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, c, cOffset, n, 1);
        } else {
            blockedAlongRows(transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset);
        }
    }

    /** Whether copying to blocks would cost more than it saves. */
    public static boolean isDirect(int m, int n, int k) {
        return Math.min(m, n) <= 1 || Math.max(m, n) < SHORT || (long) m * n * k < FEW_PRODUCTS;
    }

    /** The product block by block. */
    private static void blockedAlongRows(boolean transposeA, boolean transposeB, int m, int n, int k,
                                         double[] a, int aOffset, double[] b, int bOffset, double[] c, int cOffset) {
        if (n < SHORT) {
            // the innermost loop runs along rows of C: when they are short, compute Cᵀ = op(B)ᵀ · op(A)ᵀ
            double[] transposed = new double[n * m];
            blocked(!transposeB, !transposeA, n, m, k, b, bOffset, a, aOffset, transposed, 0);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) c[cOffset + i * n + j] = transposed[j * m + i];
            }
        } else {
            blocked(transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset);
        }
    }

    /**
     * The product from its definition, two rows and four columns of C at a time. A step of one row or column in A is
     * {@code aRow} or {@code aColumn} places in memory, which covers both ways of storing it; likewise for B and C.
     */
    private static void direct(int m, int n, int k, double[] a, int aOffset, int aRow, int aColumn,
                               double[] b, int bOffset, int bRow, int bColumn,
                               double[] c, int cOffset, int cRow, int cColumn) {
        for (int i = 0; i < m; i += 2) {
            int step = i + 1 < m ? 1 : 0;                           // an odd last row is computed twice
            int a0 = aOffset + i * aRow, a1 = a0 + step * aRow, j = 0;
            int c0 = cOffset + i * cRow, next = step * cRow;
            for (; j + 3 < n; j += 4, c0 += 4 * cColumn) {
                double x0 = 0, x1 = 0, x2 = 0, x3 = 0, y0 = 0, y1 = 0, y2 = 0, y3 = 0;
                for (int p = 0, x = a0, y = a1, z = bOffset + j * bColumn; p < k; p++, x += aColumn, y += aColumn, z += bRow) {
                    double s = a[x], t = a[y];
                    double b0 = b[z], b1 = b[z + bColumn], b2 = b[z + 2 * bColumn], b3 = b[z + 3 * bColumn];
                    x0 = fma(s, b0, x0);
                    x1 = fma(s, b1, x1);
                    x2 = fma(s, b2, x2);
                    x3 = fma(s, b3, x3);
                    y0 = fma(t, b0, y0);
                    y1 = fma(t, b1, y1);
                    y2 = fma(t, b2, y2);
                    y3 = fma(t, b3, y3);
                }
                int c1 = c0 + cColumn, c2 = c1 + cColumn, c3 = c2 + cColumn;
                c[c0] = x0;
                c[c1] = x1;
                c[c2] = x2;
                c[c3] = x3;
                c[c0 + next] = y0;
                c[c1 + next] = y1;
                c[c2 + next] = y2;
                c[c3 + next] = y3;
            }
            for (; j < n; j++, c0 += cColumn) {
                c[c0] = dot(k, a, a0, aColumn, b, bOffset + j * bColumn, bRow);
                c[c0 + next] = step == 0 ? c[c0] : dot(k, a, a1, aColumn, b, bOffset + j * bColumn, bRow);
            }
        }
    }

    private static double dot(int length, double[] a, int aOffset, int aStep, double[] b, int bOffset, int bStep) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int p = 0;
        for (; p + 3 < length; p += 4) {
            int ap = aOffset + p * aStep, bp = bOffset + p * bStep;
            s0 = fma(a[ap], b[bp], s0);
            s1 = fma(a[ap + aStep], b[bp + bStep], s1);
            s2 = fma(a[ap + 2 * aStep], b[bp + 2 * bStep], s2);
            s3 = fma(a[ap + 3 * aStep], b[bp + 3 * bStep], s3);
        }
        for (; p < length; p++) s0 = fma(a[aOffset + p * aStep], b[bOffset + p * bStep], s0);
        return (s0 + s1) + (s2 + s3);
    }

    private static void blocked(boolean transposeA, boolean transposeB, int m, int n, int k,
                                double[] a, int aOffset, double[] b, int bOffset, double[] c, int cOffset) {
        if (k == 0) Arrays.fill(c, cOffset, cOffset + m * n, 0);
        int blocks = (n + BLOCK_COLUMNS - 1) / BLOCK_COLUMNS;
        int width = (n + blocks - 1) / blocks;                      // equal blocks: no narrow one is left at the end
        double[][] rows = new double[Math.min(BLOCK_ROWS, k + k % 2)][width];
        double[] c0 = new double[width], c1 = new double[width], c2 = new double[width];
        int aRow = transposeA ? 1 : k, aColumn = transposeA ? m : 1;
        for (int j = 0; j < n; j += width) {
            int columns = Math.min(width, n - j);
            for (int p = 0; p < k; p += BLOCK_ROWS) {
                int depth = Math.min(BLOCK_ROWS, k - p);
                copyBlock(transposeB, n, k, b, bOffset, p, depth, j, columns, rows);
                for (int i = 0; i < m; i += 3) {
                    // past the last row of C the last one is worked on again, with the same result
                    int second = Math.min(i + 1, m - 1), third = Math.min(i + 2, m - 1);
                    load(c, cOffset + i * n + j, c0, columns, p == 0);
                    load(c, cOffset + second * n + j, c1, columns, p == 0);
                    load(c, cOffset + third * n + j, c2, columns, p == 0);
                    int ap = aOffset + p * aColumn;
                    updateRows(c0, c1, c2, columns, rows, depth, a, ap + i * aRow, ap + second * aRow,
                        ap + third * aRow, aColumn);
                    System.arraycopy(c0, 0, c, cOffset + i * n + j, columns);
                    System.arraycopy(c1, 0, c, cOffset + second * n + j, columns);
                    System.arraycopy(c2, 0, c, cOffset + third * n + j, columns);
                }
            }
        }
    }

    /** Copies rows p, …, p + depth − 1 of op(B), columns j, …, j + columns − 1; an odd depth is filled up with 0. */
    private static void copyBlock(boolean transposeB, int n, int k, double[] b, int bOffset,
                                  int p, int depth, int j, int columns, double[][] rows) {
        if (transposeB) {
            for (int q = 0; q < columns; q++) {
                int from = bOffset + (j + q) * k + p;
                for (int r = 0; r < depth; r++) rows[r][q] = b[from + r];
            }
        } else {
            for (int r = 0; r < depth; r++) System.arraycopy(b, bOffset + (p + r) * n + j, rows[r], 0, columns);
        }
        if (depth % 2 == 1) Arrays.fill(rows[depth], 0);
    }

    /** What the sums of a row of C begin with. */
    private static void load(double[] c, int at, double[] row, int columns, boolean first) {
        if (first) Arrays.fill(row, 0, columns, 0);
        else System.arraycopy(c, at, row, 0, columns);
    }

    /** Adds to three rows of C the products of their rows of A, which start at x, y and z, with the block of B. */
    private static void updateRows(double[] c0, double[] c1, double[] c2, int columns, double[][] rows, int depth,
                                   double[] a, int x, int y, int z, int step) {
        int p = 0;
        for (; p + 1 < depth; p += 2) {
            int at = p * step, next = at + step;
            update(c0, c1, c2, rows[p], rows[p + 1], columns,
                a[x + at], a[x + next], a[y + at], a[y + next], a[z + at], a[z + next]);
        }
        if (p < depth) {
            int at = p * step;
            // −0 · 0 is −0, which changes no sum; 0 would make 0 of −0
            update(c0, c1, c2, rows[p], rows[p + 1], columns, a[x + at], -0.0, a[y + at], -0.0, a[z + at], -0.0);
        }
    }

    /** Adds to three rows of C the products of two rows of B. */
    private static void update(double[] c0, double[] c1, double[] c2, double[] b0, double[] b1, int n,
                               double a00, double a01, double a10, double a11, double a20, double a21) {
        for (int j = 0; j < n; j++) {
            double p = b0[j], q = b1[j];
            double x = fma(a01, q, fma(a00, p, c0[j]));
            double y = fma(a11, q, fma(a10, p, c1[j]));
            double z = fma(a21, q, fma(a20, p, c2[j]));
            c0[j] = x;
            c1[j] = y;
            c2[j] = z;
        }
    }
}
