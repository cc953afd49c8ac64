package gradus.linalg;

import gradus.init.Initializer;
import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.simple.SimpleMatrix;

/**
 * Linear algebra that training itself does not need, by EJML: tensors to its matrices and back, least squares, eigenvalues,
 * orthogonal weights.
 *
 * <p>Results are new tensors without a record: no gradient goes through them.
 *
 * <pre>{@code
 * var X = tensor(new double[][]{{1, 0}, {1, 1}, {1, 2}});
 * Numbers.text(leastSquares(X, tensor(1, 3, 5)).get(1))       // → 2
 * toSimpleMatrix(X).transpose().numCols()                     // → 3
 * }</pre>
 */
public final class LinearAlgebra {

    private static final double ASYMMETRY = 1e-9;

    private LinearAlgebra() {
    }

    // ---- bridges

    /**
     * A copy as EJML's matrix: a matrix (m, n) as it is, a vector (n) as a column (n, 1), a scalar as (1, 1).
     *
     * @throws IllegalArgumentException if the tensor has more than two axes
     */
    public static SimpleMatrix toSimpleMatrix(Tensor x) {
        return SimpleMatrix.wrap(matrix("toSimpleMatrix", x));
    }

    /** A copy of EJML's matrix as a tensor (rows, columns); a column stays a matrix (n, 1), reshape(n) makes it a vector. */
    public static Tensor fromSimpleMatrix(SimpleMatrix matrix) {
        var result = Tensors.zeros(matrix.getNumRows(), matrix.getNumCols());
        Arrays.setAll(result.data(), i -> matrix.get(i / matrix.getNumCols(), i % matrix.getNumCols()));
        return result;
    }

    private static DMatrixRMaj matrix(String operation, Tensor x) {
        require(x.rank() <= 2, operation + ": the tensor is " + x.shapeText() + ", a matrix has two axes");
        int rows = x.rank() == 0 ? 1 : x.size(0);
        return DMatrixRMaj.wrap(rows, x.rank() == 2 ? x.size(1) : 1, x.toArray());
    }

    private static Tensor tensor(DMatrixRMaj matrix) {
        return Tensor.of(Arrays.copyOf(matrix.data, matrix.getNumElements()), matrix.numRows, matrix.numCols);
    }

    // ---- solving and decomposing

    /**
     * The w with the smallest ‖Xw − y‖², and of several such the shortest: w = X⁺y by the singular value decomposition.
     *
     * <p>With a column of ones in X the weight in front of it is the bias.
     *
     * <pre>{@code
     * leastSquares(tensor(new double[][]{{2, 0}, {0, 4}}), tensor(2, 2))       // → [1, 0.5]
     * }</pre>
     *
     * @param X (n, d), an example in a row
     * @param y (n), or (n, k) for k targets
     * @return shape (d), or (d, k)
     * @throws IllegalArgumentException if the shapes do not fit, or a number is NaN or infinite
     */
    public static Tensor leastSquares(Tensor X, Tensor y) {
        require(X.rank() == 2 && (y.rank() == 1 || y.rank() == 2) && X.size(0) == y.size(0) && X.size() > 0,
                "leastSquares: X is " + X.shapeText() + ", y is " + y.shapeText()
                        + "; they should be (n, d) and (n) or (n, k), with the same n above 0");
        requireFinite("leastSquares", X);
        requireFinite("leastSquares", y);
        var w = new DMatrixRMaj(X.size(1), y.rank() == 2 ? y.size(1) : 1);
        var solver = LinearSolverFactory_DDRM.pseudoInverse(true);
        if (!solver.setA(matrix("leastSquares", X))) {
            throw new IllegalStateException("leastSquares: the singular value decomposition of X " + X.shapeText()
                    + " did not converge");
        }
        solver.solve(matrix("leastSquares", y), w);
        return y.rank() == 2 ? tensor(w) : tensor(w).reshape(X.size(1));
    }

