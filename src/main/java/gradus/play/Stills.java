package gradus.play;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.sequential;
import static gradus.nn.Layers.sigmoid;
import static gradus.nn.Layers.step;
import static gradus.tensor.Tensors.tensor;

import gradus.plot.Figure;
import gradus.plot.Figures;
import gradus.tensor.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The still picture of each explorable figure: the only place here that draws. */
public final class Stills {

    private Stills() {}

    /**
     * The picture of a figure at some settings; its title is the question.
     *
     * @throws IllegalArgumentException if it has no picture
     */
    public static Figure of(Explorable figure, double... settings) {
        Map<String, double[]> values = figure.values(settings);
        if (figure instanceof LineOfAUnit) return unitLine(figure, values, settings);
        if (figure instanceof GradientsOfANet) return net(figure, values, settings);
        if (figure instanceof PullsOfFivePatients) return pulls(figure, values, settings);
        if (figure instanceof SoftmaxTemperature) return temperature(figure, values, settings[0]);
        if (figure instanceof HingeAgainstCrossEntropy) return gap(figure, values, settings);
        if (figure instanceof ThresholdOnAList) return list(figure, values, settings);
        if (figure instanceof SaturationOverLayers) return saturation(figure, values, settings[0]);
        if (figure instanceof VarianceAndDepth) return depth(figure, values);
        if (figure instanceof NoiseOnABowl) return bowl(figure, values);
        if (figure instanceof OptimizersOnARavine) return ravine(figure, values, settings);
        if (figure instanceof RateOnParabola) return parabola(figure, values, settings[0]);
        if (figure instanceof GradientThroughDepth) return product(figure, values);
        if (figure instanceof PolynomialAndPenalty) return polynomial(figure, values, settings[1]);
        if (figure instanceof UnitBehindDropout) return unit(figure, values, settings[1]);
        throw new IllegalArgumentException("explore: \"" + figure.name() + "\" has no still picture");
    }

    private static Figure unitLine(Explorable figure, Map<String, double[]> values, double... settings) {
        var unit = sequential(dense(2, 1).weights(tensor(new double[][] {{settings[0]}, {settings[1]}}), tensor(settings[2])), step());
        var plane = Figures.decisionPlot("where it answers 1, and the corners of XOR", unit, tensor(LineOfAUnit.CORNERS),
                tensor(values.get("truth"))).range(-0.75, 1.75, -0.25, 1.25).classNames(List.of("0", "1"));
        var right = Figures.barPlot("corners answered right, of 4", LineOfAUnit.QUESTIONS, values.get("right")).labels(true)
                .yLabel("corners").line(4, "all");
        return Figures.sideBySide(figure.question(), plane, right);
    }

    private static Figure net(Explorable figure, Map<String, double[]> values, double... settings) {
        var net = sequential(dense(3, 2).weights(tensor(GradientsOfANet.W1), tensor(GradientsOfANet.B1)), sigmoid(),
                dense(2, 1).weights(tensor(new double[][] {{settings[3]}, {settings[4]}}), tensor(GradientsOfANet.B2)), sigmoid());
        var drawn = Figures.network(net).biases().inputNames("x1", "x2", "x3").outputNames("o6")
                .input(settings[0], settings[1], settings[2]).deltas(o -> o.sub(settings[5]).square())
                .numbered().title("target " + Numbers.text(settings[5], 3) + ", E = " + Numbers.text(values.get("loss")[0], 3));
        var gradients = Figures.barPlot("the gradient of each number", GradientsOfANet.NUMBERS, values.get("gradients"))
                .yLabel("gradient of E (below 0: should grow)").reach(-0.3, 0.3);
        return Figures.sideBySide(figure.question(), drawn, gradients);
    }

    /** The slope of the absolute error ends at ±δ, where that of the squared error leaves the picture. */
    private static Figure pulls(Explorable figure, Map<String, double[]> values, double... settings) {
        double[] predictions = values.get("predictions");
        double[] best = values.get("best");
        double delta = settings[1];
        double[][] steps = upright(predictions, values.get("absolute"));
        var balance = Figures.linePlot("the slope at each prediction").xLabel("prediction").yLabel("mean slope").xRange(0, 400)
                .yRange(-1.25 * delta, 1.25 * delta).line("squared", predictions, values.get("squared"))
                .line("absolute", steps[0], steps[1]).line("Huber", predictions, values.get("Huber"))
                .marks("lowest loss", best, new double[3]).line(0, "balance");
        var seconds = values.get("second values");
        var lowest = Figures.linePlot("where the loss is lowest").xLabel("value of the second patient").yLabel("prediction")
                .line("squared", seconds, values.get("best of squared")).line("absolute", seconds, values.get("best of absolute"))
                .line("Huber", seconds, values.get("best of Huber")).verticalLine(settings[0], "now");
        return Figures.sideBySide(figure.question(), balance, lowest);
    }

