package gradus.kernels.vector;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Runs a vector kernel in the background until the just-in-time compiler has made it faster than its scalar twin, which
 * works meanwhile ({@link ScalarTwins}).
 *
 * <p>It begins when it is first asked, by a call that is large enough for vectors, takes some tenths of a second of one
 * core, and gives up after a minute: where vectors never get fast, they are never used.
 */
final class WarmUp implements BooleanSupplier {

    private static final long PATIENCE = 60_000_000_000L;
    private static final int NUMBERS = 512;
    private static final int SIDE = 32;

    private final Consumer<VectorKernels> work;
    private boolean begun;
    private volatile boolean done;

    private WarmUp(Consumer<VectorKernels> work) {
        this.work = work;
    }

    static WarmUp ofProduct() {
        double[] a = new double[SIDE * SIDE], c = a.clone();
        return new WarmUp(kernels -> kernels.matmul(false, false, SIDE, SIDE, SIDE, a, 0, a, 0, c, 0));
    }

    /** Of a kernel that takes three arrays of {@code NUMBERS} numbers; the third receives the result. */
    static WarmUp of(Work work) {
        double[] x = new double[NUMBERS], row = new double[64], out = new double[NUMBERS];
        Arrays.setAll(x, i -> 0.01 * (i + 1));
        return new WarmUp(kernels -> work.run(kernels, x, row, out));
    }

    /** What is to be warmed up. */
    interface Work {
        void run(VectorKernels kernels, double[] x, double[] row, double[] out);
    }

    /** Whether the vectors are fast; the first to ask sets it going. */
    @Override
    public boolean getAsBoolean() {
        if (!done) begin();
        return done;
    }

    private synchronized void begin() {
        if (begun) return;
        begun = true;
        var thread = new Thread(this::run, "gradus-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    /** The shortest times decide; vectors are run more often, since they are the ones to be compiled. */
    private void run() {
        var vectors = new VectorKernels(0, 0, () -> true);
        var twins = new VectorKernels(0, 0, () -> false);
        long vector = Long.MAX_VALUE, scalar = Long.MAX_VALUE, end = System.nanoTime() + PATIENCE;
        while (vector >= scalar && System.nanoTime() < end) {
            for (int i = 0; i < 20; i++) vector = Math.min(vector, timed(vectors));
            scalar = Math.min(scalar, timed(twins));
        }
        done = vector < scalar;
    }

    private long timed(VectorKernels kernels) {
        long begin = System.nanoTime();
        work.accept(kernels);
        return System.nanoTime() - begin;
    }
}
