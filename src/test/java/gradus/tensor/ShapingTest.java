package gradus.tensor;

import static gradus.Expect.refuses;
import static gradus.tensor.Tensors.arange;
import static gradus.tensor.Tensors.concat;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.stack;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

/** Operations that move elements: what one does, another undoes. */
class ShapingTest {

    private static void same(Tensor expected, Tensor actual) {
        assertArrayEquals(expected.shape(), actual.shape());
        assertArrayEquals(expected.data(), actual.data());
    }

    private static int[] randomShape(Rng rng, int rank) {
        int[] shape = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            shape[axis] = rng.below(10) == 0 ? 0 : 1 + rng.below(4);
        }
        return shape;
    }

    // ---- transpose

    @Test
    void axesMoveToTheirNewPlaces() {
        var rng = new Rng(8);
        for (int round = 0; round < 100; round++) {
            int rank = 1 + rng.below(4);
            var x = randn(rng, randomShape(rng, rank));
            int[] order = rng.permutation(rank);
            var y = x.transpose(order);
            int[] index = new int[rank];
            for (int axis = 0; axis < rank; axis++) {
                assertEquals(x.size(order[axis]), y.size(axis));
            }
            for (int i = 0; i < y.size(); i++) {
                int rest = i;
                int[] at = new int[rank];
                for (int axis = rank - 1; axis >= 0; axis--) {
                    at[axis] = rest % y.size(axis);
                    rest /= y.size(axis);
                    index[order[axis]] = at[axis];
                }
                assertEquals(x.get(index), y.get(at));
            }
        }
    }

    @Test
    void transposingTwiceChangesNothing() {
        var rng = new Rng(9);
        for (int rank = 2; rank < 5; rank++) {
            var x = randn(rng, randomShape(rng, rank));
            same(x, x.transpose().transpose());
        }
        var x = randn(rng, 2, 3, 4);
        same(x, x.transpose(2, 0, 1).transpose(1, 2, 0));
        same(x.transpose(0, 2, 1), x.transpose());
        same(x.transpose(2, 0, 1), x.transpose(-1, -3, -2));
    }

    @Test
    void orderOfTheAxesIsChecked() {
        var x = zeros(2, 3);
        refuses("transpose: the order (0, 0) should name each axis of shape (2, 3) once", () -> x.transpose(0, 0));
        refuses("transpose: the order (1, -1) should name each axis of shape (2, 3) once", () -> x.transpose(1, -1));
        refuses("transpose: the order (1) should name each axis of shape (2, 3) once", () -> x.transpose(1));
        refuses("transpose: axis 2 does not exist in shape (2, 3), use 0 to 1 or -1 for the last", () -> x.transpose(2, 0));
        refuses("transpose: the tensor of shape (3) has no two axes to exchange; make it a column with reshape(n, 1)",
                () -> zeros(3).transpose());
    }

    // ---- reshape

    @Test
    void reshapeKeepsTheOrderAndFillsIn() {
        var x = arange(24);
        same(x, x.reshape(2, 3, 4).reshape(-1));
        assertArrayEquals(new int[]{4, 6}, x.reshape(4, -1).shape());
        assertArrayEquals(new int[]{24, 1}, x.reshape(-1, 1).shape());
        assertArrayEquals(new int[]{0}, zeros(0, 3).reshape(-1).shape());
        assertArrayEquals(new int[]{0, 3}, zeros(0).reshape(-1, 3).shape());
        assertEquals(5, tensor(5).reshape().item());
        assertSame(x.data(), x.reshape(2, 12).data());
    }

    @Test
    void reshapeRefusesWhatDoesNotFit() {
        var x = zeros(2, 3);
        refuses("reshape: (2, 3) has 6 elements, which do not fill (4, 2)", () -> x.reshape(4, 2));
        refuses("reshape: (2, 3) has 6 elements, which do not fill (4, -1)", () -> x.reshape(4, -1));
        refuses("reshape: (2, 3) has 6 elements, which do not fill (0, -1)", () -> x.reshape(0, -1));
        refuses("reshape: (-1, -1) is not a shape; dimensions are 0 or more, and one may be -1 for what is left over",
                () -> x.reshape(-1, -1));
        refuses("reshape: (-2) is not a shape; dimensions are 0 or more, and one may be -1 for what is left over",
                () -> x.reshape(-2));
        refuses("shape (65536, 65536): more elements than one array can hold", () -> x.reshape(65536, 65536));
    }

    // ---- parts

    @Test
    void slicesPutTogetherGiveTheWhole() {
        var rng = new Rng(10);
        for (int round = 0; round < 100; round++) {
            int rank = 1 + rng.below(3);
            var x = randn(rng, randomShape(rng, rank));
            int axis = rng.below(rank);
            int cut = rng.below(x.size(axis) + 1);
            var front = x.slice(axis, 0, cut);
            var back = x.slice(axis - rank, cut, x.size(axis));
            assertEquals(cut, front.size(axis));
            same(x, concat(axis, front, back));
            same(x, concat(axis - rank, front, back));
        }
    }

    @Test
    void rowsOneByOneGiveTheWhole() {
        var x = randn(new Rng(11), 4, 2, 3);
        same(x, stack(x.row(0), x.row(1), x.row(2), x.row(3)));
        same(x, x.rows(0, 1, 2, 3));
        same(concat(0, x.slice(0, 2, 3), x.slice(0, 2, 3)), x.rows(2, 2));
        assertArrayEquals(new int[]{0, 2, 3}, x.rows().shape());
        assertEquals("[6, 5]", tensor(5, 6).rows(1, 0).toString());
        assertEquals(6, tensor(5, 6).row(1).item());
    }

    @Test
    void elementsByTheirIndex() {
        var x = arange(24).reshape(2, 3, 4);
        assertEquals(23, x.get(1, 2, 3));
        assertEquals(6, x.at(0, 1, 2).item());
        assertEquals(0, x.at(0, 1, 2).rank());
        assertEquals(7, scalar(7).get());
    }

    @Test
    void stackOfScalarsIsAVector() {
        assertEquals("[1, 2]", stack(scalar(1), scalar(2)).toString());
        assertArrayEquals(new int[]{2, 0, 3}, stack(zeros(0, 3), zeros(0, 3)).shape());
    }

    @Test
    void partsThatDoNotExist() {
        var x = zeros(2, 3);
        refuses("slice: 1 to 4 is not inside axis 1 of shape (2, 3), which runs from 0 to 3; a negative position counts from the end", () -> x.slice(-1, 1, 4));
        refuses("slice: -3 to 1 is not inside axis 0 of shape (2, 3), which runs from 0 to 2; a negative position counts from the end", () -> x.slice(0, -3, 1));
        refuses("slice: 2 to 1 is not inside axis 0 of shape (2, 3), which runs from 0 to 2; a negative position counts from the end", () -> x.slice(0, 2, 1));
        refuses("slice: axis 2 does not exist in shape (2, 3), use 0 to 1 or -1 for the last", () -> x.slice(2, 0, 1));
        refuses("rows: there is no row 2 in shape (2, 3), rows are numbered 0 to 1", () -> x.rows(0, 2));
        refuses("rows: there is no row -1 in shape (2, 3), rows are numbered 0 to 1", () -> x.row(-1));
        refuses("rows: there is no row 0 in shape (0, 3), it has no rows", () -> zeros(0, 3).rows(0));
        refuses("rows: a scalar has no rows", () -> scalar(1).row(0));
        refuses("get: the tensor of shape (2, 3) has no element (2, 0)", () -> x.get(2, 0));
        refuses("get: the tensor of shape (2, 3) wants 2 indices, got (1)", () -> x.get(1));
        refuses("at: the tensor of shape (2, 3) has no element (0, -1)", () -> x.at(0, -1));
    }

    @Test
    void tensorsThatDoNotJoin() {
        refuses("concat: shapes (2, 3) and (2, 4) differ in more than axis 0, along which they are joined",
                () -> concat(0, zeros(2, 3), zeros(2, 4)));
        refuses("concat: shapes (2, 3) and (3) differ in more than axis 0, along which they are joined",
                () -> concat(0, zeros(2, 3), zeros(3)));
        refuses("concat: nothing to join, give at least one tensor", () -> concat(0));
        refuses("concat: axis 0 does not exist in shape (), a scalar has no axes", () -> concat(0, scalar(1), scalar(2)));
        refuses("stack: shapes (3) and (4) differ, only tensors of one shape can be stacked", () -> stack(zeros(3), zeros(4)));
        refuses("stack: shapes (3) and () differ, only tensors of one shape can be stacked", () -> stack(zeros(3), scalar(4)));
        refuses("stack: nothing to join, give at least one tensor", () -> stack());
    }

    @Test
    void slicesCountedFromTheEnd() {
        var x = arange(24).reshape(2, 3, 4);
        for (int axis = 0; axis < 3; axis++) {
            int n = x.size(axis);
            for (int from = 0; from < n; from++) {
                for (int to = from; to < n; to++) {
                    same(x.slice(axis, from, to), x.slice(axis, from - n, to - n));
                    same(x.slice(axis, from, to), x.slice(axis, from, to - n));
                }
                same(x.slice(axis, from, n), x.slice(axis, from - n, n));
            }
        }
        refuses("slice: -4 to 2 is not inside axis 1 of shape (2, 3), which runs from 0 to 3; a negative position counts from"
                + " the end", () -> zeros(2, 3).slice(1, -4, 2));
        refuses("slice: 0 to -3 is not inside axis 0 of shape (2, 3), which runs from 0 to 2; a negative position counts from"
                + " the end", () -> zeros(2, 3).slice(0, 0, -3));
    }

    /** Element (…, i, …) of the stack is that of part i. */
    @Test
    void stackedAlongEveryAxis() {
        Tensor[] parts = {randn(new Rng(1), 2, 3), randn(new Rng(2), 2, 3), randn(new Rng(3), 2, 3), randn(new Rng(4), 2, 3)};
        same(stack(parts), stack(0, parts));
        for (int axis = 0; axis < 3; axis++) {
            var all = stack(axis, parts);
            same(all, stack(axis - 3, parts));
            assertEquals(4, all.size(axis));
            for (int i = 0; i < parts.length; i++) {
                same(parts[i], all.slice(axis, i, i + 1).reshape(2, 3));
            }
        }
        refuses("stack: axis 3 does not exist in shape (2, 3, 4), use 0 to 2 or -1 for the last", () -> stack(3, parts));
        refuses("stack: nothing to join, give at least one tensor", () -> stack(1));
    }
}
