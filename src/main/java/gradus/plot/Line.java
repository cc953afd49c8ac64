package gradus.plot;

/** One line of a plot; NaN and infinite points are gaps. The look counts through colours, dashes and markers. */
record Line(String name, double[] x, double[] y, int look) {

    int finite() {
        int n = 0;
        for (int i = 0; i < y.length; i++) if (isPoint(i)) n++;
        return n;
    }

    boolean isPoint(int i) {
        return Double.isFinite(x[i]) && Double.isFinite(y[i]);
    }

    /** The last point that is drawn. */
    int last() {
        int i = y.length - 1;
        while (!isPoint(i)) i--;
        return i;
    }

    /**
     * How the line runs, in words: "falls 2.3 → 0.11", "falls 2.3 → 0.21 at 12, then rises to 0.4".
     *
     * @param at what stands before an x value, for example {@code epoch } or {@code x = }
     */
    String trend(String at) {
        int first = 0;
        while (!isPoint(first)) first++;
        int last = last();
        int low = first;
        int high = first;
        for (int i = first; i <= last; i++) {
            if (!isPoint(i)) continue;
            if (y[i] < y[low]) low = i;
            if (y[i] > y[high]) high = i;
        }
        String from = Words.text(y[first]);
        String to = Words.text(y[last]);
        String lowest = Words.text(y[low]) + " at " + at + Words.text(x[low]);
        String highest = Words.text(y[high]) + " at " + at + Words.text(x[high]);
        // a wiggle below a twentieth of the height is no turn; but 0.2 → 0.3 is one, even after a fall from 2.3
        double wiggle = 0.05 * (y[high] - y[low]);
        double wiggleLow = y[low] > 0 ? Math.min(wiggle, 0.05 * y[low]) : wiggle;
        boolean startsHigh = y[first] >= y[high] - wiggle;
        boolean startsLow = y[first] <= y[low] + wiggleLow;
        boolean endsHigh = y[last] >= y[high] - wiggle;
        boolean endsLow = y[last] <= y[low] + wiggleLow;
        String words;
        if (finite() == 1) words = "is " + from + " at " + at + Words.text(x[first]) + ", a single point";
        else if (y[high] == y[low]) words = "stays at " + from;
        else if (startsHigh && endsLow) words = "falls " + from + " → " + to;
        else if (startsLow && endsHigh) words = "rises " + from + " → " + to;
        else if (startsHigh) words = "falls " + from + " → " + lowest + ", then rises to " + to;
        else if (startsLow) words = "rises " + from + " → " + highest + ", then falls to " + to;
        else words = "goes " + from + " → " + to + ", lowest " + lowest + ", highest " + highest;
        int gaps = y.length - finite();
        return gaps == 0 ? words : words + " (" + gaps + " of " + Words.count(y.length, "point") + " not finite)";
    }
}
