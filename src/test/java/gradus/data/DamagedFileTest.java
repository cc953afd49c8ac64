package gradus.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every damage is told by path, line, column and what was expected. */
class DamagedFileTest {

    @TempDir
    Path folder;

    private static List<String> lines(String file) throws IOException {
        return new ArrayList<>(Files.readAllLines(Path.of("data", file)));
    }

    /** What is said about a file of this content, after its path. */
    private String message(String content, Function<String, Dataset> load) throws IOException {
        return message(content.getBytes(StandardCharsets.UTF_8), load);
    }

    private String message(byte[] content, Function<String, Dataset> load) throws IOException {
        Path file = folder.resolve("copy.csv");
        Files.write(file, content);
        String path = file.toAbsolutePath().normalize().toString();
        String message = assertThrows(IllegalArgumentException.class, () -> load.apply(path)).getMessage();
        assertTrue(message.startsWith(path), message);
        return message.substring(path.length());
    }

    private String iris(Consumer<List<String>> damage) throws IOException {
        List<String> lines = lines("iris.csv");
        damage.accept(lines);
        return message(String.join("\n", lines) + "\n", Iris::load);
    }

    private String digits(Consumer<List<String>> damage) throws IOException {
        List<String> lines = lines("digits.csv");
        damage.accept(lines);
        return message(String.join("\n", lines) + "\n", Digits::load);
    }

    private static Consumer<List<String>> field(int line, int column, String text) {
        return lines -> {
            String[] fields = lines.get(line - 1).split(",", -1);
            fields[column - 1] = text;
            lines.set(line - 1, String.join(",", fields));
        };
    }

    @Test
    void aMissingFile() {
        String path = folder.resolve("nowhere.csv").toString();
        var e = assertThrows(IllegalArgumentException.class, () -> Digits.load(path));
        assertEquals(folder.resolve("nowhere.csv").toAbsolutePath().normalize() + ": there is no such file",
                e.getMessage());
    }

    @Test
    void aFolder() {
        var e = assertThrows(IllegalArgumentException.class, () -> Digits.load(folder.toString()));
        assertEquals(folder.toAbsolutePath().normalize() + ": this is a folder, a CSV file was expected",
                e.getMessage());
    }

    @Test
    void anEmptyFile() throws IOException {
        assertEquals(": the file is empty, a header line and rows were expected", message("", Iris::load));
        assertEquals(": the file is empty, a header line and rows were expected", message("\n \r\n", Iris::load));
    }

    @Test
    void aFileThatIsNotUtf8() throws IOException {
        byte[] content = Files.readString(Path.of("data", "iris.csv")).replaceFirst("(?s)(.*)setosa", "$1set?sa")
                .getBytes(StandardCharsets.UTF_8);
        int at = new String(content, StandardCharsets.UTF_8).indexOf('?');
        content[at] = (byte) 0xF6;
        assertEquals(", line 51, column 5: byte 0xF6 is not UTF-8, save the file in that encoding",
                message(content, Iris::load));
    }

    @Test
    void aLineWithAnotherNumberOfFields() throws IOException {
        assertEquals(", line 3, column 4: the line has 3 fields, 5 were expected, as in the header",
                iris(lines -> lines.set(2, "4.9,3,1.4")));
        assertEquals(", line 3, column 6: the line has 6 fields, 5 were expected, as in the header",
                iris(lines -> lines.set(2, "4.9,3,1.4,0.2,setosa,")));
        assertEquals(", line 3, column 2: the line has 1 field, 5 were expected, as in the header",
                iris(lines -> lines.set(2, "")));
    }

    @Test
    void aFileThatIsCutOff() throws IOException {
        String whole = Files.readString(Path.of("data", "digits.csv"));
        assertEquals(", line 3, column 25: the line has 24 fields, 65 were expected, as in the header; it is the last"
                + " line, the file may be cut off", message(whole.substring(0, at(whole, 3, 24)), Digits::load));
        assertEquals(", line 2: the file ends after 1 rows, 1797 were expected; it may be cut off, get it again",
                message(whole.substring(0, at(whole, 3, 1)), Digits::load));
        assertEquals(", line 1798, column 65: the end of the last line is missing, the file may be cut off, get it again",
                message(whole.substring(0, whole.length() - 1), Digits::load));
        assertEquals(", line 1, column 4: the name of the column is \"pix\", expected \"pixel_0_3\"",
                message(whole.substring(0, at(whole, 1, 4) + 3), Digits::load));
    }

