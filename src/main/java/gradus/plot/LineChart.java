package gradus.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.style.markers.Marker;

/** Lines over common axes, each with its name at its end rather than in a legend. */
final class LineChart {

    private static final int MANY_POINTS = 25;
    private static final BasicStroke THIN = new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);

    private final List<Line> lines;
    private final Chart chart;
    private final boolean above;
    private final int width;
    private final int height;

    /** Lays out the axes and leaves room for the names: those that would take half of the width stand above. */
    LineChart(List<Line> lines, Axis x, Axis y, String xLabel, String yLabel, Notes notes, int width, int height) {
        this.lines = lines;
        this.width = width;
        this.height = height;
        int names = names(null).width();
        above = names > width / 2;
        chart = new Chart(x, y, xLabel, yLabel, names == 0 || above ? width : width - names + 6, height).grid();
        notes.under(chart);
        for (Line line : lines) if (line.kind() == Line.Kind.SPREAD) band(line);
        for (Line line : lines) draw(line);
        notes.over(chart);
    }

    Chart chart() {
        return chart;
    }

    Figure.Drawing drawing() {
        Ends names = names(chart);
        int top = above ? names.height(0) + 6 : 0;
        return new Figure.Drawing(width, top + height, g -> {
            if (above) names.inRows(g, 0, 0);
            g.translate(0, top);
            chart.paint(g);
            if (!above) names.beside(g, chart.box());
        });
    }

    /** Of dashed lines under one name the last is named; without a chart, names have no place yet. */
    private Ends names(Chart chart) {
        Ends names = new Ends();
        for (Line line : lines) {
            List<Line> same = lines.stream().filter(other -> other.isDashed(line.name())).toList();
            if (line.name().isEmpty() || isOneOfSeveral(line) && line != same.get(same.size() - 1)) continue;
            names.add(line.name(), color(line), line.kind() == Line.Kind.MARKS ? null : stroke(line),
                    hasMarkers(line) ? marker(line, 4) : null, chart == null ? Double.NaN : chart.py(line.y()[line.last()]));
        }
        return names;
    }

    private boolean isOneOfSeveral(Line line) {
        return line.kind() == Line.Kind.DASHED && lines.stream().filter(other -> other.isDashed(line.name())).count() > 1;
    }

    /** What belongs to several lines is in the colour of none. */
    private Color color(Line line) {
        return isOneOfSeveral(line) ? Look.INK : Look.color(line.look());
    }

    private Marker marker(Line line, double radius) {
        return Look.marker(line.look(), color(line), null, radius);
    }

    /** Where some lines are meant to be dashed, the others are not. */
    private BasicStroke stroke(Line line) {
        if (line.kind() == Line.Kind.DASHED) return Look.stroke(1);
        boolean meant = lines.stream().anyMatch(other -> other.kind() == Line.Kind.DASHED);
        return Look.stroke(meant ? 0 : line.look());
    }

    private static boolean hasMarkers(Line line) {
        return line.kind() == Line.Kind.MARKS
                || (line.kind() == Line.Kind.LINE || line.kind() == Line.Kind.SPREAD) && line.y().length <= MANY_POINTS;
    }

    private void band(Line line) {
        Color color = Look.color(line.look());
        double[][] high = chart.place(line.x(), line.high());
        double[][] low = chart.place(line.x(), line.low());
        for (int from = 0; from < high.length; from++) {
            if (!line.isPoint(from)) continue;
            List<double[]> around = new ArrayList<>();
            int to = from;
            while (to < high.length && line.isPoint(to)) around.add(high[to++]);
            for (int i = to - 1; i >= from; i--) around.add(low[i]);
            chart.area(around.toArray(double[][]::new), Look.faint(color, 0.16));
            // an edge tells bands apart where they overlap, and shows a single point
            around.add(high[from]);
            chart.line(around.toArray(double[][]::new), Look.faint(color, 0.4), THIN);
            from = to;
        }
    }

    private void draw(Line line) {
        double[][] points = chart.place(line.x(), line.y());
        if (line.kind() != Line.Kind.MARKS) chart.line(points, color(line), stroke(line));
        List<double[]> marked = new ArrayList<>();
        for (int i = 0; i < points.length; i++) {
            // a point between two gaps has no line, so it needs a marker whatever their number
            boolean alone = (i == 0 || !line.isPoint(i - 1)) && (i == points.length - 1 || !line.isPoint(i + 1));
            if (line.isPoint(i) && (alone || hasMarkers(line))) marked.add(points[i]);
        }
        boolean large = line.kind() == Line.Kind.MARKS && points.length <= MANY_POINTS;
        chart.dots(marked.toArray(double[][]::new), marker(line, large ? 5 : points.length > 150 ? 3 : 4));
    }
}