    private static Figure temperature(Explorable figure, Map<String, double[]> values, double temperature) {
        double[] p = values.get("probabilities");
        // a series for each class, so that it has the colour of its line
        var now = Figures.barPlot("at this temperature", List.of("T = " + Numbers.text(temperature, 3)), new double[] {p[0]})
                .name(SoftmaxTemperature.CLASSES.get(0)).yLabel("probability").labels(true);
        for (int j = 1; j < p.length; j++) now = now.series(SoftmaxTemperature.CLASSES.get(j), new double[] {p[j]});
        var all = Figures.linePlot("at every temperature").logX().xLabel("temperature").yLabel("probability").yRange(0, 1);
        for (String name : SoftmaxTemperature.CLASSES) all = all.line(name, values.get("temperatures"), values.get(name));
        return Figures.sideBySide(figure.question(), now, all.verticalLine(temperature, "now"));
    }

    /** From far left, where the slopes have come to their ends, to right of the corners; the hinge leaves the picture above. */
    private static Figure gap(Explorable figure, Map<String, double[]> values, double... settings) {
        double right = settings[0];
        double low = Math.min(settings[1], settings[2]);
        double high = Math.max(settings[1], settings[2]);
        double[] scores = values.get("scores");
        double from = Math.max(scores[0], Math.min(right, low - 5));
        double to = Math.min(scores[scores.length - 1], Math.max(right, high + settings[3] + 2));
        double top = Math.ceil(Math.max(3, Math.log1p(Math.exp(low - from) + Math.exp(high - from))));
        for (double now : values.get("losses")) top = Math.max(top, 1.1 * now);
        var losses = Figures.linePlot("the losses").xLabel("score of the right class").yLabel("loss").xRange(from, to).yRange(0, top)
                .line("hinge", scores, values.get("hinge")).line("cross-entropy", scores, values.get("cross-entropy"))
                .dashed("0/1", new double[] {from, high, high, to}, new double[] {1, 1, 0, 0});
        double[][] steps = upright(scores, values.get("slope of the hinge"));
        var slopes = Figures.linePlot("their slopes").xLabel("score of the right class").yLabel("slope").xRange(from, to)
                .yRange(-2.2, 0.4).line("hinge", steps[0], steps[1])
                .line("cross-entropy", scores, values.get("slope of cross-entropy"))
                .dashed("0/1", new double[] {from, to}, new double[] {0, 0});
        // among the three losses there is no room for more than the number
        String now = Numbers.text(right, 3);
        return Figures.sideBySide(figure.question(), losses.verticalLine(right, now), slopes.verticalLine(right, "right score " + now));
    }

    private static Figure list(Explorable figure, Map<String, double[]> values, double... settings) {
        var ranked = Figures.linePlot("the list, the surest first").xLabel("place in the list").yLabel("predicted probability")
                .xRange(0, 13).yRange(0, 1);
        double[] truth = values.get("truth");
        for (int kind = 1; kind >= 0; kind--) {
            int k = kind;
            int[] places = IntStream.range(0, truth.length).filter(i -> truth[i] == k).toArray();
            ranked = ranked.marks(kind == 1 ? "ill" : "healthy", Arrays.stream(places).mapToDouble(i -> i + 1).toArray(),
                    Arrays.stream(places).mapToDouble(i -> values.get("probabilities")[i]).toArray());
        }
        double[] now = values.get("now");
        var curve = Figures.linePlot("the ROC curve").xLabel("false alarms, of the healthy").yLabel("found, of the ill")
                .xRange(0, 1).yRange(0, 1.05).line("this list", values.get("false alarms"), values.get("recalls"))
                .dashed("by chance", new double[] {0, 1}, new double[] {0, 1})
                .marks("threshold " + Numbers.text(settings[0], 3), new double[] {now[0]}, new double[] {now[1]});
        return Figures.sideBySide(figure.question(), ranked.line(settings[0], "threshold"), curve);
    }

