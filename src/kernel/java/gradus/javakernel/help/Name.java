package gradus.javakernel.help;

import java.util.Set;

/**
 * The name in a cell that a reader with the cursor at some place wants to know about.
 *
 * <p>That is the name that touches the cursor; behind a closing parenthesis the name of the call that it ends; else,
 * behind {@code (} and between arguments, the name of the innermost call.
 *
 * @param start where the name begins
 * @param end where the name ends
 * @param call whether it is followed by arguments
 */
record Name(int start, int end, boolean call) {
    private static final Set<String> KEYWORDS = Set.of("abstract", "assert", "boolean", "break", "byte", "case", "catch",
            "char", "class", "const", "continue", "default", "do", "double", "else", "enum", "extends", "false", "final",
            "finally", "float", "for", "goto", "if", "implements", "import", "instanceof", "int", "interface", "long",
            "native", "new", "null", "package", "private", "protected", "public", "return", "short", "static", "strictfp",
            "super", "switch", "synchronized", "this", "throw", "throws", "transient", "true", "try", "var", "void",
            "volatile", "while", "yield");

    /** Finds the name for a cursor between two characters of the code; null where there is nothing to tell. */
    static Name at(String code, int cursor) {
        Scan scan = new Scan(code);
        if (scan.inComment(cursor)) return null;
        String masked = scan.masked();
        if (!scan.inString(cursor)) {
            Name touching = word(masked, cursor);
            Name call = touching != null && touching.start == cursor ? callBegunBefore(masked, cursor) : null;
            if (touching != null) return call != null ? call : touching;
            if (cursor > 0 && masked.charAt(cursor - 1) == ')') {
                int open = opening(masked, cursor - 1);
                Name closed = open < 0 ? null : before(masked, open);
                if (closed != null) return closed;
            }
        }
        return enclosing(masked, cursor);
    }

    private static Name word(String masked, int cursor) {
        int start = cursor;
        int end = cursor;
        while (start > 0 && isPart(masked.charAt(start - 1))) start--;
        while (end < masked.length() && isPart(masked.charAt(end))) end++;
        if (start == end || Character.isDigit(masked.charAt(start))) return null;
        String word = masked.substring(start, end);
        if (KEYWORDS.contains(word) && !word.equals("this")) return null;
        int next = end;
        while (next < masked.length() && Character.isWhitespace(masked.charAt(next))) next++;
        boolean generic = next < masked.length() && masked.charAt(next) == '<' && isNew(masked, start);
        return new Name(start, end, generic || next < masked.length() && masked.charAt(next) == '(');
    }

    /** In front of an argument, directly behind the parenthesis or a comma, the call is meant. */
    private static Name callBegunBefore(String masked, int cursor) {
        int last = lastBefore(masked, cursor);
        if (last < 0) return null;
        return masked.charAt(last) == '(' ? before(masked, last) : masked.charAt(last) == ',' ? enclosing(masked, cursor) : null;
    }

    /** The call, among those around the cursor, whose arguments begin last. */
    private static Name enclosing(String masked, int cursor) {
        int depth = 0;
        for (int i = cursor - 1; i >= 0; i--) {
            char c = masked.charAt(i);
            if (c == ')' || c == ']' || c == '}') depth++;
            if (depth == 0 && c == ';') return null;
            if (c != '(' && c != '[' && c != '{') continue;
            if (depth > 0) {
                depth--;
            } else if (c == '(') {
                int last = lastBefore(masked, i);
                if (last >= 0 && (isPart(masked.charAt(last)) || masked.charAt(last) == '>')) return before(masked, i);
            } else if (c == '{' && !isArray(masked, i)) {
                return null;
            }
        }
        return null;
    }

    /** Whether a brace opens the values of an array, not a body. */
    private static boolean isArray(String masked, int brace) {
        int last = lastBefore(masked, brace);
        return last >= 0 && "],{=".indexOf(masked.charAt(last)) >= 0;
    }

    /** The name whose arguments begin at a parenthesis; null for a condition, a cast or a group. */
    private static Name before(String masked, int parenthesis) {
        int end = lastBefore(masked, parenthesis) + 1;
        if (end > 0 && masked.charAt(end - 1) == '>') {
            int depth = 0;
            do {
                end--;
                if (masked.charAt(end) == '>') depth++;
                if (masked.charAt(end) == '<') depth--;
            } while (end > 0 && depth > 0);
            end = lastBefore(masked, end) + 1;
        }
        int start = end;
        while (start > 0 && isPart(masked.charAt(start - 1))) start--;
        if (start == end || KEYWORDS.contains(masked.substring(start, end))) return null;
        return new Name(start, end, true);
    }

    private static int opening(String masked, int close) {
        int depth = 0;
        for (int i = close; i >= 0; i--) {
            if (masked.charAt(i) == ')') depth++;
            if (masked.charAt(i) == '(' && --depth == 0) return i;
        }
        return -1;
    }

    private static int lastBefore(String masked, int at) {
        int last = at - 1;
        while (last >= 0 && Character.isWhitespace(masked.charAt(last))) last--;
        return last;
    }

    private static boolean isNew(String masked, int start) {
        return masked.substring(0, start).matches("(?s).*\\bnew\\s+");
    }

    private static boolean isPart(char c) {
        return Character.isJavaIdentifierPart(c) || Character.isSurrogate(c);
    }

    /** The class around a place in the code, whose {@code this} is meant there; null outside of every class. */
    static String classAround(String code, int cursor) {
        String masked = new Scan(code).masked();
        int depth = 0;
        for (int i = cursor - 1; i >= 0; i--) {
            char c = masked.charAt(i);
            if (c == '}') depth++;
            if (c == '{' && depth-- == 0) {
                depth = 0;
                String heading = masked.substring(Math.max(masked.lastIndexOf('}', i), masked.lastIndexOf(';', i)) + 1, i);
                var declared = java.util.regex.Pattern.compile("\\b(?:class|record|enum|interface)\\s+(\\w+)").matcher(heading);
                String name = null;
                while (declared.find()) name = declared.group(1);
                if (name != null) return name;
            }
        }
        return null;
    }

    /** Where the name begins of which the last letter stands before the cursor; the cursor itself where there is none. */
    static int startOf(String code, int cursor) {
        int start = cursor;
        while (start > 0 && isPart(code.charAt(start - 1))) start--;
        return start;
    }

    String in(String code) {
        return code.substring(start, end);
    }

    /** Whether it stands behind a dot, or behind the two colons of a method reference. */
    boolean isMember(String code) {
        int last = lastBefore(code, start);
        return last >= 0 && (code.charAt(last) == '.' || code.charAt(last) == ':' && last > 0 && code.charAt(last - 1) == ':');
    }
}
