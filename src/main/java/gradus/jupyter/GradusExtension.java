package gradus.jupyter;

import gradus.check.AnswerBook;
import gradus.train.Fit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * Prepares a notebook's kernel: imports, pictures and tables, live progress, bounded prints, documentation.
 *
 * <p>The kernel finds this class through {@code META-INF/services} when our jar joins its class path, and runs it
 * once. It never tries again, so a step that fails is told in one sentence below the first cell, and the others go
 * on without it.
 */
public final class GradusExtension implements Extension {
    @Override
    public void install(BaseKernel kernel) {
        List<String> failures = new ArrayList<>();
        JShell[] shell = new JShell[1];
        attempt("reach JShell", failures, () -> shell[0] = shellOf(kernel));
        attempt("bound what cells print", failures, () -> Prints.install(kernel, shell[0]));
        attempt("register pictures and tables", failures, () -> Renderers.register(kernel.getRenderer()));
        attempt("show training as it goes on", failures, () -> Fit.standardProgress(new LiveProgress()));
        attempt("import the library", failures, () -> Imports.run(shell[0]));
        // it reads whether checks are strict, before the first cell can
        attempt("load the checks", failures, () -> Class.forName("gradus.check.Checks"));
        attempt("read answers", failures, () -> AnswerBook.use(new CellAnswers(shell[0], Path.of(""))));
        tell(failures, kernel);
        // nobody asks for documentation in the first moment, and the JDK's own sources take long to open
        Thread sources = new Thread(() -> {
            List<String> late = new ArrayList<>();
            attempt("find the documentation of the library", late, () -> Sources.add(shell[0]));
            tell(late, kernel);
        }, "gradus-sources");
        sources.setDaemon(true);
        sources.start();
    }

    private static void tell(List<String> failures, BaseKernel kernel) {
        for (String failure : failures) kernel.getIO().err.println(failure);
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void attempt(String what, List<String> failures, Step step) {
        try {
            step.run();
        } catch (Exception | LinkageError e) {
            failures.add("Gradus could not " + what + " in this kernel (" + e + "); set it up again with"
                    + " `python3 course.py setup`, then restart the kernel.");
        }
    }

    /** The kernel's own class is not among what we compile against, only its base class is. */
    private static JShell shellOf(BaseKernel kernel) throws ReflectiveOperationException {
        return (JShell) kernel.getClass().getMethod("getJShell").invoke(kernel);
    }
}
