package gradus.check;

import static gradus.check.Checks.claim;
import static gradus.tensor.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gradus.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ClaimTest {

    private static String printedBy(Runnable claim) {
        PrintStream before = System.out;
        var bytes = new ByteArrayOutputStream();
        try (var stream = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(stream);
            claim.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace("\r", "");
    }

    /** What it says under strict, where it throws and prints nothing. */
    private static String refused(Claim claim) {
        var message = new String[1];
        assertEquals("", printedBy(() -> message[0] = assertThrows(AssertionError.class, () -> claim.tell(true)).getMessage()));
        return message[0];
    }

    @Test
    void whatHoldsIsOneLine() {
        assertEquals("✓ the loss fell\n", printedBy(() -> claim("the loss fell", 0.1 < 2.3)));
        assertEquals("✓ accuracy\n", printedBy(() -> claim("accuracy", 0.96, 0.95, 0.01 + 1e-12)));
        assertEquals("✓ row\n", printedBy(() -> claim("row", new double[]{1, 2}, new double[]{1.05, 1.95}, 0.06)));
        assertEquals("✓ W\n", printedBy(() -> claim("W", tensor(1, 2), tensor(1, 2), 0)));
        assertEquals("✓ limit\n", printedBy(
                () -> claim("limit", Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0)));
        assertEquals("✓ the loss fell\n", printedBy(() -> Claim.of("the loss fell", true).tell(true)));
    }

    /** A reader who changed a number reads on. */
    @Test
    void withoutStrictWhatDoesNotHoldIsALineToo() {
        assertEquals("✗ no longer holds with your values: the loss fell\n", printedBy(() -> claim("the loss fell", false)));
        assertEquals("✗ no longer holds with your values: accuracy\n  expected  0.95\n  got       0.9\n  off by 0.05, tolerance 0.01\n",
                printedBy(() -> claim("accuracy", 0.90, 0.95, 0.01)));
        assertEquals("✗ no longer holds with your values: row\n  expected  [1, 2]\n  got       [1, 3]\n"
                + "  first difference at index 1: expected 2, got 3; off by 1, tolerance 0.5\n",
                printedBy(() -> claim("row", new double[]{1, 3}, new double[]{1, 2}, 0.5)));
        assertEquals("✗ no longer holds with your values: W\n  expected  [1]\n  got       null\n",
                printedBy(() -> claim("W", null, tensor(1), 1)));
    }

    @Test
    void aFalseConditionSaysWhatDoesNotHold() {
        assertEquals("does not hold: the loss fell",
                refused(Claim.of("the loss fell", false)));
    }

    @Test
    void aNumberTooFarAwaySaysExpectedGotAndTolerance() {
        assertEquals("does not hold: test accuracy\n  expected  0.95\n  got       0.9\n  off by 0.05, tolerance 0.01",
                refused(Claim.of("test accuracy", 0.90, 0.95, 0.01)));
    }

    @Test
    void numbersThatLookAlikeAreShownInFull() {
        assertEquals("does not hold: sum\n  expected  0.3\n  got       0.30000000000000004\n"
                + "  off by 5.6e-17, tolerance 0", refused(Claim.of("sum", 0.1 + 0.2, 0.3, 0)));
    }

    @Test
    void nanNeverPasses() {
        assertEquals("does not hold: loss\n  expected  0\n  got       NaN\n  tolerance 1",
                refused(Claim.of("loss", Double.NaN, 0, 1)));
        assertEquals("does not hold: loss\n  expected  NaN\n  got       NaN\n  tolerance 1",
                refused(Claim.of("loss", Double.NaN, Double.NaN, 1)));
        refused(Claim.of("loss", 3, Double.NaN, 1));
        refused(Claim.of("row", new double[]{1, Double.NaN}, new double[]{1, Double.NaN}, 1));
        refused(Claim.of("loss", Double.POSITIVE_INFINITY, 1, Double.MAX_VALUE));
        refused(Claim.of("loss", 1, Double.POSITIVE_INFINITY, 1));
    }

    @Test
    void arraysAndTensorsNameTheFirstDifference() {
        assertEquals("""
                does not hold: p
                  expected  [0.1, 0.2, 0.7]
                  got       [0.1, 0.3, 0.6]
                  first difference at index 1: expected 0.2, got 0.3; off by 0.1, tolerance 1e-6""",
                refused(Claim.of("p", new double[]{0.1, 0.3, 0.6}, new double[]{0.1, 0.2, 0.7}, 1e-6)));
        assertEquals("""
                does not hold: W
                  expected  [[1, 2],
                             [3, 4]]
                  got       [[1, 2],
                             [3, 5]]
                  first difference at index (1, 1): expected 4, got 5; off by 1, tolerance 0.5""",
                refused(Claim.of("W", tensor(new double[][]{{1, 2}, {3, 5}}),
                        tensor(new double[][]{{1, 2}, {3, 4}}), 0.5)));
    }

    @Test
    void anotherShapeIsADifference() {
        assertEquals("does not hold: W\n  expected  [1, 2], shape (2)\n  got       [[1, 2]], shape (1, 2)",
                refused(Claim.of("W", tensor(new double[][]{{1, 2}}), tensor(1, 2), 1)));
        assertEquals("does not hold: row\n  expected  [1, 2], shape (2)\n  got       [], shape (0)",
                refused(Claim.of("row", new double[0], new double[]{1, 2}, 1)));
    }

    @Test
    void longArraysAreShortened() {
        String message = refused(Claim.of("W", Tensor.of(new double[100], 100), Tensor.of(new double[99], 99), 1));
        assertEquals("does not hold: W\n  expected  [0, 0, 0, 0, 0, 0, 0, 0, …], shape (99)\n"
                + "  got       [0, 0, 0, 0, 0, 0, 0, 0, …], shape (100)", message);
    }

    @Test
    void nullIsADifference() {
        assertEquals("does not hold: row\n  expected  [1]\n  got       null",
                refused(Claim.of("row", null, new double[]{1}, 1)));
        assertEquals("does not hold: row\n  expected  null\n  got       [1]",
                refused(Claim.of("row", tensor(1), null, 1)));
    }

    @Test
    void theToleranceIsChecked() {
        for (double tolerance : new double[]{-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            var e = assertThrows(IllegalArgumentException.class, () -> claim("x", 1, 1, tolerance));
            assertEquals("claim \"x\": the tolerance is " + tolerance + ", it must be finite and 0 or more", e.getMessage());
        }
    }

    @Test
    void theLanguageOfTheComputerDoesNotShow() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals("does not hold: x\n  expected  12345.5\n  got       0.25\n  off by 12000, tolerance 0.5",
                    refused(Claim.of("x", 0.25, 12345.5, 0.5)));
        } finally {
            Locale.setDefault(before);
        }
    }
}
