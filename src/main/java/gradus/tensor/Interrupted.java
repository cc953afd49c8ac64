package gradus.tensor;

/** Ends a training loop whose thread was interrupted, as the stop button of a notebook does. */
public final class Interrupted extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** With what was going on when it happened. */
    public Interrupted(String message) { super(message); }
}
