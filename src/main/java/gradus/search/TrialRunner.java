package gradus.search;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs the trials of a search somewhere: on the cores of this computer with {@link ThreadRunner}, or elsewhere.
 */
public interface TrialRunner {

    /**
     * Runs every trial once, in any order, and returns when all are done.
     *
     * @param trials what is to be run
     * @param work   runs one of them; it throws nothing, and may be called from several threads
     * @param done   to be told each outcome as soon as there is one; from one thread at a time
     * @throws InterruptedException if the calling thread is interrupted: then running trials are stopped, their outcomes are
     *         not told, and nobody works on when this returns, unless a trial does not react to an interruption
     */
    void run(List<Trial> trials, Function<Trial, Outcome> work, Consumer<Outcome> done) throws InterruptedException;
}
