package gradus.plot;

import gradus.metrics.ConfusionMatrix;
import gradus.nn.Layer;
import gradus.search.Candidate;
import gradus.search.SearchResult;
import gradus.search.Space;
import gradus.tensor.Tensor;
import gradus.train.History;
import gradus.train.RangeCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * One call, one figure: the static factories for notebooks.
 *
 * <p>Every figure has good defaults; options are methods on it. A title says what is seen, not what is drawn.
 */
public final class Figures {

    private Figures() {}

    /**
     * Fixes the colours of these names, with their dashes and markers, for all figures made from now on: one name, one
     * colour.
     *
     * <p>Call it at the top of a notebook. A figure in which one of these names stands gives its other names the colours that are
     * free; a figure with none of them colours by its own order, as all do without a call. Figures made before stay as
     * they are. Another call replaces these names; one without names takes them back.
     *
     * <pre>{@code
     * colors("tanh", "ReLU");                                          // blue and vermilion from here on
     * linePlot("ReLU learns faster").line("ReLU", fast).line("tanh", slow)   // the first line is vermilion
     * }</pre>
     *
     * @param names of lines, series, classes, paths or groups, at most 14; from the eighth on colours come again, with other
     *     dashes and markers, and hollow dots and bars
     * @throws IllegalArgumentException when a name is empty, one stands twice, or there are more than 14
     */
    public static void colors(String... names) {
        NameLooks.fix(names);
    }

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

    /** The same for vectors (n). */
    public static LinePlot linePlot(String title, Tensor x, Tensor y) {
        return linePlot(title).line("", x, y);
    }

    /** The same for a vector (n) over the positions 0, 1, 2, ... */
    public static LinePlot linePlot(String title, Tensor y) {
        return linePlot(title).line("", y);
    }

    /** A plot of one line over the positions 0, 1, 2, ... */
    public static LinePlot linePlot(String title, double[] y) {
        return linePlot(title).line("", y);
    }

    /** The same for a list of numbers, as a loop collects them. */
    public static LinePlot linePlot(String title, List<? extends Number> y) {
        return linePlot(title).line("", y);
    }

    /** A plot without lines yet: add them with {@link LinePlot#line}, each with its name. */
    public static LinePlot linePlot(String title) {
        return new LinePlot(title);
    }

    /**
     * Functions on an interval: add each with {@link FunctionPlot#function}.
     *
     * <pre>{@code
     * functionPlot("ReLU has a kink at 0", -2, 2).function("relu", x -> Math.max(x, 0)).alt()
     * // → ReLU has a kink at 0. Function plot over x from -2 to 2: relu rises 0 → 2.
     * }</pre>
     *
     * @throws IllegalArgumentException when the ends are not in order
     */
    public static FunctionPlot functionPlot(String title, double from, double to) {
        return new FunctionPlot(title, from, to);
    }

    /**
     * A function and its derivative by backpropagation.
     *
     * <pre>{@code
     * withDerivative("The slope of tanh is at most 1", -3, 3, x -> x.tanh()).names("tanh", "tanh′").alt()
     * // → The slope of tanh is at most 1. Function plot over x from -3 to 3: tanh rises -0.9951 → 0.9951; tanh′ rises 0.009866 → 1 at x = 0, then falls to 0.009866.
     * }</pre>
     *
     * @param f works element by element: for shape (n) it gives (n)
     * @throws IllegalArgumentException when it gives another shape, or is finite nowhere
     */
    public static FunctionPlot withDerivative(String title, double from, double to, UnaryOperator<Tensor> f) {
        return FunctionPlot.of(title, from, to, f);
    }

    /**
     * A histogram: how often values fall into bins of equal width.
     *
     * <pre>{@code
     * histogram("Ones lead", new double[] {0, 1, 1}).alt()
     * // → Ones lead. Histogram of 3 values from 0 to 1: mean 0.6667, standard deviation 0.4714; the most frequent value, 1, holds 2 (66.7 %).
     * }</pre>
     *
     * @param values any number of values; those that are not finite are left out and counted
     * @throws IllegalArgumentException when no value is finite
     */
    public static Histogram histogram(String title, double[] values) {
        return new Histogram(title, values);
    }

