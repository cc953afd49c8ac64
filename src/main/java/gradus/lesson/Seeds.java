package gradus.lesson;

import gradus.tensor.Interrupted;
import gradus.train.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Runs an experiment for seeds 0, 1, 2, …, several at the same time. */
final class Seeds {

    /** How often, and how long apart, running experiments are told to stop before they are left to themselves. */
    private static final int REMINDERS = 100;
    private static final int MILLISECONDS = 50;

    private Seeds() {}

    /** What the experiment gives for each seed, in their order, whichever was ready first. */
    static List<Object> run(int n, int threads, IntFunction<?> experiment) {
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(n, threads), task -> {
            Thread thread = new Thread(task, "gradus-seeds");
            thread.setDaemon(true);                          // what does not stop must not keep the program alive
            return thread;
        });
        List<Future<Object>> running = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int seed = i;
            running.add(pool.submit(() -> Progress.during(Progress.SILENT, () -> experiment.apply(seed))));
        }
        List<Object> results = new ArrayList<>();
        try {
            for (Future<Object> run : running) results.add(run.get());
            return results;
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            throw new IllegalStateException("overSeeds: seed " + results.size() + " failed: "
                    + (cause.getMessage() == null ? cause : cause.getMessage()), cause);
        } catch (InterruptedException interruption) {
            String done = "overSeeds: interrupted; " + running.stream().filter(Future::isDone).count() + " of " + n
                    + " seeds were finished";
            stop(pool);
            throw new Interrupted(done);
        } finally {
            pool.shutdownNow();
        }
    }

    /** An experiment may train several networks, and each of them takes an interruption for itself: it is told again. */
    private static void stop(ExecutorService pool) {
        try {
            for (int i = 0; i < REMINDERS; i++) {
                pool.shutdownNow();
                if (pool.awaitTermination(MILLISECONDS, TimeUnit.MILLISECONDS)) return;
            }
        } catch (InterruptedException again) {
            pool.shutdownNow();                              // told twice to stop: do not wait for the rest
        }
    }
}
