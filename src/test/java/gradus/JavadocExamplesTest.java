package gradus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.jupyter.Imports;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the examples of the Javadoc and of the README as a notebook would, and compares what comes out with what they promise.
 *
 * <p>An example is a {@code <pre>{@code} block with at least one result: {@code // →} behind an expression or on the line
 * below it, going on in the comment lines that follow. Each example starts without variables. Numbers agree within the
 * digits shown; where an expression has no value, what it prints counts.
 */
class JavadocExamplesTest {

    private static final Pattern BLOCK = Pattern.compile("<pre>\\{@code\\n(.*?)\\n[ *]*}</pre>", Pattern.DOTALL);
    private static final Pattern FENCED = Pattern.compile("```java\\n(.*?)\\n```", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(e-?\\d+)?");
    private static final String ARROW = "// → ";

    /** The code of one block, and where it stands. */
    record Example(String place, List<String> lines) {
        @Override
        public String toString() {
            return place;
        }
    }

    private static JShell shell;

    @BeforeAll
    static void openShell() {
        shell = JShell.builder().executionEngine("local").build();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : classPath.split(File.pathSeparator)) shell.addToClasspath(entry);
        for (String line : List.of("import java.util.*;", "import java.io.*;")) run(line);
        for (String line : Imports.lines()) run(line);
    }

    @AfterAll
    static void closeShell() {
        shell.close();
    }

    static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                String source = Files.readString(file).replace("\r\n", "\n");
                Matcher block = BLOCK.matcher(source);
                while (block.find()) {
                    if (!block.group(1).contains(ARROW)) continue;
                    long line = source.substring(0, block.start()).chars().filter(c -> c == '\n').count() + 1;
                    examples.add(new Example(file.getFileName() + ", line " + line,
                            block.group(1).lines().map(l -> l.replaceFirst("^\\s*\\* ?", "")).toList()));
                }
            }
        }
        Matcher block = FENCED.matcher(Files.readString(Path.of("README.md")).replace("\r\n", "\n"));
        while (block.find()) {
            if (block.group(1).contains(ARROW)) examples.add(new Example("README.md", block.group(1).lines().toList()));
        }
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theExampleGivesWhatItPromises(Example example) {
        List<String> code = new ArrayList<>();
        for (int i = 0; i < example.lines.size(); i++) {
            String line = example.lines.get(i);
            int arrow = line.indexOf(ARROW);
            if (arrow < 0) {
                code.add(line);
                continue;
            }
            code.add(line.substring(0, arrow));
            var expected = new StringBuilder(line.substring(arrow + ARROW.length()));
            while (i + 1 < example.lines.size() && example.lines.get(i + 1).matches("//(?! →).*")) {
                expected.append('\n').append(example.lines.get(++i).substring(2));
            }
            // a reader runs it in the folder notebooks, this test above it
            String actual = run(String.join("\n", code).replace("\"../data/", "\"data/"));
            assertTrue(agree(expected.toString(), actual), () -> "expected " + expected + "\nbut was  " + actual);
            code.clear();
        }
        forget();
    }

    private static void forget() {
        shell.snippets().filter(s -> s.kind() != Snippet.Kind.IMPORT && shell.status(s).isActive()).toList().forEach(shell::drop);
    }

    /** Each name of the last column, after the variables that the page begins with; files go below target. */
    @Test
    void theNamesForThoseWhoKnowPyTorchAreOurs() throws IOException {
        String page = Files.readString(Path.of("docs/coming-from-pytorch.md")).replace("\r\n", "\n");
        Matcher variables = FENCED.matcher(page);
        assertTrue(variables.find());
        run(variables.group(1));
        int count = 0;
        for (String row : page.lines().filter(line -> line.matches("\\| .* \\|") && line.split(" \\| ").length == 3).toList()) {
            Matcher code = Pattern.compile("`([^`]+)`").matcher(row.split(" \\| ")[2]);
            while (code.find()) {
                run(code.group(1));
                count++;
            }
        }
        assertTrue(count > 60, "only " + count);
        forget();
    }

    @Test
    void examplesAreFound() throws IOException {
        assertTrue(examples().size() > 30, "only " + examples().size());
        assertTrue(examples().stream().anyMatch(example -> example.place.equals("README.md")));
    }

    /** Runs statements one after the other; what the last one gives, or else what they print. */
    private static String run(String code) {
        PrintStream console = System.out;
        var printed = new ByteArrayOutputStream();
        String value = null;
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            while (!code.isBlank()) {
                var next = shell.sourceCodeAnalysis().analyzeCompletion(code);
                assertTrue(next.completeness().isComplete(), "not a whole statement: " + code);
                for (SnippetEvent event : shell.eval(next.source())) {
                    if (event.causeSnippet() != null) continue;
                    List<String> problems = shell.diagnostics(event.snippet()).filter(d -> d.isError())
                            .map(d -> d.getMessage(null)).toList();
                    assertEquals(List.of(), problems, next.source());
                    assertEquals(Snippet.Status.VALID, event.status(), next.source());
                    if (event.exception() != null) throw new AssertionError(next.source(), event.exception());
                    value = event.value();
                }
                code = next.remaining();
            }
        } finally {
            System.setOut(console);
        }
        if (value == null || value.isEmpty()) return printed.toString(StandardCharsets.UTF_8);
        return value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
    }

    /** The same words and signs, and numbers within half a unit of the last digit that is shown. */
    private static boolean agree(String expected, String actual) {
        Matcher e = NUMBER.matcher(expected);
        Matcher a = NUMBER.matcher(actual);
        while (e.find()) {
            if (!a.find()) return false;
            var shown = new BigDecimal(e.group());
            var difference = shown.subtract(new BigDecimal(a.group())).abs();
            if (difference.compareTo(shown.ulp().multiply(new BigDecimal("0.5"))) > 0) return false;
        }
        return !a.find() && words(expected).equals(words(actual));
    }

    private static String words(String text) {
        return NUMBER.matcher(text).replaceAll("#").replaceAll("\\s+", " ").strip();
    }

    @Test
    void comparisonIsByTheDigitsShown() {
        assertTrue(agree("[0.33, 2]", "[0.33333, 2]"));
        assertTrue(agree("2.0", "2.04"));
        assertFalse(agree("[0.33, 2]", "[0.336, 2]"));
        assertFalse(agree("2", "3"));
        assertFalse(agree("2.777588773e-11", "2.777e-11"));
        assertFalse(agree("a 2", "b 2"));
        assertFalse(agree("2", "2 3"));
        assertTrue(agree("a\n   b 1", "a\n b 1"));
    }
}
