package gradus.data;

import java.util.Arrays;
import java.util.List;

/**
 * Tells a first line that is data from one that holds names: taken for names, the first row would be lost without a word.
 *
 * <p>A field is like data if it is a number and so is a value below it; if it has digits, does not begin with a letter, and
 * is built as a value below it, as dates are; or if the same text stands below it. What is left over, a first line of texts
 * that are found nowhere else, are names for all that can be known.
 */
final class HeaderCheck {

    /** Rows whose form is looked at: more would take longer than the reading. */
    private static final int COMPARED = 100;

    private HeaderCheck() {
    }

    /**
     * Why the first line seems to be data, to be written behind its place; empty if it does not.
     *
     * @param lines the line at which each row begins
     */
    static String problem(List<String> names, List<String[]> rows, int[] lines, int column) {
        String name = names.get(column);
        if (name.isEmpty()) {
            return "";
        }
        if (isNumber(name) && (rows.isEmpty() || rows.stream().anyMatch(row -> isNumber(row[column])))) {
            return rows.isEmpty() ? "is a number" : "is a number, as are values below it";
        }
        boolean withDigits = !Character.isLetter(name.charAt(0)) && name.chars().anyMatch(Character::isDigit);
        String form = form(name);
        String[] whole = names.toArray(String[]::new);
        for (int row = 0; row < rows.size(); row++) {
            String value = rows.get(row)[column];
            if (withDigits && row < COMPARED && form(value).equals(form)) {
                return "is written as are values below it";
            }
            // a line that is wholly the same is the header again, of a file that was put together
            if (value.equals(name) && (whole.length == 1 || !Arrays.equals(rows.get(row), whole))) {
                return "stands below it again, in line " + lines[row];
            }
        }
        return "";
    }

    /** A number as data hold them; 3d and 1f, which Java reads too, are names. */
    private static boolean isNumber(String text) {
        return text.matches("[^\\p{IsAlphabetic}]*([eE][^\\p{IsAlphabetic}]*)?") && Double.isFinite(Tables.number(text));
    }

    /** 2026-11-21 becomes 9-9-9. */
    private static String form(String text) {
        return text.replaceAll("\\d+", "9").replaceAll("\\p{IsAlphabetic}+", "a");
    }
}