    /** Where a field starts in a text. */
    private static int at(String text, int line, int column) {
        int at = 0;
        for (int i = 1; i < line; i++) {
            at = text.indexOf('\n', at) + 1;
        }
        for (int i = 1; i < column; i++) {
            at = text.indexOf(',', at) + 1;
        }
        return at;
    }

    @Test
    void anotherNumberOfRows() throws IOException {
        assertEquals(", line 150: the file ends after 149 rows, 150 were expected; it may be cut off, get it again",
                iris(lines -> lines.remove(70)));
        assertEquals(", line 152: the file ends after 151 rows, 150 were expected",
                iris(lines -> lines.add(lines.get(1))));
    }

    @Test
    void textWhereANumberBelongs() throws IOException {
        assertEquals(", line 4, column 2 \"sepal width (cm)\": found \"wide\", expected a number",
                iris(field(4, 2, "wide")));
        assertEquals(", line 4, column 2 \"sepal width (cm)\": found nothing, expected a number", iris(field(4, 2, "")));
        for (String text : List.of("NaN", "Infinity", "1d", "0x1p3", "1e999", "-", "1.2.3", "3,2", "٣")) {
            String written = text.contains(",") ? '"' + text + '"' : text;
            assertEquals(", line 4, column 2 \"sepal width (cm)\": found \"" + text + "\", expected a number",
                    iris(field(4, 2, written)));
        }
    }

    @Test
    void aPixelOutOfRange() throws IOException {
        for (String text : List.of("17", "-1", "0.5", "NaN", "x", "4294967297", "1e1")) {
            assertEquals(", line 3, column 8 \"pixel_0_7\": found \"" + text + "\", expected a whole number from 0 to 16",
                    digits(field(3, 8, text)));
        }
        assertEquals(", line 1798, column 1 \"pixel_0_0\": found nothing, expected a whole number from 0 to 16",
                digits(field(1798, 1, "")));
    }

    @Test
    void aClassThatDoesNotExist() throws IOException {
        assertEquals(", line 4, column 5 \"species\": found \"Setosa\", expected one of setosa, versicolor, virginica",
                iris(field(4, 5, "Setosa")));
        assertEquals(", line 4, column 65 \"digit\": found \"10\", expected one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9",
                digits(field(4, 65, "10")));
    }

    @Test
    void aWrongHeader() throws IOException {
        assertEquals(", line 1, column 2: the name of the column is \"width\", expected \"sepal width (cm)\"",
                iris(field(1, 2, "width")));
        assertEquals(", line 1, column 1: the name of the column is \"5.1\", expected \"sepal length (cm)\"",
                iris(lines -> lines.remove(0)));
        assertEquals(", line 1, column 2: the name is empty, every column needs a name of its own",
                iris(field(1, 2, "")));
        assertEquals(", line 1, column 3: the name \"Sepal Length (cm)\" stands here again, every column needs a name of"
                + " its own", iris(field(1, 3, "Sepal Length (cm)")));
        assertEquals(", line 1, column 5: the name of the column is missing, expected \"species\"",
                iris(lines -> lines.replaceAll(line -> line.substring(0, line.lastIndexOf(',')))));
        assertEquals(", line 1, column 6: the name of the column is \"more\", expected no further column",
                iris(lines -> lines.replaceAll(line -> line + ",more")));
        assertEquals(", line 1, column 1: the name of the column is \"sepal length (cm);sepal width (cm);petal length"
                + " (cm);petal width (cm);species\", expected \"sepal length (cm)\"; fields are separated by commas, not"
                + " by ;", iris(lines -> lines.replaceAll(line -> line.replace(',', ';'))));
    }

    @Test
    void wrongQuotes() throws IOException {
        assertEquals(", line 4, column 5: the quote that opens this field is not closed on the line",
                iris(field(4, 5, "\"setosa")));
        assertEquals(", line 4, column 5: text follows the closing quote, a comma was expected; a quote in the text is"
                + " doubled", iris(field(4, 5, "\"set\"osa")));
    }

    @Test
    void whatASpreadsheetWritesIsNoDamage() throws IOException {
        String content = "\uFEFF" + String.join("\r\n", lines("iris.csv")).replace("setosa", "\"setosa\"")
                .replace("5.1,3.5", " 5.1, 3.50 ") + "\r\n\r\n";
        Path file = folder.resolve("copy.csv");
        Files.writeString(file, content);
        Dataset copy = Iris.load(file.toString());
        assertEquals(Iris.load().toString(), copy.toString());
        assertArrayEquals(Iris.load().x().data(), copy.x().data());
        assertArrayEquals(Iris.load().y().data(), copy.y().data());
    }
}
