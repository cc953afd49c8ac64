package gradus.tensor;

import static gradus.Expect.digits;
import static gradus.Expect.notNow;
import static gradus.Expect.refuses;
import static gradus.tensor.Autodiff.grad;
import static gradus.tensor.Autodiff.noGrad;
import static gradus.tensor.Tensor.parameter;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.stack;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is recorded, how it is walked back, and what happens when it cannot be. */
class AutodiffTest {

    // ---- worked examples

    @Test
    void aProductOfASum() {                                       // CS231n, optimization 2
        var x = parameter(-2);
        var y = parameter(5);
        var z = parameter(-4);
        var q = x.add(y);
        var f = q.mul(z);
        f.backward();
        assertEquals(-12, f.item());
        assertEquals(-4, x.grad().item());
        assertEquals(-4, y.grad().item());
        assertEquals(3, z.grad().item());
        assertEquals(-4, q.grad().item(), "tensors between keep their gradient");
        assertEquals(1, f.grad().item());
    }

    @Test
    void aNeuronWithTwoInputs() {                                 // the same note
        var w = parameter(tensor(2, -3, -3));
        var x = parameter(tensor(-1, -2));
        var dot = w.slice(0, 0, 2).matmul(x).add(w.at(2));
        var f = dot.sigmoid();
        f.backward();
        assertEquals(1, dot.item());
        digits("0.7310585786", f.item());
        digits("0.39322387 -0.58983580", x.grad());
        digits("-0.19661193 -0.39322387 0.19661193", w.grad());
    }

    /** The expression of micrograd's README. */
    @Test
    void aLongExpressionWithManyUses() {
        var a = parameter(-4);
        var b = parameter(2);
        var c = a.add(b);
        var d = a.mul(b).add(b.pow(3));
        c = c.add(c.add(1));
        c = c.add(c.add(1).sub(a));
        d = d.add(d.mul(2).add(b.add(a).relu()));
        d = d.add(d.mul(3).add(b.sub(a).relu()));
        var e = c.sub(d);
        var f = e.pow(2);
        var g = f.div(2);
        g = g.add(scalar(10).div(f));
        g.backward();
        digits("24.7041", g.item());
        digits("138.8338", a.grad().item());
        digits("645.5773", b.grad().item());
    }

    @Test
    void linearLayersCollapse() {                                 // the lecture's example with letters, here numbers
        double[] w = {2, 3, 5, 7, 11, 13};
        var first = tensor(new double[][]{{w[0], w[1]}, {w[2], w[3]}});
        var second = tensor(new double[][]{{w[4]}, {w[5]}});
        var both = first.matmul(second);
        assertArrayEquals(new double[]{w[0] * w[4] + w[1] * w[5], w[2] * w[4] + w[3] * w[5]}, both.data());
    }

    // ---- accumulation

    @Test
    void gradientsAddUpUntilTheyAreZeroed() {
        var x = parameter(3);
        x.square().backward();
        x.square().backward();
        assertEquals(12, x.grad().item());
        x.mul(5).backward();
        assertEquals(17, x.grad().item());
        x.zeroGrad();
        assertNull(x.grad());
        x.mul(5).backward();
        assertEquals(5, x.grad().item());
    }

    @Test
    void aParameterUsedManyTimes() {
        var x = parameter(2);
        var sum = scalar(0);
        for (int i = 0; i < 1000; i++) {
            sum = sum.add(x.mul(i));
        }
        sum.backward();
        assertEquals(999 * 1000 / 2, x.grad().item());
    }

    @Test
    void twoRootsOnOneTrunk() {
        var x = parameter(3);
        var trunk = x.square();
        var left = trunk.mul(2);
        var right = trunk.exp();
        left.backward();
        assertEquals(12, x.grad().item());
        right.backward();
        assertEquals(12 + 6 * Math.exp(9), x.grad().item(), 1e-9);
        assertEquals(2 + Math.exp(9), trunk.grad().item(), 1e-11);
    }

    @Test
    void walkingBackIsLinear() {
        var rng = new Rng(12);
        var w = parameter(randn(rng, 3, 2));
        var x = randn(rng, 5, 3);
        UnaryOperator<Tensor> f = v -> x.matmul(v).tanh();
        var g = randn(rng, 5, 2);
        var h = randn(rng, 5, 2);
        f.apply(w).backward(g.mul(3).add(h.mul(-2)));
        var together = w.grad();
        w.zeroGrad();
        f.apply(w).backward(g);
        var one = w.grad();
        w.zeroGrad();
        f.apply(w).backward(h);
        assertArrayEquals(together.data(), one.mul(3).sub(w.grad().mul(2)).data(), 1e-13);
    }

