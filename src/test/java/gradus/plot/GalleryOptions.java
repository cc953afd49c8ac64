package gradus.plot;

import static gradus.plot.Figures.barPlot;
import static gradus.plot.Figures.colors;
import static gradus.plot.Figures.linePlot;
import static gradus.plot.Figures.sideBySide;

import java.util.List;
import java.util.stream.IntStream;

/** Figures of the gallery that set things side by side. */
final class GalleryComparisons {

    private GalleryComparisons() {}

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
}
