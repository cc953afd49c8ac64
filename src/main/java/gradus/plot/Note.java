package gradus.plot;

/**
 * A line, point or span that a reader is to see beside the data, with its name; what it does not need is NaN.
 *
 * @param y2 the upper end; of a slope the slope itself
 */
record Note(Kind kind, String name, double x1, double x2, double y1, double y2) {

    enum Kind {
        LINE("line"), VERTICAL_LINE("verticalLine"), MARK("mark"), BAND("band"), VERTICAL_BAND("verticalBand"),
        BRACKET("bracket"), SLOPE("slope");

        private final String call;

        Kind(String call) {
            this.call = call;
        }
    }

    /**
     * What an axis allows.
     *
     * @param what what sets its ends, for messages
     */
    record Limits(double low, double high, boolean log, String what) {

        static Limits free(boolean log) {
            return new Limits(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, log, "");
        }

        /** A range; without one, null, the axis is free. */
        static Limits range(double[] range, boolean log, String what) {
            return range == null ? free(log) : new Limits(range[0], range[1], log, what);
        }

        /** Groups around 0, 1, ..., n − 1. */
        static Limits groups(int n) {
            return new Limits(-0.5, n - 0.5, false, "groups count 0, 1, …");
        }

        double scaled(double value) {
            return log ? Math.log10(value) : value;
        }
    }

    /** A vertical line that needs no name. */
    static Note verticalLine(double x) {
        return new Note(Kind.VERTICAL_LINE, "", x, Double.NaN, Double.NaN, Double.NaN);
    }

    boolean isUpright() {
        return kind == Kind.VERTICAL_LINE || kind == Kind.VERTICAL_BAND;
    }

    /** With the upper end of a slope in place of the slope: on logarithmic axes it is an exponent. */
    Note on(Limits x, Limits y) {
        if (kind != Kind.SLOPE) return this;
        double end = y.scaled(y1) + y2 * (x.scaled(x2) - x.scaled(x1));
        return new Note(kind, name, x1, x2, y1, y.log() ? Math.pow(10, end) : end);
    }

    /** Fails where it has no place on these axes. */
    void check(String figure, Limits x, Limits y) {
        String who = figure + ": " + kind.call + " \"" + name + "\"";
        if (x == null || y == null) {
            throw new IllegalArgumentException(who + " needs axes with numbers, this figure has rows and columns; leave it out");
        }
        if (kind == Kind.SLOPE) within(who, "slope", y2, Limits.free(false));
        boolean band = kind == Kind.BAND || kind == Kind.VERTICAL_BAND;
        if (band || kind == Kind.SLOPE) Points.range(figure, kind.call + " \"" + name + "\"", isUpright() || !band ? x1 : y1, isUpright() || !band ? x2 : y2);
        if (kind == Kind.BRACKET && y1 == y2) {
            throw new IllegalArgumentException(who + " has both ends at " + Words.text(y1) + "; take mark for a point");
        }
        boolean hasX = kind != Kind.LINE && kind != Kind.BAND;
        if (hasX) within(who, "x", x1, x);
        if (kind == Kind.VERTICAL_BAND || kind == Kind.SLOPE) within(who, "x", x2, x);
        if (isUpright()) return;
        within(who, "y", y1, y);
        if (kind == Kind.SLOPE && !Double.isFinite(on(x, y).y2)) {
            throw new IllegalArgumentException(who + " from y = " + Words.text(y1) + " at x = " + Words.text(x1) + " reaches y = "
                    + Words.text(on(x, y).y2) + " at x = " + Words.text(x2) + "; begin it at another y");
        }
        if (kind == Kind.BAND || kind == Kind.BRACKET || kind == Kind.SLOPE) within(who, "y", on(x, y).y2, y);
    }

    private static void within(String who, String axis, double value, Limits limits) {
        double end = value < limits.low ? limits.low : limits.high;
        String is = who + ": " + axis + " is " + Words.apart(value, end);
        if (!Double.isFinite(value)) throw new IllegalArgumentException(is + ", it should be a finite number");
        if (limits.log && value <= 0) {
            throw new IllegalArgumentException(is + ", but the " + axis + " axis is logarithmic; give a positive number");
        }
        if (value >= limits.low && value <= limits.high) return;
        throw new IllegalArgumentException(is + ", but the figure shows " + axis + " from "
                + Words.apart(limits.low, value) + " to " + Words.apart(limits.high, value) + " (" + limits.what + "); give a number between");
    }

    /** For the text alternative. */
    String words() {
        String called = name.isEmpty() ? "" : Words.name(name) + " ";
        return switch (kind) {
            case LINE -> called + "at y = " + Words.text(y1);
            case VERTICAL_LINE -> called + "at x = " + Words.text(x1);
            case MARK -> called + "at " + Trajectory.place(x1, y1);
            case BAND -> called + "from y = " + Words.text(y1) + " to " + Words.text(y2);
            case VERTICAL_BAND -> called + "from x = " + Words.text(x1) + " to " + Words.text(x2);
            case BRACKET -> called + "from y = " + Words.text(y1) + " to " + Words.text(y2) + " at x = " + Words.text(x1);
            case SLOPE -> called + "with slope " + Words.text(y2) + " from x = " + Words.text(x1) + " to " + Words.text(x2);
        };
    }
}