    /** A histogram of all elements of a tensor. */
    public static Histogram histogram(String title, Tensor values) {
        return new Histogram(title, values.data());
    }

    /** A histogram of a list of numbers. */
    public static Histogram histogram(String title, List<? extends Number> values) {
        return new Histogram(title, Points.numbers("histogram", "values", values));
    }

    /**
     * A bar for each name; more of them in groups with {@link BarPlot#series}.
     *
     * <pre>{@code
     * var plot = barPlot("Dropout closes the gap", List.of("plain", "dropout"), new double[] {0.99, 0.95}).name("train");
     * plot.series("test", new double[] {0.9, 0.94}).yLabel("accuracy").alt()
     * // → Dropout closes the gap. Bar plot of accuracy, 2 groups of 2: plain train 0.99, test 0.9; dropout train 0.95, test 0.94.
     * }</pre>
     *
     * @param names one for each bar
     * @param values shape (n), one for each name
     * @throws IllegalArgumentException when names and values differ in number, nothing is finite, or there are too many bars
     */
    public static BarPlot barPlot(String title, List<String> names, double[] values) {
        return new BarPlot(title, names, values);
    }

    /** The same for a vector (n). */
    public static BarPlot barPlot(String title, List<String> names, Tensor values) {
        return new BarPlot(title, names, Points.vector("barPlot", "values", values));
    }

    /**
     * How large the gradient is in every layer of a net, on a logarithmic axis.
     *
     * <p>Call it between {@code backward()} and the next {@code zeroGrad()}.
     *
     * <pre>{@code
     * var net = sequential(dense(2, 3), tanh(), dense(3, 1)).initialize(constantInit(0.5), new Rng(1));
     * net.forward(ones(1, 2)).sum().backward();
     * gradientFlow("The last layer gets the larger gradient", net).alt()
     * // → The last layer gets the larger gradient. Norms of gradients in 2 layers, log y axis: W 0.5144 in layer 0, 1.319 in layer 2; b 0.3637 in layer 0, 1 in layer 2.
     * }</pre>
     *
     * @throws IllegalArgumentException when no parameter has a gradient
     */
    public static GradientFlow gradientFlow(String title, Layer net) {
        return new GradientFlow(title, net);
    }

    /**
     * Small histograms side by side, one for each layer, on one value axis.
     *
     * <pre>{@code
     * var rng = new Rng(1);
     * var layers = List.of(randn(rng, 1000), randn(rng, 1000).mul(0.5));
     * histogramStrip("The second layer is half as wide", List.of("layer 1", "layer 2"), layers).range(-3, 3).alt()
     * // → The second layer is half as wide. 2 histograms, each scaled to its fullest bin: 1000 values each, from -3 to 3, standard deviation layer 1 1.016, layer 2 0.4962.
     * }</pre>
     *
     * @param names one for each histogram, at most 14
     * @param values a tensor of any shape for each name; elements that are not finite are left out and counted
     * @throws IllegalArgumentException when names and tensors differ in number, a tensor is empty, or nothing is finite
     */
    public static HistogramStrip histogramStrip(String title, List<String> names, List<Tensor> values) {
        return new HistogramStrip(title, names).row("", values);
    }

    /** Histograms in several rows: add each with {@link HistogramStrip#row}. */
    public static HistogramStrip histogramStrip(String title, List<String> names) {
        return new HistogramStrip(title, names);
    }

    /**
     * Every value of every group as a dot, the median as a bar: what a method gives over several seeds.
     *
     * <pre>{@code
     * var scores = new double[][] {{0.91, 0.89, 0.93}, {0.95, 0.94, 0.97}};
     * stripPlot("Adam wins with every seed", List.of("SGD", "Adam"), scores).yLabel("accuracy").alt()
     * // → Adam wins with every seed. Strip plot of accuracy, 3 values each: SGD median 0.91 (0.89 to 0.93); Adam median 0.95 (0.94 to 0.97).
     * }</pre>
     *
     * @param names one for each group, at most 30
     * @param values a row for each group, of any length; those that are not finite are left out and counted
     * @throws IllegalArgumentException when names and groups differ in number, a group is empty, or nothing is finite
     */
    public static StripPlot stripPlot(String title, List<String> names, double[][] values) {
        return new StripPlot(title, names, values);
    }

