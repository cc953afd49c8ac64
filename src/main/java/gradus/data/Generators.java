package gradus.data;

import gradus.tensor.Numbers;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Made-up data sets of which the truth is known: two inputs and two classes to draw, one input and a number to fit.
 *
 * <p>Circle, xor, gauss and spiral are those of the TensorFlow Playground (Smilkov and others, 2017, "Direct-Manipulation
 * Visualization of Deep Networks"; its file dataset.ts), in the same units; the noise that its slider shows in percent is
 * a share here, 50 % is 0.5. Its label −1 is class 0 and its +1 class 1. Where classes are made one after the other, the
 * rows stand so too, and of an odd n the one made first has one row more: {@link Dataset#batches(int, Rng)} and
 * {@link Dataset#split} shuffle.
 *
 * <p>All throw an IllegalArgumentException if n is below 1, or the noise is not a finite number from 0.
 *
 * <pre>{@code
 * circle(new Rng(1), 200, 0.1)
 * // → circle: 200 rows, 2 features, 2 classes
 * //   rows per class: outside: 103, inside: 97
 * }</pre>
 */
public final class Generators {

    private static final double CIRCLE_RADIUS = 5;
    private static final double XOR_PADDING = 0.3;

    private Generators() {
    }

    /**
     * A disc inside a ring: class 1 inside, class 0 outside.
     *
     * <p>Radius r ~ U(0, 2.5) inside and U(3.5, 5) outside, angle a ~ U(0, 2π), point (r sin a, r cos a). The noise
     * moves no point but can change its class: it is 1 if the point shifted by noise · U(−5, 5) along each axis is closer
     * to 0 than 2.5.
     *
     * @param rng   draws the points
     * @param n     rows, half of them made inside
     * @param noise 0 to 0.5 in the Playground
     */
    public static Dataset circle(Rng rng, int n, double noise) {
        require("circle", n, noise);
        double edge = CIRCLE_RADIUS / 2;
        return classes("circle", n, List.of("outside", "inside"), i -> {
            double r = i < n - n / 2 ? rng.uniform(0, edge) : rng.uniform(0.7 * CIRCLE_RADIUS, CIRCLE_RADIUS);
            double angle = rng.uniform(0, 2 * Math.PI);
            double x1 = r * StrictMath.sin(angle);
            double x2 = r * StrictMath.cos(angle);
            double u = x1 + noise * rng.uniform(-CIRCLE_RADIUS, CIRCLE_RADIUS);
            double v = x2 + noise * rng.uniform(-CIRCLE_RADIUS, CIRCLE_RADIUS);
            return new double[]{x1, x2, Math.sqrt(u * u + v * v) < edge ? 1 : 0};
        });
    }

    /**
     * Four squares, the class told by the signs: 1 where x1 and x2 have the same sign, as in the Playground, else 0.
     *
     * <p>x ~ U(−5, 5), moved away from 0 by 0.3. The noise moves no point but can change its class, which is 1 if the
     * point shifted by noise · U(−5, 5) along each axis has x1·x2 ≥ 0. Without noise, class 0 is the exclusive or of
     * "x1 is positive" and "x2 is positive".
     *
     * @param rng   draws the points
     * @param n     rows, about half of them of each class
     * @param noise 0 to 0.5 in the Playground
     */
    public static Dataset xor(Rng rng, int n, double noise) {
        require("xor", n, noise);
        return classes("xor", n, List.of("signs differ", "same sign"), i -> {
            double x1 = padded(rng.uniform(-5, 5));
            double x2 = padded(rng.uniform(-5, 5));
            double u = x1 + noise * rng.uniform(-5, 5);
            double v = x2 + noise * rng.uniform(-5, 5);
            return new double[]{x1, x2, u * v >= 0 ? 1 : 0};
        });
    }

    private static double padded(double x) {
        return x + (x > 0 ? XOR_PADDING : -XOR_PADDING);
    }

    /**
     * Two clouds, each N(μ, σ²) along both axes: class 1 around (2, 2), class 0 around (−2, −2).
     *
     * <p>The variance σ² = 0.5 + 7 · noise goes from 0.5 without noise to 4 at noise 0.5.
     *
     * @param rng   draws the points
     * @param n     rows, half of them of each class
     * @param noise 0 to 0.5 in the Playground
     */
    public static Dataset gauss(Rng rng, int n, double noise) {
        require("gauss", n, noise);
        double sigma = Math.sqrt(0.5 + 7 * noise);
        return classes("gauss", n, List.of("around (−2, −2)", "around (2, 2)"), i -> {
            int label = i < n - n / 2 ? 1 : 0;
            double center = label == 1 ? 2 : -2;
            return new double[]{center + sigma * rng.normal(), center + sigma * rng.normal(), label};
        });
    }

    /**
     * Two spirals around each other, one and three quarters of a turn.
     *
     * <p>Point i of the m points of an arm: r = 5i/m, t = 1.75 · 2π · i/m, and half a turn more for class 0;
     * (r sin t, r cos t) + noise · U(−1, 1) along each axis.
     *
     * @param rng   draws the noise
     * @param n     rows, half of them of each class
     * @param noise 0 to 0.5 in the Playground
     */
    public static Dataset spiral(Rng rng, int n, double noise) {
        require("spiral", n, noise);
        int first = n - n / 2;
        return classes("spiral", n, List.of("second arm", "first arm"), i -> {
            double part = i < first ? i / (double) first : (i - first) / (double) (n - first);
            double r = 5 * part;
            double t = 1.75 * 2 * Math.PI * part + (i < first ? 0 : Math.PI);
            return new double[]{r * StrictMath.sin(t) + noise * rng.uniform(-1, 1),
                    r * StrictMath.cos(t) + noise * rng.uniform(-1, 1), i < first ? 1 : 0};
        });
    }

    /**
     * Two half circles of radius 1 that reach into each other: class 0 the upper, class 1 the lower.
     *
     * <p>Angles a evenly spaced from 0 to π: (cos a, sin a) above and (1 − cos a, ½ − sin a) below, each coordinate plus
     * N(0, noise²). The moons of scikit-learn, there without a shuffle.
     *
     * @param rng   draws the noise
     * @param n     rows, half of them of each class
     * @param noise the standard deviation, in the units of the inputs; 0.1 to 0.3 are usual
     */
    public static Dataset moons(Rng rng, int n, double noise) {
        require("moons", n, noise);
        int upper = n - n / 2;
        return classes("moons", n, List.of("upper", "lower"), i -> {
            int label = i < upper ? 0 : 1;
            double a = label == 0 ? Math.PI * i / Math.max(1, upper - 1)
                    : Math.PI * (i - upper) / Math.max(1, n - upper - 1);
            double x1 = label == 0 ? StrictMath.cos(a) : 1 - StrictMath.cos(a);
            double x2 = label == 0 ? StrictMath.sin(a) : 0.5 - StrictMath.sin(a);
            return new double[]{x1 + noise * rng.normal(), x2 + noise * rng.normal(), label};
        });
    }

    /**
     * One period of a sine to fit: x ~ U(0, 1), y = sin(2πx) + N(0, noise²).
     *
     * <p>The curve on which Bishop (2006, "Pattern Recognition and Machine Learning", chapter 1) shows what overfitting
     * is; there the x are evenly spaced.
     *
     * <pre>{@code
     * noisySine(new Rng(1), 20, 0)     // → sine: 20 rows, 1 feature, targets (20, 1) from -0.99972 to 0.91695
     * }</pre>
     *
     * @param rng   draws the inputs and the noise
     * @param n     rows
     * @param noise the standard deviation of y around the sine
     */
    public static Dataset noisySine(Rng rng, int n, double noise) {
        require("noisySine", n, noise);
        return regression("sine", n, i -> {
            double x = rng.uniform();
            return new double[]{x, StrictMath.sin(2 * Math.PI * x) + noise * rng.normal()};
        });
    }

    /**
     * A straight line to fit, with some points far above it: y = 2x + 1 + N(0, noise²), x ~ U(0, 10).
     *
     * <p>The last rows are the outliers, each higher by another U(10, 20). A fit of least squares follows them, its
     * constant grows by about 15 · outliers/n; one of least absolute deviations hardly moves while they are few.
     *
     * @param rng      draws inputs, noise and outliers
     * @param n        rows, with the outliers
     * @param noise    the standard deviation of y around the line
     * @param outliers how many of the rows are outliers
     * @throws IllegalArgumentException if there are fewer rows than outliers, or fewer outliers than 0
     */
    public static Dataset linearWithOutliers(Rng rng, int n, double noise, int outliers) {
        require("linearWithOutliers", n, noise);
        if (outliers < 0 || outliers > n) {
            throw new IllegalArgumentException("linearWithOutliers: the number of outliers is " + outliers
                    + ", it must be from 0 to the number of rows, " + n);
        }
        return regression("line with outliers", n, i -> {
            double x = rng.uniform(0, 10);
            double y = 2 * x + 1 + noise * rng.normal();
            return new double[]{x, i < n - outliers ? y : y + rng.uniform(10, 20)};
        });
    }

    private static void require(String operation, int n, double noise) {
        if (n < 1) {
            throw new IllegalArgumentException(operation + ": n is " + n + ", it must be at least 1 row");
        }
        if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(operation + ": the noise is " + Numbers.exact(noise)
                    + ", it must be a finite number from 0");
        }
    }

    /** A data set of rows (x1, x2, label), made one after the other. */
    private static Dataset classes(String name, int n, List<String> classNames, IntFunction<double[]> row) {
        double[] x = new double[2 * n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            double[] made = row.apply(i);
            x[2 * i] = made[0];
            x[2 * i + 1] = made[1];
            y[i] = made[2];
        }
        return new Dataset(name, Tensor.of(x, n, 2), Tensor.of(y, n), List.of("x1", "x2"), classNames);
    }

    /** A data set of rows (x, y), made one after the other. */
    private static Dataset regression(String name, int n, IntFunction<double[]> row) {
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            double[] made = row.apply(i);
            x[i] = made[0];
            y[i] = made[1];
        }
        return new Dataset(name, Tensor.of(x, n, 1), Tensor.of(y, n, 1), List.of("x"), List.of());
    }
}
