package gradus.optim;

import static gradus.Expect.refuses;
import static gradus.optim.Clipping.clipGlobalNorm;
import static gradus.optim.Clipping.clipNorm;
import static gradus.optim.Clipping.clipValue;
import static gradus.optim.Optimizers.adagrad;
import static gradus.optim.Optimizers.adam;
import static gradus.optim.Optimizers.adamW;
import static gradus.optim.Optimizers.group;
import static gradus.optim.Optimizers.rmsprop;
import static gradus.optim.Optimizers.sgd;
import static gradus.optim.Optimizers.sgdW;
import static gradus.optim.Schedules.constantRate;
import static gradus.optim.Schedules.cosineDecay;
import static gradus.optim.Schedules.exponentialDecay;
import static gradus.optim.Schedules.inverseTimeDecay;
import static gradus.optim.Schedules.polynomialDecay;
import static gradus.optim.Schedules.stepDecay;
import static gradus.optim.Schedules.warmUp;
import static gradus.tensor.Tensor.parameter;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules, schedules and clipping at the ends of what they take. */
class OptimCornersTest {

    static List<UpdateRule> rules() {
        return List.of(sgd(0.1), sgd(0.1).momentum(0.9), sgd(0.1).nesterov(0.9), adagrad(0.1), rmsprop(0.1), adam(0.1),
                sgd(0.1).weightDecay(0.1), sgdW(0.1, 0.9, 0.1), adamW(0.1, 0.1), adagrad(0.1).epsilonInside());
    }

