package gradus.plot;

import static gradus.plot.Figures.barPlot;
import static gradus.plot.Figures.functionPlot;
import static gradus.plot.Figures.gradientFlow;
import static gradus.plot.Figures.graph;
import static gradus.plot.Figures.heatMap;
import static gradus.plot.Figures.histogram;
import static gradus.plot.Figures.histogramStrip;
import static gradus.plot.Figures.imageGrid;
import static gradus.plot.Figures.linePlot;
import static gradus.plot.Figures.network;
import static gradus.plot.Figures.plot;
import static gradus.plot.Figures.scatter;
import static gradus.plot.Figures.sideBySide;
import static gradus.plot.Figures.stripPlot;
import static gradus.plot.Figures.withDerivative;

import gradus.data.Dataset;
import gradus.data.Digits;
import gradus.data.Iris;
import gradus.init.Initializers;
import gradus.metrics.Metrics;
import gradus.nn.Layer;
import gradus.nn.Layers;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import gradus.train.Histories;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Lines, distributions, tables, grids and pictures put together, as the gallery shows them. */
final class GalleryFigures {

    private GalleryFigures() {}

    static List<GalleryEntry> entries() {
        return List.of(line(), spread(), dashed(), notes(), slopeOnLogAxes(), history(), squashed(), function(), derivative(), scattered(), histogramOfOne(), GalleryOptions.lattice(),
                strip(), dots(), pairedDots(), GalleryOptions.differences(), GalleryOptions.lying(), boxes(), bars(), flow(), heat(), confusion(), images(),
                GalleryOptions.imageGroups(), weights(), computation(), slopes(), blank(), parts(), xor(), worked(), digits(), thinned(), together(), GalleryOptions.sharedY(), GalleryOptions.sharedX(), GalleryOptions.fixedColors());
    }

    private static double[] values(int n, IntToDoubleFunction f) {
        return IntStream.range(0, n).mapToDouble(f).toArray();
    }

    private static double[] epochs(int n) {
        return values(n, i -> i + 1);
    }

    private static GalleryEntry line() {
        double[] train = values(30, i -> 2.3 * Math.exp(-0.16 * i));
        double[] validation = values(30, i -> 2.2 * Math.exp(-0.16 * i) + 0.1 + 0.012 * i);
        int best = IntStream.range(0, 30).reduce((a, b) -> validation[b] < validation[a] ? b : a).orElseThrow();
        return new GalleryEntry("line", "Lines", "linePlot(title).line(\"train\", x, y).line(\"validation\", x, z).logY()",
                linePlot("The validation loss turns up, on a logarithmic axis").line("train", epochs(30), train)
                        .line("validation", epochs(30), validation).xLabel("epoch").yLabel("cross-entropy").logY(),
                "→ " + Words.text(validation[best]) + " at epoch = " + (best + 1) + ", then rises to " + Words.text(validation[29]));
    }

    private static double[][] runs(double rate, int seed) {
        Rng rng = new Rng(seed);
        double[][] runs = new double[5][];
        for (int r = 0; r < runs.length; r++) {
            double own = rate * (1 + 0.25 * rng.normal());
            runs[r] = values(60, i -> 2.3 * Math.exp(-own * i) * (1 + 0.04 * rng.normal()) + 0.05);
        }
        return runs;
    }

    private static GalleryEntry spread() {
        double[] ends = Arrays.stream(runs(0.1, 2)).mapToDouble(run -> run[59]).sorted().toArray();
        return new GalleryEntry("spread", "Spread over seeds", "linePlot(title).spread(\"momentum\", x, runs)",
                linePlot("With every seed, momentum ends lower").spread("plain", epochs(60), runs(0.03, 1))
                        .spread("momentum", epochs(60), runs(0.1, 2)).xLabel("epoch").yLabel("loss"),
                "→ " + Words.text(ends[2]) + ", at the end between " + Words.text(ends[0]) + " and " + Words.text(ends[4]));
    }

    private static GalleryEntry dashed() {
        Rng rng = new Rng(4);
        double[] layer = epochs(20);
        double[] theory = values(20, i -> Math.pow(0.8, i + 1));
        double[] measured = values(20, i -> theory[i] * (1 + 0.08 * rng.normal()));
        return new GalleryEntry("dashed", "Theory beside measurement",
                "linePlot(title).marks(\"measured\", x, y).dashed(\"theory\", x, z).xRange(1, 15)",
                linePlot("The variance falls by a fifth with every layer").marks("measured", layer, measured)
                        .dashed("theory: 0.8ˡ", layer, theory).xLabel("layer").yLabel("variance").xRange(1, 15),
                "theory: 0.8ˡ (dashed) falls 0.8 → " + Words.text(Math.pow(0.8, 15)));
    }

