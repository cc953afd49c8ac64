package gradus.jupyter;

import gradus.check.Checks;
import gradus.data.Augmentations;
import gradus.data.Generators;
import gradus.diagnose.Diagnostics;
import gradus.ensemble.Averaging;
import gradus.init.Initializers;
import gradus.lesson.Lesson;
import gradus.linalg.LinearAlgebra;
import gradus.loss.Losses;
import gradus.metrics.Metrics;
import gradus.nn.Layers;
import gradus.optim.Clipping;
import gradus.optim.Optimizers;
import gradus.optim.Schedules;
import gradus.plot.Figures;
import gradus.search.Search;
import gradus.search.Spaces;
import gradus.tensor.Autodiff;
import gradus.tensor.Jacobians;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import gradus.train.Training;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;

/**
 * What a notebook can name without an import of its own; a plain Java program writes the same lines.
 *
 * <p>All by wildcard: after an import of a single class, a student's own class of that name would make every later
 * cell fail.
 */
public final class Imports {
    /** Classes whose static methods are imported; no two of them have a method of the same name. */
    public static final List<Class<?>> STATICS = List.of(Tensor.class, Tensors.class, Autodiff.class, Jacobians.class,
            Layers.class, Initializers.class, Losses.class, Metrics.class, Optimizers.class, Schedules.class,
            Clipping.class, LinearAlgebra.class, Generators.class, Augmentations.class, Training.class, Diagnostics.class,
            Averaging.class, Spaces.class, Search.class, Figures.class, Checks.class, Lesson.class, Notebook.class);

    /** Packages whose classes are imported. */
    public static final List<String> PACKAGES = List.of("gradus.tensor", "gradus.init", "gradus.nn", "gradus.loss",
            "gradus.metrics", "gradus.optim", "gradus.linalg", "gradus.data", "gradus.inspect", "gradus.train", "gradus.diagnose",
            "gradus.ensemble", "gradus.search", "gradus.plot", "gradus.check", "gradus.play", "gradus.lesson",
            "gradus.jupyter");

    /** Packages of the JDK, for lambdas and ranges, that the kernel does not import by itself. */
    public static final List<String> JDK_PACKAGES = List.of("java.util.function", "java.util.stream");

    private Imports() {}

    /**
     * Lists the import lines, packages first.
     *
     * @return lines such as {@code import gradus.tensor.*;}
     */
    public static List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (String name : JDK_PACKAGES) lines.add("import " + name + ".*;");
        for (String name : PACKAGES) lines.add("import " + name + ".*;");
        for (Class<?> type : STATICS) lines.add("import static " + type.getName() + ".*;");
        return lines;
    }

    /** JShell takes one snippet at a time: of two imports in one text it would see the first alone. */
    static void run(JShell shell) {
        for (String line : lines()) {
            for (SnippetEvent event : shell.eval(line)) {
                if (!event.status().isDefined()) throw new IllegalStateException("JShell refused " + line);
            }
        }
    }
}
