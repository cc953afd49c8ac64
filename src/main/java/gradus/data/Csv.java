package gradus.data;

import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * CSV files as Tablesaw tables, to be looked at, filtered and repaired, and tables as data sets.
 *
 * <pre>{@code
 * var table = Csv.read("../data/iris.csv", "species");
 * var wide = table.where(table.numberColumn("petal width (cm)").isGreaterThan(1));
 * Csv.dataset(wide, "species")
 * // → iris.csv: 93 rows, 4 features, 2 classes
 * //   rows per class: versicolor: 43, virginica: 50
 * }</pre>
 */
public final class Csv {

    private Csv() {
    }

    /**
     * Reads a CSV file into a table: columns of numbers, but for those named as text.
     *
     * <p>UTF-8, a first line of names, fields separated by commas, a point for decimals; a text may stand in quotes, and then
     * go over several lines. An empty field is a missing value. Nothing else passes for a number: not NaN, not a number with
     * a unit, not a whole number that a double would round. What is written otherwise is refused, with the option that reads
     * it: {@link #options}. A file that is cut off in the middle of its very last field cannot be told from a whole one: 12.5
     * may have been 12.57.
     *
     * <p>In a column of text too, ?, NA, NaN and null are refused, unless {@code Csv.options().missing("?")} takes them for
     * missing, or {@code Csv.options().missing()} for texts as others.
     *
     * <p>A first line that looks like data is refused, or its row would be lost: one with a number above numbers, with a
     * date above dates, with a text that stands below it again. {@code Csv.options().noHeader()} reads it as data, and
     * {@code Csv.options().header()} as names, such as years. Texts that are found nowhere below are taken for names: look at
     * {@code table.columnNames()}.
     *
     * @param path        the file, from the working directory: in a notebook, from the notebook's folder
     * @param textColumns the names of the columns that hold text
     * @throws IllegalArgumentException if the file is not there or is not as described, with line and column
     */
    public static Table read(String path, String... textColumns) {
        return read(path, options(), textColumns);
    }

    /**
     * How the file is written, where it is not as expected.
     *
     * <pre>{@code
     * Csv.read("sales.csv", Csv.options().separator(';').decimalComma().missing("-"), "town")
     * }</pre>
     */
    public static CsvOptions options() {
        return new CsvOptions();
    }

    /**
     * The same for a file that is written otherwise.
     *
     * <p>Columns without names are called column1, column2, …, and so are texts named:
     * {@code Csv.read("iris.data", Csv.options().noHeader(), "column5")}.
     *
     * @throws IllegalArgumentException if the file is not there or is not as told, with line and column
     */
    public static Table read(String path, CsvOptions options, String... textColumns) {
        if (path == null || options == null) {
            throw new IllegalArgumentException("Csv.read: the " + (path == null ? "path is null, give one, such as \"data.csv\""
                    : "options are null, leave them out or give Csv.options()"));
        }
        CsvFile file = CsvFile.read(Path.of(path), options);
        List<String> text = Arrays.asList(textColumns);
        for (String name : text) {
            if (!file.header().contains(name)) {
                throw file.headerError("there is no column \"" + name + "\", the columns are "
                        + String.join(", ", file.header()));
            }
        }
        if (file.size() == 0) {
            throw file.headerError("no row follows the header"
                    + (file.header().stream().anyMatch(name -> name.indexOf('\r') >= 0) ? "; its lines end as those of an old"
                    + " Macintosh, save it with line ends of today" : ""));
        }
        Table table = Table.create(file.path().getFileName().toString());
        for (int column = 0; column < file.header().size(); column++) {
            String name = file.header().get(column);
            table.addColumns(text.contains(name) ? StringColumn.create(name, file.texts(column))
                    : DoubleColumn.create(name, numbers(file, column)));
        }
        return table;
    }

    private static double[] numbers(CsvFile file, int column) {
        return IntStream.range(0, file.size()).mapToDouble(row -> file.numberOrMissing(row, column)).toArray();
    }

    /**
     * Makes a data set of a table: one column is the target, all others are inputs, in their order.
     *
     * <p>A target of text gives classes: their names sorted, by size if all are numbers in any notation, and labels of shape (n). A
     * target of numbers gives a regression, (n, 1). To have classes that are numbers, name the column as text when
     * reading.
     *
     * @throws IllegalArgumentException if there is no such column, an input is not a number, or a value is missing
     */
    public static Dataset dataset(Table table, String target) {
        Column<?> targets = Tables.column("dataset", table, target);
        List<Column<?>> inputs = new ArrayList<>(table.columns());
        inputs.removeIf(column -> column.name().equals(target));
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("dataset: " + table.name() + " has no column beside the target");
        }
        Tensor x = Tables.matrix("dataset", table, inputs);
        int n = table.rowCount();
        List<String> features = inputs.stream().map(Column::name).toList();
        if (targets instanceof StringColumn text) {
            List<String> classes = Tables.categories("dataset", table, text);
            double[] labels = text.asList().stream().mapToDouble(classes::indexOf).toArray();
            return new Dataset(table.name(), x, Tensor.of(labels, n), features, classes);
        }
        return new Dataset(table.name(), x, Tensor.of(Tables.numbers("dataset", table, targets), n, 1), features, List.of());
    }
}
