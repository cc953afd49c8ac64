package gradus.javakernel.help;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jdk.jshell.JShell;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What JShell writes otherwise from one JDK to the next; all else is asked in a real kernel, by test_kernel.py. */
class DocumentationTest {

    /** JDK 25 names the components of a record between it and its member. */
    @ParameterizedTest
    @CsvSource(delimiter = '=', value = {
            "record Point(double a, int[] b) {}; new Point(1, null).a|()    = double Point.a()",
            "record Point(double a, int[] b) {}; new Point(1, null).b|      = int[] Point.b",
            "record Point(double a) { double length() { return a; } }; new Point(1).length|() = double Point.length()",
            "record Point(double a) {}; new Poi|nt(1)                       = Point(double a)",
            "class Point { double a() { return 1; } }; new Point().a|()     = double Point.a()"})
    void aMemberOfWhatTheCellDeclares(String cell, String signature) {
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            String code = cell.replace("; new", "\nnew").replace("|", "");
            var page = new Documentation(shell).at(code, cell.replace("; new", "\nnew").indexOf('|'));
            assertEquals(signature, page.text());
        }
    }
}