    private static GalleryEntry notes() {
        double[] train = values(30, i -> 2.3 * Math.exp(-0.2 * i) + 0.02);
        double[] validation = values(30, i -> 2.3 * Math.exp(-0.2 * i) + 0.2 + 0.012 * i);
        int best = IntStream.range(0, 30).reduce((a, b) -> validation[b] < validation[a] ? b : a).orElseThrow();
        return new GalleryEntry("notes", "Reference lines, points and spans",
                "plot.line(y, name).mark(x, y, name).bracket(x, y1, y2, name).verticalBand(from, to, name), .verticalLine(x, name), .band(from, to, name)",
                linePlot("The gap opens after the best epoch").line("train", epochs(30), train)
                        .line("validation", epochs(30), validation).xLabel("epoch").yLabel("cross-entropy")
                        .line(Math.log(10), "chance: ln 10").mark(best + 1, validation[best], "best epoch")
                        .bracket(28, train[27], validation[27], "gap").verticalBand(1, 4, "warm-up"),
                "best epoch at (" + (best + 1) + ", " + Words.text(validation[best]) + ")");
    }

    private static GalleryEntry slopeOnLogAxes() {
        double[] n = {10, 30, 100, 300, 1000, 3000, 10000};
        Rng rng = new Rng(2);
        double[] error = Arrays.stream(n).map(size -> Math.pow(size, -0.5) * (1 + 0.1 * rng.normal())).toArray();
        return new GalleryEntry("slope", "A slope on logarithmic axes", "plot.logX().logY().slope(from, to, y, -0.5, \"∝ 1/√n\")",
                linePlot("A tenth of the error takes a hundred times the data").line("error", n, error).logX().logY().xLabel("examples n")
                        .yLabel("error of the mean").slope(100, 1000, 0.2, -0.5, "∝ 1/√n"),
                "∝ 1/√n with slope -0.5 from x = 100 to 1000");
    }

    private static GalleryEntry squashed() {
        double[] validation = values(20, e -> e == 0 ? 64 : 1.4 / e + 0.02 * e);
        Map<String, double[]> measures = new LinkedHashMap<>();
        measures.put("loss", values(20, e -> e == 0 ? 80 : 1.5 / e));
        measures.put("validation loss", validation);
        return new GalleryEntry("history-squashed", "History whose first epoch would squash the rest", "plot(history)",
                plot(Histories.of(20, "", measures)), "train loss (log axis) falls 80 → " + Words.text(1.5 / 19));
    }

    private static GalleryEntry history() {
        Map<String, double[]> measures = new LinkedHashMap<>();
        double[] validation = values(30, e -> 2.2 * Math.exp(-0.3 * e) + 0.112 + 0.012 * e);
        measures.put("loss", values(30, e -> 2.3 * Math.exp(-0.25 * e)));
        measures.put("accuracy", values(30, e -> 1 - 0.85 * Math.exp(-0.3 * e)));
        measures.put("validation loss", validation);
        measures.put("validation accuracy", values(30, e -> 0.96 - 0.8 * Math.exp(-0.3 * e) - 0.001 * e));
        int best = IntStream.range(0, 30).reduce((a, b) -> validation[b] < validation[a] ? b : a).orElseThrow();
        return new GalleryEntry("history", "History of a training run", "plot(history)",
                plot(Histories.of(30, "", measures)), "validation stops at " + Words.text(validation[best]) + " in epoch " + (best + 1));
    }

    private static GalleryEntry function() {
        return new GalleryEntry("function", "Functions",
                "functionPlot(title, -2.5, 2.5).function(\"square\", x -> x * x).function(\"absolute value\", Math::abs)",
                functionPlot("A square punishes outliers most", -2.5, 2.5).function("square", x -> x * x)
                        .function("absolute value", Math::abs)
                        .function("Huber", x -> Math.abs(x) < 1 ? x * x / 2 : Math.abs(x) - 0.5)
                        .xLabel("residual").yLabel("loss"),
                "Huber falls " + Words.text(2.5 - 0.5) + " → 0 at residual = 0");
    }

