package gradus.plot;

import static gradus.plot.Figures.plot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.train.Histories;
import gradus.train.History;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryPlotTest {

    private static double[] curve(int epochs, IntToDoubleFunction value) {
        return IntStream.rangeClosed(1, epochs).mapToDouble(value).toArray();
    }

    /** A run that begins to overfit after about a dozen epochs. */
    private static Map<String, double[]> overfitting(int epochs) {
        Map<String, double[]> measures = new LinkedHashMap<>();
        measures.put("loss", curve(epochs, e -> 2.3 * Math.exp(-0.25 * (e - 1))));
        measures.put("accuracy", curve(epochs, e -> 1 - 0.85 * Math.exp(-0.3 * (e - 1))));
        measures.put("validation loss", curve(epochs, e -> 2.2 * Math.exp(-0.3 * (e - 1)) + 0.1 + 0.012 * e));
        measures.put("validation accuracy", curve(epochs, e -> 0.96 - 0.8 * Math.exp(-0.3 * (e - 1)) - 0.001 * e));
        return measures;
    }

    @Test
    void showsLossAndMetricWithTheBestEpoch() throws IOException {
        Map<String, double[]> measures = overfitting(30);
        double[] validation = measures.get("validation loss");
        int best = 1 + IntStream.range(0, 30).reduce((a, b) -> validation[b] < validation[a] ? b : a).orElseThrow();
        HistoryPlot figure = plot(Histories.of(30, "", measures));
        Gallery.check("history", figure, Look.BLUE, Look.VERMILION);
        assertEquals("Validation loss is lowest at epoch " + best + ", " + Words.text(validation[best - 1])
                + ", and ends at " + Words.text(validation[29]), figure.title());
        assertTrue(figure.alt().contains(": train loss falls 2.3 → " + Words.text(measures.get("loss")[29])
                + "; validation loss falls " + Words.text(validation[0]) + " → " + Words.text(validation[best - 1])
                + " at epoch " + best + ", then rises to " + Words.text(validation[29]) + "; train accuracy rises 0.15 → "
                + Words.text(measures.get("accuracy")[29]) + "; validation accuracy rises "), figure.alt());
    }

    @Test
    void aRunThatGoesOnLeavesRoomForItsEpochs() throws IOException {
        HistoryPlot figure = plot(Histories.of(50, "", overfitting(4)));
        Gallery.check("history-live", figure, Look.BLUE, Look.VERMILION);
        assertTrue(figure.alt().contains("Training history over 4 epochs of 50:"), figure.alt());
        assertTrue(figure.title().startsWith("Validation loss falls 2.312 → "), figure.title());
        HistoryPlot first = plot(Histories.of(50, "", overfitting(1)));
        Gallery.check("history-first", first, Look.BLUE);
        assertEquals("Validation loss is 2.312 after the first epoch", first.title());
    }

    @Test
    void aLossAloneFillsTheFigure() throws IOException {
        HistoryPlot figure = plot(Histories.of(40, "Stopped: interrupted.", Map.of("loss", curve(25, e -> 2.0 / e))));
        Gallery.check("history-loss", figure, Look.BLUE);
        assertEquals("Loss falls 2 → 0.08. Training history over 25 epochs: train loss falls 2 → 0.08."
                + " Stopped: interrupted.", figure.alt());
        assertEquals("It falls", figure.title("It falls").title());
    }

    @Test
    void fourMeasuresStandInTwoRows() throws IOException {
        Map<String, double[]> measures = overfitting(20);
        measures.put("precision", curve(20, e -> e / 20.0));
        measures.put("recall", curve(20, e -> 0.5));
        Gallery.check("history-four", plot(Histories.of(20, "", measures)), Look.BLUE, Look.VERMILION);
    }

    @Test
    void aLossThatIsNotFiniteIsAGap() {
        double[] loss = {2, 3, Double.NaN};
        String alt = plot(Histories.of(3, "", Map.of("loss", loss))).alt();
        assertTrue(alt.contains("train loss rises 2 → 3 (1 of 3 points not finite)"), alt);
        assertTrue(plot(Histories.of(3, "", Map.of("loss", loss))).image().getWidth() <= 900 * Figure.SCALE);
        assertEquals("plot: no measure of the history has a finite value; the loss is NaN from the first epoch on",
                message(Histories.of(3, "", Map.of("loss", new double[] {Double.NaN}))));
        assertEquals("plot: the history has no epoch yet, there is nothing to draw",
                message(Histories.of(3, "", Map.of("loss", new double[0]))));
    }

    private static String message(History history) {
        return assertThrows(IllegalArgumentException.class, () -> plot(history)).getMessage();
    }
}
