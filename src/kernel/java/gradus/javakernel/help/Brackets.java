package gradus.javakernel.help;

import java.util.ArrayDeque;
import java.util.Deque;

/** Finds the bracket or the quote that keeps code from being complete. */
final class Brackets {
    /**
     * What is wrong: a character that nothing closes, or one that closes nothing.
     *
     * @param at where it stands
     * @param missing what closes it; empty when it closes nothing itself
     */
    record Fault(int at, String missing) {}

    private Brackets() {}

    /**
     * The fault in some code; null when all is balanced.
     *
     * <p>Of several braces that could be the open one, that is named whose closing brace stands further left than its
     * own line: the writer closed something else there.
     */
    static Fault find(String code) {
        Scan scan = new Scan(code);
        if (scan.unclosedString() >= 0) {
            int at = scan.unclosedString();
            return new Fault(at, code.startsWith("\"\"\"", at) ? "\"\"\"" : code.substring(at, at + 1));
        }
        String masked = scan.masked();
        Deque<Integer> open = new ArrayDeque<>();
        int suspect = -1;
        for (int i = 0; i < masked.length(); i++) {
            char c = masked.charAt(i);
            if ("([{".indexOf(c) >= 0) open.push(i);
            if (")]}".indexOf(c) < 0) continue;
            if (open.isEmpty()) return new Fault(i, "");
            if (closing(masked.charAt(open.peek())) != c) {
                return c == '}' || closing(masked.charAt(open.peek())) != '}'
                        ? new Fault(open.peek(), "" + closing(masked.charAt(open.peek()))) : new Fault(i, "");
            }
            int begin = open.pop();
            if (c == '}' && suspect < 0 && indent(masked, i) < indent(masked, begin)) suspect = begin;
        }
        if (open.isEmpty()) return null;
        boolean brace = masked.charAt(open.peek()) == '{';
        return new Fault(brace && suspect >= 0 ? suspect : open.peek(), "" + closing(masked.charAt(open.peek())));
    }

    private static char closing(char open) {
        return open == '(' ? ')' : open == '[' ? ']' : '}';
    }

    private static int indent(String code, int at) {
        int start = code.lastIndexOf('\n', at - 1) + 1;
        int first = start;
        while (first < code.length() && (code.charAt(first) == ' ' || code.charAt(first) == '\t')) first++;
        return first - start;
    }
}
