package gradus.tensor;

import static gradus.Expect.refuses;
import static gradus.tensor.Tensor.parameter;
import static gradus.tensor.Tensors.arange;
import static gradus.tensor.Tensors.eye;
import static gradus.tensor.Tensors.full;
import static gradus.tensor.Tensors.linspace;
import static gradus.tensor.Tensors.oneHot;
import static gradus.tensor.Tensors.rand;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How tensors are made, and what they tell about themselves. */
class TensorsTest {

    @Test
    void madeOfNumbers() {
        assertEquals(0, scalar(3).rank());
        assertArrayEquals(new int[]{0}, tensor().shape());
        assertArrayEquals(new int[]{2, 3}, tensor(new double[][]{{1, 2, 3}, {4, 5, 6}}).shape());
        assertArrayEquals(new int[]{2, 0}, tensor(new double[2][0]).shape());
        assertArrayEquals(new int[]{0, 0}, tensor(new double[0][]).shape());
        assertEquals("[3, 1]", tensor(new int[]{3, 1}).toString());
        assertArrayEquals(new double[]{1, 0, 0, 1}, eye(2).data());
        assertArrayEquals(new double[]{7, 7}, full(7, 2).data());
        assertEquals("[0, 1, 2]", arange(3).toString());
        assertEquals(0, arange(0).size());
    }

    @Test
    void ofKeepsTheArrayAndTheOthersCopyIt() {
        double[] values = {1, 2};
        int[] shape = {2, 1};
        var of = Tensor.of(values, shape);
        var copy = tensor(values);
        var parameter = parameter(of);
        values[0] = 9;
        shape[0] = 5;
        assertEquals(9, of.get(0, 0));
        assertEquals(1, copy.get(0));
        assertEquals(1, parameter.get(0, 0));
        of.shape()[0] = 7;
        assertArrayEquals(new int[]{2, 1}, of.shape());
        of.toArray()[0] = 7;
        of.toRows()[0][0] = 7;
        assertEquals(9, of.get(0, 0));
        of.data()[0] = 7;
        assertEquals(7, of.get(0, 0));
    }

    @Test
    void linspaceIsExactAtBothEnds() {
        for (int n : new int[]{2, 3, 7, 120, 350}) {
            var x = linspace(-0.7, 0.3, n);
            assertEquals(-0.7, x.get(0));
            assertEquals(0.3, x.get(n - 1));
            for (int i = 1; i < n; i++) {
                assertEquals(1.0 / (n - 1), x.get(i) - x.get(i - 1), 1e-15);
            }
        }
        assertEquals("[4]", linspace(4, 9, 1).toString());
        assertEquals(0, linspace(4, 9, 0).size());
        assertEquals("[1, 0.5, 0]", linspace(1, 0, 3).toString());
    }

    @Test
    void drawnAtRandom() {
        assertEquals(new Rng(5).uniform(), rand(new Rng(5), 2, 2).get(0, 0));
        assertEquals(new Rng(5).normal(), randn(new Rng(5), 3).get(0));
        var u = rand(new Rng(5), 1000);
        assertTrue(u.max().item() < 1 && u.neg().max().item() <= 0);
    }

    @Test
    void oneHotPutsOneAtTheLabel() {
        assertArrayEquals(new double[]{0, 0, 1, 1, 0, 0}, oneHot(tensor(2, 0), 3).data());
        assertArrayEquals(new int[]{0, 3}, oneHot(tensor(), 3).shape());
    }

