package gradus.train;

import static gradus.Expect.refuses;
import static gradus.init.Initializers.heNormal;
import static gradus.loss.Losses.crossEntropy;
import static gradus.loss.Losses.elasticNet;
import static gradus.loss.Losses.meanSquaredError;
import static gradus.metrics.Metrics.accuracy;
import static gradus.metrics.Metrics.topKAccuracy;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.sequential;
import static gradus.optim.Clipping.clipGlobalNorm;
import static gradus.optim.Optimizers.sgd;
import static gradus.train.Training.earlyStopping;
import static gradus.train.Training.fit;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Dataset;
import gradus.nn.Layer;
import gradus.nn.Sequential;
import gradus.tensor.Rng;
import gradus.tensor.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;

class FitOptionsTest {

    private static Dataset circle(int n) {
        var x = Tensors.randn(new Rng(5), n, 2);
        return Dataset.of(x, x.square().sum(1).atMost(1.4));
    }

    private static Sequential net() {
        return sequential(dense(2, 6), relu(), dense(6, 2)).initialize(heNormal(), new Rng(1));
    }

    /** A loss of numbers that were taken out of the record, and one of something else than the network. */
    @Test
    void aLossThatDoesNotDependOnTheNetworkSaysSo() {
        var data = gradus.data.Dataset.of(gradus.tensor.Tensors.ones(4, 2), gradus.tensor.Tensors.ones(4, 1));
        var other = gradus.tensor.Tensor.parameter(1.0);
        for (gradus.loss.Loss loss : java.util.List.<gradus.loss.Loss>of((p, y) -> p.detach().sub(y).square().mean(),
                (p, y) -> other.square())) {
            var net = gradus.nn.Layers.dense(2, 1).initialize(gradus.init.Initializers.heNormal(), new gradus.tensor.Rng(1));
            String problem = ": the loss does not depend on the network, no gradient comes back to its parameters; compute it from the"
                    + " prediction that the loss is given, without detach(), argmax or numbers taken out of it";
            gradus.Expect.notNow("fit" + problem, () -> Training.fit(net, data).loss(loss)
                    .optimizer(gradus.optim.Optimizers.sgd(0.1)).epochs(1).run(new gradus.tensor.Rng(1)));
            gradus.Expect.notNow("rangeTest" + problem, () -> Training.rangeTest(net, data).loss(loss)
                    .optimizer(gradus.optim.Optimizers.sgd(1)).rates(0.001, 1).batchSize(1).epochs(4).run(new gradus.tensor.Rng(1)));
        }
    }

    @Test
    void aLossThatIsNullSaysSo() {
        var data = gradus.data.Dataset.of(gradus.tensor.Tensors.ones(4, 2), gradus.tensor.Tensors.ones(4, 1));
        var net = gradus.nn.Layers.dense(2, 1).initialize(gradus.init.Initializers.heNormal(), new gradus.tensor.Rng(1));
        gradus.Expect.notNow("fit: the loss came out as null; a function given to loss(…) returns a tensor of one number",
                () -> Training.fit(net, data).loss((p, y) -> null).optimizer(gradus.optim.Optimizers.sgd(0.1)).epochs(1)
                        .run(new gradus.tensor.Rng(1)));
    }

    @Test
    void aSecondPenaltyIsNotLost() {
        var data = gradus.data.Dataset.of(gradus.tensor.Tensors.ones(4, 2), gradus.tensor.Tensors.ones(4, 1));
        gradus.Expect.refuses("fit: there is the penalty l1Penalty(0.1) already, l2Penalty(0.2) would take its place;"
                + " elasticNet(lambda1, lambda2) is both, else leave one out", () -> Training.fit(gradus.nn.Layers.dense(2, 1), data)
                .penalty(gradus.loss.Losses.l1Penalty(0.1)).penalty(gradus.loss.Losses.l2Penalty(0.2)));
    }

