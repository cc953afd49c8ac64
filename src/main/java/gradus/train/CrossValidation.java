package gradus.train;

import gradus.data.Dataset;
import gradus.data.Fold;
import gradus.inspect.Columns;
import gradus.tensor.Numbers;
import gradus.tensor.Rng;
import java.util.ArrayList;
import java.util.List;

/**
 * The scores of a k-fold cross-validation, with their mean and spread; prints as a table.
 *
 * <p>The mean estimates the score of a network trained on (k − 1)/k of the data. The standard deviation says how far the folds
 * lie apart, not how sure the mean is: the training parts overlap, so the scores are not independent, and no estimate of the
 * mean's variance from them is unbiased (Bengio and Grandvalet 2004).
 */
public final class CrossValidation {

    /** What {@link Training#crossValidate} does with a fold: train on one part, measure on the other. */
    @FunctionalInterface
    public interface FoldScore {

        /**
         * Trains a new network on {@code fold.train()} and measures it on {@code fold.validation()}.
         *
         * @param rng a generator of this fold's own
         */
        double of(Fold fold, Rng rng);
    }

    private final String title;
    private final List<Fold> folds;
    private final List<Double> scores = new ArrayList<>();
    private String ending = "";

    private CrossValidation(String title, List<Fold> folds) {
        this.title = title;
        this.folds = folds;
    }

    static CrossValidation run(Dataset data, int k, Rng rng, FoldScore score) {
        String title = k + "-fold cross-validation of " + data.name() + ", " + data.size() + " rows, seed " + rng.seed();
        var result = new CrossValidation(title, data.folds(rng, k));
        var watch = new InterruptionWatch();
        for (var fold : result.folds) {
            double[] value = new double[1];
            var ofTheFold = rng.split();
            if (!watch.whole(() -> value[0] = score.of(fold, ofTheFold))) {
                result.ending = "interrupted in fold " + fold.number() + " of " + k;
                break;
            }
            result.scores.add(value[0]);
        }
        return result;
    }

    /** A score for each fold that is finished. */
    public double[] scores() {
        return scores.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The mean of the scores, Σ sᵢ / k; NaN if there is none. */
    public double mean() {
        return scores.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** The spread of the scores, √(Σ (sᵢ − mean)² / (k − 1)); NaN of fewer than two. */
    public double standardDeviation() {
        double mean = mean();
        double squares = scores.stream().mapToDouble(score -> (score - mean) * (score - mean)).sum();
        return scores.size() < 2 ? Double.NaN : Math.sqrt(squares / (scores.size() - 1));
    }

    /** Where it was interrupted; empty if all folds are finished. */
    public String ending() {
        return ending;
    }

    @Override
    public String toString() {
        var rows = new ArrayList<String[]>();
        rows.add(new String[]{"fold", "train", "validation", "score"});
        for (int i = 0; i < scores.size(); i++) {
            rows.add(new String[]{String.valueOf(folds.get(i).number()), String.valueOf(folds.get(i).train().size()),
                    String.valueOf(folds.get(i).validation().size()), Numbers.text(scores.get(i), 4)});
        }
        return title + "\n" + Columns.text(rows) + "\nmean " + Numbers.text(mean(), 4) + ", standard deviation "
                + Numbers.text(standardDeviation(), 4) + (ending.isEmpty() ? "" : "\n" + ending);
    }
}
