package gradus.data;

import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Tablesaw tables and columns as tensors, and tensors as tables.
 *
 * <pre>{@code
 * var x = tensor(new double[][]{{1, 2}, {3, 4}, {5, 6}});
 * var table = Tables.toTable(x, "width", "height");
 * Tables.toTensor(table.numberColumn("height"))       // → [2, 4, 6]
 * Tables.toTensor(table.dropRange(1)).shapeText()     // → (2, 2)
 * }</pre>
 */
public final class Tables {

    private static final int MOST_CATEGORIES = 1000;

    private Tables() {
    }

    /**
     * The numbers of a table, a row of the table in a row: (rows, columns).
     *
     * @throws IllegalArgumentException if a column holds no numbers, or a value is missing
     */
    public static Tensor toTensor(Table table) {
        return matrix("toTensor", table, table.columns());
    }

    /**
     * The numbers of a column: (rows).
     *
     * @throws IllegalArgumentException if it holds no numbers, or a value is missing
     */
    public static Tensor toTensor(Column<?> column) {
        return Tensor.of(numbers("toTensor", Table.create("the table", column), column), column.size());
    }

    /**
     * A table of the rows of a matrix (rows, columns), or of a vector (rows) as its only column.
     *
     * @param names the names of the columns, as many as there are
     * @throws IllegalArgumentException if there are more or fewer names than columns, or the tensor has other axes
     */
    public static Table toTable(Tensor x, String... names) {
        int columns = x.rank() == 2 ? x.size(1) : 1;
        if (x.rank() < 1 || x.rank() > 2 || names.length != columns) {
            throw new IllegalArgumentException("toTable: the tensor is " + x.shapeText() + ", " + names.length
                    + (names.length == 1 ? " name was" : " names were")
                    + " given; it should be a matrix or a vector, with a name for every column");
        }
        Table table = Table.create("tensor " + x.shapeText());
        for (int j = 0; j < columns; j++) {
            double[] values = new double[x.size(0)];
            for (int i = 0; i < values.length; i++) {
                values[i] = x.data()[i * columns + j];
            }
            table.addColumns(DoubleColumn.create(names[j], values));
        }
        return table;
    }

    /**
     * A table in which columns of 0 and 1 stand for a column of categories: one for each category, 1 in its rows.
     *
     * <p>They stand where that column stood, in the order of their categories by the alphabet, or by size if all are
     * numbers in any notation: 1, 2, 10, as 1.0, 2e0, +10. The categories are those of the whole table: take the parts of a split after this, not before.
     *
     * <pre>{@code
     * var table = Csv.read("../data/iris.csv", "species");
     * Tables.oneHot(table, "species").columnNames().subList(4, 7)
     * // → [species=setosa, species=versicolor, species=virginica]
     * }</pre>
     *
     * @param column the name of a column of text, or of true and false
     * @throws IllegalArgumentException if there is no such column, it holds numbers, a value is missing, or nearly every
     *                                  row has a category of its own
     */
    public static Table oneHot(Table table, String column) {
        Column<?> source = column("oneHot", table, column);
        if (source instanceof NumericColumn) {
            throw new IllegalArgumentException("oneHot: column \"" + column + "\" of " + table.name()
                    + " holds numbers; if they stand for categories, make text of it: Csv.read(path, \"" + column + "\")");
        }
        StringColumn text = source instanceof StringColumn strings ? strings : source.asStringColumn();
        List<String> categories = categories("oneHot", table, text);
        if (categories.size() > MOST_CATEGORIES) {
            throw new IllegalArgumentException("oneHot: column \"" + column + "\" of " + table.name() + " has "
                    + categories.size() + " categories in " + table.rowCount() + " rows, at most " + MOST_CATEGORIES
                    + " become columns; leave it out, table.rejectColumns(\"" + column + "\")");
        }
        Table result = Table.create(table.name());
        for (Column<?> other : table.columns()) {
            if (other != source) {
                result.addColumns(other.copy());
                continue;
            }
            for (String category : categories) {
                double[] ones = text.asList().stream().mapToDouble(value -> value.equals(category) ? 1 : 0).toArray();
                result.addColumns(DoubleColumn.create(column + "=" + category, ones));
            }
        }
        return result;
    }

