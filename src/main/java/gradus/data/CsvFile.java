package gradus.data;

import gradus.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.LongUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The fields of a CSV file, read strictly: whatever is not as expected is named with path, line and column.
 *
 * <p>Tablesaw has a reader too. It takes NaN for a missing value without a word and knows no line numbers, and the first
 * table costs half a second, most of it for a search of the class path: too long before a notebook's first plot.
 *
 * <p>UTF-8, one header line unless told, fields as {@link CsvFields} splits them.
 */
final class CsvFile {

    private static final double FIRST_ROUNDED = 0x1p53;
    private static final Pattern WHOLE = Pattern.compile("[-+]?\\d+");

    private final CsvRows file;
    private final CsvOptions options;
    private final List<String> header;
    private final List<String[]> rows;
    private final double[] missingNumbers;

    private CsvFile(CsvRows file) {
        this.file = file;
        options = file.options;
        missingNumbers = options.missing == null ? new double[0] : options.missing.stream().filter(this::isPlainNumber)
                .mapToDouble(this::plain).toArray();
        header = file.header;
        rows = file.rows;
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is missing, a folder, empty, not UTF-8, or its lines differ in fields
     */
    static CsvFile read(Path path) {
        return read(path, Csv.options().header(), false, DataFolder::freeMemory);
    }

    /** The same for a caller that can give options. */
    static CsvFile read(Path path, CsvOptions options) {
        return read(path, options, DataFolder::freeMemory);
    }

    static CsvFile read(Path path, CsvOptions options, LongUnaryOperator freeMemory) {
        return read(path, options, true, freeMemory);
    }

    private static CsvFile read(Path path, CsvOptions options, boolean advising, LongUnaryOperator freeMemory) {
        Path file = DataFolder.existing(path, "a CSV file");
        try {
            long size = Files.size(file);
            // the bytes, and what they say: in two bytes a character, and in one
            long memory = freeMemory.applyAsLong(4 * size);
            if (4 * size > memory || size > Integer.MAX_VALUE - 8) {
                throw tooLarge(file, size, memory);
            }
            try {
                return new CsvFile(new CsvRows(file, decode(file, Files.readAllBytes(file), options.separator()), options,
                        advising));
            } catch (OutOfMemoryError e) {
                // the shorter the fields, the more memory they take: how much, only this tells
                throw tooLarge(file, size, memory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": the file cannot be read", e);
        }
    }

    private static IllegalArgumentException tooLarge(Path file, long size, long memory) {
        return new IllegalArgumentException(file + ": the file has " + size / 1_000_000 + " MB, its fields do not fit into the "
                + memory / 1_000_000 + " MB of memory that are left; start Java with a larger -Xmx, or take rows out");
    }

    private static String decode(Path path, byte[] bytes, char separator) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        if (decoder.decode(in, out, true).isError()) {
            int line = 1;
            int column = 1;
            for (int i = 0; i < in.position(); i++) {
                column = bytes[i] == '\n' ? 1 : bytes[i] == separator ? column + 1 : column;
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new IllegalArgumentException(path + ", line " + line + ", column " + column + ": byte "
                    + String.format(Locale.ROOT, "0x%02X", bytes[in.position()])
                    + " is not UTF-8, save the file in that encoding");
        }
        return out.flip().toString();
    }

    /**
     * Makes sure that this is the file which the library knows, and all of it.
     *
     * @throws IllegalArgumentException if a name or the number of rows differs, or the last line is cut off
     */
    void require(int expectedRows, List<String> expectedHeader) {
        for (int i = 0; i < Math.max(header.size(), expectedHeader.size()); i++) {
            String name = i < header.size() ? '"' + CsvRows.start(header.get(i)) + '"' : "missing";
            String expected = i < expectedHeader.size() ? '"' + expectedHeader.get(i) + '"' : "no further column";
            if (!name.equals(expected)) {
                throw new IllegalArgumentException(file.path + ", line 1, column " + (i + 1) + ": the name of the column is "
                        + name + ", expected " + expected + file.separatorHint());
            }
        }
        if (rows.size() != expectedRows) {
            throw new IllegalArgumentException(file.path + ", line " + (rows.size() + 1) + ": the file ends after "
                    + rows.size() + " rows, " + expectedRows + " were expected"
                    + (rows.size() < expectedRows ? "; it may be cut off, get it again" : ""));
        }
        if (!file.lastLineEnds) {
            throw new IllegalArgumentException(file.path + ", line " + (rows.size() + 1) + ", column " + header.size()
                    + ": the end of the last line is missing, the file may be cut off, get it again");
        }
    }

    /** The data set of a file that the library knows: numbers, and a class in the last column. */
    Dataset classes(String name, int expectedRows, List<String> expectedHeader, List<String> classNames) {
        require(expectedRows, expectedHeader);
        int target = header.size() - 1;
        return new Dataset(name, numbers(0, target), labels(target, classNames), header.subList(0, target), classNames);
    }

    Path path() {
        return file.path;
    }

    List<String> header() {
        return header;
    }

    int size() {
        return rows.size();
    }

    String field(int row, int column) {
        return rows.get(row)[file.places[column]];
    }

    /** The numbers of the columns from one to before another, (rows, columns). */
    Tensor numbers(int from, int to) {
        double[] data = new double[rows.size() * (to - from)];
        int i = 0;
        for (int row = 0; row < rows.size(); row++) {
            for (int column = from; column < to; column++) {
                data[i++] = number(row, column);
            }
        }
        return Tensor.of(data, rows.size(), to - from);
    }

    /** The number in a field. */
    double number(int row, int column) {
        String field = field(row, column);
        double value = isPlainNumber(field) ? plain(field) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw error(row, column, "expected a number" + (file.advising ? file.advice(field, column) : ""));
        }
        if (Math.abs(value) >= FIRST_ROUNDED && WHOLE.matcher(field).matches()
                && new BigDecimal(field).compareTo(new BigDecimal(value)) != 0) {
            throw error(row, column, "a whole number beyond 2^53, which would be rounded to " + new BigDecimal(value)
                    + (file.advising ? "; an identifier is left out, " + CsvHints.reading(options.without(header.get(column)))
                    + ", or named as text, " + CsvHints.reading(options, '"' + header.get(column) + '"') : ""));
        }
        return value;
    }

    /** The number in a field, NaN where there is no value: of a sign that is a number, however that is written. */
    double numberOrMissing(int row, int column) {
        double value = isMissing(field(row, column)) ? Double.NaN : number(row, column);
        for (double missing : missingNumbers) {
            value = value == missing ? Double.NaN : value;
        }
        return value;
    }

    /**
     * The text in a field, empty where there is no value.
     *
     * @throws IllegalArgumentException if it often stands for no value, and nothing was said about such signs
     */
    String text(int row, int column) {
        String field = field(row, column);
        if (options.missing == null && CsvHints.NO_VALUE.contains(field)) {
            throw error(row, column, "if it stands for no value: " + CsvHints.reading(options.missing(field), "…")
                    + ", if it is a text like others: " + CsvHints.reading(options.missing(), "…"));
        }
        return isMissing(field) ? "" : field;
    }

    private boolean isMissing(String field) {
        return field.isEmpty() || options.missing != null && options.missing.contains(field);
    }

    /** Java's own reader also takes NaN, Infinity, 1d and 0x1p3. */
    private boolean isPlainNumber(String field) {
        char decimal = options.decimalComma ? ',' : '.';
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if ((c < '0' || c > '9') && c != decimal && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return false;
            }
        }
        return !field.isEmpty();
    }

