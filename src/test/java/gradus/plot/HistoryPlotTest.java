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
        assertEquals("Training loss goes on falling, validation stops at " + Words.text(validation[best - 1]) + " in epoch " + best, figure.title());
        assertTrue(figure.alt().contains(": train loss falls 2.3 → " + Words.text(measures.get("loss")[29])
                + "; validation loss falls " + Words.text(validation[0]) + " → " + Words.text(validation[best - 1])
                + " at epoch = " + best + ", then rises to " + Words.text(validation[29]) + "; train accuracy rises 0.15 → "
                + Words.text(measures.get("accuracy")[29]) + "; validation accuracy rises "), figure.alt());
    }

    @Test
    void aRunThatGoesOnLeavesRoomForItsEpochs() throws IOException {
        HistoryPlot figure = plot(Histories.of(50, "", overfitting(4)));
        Gallery.check("history-live", figure, Look.BLUE, Look.VERMILION);
        assertTrue(figure.alt().contains("Training history over 4 epochs of 50:"), figure.alt());
        assertTrue(figure.title().startsWith("Training and validation loss are still falling, at 1.086 and "), figure.title());
        HistoryPlot first = plot(Histories.of(50, "", overfitting(1)));
        Gallery.check("history-first", first, Look.BLUE);
        assertEquals("Validation loss is 2.312 after the first epoch", first.title());
    }

    @Test
    void aLossAloneFillsTheFigure() throws IOException {
        HistoryPlot figure = plot(Histories.of(40, "Stopped: interrupted.", Map.of("loss", curve(25, e -> 2.0 / e))));
        Gallery.check("history-loss", figure, Look.BLUE);
        assertEquals("Training loss falls to the end, to 0.08. Training history over 25 epochs: train loss falls 2 → 0.08."
                + " Stopped: interrupted.", figure.alt());
        assertEquals("It falls", figure.title("It falls").title());
    }

    @Test
    void aFirstEpochThatWouldSquashTheRestMakesTheAxisLogarithmic() throws IOException {
        double[] loss = curve(20, e -> e == 1 ? 80 : 2.0 / e);
        HistoryPlot figure = plot(Histories.of(20, "", Map.of("loss", loss))).title("t");
        Gallery.check("history-squashed", figure, Look.BLUE);
        ReadAxes axes = ReadAxes.of(figure);
        assertEquals(axes.y(loss[9], true), axes.middle(Look.BLUE, axes.x(10, false)), axes.tolerance());
        assertTrue(figure.alt().contains("train loss (log axis) falls 80 → 0.1"), figure.alt());
        // a line at zero has no place on a logarithmic axis
        ReadAxes linear = ReadAxes.of(figure.line(0, ""));
        assertEquals(linear.y(80, false), linear.bounds(Look.BLUE, 0, linear.picture().getWidth()).y, 3 * linear.tolerance());
    }

    private static String title(int planned, double[] train, double... validation) {
        Map<String, double[]> measures = new LinkedHashMap<>(Map.of("loss", train));
        if (validation.length > 0) measures.put("validation loss", validation);
        return plot(Histories.of(planned, "", measures)).title();
    }

    @Test
    void theTitleStatesWhatBecameOfTheLoss() {
        double[] falling = curve(10, e -> 2.0 / e);
        double[] noisy = {2, 1, 0.5, 0.4, 0.5, 0.4, 0.3, 0.2, 0.3, 0.4};
        double[] turning = curve(10, e -> 1 + 0.1 * Math.abs(e - 4));
        assertEquals("Training and validation loss fall to the end, to 0.2 and 0.3", title(10, falling, curve(10, e -> 3.0 / e)));
        assertEquals("Training loss goes on falling, validation stops at 1 in epoch 4", title(10, falling, turning));
        assertEquals("Validation loss is lowest in epoch 4, at 1, and ends at 1.6", title(10, noisy, turning));
        // one epoch is no stop, and a loss that was lowest at once has not fallen before
        assertEquals("Validation loss is lowest in epoch 9, at 1, and ends at 1.1", title(10, falling, curve(10, e -> 1 + 0.1 * Math.abs(e - 9))));
        assertEquals("Validation loss is lowest in epoch 1, at 1, and ends at 10", title(10, falling, curve(10, e -> e)));
        assertEquals("Validation loss falls 3 → 0.3", title(10, noisy, curve(10, e -> 3.0 / e)));
        assertEquals("Validation loss is lowest in epoch 2, at 2, and is not finite in the end",
                title(3, new double[] {3, 2, Double.NaN}, 3, 2, Double.NaN));
        assertEquals("Training loss falls to the end, to 0.2", title(10, falling));
        assertEquals("Training loss is still falling, at 0.2", title(20, falling));
        assertEquals("Training loss rises 1 → 10", title(10, curve(10, e -> e)));
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
