package gradus.javakernel.help;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.VarSnippet;

/** Tells what stands at the cursor: signatures, documentation, the value of a variable. */
public final class Documentation {
    /** A tooltip scrolls beyond this, and nobody reads on. */
    static final int MOST_LINES = 38;
    private static final int LINES_OF_A_VALUE = 12;

    /**
     * An answer.
     *
     * @param html for the tooltip
     * @param text the same for readers without HTML
     */
    public record Page(String html, String text) {}

    private final JShell shell;

    public Documentation(JShell shell) {
        this.shell = shell;
    }

    /** The documentation of the name that a cursor in a cell asks for; null when there is none. */
    public Page at(String code, int cursor) {
        Name name = Name.at(code, cursor);
        if (name == null) return null;
        if (name.in(code).equals("this")) {
            String type = Name.classAround(code, name.start());
            return type == null ? null : new Layout().code("this: " + type).page();
        }
        Context context = new Context(shell, code, name.end());
        Map<String, String> found = ask(context, name, code);
        VarSnippet variable = name.isMember(code) || name.call() ? null
                : shell.variables().filter(each -> each.name().equals(name.in(code))).findFirst().orElse(null);
        if (found.isEmpty() && variable == null) return null;
        Layout layout = new Layout();
        if (found.isEmpty()) found.put(name.in(code) + ":" + variable.typeName(), "");
        if (found.size() == 1 && isVariable(found.keySet().iterator().next())) {
            String signature = found.keySet().iterator().next();
            layout.code(variableText(signature));
            if (variable != null && signature.startsWith(variable.name() + ":")) value(variable, layout);
        } else {
            describe(found, context, layout);
        }
        return layout.page();
    }

    /** Signatures with their comments. A name that is not followed by arguments yet may still be a method. */
    private Map<String, String> ask(Context context, Name name, String code) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String suffix : name.call() ? List.of("(", "") : List.of("", "(")) {
            for (String question : context.questions(name.end(), suffix)) {
                String asked = asCall(question, suffix, name.end() - name.start());
                for (SourceCodeAnalysis.Documentation each : shell.sourceCodeAnalysis().documentation(asked, asked.length(), true)) {
                    String signature = withoutHeaders(each.signature());
                    if (isMeant(signature, name.in(code))) {
                        found.putIfAbsent(signature, each.javadoc() == null ? "" : each.javadoc());
                    }
                }
                if (!found.isEmpty()) return found;
            }
        }
        return found;
    }

    /** Of {@code Layers::relu} JShell says nothing, of {@code Layers.relu(} it does. */
    private static String asCall(String question, String suffix, int length) {
        int start = question.length() - suffix.length() - length;
        return question.startsWith("::", start - 2) ? question.substring(0, start - 2) + "." + question.substring(start) : question;
    }

    /** JDK 25 writes a record with its components, {@code double Point(double a).a()} and {@code Point(double a)(double a)}. */
    private static String withoutHeaders(String signature) {
        return signature.replaceAll("\\([^()]*\\)(?=[.(])", "");
    }

    /** With the cursor behind a name that it does not know, JShell may answer for the call around it. */
    private static boolean isMeant(String signature, String name) {
        String heading = signature.contains("(") ? signature.substring(0, signature.indexOf('(')) : signature.replaceFirst(":.*", "");
        return heading.matches("(?s)(.*[^\\w$])?" + java.util.regex.Pattern.quote(name) + "(<.*>)?\\s*");
    }

    private static boolean isVariable(String signature) {
        return !signature.contains("(") && signature.contains(":");
    }

    /** {@code net:gradus.nn.Sequential} as a declaration; members of our own helper classes lose their prefix. */
    private static String variableText(String signature) {
        int colon = signature.indexOf(':');
        return Names.simple(signature.substring(colon + 1)) + " " + ours(signature.substring(0, colon));
    }

    private static String ours(String signature) {
        return signature.replaceAll("\\$(?:Cell|Here)\\.", "");
    }

    private void value(VarSnippet variable, Layout layout) {
        String text;
        try {
            text = shell.varValue(variable);
        } catch (RuntimeException e) {
            return;
        }
        List<String> lines = text.lines().toList();
        layout.note("Its value now:");
        layout.code(String.join("\n", lines.stream().limit(LINES_OF_A_VALUE)
                .map(line -> line.length() > 100 ? line.substring(0, 100) + "…" : line).toList())
                + (lines.size() > LINES_OF_A_VALUE ? "\n…" : ""));
    }

    private void describe(Map<String, String> found, Context context, Layout layout) {
        List<String> signatures = found.keySet().stream().map(Documentation::ours).map(Names::signature).toList();
        List<JavadocText> comments = found.values().stream().map(JavadocText::new).toList();
        if (signatures.size() == 1) {
            layout.code(signatures.get(0));
            layout.blocks(comments.get(0).blocks());
        } else {
            String last = null;
            for (int i = 0; i < signatures.size() && !layout.isFull(2); i++) {
                String sentence = comments.get(i).firstSentence().text();
                layout.code(signatures.get(i));
                if (!sentence.isEmpty() && !sentence.equals(last)) layout.blocks(List.of(comments.get(i).firstSentence()));
                last = sentence;
            }
            comments.stream().max((a, b) -> Integer.compare(a.blocks().size(), b.blocks().size()))
                    .filter(comment -> comment.blocks().size() > 1)
                    .ifPresent(comment -> layout.blocks(comment.blocks().subList(1, comment.blocks().size())));
        }
        ofItsClass(signatures, context, layout);
    }

    /** A factory such as {@code crossEntropy()} says little; formula, shapes and example stand with its class. */
    private void ofItsClass(List<String> signatures, Context context, Layout layout) {
        for (String signature : signatures) {
            String type = signature.replaceFirst("[^\\w].*", "");
            String method = signature.replaceFirst("\\(.*", "").replaceFirst(".*[ .]", "");
            if (!type.equalsIgnoreCase(method) || type.equals(method)) continue;
            String question = context.question(type);
            for (SourceCodeAnalysis.Documentation each : shell.sourceCodeAnalysis().documentation(question, question.length(), true)) {
                if (each.javadoc() == null || !Names.simple(each.signature()).equals(type)) continue;
                layout.note("class " + type);
                layout.blocks(new JavadocText(each.javadoc()).blocks());
                return;
            }
        }
    }

    /** Gathers an answer, and stops before it is too long. */
    private static final class Layout {
        private final StringBuilder html = new StringBuilder();
        private final List<String> lines = new ArrayList<>();
        private boolean cut;

        boolean isFull(int more) {
            if (lines.size() + more <= MOST_LINES) return false;
            if (!cut) {
                html.append("<p>…</p>");
                lines.add("…");
            }
            cut = true;
            return true;
        }

        Layout code(String text) {
            List<String> added = text.lines().toList();
            if (isFull(added.size())) return this;
            html.append("<pre><b>").append(JavadocText.escape(text)).append("</b></pre>\n");
            lines.addAll(added);
            return this;
        }

        void note(String text) {
            if (isFull(1)) return;
            html.append("<p><i>").append(JavadocText.escape(text)).append("</i></p>\n");
            lines.add(text);
        }

        void blocks(List<JavadocText.Block> blocks) {
            for (JavadocText.Block block : blocks) {
                if (isFull(block.lines().size())) return;
                html.append(block.html()).append('\n');
                lines.addAll(block.lines());
            }
        }

        Page page() {
            return new Page(html.toString(), String.join("\n", lines));
        }
    }
}
