package gradus.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * A figure with axes: the options that all of them share. Each returns a changed copy.
 *
 * @param <F> the figure itself, which its options return
 */
public abstract class ChartFigure<F extends ChartFigure<F>> extends Figure {

    String xLabel = "";
    String yLabel = "";
    /** Values of figures beside this one that its axes must hold too. */
    double[] besideX = {};
    double[] besideY = {};
    /** The groups of all figures on a common axis of x; empty where it has its own. */
    private List<String> common = List.of();
    private List<Note> noted = List.of();

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

    /** The values on its axis of x, with those of its notes; null where that axis cannot be shared, or has groups. */
    double[] xValues() {
        return null;
    }

    /** The values on its axis of y, with those of its notes; null where that axis cannot be shared. */
    double[] yValues() {
        return null;
    }

    /** The groups on its axis of x; null where it has none, or that axis cannot be shared. */
    List<String> groups() {
        return null;
    }

    boolean isLogX() {
        return false;
    }

    boolean isLogY() {
        return false;
    }

    /** The same figure on an axis of x that holds these values too. */
    final F holdingX(double[] values) {
        return changed(figure -> figure.besideX = values);
    }

    /** The same figure on an axis of y that holds these values too. */
    final F holdingY(double[] values) {
        return changed(figure -> figure.besideY = values);
    }

    /** The same figure on an axis of x with these groups, among which are its own. */
    final F among(List<String> groups) {
        return changed(figure -> {
            ChartFigure<F> among = figure;
            among.common = groups;
        });
    }

    /** The groups on its axis, its own or those that it shares. */
    final List<String> places() {
        return common.isEmpty() ? groups() : common;
    }

    /** Where a group of its own stands on that axis. */
    final int place(int group) {
        return common.isEmpty() ? group : common.indexOf(groups().get(group));
    }

    /** The group of its own that stands there; −1 for one of another figure. */
    final int groupAt(int place) {
        return common.isEmpty() ? place : groups().indexOf(common.get(place));
    }

    static double[] all(double[][] values) {
        return Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Adds a dotted line across at this y, with its name, such as the level of chance. The axis reaches to it. */
    public F line(double y, String name) {
        return noted(Note.Kind.LINE, name, Double.NaN, Double.NaN, y, Double.NaN);
    }

    /** Adds a dotted line from top to bottom at this x, with its name. */
    public F verticalLine(double x, String name) {
        return noted(Note.Kind.VERTICAL_LINE, name, x, Double.NaN, Double.NaN, Double.NaN);
    }

    /** Marks a point by a cross, with its name beside it. */
    public F mark(double x, double y, String name) {
        return noted(Note.Kind.MARK, name, x, Double.NaN, y, Double.NaN);
    }

    /** Shades the values of y between two ends, with the band's name. */
    public F band(double from, double to, String name) {
        return noted(Note.Kind.BAND, name, Double.NaN, Double.NaN, from, to);
    }

    /** Shades the values of x between two ends, with the band's name. */
    public F verticalBand(double from, double to, String name) {
        return noted(Note.Kind.VERTICAL_BAND, name, from, to, Double.NaN, Double.NaN);
    }

    /** Adds an upright bracket from y1 to y2, such as the gap between two curves at this x, with its name. */
    public F bracket(double x, double y1, double y2, String name) {
        return noted(Note.Kind.BRACKET, name, x, Double.NaN, y1, y2);
    }

    /**
     * Adds a triangle whose long side has a given slope, with its name.
     *
     * <p>The slope is that on the axes: where both are logarithmic, it is the exponent p of y ∝ xᵖ.
     * With {@code slope(1, 100, 10, -0.5, "∝ 1/√n")} the long side runs from (1, 10) to (100, 1).
     *
     * @param from x at the left end
     * @param to x at the right end
     * @param y y at the left end
     */
    public F slope(double from, double to, double y, double slope, String name) {
        return noted(Note.Kind.SLOPE, name, from, to, y, slope);
    }

    private F noted(Note.Kind kind, String name, double x1, double x2, double y1, double y2) {
        Note note = new Note(kind, given("name", name), x1, x2, y1, y2);
        return changed(figure -> {
            ChartFigure<F> noted = figure;
            noted.noted = new ArrayList<>(noted.noted);
            noted.noted.add(note);
        });
    }

    /** The reference lines, points and spans, for this figure's axes. */
    final Notes notes() {
        return new Notes(noted, xLimits(), yLimits());
    }

    /** What the horizontal axis can show; null where it has no numbers. */
    Note.Limits xLimits() {
        return Note.Limits.free(false);
    }

    /** What the vertical axis can show; null where it has no numbers. */
    Note.Limits yLimits() {
        return Note.Limits.free(false);
    }

    /** What its data show, in words; it begins with the title and ends with a full stop. */
    abstract String shows();

    /** What is said last, and is not cut off for what its data show. */
    String ending() {
        return notes().words();
    }

    @Override
    final String shows(int room) {
        String data = shows();
        String ending = Clauses.within(Math.max(room - data.length(), room / 3), "", ending());
        return Clauses.within(room - ending.length(), title(), data) + ending;
    }

    /** Fails where options cannot go together with the data or with each other. */
    void check() {}

    /** A checked copy with one thing changed. */
    final F changed(Consumer<F> change) {
        @SuppressWarnings("unchecked")
        F copy = with((F) this, change);
        copy.check();
        for (Note note : copy.notes().all()) note.check(copy.getClass().getSimpleName(), copy.xLimits(), copy.yLimits());
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
