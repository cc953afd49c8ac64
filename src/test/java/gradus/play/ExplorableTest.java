package gradus.play;

import static gradus.Expect.refuses;
import static gradus.lesson.Lesson.explore;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExplorableTest {

    static Stream<Explorable> figures() {
        return Explorable.ALL.stream();
    }

    /** At its start, at both ends of every range, and at 100 places between. */
    @ParameterizedTest
    @MethodSource("figures")
    void everySettingHasValuesWordsAndAPicture(Explorable figure) {
        var settings = new java.util.ArrayList<double[]>(List.of(figure.defaults()));
        for (int i = 0; i < figure.parameters().size(); i++) {
            var parameter = figure.parameters().get(i);
            settings.add(figure.with(figure.defaults(), parameter.name(), parameter.from()));
            settings.add(figure.with(figure.defaults(), parameter.name(), parameter.to()));
        }
        settings.add(figure.parameters().stream().mapToDouble(Explorable.Parameter::from).toArray());
        settings.add(figure.parameters().stream().mapToDouble(Explorable.Parameter::to).toArray());
        int pictures = settings.size();
        var rng = new Rng(1);
        for (int i = 0; i < 100; i++) {
            settings.add(figure.parameters().stream().mapToDouble(p -> rng.uniform(p.from(), p.to())).toArray());
        }
        for (int i = 0; i < settings.size(); i++) {
            var names = figure.values(settings.get(i)).keySet();
            assertEquals(List.copyOf(figure.values(figure.defaults()).keySet()), List.copyOf(names));
            for (double[] values : figure.values(settings.get(i)).values()) {
                for (double v : values) assertFalse(Double.isNaN(v), figure.name());
            }
            assertFalse(figure.words(settings.get(i)).contains("NaN"));
            assertTrue(figure.words(settings.get(i)).length() < 600);
            if (i < pictures) assertTrue(Stills.of(figure, settings.get(i)).png().length > 1000);
        }
    }

    @Test
    void namesAreTheirOwn() {
        assertEquals(Explorable.ALL.size(), new HashSet<>(Explorable.ALL.stream().map(Explorable::name).toList()).size());
        refuses("explore: there is no figure \"softmax\", there are [line-of-a-unit, gradients-of-a-net,"
                + " pulls-of-five-patients, softmax-temperature, hinge-against-cross-entropy, threshold-on-a-list,"
                + " variance-and-depth, noise-on-a-bowl, optimizers-on-a-ravine, rate-on-parabola, unit-behind-dropout]",
                () -> explore("softmax"));
        refuses("softmax-temperature: there is no parameter \"T\", there are [temperature, score of 1, score of 4,"
                + " score of 8]", () -> explore("softmax-temperature").at("T", 1));
        refuses("softmax-temperature: temperature is 0, it should be 0.001 to 100",
                () -> explore("softmax-temperature").at("temperature", 0));
        refuses("rate-on-parabola: steps is NaN, it should be 1 to 30 steps",
                () -> explore("rate-on-parabola").at("steps", Double.NaN));
        refuses("parameter x: from 0.0 to 1.0, start 2.0, step 0.0 is no range",
                () -> new Explorable.Parameter("x", "", 0, 1, 2, 0, false));
        refuses("parameter x: from 0.0 to 1.0, start 1.0, step 0.0 is no range",
                () -> new Explorable.Parameter("x", "", 0, 1, 1, 0, true));
    }

    @Test
    void anExplorationKeepsItsSettings() {
        var explored = explore("softmax-temperature");
        assertTrue(explored.at("temperature", 2).words().startsWith("At temperature 2 "));
        assertTrue(explored.words().startsWith("At temperature 1 "));
        assertEquals(explored.figure().question() + " " + explored.words(), explored.toString());
        assertEquals(explored.figure().question(), explored.picture().title());
    }

    // ---- the gradients of a net

    @Test
    void theGradientsOfANetAreThoseWorkedOutByHand() {
        var figure = new GradientsOfANet();
        var values = figure.values(figure.defaults());
        assertArrayEquals(new double[] {0.2767929}, values.get("loss"), 5e-8);
        assertArrayEquals(new double[] {0.0174491, 0.0130842, -0.2623382}, values.get("deltas"), 5e-8);
        assertArrayEquals(new double[] {0.0174491, 0.0130842, 0, 0, 0.0174491, 0.0130842, 0.0174491, 0.0130842, -0.0870470,
            -0.1377221, -0.2623382}, values.get("gradients"), 6e-8);
        assertEquals("For the input (1, 0, 1) the net gives 0.474, the target is 1: the loss is 0.277. The largest of eleven"
                + " gradients is that of b6, -0.262: it should be larger.", figure.words(figure.defaults()));
        assertTrue(Stills.of(figure, figure.with(figure.defaults(), "target", 0)).alt().contains("target 0, E = 0.225"));
    }

    // ---- the pulls of five patients

    /** By hand: (151 + 999 + 141 + 206 + 135)/5 = 326.4; for Huber (151 + 141 + 206 + 135 + δ)/4 with the one far away at +δ. */
    @Test
    void pullsBalanceAtMeanAndMedianAndBetween() {
        var figure = new PullsOfFivePatients();
        assertArrayEquals(new double[] {326.4, 151, 170.75}, figure.values(999, 50).get("best"), 1e-9);
        assertArrayEquals(new double[] {141.6, 141, 141.6}, figure.values(75, 500).get("best"), 1e-9);
        // as δ shrinks, the median: four pulls of 1 stand against each other, the fifth must be 0
        assertArrayEquals(new double[] {326.4, 151, 151}, figure.values(999, 1).get("best"), 1e-9);
        assertEquals("The second patient has 999, the others 151, 141, 206 and 135. The pulls balance at 326.4 for the squared error,"
                + " the mean; at 151 for the absolute error, the median; at 170.8 for Huber's loss with δ = 50.",
                figure.words(figure.defaults()));
    }

    /** At 160: errors 9, −839, 19, −46, 25. Each pull is the slope of its loss, and Huber's lowest loss is where its own is 0. */
    @Test
    void pullsAreTheSlopesOfTheLosses() {
        var values = new PullsOfFivePatients().values(999, 40);
        double[] predictions = values.get("predictions");
        assertEquals(160, predictions[320], 1e-12);
        assertEquals((9 - 839 + 19 - 46 + 25) / 5.0, values.get("squared")[320], 1e-12);
        assertEquals((40 - 40 + 40 - 40 + 40) / 5.0, values.get("absolute")[320], 1e-12);
        assertEquals((9 - 40 + 19 - 40 + 25) / 5.0, values.get("Huber")[320], 1e-12);
        for (String loss : List.of("squared", "absolute", "Huber")) {
            int at = List.of("squared", "absolute", "Huber").indexOf(loss);
            double best = values.get("best")[at];
            for (int i = 0; i < predictions.length; i++) {
                if (predictions[i] < best - 0.3) assertTrue(values.get(loss)[i] < 0, loss + " at " + predictions[i]);
                if (predictions[i] > best + 0.3) assertTrue(values.get(loss)[i] > 0, loss + " at " + predictions[i]);
            }
        }
    }

    /** One value moves the mean by a fifth of its way; the median stays between its neighbours. */
    @Test
    void oneValueMovesTheMeanWithoutBound() {
        var values = new PullsOfFivePatients().values(999, 50);
        double[] seconds = values.get("second values");
        double[] mean = values.get("best of squared");
        assertEquals((seconds[800] - seconds[0]) / 5, mean[800] - mean[0], 1e-9);
        assertEquals(141, values.get("best of absolute")[0]);
        assertEquals(151, values.get("best of absolute")[800]);
        String alt = explore("pulls-of-five-patients").picture().alt();
        assertTrue(alt.contains("y from -62.5 to 62.5"), alt);
        assertTrue(alt.contains("absolute rises 141 → 151"), alt);
    }

    // ---- the line of a unit

    /** By hand: x₁ + x₂ − 1.5 at the four corners. */
    @Test
    void aUnitAnswersOnItsSideOfTheLine() {
        var figure = new LineOfAUnit();
        var values = figure.values(1, 1, -1.5);
        assertArrayEquals(new double[] {-1.5, -0.5, -0.5, 0.5}, values.get("sums"));
        assertArrayEquals(new double[] {0, 0, 0, 1}, values.get("answers"));
        assertArrayEquals(new double[] {4, 2, 0, 1}, values.get("right"));
        assertEquals("With w₁ = 1, w₂ = 1 and b = -1.5 the unit answers 1 at (1, 1). Corners answered right: AND 4, OR 2, NAND 0,"
                + " XOR 1 of 4.", figure.words(figure.defaults()));
        assertEquals("With w₁ = 0, w₂ = 0 and b = -0.1 the unit answers 1 at no corner. Corners answered right: AND 3, OR 1, NAND 1,"
                + " XOR 2 of 4.", figure.words(0, 0, -0.1));
        assertArrayEquals(new double[] {1, 1, 3, 2}, figure.values(0, -1, 0.5).get("right"));
        // on the line it answers 1: 0.1 + 0.2 − 0.3 in decimal
        assertArrayEquals(new double[] {0, 0, 0, 1}, figure.values(0.1, 0.2, -0.3).get("answers"));
        assertArrayEquals(new double[] {1, 1, 1, 1}, figure.values(-0.1, -0.2, 0.3).get("answers"));
    }

    /** Some setting of the sliders answers AND, OR and NAND at all corners, and none XOR at more than three. */
    @Test
    void noUnitAnswersXor() {
        double[] most = new double[4];
        for (int i = -12; i <= 12; i++) {
            for (int j = -12; j <= 12; j++) {
                for (int k = -12; k <= 12; k++) {
                    double[] right = new LineOfAUnit().values(i / 4.0, j / 4.0, k / 4.0).get("right");
                    for (int question = 0; question < 4; question++) most[question] = Math.max(most[question], right[question]);
                }
            }
        }
        assertArrayEquals(new double[] {4, 4, 4, 3}, most);
    }

    @Test
    void theStillOfAUnitShowsThePlaneAndTheCounts() {
        String alt = explore("line-of-a-unit").at("b", -0.5).picture().alt();
        assertTrue(alt.contains("AND 2; OR 4; NAND 2; XOR 3"), alt);
        assertTrue(alt.contains("75 % on the right side of the boundary"), alt);
        assertTrue(explore("line-of-a-unit").at("w1", 0).at("w2", 0).picture().alt().contains("100 % of the area"));
    }

    // ---- a threshold on a list

    /** By hand: six are called from 0.5 on, four of them ill; 7 + 7 + 6 + 5 + 3 of 35 pairs stand right. */
    @Test
    void aThresholdDividesTheList() {
        var figure = new ThresholdOnAList();
        var values = figure.values(0.5, 1);
        assertArrayEquals(new double[] {4, 2, 1, 5}, values.get("counts"));
        assertArrayEquals(new double[] {4 / 6.0, 0.8, 8 / 11.0, 0.75}, values.get("scores"), 1e-12);
        assertEquals(28 / 35.0, values.get("area")[0], 1e-12);
        assertArrayEquals(new double[] {2 / 7.0, 0.8}, values.get("now"), 1e-12);
        // who stands at the threshold is called ill
        assertArrayEquals(new double[] {5, 4, 0, 3}, figure.values(0.24, 1).get("counts"));
        assertEquals("From 0.5 on a patient is called ill: 6, of whom 4 are: precision 0.667. Of 5 ill patients 4 are found: recall 0.8."
                + " F1 0.727, accuracy 0.75. The ROC curve has the area 0.8, the share of pairs in order.",
                figure.words(figure.defaults()));
        assertTrue(figure.words(1, 1).startsWith("From 1 on a patient is called ill: nobody, so there is no precision."),
                figure.words(1, 1));
    }

    /** Ten times as many healthy: precision falls, what looks at ill and healthy apart stays. */
    @Test
    void rareIllnessMovesThePrecisionAlone() {
        var figure = new ThresholdOnAList();
        var rare = figure.values(0.5, 10);
        assertArrayEquals(new double[] {4, 20, 1, 50}, rare.get("counts"));
        assertArrayEquals(new double[] {1 / 6.0, 0.8, 8 / 29.0, 0.72}, rare.get("scores"), 1e-12);
        assertArrayEquals(figure.values(0.5, 1).get("now"), rare.get("now"), 1e-12);
        assertArrayEquals(figure.values(0.5, 1).get("area"), rare.get("area"));
    }

    /** Each step down the list goes up for an ill patient, to the right for a healthy one, from nobody to everybody. */
    @Test
    void theCurveWalksDownTheList() {
        var values = new ThresholdOnAList().values(0.5, 1);
        assertArrayEquals(new double[] {0, 0.2, 0.4, 0.4, 0.6, 0.6, 0.8, 0.8, 0.8, 1, 1, 1, 1}, values.get("recalls"), 1e-12);
        assertEquals(1, values.get("false alarms")[12], 1e-12);
        assertEquals(0, values.get("false alarms")[2]);
    }

    // ---- softmax with temperature

    @Test
    void theTemperatureFlattensAndSharpens() {
        var figure = new SoftmaxTemperature();
        var values = figure.values(1, 6.66, 6.61, 5.28);
        assertArrayEquals(new double[] {0.45397, 0.43183, 0.11421}, values.get("probabilities"), 1e-5);
        assertEquals("At temperature 1 the scores 1: 6.66, 4: 6.61, 8: 5.28 become the probabilities 0.454, 0.432, 0.114:"
                + " the 1 leads. Their entropy is 0.969 of at most ln 3 = 1.099.", figure.words(1, 6.66, 6.61, 5.28));
        // twice the temperature is half of all scores
        assertArrayEquals(values.get("probabilities"), figure.values(2, 13.32, 13.22, 10.56).get("probabilities"), 1e-15);
        assertEquals(Math.log(3), figure.values(1, 2, 2, 2).get("entropy")[0], 1e-15);
        assertTrue(figure.words(1, 2, 2, 2).contains("no digit leads alone"));
        double cold = figure.values(0.1, 6, 5, -6).get("entropy")[0];
        assertEquals(4.9938e-4, cold, 1e-7);
    }

    @Test
    void theCurvesGoFromOneToAThird() {
        var values = new SoftmaxTemperature().values(1, 6.66, 6.61, 5.28);
        assertEquals(0.001, values.get("temperatures")[0], 1e-15);
        assertEquals(100, values.get("temperatures")[100], 1e-12);
        assertEquals(1, values.get("1")[0], 1e-8);
        assertEquals(1.0 / 3, values.get("1")[100], 0.02);
    }

    // ---- hinge against cross-entropy

    /** By hand: 2 + 1 − 2.5 = 0.5, and ln(1 + e^−0.5 + e^−2.5) = 0.524. */
    @Test
    void threeLossesOfOneGap() {
        var figure = new HingeAgainstCrossEntropy();
        var values = figure.values(2.5, 2, 0, 1);
        assertArrayEquals(new double[] {0.5, 0.52391, 0}, values.get("losses"), 1e-5);
        assertArrayEquals(new double[] {-1, -0.40780}, values.get("slopes"), 1e-5);
        assertEquals("The right score is 2.5, the wrong ones are 2 and 0: the right class leads by 0.5. With the margin 1 the hinge"
                + " is 0.5 with slope -1, cross-entropy is 0.524 with slope -0.408. The 0/1 loss is 0 and has no slope to follow.",
                figure.words(2.5, 2, 0, 1));
        assertTrue(figure.words(2, 2, 0, 1).contains("the right class leads by nothing."));
        assertTrue(figure.words(1, 2, 0, 1).contains("the right class is behind by 1."));
    }

    /** The corners are at 1 and 3; each slope is that of its loss. */
    @Test
    void slopesAreThoseOfTheLosses() {
        var values = new HingeAgainstCrossEntropy().values(2.5, 2, 0, 1);
        double[] scores = values.get("scores");
        assertEquals(3, scores[140], 1e-12);
        assertEquals(0, values.get("hinge")[140], 1e-12);
        assertTrue(values.get("hinge")[139] > 0);
        for (String loss : List.of("hinge", "cross-entropy")) {
            double[] slope = values.get(loss.equals("hinge") ? "slope of the hinge" : "slope of " + loss);
            for (int i = 1; i < scores.length - 1; i++) {
                if (loss.equals("hinge") && (Math.abs(scores[i] - 1) < 0.06 || Math.abs(scores[i] - 3) < 0.06)) continue;
                double secant = (values.get(loss)[i + 1] - values.get(loss)[i - 1]) / (scores[i + 1] - scores[i - 1]);
                assertEquals(slope[i], secant, 1e-3, loss + " at " + scores[i]);
            }
        }
    }

    /** The corners fill the picture, and a right score further out stays in it. */
    @Test
    void theStillOfThreeLossesShowsTheirCorners() {
        String alt = explore("hinge-against-cross-entropy").picture().alt();
        assertTrue(alt.contains("x from -4 to 5, y from 0 to 7"), alt);
        assertTrue(alt.contains("right score 2.5 at x = 2.5"), alt);
        assertTrue(alt.contains("0/1 (dashed)"), alt);
        String far = explore("hinge-against-cross-entropy").at("right score", -4).picture().alt();
        assertTrue(far.contains("x from -4 to 5, y from 0 to 13.2"), far);
        String beyond = explore("hinge-against-cross-entropy").at("right score", 10).at("margin", 5).picture().alt();
        assertTrue(beyond.contains("x from -4 to 10, y from 0 to 7"), beyond);
    }

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
