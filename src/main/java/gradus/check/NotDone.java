package gradus.check;

/**
 * Thrown by the answer of an exercise that nobody has written yet: {@code throw new NotDone();}.
 *
 * <p>{@link Checks#exercise} tells it from a wrong answer: the exercise is open.
 */
public final class NotDone extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** An answer that is still to be written. */
    public NotDone() {
        super("not done yet: write your answer in place of throw new NotDone()");
    }
}
