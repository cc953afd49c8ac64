package gradus.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps text alternatives under 600 characters, as long as one listens: a longer one ends after one of its clauses, which
 * semicolons part, and says how many it leaves out.
 */
final class Clauses {

    /** The longest text alternative. */
    static final int MOST = 590;

    private Clauses() {}

    /** A text of at most so many characters; its title comes first. */
    static String within(int room, String title, String text) {
        if (text.length() <= room) return text;
        int from = text.startsWith(title) ? title.length() : 0;
        if (from > room / 2) {
            String head = words(room / 2, title);
            return within(room, head, head + text.substring(from));
        }
        List<Integer> clauses = ends(text, ';', from, text.length());
        int kept = clauses.size() - 1;
        while (kept >= 0 && cut(text, clauses, kept, "; ").length() >= room) kept--;
        String cut = kept < 0 ? "" : cut(text, clauses, kept, "; ") + ".";
        // a single clause may be longer than all the room, such as that of a row of fifty histograms
        if (cut.length() >= room / 2) return cut;
        int later = clauses.size() - 1 - kept;
        String rest = later == 0 ? "." : "; and " + later + " more.";
        List<Integer> items = ends(text, ',', kept < 0 ? from : clauses.get(kept), later == 0 ? text.length() : clauses.get(kept + 1));
        for (int i = items.size() - 1; i >= 0; i--) {
            String here = cut(text, items, i, ", ") + rest;
            if (here.length() <= room) return here;
        }
        return cut.isEmpty() ? words(room, text) : cut;
    }

    private static String cut(String text, List<Integer> ends, int i, String sign) {
        return text.substring(0, ends.get(i)) + sign + "and " + (ends.size() - i) + " more";
    }

    /** Where such a sign stands with a space after it, outside of quotes and brackets. */
    private static List<Integer> ends(String text, char sign, int from, int to) {
        List<Integer> ends = new ArrayList<>();
        int depth = 0;
        for (int i = from; i < to - 1; i++) {
            char c = text.charAt(i);
            if (c == '(' || c == '“') depth++;
            if (c == ')' || c == '”') depth = Math.max(0, depth - 1);
            if (c == sign && depth == 0 && text.charAt(i + 1) == ' ') ends.add(i);
        }
        return ends;
    }

    /** As many whole words as have room, and dots for the others; a quote that was opened is closed. */
    private static String words(int room, String text) {
        int end = text.lastIndexOf(' ', room - 2);
        String kept = text.substring(0, end <= 0 ? room - 2 : end);
        return kept + (kept.lastIndexOf('“') > kept.lastIndexOf('”') ? "…”" : "…");
    }
}
