package gradus.optim;

import static gradus.Expect.notNow;
import static gradus.Expect.refuses;
import static gradus.optim.Optimizers.adam;
import static gradus.optim.Optimizers.sgd;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gradus.tensor.Interrupted;
import gradus.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptimizerTest {

    private final Tensor a = Tensor.parameter(tensor(1, 2));
    private final Tensor b = Tensor.parameter(3);

    @Test
    void aStepGoesAgainstTheGradientOfEveryParameter() {
        var optimizer = sgd(0.5).of(List.of(a, b));
        a.sum().add(b.mul(4)).backward();
        optimizer.step();
        assertArrayEquals(new double[]{0.5, 1.5}, a.data());
        assertEquals(1, b.item());
        optimizer.zeroGrad();
        assertNull(a.grad());
        assertNull(b.grad());
        assertEquals("sgd(0.5), 1 step", optimizer.toString());
        assertEquals(List.of(a, b), optimizer.parameters());
    }

    @Test
    void aParameterWithoutGradientStays() {
        var optimizer = sgd(0.5).momentum(0.9).of(List.of(a, b));
        b.mul(4).backward();
        optimizer.step();
        assertArrayEquals(new double[]{1, 2}, a.data());
        assertEquals(1, b.item());
    }

    /** Adam corrects for as many steps as a parameter has had, not for those that passed it by. */
    @Test
    void aParameterThatJoinsLateStartsItsOwnCount() {
        var optimizer = adam(0.1, 0.9, 0.999, 0).of(List.of(a, b));
        for (int t = 0; t < 7; t++) {
            optimizer.zeroGrad();
            b.mul(4).backward();
            optimizer.step();
        }
        optimizer.zeroGrad();
        a.mul(tensor(5, -6)).sum().backward();
        optimizer.step();
        assertArrayEquals(new double[]{0.9, 2.1}, a.data(), 1e-15);
    }

    @Test
    void everyParameterHasItsOwnMemory() {
        var optimizer = sgd(1).momentum(0.5).of(List.of(a, b));
        for (int t = 0; t < 2; t++) {
            optimizer.zeroGrad();
            a.sum().add(b.mul(10)).backward();
            optimizer.step();
        }
        assertArrayEquals(new double[]{1 - 1 - 1.5, 2 - 1 - 1.5}, a.data());
        assertEquals(3 - 10 - 15, b.item());
    }

    @Test
    void twoOptimizersOfOneRuleDoNotShareMemory() {
        var rule = sgd(1).momentum(0.9);
        a.sum().add(b).backward();
        rule.of(List.of(a)).step();
        rule.of(List.of(b)).step();
        assertEquals(2, b.item());
    }

    @Test
    void theRateCanBeChanged() {
        var optimizer = sgd(0.5).of(List.of(b));
        assertEquals(0.5, optimizer.rate());
        b.mul(1).backward();
        optimizer.rate(2);
        optimizer.step();
        assertEquals(1, b.item());
        optimizer.rate(0);
        optimizer.step();
        assertEquals(1, b.item());
        refuses("sgd(0.5): the learning rate is -1, it should be a number of 0 or more", () -> optimizer.rate(-1));
    }

    @Test
    void whatCannotBeTrained() {
        refuses("adam(0.1): there are no parameters to train", () -> adam(0.1).of(List.of()));
        refuses("sgd(0.1): a tensor of shape (2, 3) is no parameter, make it one with parameter(...)",
                () -> sgd(0.1).of(List.of(a, zeros(2, 3))));
        refuses("sgd(0.1): a tensor of shape (2) is no parameter, make it one with parameter(...)",
                () -> sgd(0.1).of(List.of(a.mul(2))));
        refuses("sgd(0.1): a parameter is named twice and would move twice a step; name each once",
                () -> sgd(0.1).of(List.of(a, b, a)));
    }

    @Test
    void aStepNeedsAGradient() {
        var optimizer = sgd(0.1).momentum(0.9).of(List.of(a, b));
        notNow("sgd(0.1).momentum(0.9): step() found no gradient in any parameter; call loss.backward() before it, and"
                + " zeroGrad() after it or before backward()", optimizer::step);
    }

    @Test
    void anInterruptStopsALoopBeforeItsNextStep() {
        var x = Tensor.parameter(1.0);
        var optimizer = sgd(0.1).of(List.of(x));
        x.square().backward();
        Thread.currentThread().interrupt();
        var thrown = assertThrows(Interrupted.class, optimizer::step);
        assertEquals("sgd(0.1): interrupted after 0 steps", thrown.getMessage());
        assertEquals(1, x.item());
        assertFalse(Thread.interrupted());
    }
}
