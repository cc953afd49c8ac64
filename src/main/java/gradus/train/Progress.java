package gradus.train;

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
}
