package gradus.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

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
    private static final BasicStroke SIDES = new BasicStroke(1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    private record Place(String name, double[] p, double value) {}

    private final ToDoubleFunction<double[]> f;
    /** By p₃ and p₂ in steps of 1 / 120, so that each row is one shorter. */
    private final double[][] values;
    private final Levels levels;
    private List<String> names = List.of("p₁ = 1", "p₂ = 1", "p₃ = 1");
    private List<Place> places = List.of();

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
        double sum = p1 + p2 + p3;
        if (!(Math.abs(sum - 1) <= TOLERANCE) || Arrays.stream(p).anyMatch(v -> v < 0)) {
            throw new IllegalArgumentException("simplexPlot: point \"" + name + "\" is " + place(p) + " with sum "
                    + Words.text(sum) + "; probabilities are 0 or more and sum to 1");
        }
        return with(this, plot -> {
            plot.places = new ArrayList<>(places);
            plot.places.add(new Place(name, p, value(p)));
        });
    }

    /** The same plot under another title. */
    public SimplexPlot title(String title) {
        return with(this, plot -> plot.title = given("title", title));
    }

    @Override
    public String alt() {
        StringBuilder text = new StringBuilder(title()).append(". Function of three probabilities (")
                .append(String.join(", ", names)).append(')')
                .append(new FieldWords(values).text(node -> place(probabilities(node[1], node[0])), levels));
        for (Place place : places) {
            text.append("; ").append(place.name).append(" at ").append(place(place.p)).append(", value ")
                    .append(Words.text(place.value));
        }
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
        Contours lines = new Contours(chart);
        for (Place place : places) lines.avoid(new double[][] {pixel(place.p, side, height)});
        lines.draw(field, levels, line -> Arrays.stream(line).map(at -> pixel(probabilities(at[0], at[1]), side, height))
                .toArray(double[][]::new));
        // colours and lines end at the sides of the triangle
        double[][] corners = {{0, height}, {side / 2.0, 0}, {side, height}, {0, height}};
        chart.area(new double[][] {{0, 0}, {side / 2.0, 0}, {0, height}}, Color.WHITE);
        chart.area(new double[][] {{side, 0}, {side / 2.0, 0}, {side, height}}, Color.WHITE);
        chart.line(corners, Look.INK, SIDES);
        for (Place place : places) {
            double[] at = pixel(place.p, side, height);
            chart.cross(place.name, at[0], at[1]);
        }
        chart.word(names.get(0), Look.TEXT, Look.INK, 0, height + NAME / 2.0 + 2);
        chart.word(names.get(1), Look.TEXT, Look.INK, side, height + NAME / 2.0 + 2);
        chart.word(names.get(2), Look.TEXT, Look.INK, side / 2.0, -NAME / 2.0);
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
        return "(" + Words.text(p[0]) + ", " + Words.text(p[1]) + ", " + Words.text(p[2]) + ")";
    }
}
