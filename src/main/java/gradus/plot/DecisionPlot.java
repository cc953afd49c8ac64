package gradus.plot;

import gradus.nn.Layer;
import gradus.tensor.Tensor;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.style.markers.Marker;

/**
 * What a classifier of two inputs says everywhere in the plane, with the data on top; made by {@link Figures#decisionPlot}.
 *
 * <p>Each place has the colour of the class predicted there, the paler the less sure: white at 1 / C for C classes. The scores
 * of a net that was trained with a hinge loss are no logarithms of probabilities: {@link #gap()} shades by what they mean.
 * The boundary is the line between two predictions; of a network that ends in a step, where what goes into the step is 0.
 * Points have the colour and shape of their label, and a black edge where another class is predicted. The classifier is asked
 * when the figure is made: training that comes later does not change it. Options return a changed copy.
 */
public final class DecisionPlot extends ChartFigure<DecisionPlot> {

    /** Fine enough for the straight line of a step function to look straight. */
    private static final int CELLS = 240;
    private static final double AIR = 0.08;
    /** How much of its colour the surest place of a class has: the points stand out from it. */
    private static final double DEPTH = 0.5;
    private static final BasicStroke BOUNDARY = new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke MARGIN = new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {7, 5}, 0);

    private final Layer net;
    private final double[] points;
    private final int[] labels;
    private final boolean plusMinus;
    private ClassScores atPoints;
    private ClassScores atNodes;
    /** What goes into the step at the end of the network: 0s and 1s alone would give a boundary with teeth. Else null. */
    private ClassScores intoStep;
    private Plane plane;
    private List<String> names = List.of();
    private boolean margins;
    private boolean gap;
    private String marked = "";
    private int[] marks = {};

    DecisionPlot(String title, Layer net, Tensor x, Tensor y) {
        super(title);
        xLabel = "x₁";
        yLabel = "x₂";
        if (x.rank() != 2 || x.size(1) != 2) {
            throw new IllegalArgumentException("decisionPlot: x has shape " + x.shapeText()
                    + ", it should be (n, 2): the plane has two inputs");
        }
        this.net = net;
        points = x.toArray();
        Points.check("decisionPlot", "", axis(0), axis(1));
        for (int i = 0; i < points.length; i += 2) {
            if (Double.isFinite(points[i]) && Double.isFinite(points[i + 1])) continue;
            throw new IllegalArgumentException("decisionPlot: point " + i / 2 + " is (" + Words.text(points[i]) + ", "
                    + Words.text(points[i + 1]) + "), which is not finite; leave it out");
        }
        atPoints = ClassScores.of(net, points, ClassScores.endInProbabilities(net));
        int[] given = given(y, atPoints.classes());
        plusMinus = atPoints.single() && Arrays.stream(given).anyMatch(label -> label == -1);
        labels = Arrays.stream(given).map(label -> plusMinus ? (label == 0 ? -1 : (label + 1) / 2) : label).toArray();
        check(given);
        double[] xs = Points.extent(axis(0), AIR);
        double[] ys = Points.extent(axis(1), AIR);
        plane = Plane.of("decisionPlot", CELLS, xs[0], xs[1], ys[0], ys[1]);
        atNodes = ask(net, plane, atPoints.probabilities());
        intoStep = intoStep(plane);
    }

    /**
     * The part of the plane to show; without it, the data with some air.
     *
     * @throws IllegalArgumentException unless both ranges go from a number to a larger one
     */
    public DecisionPlot range(double xFrom, double xTo, double yFrom, double yTo) {
        Plane shown = Plane.of("decisionPlot", CELLS, xFrom, xTo, yFrom, yTo);
        return changed(plot -> {
            plot.plane = shown;
            plot.atNodes = ask(net, shown, atPoints.probabilities());
            plot.intoStep = intoStep(shown);
        });
    }

    /**
     * The names of the classes 0, 1, 2, ..., in place of their numbers.
     *
     * @throws IllegalArgumentException when there is not one for each class
     */
    public DecisionPlot classNames(List<String> names) {
        if (names.size() != atPoints.classes()) {
            throw new IllegalArgumentException("decisionPlot: " + Words.count(names.size(), "class name") + " for "
                    + atPoints.classes() + " classes");
        }
        return changed(plot -> plot.names = List.copyOf(names));
    }

    /**
     * Takes the outputs as probabilities, not as scores: the boundary of one output is at ½ then, not at 0.
     *
     * <p>A network that ends in sigmoid, softmax or step is taken so without being told.
     *
     * @throws IllegalArgumentException when an output is not between 0 and 1, or those of a point do not sum to 1
     */
    public DecisionPlot fromProbabilities() {
        if (gap) {
            throw new IllegalArgumentException("decisionPlot: gap() and margins() need scores, fromProbabilities() takes the"
                    + " outputs as probabilities; leave one out");
        }
        return changed(plot -> {
            plot.atPoints = ClassScores.of(net, points, true);
            plot.atNodes = ask(net, plane, true);
        });
    }

    /**
     * Shades by the gap between the highest score and the next, white at 0 and full from 1 on, in place of a probability:
     * a hinge loss is 0 where the gap is 1, and says nothing about probabilities.
     *
     * @throws IllegalArgumentException when the outputs are probabilities
     */
    public DecisionPlot gap() {
        if (atPoints.probabilities()) {
            throw new IllegalArgumentException("decisionPlot: gap() needs scores, these outputs are probabilities; leave gap()"
                    + " out, or the sigmoid or softmax at the end of the network");
        }
        return changed(plot -> plot.gap = true);
    }

    /**
     * Puts a ring around some of the points, such as support vectors.
     *
     * @param name what they are, for the key, for example {@code support vector}
     * @param points which rows of x, from 0
     * @throws IllegalArgumentException when the name is empty, no point is given, or there is no such point
     */
    public DecisionPlot marked(String name, int... points) {
        if (name.isBlank() || points.length == 0) {
            throw new IllegalArgumentException("decisionPlot: marked needs a name and at least one point, here are \"" + name
                    + "\" and " + Words.count(points.length, "point"));
        }
        for (int i : points) {
            if (i >= 0 && i < labels.length) continue;
            throw new IllegalArgumentException("decisionPlot: marked \"" + name + "\" has point " + i + ", there are points 0 to "
                    + (labels.length - 1));
        }
        return changed(plot -> {
            plot.marked = name;
            plot.marks = points.clone();
        });
    }

    /**
     * Adds the lines on which the scores of two classes differ by 1, the margins of a hinge loss, and shades by the gap
     * between the scores: see {@link #gap()}. To a net trained with another loss this margin means nothing.
     *
     * @throws IllegalArgumentException for more than two classes, or outputs that are probabilities
     */
    public DecisionPlot margins() {
        if (atPoints.classes() != 2) {
            throw new IllegalArgumentException("decisionPlot: margins lie between two classes, here are "
                    + atPoints.classes() + "; leave margins() out");
        }
        if (atPoints.probabilities()) {
            throw new IllegalArgumentException("decisionPlot: margins need scores, these outputs are probabilities; leave"
                    + " the sigmoid or softmax at the end of the network out");
        }
        return changed(plot -> {
            plot.margins = true;
            plot.gap = true;
        });
    }

    @Override
    String shows() {
        int classes = atPoints.classes();
        int[] right = new int[classes];
        int[] all = new int[classes];
        int inMargin = 0;
        for (int i = 0; i < labels.length; i++) {
            all[labels[i]]++;
            if (isRight(i)) right[labels[i]]++;
            if (Math.abs(atPoints.values()[1][i] - atPoints.values()[0][i]) < 1) inMargin++;
        }
        StringBuilder text = new StringBuilder(finding()).append("Decision plot of ")
                .append(Words.count(labels.length, "point"));
        if (!xLabel.isEmpty() && !yLabel.isEmpty()) text.append(", ").append(yLabel).append(" over ").append(xLabel);
        text.append(": ").append(Words.percent(Arrays.stream(right).sum() / (double) labels.length))
                .append(" on the right side of the boundary");
        int[] area = new int[classes];
        int unknown = 0;
        int nodes = atNodes.values()[0].length;
        for (int i = 0; i < nodes; i++) {
            int c = atNodes.predicted(atNodes.at(i));
            if (c < 0) unknown++;
            else area[c]++;
        }
        for (int c = 0; c < classes; c++) {
            text.append("; ").append(Words.name(name(c))).append(' ').append(right[c]).append(" of ").append(all[c]).append(", ")
                    .append(Words.percent(area[c] / (double) nodes)).append(" of the area");
        }
        if (margins) text.append("; ").append(Words.count(inMargin, "point")).append(" between the margins");
        if (gap) text.append("; shaded by the gap between the scores, full from 1 on");
        if (marks.length > 0) {
            text.append("; ").append(Words.name(marked)).append(marks.length == 1 ? ": point " : ": points ");
            text.append(marks.length <= 12 ? Arrays.stream(marks).mapToObj(String::valueOf).collect(Collectors.joining(", "))
                    : marks.length + " in all");
        }
        if (unknown > 0) text.append("; NaN in ").append(Words.percent(unknown / (double) nodes)).append(" of the area");
        return text.append('.').toString();
    }

    @Override
    Note.Limits xLimits() {
        return new Note.Limits(plane.xFrom(), plane.xTo(), false, "range");
    }

    @Override
    Note.Limits yLimits() {
        return new Note.Limits(plane.yFrom(), plane.yTo(), false, "range");
    }

    @Override
    Drawing drawing(int room) {
        Ends names = new Ends();
        int[] of = looks.of(IntStream.range(0, atPoints.classes()).mapToObj(this::name).toList());
        for (int c = 0; c < of.length; c++) names.add(name(c), Look.color(of[c]), Look.marker(of[c], Look.color(of[c]), Color.WHITE, 5.5));
        if (!allRight()) names.add("wrong", Look.INK, Look.marker(0, Color.WHITE, Color.BLACK, 5.5));
        // a margin that lies outside is not to be looked for
        if (margins && Stream.of(-1, 1).anyMatch(level -> !MarchingSquares.lines(grid(atNodes.lead(1)), level).isEmpty())) {
            names.add("margin", Look.INK, MARGIN, null, Double.NaN);
        }
        if (marks.length > 0) names.add(marked, Look.INK, ring(5.5));
        if (gap) names.add("pale: gap < 1", Look.QUIET_INK, null);
        Field drawn = new Field(plane, xLabel, yLabel, names, room);
        ClassScores field = field();
        int classes = field.classes();
        double[][][] fields = new double[classes][][];
        for (int c = 0; c < classes; c++) fields[c] = grid(field.values()[c]);
        double[] scores = new double[classes];
        drawn.color((column, row) -> {
            for (int c = 0; c < classes; c++) scores[c] = Plane.between(fields[c], column, row);
            return tone(scores, of);
        });
        notes().under(drawn.chart());
        // two classes have one boundary; of more, each has its own
        for (int c = classes == 2 ? 1 : 0; c < classes; c++) lines(drawn, c, 0, BOUNDARY);
        if (margins) for (int level : new int[] {-1, 1}) lines(drawn, 1, level, MARGIN);
        double radius = labels.length > 2000 ? 2.5 : labels.length > 400 ? 3.5 : 5;
        // those on the wrong side last, so that none is hidden
        for (boolean right : new boolean[] {true, false}) {
            for (int c = 0; c < classes; c++) {
                int label = c;
                double[][] at = IntStream.range(0, labels.length).filter(i -> labels[i] == label && isRight(i) == right)
                        .mapToObj(i -> new double[] {points[2 * i], points[2 * i + 1]}).toArray(double[][]::new);
                drawn.chart().dots(drawn.place(at), Look.marker(of[c], Look.color(of[c]), radius <= 3 ? null : right ? Color.WHITE : Color.BLACK, radius));
            }
        }
        double[][] ringed = Arrays.stream(marks).mapToObj(i -> new double[] {points[2 * i], points[2 * i + 1]}).toArray(double[][]::new);
        drawn.chart().dots(drawn.place(ringed), ring(radius + 3.5));
        notes().over(drawn.chart());
        return drawn.drawing();
    }

    private static Marker ring(double radius) {
        return Look.ring(0, new Color(0, true), Look.INK, radius, 1.8f);
    }

    private int tone(double[] scores, int[] of) {
        int c = field().predicted(scores);
        if (c < 0) return Look.FRAME.getRGB();
        int classes = scores.length;
        // so few steps that those of all classes fit into the palette
        int steps = Math.max(6, Math.min(40, 160 / classes));
        double sure = (atNodes.surest(scores) * classes - 1) / (classes - 1);
        if (gap) sure = Math.min(1, atNodes.gap(scores));
        if (intoStep != null) sure = 1;                             // a step is never less than sure
        return Look.mix(Color.WHITE, Look.color(of[c]), DEPTH * Math.round(steps * sure) / steps).getRGB();
    }

    private void lines(Field drawn, int c, double level, BasicStroke stroke) {
        for (double[][] line : MarchingSquares.lines(grid(field().lead(c)), level)) {
            drawn.chart().line(drawn.pixels(line), Look.INK, stroke);
        }
    }

    private ClassScores intoStep(Plane plane) {
        Layer before = ClassScores.beforeStep(net);
        return before == null || !atPoints.single() ? null : ask(before, plane, false);
    }

    private static ClassScores ask(Layer net, Plane plane, boolean probabilities) {
        double[] places = new double[2 * (CELLS + 1) * (CELLS + 1)];
        int at = 0;
        for (int i = 0; i <= CELLS; i++) {
            for (int j = 0; j <= CELLS; j++) {
                places[at++] = plane.x(j);
                places[at++] = plane.y(i);
            }
        }
        return ClassScores.of(net, places, probabilities);
    }

    /** What the field and its boundary are drawn from. */
    private ClassScores field() {
        return intoStep != null ? intoStep : atNodes;
    }

    private static double[][] grid(double[] nodes) {
        double[][] rows = new double[CELLS + 1][];
        for (int i = 0; i <= CELLS; i++) rows[i] = Arrays.copyOfRange(nodes, i * (CELLS + 1), (i + 1) * (CELLS + 1));
        return rows;
    }

    /** Labels as whole numbers, or as the rows of a one-hot matrix. */
    private static int[] given(Tensor y, int classes) {
        if (y.rank() != 2 || y.size(1) == 1) return Points.labels("decisionPlot", y);
        boolean oneHot = y.size(1) == classes;
        for (double[] row : y.toRows()) {
            oneHot &= Arrays.stream(row).filter(v -> v == 1).count() == 1
                    && Arrays.stream(row).filter(v -> v == 0).count() == row.length - 1;
        }
        if (oneHot) return Points.labels("decisionPlot", y.argmax(1));
        throw new IllegalArgumentException("decisionPlot: y has shape " + y.shapeText()
                + ", it should be class numbers (n), or one-hot (n, " + classes + ")");
    }

    private void check(int[] given) {
        if (labels.length != points.length / 2) {
            throw new IllegalArgumentException("decisionPlot: " + Words.count(points.length / 2, "point") + ", but "
                    + Words.count(labels.length, "label") + "; every point needs one");
        }
        if (atPoints.classes() > Look.MAX_SERIES) {
            throw new IllegalArgumentException("decisionPlot: " + atPoints.classes() + " classes cannot be told apart, at"
                    + " most " + Look.MAX_SERIES + " can");
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] >= 0 && labels[i] < atPoints.classes()) continue;
            throw new IllegalArgumentException("decisionPlot: label " + i + " is " + given[i] + ", but "
                    + (atPoints.single() ? "one output has the classes 0 and 1, or -1 and 1"
                    : atPoints.classes() + " outputs have the classes 0 to " + (atPoints.classes() - 1)));
        }
    }

    private double[] axis(int which) {
        double[] values = new double[points.length / 2];
        for (int i = 0; i < values.length; i++) values[i] = points[2 * i + which];
        return values;
    }

    private boolean isRight(int i) {
        return atPoints.predicted(atPoints.at(i)) == labels[i];
    }

    private boolean allRight() {
        for (int i = 0; i < labels.length; i++) if (!isRight(i)) return false;
        return true;
    }

    private String name(int c) {
        return names.isEmpty() ? "class " + (plusMinus ? 2 * c - 1 : c) : names.get(c);
    }
}
