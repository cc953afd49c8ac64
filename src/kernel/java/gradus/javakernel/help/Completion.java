package gradus.javakernel.help;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** What a name that has been begun may become. */
public final class Completion {
    /**
     * An answer.
     *
     * @param texts what may stand from the place on, the likeliest first
     * @param from where the begun name starts
     */
    public record Options(List<String> texts, int from) {}

    /** A type and a name behind it, or the parameter of a lambda. */
    private static final Pattern DECLARATION = Pattern.compile("\\b(?:var|int|long|double|float|boolean|char|byte|short|[A-Z]\\w*)"
            + "(?:<[^;(){}]*>)?(?:\\[\\])*\\s+([\\p{L}_$][\\p{L}\\w$]*)\\s*(?=[=;:,)])|\\b([\\p{L}_$][\\p{L}\\w$]*)\\s*->");

    private final JShell shell;

    public Completion(JShell shell) {
        this.shell = shell;
    }

    /** The ways to go on at a cursor; null when there are none. */
    public Options at(String code, int cursor) {
        Scan scan = new Scan(code);
        if (scan.inComment(cursor) || scan.inString(cursor)) return null;
        Context context = new Context(shell, code, cursor);
        for (String question : context.questions(cursor, "")) {
            int[] anchor = new int[1];
            List<Suggestion> found = shell.sourceCodeAnalysis().completionSuggestions(question, question.length(), anchor);
            int from = anchor[0] - context.shift(question, cursor, "");
            Set<String> texts = new LinkedHashSet<>();
            if (found.isEmpty()) from = Name.startOf(code, cursor);
            if (found.isEmpty() || from >= 0) texts.addAll(declared(scan.masked(), from, cursor));
            found.stream().filter(each -> !each.continuation().startsWith("$"))
                    .sorted(Comparator.comparingInt(Completion::rank)).map(Suggestion::continuation).forEach(texts::add);
            if (!texts.isEmpty() && from >= 0) return new Options(List.copyOf(texts), from);
        }
        return null;
    }

    /** The variables and parameters that the cell declares above; JShell leaves them out where a name alone is begun. */
    private static Set<String> declared(String masked, int from, int cursor) {
        Set<String> names = new TreeSet<>();
        String begun = masked.substring(from, cursor);
        if (begun.isEmpty() || masked.substring(0, from).stripTrailing().endsWith(".")) return names;
        Matcher declaration = DECLARATION.matcher(masked.substring(0, from));
        while (declaration.find()) {
            String name = declaration.group(1) != null ? declaration.group(1) : declaration.group(2);
            if (name.startsWith(begun)) names.add(name);
        }
        return names;
    }

    /** Methods and variables, the library's statics among them, before classes, and packages last. */
    private static int rank(Suggestion suggestion) {
        String text = suggestion.continuation();
        int kind = text.endsWith(".") || text.equals("class") ? 2 : Character.isUpperCase(text.charAt(0)) ? 1 : 0;
        return 2 * kind + (suggestion.matchesType() ? 0 : 1);
    }

    /** All names that could stand at the end of some code, without what follows them; for telling which was meant. */
    List<String> namesAfter(String question) {
        return shell.sourceCodeAnalysis().completionSuggestions(question, question.length(), new int[1]).stream()
                .map(each -> each.continuation().replaceFirst("[^\\w].*", "")).filter(name -> !name.isEmpty() && !name.startsWith("$"))
                .distinct().toList();
    }
}
