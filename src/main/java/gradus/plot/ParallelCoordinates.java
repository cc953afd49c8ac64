package gradus.plot;

import gradus.tensor.Numbers;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Trials of a search, each a line from axis to axis through its settings to its score; made by
 * {@link Figures#parallelCoordinates}.
 *
 * <p>The better the rank of a trial, the stronger its blue; the best is vermilion and lies on top. Trials without a score,
 * such as those that diverged, are dotted and end before the last axis. A setting that is not finite is a gap.
 * Inselberg 1985. Options return a changed copy.
 */
public final class ParallelCoordinates extends Figure {

    private static final int WIDTH = 780;
    private static final int HEIGHT = 300;
    private static final int MOST = 10;
    private static final int TICKS = 6;
    /** Few enough that the edges of all lines fit into a palette of 256. */
    private static final int SHADES = 5;
    private static final BasicStroke AXIS = new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    private static final Color WORST = new Color(0xC6D9E5);

    private final List<String> names;
    private final double[][] rows;
    private final double[] score;
    private Set<String> logs = Set.of();
    private Map<String, List<String>> choices = Map.of();
    private String scoreName = "score";
    private boolean lowerIsBetter;

    ParallelCoordinates(String title, List<String> names, double[][] rows, double[] score) {
        super(title);
        if (names.isEmpty() || names.size() > MOST || new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("parallelCoordinates: the settings are " + names + "; there should be 1 to "
                    + MOST + ", no two with the same name");
        }
        if (rows.length != score.length) {
            throw new IllegalArgumentException("parallelCoordinates: " + Words.count(rows.length, "row") + ", but "
                    + Words.count(score.length, "score") + "; every trial has both");
        }
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != names.size()) {
                throw new IllegalArgumentException("parallelCoordinates: row " + i + " has "
                        + Words.count(rows[i].length, "value") + " for " + Words.count(names.size(), "setting") + " "
                        + names);
            }
        }
        if (Arrays.stream(score).noneMatch(Double::isFinite)) {
            throw new IllegalArgumentException("parallelCoordinates: none of the " + Words.count(score.length, "score")
                    + " is finite");
        }
        this.names = List.copyOf(names);
        this.rows = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
        this.score = score.clone();
        for (int k = 0; k < names.size(); k++) {
            if (Arrays.stream(column(k)).noneMatch(Double::isFinite)) {
                throw new IllegalArgumentException("parallelCoordinates: no value of \"" + names.get(k) + "\" is finite");
            }
        }
    }

    /**
     * Logarithmic axes for these settings, or for the score.
     *
     * @throws IllegalArgumentException when there is no axis of that name, or a value on it is not positive
     */
    public ParallelCoordinates log(String... settings) {
        Set<String> all = new HashSet<>(logs);
        for (String name : settings) {
            double[] values = name.equals(scoreName) ? score : column(index("log", name));
            Points.positive("parallelCoordinates", "log", "the column", name, values);
            all.add(name);
        }
        return with(this, plot -> plot.logs = all);
    }

    /**
     * Names for the values 0, 1, 2, ... of a setting.
     *
     * @throws IllegalArgumentException when there is no such setting, or a value has no name
     */
    public ParallelCoordinates choices(String setting, List<String> choices) {
        for (double value : column(index("choices", setting))) {
            if (Double.isFinite(value) && (value != Math.rint(value) || value < 0 || value >= choices.size())) {
                throw new IllegalArgumentException("parallelCoordinates: " + Numbers.exact(value) + " of \"" + setting
                        + "\" has no name, there are " + choices.size() + ": " + choices);
            }
        }
        Map<String, List<String>> all = new TreeMap<>(this.choices);
        all.put(setting, List.copyOf(choices));
        return with(this, plot -> plot.choices = all);
    }

    /** What the score is, such as "validation accuracy"; it stands over the last axis. */
    public ParallelCoordinates scoreName(String name) {
        return with(this, plot -> plot.scoreName = name);
    }

    /** The best trial is that with the lowest score, as for a loss. */
    public ParallelCoordinates lowerIsBetter() {
        return with(this, plot -> plot.lowerIsBetter = true);
    }

    /** The same plot under another title. */
    public ParallelCoordinates title(String title) {
        return with(this, plot -> plot.title = given("title", title));
    }

    @Override
    String shows(int room) {
        int[] ranked = ranked();
        int n = ranked.length;
        StringBuilder text = new StringBuilder(finding()).append("Parallel coordinates of ")
                .append(Words.count(rows.length, "trial")).append(" over ").append(String.join(", ", names.stream().map(Words::name).toList()))
                .append(": best ").append(trial(ranked[n - 1]));
        if (n > 1) text.append("; worst ").append(trial(ranked[0]));
        int few = Math.max(2, n / 5);
        if (n >= 2 * few) {
            int[] best = Arrays.copyOfRange(ranked, n - few, n);
            text.append("; the best ").append(few).append(" have ").append(IntStream.range(0, names.size())
                    .mapToObj(k -> Words.name(names.get(k)) + " " + range(k, best)).collect(Collectors.joining(", ")));
        }
        int without = rows.length - n;
        if (without > 0) text.append("; ").append(Words.count(without, "trial")).append(" without a score");
        return text.append('.').toString();
    }

    private String trial(int i) {
        return Words.name(scoreName) + " " + Words.text(score[i]) + " with " + IntStream.range(0, names.size())
                .mapToObj(k -> Words.name(names.get(k)) + " " + value(k, rows[i][k])).collect(Collectors.joining(", "));
    }

    /** The values of a setting that some trials have, from the lowest to the highest. */
    private String range(int k, int[] trials) {
        double[] values = Arrays.stream(trials).mapToDouble(i -> rows[i][k]).filter(Double::isFinite).distinct().sorted()
                .toArray();
        if (values.length == 0) return "none";
        String last = value(k, values[values.length - 1]);
        if (values.length == 1) return last;
        if (!choices.containsKey(names.get(k))) return value(k, values[0]) + " to " + last;
        return Arrays.stream(values).mapToObj(v -> value(k, v)).collect(Collectors.joining(" or "));
    }

    private String value(int k, double value) {
        List<String> names = choices.get(this.names.get(k));
        return names == null || !Double.isFinite(value) ? Words.text(value) : Words.name(names.get((int) value));
    }

    @Override
    Drawing drawing(int room) {
        int width = Math.min(WIDTH, room);
        List<Axis> axes = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) axes.add(axis(names.get(k), column(k)));
        axes.add(axis(scoreName, score));
        List<String> heads = new ArrayList<>(names);
        heads.add(scoreName);
        int last = names.size();
        int left = Math.max(labelWidth(0, axes.get(0)), Look.width(heads.get(0), Look.TEXT) / 2);
        int right = Math.max(labelWidth(last, axes.get(last)), Math.min(70, Look.width(scoreName, Look.TEXT) / 2));
        double spacing = (width - left - right) / (double) last;
        List<List<String>> wrapped = heads.stream().map(head -> Look.wrap(head, Look.TEXT, (int) Math.min(spacing - 6, 140))).toList();
        int line = Look.metrics(Look.TEXT).getHeight();
        int top = wrapped.stream().mapToInt(List::size).max().orElse(1) * line + 10;
        Chart chart = Chart.blank(width, top + HEIGHT + 4);
        for (int k = 0; k <= last; k++) {
            List<String> words = wrapped.get(k);
            for (int i = 0; i < words.size(); i++) {
                chart.word(words.get(i), Look.TEXT, Look.INK, left + k * spacing, top - 10 - (words.size() - i - 0.5) * line);
            }
        }
        draw(chart, axes, left, spacing, top);
        return new Drawing(width, top + HEIGHT + 4, chart::paint);
    }

    private void draw(Chart chart, List<Axis> axes, int left, double spacing, int top) {
        var dotted = new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {3, 4}, 0);
        for (int i = 0; i < rows.length; i++) {
            if (!Double.isFinite(score[i])) chart.line(path(i, axes, left, spacing, top), Look.FRAME, dotted);
        }
        int[] ranked = ranked();
        for (int r = 0; r < ranked.length; r++) {
            double share = ranked.length == 1 ? 1 : Math.floor(SHADES * r / (ranked.length - 1.0)) / SHADES;
            boolean best = r == ranked.length - 1;
            double[][] path = path(ranked[r], axes, left, spacing, top);
            if (best) chart.line(path, Color.WHITE, stroke(6));
            chart.line(path, best ? Look.VERMILION : Look.mix(WORST, Look.BLUE, share), stroke(best ? 3 : 1.2 + share));
        }
        for (int k = 0; k < axes.size(); k++) axis(chart, k, axes.get(k), left + k * spacing, top);
    }

    private static BasicStroke stroke(double width) {
        return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    /** A trial's line; a value between two gaps is a short stroke. */
    private double[][] path(int i, List<Axis> axes, int left, double spacing, int top) {
        double[] values = Arrays.copyOf(rows[i], axes.size());
        values[names.size()] = score[i];
        List<double[]> path = new ArrayList<>();
        for (int k = 0; k < values.length; k++) {
            double x = left + k * spacing;
            boolean here = Double.isFinite(values[k]);
            double y = here ? top + HEIGHT * (1 - axes.get(k).share(values[k])) : Double.NaN;
            boolean before = k > 0 && Double.isFinite(values[k - 1]);
            boolean after = k + 1 < values.length && Double.isFinite(values[k + 1]);
            path.add(new double[] {x, y});
            if (here && !before && !after) path.addAll(List.of(new double[] {x - 8, y}, new double[] {x + 8, y}, new double[] {x, Double.NaN}));
        }
        return path.toArray(double[][]::new);
    }

    private void axis(Chart chart, int k, Axis axis, double x, int top) {
        double at = Math.floor(x) + 0.5;
        chart.line(new double[][] {{at, top}, {at, top + HEIGHT}}, Look.QUIET_INK, AXIS);
        // those of the last axis stand to its right, where no lines are
        boolean outside = k == names.size();
        labels(k, axis).forEach((y, label) -> {
            chart.line(new double[][] {{outside ? at : at - 4, top + y}, {outside ? at + 4 : at, top + y}}, Look.QUIET_INK, AXIS);
            double half = Look.width(label, Look.SMALL) / 2.0;
            chart.hemmed(label, Look.SMALL, outside ? at + 8 + half : at - 7 - half, top + y);
        });
    }

    private int labelWidth(int k, Axis axis) {
        return 10 + labels(k, axis).values().stream().mapToInt(label -> Look.width(label, Look.SMALL)).max().orElse(0);
    }

    /** The labels of an axis by their height in pixels. */
    private Map<Double, String> labels(int k, Axis axis) {
        List<String> words = k < names.size() ? choices.get(names.get(k)) : null;
        Map<Double, String> labels = new TreeMap<>();
        for (long tick = (long) Math.ceil(axis.low()); tick <= axis.high(); tick++) {
            double y = Math.floor(HEIGHT * (1 - axis.share(axis.value(tick)))) + 0.5;
            labels.put(y, words == null ? axis.label(tick) : words.get((int) tick));
        }
        return labels;
    }

    private Axis axis(String name, double[] values) {
        if (choices.containsKey(name)) return Axis.groups(choices.get(name).size());
        return logs.contains(name) ? Axis.logarithmic(TICKS, values) : Axis.filled(TICKS, values);
    }

    /** The trials with a score, from the worst to the best. */
    private int[] ranked() {
        return IntStream.range(0, score.length).filter(i -> Double.isFinite(score[i])).boxed()
                .sorted(Comparator.comparingDouble(i -> lowerIsBetter ? -score[i] : score[i])).mapToInt(i -> i).toArray();
    }

    private int index(String option, String setting) {
        if (names.contains(setting)) return names.indexOf(setting);
        throw new IllegalArgumentException("parallelCoordinates: " + option + "(\"" + setting
                + "\"), but the settings are " + names);
    }

    private double[] column(int k) {
        return Arrays.stream(rows).mapToDouble(row -> row[k]).toArray();
    }
}
