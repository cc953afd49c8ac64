package gradus.play;

import static gradus.Expect.refuses;
import static gradus.lesson.Lesson.explore;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for all figures to explore. */
class ExplorableTest {

    static Stream<Explorable> figures() {
        return Explorable.ALL.stream();
    }

    /** At its start, at both ends of every range, and at 100 places between. */
    @ParameterizedTest
    @MethodSource("figures")
    void everySettingHasValuesWordsAndAPicture(Explorable figure) {
        var settings = new java.util.ArrayList<double[]>(List.of(figure.defaults()));
        for (int i = 0; i < figure.parameters().size(); i++) {
            var parameter = figure.parameters().get(i);
            settings.add(figure.with(figure.defaults(), parameter.name(), parameter.from()));
            settings.add(figure.with(figure.defaults(), parameter.name(), parameter.to()));
        }
        settings.add(figure.parameters().stream().mapToDouble(Explorable.Parameter::from).toArray());
        settings.add(figure.parameters().stream().mapToDouble(Explorable.Parameter::to).toArray());
        int pictures = settings.size();
        var rng = new Rng(1);
        for (int i = 0; i < 100; i++) {
            settings.add(figure.parameters().stream().mapToDouble(p -> rng.uniform(p.from(), p.to())).toArray());
        }
        for (int i = 0; i < settings.size(); i++) {
            var names = figure.values(settings.get(i)).keySet();
            assertEquals(List.copyOf(figure.values(figure.defaults()).keySet()), List.copyOf(names));
            for (double[] values : figure.values(settings.get(i)).values()) {
                for (double v : values) assertFalse(Double.isNaN(v), figure.name());
            }
            assertFalse(figure.words(settings.get(i)).contains("NaN"));
            assertTrue(figure.words(settings.get(i)).length() < 600);
            if (i < pictures) assertTrue(Stills.of(figure, settings.get(i)).png().length > 1000);
        }
    }

    @Test
    void namesAreTheirOwn() {
        assertEquals(Explorable.ALL.size(), new HashSet<>(Explorable.ALL.stream().map(Explorable::name).toList()).size());
        refuses("explore: there is no figure \"softmax\", there are [line-of-a-unit, gradients-of-a-net,"
                + " pulls-of-five-patients, softmax-temperature, hinge-against-cross-entropy, threshold-on-a-list,"
                + " saturation-over-layers, variance-and-depth, noise-on-a-bowl, optimizers-on-a-ravine, rate-on-parabola,"
                + " gradient-through-depth, polynomial-and-penalty, unit-behind-dropout]",
                () -> explore("softmax"));
        refuses("softmax-temperature: there is no parameter \"T\", there are [temperature, score of 1, score of 4,"
                + " score of 8]", () -> explore("softmax-temperature").at("T", 1));
        refuses("softmax-temperature: temperature is 0, it should be 0.001 to 100",
                () -> explore("softmax-temperature").at("temperature", 0));
        refuses("rate-on-parabola: steps is NaN, it should be 1 to 30 steps",
                () -> explore("rate-on-parabola").at("steps", Double.NaN));
        refuses("parameter x: from 0.0 to 1.0, start 2.0, step 0.0 is no range",
                () -> new Explorable.Parameter("x", "", 0, 1, 2, 0, false));
        refuses("parameter x: from 0.0 to 1.0, start 1.0, step 0.0 is no range",
                () -> new Explorable.Parameter("x", "", 0, 1, 1, 0, true));
    }

    @Test
    void anExplorationKeepsItsSettings() {
        var explored = explore("softmax-temperature");
        assertTrue(explored.at("temperature", 2).words().startsWith("At temperature 2 "));
        assertTrue(explored.words().startsWith("At temperature 1 "));
        assertEquals(explored.figure().question() + " " + explored.words(), explored.toString());
        assertEquals(explored.figure().question(), explored.picture().title());
    }
}