    private double plain(String field) {
        try {
            return Double.parseDouble(options.decimalComma ? field.replace(',', '.') : field);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** The whole number from 0 to a largest one in a field. */
    int whole(int row, int column, int largest) {
        String field = field(row, column);
        int value = 0;
        for (int i = 0; i < field.length(); i++) {
            int digit = field.charAt(i) - '0';
            value = digit < 0 || digit > 9 || value > largest ? largest + 1 : value * 10 + digit;
        }
        if (field.isEmpty() || value > largest) {
            throw error(row, column, "expected a whole number from 0 to " + largest);
        }
        return value;
    }

    /** The places of a column's texts in a list of names, (rows). */
    Tensor labels(int column, List<String> names) {
        double[] labels = new double[rows.size()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = names.indexOf(field(row, column));
            if (labels[row] < 0) {
                throw error(row, column, "expected one of " + String.join(", ", names));
            }
        }
        return Tensor.of(labels, labels.length);
    }

    private IllegalArgumentException error(int row, int column, String expected) {
        String field = field(row, column);
        return new IllegalArgumentException(file.path + ", line " + file.lines[row] + ", column " + (file.places[column] + 1) + " \""
                + CsvRows.start(header.get(column)) + "\": found " + (field.isEmpty() ? "nothing" : '"' + CsvRows.start(field) + '"') + ", "
                + expected);
    }

    /** The texts of one column, empty where there is no value. */
    String[] texts(int column) {
        return IntStream.range(0, rows.size()).mapToObj(row -> text(row, column)).toArray(String[]::new);
    }

    /** The error that no row follows the names, or a column is not there. */
    IllegalArgumentException headerError(String problem) {
        return new IllegalArgumentException(file.path + ", line " + file.headerLine + ": " + problem + file.separatorHint());
    }
}