    private static GalleryEntry derivative() {
        double end = 1 - Math.tanh(4) * Math.tanh(4);
        return new GalleryEntry("derivative", "A function with its derivative",
                "withDerivative(title, -4, 4, x -> x.tanh()).names(\"tanh\", \"tanh′\")",
                withDerivative("The slope of tanh is 1 at most", -4, 4, Tensor::tanh).names("tanh", "tanh′"),
                "tanh′ rises " + Words.text(end) + " → 1 at x = 0");
    }

    private static GalleryEntry scattered() {
        Dataset iris = Iris.load("data/iris.csv");
        Tensor length = iris.x().slice(1, 2, 3);
        double sum = 0;
        int n = 0;
        for (int i = 0; i < iris.size(); i++) {
            if (iris.y().get(i) != 0) continue;
            sum += length.get(i, 0);
            n++;
        }
        return new GalleryEntry("scatter", "Points by class", "scatter(title, x, y, labels).classNames(names)",
                scatter("Petals alone nearly tell the three species apart", length, iris.x().slice(1, 3, 4), iris.y())
                        .classNames(iris.classNames()).xLabel("petal length, cm").yLabel("petal width, cm"),
                iris.classNames().get(0) + " " + n + " points around (" + Words.text(sum / n) + ", ");
    }

    private static GalleryEntry histogramOfOne() {
        double[] values = Tensors.randn(new Rng(1), 1000).toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        return new GalleryEntry("histogram", "Histogram", "histogram(title, values).xLabel(\"value\")",
                histogram("Values of randn gather around zero", values), "mean " + Words.text(mean));
    }

    private static List<Tensor> outputs(double gain) {
        Rng rng = new Rng(1);
        Tensor x = Tensors.randn(rng, 100, 100);
        List<Tensor> outputs = new ArrayList<>();
        for (int l = 0; l < 10; l++) {
            x = x.matmul(Tensors.randn(rng, 100, 100).mul(gain / 10)).tanh();
            outputs.add(x);
        }
        return outputs;
    }

    private static GalleryEntry strip() {
        List<String> names = IntStream.rangeClosed(1, 10).mapToObj(l -> "layer " + l).toList();
        double[] last = outputs(4).get(9).toArray();
        double mean = Arrays.stream(last).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(last).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
        return new GalleryEntry("histogram-strip", "A histogram for each layer",
                "histogramStrip(title, layers).row(\"gain 0.5\", outputs).range(-1, 1).row(…)",
                histogramStrip("Too small a gain kills the signal, too large a gain saturates it", names)
                        .row("gain 0.5", outputs(0.5)).range(-1, 1).row("gain 1", outputs(1)).range(-1, 1)
                        .row("gain 4", outputs(4)).range(-1, 1),
                "layer 10 " + Words.text(deviation));
    }

    private static final List<String> METHODS = List.of("SGD", "SGD with momentum", "RMSprop", "Adam");

    private static GalleryEntry dots() {
        double[][] scores = {{0.91, 0.89, 0.9, 0.93, 0.9}, {0.94, 0.95, 0.94, 0.96, 0.95}, {0.96, 0.94, 0.95, 0.95, 0.93},
            {0.95, Double.NaN, 0.97, 0.96, 0.96}};
        return new GalleryEntry("strip", "Values of groups", "stripPlot(title, names, values).yLabel(\"accuracy\")",
                stripPlot("Adam leads, but diverged with one of five seeds", METHODS, scores).yLabel("accuracy"),
                "SGD 5 values, median 0.9 (0.89 to 0.93)");
    }

    private static GalleryEntry pairedDots() {
        double[][] tanh = {{0.81, 0.84, 0.8, 0.83, 0.79}, {0.94, 0.95, 0.93, 0.95, 0.92}};
        double[][] relu = {{0.6, 0.72, 0.5, 0.66, 0.41}, {0.96, 0.97, 0.94, 0.96, 0.95}};
        return new GalleryEntry("strip-paired", "Values of groups, seed by seed",
                "stripPlot(title, names, tanh).name(\"tanh\").series(\"ReLU\", relu).paired().percent()",
                stripPlot("With He ReLU wins with every seed, without it loses",
                        List.of("small", "He"), tanh).name("tanh").series("ReLU", relu).yLabel("accuracy").paired().percent(),
                "small: ReLU above tanh in 0 of 5 pairs; He: ReLU above tanh in 5 of 5 pairs");
    }

