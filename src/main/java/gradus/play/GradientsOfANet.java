package gradus.play;

import gradus.kernels.Elementary;
import gradus.tensor.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The eleven gradients of the loss of a 3-2-1 net of sigmoids, while its input, two weights and the target move.
 *
 * <p>With E = (t − o₆)²: δ₆ = −2 (t − o₆) o₆ (1 − o₆), δ_j = δ₆ w_j6 o_j (1 − o_j) for j = 4, 5; the gradient of a weight is what
 * comes in times the δ of where it goes, that of a bias is the δ.
 */
public final class GradientsOfANet implements Explorable {

    /** What the gradients belong to, in their order. */
    public static final List<String> NUMBERS = List.of("w14", "w15", "w24", "w25", "w34", "w35", "b4", "b5", "w46", "w56", "b6");

    static final double[][] W1 = {{0.2, -0.3}, {0.4, 0.1}, {-0.5, 0.2}};
    static final double[] B1 = {-0.4, 0.2};
    static final double B2 = 0.1;

    @Override
    public String name() {
        return "gradients-of-a-net";
    }

    @Override
    public String question() {
        return "Which way should each number of a net go, and how much does it matter?";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("x1", "", -2, 2, 1, 0.1, false),
                new Parameter("x2", "", -2, 2, 0, 0.1, false),
                new Parameter("x3", "", -2, 2, 1, 0.1, false),
                new Parameter("w46", "", -3, 3, -0.3, 0.1, false),
                new Parameter("w56", "", -3, 3, -0.2, 0.1, false),
                new Parameter("target", "", 0, 1, 1, 0.01, false));
    }

    /**
     * The "outputs" of units 4, 5, 6 (3), their "deltas" (3), the "gradients" (11) in the order of {@link #NUMBERS}, and
     * the "loss" E (1).
     *
     * @param settings three inputs, w46, w56, target
     */
    @Override
    public Map<String, double[]> values(double... settings) {
        double[] o = new double[3];
        double sum = B2;
        for (int j = 0; j < 2; j++) {
            double z = B1[j];
            for (int i = 0; i < 3; i++) z += settings[i] * W1[i][j];
            o[j] = sigmoid(z);
            sum += o[j] * settings[3 + j];
        }
        o[2] = sigmoid(sum);
        double away = o[2] - settings[5];
        double[] delta = new double[3];
        delta[2] = 2 * away * o[2] * (1 - o[2]);
        for (int j = 0; j < 2; j++) delta[j] = delta[2] * settings[3 + j] * o[j] * (1 - o[j]);
        double[] gradients = new double[NUMBERS.size()];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) gradients[2 * i + j] = settings[i] * delta[j];
        }
        for (int j = 0; j < 2; j++) {
            gradients[6 + j] = delta[j];
            gradients[8 + j] = o[j] * delta[2];
        }
        gradients[10] = delta[2];
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put("outputs", o);
        values.put("deltas", delta);
        values.put("gradients", gradients);
        values.put("loss", new double[] {away * away});
        return values;
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Elementary.exp(-z));
    }

    @Override
    public String words(double... settings) {
        Map<String, double[]> values = values(settings);
        double[] gradients = values.get("gradients");
        int first = 0;
        for (int i = 1; i < gradients.length; i++) if (Math.abs(gradients[i]) > Math.abs(gradients[first])) first = i;
        String start = "For the input (" + Numbers.text(settings[0], 3) + ", " + Numbers.text(settings[1], 3) + ", "
                + Numbers.text(settings[2], 3) + ") the net gives " + Numbers.text(values.get("outputs")[2], 3) + ", the target is "
                + Numbers.text(settings[5], 3) + ": the loss is " + Numbers.text(values.get("loss")[0], 3) + ". ";
        if (gradients[first] == 0) return start + "Every gradient is 0.";
        return start + "The largest of eleven gradients is that of " + NUMBERS.get(first) + ", " + Numbers.text(gradients[first], 3)
                + ": it should be " + (gradients[first] < 0 ? "larger." : "smaller.");
    }
}