    @Test
    void backwardOfAVectorTakesTheGradientThatArrives() {
        var x = parameter(tensor(1, 2, 3));
        x.square().backward(tensor(1, 10, 100));
        assertArrayEquals(new double[]{2, 40, 600}, x.grad().data());
    }

    // ---- what is recorded

    @Test
    void onlyWhatComesFromAParameterIsRecorded() {
        var w = parameter(tensor(1, 2));
        var constant = tensor(3, 4).mul(2).add(1);
        assertFalse(constant.requiresGrad());
        assertNull(constant.operation());
        var y = w.mul(constant);
        assertTrue(y.requiresGrad());
        assertEquals("mul", y.operation().name());
        assertEquals(List.of(w, constant), y.operation().inputs());
        assertNull(w.operation());
        y.sum().backward();
        assertNull(constant.grad());
    }

    @Test
    void graphsShowWhatWasWritten() {
        var x = parameter(6);
        assertEquals("add 2", x.add(2).operation().name());
        assertEquals("sub 2", x.sub(2).operation().name());
        assertEquals("mul 2", x.mul(2).operation().name());
        assertEquals("div 3", x.div(3).operation().name());
        assertEquals("pow 2", x.pow(2).operation().name());
    }

    @Test
    void divisionByANumberIsExact() {
        var x = tensor(1, 2, 5, 7, 1e-310);
        for (double s : new double[]{3, 7, 49, 1e-310, 1e308}) {
            for (int i = 0; i < x.size(); i++) {
                assertEquals(x.get(i) / s, x.div(s).get(i));
            }
        }
    }

    @Test
    void detachedIsAConstant() {
        var x = parameter(3);
        var y = x.mul(x.detach());
        y.backward();
        assertEquals(3, x.grad().item());
        assertSame(x.data(), x.detach().data());
        assertNull(x.detach().grad());
    }

    @Test
    void nothingIsRecordedUnderNoGrad() {
        var x = parameter(3);
        var y = noGrad(() -> {
            var inner = noGrad(() -> x.mul(2));                   // and the outer one still holds after the inner
            assertFalse(inner.requiresGrad());
            return x.mul(4);
        });
        assertFalse(y.requiresGrad());
        assertTrue(x.mul(2).requiresGrad());
    }

    @Test
    void recordingGoesOnAfterAnException() {
        var x = parameter(tensor(1, 2));
        assertThrows(IllegalArgumentException.class, () -> noGrad(() -> x.add(zeros(3))));
        assertTrue(x.mul(2).requiresGrad());
        var broken = x.map(v -> v).from("broken", x, g -> {
            throw new UnsupportedOperationException("no rule");
        });
        assertThrows(UnsupportedOperationException.class, () -> broken.sum().backward());
        assertTrue(x.mul(2).requiresGrad());
        assertNull(x.grad());
    }

    @Test
    void noGradHoldsForItsOwnThreadOnly() throws InterruptedException {
        var x = parameter(3);
        var recorded = new ArrayList<Boolean>();
        noGrad(() -> {
            var thread = new Thread(() -> recorded.add(x.mul(2).requiresGrad()));
            thread.start();
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return null;
        });
        assertEquals(List.of(true), recorded);
    }

    // ---- depth

    private static Tensor chain(Tensor x, int length) {
        for (int i = 0; i < length; i++) {
            x = i % 2 == 0 ? x.add(1) : x.sub(1);
        }
        return x;
    }

    @Test
    void aHundredThousandOperationsDeep() {
        var x = parameter(2);
        var y = chain(x, 100_000);
        y.backward();
        assertEquals(1, x.grad().item());
        var z = chain(x.square(), 100_000);
        assertEquals(4, grad(z, x).item());
    }

    @Test
    void deepGraphsBesideOneAnother() {
        var x = parameter(1);
        var y = x;
        for (int i = 0; i < 50_000; i++) {
            y = y.add(x.mul(1e-5));                              // x acts on the result along 50,001 ways
        }
        y.backward();
        assertEquals(1.5, x.grad().item(), 1e-10);
    }

    // ---- walks beside and within one another

    @Test
    void threadsMayWalkGraphsWithAParameterInCommon() {
        var w = parameter(3);
        double[] slopes = IntStream.range(0, 500).parallel()
                .mapToDouble(i -> grad(chain(w.square().mul(i), 100).add(w.mul(w)), w).item()).toArray();
        for (int i = 0; i < slopes.length; i++) {
            assertEquals(6 * i + 6, slopes[i], "thread " + i);
        }
    }

