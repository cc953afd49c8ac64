package gradus.javakernel.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellSourceTest {

    @Test
    void aCellIsTakenApartAtItsFirstWords() {
        String cell = "// one\n\nint a = 1; /* two */ int b = 2;\n\n\nfor (;;) {\n}\na\n// end";
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            List<CellSource.Piece> pieces = CellSource.pieces(shell.sourceCodeAnalysis(), cell);
            assertEquals("3 int a = 1;|3 int b = 2;|6 for (;;) {\n}|8 a", pieces.stream()
                    .map(piece -> piece.line(cell) + " " + piece.source().replaceFirst("\\s*// end\\s*", "")).collect(Collectors.joining("|")));
            assertEquals(false, CellSource.pieces(shell.sourceCodeAnalysis(), "a;\nfor (;;) {").get(1).complete());
            assertEquals(List.of(), CellSource.pieces(shell.sourceCodeAnalysis(), " // nothing\n"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', textBlock = """
            double f(double x) { return x; }              → f
            static <T extends Number> List<T> g() { }     → g
            int[] h(int[] a, String s) throws Exception { → h
            double größe(int n) {                         → größe
            class A { int f() { return 1; } }             → A
            public final class B<T> extends C { }         → B
            record P(int a, int b) {}                     → P
            enum E { ONE }                                → E
            @Deprecated class D { }                       → D
            """)
    void headingsOfDeclarations(String source, String name) {
        assertEquals(name, CellSource.declared(source).name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"f(1);", "int a = f(1);", "for (int i = 0; i < 3; i++) { }", "if (f(1)) { }", "new Thread() { };", "x -> { }",
            "var r = new Rng(1);", "while (true) { g(); }", "// class A\nint b;", "import java.util.*;", "String s = \"class A\";",
            "Runnable r = new Runnable() { public void run() { } };", "else if (a) { }"})
    void otherStatementsDeclareNothing(String source) {
        assertNull(CellSource.declared(source));
    }
}
