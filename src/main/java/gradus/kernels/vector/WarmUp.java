package gradus.kernels.vector;

import java.util.Arrays;
import java.util.List;

/**
 * Runs the vector kernels in the background until the just-in-time compiler has made them faster than their {@link
 * ScalarTwins}, which work meanwhile. It begins with the first call that is large enough for vectors, takes about a
 * second of one core, and gives up after a minute: where vectors never get fast, they are never used.
 */
final class WarmUp {

    private static final long PATIENCE = 60_000_000_000L;
    private static final int NUMBERS = 512;
    private static final int SIDE = 32;
    private static boolean begun;
    private static volatile boolean done;

    /** The same work done by vectors and by scalars, and the shortest time that each has needed. */
    private static final class Race {
        final Runnable vector;
        final Runnable scalar;
        long vectorTime = Long.MAX_VALUE;
        long scalarTime = Long.MAX_VALUE;

        Race(Runnable vector, Runnable scalar) {
            this.vector = vector;
            this.scalar = scalar;
        }

        /** Whether vectors are ahead; they are run more often, since they are the ones to be compiled. */
        boolean won() {
            for (int i = 0; i < 20; i++) vectorTime = Math.min(vectorTime, timed(vector));
            scalarTime = Math.min(scalarTime, timed(scalar));
            return vectorTime < scalarTime;
        }

        private static long timed(Runnable work) {
            long begin = System.nanoTime();
            work.run();
            return System.nanoTime() - begin;
        }
    }

    private WarmUp() {}

    /** Whether the vectors are fast; the first to ask sets it going. */
    static boolean done() {
        if (!done) begin();
        return done;
    }

    private static synchronized void begin() {
        if (begun) return;
        begun = true;
        var thread = new Thread(WarmUp::run, "gradus-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run() {
        var races = races();
        long end = System.nanoTime() + PATIENCE;
        boolean won = false;
        while (!won && System.nanoTime() < end) {
            won = true;
            for (Race race : races) won &= race.won();
        }
        done = won;
    }

    private static List<Race> races() {
        var vector = new VectorKernels(0, 0, () -> true);
        var scalar = new VectorKernels(0, 0, () -> false);
        double[] x = new double[NUMBERS], out = new double[NUMBERS], matrix = new double[SIDE * SIDE], c = matrix.clone();
        Arrays.setAll(x, i -> 0.01 * (i + 1));
        return List.of(
            new Race(() -> vector.exp(x, out), () -> scalar.exp(x, out)),
            new Race(() -> vector.log(x, out), () -> scalar.log(x, out)),
            new Race(() -> vector.tanh(x, out), () -> scalar.tanh(x, out)),
            new Race(() -> vector.sigmoid(x, out), () -> scalar.sigmoid(x, out)),
            new Race(() -> vector.tanhGradient(x, x, x, out), () -> scalar.tanhGradient(x, x, x, out)),
            new Race(() -> vector.sigmoidGradient(x, x, out), () -> scalar.sigmoidGradient(x, x, out)),
            new Race(() -> vector.sum(x, 0, NUMBERS), () -> scalar.sum(x, 0, NUMBERS)),
            new Race(() -> vector.dot(x, x), () -> scalar.dot(x, x)),
            new Race(() -> vector.matmul(false, false, SIDE, SIDE, SIDE, matrix, 0, matrix, 0, c, 0),
                () -> scalar.matmul(false, false, SIDE, SIDE, SIDE, matrix, 0, matrix, 0, c, 0)));
    }
}