    @Test
    void aRuleMayWalkAGraphOfTheSameTensors() {
        var x = parameter(3);
        var square = x.square();
        var y = x.map(v -> v * v).from("square", x, g -> g.mul(grad(square, x).detach()));
        y.add(y.mul(x)).backward();
        assertEquals(6 + 27, x.grad().item(), "x² + x³");
    }

    // ---- derivatives of derivatives

    @Test
    void derivativesOfAnyOrder() {
        var x = parameter(2);
        var y = x.pow(4);
        double[] expected = {32, 48, 48, 24};
        for (double derivative : expected) {
            y = grad(y, x);
            assertEquals(derivative, y.item(), 1e-12);
        }
        assertNull(x.grad(), "grad(y, x) adds nothing to the gradients");
    }

    @Test
    void derivativesOfTanhAsPolynomialsOfTanh() {
        for (double at : new double[]{-1.3, 0.2, 0.9}) {
            var x = parameter(at);
            var y = x.tanh();
            double t = Math.tanh(at);
            var first = grad(y, x);
            var second = grad(first, x);
            var third = grad(second, x);
            assertEquals(1 - t * t, first.item(), 1e-14);
            assertEquals(-2 * t * (1 - t * t), second.item(), 1e-14);
            assertEquals((1 - t * t) * (6 * t * t - 2), third.item(), 1e-13);
        }
    }

    @Test
    void thirdDerivativesThroughPartsOfATensor() {
        var x = parameter(tensor(2, 3, 5, 7));
        var y = x.slice(0, 1, 3).pow(4).sum().add(x.rows(0, 0).pow(4).sum());
        for (int order = 1; order < 3; order++) {
            y = grad(y, x).sum();
        }
        assertArrayEquals(new double[]{2 * 24 * 2, 24 * 3, 24 * 5, 0}, grad(y, x).data(), 1e-11);
    }

    @Test
    void severalDerivativesAtOnce() {
        var a = parameter(3);
        var b = parameter(tensor(1, 2));
        var y = a.square().mul(b).sum();
        var gradients = grad(y, List.of(b, a, b));
        assertArrayEquals(new double[]{9, 9}, gradients.get(0).data());
        assertEquals(18, gradients.get(1).item());
        assertArrayEquals(new double[]{9, 9}, gradients.get(2).data());
        assertEquals(1, grad(y, y).item());
    }

    @Test
    void theDerivativeWithRespectToATensorBetween() {
        var x = parameter(3);
        var h = x.square();
        var y = h.pow(3).add(x);
        assertEquals(3 * 81, grad(y, h).item(), 1e-9);
    }

    /** Hv is the derivative of ∇f · v; here f = ½ xᵀAx + sum of x⁴, with H = A + 12 diag(x²) for a symmetric A. */
    @Test
    void hessianVectorProducts() {
        var rng = new Rng(13);
        var half = randn(rng, 4, 4);
        var A = half.add(half.transpose());
        var x = parameter(randn(rng, 4));
        var v = randn(rng, 4);
        var f = x.matmul(A).matmul(x).mul(0.5).add(x.pow(4).sum());
        var product = grad(grad(f, x).mul(v).sum(), x);
        var expected = A.matmul(v).add(x.detach().square().mul(12).mul(v));
        assertArrayEquals(expected.data(), product.data(), 1e-12);
        var rows = new Tensor[4];
        var gradient = grad(f, x);
        for (int i = 0; i < 4; i++) {
            rows[i] = grad(gradient.at(i), x);
        }
        var H = stack(rows);
        assertArrayEquals(H.data(), H.transpose().data(), 1e-12, "a Hessian is symmetric");
        assertArrayEquals(H.matmul(v).data(), product.data(), 1e-12);
    }

    @Test
    void gradAndBackwardDoNotHinderOneAnother() {
        var x = parameter(3);
        var y = x.pow(3);
        assertEquals(27, grad(y, x).item());
        y.backward();
        assertEquals(27, x.grad().item());
        assertEquals(27, grad(y, x).item());
        grad(y, x).backward();                                    // a gradient penalty: adds 6x
        assertEquals(45, x.grad().item());
    }

    // ---- errors

