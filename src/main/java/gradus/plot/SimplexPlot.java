package gradus.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A function of three probabilities that sum to 1, over the triangle of all of them; made by {@link Figures#simplexPlot}.
 *
 * <p>In a corner one probability is 1, on the side across it is 0, and in between it grows with the distance from that side.
 * The lowest places are white, the highest blue. The function is computed once, in steps of 1 / 120; where it is NaN
 * on a side, as 0 · ln 0 is, the value just beside counts. Options return a changed copy.
 */
public final class SimplexPlot extends Figure {

    private static final int CELLS = 120;
    private static final int SIDE = 500;
    private static final int NAME = 26;
    /** How far probabilities may be from their sum 1. */
    private static final double TOLERANCE = 1e-6;
    private static final double BESIDE = 1e-15;
    /** How far above or below a line its name stands, and half of it beside. */
    private static final double ABOVE = 14;
    private static final BasicStroke SIDES = new BasicStroke(1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    private static final BasicStroke STRAIGHT = new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke LEVEL = new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {8, 5}, 0);

    /** A straight line from one place to another. */
    private record Straight(String name, double[] from, double[] to) {}

    private record Level(String name, double value) {}

    private record Place(String name, double[] p, double value) {}

    /** A name, centred on a pixel. */
    private record Label(String text, double x, double y) {

        boolean holds(double atX, double atY) {
            return Math.abs(atX - x) < Look.width(text, Look.SMALL) / 2.0 + 3 && Math.abs(atY - y) < ABOVE - 4;
        }

        /** Points all over it. */
        List<double[]> around() {
            double half = Look.width(text, Look.SMALL) / 2.0;
            return DoubleStream.of(-1, -0.5, 0, 0.5, 1).boxed().flatMap(part -> Stream.of(new double[] {x + part * half, y - 6},
                    new double[] {x + part * half, y + 6})).toList();
        }
    }

    private final ToDoubleFunction<double[]> f;
    /** By p₃ and p₂ in steps of 1 / 120, so that each row is one shorter. */
    private final double[][] values;
    private final Levels levels;
    private List<String> names = List.of("p₁ = 1", "p₂ = 1", "p₃ = 1");
    private List<Place> places = List.of();
    private List<Straight> straights = List.of();
    private List<Level> named = List.of();

    SimplexPlot(String title, ToDoubleFunction<double[]> f) {
        super(title);
        this.f = f;
        values = new double[CELLS + 1][];
        for (int i = 0; i <= CELLS; i++) {
            values[i] = new double[CELLS + 1 - i];
            for (int j = 0; j < values[i].length; j++) values[i][j] = value(probabilities(j, i));
        }
        levels = Levels.linear(FieldWords.checked("simplexPlot", values));
    }

    /**
     * The names of the three classes, at the corners where their probability is 1: left, right, on top.
     *
     * @throws IllegalArgumentException unless there are three
     */
    public SimplexPlot names(String... names) {
        if (names.length != 3) {
            throw new IllegalArgumentException("simplexPlot: " + Words.count(names.length, "name")
                    + ", a triangle has 3 corners");
        }
        return with(this, plot -> plot.names = List.of(names));
    }

    /**
     * Marks a place with its name beside it.
     *
     * @throws IllegalArgumentException unless all three lie between 0 and 1 and sum to 1, up to 10⁻⁶
     */
    public SimplexPlot point(String name, double p1, double p2, double p3) {
        double[] p = {p1, p2, p3};
        check("point", name, p);
        return with(this, plot -> {
            plot.places = new ArrayList<>(places);
            plot.places.add(new Place(name, p, value(p)));
        });
    }

    /**
     * A straight line with its name, such as a constraint: all places between two, each given by its three probabilities.
     *
     * <pre>{@code
     * simplexPlot("The mean grade is 2", p -> p[0] * p[1] * p[2]).line("mean 2", new double[] {0.5, 0, 0.5}, new double[] {0, 1, 0})
     * }</pre>
     *
     * @throws IllegalArgumentException unless all are 0 or more, sum to 1, and the two places are different
     */
    public SimplexPlot line(String name, double[] from, double[] to) {
        check("line", name, from);
        check("line", name, to);
        if (Arrays.equals(from, to)) {
            throw new IllegalArgumentException("simplexPlot: line \"" + name + "\" begins and ends at " + place(from)
                    + "; give two different places");
        }
        return with(this, plot -> {
            plot.straights = new ArrayList<>(straights);
            plot.straights.add(new Straight(name, from.clone(), to.clone()));
        });
    }

    /**
     * A dashed line with its name through all places where the function has this value.
     *
     * @throws IllegalArgumentException when it has that value nowhere; the message says from where to where it runs
     */
    public SimplexPlot level(String name, double value) {
        double low = Arrays.stream(values).flatMapToDouble(Arrays::stream).filter(Double::isFinite).min().orElse(Double.NaN);
        double high = Arrays.stream(values).flatMapToDouble(Arrays::stream).filter(Double::isFinite).max().orElse(Double.NaN);
        if (!(value > low && value < high)) {
            throw new IllegalArgumentException("simplexPlot: level \"" + name + "\" is "
                    + Words.apart(value, value <= low ? low : high) + ", the function runs from " + Words.apart(low, value) + " to "
                    + Words.apart(high, value) + "; give a value between");
        }
        return with(this, plot -> {
            plot.named = new ArrayList<>(named);
            plot.named.add(new Level(name, value));
        });
    }

    private static void check(String call, String name, double[] p) {
        double sum = Arrays.stream(p).sum();
        if (p.length == 3 && Math.abs(sum - 1) <= TOLERANCE && Arrays.stream(p).noneMatch(v -> v < 0)) return;
        throw new IllegalArgumentException("simplexPlot: " + call + " \"" + name + "\" is " + place(p) + " with sum "
                + Words.apart(sum, 1) + "; probabilities are 0 or more and sum to 1"
                + (p.length == 3 ? "" : ", three of them"));
    }

    /** The same plot under another title. */
    public SimplexPlot title(String title) {
        return with(this, plot -> plot.title = given("title", title));
    }

    @Override
    String shows(int room) {
        StringBuilder text = new StringBuilder(finding()).append("Function of three probabilities (")
                .append(String.join(", ", names.stream().map(Words::name).toList())).append(')')
                .append(new FieldWords(values).text(node -> place(probabilities(node[1], node[0])), levels));
        for (Place place : places) {
            text.append("; ").append(Words.name(place.name)).append(" at ").append(place(place.p)).append(", value ")
                    .append(Words.text(place.value));
        }
        for (Straight line : straights) {
            text.append("; line ").append(Words.name(line.name)).append(" from ").append(place(line.from)).append(" to ").append(place(line.to));
        }
        for (Level level : named) text.append("; dashed ").append(Words.name(level.name)).append(", value ").append(Words.text(level.value));
        return text.append('.').toString();
    }

    @Override
    Drawing drawing(int room) {
        int left = Look.width(names.get(0), Look.TEXT) / 2;
        int right = Look.width(names.get(1), Look.TEXT) / 2;
        int side = Math.min(SIDE, room - left - right);
        int height = (int) Math.round(side * Math.sqrt(3) / 2);
        Chart chart = Chart.blank(side, height);
        draw(chart, side, height);
        return new Drawing(left + side + right, height + 2 * NAME, g -> {
            g.translate(left, NAME);
            chart.paint(g);
        });
    }

    private void draw(Chart chart, int side, int height) {
        double[][] field = square();
        var image = new BufferedImage(SCALE * side, SCALE * height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            double p3 = 1 - (y + 0.5) / image.getHeight();
            for (int x = 0; x < image.getWidth(); x++) {
                double p2 = (x + 0.5) / image.getWidth() - p3 / 2;
                image.setRGB(x, y, levels.rgb(Plane.between(field, CELLS * p2, CELLS * p3)));
            }
        }
        chart.ground(image, 0, 0, 1.0 / SCALE, 1.0 / SCALE);
        double[][] corners = {{0, height}, {side / 2.0, 0}, {side, height}, {0, height}};
        Contours lines = new Contours(chart);
        lines.avoid(corners);
        for (Place place : places) lines.avoid(new double[][] {pixel(place.p, side, height)});
        for (Level level : named) for (double[][] path : paths(field, level, side, height)) lines.avoid(path);
        for (Straight line : straights) lines.avoid(path(line, side, height));
        List<Label> labels = labels(field, side, height);
        for (Label label : labels) lines.avoid(label.around().toArray(double[][]::new));
        lines.draw(field, levels, line -> Arrays.stream(line).map(at -> pixel(probabilities(at[0], at[1]), side, height))
                .toArray(double[][]::new));
        for (Level level : named) for (double[][] path : paths(field, level, side, height)) chart.line(path, Look.INK, LEVEL);
        for (Straight line : straights) chart.line(path(line, side, height), Look.VERMILION, STRAIGHT);
        // colours and lines end at the sides of the triangle
        chart.area(new double[][] {{0, 0}, {side / 2.0, 0}, {0, height}}, Color.WHITE);
        chart.area(new double[][] {{side, 0}, {side / 2.0, 0}, {side, height}}, Color.WHITE);
        chart.line(corners, Look.INK, SIDES);
        for (Label label : labels) chart.hemmed(label.text, Look.SMALL, label.x, label.y);
        // the names of places come last: they stand where no other word does
        for (Place place : places) {
            double[] at = pixel(place.p, side, height);
            chart.cross(place.name, at[0], at[1]);
        }
        chart.word(names.get(0), Look.TEXT, Look.INK, 0, height + NAME / 2.0 + 2);
        chart.word(names.get(1), Look.TEXT, Look.INK, side, height + NAME / 2.0 + 2);
        chart.word(names.get(2), Look.TEXT, Look.INK, side / 2.0, -NAME / 2.0);
    }

    private static List<double[][]> paths(double[][] field, Level level, int side, int height) {
        return MarchingSquares.lines(field, level.value).stream().map(line -> Arrays.stream(line)
                .map(at -> pixel(probabilities(at[0], at[1]), side, height)).toArray(double[][]::new)).toList();
    }

    private static double[][] path(Straight line, int side, int height) {
        double[] from = pixel(line.from, side, height);
        double[] to = pixel(line.to, side, height);
        return IntStream.rangeClosed(0, CELLS).mapToObj(i -> new double[] {from[0] + (to[0] - from[0]) * i / CELLS,
            from[1] + (to[1] - from[1]) * i / CELLS}).toArray(double[][]::new);
    }

    /**
     * The names of lines and levels, each above, below or beside its own, where it stands in the triangle and hides no other
     * and no place.
     */
    private List<Label> labels(double[][] field, int side, int height) {
        List<double[]> drawn = new ArrayList<>();
        for (Straight line : straights) drawn.addAll(List.of(path(line, side, height)));
        for (Level level : named) for (double[][] path : paths(field, level, side, height)) drawn.addAll(List.of(path));
        for (Place place : places) {
            double[] at = pixel(place.p, side, height);
            drawn.add(at);
            // its name would stand to its right
            drawn.addAll(new Label(place.name, at[0] + 12 + Look.width(place.name, Look.TEXT) / 2.0, at[1]).around());
        }
        List<Label> labels = new ArrayList<>();
        for (Straight line : straights) {
            List<double[]> path = List.of(path(line, side, height));
            // near a third of its way if it can
            List<double[]> sorted = IntStream.range(0, path.size()).boxed()
                    .sorted(Comparator.comparingInt(i -> Math.abs(3 * i - CELLS))).map(path::get).toList();
            labels.add(label(line.name, sorted, labels, drawn, side, height));
        }
        for (Level level : named) {
            // low, where the triangle is wide
            List<double[]> path = paths(field, level, side, height).stream().flatMap(Arrays::stream)
                    .sorted(Comparator.comparingDouble(at -> -at[1])).toList();
            if (!path.isEmpty()) labels.add(label(level.name, path, labels, drawn, side, height));
        }
        return labels;
    }

    /** The best place along a path; of equal ones the first. */
    private static Label label(String text, List<double[]> path, List<Label> others, List<double[]> drawn, int side,
            int height) {
        double beside = Look.width(text, Look.SMALL) / 2.0 + ABOVE / 2;
        Stream<Label> places = path.stream().flatMap(at -> Stream.of(new Label(text, at[0], at[1] - ABOVE),
                new Label(text, at[0], at[1] + ABOVE), new Label(text, at[0] - beside, at[1]),
                new Label(text, at[0] + beside, at[1])));
        return places.min(Comparator.comparingDouble((Label label) -> {
            long outside = label.around().stream().filter(at -> at[1] > height - 4
                    || Math.abs(at[0] - side / 2.0) > side / 2.0 * at[1] / height - 4).count();
            long hidden = drawn.stream().filter(at -> label.holds(at[0], at[1])).count();
            long under = others.stream().map(Label::around)
                    .filter(other -> other.stream().anyMatch(at -> label.holds(at[0], at[1]))).count();
            return 10 * outside + hidden + 10 * under;
        })).orElseThrow();
    }

    private double value(double[] p) {
        double value = f.applyAsDouble(p.clone());
        if (!Double.isNaN(value)) return value;
        double[] beside = Arrays.stream(p).map(v -> (v + BESIDE) / (1 + 3 * BESIDE)).toArray();
        return f.applyAsDouble(beside);
    }

    /** The values as a square grid: across the long side they go on as a plane for one square, which is not shown. */
    private double[][] square() {
        double[][] field = new double[CELLS + 1][CELLS + 1];
        for (int i = 0; i <= CELLS; i++) {
            Arrays.fill(field[i], Double.NaN);
            System.arraycopy(values[i], 0, field[i], 0, values[i].length);
            int next = values[i].length;
            if (i > 0) field[i][next] = values[i][next - 1] + values[i - 1][next] - values[i - 1][next - 1];
        }
        return field;
    }

    /** The probabilities at a place of the grid, which may lie between nodes. */
    private static double[] probabilities(double column, double row) {
        return new double[] {(CELLS - column - row) / CELLS, column / CELLS, row / CELLS};
    }

    private static double[] pixel(double[] p, int side, int height) {
        return new double[] {side * (p[1] + p[2] / 2), height * (1 - p[2])};
    }

    private static String place(double[] p) {
        return Arrays.stream(p).mapToObj(Words::text).collect(Collectors.joining(", ", "(", ")"));
    }
}
