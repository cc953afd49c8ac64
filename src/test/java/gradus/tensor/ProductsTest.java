package gradus.tensor;

import static gradus.Expect.refuses;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Matrix products against three nested loops. */
@Tag("kernels")
class ProductsTest {

    /** The product of matrices by its definition. */
    private static double[][] product(double[][] a, double[][] b, int columns) {
        double[][] c = new double[a.length][columns];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < columns; j++) {
                for (int k = 0; k < b.length; k++) {
                    c[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return c;
    }

    private static void close(double[][] expected, Tensor actual) {
        assertEquals(expected.length, actual.size(0));
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], actual.toRows()[i], 1e-12);
        }
    }

    @Test
    void matricesOfRandomShapes() {
        var rng = new Rng(3);
        for (int round = 0; round < 120; round++) {
            int m = rng.below(round < 100 ? 7 : 40);
            int k = rng.below(round < 100 ? 7 : 40);
            int n = rng.below(round < 100 ? 7 : 40);
            var a = randn(rng, m, k);
            var b = randn(rng, k, n);
            var c = a.matmul(b);
            assertArrayEquals(new int[]{m, n}, c.shape());
            close(product(a.toRows(), b.toRows(), n), c);
        }
    }

    @Test
    void vectorsAreRowsInFrontAndColumnsBehind() {
        var a = Tensors.tensor(new double[][]{{1, 2, 3}, {4, 5, 6}});
        assertEquals("[14, 32]", a.matmul(Tensors.tensor(1, 2, 3)).toString());
        assertEquals("[9, 12, 15]", Tensors.tensor(1, 2).matmul(a).toString());
        var dot = Tensors.tensor(1, 2, 3).matmul(Tensors.tensor(4, 5, 6));
        assertEquals(0, dot.rank());
        assertEquals(32, dot.item());
        assertEquals(0, zeros(0).matmul(zeros(0)).item());
    }

    /** Every matrix of the result is the product of the matrices it came from. */
    @Test
    void stacksOfMatricesOneByOne() {
        var rng = new Rng(4);
        int[][][] stacks = {{{4}, {4}}, {{}, {4}}, {{4}, {}}, {{1}, {4}}, {{2, 1}, {3}}, {{2, 3}, {2, 3}}, {{0}, {0}}};
        for (int[][] stack : stacks) {
            var a = randn(rng, with(stack[0], 2, 3));
            var b = randn(rng, with(stack[1], 3, 5));
            var c = a.matmul(b);
            int[] outer = Shape.broadcast("test", stack[0], stack[1]);
            assertArrayEquals(with(outer, 2, 5), c.shape());
            var fullA = a.broadcastTo(with(outer, 2, 3)).reshape(Shape.size(outer), 2, 3);
            var fullB = b.broadcastTo(with(outer, 3, 5)).reshape(Shape.size(outer), 3, 5);
            var flat = c.reshape(Shape.size(outer), 2, 5);
            for (int i = 0; i < flat.size(0); i++) {
                close(product(fullA.row(i).toRows(), fullB.row(i).toRows(), 5), flat.row(i));
            }
        }
    }

    @Test
    void aVectorMeetsEveryMatrixOfAStack() {
        var rng = new Rng(5);
        var stack = randn(rng, 4, 2, 3);
        var v = randn(rng, 3);
        var u = randn(rng, 2);
        assertArrayEquals(new int[]{4, 2}, stack.matmul(v).shape());
        assertArrayEquals(new int[]{4, 3}, u.matmul(stack).shape());
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(stack.row(i).matmul(v).data(), stack.matmul(v).row(i).data(), 1e-15);
            assertArrayEquals(u.matmul(stack.row(i)).data(), u.matmul(stack).row(i).data(), 1e-15);
        }
    }

    @Test
    void dimensionsOfZero() {
        assertArrayEquals(new double[6], zeros(2, 0).matmul(zeros(0, 3)).data());
        assertArrayEquals(new int[]{0, 3}, zeros(0, 2).matmul(zeros(2, 3)).shape());
        assertArrayEquals(new int[]{5, 2, 3}, zeros(5, 2, 0).matmul(zeros(0, 3)).shape());
        assertArrayEquals(new int[]{5, 0, 3}, zeros(5, 0, 2).matmul(zeros(2, 3)).shape());
    }

    @Test
    void shapesThatDoNotFitAreNamed() {
        refuses("matmul: shapes (2, 3) and (4, 5) do not fit, the last dimension of the first is 3 and should equal the"
                + " rows of the second, 4", () -> zeros(2, 3).matmul(zeros(4, 5)));
        refuses("matmul: shapes (2, 3) and (2) do not fit, the last dimension of the first is 3 and should equal the"
                + " length of the second, 2", () -> zeros(2, 3).matmul(zeros(2)));
        refuses("matmul: shapes (3) and (2, 3) do not fit, the last dimension of the first is 3 and should equal the"
                + " rows of the second, 2", () -> zeros(3).matmul(zeros(2, 3)));
        refuses("matmul: shapes () and (2, 3) do not fit, multiply by a scalar with mul",
                () -> scalar(2).matmul(zeros(2, 3)));
        refuses("matmul: shapes (2, 3) and () do not fit, multiply by a scalar with mul",
                () -> zeros(2, 3).matmul(scalar(2)));
        refuses("matmul of stacks (2, 2, 3) and (4, 3, 5): shapes (2) and (4) do not broadcast, 2 is not 4; dimensions are"
                + " compared from the last one and must be equal or 1",
                () -> zeros(2, 2, 3).matmul(zeros(4, 3, 5)));
    }

    private static int[] with(int[] stack, int rows, int columns) {
        int[] shape = java.util.Arrays.copyOf(stack, stack.length + 2);
        shape[stack.length] = rows;
        shape[stack.length + 1] = columns;
        return shape;
    }
}