    /** The same for a matrix (groups, values). */
    public static StripPlot stripPlot(String title, List<String> names, Tensor values) {
        return new StripPlot(title, names, Points.matrix("stripPlot", "values", "(groups, values)", values));
    }

    /**
     * Points in the plane, each class in its own colour and shape.
     *
     * @param x positions, shape (n)
     * @param y positions, shape (n)
     * @param labels class numbers, shape (n); at most 14 different ones
     * @throws IllegalArgumentException when the lengths differ, or there are more classes than can be told apart
     */
    public static ScatterPlot scatter(String title, double[] x, double[] y, int[] labels) {
        return new ScatterPlot(title, x, y, labels);
    }

    /** Points in the plane without classes. */
    public static ScatterPlot scatter(String title, double[] x, double[] y) {
        return new ScatterPlot(title, x, y, new int[x.length]);
    }

    /** The same for vectors: x (n), y (n), labels (n) whole numbers. */
    public static ScatterPlot scatter(String title, Tensor x, Tensor y, Tensor labels) {
        return scatter(title, Points.vector("scatter", "x", x), Points.vector("scatter", "y", y),
                Points.labels("scatter", labels));
    }

    /**
     * The rows of a matrix as points in the plane.
     *
     * @param points shape (n, 2)
     * @param labels class numbers, shape (n)
     */
    public static ScatterPlot scatter(String title, Tensor points, Tensor labels) {
        if (points.rank() != 2 || points.size(1) != 2) {
            throw new IllegalArgumentException("scatter: points have shape " + points.shapeText()
                    + ", they should be (n, 2); of more features take two columns with slice(1, from, to)");
        }
        return scatter(title, points.slice(1, 0, 1), points.slice(1, 1, 2), labels);
    }

    /**
     * A matrix as a field of colours, with its numbers where there is room.
     *
     * @param matrix rows of equal length, at most 600 of at most 800 values
     * @throws IllegalArgumentException when rows differ in length, or nothing is finite
     */
    public static HeatMap heatMap(String title, double[][] matrix) {
        return new HeatMap(title, matrix);
    }

    /** The same for a matrix (m, n). */
    public static HeatMap heatMap(String title, Tensor matrix) {
        if (matrix.rank() != 2) {
            throw new IllegalArgumentException("heatMap: the tensor has shape " + matrix.shapeText()
                    + ", it should be a matrix (m, n)");
        }
        return new HeatMap(title, matrix.toRows());
    }

    /**
     * The curves of a training run: a panel for the loss and for each metric, training and validation together.
     *
     * <p>The title says what became of the loss, such as "Training loss goes on falling, validation stops at 0.09 in epoch 12".
     * The axis is logarithmic where the first epoch would squash the rest.
     *
     * @throws IllegalArgumentException when no epoch is complete yet
     */
    public static HistoryPlot plot(History history) {
        return new HistoryPlot(history);
    }

    /**
     * A learning-rate range test: the loss of every batch over its rate, and smoothed; the title says which rate it suggests.
     *
     * <p>Losses are shown to as far above the first one as the lowest lies below it.
     *
     * @throws IllegalArgumentException when no batch was trained
     */
    public static LinePlot plot(RangeCurve curve) {
        String advice = curve.advice();
        LinePlot plot = linePlot(Character.toUpperCase(advice.charAt(0)) + advice.substring(1))
                .line("smoothed", curve.rates(), curve.smoothed()).line("loss", curve.rates(), curve.losses());
        plot = plot.logX().xLabel("learning rate").yLabel("loss");
        if (Double.isNaN(curve.suggestion())) return plot;
        // where the loss explodes it would press its fall flat
        double first = curve.smoothed()[0];
        double lowest = Arrays.stream(curve.smoothed()).min().orElseThrow();
        double from = Math.min(lowest, Arrays.stream(curve.losses()).min().orElseThrow());
        double to = first + (first - lowest);
        return Axis.hasTicks(from, to) ? plot.yRange(from, to) : plot;
    }

