package gradus.search;

import static gradus.Expect.notNow;
import static gradus.Expect.refuses;
import static gradus.search.Spaces.choiceOf;
import static gradus.search.Spaces.integerIn;
import static gradus.search.Spaces.logUniformIn;
import static gradus.search.Spaces.uniformIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SpacesTest {

    @Test
    void aUniformNumberHasTheMeanAndTheRangeOfItsDistribution() {
        var space = uniformIn("momentum", 2, 6);
        var rng = new Rng(1);
        double sum = 0;
        for (int i = 0; i < 4000; i++) {
            double value = space.draw(rng);
            assertTrue(value >= 2 && value <= 6, () -> "drawn " + value);
            sum += value;
        }
        assertEquals(4, sum / 4000, 0.1);
    }

    @Test
    void aLogUniformNumberIsAsOftenInEveryDecade() {
        var space = logUniformIn("rate", 1e-4, 1);
        var rng = new Rng(2);
        int[] decades = new int[4];
        for (int i = 0; i < 4000; i++) {
            double value = space.draw(rng);
            assertTrue(value >= 1e-4 && value <= 1, () -> "drawn " + value);
            decades[Math.min(3, (int) Math.floor(Math.log10(value) + 4))]++;
        }
        for (int count : decades) {
            assertEquals(1000, count, 120);
        }
    }

    @Test
    void wholeNumbersAndChoicesAreAllDrawn() {
        var rng = new Rng(3);
        var width = integerIn("width", -2, 3);
        var activation = choiceOf("activation", "relu", "tanh");
        Set<Integer> widths = new TreeSet<>();
        Set<String> activations = new TreeSet<>();
        for (int i = 0; i < 200; i++) {
            widths.add(width.draw(rng));
            activations.add(activation.draw(rng));
        }
        assertEquals(Set.of(-2, -1, 0, 1, 2, 3), widths);
        assertEquals(Set.of("relu", "tanh"), activations);
        int low = integerIn("all", Integer.MIN_VALUE, -2).draw(rng);
        assertTrue(low <= -2);
    }

    @Test
    void aGridGoesFromEndToEnd() {
        assertEquals(List.of(0.0, 0.25, 0.5), uniformIn("dropout", 0, 0.5).points(3).grid());
        var decades = logUniformIn("rate", 1e-4, 10).points(6).grid();
        assertEquals(1e-4, decades.get(0));
        assertEquals(10, decades.get(5));
        for (int i = 0; i < 6; i++) {
            assertEquals(Math.pow(10, i - 4), decades.get(i), 1e-14 * Math.pow(10, i - 4) + 1e-18);
        }
        assertEquals(List.of(3, 4, 5), integerIn("depth", 3, 5).grid());
        assertEquals(List.of(3, 4, 5), integerIn("depth", 3, 5).points(9).grid(), "rounded to the same, once");
        assertEquals(List.of(16, 32), choiceOf("width", 16, 32).grid());
    }

    @Test
    void wrongSpacesAreRefused() {
        refuses("uniformIn: \"a\" is from 2 to 2, both should be finite and the second above the first",
                () -> uniformIn("a", 2, 2));
        refuses("uniformIn: \"a\" is from 0 to NaN, both should be finite and the second above the first",
                () -> uniformIn("a", 0, Double.NaN));
        refuses("logUniformIn: \"rate\" starts at 0, it should be above 0 to have a logarithm",
                () -> logUniformIn("rate", 0, 1));
        refuses("logUniformIn: \"rate\" is from 1 to ∞, both should be finite and the second above the first",
                () -> logUniformIn("rate", 1, Double.POSITIVE_INFINITY));
        refuses("integerIn: \"width\" is from 8 to 4, the second should be above the first, by less than 2147483647",
                () -> integerIn("width", 8, 4));
        refuses("integerIn: \"width\" is from -2147483648 to 2147483647, the second should be above the first, by less than"
                + " 2147483647", () -> integerIn("width", Integer.MIN_VALUE, Integer.MAX_VALUE));
        refuses("choiceOf: the values of \"width\" are [8, 8]; there should be at least one, no two the same",
                () -> choiceOf("width", 8, 8));
        refuses("choiceOf: the values of \"width\" are []; there should be at least one, no two the same",
                () -> choiceOf("width"));
        refuses("uniformIn: a setting needs a name, this one is blank", () -> uniformIn(" ", 0, 1));
        refuses("rate = logUniformIn(0.1, 1): points is 1, it should be at least 2, the ends",
                () -> logUniformIn("rate", 0.1, 1).points(1));
        refuses("w = choiceOf(1, 2): points(3), but a choice has its own 2 values, a grid takes all of them",
                () -> choiceOf("w", 1, 2).points(3));
        notNow("gridSearch: rate = uniformIn(0, 1) has values without end, say how many to take: .points(5)",
                () -> uniformIn("rate", 0, 1).grid());
        notNow("gridSearch: w = integerIn(1, 5000) has 5000 values, say how many to take: .points(5)",
                () -> integerIn("w", 1, 5000).grid());
    }
}
