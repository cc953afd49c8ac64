package gradus.check;

import gradus.tensor.Numbers;
import java.time.Duration;

/**
 * How long an answer may take: so much processor time, and so much of the clock in which it does next to nothing.
 *
 * <p>The clock alone would call an answer endless because the machine is busy; processor time alone would wait for ever
 * for one that sleeps.
 *
 * @param work the processor time of all its threads together
 * @param rest the time of the clock beyond what its work explains
 */
record Patience(Duration work, Duration rest) {

    /** Work explains so many times its length: as many programs may want the same processor. */
    private static final long COMPETITORS = 50;

    /** What to say of an answer that has worked and taken so long, or null while it may go on. */
    String exceeded(Duration worked, Duration passed) {
        if (worked.compareTo(work) > 0) {
            return "  had not returned after " + seconds(work) + " of computing: is there a loop that never ends?";
        }
        if (passed.minus(worked.multipliedBy(COMPETITORS)).compareTo(rest) > 0) {
            return "  had not returned after " + seconds(rest)
                    + ", in which it hardly computed: does it sleep, or wait for input or for another thread?";
        }
        return null;
    }

    private static String seconds(Duration duration) {
        return Numbers.text(duration.toMillis() / 1000.0, 3) + " s";
    }
}