    /**
     * The trials of a search, each a line through its settings to its score; the title names the best settings.
     *
     * <p>Axes are logarithmic where the space is.
     *
     * @throws IllegalArgumentException when no trial has a score
     */
    public static ParallelCoordinates plot(SearchResult result) {
        List<Candidate> tried = new ArrayList<>(result.candidates());
        Collections.reverse(tried);                          // of equal scores the last row counts as the best
        List<String> names = result.spaces().stream().map(Space::name).toList();
        String title = tried.isEmpty() ? "No trial is finished"
                : "Best " + result.scoreName() + " " + Words.text(result.candidates().get(0).score()) + ": "
                        + result.candidates().get(0).settings();
        ParallelCoordinates plot = parallelCoordinates(title, names,
                tried.stream().map(candidate -> candidate.settings().positions()).toArray(double[][]::new),
                tried.stream().mapToDouble(Candidate::score).toArray()).scoreName(result.scoreName());
        for (Space<?> space : result.spaces()) {
            if (space.logarithmic()) plot = plot.log(space.name());
            if (!space.choices().isEmpty()) plot = plot.choices(space.name(), space.choices());
        }
        return result.lowerIsBetter() ? plot.lowerIsBetter() : plot;
    }

    /** A confusion matrix; its title says how much was right and what was mistaken most often. */
    public static HeatMap plot(ConfusionMatrix matrix) {
        return HeatMap.of(matrix);
    }

    /**
     * The graph of the computation that led to a tensor: each value, and each gradient once {@code backward()} was called.
     *
     * <p>What does not fit on a page is drawn in parts, a box for each; {@link GraphPicture#part} draws one of them.
     *
     * <pre>{@code
     * var a = parameter(-4.0).named("a");
     * var b = parameter(2.0).named("b");
     * var c = a.mul(b).add(b.pow(3)).named("c");
     * c.backward();
     * graph(c).title()
     * // → c is 0; its gradient is 2 for a, 8 for b
     * }</pre>
     *
     * @param result computed from at least one parameter
     * @throws IllegalArgumentException when there is no record, or more than 300 tensors are in it
     */
    public static GraphPicture graph(Tensor result) {
        return new GraphPicture(result);
    }

    /**
     * A net as circles and lines: its units, and its weights by colour and width.
     *
     * <pre>{@code
     * var net = sequential(dense(3, 2), sigmoid(), dense(2, 1), sigmoid()).initialize(xavierNormal(), new Rng(1));
     * network(net).title()
     * // → 3 inputs, 2 hidden units, 1 output: 8 weights and 3 biases
     * }</pre>
     *
     * @param net dense layers one behind another, with functions such as activations, dropout, normalisation between them
     * @throws IllegalArgumentException when it has no dense layer, or a layer that is not a row of units
     */
    public static NetworkPicture network(Layer net) {
        return new NetworkPicture(net);
    }

    /**
     * Two to four figures in one picture, each under its own small title.
     *
     * <pre>{@code
     * sideBySide("Halving is faster", linePlot("One third less", new double[] {9, 6, 4}), linePlot("Half", new double[] {8, 4, 2})).alt()
     * // → Halving is faster. 2 figures. Figure 1: One third less. Line plot: line falls 9 → 4. Figure 2: Half. Line plot: line falls 8 → 2.
     * }</pre>
     *
     * @throws IllegalArgumentException when there are fewer than 2 or more than 4, or one is side by side itself
     */
    public static SideBySide sideBySide(String title, Figure... figures) {
        return new SideBySide(title, List.of(figures));
    }

    /**
     * The first images in rows.
     *
     * @param images shape (n, height, width), or (n, side · side) for square ones
     * @param rows at most this many rows
     * @param columns images in a row
     * @throws IllegalArgumentException when the shape is another, or a row would be wider than the figure
     */
    public static ImageGrid imageGrid(String title, Tensor images, int rows, int columns) {
        return new ImageGrid(title, images, rows, columns);
    }

