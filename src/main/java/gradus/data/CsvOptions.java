package gradus.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a CSV file is written, where it is not as {@link Csv#read} expects it; made by {@link Csv#options}.
 *
 * <p>Options do not change: each call returns new ones.
 *
 * <pre>{@code
 * Csv.options().separator(';').decimalComma()      // → Csv.options().separator(';').decimalComma()
 * }</pre>
 */
public final class CsvOptions {

    /** What the first line is. */
    enum FirstLine { NAMES_UNLESS_LIKE_DATA, NAMES, DATA }

    final FirstLine firstLine;
    final boolean decimalComma;
    final boolean unnamedColumns;
    final List<String> without;
    /** The signs for no value; null if nothing was said about them, which differs from none. */
    final List<String> missing;
    /** Null if nothing was said about it. */
    private final Character separator;

    CsvOptions() {
        this(FirstLine.NAMES_UNLESS_LIKE_DATA, null, false, null, List.of(), false);
    }

    private CsvOptions(FirstLine firstLine, Character separator, boolean decimalComma, List<String> missing,
            List<String> without, boolean unnamedColumns) {
        this.firstLine = firstLine;
        this.separator = separator;
        this.decimalComma = decimalComma;
        this.missing = missing;
        this.without = without;
        this.unnamedColumns = unnamedColumns;
    }

    /**
     * The first line is data, as in most files of the UCI repository; the columns are called column1, column2, ….
     *
     * <pre>{@code
     * Csv.read("iris.data", Csv.options().noHeader(), "column5")
     * }</pre>
     */
    public CsvOptions noHeader() {
        return new CsvOptions(FirstLine.DATA, separator, decimalComma, missing, without, unnamedColumns);
    }

    /** The first line holds names, even if they look like data: years, or the numbers that pandas gives to columns. */
    public CsvOptions header() {
        return new CsvOptions(FirstLine.NAMES, separator, decimalComma, missing, without, unnamedColumns);
    }

    /**
     * What stands between two fields, instead of a comma: a semicolon, a tab, a bar; for a space, any run of spaces and tabs.
     *
     * <pre>{@code
     * Csv.read("winequality-red.csv", Csv.options().separator(';'))
     * Csv.read("auto-mpg.data", Csv.options().separator(' ').noHeader(), "column9")
     * }</pre>
     *
     * @throws IllegalArgumentException for what may stand in a number, a word or at the end of a line, and for quotes
     */
    public CsvOptions separator(char separator) {
        if (Character.isLetterOrDigit(separator) || "\"\n\r.+-".indexOf(separator) >= 0) {
            throw new IllegalArgumentException("separator: " + quoted(separator) + " cannot separate fields; it may be ',', ';',"
                    + " '\\t', '|' or ' '");
        }
        return new CsvOptions(firstLine, separator, decimalComma, missing, without, unnamedColumns);
    }

    /**
     * Numbers have a comma for decimals, 1,5 for one and a half, as a spreadsheet writes them in many countries.
     *
     * <p>A point is then no part of a number: 1.5 is refused, and so is 1.234,5, whose point is for thousands.
     */
    public CsvOptions decimalComma() {
        return new CsvOptions(firstLine, separator, true, missing, without, unnamedColumns);
    }

    /**
     * Fields that stand for no value, beside the empty one, in columns of numbers and of text: ?, NA, NaN.
     *
     * <p>A sign that is a number, such as -999, stands in columns of numbers for -999.0 too. Called twice, both hold. With no
     * signs, every text in a column of text is one like others, even NA.
     *
     * <pre>{@code
     * Csv.read("adult.csv", Csv.options().missing("?"), "workclass", "education").dropRowsWithMissingValues()
     * }</pre>
     */
    public CsvOptions missing(String... signs) {
        return new CsvOptions(firstLine, separator, decimalComma, joined("missing", missing, signs), without, unnamedColumns);
    }

    /**
     * Columns that are not read, by name; "" stands for all that have none, such as the row numbers of pandas.
     *
     * <p>Called twice, both hold. Without a header they are column1, column2, ….
     */
    public CsvOptions without(String... columns) {
        return new CsvOptions(firstLine, separator, decimalComma, missing, joined("without", without, columns), unnamedColumns);
    }

    /** Columns whose name is empty are read; they are called by their places: column1 for the first. */
    public CsvOptions unnamedColumns() {
        return new CsvOptions(firstLine, separator, decimalComma, missing, without, true);
    }

    char separator() {
        return separator == null ? ',' : separator;
    }

    private static List<String> joined(String call, List<String> before, String... more) {
        if (more == null || Arrays.asList(more).contains(null)) {
            throw new IllegalArgumentException(call + ": null is no text; \"\" is the empty one");
        }
        List<String> all = new ArrayList<>(before == null ? List.of() : before);
        all.addAll(Arrays.asList(more));
        return List.copyOf(all);
    }

    private static String quoted(char c) {
        return "'" + (c == '\t' ? "\\t" : c == '\n' ? "\\n" : c == '\r' ? "\\r" : c) + "'";
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(", ", "(", ")"));
    }

    /** The calls that make these options. */
    @Override
    public String toString() {
        return "Csv.options()" + (separator == null ? "" : ".separator(" + quoted(separator) + ")")
                + (decimalComma ? ".decimalComma()" : "") + switch (firstLine) {
                    case NAMES_UNLESS_LIKE_DATA -> "";
                    case NAMES -> ".header()";
                    case DATA -> ".noHeader()";
                } + (missing == null ? "" : ".missing" + quoted(missing))
                + (without.isEmpty() ? "" : ".without" + quoted(without)) + (unnamedColumns ? ".unnamedColumns()" : "");
    }
}
