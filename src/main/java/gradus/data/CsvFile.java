package gradus.data;

import gradus.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;

/**
 * The fields of a CSV file, read strictly: whatever is not as expected is named with path, line and column.
 *
 * <p>Tablesaw has a reader too. It takes NaN for a missing value without a word and knows no line numbers, and the first
 * table costs half a second, most of it for a search of the class path: too long before a notebook's first plot.
 *
 * <p>UTF-8, one header line unless told, fields separated by commas; a field may stand in quotes, a quote in it is doubled, and no
 * field goes beyond its line. Spaces around a field or its quotes are not part of it. Empty lines are allowed at the end alone,
 * and so row r always stands on line r + 2, or r + 1 without a header.
 */
final class CsvFile {

    private static final int LONGEST_SHOWN = 100;

    private final Path path;
    private final CsvOptions options;
    private final List<String> header;
    private final List<String[]> rows = new ArrayList<>();
    private final boolean lastLineEnds;

    private CsvFile(Path path, String text, CsvOptions options) {
        this.path = path;
        this.options = options;
        // an editor on Windows may put a byte order mark in front
        int start = text.startsWith("\uFEFF") ? 1 : 0;
        int end = text.length();
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (end == start) {
            throw new IllegalArgumentException(path + ": the file is empty, a header line and rows were expected");
        }
        lastLineEnds = text.indexOf('\n', end) >= 0;
        List<String> fields = new ArrayList<>();
        int line = 1;
        String[] names = null;
        for (int from = start; from < end; line++) {
            int to = text.indexOf('\n', from);
            to = to < 0 || to > end ? end : to;
            int lineEnd = to > from && text.charAt(to - 1) == '\r' ? to - 1 : to;
            fields.clear();
            split(text, from, lineEnd, line, fields);
            from = to + 1;
            if (names == null) {
                names = fields.toArray(new String[0]);
            } else if (fields.size() == names.length) {
                rows.add(fields.toArray(new String[0]));
            } else {
                throw wrongCount(line, fields.size(), names.length, from >= end);
            }
        }
        if (options.firstLine == CsvOptions.FirstLine.DATA) {
            rows.add(0, names);
            header = IntStream.rangeClosed(1, names.length).mapToObj(i -> "column" + i).toList();
            return;
        }
        header = List.of(names);
        boolean asked = options.firstLine == CsvOptions.FirstLine.NAMES_UNLESS_LIKE_DATA;
        if (asked && separatorHint().isEmpty() && header.stream().noneMatch(name -> name.indexOf('\r') >= 0)) {
            requireNames();
        }
        requireDistinct(asked ? "; if the file has no names, Csv.read(path, Csv.options().noHeader())" : "");
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is missing, a folder, empty, not UTF-8, or its lines differ in fields
     */
    static CsvFile read(Path path) {
        return read(path, Csv.options().header());
    }

    static CsvFile read(Path path, CsvOptions options) {
        return read(path, options, DataFolder::freeMemory);
    }

    static CsvFile read(Path path, CsvOptions options, LongUnaryOperator freeMemory) {
        Path file = DataFolder.existing(path, "a CSV file");
        try {
            long size = Files.size(file);
            // the bytes, and what they say: in two bytes a character, and in one
            long memory = freeMemory.applyAsLong(4 * size);
            if (4 * size > memory || size > Integer.MAX_VALUE - 8) {
                throw tooLarge(file, size, memory);
            }
            try {
                return new CsvFile(file, decode(file, Files.readAllBytes(file)), options);
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

    private static String decode(Path path, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        if (decoder.decode(in, out, true).isError()) {
            int line = 1;
            int column = 1;
            for (int i = 0; i < in.position(); i++) {
                column = bytes[i] == '\n' ? 1 : bytes[i] == ',' ? column + 1 : column;
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new IllegalArgumentException(path + ", line " + line + ", column " + column + ": byte "
                    + String.format(Locale.ROOT, "0x%02X", bytes[in.position()])
                    + " is not UTF-8, save the file in that encoding");
        }
        return out.flip().toString();
    }

    private void split(String text, int from, int to, int line, List<String> fields) {
        for (int start = from; start <= to;) {
            int first = start;
            while (first < to && isSpace(text.charAt(first))) {
                first++;
            }
            if (first < to && text.charAt(first) == '"') {
                start = quoted(text, first, to, line, fields);
            } else {
                int comma = text.indexOf(',', start);
                int end = comma < 0 || comma > to ? to : comma;
                fields.add(text.substring(start, end).strip());
                start = end + 1;
            }
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    /** Adds the field whose opening quote is at start, and returns where the next field starts. */
    private int quoted(String text, int start, int to, int line, List<String> fields) {
        var field = new StringBuilder();
        for (int i = start + 1; i < to; i++) {
            char c = text.charAt(i);
            if (c != '"') {
                field.append(c);
            } else if (i + 1 < to && text.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else {
                int next = i + 1;
                while (next < to && isSpace(text.charAt(next))) {
                    next++;
                }
                if (next < to && text.charAt(next) != ',') {
                    throw new IllegalArgumentException(path + ", line " + line + ", column " + (fields.size() + 1)
                            + ": text follows the closing quote, a comma was expected; a quote in the text is doubled");
                }
                fields.add(field.toString());
                return next + 1;
            }
        }
        throw new IllegalArgumentException(path + ", line " + line + ", column " + (fields.size() + 1)
                + ": the quote that opens this field is not closed on the line");
    }

    private IllegalArgumentException wrongCount(int line, int fields, int expected, boolean last) {
        return new IllegalArgumentException(path + ", line " + line + ", column " + Math.min(fields + 1, expected + 1)
                + ": the line has " + fields + (fields == 1 ? " field, " : " fields, ") + expected
                + " were expected, as in the header" + (last && fields < expected
                ? "; it is the last line, the file may be cut off" : ""));
    }

    /** Refuses a first line that looks like data, whose row would be lost. */
    private void requireNames() {
        for (int i = 0; i < header.size(); i++) {
            String problem = HeaderCheck.problem(header, rows, i);
            if (!problem.isEmpty()) {
                throw new IllegalArgumentException(path + ", line 1, column " + (i + 1) + ": \"" + start(header.get(i)) + "\" "
                        + problem + ", the first line seems to be data, not names; if it is data, Csv.read(path,"
                        + " Csv.options().noHeader()), if it holds names, Csv.read(path, Csv.options().header())");
            }
        }
    }

    private void requireDistinct(String advice) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < header.size(); i++) {
            // without regard to case, as Tablesaw finds columns
            if (header.get(i).isEmpty() || !seen.add(header.get(i).toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(path + ", line 1, column " + (i + 1) + ": the name "
                        + (header.get(i).isEmpty() ? "is empty" : '"' + start(header.get(i)) + "\" stands here again")
                        + ", every column needs a name of its own" + advice);
            }
        }
    }

    /**
     * Makes sure that this is the file which the library knows, and all of it.
     *
     * @throws IllegalArgumentException if a name or the number of rows differs, or the last line is cut off
     */
    void require(int expectedRows, List<String> expectedHeader) {
        for (int i = 0; i < Math.max(header.size(), expectedHeader.size()); i++) {
            String name = i < header.size() ? '"' + start(header.get(i)) + '"' : "missing";
            String expected = i < expectedHeader.size() ? '"' + expectedHeader.get(i) + '"' : "no further column";
            if (!name.equals(expected)) {
                throw new IllegalArgumentException(path + ", line 1, column " + (i + 1) + ": the name of the column is "
                        + name + ", expected " + expected + separatorHint());
            }
        }
        if (rows.size() != expectedRows) {
            throw new IllegalArgumentException(path + ", line " + (rows.size() + 1) + ": the file ends after "
                    + rows.size() + " rows, " + expectedRows + " were expected"
                    + (rows.size() < expectedRows ? "; it may be cut off, get it again" : ""));
        }
        if (!lastLineEnds) {
            throw new IllegalArgumentException(path + ", line " + (rows.size() + 1) + ", column " + header.size()
                    + ": the end of the last line is missing, the file may be cut off, get it again");
        }
    }

    /** The data set of a file that the library knows: numbers, and a class in the last column. */
    Dataset classes(String name, int expectedRows, List<String> expectedHeader, List<String> classNames) {
        require(expectedRows, expectedHeader);
        int target = header.size() - 1;
        return new Dataset(name, numbers(0, target), labels(target, classNames), header.subList(0, target), classNames);
    }

    /** Where the file has one column: what may stand in it instead of commas or line ends. */
    String separatorHint() {
        String name = header.get(0);
        return header.size() > 1 ? "" : name.contains(";") ? "; fields are separated by commas, not by ;"
                : name.contains("\t") ? "; fields are separated by commas, not by tabs" : "";
    }

    Path path() {
        return path;
    }

    List<String> header() {
        return header;
    }

    int size() {
        return rows.size();
    }

    String field(int row, int column) {
        return rows.get(row)[column];
    }

    /** The numbers of the columns from one to before another, (rows, columns). */
    Tensor numbers(int from, int to) {
        double[] data = new double[rows.size() * (to - from)];
        int i = 0;
        for (int row = 0; row < rows.size(); row++) {
            for (int column = from; column < to; column++) {
                data[i++] = number(row, column, "");
            }
        }
        return Tensor.of(data, rows.size(), to - from);
    }

    /**
     * The number in a field.
     *
     * @param advice what else could be done, added to the message
     */
    double number(int row, int column, String advice) {
        String field = field(row, column);
        double value = isPlainNumber(field) ? parsed(field) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw error(row, column, "expected a number" + advice);
        }
        return value;
    }

    /** Java's own reader also takes NaN, Infinity, 1d and 0x1p3. */
    private static boolean isPlainNumber(String field) {
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return false;
            }
        }
        return !field.isEmpty();
    }

    private static double parsed(String field) {
        try {
            return Double.parseDouble(field);
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
        return new IllegalArgumentException(path + ", line " + (row + (options.firstLine == CsvOptions.FirstLine.DATA ? 1 : 2))
                + ", column " + (column + 1) + " \""
                + start(header.get(column)) + "\": found " + (field.isEmpty() ? "nothing" : '"' + start(field) + '"') + ", "
                + expected);
    }

    /** As much of a field as helps to find it: a damaged file may hold millions of characters without a comma. */
    private static String start(String field) {
        return field.length() <= LONGEST_SHOWN ? field : field.substring(0, LONGEST_SHOWN) + "…";
    }

    /** The fields of one column. */
    String[] column(int column) {
        return rows.stream().map(row -> row[column]).toArray(String[]::new);
    }
}
