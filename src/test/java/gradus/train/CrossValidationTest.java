package gradus.train;

import static gradus.Expect.refuses;
import static gradus.init.Initializers.xavierNormal;
import static gradus.loss.Losses.crossEntropy;
import static gradus.metrics.Metrics.accuracy;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.sequential;
import static gradus.optim.Optimizers.adam;
import static gradus.train.Training.crossValidate;
import static gradus.train.Training.evaluate;
import static gradus.train.Training.fit;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Dataset;
import gradus.data.Fold;
import gradus.data.Iris;
import gradus.tensor.Interrupted;
import gradus.tensor.Rng;
import gradus.tensor.Tensors;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class CrossValidationTest {

    private static final Dataset SMALL = Dataset.of(Tensors.arange(10).reshape(10, 1),
            Tensors.arange(10).reshape(10, 1));

    private static double irises(Fold fold, Rng rng) {
        var net = sequential(dense(4, 3)).initialize(xavierNormal(), rng);
        fit(net, fold.train()).loss(crossEntropy()).optimizer(adam(0.05)).epochs(15).run(rng);
        return evaluate(net, fold.validation(), accuracy());
    }

    @Test
    void everyFoldIsMeasuredOnTheRowsThatItHasNotSeen() {
        var result = crossValidate(Iris.load(), 5, new Rng(1), CrossValidationTest::irises);
        assertEquals(5, result.scores().length);
        assertTrue(result.mean() > 0.9, result::toString);
        assertArrayEquals(result.scores(), crossValidate(Iris.load(), 5, new Rng(1), CrossValidationTest::irises).scores());
        var held = new ArrayList<Double>();
        crossValidate(SMALL, 4, new Rng(3), (fold, rng) -> {
            for (double row : fold.validation().x().data()) held.add(row);
            return 0;
        });
        held.sort(null);
        assertEquals(10, held.size());
        for (int i = 0; i < 10; i++) assertEquals(i, held.get(i));
    }

    @Test
    void meanAndSpreadAreThoseOfTheScores() {
        var result = crossValidate(SMALL, 5, new Rng(1), (fold, rng) -> fold.number());
        assertEquals(3, result.mean());
        assertEquals(Math.sqrt(2.5), result.standardDeviation(), 1e-15);
        assertEquals("5-fold cross-validation of data, 10 rows, seed 1\n"
                + "fold  train  validation  score\n"
                + "1     8      2           1\n"
                + "2     8      2           2\n"
                + "3     8      2           3\n"
                + "4     8      2           4\n"
                + "5     8      2           5\n"
                + "mean 3, standard deviation 1.581", result.toString());
    }

    @Test
    void anInterruptedRunOfFitKeepsTheFoldsBefore() {
        var result = crossValidate(Iris.load(), 5, new Rng(1), (fold, rng) -> {
            if (fold.number() == 3) Thread.currentThread().interrupt();
            return irises(fold, rng);
        });
        assertEquals("interrupted in fold 3 of 5", result.ending());
        assertEquals(2, result.scores().length);
        assertTrue(result.toString().endsWith("\ninterrupted in fold 3 of 5"));
    }

    @Test
    void anInterruptedLoopByHandKeepsTheFoldsBefore() {
        var result = crossValidate(SMALL, 5, new Rng(1), (fold, rng) -> {
            if (fold.number() == 2) throw new Interrupted("a loop by hand");
            return 7;
        });
        assertEquals("interrupted in fold 2 of 5", result.ending());
        assertEquals(7, result.mean());
        assertEquals(Double.NaN, result.standardDeviation());
    }

    @Test
    void whatElseIsThrownComesThrough() {
        assertEquals("planted", assertThrows(ArithmeticException.class, () -> crossValidate(SMALL, 5, new Rng(1), (fold, rng) -> {
            throw new ArithmeticException("planted");
        })).getMessage());
        refuses("folds: k is 11, data has 10 rows and k must be from 2 to that number",
                () -> crossValidate(SMALL, 11, new Rng(1), (fold, rng) -> 0));
    }
}
