package gradus.train;

import java.util.function.Supplier;

/** Is told how training goes on: a notebook shows a live plot, a program may print a line or nothing. */
public interface Progress {

    /** Tells nobody. */
    Progress SILENT = new Progress() {
        @Override
        public void epochDone(History soFar) {
        }

        @Override
        public void finished(History history) {
        }
    };

    /** An epoch is over; {@code soFar} grows with the next ones. */
    void epochDone(History soFar);

    /** Training is over, for whatever reason: see {@link History#ending}. */
    void finished(History history);

    /**
     * Does some work, and tells this listener about all runs in it that name nobody themselves: a hundred trials of a search
     * need no hundred pictures.
     *
     * <p>It holds for the calling thread, until the work is done.
     */
    static <T> T during(Progress listener, Supplier<T> work) {
        return Listeners.during(listener, work);
    }
}
