package gradus.javakernel.help;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** A cell's source, taken apart. */
public final class CellSource {
    private static final Pattern DECLARATION = Pattern.compile(
            "^(?:@\\w+\\s+)*[\\w<>\\[\\],.?&\\s]+\\s([\\p{L}_$][\\p{L}\\w$]*)\\s*\\([^)]*\\)\\s*(?:throws [\\w, .]+)?\\{"
            + "|^(?:@\\w+\\s+)*(?:[a-z]+\\s+)*(?:class|record|enum|interface)\\s+([\\p{L}_$][\\p{L}\\w$]*)");

    private CellSource() {}

    /**
     * What a statement declares, when it is a method or a type.
     *
     * @param name its name
     * @param method whether it is a method
     */
    record Declared(String name, boolean method) {}

    /** Reads the heading alone: JShell's own way to tell makes JDK 25 forget what it knows. Null for all other statements. */
    static Declared declared(String source) {
        Matcher heading = DECLARATION.matcher(new Scan(source).masked());
        if (!heading.find() || source.matches("(?s)(?:new|return|throw|else)\\b.*")) return null;
        return heading.group(1) != null ? new Declared(heading.group(1), true) : new Declared(heading.group(2), false);
    }

    /**
     * One statement or declaration of a cell.
     *
     * <p>It begins with its first word: of a statement with an empty line before it, JShell numbers the lines wrongly, and
     * an import below a comment makes it forget the values of variables.
     *
     * @param begin where it begins in the cell
     * @param end where what follows it begins
     * @param source the text for JShell
     * @param complete whether it is complete; nothing follows one that is not
     */
    public record Piece(int begin, int end, String source, boolean complete) {
        /** The line in which it begins, from 1. */
        public int line(String cell) {
            return 1 + (int) cell.substring(0, begin).chars().filter(c -> c == '\n').count();
        }
    }

    /** Takes a cell apart; the last piece may be incomplete. */
    public static List<Piece> pieces(SourceCodeAnalysis analysis, String code) {
        List<Piece> pieces = new ArrayList<>();
        int begin = 0;
        while (true) {
            begin += firstWord(code.substring(begin));
            CompletionInfo info = analysis.analyzeCompletion(code.substring(begin));
            switch (info.completeness()) {
                case EMPTY -> {
                    return pieces;
                }
                case COMPLETE, COMPLETE_WITH_SEMI, UNKNOWN -> {
                    int end = code.length() - info.remaining().length();
                    pieces.add(new Piece(begin, end, info.source(), true));
                    begin = end;
                }
                default -> {
                    pieces.add(new Piece(begin, code.length(), code.substring(begin), false));
                    return pieces;
                }
            }
        }
    }

    private static int firstWord(String source) {
        Scan scan = new Scan(source);
        int at = 0;
        while (at < source.length() && (Character.isWhitespace(source.charAt(at)) || scan.isComment(at))) at++;
        return at;
    }
}
