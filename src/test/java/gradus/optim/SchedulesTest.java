package gradus.optim;

import static gradus.Expect.digits;
import static gradus.Expect.refuses;
import static gradus.optim.Optimizers.sgd;
import static gradus.optim.Schedules.constantRate;
import static gradus.optim.Schedules.cosineDecay;
import static gradus.optim.Schedules.exponentialDecay;
import static gradus.optim.Schedules.inverseTimeDecay;
import static gradus.optim.Schedules.polynomialDecay;
import static gradus.optim.Schedules.reduceOnPlateau;
import static gradus.optim.Schedules.stepDecay;
import static gradus.optim.Schedules.warmUp;
import static gradus.tensor.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchedulesTest {

    private static Tensor at(Schedule schedule, int... times) {
        return tensor(IntStream.of(times).mapToDouble(schedule::at).toArray());
    }

    @Test
    void valuesByFormula() {
        digits("0.1 0.08535534 0.05 0.01464466 0 0", at(cosineDecay(0.1, 100), 0, 25, 50, 75, 100, 1000));
        digits("0.1 0.1", at(constantRate(0.1), 0, 1000));
        digits("0.8 0.8 0.4 0.4 0.2", at(stepDecay(0.8, 0.5, 10), 0, 9, 10, 19, 20));
        digits("1 0.36787944 0.13533528", at(exponentialDecay(1, 0.1), 0, 10, 20));
        digits("1 0.5 0.33333333 0.01", at(inverseTimeDecay(1, 1), 0, 1, 2, 99));
        digits("0.4 0.3 0.2 0 0", at(polynomialDecay(0.4, 4, 1), 0, 1, 2, 4, 9));
        digits("0.4 0.1 0", at(polynomialDecay(0.4, 4, 2), 0, 2, 4));
        digits("0.02 0.04 0.06 0.08 0.1 0.1 0.05 0", at(warmUp(5, cosineDecay(0.1, 100)), 0, 1, 2, 3, 4, 5, 55, 105));
    }

    @Test
    void noneRisesButTheWarmUp() {
        for (var schedule : List.of(cosineDecay(0.1, 30), constantRate(0.1), stepDecay(0.1, 0.3, 7),
                exponentialDecay(0.1, 0.2), inverseTimeDecay(0.1, 3), polynomialDecay(0.1, 30, 0.9))) {
            assertEquals(0.1, schedule.at(0), schedule.toString());
            for (int t = 0; t < 40; t++) {
                assertTrue(schedule.at(t + 1) <= schedule.at(t) && schedule.at(t + 1) >= 0, schedule + " at " + t);
            }
        }
    }

    /** η = 1/t on 0.1 x² + 2 y² throws y from −2 to 6; from η₀ = 0.4 it only falls. */
    @Test
    void inverseTimeNeedsTheScale() {
        assertEquals(6, largest(inverseTimeDecay(1, 1)));
        assertEquals(1.2, largest(inverseTimeDecay(0.4, 0.1)), 1e-12);
    }

    private static double largest(Schedule schedule) {
        var x = Tensor.parameter(tensor(-5, -2));
        var optimizer = sgd(1).of(List.of(x));
        double largest = 0;
        for (int t = 0; t < 20; t++) {
            optimizer.zeroGrad();
            x.square().mul(tensor(0.1, 2)).sum().backward();
            optimizer.rate(schedule.at(t));
            optimizer.step();
            largest = Math.max(largest, Math.abs(x.get(1)));
        }
        return largest;
    }

    @Test
    void theyReadAsTheyAreWritten() {
        assertEquals("[warmUp(5, cosineDecay(0.1, 100)), constantRate(0.1), stepDecay(0.1, 0.5, 10),"
                + " exponentialDecay(0.1, 0.05), inverseTimeDecay(0.1, 1), polynomialDecay(0.1, 30, 2)]",
                List.of(warmUp(5, cosineDecay(0.1, 100)), constantRate(0.1), stepDecay(0.1, 0.5, 10),
                        exponentialDecay(0.1, 0.05), inverseTimeDecay(0.1, 1), polynomialDecay(0.1, 30, 2)).toString());
    }

    @Test
    void argumentsAreCheckedWhenGiven() {
        refuses("cosineDecay: the learning rate is -1, it should be a number of 0 or more", () -> cosineDecay(-1, 5));
        refuses("constantRate: the learning rate is NaN, it should be a number of 0 or more",
                () -> constantRate(Double.NaN));
        refuses("cosineDecay(0.1, 0): the time should be at least 1", () -> cosineDecay(0.1, 0));
        refuses("polynomialDecay(0.1, 0, 1): the time should be at least 1", () -> polynomialDecay(0.1, 0, 1));
        refuses("polynomialDecay(0.1, 5, 0): the power should be above 0", () -> polynomialDecay(0.1, 5, 0));
        refuses("stepDecay(0.1, 0.5, 0): the time should be at least 1", () -> stepDecay(0.1, 0.5, 0));
        refuses("stepDecay(0.1, 10, 5): the factor should be above 0 and at most 1", () -> stepDecay(0.1, 10, 5));
        refuses("exponentialDecay(0.1, -1): k should be 0 or more", () -> exponentialDecay(0.1, -1));
        refuses("inverseTimeDecay(0.1, NaN): k should be 0 or more", () -> inverseTimeDecay(0.1, Double.NaN));
        refuses("warmUp(0, constantRate(0.1)): the time should be at least 1", () -> warmUp(0, constantRate(0.1)));
        refuses("constantRate(0.1): t is -1, time starts at 0", () -> constantRate(0.1).at(-1));
    }

    @Test
    void thePlateauHalvesTheRateAfterTooLongAWait() {
        var plateau = reduceOnPlateau(0.8, 0.5, 2);
        double[] losses = {1, 1, 0.99999, 1, 0.5, 0.6, 0.6, Double.NaN, 0.6, 0.4};
        double[] rates = {0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.4, 0.2, 0.2, 0.2};
        for (int t = 0; t < losses.length; t++) {
            assertEquals(rates[t], plateau.after(losses[t]), "loss " + t);
        }
        assertEquals(0.2, plateau.rate());
        assertEquals("reduceOnPlateau(0.8, 0.5, 2): rate 0.2, best loss 0.4", plateau.toString());
    }

    @Test
    void thePlateauTakesNegativeLossesAndNoPatience() {
        var plateau = reduceOnPlateau(1, 0.1, 0);
        assertEquals(1, plateau.after(-3));
        assertEquals(1, plateau.after(-4));
        assertEquals(0.1, plateau.after(-4));
        refuses("reduceOnPlateau: the factor is 1, it should be between 0 and 1", () -> reduceOnPlateau(1, 1, 3));
        refuses("reduceOnPlateau: patience is -1, it should be 0 or more", () -> reduceOnPlateau(1, 0.5, -1));
        refuses("reduceOnPlateau: the learning rate is -1, it should be a number of 0 or more",
                () -> reduceOnPlateau(-1, 0.5, 0));
    }

    @Test
    void optionsOfAPlateauAreChecked() {
        var plateau = reduceOnPlateau(0.8, 0.5, 2).threshold(0.01).cooldown(3);
        assertEquals("reduceOnPlateau(0.8, 0.5, 2).threshold(0.01).cooldown(3): rate 0.8, best loss ∞", plateau.toString());
        refuses("reduceOnPlateau: the threshold is 1, it is a share of the best loss, from 0 to below 1", () -> plateau.threshold(1));
        refuses("reduceOnPlateau: cooldown is -1, it should be 0 or more", () -> plateau.cooldown(-1));
    }

    @Test
    void timesOfAMultiStepDecayRise() {
        int[] times = {3, 6};
        var schedule = Schedules.multiStepDecay(0.8, 0.5, times);
        times[0] = 5;
        assertEquals("multiStepDecay(0.8, 0.5, 3, 6)", schedule.toString());
        assertEquals(0.8, schedule.at(2));
        assertEquals(0.4, schedule.at(3));
        assertEquals(0.2, schedule.at(100));
        String wrong = ": the times should be at least one, above 0, each later than the one before";
        refuses("multiStepDecay(1, 0.5)" + wrong, () -> Schedules.multiStepDecay(1, 0.5));
        refuses("multiStepDecay(1, 0.5, 3, 3)" + wrong, () -> Schedules.multiStepDecay(1, 0.5, 3, 3));
        refuses("multiStepDecay(1, 0.5, 0)" + wrong, () -> Schedules.multiStepDecay(1, 0.5, 0));
        refuses("cosineDecay(1, 5, -1): the end is -1, it should be a number of 0 or more", () -> Schedules.cosineDecay(1, 5, -1));
    }
}