    /** A logarithmic axis has no place for a product that is 0. */
    private static Figure saturation(Explorable figure, Map<String, double[]> values, double sum) {
        var slopes = Figures.linePlot("the slope at each weighted sum").xLabel("weighted sum z").yLabel("slope").yRange(0, 1.05);
        var left = Figures.linePlot("left of a gradient of 1").xLabel("layers gone through").yLabel("product of slopes").logY()
                .yRange(1e-12, 2);
        for (String name : SaturationOverLayers.ACTIVATIONS) {
            double[] slope = values.get("slope of " + name);
            double[][] drawn = name.equals("ReLU") ? upright(values.get("sums"), slope) : new double[][] {values.get("sums"), slope};
            slopes = slopes.line(name, drawn[0], drawn[1]);
            left = left.line(name, Arrays.stream(values.get("left of " + name)).map(v -> v > 0 ? v : Double.NaN).toArray());
        }
        return Figures.sideBySide(figure.question(), slopes.verticalLine(sum, "z = " + Numbers.text(sum, 3)), left);
    }

    /** Steps between two samples would slant: each gets a point more, above or below where it ends. */
    private static double[][] upright(double[] x, double[] y) {
        double[][] steps = {new double[2 * x.length], new double[2 * x.length]};
        int n = 0;
        for (int i = 0; i < x.length; i++) {
            if (i > 0 && y[i] != y[i - 1]) {
                steps[0][n] = x[i];
                steps[1][n++] = y[i - 1];
            }
            steps[0][n] = x[i];
            steps[1][n++] = y[i];
        }
        return new double[][] {Arrays.copyOf(steps[0], n), Arrays.copyOf(steps[1], n)};
    }

    private static Figure depth(Explorable figure, Map<String, double[]> values) {
        double[] layers = VarianceAndDepth.layers(values);
        var up = Figures.linePlot("outputs, going up").logY().xLabel("layer").yLabel("size");
        var down = Figures.linePlot("gradients, coming down").logY().xLabel("layer").yLabel("size");
        for (String name : new String[] {"tanh", "ReLU"}) {
            up = up.line(name, layers, values.get("outputs of " + name));
            down = down.line(name, layers, values.get("gradients of " + name));
        }
        return Figures.sideBySide(figure.question(), up.line(1, "as it was"), down.line(1, "as it was"));
    }

    private static Figure bowl(Explorable figure, Map<String, double[]> values) {
        double[] x = values.get("x");
        double[] y = values.get("y");
        double[][] path = new double[x.length][];
        double reach = 3;
        for (int t = 0; t < x.length; t++) {
            path[t] = new double[] {x[t], y[t]};
            reach = Math.max(reach, Math.ceil(Math.max(Math.abs(x[t]), Math.abs(y[t]))));
        }
        var seen = Figures.contourPlot("the path", NoiseOnABowl::loss, -reach, reach, -reach, reach).trajectory("steps", path)
                .xLabel("x").yLabel("y");
        double[] quiet = Arrays.stream(values.get("without noise")).filter(loss -> loss > 1e-6).toArray();
        var losses = Figures.linePlot("its loss").logY().xLabel("step").yLabel("loss").line("steps", values.get("losses"))
                .line("without noise", quiet).line(values.get("plateau")[0], "plateau");
        return Figures.sideBySide(figure.question(), seen, losses);
    }

    private static Figure ravine(Explorable figure, Map<String, double[]> values, double... settings) {
        return Figures.sideBySide(figure.question(), paths("one rate for all", values, OptimizersOnARavine.NAMES.subList(0, 2), settings),
                paths("a rate for each coordinate", values, OptimizersOnARavine.NAMES.subList(2, 4), settings));
    }

    /** A path ends where it leaves the plane. */
    private static Figure paths(String title, Map<String, double[]> values, List<String> names, double... settings) {
        double reach = OptimizersOnARavine.REACH;
        var plane = Figures.contourPlot(title, (x1, x2) -> OptimizersOnARavine.height(x1, x2, settings), -reach, reach, -reach, reach)
                .xLabel("x₁").yLabel("x₂");
        for (String name : names) {
            double[] x1 = values.get(name + " x1");
            double[] x2 = values.get(name + " x2");
            int n = 1;
            while (n < x1.length && Math.max(Math.abs(x1[n]), Math.abs(x2[n])) <= reach) n++;
            double[][] path = new double[n][];
            for (int t = 0; t < n; t++) path[t] = new double[] {x1[t], x2[t]};
            plane = plane.trajectory(name, path);
        }
        return plane;
    }

