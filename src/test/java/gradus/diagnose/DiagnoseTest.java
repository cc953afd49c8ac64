package gradus.diagnose;

import static gradus.Expect.refuses;
import static gradus.init.Initializers.constantInit;
import static gradus.init.Initializers.heNormal;
import static gradus.init.Initializers.normalInit;
import static gradus.init.Initializers.xavierNormal;
import static gradus.init.Initializers.zeroInit;
import static gradus.loss.Losses.binaryCrossEntropy;
import static gradus.loss.Losses.crossEntropy;
import static gradus.loss.Losses.hinge;
import static gradus.loss.Losses.meanSquaredError;
import static gradus.nn.Layers.batchNorm;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.logSoftmax;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.sequential;
import static gradus.nn.Layers.sigmoid;
import static gradus.nn.Layers.softmax;
import static gradus.nn.Layers.tanh;
import static gradus.optim.Optimizers.adam;
import static gradus.optim.Optimizers.sgd;
import static gradus.diagnose.Diagnostics.diagnose;
import static gradus.train.Training.earlyStopping;
import static gradus.train.Training.fit;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Dataset;
import gradus.data.Digits;
import gradus.data.Iris;
import gradus.data.Wine;
import gradus.loss.Loss;
import gradus.loss.Reduction;
import gradus.nn.Layer;
import gradus.nn.Sequential;
import gradus.nn.Snapshot;
import gradus.optim.UpdateRule;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import gradus.train.Fit;
import gradus.train.Histories;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every finding on a fault that was planted, and silence on training as it should be, over several seeds. */
class DiagnoseTest {

    private static final int SEEDS = 4;

    private static Dataset circle(long seed, int n) {
        var x = Tensors.randn(new Rng(seed), n, 2);
        return Dataset.of(x, x.square().sum(1).atMost(1.4));
    }

    private static Dataset sine(long seed, int n) {
        var x = Tensors.rand(new Rng(seed), n, 1).mul(4).sub(2);
        return Dataset.of(x, x.mul(2).map(Math::sin).add(Tensors.randn(new Rng(seed + 1), n, 1).mul(0.1)));
    }

    private static Sequential relus(long seed) {
        return sequential(dense(2, 16), relu(), dense(16, 16), relu(), dense(16, 2)).initialize(heNormal(), new Rng(seed));
    }

    private static Fit onCircle(Layer net, long seed, UpdateRule rule) {
        return fit(net, circle(seed, 200)).loss(crossEntropy()).optimizer(rule).validation(circle(seed + 100, 200)).epochs(20)
                .batchSize(20);
    }

    /** A run that goes well, and its name. */
    record Healthy(String name, LongFunction<Diagnosis> run) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Healthy> healthy() {
        return List.of(
                new Healthy("circle, relu, adam", seed -> {
                    var net = relus(seed);
                    return diagnose(net, onCircle(net, seed, adam(0.01)).run(new Rng(seed)));
                }),
                new Healthy("circle, relu, sgd with momentum", seed -> {
                    var net = relus(seed);
                    return diagnose(net, onCircle(net, seed, sgd(0.05).momentum(0.9)).run(new Rng(seed)));
                }),
                new Healthy("circle, sigmoid and binary cross-entropy", seed -> {
                    var net = sequential(dense(2, 16), tanh(), dense(16, 1)).initialize(xavierNormal(), new Rng(seed));
                    var data = circle(seed, 200);
                    var column = Dataset.of(data.x(), data.y().reshape(200, 1));
                    return diagnose(net, fit(net, column).loss(binaryCrossEntropy()).optimizer(adam(0.02)).epochs(20)
                            .batchSize(20).run(new Rng(seed)));
                }),
                new Healthy("circle, a loss that is a sum", seed -> {
                    var net = relus(seed);
                    return diagnose(net, onCircle(net, seed, sgd(0.005)).loss(crossEntropy().reduction(Reduction.SUM))
                            .run(new Rng(seed)));
                }),
                new Healthy("iris, tanh", seed -> {
                    var split = Iris.load().split(new Rng(seed), 0.6, 0.2, 0.2);
                    var net = sequential(dense(4, 8), tanh(), dense(8, 3)).initialize(xavierNormal(), new Rng(seed));
                    return diagnose(net, fit(net, split.train()).loss(crossEntropy()).optimizer(adam(0.02))
                            .validation(split.validation()).epochs(30).batchSize(16).run(new Rng(seed)));
                }),
                new Healthy("digits, relu and dropout", seed -> {
                    var split = Digits.load().split(new Rng(seed), 0.4, 0.2, 0.2);
                    var net = sequential(dense(64, 32), relu(), dropout(0.2), dense(32, 10)).initialize(heNormal(), new Rng(seed));
                    return diagnose(net, fit(net, split.train()).loss(crossEntropy()).optimizer(adam(0.005))
                            .validation(split.validation()).epochs(12).batchSize(32).run(new Rng(seed)));
                }),
                new Healthy("sine, tanh, squared error", seed -> {
                    var net = sequential(dense(1, 16), tanh(), dense(16, 1)).initialize(xavierNormal(), new Rng(seed));
                    return diagnose(net, fit(net, sine(seed, 200)).loss(meanSquaredError()).optimizer(adam(0.02))
                            .validation(sine(seed + 50, 100)).epochs(60).batchSize(20).run(new Rng(seed)));
                }),
                new Healthy("circle, ten layers with batch norm, hinge", seed -> {
                    var layers = new java.util.ArrayList<Layer>();
                    for (int l = 0; l < 9; l++) {
                        layers.addAll(List.of(dense(l == 0 ? 2 : 16, 16), batchNorm(16), relu()));
                    }
                    layers.add(dense(16, 2));
                    var net = sequential(layers.toArray(new Layer[0])).initialize(heNormal(), new Rng(seed));
                    return diagnose(net, onCircle(net, seed, adam(0.005)).loss(hinge()).run(new Rng(seed)));
                }));
    }

