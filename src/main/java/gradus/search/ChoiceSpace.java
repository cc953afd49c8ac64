package gradus.search;

import gradus.tensor.Numbers;
import gradus.tensor.Rng;
import java.util.List;

/** One of some values. */
record ChoiceSpace<T>(String name, List<T> values) implements Space<T> {

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
    public boolean logarithmic() {
        return false;
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
        return name + " = choiceOf(" + String.join(", ", choices()) + ")";
    }
}
