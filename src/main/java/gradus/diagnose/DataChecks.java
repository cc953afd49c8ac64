package gradus.diagnose;

import gradus.data.Dataset;
import gradus.nn.Layer;
import gradus.tensor.Numbers;
import java.util.Arrays;

/** Looks at the data that a network learns from. */
final class DataChecks {

    /** How much a feature may be larger than usual, how far from 0 in its own deviations, how large or small all may be. */
    static final double SCALE = 10;
    private static final double SMALLEST = 0.01;
    /** Below so many rows chance can do anything. */
    static final int ENOUGH = 50;
    /** Standard errors above chance; one more among neighbours, since two that are nearest to each other count twice. */
    private static final double ERRORS = 3;
    private static final double ERRORS_OF_NEIGHBOURS = 4;
    /** Examples that tell whether a network has learned something. */
    private static final int SEEN = 2000;

    private DataChecks() {
    }

    /** The first of three signs: a feature of another size than most, one far from 0, or all of them too large or small. */
    static void inputs(Dataset data, Diagnosis diagnosis) {
        diagnosis.looked(Symptom.INPUTS_NOT_STANDARDISED);
        int n = data.size();
        var x = data.x().reshape(n, data.x().size() / n).detach();
        double[] mean = x.mean(0).data();
        double[] std = x.std(0).data();
        double[] varying = Arrays.stream(std).filter(s -> s > 0).sorted().toArray();
        if (varying.length == 0) {
            return;
        }
        double usual = varying[(varying.length - 1) / 2];
        int widest = 0;
        int farthest = 0;
        for (int i = 0; i < std.length; i++) {
            widest = std[i] > std[widest] ? i : widest;
            farthest = offset(mean[i], std[i]) > offset(mean[farthest], std[farthest]) ? i : farthest;
        }
        double size = Math.sqrt(x.square().mean().item());
        if (std[widest] > SCALE * usual) {
            add(diagnosis, feature(data, widest), "its standard deviation is " + Numbers.text(std[widest], 3) + ", that of most"
                    + " features about " + Numbers.text(usual, 3) + "; their ratio", std[widest] / usual, SCALE, true);
        } else if (offset(mean[farthest], std[farthest]) > SCALE) {
            add(diagnosis, feature(data, farthest), "its mean is " + Numbers.text(mean[farthest], 3) + ", its standard deviation "
                    + Numbers.text(std[farthest], 3) + "; their ratio", offset(mean[farthest], std[farthest]), SCALE, true);
        } else if (size > SCALE || size < SMALLEST) {
            add(diagnosis, "all features", "the root mean square of the inputs is " + Numbers.text(size, 3), size,
                    size > SCALE ? SCALE : SMALLEST, size > SCALE);
        }
    }

    private static double offset(double mean, double std) {
        return std > 0 ? Math.abs(mean) / std : 0;
    }

    private static String feature(Dataset data, int i) {
        return "feature " + (data.featureNames().isEmpty() ? String.valueOf(i) : data.featureNames().get(i));
    }

    private static void add(Diagnosis diagnosis, String place, String seen, double value, double threshold, boolean above) {
        diagnosis.add(new Finding(Symptom.INPUTS_NOT_STANDARDISED, place, seen, value, threshold, above));
    }

    /**
     * Labels of neighbours agree no more often than chance would have it, and on data that it has not seen the network is no
     * better than chance either.
     *
     * @param validation null if there is none
     */
    static void labels(Layer net, Dataset data, Dataset validation, Diagnosis diagnosis) {
        var sample = Baselines.labelled(Baselines.sample(data, Baselines.NEIGHBOURS));
        if (sample.y().rank() != 1 || data.size() < ENOUGH || sample.classNames().size() < 2) {
            diagnosis.could(Symptom.SHUFFLED_LABELS, sample.y().rank() != 1 ? "the targets are no classes"
                    : data.size() < ENOUGH ? "fewer than " + ENOUGH + " rows" : "only one class");
            return;
        }
        diagnosis.looked(Symptom.SHUFFLED_LABELS);
        double agreement = Baselines.agreement(sample, Baselines.nearest(sample));
        double chance = Baselines.agreementByChance(sample);
        double threshold = chance + ERRORS_OF_NEIGHBOURS * Math.sqrt(chance * (1 - chance) / sample.size());
        if (agreement < threshold && !(validation != null && learned(net, validation))) {
            diagnosis.add(new Finding(Symptom.SHUFFLED_LABELS, "the training data", "an example and the one nearest to it have the"
                    + " same label in " + Numbers.text(100 * agreement, 3) + " % of the cases, chance alone gives "
                    + Numbers.text(100 * chance, 3) + " %" + (validation == null ? "" : ", and on the validation set the network"
                    + " is no better than chance"), agreement, threshold, false));
        }
    }

    /** Whether a network is better than always naming the most frequent class, by more than chance explains. */
    private static boolean learned(Layer net, Dataset validation) {
        var some = Baselines.labelled(Baselines.sample(validation, SEEN));
        if (some.y().rank() != 1) {
            return false;
        }
        double most = 0;
        for (int label = 0; label < some.classNames().size(); label++) {
            most = Math.max(most, some.y().equalTo(label).mean().item());
        }
        double error = Math.sqrt(most * (1 - most) / some.size());
        return Baselines.right(net, some) > most + ERRORS * error;
    }
}
