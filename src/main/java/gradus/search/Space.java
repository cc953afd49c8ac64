package gradus.search;

import gradus.tensor.Rng;
import java.util.List;

/**
 * The values that a setting may have in a search, with the setting's name; made by {@link Spaces}.
 *
 * <p>It is also the key by which a trial gives its value, of the right type: {@code int w = trial.get(width)}.
 *
 * @param <T> what a value is
 */
public sealed interface Space<T> permits Spaces.Choice, Spaces.Whole, Spaces.Real {

    /** What the setting is called in tables and figures. */
    String name();

    /** A random value, each equally likely, or as the space says. */
    T draw(Rng rng);

    /**
     * The values that a grid has of it, in order.
     *
     * @throws IllegalStateException if there are infinitely many and {@link #points} has not said how many to take
     */
    List<T> grid();

    /**
     * The same space, with so many values for a grid, evenly spaced from end to end.
     *
     * <p>Whole numbers are rounded, and are fewer where two round to the same. Random search goes on to draw from all.
     *
     * @param count at least 2
     * @throws IllegalArgumentException if it is not, or the space is a choice, which has its own values
     */
    Space<T> points(int count);

    /** The value as a position on an axis: itself, or for a choice its number from 0. */
    double position(T value);

    /** Whether an axis of it is logarithmic. */
    default boolean logarithmic() {
        return false;
    }

    /** The names of the values of a choice, by their positions; empty for numbers. */
    default List<String> choices() {
        return List.of();
    }

    /** The value as tables show it. */
    String text(T value);
}
