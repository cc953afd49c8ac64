package gradus.data;

/**
 * How a CSV file is written, where it is not as {@link Csv#read} expects it; made by {@link Csv#options}.
 *
 * <p>Options do not change: each call returns new ones.
 *
 * <pre>{@code
 * Csv.options().noHeader()      // → Csv.options().noHeader()
 * }</pre>
 */
public final class CsvOptions {

    /** What the first line is. */
    enum FirstLine { NAMES_UNLESS_LIKE_DATA, NAMES, DATA }

    final FirstLine firstLine;

    CsvOptions(FirstLine firstLine) {
        this.firstLine = firstLine;
    }

    /**
     * The first line is data, as in most files of the UCI repository; the columns are called column1, column2, ….
     *
     * <pre>{@code
     * Csv.read("iris.data", Csv.options().noHeader(), "column5")
     * }</pre>
     */
    public CsvOptions noHeader() {
        return new CsvOptions(FirstLine.DATA);
    }

    /** The first line holds names, even if they look like data: years, or the numbers that pandas gives to columns. */
    public CsvOptions header() {
        return new CsvOptions(FirstLine.NAMES);
    }

    @Override
    public String toString() {
        return "Csv.options()" + switch (firstLine) {
            case NAMES_UNLESS_LIKE_DATA -> "";
            case NAMES -> ".header()";
            case DATA -> ".noHeader()";
        };
    }
}
