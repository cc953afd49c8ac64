package gradus.plot;

import static gradus.plot.Figures.barPlot;
import static gradus.plot.Figures.colors;
import static gradus.plot.Figures.histogram;
import static gradus.plot.Figures.imageGrid;
import static gradus.plot.Figures.linePlot;
import static gradus.plot.Figures.sideBySide;
import static gradus.plot.Figures.stripPlot;

import gradus.data.Dataset;
import gradus.data.Digits;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Figures of the gallery whose options change what is seen. */
final class GalleryOptions {

    private GalleryOptions() {}

    private static double[] falling(double start, double rate, int n) {
        return IntStream.range(0, n).mapToDouble(i -> start * Math.exp(-rate * i)).toArray();
    }

    /** The colours are fixed for this figure alone: others of the gallery colour by their own order. */
    static GalleryEntry fixedColors() {
        double[] relu = falling(2.3, 0.12, 20);
        double[] tanh = falling(2.3, 0.07, 20);
        double[] sigmoid = falling(2.3, 0.02, 20);
        colors("tanh", "ReLU");
        Figure both = sideBySide("With ReLU the net learns fastest, in the same colour on both sides",
                linePlot("Loss").line("sigmoid", sigmoid).line("ReLU", relu).line("tanh", tanh).xLabel("epoch").yLabel("training loss"),
                barPlot("Accuracy", List.of("ReLU", "tanh"), new double[] {0.97, 0.94}).labels(true).yLabel("test accuracy"));
        colors();
        return new GalleryEntry("colors", "Colours fixed for a notebook",
                "colors(\"tanh\", \"ReLU\"); sideBySide(title, linePlot(title).line(\"sigmoid\", x).line(\"ReLU\", y).line(\"tanh\", z), barPlot(title, List.of(\"ReLU\", \"tanh\"), values))",
                both, "ReLU falls 2.3 → " + Words.text(relu[19]));
    }

    /** Each of 300 tests is right on each of 40 images with a chance of 0.85. */
    static GalleryEntry lattice() {
        Rng rng = new Rng(3);
        double[] accuracy = IntStream.range(0, 300).mapToDouble(test -> IntStream.range(0, 40).filter(i -> rng.uniform() < 0.85).count() / 40.0).toArray();
        double mean = Arrays.stream(accuracy).average().orElseThrow();
        return new GalleryEntry("histogram-lattice", "Histogram of values on a lattice", "histogram(title, accuracies).xLabel(\"accuracy\")",
                histogram("On 40 images the accuracy comes in steps of 0.025", accuracy).xLabel("accuracy"), "mean " + Words.text(mean));
    }

    static GalleryEntry lying() {
        List<String> names = List.of("SGD, no schedule", "SGD, cosine schedule", "SGD with momentum", "SGD with Nesterov's momentum", "AdaGrad, no schedule",
                "RMSprop, no schedule", "Adam, no schedule", "Adam, cosine schedule", "AdamW, cosine schedule");
        double[][] scores = new double[names.size()][];
        Rng rng = new Rng(6);
        for (int i = 0; i < scores.length; i++) {
            double middle = 0.89 + 0.01 * i;
            scores[i] = IntStream.range(0, 7).mapToDouble(seed -> Math.rint(1000 * (middle + 0.008 * rng.normal())) / 1000).toArray();
        }
        double best = Arrays.stream(scores[8]).sorted().toArray()[3];
        return new GalleryEntry("strip-lying", "Values of groups with long names", "stripPlot(title, longNames, values).line(0.9, \"last year\")",
                stripPlot("AdamW with a cosine schedule leads", names, scores).yLabel("accuracy").line(0.9, "last year"),
                "“AdamW, cosine schedule” median " + Words.text(best));
    }

    static GalleryEntry differences() {
        double[] plain = {0.912, 0.894, 0.931, 0.905, 0.921};
        double[] dropout = {0.925, 0.917, 0.929, 0.922, 0.934};
        double[] decay = {0.915, 0.889, 0.935, 0.901, 0.926};
        double[][] gains = {IntStream.range(0, 5).mapToDouble(i -> dropout[i] - plain[i]).toArray(),
            IntStream.range(0, 5).mapToDouble(i -> decay[i] - plain[i]).toArray()};
        double median = Arrays.stream(gains[0]).sorted().toArray()[2];
        return new GalleryEntry("strip-differences", "Differences, seed by seed", "stripPlot(title, names, gains).differences().percent()",
                stripPlot("Dropout gains with four of five seeds, weight decay only with three", List.of("dropout − plain", "weight decay − plain"), gains)
                        .differences().percent().yLabel("gain in accuracy"), "dropout − plain median " + Words.text(100 * median) + " %");
    }

    static GalleryEntry imageGroups() {
        Dataset digits = Digits.load("data/digits.csv");
        int[] chosen = IntStream.concat(numbers(digits, 0), numbers(digits, 8)).toArray();
        double[] pixels = Arrays.stream(chosen).mapToObj(i -> Arrays.copyOfRange(digits.x().data(), 64 * i, 64 * i + 64))
                .flatMapToDouble(Arrays::stream).toArray();
        return new GalleryEntry("image-groups", "Images in groups", "imageGrid(title, images, 2, 9).group(0, \"zeros\").group(1, \"eights\")",
                imageGrid("An eight is a zero with a waist", Tensor.of(pixels, 18, 64), 2, 9).group(0, "zeros").group(1, "eights"),
                chosen.length + " images of 8 × 8 pixels");
    }

    private static IntStream numbers(Dataset digits, int label) {
        return IntStream.range(0, digits.size()).filter(i -> digits.y().get(i) == label).limit(9);
    }

    static GalleryEntry sharedY() {
        double[] shallow = falling(2.3, 0.15, 40);
        double[] deep = falling(2.3, 0.006, 40);
        return new GalleryEntry("shared-y", "Side by side on one axis of y", "sideBySide(title, figure, figure).sharedY()",
                sideBySide("The deep net hardly learns", linePlot("2 layers", shallow).xLabel("epoch").yLabel("loss"),
                        linePlot("20 layers", deep).xLabel("epoch").yLabel("loss")).sharedY(), "20 layers. Line plot of loss over epoch: loss falls 2.3 → " + Words.text(deep[39]));
    }

    static GalleryEntry sharedX() {
        Rng rng = new Rng(5);
        double[] before = IntStream.range(0, 2000).mapToDouble(i -> 0.1 * rng.normal()).toArray();
        double[] after = IntStream.range(0, 2000).mapToDouble(i -> before[i] + 0.25 * rng.normal()).toArray();
        double largest = Arrays.stream(after).max().orElseThrow();
        return new GalleryEntry("shared-x", "Side by side on one axis of x, and of y", "sideBySide(title, histogram(…), histogram(…)).sharedX().sharedY()",
                sideBySide("Training spreads the weights", histogram("before training", before).xLabel("weight"),
                        histogram("after training", after).xLabel("weight")).sharedX().sharedY(), " to " + Words.text(largest) + ": mean");
    }
}
