package gradus.play;

import static gradus.lesson.Lesson.explore;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.linalg.LinearAlgebra;
import gradus.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the figures on starts, steps, rates and dropout compute. */
class ExplorableTrainingTest {

    // ---- variance and depth

    /** Layers 1 to 10 of tanh, as integrated with SciPy; ReLU halves each mean square. */
    @Test
    void sizesOfLayersAreThoseOfTheTheory() {
        var figure = new VarianceAndDepth();
        var one = figure.values(1, 10);
        assertArrayEquals(new double[] {1, .627929, .486262, .408236, .357638, .321622, .294390, .272911, .255430, .240856, .228473},
                one.get("outputs of tanh"), 1e-6);
        assertEquals(0.2672, one.get("gradients of tanh")[0], 5e-5);
        assertEquals(1, one.get("gradients of tanh")[10]);
        for (int l = 0; l <= 10; l++) {
            assertEquals(Math.pow(0.5, l / 2.0), one.get("outputs of ReLU")[l], 1e-12);
            assertEquals(Math.pow(0.5, (10 - l) / 2.0), one.get("gradients of ReLU")[l], 1e-12);
        }
        assertArrayEquals(new double[] {1, .213546, .047642, .010652}, figure.values(0.05, 3).get("outputs of tanh"), 1e-6);
        assertArrayEquals(new double[] {1, .98201, .98167}, figure.values(500, 2).get("outputs of tanh"), 1e-5);
        assertEquals(0.651347, figure.values(25 / 9.0, 100).get("outputs of tanh")[100], 1e-6);
        for (double size : figure.values(2, 100).get("gradients of ReLU")) assertEquals(1, size);
    }

    @Test
    void theEndsOfAllLayersAreSaid() {
        assertEquals("With n Var(w) = 1 and 10 layers, a signal of size 1 arrives at the top with size 0.228 through tanh and 0.0313"
                + " through ReLU. A gradient of size 1 arrives at the input with 0.267 through tanh and 0.0313 through ReLU.",
                new VarianceAndDepth().words(1, 10));
        assertTrue(new VarianceAndDepth().words(500, 1).contains("and 1 layer, "));
        String alt = explore("variance-and-depth").at("n Var(w)", 500).picture().alt();
        assertTrue(alt.contains("tanh falls 1 → 0.9817"), alt);
    }

    // ---- optimizers on a ravine

    /** Plain descent along the axes: a is −5 · 0.92^t, b is −2 · (−0.6)^t; the others are the values of 20 steps in the notebook. */
    @Test
    void fourOptimizersWalkTheRavine() {
        var values = new OptimizersOnARavine().values(0.2, 0, 0.4, 0.5);
        for (int t = 0; t <= 30; t++) {
            assertEquals(-5 * Math.pow(0.92, t), values.get("plain x1")[t], 1e-12);
            assertEquals(-2 * Math.pow(-0.6, t), values.get("plain x2")[t], 1e-12);
        }
        assertEquals(-0.010599, values.get("RMSprop x1")[20], 3e-6);
        assertEquals(0.996033, values.get("Adam x1")[20], 1e-6);
        assertEquals(-0.212751, values.get("Adam x2")[20], 1e-6);
    }

    /** Plain descent and momentum turn with the ravine, Adam does not; along the axes Adam does not see the curvature. */
    @Test
    void adamSeesTheAngleAndNotTheCurvature() {
        var figure = new OptimizersOnARavine();
        var straight = figure.values(0.2, 0, 0.4, 0.5);
        var turned = figure.values(0.2, 45, 0.4, 0.5);
        for (String name : List.of("plain", "momentum")) assertArrayEquals(straight.get(name), turned.get(name), 1e-9);
        assertTrue(turned.get("Adam")[30] > 2 * straight.get("Adam")[30]);
        assertArrayEquals(straight.get("Adam x1"), figure.values(2, 0, 0.4, 0.5).get("Adam x1"), 1e-6);
        // a quarter turn only exchanges the axes
        assertArrayEquals(straight.get("Adam"), figure.values(0.2, 90, 0.4, 0.5).get("Adam"), 1e-9);
    }

    @Test
    void atASaddleAdamIsTheFirstToLeave() {
        var values = new OptimizersOnARavine().values(-0.2, 0, 0.2, 0.5);
        assertEquals(-0.1 * Math.pow(1.04, 30), values.get("plain x1")[30], 1e-12);
        assertTrue(Math.abs(values.get("Adam x1")[30]) > 10 * Math.abs(values.get("plain x1")[30]));
        assertEquals("Curvatures 0.2 along and 4 across, turned by 0 degrees; η = 0.4, μ = 0.5. Distance from the middle, 5.39 at the"
                + " start, after 30 steps: plain 0.41, momentum 0.00491, RMSprop 4.92e-6, Adam 0.747.",
                new OptimizersOnARavine().words(0.2, 0, 0.4, 0.5));
        assertTrue(new OptimizersOnARavine().words(4, 0, 1, 0).contains("plain beyond a million"));
    }

