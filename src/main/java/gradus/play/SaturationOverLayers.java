package gradus.play;

import gradus.kernels.Elementary;
import gradus.tensor.Numbers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What slopes of activations leave of a gradient that comes down through layers, if every unit on its way has the same
 * weighted sum z: φ'(z)^l after l layers, for sigmoid, tanh and ReLU.
 *
 * <p>σ' = σ(1 − σ) is at most ¼, tanh' = 1 − tanh² at most 1, and ReLU's is 1 above 0 and 0 elsewhere. The weights, which
 * multiply the gradient too, are left out: see {@link VarianceAndDepth}.
 */
public final class SaturationOverLayers implements Explorable {

    static final List<String> ACTIVATIONS = List.of("sigmoid", "tanh", "ReLU");

    private static final double REACH = 6;
    private static final int POINTS = 241;

    @Override
    public String name() {
        return "saturation-over-layers";
    }

    @Override
    public String question() {
        return "What do the slopes of many layers leave of a gradient?";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("weighted sum", "", -REACH, REACH, 1, 0, false),
                new Parameter("layers", "", 1, 30, 10, 1, false));
    }

    /**
     * Over "sums" from −6 to 6 (241) the slopes "slope of sigmoid", "slope of tanh" and "slope of ReLU"; by layer (layers + 1),
     * 1 at first, their products "left of sigmoid", "left of tanh" and "left of ReLU"; and the slopes "now" (3).
     *
     * @param settings weighted sum, layers
     */
    @Override
    public Map<String, double[]> values(double... settings) {
        double[] sums = new double[POINTS];
        Arrays.setAll(sums, i -> REACH * (2 * i / (POINTS - 1.0) - 1));
        double[] now = new double[ACTIVATIONS.size()];
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put("sums", sums);
        for (int k = 0; k < now.length; k++) {
            String name = ACTIVATIONS.get(k);
            now[k] = slope(name, settings[0]);
            double[] left = new double[(int) settings[1] + 1];
            left[0] = 1;
            for (int l = 1; l < left.length; l++) left[l] = left[l - 1] * now[k];
            values.put("slope of " + name, Arrays.stream(sums).map(z -> slope(name, z)).toArray());
            values.put("left of " + name, left);
        }
        values.put("now", now);
        return values;
    }

    private static double slope(String name, double z) {
        if (name.equals("sigmoid")) return Elementary.sigmoidSlope(z);
        if (name.equals("tanh")) return Elementary.tanhSlope(z);
        return z > 0 ? 1 : 0;
    }

    @Override
    public String words(double... settings) {
        Map<String, double[]> values = values(settings);
        double[] now = values.get("now");
        int layers = (int) settings[1];
        StringBuilder words = new StringBuilder("At the weighted sum " + Numbers.text(settings[0], 3) + " the slopes are "
                + Numbers.text(now[0], 3) + " (sigmoid), " + Numbers.text(now[1], 3) + " (tanh) and " + Numbers.text(now[2], 3)
                + " (ReLU). Of a gradient of 1, " + (layers == 1 ? "1 layer leaves " : layers + " layers leave "));
        for (int k = 0; k < now.length; k++) {
            words.append(k == 0 ? "" : k == 1 ? ", " : " and ")
                    .append(Numbers.text(values.get("left of " + ACTIVATIONS.get(k))[layers], 3));
        }
        return words.append('.').toString();
    }
}
