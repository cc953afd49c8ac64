package gradus.plot;

import gradus.train.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The curves of a training run over its epochs, a panel for each measure, training and validation together; made by
 * {@link Figures#plot(History)}.
 *
 * <p>A dotted line marks the epoch with the lowest validation loss, unless that is the last one. While training goes
 * on, the axis has room for the epochs that are still to come. Values that are not finite are gaps. Where the first epoch
 * would squash the rest into a flat line, the axis is logarithmic.
 */
public final class HistoryPlot extends ChartFigure<HistoryPlot> {

    private static final String VALIDATION = "validation ";
    private static final List<String> NAMES = List.of("train", "validation");
    private static final int ALONE = 760;
    private static final int HEIGHT = 320;
    private static final int GAP = 26;
    /** Where all epochs after the first lie in less than this share of the height, a linear axis shows a flat line. */
    private static final double SQUASHED = 0.15;
    /** With fewer epochs those after the first are no curve yet, and a plot that grows would go from axis to axis. */
    private static final int FEWEST = 5;

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
            Line line = new Line(NAMES.get(validation ? 1 : 0), x, history.series(name), validation ? 1 : 0);
            String measure = validation ? name.substring(VALIDATION.length()) : name;
            if (line.finite() > 0) panels.computeIfAbsent(measure, m -> new ArrayList<>()).add(line);
        }
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("plot: no measure of the history has a finite value; the loss is "
                    + Words.text(history.series(history.names().get(0))[0]) + " from the first epoch on");
        }
        best = lowest(panels.values().iterator().next());
    }

    /** The title given, else what became of the first measure, which is the loss. */
    @Override
    public String title() {
        if (title != null) return title;
        String measure = panels.keySet().iterator().next();
        List<Line> lines = panels.get(measure);
        Line train = lines.get(0);
        Line line = lines.get(lines.size() - 1);
        double low = line.y()[best == 0 ? 0 : best - 1];
        String what = name(line) + " " + measure;
        if (epochs == 1) return what + " is " + Words.text(low) + " after the first epoch";
        if (best == 0 || best == epochs) {
            if (!lines.stream().allMatch(each -> falls(each, 0))) return what + " " + line.trend("epoch = ");
            String ends = lines.stream().map(each -> Words.text(each.y()[epochs - 1])).collect(Collectors.joining(" and "));
            if (room > epochs) return names(lines) + " " + measure + (lines.size() == 1 ? " is" : " are") + " still falling, at " + ends;
            return names(lines) + " " + measure + (lines.size() == 1 ? " falls" : " fall") + " to the end, to " + ends;
        }
        // the lowest value of a noisy curve soon after which it ends is no stop
        if (best > 1 && lines.size() > 1 && epochs - best >= Math.max(2, epochs / 10) && falls(train, best - 1)) {
            return name(train) + " " + measure + " goes on falling, validation stops at " + Words.text(low) + " in epoch " + best;
        }
        return what + " is lowest in epoch " + best + ", at " + Words.text(low) + ", and "
                + (Double.isFinite(line.y()[epochs - 1]) ? "ends at " + Words.text(line.y()[epochs - 1]) : "is not finite in the end");
    }

    private static String name(Line line) {
        return line.look() == 0 ? "Training" : "Validation";
    }

    private static String names(List<Line> lines) {
        return lines.size() == 1 ? name(lines.get(0)) : "Training and validation";
    }

    /** Whether from this point on all values are finite, the first is the highest, and only the last the lowest. */
    private static boolean falls(Line line, int from) {
        double[] y = line.y();
        for (int i = from; i < y.length; i++) {
            if (!Double.isFinite(y[i]) || y[i] > y[from] || i < y.length - 1 && y[i] <= y[y.length - 1]) return false;
        }
        return y.length - from > 1;
    }

    @Override
    String shows() {
        String curves = panels.entrySet().stream().flatMap(panel -> panel.getValue().stream()
                .map(line -> Words.name(line.name() + " " + panel.getKey()) + (isSquashed(panel.getValue(), notes(panel.getKey())) ? " (log axis) " : " ") + line.trend("epoch = ")))
                .collect(Collectors.joining("; "));
        return finding() + "Training history over " + Words.count(epochs, "epoch")
                + (room > epochs ? " of " + room : "") + ": " + curves + ".";
    }

    @Override
    String ending() {
        return (ending.isEmpty() ? "" : " " + ending) + super.ending();
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
        Notes notes = notes(measure);
        double[][] values = lines.stream().map(Line::y).toArray(double[][]::new);
        Axis x = Axis.filled(width / 80, notes.xs(new double[] {1, room}));
        Axis y = isSquashed(lines, notes) ? Axis.logarithmic(5, notes.ys(values)) : Axis.linear(5, notes.ys(values));
        // a single line needs no name beside the name of its axis
        int[] of = looks.of(NAMES);
        List<Line> drawn = lines.stream().map(line -> line.named(lines.size() == 1 ? "" : line.name()).looking(of[line.look()])).toList();
        LineChart chart = new LineChart(drawn, x, y, xLabel, first && !yLabel.isEmpty() ? yLabel : measure,
                best == 0 || best == epochs ? notes : notes.and(Note.verticalLine(best)), width, HEIGHT);
        return chart.drawing();
    }

    /** What is noted across belongs to the first panel, what is noted upright to all. */
    private Notes notes(String measure) {
        return measure.equals(panels.keySet().iterator().next()) ? notes() : notes().upright();
    }

    /** A slope is drawn on linear axes only, and what is not positive has no place on a logarithmic one. */
    private static boolean isSquashed(List<Line> lines, Notes notes) {
        double[] first = lines.stream().mapToDouble(line -> line.y()[0]).filter(Double::isFinite).toArray();
        double[] rest = lines.stream().flatMapToDouble(line -> Arrays.stream(line.y()).skip(1)).filter(Double::isFinite).toArray();
        double[][] all = notes.ys(first, rest);
        if (first.length == 0 || rest.length < 2 || lines.get(0).y().length < FEWEST
                || notes.all().stream().anyMatch(note -> note.kind() == Note.Kind.SLOPE)) return false;
        if (Arrays.stream(all).flatMapToDouble(Arrays::stream).anyMatch(v -> v <= 0)) return false;
        double low = Arrays.stream(rest).min().orElseThrow();
        double high = Arrays.stream(rest).max().orElseThrow();
        return high - low < SQUASHED * (Arrays.stream(first).max().orElseThrow() - low);
    }

    /** The epoch in which the validation line is lowest, from 1; 0 without such a line. */
    private static int lowest(List<Line> lines) {
        Line line = lines.get(lines.size() - 1);
        if (line.look() == 0) return 0;
        int low = line.last();
        for (int i = line.last(); i >= 0; i--) if (line.isPoint(i) && line.y()[i] <= line.y()[low]) low = i;
        return low + 1;
    }
}
