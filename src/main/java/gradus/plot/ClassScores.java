package gradus.plot;

import gradus.nn.Layer;
import gradus.nn.Layers;
import gradus.nn.Sequential;
import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import gradus.train.Training;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a classifier says about many places: a score for each class, and what its probability is.
 *
 * <p>C outputs are scores of C classes, p = softmax(z). One output is the score of class 1 against class 0, p₁ = σ(z), which
 * is the softmax of (0, z). Outputs that are probabilities already are taken as they are, one of them as (1 − p, p).
 *
 * @param values by class, then by place
 * @param probabilities whether the values are
 * @param single whether the classifier has one output
 */
record ClassScores(double[][] values, boolean probabilities, boolean single) {

    /** Places asked at once: the layers in between may be wide. */
    private static final int BATCH = 4096;

    private static final double MOST = 1e300;

    /** Activations that give probabilities, or 0 and 1. */
    private static final Set<String> PROBABILITIES = Set.of("sigmoid", "softmax", "step");

    /** Whether a network's last layer gives probabilities, or 0 and 1. */
    static boolean endInProbabilities(Layer net) {
        Layer last = net;
        while (last instanceof Sequential && !last.layers().isEmpty()) last = last.layers().get(last.layers().size() - 1);
        return PROBABILITIES.contains(last.name());
    }

    /** A network with one output that ends in a step, without that step; null for any other. */
    static Layer beforeStep(Layer net) {
        List<Layer> layers = net.layers();
        if (!(net instanceof Sequential) || layers.isEmpty() || !layers.get(layers.size() - 1).name().equals("step")) return null;
        return Layers.sequential(layers.subList(0, layers.size() - 1).toArray(Layer[]::new));
    }

    /** Asks the classifier about places (n, 2), in inference mode and without a record. */
    static ClassScores of(Layer net, double[] places, boolean probabilities) {
        int n = places.length / 2;
        double[][] values = null;
        boolean single = false;
        for (int from = 0; from < n; from += BATCH) {
            int size = Math.min(BATCH, n - from);
            Tensor x = Tensor.of(Arrays.copyOfRange(places, 2 * from, 2 * (from + size)), size, 2);
            Tensor out = Training.predict(net, x);
            if (out.rank() < 1 || out.rank() > 2 || out.size(0) != size || out.size() == 0) {
                throw new IllegalArgumentException("decisionPlot: for inputs " + x.shapeText() + " the outputs are "
                        + out.shapeText() + ", they should be (n), (n, 1) or (n, C)");
            }
            int outputs = out.size() / size;
            single = outputs == 1;
            if (values == null) values = new double[Math.max(2, outputs)][n];
            for (int i = 0; i < size; i++) {
                double[] row = Arrays.copyOfRange(out.data(), i * outputs, (i + 1) * outputs);
                if (probabilities) check(row);
                if (single) row = new double[] {probabilities ? 1 - row[0] : 0, row[0]};
                for (int c = 0; c < row.length; c++) values[c][from + i] = row[c];
            }
        }
        if (Arrays.stream(values[values.length - 1]).allMatch(Double::isNaN)) {
            throw new IllegalArgumentException("decisionPlot: the outputs are NaN at all " + Words.count(n, "point")
                    + "; did training diverge?");
        }
        return new ClassScores(values, probabilities, single);
    }

    private static void check(double[] row) {
        double sum = Arrays.stream(row).sum();
        boolean inside = Arrays.stream(row).allMatch(p -> !(p < -1e-9 || p > 1 + 1e-9));
        if (inside && (row.length == 1 || !(Math.abs(sum - 1) > 1e-6))) return;
        throw new IllegalArgumentException("decisionPlot: an output is [" + Numbers.exact(row)
                + "], which is no probability; leave fromProbabilities() out for scores");
    }

    int classes() {
        return values.length;
    }

    /** The scores of all classes at one place. */
    double[] at(int place) {
        double[] scores = new double[classes()];
        for (int c = 0; c < scores.length; c++) scores[c] = values[c][place];
        return scores;
    }

    /** The class with the highest score, or −1 if one is NaN; with one output, 1 from p = ½ on. */
    int predicted(double... scores) {
        int best = single ? 1 : 0;
        for (int c = 0; c < scores.length; c++) {
            if (Double.isNaN(scores[c])) return -1;
            if (scores[c] > scores[best]) best = c;
        }
        return best;
    }

    /** The probability of the class with the highest score. */
    double surest(double... scores) {
        double top = Arrays.stream(scores).max().orElseThrow();
        if (probabilities) return top;
        double sum = 0;
        // two that are ∞ are equal, though their difference is no number
        for (double z : scores) sum += z == top ? 1 : Math.exp(z - top);
        return 1 / sum;
    }

    /** By how much the highest score is above the next. */
    double gap(double... scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double top = sorted[sorted.length - 1];
        double next = sorted[sorted.length - 2];
        return top == next ? 0 : top - next;
    }

    /** By how much the score of a class is above the best of the others: 0 on its boundary; so far from infinite that lines can be found. */
    double[] lead(int c) {
        double[] lead = new double[values[c].length];
        for (int i = 0; i < lead.length; i++) {
            double other = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < classes(); k++) if (k != c) other = Math.max(other, values[k][i]);
            lead[i] = Math.max(-MOST, Math.min(MOST, values[c][i] - other));
        }
        return lead;
    }
}
