package gradus.lesson;

import static gradus.Expect.refuses;
import static gradus.lesson.Lesson.table;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Dataset;
import gradus.init.Initializers;
import gradus.loss.Losses;
import gradus.metrics.Metrics;
import gradus.nn.Layers;
import gradus.optim.Optimizers;
import gradus.tensor.Rng;
import gradus.train.Training;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTableTest {

    record Tried(String optimizer, double rate, double testAccuracy) {}

    private static final List<Tried> TRIED = List.of(new Tried("SGD", 0.1, 0.9558), new Tried("Adam", 0.005, 0.9704));

    @Test
    void recordsNameTheirColumns() {
        assertEquals("""
                optimizer   rate  test accuracy
                SGD        0.100         0.9558
                Adam       0.005         0.9704""", table(TRIED).toString());
        assertEquals(table(TRIED).toString(), table(TRIED.toArray()).toString());
    }

    @Test
    void theBestHasAStarAndWhatReadsTheSameToo() {
        var table = table(TRIED).percent("test accuracy", 1).highest("test accuracy").lowest("rate");
        assertEquals("""
                optimizer     rate  test accuracy
                SGD          0.100         95.6 %
                Adam       ★ 0.005       ★ 97.0 %
                ★ highest test accuracy, lowest rate""", table.toString());
        var close = table("a", "b").row("x", 0.12341).row("y", 0.12342).row("z", Double.NaN).decimals("b", 2).lowest("b");
        assertEquals("""
                a       b
                x  ★ 0.12
                y  ★ 0.12
                z     NaN
                ★ lowest b""", close.toString());
    }

    @Test
    void mapsPutTheirKeysInFront() {
        var map = new LinkedHashMap<String, Object>();
        map.put("He", new Tried("SGD", 0.1, 0.9));
        map.put("small", new Tried("SGD", 0.1, 0.8));
        assertEquals("""
                scheme  optimizer  rate  test accuracy
                He      SGD         0.1            0.9
                small   SGD         0.1            0.8""",
                table(map).columns("scheme", "optimizer", "rate", "test accuracy").toString());
        assertEquals("""
                       value
                small      1
                He         2""", table(new LinkedHashMap<>(Map.of("x", 1)) {{
                    clear();
                    put("small", 1);
                    put("He", 2);
                }}).toString());
    }

    /** Map.of deals its entries out anew in every JVM: outputs of a notebook would differ. */
    @Test
    void aMapWithoutAnOrderIsOrderedByItsKeys() {
        assertEquals("   value\na      1\nb      2\nc      3", table(Map.of("c", 3, "a", 1, "b", 2)).toString());
        assertEquals("    value\n2       1\n10      2", table(Map.of(10, 2, 2, 1)).toString());
    }

    @Test
    void rowsOfMapsMayLackAColumn() {
        assertEquals("""
                loss  accuracy
                 0.5       0.9
                 0.4         –""", table(List.of(new LinkedHashMap<>(Map.of("loss", 0.5)) {{
                    put("accuracy", 0.9);
                }}, Map.of("loss", 0.4))).toString());
    }

    @Test
    void arraysListsAndTensorsCountTheirColumns() {
        assertEquals("a  b\n1  2\n3  4", table(new double[][] {{1, 2}, {3, 4}}).columns("a", "b").toString());
        assertEquals("0  1\n1  x\n2  y", table(new Object[][] {{1, "x"}, {2, "y"}}).toString());
        assertEquals("a  b\n1  2", table(List.of(List.of(1, 2))).columns(List.of("a", "b")).toString());
        assertEquals("cat  car\n  1    2", table(tensor(1, 2), "cat", "car").toString());
        assertEquals("""
                     cat  car
                one    1  2.5
                two    3  4.0""", table(tensor(new double[][] {{1, 2.5}, {3, 4}}), "cat", "car").rowNames("one", "two").toString());
        refuses("table: the tensor has shape (1, 2, 3), it should be a vector (n) for one row or a matrix (rows, columns)",
                () -> table(zeros(1, 2, 3)));
    }

    @Test
    void aHistoryAndEvaluationsAreTables() {
        var data = Dataset.of(tensor(new double[][] {{0}, {1}}), tensor(0, 1));
        var net = Layers.dense(1, 2).initialize(Initializers.zeroInit(), new Rng(1));
        var history = Training.fit(net, data).loss(Losses.crossEntropy()).optimizer(Optimizers.sgd(0.1)).metric(Metrics.accuracy())
                .epochs(3).run(new Rng(1));
        var lines = table(history).toString().split("\n");
        assertTrue(lines[1].matches("epoch +loss +accuracy"), lines[1]);
        assertEquals(5, lines.length);
        var measured = Training.evaluate(net, data, Losses.crossEntropy(), Metrics.accuracy());
        assertTrue(table(Map.of("test", measured)).toString().startsWith("        loss  accuracy\ntest  "));
    }

    @Test
    void numbersOfOneColumnHaveTheSamePlaces() {
        assertEquals("v\n0.5000\n0.3333\n2.0000", column(0.5, 1.0 / 3, 2));
        assertEquals("v\n1235\n0.00123", column(1235.4, 0.00123));                  // too different for common places
        assertEquals("v\n1.6047\n0.0028", column(1.604662, 0.002825));
        assertEquals("v\n0.604700\n0.002825", column(0.6047, 0.002825));
        assertEquals("v\n1e-9\n1", column(1e-9, 1));
        assertEquals("v\n1797\n270", column(1797, 270));
        assertEquals("v\nNaN\n∞\n0.5", column(Double.NaN, Double.POSITIVE_INFINITY, 0.5));
        assertEquals("v\n-0.3\n0.0", table("v").row(-0.3).row(-0.0).toString().replace(" ", ""));
    }

    private static String column(double... values) {
        var table = table("v");
        for (double v : values) table = table.row(v);
        return table.toString().replace(" ", "");
    }

    @Test
    void formatsHold() {
        var table = table("a", "b", "c").row(2.0 / 3, 2.0 / 3, 2.777588773e-11);
        assertEquals("0.67|66.667%|2.777588773e-11", cells(table.decimals("a", 2).percent("b", 3).digits("c", 10)));
        assertEquals("0.7|67%|0.0", cells(table.decimals(1).percent("b", 0)));
        assertEquals("-0.00".substring(1), table("a").row(-0.001).decimals("a", 2).toString().split("\n")[1]);
        assertEquals("1e300", table("a").row(1e300).decimals("a", 2).toString().split("\n")[1]);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals("0.67|66.667%|2.777588773e-11", cells(table.decimals("a", 2).percent("b", 3).digits("c", 10)));
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String cells(ResultTable table) {
        return table.toString().split("\n")[1].replace(" %", "%").strip().replaceAll(" +", "|");
    }

    @Test
    void manyRowsAreCutButNotTheBest() {
        var table = table("n", "loss");
        for (int i = 0; i < 100; i++) table = table.row(i, Math.abs(i - 40));
        var lines = table.lowest("loss").toString().split("\n");
        assertEquals(1 + 10 + 1 + 1 + 1 + 10 + 1, lines.length);
        assertEquals(" …     …", lines[11]);
        assertEquals("40   ★ 0", lines[12]);
        assertEquals(" …     …", lines[13]);
    }

    @Test
    void optionsLeaveTheTableAsItWas() {
        var table = table("a").row(1);
        String before = table.toString();
        table.row(2);
        table.decimals("a", 3);
        table.highest("a");
        table.rowNames("x");
        table.caption("c");
        table.columns("b");
        assertEquals(before, table.toString());
        assertEquals("""
                Two
                      b
                x  1.00""", table.decimals("a", 2).rowNames("x").columns("b").caption("Two").toString());
    }

    @Test
    void htmlHasHeadingsWithTheirScope() {
        assertEquals("""
                <table>
                <caption style="caption-side: top; text-align: left">a &lt; b &amp; &quot;c&quot;</caption>
                <thead><tr><th scope="col" style="text-align: left">name</th><th scope="col" style="text-align: right">loss</th></tr></thead>
                <tbody>
                <tr><th scope="row" style="text-align: left">&lt;b&gt;</th><td style="text-align: right; background: rgba(0, 158, 115, 0.2)"><strong>★ 0.5</strong></td></tr>
                </tbody>
                </table>
                <p>★ lowest loss</p>""", table("name", "loss").row("<b>", 0.5).lowest("loss").caption("a < b & \"c\"").html());
        assertTrue(table(Map.of("a", 1)).html().contains("<thead><tr><td></td><th scope=\"col\""));
        assertFalse(table("x", "y").row(1, 2).html().contains("scope=\"row\""));
    }

    @Test
    void aLongCaptionIsNotSqueezedIntoTheWidthOfTheTable() {
        String sixty = "a caption".repeat(6) + "and so";
        assertTrue(table("x").row(1).caption(sixty).html().contains("<table>\n<caption style=\"caption-side: top; text-align: left\">" + sixty));
        assertTrue(table("x").row(1).caption(sixty + "!").html().startsWith("<p>" + sixty + "!</p>\n<table>\n<thead>"));
    }

    @Test
    void markdownEscapesItsBars() {
        assertEquals("""
                Losses

                | name | loss |
                | :-- | --: |
                | a\\|b | **★ 0.5** |

                ★ lowest loss""", table("name", "loss").row("a|b", 0.5).lowest("loss").caption("Losses").markdown());
    }

    @Test
    void errorsNameWhatThereIs() {
        refuses("table: the row [1] has 1 cells for 2 columns [a, b]; give one for each", () -> table("a", "b").row(1));
        refuses("table: there is no column \"c\", there are [a, b]", () -> table("a", "b").highest("c"));
        refuses("table: there is no column \"c\", there are [a, b]", () -> table("a", "b").percent("c", 1));
        refuses("table: two columns are called \"a\"; each needs its own name", () -> table("a", "a"));
        refuses("table: it has no columns; name them, as in table(\"optimizer\", \"loss\")", () -> table());
        refuses("table: there are no rows; for an empty table name its columns, as in table(\"optimizer\", \"loss\")",
                () -> table(new ArrayList<>()));
        refuses("table: 1 names [x] for 2 rows; give one for each", () -> table(tensor(new double[][] {{1}, {2}})).rowNames("x"));
        refuses("table: 1 names [x] for 2 columns [a, b]; give one for each", () -> table("a", "b").columns("x"));
        refuses("table: 99 digits for \"a\", it should be 0 to 15", () -> table("a").decimals("a", 99));
    }

    @Test
    void aTableWithoutRowsHasItsHeadings() {
        assertEquals("a  b", table("a", "b").toString());
        assertTrue(table("a", "b").html().contains("<tbody>\n</tbody>"));
    }

    @Test
    void cellsMayBeMissingOrOfAnyKind() {
        assertEquals("a    b    c      d\n–  yes  0.5  [1, 2]".replace(" ", ""),
                table("a", "b", "c", "d").row(null, true, tensor(0.5), tensor(1, 2)).toString().replace(" ", ""));
    }
}