    @Test
    void backwardCannotStartJustAnywhere() {
        var x = parameter(tensor(1, 2));
        notNow("backward(): the result has shape (2), not one number; take its sum() or mean() first, or give the gradient"
                + " that arrives: backward(g)", () -> x.mul(2).backward());
        String noRecord = ": this result has no record to walk back; it was computed from no parameter, or under"
                + " noGrad(...), or detached, or by what has no derivative, such as map or argmax";
        notNow("backward()" + noRecord, () -> scalar(3).backward());
        notNow("backward()" + noRecord, () -> noGrad(() -> x.sum()).backward());
        notNow("backward()" + noRecord, () -> x.sum().detach().backward());
        notNow("backward()" + noRecord, () -> x.sign().sum().backward());
        notNow("backward(g)" + noRecord, () -> tensor(1, 2).backward(tensor(1, 1)));
        notNow("grad(y, x)" + noRecord, () -> grad(scalar(3), x));
        notNow("grad(y, x): the result has shape (2), not one number; take its sum() or mean() first, or give the gradient"
                + " that arrives: backward(g)", () -> grad(x.mul(2), x));
        notNow("grad(y, x): y was not computed from x number 2 of shape (), or x is no parameter",
                () -> grad(x.sum(), List.of(x, scalar(2))));
    }

    @Test
    void backwardTwiceOnOneResult() {
        var x = parameter(tensor(1, 2));
        var y = x.square().sum();
        y.backward();
        String message = ": called before on this result; its gradients are added already, compute the result again first";
        notNow("backward()" + message, y::backward);
        notNow("backward(g)" + message, () -> y.backward(scalar(1)));
        assertArrayEquals(new double[]{2, 4}, x.grad().data());
    }

    @Test
    void afterAWrongArgumentTheRightOneStillWorks() {
        var x = parameter(tensor(1, 2));
        var y = x.mul(3);
        refuses("backward(g): g is (3), the tensor is (2); they must be equal", () -> y.backward(ones(3)));
        y.backward(ones(2));
        assertArrayEquals(new double[]{3, 3}, x.grad().data());
        refuses("setGrad: the gradient is (3), the tensor is (2); they must be equal", () -> x.setGrad(ones(3)));
        x.setGrad(ones(2));
        assertEquals("[1, 1]", x.grad().toString());
        x.setGrad(null);
        assertNull(x.grad());
    }

    // ---- operations of one's own

    @Test
    void anOperationOfOnesOwn() {
        UnaryOperator<Tensor> cube = x -> x.map(v -> v * v * v).from("cube", x, g -> g.mul(x.square()).mul(3));
        var x = parameter(2);
        var y = cube.apply(x);
        assertEquals("cube", y.operation().name());
        assertEquals(12, grad(y, x).item());
        assertEquals(12, grad(grad(y, x), x).item());
        assertTrue(GradCheck.second("cube", xs -> cube.apply(xs.get(0)), tensor(1, -2)).passed());
        assertFalse(cube.apply(tensor(2)).requiresGrad());
    }

    @Test
    void anOperationOfThreeInputs() {
        var inputs = List.of(parameter(2), parameter(3), scalar(4));
        var product = scalar(24).from("product", inputs, List.of(g -> g.mul(inputs.get(1)).mul(inputs.get(2)),
                g -> g.mul(inputs.get(0)).mul(inputs.get(2)), g -> g.mul(inputs.get(0)).mul(inputs.get(1))));
        product.backward();
        assertEquals(12, inputs.get(0).grad().item());
        assertEquals(8, inputs.get(1).grad().item());
        assertNull(inputs.get(2).grad());
        refuses("product: 3 inputs and 1 rules given to from(...), each input needs its own",
                () -> scalar(24).from("product", inputs, List.of(g -> g)));
    }

    @Test
    void aRuleThatReturnsAnotherShape() {
        var x = parameter(tensor(1, 2));
        var y = x.map(v -> v).from("same", x, Tensor::sum).sum();
        notNow("same: the gradient with respect to input 1 came out as (), but the input is (2); correct the rule given to"
                + " from(...)", y::backward);
        assertNull(x.grad());
    }

    @Test
    void aTensorComesFromOneOperationOnly() {
        var x = parameter(2);
        notNow("twice: this tensor already is a parameter; record an operation on the new tensor that holds its result",
                () -> parameter(4).from("twice", x, g -> g.mul(2)));
        notNow("twice: this tensor already came from mul 2; record an operation on the new tensor that holds its result",
                () -> x.mul(2).from("twice", x, g -> g.mul(2)));
    }

    @Test
    void theListOfInputsIsNotTheCallers() {
        var x = parameter(2);
        var inputs = new ArrayList<>(List.of(x));
        var y = scalar(4).from("double", inputs, List.of(g -> g.mul(2)));
        inputs.clear();
        y.backward();
        assertEquals(2, x.grad().item());
    }
}
