package gradus.lesson;

import gradus.plot.Figures;
import gradus.plot.LinePlot;
import gradus.plot.StripPlot;
import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What an experiment gave with each of several seeds; made by {@code overSeeds(n, seed -> …)}.
 *
 * <p>It holds one measure, or several by their names. A measure is a number for each seed, such as an accuracy, or an array
 * for each seed, such as a loss by epoch. Values that are not finite, as of a run that diverged, do not count in median,
 * lowest and highest; they are counted beside them.
 */
public final class Runs {

    /** What each seed gave, (seeds, points); a number is one point. */
    private record Measure(double[][] values, boolean isNumber) {}

    private final Map<String, Measure> measures;
    private final boolean difference;

    private Runs(Map<String, Measure> measures, boolean difference) {
        this.measures = measures;
        this.difference = difference;
    }

    static Runs of(List<Object> results) {
        Map<String, Measure> measures = new LinkedHashMap<>();
        List<Map<String, Object>> parts = new ArrayList<>();
        for (Object result : results) {
            parts.add(Cells.hasNames(result) ? Cells.parts(result) : Map.of("", result == null ? "null" : result));
            if (parts.get(parts.size() - 1).isEmpty()) {
                throw new IllegalArgumentException("overSeeds: seed " + (parts.size() - 1) + " gave " + result
                        + ", which holds nothing; give a number, an array, or a record of them");
            }
            if (!parts.get(0).keySet().equals(parts.get(parts.size() - 1).keySet())) {
                throw new IllegalArgumentException("overSeeds: seed 0 gave " + parts.get(0).keySet() + ", seed "
                        + (parts.size() - 1) + " gave " + parts.get(parts.size() - 1).keySet()
                        + "; each should give the same measures");
            }
        }
        for (String name : parts.get(0).keySet()) {
            double[][] values = new double[parts.size()][];
            for (int seed = 0; seed < values.length; seed++) values[seed] = numbers(name, seed, parts.get(seed).get(name));
            for (int seed = 1; seed < values.length; seed++) {
                if (values[seed].length != values[0].length) {
                    throw new IllegalArgumentException("overSeeds: " + (name.isEmpty() ? "" : name + ": ") + "seed 0 gave "
                            + values[0].length + " numbers, seed " + seed + " gave " + values[seed].length
                            + "; give arrays of one length, or one number such as the last");
                }
            }
            measures.put(name, new Measure(values, !Cells.isList(parts.get(0).get(name))));
        }
        return new Runs(measures, false);
    }

    private static double[] numbers(String name, int seed, Object value) {
        OptionalDouble number = Cells.number(value);
        if (number.isPresent() && !Cells.isList(value)) return new double[] {number.getAsDouble()};
        if (Cells.isList(value)) {
            List<OptionalDouble> numbers = Cells.list(value).stream().map(Cells::number).toList();
            if (!numbers.isEmpty() && numbers.stream().allMatch(OptionalDouble::isPresent)) {
                return numbers.stream().mapToDouble(OptionalDouble::getAsDouble).toArray();
            }
        }
        throw new IllegalArgumentException("overSeeds: seed " + seed + " gave " + (name.isEmpty() ? "" : name + " = ")
                + Cells.text(value) + "; give a number, an array of numbers, or a record or map of them");
    }

    /** How many seeds there were. */
    public int seeds() {
        return measures.values().iterator().next().values().length;
    }

    /** The names of the measures; a single one may have none. */
    public List<String> names() {
        return List.copyOf(measures.keySet());
    }

    /**
     * One of several measures.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists them
     */
    public Runs get(String name) {
        if (!measures.containsKey(name)) {
            throw new IllegalArgumentException("overSeeds: there is no measure \"" + name + "\", "
                    + (names().equals(List.of("")) ? "there is one without a name" : "there are " + names()));
        }
        return new Runs(Map.of(name, measures.get(name)), difference);
    }

    /**
     * All values: (seeds) for numbers, (seeds, points) for arrays.
     *
     * @throws IllegalStateException if there are several measures
     */
    public Tensor all() {
        Measure measure = only("all");
        return measure.isNumber ? Tensors.tensor(column(measure, 0)) : Tensors.tensor(measure.values);
    }

    /**
     * The middle value over the seeds; of an even number of them the mean of the two middle ones.
     *
     * @throws IllegalStateException if there are several measures, or arrays: {@code all().median(0)} is the median at each
     *     point
     */
    public double median() {
        double[] sorted = sorted("median");
        return sorted.length == 0 ? Double.NaN : Tensors.tensor(sorted).median().item();
    }

