package gradus.kernels.vector;

import gradus.kernels.PlainKernels;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Loops that the compiler leaves scalar: sums, which it may not reorder, rows added to rows, a choice by a comparison. */
final class VectorLoops {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    private static final int SUMS = PlainKernels.SUMS;

    private VectorLoops() {}

    static void reluGradient(double[] g, double[] x, double[] out) {
        int whole = out.length / LANES * LANES;
        for (int i = 0; i < whole; i += LANES) {
            var positive = DoubleVector.fromArray(SPECIES, x, i).compare(VectorOperators.GT, 0);
            DoubleVector.fromArray(SPECIES, g, i).mul(DoubleVector.zero(SPECIES).blend(1, positive)).intoArray(out, i);
        }
        for (int i = whole; i < out.length; i++) out[i] = g[i] * (x[i] > 0 ? 1 : 0);
    }

    static void addRow(double[] a, double[] row, double[] out) {
        int columns = row.length;
        for (int from = 0; from < out.length; from += columns) {
            int j = 0;
            for (; j <= columns - LANES; j += LANES) {
                DoubleVector.fromArray(SPECIES, a, from + j).add(DoubleVector.fromArray(SPECIES, row, j))
                    .intoArray(out, from + j);
            }
            for (; j < columns; j++) out[from + j] = a[from + j] + row[j];
        }
    }

    /** Column by column, a vector of them at a time, added in the order of the plain loop. */
    static void sumRows(double[] x, double[] out) {
        int columns = out.length;
        for (int j = 0; j < columns; j += LANES) {
            int at = Math.min(j, columns - LANES);                  // the last vector overlaps the one before
            DoubleVector sum = DoubleVector.zero(SPECIES);
            for (int i = at; i <= x.length - LANES; i += columns) sum = sum.add(DoubleVector.fromArray(SPECIES, x, i));
            sum.intoArray(out, at);
        }
    }

    /** Four vectors of sums at a time, in as many passes as it takes. */
    static void addUp(double[] x, int from, int to, double[] totals) {
        for (int q = 0; q < SUMS; q += 4 * LANES) {
            DoubleVector s0 = DoubleVector.zero(SPECIES), s1 = s0, s2 = s0, s3 = s0;
            for (int i = from + q; i < to; i += SUMS) {
                s0 = s0.add(DoubleVector.fromArray(SPECIES, x, i));
                s1 = s1.add(DoubleVector.fromArray(SPECIES, x, i + LANES));
                s2 = s2.add(DoubleVector.fromArray(SPECIES, x, i + 2 * LANES));
                s3 = s3.add(DoubleVector.fromArray(SPECIES, x, i + 3 * LANES));
            }
            s0.intoArray(totals, q);
            s1.intoArray(totals, q + LANES);
            s2.intoArray(totals, q + 2 * LANES);
            s3.intoArray(totals, q + 3 * LANES);
        }
    }
}
