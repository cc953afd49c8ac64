package gradus.tensor;

import gradus.kernels.ActiveKernels;
import java.util.Arrays;

/**
 * Matrix products: product multiplies two matrices, with both derivatives; matmul makes matrices of what it is given.
 *
 * <p>{@code x.matmul(W)} is a method of {@link TensorOperations}, one line that calls {@link #matmul} with x and W.
 */
final class Products {

    private Products() { }

    /**
     * y = a b; ∂L/∂a = g bᵀ, ∂L/∂b = aᵀ g; of matrices, or of stacks of equally many matrices.
     *
     * <p>Of y_ij = Σ_k a_ik b_kj the chain rule takes the sum over all y_ij in which an element stands:
     * <pre>
     * ∂L/∂a_ik = Σ_j g_ij b_kj = (g bᵀ)_ik
     * ∂L/∂b_kj = Σ_i g_ij a_ik = (aᵀ g)_kj
     * </pre>
     * Both are products again, with one factor transposed.
     */
    static Tensor product(Tensor a, Tensor b) {
        return multiplied(a, false, b, false).from("matmul",
                a, g -> product(g, false, b, true),
                b, g -> product(a, true, g, false));
    }

    /**
     * The same where each of a and b is transposed first if asked.
     *
     * <p>Where an input stood transposed, so does its gradient: (g bᵀ)ᵀ = b gᵀ and (aᵀ g)ᵀ = gᵀ a.
     */
    private static Tensor product(Tensor a, boolean transposeA, Tensor b, boolean transposeB) {
        return multiplied(a, transposeA, b, transposeB).from("matmul",
                a, g -> transposeA ? product(b, transposeB, g, true) : product(g, false, b, !transposeB),
                b, g -> transposeB ? product(g, true, a, transposeA) : product(a, !transposeA, g, false));
    }

    /**
     * The values, y of shape (m, n), in three loops over i, j and k.
     *
     * <p>The loops stand in {@link gradus.kernels.PlainProduct}. No transposed matrix is made: the kernel reads a_ki where a_ik
     * of the transposed one is wanted.
     */
    private static Tensor multiplied(Tensor a, boolean transposeA, Tensor b, boolean transposeB) {
        int count = a.rank() == 3 ? a.size(0) : 1;
        int m = a.size(transposeA ? -1 : -2);
        int k = a.size(transposeA ? -2 : -1);
        int n = b.size(transposeB ? -2 : -1);
        double[] out = new double[count * m * n];
        for (int i = 0; i < count; i++) {
            ActiveKernels.get().matmul(transposeA, transposeB, m, n, k,
                    a.data(), i * m * k, b.data(), i * k * n, out, i * m * n);
        }
        return new Tensor(out, a.rank() == 3 ? new int[]{count, m, n} : new int[]{m, n});
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
            return product(a, b);
        }
        if (b.rank() == 2) {                                 // all matrices of a stack against one: one long product
            int[] shape = Shape.with(a.shape(), a.rank() - 1, b.size(1));
            return product(a.reshape(a.size(-1) == 0 ? Shape.outer(a.shape(), a.rank() - 1) : -1, a.size(-1)), b)
                    .reshape(shape);
        }
        int[] stack = Shape.broadcast("matmul of stacks " + a.shapeText() + " and " + b.shapeText(),
                Arrays.copyOf(a.shape(), a.rank() - 2), Arrays.copyOf(b.shape(), b.rank() - 2));
        return product(stacked(a, stack), stacked(b, stack))
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
