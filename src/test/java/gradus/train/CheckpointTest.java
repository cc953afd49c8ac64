package gradus.train;

import static gradus.init.Initializers.heNormal;
import static gradus.loss.Losses.crossEntropy;
import static gradus.loss.Losses.l2Penalty;
import static gradus.metrics.Metrics.accuracy;
import static gradus.metrics.Metrics.binaryAccuracy;
import static gradus.nn.Layers.batchNorm;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropConnect;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.gaussianNoise;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.sequential;
import static gradus.optim.Optimizers.adam;
import static gradus.optim.Optimizers.sgd;
import static gradus.optim.Schedules.cosineDecay;
import static gradus.train.Training.earlyStopping;
import static gradus.train.Training.fit;
import static gradus.train.Training.load;
import static gradus.train.Training.predict;
import static gradus.train.Training.save;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Dataset;
import gradus.nn.Sequential;
import gradus.nn.Snapshot;
import gradus.optim.UpdateRule;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointTest {

    @TempDir
    private Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static Dataset data(long seed, int n) {
        var x = Tensors.randn(new Rng(seed), n, 3);
        return Dataset.of(x, x.square().sum(1).atMost(2.4));
    }

    /** Everything that has a state: running statistics, and four generators. */
    private static Sequential net(long seed) {
        return sequential(gaussianNoise(0.05), dense(3, 16), batchNorm(16), relu(), dropout(0.3), dropConnect(16, 8, 0.2), relu(),
                dropout(0.1), dense(8, 2)).initialize(heNormal(), new Rng(seed));
    }

    private static double[] all(Sequential net) {
        return Snapshot.tensors(net).stream().flatMapToDouble(t -> Arrays.stream(t.data())).toArray();
    }

    private static Fit training(Sequential net, UpdateRule rule) {
        return fit(net, data(1, 70)).loss(crossEntropy()).optimizer(rule).schedule(cosineDecay(0.05, 12)).metric(accuracy())
                .validation(data(2, 40)).epochs(12).batchSize(16);
    }

    static List<UpdateRule> rules() {
        return List.of(sgd(0.05), sgd(0.05).momentum(0.9), adam(0.05), adam(0.05).decoupledWeightDecay(0.01));
    }

    /** Interrupted in the middle of an epoch, gone on with in a network of other values, against a run in one piece. */
    @ParameterizedTest
    @MethodSource("rules")
    void resumingGivesBitForBitWhatAnUninterruptedRunGives(UpdateRule rule) {
        for (boolean early : new boolean[]{false, true}) {
            UnaryOperator<Fit> options = run -> early ? run.stopping(earlyStopping(3)) : run;
            var whole = net(7);
            var rng = new Rng(3);
            rng.normal();                                     // leaves a number for the next call
            var expected = options.apply(training(whole, rule)).run(rng);
            var broken = net(7);
            var again = new Rng(3);
            again.normal();
            int[] batches = {0};
            var firstPart = options.apply(training(broken, rule)).checkpoint(path("run")).loss((prediction, target) -> {
                if (prediction.requiresGrad() && ++batches[0] == 5 * 3 + 2) {
                    Thread.currentThread().interrupt();
                }
                return crossEntropy(prediction, target);
            });
            // a loss of its own has another name: the checkpoint is of a run that says the same
            assertEquals("interrupted in epoch 4", firstPart.run(again).ending().replaceFirst(";.*", ""));
            var other = net(99);
            var resumed = options.apply(training(other, rule)).loss((prediction, target) -> crossEntropy(prediction, target))
                    .resume(path("run"));
            assertArrayEquals(all(whole), all(other), rule + " " + early);
            assertEquals(expected.names(), resumed.names());
            for (var name : expected.names()) {
                assertArrayEquals(expected.series(name), resumed.series(name), name);
            }
            assertArrayEquals(expected.updates(), resumed.updates());
            assertEquals(expected.firstLoss(), resumed.firstLoss());
            assertEquals(expected.ending(), resumed.ending());
            assertEquals(expected.keptEpoch(), resumed.keptEpoch());
            assertEquals(expected.settings().replace("crossEntropy", "a custom loss"), resumed.settings());
            // and the generators inside stand where they would: training on goes on alike
            assertArrayEquals(whole.forward(data(5, 9).x()).data(), other.forward(data(5, 9).x()).data());
        }
    }

    @Test
    void aFinishedRunGoesOnForMoreEpochs() {
        var whole = net(7);
        training(whole, adam(0.05)).epochs(9).run(new Rng(3));
        var parts = net(7);
        training(parts, adam(0.05)).epochs(4).checkpoint(path("run")).run(new Rng(3));
        var history = training(parts, adam(0.05)).epochs(9).resume(path("run"));
        assertArrayEquals(all(whole), all(parts));
        assertEquals(9, history.epochs());
    }

    @Test
    void aRunThatWasStoppedEarlyIsOver() {
        var net = net(7);
        var first = training(net, adam(0.05)).epochs(60).schedule(t -> 0.05).stopping(earlyStopping(2)).checkpoint(path("run"))
                .run(new Rng(3));
        assertTrue(first.epochs() < 60);
        var other = net(8);
        var again = training(other, adam(0.05)).epochs(60).schedule(t -> 0.05).stopping(earlyStopping(2)).resume(path("run"));
        assertEquals(first.ending(), again.ending());
        assertArrayEquals(all(net), all(other));
    }

    @Test
    void aNetworkComesBackWithItsWords() {
        var net = net(7);
        training(net, adam(0.05)).run(new Rng(3));
        save(net, path("net"), Map.of("data", "circles"));
        var copy = sequential(gaussianNoise(0.05), dense(3, 16), batchNorm(16), relu(), dropout(0.3), dropConnect(16, 8, 0.2),
                relu(), dropout(0.1), dense(8, 2));
        assertEquals("circles", load(copy, path("net")).get("data"));
        assertArrayEquals(predict(net, data(5, 9).x()).data(), predict(copy, data(5, 9).x()).data());
        assertArrayEquals(net.forward(data(5, 9).x()).data(), copy.forward(data(5, 9).x()).data());
        assertEquals(net.namedParameters().keySet(), Safetensors.read(path("net")).tensors().keySet().stream()
                .filter(name -> !name.contains("running")).collect(java.util.stream.Collectors.toSet()));
    }

    @Test
    void theSameRunWritesTheSameFile() throws IOException {
        for (String name : List.of("one", "two")) {
            save(net(7), path(name));
        }
        assertArrayEquals(Files.readAllBytes(folder.resolve("one")), Files.readAllBytes(folder.resolve("two")));
    }

    @Test
    void aCheckpointOfARunIsANetworkToo() {
        var net = net(7);
        training(net, adam(0.05)).epochs(3).checkpoint(path("run")).run(new Rng(3));
        var copy = net(8);
        assertEquals("3", load(copy, path("run")).get("epochs done"));
        assertArrayEquals(all(net), all(copy));
    }

    private String problem(String name, Sequential net) {
        double[] before = all(net);
        var e = assertThrows(IllegalArgumentException.class, () -> load(net, path(name)));
        assertArrayEquals(before, all(net));
        assertTrue(e.getMessage().startsWith(path(name) + ": "), e.getMessage());
        return e.getMessage().substring(path(name).length() + 2);
    }

    @Test
    void whatIsNotTheNetworksIsRefusedAndNothingChanged() {
        save(sequential(dense(3, 2)).initialize(heNormal(), new Rng(1)), path("net"));
        assertEquals("its tensor 0.W is of shape (3, 2), the network needs one of shape (4, 2)",
                problem("net", sequential(dense(4, 2)).initialize(heNormal(), new Rng(2))));
        assertEquals("it has no tensor 1.W, the network needs one of shape (2, 2)",
                problem("net", sequential(dense(3, 2), dense(2, 2)).initialize(heNormal(), new Rng(2))));
        assertEquals("it has a tensor 0.b of shape (2), the network has none of that name but [0.W]",
                problem("net", sequential(dense(3, 2).withoutBias()).initialize(heNormal(), new Rng(2))));
        save(sequential(dense(3, 2), dropout(0.1)).initialize(heNormal(), new Rng(1)), path("net"));
        assertEquals("it has the states of 1 generators, the network has 0",
                problem("net", sequential(dense(3, 2), relu()).initialize(heNormal(), new Rng(2))));
    }

    @Test
    void aCheckpointOfAnotherRunIsRefused() {
        var net = net(7);
        training(net, adam(0.05)).epochs(2).checkpoint(path("run")).run(new Rng(3));
        double[] before = all(net);
        refused("it is the checkpoint of another run: its optimizer is adam(0.05), this run's is adam(0.01)", training(net, adam(0.01)));
        refused("it is the checkpoint of a run on other data of the same size", fit(net, data(9, 70)).loss(crossEntropy())
                .optimizer(adam(0.05)).schedule(cosineDecay(0.05, 12)).metric(accuracy()).validation(data(2, 40)).batchSize(16));
        refused("it is the checkpoint of a run measured on another validation set of the same size",
                training(net, adam(0.05)).validation(data(9, 40)));
        save(net, path("run"));
        refused("it has no text \"settings\"; it is no checkpoint of a run, load(net, path) reads it", training(net, adam(0.05)));
        assertArrayEquals(before, all(net));
    }

    /** What the settings left out once: options, digits, layers. */
    @Test
    void whatDiffersIsNamedWithBothValues() {
        Supplier<Fit> run = () -> training(net(7), adam(0.05));
        run.get().epochs(1).checkpoint(path("run")).run(new Rng(3));
        String start = "it is the checkpoint of another run: ";
        refused(start + "its loss is crossEntropy, this run's is crossEntropy().labelSmoothing(0.1)",
                run.get().loss(crossEntropy().labelSmoothing(0.1)));
        refused(start + "its loss is crossEntropy, this run's is crossEntropy().classWeights(1, 2)",
                run.get().loss(crossEntropy().classWeights(1, 2)));
        refused(start + "its optimizer is adam(0.05), this run's is adam(0.05, 0.9, 0.999, 1.0000001e-8)",
                run.get().optimizer(adam(0.05, 0.9, 0.999, 1.0000001e-8)));
        refused(start + "its batch size is batches of 16, this run's is batches of 8; its penalty is none, this run's is"
                + " l2Penalty(0.1).withBiases()", run.get().batchSize(8).penalty(l2Penalty(0.1).withBiases()));
        refused(start + "its metric is accuracy, this run's is accuracy, binary accuracy at 0.9",
                run.get().metric(binaryAccuracy().threshold(0.9)));
        refused(start + "its schedule is cosineDecay(0.05, 12), this run's is a custom schedule", run.get().schedule(t -> 0.1));
        refused(start + "its callback is none, this run's is a custom callback", run.get().callback((e, h, n) -> { }));
        String network = "sequential(gaussianNoise(0.05), dense(3 → 16), batchNorm(16), relu, dropout(0.3), dropConnect(16 → 8,"
                + " p 0.2), relu, dropout(0.1), dense(8 → 2))";
        var other = sequential(gaussianNoise(0.05), dense(3, 16), batchNorm(16), relu(), dropout(0.4), dropConnect(16, 8, 0.2),
                relu(), dropout(0.1), dense(8, 2)).initialize(heNormal(), new Rng(7));
        refused(start + "its network is " + network + ", this run's is " + network.replace("0.3", "0.4"),
                training(other, adam(0.05)));
        assertEquals(2, run.get().epochs(2).resume(path("run")).epochs());
    }

    /** It had the settings in one line, without options. */
    @Test
    void aCheckpointOfAnEarlierVersionIsRefusedAndItsNetworkRead() {
        var net = net(7);
        training(net, adam(0.05)).epochs(1).checkpoint(path("run")).run(new Rng(3));
        var whole = Safetensors.read(path("run"));
        var texts = new LinkedHashMap<>(whole.metadata());
        texts.put("settings", "70 examples, batches of 16, crossEntropy, adam(0.05), cosineDecay(0.05, 12), validation on 40");
        new Safetensors(whole.tensors(), texts).write(path("run"));
        refused("its settings are those of an earlier version, which left options out: whether they are this run's cannot be"
                + " told; load(net, path) reads the network", training(net(8), adam(0.05)));
        var copy = net(8);
        load(copy, path("run"));
        assertArrayEquals(all(net), all(copy));
    }

    private void refused(String message, Fit fit) {
        assertEquals(path("run") + ": " + message,
                assertThrows(IllegalArgumentException.class, () -> fit.resume(path("run"))).getMessage());
    }

    /** The format holds, but what stands in it does not. */
    @Test
    void aCheckpointWithPartsMissingOrChangedIsRefused() {
        var net = net(7);
        training(net, adam(0.05)).epochs(2).stopping(earlyStopping(9)).checkpoint(path("whole")).run(new Rng(3));
        var whole = Safetensors.read(path("whole"));
        double[] before = all(net);
        for (var name : whole.tensors().keySet()) {
            var tensors = new LinkedHashMap<String, Tensor>(whole.tensors());
            tensors.put(name, Tensors.ones(7, 7, 7));
            new Safetensors(tensors, whole.metadata()).write(path("run"));
            assertThrows(IllegalArgumentException.class,
                    () -> training(net, adam(0.05)).stopping(earlyStopping(9)).resume(path("run")), name);
        }
        for (var name : List.of("rng", "seed", "generators", "settings", "data", "validation")) {
            var texts = new LinkedHashMap<>(whole.metadata());
            texts.put(name, "NaN");
            new Safetensors(whole.tensors(), texts).write(path("run"));
            var e = assertThrows(IllegalArgumentException.class,
                    () -> training(net, adam(0.05)).stopping(earlyStopping(9)).resume(path("run")), name);
            assertTrue(e.getMessage().startsWith(path("run")), e.getMessage());
        }
        assertArrayEquals(before, all(net));
    }

    @Test
    void aCheckpointWithoutAWordOnTheValidationSetGoesOn() {
        var net = net(7);
        training(net, adam(0.05)).epochs(2).checkpoint(path("run")).run(new Rng(3));
        var whole = Safetensors.read(path("run"));
        var texts = new LinkedHashMap<>(whole.metadata());
        assertTrue(texts.remove("validation") != null, "the text that files had not always");
        new Safetensors(whole.tensors(), texts).write(path("run"));
        assertEquals(3, training(net, adam(0.05)).epochs(3).resume(path("run")).epochs());
    }

    /** The stop button may be pressed while the file is written. */
    @Test
    void anInterruptionDoesNotTearACheckpoint() {
        var net = net(7);
        var history = training(net, adam(0.05)).checkpoint(path("run")).callback((epoch, soFar, trained) -> {
            if (epoch == 2) {
                Thread.currentThread().interrupt();
            }
        }).run(new Rng(3));
        assertEquals("interrupted in epoch 3; the network keeps what it has learned so far", history.ending());
        Thread.currentThread().interrupt();
        assertEquals("2", load(net(8), path("run")).get("epochs done"));
        assertTrue(Thread.interrupted());
    }

    @Test
    void aCheckpointThatCannotBeWrittenEndsTheRunAndKeepsTheHistory() throws IOException {
        Files.createDirectory(folder.resolve("run.unfinished"));
        var history = training(net(7), adam(0.05)).checkpoint(path("run")).run(new Rng(3));
        assertEquals(1, history.epochs());
        assertTrue(history.ending().startsWith("stopped after epoch 1: " + path("run") + ": the file cannot be written"),
                history.ending());
    }
}