    @ParameterizedTest
    @MethodSource("healthy")
    void aHealthyRunHasNoFinding(Healthy run) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            var diagnosis = run.run.apply(seed);
            assertEquals(List.of(), diagnosis.findings(), "seed " + seed);
            assertTrue(diagnosis.toString().startsWith("nothing found\nlooked for: dead ReLUs, saturation, vanishing gradient"),
                    diagnosis.toString());
        }
    }

    /** What is found whatever the seed, with the one finding of the symptom. */
    private static Finding found(Symptom symptom, LongFunction<Diagnosis> run) {
        Finding first = null;
        for (long seed = SEEDS; seed >= 1; seed--) {
            var diagnosis = run.apply(seed);
            assertTrue(diagnosis.found(symptom), "seed " + seed + ": " + diagnosis);
            first = diagnosis.findings().stream().filter(finding -> finding.symptom() == symptom).findFirst().orElseThrow();
            assertTrue(first.above() ? first.value() > first.threshold() : first.value() < first.threshold(), first.toString());
        }
        return first;
    }

    @Test
    void deadReLUs() {
        var finding = found(Symptom.DEAD_RELUS, seed -> {
            var net = relus(seed);
            java.util.Arrays.fill(net.parameters().get(3).data(), -50);
            return diagnose(net, onCircle(net, seed, adam(0.01)).run(new Rng(seed)));
        });
        assertEquals("dead ReLUs, layer 3 relu\n    16 of 16 units are 0 on every example: 1 is above the limit 0.4\n    what helps: lower"
                + " the learning rate, start biases at 0.01, or take leakyRelu()\n    read 07-activations", finding.toString());
    }

    @Test
    void saturation() {
        var finding = found(Symptom.SATURATION, seed -> {
            var net = sequential(dense(2, 50), tanh(), dense(50, 50), tanh(), dense(50, 2))
                    .initialize(normalInit(3), new Rng(seed));
            return diagnose(net, circle(seed, 200), crossEntropy());
        });
        assertEquals("layer 3 tanh", finding.place());
        assertTrue(finding.seen().matches("[89]\\d(\\.\\d)? % of the outputs are where the slope is below a twentieth of its"
                + " largest"), finding.seen());
    }

    @Test
    void vanishingGradients() {
        var finding = found(Symptom.VANISHING_GRADIENTS, seed -> {
            var net = deep(sigmoid(), 8).initialize(xavierNormal(), new Rng(seed));
            return diagnose(net, onCircle(net, seed, sgd(0.1)).epochs(5).run(new Rng(seed)));
        });
        assertTrue(finding.toString().matches("vanishing gradient, layer 0 dense\\(2 → 16\\)\n    the gradient that arrives here is"
                + " [0-9.e-]+ times that at layer 16 dense\\(16 → 2\\): [0-9.e-]+ is below the limit 0.01\n.*\n    read"
                + " 12-vanishing-gradients"), finding.toString());
    }

    @Test
    void explodingGradients() {
        found(Symptom.EXPLODING_GRADIENTS, seed -> diagnose(deep(relu(), 8).initialize(normalInit(1.5), new Rng(seed)),
                circle(seed, 200), crossEntropy()));
    }

    private static Sequential deep(Layer activation, int depth) {
        var layers = new java.util.ArrayList<Layer>();
        for (int l = 0; l < depth; l++) {
            layers.addAll(List.of(dense(l == 0 ? 2 : 16, 16), activation));
        }
        layers.add(dense(16, 2));
        return sequential(layers.toArray(new Layer[0]));
    }

    @Test
    void aRateThatIsTooHigh() {
        found(Symptom.RATE_TOO_HIGH, seed -> {
            var net = relus(seed);
            return diagnose(net, onCircle(net, seed, adam(1)).run(new Rng(seed)));
        });
        var finding = found(Symptom.RATE_TOO_HIGH, seed -> {
            var net = sequential(dense(1, 16), tanh(), dense(16, 1)).initialize(xavierNormal(), new Rng(seed));
            return diagnose(net, fit(net, sine(seed, 100)).loss(meanSquaredError()).optimizer(sgd(1e3)).run(new Rng(seed)));
        });
        assertTrue(finding.toString().contains("11-learning-rate"));
    }

    @Test
    void aRateThatIsTooLow() {
        for (var rule : List.<UpdateRule>of(adam(1e-5), sgd(1e-4))) {
            var finding = found(Symptom.RATE_TOO_LOW, seed -> {
                var net = relus(seed);
                return diagnose(net, onCircle(net, seed, rule).run(new Rng(seed)));
            });
            assertTrue(finding.seen().startsWith("in no epoch did they move by more than 0.0"), finding.seen());
        }
    }

    @Test
    void inputsThatAreNotStandardised() {
        var finding = found(Symptom.INPUTS_NOT_STANDARDISED, seed -> {
            var net = sequential(dense(13, 8), relu(), dense(8, 3)).initialize(heNormal(), new Rng(seed));
            return diagnose(net, Wine.load(), crossEntropy());
        });
        assertTrue(finding.toString().startsWith("inputs not standardised, feature proline\n    its standard deviation is 31"),
                finding.toString());
        var x = Tensors.randn(new Rng(1), 100, 2);
        assertEquals("feature x1", inputs(x.add(Tensors.tensor(2000, 0))).place());
        assertEquals("all features", inputs(x.mul(100)).place());
        assertEquals("all features", inputs(x.mul(1e-3)).place());
        assertFalse(inputsOf(x.add(1)).found(Symptom.INPUTS_NOT_STANDARDISED));
        assertFalse(inputsOf(Tensors.ones(100, 2)).found(Symptom.INPUTS_NOT_STANDARDISED));
    }

    private static Finding inputs(Tensor x) {
        return inputsOf(x).findings().stream().filter(f -> f.symptom() == Symptom.INPUTS_NOT_STANDARDISED).findFirst()
                .orElseThrow();
    }

    private static Diagnosis inputsOf(Tensor x) {
        return diagnose(relus(1), Dataset.of(x, Tensors.rand(new Rng(2), 100).atLeast(0.5)), crossEntropy());
    }

    /** Few examples with some wrong labels, and a network that can learn all of them by heart. */
    private static Diagnosis byHeart(long seed, boolean early) {
        var data = circle(seed, 60);
        var labels = data.y().toArray();
        for (int i = 0; i < 60; i += 3) {
            labels[i] = 1 - labels[i];
        }
        var net = sequential(dense(2, 64), relu(), dense(64, 64), relu(), dense(64, 2)).initialize(heNormal(), new Rng(seed));
        var run = fit(net, Dataset.of(data.x(), Tensors.tensor(labels))).loss(crossEntropy()).optimizer(adam(0.01))
                .validation(circle(seed + 100, 200)).epochs(100).batchSize(20);
        return diagnose(net, (early ? run.stopping(earlyStopping(100)) : run).run(new Rng(seed)));
    }

    @Test
    void overfitting() {
        var finding = found(Symptom.OVERFITTING, seed -> byHeart(seed, false));
        assertTrue(finding.seen().matches("it was lowest in epoch \\d+, [0-9.]+, and ends at [0-9.]+, while the training loss went"
                + " on down; their ratio"), finding.seen());
        for (long seed = 1; seed <= SEEDS; seed++) {
            assertFalse(byHeart(seed, true).found(Symptom.OVERFITTING), "the best weights are kept");
        }
    }

    @Test
    void aGapWithoutARiseIsOverfittingToo() {
        var finding = found(Symptom.OVERFITTING, seed -> {
            var data = Dataset.of(Tensors.randn(new Rng(seed), 40, 40), Tensors.rand(new Rng(seed + 1), 40).atLeast(0.5));
            var other = Dataset.of(Tensors.randn(new Rng(seed + 2), 100, 40), Tensors.rand(new Rng(seed + 3), 100).atLeast(0.5));
            var net = sequential(dense(40, 2)).initialize(zeroInit(), new Rng(seed));
            return diagnose(net, fit(net, data).loss(crossEntropy()).optimizer(adam(0.02)).validation(other).epochs(40)
                    .run(new Rng(seed)));
        });
        assertTrue(finding.symptom().notebook().equals("13-overfitting-l2-l1"), finding.toString());
    }

    @Test
    void underfitting() {
        var finding = found(Symptom.UNDERFITTING, seed -> {
            var net = sequential(dense(2, 2)).initialize(xavierNormal(), new Rng(seed));     // a line cannot cut out a circle
            return diagnose(net, onCircle(net, seed, adam(0.01)).run(new Rng(seed)));
        });
        assertTrue(finding.seen().contains(" of its own examples, taking the label of the nearest other one in 9"), finding.seen());
        found(Symptom.UNDERFITTING, seed -> {
            var net = sequential(dense(1, 1)).initialize(xavierNormal(), new Rng(seed));
            return diagnose(net, fit(net, sine(seed, 200)).loss(meanSquaredError()).optimizer(adam(0.02)).epochs(30)
                    .run(new Rng(seed)));
        });
    }

    @Test
    void aLossThatIsStuckAtChance() {
        var finding = found(Symptom.STUCK_AT_CHANCE, seed -> {
            var net = relus(seed);
            net.initialize(zeroInit(), new Rng(1));
            return diagnose(net, onCircle(net, seed, sgd(0.1)).run(new Rng(seed)));
        });
        assertTrue(finding.seen().matches("after 20 epochs it is 0.6\\d+, an answer that ignores the input has 0.6\\d+; their"
                + " ratio"), finding.seen());
        for (Loss loss : List.<Loss>of(hinge(), crossEntropy().labelSmoothing(0.1))) {
            found(Symptom.STUCK_AT_CHANCE, seed -> {
                var net = relus(seed);
                net.initialize(constantInit(0), new Rng(1));
                return diagnose(net, onCircle(net, seed, sgd(0.05)).loss(loss).run(new Rng(seed)));
            });
        }
        found(Symptom.STUCK_AT_CHANCE, seed -> {
            var net = sequential(dense(1, 8), relu(), dense(8, 1)).initialize(zeroInit(), new Rng(seed));
            return diagnose(net, fit(net, sine(seed, 100)).loss(meanSquaredError()).optimizer(sgd(0.1)).run(new Rng(seed)));
        });
    }

    /** The loss itself tells of it on the error stream, once; here it is not to be seen. */
    @Test
    void softmaxBeforeALossOnLogits() {
        var console = System.err;
        var told = new java.io.ByteArrayOutputStream();
        System.setErr(new java.io.PrintStream(told, true, java.nio.charset.StandardCharsets.UTF_8));
        try {
            softmaxIsFoundWhereItDoesHarm();
        } finally {
            System.setErr(console);
        }
        assertTrue(told.toString(java.nio.charset.StandardCharsets.UTF_8).contains("come out of softmax"));
    }

    private static void softmaxIsFoundWhereItDoesHarm() {
        var finding = found(Symptom.SOFTMAX_BEFORE_LOGITS, seed -> {
            var net = sequential(dense(4, 8), tanh(), sequential(dense(8, 3), softmax())).initialize(xavierNormal(), new Rng(seed));
            return diagnose(net, fit(net, Iris.load()).loss(crossEntropy()).optimizer(adam(0.02)).run(new Rng(seed)));
        });
        assertEquals("softmax before a loss on logits, layer 2.1 softmax\n    crossEntropy takes logits and gets probabilities, so that"
                + " even a sure and right answer costs 0.551, not nearly 0: 0.551 is above the limit 0.1\n    what helps: leave the"
                + " last layer out, or tell the loss fromProbabilities()\n    read 04-softmax-cross-entropy", finding.toString());
        found(Symptom.SOFTMAX_BEFORE_LOGITS, seed -> yesOrNo(seed, binaryCrossEntropy()));
        for (long seed = 1; seed <= SEEDS; seed++) {
            assertFalse(yesOrNo(seed, binaryCrossEntropy().fromProbabilities()).found(Symptom.SOFTMAX_BEFORE_LOGITS));
            assertFalse(yesOrNo(seed, meanSquaredError()).found(Symptom.SOFTMAX_BEFORE_LOGITS));
            for (var fine : List.<Loss>of(crossEntropy().fromProbabilities(), crossEntropy().fromProbabilities().labelSmoothing(0.1),
                    (p, y) -> p.sub(Tensors.oneHot(y, 3)).square().mean())) {
                var net = sequential(dense(4, 3), softmax()).initialize(xavierNormal(), new Rng(seed));
                assertFalse(diagnose(net, Iris.load(), fine).found(Symptom.SOFTMAX_BEFORE_LOGITS), fine.toString());
            }
            var twice = sequential(dense(4, 3), logSoftmax()).initialize(xavierNormal(), new Rng(seed));
            assertFalse(diagnose(twice, Iris.load(), crossEntropy()).found(Symptom.SOFTMAX_BEFORE_LOGITS), "does no harm");
        }
    }

    private static Diagnosis yesOrNo(long seed, Loss loss) {
        var data = circle(seed, 100);
        var net = sequential(dense(2, 8), tanh(), dense(8, 1), sigmoid()).initialize(xavierNormal(), new Rng(seed));
        return diagnose(net, Dataset.of(data.x(), data.y().reshape(100, 1)), loss);
    }

    @Test
    void labelsThatWereShuffled() {
        var finding = found(Symptom.SHUFFLED_LABELS, seed -> {
            var split = Digits.load().split(new Rng(seed), 0.2, 0.1, 0.1);
            var net = sequential(dense(64, 32), relu(), dense(32, 10)).initialize(heNormal(), new Rng(seed));
            return diagnose(net, fit(net, shuffled(split.train(), seed)).loss(crossEntropy()).optimizer(adam(0.01))
                    .validation(shuffled(split.validation(), seed + 1)).epochs(4).run(new Rng(seed)));
        });
        assertTrue(finding.seen().matches(".*chance alone gives (9.9|10).* no better than chance"), finding.seen());
        found(Symptom.SHUFFLED_LABELS, seed -> diagnose(relus(seed), shuffled(circle(seed, 200), seed), crossEntropy()));
        found(Symptom.SHUFFLED_LABELS, seed -> {
            var data = shuffled(circle(seed, 200), seed);
            var net = sequential(dense(2, 8), tanh(), dense(8, 1)).initialize(xavierNormal(), new Rng(seed));
            return diagnose(net, fit(net, Dataset.of(data.x(), data.y().reshape(200, 1))).loss(binaryCrossEntropy())
                    .optimizer(adam(0.01)).epochs(4).run(new Rng(seed)));
        });
        found(Symptom.SHUFFLED_LABELS, seed -> {
            var data = shuffled(circle(seed, 200), seed);
            return diagnose(relus(seed), Dataset.of(data.x(), Tensors.oneHot(data.y(), 2)), crossEntropy());
        });
    }

    private static Dataset shuffled(Dataset data, long seed) {
        return new Dataset(data.name(), data.x(), data.y().rows(new Rng(seed + 1000).permutation(data.size())), data.featureNames(),
                data.classNames());
    }

    /** Neighbours tell nothing where two of many features count; what the network has learned does. */
    @Test
    void labelsThatOnlyTheNetworkUnderstandsAreNotShuffled() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            var x = Tensors.randn(new Rng(seed), 400, 30);
            var all = Dataset.of(x, x.slice(1, 0, 1).reshape(400).atLeast(0)).split(new Rng(1), 0.5, 0.5);
            var net = sequential(dense(30, 2)).initialize(xavierNormal(), new Rng(seed));
            var diagnosis = diagnose(net, fit(net, all.train()).loss(crossEntropy()).optimizer(adam(0.05)).validation(all.test())
                    .epochs(20).run(new Rng(seed)));
            assertFalse(diagnosis.found(Symptom.SHUFFLED_LABELS), diagnosis.toString());
        }
    }

    /** The best constant answer is perfect: neither it nor the nearest example is anything to be measured by. */
    @Test
    void targetsThatAreAllAlikeAreNoFault() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            var x = Tensors.randn(new Rng(seed), 100, 3);
            var classes = sequential(dense(3, 4), tanh(), dense(4, 2)).initialize(xavierNormal(), new Rng(seed));
            var number = sequential(dense(3, 4), tanh(), dense(4, 1)).initialize(xavierNormal(), new Rng(seed));
            var diagnoses = List.of(
                    diagnose(classes, fit(classes, Dataset.of(x, Tensors.zeros(100))).loss(crossEntropy()).optimizer(adam(0.03))
                            .epochs(5).run(new Rng(seed))),
                    diagnose(number, fit(number, Dataset.of(x, Tensors.full(3, 100, 1))).loss(meanSquaredError())
                            .optimizer(adam(0.1)).epochs(5).run(new Rng(seed))));
            for (var diagnosis : diagnoses) {
                assertEquals(List.of(), diagnosis.findings(), diagnosis.toString());
                assertTrue(diagnosis.notLookedFor().contains("loss stuck at chance (no constant answer to compare with: this loss"
                        + " takes none, or all targets are alike)"), diagnosis.toString());
            }
        }
    }

    /** The nearest example is then the same one again. */
    @Test
    void rowsThatAreThereTwiceAreNoUnderfitting() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            var once = sine(seed, 100);
            var twice = Dataset.of(Tensors.concat(0, once.x(), once.x()), Tensors.concat(0, once.y(), once.y()));
            var net = sequential(dense(1, 16), tanh(), dense(16, 1)).initialize(xavierNormal(), new Rng(seed));
            var diagnosis = diagnose(net, fit(net, twice).loss(meanSquaredError()).optimizer(adam(0.02)).epochs(60).batchSize(20)
                    .run(new Rng(seed)));
            assertEquals(List.of(), diagnosis.findings(), diagnosis.toString());
        }
    }

    @Test
    void saysWhatItCouldNotLookAtAndChangesNothing() {
        var net = sequential(dense(2, 4), batchNorm(4), dropout(0.2), dense(4, 2)).initialize(heNormal(), new Rng(1));
        var history = fit(net, circle(1, 40)).loss(crossEntropy()).optimizer(adam(0.01)).epochs(2).run(new Rng(1));
        double[] before = Snapshot.tensors(net).stream().flatMapToDouble(t -> java.util.Arrays.stream(t.data())).toArray();
        var diagnosis = diagnose(net, history);
        assertEquals(List.of("labels look shuffled (fewer than 50 rows)", "learning rate too low (fewer than 3 epochs)",
                "loss stuck at chance (fewer than 3 epochs)", "overfitting (fewer than 3 epochs)",
                "underfitting (fewer than 3 epochs)"), diagnosis.notLookedFor());
        assertTrue(diagnosis.toString().contains("\nnot looked for: labels look shuffled (fewer than 50 rows), "));
        assertArrayEquals(before, Snapshot.tensors(net).stream().flatMapToDouble(t -> java.util.Arrays.stream(t.data())).toArray());
        assertTrue(net.training());
        refuses("diagnose: this history does not know its data; give one that fit returned",
                () -> diagnose(net, Histories.of(1, "", Map.of("loss", new double[]{1}))));
    }

    @Test
    void everySymptomIsPlantedAbove() {
        assertEquals(12, Symptom.values().length);
        // the slugs of the notebooks, those of the lecture
        assertEquals(java.util.Set.of("04-softmax-cross-entropy", "07-activations", "08-initialization", "11-learning-rate",
                "12-vanishing-gradients", "13-overfitting-l2-l1", "18-capstone"),
                java.util.Arrays.stream(Symptom.values()).map(Symptom::notebook).collect(java.util.stream.Collectors.toSet()));
    }
}
