package gradus.data;

import gradus.tensor.Numbers;

/**
 * Changes of training examples that leave their classes as they are, drawn anew for every example and every epoch.
 *
 * <p>All is drawn from the generator given, so that a seed decides everything. Pixels beyond the border count as 0; numbers
 * between pixels are bilinear; nothing is cut to 0…1. Which change keeps the meaning is for people to say: a mirrored 3 is
 * no 3, a 6 upside down a 9.
 *
 * <pre>{@code
 * var batch = Digits.load().batches(4).iterator().next();
 * randomShift(1).then(randomRotation(10)).of(new Rng(1), batch)     // → Batch: x (4, 64), y (4)
 * randomShift(1).then(randomRotation(10))                           // → randomShift(1), randomRotation(10)
 * }</pre>
 *
 * <p>Source: C. Shorten, T. Khoshgoftaar (2019), A survey on image data augmentation for deep learning, Journal of Big Data
 * 6; mixup: see there.
 */
public final class Augmentations {

    private Augmentations() {
    }

    /**
     * Shifts each image by whole pixels, up or down and to a side, each from −pixels to pixels with equal chance:
     * out(r, c) = in(r − a, c − b).
     *
     * @throws IllegalArgumentException if pixels is not from 0 to 1000
     */
    public static ImageAugmentation randomShift(int pixels) {
        require(pixels >= 0 && pixels <= 1000, "randomShift", pixels, "the number of pixels must be from 0 to 1000");
        return new ImageAugmentation("randomShift(" + pixels + ")", (rng, image) -> {
            int a = rng.below(2 * pixels + 1) - pixels;
            int b = rng.below(2 * pixels + 1) - pixels;
            return (r, c) -> image.at(r - a, c - b);
        });
    }

    /** Mirrors each image with a chance of ½, left to right: out(r, c) = in(r, width − 1 − c). */
    public static ImageAugmentation randomFlip() {
        return new ImageAugmentation("randomFlip()", (rng, image) ->
                rng.uniform() < 0.5 ? (r, c) -> image.at(r, image.width() - 1 - c) : image::at);
    }

