package gradus.plot;

import java.util.Arrays;
import java.util.List;

/**
 * How often values fall into bins of equal width; made by {@link Figures#histogram}.
 *
 * <p>The width of the bins follows Freedman and Diaconis, "On the histogram as a density estimator" (1981), within
 * bounds, rounded to 1, 2 or 5 times a power of ten; whole numbers get a bin each. Values that all lie on a lattice, such as
 * multiples of 5 or of 1/8, get bins that hold equally many of its places, or every other bin would stay empty. NaN and infinite values are left
 * out and counted in the text alternative. Options return a changed copy.
 */
public final class Histogram extends ChartFigure<Histogram> {

    private static final int HEIGHT = 360;
    private static final int MOST_BINS = 60;
    /** Fewer different values are no lattice, and more places are as good as none. */
    private static final int FEWEST_PLACES = 5;
    private static final int MOST_PLACES = 1000;

    private final double[] values;
    private final int left;
    private int bins;
    /** The bounds of the bins that it has in common with figures beside it, or null. */
    private double[] common;

    Histogram(String title, double[] all) {
        super(title);
        xLabel = "value";
        yLabel = "count";
        values = Arrays.stream(all).filter(Double::isFinite).sorted().toArray();
        left = all.length - values.length;
        if (all.length == 0) throw new IllegalArgumentException("histogram: there are no values");
        if (values.length == 0) {
            throw new IllegalArgumentException("histogram: none of the " + Words.count(all.length, "value")
                    + " is finite, the first is " + Words.text(all[0]));
        }
    }

    /**
     * This many bins from the smallest value to the largest.
     *
     * @throws IllegalArgumentException for fewer than 1 or more than 200
     */
    public Histogram bins(int bins) {
        if (bins < 1 || bins > 200) {
            throw new IllegalArgumentException("histogram: bins is " + bins + ", it should be 1 to 200");
        }
        return changed(plot -> plot.bins = bins);
    }

    @Override
    String shows() {
        double[] edges = edges();
        int[] counts = counts(edges);
        int fullest = 0;
        for (int i = 1; i < counts.length; i++) if (counts[i] > counts[fullest]) fullest = i;
        Bins.Moments moments = Bins.Moments.of(values);
        double width = edges[1] - edges[0];
        String bin = bins == 0 && (isWhole() && width == 1 || Math.abs(width - lattice()) < 1e-9 * width)
                ? "the most frequent value, " + Words.text((edges[fullest] + edges[fullest + 1]) / 2) + ","
                : "the fullest bin, " + Words.text(edges[fullest]) + " to " + Words.text(edges[fullest + 1]) + ",";
        return finding() + "Histogram of " + Words.count(values.length, "value")
                + (xLabel.equals("value") ? "" : " of " + xLabel) + " from " + Words.text(values[0]) + " to "
                + Words.text(values[values.length - 1]) + ": mean " + Words.text(moments.mean()) + ", standard deviation "
                + Words.text(moments.deviation()) + "; " + bin + " holds " + counts[fullest] + " ("
                + Words.percent((double) counts[fullest] / values.length) + ")"
                + (left == 0 ? "" : "; " + Words.count(left, "value") + " not finite, left out") + ".";
    }

    @Override
    double[] xValues() {
        return all(notes().xs(edges()));
    }

    /** The counts, and the zero from which bars start. */
    @Override
    double[] yValues() {
        return all(notes().ys(Arrays.stream(counts(edges())).asDoubleStream().toArray(), new double[1]));
    }

    /** Histograms in the bins that all their values together would have: only so their counts can be compared. */
    static List<Figure> inCommonBins(List<Histogram> all) {
        double[] edges = new Histogram("", all(all.stream().map(h -> h.values).toArray(double[][]::new))).edges();
        return all.stream().<Figure>map(h -> h.changed(plot -> plot.common = edges)).toList();
    }

    boolean hasOwnBins() {
        return bins > 0;
    }

