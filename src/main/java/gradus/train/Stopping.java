package gradus.train;

import gradus.tensor.Numbers;
import java.util.List;

/**
 * A reason to end a run before its last epoch, looked for after every epoch.
 *
 * <p>Ready-made ones are in {@link Training}: {@code earlyStopping}, {@code stopBelow}, {@code stopAbove},
 * {@code smallUpdates}. Any function of this form is one too. A rule reads all from the history and remembers nothing, so one
 * may serve several runs.
 *
 * <pre>{@code
 * fit(net, data).loss(crossEntropy()).optimizer(sgd(0.1))
 *     .stopping(history -> history.seconds() > 60 ? "a minute is over" : "").run(new Rng(1));
 * }</pre>
 */
@FunctionalInterface
public interface Stopping {

    /** Why the run should end now, to be printed behind "stopped after epoch 5: "; empty to go on. */
    String reason(History history);

    /** The measures of the history that it reads: a run that does not have them is refused before it starts. */
    default List<String> watched() {
        return List.of();
    }

    /** Ends a run when a measure of the history is on the far side of a value. */
    record Threshold(String measure, double value, boolean above) implements Stopping {

        public Threshold {
            if (Double.isNaN(value)) {
                throw new IllegalArgumentException((above ? "stopAbove" : "stopBelow") + ": the value for " + measure + " is NaN");
            }
        }

        @Override
        public String reason(History history) {
            double now = history.last(measure);
            return (above ? now > value : now < value) ? "the " + measure + " is " + Numbers.apart(now, value, 5)
                    + (above ? ", above " : ", below ") + Numbers.apart(value, now, 5) : "";
        }

        @Override
        public List<String> watched() {
            return List.of(measure);
        }

        @Override
        public String toString() {
            return (above ? "stopAbove(" : "stopBelow(") + measure + ", " + Numbers.exact(value) + ")";
        }
    }

    /** Ends a run when no parameter has moved by as much as a threshold in an epoch. */
    record SmallUpdates(double threshold) implements Stopping {

        public SmallUpdates {
            if (!(threshold > 0)) {
                throw new IllegalArgumentException("smallUpdates: the threshold is " + Numbers.exact(threshold)
                        + ", it should be above 0");
            }
        }

        @Override
        public String reason(History history) {
            double largest = history.updates()[history.epochs() - 1];
            return largest < threshold ? "no parameter moved by more than "
                    + Numbers.apart(largest, threshold, 5) + ", below " + Numbers.apart(threshold, largest, 5) : "";
        }

        @Override
        public String toString() {
            return "smallUpdates(" + Numbers.exact(threshold) + ")";
        }
    }
}
