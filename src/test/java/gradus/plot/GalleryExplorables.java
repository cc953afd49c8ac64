package gradus.plot;

import gradus.play.Explorable;
import gradus.play.Stills;
import java.util.List;

/** The figures to explore, at the values they start with, as the gallery shows them. */
final class GalleryExplorables {

    private GalleryExplorables() {}

    static List<GalleryEntry> entries() {
        return List.of(unit(), net(), pulls(), temperature(), losses(), list(), saturation(), depth(), bowl(), ravine(),
                parabola(), product(), polynomial(), dropout());
    }

    private static GalleryEntry entry(String name, String heading, String truth) {
        Explorable figure = Explorable.named(name);
        return new GalleryEntry("explore-" + name, "To explore: " + heading, "explore(\"" + name + "\")",
                Stills.of(figure, figure.defaults()), truth);
    }

    /** x₁ + x₂ − 1.5 is at least 0 at (1, 1) alone: of the corners of XOR that gets (0, 0) right. */
    private static GalleryEntry unit() {
        return entry("line-of-a-unit", "the line of a unit", "AND 4; OR 2; NAND 0; XOR 1");
    }

    /** From 0.5 on six of twelve are called ill, four of them rightly. */
    private static GalleryEntry list() {
        return entry("threshold-on-a-list", "a threshold on a list", "threshold at y = 0.5");
    }

    private static GalleryEntry net() {
        double o4 = sigmoid(0.2 - 0.5 - 0.4);
        double o5 = sigmoid(-0.3 + 0.2 + 0.2);
        double o6 = sigmoid(-0.3 * o4 - 0.2 * o5 + 0.1);
        return entry("gradients-of-a-net", "the gradients of a net", "b6 " + Words.text(-2 * (1 - o6) * o6 * (1 - o6)));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** The mean rises by a fifth of what the second value rises, from 0 to 999. */
    private static GalleryEntry pulls() {
        double others = 151 + 141 + 206 + 135;
        return entry("pulls-of-five-patients", "where the pulls of five patients balance",
                "squared rises " + Words.text(others / 5) + " → " + Words.text((others + 999) / 5));
    }

    /** At temperature 1: the softmax of the three scores that the figure starts with, of digits 1, 4 and 8. */
    private static GalleryEntry temperature() {
        double[] settings = Explorable.named("softmax-temperature").defaults();
        double sum = Math.exp(settings[1]) + Math.exp(settings[2]) + Math.exp(settings[3]);
        return entry("softmax-temperature", "softmax with a temperature", "4 " + Words.text(Math.exp(settings[2]) / sum));
    }

    /** On the left the right score is −4, the wrong ones are 2 and 0. */
    private static GalleryEntry losses() {
        return entry("hinge-against-cross-entropy", "three losses of one score",
                "cross-entropy falls " + Words.text(Math.log(1 + Math.exp(6) + Math.exp(4))));
    }

    /** At z = 1 tanh's slope is 1 − tanh² 1, ten times over. */
    private static GalleryEntry saturation() {
        double slope = 1 - Math.tanh(1) * Math.tanh(1);
        return entry("saturation-over-layers", "saturation over layers", "tanh falls 1 → " + Words.text(Math.pow(slope, 10)));
    }

    /** ReLU halves the mean square in each of ten layers. */
    private static GalleryEntry depth() {
        return entry("variance-and-depth", "the variance of weights, and depth", "ReLU falls 1 → " + Words.text(Math.pow(0.5, 10 / 2.0)));
    }

    /** The loss at the start, (−2.5, 2.5): 2.5² (1 + ¼)/2. */
    private static GalleryEntry bowl() {
        return entry("noise-on-a-bowl", "noise and the plateau", Words.text(2.5 * 2.5 * 1.25 / 2));
    }

    /** The corner is as high as ½(0.2 + 4) · 6². */
    private static GalleryEntry ravine() {
        return entry("optimizers-on-a-ravine", "four optimizers on a ravine", "highest " + Words.text((0.2 + 4) / 2 * 36) + " at (-6, -6)");
    }

    private static GalleryEntry parabola() {
        return entry("rate-on-parabola", "the rate of gradient descent",
                "steps rises " + Words.text(0.5 * Math.pow(0.7, 20)) + " → " + Words.text(0.5));
    }

    /** ReLU halves the mean square of a gradient in each of twenty layers. */
    private static GalleryEntry product() {
        return entry("gradient-through-depth", "a gradient through many layers", "ReLU rises " + Words.text(Math.pow(0.5, 20 / 2.0)) + " → 1");
    }

    /** The sine that the points come from is lowest at three quarters of its period and highest at one. */
    private static GalleryEntry polynomial() {
        return entry("polynomial-and-penalty", "a polynomial and its penalty",
                "lowest " + Words.text(-1) + " at x = 0.75, highest " + Words.text(1) + " at x = 0.25");
    }

    /** Of 16 inputs of 1, kept with probability ½ and doubled. */
    private static GalleryEntry dropout() {
        return entry("unit-behind-dropout", "a unit behind dropout", "16");
    }
}
