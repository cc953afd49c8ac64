package gradus.plot;

import gradus.tensor.Tensor;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/**
 * A function of two numbers as a map: colours, contour lines with their values, and paths over it; made by
 * {@link Figures#contourPlot}.
 *
 * <p>The lowest places are white, the highest blue. The function is computed once, at 121 × 121 places; places where it is
 * NaN are grey. One unit is as long in x as in y unless the plane is a narrow strip, so a path down the gradient
 * crosses the lines at right angles. Options return a changed copy.
 */
public final class ContourPlot extends ChartFigure<ContourPlot> {

    /** Round numbers of a range fall on nodes: 120 can be divided by 2, 3, 4, 5, 6, 8, 10, 12. */
    private static final int CELLS = 120;

    private record Place(String name, double x, double y, double value) {}

    private final DoubleBinaryOperator f;
    private final Plane plane;
    private final double[][] field;
    private Levels levels;
    private List<Trajectory> trajectories = List.of();
    private List<Place> places = List.of();

    ContourPlot(String title, DoubleBinaryOperator f, double xFrom, double xTo, double yFrom, double yTo) {
        super(title);
        xLabel = "x";
        yLabel = "y";
        this.f = f;
        plane = Plane.of("contourPlot", CELLS, xFrom, xTo, yFrom, yTo);
        field = plane.sample(f);
        levels = Levels.linear(FieldWords.checked("contourPlot", field));
    }

    /**
     * Contour lines at powers of ten, for a function that falls to near zero.
     *
     * <p>Lines and colours start at the value that one in 200 places lies below, at most six powers of ten under the
     * highest.
     *
     * @throws IllegalArgumentException when the function has negative values, or is zero everywhere
     */
    public ContourPlot logLevels() {
        FieldWords words = new FieldWords(field);
        if (words.low() < 0 || words.high() <= 0) {
            throw new IllegalArgumentException("contourPlot: logLevels needs values from 0 up, but they run from "
                    + Words.text(words.low()) + " at " + place(words.lowest()) + " to " + Words.text(words.high())
                    + "; leave logLevels() out, or subtract the lowest value");
        }
        return changed(plot -> plot.levels = Levels.logarithmic(field));
    }

    /**
     * Adds a path: a ring marks its start, a larger marker its end.
     *
     * @param points rows (x, y), shape (n, 2); the path ends before the first that is not finite
     * @throws IllegalArgumentException when a row is not (x, y), the first point is not finite, or ten paths are there
     */
    public ContourPlot trajectory(String name, double[][] points) {
        String of = name.isEmpty() ? "" : " \"" + name + "\"";
        if (points.length == 0) throw new IllegalArgumentException("contourPlot: trajectory" + of + " has no points");
        double[][] copy = new double[points.length][];
        for (int i = 0; i < points.length; i++) {
            if (points[i].length != 2) {
                throw new IllegalArgumentException("contourPlot: point " + i + " of trajectory" + of + " has "
                        + Words.count(points[i].length, "number") + ", it should be (x, y)");
            }
            copy[i] = points[i].clone();
        }
        if (!Double.isFinite(copy[0][0]) || !Double.isFinite(copy[0][1])) {
            throw new IllegalArgumentException("contourPlot: trajectory" + of + " starts at " + Trajectory.place(copy[0])
                    + ", which is not finite");
        }
        if (trajectories.size() == Trajectory.LOOKS.size()) {
            throw new IllegalArgumentException("contourPlot: more than " + Trajectory.LOOKS.size()
                    + " paths cannot be told apart; draw some of them in a second figure");
        }
        double[][] path = new Trajectory(name, copy, 0, 0).finite();
        double[] end = path[path.length - 1];
        return changed(plot -> {
            plot.trajectories = new ArrayList<>(trajectories);
            plot.trajectories.add(new Trajectory(name, copy, f.applyAsDouble(copy[0][0], copy[0][1]),
                    f.applyAsDouble(end[0], end[1])));
        });
    }

    /** Adds a path; points is a matrix (n, 2). */
    public ContourPlot trajectory(String name, Tensor points) {
        return trajectory(name, Points.matrix("contourPlot", "trajectory \"" + name + "\"", "(n, 2)", points));
    }

