package gradus.train;

import static gradus.init.Initializers.heNormal;
import static gradus.init.Initializers.xavierNormal;
import static gradus.loss.Losses.crossEntropy;
import static gradus.loss.Losses.meanSquaredError;
import static gradus.metrics.Metrics.accuracy;
import static gradus.nn.Layers.batchNorm;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.sequential;
import static gradus.nn.Layers.tanh;
import static gradus.optim.Optimizers.adam;
import static gradus.optim.Optimizers.sgd;
import static gradus.optim.Schedules.stepDecay;
import static gradus.train.Training.evaluate;
import static gradus.train.Training.fit;
import static gradus.train.Training.predict;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Dataset;
import gradus.data.Iris;
import gradus.loss.Reduction;
import gradus.nn.Sequential;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FitTest {

    private static Sequential irisNet(long seed) {
        return sequential(dense(4, 8), tanh(), dense(8, 3)).initialize(xavierNormal(), new Rng(seed));
    }

    /** Points in the plane, class 1 inside a circle: small, and not separable by a line. */
    private static Dataset circle(int n) {
        var x = Tensors.randn(new Rng(5), n, 2);
        return Dataset.of(x, x.square().sum(1).atMost(1.4));
    }

    @Test
    void learnsAndWritesAHistory() {
        var split = Iris.load().split(new Rng(1), 0.6, 0.2, 0.2);
        var net = irisNet(2);
        var history = fit(net, split.train()).loss(crossEntropy()).optimizer(adam(0.02)).metric(accuracy())
                .validation(split.validation()).epochs(40).batchSize(16).run(new Rng(3));
        assertEquals(List.of("loss", "accuracy", "validation loss", "validation accuracy"), history.names());
        assertEquals(40, history.epochs());
        assertEquals("", history.ending());
        assertTrue(history.series("loss")[0] > 2 * history.last("loss"), history.toString());
        assertTrue(evaluate(net, split.test(), accuracy()) >= 0.9);
        assertTrue(history.toString().startsWith(
                "90 examples, batches of 16, 40 epochs, crossEntropy, adam(0.02), validation on 30, accuracy,"
                + " sequential(dense(4 → 8), tanh, dense(8 → 3)), seed 3\nepoch      loss  accuracy"), history::toString);
        assertEquals(evaluate(net, split.validation(), accuracy()), history.last("validation accuracy"));
    }

    @Test
    void isTheLoopOfFiveLines() {
        var data = circle(50);
        var byFit = sequential(dense(2, 6), relu(), dropout(0.3), dense(6, 2)).initialize(heNormal(), new Rng(1));
        var byHand = sequential(dense(2, 6), relu(), dropout(0.3), dense(6, 2)).initialize(heNormal(), new Rng(1));
        fit(byFit, data).loss(crossEntropy()).optimizer(sgd(0.1).momentum(0.9)).epochs(3).batchSize(16).run(new Rng(9));
        var optimizer = sgd(0.1).momentum(0.9).of(byHand.parameters());
        var rng = new Rng(9);
        for (int epoch = 0; epoch < 3; epoch++) {
            for (var batch : data.batches(16, rng)) {
                optimizer.zeroGrad();
                var loss = crossEntropy(byHand.forward(batch.x()), batch.y());
                loss.backward();
                optimizer.step();
            }
        }
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(byHand.parameters().get(i).data(), byFit.parameters().get(i).data());
        }
    }

    @Test
    void aScheduleSetsTheRateOfEveryEpoch() {
        var data = circle(50);
        var byFit = sequential(dense(2, 2)).initialize(heNormal(), new Rng(1));
        var byHand = sequential(dense(2, 2)).initialize(heNormal(), new Rng(1));
        var schedule = stepDecay(0.5, 0.1, 2);
        var history = fit(byFit, data).loss(crossEntropy()).optimizer(sgd(7)).schedule(schedule).epochs(3).run(new Rng(9));
        var optimizer = sgd(7).of(byHand.parameters());
        var rng = new Rng(9);
        for (double rate : new double[]{0.5, 0.5, 0.05}) {
            for (var batch : data.batches(32, rng)) {
                optimizer.rate(rate);
                optimizer.zeroGrad();
                crossEntropy(byHand.forward(batch.x()), batch.y()).backward();
                optimizer.step();
            }
        }
        assertArrayEquals(byHand.parameters().get(0).data(), byFit.parameters().get(0).data());
        assertEquals("50 examples, batches of 32, 3 epochs, crossEntropy, sgd(7), stepDecay(0.5, 0.1, 2), sequential(dense(2 → 2)), seed 9",
                history.settings());
        var own = fit(byFit, data).loss(crossEntropy()).optimizer(sgd(7)).schedule(t -> 0.1).epochs(1).run(new Rng(9));
        assertTrue(own.settings().endsWith("sgd(7), a custom schedule, sequential(dense(2 → 2)), seed 9"), own.settings());
    }

    @Test
    void weighsASmallerLastBatchByItsSize() {
        var data = Dataset.of(Tensors.tensor(new double[][]{{1}, {2}, {3}}), Tensors.zeros(3, 1));
        var net = sequential(dense(1, 1)).initialize((rng, in, out) -> Tensors.ones(in, out), new Rng(1));
        var history = fit(net, data).loss(meanSquaredError()).optimizer(sgd(0)).epochs(1).batchSize(2).run(new Rng(1));
        assertEquals((1 + 4 + 9) / 3.0, history.last("loss"), 1e-12);
    }

    @Test
    void restoresTheModeOfEveryLayer() {
        var frozen = dropout(0.5);
        var net = sequential(dense(2, 4), frozen, dropout(0.5), dense(4, 2)).initialize(heNormal(), new Rng(1));
        frozen.training(false);
        var x = Tensors.ones(3, 2);
        assertArrayEquals(predict(net, x).data(), predict(net, x).data());
        evaluate(net, circle(10), accuracy());
        fit(net, circle(10)).loss(crossEntropy()).optimizer(adam(0.1)).epochs(1).run(new Rng(1));
        assertTrue(net.training());
        assertFalse(frozen.training());
        assertTrue(net.layers().get(2).training());
        assertFalse(predict(net, x).requiresGrad());
    }

    @Test
    void stopsAtALossThatIsNoNumberAndKeepsTheNetFinite() {
        var data = Dataset.of(Tensors.randn(new Rng(1), 20, 3), Tensors.randn(new Rng(2), 20, 1));
        var net = sequential(dense(3, 1)).initialize(heNormal(), new Rng(1));
        var history = fit(net, data).loss(meanSquaredError()).optimizer(sgd(1e60)).epochs(50).batchSize(10).run(new Rng(1));
        assertTrue(history.ending().matches("stopped: the loss became (∞|NaN) in epoch \\d+, batch \\d; the learning rate 1e60"
                + " is probably too high, try a tenth of it"), history.ending());
        assertTrue(history.toString().endsWith(history.ending()));
        for (Tensor parameter : net.parameters()) {
            for (double value : parameter.data()) {
                assertTrue(Double.isFinite(value));
            }
        }
    }

    @Test
    void anInterruptionKeepsHistoryAndNet() {
        var net = sequential(dense(2, 4), relu(), dense(4, 2)).initialize(heNormal(), new Rng(1));
        var stopAfterTwo = new Progress() {
            @Override
            public void epochDone(History soFar) {
                if (soFar.epochs() == 2) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void finished(History history) {
            }
        };
        var history = fit(net, circle(40)).loss(crossEntropy()).optimizer(adam(0.1)).epochs(1000)
                .progress(stopAfterTwo).run(new Rng(1));
        assertEquals(2, history.epochs());
        assertEquals("interrupted in epoch 3; the network keeps what it has learned so far", history.ending());
        assertFalse(Thread.currentThread().isInterrupted());
        assertEquals("(40, 2)", predict(net, circle(40).x()).shapeText());
    }

    @Test
    void aLoopByHandIsInterruptedToo() {
        Thread.currentThread().interrupt();
        var thrown = assertThrows(gradus.tensor.Interrupted.class,
                () -> circle(40).batches(8).iterator().next());
        assertEquals("batches: interrupted after 0 of 40 rows",
                thrown.getMessage());
    }

    @Test
    void tellsProgressOfEveryEpochAndTheEnd() {
        var told = new ArrayList<String>();
        var progress = new Progress() {
            @Override
            public void epochDone(History soFar) {
                told.add(soFar.epochs() + " of " + soFar.planned());
            }

            @Override
            public void finished(History history) {
                told.add("finished");
            }
        };
        fit(irisNet(1), Iris.load()).loss(crossEntropy()).optimizer(sgd(0.1)).epochs(2).progress(progress).run(new Rng(1));
        assertEquals(List.of("1 of 2", "2 of 2", "finished"), told);
    }

    @Test
    void saysWhatIsMissing() {
        var data = circle(10);
        var net = sequential(dense(2, 2));
        assertEquals("fit: nothing trained yet: call run(rng)", fit(net, data).toString());
        assertMessage("fit: no loss given, add .loss(crossEntropy()) before run(rng)",
                () -> fit(net, data).optimizer(adam(0.1)).run(new Rng(1)));
        assertMessage("fit: no optimizer given, add .optimizer(adam(0.001)) before run(rng)",
                () -> fit(net, data).loss(crossEntropy()).run(new Rng(1)));
        assertMessage("fit: epochs is 0, it should be at least 1", () -> fit(net, data).epochs(0));
        assertMessage("fit: batchSize is -1, it should be at least 1", () -> fit(net, data).batchSize(-1));
        assertMessage("fit: the data set is empty, there is nothing to train on",
                () -> fit(net, data.take(0)).loss(crossEntropy()).optimizer(adam(0.1)).run(new Rng(1)));
        assertMessage("dense(2 → 2): the weights have no values yet; call initialize(heNormal(), new Rng(1)) on the"
                        + " network, or weights(W, b) on the layer, first",
                () -> fit(net, data).loss(crossEntropy()).optimizer(adam(0.1)).run(new Rng(1)));
        assertMessage("fit: the loss came out as (10), not one number; take reduction MEAN or SUM",
                () -> fit(sequential(dense(2, 2)).initialize(heNormal(), new Rng(1)), data)
                        .loss(crossEntropy().reduction(Reduction.NONE)).optimizer(adam(0.1)).run(new Rng(1)));
        var history = fit(sequential(dense(2, 2)).initialize(heNormal(), new Rng(1)), data).loss(crossEntropy())
                .optimizer(adam(0.1)).epochs(1).run(new Rng(1));
        assertMessage("history: there is no measure \"acuracy\", there are [loss]", () -> history.series("acuracy"));
        // one row is left over, and a batch of one has no variance
        assertMessage("batchNorm(2): input is (1, 2), while training a batch needs at least 2 examples; take another batch size,"
                + " since the last batch holds what is left over, or call training(false) for inference",
                () -> fit(sequential(dense(2, 2), batchNorm(2)).initialize(heNormal(), new Rng(1)), data.take(9)).batchSize(4)
                        .loss(crossEntropy()).optimizer(adam(0.1)).run(new Rng(1)));
        Thread.currentThread().interrupt();
        var nothing = fit(net.initialize(heNormal(), new Rng(1)), data).loss(crossEntropy()).optimizer(adam(0.1)).run(new Rng(1));
        assertMessage("history: there is no measure \"loss\", no epoch was completed; interrupted in epoch 1; the network keeps what"
                + " it has learned so far", () -> nothing.last("loss"));
    }

    private static void assertMessage(String message, org.junit.jupiter.api.function.Executable call) {
        assertEquals(message, assertThrows(RuntimeException.class, call).getMessage());
    }
}