    // ---- η on a parabola

    /** x after t steps is (1 − ηκ)^t x₀. */
    @ParameterizedTest
    @CsvSource({"0.3, 1, 1, 10", "1.9, 1, 2, 30", "2.5, 1, 1, 10", "0.1, 5, -1.5, 20", "1, 1, 1, 3", "0, 2, 1, 5", "2, 1, 1, 7"})
    void thePathIsThatOfTheFormula(double rate, double curvature, double start, double steps) {
        var values = new RateOnParabola().values(rate, curvature, start, steps);
        double[] path = values.get("path");
        assertEquals(steps + 1, path.length);
        for (int t = 0; t < path.length; t++) {
            double x = Math.pow(1 - rate * curvature, t) * start;
            assertEquals(x, path[t], 1e-12 * Math.max(1, Math.abs(x)));
            assertEquals(curvature * path[t] * path[t] / 2, values.get("losses")[t]);
        }
        assertEquals(2 / curvature, values.get("limit")[0]);
        double last = values.get("rates")[120];
        assertTrue(last == 5 || last > 2 / curvature && last > rate);
        assertEquals(1 - rate * curvature, values.get("factor")[0]);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "0 | it stands still.", "0.3 | it comes nearer from one side.", "1 | it is at the bottom after one step.",
            "1.7 | it jumps to the other side and comes nearer.", "2 | it jumps from side to side and comes no nearer.",
            "2.5 | it jumps to the other side and further away."})
    void wordsSayWhatTheRateDoes(double rate, String behaviour) {
        String words = new RateOnParabola().words(rate, 1, 1, 10);
        assertTrue(words.contains(": " + behaviour + " After 10 steps"), words);
        assertTrue(words.endsWith("The limit is η = 2/κ = 2."));
    }

    @Test
    void farAwayIsSaidAsSuch() {
        assertTrue(new RateOnParabola().words(5, 5, 1, 30).contains("beyond a million"));
        assertTrue(new RateOnParabola().words(0.3, 1, 1, 1).contains("After 1 step x has gone from 1 to 0.7."));
    }

    // ---- a gradient through many layers

    /** Against the other figure on depth, and what is known by hand: σ' is ¼ at 0, ReLU's mean square ½. */
    @Test
    void theProductOfPlainLayersIsThatOfTheTheory() {
        var figure = new GradientThroughDepth();
        for (double gain : new double[] {0.5, 1, 5 / 3.0, 3}) {
            var plain = figure.values(gain, 20, 0);
            var known = new VarianceAndDepth().values(gain * gain, 20);
            assertArrayEquals(known.get("gradients of tanh"), plain.get("gradients of tanh"), 1e-9 * plain.get("gradients of tanh")[0] + 1e-12);
            for (int l = 0; l <= 20; l++) {
                assertEquals(Math.pow(gain / Math.sqrt(2), 20 - l), plain.get("gradients of ReLU")[l], 1e-9 * Math.pow(gain, 20));
            }
        }
        assertEquals(0.1 / 4, figure.values(0.1, 1, 0).get("factors of sigmoid")[0], 1e-4);
        assertEquals(1, figure.values(Math.sqrt(2), 100, 0).get("gradients of ReLU")[0], 1e-9);
        assertEquals(20, figure.values(1, 20, 0).get("factors of tanh").length);
    }

    /** E[σ'²] at a normal z of variance 1 is .0448362 and the mean square of σ .2933790, by a sum of 200,001 points in NumPy. */
    @Test
    void theSigmoidIsIntegrated() {
        var factors = new GradientThroughDepth().values(1, 2, 0).get("factors of sigmoid");
        assertEquals(Math.sqrt(0.04483624135), factors[0], 1e-6);
        assertTrue(factors[1] > factors[0] && factors[1] < 0.25);
    }

    /** With a way around, no factor is below s, whatever the weights are. */
    @Test
    void aWayAroundKeepsTheGradient() {
        var figure = new GradientThroughDepth();
        for (double around : new double[] {0.3, 1}) {
            for (String name : GradientThroughDepth.ACTIVATIONS) {
                for (double factor : figure.values(0.1, 50, around).get("factors of " + name)) assertTrue(factor > around);
            }
            double[] relu = figure.values(2, 5, around).get("factors of ReLU");
            for (double factor : relu) assertEquals(Math.sqrt(around * around + 2), factor, 1e-12);
        }
        assertEquals("With weights of standard deviation 1.41/√n and 1 of the input added to each output, 2 layers leave of a gradient of 1"
                + " from the top: 1.07 (sigmoid), 1.64 (tanh), 2 (ReLU). The last layer multiplies it by 1.03, 1.26 and 1.41.", figure.words(Math.sqrt(2), 2, 1));
    }

    // ---- noise on a bowl

    /** With η = 0.4 and batches of 2: 0.4/(4 (2 − 0.4)) along x and 0.4/(4 (2 − 0.1)) along y. */
    @Test
    void thePlateauIsTheSumOfBothDirections() {
        var figure = new NoiseOnABowl();
        assertEquals(0.0625 + 0.4 / 7.6, figure.values(2, 0.4).get("plateau")[0], 1e-12);
        assertEquals(2.5 * 2.5 * 1.25 / 2, figure.values(2, 0.4).get("losses")[0], 1e-12);
        assertEquals("With batches of 4 and η = 0.3 the loss goes from 3.906 to 0.0359, the mean of the last 100 of 200 steps."
                + " Steps with noise stay at 0.0415 on average; without noise the loss would be 2.24e-14 at the end.",
                figure.words(figure.defaults()));
    }

    /** Without noise each step multiplies x by 1 − η and y by 1 − η/4; a large batch keeps to that at first. */
    @Test
    void aLargeBatchFollowsTheStillPath() {
        var values = new NoiseOnABowl().values(1024, 0.5);
        double x = -2.5 * Math.pow(0.5, 3);
        double y = 2.5 * Math.pow(0.875, 3);
        assertEquals(NoiseOnABowl.loss(x, y), values.get("without noise")[3], 1e-12);
        assertEquals(x, values.get("x")[3], 0.15);
        assertEquals(y, values.get("y")[3], 0.15);
    }

    /** Noise is the same at all settings, so that four times the batch has half the distance at the same rate. */
    @Test
    void whatIsSeenScalesWithTheBatch() {
        var four = new NoiseOnABowl().values(4, 0.3);
        var many = new NoiseOnABowl().values(16, 0.3);
        assertEquals(0.25, many.get("seen")[0] / four.get("seen")[0], 0.01);
        assertEquals(1, four.get("seen")[0] / four.get("plateau")[0], 0.5);
    }

    // ---- a polynomial and its penalty

    /** The same weights by the singular value decomposition, with √(12λ) for each weight but the first as rows below the points. */
    @Test
    void thePolynomialIsThatOfLeastSquaresWithThePenaltyBelow() {
        int degree = 5;
        double lambda = 0.01;
        var values = new PolynomialAndPenalty().values(degree, lambda, 3);
        double[][] rows = new double[12 + degree][degree + 1];
        double[] targets = new double[12 + degree];
        for (int i = 0; i < 12; i++) {
            for (int k = 0; k <= degree; k++) rows[i][k] = Math.pow(2 * (i + 0.5) / 12 - 1, k);
            targets[i] = values.get("measured")[i];
        }
        for (int k = 1; k <= degree; k++) rows[11 + k][k] = Math.sqrt(12 * lambda);
        var w = LinearAlgebra.leastSquares(Tensors.tensor(rows), Tensors.tensor(targets));
        double onPoints = 0;
        double size = 0;
        for (int i = 0; i < 12; i++) {
            double miss = -targets[i];
            for (int k = 0; k <= degree; k++) miss += w.get(k) * rows[i][k];
            onPoints += miss * miss / 12;
        }
        for (int k = 1; k <= degree; k++) size += w.get(k) * w.get(k);
        assertEquals(onPoints, values.get("errors")[0], 1e-12);
        assertEquals(Math.sqrt(size), values.get("size")[0], 1e-10);
        assertEquals(w.get(0), values.get("curve")[50], 1e-12);      // the middle, where 2x − 1 is 0
    }

    /** One weight is the mean, whatever λ; twelve weights go nearly through the points where λ is next to nothing. */
    @Test
    void thePolynomialGoesFromTheMeanToEveryPoint() {
        var figure = new PolynomialAndPenalty();
        var flat = figure.values(0, 10, 0);
        double mean = Arrays.stream(flat.get("measured")).average().orElseThrow();
        for (double y : flat.get("curve")) assertEquals(mean, y, 1e-12);
        assertEquals(0, flat.get("size")[0]);
        assertTrue(figure.values(11, 1e-9, 0).get("errors")[0] < 0.003);
        double[] training = figure.values(11, 1e-9, 0).get("training");
        for (int i = 1; i < training.length; i++) assertTrue(training[i] > training[i - 1], "at " + i);
    }

    /** Over one period the mean square of a sine is ½: of 101 places with both ends, 50 / 101. */
    @Test
    void aHugePenaltyLeavesTheSine() {
        double[] all = new PolynomialAndPenalty().values(11, 10, 0).get("true");
        assertEquals(50 / 101.0, all[all.length - 1], 0.02);
    }

    // ---- a unit behind dropout

    /** By hand: 16 inputs at p = ½ are 16 ± √16, and 8 ± √4 where they are not divided; 0.2 has a quarter of that variance. */
    @Test
    void theSumBehindDropoutHasTheMeanAndSpreadOfTheFormula() {
        var figure = new UnitBehindDropout();
        assertArrayEquals(new double[] {16, 8}, figure.values(0.5, 4, 1).get("means"), 1e-12);
        assertArrayEquals(new double[] {4, 2}, figure.values(0.5, 4, 1).get("spreads"), 1e-12);
        assertArrayEquals(new double[] {2, 1.6}, figure.values(0.2, 4, 1).get("spreads"), 1e-12);
        assertEquals("With p = 0.5 a unit that adds up 16 inputs of 1 receives 16 on average, with a standard deviation of 4; not"
                + " divided by 1 − p, 8 with 2. In inference mode it receives 16. Eight masks keep 7, 10, 10, 3, 8, 9, 5, 8 of 16.",
                figure.words(figure.defaults()));
        assertTrue(figure.words(0, 1, 1).startsWith("With p = 0 a unit that adds up 1 input of 1 receives 1 on average, with a"
                + " standard deviation of 0; "));
    }

    /** The probabilities are those of Pascal's triangle at ½, and give the stated means and spreads at any p. */
    @ParameterizedTest
    @CsvSource({"0.5, 4", "0.2, 8", "0.95, 7", "0, 3", "0.35, 1"})
    void theProbabilitiesOfAllMasksAgreeWithMeanAndSpread(double p, double side) {
        var values = new UnitBehindDropout().values(p, side, 3);
        double[] probability = values.get("probability");
        for (int scaling = 0; scaling < 2; scaling++) {
            double[] sums = values.get(scaling == 0 ? "divided" : "not divided");
            double all = 0;
            double mean = 0;
            double square = 0;
            for (int k = 0; k < sums.length; k++) {
                all += probability[k];
                mean += probability[k] * sums[k];
                square += probability[k] * sums[k] * sums[k];
            }
            assertEquals(1, all, 1e-12);
            assertEquals(values.get("means")[scaling], mean, 1e-9 * mean);
            assertEquals(Math.pow(values.get("spreads")[scaling], 2), square - mean * mean, 1e-8 * square);
        }
        double[] half = new UnitBehindDropout().values(0.5, 2, 1).get("probability");
        assertArrayEquals(new double[] {1 / 16.0, 4 / 16.0, 6 / 16.0, 4 / 16.0, 1 / 16.0}, half, 1e-15);
    }

    /** A sum is what its mask keeps, divided by 1 − p; another draw keeps others, on average the share 1 − p. */
    @Test
    void theMasksOfADrawAddUpToItsSums() {
        var figure = new UnitBehindDropout();
        double kept = 0;
        for (int draw = 1; draw <= 100; draw++) {
            var values = figure.values(0.2, 8, draw);
            double[] masks = values.get("masks");
            for (int mask = 0; mask < UnitBehindDropout.MASKS; mask++) {
                double own = Arrays.stream(masks, 64 * mask, 64 * (mask + 1)).sum();
                assertEquals(own / 0.8, values.get("sums")[mask], 1e-9);
                kept += own;
            }
        }
        assertEquals(0.8, kept / (100 * 8 * 64), 0.01);
        assertFalse(Arrays.equals(figure.values(0.5, 4, 1).get("masks"), figure.values(0.5, 4, 2).get("masks")));
    }

    /** Far to the right, where nearly no mask leads, nothing is drawn. */
    @Test
    void theStillOfAUnitShowsWhereTheSumsAre() {
        String alt = explore("unit-behind-dropout").picture().alt();
        assertTrue(alt.contains("8 images of 4 × 4 pixels in 2 rows"), alt);
        assertTrue(alt.contains("sum 14, sum 20, sum 20, sum 6, sum 16, sum 18, sum 10, sum 16"), alt);
        assertTrue(alt.contains("x from 0 to 32"), alt);
        assertTrue(alt.contains("inference mode at x = 16"), alt);
        String far = explore("unit-behind-dropout").at("p", 0.95).at("side", 8).picture().alt();
        assertTrue(far.contains("x from 0 to 203.5"), far);
    }
}
