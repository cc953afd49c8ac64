package gradus.data;

import static gradus.Expect.notNow;
import static gradus.Expect.refuses;
import static gradus.init.Initializers.heNormal;
import static gradus.loss.Losses.crossEntropy;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.sequential;
import static gradus.optim.Optimizers.sgd;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static gradus.train.Training.fit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import gradus.tensor.Rng;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Data sets of no row and of one: what can be done is done, the rest says why not. */
class FewRowsTest {

    private static final Dataset NONE = Dataset.of(zeros(0, 2), zeros(0));
    private static final Dataset ONE = Dataset.of(tensor(new double[][]{{3, 4}}), tensor(0));

    @Test
    void noRow() {
        assertEquals("data: 0 rows, 2 features", NONE.toString());
        assertEquals("data: 0 rows, 2 features, 2 classes\nrows per class: a: 0, b: 0",
                new Dataset("data", zeros(0, 2), zeros(0), List.of(), List.of("a", "b")).toString());
        assertFalse(NONE.batches(8).iterator().hasNext());
        assertFalse(NONE.batches(8, new Rng(1)).iterator().hasNext());
        assertEquals(0, NONE.select().size());
        assertEquals(0, NONE.take(0).size());
        refuses("take: 1 rows asked for, data has 0", () -> NONE.take(1));
        refuses("split: the fraction 0.8 of 0 rows is no row; each part needs one, take other fractions or more data",
                () -> NONE.split(new Rng(1), 0.8, 0.2));
        refuses("folds: k is 2, data has 0 rows and k must be from 2 to that number", () -> NONE.folds(new Rng(1), 2));
        refuses("scaler: data is (0, 2), there is no row to take its numbers from", () -> Scaler.standard(NONE));
        assertEquals(0, Scaler.standard(ONE).apply(NONE).size(), "to be scaled it may be empty");
        notNow("fit: the data set is empty, there is nothing to train on", () -> fit(sequential(dense(2, 1))
                .initialize(heNormal(), new Rng(1)), NONE).loss(crossEntropy()).optimizer(sgd(0.1)).run(new Rng(2)));
    }

    @Test
    void oneRow() {
        assertEquals("data: 1 row, 2 features, 1 class\nrows per class: 0: 1", ONE.toString());
        assertEquals("Batch: x (1, 2), y (1)", ONE.batches(1000, new Rng(1)).iterator().next().toString());
        refuses("split: the fraction 0.2 of 1 rows is no row; each part needs one, take other fractions or more data",
                () -> ONE.split(new Rng(1), 0.8, 0.2));
        refuses("folds: k is 2, data has 1 row and k must be from 2 to that number", () -> ONE.folds(new Rng(1), 2));
        assertEquals("[[0, 0]]", Scaler.minMax(ONE).apply(ONE).x().toString().lines().reduce((a, b) -> b).orElseThrow());
        var history = fit(sequential(dense(2, 2)).initialize(heNormal(), new Rng(1)), ONE).loss(crossEntropy())
                .optimizer(sgd(0.1)).epochs(2).batchSize(1000).run(new Rng(2));
        assertEquals(2, history.epochs());
    }
}
