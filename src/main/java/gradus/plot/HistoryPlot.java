package gradus.plot;

import gradus.train.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The curves of a training run over its epochs, a panel for each measure, training and validation together; made by
 * {@link Figures#plot(History)}.
 *
 * <p>A dotted line marks the epoch with the lowest validation loss, unless that is the last one. While training goes
 * on, the axis has room for the epochs that are still to come. Values that are not finite are gaps.
 */
public final class HistoryPlot extends ChartFigure<HistoryPlot> {

    private static final String VALIDATION = "validation ";
    private static final int ALONE = 760;
    private static final int HEIGHT = 320;
    private static final int GAP = 26;

    /** Per measure its lines: training first, then validation. */
    private final Map<String, List<Line>> panels = new LinkedHashMap<>();
    private final int epochs;
    private final int room;
    private final String ending;
    /** The epoch with the lowest validation loss, from 1; 0 without one. */
    private final int best;

    HistoryPlot(History history) {
        xLabel = "epoch";
        epochs = history.epochs();
        room = history.ending().isEmpty() ? Math.max(epochs, history.planned()) : epochs;
        ending = history.ending();
        if (epochs == 0) throw new IllegalArgumentException("plot: the history has no epoch yet, there is nothing to draw");
        double[] x = new double[epochs];
        for (int i = 0; i < epochs; i++) x[i] = i + 1;
        for (String name : history.names()) {
            boolean validation = name.startsWith(VALIDATION);
            Line line = new Line(validation ? "validation" : "train", x, history.series(name), validation ? 1 : 0);
            String measure = validation ? name.substring(VALIDATION.length()) : name;
            if (line.finite() > 0) panels.computeIfAbsent(measure, m -> new ArrayList<>()).add(line);
        }
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("plot: no measure of the history has a finite value; the loss is "
                    + Words.text(history.series(history.names().get(0))[0]) + " from the first epoch on");
        }
        best = lowest(panels.values().iterator().next());
    }

    @Override
    public String title() {
        if (title != null) return title;
        String measure = panels.keySet().iterator().next();
        List<Line> lines = panels.get(measure);
        Line line = lines.get(lines.size() - 1);
        String what = line.look() == 0 ? capital(measure) : "Validation " + measure;
        if (best > 0 && best < epochs) {
            return what + " is lowest at epoch " + best + ", " + Words.text(line.y()[best - 1]) + ", and "
                    + (Double.isFinite(line.y()[epochs - 1]) ? "ends at " + Words.text(line.y()[epochs - 1])
                            : "is not finite in the end");
        }
        if (epochs == 1) return what + " is " + Words.text(line.y()[0]) + " after the first epoch";
        return what + " " + line.trend("epoch ");
    }

    @Override
    String shows() {
        String curves = panels.entrySet().stream().flatMap(panel -> panel.getValue().stream()
                .map(line -> line.name() + " " + panel.getKey() + " " + line.trend("epoch ")))
                .collect(Collectors.joining("; "));
        return title() + ". Training history over " + Words.count(epochs, "epoch")
                + (room > epochs ? " of " + room : "") + ": " + curves + "." + (ending.isEmpty() ? "" : " " + ending);
    }

    @Override
    Drawing drawing(int room) {
        int columns = panels.size() == 1 || room < ALONE ? 1 : 2;
        int width = columns == 1 ? Math.min(ALONE, room) : (room - GAP) / 2;
        int rows = (panels.size() + columns - 1) / columns;
        List<Drawing> drawn = panels.entrySet().stream().map(panel -> panel(panel.getKey(), panel.getValue(), width)).toList();
        int row = drawn.stream().mapToInt(Drawing::height).max().orElseThrow();
        return new Drawing(columns * (width + GAP) - GAP, rows * row + (rows - 1) * GAP, g -> {
            for (int i = 0; i < drawn.size(); i++) drawn.get(i).at(g, i % columns * (width + GAP), i / columns * (row + GAP));
        });
    }

    private Drawing panel(String measure, List<Line> lines, int width) {
        boolean first = measure.equals(panels.keySet().iterator().next());
        Notes notes = first ? notes() : notes().upright();
        double[][] values = lines.stream().map(Line::y).toArray(double[][]::new);
        Axis x = Axis.filled(width / 80, notes.xs(new double[] {1, room}));
        // a single line needs no name beside the name of its axis
        List<Line> drawn = lines.size() == 1 ? List.of(lines.get(0).named("")) : lines;
        LineChart chart = new LineChart(drawn, x, Axis.linear(5, notes.ys(values)), xLabel, first && !yLabel.isEmpty() ? yLabel : measure,
                best == 0 || best == epochs ? notes : notes.and(Note.verticalLine(best)), width, HEIGHT);
        return chart.drawing();
    }

    /** The epoch in which the validation line is lowest, from 1; 0 without such a line. */
    private static int lowest(List<Line> lines) {
        Line line = lines.get(lines.size() - 1);
        if (line.look() == 0) return 0;
        int low = line.last();
        for (int i = line.last(); i >= 0; i--) if (line.isPoint(i) && line.y()[i] <= line.y()[low]) low = i;
        return low + 1;
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
