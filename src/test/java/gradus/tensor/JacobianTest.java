package gradus.tensor;

import static gradus.Expect.notNow;
import static gradus.Expect.refuses;
import static gradus.tensor.Autodiff.grad;
import static gradus.tensor.Autodiff.hessianVectorProduct;
import static gradus.tensor.Autodiff.jacobian;
import static gradus.tensor.Autodiff.noGrad;
import static gradus.tensor.Tensor.parameter;
import static gradus.tensor.Tensors.eye;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Matrices of derivatives, and products with those that nobody wants to form. */
class JacobianTest {

    /** ∂y_j/∂x_k = y_j (δ_jk − y_k). */
    @Test
    void theJacobianOfSoftmax() {
        var x = tensor(1, 2, 3);
        var y = x.softmax();
        var expected = eye(3).mul(y).sub(y.reshape(3, 1).matmul(y.reshape(1, 3)));
        var J = jacobian(Tensor::softmax, x);
        assertArrayEquals(new int[]{3, 3}, J.shape());
        assertArrayEquals(expected.data(), J.data(), 1e-16);
    }

    /** Of a layer: ∂(xW)_ij/∂x_kl is W_lj for i = k, else 0; ∂(xW)_ij/∂W_kl is x_ik for j = l, else 0. */
    @Test
    void theJacobiansOfALayer() {
        var rng = new Rng(1);
        var x = randn(rng, 2, 3);
        var W = randn(rng, 3, 4);
        var byInput = jacobian(p -> p.matmul(W), x);
        var byWeights = jacobian(x::matmul, W);
        assertArrayEquals(new int[]{2, 4, 2, 3}, byInput.shape());
        assertArrayEquals(new int[]{2, 4, 3, 4}, byWeights.shape());
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 4; j++) {
                for (int l = 0; l < 3; l++) {
                    for (int k = 0; k < 2; k++) {
                        assertEquals(i == k ? W.get(l, j) : 0, byInput.get(i, j, k, l));
                    }
                    for (int k = 0; k < 4; k++) {
                        assertEquals(j == k ? x.get(i, l) : 0, byWeights.get(i, j, l, k));
                    }
                }
            }
        }
    }

    @Test
    void shapesOfScalarsAndOfNothing() {
        assertEquals("[2, 4]", jacobian(x -> x.square().sum(), tensor(1, 2)).toString(), "a scalar's is its gradient");
        assertEquals("6", jacobian(Tensor::square, scalar(3)).toString());
        assertArrayEquals(new int[]{0, 0}, jacobian(Tensor::square, zeros(0)).shape());
        assertArrayEquals(new int[]{2, 0}, jacobian(x -> ones(2).mul(x.sum()), zeros(0)).shape());
    }

    @Test
    void whatDoesNotDependOnXHasDerivativeZero() {
        var w = parameter(2);
        assertArrayEquals(new double[4], jacobian(x -> ones(2), ones(2)).data());
        assertArrayEquals(new double[4], jacobian(x -> ones(2).mul(w), ones(2)).data());
        assertArrayEquals(new double[]{0, 0, 1, 0}, jacobian(x -> Tensors.stack(w, x.at(0)), ones(2)).data());
    }

    @Test
    void theJacobianCanBeDifferentiated() {
        var x = parameter(tensor(1, 2));
        var J = jacobian(p -> p.pow(3), x);
        assertArrayEquals(new double[]{6, 12}, grad(J.sum(), x).data(), 1e-14);
        assertNull(x.grad());
        var w = parameter(3);
        assertEquals(4, grad(jacobian(p -> p.square().mul(w), scalar(2)), w).item(), "by another parameter");
        assertArrayEquals(new double[]{3, 0, 0, 12}, noGrad(() -> jacobian(p -> p.pow(3), x)).data(), 1e-14);
        // the Hessian of x²y is [[2y, 2x], [2x, 0]]
        var H = jacobian(p -> grad(p.at(0).square().mul(p.at(1)), p), tensor(3, 5));
        assertArrayEquals(new double[]{10, 6, 6, 0}, H.data(), 1e-14);
    }

    @Test
    void theHessianTimesAVector() {
        var x = parameter(randn(new Rng(2), 5));
        var v = randn(new Rng(3), 5);
        var y = x.softmax().square().sum();
        var H = jacobian(p -> grad(p.softmax().square().sum(), p), x);
        var product = hessianVectorProduct(y, x, v);
        assertArrayEquals(H.matmul(v).data(), product.data(), 1e-15);
        assertTrue(product.requiresGrad(), "recorded");
        assertNull(x.grad());
        assertArrayEquals(new double[5], hessianVectorProduct(x.mul(3).sum(), x, v).data(), "a plane has no curvature");
        refuses("hessianVectorProduct: x is (5), v is (4); they must be equal", () -> hessianVectorProduct(y, x, ones(4)));
        notNow("grad(y, x): y was not computed from x number 1 of shape (2), or x is no parameter",
                () -> hessianVectorProduct(y, parameter(ones(2)), ones(2)));
    }
}
