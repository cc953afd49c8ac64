package gradus.play;

import gradus.tensor.Numbers;
import gradus.tensor.Rng;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a unit behind dropout receives that adds up n inputs of 1, a square patch of side × side.
 *
 * <p>K of them are kept: as many as n tosses win, each with probability 1 − p.
 *
 * <p>Divided by 1 − p while training, as inverted dropout does, the sum K/(1 − p) has mean n and variance np/(1 − p). Not
 * divided, K has mean n(1 − p) and variance np(1 − p). In inference mode, where nothing is dropped, the sum is n.
 */
public final class UnitBehindDropout implements Explorable {

    /** How many masks are drawn to be looked at. */
    public static final int MASKS = 8;

    @Override
    public String name() {
        return "unit-behind-dropout";
    }

    @Override
    public String question() {
        return "What does a unit behind dropout receive?";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("p", "", 0, 0.95, 0.5, 0.05, false),
                new Parameter("side", "", 1, 8, 4, 1, false),
                new Parameter("draw", "", 1, 100, 1, 1, false));
    }

    /**
     * The "masks" of the draw (8 · side²), 1 for kept, and their "sums" (8), divided by 1 − p. Over all masks, for each number
     * of inputs kept from 0 on (side² + 1): its "probability", and the sum, "divided" by 1 − p and "not divided". Of these
     * two, "means" (2) and "spreads" (2), which are standard deviations.
     *
     * @param settings p, side, draw
     */
    @Override
    public Map<String, double[]> values(double... settings) {
        double p = settings[0];
        int n = inputs(settings);
        Rng rng = new Rng((long) settings[2]);
        double[] masks = new double[MASKS * n];
        double[] sums = new double[MASKS];
        for (int i = 0; i < masks.length; i++) {
            masks[i] = rng.uniform() < p ? 0 : 1;
            sums[i / n] += masks[i] / (1 - p);
        }
        double[] kept = new double[n + 1];
        double[] divided = new double[n + 1];
        for (int k = 0; k <= n; k++) {
            kept[k] = k;
            divided[k] = k / (1 - p);
        }
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put("masks", masks);
        values.put("sums", sums);
        values.put("probability", probability(p, n));
        values.put("divided", divided);
        values.put("not divided", kept);
        values.put("means", new double[] {n, n * (1 - p)});
        values.put("spreads", new double[] {Math.sqrt(n * p / (1 - p)), Math.sqrt(n * p * (1 - p))});
        return values;
    }

    private static int inputs(double... settings) {
        int side = (int) settings[1];
        return side * side;
    }

    /** Of each number of inputs kept, one input after the other: it is dropped and k stays, or kept and k grows by 1. */
    private static double[] probability(double p, int inputs) {
        double[] probability = new double[inputs + 1];
        probability[0] = 1;
        for (int n = 1; n <= inputs; n++) {
            for (int k = n; k > 0; k--) probability[k] = p * probability[k] + (1 - p) * probability[k - 1];
            probability[0] *= p;
        }
        return probability;
    }

    @Override
    public String words(double... settings) {
        Map<String, double[]> values = values(settings);
        int n = inputs(settings);
        double[] means = values.get("means");
        double[] spreads = values.get("spreads");
        StringBuilder words = new StringBuilder("With p = " + Numbers.text(settings[0], 3) + " a unit that adds up "
                + (n == 1 ? "1 input" : n + " inputs") + " of 1 receives " + n + " on average, with a standard deviation of "
                + Numbers.text(spreads[0], 3) + "; not divided by 1 − p, " + Numbers.text(means[1], 3) + " with "
                + Numbers.text(spreads[1], 3) + ". In inference mode it receives " + n + ". Eight masks keep ");
        for (int mask = 0; mask < MASKS; mask++) {
            double kept = Arrays.stream(values.get("masks"), mask * n, (mask + 1) * n).sum();
            words.append(mask == 0 ? "" : ", ").append(Numbers.text(kept));
        }
        return words.append(" of ").append(n).append('.').toString();
    }
}