    private static GalleryEntry boxes() {
        double[][] errors = Tensors.randn(new Rng(2), 4, 101).toRows();
        double[] sorted = Arrays.stream(errors[3]).sorted().toArray();
        return new GalleryEntry("box", "Boxes", "stripPlot(title, names, values).box()",
                stripPlot("The medians of four methods lie close together", METHODS, errors).yLabel("error").box(),
                "Adam median " + Words.text(sorted[50]) + ", quartiles " + Words.text(sorted[25]) + " and " + Words.text(sorted[75]));
    }

    private static GalleryEntry bars() {
        double[] train = {0.991, 0.97, 0.952};
        double[] test = {0.9, 0.92, 0.94};
        return new GalleryEntry("bar", "Bars",
                "barPlot(title, names, train).name(\"train\").series(\"test\", test).labels(true)",
                barPlot("Dropout closes the gap", List.of("plain", "L2", "dropout"), train).name("train").series("test", test)
                        .labels(true).yLabel("accuracy"),
                "dropout train " + train[2] + ", test " + test[2]);
    }

    private static GalleryEntry flow() {
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < 10; l++) layers.addAll(List.of(Layers.dense(20, 20), Layers.sigmoid()));
        Layer net = Layers.sequential(layers.toArray(Layer[]::new)).initialize(Initializers.xavierNormal(), new Rng(1));
        net.forward(Tensors.randn(new Rng(2), 30, 20)).square().mean().backward();
        double norm = Math.sqrt(net.namedParameters().get("18.W").grad().square().sum().item());
        return new GalleryEntry("gradient-flow", "Gradient of every layer", "gradientFlow(title, net)",
                gradientFlow("Ten sigmoids let the gradient vanish", net), Words.text(norm) + " in layer 18; b");
    }

    private static GalleryEntry heat() {
        double[][] table = new double[6][9];
        for (int i = 0; i < 6; i++) for (int j = 0; j < 9; j++) table[i][j] = Math.sin(0.7 * i) * Math.cos(0.5 * j);
        double low = Arrays.stream(table).flatMapToDouble(Arrays::stream).min().orElseThrow();
        return new GalleryEntry("heat-map", "Matrix", "heatMap(title, matrix).rowNames(names).xLabel(\"column\")",
                heatMap("Neighbours resemble each other", table).yLabel("row").xLabel("column"), "from " + Words.text(low) + " (row ");
    }

    private static GalleryEntry confusion() {
        Rng rng = new Rng(3);
        double[] truth = values(300, i -> i % 4);
        double[] guess = values(300, i -> rng.uniform() < 0.85 ? truth[i] : (truth[i] + 1) % 4);
        int right = (int) IntStream.range(0, 300).filter(i -> truth[i] == guess[i]).count();
        var matrix = Metrics.confusionMatrix(Tensors.oneHot(Tensors.tensor(guess), 4), Tensors.tensor(truth));
        return new GalleryEntry("confusion-matrix", "Confusion matrix", "plot(confusionMatrix(net.forward(x), y))", plot(matrix),
                right + " of 300 on the diagonal");
    }

    private static GalleryEntry images() {
        Dataset digits = Digits.load("data/digits.csv");
        double[] first = Arrays.copyOf(digits.x().data(), 16 * 64);
        return new GalleryEntry("image-grid", "Images",
                "imageGrid(title, images, 2, 8).captions(i -> \"\" + labels[i]).marked(i -> wrong[i])",
                imageGrid("Sixteen of the digits, the fives marked", digits.x(), 2, 8)
                        .captions(i -> "" + (int) digits.y().get(i)).marked(i -> digits.y().get(i) == 5),
                "values from 0 to " + Words.text(Arrays.stream(first).max().orElseThrow()) + ", the first 16 of " + digits.size());
    }

    private static GalleryEntry weights() {
        double[] pixels = new double[8 * 64];
        for (int i = 0; i < pixels.length; i++) {
            int unit = i / 64;
            pixels[i] = Math.cos(unit * Math.PI / 8 + (i / 8 % 8 - 3.5) * Math.cos(unit) + (i % 8 - 3.5) * Math.sin(unit));
        }
        return new GalleryEntry("weights", "Weights", "imageGrid(title, weights, 1, 8).signed().captions(names)",
                imageGrid("Each unit looks for stripes of its own direction", Tensor.of(pixels, 8, 64), 1, 8).signed()
                        .captions(IntStream.range(0, 8).mapToObj(i -> "unit " + i).toList()),
                "to " + Words.text(Arrays.stream(pixels).max().orElseThrow()) + ": unit 0, unit 1");
    }

    private static GalleryEntry computation() {
        Tensor a = Tensor.parameter(-4.0).named("a");
        Tensor b = Tensor.parameter(2.0).named("b");
        Tensor c = a.mul(b).add(b.pow(3)).named("c");
        c.backward();
        return new GalleryEntry("graph", "Graph of a computation", "graph(c)", graph(c),
                "its gradient is 2 for a, " + Words.text(-4 + 3 * 2 * 2) + " for b");
    }

    private static GalleryEntry slopes() {
        Tensor x = Tensor.parameter(3.0).named("x");
        Tensor y = x.mul(2).add(x.square()).named("y");
        y.backward();
        return new GalleryEntry("graph-slopes", "Graph with the slopes of its operations", "graph(y).slopes()", graph(y).slopes(),
                "its gradient is " + Words.text(2 + 2 * 3) + " for x");
    }

    private static GalleryEntry blank() {
        Tensor x = Tensor.parameter(3.0).named("x");
        Tensor y = x.mul(2).add(x.square()).named("y");
        return new GalleryEntry("graph-blank", "Graph as a form to fill in", "graph(y).slopes().blank()", graph(y).slopes().blank(),
                "with gradients to fill in, inputs first: x = " + Words.text(3));
    }

    private static GalleryEntry parts() {
        Tensor h = Tensors.scalar(0.5).named("x");
        for (int i = 1; i <= 8; i++) {
            Tensor a = h.mul(Tensor.parameter(0.1 * i).named("v")).add(Tensor.parameter(0.01 * i).named("c"));
            h = a.mul(Tensor.parameter((double) i - 4).named("w")).tanh().add(a.square()).add(h).named("h" + i);
        }
        Tensor loss = h.sub(1).square().named("L");
        loss.backward();
        return new GalleryEntry("graph-parts", "Large graph in parts", "graph(L), graph(L).part(\"h3\")", graph(loss),
                "from " + (1 + 3 * 8) + " inputs by " + (7 * 8 + 2) + " operations");
    }

    private static GalleryEntry xor() {
        return new GalleryEntry("network", "Net", "network(net).biases().inputNames(\"x₁\", \"x₂\").outputNames(\"XOR\")",
                network(NetworkPictureTest.xor()).biases().inputNames("x₁", "x₂").outputNames("XOR")
                        .title("Two hidden units compute XOR"), "the strongest -2 from unit 2 to output 1");
    }

    private static GalleryEntry worked() {
        return new GalleryEntry("network-deltas", "Net with the values and deltas of one example",
                "network(net).biases().input(1, 0, 1).deltas(y -> y.sub(1).square())", NetworkPictureTest.workedPicture(),
                "0.3318, 0.525, δ 0.01745, 0.01308");
    }

    private static GalleryEntry digits() {
        Layer net = Layers.sequential(Layers.dense(64, 32), Layers.relu(), Layers.dense(32, 10), Layers.softmax())
                .initialize(Initializers.heNormal(), new Rng(1));
        return new GalleryEntry("network-large", "Large net, abbreviated", "network(net).outputNames(\"0\", \"1\", …)",
                network(net).outputNames("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
                64 * 32 + 32 * 10 + " weights and " + (32 + 10) + " biases");
    }

    private static GalleryEntry thinned() {
        return new GalleryEntry("network-dropout", "Net with the units that dropout takes out", "network(net).dropout()",
                network(NetworkPictureTest.thinned()).dropout(), "takes out 4 of " + (5 + 5) + " units");
    }

    private static GalleryEntry together() {
        double[] slow = values(40, i -> 2.3 * Math.exp(-0.03 * i));
        double[] fast = values(40, i -> 2.3 * Math.exp(-0.15 * i));
        return new GalleryEntry("side-by-side", "Side by side", "sideBySide(title, figure, figure)",
                sideBySide("With ten times the rate the loss falls five times as fast",
                        linePlot("η = 0.01", slow).xLabel("epoch").yLabel("loss").yRange(0, 2.5),
                        linePlot("η = 0.1", fast).xLabel("epoch").yLabel("loss").yRange(0, 2.5)),
                "loss falls 2.3 → " + Words.text(slow[39]));
    }
}
