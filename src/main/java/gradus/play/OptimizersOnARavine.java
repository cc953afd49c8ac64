package gradus.play;

import static gradus.optim.Optimizers.adam;
import static gradus.optim.Optimizers.rmsprop;
import static gradus.optim.Optimizers.sgd;
import static gradus.tensor.Tensors.scalar;

import gradus.optim.UpdateRule;
import gradus.tensor.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Four optimizers on the quadratic f(x) = ½(λa² + 4b²), where a and b are the coordinates of x along and across a ravine that is
 * turned by an angle; with λ below 0 it is a saddle.
 *
 * <p>All start at a = −5, b = −2, at a saddle at a = −0.1 near its ridge, and have the same rate. Plain gradient descent
 * multiplies a by 1 − ηλ and b by 1 − 4η in each step, and momentum is as blind to the angle. RMSprop and Adam divide each
 * coordinate of the gradient by its own size: they do not see the curvatures of a ravine along the axes, and they do see the
 * angle.
 */
public final class OptimizersOnARavine implements Explorable {

    /** The optimizers, by the names of their values. */
    static final List<String> NAMES = List.of("plain", "momentum", "RMSprop", "Adam");
    static final double REACH = 6;
    private static final double ACROSS = 4;
    private static final int STEPS = 30;
    private static final double FARTHEST = 1e6;

    @Override
    public String name() {
        return "optimizers-on-a-ravine";
    }

    @Override
    public String question() {
        return "Which optimizer walks well, if the ravine is narrow, turned, or a saddle?";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("curvature along", "", -0.5, 4, 0.2, 0.1, false),
                new Parameter("angle", "degrees", 0, 90, 0, 5, false),
                new Parameter("η", "", 0.05, 1, 0.4, 0.05, false),
                new Parameter("μ", "", 0, 0.95, 0.5, 0.05, false));
    }

    /**
     * For each of plain, momentum, RMSprop and Adam: the places it comes to, "plain x1" and "plain x2" (31), and its distance from
     * the middle, "plain" (31). After a path has left for beyond a million it stays where it was.
     *
     * @param settings the curvature along the ravine, its angle, η, μ
     */
    @Override
    public Map<String, double[]> values(double... settings) {
        Map<String, double[]> values = new LinkedHashMap<>();
        List<UpdateRule> rules = List.of(sgd(settings[2]), sgd(settings[2]).momentum(settings[3]), rmsprop(settings[2], 0.9),
                adam(settings[2]));
        for (int i = 0; i < rules.size(); i++) {
            double[][] path = path(rules.get(i), settings);
            double[] distance = new double[STEPS + 1];
            for (int t = 0; t <= STEPS; t++) distance[t] = Math.hypot(path[0][t], path[1][t]);
            values.put(NAMES.get(i) + " x1", path[0]);
            values.put(NAMES.get(i) + " x2", path[1]);
            values.put(NAMES.get(i), distance);
        }
        return values;
    }

    private static double[][] path(UpdateRule rule, double... settings) {
        double[] turn = turn(settings[1]);
        double cos = turn[0];
        double sin = turn[1];
        double a = start(settings[0]);
        double[] x = {a * cos + 2 * sin, a * sin - 2 * cos};
        double[][] memory = new double[rule.memories() + rule.rooms()][2];
        double[][] path = new double[2][STEPS + 1];
        for (int t = 0; t <= STEPS; t++) {
            path[0][t] = x[0];
            path[1][t] = x[1];
            if (!(Math.hypot(x[0], x[1]) < FARTHEST)) continue;
            double along = settings[0] * (cos * x[0] + sin * x[1]);
            double across = ACROSS * (cos * x[1] - sin * x[0]);
            rule.update(rule.rate(), t + 1, x, new double[] {cos * along - sin * across, sin * along + cos * across}, memory);
        }
        return path;
    }

    private static double start(double curvature) {
        return curvature < 0 ? -0.1 : -5;
    }

    /** Cosine and sine of an angle; the library's own, since a browser's differ in the last bits. */
    private static double[] turn(double degrees) {
        var angle = scalar(Math.toRadians(degrees));
        return new double[] {angle.cos().item(), angle.sin().item()};
    }

    /** The height at a place. */
    static double height(double x1, double x2, double... settings) {
        double[] turn = turn(settings[1]);
        double a = turn[0] * x1 + turn[1] * x2;
        double b = turn[0] * x2 - turn[1] * x1;
        return (settings[0] * a * a + ACROSS * b * b) / 2;
    }

    @Override
    public String words(double... settings) {
        Map<String, double[]> values = values(settings);
        StringBuilder words = new StringBuilder("Curvatures " + Numbers.text(settings[0], 3) + " along and 4 across, turned by "
                + Numbers.text(settings[1], 3) + " degrees; η = " + Numbers.text(settings[2], 3) + ", μ = "
                + Numbers.text(settings[3], 3) + ". Distance from the middle, " + Numbers.text(values.get("plain")[0], 3) + " at the start, after "
                + STEPS + " steps:");
        for (String name : NAMES) {
            double last = values.get(name)[STEPS];
            words.append(name.equals(NAMES.get(0)) ? " " : ", ").append(name).append(' ')
                    .append(last < FARTHEST ? Numbers.text(last, 3) : "beyond a million");
        }
        return words.append('.').toString();
    }
}
