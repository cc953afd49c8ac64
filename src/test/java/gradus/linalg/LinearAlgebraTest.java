package gradus.linalg;

import static gradus.Expect.refuses;
import static gradus.Expect.vector;
import static gradus.linalg.LinearAlgebra.fromSimpleMatrix;
import static gradus.linalg.LinearAlgebra.leastSquares;
import static gradus.linalg.LinearAlgebra.orthogonalInit;
import static gradus.linalg.LinearAlgebra.symmetricEigen;
import static gradus.linalg.LinearAlgebra.toSimpleMatrix;
import static gradus.tensor.Tensors.eye;
import static gradus.tensor.Tensors.linspace;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

class LinearAlgebraTest {

    // ---- bridges

    @Test
    void matricesGoToEjmlAndBackAsCopies() {
        var x = tensor(new double[][]{{1, 2, 3}, {4, 5, 6}});
        var matrix = toSimpleMatrix(x);
        assertEquals(2, matrix.getNumRows());
        assertEquals(6, matrix.get(1, 2));
        assertArrayEquals(new double[][]{{1, 2, 3}, {4, 5, 6}}, fromSimpleMatrix(matrix).toRows());
        assertArrayEquals(new double[][]{{1, 4}, {2, 5}, {3, 6}}, fromSimpleMatrix(matrix.transpose()).toRows());
        matrix.set(0, 0, 99);
        assertEquals(1, x.get(0, 0));
        var back = fromSimpleMatrix(matrix);
        back.data()[0] = 7;
        assertEquals(99, matrix.get(0, 0));
    }

    @Test
    void vectorsAreColumns() {
        var matrix = toSimpleMatrix(tensor(1, 2, 3));
        assertEquals("3 1", matrix.getNumRows() + " " + matrix.getNumCols());
        assertEquals("(3, 1)", fromSimpleMatrix(matrix).shapeText());
        assertEquals(5, toSimpleMatrix(scalar(5)).get(0, 0));
        assertEquals(0, toSimpleMatrix(zeros(0, 3)).getNumElements());
        assertEquals("(0, 3)", fromSimpleMatrix(new SimpleMatrix(0, 3)).shapeText());
        assertEquals(0.5, fromSimpleMatrix(new SimpleMatrix(new float[][]{{0.5f}})).item());
        refuses("toSimpleMatrix: the tensor is (2, 3, 4), a matrix has two axes", () -> toSimpleMatrix(zeros(2, 3, 4)));
    }

    @Test
    void theProductIsTheSameThere() {
        var a = randn(new Rng(1), 4, 5);
        var b = randn(new Rng(2), 5, 3);
        assertArrayEquals(a.matmul(b).data(), fromSimpleMatrix(toSimpleMatrix(a).mult(toSimpleMatrix(b))).data(), 1e-14);
    }

    // ---- least squares

    @Test
    void aPlaneIsFoundAgain() {
        var X = randn(new Rng(1), 20, 3);
        vector(leastSquares(X, X.matmul(tensor(2, -1, 0.5))), 1e-13, 2, -1, 0.5);
        var W = randn(new Rng(2), 3, 2);
        assertArrayEquals(W.data(), leastSquares(X, X.matmul(W)).data(), 1e-13);
        assertEquals("(3, 2)", leastSquares(X, X.matmul(W)).shapeText());
    }

    /** At the minimum the residual stands at right angles to every column. */
    @Test
    void theResidualIsOrthogonalToTheInputs() {
        var X = randn(new Rng(1), 20, 3);
        var y = randn(new Rng(2), 20);
        var residual = X.matmul(leastSquares(X, y)).sub(y);
        assertArrayEquals(new double[3], X.transpose().matmul(residual).data(), 1e-12);
        assertTrue(residual.norm().item() > 1);
    }

    @Test
    void ofManySolutionsTheShortest() {
        vector(leastSquares(tensor(new double[][]{{1, 1}}), tensor(4)), 1e-14, 2, 2);
        vector(leastSquares(tensor(new double[][]{{1, 1}, {1, 1}, {2, 2}}), tensor(1, 3, 4)), 1e-14, 1, 1);
        vector(leastSquares(zeros(3, 2), ones(3)), 0, 0, 0);
    }

    @Test
    void leastSquaresSaysWhatDoesNotFit() {
        String wanted = "; they should be (n, d) and (n) or (n, k), with the same n above 0";
        refuses("leastSquares: X is (4, 2), y is (3)" + wanted, () -> leastSquares(zeros(4, 2), zeros(3)));
        refuses("leastSquares: X is (4), y is (4)" + wanted, () -> leastSquares(zeros(4), zeros(4)));
        refuses("leastSquares: X is (0, 2), y is (0)" + wanted, () -> leastSquares(zeros(0, 2), zeros(0)));
        refuses("leastSquares: a tensor (2) holds NaN, all should be numbers",
                () -> leastSquares(eye(2), tensor(1, Double.NaN)));
    }

    // ---- eigenvalues

