package gradus.data;

import static gradus.Expect.refuses;
import static gradus.data.Augmentations.mixup;
import static gradus.data.Augmentations.randomBrightness;
import static gradus.data.Augmentations.randomContrast;
import static gradus.data.Augmentations.randomFlip;
import static gradus.data.Augmentations.randomNoise;
import static gradus.data.Augmentations.randomRotation;
import static gradus.data.Augmentations.randomScale;
import static gradus.data.Augmentations.randomShift;
import static gradus.init.Initializers.heNormal;
import static gradus.loss.Losses.crossEntropy;
import static gradus.metrics.Metrics.accuracy;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.sequential;
import static gradus.optim.Optimizers.sgd;
import static gradus.tensor.Tensors.arange;
import static gradus.tensor.Tensors.oneHot;
import static gradus.tensor.Tensors.ones;
import static gradus.tensor.Tensors.rand;
import static gradus.tensor.Tensors.randn;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static gradus.train.Training.fit;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AugmentationTest {

    private static final Tensor NINE = tensor(1, 2, 3, 4, 5, 6, 7, 8, 9).reshape(1, 3, 3);

    static List<ImageAugmentation> all() {
        return List.of(randomShift(2), randomFlip(), randomScale(0.8, 1.25), randomRotation(20), randomBrightness(0.3),
                randomContrast(0.3), randomNoise(0.1));
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyImageIsChangedByItself(ImageAugmentation change) {
        Tensor images = rand(new Rng(1), 8, 8).broadcastTo(40, 8, 8);
        double[] before = images.toArray();
        Tensor changed = change.of(new Rng(2), images);
        assertArrayEquals(before, images.data(), "the images given stay");
        assertArrayEquals(images.shape(), changed.shape());
        assertArrayEquals(changed.data(), change.of(new Rng(2), images).data(), "the seed decides");
        assertFalse(Arrays.equals(changed.data(), change.of(new Rng(3), images).data()));
        assertTrue(IntStream.range(0, 40).mapToObj(i -> Arrays.toString(changed.row(i).toArray())).distinct()
                .count() > 1, "not all images are changed alike");
        assertArrayEquals(changed.data(), change.of(new Rng(2), images.reshape(40, 64)).data(), "rows of pixels");
        assertEquals("(40, 64)", change.of(new Rng(2), images.reshape(40, 64)).shapeText());
        Batch batch = change.of(new Rng(2), new Batch(images, arange(40)));
        assertArrayEquals(changed.data(), batch.x().data());
        assertArrayEquals(arange(40).data(), batch.y().data());
        assertEquals(0, change.of(new Rng(1), zeros(0, 5, 4)).size());
        assertEquals("(2, 5, 3)", change.of(new Rng(1), zeros(2, 5, 3)).shapeText());
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsNoImage(ImageAugmentation change) {
        refuses(change + ": images are (2, 10); they should be (n, height, width), or (n, side · side) for square ones such"
                + " as (n, 64)", () -> change.of(new Rng(1), zeros(2, 10)));
        refuses(change + ": images are (4); they should be (n, height, width), or (n, side · side) for square ones such as"
                + " (n, 64)", () -> change.of(new Rng(1), zeros(4)));
    }

    @Test
    void noChangeIsNone() {
        Tensor images = randn(new Rng(1), 5, 6, 4);
        for (var change : List.of(randomShift(0), randomScale(1, 1), randomRotation(0), randomBrightness(0), randomNoise(0))) {
            assertArrayEquals(images.data(), change.of(new Rng(2), images).data(), change.toString());
        }
        assertArrayEquals(images.data(), randomContrast(0).of(new Rng(2), images).data(), 1e-15);
    }

    /** All nine shifts of one pixel, each as often as the others, what leaves is lost and what comes in is 0. */
    @Test
    void shiftsAreWholePixels() {
        Map<String, Integer> seen = new HashMap<>();
        Tensor changed = randomShift(1).of(new Rng(1), NINE.broadcastTo(9000, 3, 3));
        for (int i = 0; i < 9000; i++) seen.merge(changed.row(i).reshape(9).toString(), 1, Integer::sum);
        assertEquals(9, seen.size());
        for (String shifted : List.of("[1, 2, 3, 4, 5, 6, 7, 8, 9]", "[0, 0, 0, 1, 2, 3, 4, 5, 6]", "[4, 5, 6, 7, 8, 9, 0, 0, 0]",
                "[0, 1, 2, 0, 4, 5, 0, 7, 8]", "[2, 3, 0, 5, 6, 0, 8, 9, 0]", "[0, 0, 0, 0, 1, 2, 0, 4, 5]")) {
            String key = seen.keySet().stream().filter(k -> k.endsWith(shifted)).findFirst().orElseThrow();
            assertEquals(1000, seen.get(key), 120, shifted);
        }
    }

    @Test
    void halfOfTheImagesAreMirrored() {
        Tensor changed = randomFlip().of(new Rng(1), NINE.broadcastTo(1000, 3, 3));
        double[] mirrored = {3, 2, 1, 6, 5, 4, 9, 8, 7};
        long count = IntStream.range(0, 1000).filter(i -> Arrays.equals(mirrored,
                changed.row(i).toArray())).count();
        assertEquals(500, count, 60);
        for (int i = 0; i < 1000; i++) assertTrue(changed.get(i, 0, 0) == 3 || changed.get(i, 0, 0) == 1);
    }

    @Test
    void scalesAboutTheMiddle() {
        // out(p) = in(m + (p − m)/2): the corners take the mean of four pixels, the edges that of two
        Tensor twice = randomScale(2, 2).of(new Rng(1), NINE);
        assertArrayEquals(new double[]{3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7}, twice.data(), 1e-12);
        Tensor half = randomScale(0.5, 0.5).of(new Rng(1), NINE);
        assertArrayEquals(new double[]{0, 0, 0, 0, 5, 0, 0, 0, 0}, half.data(), 1e-12);
    }

    @Test
    void turnsAgainstTheClock() {
        var image = new ImageAugmentation.Image(NINE.data(), 0, 3, 3);
        assertArrayEquals(new double[]{3, 6, 9, 2, 5, 8, 1, 4, 7}, pixels(Augmentations.turned(image, 90)), 1e-12);
        assertArrayEquals(new double[]{9, 8, 7, 6, 5, 4, 3, 2, 1}, pixels(Augmentations.turned(image, 180)), 1e-12);
        assertArrayEquals(new double[]{7, 4, 1, 8, 5, 2, 9, 6, 3}, pixels(Augmentations.turned(image, -90)), 1e-12);
        // 45°: the pixel at the right, (x, y) = (1, 0), shows what was at (√½, −√½)
        double d = Math.sqrt(0.5);
        double expected = (1 - d) * ((1 - d) * 5 + d * 6) + d * ((1 - d) * 8 + d * 9);
        assertEquals(expected, Augmentations.turned(image, 45).at(1, 2), 1e-12);
    }

    private static double[] pixels(ImageAugmentation.Pixels pixels) {
        double[] all = new double[9];
        for (int i = 0; i < 9; i++) all[i] = pixels.at(i / 3, i % 3);
        return all;
    }

    /** The angle is uniform: a point to the right of the middle is turned up as far as down. */
    @Test
    void anglesAreUniform() {
        double[] point = new double[21 * 21];
        point[10 * 21 + 20] = 1;
        Tensor changed = randomRotation(90).of(new Rng(1), Tensor.of(point, 1, 21, 21).broadcastTo(4000, 21, 21));
        double up = changed.slice(1, 0, 10).sum().item();
        double down = changed.slice(1, 11, 21).sum().item();
        assertEquals(1, up / down, 0.1);
        double within30 = changed.slice(1, 6, 15).sum().item() / (up + down + changed.slice(1, 10, 11).sum().item());
        assertEquals(0.28, within30, 0.05, "rows within 4.5 of the middle, asin(4.5/10) = 26.7° of 90°");
    }

    @Test
    void brightnessIsAFactor() {
        Tensor changed = randomBrightness(0.5).of(new Rng(1), NINE.broadcastTo(2000, 3, 3));
        double sum = 0;
        for (int i = 0; i < 2000; i++) {
            double f = changed.get(i, 0, 0);
            assertTrue(f >= 0.5 && f <= 1.5);
            assertEquals(9 * f, changed.get(i, 2, 2), 1e-12);
            sum += f;
        }
        assertEquals(1, sum / 2000, 0.03);
    }

    @Test
    void contrastKeepsTheMean() {
        Tensor changed = randomContrast(1).of(new Rng(1), NINE.broadcastTo(2000, 3, 3));
        double smallest = 9;
        for (int i = 0; i < 2000; i++) {
            assertEquals(5, changed.row(i).mean().item(), 1e-12);
            assertEquals(5, changed.get(i, 1, 1), 1e-12);
            double f = (5 - changed.get(i, 0, 0)) / 4;
            assertTrue(f >= 0 && f <= 2);
            smallest = Math.min(smallest, f);
        }
        assertTrue(smallest < 0.02);
    }

    @Test
    void noiseIsNormal() {
        Tensor difference = randomNoise(0.2).of(new Rng(1), ones(100, 10, 10)).sub(1);
        assertEquals(0, difference.mean().item(), 0.01);
        assertEquals(0.2, difference.std().item(), 0.005);
    }

    @Test
    void wrongArguments() {
        refuses("randomShift: the number of pixels must be from 0 to 1000, it is -1", () -> randomShift(-1));
        refuses("randomScale: the factors are 1.1 to 0.9, they must be above 0, the smaller first, as 0.9 and 1.1",
                () -> randomScale(1.1, 0.9));
        refuses("randomScale: the factors are 0 to 2, they must be above 0, the smaller first, as 0.9 and 1.1",
                () -> randomScale(0, 2));
        refuses("randomRotation: the largest angle must be from 0 to 180 degrees, it is 181", () -> randomRotation(181));
        refuses("randomBrightness: the strength must be from 0 to 1, it is 1.5", () -> randomBrightness(1.5));
        refuses("randomContrast: the strength must be from 0 to 1, it is NaN", () -> randomContrast(Double.NaN));
        refuses("randomNoise: the standard deviation must be a finite number from 0, it is -1", () -> randomNoise(-1));
        refuses("mixup: alpha is 0, it must be above 0, as 0.2", () -> mixup(0));
        refuses("mixup: the number of classes must be at least 1, it is 0", () -> mixup(0.2, 0));
    }

    /** E[min(λ, 1 − λ)] by numerical integration of the density; Var λ = 1/(4(2α + 1)). */
    @Test
    void lambdaHasABetaDistribution() {
        double[][] facts = {{0.1, 0.05842}, {0.2, 0.10119}, {0.4, 0.16024}, {1, 0.25}, {5, Double.NaN}, {0.001, Double.NaN}};
        for (double[] fact : facts) {
            double alpha = fact[0];
            var mixup = new Mixup(alpha, 0);
            var rng = new Rng(1);
            int n = 40_000;
            double mean = 0;
            double square = 0;
            double smaller = 0;
            for (int i = 0; i < n; i++) {
                double lambda = mixup.beta(rng);
                assertTrue(lambda >= 0 && lambda <= 1);
                mean += lambda / n;
                square += (lambda - 0.5) * (lambda - 0.5) / n;
                smaller += Math.min(lambda, 1 - lambda) / n;
            }
            assertEquals(0.5, mean, 0.01);
            assertEquals(1 / (4 * (2 * alpha + 1)), square, 0.003);
            if (!Double.isNaN(fact[1])) assertEquals(fact[1], smaller, 0.003);
        }
    }

    /** Inputs that are the targets themselves stay so when both are mixed. */
    @Test
    void inputsAndTargetsAreMixedAlike() {
        Tensor labels = tensor(0, 1, 2, 1, 0, 2, 2, 1);
        Batch mixed = mixup(0.4, 3).of(new Rng(1), new Batch(oneHot(labels, 3), labels));
        assertArrayEquals(mixed.x().data(), mixed.y().data());
        assertArrayEquals(ones(8).data(), mixed.y().sum(1).data(), 1e-12);
        assertTrue(Arrays.stream(mixed.y().data()).anyMatch(v -> v > 0.01 && v < 0.99), "some are mixed");
        Batch numbers = mixup(0.4).of(new Rng(1), new Batch(oneHot(labels, 3), oneHot(labels, 3)));
        assertArrayEquals(mixed.y().data(), numbers.y().data(), "shares of classes are mixed as they are");
        Batch other = mixup(0.4, 3).of(new Rng(2), new Batch(oneHot(labels, 3), labels));
        assertFalse(Arrays.equals(mixed.x().data(), other.x().data()));
    }

    @Test
    void oneRowMixesWithItselfAndNoneWithNone() {
        Batch one = mixup(0.4, 2).of(new Rng(1), new Batch(tensor(new double[][]{{3, 4}}), tensor(1)));
        assertArrayEquals(new double[]{3, 4}, one.x().data(), 1e-15);
        assertArrayEquals(new double[]{0, 1}, one.y().data(), 1e-15);
        assertEquals("Batch: x (0, 2), y (0, 2)", mixup(0.4, 2).of(new Rng(1), new Batch(zeros(0, 2), zeros(0))).toString());
        assertEquals("(2, 4, 4)", mixup(0.4, 2).of(new Rng(1), new Batch(zeros(2, 4, 4), zeros(2))).x().shapeText());
    }

    @Test
    void targetsThatDoNotMix() {
        var labels = new Batch(zeros(2, 2), zeros(2));
        refuses("mixup: targets are labels (2), to be mixed they become shares of classes; give their number, mixup(0.2,"
                + " classes)", () -> mixup(0.2).of(new Rng(1), labels));
        refuses("mixup: targets are (2, 3), no labels (n) of 5 classes; leave that number out, mixup(0.2)",
                () -> mixup(0.2, 5).of(new Rng(1), new Batch(zeros(2, 2), zeros(2, 3))));
    }

    @Test
    void oneAfterTheOther() {
        Augmentation both = randomShift(1).then(randomNoise(0.1)).then(mixup(0.2, 10));
        assertEquals("randomShift(1), randomNoise(0.1), mixup(0.2, 10)", both.toString());
        var batch = new Batch(rand(new Rng(1), 6, 64), arange(6));
        var rng = new Rng(2);
        Batch expected = mixup(0.2, 10).of(rng, randomNoise(0.1).of(rng, randomShift(1).of(rng, batch)));
        Batch actual = both.of(new Rng(2), batch);
        assertArrayEquals(expected.x().data(), actual.x().data());
        assertArrayEquals(expected.y().data(), actual.y().data());
    }

    @Test
    void fitChangesTrainingBatchesOnly() {
        Split split = Digits.load().stratifiedSplit(new Rng(1), 0.1, 0.05, 0.05);
        List<Integer> sizes = new ArrayList<>();
        Augmentation counting = (rng, batch) -> {
            sizes.add(batch.size());
            return batch;
        };
        var runs = new ArrayList<double[]>();
        for (int run = 0; run < 2; run++) {
            var net = sequential(dense(64, 10)).initialize(heNormal(), new Rng(2));
            var history = fit(net, split.train()).loss(crossEntropy()).optimizer(sgd(0.1)).metric(accuracy())
                    .augment(randomRotation(10).then(mixup(0.2, 10))).augment(randomNoise(0.05))
                    .validation(split.validation()).epochs(3).batchSize(64).run(new Rng(3));
            assertTrue(history.settings().contains(", randomRotation(10), mixup(0.2, 10), randomNoise(0.05), "),
                    history.settings());
            assertTrue(history.last("loss") < history.series("loss")[0]);
            runs.add(history.series("loss"));
        }
        assertArrayEquals(runs.get(0), runs.get(1));
        var net = sequential(dense(64, 10)).initialize(heNormal(), new Rng(2));
        var history = fit(net, split.train()).loss(crossEntropy()).optimizer(sgd(0.1)).augment(counting)
                .validation(split.validation()).epochs(2).batchSize(100).run(new Rng(3));
        assertEquals(List.of(100, 80, 100, 80), sizes);
        assertTrue(history.settings().contains("a custom augmentation"), history.settings());
    }
}
