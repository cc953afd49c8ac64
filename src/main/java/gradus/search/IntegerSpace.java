package gradus.search;

import gradus.tensor.Rng;
import java.util.List;
import java.util.stream.IntStream;

/** Whole numbers from one to another, both included. */
record IntegerSpace(String name, int from, int to, int count) implements Space<Integer> {

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
        return new IntegerSpace(name, from, to, Spaces.requirePoints(this, count));
    }

    @Override
    public double position(Integer value) {
        return value;
    }

    @Override
    public boolean logarithmic() {
        return false;
    }

    @Override
    public List<String> choices() {
        return List.of();
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
