package gradus.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.check.AnswerBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers whose source is read, as it stands in the cells of a notebook. */
class CellAnswersTest {

    private static JShell shell;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        shell = JShell.builder().executionEngine("local")
                .compilerOptions("-classpath", System.getProperty("java.class.path")).build();
        Imports.run(shell);
    }

    @AfterAll
    static void close() {
        shell.close();
    }

    @BeforeEach
    void use() {
        AnswerBook.use(new CellAnswers(shell, folder));
    }

    @AfterEach
    void leave() {
        AnswerBook.use(null);
        shell.snippets().filter(s -> s.kind() != jdk.jshell.Snippet.Kind.IMPORT && shell.status(s).isActive()).toList()
                .forEach(shell::drop);
    }

    private static String run(String... cells) {
        String last = null;
        for (String cell : cells) {
            SnippetEvent event = shell.eval(cell).get(0);
            assertEquals(List.of(), shell.diagnostics(event.snippet()).map(d -> d.getMessage(null)).toList(), cell);
            last = event.value();
        }
        return last;
    }

    private static final String CHECK = "exercise(\"04.1\", \"\", trial(\"softmax(0, 0)\", () -> Answer.softmax(new double[2]),"
            + " new double[] {0.5, 0.5})).without(\"softmax\", \"exp\").report()";
    private static final String PASSES = "\"✓ Exercise 04.1 passed: 1 trial.\"";

    private static String didIt(String names) {
        return "\"✗ Exercise 04.1 is right, but the library did it: your answer calls " + names + ".\\n"
                + "Write it yourself; arithmetic, loops and Math are all you need.\"";
    }

    private static String answer(String body) {
        return "class Answer { static double[] softmax(double[] z) { " + body + " } }";
    }

    @Test
    void whoCallsTheLibraryIsTold() throws IOException {
        assertEquals(didIt("softmax"), run(answer("return tensor(z).softmax().toArray();"), CHECK));
        assertEquals(didIt("softmax"), run(answer("return softmax().forward(tensor(z)).toArray();").replace("softmax().", "Layers.softmax()."), CHECK));
        assertEquals(didIt("exp and softmax"), run(answer("var e = tensor(z).exp(); Function<Tensor, Tensor> f = Tensor::softmax;"
                + " return f.apply(tensor(z)).toArray();"), CHECK));
        assertFalse(Files.exists(folder.resolve(CellAnswers.FILE)) && Files.readString(folder.resolve(CellAnswers.FILE)).contains("04"));
    }

    @Test
    void aDetourThroughAnotherCellIsSeen() {
        assertEquals(didIt("softmax"), run("class Helper { double[] go(double[] z) { return tensor(z).softmax().toArray(); } }",
                answer("return new Helper().go(z);"), CHECK));
        assertEquals(didIt("softmax"), run("double[] helper(double[] z) { return tensor(z).softmax().toArray(); }",
                answer("return helper(z);"), CHECK));
    }

    @Test
    void onesOwnMethodsMayHaveTheName() {
        assertEquals(PASSES, run("class Mine { static double exp(double x) { return 1 + x; } }", answer("// z.softmax()\n"
                + "String s = \"z.softmax()\"; return new double[] {Mine.exp(z[0]) / 2, Mine.exp(z[1]) / 2};"), CHECK));
    }

    @Test
    void whatJavaHasIsNotTheLibrarys() {
        assertEquals(PASSES, run(answer("double e = Math.exp(z[0]); return new double[] {e / 2, e / 2};"), CHECK));
        assertEquals(didIt("exp"), run(answer("var e = scalar(z[0]); return e.exp().mul(ones(2)).div(2).toArray();"), CHECK));
    }

    @Test
    void whatTheAnswerDoesNotReachDoesNotCount() {
        assertEquals(PASSES, run("class Figure1 { double[] p() { return tensor(1, 2).softmax().toArray(); } }",
                answer("return new double[] {0.5, 0.5};"), CHECK));
    }

    @Test
    void theAnswerThatStandsNowCounts() {
        run(answer("return tensor(z).softmax().toArray();"), CHECK);
        assertEquals(PASSES, run(answer("return new double[] {0.5, 0.5};"), CHECK));
    }

    @Test
    void aLambdaOfNoCellHasNoSource() {
        Runnable lambda = () -> { };
        assertEquals(Set.of(), new CellAnswers(shell, folder).libraryCalls(lambda.getClass()));
    }

    @Test
    void whatPassedIsALineOfAFile() throws IOException {
        var book = new CellAnswers(shell, folder);
        book.keep("04.2", true);
        book.keep("00.1", true);
        book.keep("04.2", true);
        Path file = folder.resolve(CellAnswers.FILE);
        assertEquals(List.of("00.1", "04.2"), Files.readAllLines(file));
        book.keep("00.1", false);
        book.keep("00.3", false);
        assertEquals(List.of("04.2"), Files.readAllLines(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count(), "nothing is left half written");
        }
        assertTrue(Files.readString(Path.of(".gitignore")).contains(CellAnswers.FILE));
    }
}
