package gradus.lesson;

import gradus.tensor.Numbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table written out: which rows are shown, the text of each cell, and the three forms of them. */
final class TableText {

    private static final int MOST_ROWS = 20;
    private static final int DIGITS = 4;
    /** Beyond so many characters, numbers of one column are too different for common places behind the point. */
    private static final int LONGEST = 8;
    private static final int LONGEST_CAPTION = 60;
    /** With four places behind the point it still has two digits. */
    private static final double SMALL = 0.001;
    private static final String STAR = "★ ";
    private static final String TINT = "; background: rgba(0, 158, 115, 0.2)";

    private final ResultTable table;
    private final int width;
    /** By row and column. */
    private final String[][] cells;
    private final boolean[][] starred;
    private final boolean[] numeric;

    TableText(ResultTable table) {
        this.table = table;
        width = table.columns().size();
        int height = table.rows().size();
        cells = new String[height][width];
        starred = new boolean[height][width];
        numeric = new boolean[width];
        for (int j = 0; j < width; j++) column(j);
    }

    private void column(int j) {
        String name = table.columns().get(j);
        List<Object> column = table.rows().stream().map(row -> row.get(j)).toList();
        OptionalDouble[] numbers = column.stream().map(Cells::number).toArray(OptionalDouble[]::new);
        numeric[j] = IntStream.range(0, numbers.length).allMatch(i -> numbers[i].isPresent() || column.get(i) == null)
                && Arrays.stream(numbers).anyMatch(OptionalDouble::isPresent);
        DoubleFunction<String> write = writer(table.format(name), numbers);
        for (int i = 0; i < cells.length; i++) {
            Object cell = column.get(i);
            cells[i][j] = cell instanceof Runs runs && runs.isNumber() ? runs.cell(write)
                    : numbers[i].isPresent() ? write.apply(numbers[i].getAsDouble()) : Cells.text(cell).replace('\n', ' ');
        }
        Boolean highest = table.best().get(name);
        if (highest == null) return;
        double sign = highest ? 1 : -1;
        double best = Arrays.stream(numbers).flatMapToDouble(OptionalDouble::stream).filter(v -> !Double.isNaN(v))
                .map(v -> sign * v).max().orElse(Double.NaN) * sign;
        // what reads the same as the best is as good to a reader
        for (int i = 0; i < cells.length; i++) {
            starred[i][j] = numbers[i].isPresent() && write.apply(numbers[i].getAsDouble()).equals(write.apply(best))
                    && !Double.isNaN(best);
        }
    }

    private static DoubleFunction<String> writer(ResultTable.Format format, OptionalDouble[] numbers) {
        if (format == null) {
            int places = commonPlaces(Arrays.stream(numbers).flatMapToDouble(OptionalDouble::stream)
                    .filter(Double::isFinite).toArray());
            return v -> places < 0 ? Numbers.text(v, DIGITS) : fixed(v, places);
        }
        return switch (format.kind()) {
            case DECIMALS -> v -> fixed(v, format.digits());
            case PERCENT -> v -> fixed(100 * v, format.digits()) + " %";
            case DIGITS -> v -> Numbers.text(v, format.digits());
        };
    }

    /**
     * Places behind the point for a column: what gives each number its digits, but beside numbers above 1 no more than leave
     * two digits to the smallest; −1 where the numbers are too different for one count of places.
     */
    private static int commonPlaces(double[] numbers) {
        int places = 0;
        int before = 1;
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (double v : numbers) {
            String text = Numbers.text(v, DIGITS);
            if (text.contains("e")) return -1;
            int point = text.indexOf('.');
            places = Math.max(places, point < 0 ? 0 : text.length() - point - 1);
            before = Math.max(before, point < 0 ? text.length() : point);
            largest = Math.max(largest, Math.abs(v));
            if (v != 0) smallest = Math.min(smallest, Math.abs(v));
        }
        if (largest >= 1 && smallest >= SMALL) places = Math.min(places, DIGITS);
        return places > 0 && before + 1 + places > LONGEST ? -1 : places;
    }

