package gradus.plot;

/**
 * One call, one figure: the static factories for notebooks.
 *
 * <p>Every figure has good defaults; options are methods on it. A title says what is seen, not what is drawn.
 */
public final class Figures {

    private Figures() {}

    /**
     * A plot of one line; add more with {@link LinePlot#line}.
     *
     * <pre>{@code
     * var x = new double[] {1, 2, 3};
     * linePlot("The loss halves every epoch", x, new double[] {2, 1, 0.5}).xLabel("epoch").yLabel("loss").alt()
     * // → The loss halves every epoch. Line plot of loss over epoch: loss falls 2 → 0.5.
     * }</pre>
     *
     * @param x positions, shape (n)
     * @param y values, shape (n); NaN is a gap
     * @throws IllegalArgumentException when the lengths differ or nothing is finite
     */
    public static LinePlot linePlot(String title, double[] x, double[] y) {
        return linePlot(title).line("", x, y);
    }

    /** A plot of one line over the positions 0, 1, 2, ... */
    public static LinePlot linePlot(String title, double[] y) {
        return linePlot(title).line("", y);
    }

    /** A plot without lines yet: add them with {@link LinePlot#line}, each with its name. */
    public static LinePlot linePlot(String title) {
        return new LinePlot(title);
    }
}