    @Test
    void aRateIsANumberOfZeroOrMore() {
        for (DoubleFunction<UpdateRule> rule : List.<DoubleFunction<UpdateRule>>of(Optimizers::sgd, Optimizers::adagrad,
                Optimizers::rmsprop, Optimizers::adam)) {
            var name = rule.apply(1).toString().split("\\(")[0];
            refuses(name + ": the learning rate is -0.1, it should be a number of 0 or more", () -> rule.apply(-0.1));
            refuses(name + ": the learning rate is NaN, it should be a number of 0 or more", () -> rule.apply(Double.NaN));
            refuses(name + ": the learning rate is ∞, it should be a number of 0 or more",
                    () -> rule.apply(Double.POSITIVE_INFINITY));
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRateOfZeroMovesNothing(UpdateRule rule) {
        var x = parameter(tensor(1, -2));
        var optimizer = rule.of(List.of(x));
        optimizer.rate(0);
        x.setGrad(tensor(3, 4));
        optimizer.step();
        assertArrayEquals(new double[]{1, -2}, x.data());
        refuses(rule + ": the learning rate is -1, it should be a number of 0 or more", () -> optimizer.rate(-1));
    }

    /** As the formulas say, and PyTorch does: only the number that has it, and for good where the rule remembers. */
    @ParameterizedTest
    @MethodSource("rules")
    void aGradientThatIsNoNumberSpoilsItsParameter(UpdateRule rule) {
        var x = parameter(tensor(1, -2));
        var optimizer = rule.of(List.of(x));
        x.setGrad(tensor(Double.NaN, 4));
        optimizer.step();
        assertTrue(Double.isNaN(x.get(0)) && x.get(1) < -2 + 0.5 && Double.isFinite(x.get(1)), x.toString());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void emptyParametersAreNoTrouble(UpdateRule rule) {
        var empty = parameter(zeros(0, 3));
        var optimizer = rule.of(List.of(empty));
        empty.setGrad(zeros(0, 3));
        optimizer.step();
        clipValue(List.of(empty), 1);
        clipNorm(List.of(empty), 1);
        assertEquals(0, clipGlobalNorm(List.of(empty), 1));
        var x = parameter(tensor(0.0));
        x.setGrad(tensor(-4));
        assertEquals(4, clipGlobalNorm(List.of(empty, x), 1));
        assertEquals(-1, x.grad().item());
    }

    @Test
    void clippingByValueLeavesWhatIsNoNumber() {
        var x = parameter(tensor(0, 0, 0));
        x.setGrad(tensor(Double.NaN, Double.POSITIVE_INFINITY, -7));
        clipValue(List.of(x), 2);
        assertArrayEquals(new double[]{Double.NaN, 2, -2}, x.grad().data());
        x.setGrad(tensor(3, 4, 0));
        clipGlobalNorm(List.of(x), Double.POSITIVE_INFINITY);
        clipNorm(List.of(x), 5);
        assertArrayEquals(new double[]{3, 4, 0}, x.grad().data());
    }

    @Test
    void schedulesAtTheirStartAndBeyondTheirEnd() {
        for (var schedule : List.of(constantRate(0.3), stepDecay(0.3, 0.5, 1), exponentialDecay(0.3, 2), inverseTimeDecay(0.3, 2),
                polynomialDecay(0.3, 1, 2), cosineDecay(0.3, 1), warmUp(1, cosineDecay(0.3, 1)))) {
            assertEquals(0.3, schedule.at(0), schedule.toString());
        }
        for (var over : List.of(polynomialDecay(0.3, 7, 0.5), cosineDecay(0.3, 7), warmUp(2, cosineDecay(0.3, 5)))) {
            assertEquals(0, over.at(7), over.toString());
            assertEquals(0, over.at(1_000_000), over.toString());
        }
        for (var still : List.of(exponentialDecay(0.3, 0), inverseTimeDecay(0.3, 0), stepDecay(0.3, 1, 2))) {
            assertEquals(0.3, still.at(9), still.toString());
        }
        assertEquals(0, constantRate(0).at(3));
        refuses("stepDecay(0.1, 0, 5): the factor should be above 0 and at most 1", () -> stepDecay(0.1, 0, 5));
    }

    @Test
    void aWarmUpEndsWhereTheOtherStarts() {
        var schedule = warmUp(4, t -> 8.0 - t);
        assertArrayEquals(new double[]{2, 4, 6, 8, 8, 7, 6}, new double[]{schedule.at(0), schedule.at(1), schedule.at(2),
                schedule.at(3), schedule.at(4), schedule.at(5), schedule.at(6)});
    }

    @Test
    void anyFunctionIsASchedule() {
        Schedule halving = t -> 1 / Math.pow(2, t);
        var x = parameter(0.0);
        var optimizer = sgd(1).of(List.of(x));
        for (int t = 0; t < 3; t++) {
            optimizer.rate(halving.at(t));
            x.setGrad(ones());
            optimizer.step();
        }
        assertEquals(-1.75, x.item());
    }

    @Test
    void theDecayOfADecayingRuleIsReplacedByOneOfItsKind() {
        assertEquals("sgd(0.1).weightDecay(0.5)", sgd(0.1).weightDecay(0.2).weightDecay(0.5).toString());
        assertEquals("adam(0.1).decoupledWeightDecay(0.5)", adamW(0.1, 0.2).decoupledWeightDecay(0.5).toString());
        refuses("adam(0.1).decoupledWeightDecay(0.1) has a weight decay, .weightDecay(0.2) is another kind of it; leave one of them"
                + " out", () -> adamW(0.1, 0.1).weightDecay(0.2));
        refuses("sgd(0.1).weightDecay(0.2) has a weight decay, .decoupledWeightDecay(0.3) is another kind of it; leave one of them"
                + " out", () -> sgd(0.1).weightDecay(0.2).decoupledWeightDecay(0.3));
    }

    /** A group's decay is of the optimizer's kind. */
    @Test
    void aGroupOfADecoupledOptimizerDecaysDecoupled() {
        var x = parameter(2.0);
        step(adamW(0.1, 0.5).of(group(List.of(x)).weightDecay(0.3)), x);
        assertEquals(2 - 0.1 * 0.3 * 2, x.item(), 1e-15);
    }

    /** Coupled decay goes through Adam's division, decoupled does not; with gradient 0 only the decay moves. */
    @Test
    void adamWithDecayOfEitherKind() {
        var coupled = parameter(2.0);
        var decoupled = parameter(2.0);
        step(adam(0.1).weightDecay(0.3).of(List.of(coupled)), coupled);
        step(adamW(0.1, 0.3).of(List.of(decoupled)), decoupled);
        assertEquals(1.9, coupled.item(), 1e-8);                   // a step of η, whatever λ
        assertEquals(2 - 0.1 * 0.3 * 2, decoupled.item(), 1e-15);
    }

    private static void step(Optimizer optimizer, Tensor x) {
        x.setGrad(zeros());
        optimizer.step();
    }
}
