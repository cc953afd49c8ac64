package gradus.metrics;

import gradus.tensor.Tensor;

/**
 * The share of the targets' variance that the predictions explain.
 *
 * <p>R² = 1 − Σ(y − ŷ)² / Σ(y − ȳ)². 1 is perfect, 0 is no better than the mean of the targets, and below 0 is worse. NaN
 * where all targets are equal, since there is nothing to explain.
 *
 * <p>Shapes: prediction and target equal, (n) or (n, 1). The mean ȳ is over everything since the reset, so batches give
 * the same as the whole.
 *
 * <pre>{@code
 * rSquared(tensor(2.5, 0, 2, 8), tensor(3, -0.5, 2, 7))       // → 0.948608
 * }</pre>
 */
public final class RSquared implements Metric {

    private double errors;
    private double weight;
    private double mean;
    private double spread;

    RSquared() { }

    @Override
    public String name() { return "R²"; }

    @Override
    public void reset() {
        errors = 0;
        weight = 0;
        mean = 0;
        spread = 0;
    }

    @Override
    public void update(Tensor prediction, Tensor target, Tensor weights) {
        if (!prediction.shapeText().equals(target.shapeText()) || target.rank() == 0 || target.size() != target.size(0)) {
            throw new IllegalArgumentException(name() + ": prediction is " + prediction.shapeText() + ", target is "
                    + target.shapeText() + "; both should be (n) or (n, 1)");
        }
        double[] w = Mean.weights(name(), weights, target.size());
        for (int i = 0; i < w.length; i++) {
            if (w[i] > 0) {
                double y = target.data()[i];
                double error = y - prediction.data()[i];
                errors += w[i] * error * error;
                // Welford's update: Σ(y − ȳ)² without the difference of two large sums
                double step = y - mean;
                weight += w[i];
                mean += step * w[i] / weight;
                spread += w[i] * step * (y - mean);
            }
        }
    }

    @Override
    public double result() { return spread == 0 ? Double.NaN : 1 - errors / spread; }

    @Override
    public String toString() { return name(); }
}
