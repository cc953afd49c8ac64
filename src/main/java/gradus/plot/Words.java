package gradus.plot;

import gradus.tensor.Numbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Numbers and counts as a figure and its text alternative print them. */
final class Words {

    private Words() {}

    /** Four significant digits without trailing zeros, for example {@code 0.1235}, {@code -4}, {@code 1.5e-7}. */
    static String text(double value) {
        return Numbers.text(value, 4);
    }

    /** The same, in full where it would read like another number that it is compared with. */
    static String apart(double value, double other) {
        return Numbers.apart(value, other, 4);
    }

    /** The value with this many digits behind the point. */
    static String fixed(double value, int decimals) {
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? rounded.abs().toPlainString() : rounded.toPlainString();
    }

    /** A share in percent, for example {@code 95.8 %}. */
    static String percent(double share) {
        return Numbers.text(100 * share, 3) + " %";
    }

    /** A power of ten with its exponent raised, for example {@code 10⁻³}. */
    static String powerOfTen(int exponent) {
        return "10" + raised(Integer.toString(exponent));
    }

    /** A whole number as an exponent, for example {@code ⁻³}. */
    static String raised(String number) {
        StringBuilder raised = new StringBuilder();
        for (char c : number.toCharArray()) raised.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'));
        return raised.toString();
    }

    /** A count with its noun, for example {@code 1 point}, {@code 3 points}. */
    static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    /** A name in a list, in quotes where it holds what parts the list: {@code “rate, warm”}. */
    static String name(String name) {
        return name.contains(",") || name.contains(";") ? "“" + name + "”" : name;
    }

    /** A shape, for example {@code (3, 4)}. */
    static String shape(int... shape) {
        return IntStream.of(shape).mapToObj(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }
}
