package gradus.plot;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.style.markers.Marker;

/**
 * Points in the plane, each class in its own colour and shape; made by {@link Figures#scatter}.
 *
 * <p>Points that are not finite are left out and counted in the text alternative. Options return a changed copy.
 */
public final class ScatterPlot extends ChartFigure<ScatterPlot> {

    private static final int HEIGHT = 480;

    private final double[] x;
    private final double[] y;
    private final int[] labels;
    private final int[] classes;
    private List<String> names = List.of();

    ScatterPlot(String title, double[] x, double[] y, int[] labels) {
        super(title);
        Points.check("scatter", "", x, y);
        if (labels.length != x.length) {
            throw new IllegalArgumentException("scatter: " + Words.count(x.length, "point") + ", but "
                    + Words.count(labels.length, "label") + "; every point needs one");
        }
        this.x = x.clone();
        this.y = y.clone();
        this.labels = labels.clone();
        classes = Arrays.stream(labels).distinct().sorted().toArray();
        if (classes.length > Look.MAX_SERIES) {
            throw new IllegalArgumentException("scatter: " + classes.length + " classes cannot be told apart, at most "
                    + Look.MAX_SERIES + " can; labels run from " + classes[0] + " to " + classes[classes.length - 1]);
        }
    }

    /**
     * The names of the classes 0, 1, 2, ..., in place of their numbers.
     *
     * @throws IllegalArgumentException when a label has no name
     */
    public ScatterPlot classNames(List<String> names) {
        for (int label : classes) {
            if (label < 0 || label >= names.size()) {
                throw new IllegalArgumentException("scatter: label " + label + " has no name, there are "
                        + Words.count(names.size(), "class name"));
            }
        }
        return changed(plot -> plot.names = List.copyOf(names));
    }

    @Override
    String shows() {
        StringBuilder text = new StringBuilder(finding()).append("Scatter plot of ")
                .append(Words.count(x.length, "point"));
        if (!xLabel.isEmpty() && !yLabel.isEmpty()) text.append(", ").append(yLabel).append(" over ").append(xLabel);
        String separator = ": ";
        int drawn = 0;
        for (int label : classes) {
            double sumX = 0;
            double sumY = 0;
            int n = 0;
            for (int i = 0; i < x.length; i++) {
                if (labels[i] != label || !isPoint(i)) continue;
                sumX += x[i];
                sumY += y[i];
                n++;
            }
            drawn += n;
            text.append(separator);
            if (classes.length > 1) text.append(Words.name(name(label))).append(' ').append(Words.count(n, "point")).append(' ');
            if (n > 0) text.append("around (").append(Words.text(sumX / n)).append(", ").append(Words.text(sumY / n)).append(')');
            separator = "; ";
        }
        if (drawn < x.length) text.append("; ").append(Words.count(x.length - drawn, "point")).append(" not finite, left out");
        return text.append('.').toString();
    }

    @Override
    double[] xValues() {
        return all(notes().xs(x));
    }

    @Override
    double[] yValues() {
        return all(notes().ys(y));
    }

    @Override
    Drawing drawing(int room) {
        int width = width(room);
        int height = ChartFigure.height(HEIGHT, width);
        Ends key = new Ends();
        int[] of = looks.of(Arrays.stream(classes).mapToObj(this::name).toList());
        for (int i = 0; i < classes.length && classes.length > 1; i++) key.add(name(classes[i]), Look.color(of[i]), marker(of[i], 5.5));
        double[][] ys = notes().ys(y, besideY);
        // beside other kinds, an axis as theirs
        Axis high = besideY.length == 0 ? Axis.filled(6, ys) : Axis.linear(6, ys);
        Chart chart = new Chart(Axis.filled(width / 100, notes().xs(x, besideX)), high, xLabel, yLabel, width - key.width(), height).grid();
        notes().under(chart);
        double radius = x.length > 2000 ? 2.5 : x.length > 400 ? 3.5 : 5;
        double[][] at = chart.place(x, y);
        // in the order of the data, so that no class hides another: run by run of one class
        for (int from = 0; from < x.length;) {
            int to = from;
            while (to < x.length && labels[to] == labels[from]) to++;
            chart.dots(Arrays.copyOfRange(at, from, to), marker(of[Arrays.binarySearch(classes, labels[from])], radius));
            from = to;
        }
        notes().over(chart);
        return new Drawing(width, height, g -> {
            chart.paint(g);
            key.beside(g, chart.box());
        });
    }

    private static Marker marker(int look, double radius) {
        return Look.marker(look, Look.color(look), radius > 3 ? Color.WHITE : null, radius);
    }

    private String name(int label) {
        return names.isEmpty() ? "class " + label : names.get(label);
    }

    private boolean isPoint(int i) {
        return Double.isFinite(x[i]) && Double.isFinite(y[i]);
    }
}
