package gradus.play;

import gradus.kernels.Elementary;
import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Softmax of three scores at a temperature: p_j = e^(z_j/T) / Σ_k e^(z_k/T). The scores are those that notebook 04 gives to
 * an image of a 4 that looks like a 1.
 *
 * <p>As T → 0 all probability goes to the largest score; as T → ∞ all three become 1/3. Only differences of scores count, and
 * only their ratio to T: twice the temperature is the same as half of all margins.
 */
public final class SoftmaxTemperature implements Explorable {

    /** The digits whose scores they are. */
    public static final List<String> CLASSES = List.of("1", "4", "8");

    private static final double COLDEST = 0.001;
    private static final double HOTTEST = 100;
    private static final int POINTS = 101;

    @Override
    public String name() {
        return "softmax-temperature";
    }

    @Override
    public String question() {
        return "How sure is softmax, and what does the temperature do to it?";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("temperature", "", COLDEST, HOTTEST, 1, 0, true),
                new Parameter("score of 1", "", 0, 10, 6.66, 0.01, false),
                new Parameter("score of 4", "", 0, 10, 6.61, 0.01, false),
                new Parameter("score of 8", "", 0, 10, 5.28, 0.01, false));
    }

    /**
     * At the temperature: "probabilities" (3) and "entropy" (1) in nats; over "temperatures" (101): the probabilities of
     * "1", "4" and "8".
     *
     * @param settings temperature, three scores
     */
    @Override
    public Map<String, double[]> values(double... settings) {
        Tensor scores = Tensors.tensor(settings[1], settings[2], settings[3]);
        Tensor p = scores.div(settings[0]).softmax();
        double[] temperatures = new double[POINTS];
        double[][] curves = new double[CLASSES.size()][POINTS];
        double range = Elementary.log(HOTTEST / COLDEST);
        for (int i = 0; i < POINTS; i++) {
            temperatures[i] = COLDEST * Elementary.exp(range * i / (POINTS - 1));
            Tensor there = scores.div(temperatures[i]).softmax();
            for (int j = 0; j < curves.length; j++) curves[j][i] = there.get(j);
        }
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put("probabilities", p.toArray());
        values.put("entropy", new double[] {entropy(scores.div(settings[0]))});
        values.put("temperatures", temperatures);
        for (int j = 0; j < curves.length; j++) values.put(CLASSES.get(j), curves[j]);
        return values;
    }

    /** H = −Σ p ln p, with ln p = log-softmax, finite where p itself rounds to 0. */
    private static double entropy(Tensor scores) {
        return -scores.softmax().mul(scores.logSoftmax()).sum().item();
    }

    @Override
    public String words(double... settings) {
        Map<String, double[]> values = values(settings);
        double[] p = values.get("probabilities");
        int first = Tensors.tensor(p).argmax();
        StringBuilder words = new StringBuilder("At temperature " + Numbers.text(settings[0], 3) + " the scores ");
        for (int j = 0; j < p.length; j++) {
            words.append(j == 0 ? "" : ", ").append(CLASSES.get(j)).append(": ").append(Numbers.text(settings[j + 1], 3));
        }
        words.append(" become the probabilities ");
        for (int j = 0; j < p.length; j++) words.append(j == 0 ? "" : ", ").append(Numbers.text(p[j], 3));
        int leaders = 0;
        for (double share : p) if (share == p[first]) leaders++;
        words.append(leaders == 1 ? ": the " + CLASSES.get(first) + " leads. " : ": no digit leads alone. ");
        return words.append("Their entropy is ").append(Numbers.text(values.get("entropy")[0], 3))
                .append(" of at most ln 3 = 1.099.").toString();
    }
}
