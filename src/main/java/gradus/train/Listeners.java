package gradus.train;

import java.util.function.Supplier;

/** Who listens to the runs of a thread while some work is done in it: see {@link Progress#during}. */
final class Listeners {

    private static final ThreadLocal<Progress> OF_THREAD = new ThreadLocal<>();

    private Listeners() {
    }

    static <T> T during(Progress listener, Supplier<T> work) {
        var before = OF_THREAD.get();
        OF_THREAD.set(listener);
        try {
            return work.get();
        } finally {
            OF_THREAD.set(before);
        }
    }

    /** The listener of this thread, or the one given. */
    static Progress current(Progress otherwise) {
        var listener = OF_THREAD.get();
        return listener == null ? otherwise : listener;
    }
}
