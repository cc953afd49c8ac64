package gradus.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers as they stand in a notebook: compiled by JShell, cell by cell. */
class ExerciseInJShellTest {

    private static final String CHECK =
            "gradus.check.Checks.exercise(\"00.1\", \"look again\", gradus.check.Checks.trial(\"leaky(-2)\","
                    + " () -> Answer.leaky(-2), -0.02)).report()";

    @BeforeEach
    void noFailureYet() {
        Exercise.FAILURES.clear();
    }

    /** The value of the last cell, as the source of a Java string. */
    private static String lastOf(String... cells) {
        try (JShell shell = JShell.builder().executionEngine("local")
                .compilerOptions("-classpath", System.getProperty("java.class.path")).build()) {
            String last = null;
            for (String cell : cells) {
                List<SnippetEvent> events = shell.eval(cell);
                assertEquals(null, events.get(0).exception());
                last = events.get(0).value();
            }
            return last;
        }
    }

    @Test
    void anAnswerThatCallsWhatDoesNotExistIsExplained() {
        assertEquals("\"✗ Exercise 00.1 is not right yet: 0 of 1 trial passed.\\nleaky(-2)\\n"
                        + "  calls something that does not exist: look for a misspelt name, or a method or class whose"
                        + " cell was not run.\\n  Run the cell of your answer again, or restart the kernel and run all"
                        + " cells.\"",
                lastOf("class Answer { static double leaky(double x) { return slope(x); } }", CHECK));
    }

    @Test
    void theMethodOfTheCellThatThrewIsNamed() {
        assertEquals("\"✗ Exercise 00.1 is not right yet: 0 of 1 trial passed.\\nleaky(-2)\\n"
                        + "  threw ArithmeticException: / by zero\\n  in Answer.leaky\"",
                lastOf("class Answer { static double leaky(double x) { return 1 / (int) 0.5; } }", CHECK));
    }

    @Test
    void anAnswerThatIsRightPasses() {
        assertEquals("\"✓ Exercise 00.1 passed: 1 trial.\"",
                lastOf("class Answer { static double leaky(double x) { return x < 0 ? 0.01 * x : x; } }", CHECK));
    }

    @Test
    void theMethodThatIsOpenIsNamed() {
        String check = "gradus.check.Checks.exercise(\"00.1\", \"\", gradus.check.Checks.trial(\"f\", () -> Answer.f(), 1),"
                + " gradus.check.Checks.trial(\"g\", () -> Answer.g(), 1), gradus.check.Checks.trial(\"h\", () -> h(), 1)).report()";
        String open = "throw new gradus.check.NotDone();";
        assertEquals("\"○ Exercise 00.1 is open: write Answer.g and h in place of throw new NotDone(), run its cell, then this"
                + " one.\\nSo far 1 of 3 trials passed:\\n  ✓ f\\n  ○ g\\n  ○ h\"",
                lastOf("class Answer { static int f() { return 1; } static int g() { " + open + " } }",
                        "int h() { " + open + " }", check));
    }
}
