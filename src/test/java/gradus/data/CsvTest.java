package gradus.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class CsvTest {

    @TempDir
    Path folder;

    private String file(String content) {
        try {
            return Files.writeString(folder.resolve("cars.csv"), content).toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String refused(Supplier<?> call) {
        return assertThrows(IllegalArgumentException.class, call::get).getMessage();
    }

    private static final String CARS = """
            model,weight,power
            "Eins, ""neu\""",1200,85.5
            Zwei,980,
            Drei,1500.25,1e2
            """;

    @Test
    void aTableOfNumbersAndText() {
        Table table = Csv.read(file(CARS), "model");
        assertEquals("cars.csv", table.name());
        assertEquals(List.of(ColumnType.STRING, ColumnType.DOUBLE, ColumnType.DOUBLE), table.types());
        assertEquals("Eins, \"neu\"", table.stringColumn("model").get(0));
        assertEquals(1500.25, table.doubleColumn("weight").getDouble(2));
        assertEquals(100, table.doubleColumn("power").getDouble(2));
        assertTrue(table.column("power").isMissing(1));
        assertEquals(2, table.dropRowsWithMissingValues().rowCount());
    }

    @Test
    void textWhereANumberBelongsSaysWhatToDo() {
        String path = file(CARS);
        assertEquals(path + ", line 2, column 1 \"model\": found \"Eins, \"neu\"\", expected a number; a column of text is"
                + " named when reading: Csv.read(path, \"model\")", refused(() -> Csv.read(path)));
        String unit = file("weight\n1200 kg\n");
        assertEquals(unit + ", line 2, column 1 \"weight\": found \"1200 kg\", expected a number; a number stands"
                + " alone, take kg out of the file, or name the column as one of text: Csv.read(path, \"weight\")", refused(() -> Csv.read(unit)));
        String nan = file("weight\nNaN\n");
        assertTrue(refused(() -> Csv.read(nan)).contains("line 2, column 1 \"weight\": found \"NaN\", expected a number"));
    }

    @Test
    void spacesAroundQuotesAreNoPartOfTheText() {
        var table = Csv.read(file("name,x\n \"a, b\" ,\"1\"\t\nc , \"2\" \n"), "name");
        assertEquals(List.of("a, b", "c"), table.stringColumn("name").asList());
        assertEquals(List.of(1.0, 2.0), table.numberColumn("x").asList());
        String path = file("name\n \"a\" b\n");
        assertEquals(path + ", line 2, column 1: text follows the closing quote, a comma was expected; a quote in the text is"
                + " doubled", refused(() -> Csv.read(path, "name")));
    }

    @Test
    void otherSeparatorsAndLineEndsAreNamed() {
        for (String[] other : new String[][]{{";", ";: Csv.options().separator(';')"},
                {"\t", "tabs: Csv.options().separator('\\t')"}, {"|", "|: Csv.options().separator('|')"}}) {
            String path = file("a,b\n1,2\n".replace(",", other[0]));
            assertEquals(path + ", line 2, column 1 \"a" + other[0] + "b\": found \"1" + other[0] + "2\", expected a number;"
                    + " the fields look separated by " + other[1], refused(() -> Csv.read(path)));
        }
        String old = file("a,b\r1,2\r");
        assertEquals(old + ", line 1: no row follows the header; its lines end as those of an old Macintosh, save it with line"
                + " ends of today", refused(() -> Csv.read(old)));
    }

    @Test
    void aMessageShowsNoMoreOfAFieldThanItsStart() {
        String path = file("a\n" + "x".repeat(1_000_000) + "\n");
        assertEquals(path + ", line 2, column 1 \"a\": found \"" + "x".repeat(100) + "…\", expected a number; a column of text"
                + " is named when reading: Csv.read(path, \"a\")", refused(() -> Csv.read(path)));
    }

    @Test
    void aFileWithoutRowsOrAnUnknownColumnIsRefused() {
        String path = file("model,weight\n");
        assertEquals(path + ", line 1: no row follows the header", refused(() -> Csv.read(path, "model")));
        assertEquals(path + ", line 1: there is no column \"Model\", the columns are model, weight",
                refused(() -> Csv.read(path, "Model")));
    }

    @Test
    void aTableWithATargetOfTextIsADataSetOfClasses() {
        Table table = Csv.read(file("a,kind,b\n1,yes,2\n3,no,4\n5,yes,6\n"), "kind");
        Dataset data = Csv.dataset(table, "kind");
        assertEquals("cars.csv: 3 rows, 2 features, 2 classes\nrows per class: no: 1, yes: 2", data.toString());
        assertEquals(List.of("a", "b"), data.featureNames());
        assertArrayEquals(new double[]{1, 2, 3, 4, 5, 6}, data.x().data());
        assertArrayEquals(new double[]{1, 0, 1}, data.y().data());
    }

    @Test
    void classesThatAreNumbersAreSortedBySize() {
        Dataset data = Csv.dataset(Csv.read(file("a,n\n1,10\n2,9\n3,-1\n"), "n"), "n");
        assertEquals(List.of("-1", "9", "10"), data.classNames());
        assertArrayEquals(new double[]{2, 1, 0}, data.y().data());
    }

    @Test
    void aTargetOfNumbersIsARegression() {
        Table table = Csv.read(file("a,b\n1,2\n3,4.5\n"));
        table.addColumns(IntColumn.create("count", 7, 8));
        Dataset data = Csv.dataset(table, "b");
        assertEquals("cars.csv: 2 rows, 2 features, targets (2, 1) from 2 to 4.5", data.toString());
        assertArrayEquals(new double[]{1, 7, 3, 8}, data.x().data());
    }

    @Test
    void theIrisesThroughATable() {
        Table table = Csv.read("data/iris.csv", "species");
        Table wide = table.where(table.numberColumn("petal width (cm)").isGreaterThan(1));
        assertEquals("iris.csv: 93 rows, 4 features, 2 classes\nrows per class: versicolor: 43, virginica: 50",
                Csv.dataset(wide, "species").toString());
        assertArrayEquals(Iris.load().x().data(), Csv.dataset(table, "species").x().data());
        assertArrayEquals(Iris.load().y().data(), Csv.dataset(table, "species").y().data());
    }

    @Test
    void aTableThatIsNoDataSetSaysWhy() {
        Table cars = Csv.read(file(CARS), "model");
        assertEquals("dataset: there is no column \"price\" in cars.csv, its columns are model, weight, power",
                refused(() -> Csv.dataset(cars, "price")));
        assertEquals("dataset: column \"model\" of cars.csv holds no numbers but \"Eins, \"neu\"\"; leave it out,"
                + " table.rejectColumns(\"model\"), or make numbers of it", refused(() -> Csv.dataset(cars, "weight")));
        assertEquals("dataset: column \"power\" of cars.csv has no value in row 1; fill it in, or take such rows out:"
                + " table.dropRowsWithMissingValues()",
                refused(() -> Csv.dataset(cars.rejectColumns("model"), "weight")));
        assertEquals("dataset: column \"power\" of cars.csv has no value in row 1; fill it in, or take such rows out:"
                + " table.dropRowsWithMissingValues()",
                refused(() -> Csv.dataset(cars.rejectColumns("model"), "power")));
        assertEquals("dataset: cars.csv has no column beside the target",
                refused(() -> Csv.dataset(cars.selectColumns("weight"), "weight")));
        Table flags = Table.create("flags", BooleanColumn.create("on", true), IntColumn.create("n", 1));
        assertEquals("dataset: column \"on\" of flags holds no numbers but \"true\"; leave it out,"
                + " table.rejectColumns(\"on\"), or make numbers of it", refused(() -> Csv.dataset(flags, "n")));
        Table gap = Csv.read(file("a,kind\n1,yes\n2,\n"), "kind");
        assertEquals("dataset: column \"kind\" of cars.csv has no value in row 1; fill it in, or take such rows out:"
                + " table.dropRowsWithMissingValues()", refused(() -> Csv.dataset(gap, "kind")));
    }

    @Test
    void theLanguageOfTheComputerDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals(85.5, Csv.read(file(CARS), "model").doubleColumn("power").getDouble(0));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aFileThatDoesNotFitIntoMemoryIsNotTried() {
        Path path = Path.of(file("a,b\n" + "1,2\n".repeat(1_000_000)));
        assertEquals(path + ": the file has 4 MB, its fields do not fit into the 15 MB of memory that are left; start Java"
                + " with a larger -Xmx, or take rows out", assertThrows(IllegalArgumentException.class,
                () -> CsvFile.read(path, Csv.options(), wanted -> wanted - 1_000_000)).getMessage());
    }

    /** Cut, a byte changed, added or taken out: a table, or an error that begins with the file and a line. */
    @Test
    void whateverTheDamageTheErrorNamesFileAndLine() throws IOException {
        byte[] whole = ("name,\"width, cm\",kind\r\n" + "é,1.5,\"a \"\"b\"\"\"\n-2e3,0.25,c\n,7,d\n")
                .getBytes(StandardCharsets.UTF_8);
        var rng = new Rng(1);
        int refused = 0;
        for (int trial = 0; trial < 400; trial++) {
            int at = rng.below(whole.length);
            byte[] damaged = trial % 2 == 0 ? Arrays.copyOf(whole, at) : whole.clone();
            if (trial % 2 == 1) damaged[at] = (byte) (trial % 4 == 1 ? rng.below(256) : "\",\n\r".charAt(rng.below(4)));
            Path path = Files.write(folder.resolve("damaged.csv"), damaged);
            try {
                Table table = Csv.read(path.toString(), "name", "kind");
                assertEquals(3, table.columnCount());
                assertTrue(table.rowCount() >= 1);
            } catch (IllegalArgumentException e) {
                refused++;
                assertTrue(e.getMessage().matches("(?s)" + Pattern.quote(path.toString())
                        + "(, line \\d+(, column \\d+)?.*|: the file is empty.*)"), e.getMessage());
            }
        }
        assertTrue(refused > 150, "only " + refused);
    }
}
