package gradus.optim;

/**
 * A learning rate that changes with time.
 *
 * <p>Ready-made ones are in {@link Schedules}; any function of this form is one too. In the visible loop the rate is set
 * before the step, in {@code fit} at the start of every epoch:
 *
 * <pre>{@code
 * Schedule halving = t -> 0.1 / Math.pow(2, t);
 * halving.at(3)      // → 0.0125
 * }</pre>
 */
@FunctionalInterface
public interface Schedule {

    /**
     * The learning rate at time t.
     *
     * @param t how many steps or epochs are done, from 0; which of them, is up to the loop
     */
    double at(int t);
}
