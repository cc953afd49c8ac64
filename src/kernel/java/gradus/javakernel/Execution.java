package gradus.javakernel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.SPIResolutionException;
import org.dflib.jjava.jupyter.telemetry.TelemetryCollector;

/**
 * Runs what JShell has compiled, in this JVM, on a thread that can be interrupted.
 *
 * <p>An interrupted statement gets {@value #GRACE_MILLIS} ms to end in its own way: a training that is stopped shows where
 * it stands. After that it is left alone; nothing can end a thread that does not listen.
 */
final class Execution extends DirectExecutionControl {
    static final int GRACE_MILLIS = 3_000;
    /** What JShell is told was thrown when a statement was interrupted; no class is called so. */
    static final String STOPPED = "Stopped";
    static final String RUNS_ON = "Runs on";

    private static final String THREAD = "cell-";

    private final AtomicLong count = new AtomicLong();
    private final Map<String, Object> results = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, THREAD + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });
    private volatile Statement running;
    private volatile boolean stopping;
    private TelemetryCollector<?> clock = TelemetryCollector.DO_NOTHING;

    private static final class Statement {
        final CompletableFuture<Object> done = new CompletableFuture<>();
        volatile Thread thread;
        volatile boolean interrupted;
    }

    private static final class RunsOn extends Exception {
        private static final long serialVersionUID = 1;
    }

    Execution(LoaderDelegate loader) {
        super(loader);
    }

    /** The value of a statement, under the key that its event names. */
    Object take(String key) {
        return results.remove(key);
    }

    void measure(TelemetryCollector<?> collector) {
        clock = collector;
    }

    /** A cell begins: what stopped the last one does not stop this. */
    void begin() {
        if (!isNested()) stopping = false;
    }

    /** Whether the running cell should stop; its next statement does not start then. */
    boolean isStopping() {
        return stopping;
    }

    private static boolean isNested() {
        return Thread.currentThread().getName().startsWith(THREAD);
    }

    void interrupt() {
        stopping = true;
        Statement statement = running;
        if (statement == null) return;
        statement.interrupted = true;
        Thread thread = statement.thread;
        if (thread != null) thread.interrupt();
        CompletableFuture.delayedExecutor(GRACE_MILLIS, TimeUnit.MILLISECONDS)
                .execute(() -> statement.done.completeExceptionally(new RunsOn()));
    }

    @Override
    public void stop() {
        threads.shutdownNow();
    }

    /** Hands out a key instead of the value's text; {@link #take} gives the value itself. */
    @Override
    protected String invoke(Method method) throws Exception {
        Object value = measured(clock, method);
        String key = "value-" + count.incrementAndGet();
        if (value != null) results.put(key, value);
        return key;
    }

    private <T> Object measured(TelemetryCollector<T> collector, Method method) throws Exception {
        T start = collector.measurementStart();
        try {
            return isNested() ? nested(method) : onItsThread(method);
        } finally {
            collector.measurementEnd(start);
        }
    }

    /** A cell that runs a cell, as {@code %load} does. */
    private static Object nested(Method method) throws Exception {
        try {
            return method.invoke(null);
        } catch (InvocationTargetException e) {
            throw converted(e.getCause());
        }
    }

    private Object onItsThread(Method method) throws Exception {
        Statement statement = new Statement();
        running = statement;
        if (stopping) throw new UserException("", STOPPED, new StackTraceElement[0]);   // pressed while JShell compiled
        threads.execute(() -> {
            statement.thread = Thread.currentThread();
            if (statement.interrupted) Thread.currentThread().interrupt();
            try {
                statement.done.complete(method.invoke(null));
            } catch (InvocationTargetException e) {
                statement.done.completeExceptionally(e.getCause());
            } catch (Throwable e) {
                statement.done.completeExceptionally(e);
            } finally {
                statement.thread = null;
                Thread.interrupted();
            }
        });
        try {
            Object value = statement.done.get();
            if (statement.interrupted) throw new UserException("", STOPPED, new StackTraceElement[0]);
            return value;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RunsOn) throw new UserException("", RUNS_ON, new StackTraceElement[0]);
            if (statement.interrupted) throw new UserException("", STOPPED, new StackTraceElement[0]);
            throw converted(e.getCause());
        } finally {
            running = null;
        }
    }

    /** What was thrown and its causes, in the form in which JShell takes it. */
    private static RunException converted(Throwable thrown) {
        if (thrown instanceof SPIResolutionException unresolved) {
            return new ResolutionException(unresolved.id(), thrown.getStackTrace());
        }
        UserException converted = new UserException(thrown.getMessage(), thrown.getClass().getName(), thrown.getStackTrace());
        if (thrown.getCause() != null) converted.initCause(converted(thrown.getCause()));
        return converted;
    }
}