    private static String fixed(double value, int places) {
        if (!Double.isFinite(value) || Math.abs(value) >= 1e15) return Numbers.text(value, DIGITS);
        BigDecimal rounded = new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN);
        return (rounded.signum() == 0 ? rounded.abs() : rounded).toPlainString();
    }

    /** The numbers of the rows that are shown, −1 for those left out. */
    private List<Integer> shown() {
        List<Integer> shown = new ArrayList<>();
        int ends = MOST_ROWS / 2;
        for (int i = 0; i < cells.length; i++) {
            int row = i;
            boolean star = IntStream.range(0, width).anyMatch(j -> starred[row][j]);
            if (cells.length <= MOST_ROWS || i < ends || i >= cells.length - ends || star) shown.add(i);
            else if (shown.get(shown.size() - 1) >= 0) shown.add(-1);
        }
        return shown;
    }

    private String cell(int row, int column) {
        if (row < 0) return "…";
        return (starred[row][column] ? STAR : "") + cells[row][column];
    }

    /** What the stars mean; empty without any. */
    private String note() {
        List<String> meanings = new ArrayList<>();
        for (Map.Entry<String, Boolean> best : table.best().entrySet()) {
            meanings.add((best.getValue() ? "highest " : "lowest ") + best.getKey());
        }
        return meanings.isEmpty() ? "" : STAR + String.join(", ", meanings);
    }

    /** Whether the first column says what the rows are. */
    private boolean hasRowNames() {
        return width > 1 && !numeric[0];
    }

    String text() {
        List<List<String>> lines = new ArrayList<>(List.of(table.columns()));
        for (int row : shown()) lines.add(IntStream.range(0, width).mapToObj(j -> cell(row, j)).toList());
        int[] widths = IntStream.range(0, width)
                .map(j -> lines.stream().mapToInt(line -> line.get(j).length()).max().orElse(0)).toArray();
        String body = lines.stream().map(line -> IntStream.range(0, width)
                .mapToObj(j -> padded(line.get(j), widths[j], numeric[j])).collect(Collectors.joining("  ")).stripTrailing())
                .collect(Collectors.joining("\n"));
        return (table.caption().isEmpty() ? "" : table.caption() + "\n") + body + (note().isEmpty() ? "" : "\n" + note());
    }

    private static String padded(String text, int width, boolean right) {
        String space = " ".repeat(width - text.length());
        return right ? space + text : text + space;
    }

    String markdown() {
        StringBuilder text = new StringBuilder(table.caption().isEmpty() ? "" : table.caption() + "\n\n");
        text.append(markdown(table.columns()));
        text.append(markdown(IntStream.range(0, width).mapToObj(j -> numeric[j] ? "--:" : ":--").toList()));
        for (int row : shown()) {
            text.append(markdown(IntStream.range(0, width).mapToObj(j -> row >= 0 && starred[row][j]
                    ? "**" + cell(row, j) + "**" : cell(row, j)).toList()));
        }
        return (note().isEmpty() ? text : text.append("\n").append(note())).toString().stripTrailing();
    }

    private static String markdown(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|").replace("\n", " "))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    String html() {
        StringBuilder html = new StringBuilder();
        String caption = escape(table.caption());
        // a caption is as narrow as its table: a long one would be a column of words
        boolean own = caption.length() > LONGEST_CAPTION;
        if (own) html.append("<p>").append(caption).append("</p>\n");
        html.append("<table>\n");
        if (!own && !caption.isEmpty()) {
            html.append("<caption style=\"caption-side: top; text-align: left\">").append(caption).append("</caption>\n");
        }
        html.append("<thead><tr>");
        for (int j = 0; j < width; j++) {
            boolean corner = table.columns().get(j).isEmpty();             // heads nothing
            html.append(corner ? "<td></td>" : open("th", " scope=\"col\"", j, false)
                    + escape(table.columns().get(j)) + "</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (int row : shown()) {
            html.append("<tr>");
            for (int j = 0; j < width; j++) {
                boolean heads = j == 0 && hasRowNames();
                boolean star = row >= 0 && starred[row][j];
                html.append(open(heads ? "th" : "td", heads ? " scope=\"row\"" : "", j, star))
                        .append(star ? "<strong>" + escape(cell(row, j)) + "</strong>" : escape(cell(row, j)))
                        .append(heads ? "</th>" : "</td>");
            }
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table>");
        if (!note().isEmpty()) html.append("\n<p>").append(escape(note())).append("</p>");
        return html.toString();
    }

    private String open(String tag, String scope, int column, boolean star) {
        return "<" + tag + scope + " style=\"text-align: " + (numeric[column] ? "right" : "left") + (star ? TINT : "") + "\">";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