    /**
     * The eigenvalues and eigenvectors of a symmetric matrix, such as a Hessian: A = Q diag(λ) Qᵀ.
     *
     * <p>Along the eigenvectors a quadratic ½θᵀAθ falls apart into parabolas of curvature λ. Descent with the rate η is
     * stable where η &lt; 2/λ; a penalty ½α‖θ‖² shrinks the minimum along each by the factor λ / (λ + α).
     *
     * <pre>{@code
     * var eigen = symmetricEigen(tensor(new double[][]{{2, 1}, {1, 2}}));
     * eigen.values()      // → [1, 3]
     * }</pre>
     *
     * @param A shape (n, n)
     * @throws IllegalArgumentException if A is not square, not symmetric, or holds NaN or infinity
     */
    public static Eigen symmetricEigen(Tensor A) {
        require(A.rank() == 2 && A.size(0) == A.size(1) && A.size() > 0,
                "symmetricEigen: A is " + A.shapeText() + ", it should be square, (n, n)");
        requireFinite("symmetricEigen", A);
        int n = A.size(0);
        double tolerance = ASYMMETRY * A.abs().max().item();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                require(Math.abs(A.get(i, j) - A.get(j, i)) <= tolerance, "symmetricEigen: A is not symmetric, A(" + i
                        + ", " + j + ") is " + Numbers.exact(A.get(i, j)) + ", A(" + j + ", " + i + ") is "
                        + Numbers.exact(A.get(j, i)));
            }
        }
        var decomposition = DecompositionFactory_DDRM.eig(n, true, true);
        if (!decomposition.decompose(matrix("symmetricEigen", A.add(A.transpose()).div(2)))) {
            throw new IllegalStateException("symmetricEigen: the decomposition of A " + A.shapeText() + " did not converge");
        }
        int[] order = IntStream.range(0, n).boxed()
                .sorted(Comparator.comparingDouble(k -> decomposition.getEigenvalue(k).getReal()))
                .mapToInt(k -> k).toArray();
        double[] values = new double[n];
        var vectors = Tensors.zeros(n, n);
        for (int k = 0; k < n; k++) {
            values[k] = decomposition.getEigenvalue(order[k]).getReal();
            double[] v = decomposition.getEigenVector(order[k]).data;
            double sign = Math.signum(Arrays.stream(v).boxed().max(Comparator.comparingDouble(Math::abs)).orElseThrow());
            for (int i = 0; i < n; i++) {
                vectors.data()[i * n + k] = sign * v[i];
            }
        }
        return new Eigen(Tensors.tensor(values), vectors);
    }

    // ---- weights

    /**
     * Orthogonal weights: WᵀW = I, or WWᵀ = I where there are more outputs than inputs.
     *
     * <p>Such a layer keeps the length of every signal, or of every gradient, exactly, so that the depth of a linear network
     * does not matter. W is the Q of the QR decomposition of normal draws, each column with the sign of R's diagonal: with
     * it all orthogonal matrices are equally likely.
     *
     * <p>Source: Saxe, McClelland and Ganguli 2014, "Exact solutions to the nonlinear dynamics of learning in deep linear
     * neural networks"; the signs: Mezzadri 2007.
     *
     * <pre>{@code
     * var W = orthogonalInit().weights(new Rng(1), 50, 50);
     * Numbers.text(tensor(new double[50]).add(1).matmul(W).square().sum().item())      // → 50
     * }</pre>
     */
    public static Initializer orthogonalInit() {
        Initializer orthogonal = (rng, inputs, outputs) -> {
            int m = Math.max(inputs, outputs);
            int n = Math.min(inputs, outputs);
            var qr = DecompositionFactory_DDRM.qr(m, n);
            qr.decompose(matrix("orthogonalInit", Tensors.randn(rng, m, n)));
            DMatrixRMaj Q = qr.getQ(null, true);
            DMatrixRMaj R = qr.getR(null, true);
            for (int j = 0; j < n; j++) {
                CommonOps_DDRM.scaleCol(R.get(j, j) < 0 ? -1 : 1, Q, j);
            }
            return inputs >= outputs ? tensor(Q) : tensor(Q).transpose();
        };
        return orthogonal.named("orthogonalInit");
    }

    private static void requireFinite(String operation, Tensor x) {
        for (double value : x.data()) {
            require(Double.isFinite(value), operation + ": a tensor " + x.shapeText() + " holds " + Numbers.text(value)
                    + ", all should be numbers");
        }
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalArgumentException(problem);
        }
    }
}
