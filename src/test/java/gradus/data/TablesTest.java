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
import org.junit.jupiter.api.Test;
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
}
