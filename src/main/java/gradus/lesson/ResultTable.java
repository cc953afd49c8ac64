package gradus.lesson;

import gradus.train.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A table with names for its columns; made by {@code table(…)}.
 *
 * <p>In a notebook it is shown as a table, elsewhere as aligned text; {@link #markdown()} gives it for a README. Numbers have
 * four digits unless told, and as many places in one column as its longest needs. Of more than 20 rows the first and the
 * last ten are shown, and those with a star. Options return a changed copy.
 */
public final class ResultTable implements Cloneable {

    /** How the numbers of a column are written. */
    record Format(Kind kind, int digits) {
        enum Kind { DECIMALS, PERCENT, DIGITS }
    }

    private List<String> columns;
    private List<List<Object>> rows;
    private Map<String, Format> formats = Map.of();
    /** By column: whether its highest value has the star, or its lowest. */
    private Map<String, Boolean> best = Map.of();
    private String caption = "";

    private ResultTable(List<String> columns, List<List<Object>> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    static ResultTable named(List<String> columns) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("table: it has no columns; name them, as in table(\"optimizer\", \"loss\")");
        }
        return new ResultTable(unique(columns), List.of());
    }

    /** A row for each element; a column for each name that one of them has. */
    static ResultTable of(Iterable<?> elements) {
        List<Map<String, Object>> parts = new ArrayList<>();
        for (Object element : elements) parts.add(Cells.parts(element));
        return ofParts(parts);
    }

    /** A row for each entry, the key in front. */
    static ResultTable of(Map<?, ?> entries) {
        List<Map<String, Object>> parts = new ArrayList<>();
        Cells.parts(entries).forEach((key, value) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("", key);
            row.putAll(Cells.parts(value));
            parts.add(row);
        });
        return ofParts(parts);
    }

    static ResultTable of(History history) {
        List<Map<String, Object>> parts = new ArrayList<>();
        for (int epoch = 0; epoch < history.epochs(); epoch++) {
            Map<String, Object> row = new LinkedHashMap<>(Map.of("epoch", epoch + 1));
            for (String name : history.names()) row.put(name, history.series(name)[epoch]);
            parts.add(row);
        }
        return ofParts(parts).caption(history.settings());
    }

    private static ResultTable ofParts(List<Map<String, Object>> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("table: there are no rows; for an empty table name its columns,"
                    + " as in table(\"optimizer\", \"loss\")");
        }
        Set<String> columns = new LinkedHashSet<>();
        for (Map<String, Object> row : parts) columns.addAll(row.keySet());
        List<List<Object>> rows = new ArrayList<>();
        for (Map<String, Object> row : parts) {
            List<Object> cells = new ArrayList<>();
            for (String column : columns) cells.add(row.get(column));
            rows.add(cells);
        }
        return new ResultTable(List.copyOf(columns), rows);
    }

    /**
     * Adds a row, a cell for each column.
     *
     * @param cells numbers, texts, or {@link Runs}, of which median, lowest and highest are shown
     * @throws IllegalArgumentException if there are more or fewer cells than columns
     */
    public ResultTable row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("table: the row " + Arrays.toString(cells) + " has " + cells.length
                    + " cells for " + columns.size() + " columns " + columns + "; give one for each");
        }
        return changed(table -> {
            table.rows = new ArrayList<>(rows);
            table.rows.add(Arrays.asList(cells.clone()));
        });
    }

    /**
     * Names the columns anew, from left to right.
     *
     * @throws IllegalArgumentException if there are more or fewer names than columns, or two are the same
     */
    public ResultTable columns(String... names) {
        return columns(List.of(names));
    }

    /** The same with a list of names. */
    public ResultTable columns(List<String> names) {
        boolean withoutFirst = columns.get(0).isEmpty() && names.size() == columns.size() - 1;
        if (names.size() != columns.size() && !withoutFirst) {
            throw new IllegalArgumentException("table: " + names.size() + " names " + names + " for " + columns.size()
                    + " columns " + columns + "; give one for each");
        }
        List<String> all = new ArrayList<>(withoutFirst ? List.of("") : List.of());
        all.addAll(names);
        return changed(table -> {
            table.columns = unique(all);
            table.formats = renamed(formats, all);
            table.best = renamed(best, all);
        });
    }

    private <V> Map<String, V> renamed(Map<String, V> byColumn, List<String> names) {
        Map<String, V> renamed = new LinkedHashMap<>();
        byColumn.forEach((column, value) -> renamed.put(names.get(columns.indexOf(column)), value));
        return renamed;
    }

    /**
     * Puts names in front of the rows.
     *
     * @throws IllegalArgumentException if there are more or fewer names than rows
     */
    public ResultTable rowNames(String... names) {
        return rowNames(List.of(names));
    }

    /** The same with a list of names. */
    public ResultTable rowNames(List<String> names) {
        if (names.size() != rows.size()) {
            throw new IllegalArgumentException("table: " + names.size() + " names " + names + " for " + rows.size()
                    + " rows; give one for each");
        }
        List<String> withFirst = new ArrayList<>(List.of(""));
        withFirst.addAll(columns);
        return changed(table -> {
            table.columns = unique(withFirst);
            table.rows = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                List<Object> cells = new ArrayList<>(List.of(names.get(i)));
                cells.addAll(rows.get(i));
                table.rows.add(cells);
            }
        });
    }

    /** Writes the numbers of a column with so many places behind the point: 0.120. */
    public ResultTable decimals(String column, int places) {
        return format(column, Format.Kind.DECIMALS, places, 0, 15);
    }

    /** Writes all numbers with so many places behind the point, but those of columns with a format of their own. */
    public ResultTable decimals(int places) {
        return format("*", Format.Kind.DECIMALS, places, 0, 15);
    }

    /** Writes the shares of a column in percent, with so many places behind the point: 0.97 is 97.0 %. */
    public ResultTable percent(String column, int places) {
        return format(column, Format.Kind.PERCENT, places, 0, 15);
    }

    /** Writes the numbers of a column with so many significant digits: 2.777588773e-11. */
    public ResultTable digits(String column, int digits) {
        return format(column, Format.Kind.DIGITS, digits, 1, 17);
    }

    private ResultTable format(String column, Format.Kind kind, int digits, int least, int most) {
        if (!column.equals("*")) require(column);
        if (digits < least || digits > most) {
            throw new IllegalArgumentException("table: " + digits + " digits for \"" + column + "\", it should be " + least
                    + " to " + most);
        }
        return changed(table -> {
            table.formats = new LinkedHashMap<>(formats);
            table.formats.put(column, new Format(kind, digits));
        });
    }

    /** Marks the highest value of a column with a star. */
    public ResultTable highest(String column) {
        return star(column, true);
    }

    /** Marks the lowest value of a column with a star. */
    public ResultTable lowest(String column) {
        return star(column, false);
    }

    private ResultTable star(String column, boolean highest) {
        require(column);
        return changed(table -> {
            table.best = new LinkedHashMap<>(best);
            table.best.put(column, highest);
        });
    }

    /** Says above the table what it shows. */
    public ResultTable caption(String text) {
        return changed(table -> table.caption = text);
    }

    private void require(String column) {
        if (!columns.contains(column)) {
            throw new IllegalArgumentException("table: there is no column \"" + column + "\", there are " + columns);
        }
    }

    private static List<String> unique(List<String> names) {
        Set<String> seen = new LinkedHashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("table: two columns are called \"" + name + "\"; each needs its own name");
            }
        }
        return List.copyOf(names);
    }

    /** The names of the columns; a column of row names in front may have none. */
    public List<String> columns() {
        return columns;
    }

    List<List<Object>> rows() {
        return Collections.unmodifiableList(rows);
    }

    Format format(String column) {
        return formats.getOrDefault(column, formats.get("*"));
    }

    Map<String, Boolean> best() {
        return best;
    }

    String caption() {
        return caption;
    }

    /** The table in HTML, with headings that a screen reader reads out for every cell. */
    public String html() {
        return new TableText(this).html();
    }

    /** The table in Markdown, for a README or a forum. */
    public String markdown() {
        return new TableText(this).markdown();
    }

    /** The table as aligned text. */
    @Override
    public String toString() {
        return new TableText(this).text();
    }

    private ResultTable changed(Consumer<ResultTable> change) {
        try {
            ResultTable copy = (ResultTable) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
