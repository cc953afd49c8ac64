package gradus.metrics;

import gradus.tensor.Tensor;
import java.util.TreeMap;

/**
 * The area under the ROC curve: how often an example of class 1 scores higher than one of class 0.
 *
 * <p>Over all pairs of a positive and a negative example, the share in which the positive one has the higher score, equal
 * scores counted by half. 1 is perfect order, ½ is chance; neither a threshold nor the scale of the scores matters.
 *
 * <p>Shapes: scores and target (n) or (n, 1), the target 0 and 1; or scores (n, 2) of two classes and target (n), then the
 * lead of class 1 over class 0 is the score. All scores are kept until the reset. NaN if only one class is there, or if a
 * score is NaN. Source: Hanley and McNeil 1982.
 *
 * <pre>{@code
 * rocAuc(tensor(0.1, 0.4, 0.35, 0.8), tensor(0, 0, 1, 1))       // → 0.75
 * rocAuc(tensor(0.5, 0.5), tensor(0, 1))                        // → 0.5
 * }</pre>
 */
public final class RocAuc implements Metric {

    /** For each score the weight of the negative and of the positive examples that have it. */
    private final TreeMap<Double, double[]> weightsByScore = new TreeMap<>();

    RocAuc() { }

    @Override
    public String name() { return "ROC AUC"; }

    @Override
    public void reset() { weightsByScore.clear(); }

    @Override
    public void update(Tensor scores, Tensor target, Tensor weights) {
        boolean two = scores.rank() == 2 && scores.size(1) == 2 && target.rank() == 1 && target.size() == scores.size(0);
        boolean one = scores.shapeText().equals(target.shapeText()) && scores.rank() > 0 && scores.size() == scores.size(0);
        if (!one && !two) {
            throw new IllegalArgumentException(name() + ": scores are " + scores.shapeText() + ", target is "
                    + target.shapeText() + "; both should be (n) or (n, 1), or the scores (n, 2) and the target (n)");
        }
        double[] w = Mean.weights(name(), weights, target.size());
        double[] s = two ? scores.detach().slice(1, 1, 2).sub(scores.detach().slice(1, 0, 1)).data() : scores.data();
        for (int i = 0; i < s.length; i++) {
            int label = BinaryAccuracy.yes(name(), target.data()[i]) ? 1 : 0;
            weightsByScore.computeIfAbsent(s[i] + 0.0, score -> new double[2])[label] += w[i];     // −0 becomes 0
        }
    }

    @Override
    public double result() {
        double pairs = 0;
        double negatives = 0;
        double positives = 0;
        for (double[] equal : weightsByScore.values()) {
            pairs += equal[1] * (negatives + equal[0] / 2);
            negatives += equal[0];
            positives += equal[1];
        }
        boolean nan = !weightsByScore.isEmpty() && weightsByScore.lastKey().isNaN();
        return nan ? Double.NaN : pairs / (positives * negatives);
    }

    @Override
    public String toString() { return name(); }
}
