package gradus.train;

import gradus.tensor.Numbers;
import java.util.List;

/** Ends a run when a measure of the history is on the far side of a value. */
record Threshold(String measure, double value, boolean above) implements Stopping {

    Threshold {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException((above ? "stopAbove" : "stopBelow") + ": the value for " + measure + " is NaN");
        }
    }

    @Override
    public String reason(History history) {
        double now = history.last(measure);
        return (above ? now > value : now < value) ? "the " + measure + " is " + Numbers.text(now) + ", "
                + (above ? "above " : "below ") + Numbers.text(value) : "";
    }

    @Override
    public List<String> watched() {
        return List.of(measure);
    }

    @Override
    public String toString() {
        return (above ? "stopAbove(" : "stopBelow(") + measure + ", " + Numbers.exact(value) + ")";
    }
}
