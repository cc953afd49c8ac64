package gradus.lesson;

import static gradus.lesson.Lesson.guess;
import static gradus.lesson.Lesson.reveal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every prediction of the notebooks, answered right, nearly, far off, with the wrong sign and in the wrong kind. */
class NotebookGuessesTest {

    /** What a notebook shows to a reader who has not guessed. */
    private static final Pattern ANSWER = Pattern.compile("\"It is ([^\"]+?)\\. To guess first next time, run the cell with "
            + "guess\\(\\\\\"(\\d\\d\\.\\w+)\\\\\"");

    record Answer(String name, String is) {
        OptionalDouble number() {
            try {
                return OptionalDouble.of(Double.parseDouble(is));
            } catch (NumberFormatException word) {
                return OptionalDouble.empty();
            }
        }

        Object value() {
            return number().isPresent() ? (Object) number().getAsDouble() : is;
        }
    }

    static Stream<Answer> answers() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("notebooks"))) {
            List<String> texts = files.filter(file -> file.getFileName().toString().matches("\\d\\d-[a-z0-9-]+\\.ipynb"))
                    .sorted().map(NotebookGuessesTest::read).toList();
            List<Answer> answers = texts.stream().flatMap(text -> ANSWER.matcher(text).results())
                    .map((MatchResult m) -> new Answer(m.group(2), m.group(1))).toList();
            assertTrue(answers.size() >= 40, "predictions found in the notebooks: " + answers.size());
            return answers.stream();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String reply(Answer answer, Object... said) {
        guess(answer.name(), said);
        String reply = reveal(answer.name(), answer.value()).toString();
        assertFalse(reply.contains("pair"), reply);
        return reply;
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyKindOfGuessIsAnswered(Answer answer) {
        String is = Cells.text(answer.value());
        assertEquals("You said " + is + ", and it is " + is + ".", reply(answer, answer.value()));
        if (answer.number().isEmpty()) {
            assertEquals("You said neither of them; it is " + is + ".", reply(answer, "neither of them"));
            assertTrue(reply(answer, 0.1).endsWith(" A name is asked: write it in quotes, as \"" + is + "\"."));
            return;
        }
        double result = answer.number().getAsDouble();
        assertTrue(reply(answer, "no idea").endsWith(" A number is asked: write it without quotes, as " + is + "."));
        assertTrue(reply(answer, 1, 5).contains(" One number is asked, and a comma begins the next"));
        if (result == 0) return;                                     // has no factor and no sign
        assertTrue(reply(answer, 1.004 * result).matches(".*(right within 2 %| more| less)\\."), reply(answer, 1.004 * result));
        assertTrue(reply(answer, 1.3 * result).matches(".*[0-9.e-]+ (more|less)\\."), reply(answer, 1.3 * result));
        assertTrue(reply(answer, 5000 * result).matches(".* 5,000 times too large(, its sign aside)?\\."), reply(answer, 5000 * result));
        assertTrue(reply(answer, result / 5000).matches(".* 5,000 times too small(, its sign aside)?\\."), reply(answer, result / 5000));
        assertTrue(reply(answer, -result).endsWith(": the size is right, with the other sign."));
        assertTrue(reply(answer, -7 * result).endsWith(": it has the other sign."));
    }
}
