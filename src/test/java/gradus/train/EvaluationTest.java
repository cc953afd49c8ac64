package gradus.train;

import static gradus.Expect.refuses;
import static gradus.loss.Losses.crossEntropy;
import static gradus.metrics.Metrics.accuracy;
import static gradus.metrics.Metrics.topKAccuracy;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.sequential;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.tensor;
import static gradus.train.Training.evaluate;
import static gradus.train.Training.metric;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Dataset;
import gradus.init.Initializers;
import gradus.tensor.Rng;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    private static Dataset data(int n) {
        return Dataset.of(randn(new Rng(1), n, 3), randn(new Rng(2), n).map(v -> v > 0 ? 1 : 0));
    }

    @Test
    void givesWhatEachMeasureGivesByItself() {
        var net = sequential(dense(3, 4), dropout(0.5), dense(4, 2)).initialize(Initializers.heNormal(), new Rng(3));
        var data = data(300);                                           // more than a batch, the last one smaller
        var measured = evaluate(net, data, crossEntropy(), accuracy());
        assertEquals(evaluate(net, data, metric(crossEntropy())), measured.loss());
        assertEquals(evaluate(net, data, accuracy()), measured.get("accuracy"));
        assertEquals(List.of("loss", "accuracy"), List.copyOf(measured.values().keySet()));
        assertEquals(300, measured.examples());
        assertTrue(net.training());
        assertFalse(measured.toString().contains("NaN"));
    }

    @Test
    void saysInWordsWhatItFound() {
        var net = dense(1, 2).weights(tensor(new double[][]{{0, 0}}), tensor(0, 0));
        var one = Dataset.of(tensor(new double[][]{{1}}), tensor(0));
        assertEquals("loss 0.6931 on 1 example", evaluate(net, one, crossEntropy()).toString());
        assertEquals("loss 0.6931, accuracy 1 on 1 example", evaluate(net, one, crossEntropy(), accuracy()).toString());
    }

    @Test
    void refusesNamesThatHideEachOther() {
        var net = dense(3, 2).initialize(Initializers.zeroInit(), new Rng(1));
        refuses("evaluate: there are two measures of the name \"accuracy\", one would hide the other; measure one of them by"
                + " itself", () -> evaluate(net, data(4), crossEntropy(), accuracy(), topKAccuracy(1)));
        refuses("evaluate: there is no measure \"recall\", there are [loss, accuracy]",
                () -> evaluate(net, data(4), crossEntropy(), accuracy()).get("recall"));
    }
}
