package gradus.lesson;

import static gradus.Expect.notNow;
import static gradus.Expect.refuses;
import static gradus.lesson.Lesson.guess;
import static gradus.lesson.Lesson.overSeeds;
import static gradus.lesson.Lesson.reveal;
import static gradus.tensor.Tensors.scalar;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevealTest {

    @Test
    void numbersStandSideBySide() {
        assertEquals("Noted: 30. Read on, the answer comes.", guess("n.wrong", 30).toString());
        assertEquals("You said 30; it is 8: 22 less.", reveal("n.wrong", 8).toString());
        assertEquals("You said 30; it is 40: 10 more.", reveal("n.wrong", 40L).toString());
        assertEquals("You said 30, and it is 30.", reveal("n.wrong", scalar(30)).toString());
        assertEquals("You said 30; it is 8: 22 less.", reveal("n.wrong", overSeeds(3, seed -> 7 + seed)).toString());
    }

    @Test
    void anotherGuessTakesThePlaceOfTheFirst() {
        guess("n.again", 1);
        guess("n.again", 2);
        assertEquals("You said 2; it is 3: 1 more.", reveal("n.again", 3).toString());
        assertEquals("You said 2; it is 3: 1 more.", reveal("n.again", 3).toString());
        assertEquals("Nothing noted: write what you expect behind the name.", guess("n.again").toString());
        assertTrue(reveal("n.again", 3).toString().startsWith("It is 3. "));
    }

    @Test
    void withoutAGuessItSaysWhatCameOut() {
        var reveal = reveal("n.none", 8);
        assertEquals("It is 8. To guess first next time, run the cell with guess(\"n.none\", …).", reveal.toString());
        assertFalse(reveal.html().contains("<img"));
        assertEquals("place  it is\n    1  a\n    2  b", reveal("n.none", "a", "b").toString());
        assertEquals("It is C. To guess first next time, run the cell with guess(\"n.none\", …).", reveal("n.none", "C").toString());
    }

    @Test
    void aSillyGuessIsTakenAsItIs() {
        for (Object silly : new Object[] {Double.NaN, "thirty", true, Double.POSITIVE_INFINITY, List.of(), -1e300, null}) {
            guess("n.silly", silly);
            for (Object result : new Object[] {8, "B", Double.NaN, List.of("a", "b"), Map.of("a", 1, "b", 2)}) {
                var reveal = reveal("n.silly", result);
                assertFalse(reveal.toString().matches("(?i).*(wrong|sorry|bad|unfortunately|error).*"), reveal.toString());
                assertFalse(reveal.html().isEmpty());
            }
        }
        guess("n.silly", Double.NaN);
        assertEquals("You said NaN; it is 8.", reveal("n.silly", 8).toString());
        guess("n.silly", "thirty");
        assertEquals("You said thirty; it is 8.", reveal("n.silly", 8).toString());
        guess("n.silly", " 30 ");
        assertEquals("You said  30 ; it is 8: 22 less.", reveal("n.silly", 8).toString());
        guess("n.silly", (Object[]) null);
        assertTrue(reveal("n.silly", 8).toString().startsWith("It is 8."));
        guess("n.silly", "<script>");
        assertTrue(reveal("n.silly", 8).html().contains("&lt;script&gt;"));
    }

    @Test
    void choicesCompareWithoutCase() {
        guess("n.curve", "b ");
        assertEquals("You said b , and it is B.", reveal("n.curve", "B").toString());
        assertEquals("You said b ; it is C.", reveal("n.curve", "C").toString());
    }

    @Test
    void ordersStandSideBySide() {
        guess("n.order", "MSE", "MAE", "Huber");
        String expected = """
                place  you said  it is
                    1  MSE       MAE
                    2  MAE       MSE
                    3  Huber     Huber
                2 of 3 pairs stand in the order you said.""";
        assertEquals(expected, reveal("n.order", "MAE", "MSE", "Huber").toString());
        assertEquals(expected, reveal("n.order", List.of("MAE", "MSE", "Huber")).toString());
        assertEquals("""
                place  you said  it is  with
                    1  MSE       MAE     1.0
                    2  MAE       MSE     2.5
                    3  Huber     Huber   3.0
                2 of 3 pairs stand in the order you said.""",
                reveal("n.order", Map.of("MSE", 2.5, "Huber", 3, "MAE", 1)).toString());
        assertEquals("You said MSE, MAE, Huber, and it is MSE, MAE, Huber.",
                lastLine(reveal("n.order", "mse", "MAE", "Huber").toString()).replace("it is mse", "it is MSE"));
        assertTrue(reveal("n.order", "MAE", "MSE").html().startsWith("<table>"));
    }

    private static String lastLine(String text) {
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    @Test
    void theHighestCanComeFirst() {
        guess("n.best", "a", "b");
        record Both(double a, double b) {}
        var runs = overSeeds(3, seed -> new Both(0.9, 0.8));
        assertEquals("You said a, b, and it is a, b.", lastLine(reveal("n.best", runs).highestFirst().toString()));
        assertEquals("0 of 1 pair stands in the order you said.", lastLine(reveal("n.best", runs).toString()));
        notNow("highestFirst: the results of \"n.best\" have no numbers to order by; give a map from names to numbers",
                () -> reveal("n.best", "a", "b").highestFirst());
        refuses("reveal: a of \"n.best\" is x, it should be a number", () -> reveal("n.best", Map.of("a", "x")));
        refuses("reveal: \"n.best\" has no result; write it behind the name", () -> reveal("n.best"));
    }

    @Test
    void namesThatAreNotAmongTheResultsCountInNoPair() {
        guess("n.typo", "MSE", "Hubert", "MAE");
        assertEquals("0 of 1 pair stands in the order you said.", lastLine(reveal("n.typo", "MAE", "Huber", "MSE").toString()));
        guess("n.typo", 3);
        assertEquals("    3            c", lastLine(reveal("n.typo", "a", "b", "c").toString()));
    }

    @ParameterizedTest
    @CsvSource({"30, 8, 0, 40", "8, 30, 0, 40", "0.97, 0.95, 0.945, 0.975", "-3, 4, -4, 6", "-30, -8, -40, 0", "0, 0, -1, 1",
            "100, 100, 80, 120", "0, 5, 0, 6", "1e-7, 3e-7, 0, 4e-7"})
    void bothMarksLieOnTheLine(double guess, double result, double from, double to) {
        var line = new NumberLine(guess, result);
        assertTrue(NumberLine.helps(guess, result));
        assertTrue(line.alt().startsWith("Line from " + gradus.tensor.Numbers.text(from, 4) + " to "
                + gradus.tensor.Numbers.text(to, 4) + ": your guess at "), line.alt());
        String svg = svg(line.html());
        var x = java.util.regex.Pattern.compile("circle cx=\"([0-9.]+)\"").matcher(svg).results()
                .mapToDouble(m -> Double.parseDouble(m.group(1))).toArray();
        assertEquals(2, x.length);
        for (double place : x) assertTrue(place >= 24 && place <= 536, svg);
        assertEquals(Math.signum(result - guess), Math.signum(x[1] - x[0]));
        long ticks = svg.chars().filter(c -> c == '<').count();
        assertTrue(ticks < 40, "too many ticks");
    }

    @ParameterizedTest
    @ValueSource(doubles = {8e6, 0.01, 1e300, -4000})
    void numbersTooFarApartHaveNoLine(double guess) {
        assertFalse(NumberLine.helps(guess, 8));
        guess("n.far", guess);
        assertFalse(reveal("n.far", 8).html().contains("<img"));
    }

    private static String svg(String html) {
        String base64 = html.substring(html.indexOf("base64,") + 7, html.lastIndexOf('"'));
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
