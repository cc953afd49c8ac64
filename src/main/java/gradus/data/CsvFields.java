package gradus.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The text of a CSV file, split into fields line by line; what cannot be split is named with line and column.
 *
 * <p>A field may stand in quotes, a quote in it is doubled; as RFC 4180 says, it may then hold separators and line ends, and go
 * over several lines. Spaces around a field or its quotes are not part of it.
 */
final class CsvFields {

    final List<String> fields = new ArrayList<>();
    private final Path path;
    private final String text;
    private final int end;
    private final char separator;
    private final String hint;
    private int at;
    /** The line at which the next fields begin. */
    private int next;
    private int line;

    /**
     * Begins at a place in a text.
     *
     * @param line the number of the line there
     * @param hint what may be the cause of fields that cannot be split, to be added to the message
     */
    CsvFields(Path path, String text, int at, int end, int line, char separator, String hint) {
        this.path = path;
        this.text = text;
        this.at = at;
        this.end = end;
        this.next = line;
        this.separator = separator;
        this.hint = hint;
    }

    /** Reads the fields up to the end of a line, or tells that there are none left. */
    boolean read() {
        if (at >= end) {
            return false;
        }
        fields.clear();
        line = next++;
        int lineEnd = lineEnd();
        boolean more = true;
        while (more) {
            int first = at;
            while (first < lineEnd && isSpace(text.charAt(first))) {
                first++;
            }
            if (separator == ' ' && first == lineEnd && !fields.isEmpty()) {
                break;
            }
            boolean quotes = first < lineEnd && text.charAt(first) == '"';
            if (quotes) {
                quoted(first);
                lineEnd = lineEnd();
            } else {
                int to = separator == ' ' ? first : at;
                while (to < lineEnd && !separates(text.charAt(to))) {
                    to++;
                }
                fields.add(text.substring(at, to).strip());
                at = to;
            }
            more = at < lineEnd;
            at += more ? 1 : 0;
        }
        int feed = text.indexOf('\n', lineEnd);
        at = feed < 0 ? end : feed + 1;
        return true;
    }

    private int lineEnd() {
        int feed = text.indexOf('\n', at);
        int to = feed < 0 || feed > end ? end : feed;
        return to > at && text.charAt(to - 1) == '\r' ? to - 1 : to;
    }

    private boolean separates(char c) {
        return c == separator || separator == ' ' && c == '\t';
    }

    private boolean isSpace(char c) {
        return c == ' ' || c == '\t' && separator != '\t';
    }

    /** Adds the field whose opening quote is at start, and stands then at its end. */
    private void quoted(int start) {
        var field = new StringBuilder();
        int lines = 0;
        for (int i = start + 1; i < end; i++) {
            char c = text.charAt(i);
            if (c != '"') {
                field.append(c);
                lines += c == '\n' ? 1 : 0;
            } else if (i + 1 < end && text.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else {
                at = i + 1;
                int lineEnd = lineEnd();
                while (separator != ' ' && at < lineEnd && isSpace(text.charAt(at))) {
                    at++;
                }
                if (at < lineEnd && !separates(text.charAt(at))) {
                    throw wrong(line, fields.size() + 1, "text follows the closing quote, a " + (separator == ','
                            ? "comma" : "separator") + " was expected; a quote in the text is doubled" + hint);
                }
                fields.add(field.toString());
                next += lines;
                return;
            }
        }
        throw wrong(line, fields.size() + 1, "the quote that opens this field is not closed on the line" + hint);
    }

    private IllegalArgumentException wrong(int line, int column, String problem) {
        return new IllegalArgumentException(path + ", line " + line + ", column " + column + ": " + problem);
    }

    /** The line at which the fields begin. */
    int line() {
        return line;
    }

    boolean isLast() {
        return at >= end;
    }

    String[] toArray() {
        return fields.toArray(String[]::new);
    }

    /** An array with one more number, at a place. */
    static int[] with(int[] numbers, int place, int number) {
        int[] result = place < numbers.length ? numbers : Arrays.copyOf(numbers, Math.max(16, 2 * place));
        result[place] = number;
        return result;
    }
}
