package gradus.jupyter;

import static gradus.plot.Figures.plot;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Generators;
import gradus.init.Initializers;
import gradus.loss.Losses;
import gradus.metrics.Metrics;
import gradus.nn.Layers;
import gradus.optim.Optimizers;
import gradus.plot.Figure;
import gradus.tensor.Rng;
import gradus.train.Histories;
import gradus.train.History;
import gradus.train.Progress;
import gradus.train.Training;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands below a cell while it trains is the figure of the finished run, as far as it has come. */
class LiveProgressTest {

    private static final Pattern IMAGE = Pattern.compile("<img src=\"data:image/png;base64,([^\"]+)\" alt=\"([^\"]+)\" width=\"(\\d+)\">");

    private static Map<String, double[]> measures(int epochs, double first) {
        Map<String, double[]> measures = new LinkedHashMap<>();
        double[] loss = IntStream.range(0, epochs).mapToDouble(e -> e == 0 ? first : 1.0 / e).toArray();
        measures.put("loss", loss);
        measures.put("accuracy", IntStream.range(0, epochs).mapToDouble(e -> 1 - 0.5 / (e + 1)).toArray());
        measures.put("validation loss", IntStream.range(0, epochs).mapToDouble(e -> loss[e] + 0.01 * e).toArray());
        return measures;
    }

    private static void assertIsThePlot(History history, LiveProgress.Frame frame) {
        Figure plot = plot(history);
        Matcher image = IMAGE.matcher(Renderers.progress(frame));
        assertTrue(image.find());
        assertArrayEquals(plot.png(), Base64.getDecoder().decode(image.group(1)));
        assertEquals(Renderers.escape(plot.alt()), image.group(2));
        assertEquals(plot.image().getWidth() / Figure.SCALE, Integer.parseInt(image.group(3)));
    }

    /** Linear and logarithmic, run to its end and stopped before. */
    @ParameterizedTest
    @CsvSource({"12, 12, 2, ''", "12, 12, 80, ''", "30, 12, 80, 'early stopping: no better validation loss'", "2, 2, 1, ''"})
    void theLastFrameIsThePlotOfTheHistory(int planned, int epochs, double first, String ending) {
        History history = Histories.of(planned, ending, measures(epochs, first));
        assertIsThePlot(history, LiveProgress.Frame.of(history, true));
    }

    /** Each frame of a real run is the plot of its history at that moment; the last is that of the finished run. */
    @Test
    void soIsEveryFrameOfARun() {
        List<LiveProgress.Frame> frames = new ArrayList<>();
        List<History> seen = new ArrayList<>();
        var data = Generators.moons(new Rng(1), 60, 0.1);
        var net = Layers.sequential(Layers.dense(2, 2)).initialize(Initializers.xavierNormal(), new Rng(1));
        History history = Training.fit(net, data).loss(Losses.crossEntropy()).optimizer(Optimizers.adam(0.1)).metric(Metrics.accuracy()).epochs(7)
                .progress(new Progress() {
                    @Override
                    public void epochDone(History soFar) {
                        frames.add(LiveProgress.Frame.of(soFar, false));
                        if (soFar.epochs() >= 2) assertIsThePlot(soFar, frames.get(frames.size() - 1));
                    }

                    @Override
                    public void finished(History history) {
                        frames.add(LiveProgress.Frame.of(history, true));
                        seen.add(history);
                    }
                }).run(new Rng(2));
        assertEquals(8, frames.size());
        assertNull(frames.get(0).curves(), "one epoch is no curve yet");
        assertEquals(List.of(history), seen);
        assertIsThePlot(history, frames.get(7));
        assertTrue(frames.get(2).curves().alt().contains("Training history over 3 epochs of 7: "), frames.get(2).curves().alt());
        assertTrue(frames.get(2).text().startsWith("epoch 3 of 7 · loss "), frames.get(2).text());
    }

    /** The first epochs are too few to say that one squashes the others. */
    @Test
    void theAxisStaysLinearUntilThereIsACurve() {
        for (int epochs = 2; epochs <= 6; epochs++) {
            String alt = LiveProgress.Frame.of(Histories.of(20, "", measures(epochs, 80)), false).curves().alt();
            assertEquals(epochs >= 5, alt.contains("train loss (log axis) falls"), epochs + " epochs: " + alt);
        }
    }
}
