package gradus.search;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A value for each space of a search.
 *
 * <p>Equal are settings with the same names and values.
 */
public final class Settings {

    private final List<Space<?>> spaces;
    private final List<Object> values;

    Settings(List<Space<?>> spaces, List<Object> values) {
        this.spaces = spaces;
        this.values = List.copyOf(values);
    }

    /**
     * The value for a space of the search.
     *
     * @throws IllegalArgumentException if the search has no such space; the message lists those that it has
     */
    @SuppressWarnings("unchecked")
    public <T> T get(Space<T> space) {
        for (int i = 0; i < values.size(); i++) {
            if (same(spaces.get(i), space)) {
                return (T) values.get(i);
            }
        }
        throw new IllegalArgumentException("get: " + space + " is not in this search, its spaces are " + spaces);
    }

    /** Whether one is the key to the other's values: of the same name and kind, however many points a grid has of it. */
    private static boolean same(Space<?> a, Space<?> b) {
        return a.name().equals(b.name()) && a.getClass() == b.getClass() && a.logarithmic() == b.logarithmic()
                && a.choices().equals(b.choices());
    }

    /** The names, in the order in which the search was given its spaces. */
    public List<String> names() {
        return spaces.stream().map(Space::name).toList();
    }

    /** The values as tables show them. */
    public List<String> texts() {
        return IntStream.range(0, values.size()).mapToObj(i -> text(spaces.get(i), values.get(i))).toList();
    }

    /** The values as positions on axes: numbers as they are, a choice by its number from 0. */
    public double[] positions() {
        return IntStream.range(0, values.size()).mapToDouble(i -> position(spaces.get(i), values.get(i))).toArray();
    }

    @SuppressWarnings("unchecked")
    private static <T> String text(Space<T> space, Object value) {
        return space.text((T) value);
    }

    @SuppressWarnings("unchecked")
    private static <T> double position(Space<T> space, Object value) {
        return space.position((T) value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings that && names().equals(that.names()) && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        var texts = texts();
        return IntStream.range(0, texts.size()).mapToObj(i -> spaces.get(i).name() + " " + texts.get(i))
                .collect(Collectors.joining(", "));
    }
}
