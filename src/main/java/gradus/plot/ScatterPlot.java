package gradus.plot;

import java.awt.Graphics2D;
import java.awt.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Points in the plane, each class in its own colour and shape; made by {@link Figures#scatter}.
 *
 * <p>Points that are not finite are left out and counted in the text alternative. Options return a changed copy.
 */
public final class ScatterPlot extends Figure {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 480;

    private final double[] x;
    private final double[] y;
    private final int[] labels;
    private final int[] classes;
    private List<String> names = List.of();
    private String xLabel = "";
    private String yLabel = "";

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
        return with(this, plot -> plot.names = List.copyOf(names));
    }

    /** What x is, with its unit. */
    public ScatterPlot xLabel(String label) {
        return with(this, plot -> plot.xLabel = given("xLabel", label));
    }

    /** What y is, with its unit. */
    public ScatterPlot yLabel(String label) {
        return with(this, plot -> plot.yLabel = given("yLabel", label));
    }

    /** The same plot under another title. */
    public ScatterPlot title(String title) {
        return with(this, plot -> plot.title = given("title", title));
    }

    @Override
    public String alt() {
        StringBuilder text = new StringBuilder(title()).append(". Scatter plot of ")
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
            if (classes.length > 1) text.append(name(label)).append(' ').append(Words.count(n, "point")).append(' ');
            if (n > 0) text.append("around (").append(Words.text(sumX / n)).append(", ").append(Words.text(sumY / n)).append(')');
            separator = "; ";
        }
        if (drawn < x.length) text.append("; ").append(Words.count(x.length - drawn, "point")).append(" not finite, left out");
        return text.append('.').toString();
    }

    @Override
    Drawing drawing(int room) {
        int width = Math.min(WIDTH, room);
        int height = ChartFigure.height(HEIGHT, width);
        Key key = new Key();
        for (int i = 0; i < classes.length && classes.length > 1; i++) {
            int look = i;
            key.add(name(classes[i]), Look.color(i), (g, x, y) -> Key.marker(g, look, x, y, 5.5));
        }
        int plotWidth = width - key.width();
        Axes axes = new Axes(Axis.filled(width / 100, x), Axis.filled(6, y), xLabel, yLabel);
        return new Drawing(width, height, g -> {
            axes.paint(g, plotWidth, height);
            points(g, axes);
            key.paint(g, axes.box().x + axes.box().width, axes.box().y);
        });
    }

    private void points(Graphics2D g, Axes axes) {
        double radius = x.length > 2000 ? 2.5 : x.length > 400 ? 3.5 : 5;
        Shape before = axes.clip(g);
        // in the order of the data, so that no class hides another
        for (int i = 0; i < x.length; i++) {
            if (isPoint(i)) Key.marker(g, look(labels[i]), axes.px(x[i]), axes.py(y[i]), radius);
        }
        g.setClip(before);
    }

    private int look(int label) {
        return Arrays.binarySearch(classes, label);
    }

    private String name(int label) {
        return names.isEmpty() ? "class " + label : names.get(label);
    }

    private boolean isPoint(int i) {
        return Double.isFinite(x[i]) && Double.isFinite(y[i]);
    }
}
