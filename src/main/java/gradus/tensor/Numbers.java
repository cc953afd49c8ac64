package gradus.tensor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How numbers are written for people: a few significant digits, a point, the same in every country. */
public final class Numbers {

    private Numbers() { }

    /** Five significant digits: 0.33333, 12346, 1.5e-9. */
    public static String text(double value) { return text(value, 5); }

    /**
     * As few digits as tell the number from every other double: what a setting is described with.
     *
     * <p>The same text on every JDK, and read back it is the same number.
     *
     * <pre>{@code
     * Numbers.exact(0.1)              // → 0.1
     * Numbers.exact(1e-8)             // → 1e-8
     * Numbers.exact(0.1 + 0.2)        // → 0.30000000000000004
     * }</pre>
     */
    public static String exact(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return 1 / value < 0 ? "-" + text(-value) : text(value);          // −0 is another number than 0
        }
        for (int digits = 1; ; digits++) {                                    // 17 tell all apart
            var text = text(value, digits);
            if (Double.parseDouble(text) == value) {
                return text;
            }
        }
    }

    /**
     * A number to a count of digits, and in full where it would read like another one that it is compared with.
     *
     * <pre>{@code
     * Numbers.apart(0.5, 0.25, 3)           // → 0.5
     * Numbers.apart(0.50001, 0.5, 3)        // → 0.50001
     * }</pre>
     */
    public static String apart(double value, double other, int digits) {
        var text = text(value, digits);
        return value != other && text.equals(text(other, digits)) ? exact(value) : text;
    }

    /** Several numbers, each exact, with commas between. */
    public static String exact(double... values) {
        var text = new StringBuilder();
        for (double value : values) {
            text.append(text.isEmpty() ? "" : ", ").append(exact(value));
        }
        return text.toString();
    }

    /**
     * A number to a given count of significant digits, without trailing zeros; from a million on and below a
     * ten-thousandth with an exponent, whole numbers below a thousand million in full.
     *
     * <pre>{@code
     * Numbers.text(1.0 / 3, 3)    // → 0.333
     * Numbers.text(2.7e-11, 3)    // → 2.7e-11
     * Numbers.text(4, 3)          // → 4
     * }</pre>
     */
    public static String text(double value, int digits) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "-∞";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        var rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            return rounded.toPlainString();
        }
        return rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
    }
}
