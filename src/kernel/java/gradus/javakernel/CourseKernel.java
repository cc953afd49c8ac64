package gradus.javakernel;

import gradus.javakernel.help.CellError;
import gradus.javakernel.help.Completion;
import gradus.javakernel.help.Documentation;
import java.util.List;
import java.util.Set;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.history.HistoryEntry;
import org.dflib.jjava.jupyter.kernel.history.HistoryManager;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.magic.MagicsResolver;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.kernel.JavaKernel;
import org.dflib.jjava.kernel.JavaKernelBuilder;

/** JJava's kernel with answers for students: documentation at the cursor, and errors that say where and what to do. */
final class CourseKernel extends JavaKernel {
    private final Documentation documentation;
    private final Completion completion;

    private CourseKernel(String version, LanguageInfo language, JupyterIO io, CommManager comms, Renderer renderer,
            MagicsResolver magics, MagicsRegistry registry, StringStyler styler, JShell shell, Cells cells) {
        super("Gradus", version, language, List.of(), new NoHistory(), io, comms, renderer, magics, registry, true, styler, shell, cells);
        documentation = new Documentation(shell);
        completion = new Completion(shell);
        cells.inNotebook(() -> executionCount.get() - 1, remark -> display(new DisplayData(remark)));
    }

    /** JupyterLab asks for the history when it opens a notebook, and JJava without one does not answer at all. */
    private static final class NoHistory implements HistoryManager {
        @Override
        public List<HistoryEntry> lookupTail(int length, Set<ResultFlag> flags) {
            return List.of();
        }

        @Override
        public List<HistoryEntry> lookupRange(int session, int start, int end, Set<ResultFlag> flags) {
            return List.of();
        }

        @Override
        public List<HistoryEntry> search(String pattern, int length, Set<ResultFlag> flags) {
            return List.of();
        }
    }

    /** Cursors count characters as people do, Java counts an emoji twice. */
    private static int index(String code, int characters) {
        return code.offsetByCodePoints(0, Math.max(0, Math.min(characters, code.codePointCount(0, code.length()))));
    }

    @Override
    public DisplayData inspect(String code, int at, boolean extraDetail) {
        Documentation.Page page = documentation.at(code, index(code, at));
        if (page == null) return null;
        DisplayData shown = new DisplayData(page.text());
        shown.putHTML(page.html());
        return shown;
    }

    @Override
    public ReplacementOptions complete(String code, int at) {
        int cursor = index(code, at);
        if (code.substring(code.lastIndexOf('\n', cursor - 1) + 1, cursor).startsWith("%")) return super.complete(code, at);
        Completion.Options options = completion.at(code, cursor);
        return options == null ? null : new ReplacementOptions(options.texts(), code.codePointCount(0, options.from()), at);
    }

    @Override
    protected List<String> formatError(Throwable thrown) {
        return thrown instanceof CellError error ? error.lines() : super.formatError(thrown);
    }

    /** Makes the kernel of the parts that JJava makes its own of. */
    static final class Builder extends JavaKernelBuilder<Builder, CourseKernel> {
        @Override
        public CourseKernel build() {
            Cells cells = new Cells("Gradus");
            return new CourseKernel(buildVersion(), buildLanguageInfo(), buildJupyterIO(buildJupyterIOEncoding()),
                    buildCommManager(), buildRenderer(), buildMagicsResolver(buildMagicTranspiler()), buildMagicsRegistry(),
                    buildErrorStyler(), buildJShell(cells), cells);
        }

        /** The same on every JDK: it is written into the notebook, and would change it on another machine. */
        @Override
        protected LanguageInfo buildLanguageInfo() {
            return new LanguageInfo.Builder("java").version("17").mimetype("text/x-java-source").fileExtension(".jshell")
                    .pygments("java").codemirror("java").build();
        }
    }
}
