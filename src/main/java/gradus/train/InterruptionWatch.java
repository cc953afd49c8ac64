package gradus.train;

import gradus.tensor.Interrupted;

/**
 * Notes that a run in some work was interrupted. A run ends well then, with its history: who trains several networks in a row
 * would not hear of it and go on with the next.
 */
public final class InterruptionWatch implements Progress {

    private boolean interrupted;

    @Override
    public void epochDone(History soFar) {
    }

    @Override
    public void finished(History history) {
        interrupted |= history.ending().startsWith("interrupted");
    }

    /** Does a piece of the work, with silent runs; false if it was interrupted, and what it did is half done. */
    public boolean whole(Runnable piece) {
        try {
            Progress.during(this, () -> {
                piece.run();
                return null;
            });
        } catch (Interrupted loop) {                         // a loop by hand
            interrupted = true;
        }
        return !interrupted;
    }
}
