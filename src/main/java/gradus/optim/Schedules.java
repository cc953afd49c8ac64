package gradus.optim;

import gradus.tensor.Description;
import gradus.tensor.Numbers;
import gradus.tensor.Tensors;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The schedules by name.
 *
 * <p>All count time t from 0, in steps or epochs as the loop likes; the first rate is η₀, or for {@link #warmUp} a part
 * of it. Convergence to the minimum under noisy gradients needs Σ η = ∞ and Σ η² &lt; ∞ (Robbins and Monro 1951): of
 * these, inverse time has both.
 *
 * <pre>{@code
 * var schedule = cosineDecay(0.1, 100);
 * var optimizer = sgd(0.1).of(net.parameters());
 * for (int t = 0; t < 100; t++) {
 *     optimizer.rate(schedule.at(t));
 *     …
 * }
 * }</pre>
 */
public final class Schedules {

    /** A formula with its name, which refuses times before the start. */
    private record Named(String name, Schedule formula) implements Schedule {
        @Override
        public double at(int t) {
            if (t < 0) {
                throw new IllegalArgumentException(name + ": t is " + t + ", time starts at 0");
            }
            return formula.at(t);
        }

        @Override
        public String toString() { return name; }
    }

    private Schedules() { }

    /** The same rate all the time. */
    public static Schedule constantRate(double eta) { return new Named(text("constantRate", eta), t -> eta); }

    /**
     * Step decay: multiplies by a factor after every so many steps or epochs, η = η₀ · factor^⌊t / every⌋.
     *
     * <pre>{@code
     * stepDecay(0.1, 0.5, 10).at(25)       // → 0.025
     * }</pre>
     */
    public static Schedule stepDecay(double eta0, double factor, int every) {
        String name = text("stepDecay", eta0, factor, every);
        require(factor > 0 && factor <= 1, name, "the factor should be above 0 and at most 1");
        requireTime(every, name);
        return new Named(name, t -> eta0 * Math.pow(factor, t / every));
    }

    /**
     * Step decay at chosen times: multiplies by a factor at each of them, η = η₀ · factor^(how many are at most t).
     *
     * <p>PyTorch's MultiStepLR.
     *
     * <pre>{@code
     * var schedule = multiStepDecay(0.1, 0.1, 30, 60);
     * schedule.at(29)       // → 0.1
     * schedule.at(30)       // → 0.01
     * schedule.at(60)       // → 0.001
     * }</pre>
     *
     * @param times steps or epochs, each later than the one before
     */
    public static Schedule multiStepDecay(double eta0, double factor, int... times) {
        int[] at = times.clone();
        String name = text("multiStepDecay", eta0, DoubleStream.concat(DoubleStream.of(factor), IntStream.of(at).asDoubleStream())
                .toArray());
        require(factor > 0 && factor <= 1, name, "the factor should be above 0 and at most 1");
        require(at.length > 0 && at[0] > 0 && IntStream.range(1, at.length).allMatch(i -> at[i] > at[i - 1]), name,
                "the times should be at least one, above 0, each later than the one before");
        return new Named(name, t -> eta0 * Math.pow(factor, IntStream.of(at).filter(time -> time <= t).count()));
    }

    /**
     * Exponential decay: η = η₀ e^(−kt).
     *
     * <p>PyTorch names the factor of one step, γ = e^(−k): k = −ln γ.
     *
     * <pre>{@code
     * Numbers.text(exponentialDecay(0.1, 0.05).at(20))       // → 0.036788
     * }</pre>
     */
    public static Schedule exponentialDecay(double eta0, double k) {
        String name = text("exponentialDecay", eta0, k);
        require(k >= 0, name, "k should be 0 or more");
        return new Named(name, t -> eta0 * Math.exp(-k * t));
    }

    /**
     * Inverse time decay, or 1/t decay: η = η₀ / (1 + kt).
     *
     * <p>The rule of thumb η = 1/t is this with η₀ = k = 1; it does not know how large the gradients are, η₀ does.
     *
     * <pre>{@code
     * inverseTimeDecay(0.1, 0.5).at(2)       // → 0.05
     * }</pre>
     */
    public static Schedule inverseTimeDecay(double eta0, double k) {
        String name = text("inverseTimeDecay", eta0, k);
        require(k >= 0, name, "k should be 0 or more");
        return new Named(name, t -> eta0 / (1 + k * t));
    }

    /**
     * Polynomial decay from η₀ to 0 in T steps or epochs: η = η₀ (1 − t/T)^power, then 0; power 1 is linear decay.
     *
     * <pre>{@code
     * polynomialDecay(0.1, 100, 2).at(50)       // → 0.025
     * }</pre>
     */
    public static Schedule polynomialDecay(double eta0, int T, double power) { return polynomialDecay(eta0, T, power, 0); }

    /**
     * Polynomial decay from η₀ to another end than 0: η = η_T + (η₀ − η_T)(1 − t/T)^power, then η_T.
     *
     * <pre>{@code
     * polynomialDecay(0.1, 100, 1, 0.02).at(50)       // → 0.06
     * }</pre>
     */
    public static Schedule polynomialDecay(double eta0, int T, double power, double end) {
        String name = end == 0 ? text("polynomialDecay", eta0, T, power) : text("polynomialDecay", eta0, T, power, end);
        require(power > 0, name, "the power should be above 0");
        return decay(name, eta0, T, end, t -> Math.pow(1 - t / (double) T, power));
    }

    /** From η₀ to an end in T steps or epochs, by a share that falls from 1 to 0; both ends are exact. */
    private static Schedule decay(String name, double eta0, int T, double end, IntToDoubleFunction share) {
        requireTime(T, name);
        UpdateRule.checked(name, "the end", end);
        return new Named(name, t -> t >= T ? end : eta0 * share.applyAsDouble(t) + end * (1 - share.applyAsDouble(t)));
    }

    /**
     * Cosine decay from η₀ to 0 in T steps or epochs: η = η₀ (1 + cos(πt/T)) / 2, then 0.
     *
     * <p>Source: Loshchilov and Hutter 2017, "SGDR: Stochastic gradient descent with warm restarts", without restarts.
     *
     * <pre>{@code
     * Numbers.text(cosineDecay(0.1, 100).at(25))       // → 0.085355
     * }</pre>
     */
    public static Schedule cosineDecay(double eta0, int T) { return cosineDecay(eta0, T, 0); }

    /**
     * Cosine decay from η₀ to another end than 0 (PyTorch's eta_min): η = η_T + (η₀ − η_T)(1 + cos(πt/T)) / 2, then η_T.
     *
     * <pre>{@code
     * cosineDecay(0.1, 100, 0.02).at(50)       // → 0.06
     * }</pre>
     */
    public static Schedule cosineDecay(double eta0, int T, double end) {
        String name = end == 0 ? text("cosineDecay", eta0, T) : text("cosineDecay", eta0, T, end);
        return decay(name, eta0, T, end, t -> (1 + Tensors.scalar(Math.PI * t / T).cos().item()) / 2);
    }

    /**
     * Linear warm-up before another schedule: its first rate times (t + 1)/n for the first n steps or epochs, and then
     * the schedule from its own start.
     *
     * <p>Source: Goyal and others 2017, "Accurate, large minibatch SGD".
     *
     * <pre>{@code
     * var schedule = warmUp(5, cosineDecay(0.1, 100));
     * schedule.at(0)        // → 0.02
     * schedule.at(4)        // → 0.1
     * schedule.at(55)       // → 0.05
     * }</pre>
     */
    public static Schedule warmUp(int n, Schedule then) {
        String name = "warmUp(" + n + ", " + Description.of(then, "schedule") + ")";
        requireTime(n, name);
        return new Named(name, t -> t < n ? then.at(0) * (t + 1) / n : then.at(t - n));
    }

    /**
     * A rate that is multiplied by a factor when a loss no longer falls: feed it the loss of every epoch.
     *
     * @param patience how many epochs without improvement are put up with
     */
    public static ReduceOnPlateau reduceOnPlateau(double eta0, double factor, int patience) {
        return new ReduceOnPlateau(eta0, factor, patience);
    }

    /** The call as it is written, once its first number is known to be a learning rate. */
    private static String text(String name, double eta0, double... others) {
        UpdateRule.checked(name, "the learning rate", eta0);
        var text = new StringBuilder(name + "(" + Numbers.exact(eta0));
        for (double other : others) {
            text.append(", ").append(Numbers.exact(other));
        }
        return text.append(")").toString();
    }

    private static void requireTime(int time, String name) {
        require(time >= 1, name, "the time should be at least 1");
    }

    static void require(boolean condition, String name, String problem) {
        if (!condition) {
            throw new IllegalArgumentException(name + ": " + problem);
        }
    }
}
