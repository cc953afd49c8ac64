package gradus.kernels.vector;

import static java.lang.Math.fma;

import gradus.kernels.PlainKernels;
import java.util.Arrays;

/**
 * The scalar twin of {@link VectorProduct}: the plain product with its multiplications and additions fused, and cut into
 * the same pieces, each summed from 0 and then added; so that every number of C has the same bits.
 */
final class ScalarProduct extends PlainKernels {

    void compute(boolean transposeA, boolean transposeB, int m, int n, int k,
                 double[] a, int aOffset, double[] b, int bOffset, double[] c, int cOffset) {
        blockedAlongRows(transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset);
    }

    @Override
    protected int blockRows(int k) {
        return VectorProduct.depthOfPieces(k);
    }

    @Override
    protected void load(double[] c, int at, double[] row, int columns, boolean first) {
        Arrays.fill(row, 0, columns, 0);
    }

    @Override
    protected void store(double[] row, double[] c, int at, int columns, boolean first) {
        if (first) super.store(row, c, at, columns, true);
        else for (int j = 0; j < columns; j++) c[at + j] += row[j];
    }

    @Override
    protected void update(double[] c0, double[] c1, double[] c2, double[] b0, double[] b1, int n,
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
