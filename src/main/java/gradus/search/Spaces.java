package gradus.search;

import gradus.tensor.Description;
import gradus.tensor.Numbers;
import gradus.tensor.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
        return new Choice<>(name, List.copyOf(new ArrayList<>(Arrays.asList(values))));
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
            throw new IllegalArgumentException("logUniformIn: \"" + name + "\" starts at " + Numbers.exact(from)
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
        return new Whole(name, from, to, 0);
    }

    private static Space<Double> numbers(String call, String name, double from, double to, boolean logarithmic) {
        requireName(call, name);
        if (!(from < to) || !Double.isFinite(to - from)) {
            throw new IllegalArgumentException(call + ": \"" + name + "\" is from " + Numbers.exact(from) + " to "
                    + Numbers.exact(to) + ", both should be finite and the second above the first");
        }
        return new Real(name, from, to, logarithmic, 0);
    }

    private static void requireName(String call, String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(call + ": a setting needs a name, this one is blank");
        }
    }

    private static int requirePoints(Space<?> space, int count) {
        if (count < 2) {
            throw new IllegalArgumentException(space + ": points is " + count + ", it should be at least 2, the ends");
        }
        return count;
    }

    /** One of some values. */
    record Choice<T>(String name, List<T> values) implements Space<T> {

        @Override
        public T draw(Rng rng) {
            return values.get(rng.below(values.size()));
        }

        @Override
        public List<T> grid() {
            return values;
        }

        @Override
        public Space<T> points(int count) {
            throw new IllegalArgumentException(this + ": points(" + count + "), but a choice has its own " + values.size()
                    + " values, a grid takes all of them");
        }

        @Override
        public double position(T value) {
            return values.indexOf(value);
        }

        @Override
        public List<String> choices() {
            return values.stream().map(this::text).toList();
        }

        @Override
        public String text(T value) {
            return value instanceof Double number ? Numbers.text(number) : String.valueOf(value);
        }

        @Override
        public String toString() {
            return name + " = choiceOf(" + values.stream().map(value -> value instanceof Double number ? Numbers.exact(number)
                    : Description.of(value, "choice")).collect(Collectors.joining(", ")) + ")";
        }
    }

    /** Whole numbers from one to another, both included. */
    record Whole(String name, int from, int to, int count) implements Space<Integer> {

        /** A grid takes all of them only where that is few. */
        private static final int MOST = 1000;

        @Override
        public Integer draw(Rng rng) {
            return from + rng.below(to - from + 1);
        }

        @Override
        public List<Integer> grid() {
            if (count > 0) {
                return IntStream.range(0, count).mapToObj(i -> from + (int) Math.rint(i * (double) (to - from) / (count - 1)))
                        .distinct().toList();
            }
            if (to - from >= MOST) {
                throw new IllegalStateException("gridSearch: " + this + " has " + (to - from + 1)
                        + " values, say how many to take: .points(5)");
            }
            return IntStream.rangeClosed(from, to).boxed().toList();
        }

        @Override
        public Space<Integer> points(int count) {
            return new Whole(name, from, to, requirePoints(this, count));
        }

        @Override
        public double position(Integer value) {
            return value;
        }

        @Override
        public String text(Integer value) {
            return value.toString();
        }

        @Override
        public String toString() {
            return name + " = integerIn(" + from + ", " + to + ")" + (count == 0 ? "" : ".points(" + count + ")");
        }
    }

    /** Numbers from one to another: u between the ends, or e^u with u between their logarithms. */
    record Real(String name, double from, double to, boolean logarithmic, int count) implements Space<Double> {

        @Override
        public Double draw(Rng rng) {
            return at(rng.uniform());
        }

        /** The value at a share of the way; the ends are met exactly. */
        private double at(double share) {
            double value = logarithmic ? Math.exp(Math.log(from) + share * (Math.log(to) - Math.log(from)))
                    : from + share * (to - from);
            return share == 0 ? from : share == 1 ? to : Math.max(from, Math.min(to, value));
        }

        @Override
        public List<Double> grid() {
            if (count == 0) {
                throw new IllegalStateException("gridSearch: " + this + " has values without end, say how many to take: .points(5)");
            }
            return IntStream.range(0, count).mapToObj(i -> at(i / (count - 1.0))).toList();
        }

        @Override
        public Space<Double> points(int count) {
            return new Real(name, from, to, logarithmic, requirePoints(this, count));
        }

        @Override
        public double position(Double value) {
            return value;
        }

        @Override
        public String text(Double value) {
            return Numbers.text(value, 4);
        }

        @Override
        public String toString() {
            return name + " = " + (logarithmic ? "logUniformIn(" : "uniformIn(") + Numbers.exact(from, to) + ")"
                    + (count == 0 ? "" : ".points(" + count + ")");
        }
    }
}