    /**
     * What a classifier of two inputs says everywhere in the plane, with the data on top.
     *
     * <p>C outputs are scores of C classes (softmax), one output is the score of class 1 (σ). The network is asked in
     * inference mode and without a record, and keeps its mode. Any function from places (n, 2) to scores will do in place of a
     * network, as a lambda or a method reference.
     *
     * <pre>{@code
     * var x = tensor(new double[][] {{-2, 1}, {-1, 3}, {1, 2}, {-0.5, 0}});
     * decisionPlot("The sign of x decides", p -> p.slice(1, 0, 1), x, tensor(0, 0, 1, 1)).range(-3, 1, 0, 3).alt()
     * // → The sign of x decides. Decision plot of 4 points, x₂ over x₁: 75 % on the right side of the boundary; class 0 2 of 2, 74.7 % of the area; class 1 1 of 2, 25.3 % of the area.
     * }</pre>
     *
     * @param net from (n, 2) to (n), (n, 1) or (n, C)
     * @param x data, shape (n, 2)
     * @param y class numbers (n) or one-hot (n, C); for one output 0 and 1, or −1 and 1
     * @throws IllegalArgumentException when a shape is another, a label has no class, or all outputs are NaN
     */
    public static DecisionPlot decisionPlot(String title, Layer net, Tensor x, Tensor y) {
        return new DecisionPlot(title, net, x, y);
    }

    /**
     * A function of two numbers as a map, with contour lines and their values.
     *
     * <pre>{@code
     * double[][] path = {{2, 1}, {1, 0.2}, {0, 0}};
     * contourPlot("Two steps to the bottom", (x, y) -> x * x + 2 * y * y, -2, 2, -1, 1).trajectory("descent", path).alt()
     * // → Two steps to the bottom. Contour plot over x from -2 to 2 and y from -1 to 1: lowest 0 at (0, 0), highest 6 at (-2, -1); contour lines at 1, 2, 3, 4, 5; descent runs from (2, 1) to (0, 0) in 2 steps, 6 → 0.
     * }</pre>
     *
     * @param f computed at 121 × 121 places when the figure is made
     * @throws IllegalArgumentException when a range is none, or the function is not finite anywhere
     */
    public static ContourPlot contourPlot(String title, DoubleBinaryOperator f, double xFrom, double xTo, double yFrom,
            double yTo) {
        return new ContourPlot(title, f, xFrom, xTo, yFrom, yTo);
    }

    /**
     * A function of three probabilities over the triangle of all that sum to 1, such as an entropy or a loss.
     *
     * <pre>{@code
     * simplexPlot("The product is largest in the middle", p -> 27 * p[0] * p[1] * p[2]).point("sure", 1, 0, 0).alt()
     * // → The product is largest in the middle. Function of three probabilities (p₁ = 1, p₂ = 1, p₃ = 1): lowest 0 at (1, 0, 0), highest 1 at (0.3333, 0.3333, 0.3333); contour lines at 0.2, 0.4, 0.6, 0.8; sure at (1, 0, 0), value 0.
     * }</pre>
     *
     * @param f from three probabilities to a number; computed when the figure is made
     * @throws IllegalArgumentException when the function is not finite anywhere
     */
    public static SimplexPlot simplexPlot(String title, ToDoubleFunction<double[]> f) {
        return new SimplexPlot(title, f);
    }

    /**
     * Trials of a search, each a line from axis to axis through its settings to its score.
     *
     * <pre>{@code
     * double[][] rows = {{0.001, 16}, {0.01, 64}, {0.1, 32}};
     * parallelCoordinates("A small rate is best", List.of("rate", "width"), rows, new double[] {0.95, 0.9, 0.2}).log("rate").alt()
     * // → A small rate is best. Parallel coordinates of 3 trials over rate, width: best score 0.95 with rate 0.001, width 16; worst score 0.2 with rate 0.1, width 32.
     * }</pre>
     *
     * @param names the settings, 1 to 10
     * @param rows a row for each trial, a value for each setting
     * @param score one for each trial, the higher the better unless told; NaN for a trial that has none
     * @throws IllegalArgumentException when sizes do not fit, or no score or no value of a setting is finite
     */
    public static ParallelCoordinates parallelCoordinates(String title, List<String> names, double[][] rows, double[] score) {
        return new ParallelCoordinates(title, names, rows, score);
    }
}