    @Test
    void penaltyAndClippingAreTheLinesOfALoopByHand() {
        var data = circle(50);
        var byFit = net();
        var byHand = net();
        var penalty = elasticNet(0.01, 0.02);
        var history = fit(byFit, data).loss(crossEntropy()).penalty(penalty).clip(0.3).optimizer(sgd(0.5)).epochs(3)
                .batchSize(20).run(new Rng(9));
        var optimizer = sgd(0.5).of(byHand.parameters());
        var rng = new Rng(9);
        boolean clipped = false;
        double losses = 0;
        double penalties = 0;
        for (int epoch = 0; epoch < 3; epoch++) {
            losses = 0;
            penalties = 0;
            for (var batch : data.batches(20, rng)) {
                optimizer.zeroGrad();
                var loss = crossEntropy(byHand.forward(batch.x()), batch.y());
                var price = penalty.of(byHand.parameters());
                loss.add(price).backward();
                clipped |= clipGlobalNorm(byHand.parameters(), 0.3) > 0.3;
                optimizer.step();
                losses += loss.item() * batch.size() / 50;
                penalties += price.item() * batch.size() / 50;
            }
        }
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(byHand.parameters().get(i).data(), byFit.parameters().get(i).data());
        }
        assertTrue(clipped);
        assertEquals(losses, history.last("loss"), 1e-12);
        assertEquals(penalties, history.last("penalty"), 1e-12);
        assertEquals("50 examples, batches of 20, 3 epochs, crossEntropy, sgd(0.5), elasticNet(0.01, 0.02), gradients clipped to"
                + " norm 0.3, sequential(dense(2 → 6), relu, dense(6 → 2)), seed 9", history.settings());
        refuses("clipGlobalNorm: the bound is 0, it should be above 0", () -> fit(net(), data).clip(0));
    }

    @Test
    void aGeneratorThatWasUsedBeforeIsNamed() {
        var rng = new Rng(4);
        rng.normal();
        var history = fit(net(), circle(10)).loss(crossEntropy()).optimizer(sgd(0.1)).epochs(1).run(rng);
        assertTrue(history.settings().endsWith("seed 4, drawn from before"), history.settings());
    }

    @Test
    void aValidationLossThatIsNoNumberStops() {
        var validation = Dataset.of(Tensors.randn(new Rng(1), 300, 2), Tensors.zeros(300));
        validation.x().data()[2 * 290] = Double.NaN;
        var history = fit(net(), circle(40)).loss(crossEntropy()).optimizer(sgd(0.1)).validation(validation).epochs(5)
                .run(new Rng(1));
        assertEquals(0, history.epochs());
        assertEquals("stopped: the validation loss became NaN in epoch 1, batch 2 of the validation set; the data contains NaN"
                + " or infinity", history.ending());
    }

    @Test
    void aGradientThatIsNoNumberStopsBeforeTheStep() {
        Layer root = x -> x.sqrt();
        var net = sequential(dense(1, 1), root).initialize((rng, in, out) -> Tensors.ones(in, out), new Rng(1));
        var data = Dataset.of(Tensors.tensor(new double[][]{{4}, {0}}), Tensors.tensor(new double[][]{{1}, {1}}));
        var history = fit(net, data).loss(meanSquaredError()).optimizer(sgd(1e-9)).epochs(5).batchSize(1).run(new Rng(3));
        assertTrue(history.ending().matches("stopped: the gradient became (-∞|NaN) in epoch 1, batch [12]; the loss itself is 1,"
                + " look for a logarithm, a root or a division at 0"), history.ending());
        assertEquals(1, net.parameters().get(0).item(), 1e-6);
    }

    @Test
    void weightsThatOverflowInTheLastStepAreTakenBack() {
        var net = net();
        double[] first = net.parameters().get(0).toArray();
        var history = fit(net, circle(20)).loss(meanSquaredError()::of).optimizer(sgd(1e308))
                .loss((prediction, target) -> prediction.sum().mul(1e10)).epochs(3).run(new Rng(1));
        assertTrue(history.ending().matches("stopped: the largest weight became (-?∞|NaN) in epoch 1, batch 1; the learning rate"
                + " 1e308 is probably too high, try a tenth of it; the network has its first weights again"), history.ending());
        assertArrayEquals(first, net.parameters().get(0).data());
    }

    @Test
    void aRunThatBlowsUpKeepsTheBestWeights() {
        var net = net();
        var data = circle(40);
        var history = fit(net, data).loss(crossEntropy()).optimizer(sgd(0.1)).metric(accuracy()).validation(data)
                .schedule(t -> t < 3 ? 0.1 : 1e200).stopping(earlyStopping(10)).epochs(9).run(new Rng(1));
        assertTrue(history.ending().startsWith("stopped: the "), history.ending());
        assertTrue(history.ending().contains("the learning rate 1e200 is probably too high"), history.ending());
        assertTrue(history.ending().contains("; the network has the weights of epoch " + history.keptEpoch() + ", with"),
                history.ending());
        for (var parameter : net.parameters()) {
            assertTrue(Double.isFinite(parameter.sum().item()));
        }
    }

    @Test
    void ofTwoMetricsOfOneNameTheSecondNeedsAnother() {
        var fit = fit(net(), circle(40)).loss(crossEntropy()).optimizer(sgd(0.1)).metric(accuracy()).epochs(1);
        refuses("fit: the history has a measure named \"accuracy\" already, a second would overwrite it; give this one another"
                + " name, .metric(\"other name\", metric), or leave it out", () -> fit.metric(accuracy()));
        refuses("fit: the history has a measure named \"penalty\" already, a second would overwrite it; give this one another"
                + " name, .metric(\"other name\", metric), or leave it out", () -> fit.metric("penalty", accuracy()));
        var history = fit.metric("top two", topKAccuracy(2)).validation(circle(20)).run(new Rng(1));
        assertEquals(List.of("loss", "accuracy", "top two", "validation loss", "validation accuracy", "validation top two"),
                List.copyOf(history.names()));
        assertEquals(1, history.last("top two"));
        assertEquals(1, history.last("validation top two"));
    }

    @Test
    void whatIsMissingIsRefusedWhenGiven() {
        var data = circle(20);
        refuses("fit: the network is null, give one, such as sequential(dense(4, 3))", () -> fit(null, data));
        refuses("fit: the data set is null, give one, such as split.train()", () -> fit(net(), null));
        var fit = fit(net(), data).loss(crossEntropy()).optimizer(sgd(0.1));
        refuses("fit: the validation set is null, give one, such as split.validation()", () -> fit.validation(null));
        refuses("fit: the generator of run(rng) is null, give one, such as new Rng(4)", () -> fit.run(null));
    }
}