    @Test
    void labelsAreChecked() {
        refuses("oneHot: label 3 in row 1 is not one of the 3 classes, they are numbered 0 to 2; labels that start at 1"
                + " need sub(1)", () -> oneHot(tensor(1, 3, 2), 3));
        refuses("oneHot: label 4 in row 0 is not one of the 3 classes, they are numbered 0 to 2", () -> oneHot(tensor(4), 3));
        refuses("oneHot: label -1 in row 0 is not one of the 3 classes, they are numbered 0 to 2", () -> oneHot(tensor(-1), 3));
        refuses("oneHot: label 0.5 in row 0 is not one of the 3 classes, they are numbered 0 to 2", () -> oneHot(tensor(0.5), 3));
        refuses("oneHot: label NaN in row 0 is not one of the 3 classes, they are numbered 0 to 2",
                () -> oneHot(tensor(Double.NaN), 3));
        refuses("oneHot: labels have shape (2, 1), they should be a vector (n) of class numbers", () -> oneHot(zeros(2, 1), 3));
        refuses("shape (1, -1): a dimension cannot be negative", () -> oneHot(tensor(0), -1));
    }

    @Test
    void whatCannotBeMade() {
        refuses("of: 3 numbers do not fill shape (2, 2), which has 4 elements", () -> Tensor.of(new double[3], 2, 2));
        refuses("of: 2 numbers do not fill shape (), which has 1 elements", () -> Tensor.of(new double[2]));
        refuses("tensor: row 1 has 1 numbers, row 0 has 2; all rows of a matrix are equally long",
                () -> tensor(new double[][]{{1, 2}, {3}}));
        refuses("shape (2, -1): a dimension cannot be negative", () -> zeros(2, -1));
        refuses("shape (-1): a dimension cannot be negative", () -> arange(-1));
        refuses("shape (-3): a dimension cannot be negative", () -> linspace(0, 1, -3));
        refuses("shape (100000, 100000): more elements than one array can hold", () -> zeros(100000, 100000));
        refuses("shape (2147483647, 2147483647, 2147483647): more elements than one array can hold",
                () -> zeros(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE));
    }

    @Test
    void anEmptyDimensionAmongHugeOnesIsEmpty() {
        assertEquals(0, zeros(0, 100000, 100000).size());
    }

    @Test
    void factsAndTheirErrors() {
        var x = zeros(2, 3);
        assertEquals("(2, 3)", x.shapeText());
        assertEquals("()", scalar(1).shapeText());
        assertEquals(3, x.size(-1));
        assertNull(x.name());
        assertEquals("W", x.named("W").name());
        refuses("item: the tensor of shape (2, 3) has 6 elements, name one with get(...)", x::item);
        refuses("item: the tensor of shape (0) has 0 elements, name one with get(...)", () -> zeros(0).item());
        refuses("toRows: the tensor of shape (3) has no rows and columns, use toArray() or reshape it to a matrix",
                () -> zeros(3).toRows());
        assertEquals(0, zeros(0, 3).toRows().length);
    }

    @Test
    void madeOfMatrices() {
        var x = tensor(new double[][][]{{{1, 2, 3}, {4, 5, 6}}, {{7, 8, 9}, {10, 11, 12}}});
        assertEquals("(2, 2, 3)", x.shapeText());
        assertEquals(12, x.size());
        assertEquals(8, x.get(1, 0, 1));
        assertEquals("(0, 0, 0)", tensor(new double[0][][]).shapeText());
        refuses("stack: shapes (1, 2) and (2, 2) differ, only tensors of one shape can be stacked",
                () -> tensor(new double[][][]{{{1, 2}}, {{1, 2}, {3, 4}}}));
        refuses("tensor: row 1 has 1 numbers, row 0 has 2; all rows of a matrix are equally long",
                () -> tensor(new double[][][]{{{1, 2}, {3}}}));
    }

    /** Its own array, and no record: neither what happens to the one nor to the other is seen. */
    @Test
    void aCopyIsOnItsOwn() {
        var w = Tensor.parameter(tensor(1, 2));
        var y = w.mul(w);
        var copy = w.copy();
        copy.data()[0] = 7;
        copy.changed();
        y.sum().backward();                                  // nothing of w has changed
        assertEquals("[1, 2]", w.toString());
        w.data()[1] = 9;
        assertEquals("[7, 2]", copy.toString());
        assertTrue(!copy.requiresGrad() && !y.copy().requiresGrad());
    }
}
