package gradus.optim;

import static gradus.Expect.notNow;
import static gradus.Expect.refuses;
import static gradus.optim.Optimizers.adagrad;
import static gradus.optim.Optimizers.adam;
import static gradus.optim.Optimizers.adamW;
import static gradus.optim.Optimizers.group;
import static gradus.optim.Optimizers.rmsprop;
import static gradus.optim.Optimizers.sgd;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Interrupted;
import gradus.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    // ---- weight decay and groups

    /** Under plain descent both decays are θ ← θ(1 − ηλ) − ηg, so nothing but θ moves where the gradient is 0. */
    @Test
    void decayPullsTowardsZero() {
        for (var rule : List.of(sgd(0.5).weightDecay(0.2), sgd(0.5).decoupledWeightDecay(0.2))) {
            var x = Tensor.parameter(tensor(1, -2));
            x.mul(tensor(0, 3)).sum().backward();
            rule.of(List.of(x)).step();
            assertArrayEquals(new double[]{0.9, -1.8 - 1.5}, x.data(), 1e-15, rule.toString());
        }
    }

    /** With a penalty λ‖θ‖² in the loss the gradient grows by 2λθ: half the λ. */
    @Test
    void coupledDecayIsAPenaltyInTheLoss() {
        var other = Tensor.parameter(a.detach());
        var byDecay = adam(0.1).weightDecay(0.4).of(List.of(a));
        var byPenalty = adam(0.1).of(List.of(other));
        for (int t = 0; t < 10; t++) {
            byDecay.zeroGrad();
            a.mul(tensor(3, 5)).exp().sum().backward();
            byDecay.step();
            byPenalty.zeroGrad();
            other.mul(tensor(3, 5)).exp().sum().add(other.square().sum().mul(0.2)).backward();
            byPenalty.step();
        }
        assertArrayEquals(other.data(), a.data(), 1e-12);
    }

    /** Adam divides a coupled decay by the size of the gradient, a decoupled one not. */
    @Test
    void decoupledDecayDoesNotSeeTheGradient() {
        double[] moved = new double[2];
        for (int large = 0; large < 2; large++) {
            var x = Tensor.parameter(1);
            x.mul(large == 0 ? 1 : 1000).backward();
            adamW(0.1, 0.5).of(List.of(x)).step();
            moved[large] = x.item();
        }
        assertEquals(1 - 0.05 - 0.1, moved[0], 1e-9);
        assertEquals(moved[0], moved[1], 1e-9);
    }

    @Test
    void groupsHaveTheirOwnRateAndDecay() {
        var c = Tensor.parameter(10);
        var optimizer = adamW(0.1, 0.5).of(group(List.of(a)), group(List.of(b)).weightDecay(0).rateFactor(0.1),
                group(List.of(c)).rateFactor(0));
        a.sum().add(b).add(c).backward();
        optimizer.step();
        assertArrayEquals(new double[]{1 - 0.05 - 0.1, 2 - 0.1 - 0.1}, a.data(), 1e-8);
        assertEquals(3 - 0.01, b.item(), 1e-8);
        assertEquals(10, c.item());
        optimizer.rate(1);
        optimizer.step();
        assertEquals(3 - 0.01 - 0.1, b.item(), 1e-8);
        assertEquals(List.of(a, b, c), optimizer.parameters());
        assertEquals("adam(0.1).decoupledWeightDecay(0.5) of group(1 parameter), group(1 parameter).rateFactor(0.1).weightDecay(0),"
                + " group(1 parameter).rateFactor(0), 2 steps", optimizer.toString());
    }

    @Test
    void groupsAreChecked() {
        refuses("group: the factor of the rate is -1, it should be a number of 0 or more",
                () -> group(List.of(a)).rateFactor(-1));
        refuses("group: weight decay is NaN, it should be a number of 0 or more",
                () -> group(List.of(a)).weightDecay(Double.NaN));
        refuses("sgd(0.1): a parameter is named twice and would move twice a step; name each once",
                () -> sgd(0.1).of(group(List.of(a, b)), group(List.of(b)).rateFactor(2)));
        refuses("sgd(0.1): there are no parameters to train", () -> sgd(0.1).of());
    }

    // ---- state

    private static void train(Optimizer optimizer, Tensor x, Tensor y, int from, int to) {
        for (int t = from; t < to; t++) {
            optimizer.zeroGrad();
            var loss = x.square().mul(tensor(1, 3)).sum().exp().log();
            (t < 2 ? loss : loss.add(y.mul(t).tanh().square())).backward();
            optimizer.step();
        }
    }

    @Test
    void aRestoredOptimizerGoesOnBitForBit() {
        for (var rule : List.of(sgd(0.01), sgd(0.01).momentum(0.9), sgd(0.01).nesterov(0.9), adagrad(0.1), rmsprop(0.01),
                adam(0.1), adamW(0.1, 0.1), adam(0.1).weightDecay(0.1))) {
            var x = Tensor.parameter(tensor(1, -0.7));
            var y = Tensor.parameter(0.3);
            var optimizer = rule.of(List.of(x, y));
            train(optimizer, x, y, 0, 7);
            optimizer.rate(0.02);
            var state = optimizer.state();
            var x2 = Tensor.parameter(x);
            var y2 = Tensor.parameter(y);
            train(optimizer, x, y, 7, 20);
            var again = rule.of(List.of(x2, y2));
            again.restore(state);
            train(again, x2, y2, 7, 20);
            assertArrayEquals(x.data(), x2.data(), rule.toString());
            assertArrayEquals(y.data(), y2.data(), rule.toString());
            assertEquals(optimizer.toString(), again.toString());
            assertEquals(optimizer.state().toString(), again.state().toString());
            assertEquals(0.02, again.rate());
        }
    }

    @Test
    void theStateIsACopyAndHasNames() {
        var optimizer = adam(0.5).of(List.of(a, b));
        b.mul(2).backward();
        optimizer.step();
        var state = optimizer.state();
        assertEquals(List.of("rate", "steps", "updates", "memory.0.0", "memory.0.1", "memory.1.0", "memory.1.1"),
                List.copyOf(state.keySet()));
        assertArrayEquals(new double[]{0, 1}, state.get("updates").data());
        assertEquals("(2)", state.get("memory.0.1").shapeText());
        assertEquals(0.2, state.get("memory.1.0").item(), 1e-15);
        optimizer.step();
        assertEquals(0.2, state.get("memory.1.0").item(), 1e-15);
        optimizer.restore(state);
        state.get("memory.1.0").data()[0] = 7;
        assertEquals(0.2, optimizer.state().get("memory.1.0").item(), 1e-15);
    }

    @Test
    void aStateThatDoesNotFit() {
        String origin = "; it should come from the same rule for parameters of the same shapes";
        var optimizer = sgd(0.1).momentum(0.9).of(List.of(a));
        refuses("sgd(0.1).momentum(0.9): restore needs memory.0.0: (2), the state has none" + origin,
                () -> optimizer.restore(sgd(0.1).of(List.of(a)).state()));
        refuses("sgd(0.1).momentum(0.9): restore needs memory.0.0: (2), the state has ()" + origin,
                () -> optimizer.restore(sgd(0.1).momentum(0.9).of(List.of(b)).state()));
        refuses("sgd(0.1).momentum(0.9): restore needs memory.0.1: none, the state has (2)" + origin,
                () -> optimizer.restore(adam(0.7).of(List.of(a)).state()));
        assertEquals(0.1, optimizer.rate());
        refuses("sgd(0.1).momentum(0.9): restore needs rate: (), the state has none" + origin,
                () -> optimizer.restore(Map.of()));
        var wrong = new HashMap<>(optimizer.state());
        wrong.put("rate", Tensor.parameter(Double.NaN));
        refuses("sgd(0.1).momentum(0.9): the learning rate is NaN, it should be a number of 0 or more",
                () -> optimizer.restore(wrong));
    }

    @Test
    void aStepAllocatesNothingAsLargeAsAParameter() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long me = Thread.currentThread().getId();
        var large = Tensor.parameter(zeros(100_000));
        large.setGrad(zeros(100_000).add(1));
        for (var rule : List.of(sgd(0.1), sgd(0.1).momentum(0.9), sgd(0.1).nesterov(0.9).weightDecay(0.1), rmsprop(0.1),
                adagrad(0.1), adam(0.1), adamW(0.1, 0.1), adam(0.1).weightDecay(0.1))) {
            var optimizer = rule.of(List.of(large));
            optimizer.step();
            long before = threads.getThreadAllocatedBytes(me);
            optimizer.step();
            long bytes = threads.getThreadAllocatedBytes(me) - before;
            assertTrue(bytes < 100_000, rule + ": " + bytes + " bytes, the parameter has 800,000");
        }
    }
}
