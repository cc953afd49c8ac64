package gradus.data;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a CSV file that cannot be read may be, and the option that reads it. */
final class CsvHints {

    /** What stands for no value, and is hardly ever a text of its own. */
    static final Set<String> NO_VALUE = Set.of("?", "NA", "N/A", "n/a", "#N/A", "NaN", "nan", "NULL", "null", "<NA>");
    /** The same among numbers. */
    private static final Set<String> NO_NUMBER = Set.of("-", "--", "\u2013", "\u2014", ".", "..", "*", "None", "none", "missing",
            "unknown", "NAN", "Na", "na", "Null", "#NV", "#NUM!", "#VALUE!", "#DIV/0!", ":");

    private static final List<Character> SEPARATORS = List.of(';', '\t', '|', ',', ' ');
    private static final int COMPARED = 50;
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[-+]?\\d*,\\d+([eE][-+]?\\d+)?");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    private static final Pattern DRESSED = Pattern.compile(
            "([\\p{Sc}~<>≈±≤≥]+ ?)?[-+]?[\\d.,]*\\d[\\d.,]*( ?[%‰°\\p{Sc}][CF]?| ?\\p{L}{1,4}[²³]?)?");

    private CsvHints() {
    }

    /** The separator that divides the first lines evenly, where it is another one; 0 if there is none. */
    static char otherSeparator(List<String> lines, CsvOptions options) {
        char best = 0;
        int most = 0;
        for (char separator : SEPARATORS) {
            int count = count(lines.get(0), separator);
            boolean even = lines.stream().allMatch(line -> count(line, separator) == count)
                    && (separator != ' ' || lines.stream().skip(1).allMatch(CsvHints::numbersBetweenSpaces) && lines.size() > 1);
            if (separator != options.separator() && even && count > most) {
                best = separator;
                most = count;
            }
        }
        return best;
    }

    /** What to do about a separator that is another one, to be written behind a message. */
    static String separator(List<String> lines, CsvOptions options) {
        char other = otherSeparator(lines, options);
        if (other != 0) {
            boolean comma = other != ',' && !options.decimalComma && lines.stream().flatMap(line -> Pattern.compile(other == ' '
                    ? "\\s+" : Pattern.quote(String.valueOf(other))).splitAsStream(line))
                    .anyMatch(field -> DECIMAL_COMMA.matcher(field.strip().replaceAll("^\"|\"$", "")).matches());
            CsvOptions right = options.separator(other);
            return "; the fields look separated by " + (other == '\t' ? "tabs" : other == ' ' ? "spaces" : other)
                    + (comma ? " and decimals by a comma: " + right.decimalComma() : ": " + right);
        }
        boolean oneColumn = options.separator() == ',' && lines.size() > 1 && lines.get(0).indexOf(',') < 0
                && lines.stream().skip(1).allMatch(line -> DECIMAL_COMMA.matcher(line.strip()).matches());
        return oneColumn ? "; if the comma is for decimals: " + options.separator(';').decimalComma() : "";
    }

    /** The first lines that are not empty. */
    static List<String> lines(String text, int from) {
        return text.substring(from, Math.min(text.length(), from + 1_000_000)).lines().filter(line -> !line.isBlank())
                .limit(COMPARED).toList();
    }

    private static int count(String line, char separator) {
        boolean quotes = false;
        boolean before = false;
        int count = 0;
        String stripped = separator == ' ' ? line.strip() : line;
        for (int i = 0; i < stripped.length(); i++) {
            char c = stripped.charAt(i);
            quotes ^= c == '"';
            boolean separates = !quotes && (c == separator || separator == ' ' && c == '\t');
            count += separates && !(separator == ' ' && before) ? 1 : 0;
            before = separates;
        }
        return count;
    }

    private static boolean numbersBetweenSpaces(String line) {
        String[] words = line.strip().split("\\s+");
        return words.length > 1 && NUMBER.matcher(words[0]).matches() && NUMBER.matcher(words[1]).matches();
    }

    /** What to do about a field that is no number, to be written behind a message. */
    static String number(String field, String column, CsvOptions options) {
        String text = "; a column of text is named when reading: " + reading(options, '"' + column + '"');
        if (NO_VALUE.contains(field) || NO_NUMBER.contains(field)) {
            return "; if it stands for no value: " + reading(options.missing(field)) + text.replace("; a", ", a");
        }
        if (field.matches("[\u2212\u2012\u2013\u2010].*\\d.*")) {
            return "; its minus is a typographic one, " + String.format("U+%04X", (int) field.charAt(0)) + ", write - in the file";
        }
        if (options.decimalComma && NUMBER.matcher(field).matches()) {
            return " with a comma for decimals; if the point is for decimals, leave out .decimalComma(), if for thousands, take it"
                    + " out of the file";
        }
        boolean comma = !options.decimalComma && DECIMAL_COMMA.matcher(field).matches();
        boolean thousands = field.matches("[-+]?\\d{1,3}([.,'\u2019 \u00a0\u202f]\\d{3})+([.,]\\d*)?");
        if (comma || thousands) {
            return (comma ? "; if the comma is for decimals: " + reading(options.decimalComma()) : "")
                    + (thousands ? (comma ? ", if" : "; if") + " it has marks for thousands, take them out of the file" : "");
        }
        Matcher dressed = DRESSED.matcher(field);
        if (dressed.matches() && (dressed.group(1) != null || dressed.group(2) != null)) {
            String sign = (dressed.group(1) != null ? dressed.group(1) : dressed.group(2)).strip();
            return "; a number stands alone, take " + sign + " out of the file, or name the column as one of text: "
                    + reading(options, '"' + column + '"');
        }
        return text;
    }

    /** The call that reads with these options, and columns of text. */
    static String reading(CsvOptions options, String... text) {
        String given = options.toString().equals("Csv.options()") ? "" : ", " + options;
        return "Csv.read(path" + given + (text.length == 0 ? "" : ", " + String.join(", ", text)) + ")";
    }
}
