package gradus.play;

import gradus.kernels.Elementary;
import gradus.tensor.Numbers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What layers of random weights make of the size of a signal going up and of a gradient coming down, for tanh and ReLU.
 *
 * <p>Sizes are root mean squares, of layers so wide that z is normal. With ξ ~ N(0, 1) and v = n Var(w):
 * q^l = E[φ(√(v q^(l−1)) ξ)²] going up from q⁰ = 1, and a factor √(v E[φ'(√(v q^(l−1)) ξ)²]) for a gradient that layer l hands
 * down; from 1 at the top, in layers with as many outputs as inputs (Schoenholz and others, "Deep information propagation",
 * 2017).
 */
public final class VarianceAndDepth implements Explorable {

    /** An even number, so that none stands at 0, where ReLU has its corner. */
    private static final int POINTS = 1600;
    private static final double REACH = 8;

    @Override
    public String name() {
        return "variance-and-depth";
    }

    @Override
    public String question() {
        return "What do layers of random weights make of signals and gradients?";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("n Var(w)", "", 0.01, 1000, 1, 0, true),
                new Parameter("depth", "layers", 1, 100, 10, 1, false));
    }

    /**
     * By layer, 0 being the input (depth + 1): the sizes "outputs of tanh" and "outputs of ReLU", 1 at layer 0; "gradients of
     * tanh" and "gradients of ReLU", 1 at the top.
     *
     * @param settings n Var(w), depth
     */
    @Override
    public Map<String, double[]> values(double... settings) {
        double[][] tanh = sizes(true, settings[0], (int) settings[1]);
        double[][] relu = sizes(false, settings[0], (int) settings[1]);
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put("outputs of tanh", tanh[0]);
        values.put("outputs of ReLU", relu[0]);
        values.put("gradients of tanh", tanh[1]);
        values.put("gradients of ReLU", relu[1]);
        return values;
    }

    /** Of the outputs, and of the gradients. */
    private static double[][] sizes(boolean tanh, double variance, int depth) {
        double[] outputs = new double[depth + 1];
        double[] factors = new double[depth + 1];
        outputs[0] = 1;
        for (int l = 1; l <= depth; l++) {
            double scale = Math.sqrt(variance) * outputs[l - 1];
            outputs[l] = scale * Math.sqrt(meanSquare(tanh, false, scale));
            factors[l] = Math.sqrt(variance * meanSquare(tanh, true, scale));
        }
        double[] gradients = new double[depth + 1];
        gradients[depth] = 1;
        for (int l = depth; l > 0; l--) gradients[l - 1] = factors[l] * gradients[l];
        return new double[][] {outputs, gradients};
    }

    /** E[(φ(sξ)/s)²], which stays near 1 for any small s; or E[φ'(sξ)²]. */
    private static double meanSquare(boolean tanh, boolean slope, double s) {
        if (!tanh) return 0.5;
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < POINTS; i++) {
            double xi = REACH * ((2 * i + 1.0) / POINTS - 1);
            double weight = Elementary.exp(-xi * xi / 2);
            double value = slope ? Elementary.tanhSlope(s * xi) : Elementary.tanh(s * xi) / s;
            sum += weight * value * value;
            weights += weight;
        }
        return sum / weights;
    }

    @Override
    public String words(double... settings) {
        Map<String, double[]> values = values(settings);
        int depth = (int) settings[1];
        return "With n Var(w) = " + Numbers.text(settings[0], 3) + " and " + (depth == 1 ? "1 layer" : depth + " layers")
                + ", a signal of size 1 arrives at the top with size " + last(values, "outputs of tanh")
                + " through tanh and " + last(values, "outputs of ReLU") + " through ReLU. A gradient of size 1 arrives at the input with "
                + Numbers.text(values.get("gradients of tanh")[0], 3) + " through tanh and "
                + Numbers.text(values.get("gradients of ReLU")[0], 3) + " through ReLU.";
    }

    private static String last(Map<String, double[]> values, String name) {
        return Numbers.text(values.get(name)[values.get(name).length - 1], 3);
    }

    /** Layers 0 to the last. */
    static double[] layers(Map<String, double[]> values) {
        double[] layers = new double[values.get("outputs of tanh").length];
        Arrays.setAll(layers, l -> l);
        return layers;
    }
}
