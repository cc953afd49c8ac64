package gradus.tensor;

import gradus.kernels.ActiveKernels;
import java.util.Arrays;

/** Matrix products: what matmul is given becomes matrices, and product multiplies them, with both derivatives. */
final class Products {

    private Products() { }

    /**
     * y = a b for matrices, and for vectors as rows (in front) or columns (behind); of stacks of matrices, one by one.
     *
     * <p>∂L/∂a = g bᵀ and ∂L/∂b = aᵀ g: with shapes (m, k)(k, n) the gradient g is (m, n), and no other order fits.
     */
    static Tensor matmul(Tensor a, Tensor b) {
        if (a.rank() == 0 || b.rank() == 0 || a.size(-1) != b.size(b.rank() == 1 ? 0 : -2)) {
            throw new IllegalArgumentException("matmul: shapes " + a.shapeText() + " and " + b.shapeText() + " do not fit, "
                    + (a.rank() == 0 || b.rank() == 0 ? "multiply by a scalar with mul" : "the last dimension of the first is "
                    + a.size(-1) + " and should equal the " + (b.rank() == 1 ? "length" : "rows") + " of the second, "
                    + b.size(b.rank() == 1 ? 0 : -2)));
        }
        if (a.rank() == 1) {
            return dropAxis(matmul(a.reshape(1, a.size()), b), b.rank() == 1 ? -1 : -2);
        }
        if (b.rank() == 1) {
            return dropAxis(matmul(a, b.reshape(b.size(), 1)), -1);
        }
        if (a.rank() == 2 && b.rank() == 2) {
            return product(a, false, b, false);
        }
        if (b.rank() == 2) {                                 // all matrices of a stack against one: one long product
            int[] shape = Shape.with(a.shape(), a.rank() - 1, b.size(1));
            return product(a.reshape(a.size(-1) == 0 ? Shape.outer(a.shape(), a.rank() - 1) : -1, a.size(-1)), false,
                    b, false).reshape(shape);
        }
        int[] stack = Shape.broadcast("matmul of stacks " + a.shapeText() + " and " + b.shapeText(),
                Arrays.copyOf(a.shape(), a.rank() - 2), Arrays.copyOf(b.shape(), b.rank() - 2));
        return product(stacked(a, stack), false, stacked(b, stack), false)
                .reshape(joined(stack, a.size(-2), b.size(-1)));
    }

    private static Tensor dropAxis(Tensor x, int axis) {
        return x.reshape(Shape.reduced(x.shape(), axis + x.rank(), false));
    }

    /** The matrices of x repeated to a stack of the given shape, as (count, rows, columns). */
    private static Tensor stacked(Tensor x, int[] stack) {
        return x.broadcastTo(joined(stack, x.size(-2), x.size(-1))).reshape(Shape.size(stack), x.size(-2), x.size(-1));
    }

    private static int[] joined(int[] stack, int rows, int columns) {
        int[] shape = Arrays.copyOf(stack, stack.length + 2);
        shape[stack.length] = rows;
        shape[stack.length + 1] = columns;
        return shape;
    }

    /**
     * y = op(a) op(b), where op transposes when asked, for matrices or for stacks of equally many matrices.
     *
     * <p>With A = op(a) and B = op(b), ∂L/∂A = g Bᵀ and ∂L/∂B = Aᵀ g; where the input itself stood transposed, so does
     * its gradient: (g Bᵀ)ᵀ = B gᵀ and (Aᵀ g)ᵀ = gᵀ A. All four are products of this form: nothing is copied to
     * transpose it.
     */
    static Tensor product(Tensor a, boolean transposeA, Tensor b, boolean transposeB) {
        int count = a.rank() == 3 ? a.size(0) : 1;
        int m = a.size(transposeA ? -1 : -2);
        int k = a.size(transposeA ? -2 : -1);
        int n = b.size(transposeB ? -2 : -1);
        double[] out = new double[count * m * n];
        for (int i = 0; i < count; i++) {
            ActiveKernels.get().matmul(transposeA, transposeB, m, n, k,
                    a.data(), i * m * k, b.data(), i * k * n, out, i * m * n);
        }
        var y = new Tensor(out, a.rank() == 3 ? new int[]{count, m, n} : new int[]{m, n});
        return y.from("matmul",
                a, g -> transposeA ? product(b, transposeB, g, true) : product(g, false, b, !transposeB),
                b, g -> transposeB ? product(g, true, a, transposeA) : product(a, !transposeA, g, false));
    }
}
