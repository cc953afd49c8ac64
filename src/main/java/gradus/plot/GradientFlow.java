package gradus.plot;

import gradus.nn.Layer;
import gradus.tensor.Tensor;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How large the gradient is in every layer, after a backward pass; made by {@link Figures#gradientFlow}.
 *
 * <p>A point is the norm ‖∂L/∂θ‖ of one parameter; weights are joined to weights, biases to biases. The axis is
 * logarithmic: a straight slope is a constant factor per layer, as in Glorot and Bengio, "Understanding the difficulty of
 * training deep feedforward neural networks" (2010). A gradient of zero is a hollow point on the lower edge.
 */
public final class GradientFlow extends ChartFigure<GradientFlow> {

    private static final int HEIGHT = 400;
    private static final int MOST_LAYERS = 36;

    private final List<String> layers;
    /** Per kind of parameter, such as W and b, its norms; NaN where a layer has none. */
    private final Map<String, double[]> norms = new LinkedHashMap<>();
    private final List<String> without = new ArrayList<>();

    GradientFlow(String title, Layer net) {
        super(title);
        xLabel = "layer";
        Map<String, Tensor> parameters = net.namedParameters();
        if (parameters.isEmpty()) throw new IllegalArgumentException("gradientFlow: the net has no parameters");
        Set<String> places = new LinkedHashSet<>();
        parameters.keySet().forEach(name -> places.add(place(name)));
        layers = List.copyOf(places);
        if (layers.size() > MOST_LAYERS) {
            throw new IllegalArgumentException("gradientFlow: " + layers.size() + " layers with parameters have no room side by"
                    + " side, at most " + MOST_LAYERS + " do; give a part of the net");
        }
        parameters.forEach((name, parameter) -> {
            if (parameter.grad() == null) {
                without.add(name);
                return;
            }
            String kind = name.substring(name.lastIndexOf('.') + 1);
            norms.computeIfAbsent(kind, k -> {
                double[] none = new double[layers.size()];
                Arrays.fill(none, Double.NaN);
                return none;
            })[layers.indexOf(place(name))] = norm(parameter.grad().data());
        });
        if (norms.isEmpty()) {
            throw new IllegalArgumentException("gradientFlow: no parameter of the net has a gradient; call backward() on a loss"
                    + " first, and draw before zeroGrad()");
        }
        if (norms.size() > Look.MAX_SERIES) {
            throw new IllegalArgumentException("gradientFlow: " + norms.size() + " kinds of parameters cannot be told apart, at"
                    + " most " + Look.MAX_SERIES + " can");
        }
    }

    private static String place(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    /** Scaled by the largest element, so that squares of small numbers do not vanish. */
    private static double norm(double[] values) {
        double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
        if (largest == 0 || !Double.isFinite(largest)) return largest;
        return largest * Math.sqrt(Arrays.stream(values).map(v -> v / largest * (v / largest)).sum());
    }

    @Override
    String shows() {
        return finding() + "Norms of gradients in " + Words.count(layers.size(), "layer") + ", log y axis: "
                + norms.entrySet().stream().map(entry -> Words.name(entry.getKey()) + " " + words(entry.getValue()))
                        .collect(Collectors.joining("; "))
                + (without.isEmpty() ? "" : "; without a gradient: " + String.join(", ", without)) + ".";
    }

    private String words(double[] norms) {
        int[] has = IntStream.range(0, norms.length).filter(i -> Double.isFinite(norms[i])).toArray();
        String lost = IntStream.range(0, norms.length).filter(i -> Double.isInfinite(norms[i]))
                .mapToObj(layers::get).collect(Collectors.joining(", "));
        String infinite = lost.isEmpty() ? "" : (has.length == 0 ? "" : ", ") + "not finite in layer " + lost;
        if (has.length == 0) return infinite;
        int first = has[0];
        int last = has[has.length - 1];
        int low = first;
        int high = first;
        for (int i : has) {
            if (norms[i] < norms[low]) low = i;
            if (norms[i] > norms[high]) high = i;
        }
        if (has.length == 1) return at(norms, first) + infinite;
        String ends = at(norms, first) + ", " + at(norms, last);
        return (low == first || low == last ? ends : ends + ", smallest " + at(norms, low))
                + (high == first || high == last ? "" : ", largest " + at(norms, high)) + infinite;
    }

    private String at(double[] norms, int i) {
        return Words.text(norms[i]) + (layers.get(i).isEmpty() ? "" : " in layer " + layers.get(i));
    }

    @Override
    Note.Limits xLimits() {
        return Note.Limits.groups(layers.size());
    }

    @Override
    Note.Limits yLimits() {
        return Note.Limits.free(true);
    }

    @Override
    Drawing drawing(int room) {
        int width = width(room);
        int height = ChartFigure.height(HEIGHT, width);
        List<Line> lines = new ArrayList<>();
        List<double[]> all = new ArrayList<>(norms.values());
        List<String> names = new ArrayList<>(norms.keySet());
        int[] of = looks.of(names);
        for (int k = 0; k < all.size(); k++) {
            double[] positive = Arrays.stream(all.get(k)).map(v -> v > 0 ? v : Double.NaN).toArray();
            Line line = new Line(names.get(k), Points.count(positive.length), positive, of[k]);
            if (line.finite() > 0) lines.add(line);
        }
        Axis y = lines.isEmpty() ? Axis.logarithmic(7, notes().ys(new double[] {1e-8, 1}))
                : Axis.logarithmic(7, notes().ys(lines.stream().map(Line::y).toArray(double[][]::new)));
        boolean zeros = all.stream().flatMapToDouble(Arrays::stream).anyMatch(v -> v == 0);
        String label = yLabel.isEmpty() ? "norm of the gradient, ‖∂L/∂θ‖" : yLabel;
        LineChart drawn = new LineChart(lines, Axis.groups(layers), y, layers.size() > 1 ? xLabel : "",
                label + (zeros ? ", hollow: 0" : ""), notes(), width, height);
        for (int k = 0; k < all.size(); k++) zeros(drawn.chart(), 9 * k, of[k], all.get(k));
        return drawn.drawing();
    }

    private static void zeros(Chart chart, int aside, int look, double[] norms) {
        double[][] at = IntStream.range(0, norms.length).filter(i -> norms[i] == 0)
                .mapToObj(i -> new double[] {chart.px(i) + aside, chart.box().getMaxY()}).toArray(double[][]::new);
        chart.dots(at, Look.marker(look, Color.WHITE, Look.color(look), 5));
    }
}
