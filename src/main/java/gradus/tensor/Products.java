package gradus.tensor;

import gradus.kernels.ActiveKernels;
import java.util.Arrays;

/** Matrix products: product multiplies two matrices, with both derivatives; matmul makes matrices of what it is given. */
final class Products {

    private Products() { }

    /**
     * y = a b, where each of a and b is transposed first if asked; of matrices, or of stacks of equally many matrices.
     *
     * <p>y_ij = Σ_k a_ik b_kj; ∂L/∂a = g bᵀ and ∂L/∂b = aᵀ g. For b_kj acts on the column j of y alone, on y_ij by the factor
     * a_ik, and a_ik on the row i, on y_ij by the factor b_kj:
     * <pre>
     * ∂L/∂b_kj = Σ_i g_ij a_ik = (aᵀ g)_kj
     * ∂L/∂a_ik = Σ_j g_ij b_kj = (g bᵀ)_ik
     * </pre>
     * Both are products again, with one factor transposed, and nothing is copied to transpose it: without transposing, the
     * rules below read g → product(g, false, b, true) and g → product(a, true, g, false). Where an input itself stood
     * transposed, so does its gradient: (g bᵀ)ᵀ = b gᵀ and (aᵀ g)ᵀ = gᵀ a.
     *
     * <p>The kernel is three loops, over i, j and k ({@link gradus.kernels.PlainKernels#matmul}), y being (m, n).
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

    /**
     * y = a b for matrices, and for vectors as rows (in front) or columns (behind); of stacks of matrices, one by one.
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

    private static Tensor dropAxis(Tensor x, int axis) { return x.reshape(Shape.reduced(x.shape(), false, axis + x.rank())); }

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
}
