package gradus.javakernel.help;

/**
 * Which characters of a cell are code, and which stand in a comment or inside a string.
 *
 * <p>A string that is not closed ends with its line, as for the compiler; its quotes belong to it.
 */
final class Scan {
    private enum Part { CODE, COMMENT, STRING }

    private final Part[] parts;
    private final String code;
    private int unclosedString = -1;

    Scan(String code) {
        this.code = code;
        this.parts = new Part[code.length()];
        int at = 0;
        while (at < code.length()) {
            int end = code.startsWith("//", at) ? lineEnd(at)
                    : code.startsWith("/*", at) ? after("*/", at + 2)
                    : code.startsWith("\"\"\"", at) ? afterTextBlock(at)
                    : code.charAt(at) == '"' || code.charAt(at) == '\'' ? afterString(at) : at + 1;
            Part part = end == at + 1 && code.charAt(at) != '"' && code.charAt(at) != '\'' ? Part.CODE
                    : code.charAt(at) == '/' ? Part.COMMENT : Part.STRING;
            while (at < end) parts[at++] = part;
        }
    }

    private int lineEnd(int from) {
        int end = code.indexOf('\n', from);
        return end < 0 ? code.length() : end;
    }

    private int after(String close, int from) {
        int end = code.indexOf(close, from);
        return end < 0 ? code.length() : end + close.length();
    }

    private int afterTextBlock(int open) {
        int end = open + 3;
        while (end < code.length() && !code.startsWith("\"\"\"", end)) end += code.charAt(end) == '\\' ? 2 : 1;
        if (end < code.length()) return end + 3;
        unclosedString = open;
        return code.length();
    }

    private int afterString(int open) {
        int end = open + 1;
        while (end < code.length() && code.charAt(end) != '\n' && code.charAt(end) != code.charAt(open)) {
            end += code.charAt(end) == '\\' ? 2 : 1;
        }
        if (end < code.length() && code.charAt(end) == code.charAt(open)) return end + 1;
        if (unclosedString < 0) unclosedString = open;
        return Math.min(end, code.length());
    }

    /** Whether text typed at the cursor would continue a comment. */
    boolean inComment(int cursor) {
        return cursor > 0 && parts[cursor - 1] == Part.COMMENT;
    }

    /** Whether the cursor stands inside the quotes of a string. */
    boolean inString(int cursor) {
        return cursor > 0 && cursor < parts.length && parts[cursor - 1] == Part.STRING && parts[cursor] == Part.STRING;
    }

    boolean isComment(int at) {
        return parts[at] == Part.COMMENT;
    }

    /** Where a string or a text block begins that nothing closes; −1 if there is none. */
    int unclosedString() {
        return unclosedString;
    }

    /** The code with spaces in place of comments and strings: every other character stays where it is. */
    String masked() {
        StringBuilder masked = new StringBuilder(code);
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] != Part.CODE && code.charAt(i) != '\n') masked.setCharAt(i, ' ');
        }
        return masked.toString();
    }
}
