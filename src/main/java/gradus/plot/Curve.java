package gradus.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Points of a function on an interval, closer together where it bends: a kink stays sharp, a jump becomes a gap.
 *
 * <p>An interval between two points is halved while the function in its middle is off the chord by more than the eye
 * would see. Where 12 halvings leave a step, the function jumps there.
 */
final class Curve {

    private static final int INTERVALS = 400;
    private static final int HALVINGS = 12;
    private static final int MOST_POINTS = 20_000;
    /** Of the height of the curve. */
    private static final double OFF = 0.0005;
    private static final double STEP = 0.005;

    private record Point(double x, double y) {

        boolean isFinite() {
            return Double.isFinite(y);
        }
    }

    private final UnaryOperator<double[]> function;
    private final double length;
    private final List<Double> jumps = new ArrayList<>();
    private List<Point> points = new ArrayList<>();

    /**
     * Samples the function.
     *
     * @param function gives the values at many positions
     */
    Curve(UnaryOperator<double[]> function, double from, double to) {
        this.function = function;
        length = to - from;
        double[] x = new double[INTERVALS + 1];
        for (int i = 0; i <= INTERVALS; i++) x[i] = from + i * length / INTERVALS;
        double[] y = function.apply(x.clone());
        for (int i = 0; i <= INTERVALS; i++) points.add(new Point(x[i], y[i]));
        double height = height(y);
        List<Integer> bent = new ArrayList<>();
        for (int i = 0; i < INTERVALS; i++) bent.add(i);
        for (int halving = 0; halving < HALVINGS && !bent.isEmpty() && points.size() < MOST_POINTS; halving++) {
            bent = halve(bent, height);
        }
        // what still bends is a jump
        List<Point> whole = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            whole.add(points.get(i));
            if (!bent.contains(i)) continue;
            Point a = points.get(i);
            Point b = points.get(i + 1);
            if (!a.isFinite() || !b.isFinite() || Math.abs(b.y - a.y) < STEP * height) continue;
            whole.add(new Point((a.x + b.x) / 2, Double.NaN));
            double at = rounded((a.x + b.x) / 2);
            if (jumps.isEmpty() || jumps.get(jumps.size() - 1) != at) jumps.add(at);
        }
        points = whole;
    }

    double[] x() {
        return points.stream().mapToDouble(Point::x).toArray();
    }

    double[] y() {
        return points.stream().mapToDouble(Point::y).toArray();
    }

    /** Where the function jumps, to a ten-thousandth of the interval. */
    List<Double> jumps() {
        return jumps;
    }

    /** Halves the intervals that begin at these points; returns which of the halves need another halving. */
    private List<Integer> halve(List<Integer> intervals, double height) {
        double[] x = intervals.stream().mapToDouble(i -> (points.get(i).x + points.get(i + 1).x) / 2).toArray();
        double[] y = function.apply(x.clone());
        List<Point> finer = new ArrayList<>();
        List<Integer> bent = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < points.size(); i++) {
            Point a = points.get(i);
            finer.add(a);
            if (next == x.length || intervals.get(next) != i) continue;
            Point m = new Point(x[next], y[next]);
            Point b = points.get(i + 1);
            next++;
            boolean edge = a.isFinite() != b.isFinite() || a.isFinite() != m.isFinite();
            boolean bends = edge || Math.abs(m.y - (a.y + b.y) / 2) > OFF * height;
            if (!bends) continue;
            // at an edge only the half that holds it matters
            if (!edge || a.isFinite() != m.isFinite()) bent.add(finer.size() - 1);
            finer.add(m);
            if (!edge || m.isFinite() != b.isFinite()) bent.add(finer.size() - 1);
        }
        points = finer;
        return bent;
    }

    private static double height(double[] y) {
        double min = Arrays.stream(y).filter(Double::isFinite).min().orElse(0);
        double max = Arrays.stream(y).filter(Double::isFinite).max().orElse(0);
        return max > min ? max - min : 1;
    }

    private double rounded(double x) {
        int decimals = (int) Math.ceil(4 - Math.log10(length));
        return new BigDecimal(x).setScale(decimals, RoundingMode.HALF_EVEN).doubleValue();
    }
}
