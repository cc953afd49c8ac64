package gradus.data;

/** Ends a loop over batches whose thread was interrupted, as the stop button of a notebook does. */
public final class Interrupted extends RuntimeException {

    private static final long serialVersionUID = 1;

    Interrupted(String message) {
        super(message);
    }
}
