package gradus.plot;

import static gradus.init.Initializers.heNormal;
import static gradus.loss.Losses.crossEntropy;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.sequential;
import static gradus.optim.Optimizers.sgd;
import static gradus.plot.Figures.plot;
import static gradus.train.Training.rangeTest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Digits;
import gradus.tensor.Numbers;
import gradus.tensor.Rng;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RangePlotTest {

    @Test
    void theFigureSaysWhichRateToStartWith() throws IOException {
        var net = sequential(dense(64, 32), relu(), dense(32, 10)).initialize(heNormal(), new Rng(1));
        var curve = rangeTest(net, Digits.load()).loss(crossEntropy()).optimizer(sgd(1)).rates(1e-3, 100).epochs(2).run(new Rng(2));
        LinePlot plot = plot(curve);
        Gallery.check("range-test", plot, Look.BLUE, Look.VERMILION);
        assertEquals("The loss is lowest at rate " + Numbers.text(10 * curve.suggestion(), 2) + "; start with a tenth of it, "
                + Numbers.text(curve.suggestion(), 2), plot.title());
        assertTrue(plot.alt().contains("loss over learning rate"), plot.alt());
        assertTrue(plot.alt().contains("smoothed"), plot.alt());
    }
}
