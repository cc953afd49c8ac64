package gradus.tensor;

import static gradus.tensor.Tensors.arange;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.tensor;
import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** How numbers and tensors are written for people. */
class TextTest {

    private static void number(String expected, double value) {
        assertEquals(expected, Numbers.text(value));
    }

    @Test
    void fiveSignificantDigits() {
        number("0.33333", 1.0 / 3);
        number("-0.66667", -2.0 / 3);
        number("2.5", 2.5);
        number("1.2346", 1.23456);
        number("12346", 12345.678);
        number("123460", 123456.7);
        number("999990", 999990.4);
        number("1e6", 999999.5);
        number("1e6", 999995.1);
        number("999990", 999994.9);
        number("1.2346e9", 1234567890);
        number("1.2346e6", 1234567.8);
        number("1", 0.999999);
        number("0.99999", 0.99999);
        number("0.0001", 0.0001);
        number("0.0001", 0.00009999999);
        number("9.9999e-5", 0.000099999);
        number("0.0010001", 0.0010001);
        number("1e-5", 1e-5);
        number("-1.5e-9", -1.5e-9);
    }

    @Test
    void wholeNumbersInFullBelowAThousandMillion() {
        number("0", 0);
        number("0", -0.0);
        number("7", 7);
        number("-123456789", -123456789);
        number("999999999", 999999999);
        number("1e9", 1e9);
        number("-1e9", -1e9);
        number("1e15", 1e15);
    }

    @Test
    void theEndsOfTheDoubles() {
        number("NaN", Double.NaN);
        number("∞", Double.POSITIVE_INFINITY);
        number("-∞", Double.NEGATIVE_INFINITY);
        number("1.7977e308", Double.MAX_VALUE);
        number("4.9407e-324", Double.MIN_VALUE);
        number("1e300", 1e300);
    }

    @Test
    void asManyDigitsAsAsked() {
        assertEquals("0.333", Numbers.text(1.0 / 3, 3));
        assertEquals("2.7776e-11", Numbers.text(2.777588773e-11, 5));
        assertEquals("3.141592654", Numbers.text(Math.PI, 10));
        assertEquals("0.1", Numbers.text(0.1, 15));
        assertEquals("200000", Numbers.text(150000.1, 1));
    }

    @Test
    void theSameInEveryCountry() {
        var before = Locale.getDefault();
        try {
            for (var locale : new Locale[]{Locale.GERMANY, Locale.forLanguageTag("ar-EG"), Locale.forLanguageTag("hi-IN-u-nu-deva")}) {
                Locale.setDefault(locale);
                number("0.33333", 1.0 / 3);
                number("-1.5e-9", -1.5e-9);
                assertEquals("[1234567, 0.5]", tensor(1234567, 0.5).toString());
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void scalarsAndVectors() {
        assertEquals("2.5", scalar(2.5).toString());
        assertEquals("[1, -0.5, 0.33333]", tensor(1, -0.5, 1.0 / 3).toString());
        assertEquals("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]", arange(10).toString());
        assertEquals("(11) [0, 1, 2, …, 8, 9, 10]", arange(11).toString());
        assertEquals("(0) []", tensor().toString());
        assertEquals("[NaN, ∞, -∞]", tensor(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY).toString());
    }

    @Test
    void matricesHaveTheirShapeAndAlignedColumns() {
        assertEquals("""
                (2, 3)
                [[   1,  2.5,   -3],
                 [-0.5, 1000,    0]]""",
                tensor(new double[][]{{1, 2.5, -3}, {-0.5, 1000, 0}}).toString());
        assertEquals("(1, 1)\n[[3]]", tensor(3).reshape(1, 1).toString());
    }

    @Test
    void longAxesAreShortenedInTheMiddle() {
        assertEquals("""
                (12, 11)
                [[  0,   1,   2, …,   8,   9,  10],
                 [ 11,  12,  13, …,  19,  20,  21],
                 [ 22,  23,  24, …,  30,  31,  32],
                 …,
                 [ 99, 100, 101, …, 107, 108, 109],
                 [110, 111, 112, …, 118, 119, 120],
                 [121, 122, 123, …, 129, 130, 131]]""", arange(132).reshape(12, 11).toString());
    }

    @Test
    void onlyWhatIsShownDecidesTheWidth() {
        var x = zeros(1, 20);
        x.data()[10] = 123456;
        assertEquals("(1, 20)\n[[0, 0, 0, …, 0, 0, 0]]", x.toString());
    }

    @Test
    void stacksOfMatrices() {
        assertEquals("""
                (2, 2, 2)
                [[[0, 1],
                  [2, 3]],
                 [[4, 5],
                  [6, 7]]]""", arange(8).reshape(2, 2, 2).toString());
    }

    @Test
    void ofManyMatricesTheFirstAndTheLast() {
        assertEquals("""
                (4, 2, 2)
                [[[ 0,  1],
                  [ 2,  3]],
                 …,
                 [[12, 13],
                  [14, 15]]]""", arange(16).reshape(4, 2, 2).toString());
        assertEquals("""
                (5, 3, 1, 2)
                [[[[ 0,  1]],
                  [[ 2,  3]],
                  [[ 4,  5]]],
                 …,
                 [[[24, 25]],
                  [[26, 27]],
                  [[28, 29]]]]""", arange(30).reshape(5, 3, 1, 2).toString());
        assertEquals("""
                (2, 4, 1, 11)
                [[[[0, 0, 0, …, 0, 0, 0]],
                  …,
                  [[0, 0, 0, …, 0, 0, 0]]],
                 [[[0, 0, 0, …, 0, 0, 0]],
                  …,
                  [[0, 0, 0, …, 0, 0, 0]]]]""", zeros(2, 4, 1, 11).toString());
    }

    @Test
    void emptyOnes() {
        assertEquals("(0, 3)\n[]", zeros(0, 3).toString());
        assertEquals("(2, 0)\n[[],\n []]", zeros(2, 0).toString());
    }
}
