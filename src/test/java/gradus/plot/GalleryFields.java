package gradus.plot;

import static gradus.plot.Figures.contourPlot;
import static gradus.plot.Figures.decisionPlot;
import static gradus.plot.Figures.parallelCoordinates;
import static gradus.plot.Figures.simplexPlot;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.List;

/** Functions of two or three numbers, and trials of a search, as the gallery shows them. */
final class GalleryFields {

    private GalleryFields() {}

    static List<GalleryEntry> entries() {
        return List.of(contour(), decision(), hinge(), simplex(), parallel());
    }

    private static GalleryEntry contour() {
        double[][] path = new double[31][];
        double[] w = {-2.5, 1.2};
        for (int i = 0; i < path.length; i++) {
            path[i] = w;
            w = new double[] {0.85 * w[0], -0.5 * w[1]};
        }
        return new GalleryEntry("contour", "Function of two numbers",
                "contourPlot(title, (x, y) -> …, -3, 3, -2, 2).trajectory(\"η = 0.15\", path)",
                contourPlot("Gradient descent zigzags across the valley", (x, y) -> 0.5 * x * x + 5 * y * y, -3, 3, -2, 2)
                        .trajectory("η = 0.15", path).point("minimum", 0, 0).xLabel("w₁").yLabel("w₂"),
                "η = 0.15 runs from (-2.5, 1.2) to (" + Words.text(-2.5 * Math.pow(0.85, 30)) + ", ");
    }

    private static GalleryEntry decision() {
        Tensor x = Tensors.randn(new Rng(5), 120, 2);
        double[] y = new double[120];
        int right = 0;
        Rng rng = new Rng(6);
        for (int i = 0; i < y.length; i++) {
            double radius = Math.hypot(x.get(i, 0), x.get(i, 1));
            y[i] = radius + 0.15 * rng.normal() < 1.2 ? 1 : 0;
            if (radius < 1.2 == (y[i] == 1)) right++;
        }
        return new GalleryEntry("decision", "What a classifier says", "decisionPlot(title, net, x, y).classNames(names)",
                decisionPlot("The boundary is a circle", p -> p.square().sum(1, true).neg().add(1.44).mul(3), x,
                        Tensors.tensor(y)).classNames(List.of("outside", "inside")),
                "120 points, x₂ over x₁: " + Words.percent(right / 120.0) + " on the right side of the boundary");
    }

    private static GalleryEntry hinge() {
        Tensor x = Tensors.tensor(new double[][] {{-2, 0.5}, {-1.5, -1}, {-1, 0.3}, {1, 0.2}, {2, -1}, {1.8, 1}, {-2.3, -0.6}});
        Tensor y = Tensors.tensor(-1, -1, -1, 1, 1, 1, -1);
        return new GalleryEntry("decision-hinge", "What a hinge net says", "decisionPlot(title, net, x, y).margins().marked(\"support vector\", 2, 3)",
                decisionPlot("Two points hold the boundary", p -> p.slice(1, 0, 1), x, y).margins()
                        .marked("support vector", 2, 3).range(-3, 3, -2, 2),
                "support vector: points 2, 3");
    }

    private static GalleryEntry simplex() {
        double entropy = -0.3 * Math.log(0.3) - 0.6 * Math.log(0.6) - 0.1 * Math.log(0.1);
        return new GalleryEntry("simplex", "Function of three probabilities",
                "simplexPlot(title, p -> …).names(\"dog\", \"cat\", \"bird\").point(\"prediction\", 0.3, 0.6, 0.1).level(\"as unsure\", value).line(\"bird: 0.1\", from, to)",
                simplexPlot("Entropy is highest when nothing is known",
                        p -> -p[0] * Math.log(p[0]) - p[1] * Math.log(p[1]) - p[2] * Math.log(p[2]))
                        .names("dog", "cat", "bird").point("prediction", 0.3, 0.6, 0.1).level("as unsure", entropy)
                        .line("bird: 0.1", new double[] {0.9, 0, 0.1}, new double[] {0, 0.9, 0.1}),
                "prediction at (0.3, 0.6, 0.1), value " + Words.text(entropy));
    }

    private static GalleryEntry parallel() {
        Rng rng = new Rng(4);
        double[][] rows = new double[22][];
        double[] score = new double[rows.length];
        int best = 0;
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {Math.pow(10, -4 + 4 * rng.uniform()), 8 * (1 + rng.below(16)), 0.5 * rng.uniform()};
            double off = Math.log10(rows[i][0]) + 2;
            score[i] = 0.97 - 0.15 * off * off - 0.0005 * Math.abs(rows[i][1] - 64);
            if (score[i] > score[best]) best = i;
        }
        return new GalleryEntry("parallel", "Trials of a search",
                "parallelCoordinates(title, names, rows, score).log(\"learning rate\")",
                parallelCoordinates("The best trials have a learning rate near 0.01", List.of("learning rate", "width", "dropout"),
                        rows, score).log("learning rate").scoreName("accuracy"),
                "best accuracy " + Words.text(score[best]) + " with learning rate " + Words.text(rows[best][0]));
    }
}
