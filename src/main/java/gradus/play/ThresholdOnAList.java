package gradus.play;

import gradus.tensor.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Twelve patients in the order of their predicted probabilities, and a threshold: who is called ill from there on?
 *
 * <p>Five are ill, seven healthy. Of those called ill the share that is ill is the precision, tp / (tp + fp); of the ill the
 * share that is called so is the recall, tp / (tp + fn); F1 = 2 tp / (2 tp + fp + fn). Each threshold is a point of the ROC
 * curve, recall over fp / (fp + tn), and the area under it is the share of pairs of an ill and a healthy patient in which the
 * ill one stands higher: 28 of 35. Where illness is rarer, each healthy patient stands for several.
 */
public final class ThresholdOnAList implements Explorable {

    /** From the highest to the lowest. */
    static final double[] PROBABILITIES = {0.97, 0.91, 0.84, 0.77, 0.62, 0.55, 0.41, 0.33, 0.24, 0.15, 0.08, 0.03};
    /** 1 is ill. */
    static final double[] TRUTH = {1, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0};

    @Override
    public String name() {
        return "threshold-on-a-list";
    }

    @Override
    public String question() {
        return "Who is called ill, and how often is that right?";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("threshold", "", 0, 1, 0.5, 0.01, false), new Parameter("healthy", "times", 1, 100, 1, 1, true));
    }

    /**
     * The "ranks" from 1, the "probabilities" and the "truth" of the list (12 each); at the threshold the "counts" tp, fp, fn,
     * tn (4) and the "scores" precision, recall, F1, accuracy (4; the precision is 0 where nobody is called ill); the
     * "false alarms" and the "recalls" of the ROC curve from nobody to everybody (13 each), its "area" (1), and the point
     * "now" on it (2).
     *
     * @param settings from which probability on somebody is called ill, and for how many healthy patients each of the list stands
     */
    @Override
    public Map<String, double[]> values(double... settings) {
        int n = PROBABILITIES.length;
        double[] ranks = new double[n];
        double[] falseAlarms = new double[n + 1];
        double[] recalls = new double[n + 1];
        double tp = 0;
        double fp = 0;
        double area = 0;
        for (int i = 0; i < n; i++) {
            ranks[i] = i + 1;
            boolean ill = TRUTH[i] == 1;
            falseAlarms[i + 1] = falseAlarms[i] + (ill ? 0 : 1 / 7.0);
            recalls[i + 1] = recalls[i] + (ill ? 1 / 5.0 : 0);
            area += ill ? 0 : recalls[i] / 7;
            if (PROBABILITIES[i] < settings[0]) continue;
            if (ill) tp++;
            else fp += settings[1];
        }
        double fn = 5 - tp;
        double tn = 7 * settings[1] - fp;
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put("ranks", ranks);
        values.put("probabilities", PROBABILITIES.clone());
        values.put("truth", TRUTH.clone());
        values.put("counts", new double[] {tp, fp, fn, tn});
        values.put("scores", new double[] {tp / Math.max(1, tp + fp), tp / 5, 2 * tp / (2 * tp + fp + fn), (tp + tn) / (5 + 7 * settings[1])});
        values.put("false alarms", falseAlarms);
        values.put("recalls", recalls);
        values.put("area", new double[] {area});
        values.put("now", new double[] {fp / (7 * settings[1]), tp / 5});
        return values;
    }

    @Override
    public String words(double... settings) {
        Map<String, double[]> values = values(settings);
        double[] counts = values.get("counts");
        double[] scores = values.get("scores");
        String precision = counts[0] + counts[1] == 0 ? "nobody, so there is no precision"
                : text(counts[0] + counts[1]) + ", of whom " + text(counts[0]) + " are: precision " + text(scores[0]);
        return "From " + text(settings[0]) + " on a patient is called ill: " + precision + ". Of 5 ill patients " + text(counts[0])
                + " are found: recall " + text(scores[1]) + ". F1 " + text(scores[2]) + ", accuracy " + text(scores[3]) + ".";
    }

    private static String text(double number) {
        return Numbers.text(number, 3);
    }
}
