package gradus.train;

import gradus.tensor.Numbers;

/** Ends a run when no parameter has moved by as much as a threshold in an epoch. */
record SmallUpdates(double threshold) implements Stopping {

    SmallUpdates {
        if (!(threshold > 0)) {
            throw new IllegalArgumentException("smallUpdates: the threshold is " + Numbers.text(threshold)
                    + ", it should be above 0");
        }
    }

    @Override
    public String reason(History history) {
        double largest = history.updates()[history.epochs() - 1];
        return largest < threshold ? "no parameter moved by more than " + Numbers.text(largest) + ", below "
                + Numbers.text(threshold) : "";
    }

    @Override
    public String toString() {
        return "smallUpdates(" + Numbers.exact(threshold) + ")";
    }
}
