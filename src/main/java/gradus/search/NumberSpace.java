package gradus.search;

import gradus.tensor.Numbers;
import gradus.tensor.Rng;
import java.util.List;
import java.util.stream.IntStream;

/** Numbers from one to another: u between the ends, or e^u with u between their logarithms. */
record NumberSpace(String name, double from, double to, boolean logarithmic, int count) implements Space<Double> {

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
        return new NumberSpace(name, from, to, logarithmic, Spaces.requirePoints(this, count));
    }

    @Override
    public double position(Double value) {
        return value;
    }

    @Override
    public List<String> choices() {
        return List.of();
    }

    @Override
    public String text(Double value) {
        return Numbers.text(value, 4);
    }

    @Override
    public String toString() {
        return name + " = " + (logarithmic ? "logUniformIn(" : "uniformIn(") + Numbers.text(from) + ", " + Numbers.text(to) + ")"
                + (count == 0 ? "" : ".points(" + count + ")");
    }
}