    @Test
    void eigenvaluesOfTwoByTwo() {
        var eigen = symmetricEigen(tensor(new double[][]{{2, 1}, {1, 2}}));
        vector(eigen.values(), 1e-14, 1, 3);
        double r = Math.sqrt(0.5);
        assertArrayEquals(new double[]{r, r}, eigen.vectors().slice(1, 1, 2).data(), 1e-14);
        assertEquals(-0.5, eigen.vectors().get(0, 0) * eigen.vectors().get(1, 0), 1e-14);
        vector(symmetricEigen(tensor(new double[][]{{100, 0, 0}, {0, -3, 0}, {0, 0, 1}})).values(), 1e-13, -3, 1, 100);
        assertArrayEquals(new double[]{0, 0, 1, 1, 0, 0, 0, 1, 0},
                symmetricEigen(tensor(new double[][]{{100, 0, 0}, {0, -3, 0}, {0, 0, 1}})).vectors().data(), 1e-14);
    }

    @Test
    void theyMakeUpTheMatrix() {
        var half = randn(new Rng(3), 12, 12);
        var A = half.add(half.transpose());
        var eigen = symmetricEigen(A);
        var Q = eigen.vectors();
        assertArrayEquals(eye(12).data(), Q.transpose().matmul(Q).data(), 1e-13);
        assertArrayEquals(A.data(), Q.mul(eigen.values()).matmul(Q.transpose()).data(), 1e-12);
        for (int k = 1; k < 12; k++) {
            assertTrue(eigen.values().get(k) >= eigen.values().get(k - 1));
        }
        for (int k = 0; k < 12; k++) {
            var v = Q.slice(1, k, k + 1);
            assertEquals(v.abs().max().item(), v.max().item());
        }
    }

    /** With a penalty ½α‖θ‖² the minimum shrinks by λ / (λ + α) along each eigenvector. */
    @Test
    void aPenaltyShrinksAlongTheEigenvectors() {
        var X = randn(new Rng(1), 30, 4).mul(tensor(3, 1, 0.3, 0.1));
        var y = randn(new Rng(2), 30);
        double alpha = 2;
        var eigen = symmetricEigen(X.transpose().matmul(X));
        var Q = eigen.vectors();
        var shrunk = Q.transpose().matmul(leastSquares(X, y)).mul(eigen.values().div(eigen.values().add(alpha)));
        var ridge = leastSquares(X.transpose().matmul(X).add(eye(4).mul(alpha)), X.transpose().matmul(y));
        assertArrayEquals(ridge.data(), Q.matmul(shrunk).data(), 1e-12);
    }

    @Test
    void onlySymmetricMatrices() {
        refuses("symmetricEigen: A is (2, 3), it should be square, (n, n)", () -> symmetricEigen(zeros(2, 3)));
        refuses("symmetricEigen: A is (0, 0), it should be square, (n, n)", () -> symmetricEigen(zeros(0, 0)));
        refuses("symmetricEigen: A is not symmetric, A(1, 0) is 3, A(0, 1) is 2",
                () -> symmetricEigen(tensor(new double[][]{{1, 2}, {3, 1}})));
        refuses("symmetricEigen: a tensor (1, 1) holds ∞, all should be numbers",
                () -> symmetricEigen(tensor(Double.POSITIVE_INFINITY).reshape(1, 1)));
        vector(symmetricEigen(tensor(new double[][]{{1, 1e-10}, {0, 2}})).values(), 1e-9, 1, 2);
    }

    // ---- orthogonal weights

    @Test
    void orthogonalWeightsAreOrthonormal() {
        for (int[] size : new int[][]{{7, 7}, {9, 4}, {4, 9}, {1, 5}, {5, 1}, {1, 1}}) {
            var W = orthogonalInit().weights(new Rng(1), size[0], size[1]);
            assertArrayEquals(size, W.shape());
            var product = size[0] >= size[1] ? W.transpose().matmul(W) : W.matmul(W.transpose());
            assertArrayEquals(eye(Math.min(size[0], size[1])).data(), product.data(), 1e-14);
        }
    }

    @Test
    void aDeepLinearNetworkKeepsEveryLength() {
        var rng = new Rng(1);
        Tensor x = linspace(-1, 2, 60);
        double before = x.norm().item();
        for (int l = 0; l < 100; l++) {
            x = x.matmul(orthogonalInit().weights(rng, 60, 60));
        }
        assertEquals(before, x.norm().item(), 1e-12);
    }

    /** Every direction of the first column is equally likely: mean 0, variance 1/n; and both signs of the determinant. */
    @Test
    void allOrthogonalMatricesAreEquallyLikely() {
        var rng = new Rng(5);
        double sum = 0;
        double trace = 0;
        int mirrored = 0;
        for (int i = 0; i < 4000; i++) {
            var W = orthogonalInit().weights(rng, 3, 3);
            sum += W.get(0, 0);
            trace += W.get(0, 0) + W.get(1, 1) + W.get(2, 2);
            mirrored += toSimpleMatrix(W).determinant() < 0 ? 1 : 0;
        }
        assertEquals(0, sum / 4000, 4 / Math.sqrt(3 * 4000));
        assertEquals(0, trace / 4000, 4 / Math.sqrt(4000));
        assertEquals(2000, mirrored, 4 * Math.sqrt(1000));
    }

    @Test
    void theSeedDecidesAndNothingIsRecorded() {
        assertArrayEquals(orthogonalInit().weights(new Rng(2), 5, 3).data(),
                orthogonalInit().weights(new Rng(2), 5, 3).data());
        assertFalse(leastSquares(Tensor.parameter(eye(2)), tensor(1, 2)).requiresGrad());
    }
}
