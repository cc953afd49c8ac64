package gradus.data;

import static gradus.Expect.refuses;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

/** Files as spreadsheets, pandas and the collections of data sets write them: one sentence without the option, read with it. */
class RealCsvTest {

    private static final CsvOptions GERMAN = Csv.options().separator(';').decimalComma();

    @TempDir
    Path folder;

    private String file(String content) {
        try {
            return Files.writeString(folder.resolve("data.csv"), content).toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The sentence about a file, behind its path. */
    private String sentence(String content, CsvOptions options, String... text) {
        String path = file(content);
        String message = assertThrows(IllegalArgumentException.class, () -> Csv.read(path, options, text)).getMessage();
        assertTrue(message.startsWith(path + ", line "), message);
        return message.substring(path.length() + 2);
    }

    private String sentence(String content, String... text) {
        return sentence(content, Csv.options(), text);
    }

    private void holds(String content, CsvOptions options, double... numbers) {
        assertArrayEquals(numbers, Tables.toTensor(Csv.read(file(content), options)).data());
    }

    @Test
    void semicolonsAndDecimalCommas() {
        String heights = "Größe;Gewicht\n1,75;70,5\n1,80;81,2\n";
        String hint = "; the fields look separated by ; and decimals by a comma: Csv.options().separator(';').decimalComma()";
        assertEquals("line 2, column 2: the line has 3 fields, 1 were expected, as in the header" + hint, sentence(heights));
        holds(heights, GERMAN, 1.75, 70.5, 1.8, 81.2);
        assertEquals("line 2, column 1 \"Größe\": found \"1,75\", expected a number; if the comma is for decimals: Csv.read(path,"
                + " Csv.options().separator(';').decimalComma())", sentence(heights, Csv.options().separator(';')));
        assertEquals("line 1, column 1: text follows the closing quote, a comma was expected; a quote in the text is doubled; the"
                + " fields look separated by ;: Csv.options().separator(';')", sentence("\"a\";\"b\"\n1;2\n"));
        assertEquals("line 1: it says to Excel that fields are separated by ;: Csv.read(path, Csv.options().separator(';'))",
                sentence("\uFEFFsep=;\r\na;b\r\n1;2\r\n"));
        holds("\uFEFFsep=;\r\na;b\r\n1;2\r\n", Csv.options().separator(';'), 1, 2);
        assertTrue(sentence("sep=;\na;b\n1;x\n", Csv.options().separator(';')).startsWith("line 3, column 2 \"b\": found \"x\""));
        assertTrue(sentence("a,x;b,y\n1,5;2,5\n").contains("found \"5;2\", expected a number" + hint));
        assertTrue(sentence("a\tb c\n1,5\t2\n").endsWith(
                "look separated by tabs and decimals by a comma: Csv.options().separator('\\t').decimalComma()"));
        assertEquals("line 1: there is no column \"a\", the columns are a;b; the fields look separated by ;:"
                + " Csv.options().separator(';')", sentence("a;b\nx;1\n", "a"));
        assertTrue(sentence("5.1;3.5;1\n4.9;3.0;2\n").endsWith("the fields look separated by ;: Csv.options().separator(';')"));
        assertTrue(sentence("5.1;3.5;1\n4.9;3.0;2\n", Csv.options().separator(';')).contains(
                "if it is data, Csv.read(path, Csv.options().separator(';').noHeader())"));
        assertTrue(sentence("a,b\n1,2\n", Csv.options().separator(';')).endsWith(
                "found \"1,2\", expected a number; the fields look separated by ,: Csv.options().separator(',')"));
        assertEquals("line 2, column 2: the line has 2 fields, 1 were expected, as in the header; if the comma is for decimals:"
                + " Csv.options().separator(';').decimalComma()", sentence("Größe\n1,75\n1,80\n"));
        holds("Größe\n1,75\n1,80\n", GERMAN, 1.75, 1.8);
        holds("a,b\n\"7,4\",1\n", Csv.options().decimalComma(), 7.4, 1);
    }

    @Test
    void tabsBarsAndSpaces() {
        var table = Csv.read(file("a\tb c\td\n1\t\tx y\n\t2\t\n"), Csv.options().separator('\t'), "d");
        assertEquals(List.of("a", "b c", "d"), table.columnNames());
        assertEquals("x y", table.stringColumn("d").get(0));
        assertTrue(table.column("b c").isMissing(0) && table.column("a").isMissing(1) && table.column("d").isMissing(1));
        holds("a|b\r\n 1 | -2e3 \r\n", Csv.options().separator('|'), 1, -2000);
        String cars = "18.0   8   307.0  1\t\"chevrolet chevelle malibu\"\n15.0   8   350.0  2 \t\"buick skylark 320\"\n";
        assertTrue(sentence(cars).endsWith("; the fields look separated by spaces: Csv.options().separator(' ')"), sentence(cars));
        var read = Csv.read(file(cars), Csv.options().separator(' ').noHeader(), "column5");
        assertEquals(List.of(18.0, 15.0), read.numberColumn("column1").asList());
        assertEquals(List.of("chevrolet chevelle malibu", "buick skylark 320"), read.stringColumn("column5").asList());
        holds("  1  2 \n 3\t4\n", Csv.options().separator(' ').noHeader(), 1, 2, 3, 4);
        refuses("separator: '.' cannot separate fields; it may be ',', ';', '\\t', '|' or ' '", () -> Csv.options().separator('.'));
        refuses("separator: '\\n' cannot separate fields; it may be ',', ';', '\\t', '|' or ' '", () -> Csv.options().separator('\n'));
    }

    @Test
    void aDecimalCommaIsReadInEveryCountry() {
        Locale before = Locale.getDefault();
        try {
            for (Locale locale : List.of(Locale.GERMANY, Locale.US)) {
                Locale.setDefault(locale);
                holds("x\n1,5\n-,25\n1,5e2\n7\n", GERMAN, 1.5, -0.25, 150, 7);
            }
        } finally {
            Locale.setDefault(before);
        }
        assertEquals("line 2, column 1 \"x\": found \"1.5\", expected a number with a comma for decimals; if the point is for"
                + " decimals, leave out .decimalComma(), if for thousands, take it out of the file", sentence("x\n1.5\n", GERMAN));
        assertTrue(sentence("x\n1.234,5\n", GERMAN).endsWith("; if it has marks for thousands, take them out of the file"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "7,4    |; if the comma is for decimals: Csv.read(path, Csv.options().decimalComma())",
            "1,234  |; if the comma is for decimals: Csv.read(path, Csv.options().decimalComma()), if it has marks for thousands,"
                    + " take them out of the file",
            "1,234,567.5|; if it has marks for thousands, take them out of the file",
            "1'234  |; if it has marks for thousands, take them out of the file",
            "12%    |; a number stands alone, take % out of the file, or name the column as one of text: Csv.read(path, \"x\")",
            "$5     |; a number stands alone, take $ out of the file, or name the column as one of text: Csv.read(path, \"x\")",
            "5 €    |; a number stands alone, take € out of the file, or name the column as one of text: Csv.read(path, \"x\")",
            "<0.1   |; a number stands alone, take < out of the file, or name the column as one of text: Csv.read(path, \"x\")",
            "\u22121.5|; its minus is a typographic one, U+2212, write - in the file",
            "big    |; a column of text is named when reading: Csv.read(path, \"x\")"})
    void aNumberInDressSaysWhatIsTooMuch(String field, String advice) {
        assertEquals("line 2, column 1 \"x\": found \"" + field + "\", expected a number" + advice,
                sentence("x,y\n\"" + field + "\",1\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "NA", "N/A", "NaN", "nan", "null", "NULL", "-", ".", "None", "#N/A"})
    void signsForNoValueAreMissingWhenAsked(String sign) {
        String cars = "mpg,horsepower\n18,130\n25," + sign + "\n20,\n";
        assertEquals("line 3, column 2 \"horsepower\": found \"" + sign + "\", expected a number; if it stands for no value:"
                + " Csv.read(path, Csv.options().missing(\"" + sign + "\")), a column of text is named when reading: Csv.read(path,"
                + " \"horsepower\")", sentence(cars));
        Table table = Csv.read(file(cars), Csv.options().missing(sign));
        assertEquals(1, table.dropRowsWithMissingValues().rowCount());
        assertEquals(130, table.doubleColumn("horsepower").getDouble(0));
        assertEquals(2, Csv.read(file(cars), Csv.options().missing(sign, "x"), "horsepower").column("horsepower").countMissing());
    }

    @Test
    void signsForNoValueInAColumnOfText() {
        String people = "age,work\n39, State-gov\n50, ?\n";
        assertEquals("line 3, column 2 \"work\": found \"?\", if it stands for no value: Csv.read(path,"
                + " Csv.options().missing(\"?\"), …), if it is a text like others: Csv.read(path, Csv.options().missing(), …)",
                sentence(people, "work"));
        assertTrue(Csv.read(file(people), Csv.options().missing("?"), "work").column("work").isMissing(1));
        assertEquals(List.of("State-gov", "?"), Csv.read(file(people), Csv.options().missing(), "work").stringColumn("work").asList());
        assertTrue(sentence("x\nNA\n", Csv.options().missing("?")).contains("Csv.options().missing(\"?\", \"NA\")"));
        var texts = Csv.read(file("mpg,horsepower\n18,130\n25,?\n"), Csv.options().missing(), "horsepower");
        refuses("dataset: column \"horsepower\" of data.csv holds texts, though the first is \"130\"; to have numbers do not name"
                + " the column as text when reading, what stands for no value is told by Csv.options().missing(\"?\")",
                () -> Csv.dataset(texts, "mpg"));
    }

    @Test
    void columnsWithoutAName() {
        String pandas = ",x,y\n0,1.5,2\n1,2.5,3\n";
        assertEquals("line 1, column 1: the name is empty, every column needs a name of its own; Csv.read(path,"
                + " Csv.options().without(\"\")) leaves such a column out, as the row numbers of pandas, Csv.read(path,"
                + " Csv.options().unnamedColumns()) calls it column1", sentence(pandas));
        holds(pandas, Csv.options().without(""), 1.5, 2, 2.5, 3);
        holds(pandas, Csv.options().unnamedColumns(), 0, 1.5, 2, 1, 2.5, 3);
        assertEquals(List.of("column1", "x", "y"), Csv.read(file(pandas), Csv.options().unnamedColumns()).columnNames());
        String kaggle = "\"id\",\"diagnosis\",\"radius\",\n842302,M,17.99\n842517,B,20.57\n";
        assertTrue(sentence(kaggle, "diagnosis").startsWith("line 1, column 4: the name is empty"));
        var table = Csv.read(file(kaggle), Csv.options().without("", "id"), "diagnosis");
        assertEquals(List.of("diagnosis", "radius"), table.columnNames());
        assertEquals(20.57, table.doubleColumn("radius").getDouble(1));
        assertEquals(2, Csv.read(file(kaggle), Csv.options().unnamedColumns(), "diagnosis").column("column4").countMissing());
        assertTrue(sentence(",column1\n1,2\n", Csv.options().unnamedColumns()).contains("\"column1\" stands here again"));
    }

    @Test
    void columnsLeftOut() {
        String flowers = "id,name,x\n7,a b,1\n8,c,2\n";
        holds(flowers, Csv.options().without("id", "name"), 1, 2);
        holds("7,a,1\n8,b,2\n", Csv.options().noHeader().without("column2"), 7, 1, 8, 2);
        assertEquals("line 2, column 3 \"x\": found \"z\", expected a number; a column of text is named when reading: Csv.read(path,"
                + " Csv.options().without(\"id\", \"name\"), \"x\")",
                sentence("id,name,x\n7,a,z\n", Csv.options().without("id").without("name")));
        assertEquals("line 1: there is no column \"Id\" to be left out, the columns are id, name, x",
                sentence(flowers, Csv.options().without("Id")));
        assertEquals("line 1: all columns are left out, Csv.options().without(\"x\")",
                sentence("x\n1\n", Csv.options().without("x")));
        assertEquals("line 1: there is no column \"name\", the columns are id, x",
                sentence(flowers, Csv.options().without("name"), "name"));
        holds("2019,x\n1,2\n", Csv.options().without("2019"), 2);
    }

    @Test
    void lineEndsWithinQuotes() {
        var table = Csv.read(file("id,text\n1,\"one\ntwo\"\n2,ok\n"), "text");
        assertEquals(List.of("one\ntwo", "ok"), table.stringColumn("text").asList());
        var windows = Csv.read(file("\"a\r\nb\",\"t\"\r\n\"1\" , \" x, \"\"y\"\"\r\n\r\n;z\" \r\n2,\r\n"), "t");
        assertEquals(List.of("a\r\nb", "t"), windows.columnNames());
        assertEquals(List.of(1.0, 2.0), windows.doubleColumn(0).asList());
        assertEquals(" x, \"y\"\r\n\r\n;z", windows.stringColumn("t").get(0));
        assertTrue(sentence("id,text\n1,\"one\ntwo\"\nx,ok\n", "text").startsWith("line 4, column 1 \"id\": found \"x\""));
        assertEquals("line 4, column 3: the line has 3 fields, 2 were expected, as in the header",
                sentence("id,text\n1,\"one\ntwo\"\n2,ok,3\n4,5\n", "text"));
        assertEquals("line 3, column 2: the quote that opens this field is not closed on the line",
                sentence("id,text\n1,a\n2,\"b\n3,c\n", "text"));
    }

    @Test
    void aTitleACommentOrAnEmptyLineAtTheHead() {
        assertEquals("line 1: the line is empty, the names of the columns were expected; take it out of the file",
                sentence("\na,b\n1,2\n"));
        assertEquals("line 1: it has 1 field, \"# by hand\", the next line has 2 fields; a title, a comment or an empty line at the"
                + " head has to go from the file", sentence("# by hand\na,b\n1,2\n"));
        assertEquals("line 1: it has 2 fields, \"# by hand\", the next line has 3 fields; a title, a comment or an empty line at the"
                + " head has to go from the file", sentence("# by hand, in May\na,b,c\n1,2,3\n"));
    }

    @Test
    void wholeNumbersThatWouldBeRounded() {
        assertEquals("line 2, column 1 \"id\": found \"9007199254740993\", a whole number beyond 2^53, which would be rounded to"
                + " 9007199254740992; an identifier is left out, Csv.read(path, Csv.options().without(\"id\")), or named as text,"
                + " Csv.read(path, \"id\")", sentence("id\n9007199254740993\n"));
        assertTrue(sentence("id\n-76561198000000001\n").contains("would be rounded to -76561198000000000"));
        holds("x\n9007199254740992\n-9007199254740991\n1000000000000000000\n1.2345678901234567e19\n", Csv.options(), 0x1p53,
                -0x1.fffffffffffffp52, 1e18, 1.2345678901234567e19);
    }

    @Test
    void optionsAreWrittenAsTheCallThatMakesThem() {
        assertEquals("Csv.options().separator('\\t').decimalComma().noHeader().missing(\"?\", \"NA\").without(\"\", \"id\")"
                + ".unnamedColumns()", Csv.options().unnamedColumns().without("").missing("?").noHeader().decimalComma()
                .separator('\t').without("id").missing("NA").toString());
        assertEquals("Csv.options().header().missing()", Csv.options().missing().header().toString());
    }

    /** -200 of the UCI's air quality stands there as -200, -200.0 and -200,0. */
    @Test
    void aSignForNoValueThatIsANumberStandsForItHoweverItIsWritten() {
        var air = Csv.read(file("CO,T\n2.6,13.6\n-200,-200.0\n-200.00,1\n"), Csv.options().missing("-200"));
        assertEquals(2, air.column("CO").countMissing());
        assertEquals(1, air.column("T").countMissing());
        var german = Csv.read(file("CO;T\n2,6;-200,0\n"), GERMAN.missing("-200"));
        assertEquals(1, german.column("T").countMissing());
        assertEquals(2.6, german.doubleColumn("CO").getDouble(0));
        assertEquals("-200.0", Csv.read(file("T\n-200.0\n"), Csv.options().missing("-200"), "T").stringColumn("T").get(0),
                "a text is a text");
    }

    @Test
    void whatIsNullIsNamed() {
        refuses("missing: null is no text; \"\" is the empty one", () -> Csv.options().missing("?", null));
        refuses("without: null is no text; \"\" is the empty one", () -> Csv.options().without((String[]) null));
        refuses("Csv.read: the path is null, give one, such as \"data.csv\"", () -> Csv.read(null));
        refuses("Csv.read: the options are null, leave them out or give Csv.options()", () -> Csv.read("a.csv", (CsvOptions) null));
    }
}