    /**
     * Marks a place, such as a minimum, with its name beside it.
     *
     * @throws IllegalArgumentException when it lies outside the plane
     */
    public ContourPlot point(String name, double x, double y) {
        if (!plane.contains(x, y)) {
            throw new IllegalArgumentException("contourPlot: point \"" + name + "\" at ("
                    + Words.apart(x, x < plane.xFrom() ? plane.xFrom() : plane.xTo()) + ", "
                    + Words.apart(y, y < plane.yFrom() ? plane.yFrom() : plane.yTo()) + ") lies outside the plane, x "
                    + Words.apart(plane.xFrom(), x) + " to " + Words.apart(plane.xTo(), x) + ", y "
                    + Words.apart(plane.yFrom(), y) + " to " + Words.apart(plane.yTo(), y));
        }
        return changed(plot -> {
            plot.places = new ArrayList<>(places);
            plot.places.add(new Place(name, x, y, f.applyAsDouble(x, y)));
        });
    }

    @Override
    String shows() {
        StringBuilder text = new StringBuilder(finding()).append("Contour plot");
        text.append(" over ").append(xLabel.isEmpty() ? "x" : xLabel).append(" from ").append(Words.text(plane.xFrom()))
                .append(" to ").append(Words.text(plane.xTo())).append(" and ").append(yLabel.isEmpty() ? "y" : yLabel)
                .append(" from ").append(Words.text(plane.yFrom())).append(" to ").append(Words.text(plane.yTo()));
        text.append(new FieldWords(field).text(this::place, levels));
        for (Place place : places) {
            text.append("; ").append(Words.name(place.name)).append(" at ").append(Trajectory.place(place.x, place.y)).append(", value ")
                    .append(Words.text(place.value));
        }
        for (Trajectory trajectory : trajectories) text.append("; ").append(trajectory.words(plane));
        return text.append('.').toString();
    }

    private String place(int[] node) {
        return Trajectory.place(plane.x(node[1]), plane.y(node[0]));
    }

    @Override
    Note.Limits xLimits() {
        return new Note.Limits(plane.xFrom(), plane.xTo(), false, "the plane");
    }

    @Override
    Note.Limits yLimits() {
        return new Note.Limits(plane.yFrom(), plane.yTo(), false, "the plane");
    }

    @Override
    Drawing drawing(int room) {
        Ends names = new Ends();
        int[] colors = looks.of(trajectories.stream().map(Trajectory::name).toList(), Trajectory.LOOKS);
        int[] dashes = IntStream.range(0, colors.length).map(i -> looks.has(trajectories.get(i).name()) ? colors[i] : i).toArray();
        for (int i = 0; i < colors.length; i++) {
            if (trajectories.get(i).name().isEmpty()) continue;
            Color color = Look.color(colors[i]);
            names.add(trajectories.get(i).name(), color, Look.stroke(dashes[i]), Trajectory.end(color, dashes[i]), Double.NaN);
        }
        if (!names.isEmpty()) names.add("start", Look.INK, Trajectory.start(Look.INK));
        Field drawn = new Field(plane, xLabel, yLabel, names, room);
        drawn.color((column, row) -> levels.rgb(Plane.between(field, column, row)));
        Chart chart = drawn.chart();
        Contours lines = new Contours(chart);
        List<double[][]> paths = trajectories.stream().map(trajectory -> drawn.place(trajectory.finite())).toList();
        paths.forEach(lines::avoid);
        for (Place place : places) lines.avoid(drawn.place(new double[][] {{place.x, place.y}}));
        notes().under(chart);
        lines.draw(field, levels, drawn::pixels);
        for (int i = 0; i < paths.size(); i++) Trajectory.draw(chart, paths.get(i), Look.color(colors[i]), dashes[i]);
        Notes marked = notes();
        for (Place place : places) marked = marked.and(new Note(Note.Kind.MARK, place.name, place.x, Double.NaN, place.y, Double.NaN));
        marked.over(chart);
        return drawn.drawing();
    }
}
