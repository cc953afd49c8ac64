package gradus.javakernel.help;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;

/** "Did you mean …?" for names that do not exist, from those that do. */
final class Suggestions {
    /** What notebooks call the class of an answer. */
    private static final String ANSWER = "Exercise\\d+";

    private static final Pattern IN_GUESS = Pattern.compile("\\bguess\\s*\\(\\s*\"[^\"]*\"\\s*,[^;]*$");
    private static final Pattern GROUPED = Pattern.compile("\\bguess\\s*\\(\\s*\"[^\"]*\"\\s*,\\s*(-?\\d{1,3}(?:,\\d{3})+)\\s*\\)");

    private final JShell shell;
    private final Places places;

    Suggestions(JShell shell, Places places) {
        this.shell = shell;
        this.places = places;
    }

    /** What to do where the class of an answer is not there, which says more than that it is not; empty for all other names. */
    String forAnswer(String name) {
        if (!name.matches(ANSWER)) return "";
        Integer cell = places.refused(name);
        return cell == null ? "Run your answer cell first: it declares `" + name + "`."
                : "Your answer cell [" + cell + "] did not compile: mend it and run it first.";
    }

    /** A question for the reader, with a space behind; empty when nothing is near. */
    String forName(String name, String codeBefore) {
        String answer = forAnswer(name);
        if (!answer.isEmpty()) return answer + " ";
        if (IN_GUESS.matcher(codeBefore).find()) return "In a guess a name stands in quotes. ";
        String meant = Spelling.closest(name, new Completion(shell).namesAfter(codeBefore));
        return meant == null ? "" : "Did you mean `" + meant + "`? ";
    }

    /** What is wrong with a guess such as 2,097,150, of which Java makes three numbers; empty where there is none. */
    static String forNumber(String source) {
        Matcher grouped = GROUPED.matcher(source);
        return grouped.find() ? "Write the number without commas: `" + grouped.group(1).replace(",", "") + "`" : "";
    }

    /** The same for what a declaration uses and nobody has declared. */
    String forMissing(DeclarationSnippet snippet) {
        List<String> names = shell.unresolvedDependencies(snippet)
                .map(each -> each.replaceFirst("^\\w+ ", "").replaceFirst("\\(.*", "")).toList();
        return names.stream().map(name -> forName(name, "")).distinct().collect(Collectors.joining());
    }
}
