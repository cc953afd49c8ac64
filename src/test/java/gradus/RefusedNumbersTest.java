package gradus;

import static gradus.Expect.refuses;
import static gradus.loss.Losses.binaryHinge;
import static gradus.optim.Optimizers.rmsprop;
import static gradus.optim.Schedules.reduceOnPlateau;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.diagnose.Finding;
import gradus.diagnose.Symptom;
import gradus.linalg.LinearAlgebra;
import gradus.nn.Layers;
import gradus.play.Explorable;
import gradus.plot.Figures;
import gradus.train.Histories;
import gradus.train.Training;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A number that a message compares with another does not read like that other: 1.0000000000000002 is not told as 1. */
class RefusedNumbersTest {

    private static final double ABOVE = Math.nextUp(1.0);
    private static final String ONE = "1.0000000000000002";

    @Test
    void inTheMathematics() {
        refuses("rmsprop: momentum is " + ONE + ", it should be from 0 to below 1", () -> rmsprop(0.1).momentum(ABOVE));
        refuses("reduceOnPlateau: the threshold is " + ONE + ", it is a share of the best loss, from 0 to below 1",
                () -> reduceOnPlateau(0.1, 0.5, 2).threshold(ABOVE));
        refuses("binaryHinge: beside 1 the target holds [-1, " + ONE + "]; labels are 0 and 1, or -1 and 1",
                () -> binaryHinge().of(zeros(3), tensor(1, -1, ABOVE)));
        refuses("symmetricEigen: A is not symmetric, A(1, 0) is 1.000001, A(0, 1) is 1",
                () -> LinearAlgebra.symmetricEigen(tensor(new double[][] {{1, 1}, {1.000001, 1}})));
    }

    @Test
    void inFigures() {
        Explorable temperature = Explorable.named("softmax-temperature");
        refuses("softmax-temperature: temperature is 100.00000000000001, it should be 0.001 to 100",
                () -> temperature.with(temperature.defaults(), "temperature", Math.nextUp(100.0)));
        refuses("scatter: label 1 is " + ONE + ", labels should be whole numbers",
                () -> Figures.scatter("t", tensor(0, 1), tensor(0, 1), tensor(0, ABOVE)));
        refuses("linePlot: xRange is " + ONE + " to 1, it should run from a smaller to a larger number",
                () -> Figures.linePlot("t", new double[] {1, 2}).xRange(ABOVE, 1));
        refuses("linePlot: nothing of \"a\" lies in yRange 0 to 1; its y runs from " + ONE + " to 2",
                () -> Figures.linePlot("t").line("a", new double[] {ABOVE, 2}).yRange(0, 1).alt());
        refuses("LinePlot: verticalLine \"l\": x is " + ONE + ", but the figure shows x from 0 to 1 (xRange); give a number between",
                () -> Figures.linePlot("t", new double[] {1, 2}).xRange(0, 1).verticalLine(ABOVE, "l").alt());
        refuses("contourPlot: point \"p\" at (" + ONE + ", 0.5) lies outside the plane, x 0 to 1, y 0 to 1",
                () -> Figures.contourPlot("t", (x, y) -> x, 0, 1, 0, 1).point("p", ABOVE, 0.5));
        refuses("simplexPlot: level \"l\" is " + ONE + ", the function runs from 0 to 1; give a value between",
                () -> Figures.simplexPlot("t", p -> p[0]).level("l", ABOVE));
        refuses("simplexPlot: point \"p\" is (0.5, 0.25, 0.25) with sum 1.0000200000000001; probabilities are 0 or more and sum to 1",
                () -> Figures.simplexPlot("t", p -> p[0]).point("p", 0.5, 0.25, 0.25002));
        refuses("parallelCoordinates: 1.0000001 of \"s\" has no name, there are 2: [a, b]", () -> Figures.parallelCoordinates("t",
                List.of("s", "u"), new double[][] {{0, 1}, {1.0000001, 2}}, new double[] {1, 2}).choices("s", List.of("a", "b")));
        var certain = Layers.sequential(Layers.dense(2, 1).weights(zeros(2, 1), tensor(new double[] {1.000001})));
        refuses("decisionPlot: an output is [1.000001], which is no probability; leave fromProbabilities() out for scores",
                () -> Figures.decisionPlot("t", certain, zeros(2, 2).add(tensor(new double[][] {{0}, {1}})), tensor(0, 1))
                        .fromProbabilities());
    }

    @Test
    void inWordsOfTraining() {
        var history = Histories.of(9, "", Map.of("loss", new double[] {Math.nextDown(0.1)}));
        assertEquals("the loss is 0.09999999999999999, below 0.1", Training.stopBelow("loss", 0.1).reason(history));
        assertEquals("the loss is 0.1, above 0.05", Training.stopAbove("loss", 0.05).reason(history));
        assertEquals("no parameter moved by more than 1, below " + ONE, Training.smallUpdates(ABOVE).reason(history));
        String finding = new Finding(Symptom.SATURATION, "layer 1", "their ratio", 10.001, 10, true).toString();
        assertEquals("    their ratio: 10.001 is above the limit 10", finding.lines().toList().get(1));
    }
}
