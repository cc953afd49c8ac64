package gradus.play;

import gradus.kernels.Elementary;
import gradus.tensor.Numbers;
import gradus.tensor.Rng;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A polynomial through twelve noisy values of one period of a sine: the w with the least mean of (ŷ − y)² plus λ Σ w².
 *
 * <p>ŷ is Σ wₖ (2x − 1)ᵏ, and w₀ pays nothing. The values are y = sin 2πx + N(0, 0.3²) at x = (i + ½)/12; the true error is
 * measured against the sine itself. Solved by Gram and Schmidt on the examples with a row √(12λ) for each weight below them.
 */
public final class PolynomialAndPenalty implements Explorable {

    /** How many values are measured. */
    static final int POINTS = 12;

    private static final double NOISE = 0.3;
    private static final int PLACES = 101;
    private static final int PENALTIES = 51;

    @Override
    public String name() {
        return "polynomial-and-penalty";
    }

    @Override
    public String question() {
        return "How far should a curve follow its points?";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("degree", "", 0, POINTS - 1, POINTS - 1, 1, false),
                new Parameter("λ", "", 1e-9, 10, 1e-9, 0, true), new Parameter("data set", "", 0, 49, 0, 1, false));
    }

    /**
     * The "x", the "truth" and the "curve" (101); the places "at" and the values "measured" (12); the mean squared "errors" on
     * the points and of the truth (2); both for every λ, "training" and "true", over the "penalties" (51); "size", the root of
     * Σ w² (1).
     *
     * @param settings degree, λ, number of the data set
     */
    @Override
    public Map<String, double[]> values(double... settings) {
        int degree = (int) (settings[0] + 0.5);
        Rng rng = new Rng((int) (settings[2] + 0.5));
        double[] at = new double[POINTS];
        double[] measured = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            at[i] = (i + 0.5) / POINTS;
            measured[i] = sine(at[i]) + NOISE * rng.normal();
        }
        double[] x = new double[PLACES];
        double[] truth = new double[PLACES];
        for (int i = 0; i < PLACES; i++) {
            x[i] = i / (PLACES - 1.0);
            truth[i] = sine(x[i]);
        }
        double[] w = weights(at, measured, degree, settings[1]);
        double[] penalties = new double[PENALTIES];
        double[] training = new double[PENALTIES];
        double[] trueError = new double[PENALTIES];
        for (int i = 0; i < PENALTIES; i++) {
            penalties[i] = Math.pow(10, -9 + 10.0 * i / (PENALTIES - 1));
            double[] there = weights(at, measured, degree, penalties[i]);
            training[i] = error(curve(at, there), measured);
            trueError[i] = error(curve(x, there), truth);
        }
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put("x", x);
        values.put("truth", truth);
        values.put("curve", curve(x, w));
        values.put("at", at);
        values.put("measured", measured);
        values.put("errors", new double[] {error(curve(at, w), measured), error(curve(x, w), truth)});
        values.put("penalties", penalties);
        values.put("training", training);
        values.put("true", trueError);
        values.put("size", new double[] {size(w)});
        return values;
    }

    /** At the middle and the end of its period it is 0; π as a double is not quite π. */
    private static double sine(double x) {
        double y = Elementary.sin(2 * Math.PI * x);
        return Math.abs(y) < 1e-15 ? 0 : y;
    }

    private static double[] curve(double[] x, double[] w) {
        double[] curve = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            for (int k = w.length - 1; k >= 0; k--) curve[i] = curve[i] * (2 * x[i] - 1) + w[k];
        }
        return curve;
    }

    private static double error(double[] curve, double[] y) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) sum += (curve[i] - y[i]) * (curve[i] - y[i]);
        return sum / y.length;
    }

    private static double size(double[] w) {
        double sum = 0;
        for (int k = 1; k < w.length; k++) sum += w[k] * w[k];
        return Math.sqrt(sum);
    }

    /** Columns made orthogonal one after the other, twice for the sake of rounding; then w from the last to the first. */
    private static double[] weights(double[] at, double[] measured, int degree, double lambda) {
        int n = degree + 1;
        double[][] columns = new double[n + 1][POINTS + n];
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < POINTS; i++) columns[k][i] = Math.pow(2 * at[i] - 1, k);
            if (k > 0) columns[k][POINTS + k] = Math.sqrt(POINTS * lambda);
        }
        System.arraycopy(measured, 0, columns[n], 0, POINTS);
        double[][] above = new double[n + 1][n + 1];
        for (int k = 0; k <= n; k++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < k; j++) {
                    double along = dot(columns[j], columns[k]);
                    above[j][k] += along;
                    for (int i = 0; i < columns[k].length; i++) columns[k][i] -= along * columns[j][i];
                }
            }
            if (k == n) break;
            above[k][k] = Math.sqrt(dot(columns[k], columns[k]));
            for (int i = 0; i < columns[k].length; i++) columns[k][i] /= above[k][k];
        }
        double[] w = new double[n];
        for (int k = n - 1; k >= 0; k--) {
            w[k] = above[k][n];
            for (int j = k + 1; j < n; j++) w[k] -= above[k][j] * w[j];
            w[k] /= above[k][k];
        }
        return w;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }

    @Override
    public String words(double... settings) {
        Map<String, double[]> values = values(settings);
        double[] errors = values.get("errors");
        double[] penalties = values.get("penalties");
        double[] all = values.get("true");
        int best = 0;
        for (int i = 0; i < all.length; i++) if (all[i] < all[best]) best = i;
        return "Degree " + (int) (settings[0] + 0.5) + " with λ = " + Numbers.text(settings[1], 2) + ", data set "
                + (int) (settings[2] + 0.5) + ": mean squared error " + Numbers.text(errors[0], 3) + " on the twelve points and "
                + Numbers.text(errors[1], 3) + " against the sine; the weights have size "
                + Numbers.text(values.get("size")[0], 3) + ". Of all λ for this degree, " + Numbers.text(penalties[best], 2)
                + " comes nearest to the sine, with " + Numbers.text(all[best], 3) + ".";
    }
}
