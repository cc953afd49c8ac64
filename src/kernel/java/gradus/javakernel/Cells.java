package gradus.javakernel;

import gradus.javakernel.help.CellError;
import gradus.javakernel.help.CellSource;
import gradus.javakernel.help.CompileErrors;
import gradus.javakernel.help.Places;
import gradus.javakernel.help.RunErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.dflib.jjava.jupyter.telemetry.TelemetryCollector;
import org.dflib.jjava.kernel.execution.CodeEvaluator;

/**
 * Runs a cell statement by statement, and knows afterwards in which line of which cell each of them stands.
 *
 * <p>A cell that is not complete is refused before its first statement runs.
 */
final class Cells extends CodeEvaluator {
    /** What a magic returns that has nothing to show. */
    private static final Object NOTHING = "\"__NO_MAGIC_RETURN\"";

    private final Execution execution;
    private final String name;
    private final Places places = new Places();
    private IntSupplier number = () -> 0;
    private Consumer<String> note = text -> { };

    Cells(String name) {
        super(name, -1, TimeUnit.MILLISECONDS);
        this.name = name;
        this.execution = new Execution(new Loading(loadingOfJJava()));
    }

    /** JJava's own way to run code knows how to load it; its class cannot be named here. */
    private ExecutionControl loadingOfJJava() {
        try {
            return super.getExecControlProvider().generate(null, Map.of());
        } catch (Throwable e) {
            throw new IllegalStateException("JJava's execution cannot be reached", e);
        }
    }

    private final class Loading implements LoaderDelegate {
        private final ExecutionControl jjava;

        Loading(ExecutionControl jjava) {
            this.jjava = jjava;
        }

        @Override
        public void load(ExecutionControl.ClassBytecodes[] classes) throws ExecutionControl.ClassInstallException,
                ExecutionControl.NotImplementedException, ExecutionControl.EngineTerminationException {
            jjava.load(classes);
        }

        @Override
        public void classesRedefined(ExecutionControl.ClassBytecodes[] classes) {
            throw new UnsupportedOperationException("classes are never redefined in place");
        }

        @Override
        public void addToClasspath(String path) throws ExecutionControl.EngineTerminationException, ExecutionControl.InternalException {
            jjava.addToClasspath(path);
        }

        @Override
        public Class<?> findClass(String className) throws ClassNotFoundException {
            return getClassLoader().loadClass(className);
        }
    }

    /** Tells how the number beside the running cell is known, and how to show a remark below it; before that, there are no cells. */
    void inNotebook(IntSupplier number, Consumer<String> note) {
        this.number = number;
        this.note = note;
    }

    @Override
    public ExecutionControlProvider getExecControlProvider() {
        return new ExecutionControlProvider() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
                return execution;
            }
        };
    }

    @Override
    public void startThreadTelemetryCollection(TelemetryCollector<?> collector) {
        execution.measure(collector);
    }

    @Override
    public void stopThreadTelemetryCollection() {
        execution.measure(TelemetryCollector.DO_NOTHING);
    }

    @Override
    public void interrupt() {
        execution.interrupt();
    }

    @Override
    public Object eval(JShell shell, String code) {
        execution.begin();
        int cell = number.getAsInt();
        CompileErrors compileErrors = new CompileErrors(shell, places, getClassLoader());
        RunErrors runErrors = new RunErrors(shell, places);
        List<DeclarationSnippet> declared = new ArrayList<>();
        Object result = null;
        try {
            List<CellSource.Piece> pieces = CellSource.pieces(shell.sourceCodeAnalysis(), code);
            if (!pieces.isEmpty() && !pieces.get(pieces.size() - 1).complete()) {
                places.note("cell", cell, 1, code);
                throw compileErrors.incomplete(code, pieces.get(pieces.size() - 1).begin(), "cell");
            }
            for (CellSource.Piece piece : pieces) {
                int line = piece.line(code);
                if (execution.isStopping()) throw runErrors.stopped(cell, line, false);
                List<SnippetEvent> events = shell.eval(piece.source());
                result = value(shell, events);
                for (SnippetEvent event : events) {
                    if (event.causeSnippet() != null) continue;
                    places.note(event.snippet().id(), cell, line, piece.source());
                    if (event.snippet() instanceof DeclarationSnippet snippet) declared.add(snippet);
                }
                for (SnippetEvent event : events) {
                    if (event.causeSnippet() != null) continue;
                    refuse(event, cell, line, compileErrors, runErrors);
                }
            }
        } catch (OutOfMemoryError | StackOverflowError e) {
            throw runErrors.of(e);
        }
        List<String> remarks = compileErrors.notReady(declared);
        if (!remarks.isEmpty()) note.accept(String.join("\n", remarks));
        return result;
    }

    /** The value of the last expression; what a cell replaced is forgotten. */
    private Object value(JShell shell, List<SnippetEvent> events) {
        Object result = null;
        for (SnippetEvent event : events) {
            if (event.status() == Snippet.Status.OVERWRITTEN) {
                shell.drop(event.snippet());
            } else if (event.value() != null) {
                Snippet.SubKind kind = event.snippet().subKind();
                Object value = kind.isExecutable() ? execution.take(event.value()) : event.value();
                boolean shown = kind == Snippet.SubKind.VAR_VALUE_SUBKIND || kind == Snippet.SubKind.OTHER_EXPRESSION_SUBKIND
                        || kind == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
                result = shown && !NOTHING.equals(value) ? value : null;
            }
        }
        return result;
    }

    private static void refuse(SnippetEvent event, int cell, int line, CompileErrors compileErrors, RunErrors runErrors) {
        JShellException thrown = event.exception();
        if (thrown instanceof EvalException eval && Execution.STOPPED.equals(eval.getExceptionClassName())) {
            throw runErrors.stopped(cell, line, false);
        }
        if (thrown instanceof EvalException eval && Execution.RUNS_ON.equals(eval.getExceptionClassName())) {
            throw runErrors.stopped(cell, line, true);
        }
        if (thrown != null) throw runErrors.of(thrown);
        // what waits for a later declaration may stay
        if (event.status() != Snippet.Status.RECOVERABLE_NOT_DEFINED && !event.status().isDefined()) {
            throw compileErrors.of(event.snippet());
        }
    }
}
