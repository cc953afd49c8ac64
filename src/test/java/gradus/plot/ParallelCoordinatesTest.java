package gradus.plot;

import static gradus.plot.Figures.parallelCoordinates;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelCoordinatesTest {

    private static final double[][] ROWS = {{0.001, 16, 0}, {0.01, 64, 1}, {0.1, 32, 1}, {1, 8, 0}};
    private static final double[] SCORE = {0.9, 0.97, 0.6, Double.NaN};
    private static final ParallelCoordinates SMALL = parallelCoordinates("t", List.of("rate", "width", "optimizer"), ROWS, SCORE);

    @Test
    void theBestTrialLiesOnTop() throws IOException {
        Rng rng = new Rng(4);
        int n = 22;
        double[][] rows = new double[n][];
        double[] score = new double[n];
        for (int i = 0; i < n; i++) {
            rows[i] = new double[] {Math.pow(10, -4 + 4 * rng.uniform()), 8 * (1 + rng.below(16)), rng.below(3), 0.5 * rng.uniform()};
            double off = Math.log10(rows[i][0]) + 2;
            score[i] = rows[i][0] > 0.6 ? Double.NaN : 0.97 - 0.15 * off * off - 0.0005 * Math.abs(rows[i][1] - 64);
        }
        ParallelCoordinates plot = parallelCoordinates("The best trials have a learning rate near 0.01", List.of("learning rate", "width",
                "optimizer", "dropout"), rows, score).log("learning rate").choices("optimizer", List.of("sgd", "momentum", "adam"))
                .scoreName("validation accuracy");
        Gallery.check("parallel", plot, Look.VERMILION);
        int best = IntStream.range(0, n).filter(i -> !Double.isNaN(score[i])).reduce((a, b) -> score[a] >= score[b] ? a : b)
                .orElseThrow();
        assertTrue(plot.alt().contains("22 trials over learning rate, width, optimizer, dropout: best validation accuracy "
                + Words.text(score[best]) + " with learning rate " + Words.text(rows[best][0]) + ", width "), plot.alt());
        assertTrue(plot.alt().endsWith(" without a score."), plot.alt());
    }

    @Test
    void aLossIsBetterWhenItIsLower() throws IOException {
        double[][] rows = {{1, 0.1}, {2, 0.2}, {3, Double.NaN}, {4, 0.1}};
        ParallelCoordinates plot = parallelCoordinates("Four layers are best", List.of("layers", "penalty"), rows,
                new double[] {2, 0.5, 0.3, 0.01}).scoreName("loss").log("loss").lowerIsBetter();
        Gallery.check("parallel-loss", plot, Look.VERMILION);
        assertEquals("Four layers are best. Parallel coordinates of 4 trials over layers, penalty: best loss 0.01 with layers 4,"
                + " penalty 0.1; worst loss 2 with layers 1, penalty 0.1; the best 2 have layers 3 to 4, penalty 0.1.", plot.alt());
    }

    @Test
    void textAlternativeNamesChoices() {
        assertEquals("t. Parallel coordinates of 4 trials over rate, width, optimizer: best score 0.97 with rate 0.01, width 64,"
                + " optimizer adam; worst score 0.6 with rate 0.1, width 32, optimizer adam; 1 trial without a score.",
                SMALL.choices("optimizer", List.of("sgd", "adam")).alt());
        assertEquals("t. Parallel coordinates of 1 trial over a: best score 2 with a 5.",
                parallelCoordinates("t", List.of("a"), new double[][] {{5}}, new double[] {2}).alt());
        assertTrue(parallelCoordinates("t", List.of("a"), new double[][] {{5}}, new double[] {2}).image().getWidth() <= 900 * Figure.SCALE);
        List<String> ten = IntStream.range(0, 10).mapToObj(i -> "setting number " + i).toList();
        assertTrue(parallelCoordinates("t", ten, new double[3][10], new double[] {1, 2, 3}).image().getWidth() <= 900 * Figure.SCALE);
    }

    @Test
    void errorsNameTheSizes() {
        assertEquals("parallelCoordinates: row 1 has 1 value for 2 settings [a, b]",
                message(() -> parallelCoordinates("t", List.of("a", "b"), new double[][] {{1, 2}, {3}}, new double[2])));
        assertEquals("parallelCoordinates: 2 rows, but 1 score; every trial has both",
                message(() -> parallelCoordinates("t", List.of("a"), new double[2][1], new double[1])));
        assertEquals("parallelCoordinates: none of the 2 scores is finite", message(() -> parallelCoordinates("t", List.of("a"),
                new double[2][1], new double[] {Double.NaN, Double.NaN})));
        assertEquals("parallelCoordinates: no value of \"a\" is finite", message(() -> parallelCoordinates("t", List.of("a"),
                new double[][] {{Double.NaN}}, new double[1])));
        assertEquals("parallelCoordinates: the settings are [a, a]; there should be 1 to 10, no two with the same name",
                message(() -> parallelCoordinates("t", List.of("a", "a"), new double[1][2], new double[1])));
        assertEquals("parallelCoordinates: log(\"height\"), but the settings are [rate, width, optimizer]",
                message(() -> SMALL.log("height")));
        assertEquals("parallelCoordinates: log needs positive values, but the column of \"optimizer\" has 2 values ≤ 0, the first"
                + " 0 at index 0; leave log() out, or make them NaN", message(() -> SMALL.log("optimizer")));
        assertEquals("parallelCoordinates: 1 of \"optimizer\" has no name, there are 1: [sgd]",
                message(() -> SMALL.choices("optimizer", List.of("sgd"))));
    }

    private static String message(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
