package gradus.data;

import static gradus.Expect.refuses;
import static gradus.Expect.vector;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.tensor.Rng;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TablesTest {

    @Test
    void thereAndBackAgain() {
        var x = randn(new Rng(1), 5, 3);
        var table = Tables.toTable(x, "a", "b", "c");
        assertEquals(List.of("a", "b", "c"), table.columnNames());
        assertEquals("tensor (5, 3)", table.name());
        assertEquals(x.get(4, 1), table.doubleColumn("b").getDouble(4));
        assertEquals("(5, 3)", Tables.toTensor(table).shapeText());
        assertArrayEquals(x.data(), Tables.toTensor(table).data());
        table.doubleColumn("a").set(0, 77);
        assertArrayEquals(randn(new Rng(1), 5, 3).data(), x.data());
    }

    @Test
    void columnsAreVectors() {
        vector(Tables.toTensor(IntColumn.create("n", new int[]{3, 1, 2})), 0, 3, 1, 2);
        var table = Tables.toTable(tensor(1.5, 2), "only");
        assertEquals(2, table.rowCount());
        vector(Tables.toTensor(table.column("only")), 0, 1.5, 2);
        var kept = Tables.toTable(tensor(new double[][]{{1, 10}, {2, 20}, {3, 30}}), "a", "b");
        assertArrayEquals(new double[][]{{2, 20}, {3, 30}},
                Tables.toTensor(kept.where(kept.numberColumn("a").isGreaterThan(1))).toRows());
    }

    @Test
    void nothingIsSomethingToo() {
        assertEquals("(0, 2)", Tables.toTensor(Tables.toTable(zeros(0, 2), "a", "b")).shapeText());
        assertEquals("(0)", Tables.toTensor(DoubleColumn.create("a")).shapeText());
    }

    @Test
    void whatDoesNotGo() {
        String wanted = "; it should be a matrix or a vector, with a name for every column";
        refuses("toTable: the tensor is (2, 3), 1 name was given" + wanted, () -> Tables.toTable(zeros(2, 3), "a"));
        refuses("toTable: the tensor is (), 1 name was given" + wanted, () -> Tables.toTable(scalar(1), "a"));
        refuses("toTable: the tensor is (2, 2, 2), 2 names were given" + wanted,
                () -> Tables.toTable(zeros(2, 2, 2), "a", "b"));
        refuses("toTensor: column \"kind\" of things holds no numbers but \"x\"; leave it out,"
                + " table.rejectColumns(\"kind\"), or make numbers of it",
                () -> Tables.toTensor(Table.create("things", StringColumn.create("kind", "x"))));
        refuses("toTensor: column \"a\" of the table has no value in row 1; fill it in, or take such rows out:"
                + " table.dropRowsWithMissingValues()",
                () -> Tables.toTensor(DoubleColumn.create("a", 1, Double.NaN)));
    }

    @Test
    void categoriesBecomeColumns() {
        var table = Table.create("pets", DoubleColumn.create("age", 3, 1, 7),
                StringColumn.create("kind", "dog", "cat", "dog"), DoubleColumn.create("weight", 20, 4, 30));
        Table numbers = Tables.oneHot(table, "kind");
        assertEquals("pets", numbers.name());
        assertEquals(List.of("age", "kind=cat", "kind=dog", "weight"), numbers.columnNames());
        assertArrayEquals(new double[][]{{3, 0, 1, 20}, {1, 1, 0, 4}, {7, 0, 1, 30}}, Tables.toTensor(numbers).toRows());
        assertEquals(List.of("age", "kind", "weight"), table.columnNames(), "the table itself stays as it was");
        numbers.doubleColumn("age").set(0, 99);
        assertEquals(3, table.doubleColumn("age").get(0));
        var codes = Table.create("codes", StringColumn.create("code", "10", "9", "-1"));
        assertEquals(List.of("code=-1", "code=9", "code=10"), Tables.oneHot(codes, "code").columnNames());
        var truth = Table.create("truth", BooleanColumn.create("owned", true, false, true));
        assertArrayEquals(new double[][]{{0, 1}, {1, 0}, {0, 1}}, Tables.toTensor(Tables.oneHot(truth, "owned")).toRows());
        var all = Table.create("one", StringColumn.create("only", "a", "a"));
        assertArrayEquals(new double[][]{{1}, {1}}, Tables.toTensor(Tables.oneHot(all, "only")).toRows());
    }

    @Test
    void whatIsNoCategory() {
        var table = Table.create("pets", DoubleColumn.create("age", 3, 1), StringColumn.create("kind", "dog", ""));
        refuses("oneHot: there is no column \"sort\" in pets, its columns are age, kind", () -> Tables.oneHot(table, "sort"));
        refuses("oneHot: column \"age\" of pets holds numbers; if they stand for categories, make text of it:"
                + " Csv.read(path, \"age\")", () -> Tables.oneHot(table, "age"));
        refuses("oneHot: column \"kind\" of pets has no value in row 1; fill it in, or take such rows out:"
                + " table.dropRowsWithMissingValues()", () -> Tables.oneHot(table, "kind"));
        var ids = Table.create("ids", StringColumn.create("id", IntStream.range(0, 1001).mapToObj(i -> "n" + i)));
        refuses("oneHot: column \"id\" of ids has 1001 categories in 1001 rows, at most 1000 become columns; leave it out,"
                + " table.rejectColumns(\"id\")", () -> Tables.oneHot(ids, "id"));
    }
}
