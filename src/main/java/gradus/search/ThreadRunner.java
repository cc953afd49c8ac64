package gradus.search;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs trials on threads of this computer, several at the same time. */
public final class ThreadRunner implements TrialRunner {

    /** How often, and how long apart, running trials are told to stop before they are left to themselves. */
    private static final int REMINDERS = 100;
    private static final int MILLISECONDS = 50;

    private final int threads;

    /**
     * A runner on a number of threads.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public ThreadRunner(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("search: threads is " + threads + ", it should be at least 1");
        }
        this.threads = threads;
    }

    /** A runner with a thread for each core. */
    public static ThreadRunner onAllCores() {
        return new ThreadRunner(Runtime.getRuntime().availableProcessors());
    }

    @Override
    public void run(List<Trial> trials, Function<Trial, Outcome> work, Consumer<Outcome> done) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            var thread = new Thread(task, "gradus-search");
            thread.setDaemon(true);                          // a trial that does not stop must not keep the program alive
            return thread;
        });
        var finished = new ExecutorCompletionService<Outcome>(pool);
        try {
            trials.forEach(trial -> finished.submit(() -> work.apply(trial)));
            for (int i = 0; i < trials.size(); i++) {
                done.accept(outcome(finished.take()));
            }
        } catch (InterruptedException interruption) {
            // what is finished before the others are told to stop was not cut short
            for (var ready = finished.poll(); ready != null; ready = finished.poll()) {
                done.accept(outcome(ready));
            }
            stop(pool);
            throw interruption;
        } finally {
            pool.shutdownNow();
        }
    }

    private static Outcome outcome(Future<Outcome> finished) throws InterruptedException {
        try {
            return finished.get();
        } catch (ExecutionException impossible) {            // the work throws nothing
            throw new IllegalStateException("search: " + impossible.getCause(), impossible.getCause());
        }
    }

    /** A trial may train several networks, and each of them takes an interruption for itself: it is told again. */
    private static void stop(ExecutorService pool) throws InterruptedException {
        for (int i = 0; i < REMINDERS; i++) {
            pool.shutdownNow();
            if (pool.awaitTermination(MILLISECONDS, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }
}
