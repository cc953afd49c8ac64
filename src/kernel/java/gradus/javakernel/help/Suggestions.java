package gradus.javakernel.help;

import java.util.List;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;

/** "Did you mean …?" for names that do not exist, from those that do. */
final class Suggestions {
    /** What notebooks call the class of an answer. */
    private static final String ANSWER = "Exercise\\d+";

    private final JShell shell;

    Suggestions(JShell shell) {
        this.shell = shell;
    }

    /** A question for the reader, with a space behind; empty when nothing is near. */
    String forName(String name, String codeBefore) {
        if (name.matches(ANSWER)) return "Run your answer's cell, and mend what it reports. ";
        String meant = Spelling.closest(name, new Completion(shell).namesAfter(codeBefore));
        return meant == null ? "" : "Did you mean `" + meant + "`? ";
    }

    /** The same for what a declaration uses and nobody has declared. */
    String forMissing(DeclarationSnippet snippet) {
        List<String> names = shell.unresolvedDependencies(snippet)
                .map(each -> each.replaceFirst("^\\w+ ", "").replaceFirst("\\(.*", "")).toList();
        return names.stream().map(name -> forName(name, "")).distinct().collect(Collectors.joining());
    }
}
