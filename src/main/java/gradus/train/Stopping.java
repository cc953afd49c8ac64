package gradus.train;

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
}
