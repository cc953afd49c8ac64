package gradus.plot;

import gradus.tensor.Autodiff;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Functions on an interval; made by {@link Figures#functionPlot} and {@link Figures#withDerivative}.
 *
 * <p>A function is sampled more closely where it bends, so that a kink is sharp; a jump is a gap, and so is a place where
 * the function is not finite. Options return a changed copy.
 */
public final class FunctionPlot extends ChartFigure<FunctionPlot> {

    private static final int HEIGHT = 400;

    private final double from;
    private final double to;
    private List<Line> lines = List.of();
    private List<List<Double>> jumps = List.of();
    private double[] yRange;

    FunctionPlot(String title, double from, double to) {
        super(title);
        xLabel = "x";
        Points.range("functionPlot", "the interval", from, to);
        this.from = from;
        this.to = to;
    }

    /** The function and its derivative by backpropagation. */
    static FunctionPlot of(String title, double from, double to, UnaryOperator<Tensor> f) {
        return new FunctionPlot(title, from, to)
                .curve("f(x)", x -> values(f, Tensor.of(x, x.length)).data())
                .curve("f′(x)", x -> {
                    Tensor input = Tensor.parameter(Tensor.of(x, x.length));
                    Tensor output = values(f, input);
                    return output.requiresGrad() ? Autodiff.grad(output.sum(), input).data() : new double[x.length];
                });
    }

    private static Tensor values(UnaryOperator<Tensor> f, Tensor x) {
        Tensor y = f.apply(x);
        if (!Arrays.equals(x.shape(), y.shape())) {
            throw new IllegalArgumentException("withDerivative: for x of shape " + x.shapeText() + " the function gives "
                    + y.shapeText() + ", it should work element by element");
        }
        return y;
    }

    /**
     * Adds a function with its name.
     *
     * @throws IllegalArgumentException when it is finite nowhere on the interval
     */
    public FunctionPlot function(String name, DoubleUnaryOperator f) {
        return curve(name, x -> Arrays.stream(x).map(f).toArray());
    }

    private FunctionPlot curve(String name, UnaryOperator<double[]> f) {
        Curve curve = new Curve(f, from, to);
        Line line = new Line(name, curve.x(), curve.y(), lines.size(), Line.Kind.CURVE);
        if (line.finite() == 0) {
            throw new IllegalArgumentException("functionPlot: \"" + name + "\" is finite nowhere from " + Words.text(from)
                    + " to " + Words.text(to));
        }
        return added(line, curve.jumps());
    }

    /**
     * Adds points, such as the places that a descent visits.
     *
     * @throws IllegalArgumentException when the lengths differ, nothing is finite, or nothing lies in the interval
     */
    public FunctionPlot marks(String name, double[] x, double[] y) {
        Points.check("functionPlot", name, x, y);
        Points.meets("functionPlot", "the interval", "x", name, new double[] {from, to}, x);
        return added(new Line(name, x.clone(), y.clone(), lines.size(), Line.Kind.MARKS)
                .between(from, to, false, false), List.of());
    }

    private FunctionPlot added(Line line, List<Double> at) {
        if (lines.size() == Look.MAX_SERIES) {
            throw new IllegalArgumentException("functionPlot: more than " + Look.MAX_SERIES
                    + " functions cannot be told apart; draw some of them in a second figure");
        }
        FunctionPlot more = with(this, plot -> {
            plot.lines = new ArrayList<>(lines);
            plot.lines.add(line);
            plot.jumps = new ArrayList<>(jumps);
            plot.jumps.add(at);
        });
        return yRange == null ? more : more.yRange(yRange[0], yRange[1]);
    }

    /**
     * Other names for the functions, in their order.
     *
     * @throws IllegalArgumentException when there is not one for each
     */
    public FunctionPlot names(String... names) {
        if (names.length != lines.size()) {
            throw new IllegalArgumentException("functionPlot: " + Words.count(names.length, "name") + " for "
                    + Words.count(lines.size(), "function") + "; every function needs one");
        }
        return with(this, plot -> plot.lines = IntStream.range(0, names.length)
                .mapToObj(i -> lines.get(i).named(names[i])).toList());
    }

    /**
     * Shows y from one bound to the other, as a function with a pole needs it.
     *
     * @throws IllegalArgumentException when the bounds are not in order, or a function has nothing between them
     */
    public FunctionPlot yRange(double low, double high) {
        Points.range("functionPlot", "yRange", low, high);
        double[] range = {low, high};
        for (Line line : lines) Points.meets("functionPlot", "yRange", "y", line.name(), range, line.y());
        return changed(plot -> plot.yRange = range);
    }

    @Override
    String shows() {
        String trends = IntStream.range(0, lines.size()).mapToObj(i -> Words.name(lines.get(i).name()) + " "
                + lines.get(i).trend(xLabel + " = ") + jumps(jumps.get(i))).collect(Collectors.joining("; "));
        return finding() + "Function plot over " + xLabel + " from " + Words.text(from) + " to " + Words.text(to)
                + (yRange == null ? "" : ", y from " + Words.text(yRange[0]) + " to " + Words.text(yRange[1])) + ": "
                + trends + ".";
    }

    private String jumps(List<Double> at) {
        if (at.isEmpty()) return "";
        String places = at.stream().limit(5).map(Words::text).collect(Collectors.joining(", "));
        return ", with " + (at.size() == 1 ? "a jump" : at.size() + " jumps") + " at " + xLabel + " = " + places
                + (at.size() > 5 ? ", …" : "");
    }

    @Override
    Note.Limits xLimits() {
        return new Note.Limits(from, to, false, "the interval");
    }

    @Override
    Note.Limits yLimits() {
        return Note.Limits.range(yRange, false, "yRange");
    }

    @Override
    Drawing drawing(int room) {
        if (lines.isEmpty()) {
            throw new IllegalStateException("functionPlot: it has no function yet; add one with function(name, f)");
        }
        int width = width(room);
        int height = ChartFigure.height(HEIGHT, width);
        double[][] ys = lines.stream().map(Line::y).toArray(double[][]::new);
        Axis x = Axis.from(from, to, false, width / 100);
        Axis y = yRange != null ? Axis.from(yRange[0], yRange[1], false, 6) : Axis.linear(6, notes().ys(ys));
        // one function needs no name beside that of its axis
        boolean alone = lines.size() == 1;
        int[] of = looks.of(lines.stream().map(Line::name).toList());
        List<Line> drawn = lines.stream().map(line -> line.named(alone ? "" : line.name()).looking(of[line.look()])).toList();
        return new LineChart(drawn, x, y, xLabel, alone && yLabel.isEmpty() ? lines.get(0).name() : yLabel, notes(), width, height).drawing();
    }
}
