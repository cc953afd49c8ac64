package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookTest {

    @Test
    void contrastIsThatOfWcag() {
        assertEquals(21, Look.contrast(Color.BLACK, Color.WHITE), 1e-9);
        assertEquals(4.54, Look.contrast(new Color(0x767676), Color.WHITE), 0.005);
    }

    @Test
    void everyTextCanBeRead() {
        for (Color ink : List.of(Look.INK, Look.QUIET_INK)) assertTrue(Look.contrast(ink, Color.WHITE) >= 4.5);
        for (Color color : Look.PALETTE) assertTrue(Look.contrast(Look.readable(color), Color.WHITE) >= 4.5);
        for (int grey = 0; grey < 256; grey++) {
            Color ground = new Color(grey, grey, grey);
            assertTrue(Look.contrast(Look.inkOn(ground), ground) >= 4.5, "on " + ground);
        }
    }

    /** Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision deficiency" (2009). */
    private static final double[][][] COLOUR_BLIND = {
        {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
        {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
        {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};

    /** For protanopes, deuteranopes and tritanopes, as CIELAB distances; 2.3 can just be told apart. */
    @Test
    void colourBlindReadersCanTellThePaletteApart() {
        for (double[][] eye : COLOUR_BLIND) {
            for (int i = 0; i < Look.PALETTE.size(); i++) {
                for (int j = 0; j < i; j++) {
                    double[] a = lab(eye, Look.PALETTE.get(i));
                    double[] b = lab(eye, Look.PALETTE.get(j));
                    double distance = Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
                    assertTrue(distance > 12, Look.PALETTE.get(i) + " and " + Look.PALETTE.get(j) + ": " + distance);
                }
            }
        }
    }

    private static double[] lab(double[][] eye, Color color) {
        double[] linear = new double[3];
        for (int k = 0; k < 3; k++) {
            double c = new int[] {color.getRed(), color.getGreen(), color.getBlue()}[k] / 255.0;
            linear[k] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
        }
        double[] rgb = times(eye, linear);
        double[] xyz = times(new double[][] {{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}}, rgb);
        double[] white = {0.9505, 1, 1.089};
        for (int k = 0; k < 3; k++) {
            double t = Math.max(0, xyz[k] / white[k]);
            xyz[k] = t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116.0;
        }
        return new double[] {116 * xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])};
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[3];
        for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) product[i] += matrix[i][j] * vector[j];
        return product;
    }

    @Test
    void longTitlesBreakBetweenWords() {
        List<String> lines = Look.wrap("one two three four five six seven", Look.TITLE, 120);
        assertTrue(lines.size() > 2);
        assertEquals("one two three four five six seven", String.join(" ", lines));
        for (String line : lines) assertTrue(Look.width(line, Look.TITLE) <= 120, line);
    }

    @Test
    void namesAtTheEndsOfLinesAreMovedApart() {
        double[] at = {100, 101, 102, 300};
        Ends.spread(at, 20, 0, 310);
        for (int i = 1; i < at.length; i++) assertTrue(at[i] - at[i - 1] >= 19.9, at[i - 1] + ", " + at[i]);
        assertEquals(101, at[1], 1);
        double[] low = {298, 299, 300};
        Ends.spread(low, 20, 0, 300);
        assertTrue(low[2] <= 300.01 && low[0] <= 261, low[0] + ", " + low[2]);
    }

    @Test
    void numbersAreShort() {
        assertEquals("0.1235", Words.text(0.123456));
        assertEquals("-4", Words.text(-4));
        assertEquals("0", Words.text(-0.0));
        assertEquals("1797", Words.text(1797));
        assertEquals("1.5e-7", Words.text(1.5e-7));
        assertEquals("1.235e12", Words.text(1.23456e12));
        assertEquals("12350", Words.text(12345.678));
        assertEquals("∞", Words.text(Double.POSITIVE_INFINITY));
        assertEquals("NaN", Words.text(Double.NaN));
        assertEquals("0.0", Words.fixed(-0.01, 1));
        assertEquals("10⁻¹²", Words.powerOfTen(-12));
    }
}
