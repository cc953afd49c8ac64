package gradus.kernels.vector;

import gradus.kernels.Kernels;

/** a·b + c, rounded once. Apart from the loops that use it, since a browser has no {@code Math.fma}. */
public final class Fused implements Kernels.MultiplyAdd {

    /** Where the processor has no instruction for it, {@code Math.fma} takes microseconds. */
    private static final long TOO_LONG_FOR_64 = 100_000;

    /** @throws UnsupportedOperationException if the processor has no instruction for it */
    public Fused() {
        long fastest = Long.MAX_VALUE;
        double s = 1;
        for (int attempt = 0; attempt < 5; attempt++) {
            long begin = System.nanoTime();
            for (int i = 0; i < 64; i++) s = of(s, 0.5, i);
            fastest = Math.min(fastest, System.nanoTime() - begin);
        }
        if (fastest > TOO_LONG_FOR_64 || s < 0) throw new UnsupportedOperationException("64 took " + fastest + " ns");
    }

    @Override
    public double of(double a, double b, double c) {
        return Math.fma(a, b, c);
    }
}