    /** The lowest value over the seeds. */
    public double lowest() {
        double[] sorted = sorted("lowest");
        return sorted.length == 0 ? Double.NaN : sorted[0];
    }

    /** The highest value over the seeds. */
    public double highest() {
        double[] sorted = sorted("highest");
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1];
    }

    /** The range over the seeds: the highest value minus the lowest. */
    public double spread() {
        return highest() - lowest();
    }

    /**
     * The paired differences: for each seed, its value here minus its value there.
     *
     * <p>Where two experiments share what the seed decides, such as initial weights and the order of examples, much of what
     * differs from seed to seed is the same in both and cancels: a small effect that all seeds agree on can be seen.
     *
     * <pre>{@code
     * var he = overSeeds(3, seed -> 0.5 + seed);
     * var small = overSeeds(3, seed -> 0.6 + seed);
     * he.minus(small)      // → in 3 pairs: median difference -0.1 (-0.1 to -0.1), below 0 in 3 of 3
     * }</pre>
     *
     * @throws IllegalArgumentException if the two have other numbers of seeds or points, or other measures
     */
    public Runs minus(Runs other) {
        boolean single = measures.size() == 1 && other.measures.size() == 1;
        if (!single && !measures.keySet().equals(other.measures.keySet()) || seeds() != other.seeds()) {
            throw new IllegalArgumentException("minus: " + what() + " and " + other.what() + " are no pairs; both should have"
                    + " the same seeds and the same measures");
        }
        Map<String, Measure> differences = new LinkedHashMap<>();
        for (String name : names()) {
            String there = single ? other.names().get(0) : name;
            double[][] a = measures.get(name).values;
            double[][] b = other.measures.get(there).values;
            if (a[0].length != b[0].length) {
                throw new IllegalArgumentException("minus: " + a[0].length + " points and " + b[0].length
                        + " points are no pairs; both should have the same");
            }
            double[][] c = new double[a.length][a[0].length];
            for (int i = 0; i < a.length; i++) for (int j = 0; j < c[i].length; j++) c[i][j] = a[i][j] - b[i][j];
            differences.put(name.equals(there) ? name : name + " − " + there, new Measure(c, measures.get(name).isNumber));
        }
        return new Runs(differences, true);
    }

    private String what() {
        return seeds() + " seeds" + (names().equals(List.of("")) ? "" : " of " + String.join(", ", names()));
    }

    /**
     * A table: a row for each measure with its median, lowest and highest value, and spread; of arrays at their last point.
     *
     * <p>Of differences it says too for how many seeds they are below 0.
     */
    public ResultTable table() {
        boolean gone = measures.values().stream().anyMatch(m -> finite(m, last(m)).length < seeds());
        List<String> columns = new ArrayList<>(List.of("", "median", "lowest", "highest", "spread"));
        if (difference) columns.add("below 0");
        if (gone) columns.add("not finite");
        ResultTable table = ResultTable.named(columns);
        for (String name : names()) {
            Measure measure = measures.get(name);
            double[] sorted = finite(measure, last(measure));
            double lowest = sorted.length == 0 ? Double.NaN : sorted[0];
            double highest = sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1];
            List<Object> row = new ArrayList<>();
            row.add((name.isEmpty() ? "value" : name) + (measure.isNumber ? "" : ", at the end"));
            row.addAll(List.of(sorted.length == 0 ? Double.NaN : Tensors.tensor(sorted).median().item(), lowest, highest,
                    highest - lowest));
            if (difference) row.add(below(sorted));
            if (gone) row.add(seeds() - sorted.length);
            table = table.row(row.toArray());
        }
        return table.caption((difference ? "Paired differences, " : "") + "seeds 0 to " + (seeds() - 1)
                + "; spread is highest − lowest");
    }

    /**
     * Every value as a dot, a group for each measure, with its median as a bar.
     *
     * <pre>{@code
     * record Loss(double he, double small) {}
     * overSeeds(3, seed -> new Loss(0.5 + seed, 1.5 + seed)).stripPlot("He is lower").yLabel("loss").alt()
     * // → He is lower. Strip plot of loss, 3 values each: he median 1.5 (0.5 to 2.5); small median 2.5 (1.5 to 3.5).
     * }</pre>
     *
     * <p>Of differences, made by {@link #minus}, zero is a line; of several measures, {@link StripPlot#paired()} joins those of
     * one seed.
     *
     * @throws IllegalStateException if a measure is an array
     */
    public StripPlot stripPlot(String title) {
        List<double[]> groups = new ArrayList<>();
        for (String name : names()) {
            if (!measures.get(name).isNumber) {
                throw new IllegalStateException("stripPlot: " + (name.isEmpty() ? "each seed" : name) + " gave an array;"
                        + " linePlot(title) draws it");
            }
            groups.add(column(measures.get(name), 0));
        }
        List<String> groupNames = names().stream().map(name -> name.isEmpty() ? seeds() + (difference ? " pairs" : " seeds") : name).toList();
        StripPlot plot = Figures.stripPlot(title, groupNames, groups.toArray(double[][]::new));
        return difference ? plot.differences() : plot;
    }

    /**
     * A line for each measure, the median at each point, in a band from its lowest to its highest value.
     *
     * @throws IllegalStateException if a measure is a number
     */
    public LinePlot linePlot(String title) {
        return linePlot(title, IntStream.range(0, last(measures.values().iterator().next()) + 1).asDoubleStream().toArray());
    }

    /** The same over positions x, (points). */
    public LinePlot linePlot(String title, Tensor x) {
        return linePlot(title, x.toArray());
    }

    /** The same over positions x, (points). */
    public LinePlot linePlot(String title, double[] x) {
        LinePlot plot = Figures.linePlot(title);
        for (String name : names()) {
            if (measures.get(name).isNumber) {
                throw new IllegalStateException("linePlot: " + (name.isEmpty() ? "each seed" : name) + " gave one number;"
                        + " stripPlot(title) draws it");
            }
            plot = plot.spread(name, x, measures.get(name).values);
        }
        return plot;
    }

    boolean isNumber() {
        return measures.size() == 1 && measures.values().iterator().next().isNumber;
    }

    /** Of several measures the median of each. */
    Map<String, Double> medians() {
        Map<String, Double> medians = new LinkedHashMap<>();
        for (String name : names()) medians.put(name, get(name).median());
        return medians;
    }

    /** In a table: the median, and from where to where. */
    String cell(DoubleFunction<String> write) {
        return write.apply(median()) + " (" + write.apply(lowest()) + " to " + write.apply(highest()) + ")";
    }

    private Measure only(String call) {
        if (measures.size() == 1) return measures.values().iterator().next();
        throw new IllegalStateException(call + ": there are several measures, " + names() + "; take one with get(\""
                + names().get(0) + "\")");
    }

    private double[] sorted(String call) {
        Measure measure = only(call);
        if (measure.isNumber) return finite(measure, 0);
        throw new IllegalStateException(call + ": each seed gave " + measure.values[0].length
                + " numbers; all() has them, all().median(0) is their median at each point");
    }

    private static int last(Measure measure) {
        return measure.values[0].length - 1;
    }

    private static double[] column(Measure measure, int point) {
        return Arrays.stream(measure.values).mapToDouble(values -> values[point]).toArray();
    }

    private static double[] finite(Measure measure, int point) {
        return Arrays.stream(column(measure, point)).filter(Double::isFinite).sorted().toArray();
    }

    private String below(double[] values) {
        return DoubleStream.of(values).filter(v -> v < 0).count() + " of " + values.length;
    }

    /** The same in HTML: a table of several measures, a sentence of one. */
    public String html() {
        return measures.size() > 1 ? table().html() : "<p>" + TableText.escape(toString()) + "</p>";
    }

    @Override
    public String toString() {
        if (measures.size() > 1) return table().toString();
        String name = names().get(0);
        Measure measure = only("toString");
        double[] sorted = finite(measure, last(measure));
        String count = difference ? "in " + seeds() + " pairs: " : seeds() + (seeds() == 1 ? " seed: " : " seeds: ");
        String where = measure.isNumber ? "" : ", at the last of " + (last(measure) + 1) + " points";
        String gone = sorted.length == seeds() ? "" : "; " + (seeds() - sorted.length) + " of " + seeds() + " not finite";
        if (sorted.length == 0) return count + (name.isEmpty() ? "" : name + ": ") + "none is finite";
        return count + (name.isEmpty() ? "" : name + ": ") + "median " + (difference ? "difference " : "")
                + Numbers.text(Tensors.tensor(sorted).median().item(), 4) + " (" + Numbers.text(sorted[0], 4) + " to "
                + Numbers.text(sorted[sorted.length - 1], 4) + ")" + where
                + (difference ? ", below 0 in " + below(sorted) : "") + gone;
    }
}
