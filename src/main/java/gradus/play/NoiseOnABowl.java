package gradus.play;

import gradus.tensor.Numbers;
import gradus.tensor.Rng;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Noisy descent on the bowl L(x, y) = x²/2 + y²/8: each step sees the gradient plus noise of variance 1/B in each direction,
 * as the mean over a batch of B examples has it.
 *
 * <p>Along a direction of curvature κ the variance goes to η / (Bκ(2 − ηκ)), which holds it at a mean loss of
 * η / (2B(2 − ηκ)): the plateau is the sum of both directions. The noise is the same at every setting.
 */
public final class NoiseOnABowl implements Explorable {

    /** The curvature of the bowl along x and along y. */
    private static final double[] CURVATURES = {1, 0.25};

    private static final double[] START = {-2.5, 2.5};
    private static final int STEPS = 200;

    @Override
    public String name() {
        return "noise-on-a-bowl";
    }

    @Override
    public String question() {
        return "Where does descent end, if each step sees a few examples only?";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("batch size", "", 1, 1024, 4, 1, true),
                new Parameter("η", "", 0.01, 1.9, 0.3, 0.01, true));
    }

    /** The loss at a place. */
    static double loss(double x, double y) {
        return (CURVATURES[0] * x * x + CURVATURES[1] * y * y) / 2;
    }

    /**
     * The path, "x" and "y" (201); its "losses", and those "without noise" (201); the "plateau" (1), the mean loss that noisy
     * steps go to; the mean of the losses of the second half, "seen" (1).
     *
     * @param settings batch size B, η
     */
    @Override
    public Map<String, double[]> values(double... settings) {
        double rate = settings[1];
        double noise = 1 / Math.sqrt(settings[0]);
        Rng rng = new Rng(0);
        double[][] path = new double[2][STEPS + 1];
        double[] losses = new double[STEPS + 1];
        double[] quiet = new double[STEPS + 1];
        double seen = 0;
        for (int t = 0; t <= STEPS; t++) {
            double[] still = new double[2];
            for (int i = 0; i < 2; i++) {
                double gradient = t == 0 ? 0 : CURVATURES[i] * path[i][t - 1] + noise * rng.normal();
                path[i][t] = t == 0 ? START[i] : path[i][t - 1] - rate * gradient;
                still[i] = START[i] * Math.pow(1 - rate * CURVATURES[i], t);
            }
            losses[t] = loss(path[0][t], path[1][t]);
            quiet[t] = loss(still[0], still[1]);
            if (t > STEPS / 2) seen += losses[t] / (STEPS / 2);
        }
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put("x", path[0]);
        values.put("y", path[1]);
        values.put("losses", losses);
        values.put("without noise", quiet);
        values.put("plateau", new double[] {plateau(settings)});
        values.put("seen", new double[] {seen});
        return values;
    }

    private static double plateau(double... settings) {
        double sum = 0;
        for (double curvature : CURVATURES) sum += settings[1] / (2 * settings[0] * (2 - settings[1] * curvature));
        return sum;
    }

    @Override
    public String words(double... settings) {
        Map<String, double[]> values = values(settings);
        int size = (int) (settings[0] + 0.5);
        return "With batches of " + size + " and η = " + Numbers.text(settings[1], 3) + " the loss goes from "
                + Numbers.text(values.get("losses")[0], 4) + " to " + Numbers.text(values.get("seen")[0], 3)
                + ", the mean of the last 100 of 200 steps. Steps with noise stay at " + Numbers.text(plateau(settings), 3)
                + " on average; without noise the loss would be " + Numbers.text(values.get("without noise")[STEPS], 3)
                + " at the end.";
    }
}
