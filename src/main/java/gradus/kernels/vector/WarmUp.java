package gradus.kernels.vector;

import gradus.kernels.PlainKernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/**
 * Says whether vectors should do a piece of work: when it is not too small, and the just-in-time compiler has made them
 * faster than plain loops, which work meanwhile.
 *
 * <p>To that end the kernel is run in the background. That takes some tenths of a second of one core, so it begins when
 * plain loops have worked for about half a second: a short program never pays for what it would not use. The compiler
 * goes by the number of calls, so the kernel is called often for one vector each. All kernels share one thread, which
 * rests as long as it works, so that computation and compiler have their turns too. After a while it gives up: where
 * vectors never get fast, they are never used.
 */
final class WarmUp implements LongPredicate {

    private static final long PATIENCE = 30_000_000_000L;
    private static final int CALLS = 250;
    private static final int ROUNDS_TO_BE_SURE = 20;
    private static final int ROUNDS_TO_GIVE_UP = 1000;
    private static final double CLEARLY = 0.9;
    /** With two, the compiler's own vectors are as fast: 9.2 ms at 512³ where a tile of pairs takes 10.4. */
    private static final int LANES_OF_PRODUCTS = 4;
    private static final int NUMBERS = 513;
    private static final int SIDE = 48;
    private static final VectorKernels VECTORS = new VectorKernels(true);
    private static final PlainKernels PLAIN = new PlainKernels();
    /** Whether one kernel has worked for long; then the others are likely to. */
    private static volatile boolean longComputation;

    /** How many are being warmed up, and which of them are done. All take over at once: each change costs compilation anew. */
    private static final AtomicInteger AT_WORK = new AtomicInteger();
    private static final List<WarmUp> READY = new ArrayList<>();

    /** Made when first needed. */
    private static final class Background {
        static final Executor THREAD = Executors.newSingleThreadExecutor(work -> {
            var thread = new Thread(work, "gradus-warm-up");
            thread.setDaemon(true);
            return thread;
        });
    }

    private final int lanes;
    private final long fewest;
    private final long enough;
    private final Runnable calls;
    private final Consumer<PlainKernels> kernel;
    private long worked;
    private boolean begun;
    private volatile boolean fast;
    private long bestOfVectors = Long.MAX_VALUE;
    private long bestOfPlain = Long.MAX_VALUE;
    private int roundsWithoutGain;
    private long end;

    /**
     * @param lanes vectors of fewer numbers do not pay
     * @param fewest vectors pay from so much work in a call on
     * @param enough plain loops do so much before the vectors are warmed up
     * @param calls many small ones, for the compiler
     * @param kernel what is timed, with vectors and without
     */
    private WarmUp(int lanes, long fewest, long enough, Runnable calls, Consumer<PlainKernels> kernel) {
        this.lanes = lanes;
        this.fewest = fewest;
        this.enough = enough;
        this.calls = calls;
        this.kernel = kernel;
    }

    static WarmUp ofProduct() {
        double[] a = new double[4 * SIDE * SIDE], c = a.clone();
        return new WarmUp(LANES_OF_PRODUCTS, 8192, 10_000_000_000L, () -> VectorProduct.warmUp(CALLS), kernels -> {
            kernels.matmul(false, false, SIDE, SIDE, SIDE, a, 0, a, 0, c, 0);
            kernels.matmul(false, false, 10, 4 * SIDE, SIDE, a, 0, a, 0, c, 0);          // wide, see VectorProduct
        });
    }

    static WarmUp ofSmallProduct() {
        double[] a = new double[NUMBERS], c = new double[NUMBERS];
        return new WarmUp(LANES_OF_PRODUCTS, 128, 500_000_000, () -> {
            int lanes = VECTORS.lanes();
            for (int i = 0; i < CALLS; i++) {
                SmallProduct.compute(i % 2 == 0, i % 4 < 2, 4 + i % 3, lanes, 8, a, 0, a, 0, c, 0);
            }
        }, kernels -> {
            for (int way = 0; way < 4; way++) kernels.matmul(way % 2 == 0, way < 2, 10, 8, 8, a, 0, a, 0, c, 0);
        });
    }

    /** Of a kernel that works on arrays of one length; for the compiler it is called for so many vectors and one number. */
    static WarmUp of(int vectors, Work work) {
        double[] many = numbers(NUMBERS), out = many.clone();
        many[NUMBERS - 2] = Double.POSITIVE_INFINITY;       // the compiler shall see that some leave the usual range
        return new WarmUp(1, 64, 200_000_000, () -> {
            double[] few = numbers(vectors * VECTORS.lanes() + 1), outs = few.clone();
            for (int i = 0; i < CALLS; i++) {
                work.run(VECTORS, few, outs);
                work.run(PLAIN, few, outs);                 // some of these loops may not have worked yet
            }
        }, kernels -> work.run(kernels, many, out));
    }

    private static double[] numbers(int count) {
        double[] x = new double[count];
        Arrays.setAll(x, i -> 0.01 * (i + 1));
        return x;
    }

    /** What is to be warmed up. */
    interface Work {
        void run(PlainKernels kernels, double[] x, double[] out);
    }

    @Override
    public boolean test(long work) {
        if (fast) return work >= fewest;
        if (begun) return false;
        worked += work;
        if (worked >= enough || longComputation && worked >= enough / 20) begin();
        return false;
    }

    private synchronized void begin() {
        if (begun) return;
        begun = longComputation = true;
        end = System.nanoTime() + PATIENCE;
        AT_WORK.incrementAndGet();
        Background.THREAD.execute(this::round);
    }

    private void round() {
        long begin = System.nanoTime();
        boolean possible = VECTORS.lanes() >= lanes, sure = possible && areFaster();
        if (sure) READY.add(this);
        if (possible && !sure && roundsWithoutGain < ROUNDS_TO_GIVE_UP && begin - end < 0) {
            LockSupport.parkNanos(System.nanoTime() - begin);
            Background.THREAD.execute(this::round);
        } else if (AT_WORK.decrementAndGet() == 0) {
            for (WarmUp ready : READY) ready.fast = true;
        }
    }

    /** The shortest times decide, once vectors have not become faster for a while: the compiler has finished with them. */
    private boolean areFaster() {
        calls.run();
        long time = timed(VECTORS);
        roundsWithoutGain = time < 0.8 * bestOfVectors ? 0 : roundsWithoutGain + 1;
        bestOfVectors = Math.min(bestOfVectors, time);
        bestOfPlain = Math.min(bestOfPlain, timed(PLAIN));
        return roundsWithoutGain >= ROUNDS_TO_BE_SURE && bestOfVectors < CLEARLY * bestOfPlain;
    }

    private long timed(PlainKernels kernels) {
        long begin = System.nanoTime();
        kernel.accept(kernels);
        return System.nanoTime() - begin;
    }
}