    /** The column of a name. */
    static Column<?> column(String operation, Table table, String name) {
        if (!table.columnNames().contains(name)) {
            throw new IllegalArgumentException(operation + ": there is no column \"" + name + "\" in " + table.name()
                    + ", its columns are " + String.join(", ", table.columnNames()));
        }
        return table.column(name);
    }

    /** The different texts of a column, sorted, by size if all are numbers. */
    static List<String> categories(String operation, Table table, StringColumn column) {
        requireComplete(operation, table, column);
        List<String> names = column.unique().asList();
        return bySize(names);
    }

    /** Names by size if all of them are numbers, those of one size, as 1 and 1.0, by the alphabet; else all by the alphabet. */
    private static List<String> bySize(Collection<String> names) {
        Comparator<String> alphabet = Comparator.naturalOrder();
        boolean numbers = names.stream().noneMatch(name -> Double.isNaN(number(name)));
        return names.stream().sorted(numbers ? Comparator.comparingDouble(Tables::number).thenComparing(alphabet) : alphabet)
                .toList();
    }

    /**
     * What a text is as a number, NaN if it is none.
     *
     * <p>In any notation that Java or a spreadsheet reads: 10.0, 1e1, +3, .5, −2 with the sign of typesetters, 1,000 and 50%.
     */
    static double number(String text) {
        String plain = text.strip().replace('\u2212', '-');
        if (plain.matches("[-+]?\\d{1,3}(,\\d{3})+(\\.\\d*)?%?")) {
            plain = plain.replace(",", "");
        }
        boolean percent = plain.endsWith("%");
        try {
            return Double.parseDouble(percent ? plain.substring(0, plain.length() - 1) : plain) / (percent ? 100 : 1);
        } catch (NumberFormatException none) {
            return Double.NaN;
        }
    }

    /** Some columns of a table, (rows, columns). */
    static Tensor matrix(String operation, Table table, List<Column<?>> columns) {
        int rows = table.rowCount();
        double[] x = new double[rows * columns.size()];
        for (int j = 0; j < columns.size(); j++) {
            double[] values = numbers(operation, table, columns.get(j));
            for (int i = 0; i < rows; i++) {
                x[i * columns.size() + j] = values[i];
            }
        }
        return Tensor.of(x, rows, columns.size());
    }

    /** The numbers of one column of a table; none is missing. */
    static double[] numbers(String operation, Table table, Column<?> column) {
        if (!(column instanceof NumericColumn<?> numbers)) {
            String first = column.size() == 0 ? "" : column.getString(0);
            throw new IllegalArgumentException(operation + ": column \"" + column.name() + "\" of " + table.name() + " holds "
                    + (Double.isNaN(number(first)) ? "no numbers" + (column.size() == 0 ? "" : " but \"" + first + '"')
                    + "; leave it out, table.rejectColumns(\"" + column.name() + "\"), or make numbers of it"
                    : "texts, though the first is \"" + first + "\"; to have numbers do not name the column as text when reading,"
                    + " what stands for no value is told by Csv.options().missing(\"?\")"));
        }
        requireComplete(operation, table, column);
        double[] values = new double[column.size()];
        Arrays.setAll(values, numbers::getDouble);
        return values;
    }

    static void requireComplete(String operation, Table table, Column<?> column) {
        for (int row = 0; row < column.size(); row++) {
            if (column.isMissing(row)) {
                throw new IllegalArgumentException(operation + ": column \"" + column.name() + "\" of " + table.name()
                        + " has no value in row " + row + "; fill it in, or take such rows out:"
                        + " table.dropRowsWithMissingValues()");
            }
        }
    }
}