    private static Figure parabola(Explorable figure, Map<String, double[]> values, double rate) {
        double edge = values.get("x")[values.get("x").length - 1];
        double[] path = Arrays.stream(values.get("path")).filter(x -> Math.abs(x) <= edge).toArray();
        double[] losses = Arrays.copyOf(values.get("losses"), path.length);
        double limit = values.get("limit")[0];
        double factor = Math.abs(values.get("factor")[0]);
        var descent = Figures.linePlot("the steps").xLabel("x").yLabel("loss").line("L", values.get("x"), values.get("loss"))
                .line("steps", path, losses);
        var rates = Figures.linePlot("every rate").xLabel("η").yLabel("size of 1 − ηκ")
                .yRange(0, Math.max(2, 1.1 * factor)).line("factor", values.get("rates"), values.get("factors"))
                .marks("now", new double[] {rate}, new double[] {factor}).verticalLine(limit, "2/κ");
        return Figures.sideBySide(figure.question(), descent, rates);
    }

    /** A layer alone is a point: a line needs two. */
    private static Figure product(Explorable figure, Map<String, double[]> values) {
        var each = Figures.linePlot("what each layer multiplies it by").logY().xLabel("layer").yLabel("factor");
        var left = Figures.linePlot("what is left of 1 from the top").logY().xLabel("layer").yLabel("size of the gradient");
        for (String name : GradientThroughDepth.ACTIVATIONS) {
            double[] factors = values.get("factors of " + name);
            double[] gradients = values.get("gradients of " + name);
            double[] layers = GradientThroughDepth.layers(factors, 1);
            each = factors.length == 1 ? each.marks(name, layers, factors) : each.line(name, layers, factors);
            left = left.line(name, GradientThroughDepth.layers(gradients, 0), gradients);
        }
        return Figures.sideBySide(figure.question(), each.line(1, "as it was"), left);
    }

    /** A curve that leaves the picture above or below is cut off. */
    private static Figure polynomial(Explorable figure, Map<String, double[]> values, double penalty) {
        var curve = Figures.linePlot("the curve").xLabel("x").yLabel("y").xRange(0, 1).yRange(-2, 2)
                .line("fitted", values.get("x"), values.get("curve")).dashed("sine", values.get("x"), values.get("truth"))
                .marks("measured", values.get("at"), values.get("measured"));
        var errors = Figures.linePlot("every λ").logX().logY().xLabel("λ").yLabel("mean squared error").yRange(1e-3, 10)
                .line("on the points", values.get("penalties"), visible(values.get("training")))
                .line("true", values.get("penalties"), visible(values.get("true")));
        return Figures.sideBySide(figure.question(), curve, errors.verticalLine(penalty, "now"));
    }

    /** What lies below the picture is left out. */
    private static double[] visible(double[] values) {
        return Arrays.stream(values).map(v -> v < 1e-3 ? Double.NaN : v).toArray();
    }

    /** Near the two means, where the probability is: with p = 0.95 the largest sum is 20 times the mean. */
    private static Figure unit(Explorable figure, Map<String, double[]> values, double side) {
        int n = (int) side * (int) side;
        double[] sums = values.get("sums");
        var masks = Figures.imageGrid("eight masks, what is kept is dark", tensor(values.get("masks"))
                .reshape(UnitBehindDropout.MASKS, (int) side, (int) side), 2, 4).captions(i -> "sum " + Numbers.text(sums[i], 3));
        double[] probability = values.get("probability");
        double[] means = values.get("means");
        double[] spreads = values.get("spreads");
        double from = Math.max(0, means[1] - Math.max(1, 4 * spreads[1]));
        double to = means[0] + Math.max(1, 4 * spreads[0]);
        double top = 1.15 * Arrays.stream(probability).max().orElseThrow();
        var all = Figures.linePlot("every mask").xLabel("sum").yLabel("probability").xRange(from, to).yRange(0, top)
                .line("divided by 1 − p", values.get("divided"), probability)
                .line("not divided", values.get("not divided"), probability).verticalLine(n, "inference mode");
        return Figures.sideBySide(figure.question(), masks, all);
    }
}
