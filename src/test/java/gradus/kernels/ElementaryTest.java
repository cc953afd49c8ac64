package gradus.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Each function against a reference that does not share its formula, and its values where formulas break. */
class ElementaryTest {

    private static final double INF = Double.POSITIVE_INFINITY;
    private static final MathContext DIGITS = new MathContext(60);

    /** How far apart, in units of the last place of the expected number. */
    private static double ulps(double expected, double actual) {
        if (Double.compare(expected, actual) == 0) return 0;
        return Math.abs(actual - expected) / Math.ulp(expected);
    }

    /** {@code slack}: what the reference itself, StrictMath, may be off by. */
    private static void within(double bound, double slack, DoubleUnaryOperator reference, DoubleUnaryOperator ours,
                               double from, double to) {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            double x = from + (to - from) * random.nextDouble();
            double expected = reference.applyAsDouble(x), actual = ours.applyAsDouble(x);
            double off = ulps(expected, actual);
            assertTrue(off <= bound + slack, () -> "f(" + x + ") is " + actual + ", expected " + expected
                + ": off by " + off + " ulp");
        }
    }

    /** Numbers of every magnitude and both signs. */
    private static void atEveryMagnitude(double bound, DoubleUnaryOperator reference, DoubleUnaryOperator ours,
                                         int smallest, int largest) {
        for (int e = smallest; e <= largest; e++) {
            double x = Math.scalb(1.2345678901234567, e);
            assertTrue(ulps(reference.applyAsDouble(x), ours.applyAsDouble(x)) <= bound, "at " + x);
            assertTrue(ulps(reference.applyAsDouble(-x), ours.applyAsDouble(-x)) <= bound, "at " + -x);
        }
    }

    @Test
    void logIsWithinOneUlp() {
        within(1, 0.5, StrictMath::log, Elementary::log, 0.5, 2);
        within(1, 0.5, StrictMath::log, Elementary::log, 0.99, 1.01);
        within(1, 0.5, StrictMath::log, Elementary::log, 0, 1);
        within(1, 0.5, StrictMath::log, Elementary::log, 1, 1e9);
        atEveryMagnitude(1, StrictMath::log, Elementary::log, -1074, 1023);
    }

    @Test
    void logAgainstSixtyDigits() {
        var random = new Random(11);
        double worst = 0;
        for (int i = 0; i < 300; i++) {
            double x = Math.scalb(0.5 + random.nextDouble(), random.nextInt(5) - 2);
            BigDecimal exact = logarithm(x);
            BigDecimal off = exact.subtract(new BigDecimal(Elementary.log(x))).abs();
            worst = Math.max(worst, off.divide(new BigDecimal(Math.ulp(exact.doubleValue())), DIGITS).doubleValue());
        }
        assertTrue(worst < 1, "off by " + worst + " ulp");
    }

    /** ln x for x near 1 by 2 artanh((x − 1)/(x + 1)), summed until nothing changes in 60 digits. */
    private static BigDecimal logarithm(double value) {
        var x = new BigDecimal(value);
        var s = x.subtract(BigDecimal.ONE).divide(x.add(BigDecimal.ONE), DIGITS);
        BigDecimal power = s, sum = BigDecimal.ZERO, square = s.multiply(s, DIGITS);
        for (int n = 1; power.abs().compareTo(new BigDecimal("1e-55")) > 0; n += 2) {
            sum = sum.add(power.divide(BigDecimal.valueOf(n), DIGITS));
            power = power.multiply(square, DIGITS);
        }
        return sum.multiply(BigDecimal.valueOf(2));
    }

    @Test
    void expAgainstSixtyDigits() {
        var random = new Random(13);
        double worst = 0;
        for (int i = 0; i < 3000; i++) {
            double x = (random.nextDouble() - 0.5) * (i % 3 == 0 ? 1400 : 2);
            BigDecimal exact = exponential(x);
            BigDecimal off = exact.subtract(new BigDecimal(Elementary.exp(x))).abs();
            worst = Math.max(worst, off.divide(new BigDecimal(Math.ulp(exact.doubleValue())), DIGITS).doubleValue());
        }
        boolean once = Elementary.fma(1 + 0x1p-30, 1 - 0x1p-30, -1) != 0;
        double bound = once ? 1 : 1.05;
        assertTrue(worst < bound, "off by " + worst + " ulp");
    }

    /** e^x by Taylor's series of x / 2¹², squared twelve times. */
    private static BigDecimal exponential(double value) {
        var x = new BigDecimal(value).divide(BigDecimal.valueOf(4096), DIGITS);
        BigDecimal term = BigDecimal.ONE, sum = term;
        for (int n = 1; term.abs().compareTo(new BigDecimal("1e-50")) > 0; n++) {
            term = term.multiply(x, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
            sum = sum.add(term);
        }
        return sum.pow(4096, DIGITS);
    }

    /** If one of these bits changes, so does every random normal number of the course. */
    @Test
    void logHasTheseBits() {
        assertEquals(Double.doubleToLongBits(0.0), Double.doubleToLongBits(Elementary.log(1)));
        assertEquals("0x1.62e42fefa39efp-1", Double.toHexString(Elementary.log(2)));
        assertEquals("-0x1.26bb1bbb55515p1", Double.toHexString(Elementary.log(0.1)));
        assertEquals("0x1.193ea7aad030ap0", Double.toHexString(Elementary.log(3)));
        var random = new Random(1);
        long bits = 0;
        for (int i = 0; i < 10_000; i++) bits = 31 * bits + Double.doubleToLongBits(Elementary.log(random.nextDouble()));
        assertEquals(310413492609024873L, bits);
    }

    @Test
    void logAtTheEdges() {
        assertEquals(-INF, Elementary.log(0.0));
        assertEquals(-INF, Elementary.log(-0.0));
        assertEquals(INF, Elementary.log(INF));
        for (double x : new double[] {-Double.MIN_VALUE, -1, -INF, Double.NaN}) assertEquals(Double.NaN, Elementary.log(x));
        assertEquals(-744.4400719213812, Elementary.log(Double.MIN_VALUE));
        assertEquals(709.782712893384, Elementary.log(Double.MAX_VALUE));
    }

    @Test
    void log1pIsWithinTwoUlp() {
        within(2, 0.5, StrictMath::log1p, Elementary::log1p, -1, 1);
        within(2, 0.5, StrictMath::log1p, Elementary::log1p, 0, 100);
        atEveryMagnitude(2.5, StrictMath::log1p, Elementary::log1p, -1074, 1023);
        assertEquals(-INF, Elementary.log1p(-1));
        assertEquals(INF, Elementary.log1p(INF));
        for (double x : new double[] {-1.5, -INF, Double.NaN}) assertEquals(Double.NaN, Elementary.log1p(x));
        keepsZeroAndTheTiniest(Elementary::log1p);
    }

    @Test
    void tanhIsWithinThreeUlp() {
        within(3, 1, StrictMath::tanh, Elementary::tanh, -1, 1);
        within(3, 1, StrictMath::tanh, Elementary::tanh, -25, 25);
        atEveryMagnitude(3, StrictMath::tanh, Elementary::tanh, -1074, 1023);
        for (double x : new double[] {20, 710, 800, Double.MAX_VALUE, INF}) {
            assertEquals(1, Elementary.tanh(x));
            assertEquals(-1, Elementary.tanh(-x));
        }
        assertEquals(Double.NaN, Elementary.tanh(Double.NaN));
        keepsZeroAndTheTiniest(Elementary::tanh);
    }

    @Test
    void expm1IsWithinThreeUlp() {
        within(3, 0.5, StrictMath::expm1, Elementary::expm1, -1, 1);
        within(3, 0.5, StrictMath::expm1, Elementary::expm1, -40, 700);
        atEveryMagnitude(3.5, StrictMath::expm1, Elementary::expm1, -1074, 1023);
        assertEquals(-1, Elementary.expm1(-800));
        assertEquals(-1, Elementary.expm1(-INF));
        assertEquals(INF, Elementary.expm1(800));
        assertEquals(INF, Elementary.expm1(INF));
        assertEquals(Double.NaN, Elementary.expm1(Double.NaN));
        keepsZeroAndTheTiniest(Elementary::expm1);
    }

    private static void keepsZeroAndTheTiniest(DoubleUnaryOperator f) {
        for (double x : new double[] {0.0, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE, 3 * Double.MIN_VALUE, 1e-310, 1e-30}) {
            assertEquals(Double.doubleToLongBits(x), Double.doubleToLongBits(f.applyAsDouble(x)), "at " + x);
        }
    }

    @Test
    void sigmoidIsWithinThreeUlp() {
        // ½(1 + tanh(x/2)) on the right, where it does not cancel; σ(−x) = e^−x σ(x) on the left
        within(3, 1, x -> 0.5 * (1 + StrictMath.tanh(x / 2)), Elementary::sigmoid, 0, 40);
        within(3, 1, x -> StrictMath.exp(x) / (1 + StrictMath.exp(x)), Elementary::sigmoid, -700, 0);
        assertEquals(0.5, Elementary.sigmoid(0.0));
        assertEquals(0.5, Elementary.sigmoid(-0.0));
        assertEquals(1, Elementary.sigmoid(800));
        assertEquals(0, Elementary.sigmoid(-800));
        assertEquals(1, Elementary.sigmoid(INF));
        assertEquals(0, Elementary.sigmoid(-INF));
        assertEquals(StrictMath.exp(-740), Elementary.sigmoid(-740));
        assertEquals(Double.NaN, Elementary.sigmoid(Double.NaN));
    }

    @Test
    void softplusIsWithinThreeUlp() {
        within(3, 1.5, x -> StrictMath.log1p(StrictMath.exp(x)), Elementary::softplus, -700, 30);
        within(3, 1.5, x -> StrictMath.log1p(StrictMath.exp(x)), Elementary::softplus, -2, 2);
        assertEquals(800, Elementary.softplus(800));
        assertEquals(0, Elementary.softplus(-800));
        assertEquals(StrictMath.exp(-740), Elementary.softplus(-740));
        assertEquals(INF, Elementary.softplus(INF));
        assertEquals(0, Elementary.softplus(-INF));
        assertEquals(Double.NaN, Elementary.softplus(Double.NaN));
    }

    /** Angles up to the largest double and next to multiples of π/2, in trigonometry.csv. Measured: 0.74 ulp. */
    @Test
    void sineAndCosineAreWithinOneUlp() throws IOException {
        List<String> facts;
        try (var in = ElementaryTest.class.getResourceAsStream("trigonometry.csv")) {
            facts = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
        }
        assertTrue(facts.size() > 250);
        double worst = 0;
        for (String fact : facts) {
            String[] cells = fact.split(",");
            double x = Double.parseDouble(cells[0]);
            worst = Math.max(worst, ulps(new BigDecimal(cells[1]), Elementary.sin(x)));
            worst = Math.max(worst, ulps(new BigDecimal(cells[2]), Elementary.cos(x)));
        }
        assertTrue(worst < 0.8, "off by " + worst + " ulp");
        within(0.8, 1, StrictMath::sin, Elementary::sin, -10, 10);
        within(0.8, 1, StrictMath::cos, Elementary::cos, -10, 10);
        within(0.8, 1, StrictMath::sin, Elementary::sin, -1e6, 1e6);
        within(0.8, 1, StrictMath::cos, Elementary::cos, -1e6, 1e6);
    }

    private static double ulps(BigDecimal exact, double actual) {
        return exact.subtract(new BigDecimal(actual)).abs()
            .divide(new BigDecimal(Math.ulp(exact.doubleValue())), DIGITS).doubleValue();
    }

    @Test
    void sineAndCosineAtTheEdges() {
        keepsZeroAndTheTiniest(Elementary::sin);
        assertEquals(1, Elementary.cos(0.0));
        assertEquals(1, Elementary.cos(Double.MIN_VALUE));
        assertEquals(1.2246467991473532e-16, Elementary.sin(Math.PI));
        assertEquals(6.123233995736766e-17, Elementary.cos(Math.PI / 2));
        for (double x : new double[] {INF, -INF, Double.NaN}) {
            assertEquals(Double.NaN, Elementary.sin(x));
            assertEquals(Double.NaN, Elementary.cos(x));
        }
    }

    /** One argument, one result, on every platform. */
    @Test
    void sineAndCosineHaveTheseBits() {
        var random = new Random(1);
        long bits = 0;
        for (int i = 0; i < 10_000; i++) {
            double x = Math.scalb(random.nextGaussian(), i % 40 - 20);
            bits = 31 * bits + Double.doubleToLongBits(Elementary.sin(x));
            bits = 31 * bits + Double.doubleToLongBits(Elementary.cos(x));
        }
        assertEquals(5909738704373883237L, bits);
    }
}
