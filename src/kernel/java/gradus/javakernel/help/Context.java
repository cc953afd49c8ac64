package gradus.javakernel.help;

import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;

/**
 * A place in a cell as a question that JShell can answer.
 *
 * <p>JShell looks at one statement at a time and knows what was run. So what the cell declares above the place is
 * written before it, in the body of a method: methods and classes as members of a class around that method.
 */
final class Context {
    static final String CLASS = "$Cell";
    static final String METHOD = "$run";
    static final String HERE = "$Here";

    private final String members;
    private final String statements;
    private final String code;
    private final int offset;

    /** Looks at the code above some place, which must not lie before the end of the name that is asked for. */
    Context(JShell shell, String code, int place) {
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        StringBuilder declared = new StringBuilder();
        StringBuilder run = new StringBuilder();
        int begin = 0;
        for (CellSource.Piece piece : CellSource.pieces(analysis, code)) {
            if (piece.end() >= place || !piece.complete()) break;
            begin = piece.end();
            String source = piece.source();
            if (CellSource.declared(source) != null) declared.append(source).append('\n');
            else if (!source.startsWith("import ")) run.append(source).append(source.stripTrailing().endsWith("}") ? "\n" : ";\n");
        }
        this.code = code;
        this.offset = begin;
        this.members = declared.toString();
        this.statements = run.toString();
    }

    /** The forms in which the code up to a place may be asked about, the likeliest first. */
    List<String> questions(int place, String suffix) {
        String now = code.substring(offset, place) + suffix;
        return List.of(head(false) + now, head(true) + now, now);
    }

    /** A question about an expression that may use all that is declared above. */
    String question(String expression) {
        return head(false) + expression;
    }

    /** Where in a question of {@link #questions} a place of the cell stands: subtract to come back to the cell. */
    int shift(String question, int place, String suffix) {
        return question.length() - suffix.length() - place;
    }

    /** A declaration stands in a class within the method, which sees the variables declared above. */
    private String head(boolean declaration) {
        return "class " + CLASS + " { " + members + " void " + METHOD + "() throws Exception { " + statements
                + (declaration ? "class " + HERE + " { " : "");
    }
}
