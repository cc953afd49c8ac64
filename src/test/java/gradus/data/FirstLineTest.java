package gradus.data;

import static gradus.Expect.refuses;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What the first line of a CSV file is, and the order of class names that are numbers. */
class FirstLineTest {

    private static final String WAYS = ", the first line seems to be data, not names; if it is data, Csv.read(path,"
            + " Csv.options().noHeader()), if it holds names, Csv.read(path, Csv.options().header())";

    @TempDir
    Path folder;

    private String file(String content) {
        try {
            return Files.writeString(folder.resolve("data.csv"), content).toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void looksLikeData(String problem, String content, String... text) {
        String path = file(content);
        refuses(path + ", line 1, column " + problem + WAYS, () -> Csv.read(path, text));
    }

    @Test
    void aFirstLineOfDataIsNotTakenForNames() {
        String number = " is a number, as are values below it";
        looksLikeData("1: \"3.62\"" + number, "3.62,8.66,-2.80,-0.44,0\n4.54,8.16,-2.45,-1.46,0\n3.86,-2.63,1.92,0.10,1\n");
        looksLikeData("1: \"5.1\"" + number, "5.1,3.5,1.4,0.2,Iris-setosa\n4.9,3.0,1.4,0.2,Iris-setosa\n", "Iris-setosa");
        looksLikeData("1: \"5\"" + number, "5,0,0,0\n0,0,0,0\n");
        looksLikeData("2: \"0.455\"" + number, "M,0.455,15\nF,,7\nI,0.35,7\n", "M");
        looksLikeData("1: \"1e-3\"" + number, "\"1e-3\",a\r\n+.5,b\r\n");
        looksLikeData("1: \"39\"" + number, "39, State-gov, 77516, <=50K\n50, Private, 83311, <=50K\n");
        looksLikeData("1: \"1\" is a number", "1,2,3\n");
        looksLikeData("1: \"7\"" + number, "\uFEFF7\n8\n");
        looksLikeData("1: \"2026-11-21\" is written as are values below it", "2026-11-21,cold\n2026-11-22,warm\n");
        looksLikeData("2: \"50%\" is a number, as are values below it", "cold,\"50%\"\nwarm,7%\n");
        looksLikeData("1: \"p\" stands below it again, in line 3", "p,x,s\ne,y,f\np,z,t\n");
        looksLikeData("1: \"spam\" stands below it again, in line 3", "spam\nham\nspam\n", "spam");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x,y\n1,2\n", "label,1x1,1x2\n5,0,0\n", "1st,2nd\n1,2\n", "3d,5d\n1,2\n", "x1,x2\n1,2\n",
            "Q1,n\n,2\n", "größe,%\n1,2\n"})
    void namesAreNames(String content) {
        var table = Csv.read(file(content));
        assertEquals(Arrays.asList(content.substring(0, content.indexOf('\n')).split(",")), table.columnNames());
        assertEquals(1, table.rowCount());
    }

    @Test
    void namesThatLookLikeDataAreReadWhenAsked() {
        String path = file("country,2019,2020\nGermany,83,84\n");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Csv.read(path, "country")).getMessage()
                .endsWith("line 1, column 2: \"2019\" is a number, as are values below it" + WAYS));
        var table = Csv.read(path, Csv.options().header(), "country");
        assertEquals(List.of("country", "2019", "2020"), table.columnNames());
        assertEquals(84, table.doubleColumn("2020").getDouble(0));
    }

    @Test
    void aFileWithoutNamesIsReadWhenAsked() {
        String path = file("5.1,3.5,Iris-setosa\n4.9,,Iris-virginica\n");
        var table = Csv.read(path, Csv.options().noHeader(), "column3");
        assertEquals(List.of("column1", "column2", "column3"), table.columnNames());
        assertEquals(2, table.rowCount());
        assertEquals(5.1, table.doubleColumn("column1").getDouble(0));
        assertTrue(table.column("column2").isMissing(1));
        assertEquals(List.of("Iris-setosa", "Iris-virginica"), Csv.dataset(table.rejectColumns("column2"), "column3").classNames());
        var digits = Csv.read(file("5,0,0,0\n"), Csv.options().noHeader());
        assertArrayEquals(new double[]{5, 0, 0, 0}, Tables.toTensor(digits).data());
        String text = file("1,2\n3,a b\n");
        refuses(text + ", line 2, column 2 \"column2\": found \"a b\", expected a number; a column of text is named when"
                + " reading: Csv.read(path, Csv.options().noHeader(), \"column2\")", () -> Csv.read(text, Csv.options().noHeader()));
    }

    @Test
    void aNameThatStandsTwiceSaysHowToReadWithoutNames() {
        String path = file("a,b,a\nc,d,e\n");
        refuses(path + ", line 1, column 3: the name \"a\" stands here again, every column needs a name of its own; if the file"
                + " has no names, Csv.read(path, Csv.options().noHeader())", () -> Csv.read(path, "a", "b"));
    }

    @Test
    void aHeaderThatStandsInTheMiddleAgainIsNoData() {
        String path = file("x,y\n1,2\nx,y\n3,4\n");
        refuses(path + ", line 3, column 1 \"x\": found \"x\", expected a number; a column of text is named when reading:"
                + " Csv.read(path, \"x\")", () -> Csv.read(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0 2.0 10.0", "-2 .5 +3 1e1", "1 2e0 +10", "−3 -2 0", "1 1.0 2", "5% 50% 1", "999 1,000 20,000",
            "9007199254740992 9007199254740993 1e17", "1e-300 0x1p-2 1d 1e999", "-100000000000 2 3"})
    void classesThatAreNumbersAreSortedBySize(String sizes) {
        var sorted = List.of(sizes.split(" "));
        for (int turn = 0; turn < sorted.size(); turn++) {
            var mixed = new ArrayList<>(sorted);
            Collections.rotate(mixed, turn);
            var column = StringColumn.create("c", mixed);
            var table = Table.create("t", DoubleColumn.create("x", new double[sorted.size()]), column);
            assertEquals(sorted, Tables.categories("test", table, column));
            assertEquals(sorted, Csv.dataset(table, "c").classNames());
            assertEquals(sorted.stream().map(name -> "c=" + name).toList(),
                    Tables.oneHot(table, "c").columnNames().subList(1, sorted.size() + 1));
            double[] labels = Csv.dataset(table, "c").y().data();
            for (int i = 0; i < labels.length; i++) {
                assertEquals(mixed.get(i), sorted.get((int) labels[i]));
            }
        }
    }

    @Test
    void oneTextAmongNumbersMakesAllTexts() {
        var column = StringColumn.create("c", "2", "10", "ten");
        assertEquals(List.of("10", "2", "ten"), Tables.categories("test", Table.create("t", column), column));
    }
}
