package gradus.plot;

import static gradus.plot.Figures.plot;
import static gradus.search.Search.gridSearch;
import static gradus.search.Search.randomSearch;
import static gradus.search.Spaces.choiceOf;
import static gradus.search.Spaces.integerIn;
import static gradus.search.Spaces.logUniformIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SearchPlotTest {

    @Test
    void theFigureOfASearchNamesTheBestSettings() throws IOException {
        var rate = logUniformIn("rate", 1e-4, 1);
        var width = integerIn("width", 4, 64);
        var activation = choiceOf("activation", "relu", "tanh");
        var result = randomSearch(30, rate, width, activation).scoreName("validation loss").lowerIsBetter()
                .run(new Rng(3), trial -> {
                    if (trial.get(rate) > 0.5) throw new ArithmeticException("diverged");
                    double off = Math.log10(trial.get(rate)) + 2;
                    return 0.2 + 0.1 * off * off + 1.0 / trial.get(width) + (trial.get(activation).equals("relu") ? 0 : 0.05);
                });
        ParallelCoordinates plot = plot(result);
        Gallery.check("search", plot, Look.VERMILION);
        assertEquals("Best validation loss " + Words.text(result.best().score()) + ": " + result.best().settings(), plot.title());
        assertTrue(plot.alt().contains("30 trials over rate, width, activation: best validation loss "
                + Words.text(result.best().score()) + " with rate " + Words.text(result.best().get(rate))), plot.alt());
    }

    @Test
    void theHighestScoreIsTheBestUnlessToldOtherwise() {
        var result = gridSearch(choiceOf("layers", 1, 2, 3)).run(new Rng(1), trial -> trial.number());
        assertEquals("Best score 3: layers 3. Parallel coordinates of 3 trials over layers: best score 3 with layers 3; worst"
                + " score 1 with layers 1.", plot(result).alt());
    }

    @Test
    void ofEqualScoresTitleAndTextNameTheSame() {
        for (boolean lower : new boolean[] {false, true}) {
            var search = gridSearch(choiceOf("layers", 1, 2, 3, 4)).threads(1);
            if (lower) search.lowerIsBetter();
            var result = search.run(new Rng(1), trial -> trial.number() == 1 || trial.number() == 4 ? 5 : 7);
            String layers = result.best().settings().toString();
            assertEquals(lower ? "layers 1" : "layers 2", layers);
            assertTrue(plot(result).title().endsWith(": " + layers), plot(result).title());
            assertTrue(plot(result).alt().contains("best score " + (lower ? 5 : 7) + " with " + layers + ";"), plot(result).alt());
        }
    }

    @Test
    void aSearchWithoutAScoreIsRefused() {
        var result = gridSearch(choiceOf("layers", 1)).run(new Rng(1), trial -> Double.NaN);
        assertEquals("parallelCoordinates: none of the 1 score is finite",
                assertThrows(IllegalArgumentException.class, () -> plot(result)).getMessage());
    }
}