    @Override
    Drawing drawing(int room) {
        int width = width(room);
        int height = ChartFigure.height(HEIGHT, width);
        double[] edges = edges();
        int[] counts = counts(edges);
        Axis x = Axis.filled(Math.max(3, Math.min(width / 95, counts.length)), notes().xs(edges, besideX));
        Chart chart = new Chart(x, Axis.linear(besideY.length == 0 ? 5 : 6, yValues(), besideY), xLabel, yLabel, width, height).grid();
        notes().under(chart);
        double ground = chart.py(0);
        for (int i = 0; i < counts.length; i++) {
            double left = chart.px(edges[i]);
            double right = chart.px(edges[i + 1]);
            // bars are told apart where there is room, and a count of 1 among thousands is still seen
            double to = Math.max(left + 1, right - (right - left > 4 ? 1 : 0));
            double top = Math.min(chart.py(counts[i]), ground - 1);
            if (counts[i] > 0) chart.area(new double[][] {{left, top}, {to, top}, {to, ground}, {left, ground}}, Look.BLUE);
        }
        notes().over(chart);
        return new Drawing(width, height, chart::paint);
    }

    /** The bounds of the bins, one more than there are bins. */
    private double[] edges() {
        double min = values[0];
        double max = values[values.length - 1];
        if (common != null) return common;
        Axis.check("histogram: the values run", min, max);
        if (bins > 0) {
            double air = min < max ? 0 : min == 0 ? 0.5 : Math.abs(min) / 20;
            return steps(min - air, (max - min + 2 * air) / bins, bins);
        }
        double lattice = lattice();
        if (isWhole() && max - min < MOST_BINS && !(lattice > 1)) return steps(min - 0.5, 1, (int) (max - min) + 1);
        if (Axis.isPoint(min, max)) {
            double half = Math.abs(min) / 20;
            return steps(min - half, 2 * half, 1);
        }
        double quartiles = quantile(0.75) - quantile(0.25);
        double width = 2 * quartiles / Math.cbrt(values.length);
        double fewest = Math.min(20, 2 + Math.sqrt(values.length));
        double nice = Axis.niceStep(Math.min(Math.max(width, (max - min) / 40), (max - min) / fewest));
        if (lattice > 0) {
            double places = Math.max(1, Math.rint(nice / lattice));
            // a multiple of the lattice holds equally many of its places already
            if (places == 1 || Math.abs(nice / lattice - places) > 1e-6) {
                double bin = places * lattice;
                return steps(min - lattice / 2, bin, (int) Math.ceil((max - min + lattice) / bin - 1e-6));
            }
        }
        double first = Math.floor(min / nice + 1e-9);
        return steps(first * nice, nice, Math.max(1, (int) (Math.ceil(max / nice - 1e-9) - first)));
    }

    private int[] counts(double[] edges) {
        int[] counts = new int[edges.length - 1];
        double width = (edges[edges.length - 1] - edges[0]) / counts.length;
        for (double v : values) {
            int bin = Math.max(0, Math.min((int) ((v - edges[0]) / width), counts.length - 1));
            // the division may round to the wrong side of an edge, and the first edge to the wrong side of the smallest value
            if (v < edges[bin]) bin = Math.max(0, bin - 1);
            else if (bin + 1 < counts.length && v >= edges[bin + 1]) bin++;
            counts[bin]++;
        }
        return counts;
    }

    private static double[] steps(double from, double width, int bins) {
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) edges[i] = from + i * width;
        return edges;
    }

    /** The distance of neighbouring places on which all values lie, up to rounding; 0 where there is none. */
    private double lattice() {
        double range = values[values.length - 1] - values[0];
        double step = range;
        int different = 1;
        for (int i = 1; i < values.length; i++) {
            double apart = values[i] - values[i - 1];
            if (apart <= 1e-9 * range) continue;
            different++;
            step = Math.min(step, apart);
        }
        double places = Math.rint(range / step);
        if (different < FEWEST_PLACES || values.length < 2 * different || !(places <= MOST_PLACES)) return 0;
        double even = range / places;
        boolean all = Arrays.stream(values).map(v -> (v - values[0]) / even).allMatch(at -> Math.abs(at - Math.rint(at)) < 1e-4);
        return all ? even : 0;
    }

    private boolean isWhole() {
        return Arrays.stream(values).allMatch(v -> v == Math.rint(v) && Math.abs(v) < 1e9);
    }

    private double quantile(double share) {
        return values[(int) (share * (values.length - 1))];
    }
}
