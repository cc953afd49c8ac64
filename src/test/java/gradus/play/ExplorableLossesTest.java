package gradus.play;

import static gradus.lesson.Lesson.explore;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the figures on units, nets, losses and metrics compute. */
class ExplorableLossesTest {

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
                + " F1 0.727, accuracy 0.75.",
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

    // ---- saturation over layers

    /** At 0: ¼, 1 and 0; the products of ten layers are 2⁻²⁰, 1 and 0. */
    @Test
    void slopesMultiplyOverLayers() {
        var figure = new SaturationOverLayers();
        var zero = figure.values(0, 10);
        assertArrayEquals(new double[] {0.25, 1, 0}, zero.get("now"), 1e-15);
        assertEquals(Math.pow(2, -20), zero.get("left of sigmoid")[10], 1e-20);
        assertEquals(1, zero.get("left of tanh")[10]);
        assertEquals(0, zero.get("left of ReLU")[1]);
        var one = figure.values(-1, 3);
        double sigmoid = 1 / (1 + Math.exp(-1));
        assertArrayEquals(new double[] {sigmoid * (1 - sigmoid), 1 - Math.tanh(1) * Math.tanh(1), 0}, one.get("now"), 1e-15);
        assertEquals(Math.pow(1 - Math.tanh(1) * Math.tanh(1), 3), one.get("left of tanh")[3], 1e-15);
        assertEquals(4, one.get("left of tanh").length);
        assertEquals(0.25, one.get("slope of sigmoid")[120], 1e-15);
        assertEquals("At the weighted sum 1 the slopes are 0.197 (sigmoid), 0.42 (tanh) and 1 (ReLU). Of a gradient of 1, 10 layers"
                + " leave 8.63e-8, 0.000171 and 1.", figure.words(figure.defaults()));
        assertTrue(figure.words(6, 1).endsWith("1 layer leaves 0.00247, 2.46e-5 and 1."), figure.words(6, 1));
    }
}
