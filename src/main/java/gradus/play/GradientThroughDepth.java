package gradus.play;

import gradus.kernels.Elementary;
import gradus.tensor.Numbers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each of many layers y = s·x + φ(xW) makes of a gradient that comes down, for sigmoid, tanh and ReLU; with s = 0 they are
 * plain layers, with s = 1 there is a way around each.
 *
 * <p>Sizes are root mean squares, of layers so wide that z is normal, with weights of standard deviation gain/√n, v = gain², all
 * drawn independently. With ξ ~ N(0, 1), going up from q = 1 and m = 0, the mean square and the mean of the units:
 * q ← s²q + 2sm E[φ] + E[φ²] and m ← sm + E[φ], where φ is taken at √(vq) ξ; coming down from 1, a factor
 * √(s² + v E[φ'²]) for each layer (Yang and Schoenholz, "Mean field residual networks: on the edge of chaos", 2017).
 */
public final class GradientThroughDepth implements Explorable {

    static final List<String> ACTIVATIONS = List.of("sigmoid", "tanh", "ReLU");

    /** An even number, so that none stands at 0, where ReLU has its corner. */
    private static final int POINTS = 800;
    private static final double REACH = 8;

    @Override
    public String name() {
        return "gradient-through-depth";
    }

    @Override
    public String question() {
        return "What is left of a gradient that comes down through many layers?";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("gain", "", 0.1, 10, 1, 0, true),
                new Parameter("depth", "layers", 1, 100, 20, 1, false),
                new Parameter("way around", "", 0, 1, 0, 0.1, false));
    }

    /**
     * By layer, 1 being the first (depth): what it multiplies a gradient by, "factors of sigmoid", "factors of tanh" and
     * "factors of ReLU"; by layer from 0, the input (depth + 1): the sizes "gradients of sigmoid" and so on, 1 at the top.
     *
     * @param settings gain, depth, the share s of its input that each layer adds to its output
     */
    @Override
    public Map<String, double[]> values(double... settings) {
        Map<String, double[]> factors = new LinkedHashMap<>();
        Map<String, double[]> gradients = new LinkedHashMap<>();
        for (String name : ACTIVATIONS) {
            double[] factor = factors(name, settings[0] * settings[0], (int) settings[1], settings[2]);
            double[] gradient = new double[factor.length + 1];
            gradient[factor.length] = 1;
            for (int l = factor.length; l > 0; l--) gradient[l - 1] = factor[l - 1] * gradient[l];
            factors.put("factors of " + name, factor);
            gradients.put("gradients of " + name, gradient);
        }
        factors.putAll(gradients);
        return factors;
    }

    private static double[] factors(String name, double variance, int depth, double around) {
        double[] factors = new double[depth];
        double square = 1;
        double mean = 0;
        for (int l = 0; l < depth; l++) {
            double[] unit = means(name, Math.sqrt(variance * square));
            factors[l] = Math.sqrt(around * around + variance * unit[2]);
            square = around * around * square + 2 * around * mean * unit[0] + unit[1];
            mean = around * mean + unit[0];
        }
        return factors;
    }

    /** E[φ(sξ)], E[φ(sξ)²] and E[φ'(sξ)²]. */
    private static double[] means(String name, double s) {
        if (name.equals("ReLU")) return new double[] {s / Math.sqrt(2 * Math.PI), s * s / 2, 0.5};
        double[] sums = new double[3];
        double weights = 0;
        for (int i = 0; i < POINTS; i++) {
            double xi = REACH * ((2 * i + 1.0) / POINTS - 1);
            double weight = Elementary.exp(-xi * xi / 2);
            boolean tanh = name.equals("tanh");
            double value = tanh ? Elementary.tanh(s * xi) : Elementary.sigmoid(s * xi);
            double slope = tanh ? Elementary.tanhSlope(s * xi) : Elementary.sigmoidSlope(s * xi);
            sums[0] += weight * value;
            sums[1] += weight * value * value;
            sums[2] += weight * slope * slope;
            weights += weight;
        }
        return new double[] {sums[0] / weights, sums[1] / weights, sums[2] / weights};
    }

    @Override
    public String words(double... settings) {
        Map<String, double[]> values = values(settings);
        int depth = (int) settings[1];
        StringBuilder words = new StringBuilder("With weights of standard deviation " + Numbers.text(settings[0], 3) + "/√n and "
                + (settings[2] == 0 ? "no way around" : Numbers.text(settings[2], 3) + " of the input added to each output")
                + ", " + (depth == 1 ? "1 layer leaves" : depth + " layers leave") + " of a gradient of 1 from the top: ");
        for (int k = 0; k < ACTIVATIONS.size(); k++) {
            words.append(k == 0 ? "" : ", ")
                    .append(Numbers.text(values.get("gradients of " + ACTIVATIONS.get(k))[0], 3)).append(" (")
                    .append(ACTIVATIONS.get(k)).append(')');
        }
        double[] top = ACTIVATIONS.stream().mapToDouble(name -> values.get("factors of " + name)[depth - 1]).toArray();
        return words.append(". The last layer multiplies it by ").append(Numbers.text(top[0], 3)).append(", ")
                .append(Numbers.text(top[1], 3)).append(" and ").append(Numbers.text(top[2], 3)).append('.').toString();
    }

    /** Layers from the first or from 0 to the last, for one of the values. */
    static double[] layers(double[] values, int first) {
        double[] layers = new double[values.length];
        Arrays.setAll(layers, l -> first + l);
        return layers;
    }
}
