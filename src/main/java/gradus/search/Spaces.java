package gradus.search;

import gradus.tensor.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * The spaces that a search draws settings from, by name.
 *
 * <pre>{@code
 * var rate = logUniformIn("rate", 0.001, 1);
 * rate.points(4).grid()                                     // → [0.001, 0.01, 0.1, 1.0]
 * integerIn("width", 1, 9).points(3).grid()                 // → [1, 5, 9]
 * choiceOf("activation", "relu", "tanh").grid()             // → [relu, tanh]
 * }</pre>
 */
public final class Spaces {

    private Spaces() {
    }

    /**
     * One of some values, each equally likely: words, numbers, recipes such as {@code adam(0.01)}.
     *
     * <p>What a trial changes, such as a layer, is no value: all trials would change the same one at once.
     *
     * @throws IllegalArgumentException if there is none, or two are the same
     */
    @SafeVarargs
    public static <T> Space<T> choiceOf(String name, T... values) {
        requireName("choiceOf", name);
        if (values.length == 0 || new HashSet<>(Arrays.asList(values)).size() < values.length) {
            throw new IllegalArgumentException("choiceOf: the values of \"" + name + "\" are " + Arrays.toString(values)
                    + "; there should be at least one, no two the same");
        }
        return new ChoiceSpace<>(name, List.copyOf(new ArrayList<>(Arrays.asList(values))));
    }

    /**
     * A number from one to another, all equally likely: momentum, the rate of dropout.
     *
     * @throws IllegalArgumentException if the second is not above the first, or one is not finite
     */
    public static Space<Double> uniformIn(String name, double from, double to) {
        return numbers("uniformIn", name, from, to, false);
    }

    /**
     * A number from one to another whose logarithm is uniform: as many between 0.001 and 0.01 as between 0.01 and 0.1.
     *
     * <p>That is for settings that act by their order of magnitude, as learning rates and penalties do.
     *
     * @throws IllegalArgumentException if the second is not above the first, or the first is not above 0
     */
    public static Space<Double> logUniformIn(String name, double from, double to) {
        if (!(from > 0)) {
            throw new IllegalArgumentException("logUniformIn: \"" + name + "\" starts at " + Numbers.text(from)
                    + ", it should be above 0 to have a logarithm");
        }
        return numbers("logUniformIn", name, from, to, true);
    }

    /**
     * A whole number from one to another, both included, all equally likely: the width of a layer.
     *
     * @throws IllegalArgumentException if the second is not above the first, or they are 2³¹ − 1 or more apart
     */
    public static Space<Integer> integerIn(String name, int from, int to) {
        requireName("integerIn", name);
        if (from >= to || (long) to - from >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException("integerIn: \"" + name + "\" is from " + from + " to " + to
                    + ", the second should be above the first, by less than " + Integer.MAX_VALUE);
        }
        return new IntegerSpace(name, from, to, 0);
    }

    private static Space<Double> numbers(String call, String name, double from, double to, boolean logarithmic) {
        requireName(call, name);
        if (!(from < to) || !Double.isFinite(to - from)) {
            throw new IllegalArgumentException(call + ": \"" + name + "\" is from " + Numbers.text(from) + " to "
                    + Numbers.text(to) + ", both should be finite and the second above the first");
        }
        return new NumberSpace(name, from, to, logarithmic, 0);
    }

    private static void requireName(String call, String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(call + ": a setting needs a name, this one is blank");
        }
    }

    static int requirePoints(Space<?> space, int count) {
        if (count < 2) {
            throw new IllegalArgumentException(space + ": points is " + count + ", it should be at least 2, the ends");
        }
        return count;
    }
}
