package gradus.plot;

import java.util.function.Consumer;

/**
 * A figure with axes: the options that all of them share. Each returns a changed copy.
 *
 * @param <F> the figure itself, which its options return
 */
public abstract class ChartFigure<F extends ChartFigure<F>> extends Figure {

    String xLabel = "";
    String yLabel = "";
    /** Values of figures beside this one that its axis of y must hold too. */
    double[] beside = {};

    ChartFigure(String title) {
        super(title);
    }

    /** For a figure that computes its title. */
    ChartFigure() {}

    /** The same figure under another title. */
    public F title(String title) {
        return changed(figure -> figure.title = given("title", title));
    }

    /** What x is, with its unit; it stands under the axis. */
    public F xLabel(String label) {
        return changed(figure -> figure.xLabel = given("xLabel", label));
    }

    /** What y is, with its unit; it stands above the axis. */
    public F yLabel(String label) {
        return changed(figure -> figure.yLabel = given("yLabel", label));
    }

    /** The values on its axis of y; null where that axis cannot be shared. */
    double[] yValues() {
        return null;
    }

    /** Whether its axis of y is logarithmic. */
    boolean isLogY() {
        return false;
    }

    /** The same figure on an axis of y that holds these values too. */
    final F holding(double[] values) {
        return changed(figure -> figure.beside = values);
    }

    /** Fails where options cannot go together with the data or with each other. */
    void check() {}

    /** A checked copy with one thing changed. */
    final F changed(Consumer<F> change) {
        @SuppressWarnings("unchecked")
        F copy = with((F) this, change);
        copy.check();
        return copy;
    }

    /** The width of a figure of one chart, as far as there is room. */
    static int width(int room) {
        return Math.min(760, room);
    }

    /** The height of axes that are this high at their full width: narrow ones are lower, but not in proportion. */
    static int height(int full, int width) {
        return Math.min(full, Math.max(260, 3 * width / 4));
    }
}
