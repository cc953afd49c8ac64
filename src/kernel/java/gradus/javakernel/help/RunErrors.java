package gradus.javakernel.help;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.UnresolvedReferenceException;

/** Tells what was thrown while a cell ran: the student's own line first, then what is wrong, then the way there. */
public final class RunErrors {
    private static final int MOST_CAUSES = 3;

    private final JShell shell;
    private final Places places;
    private final Suggestions suggestions;

    public RunErrors(JShell shell, Places places) {
        this.shell = shell;
        this.places = places;
        this.suggestions = new Suggestions(shell, places);
    }

    public CellError of(JShellException thrown) {
        Frames frames = new Frames(thrown.getStackTrace(), places);
        String message = message(thrown);
        List<String> lines = new ArrayList<>();
        Places.Place own = frames.own();
        if (own != null) lines.add(Style.bold(own.name() + ": " + Style.quoted(own.text(), Style.WIDTH - 24)));
        lines.addAll(Style.bold(Style.wrap(message)));
        lines.addAll(Style.wrap(advice(thrown)).stream().filter(line -> !line.isEmpty()).toList());
        lines.addAll(is(thrown, "StackOverflowError") ? frames.firstOfMany() : frames.lines());
        Throwable cause = thrown.getCause();
        for (int i = 0; i < MOST_CAUSES && cause instanceof JShellException; i++, cause = cause.getCause()) {
            lines.addAll(because((JShellException) cause));
        }
        return new CellError(message, lines, thrown);
    }

    private List<String> because(JShellException cause) {
        String text = "caused by " + message(cause);
        if (cause.getCause() instanceof JShellException inner && text.endsWith(message(inner))) return List.of();
        List<String> lines = new ArrayList<>(Style.wrap(text));
        Frames frames = new Frames(cause.getStackTrace(), places);
        Places.Place own = frames.own();
        if (own != null) lines.add("  in " + own.name() + ": " + Style.quoted(own.text(), 60));
        return lines;
    }

    private String message(JShellException thrown) {
        if (thrown instanceof UnresolvedReferenceException unresolved) {
            DeclarationSnippet snippet = unresolved.getSnippet();
            return "`" + nameOf(snippet) + "` cannot run yet: it uses " + needed(snippet) + ", which no cell has declared so far";
        }
        String name = thrown instanceof EvalException eval ? Names.ofClass(eval.getExceptionClassName()) : thrown.getClass().getSimpleName();
        String text = thrown.getMessage();
        return name + (text == null || text.isEmpty() || text.equals("null") ? "" : ": " + Names.simple(text));
    }

    private String needed(DeclarationSnippet snippet) {
        return shell.unresolvedDependencies(snippet).map(each -> "`" + each.replaceFirst("^\\w+ ", "") + "`")
                .collect(Collectors.joining(", "));
    }

    static String nameOf(DeclarationSnippet snippet) {
        return snippet.name();
    }

    private String advice(JShellException thrown) {
        if (thrown instanceof UnresolvedReferenceException unresolved) {
            return suggestions.forMissing(unresolved.getSnippet())
                    + "Run the cell that declares it, or correct the name; then run this cell again.";
        }
        if (is(thrown, "StackOverflowError")) {
            return "A method calls itself again and again: it needs a case in which it ends.";
        }
        if (is(thrown, "OutOfMemoryError")) return memory();
        return "";
    }

    /** What a full memory means and what helps. */
    static String memory() {
        return "The memory of this kernel is full: it may use " + Runtime.getRuntime().maxMemory() / (1 << 20) + " MB. "
                + "Take fewer examples or smaller batches, and keep no tensors from step to step (a sum of losses: add"
                + " `loss.item()`, not `loss`). What earlier cells made stays until Kernel > Restart Kernel.";
    }

    private static boolean is(JShellException thrown, String name) {
        return thrown instanceof EvalException eval && eval.getExceptionClassName().equals("java.lang." + name);
    }

    /** An error of the compiler or of JShell itself, such as a memory that is full before the cell can begin. */
    public CellError of(Error error) {
        String message = error.getClass().getSimpleName() + (error.getMessage() == null ? "" : ": " + error.getMessage());
        List<String> lines = new ArrayList<>(Style.bold(Style.wrap(message)));
        lines.addAll(Style.wrap(error instanceof OutOfMemoryError ? memory()
                : "The compiler could not cope with this cell: split it into smaller statements."));
        return new CellError(message, lines, error);
    }

    /** The stop button was pressed. */
    public CellError stopped(int cell, int line, boolean runsOn) {
        String message = "Stopped in cell [" + cell + "], line " + line
                + (runsOn ? ", but the code there does not listen and runs on." : ".");
        String advice = runsOn
                ? "It slows down everything else until Kernel > Restart Kernel ends it. A loop that may be stopped says: "
                    + "`if (Thread.interrupted()) break;`"
                : "What the cell did so far stays; what comes after was not run.";
        List<String> lines = new ArrayList<>(Style.bold(Style.wrap(message)));
        lines.addAll(Style.wrap(advice));
        return new CellError(message, lines, null);
    }
}
