package gradus.plot;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import java.awt.BasicStroke;
import java.awt.Color;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Small histograms side by side, one for each layer, in one or more rows; made by {@link Figures#histogramStrip}.
 *
 * <p>All histograms of a row share one value axis, whose ends stand above them; each is as high as its fullest bin, and
 * its standard deviation σ stands below; ticks are evenly spaced, how far apart stands above. The grey line is zero.
 * A row of powers of ten has the size of its values below, the root of their mean square. A row whose axis is not that of the
 * row above says so. Values are counted when given and not kept. Options return a changed copy.
 */
public final class HistogramStrip extends Figure {

    private static final int MOST_COLUMNS = 14;
    private static final int MOST_ROWS = 6;
    /** Between the ends of a row of powers of ten there are at most so many steps from tick to tick. */
    private static final int MOST_POWERS = 7;
    private static final int WIDEST = 170;
    private static final int HEIGHT = 78;
    private static final int GAP = 12;
    /** A layer of so many values is shown from its 0.1 % quantile to its 99.9 % quantile, or one outlier would rule. */
    private static final int MANY = 1000;
    private static final BasicStroke DASHED = new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {6, 4}, 0);

    /**
     * One histogram for each name, on an axis from low to high.
     *
     * @param color the name that its colour belongs to
     * @param sizes of a row of powers of ten, for each name; else null
     */
    private record Row(String name, String color, List<Bins> cells, double[] sizes, double low, double high, List<Reference> lines,
            boolean other) {

        Row on(double low, double high) {
            return new Row(name, color, cells, sizes, low, high, lines, other);
        }

        Row after(Row above) {
            boolean other = above != null && (above.low != low || above.high != high || above.powers() != powers());
            return new Row(name, color, cells, sizes, low, high, lines, other);
        }

        Row colored(String color) {
            return new Row(name, color, cells, sizes, low, high, lines, other);
        }

        Row with(Reference line) {
            List<Reference> more = new ArrayList<>(lines);
            more.add(line);
            return new Row(name, color, cells, sizes, low, high, more, other);
        }

        boolean powers() {
            return sizes != null;
        }

        double tick() {
            return powers() ? Math.max(1, Math.ceil((high - low) / MOST_POWERS)) : Axis.niceStep((high - low) / 4);
        }

        /** What stands below a histogram. */
        double told(int i) {
            return powers() ? sizes[i] : cells.get(i).deviation();
        }

        double outside() {
            return cells.stream().filter(cell -> cell.finite() > 0).mapToDouble(cell -> cell.outside(low, high)).max().orElse(0);
        }

        /** What stands above the row. */
        String heading() {
            return axis() + ", ticks " + Words.text(tick()) + " apart";
        }

        /** What stands above the row, and in the text alternative. */
        String axis() {
            double outside = outside();
            return (other ? "other axis than above, " : "") + (powers() ? "powers of ten " : "") + "from " + Words.text(low) + " to " + Words.text(high)
                    + (outside >= 0.005 ? ", up to " + Numbers.text(100 * outside, 2) + " % outside" : "")
                    + lines.stream().map(line -> ", dashed at " + Words.text(line.at) + ": " + line.name).collect(Collectors.joining());
        }
    }

    /** A named line at a value. */
    private record Reference(String name, double at) {}

    private final List<String> names;
    private List<Row> rows = List.of();
    private boolean shared;

    HistogramStrip(String title, List<String> names) {
        super(title);
        if (names.isEmpty()) throw new IllegalArgumentException("histogramStrip: there are no names");
        if (names.size() > MOST_COLUMNS) {
            throw new IllegalArgumentException("histogramStrip: " + names.size() + " histograms have no room side by side, at"
                    + " most " + MOST_COLUMNS + " do; leave out every other layer");
        }
        this.names = List.copyOf(names);
    }

    /**
     * Adds a row of histograms below those before.
     *
     * @param name what the values are, for example {@code activations}
     * @param values a tensor of any shape for each name; elements that are not finite are left out and counted
     * @throws IllegalArgumentException when there is not a tensor for each name, one is empty, or nothing is finite
     */
    public HistogramStrip row(String name, List<Tensor> values) {
        return row(name, values, false);
    }

    /**
     * Adds a row that counts powers of ten, log₁₀ |x|, for values that differ by orders of magnitude, such as the gradients of
     * many layers; zeros are left out. Below each stands the size of its values, the root of their mean square.
     *
     * <pre>{@code
     * var g = List.of(tensor(0.001, -0.001), tensor(10, 1));
     * histogramStrip("Gradients grow", List.of("layer 1", "layer 2")).powersOfTen("gradient", g).range(-4, 4).alt()
     * // → Gradients grow. 2 histograms, each scaled to its fullest bin: gradient, 2 values each, powers of ten from -4 to 4, size layer 1 0.001, layer 2 7.106.
     * }</pre>
     *
     * @param name what the values are, for example {@code gradients}
     * @param values a tensor of any shape for each name; zeros are left out, and elements that are not finite are
     *     left out and counted
     * @throws IllegalArgumentException when there is not a tensor for each name, one is empty, or nothing is finite and not 0
     */
    public HistogramStrip powersOfTen(String name, List<Tensor> values) {
        return row(name, values, true);
    }

    private HistogramStrip row(String name, List<Tensor> values, boolean powers) {
        String of = name.isEmpty() ? "" : " of \"" + name + "\"";
        if (values.size() != names.size()) {
            throw new IllegalArgumentException("histogramStrip: " + Words.count(values.size(), "tensor") + of + " for "
                    + Words.count(names.size(), "name") + "; every histogram needs both");
        }
        if (rows.size() == MOST_ROWS) {
            throw new IllegalArgumentException("histogramStrip: more than " + MOST_ROWS + " rows; draw some of them in a"
                    + " second figure");
        }
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).size() == 0) {
                throw new IllegalArgumentException("histogramStrip: the tensor" + of + " for \"" + names.get(i)
                        + "\" has shape " + values.get(i).shapeText() + ", it has no elements");
            }
        }
        List<Bins> cells = values.stream().map(tensor -> new Bins(powers ? powers(tensor.data()) : tensor.data())).toList();
        if (cells.stream().allMatch(cell -> cell.finite() == 0)) {
            throw new IllegalArgumentException("histogramStrip: none of the "
                    + Words.count(values.stream().mapToInt(Tensor::size).sum(), "value") + of
                    + " is finite" + (powers ? " and not 0" : "") + ", the first is "
                    + Words.text(values.get(0).data()[0]));
        }
        double[] axis = axis(cells);
        double[] sizes = powers ? values.stream().mapToDouble(tensor -> size(tensor.data())).toArray() : null;
        return with(this, strip -> {
            strip.rows = new ArrayList<>(rows);
            strip.rows.add(new Row(name, name, cells, sizes, axis[0], axis[1], List.of(), false));
        });
    }

    /**
     * The value axis of the row added last; values outside are not drawn, and their share is told.
     *
     * @throws IllegalArgumentException when the bounds are not in order
     */
    public HistogramStrip range(double low, double high) {
        Points.range("histogramStrip", "range", low, high);
        if (rows.isEmpty()) throw new IllegalStateException("histogramStrip: range is that of the row added last; add a row first");
        return last(row -> row.on(low, high));
    }

    /**
     * A dashed line at a value, in all histograms of the row added last; its name stands above the row.
     *
     * <pre>{@code
     * var h = List.of(tensor(-1, 0, 1));
     * histogramStrip("Half of it is left", List.of("layer 1")).row("output", h).range(-2, 2).line(0.5, "theory").alt()
     * // → Half of it is left. 1 histogram, each scaled to its fullest bin: output, 3 values each, from -2 to 2, dashed at 0.5: theory, standard deviation layer 1 0.8165.
     * }</pre>
     *
     * @throws IllegalArgumentException when the value is not finite or the name empty
     */
    public HistogramStrip line(double value, String name) {
        if (!Double.isFinite(value) || name.isBlank()) {
            throw new IllegalArgumentException("histogramStrip: a line needs a finite value and a name, here are "
                    + Words.text(value) + " and \"" + name + "\"");
        }
        if (rows.isEmpty()) throw new IllegalStateException("histogramStrip: line is one of the row added last; add a row first");
        return last(row -> row.with(new Reference(name, value)));
    }

    /**
     * Gives the row added last the colour of this name, in place of that of its own: rows that show the same of several nets
     * look alike.
     *
     * @throws IllegalStateException when there is no row yet
     */
    public HistogramStrip colorOf(String name) {
        if (rows.isEmpty()) throw new IllegalStateException("histogramStrip: colorOf is that of the row added last; add a row first");
        return last(row -> row.colored(name));
    }

    /** One value axis for all rows, from the lowest of their ends to the highest. */
    public HistogramStrip sharedAxis() {
        return with(this, strip -> strip.shared = true);
    }

    private HistogramStrip last(UnaryOperator<Row> change) {
        return with(this, strip -> {
            strip.rows = new ArrayList<>(rows);
            strip.rows.set(rows.size() - 1, change.apply(rows.get(rows.size() - 1)));
        });
    }

    /** The rows on the axes that they are shown on. */
    private List<Row> shown() {
        double low = rows.stream().mapToDouble(Row::low).min().orElse(0);
        double high = rows.stream().mapToDouble(Row::high).max().orElse(1);
        List<Row> shown = new ArrayList<>();
        for (Row row : rows) {
            Row here = shared ? row.on(low, high) : row;
            shown.add(here.after(shown.isEmpty() ? null : shown.get(shown.size() - 1)));
        }
        return shown;
    }

    /** The same histograms under another title. */
    public HistogramStrip title(String title) {
        return with(this, strip -> strip.title = given("title", title));
    }

    @Override
    String shows(int room) {
        String head = finding() + Words.count(rows.size() * names.size(), "histogram")
                + (rows.size() > 1 ? " in " + rows.size() + " rows" : "") + ", each scaled to its fullest bin: ";
        String whole = head + shown().stream().map(row -> words(row, names.size())).collect(Collectors.joining("; ")) + ".";
        // every row with its first and its last column says more than some rows with all
        return whole.length() <= room ? whole : head + shown().stream().map(row -> words(row, 2)).collect(Collectors.joining("; ")) + ".";
    }

    /** @param told of how many columns the deviations are told; of more than these only the first and the last */
    private String words(Row row, int told) {
        int least = row.cells.stream().mapToInt(Bins::all).min().orElseThrow();
        int most = row.cells.stream().mapToInt(Bins::all).max().orElseThrow();
        String size = least == most ? Words.count(most, "value") + " each" : least + " to " + most + " values each";
        String deviations = IntStream.range(0, names.size())
                .filter(i -> names.size() <= told || i == 0 || i == names.size() - 1).mapToObj(i -> Words.name(names.get(i)) + " "
                + (row.cells.get(i).finite() == 0 ? "none" : Words.text(row.told(i)))
                + lost(row.cells.get(i))).collect(Collectors.joining(", "));
        String what = row.powers() ? ", size " : names.size() <= told ? ", standard deviation " : ", σ ";
        return (row.name.isEmpty() ? "" : Words.name(row.name) + ", ") + size + ", " + row.axis() + what + deviations
                + (names.size() <= told ? "" : ", " + (names.size() - 2) + " between left out");
    }

    private static String lost(Bins cell) {
        int lost = cell.all() - cell.finite();
        return lost == 0 ? "" : " (" + lost + " of " + cell.all() + " not finite)";
    }

    @Override
    Drawing drawing(int room) {
        if (rows.isEmpty()) throw new IllegalStateException("histogramStrip: it has no row yet; add one with row(name, values)");
        List<Row> rows = shown();
        int cell = Math.min(WIDEST, (room + GAP) / names.size() - GAP);
        int line = Look.metrics(Look.TEXT).getHeight();
        int row = line + 8 + HEIGHT + line + 14;
        GroupNames columns = new GroupNames(names, cell + GAP);
        int width = Math.min(room, Math.max(names.size() * (cell + GAP) - GAP, rows.stream()
                .mapToInt(r -> Look.width(r.name, Look.BOLD) + 12 + Look.width(r.heading(), Look.TEXT)).max().orElse(0)));
        int height = rows.size() * row + columns.height() - 6;
        Chart chart = Chart.blank(width, height);
        List<String> colors = rows.stream().map(Row::color).distinct().toList();
        int[][] of = looks.ofGroups(colors, names);
        for (int r = 0; r < rows.size(); r++) {
            Row shown = rows.get(r);
            chart.left(shown.name, Look.BOLD, Look.INK, 0, r * row + line / 2.0);
            chart.left(shown.heading(), Look.TEXT, Look.QUIET_INK, shown.name.isEmpty() ? 0 : Look.width(shown.name, Look.BOLD) + 12,
                    r * row + line / 2.0);
            for (int i = 0; i < names.size(); i++) {
                cell(chart, shown, i, Look.color(of[colors.indexOf(shown.color)][i]), i * (cell + GAP), r * row + line + 8 + HEIGHT, cell);
            }
        }
        columns.write(chart, i -> i * (cell + GAP) + cell / 2.0, rows.size() * row - 14);
        return new Drawing(width, height, chart::paint);
    }

    private static void cell(Chart chart, Row row, int i, Color color, int x, int ground, int width) {
        Bins bins = row.cells.get(i);
        if (row.low < 0 && row.high > 0) {
            double zero = x + Math.round(-row.low / (row.high - row.low) * width);
            chart.area(box(zero, ground - HEIGHT, zero + 1, ground), Look.GRID);
        }
        int bars = Math.min(50, width / 3);
        // room above for the share that is not finite
        int highest = row.cells.stream().allMatch(c -> c.finite() == c.all() || c.finite() == 0) ? HEIGHT : HEIGHT - 20;
        double[] counts = bins.counts(row.low, row.high, bars);
        double fullest = Arrays.stream(counts).max().orElse(0);
        // one outline around all bars: they stand side by side without hairlines
        List<double[]> outline = new ArrayList<>(List.of(new double[] {x, ground}));
        for (int k = 0; k < bars && fullest > 0; k++) {
            // a value among thousands is still seen
            double top = ground - (counts[k] < 0.5 ? 0 : Math.max(1, counts[k] / fullest * highest));
            for (int side = 0; side < 2; side++) outline.add(new double[] {x + Math.round(2.0 * (k + side) * width / bars) / 2.0, top});
        }
        outline.add(new double[] {x + width, ground});
        chart.area(outline.toArray(double[][]::new), color);
        chart.area(box(x, ground, x + width, ground + 1), Look.FRAME);
        for (double tick : ticks(row)) {
            double at = x + Math.round((tick - row.low) / (row.high - row.low) * (width - 1));
            chart.area(box(at, ground, at + 1, ground + 4), Look.QUIET_INK);
        }
        for (Reference line : row.lines) {
            if (line.at < row.low || line.at > row.high) continue;
            double at = x + (line.at - row.low) / (row.high - row.low) * width;
            chart.line(new double[][] {{at, ground - HEIGHT}, {at, ground}}, Look.INK, DASHED);
        }
        String text = bins.finite() == 0 ? (bins.all() == 0 ? "all 0" : "not finite")
                : row.powers() ? Numbers.text(row.sizes[i], 2) : number(bins.deviation(), width);
        double centre = x + width / 2.0;
        chart.word(text, Look.SMALL, Look.INK, centre, ground + Look.metrics(Look.SMALL).getHeight() / 2.0 + 5);
        if (bins.finite() > 0 && bins.finite() < bins.all()) {
            chart.word(Words.percent(1 - (double) bins.finite() / bins.all()) + " NaN", Look.SMALL, Look.readable(Look.VERMILION),
                    centre, ground - HEIGHT + 7);
        }
    }

    private static double[] ticks(Row row) {
        double step = row.tick();
        return LongStream.rangeClosed((long) Math.ceil(row.low / step - 1e-6), (long) Math.floor(row.high / step + 1e-6))
                .mapToDouble(k -> k * step).toArray();
    }

    private static double[][] box(double left, double top, double right, double bottom) {
        return new double[][] {{left, top}, {right, top}, {right, bottom}, {left, bottom}};
    }

    /** The deviation as exactly as there is room for; with a power of ten where zeros take the room, as 1.9e-4 for 0.00019. */
    static String number(double deviation, int room) {
        for (String text : List.of("σ " + Numbers.text(deviation, 3), "σ " + Numbers.text(deviation, 2), "σ " + power(deviation))) {
            if (Look.width(text, Look.SMALL) <= room) return text;
        }
        return Numbers.text(deviation, 2);
    }

    /** log₁₀ of the absolute values that are not 0. */
    private static double[] powers(double[] values) {
        return Arrays.stream(values).filter(v -> v != 0).map(v -> Math.log10(Math.abs(v))).toArray();
    }

    /** The root of the mean square of what is finite, in units of the largest, so that squares neither vanish nor overflow. */
    private static double size(double[] values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).map(Math::abs).toArray();
        double largest = Arrays.stream(finite).max().orElse(0);
        return largest == 0 ? 0 : largest * Math.sqrt(Arrays.stream(finite).map(v -> v / largest * (v / largest)).average().orElseThrow());
    }

    private static String power(double deviation) {
        if (deviation == 0) return "0";
        BigDecimal rounded = new BigDecimal(deviation).round(new MathContext(2));
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    /** An axis for all layers that ends on round numbers; zero is its middle, unless nearly all lies on one side. */
    private static double[] axis(List<Bins> cells) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Bins cell : cells) {
            if (cell.finite() == 0) continue;
            low = Math.min(low, cell.finite() < MANY ? cell.min() : cell.quantile(0.001));
            high = Math.max(high, cell.finite() < MANY ? cell.max() : cell.quantile(0.999));
        }
        Axis.check("histogramStrip: the values run", low, high);
        if (Math.min(-low, high) > 0.2 * Math.max(-low, high)) {
            high = Math.max(-low, high);
            low = -high;
        }
        if (Axis.isPoint(low, high)) {
            double half = high == 0 ? 1 : Math.abs(high) / 2;
            return new double[] {low - half, high + half};
        }
        double step = Axis.niceStep((high - low) / 20);
        return new double[] {Math.floor(low / step + 1e-6) * step, Math.ceil(high / step - 1e-6) * step};
    }
}
