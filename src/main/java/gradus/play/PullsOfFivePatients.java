package gradus.play;

import gradus.tensor.Numbers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One number c that is said for five patients: where three losses are lowest, while the value of the second patient moves.
 *
 * <p>With e = c − y a patient pulls at c with the slope of the loss: e for half the squared error ½e²; ±δ for δ|e|, the absolute
 * error in the same unit; e limited to ±δ for Huber's loss. A loss is lowest where the pulls add up to 0: the squared error at the
 * mean, which one value moves without bound; the absolute error at the median, which stays between its neighbours; Huber's loss
 * at the mean where δ is large, and near the median where it is small.
 *
 * <p>The five are the first of data/diabetes.csv.
 */
public final class PullsOfFivePatients implements Explorable {

    /** The progression of the patients that stay as they are. */
    private static final double[] OTHERS = {151, 141, 206, 135};
    private static final int POINTS = 801;
    private static final double HIGHEST_PREDICTION = 400;
    private static final double HIGHEST_VALUE = 999;
    private static final int HALVINGS = 60;

    @Override
    public String name() {
        return "pulls-of-five-patients";
    }

    @Override
    public String question() {
        return "Where do the pulls of five patients balance, and what can one of them do?";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("second value", "", 0, HIGHEST_VALUE, HIGHEST_VALUE, 1, false),
                new Parameter("δ", "", 1, 500, 50, 0, true));
    }

    /**
     * Over the "predictions" (801) the mean slope of the five, "squared", "absolute" and "Huber". Over the "second values" (801)
     * the prediction with the lowest loss, "best of squared", "best of absolute" and "best of Huber"; at the second value as it
     * is set, "best" (3) in the same order.
     *
     * @param settings the second value, δ
     */
    @Override
    public Map<String, double[]> values(double... settings) {
        double delta = settings[1];
        double[] now = five(settings[0]);
        double[] predictions = new double[POINTS];
        double[] seconds = new double[POINTS];
        double[][] pulls = new double[3][POINTS];
        double[][] best = new double[3][POINTS];
        for (int i = 0; i < POINTS; i++) {
            predictions[i] = HIGHEST_PREDICTION * i / (POINTS - 1);
            seconds[i] = HIGHEST_VALUE * i / (POINTS - 1);
            double[] there = best(five(seconds[i]), delta);
            for (int loss = 0; loss < 3; loss++) {
                pulls[loss][i] = pull(loss, predictions[i], now, delta);
                best[loss][i] = there[loss];
            }
        }
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put("predictions", predictions);
        values.put("squared", pulls[0]);
        values.put("absolute", pulls[1]);
        values.put("Huber", pulls[2]);
        values.put("second values", seconds);
        values.put("best of squared", best[0]);
        values.put("best of absolute", best[1]);
        values.put("best of Huber", best[2]);
        values.put("best", best(now, delta));
        return values;
    }

    /** All five in order of size. */
    private static double[] five(double second) {
        double[] all = Arrays.copyOf(OTHERS, 5);
        all[4] = second;
        Arrays.sort(all);
        return all;
    }

    /** The mean slope of a loss at the prediction c: of the squared, the absolute, Huber's. */
    private static double pull(int loss, double c, double[] all, double delta) {
        double sum = 0;
        for (double y : all) {
            double e = c - y;
            if (loss == 0) sum += e;
            else if (loss == 1) sum += delta * Math.signum(e);
            else sum += Math.max(-delta, Math.min(e, delta));
        }
        return sum / all.length;
    }

    /** Mean, median, and where the pulls of Huber's loss change their sign: of an odd number of values in one place. */
    private static double[] best(double[] all, double delta) {
        double low = all[0];
        double high = all[4];
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (pull(2, middle, all, delta) < 0) low = middle;
            else high = middle;
        }
        return new double[] {Arrays.stream(all).sum() / all.length, all[2], high};
    }

    @Override
    public String words(double... settings) {
        double[] best = best(five(settings[0]), settings[1]);
        return "The second patient has " + Numbers.text(settings[0], 3) + ", the others 151, 141, 206 and 135. The pulls balance at "
                + Numbers.text(best[0], 4) + " for the squared error, the mean; at " + Numbers.text(best[1], 4)
                + " for the absolute error, the median; at " + Numbers.text(best[2], 4) + " for Huber's loss with δ = "
                + Numbers.text(settings[1], 3) + ".";
    }
}
