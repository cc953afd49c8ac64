package gradus.jupyter;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import gradus.check.AnswerBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;

/**
 * Reads the source of an answer from JShell, and keeps in a file beside the notebook which exercises were passed.
 *
 * <p>JShell puts the code of cell 12 into a class {@code REPL.$JShell$12}; the lambda of a trial lies in it, so its class
 * leads to the cell that checks, and the names in that cell to the classes and methods of the answer.
 */
final class CellAnswers implements AnswerBook {
    /** One passed exercise a line; git ignores it. */
    static final String FILE = "passed-exercises.txt";

    private static final Pattern CELL = Pattern.compile("REPL\\.\\$JShell\\$(\\d+)\\w*\\$.*");

    private final JShell shell;
    private final Path folder;

    CellAnswers(JShell shell, Path folder) {
        this.shell = shell;
        this.folder = folder;
    }

    @Override
    public Set<String> libraryCalls(Class<?> trial) {
        Matcher cell = CELL.matcher(trial.getName());
        if (!cell.matches()) return Set.of();
        Map<String, Calls> declared = new HashMap<>();
        Calls check = null;
        for (Snippet snippet : shell.snippets().toList()) {
            if (snippet.id().equals(cell.group(1))) check = Calls.in("Object check() { return " + snippet.source() + "; }");
            if (!shell.status(snippet).isActive()) continue;
            if (snippet instanceof TypeDeclSnippet || snippet instanceof MethodSnippet) {
                declared.put(((DeclarationSnippet) snippet).name(), Calls.in(snippet.source()));
            }
        }
        return check == null ? Set.of() : Calls.ofLibrary(check, declared);
    }

    @Override
    public synchronized void keep(String exercise, boolean passed) {
        try {
            Path file = folder.resolve(FILE);
            Set<String> kept = new TreeSet<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
            if (!(passed ? kept.add(exercise) : kept.remove(exercise))) return;
            // written whole: another kernel may read it now
            Path half = Files.createTempFile(folder, FILE, ".unfinished");
            Files.write(half, kept);
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // the exercise is passed all the same; a folder that cannot be written, as on some servers, is no fault of the reader
            System.err.println("(it could not be noted in " + FILE + ": " + e + ")");
        }
    }

    /** The names in a piece of source: what it calls, on what, and which methods it declares. */
    private static final class Calls extends TreeScanner<Void, Void> {
        private final Set<String> methods = new HashSet<>();
        private final Set<String> names = new HashSet<>();
        private final Set<Call> calls = new HashSet<>();

        /** Of a method, on what has a name, or on nothing (then empty), or on an expression (then null). */
        private record Call(String method, String on) {
            boolean isOwn(Set<String> sameClass, Set<String> cells) {
                if (on == null) return false;
                return on.isEmpty() ? sameClass.contains(method) || cells.contains(method)
                        : on.equals("this") || cells.contains(on) || isOfJava(on);
            }

            /** A class of Java's own, as Math or Arrays. */
            private static boolean isOfJava(String name) {
                for (String home : List.of("java.lang.", "java.util.", "java.util.stream.")) {
                    try {
                        Class.forName(home + name);
                        return true;
                    } catch (ClassNotFoundException e) {
                        // then of the next, or none
                    }
                }
                return false;
            }
        }

        static Calls in(String source) {
            Calls calls = new Calls();
            try {
                var task = (JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, null, problem -> { }, null, null,
                        List.of(new Source("class Cell { " + source + "\n}")));
                for (CompilationUnitTree unit : task.parse()) calls.scan(unit, null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return calls;
        }

        /** From the check on through all that it reaches, the calls of methods that no cell declares. */
        static Set<String> ofLibrary(Calls check, Map<String, Calls> declared) {
            Set<String> library = new TreeSet<>();
            Set<String> seen = new HashSet<>();
            Deque<Calls> waiting = new ArrayDeque<>();
            for (String name : check.names) if (declared.containsKey(name) && seen.add(name)) waiting.add(declared.get(name));
            while (!waiting.isEmpty()) {
                Calls calls = waiting.remove();
                for (String name : calls.names) if (declared.containsKey(name) && seen.add(name)) waiting.add(declared.get(name));
                for (Call call : calls.calls) if (!call.isOwn(calls.methods, declared.keySet())) library.add(call.method);
            }
            return library;
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            methods.add(method.getName().toString());
            return super.visitMethod(method, none);
        }

        @Override
        public Void visitIdentifier(IdentifierTree identifier, Void none) {
            names.add(identifier.getName().toString());
            return null;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
            ExpressionTree method = call.getMethodSelect();
            if (method instanceof MemberSelectTree select) add(select.getIdentifier().toString(), select.getExpression());
            else calls.add(new Call(method.toString(), ""));
            return super.visitMethodInvocation(call, none);
        }

        @Override
        public Void visitMemberReference(MemberReferenceTree reference, Void none) {
            add(reference.getName().toString(), reference.getQualifierExpression());
            return super.visitMemberReference(reference, none);
        }

        private void add(String name, ExpressionTree on) {
            calls.add(new Call(name, on instanceof IdentifierTree identifier ? identifier.getName().toString() : null));
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Cell.java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
