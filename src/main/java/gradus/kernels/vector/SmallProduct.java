package gradus.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product C = op(A) · op(B) of small matrices, where copying panels ({@link VectorProduct}) would cost more than it
 * saves: four rows and one vector of C at a time, with B as it is, or transposed aside. C must be whole vectors wide, and
 * a multiple of four, since plain loops add the last one to three columns up in another order.
 */
final class SmallProduct {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private SmallProduct() {}

    static boolean fits(int n) {
        return n % Math.max(LANES, 4) == 0;
    }

    static void compute(boolean transposeA, boolean transposeB, int m, int n, int k,
                        double[] a, int aOffset, double[] b, int bOffset, double[] c, int cOffset) {
        if (transposeB) {
            double[] transposed = new double[k * n];
            VectorProduct.copyTransposed(b, bOffset, k, n, k, transposed, n);
            compute(transposeA, m, n, k, a, aOffset, transposed, 0, c, cOffset);
        } else {
            compute(transposeA, m, n, k, a, aOffset, b, bOffset, c, cOffset);
        }
    }

    private static void compute(boolean transposeA, int m, int n, int k,
                                double[] a, int aOffset, double[] b, int bOffset, double[] c, int cOffset) {
        int row = transposeA ? 1 : k, column = transposeA ? m : 1, end = bOffset + k * n;
        for (int i = 0; i < m; i += 4) {
            // past the last row of C the last one is worked on again, with the same result
            int i1 = Math.min(i + 1, m - 1), i2 = Math.min(i + 2, m - 1), i3 = Math.min(i + 3, m - 1);
            for (int j = 0; j < n; j += LANES) {
                DoubleVector x0 = DoubleVector.zero(SPECIES), x1 = x0, x2 = x0, x3 = x0;
                for (int p = bOffset + j, at = aOffset; p < end; p += n, at += column) {
                    DoubleVector y = DoubleVector.fromArray(SPECIES, b, p);
                    x0 = DoubleVector.broadcast(SPECIES, a[at + i * row]).fma(y, x0);
                    x1 = DoubleVector.broadcast(SPECIES, a[at + i1 * row]).fma(y, x1);
                    x2 = DoubleVector.broadcast(SPECIES, a[at + i2 * row]).fma(y, x2);
                    x3 = DoubleVector.broadcast(SPECIES, a[at + i3 * row]).fma(y, x3);
                }
                int to = cOffset + j;
                x0.intoArray(c, to + i * n);
                x1.intoArray(c, to + i1 * n);
                x2.intoArray(c, to + i2 * n);
                x3.intoArray(c, to + i3 * n);
            }
        }
    }
}
