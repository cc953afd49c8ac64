package gradus.tensor;

import static gradus.Expect.notNow;
import static gradus.Expect.refuses;
import static gradus.init.Initializers.xavierNormal;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.sequential;
import static gradus.nn.Layers.tanh;
import static gradus.tensor.Autodiff.grad;
import static gradus.tensor.Autodiff.noGrad;
import static gradus.tensor.Jacobians.hessianVectorProduct;
import static gradus.tensor.Jacobians.jacobian;
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

import gradus.nn.Layer;
import java.util.List;
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

    // ---- by several tensors: a network's parameters

    private static Layer net() {
        return sequential(dense(2, 3), tanh(), dense(3, 2)).initialize(xavierNormal(), new Rng(4));
    }

    /** Each against differences of the outputs. */
    @Test
    void theJacobianByAllParametersOfANetwork() {
        var net = net();
        var x = randn(new Rng(5), 4, 2);
        var all = jacobian(net.forward(x), net.parameters());
        assertEquals(net.parameters().size(), all.size());
        double h = 1e-6;
        for (int p = 0; p < all.size(); p++) {
            var theta = net.parameters().get(p);
            assertEquals("(4, 2, " + theta.shapeText().substring(1), all.get(p).shapeText());
            for (int k = 0; k < theta.size(); k++) {
                double before = theta.data()[k];
                theta.data()[k] = before + h;
                var above = net.forward(x).toArray();
                theta.data()[k] = before - h;
                var below = net.forward(x).toArray();
                theta.data()[k] = before;
                for (int i = 0; i < 8; i++) {
                    assertEquals((above[i] - below[i]) / (2 * h), all.get(p).data()[i * theta.size() + k], 1e-8);
                }
            }
            assertNull(theta.grad());
        }
        assertTrue(all.get(0).requiresGrad(), "recorded");
        var other = parameter(ones(2));
        assertArrayEquals(new double[16], jacobian(net.forward(x), List.of(other)).get(0).data(), "what it does not depend on");
        assertEquals("(0, 2)", jacobian(zeros(0), List.of(other)).get(0).shapeText());
    }

    /** The same as with the Hessian of all parameters in one vector. */
    @Test
    void theHessianOfANetworkTimesAVector() {
        var net = net();
        var x = randn(new Rng(5), 4, 2);
        var xs = net.parameters();
        var vs = xs.stream().map(p -> randn(new Rng(p.size()), p.shape())).toList();
        var loss = net.forward(x).square().mean();
        var product = hessianVectorProduct(loss, xs, vs);
        for (int i = 0; i < xs.size(); i++) {
            var expected = zeros(xs.get(i).shape());
            for (int j = 0; j < xs.size(); j++) {
                var block = jacobian(grad(loss, xs).get(i), List.of(xs.get(j))).get(0).reshape(xs.get(i).size(), xs.get(j).size());
                expected = expected.add(block.matmul(vs.get(j).reshape(-1)).reshape(xs.get(i).shape()));
            }
            assertArrayEquals(expected.data(), product.get(i).data(), 1e-14, "parameter " + i);
        }
        refuses("hessianVectorProduct: x is (2, 3), (3), v is (2, 3); they must be equal",
                () -> hessianVectorProduct(loss, xs.subList(0, 2), vs.subList(0, 1)));
        refuses("hessianVectorProduct: no x given", () -> hessianVectorProduct(loss, List.of(), List.of()));
    }

    /** Not zeros: y may well depend on what it keeps no record of. */
    @Test
    void theJacobianByWhatIsNoParameterIsRefused() {
        var x = tensor(1, 2);
        var w = parameter(tensor(3, 4));
        refuses("jacobian(y, xs): x number 2 of shape (2) is no parameter, y keeps no record of it; make it one, parameter(x), before"
                + " y is computed", () -> jacobian(x.mul(w), List.of(w, x)));
        assertArrayEquals(new double[]{1, 0, 0, 2}, jacobian(x.mul(w), List.of(w)).get(0).data());
    }
}
