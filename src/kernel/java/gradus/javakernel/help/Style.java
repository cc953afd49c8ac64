package gradus.javakernel.help;

import java.util.ArrayList;
import java.util.List;

/**
 * How an error looks: bold in the page's own colour, a marked place in white on red, lines wrapped at words.
 *
 * <p>No colour of letters alone can be read on white and on a dark page too: against both white and #111111 a contrast
 * of 4.5 : 1 is impossible. So letters keep the colour that the page gives them, and the mark brings its own background.
 */
final class Style {
    static final int WIDTH = 88;
    static final String BOLD = "\u001b[1m";
    static final String MARK = "\u001b[1;38;2;255;255;255;48;2;176;0;32m";
    static final String RESET = "\u001b[0m";

    private Style() {}

    static String bold(String line) {
        return line.isEmpty() ? line : BOLD + line + RESET;
    }

    static List<String> bold(List<String> lines) {
        return lines.stream().map(Style::bold).toList();
    }

    /** Breaks text into lines of at most {@value #WIDTH} characters, between words; further lines keep the indentation. */
    static List<String> wrap(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String indent = line.substring(0, line.length() - line.stripLeading().length());
            String rest = line.stripTrailing();
            while (rest.length() > WIDTH) {
                int space = rest.lastIndexOf(' ', WIDTH);
                if (space <= indent.length()) space = rest.indexOf(' ', WIDTH);
                if (space < 0) break;
                lines.add(rest.substring(0, space).stripTrailing());
                rest = indent + rest.substring(space + 1).stripLeading();
            }
            lines.add(rest);
        }
        return lines;
    }

    /** A line of code, shortened around a place in it, with that place marked and pointed at from below. */
    static List<String> marked(String line, int from, int to) {
        int begin = Math.min(Math.max(from, 0), line.length());
        int end = Math.min(Math.max(to, begin), line.length());
        int cut = line.length() <= WIDTH - 4 || end <= WIDTH - 8 ? 0 : Math.max(0, begin - 30);
        String head = (cut > 0 ? "…" : "") + line.substring(cut, begin);
        String place = line.substring(begin, end);
        String tail = line.substring(end);
        int room = Math.max(0, WIDTH - 5 - head.length() - place.length());
        if (tail.length() > room) tail = tail.substring(0, room) + "…";
        String shown = "    " + head + (place.isEmpty() ? "" : MARK + place + RESET) + tail;
        String below = "    " + head.replaceAll("[^\t]", " ") + "^".repeat(Math.max(1, Math.min(place.length(), WIDTH)));
        return List.of(shown, below);
    }

    /** A line of code as part of a sentence. */
    static String quoted(String line, int room) {
        String code = line.strip();
        return "`" + (code.length() > room ? code.substring(0, Math.max(1, room - 1)) + "…" : code) + "`";
    }
}
