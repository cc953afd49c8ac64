package gradus.lesson;

import static gradus.Expect.notNow;
import static gradus.Expect.refuses;
import static gradus.lesson.Lesson.guess;
import static gradus.lesson.Lesson.overSeeds;
import static gradus.lesson.Lesson.reveal;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.tensor;
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
        guess("n.silly", " 30 ");
        assertEquals("You said 30; it is 8: 22 less.", reveal("n.silly", 8).toString());
        guess("n.silly", (Object[]) null);
        assertTrue(reveal("n.silly", 8).toString().startsWith("It is 8."));
        guess("n.silly", "<script>");
        assertTrue(reveal("n.silly", 8).html().contains("&lt;script&gt;"));
    }

    @Test
    void choicesCompareWithoutCase() {
        guess("n.curve", "b ");
        assertEquals("You said b, and it is B.", reveal("n.curve", "B").toString());
        assertEquals("You said b; it is C.", reveal("n.curve", "C").toString());
        guess("n.curve", 'B');
        assertEquals("You said B, and it is B.", reveal("n.curve", "B").toString());
        guess("n.curve", "Cross entropy");
        assertEquals("You said Cross entropy, and it is cross-entropy.", reveal("n.curve", "cross-entropy").toString());
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
        assertEquals("0 of 1 pair stands in the order you said. Not among them: Hubert.",
                lastLine(reveal("n.typo", "MAE", "Huber", "MSE").toString()));
        guess("n.typo", "b");
        assertEquals("    3            c", lastLine(reveal("n.typo", "a", "b", "c").toString()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1048576 | 2097150  | your guess is half of it",
        "4194300 | 2097150  | your guess is twice as large",
        "1       | 4.539e-5 | your guess is about 22,000 times too large",
        "0.001   | 1e-5     | your guess is 100 times too large",
        "1e-9    | 1.184e-7 | your guess is about 120 times too small",
        "1       | 0.03125  | your guess is 32 times too large",
        "22e6    | 5376     | your guess is about 4,100 times too large",
        "3e6     | 0.3      | your guess is 10 million times too large",
        "7e12    | 0.7      | your guess is 1e13 times too large",
        "0.25    | 1        | your guess is 4 times too small",
        "0.4     | 1.461    | your guess is about 3.7 times too small",
        "0.4     | 0.3727   | 0.0273 less",
        "0.33    | 0.33333  | right within 2 %",
        "0       | 4.5e-5   | 4.5e-5 more",
        "4       | 1        | 3 less",
        "500     | 5        | your guess is 100 times too large",
        "2000000 | 2097150  | 97150 more",
        "4       | -4       | the size is right, with the other sign",
        "6       | -4       | it has the other sign",
        "-0.5    | -0.1     | your guess is 5 times too large, its sign aside",
        "-3      | -4       | 1 less",
        "1e300   | 1e-300   | your guess is far too large"})
    void aReplySaysWhatOneLearnsFrom(double guess, double result, String apart) {
        guess("n.apart", guess);
        String reply = reveal("n.apart", result).toString();
        assertEquals(apart + ".", reply.substring(reply.indexOf(": ") + 2));
    }

    @Test
    void ofSeveralNumbersEachIsMarked() {
        Object[] gradients = {-1.052, scalar(-0.2623), -0.2623, -0.08705, 0.0787};
        guess("n.list", -1.05, -0.3, -0.26, 0.087, 0.0787);
        assertEquals("""
                place  you said  it is
                    1  -1.05     -1.052    ✓
                    2  -0.3      -0.2623   ✗
                    3  -0.26     -0.2623   ✓
                    4  0.087     -0.08705  ✗
                    5  0.0787    0.0787    ✓
                Right within 2 %: 3 of 5.""", reveal("n.list", gradients).toString());
        assertTrue(reveal("n.list", gradients).html().endsWith("</table><p>Right within 2 %: 3 of 5.</p>"));
        guess("n.list", 1.05, 0.262, 0.262, 0.087, -0.0787);
        assertEquals("All signs are turned; the sizes are right.", lastLine(reveal("n.list", gradients).toString()));
        guess("n.list", new double[] {-0.526, -0.1312, -0.1312, -0.0435, 0.0394});
        assertEquals("Each of yours is half of it.", lastLine(reveal("n.list", gradients).toString()));
        guess("n.list", tensor(2.104, 0.5246, 0.5246, 0.1741, -0.1574));
        assertEquals("Each of yours is twice as large, and has the other sign.", lastLine(reveal("n.list", gradients).toString()));
        guess("n.list", -1.05, -0.26);
        assertEquals("Right within 2 %: 2 of 5. You gave 2, and 5 are asked, in this order.",
                lastLine(reveal("n.list", gradients).toString()));
        guess("n.list", -1.052, -0.2623, -0.2623, -0.08705, 0.0787);
        assertEquals("You said -1.052, -0.2623, -0.2623, -0.08705, 0.0787, and it is -1.052, -0.2623, -0.2623, -0.08705, 0.0787.",
                lastLine(reveal("n.list", gradients).toString()));
        guess("n.list", "a", "b", 0, Double.NaN, null);
        assertEquals("Right within 2 %: 0 of 5.", lastLine(reveal("n.list", gradients).toString()));
    }

    @Test
    void whatIsZeroButForRoundingIsZero() {
        guess("n.zero", 0, 2);
        assertEquals("Right within 2 %: 2 of 2.", lastLine(reveal("n.zero", 1e-17, 2.01).toString()));
        guess("n.zero", 0, 2, -3);
        assertEquals("All signs are turned; the sizes are right.", lastLine(reveal("n.zero", 0, -2, 3).toString()));
        guess("n.zero", 0, -2);
        assertEquals("Right within 2 %: 1 of 2.", lastLine(reveal("n.zero", 0, 2).toString()));
        guess("n.zero", 0, 0);
        assertEquals("Right within 2 %: 0 of 2.", lastLine(reveal("n.zero", 1, 2).toString()));
    }

    @Test
    void severalChoicesAreMarkedToo() {
        guess("n.choices", "A", "b", "B");
        assertEquals("""
                place  you said  it is
                    1  A         A      ✓
                    2  b         B      ✓
                    3  B         A      ✗
                Right: 2 of 3.""", reveal("n.choices", "A", "B", "A").toString());
    }

    @Test
    void aGuessOfAnotherKindIsToldHowToWriteIt() {
        guess("n.kind", scalar(0.1));                              // the variable b6 instead of its name
        assertEquals("You said 0.1; it is b6. A name is asked: write it in quotes, as \"b6\".", reveal("n.kind", "b6").toString());
        assertEquals("A name is asked: write it in quotes, as \"a\".", lastLine(reveal("n.kind", "a", "b").toString()));
        guess("n.kind", "thirty");
        assertEquals("You said thirty; it is 8. A number is asked: write it without quotes, as 8.", reveal("n.kind", 8).toString());
        guess("n.kind", true);
        assertEquals("You said yes; it is 8. A number is asked.", reveal("n.kind", 8).toString());
        guess("n.kind", 0, 37);
        assertEquals("You said 0, 37; it is 0.3727. One number is asked, and a comma begins the next: write 0.5 with a point,"
                + " and 1000 without a comma.", reveal("n.kind", 0.3727).toString());
        guess("n.kind", 1 / 3);
        assertEquals("You said 0; it is 0.3333: 0.333 more. (If you wrote a fraction such as 1/3: of two whole numbers Java makes 0,"
                + " of 1.0/3 a third.)", reveal("n.kind", 1 / 3.0).toString());
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

    @Test
    void noLabelLeavesThePicture() {
        for (double[] pair : new double[][] {{1048576, 2097150}, {-4e8, -9e8}, {3.25e-5, 7.75e-5}}) {
            String svg = svg(new NumberLine(pair[0], pair[1]).html());
            var labels = java.util.regex.Pattern.compile("x=\"([0-9.]+)\" y=\"96.0\" text-anchor=\"middle\"[^>]*>([^<]*)<")
                    .matcher(svg).results().toList();
            assertTrue(labels.size() >= 3, svg);
            for (var label : labels) {
                double x = Double.parseDouble(label.group(1));
                double half = 8.5 * label.group(2).length() / 2;
                assertTrue(x - half >= -0.1 && x + half <= 560.1, label.group());
            }
        }
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
