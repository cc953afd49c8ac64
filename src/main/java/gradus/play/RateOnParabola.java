package gradus.play;

import gradus.tensor.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gradient descent on the parabola L(x) = κx²/2: x ← x − ηκx = (1 − ηκ)x, so that x after t steps is (1 − ηκ)^t x₀.
 *
 * <p>It comes nearer to the bottom as long as −1 &lt; 1 − ηκ &lt; 1, that is for 0 &lt; η &lt; 2/κ; in one step with η = 1/κ.
 */
public final class RateOnParabola implements Explorable {

    private static final int POINTS = 121;
    private static final double HIGHEST_RATE = 5;
    private static final double WIDEST = 1e6;

    @Override
    public String name() {
        return "rate-on-parabola";
    }

    @Override
    public String question() {
        return "When does gradient descent reach the bottom, and when does it run away?";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("η", "", 0, HIGHEST_RATE, 0.3, 0.01, false),
                new Parameter("curvature", "", 0.2, 5, 1, 0.1, false),
                new Parameter("start", "", -2, 2, 1, 0.1, false),
                new Parameter("steps", "steps", 1, 30, 10, 1, false));
    }

    /**
     * The "path" of x (steps + 1) and its "losses"; the parabola at "x" as "loss" (121); the factor of each step, 1 − ηκ, as
     * "factor" (1), and the "limit" 2/κ (1); over "rates" (121), to a little beyond the limit and the rate that is set, the size
     * of the factor, "factors".
     *
     * @param settings η, curvature κ, start, steps
     */
    @Override
    public Map<String, double[]> values(double... settings) {
        double curvature = settings[1];
        double[] path = path(settings);
        double[] losses = new double[path.length];
        double reach = 2;
        for (int t = 0; t < path.length; t++) {
            losses[t] = loss(curvature, path[t]);
            if (Math.abs(path[t]) <= 3) reach = Math.max(reach, Math.abs(path[t]));
        }
        double[] x = new double[POINTS];
        double[] loss = new double[POINTS];
        double[] rates = new double[POINTS];
        double[] factors = new double[POINTS];
        double widest = Math.min(HIGHEST_RATE, Math.max(2.5 / curvature, 1.1 * settings[0]));
        for (int i = 0; i < POINTS; i++) {
            x[i] = reach * (2.0 * i / (POINTS - 1) - 1);
            loss[i] = loss(curvature, x[i]);
            rates[i] = widest * i / (POINTS - 1);
            factors[i] = Math.abs(1 - rates[i] * curvature);
        }
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put("path", path);
        values.put("losses", losses);
        values.put("x", x);
        values.put("loss", loss);
        values.put("factor", new double[] {1 - settings[0] * curvature});
        values.put("limit", new double[] {2 / curvature});
        values.put("rates", rates);
        values.put("factors", factors);
        return values;
    }

    /** Each step by the gradient, as an optimizer makes it; the closed form is what words and tests compare it with. */
    private static double[] path(double... settings) {
        double[] path = new double[1 + (int) settings[3]];
        path[0] = settings[2];
        for (int t = 1; t < path.length; t++) {
            double gradient = settings[1] * path[t - 1];
            path[t] = path[t - 1] - settings[0] * gradient;
        }
        return path;
    }

    private static double loss(double curvature, double x) {
        return curvature * x * x / 2;
    }

    @Override
    public String words(double... settings) {
        double[] path = path(settings);
        double factor = 1 - settings[0] * settings[1];
        double end = path[path.length - 1];
        return "With η = " + Numbers.text(settings[0], 4) + " and curvature " + Numbers.text(settings[1], 4)
                + ", each step multiplies x by 1 − ηκ = " + Numbers.text(factor, 4) + ": " + behaviour(factor) + " After "
                + (path.length == 2 ? "1 step" : path.length - 1 + " steps") + " x has gone from " + Numbers.text(path[0], 4)
                + " to " + (Math.abs(end) > WIDEST ? "beyond a million" : Numbers.text(end, 4)) + ". The limit is η = 2/κ = "
                + Numbers.text(2 / settings[1], 4) + ".";
    }

    private static String behaviour(double factor) {
        double size = Math.abs(factor);
        if (factor == 1) return "it stands still.";
        if (size < 1e-12) return "it is at the bottom after one step.";
        if (Math.abs(size - 1) < 1e-12) return "it jumps from side to side and comes no nearer.";
        if (factor > 0) return "it comes nearer from one side.";
        return size < 1 ? "it jumps to the other side and comes nearer." : "it jumps to the other side and further away.";
    }
}
