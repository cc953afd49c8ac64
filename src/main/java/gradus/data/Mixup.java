package gradus.data;

import gradus.tensor.Numbers;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;

/** Mixes every row of a batch with another one; made by {@link Augmentations#mixup}, where the formula is. */
final class Mixup implements Augmentation {

    private final double alpha;
    private final int classes;

    /** Of labels with a number of classes; 0 where the targets are to be mixed as they are. */
    Mixup(double alpha, int classes) {
        if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("mixup: alpha is " + Numbers.exact(alpha) + ", it must be above 0, as 0.2");
        }
        this.alpha = alpha;
        this.classes = classes;
    }

    @Override
    public Batch of(Rng rng, Batch batch) {
        Tensor x = batch.x();
        Tensor y = batch.y();
        if (y.rank() == 1 && classes == 0) {
            throw new IllegalArgumentException("mixup: targets are labels " + y.shapeText() + ", to be mixed they become"
                    + " shares of classes; give their number, mixup(" + Numbers.text(alpha) + ", classes)");
        }
        if (y.rank() != 1 && classes > 0) {
            throw new IllegalArgumentException("mixup: targets are " + y.shapeText() + ", no labels (n) of " + classes
                    + " classes; leave that number out, mixup(" + Numbers.text(alpha) + ")");
        }
        Tensor targets = y.rank() == 1 ? Tensors.oneHot(y, classes) : y;
        int[] others = rng.permutation(batch.size());
        double[] lambda = new double[others.length];
        for (int i = 0; i < lambda.length; i++) {
            lambda[i] = beta(rng);
        }
        return new Batch(mixed(x, others, lambda), mixed(targets, others, lambda));
    }

    private static Tensor mixed(Tensor rows, int[] others, double[] lambda) {
        double[] values = rows.data();
        double[] mixed = new double[values.length];
        int width = others.length == 0 ? 0 : values.length / others.length;
        for (int i = 0; i < mixed.length; i++) {
            int row = i / width;
            mixed[i] = lambda[row] * values[i] + (1 - lambda[row]) * values[others[row] * width + i % width];
        }
        return Tensor.of(mixed, rows.shape());
    }

    /**
     * A draw from Beta(α, α): g/(g + h) of two draws from Gamma(α). In logarithms, since for small α most draws of gamma
     * are too small for a double.
     */
    double beta(Rng rng) {
        double logG = logGamma(rng);
        double logH = logGamma(rng);
        return 1 / (1 + StrictMath.exp(logH - logG));
    }

    /**
     * The logarithm of a draw from Gamma(α): dv of the method of Marsaglia and Tsang (2000, "A simple method for generating
     * gamma variables") for α + 1, whose product with u^(1/α) has the distribution for α.
     */
    private double logGamma(Rng rng) {
        double d = alpha + 1 - 1 / 3.0;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double z = rng.normal();
            double root = 1 + c * z;
            double v = root * root * root;
            // 1 − u is above 0, as a logarithm wants it
            if (v > 0 && StrictMath.log(1 - rng.uniform()) < 0.5 * z * z + d - d * v + d * StrictMath.log(v)) {
                return StrictMath.log(d * v) + StrictMath.log(1 - rng.uniform()) / alpha;
            }
        }
    }

    /** The call that makes it. */
    @Override
    public String toString() {
        return "mixup(" + Numbers.exact(alpha) + (classes == 0 ? "" : ", " + classes) + ")";
    }
}