    /**
     * Scales each image about its middle m by a factor s ~ U(smallest, largest), above 1 larger:
     * out(p) = in(m + (p − m)/s).
     *
     * @throws IllegalArgumentException if the factors are not above 0, or the smallest is above the largest
     */
    public static ImageAugmentation randomScale(double smallest, double largest) {
        if (!(smallest > 0 && smallest <= largest && largest < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("randomScale: the factors are " + Numbers.exact(smallest) + " to "
                    + Numbers.exact(largest) + ", they must be above 0, the smaller first, as 0.9 and 1.1");
        }
        String name = "randomScale(" + Numbers.exact(smallest, largest) + ")";
        return new ImageAugmentation(name, (rng, image) -> {
            double s = rng.uniform(smallest, largest);
            double row = image.middleRow();
            double column = image.middleColumn();
            return (r, c) -> image.between(row + (r - row) / s, column + (c - column) / s);
        });
    }

    /**
     * Turns each image about its middle m by an angle a ~ U(−degrees, degrees), above 0 against the clock:
     * out(p) = in(m + R(−a)(p − m)), R(a) = (cos a, −sin a; sin a, cos a) for x to the right and y upwards.
     *
     * @throws IllegalArgumentException if the angle is not from 0 to 180
     */
    public static ImageAugmentation randomRotation(double degrees) {
        require(degrees >= 0 && degrees <= 180, "randomRotation", degrees, "the largest angle must be from 0 to 180 degrees");
        return new ImageAugmentation("randomRotation(" + Numbers.exact(degrees) + ")", (rng, image) ->
                turned(image, rng.uniform(-degrees, degrees)));
    }

    static ImageAugmentation.Pixels turned(ImageAugmentation.Image image, double degrees) {
        double cos = StrictMath.cos(Math.toRadians(degrees));
        double sin = StrictMath.sin(Math.toRadians(degrees));
        double row = image.middleRow();
        double column = image.middleColumn();
        return (r, c) -> {
            double x = c - column;
            double y = row - r;
            return image.between(row - (y * cos - x * sin), column + x * cos + y * sin);
        };
    }

    /**
     * Multiplies each image by a factor f ~ U(1 − strength, 1 + strength): out = f · in.
     *
     * <p>As torchvision, which cuts to 0…1 afterwards; Keras adds instead.
     *
     * @throws IllegalArgumentException if the strength is not from 0 to 1
     */
    public static ImageAugmentation randomBrightness(double strength) {
        require(strength >= 0 && strength <= 1, "randomBrightness", strength, "the strength must be from 0 to 1");
        return new ImageAugmentation("randomBrightness(" + Numbers.exact(strength) + ")", (rng, image) -> {
            double f = rng.uniform(1 - strength, 1 + strength);
            return (r, c) -> f * image.at(r, c);
        });
    }

    /**
     * Moves the pixels of each image away from their mean μ, or closer: out = μ + f · (in − μ),
     * f ~ U(1 − strength, 1 + strength). As torchvision and Keras, which cut to the range of the pixels afterwards.
     *
     * @throws IllegalArgumentException if the strength is not from 0 to 1
     */
    public static ImageAugmentation randomContrast(double strength) {
        require(strength >= 0 && strength <= 1, "randomContrast", strength, "the strength must be from 0 to 1");
        return new ImageAugmentation("randomContrast(" + Numbers.exact(strength) + ")", (rng, image) -> {
            double f = rng.uniform(1 - strength, 1 + strength);
            double mean = image.mean();
            return (r, c) -> mean + f * (image.at(r, c) - mean);
        });
    }

    /**
     * Adds a draw of its own to every pixel: out = in + N(0, sigma²). The layer {@code gaussianNoise} does the same inside a
     * network.
     *
     * @throws IllegalArgumentException if sigma is not a finite number from 0
     */
    public static ImageAugmentation randomNoise(double sigma) {
        require(sigma >= 0 && sigma < Double.POSITIVE_INFINITY, "randomNoise", sigma,
                "the standard deviation must be a finite number from 0");
        return new ImageAugmentation("randomNoise(" + Numbers.exact(sigma) + ")", (rng, image) ->
                (r, c) -> image.at(r, c) + sigma * rng.normal());
    }

    /**
     * Mixes every example with another one of the batch, inputs and targets alike:
     * x = λx_i + (1 − λ)x_j, y = λy_i + (1 − λ)y_j, λ ~ Beta(alpha, alpha) for each row, j from a random permutation.
     *
     * <p>For targets that can be mixed: numbers (n, k), or shares of classes (n, C). One λ for each row, as in Keras;
     * torchvision and the code of the paper draw one for the whole batch. Usual are 0.1 to 0.4; with alpha = 1, λ is uniform.
     *
     * <p>Source: H. Zhang, M. Cisse, Y. Dauphin, D. Lopez-Paz (2018), mixup: Beyond empirical risk minimization.
     *
     * @throws IllegalArgumentException if alpha is not above 0
     */
    public static Augmentation mixup(double alpha) {
        return new Mixup(alpha, 0);
    }

    /**
     * Mixes every example with another one, for labels (n): they become shares of classes, (n, classes), which cross-entropy
     * takes.
     *
     * <pre>{@code
     * var batch = Digits.load().batches(4).iterator().next();
     * mixup(0.2, 10).of(new Rng(1), batch)           // → Batch: x (4, 64), y (4, 10)
     * }</pre>
     *
     * @param classes how many classes there are
     * @throws IllegalArgumentException if alpha is not above 0, or there is no class
     */
    public static Augmentation mixup(double alpha, int classes) {
        require(classes >= 1, "mixup", classes, "the number of classes must be at least 1");
        return new Mixup(alpha, classes);
    }

    private static void require(boolean holds, String operation, double value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(operation + ": " + rule + ", it is " + Numbers.exact(value));
        }
    }
}
