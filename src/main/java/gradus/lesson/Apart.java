package gradus.lesson;

import gradus.tensor.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How far a guess is from a result, in words from which one learns: a sign, a factor, or a difference. */
final class Apart {

    /** What counts as the same, as a share of the result: who computes by hand rounds. */
    static final double TOLERANCE = 0.02;
    /** Of the largest result of a list: what is 0 but for rounding. */
    private static final double ROUNDING = 1e-9;
    /** Below it whole numbers are counts: "3 less" says more than a factor. */
    private static final double COUNTS = 1000;
    private static final double TEN = 10;
    private static final double THOUSAND = 1000;
    private static final double MILLION = 1e6;
    private static final int DIGITS = 2;

    private Apart() {}

    /** Whether the guess is right within 2 %; of a list, what is 0 but for rounding is 0. */
    static boolean near(double guess, double result, double largest) {
        return guess == result || Double.isNaN(guess) && Double.isNaN(result)
                || Math.abs(guess - result) <= Math.max(TOLERANCE * Math.abs(result), ROUNDING * largest);
    }

    /** What is to be said of two finite numbers that do not read alike. */
    static String words(double guess, double result) {
        if (guess != 0 && near(-guess, result, 0)) return "the size is right, with the other sign";
        if (Math.signum(guess) * Math.signum(result) < 0) return "it has the other sign";
        double factor = guess / result;
        boolean counts = isCount(guess) && isCount(result);
        if (!counts && near(guess, result, 0)) return "right within 2 %";
        double times = Math.max(factor, 1 / factor);
        if (guess != 0 && result != 0 && times > (counts ? TEN : 2) * (1 - TOLERANCE)) {
            return "your guess is " + factor(factor) + (result < 0 ? ", its sign aside" : "");
        }
        return Numbers.text(Math.abs(result - guess), 3) + (result > guess ? " more" : " less");
    }

    private static boolean isCount(double value) {
        return value == Math.rint(value) && Math.abs(value) < COUNTS;
    }

    /** Of a list, what all its numbers have in common: turned signs, or one factor; empty without. */
    static String common(double[] guesses, double[] results) {
        if (guesses.length < 2 || guesses.length != results.length) return "";
        double largest = IntStream.range(0, results.length).mapToDouble(i -> Math.abs(results[i])).max().orElse(0);
        List<Integer> counted = IntStream.range(0, results.length).boxed()
                .filter(i -> !(guesses[i] == 0 && near(0, results[i], largest))).toList();
        if (counted.size() < 2) return "";
        double factor = guesses[counted.get(0)] / results[counted.get(0)];
        if (!Double.isFinite(factor) || factor == 0) return "";
        for (int i : counted) if (!near(guesses[i], factor * results[i], 0)) return "";
        if (near(-factor, 1, 0)) return "All signs are turned; the sizes are right.";
        return near(factor, 1, 0) ? "" : "Each of yours is " + factor(Math.abs(factor))
                + (factor < 0 ? ", and has the other sign." : ".");
    }

    /** "half of it", "twice as large", "about 100 times too small". */
    private static String factor(double factor) {
        if (near(factor, 0.5, 0)) return "half of it";
        if (near(factor, 2, 0)) return "twice as large";
        double times = Math.max(factor, 1 / factor);
        if (Double.isInfinite(times)) return "far too " + (factor > 1 ? "large" : "small");
        double rounded = new BigDecimal(times).round(new MathContext(DIGITS)).doubleValue();
        boolean exact = Math.abs(times - rounded) < ROUNDING * times;
        return (exact ? "" : "about ") + times(rounded) + " times too " + (factor > 1 ? "large" : "small");
    }

    private static String times(double rounded) {
        if (rounded < THOUSAND) return Numbers.text(rounded, DIGITS);
        if (rounded < MILLION) return String.format(Locale.ROOT, "%,d", (long) rounded);
        return rounded < THOUSAND * MILLION ? Numbers.text(rounded / MILLION, DIGITS) + " million" : Numbers.text(rounded, DIGITS);
    }
}
