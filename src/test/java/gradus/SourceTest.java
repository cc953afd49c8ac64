package gradus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the sources promise their readers: short files, a small core, a word about everything that is public. */
class SourceTest {

    private static final Path MAIN = Path.of("src/main/java/gradus");
    private static final Path KERNEL = Path.of("src/kernel/java/gradus");
    private static final Set<String> MATHEMATICS = Set.of("tensor", "init", "nn", "loss", "optim", "metrics");
    private static final int LINES_OF_A_FILE = 300;
    private static final int LINES_OF_THE_MATHEMATICS = 4500;

    /** A type, a method or a constructor that can be seen from outside; a field needs no Javadoc of its own. */
    private static final Pattern PUBLIC = Pattern.compile(
            "\\s*public .*?(\\b(class|interface|record|enum) \\w+|\\w+\\s*\\().*");
    private static final Pattern NEEDS_NONE = Pattern.compile("\\s*(@\\w+(\\(.*\\))?|)\\s*");

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Stream.concat(Files.walk(MAIN), Files.walk(KERNEL))) {
            return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        }
    }

    /** Lines that hold more than space and comments. */
    static long linesOfCode(List<String> lines) {
        long count = 0;
        boolean comment = false;
        for (String line : lines) {
            String rest = line.strip();
            if (comment) {
                int end = rest.indexOf("*/");
                if (end < 0) continue;
                comment = false;
                rest = rest.substring(end + 2).strip();
            }
            if (rest.startsWith("/*")) {
                int end = rest.indexOf("*/");
                comment = end < 0;
                rest = comment ? "" : rest.substring(end + 2).strip();
            }
            if (!rest.isEmpty() && !rest.startsWith("//")) count++;
        }
        return count;
    }

    @Test
    void noFileHasMoreThan300LinesOfCode() throws IOException {
        var tooLong = new ArrayList<String>();
        for (Path file : sources()) {
            long lines = linesOfCode(Files.readAllLines(file));
            if (lines > LINES_OF_A_FILE) tooLong.add(file + ": " + lines);
        }
        assertEquals(List.of(), tooLong);
    }

    @Test
    void theMathematicsFitsIn4500LinesOfCode() throws IOException {
        long lines = 0;
        for (Path file : sources()) {
            if (MATHEMATICS.contains(MAIN.relativize(file).getName(0).toString())) {
                lines += linesOfCode(Files.readAllLines(file));
            }
        }
        assertTrue(lines > 1000 && lines < LINES_OF_THE_MATHEMATICS, "lines of code: " + lines);
    }

    @Test
    void noClassIsCalledUtils() throws IOException {
        for (Path file : sources()) {
            assertFalse(file.getFileName().toString().matches(".*Util(s|ities)?\\.java"), file.toString());
        }
    }

    /** Public types, methods and constructors of the mathematics, and the methods of its public interfaces. */
    @Test
    void everythingPublicHasJavadoc() throws IOException {
        var without = new TreeSet<String>();
        for (Path file : sources()) {
            if (!MATHEMATICS.contains(MAIN.relativize(file).getName(0).toString())) continue;
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (PUBLIC.matcher(lines.get(i)).matches() && !documented(lines, i)) {
                    without.add(file.getFileName() + ", line " + (i + 1) + ": " + lines.get(i).strip());
                }
            }
        }
        assertEquals(Set.of(), without);
    }

    /** Javadoc stands above, with nothing but annotations between; what overrides inherits it. */
    private static boolean documented(List<String> lines, int at) {
        for (int i = at - 1; i >= 0; i--) {
            String line = lines.get(i).strip();
            if (line.equals("@Override") || line.endsWith("*/")) return true;
            if (!NEEDS_NONE.matcher(line).matches()) return false;
        }
        return false;
    }

    /** The tooltip of a notebook shows the first sentence raw. */
    @Test
    void firstSentencesArePlainText() throws IOException {
        var marked = new TreeSet<String>();
        for (Path file : sources()) {
            if (!MATHEMATICS.contains(MAIN.relativize(file).getName(0).toString())) continue;
            var javadoc = Pattern.compile("/\\*\\*\\s*(.*?)(\\.\\s|\\.?\\s*\\*/|;)", Pattern.DOTALL)
                    .matcher(Files.readString(file));
            while (javadoc.find()) {
                String sentence = javadoc.group(1).replaceAll("\\s*\\n\\s*\\*\\s*", " ");
                if (sentence.matches(".*(<[a-z/]+>|\\{@(code|link)|&[a-z]+;).*")) {
                    marked.add(file.getFileName() + ": " + sentence);
                }
            }
        }
        assertEquals(Set.of(), marked);
    }

    /** In the documentation of what is public, a less-than sign or an ampersand that begins no tag or entity ends the Javadoc tool. */
    @Test
    void javadocIsHtml() throws IOException {
        var stray = new TreeSet<String>();
        for (Path file : sources()) {
            var javadoc = Pattern.compile("(/\\*\\*[^*]*+(?:\\*(?!/)[^*]*+)*+\\*/)\\s*(@\\w+\\s+)*(public|protected) ")
                    .matcher(Files.readString(file));
            while (javadoc.find()) {
                String text = withoutCode(javadoc.group(1)).replaceAll("@param <\\w+>", "@param");
                var sign = Pattern.compile("(.*)(<(?![a-z/][a-z0-9 =\"/]*>)|&(?!#?\\w+;))").matcher(text);
                while (sign.find()) stray.add(file.getFileName() + ": " + sign.group(1).strip() + sign.group(2));
            }
        }
        assertEquals(Set.of(), stray);
    }

    /** Without what stands in {@code code}, in which braces go in pairs. */
    private static String withoutCode(String text) {
        var rest = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            if (depth > 0) depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            else if (text.startsWith("{@code", i)) depth = 1;
            else rest.append(text.charAt(i));
        }
        return rest.toString();
    }

    @Test
    void strayHtmlIsFound() {
        assertEquals("a <b>  &lt; c", withoutCode("a <b> {@code x < {y} & z} &lt; c"));
    }

    @Test
    void codeIsCountedWithoutCommentsAndBlankLines() {
        assertEquals(3, linesOfCode(List.of("/** A", " * comment. */", "", "class A { // one", "  /* x */ int b;",
                "  // none", "}")));
    }
}
