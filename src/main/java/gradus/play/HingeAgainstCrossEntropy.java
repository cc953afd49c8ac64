package gradus.play;

import gradus.kernels.Elementary;
import gradus.tensor.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Three losses of one example while the score of its right class moves: hinge, cross-entropy, and 1 for a wrong answer.
 *
 * <p>With the wrong scores a and b and the right score z: hinge max(0, a − z + Δ) + max(0, b − z + Δ), cross-entropy
 * ln(1 + e^(a − z) + e^(b − z)), and the 0/1 loss, which is 0 where z is above both. The slope of the hinge is minus the number
 * of wrong classes within the margin, at a corner the one on its right; that of cross-entropy is p − 1; that of the 0/1 loss is
 * 0 wherever there is one.
 */
public final class HingeAgainstCrossEntropy implements Explorable {

    private static final int POINTS = 281;
    private static final double LOWEST = -4;
    private static final double HIGHEST = 10;

    @Override
    public String name() {
        return "hinge-against-cross-entropy";
    }

    @Override
    public String question() {
        return "Which loss still pushes the right score up, and how hard?";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("right score", "", LOWEST, HIGHEST, 2.5, 0.1, false),
                new Parameter("first wrong score", "", LOWEST, HIGHEST, 2, 0.1, false),
                new Parameter("second wrong score", "", LOWEST, HIGHEST, 0, 0.1, false),
                new Parameter("margin", "", 0, 5, 1, 0.1, false));
    }

    /**
     * Over the right "scores" (281): the losses "hinge", "cross-entropy" and "0/1", and the slopes "slope of the hinge" and "slope of
     * cross-entropy"; at the right score, "losses" (3) and "slopes" (2) in the same order.
     *
     * @param settings right score, two wrong scores, margin
     */
    @Override
    public Map<String, double[]> values(double... settings) {
        double[] scores = new double[POINTS];
        double[][] curves = new double[5][POINTS];
        for (int i = 0; i < POINTS; i++) {
            scores[i] = LOWEST + (HIGHEST - LOWEST) * i / (POINTS - 1);
            double[] there = at(scores[i], settings);
            for (int j = 0; j < there.length; j++) curves[j][i] = there[j];
        }
        double[] now = at(settings[0], settings);
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put("scores", scores);
        values.put("hinge", curves[0]);
        values.put("cross-entropy", curves[1]);
        values.put("0/1", curves[2]);
        values.put("slope of the hinge", curves[3]);
        values.put("slope of cross-entropy", curves[4]);
        values.put("losses", new double[] {now[0], now[1], now[2]});
        values.put("slopes", new double[] {now[3], now[4]});
        return values;
    }

    /** Hinge, cross-entropy, 0/1 loss, and the slopes of the first two. */
    private static double[] at(double right, double... settings) {
        double hinge = 0;
        double odds = 0;
        double wrong = 0;
        double violations = 0;
        for (int k = 1; k <= 2; k++) {
            double gap = right - settings[k];
            if (gap < settings[3]) {
                hinge += settings[3] - gap;
                violations++;
            }
            odds += Elementary.exp(-gap);
            if (gap <= 0) wrong = 1;
        }
        return new double[] {hinge, Elementary.log1p(odds), wrong, 0 - violations, -odds / (1 + odds)};
    }

    @Override
    public String words(double... settings) {
        double[] now = at(settings[0], settings);
        double gap = settings[0] - Math.max(settings[1], settings[2]);
        return "The right score is " + Numbers.text(settings[0], 3) + ", the wrong ones are " + Numbers.text(settings[1], 3) + " and "
                + Numbers.text(settings[2], 3) + ": the right class " + place(gap) + ". With the margin "
                + Numbers.text(settings[3], 3) + " the hinge is " + Numbers.text(now[0], 3) + " with slope "
                + Numbers.text(now[3], 3) + ", cross-entropy is " + Numbers.text(now[1], 3) + " with slope "
                + Numbers.text(now[4], 3) + ". The 0/1 loss is " + Numbers.text(now[2], 3) + " and has no slope to follow.";
    }

    private static String place(double gap) {
        if (gap == 0) return "leads by nothing";
        return (gap > 0 ? "leads by " : "is behind by ") + Numbers.text(Math.abs(gap), 3);
    }
}
