package gradus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gradus.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.function.Executable;

/** What the tests of the mathematics expect: numbers to so many digits, and errors by their full text. */
public final class Expect {

    private Expect() {
    }

    /** Shape and elements, each within the tolerance. */
    public static void tensor(double[] elements, int[] shape, Tensor actual, double tolerance) {
        assertEquals(Arrays.toString(shape), Arrays.toString(actual.shape()), "shape");
        for (int i = 0; i < elements.length; i++) {
            number(elements[i], actual.data()[i], tolerance, "element " + i + " of " + Arrays.toString(elements));
        }
    }

    /** The elements of a vector, each within the tolerance. */
    public static void vector(Tensor actual, double tolerance, double... elements) {
        tensor(elements, new int[]{elements.length}, actual, tolerance);
    }

    /** The elements to as many decimals as are printed: {@code digits("0.33 0.67", t)}. */
    public static void digits(String printed, Tensor actual) {
        String[] numbers = printed.trim().split("\\s+");
        assertEquals(numbers.length, actual.size(), "elements of " + actual);
        for (int i = 0; i < numbers.length; i++) {
            digits(numbers[i], actual.data()[i]);
        }
    }

    /** A number to as many decimals as are printed: half a unit of the last, and a little for a tie. */
    public static void digits(String printed, double actual) {
        number(Double.parseDouble(printed), actual, 0.5001 * new java.math.BigDecimal(printed).ulp().doubleValue(), printed);
    }

    /** A number within a tolerance; NaN and infinity only where they are expected. */
    public static void number(double expected, double actual, double tolerance, String what) {
        boolean same = Double.compare(expected, actual) == 0 || expected == actual;
        if (!same && !(Math.abs(expected - actual) <= tolerance)) {
            assertEquals(expected, actual, what);
        }
    }

    /** A wrong argument: the whole message. */
    public static void refuses(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    /** A call at the wrong time: the whole message. */
    public static void notNow(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalStateException.class, call).getMessage());
    }
}
