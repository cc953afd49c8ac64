package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;

class StyleTest {

    @Test
    void contrastIsThatOfWcag() {
        assertEquals(21, Style.contrast(Color.BLACK, Color.WHITE), 1e-9);
        assertEquals(4.54, Style.contrast(new Color(0x767676), Color.WHITE), 0.005);
    }

    @Test
    void everyTextCanBeRead() {
        for (Color ink : List.of(Style.INK, Style.QUIET_INK)) assertTrue(Style.contrast(ink, Color.WHITE) >= 4.5);
        for (Color color : Style.PALETTE) assertTrue(Style.contrast(Style.readable(color), Color.WHITE) >= 4.5);
        for (int grey = 0; grey < 256; grey++) {
            Color ground = new Color(grey, grey, grey);
            assertTrue(Style.contrast(Style.inkOn(ground), ground) >= 4.5, "on " + ground);
        }
    }

    @Test
    void longTitlesBreakBetweenWords() {
        List<String> lines = Style.wrap("one two three four five six seven", Style.TITLE, 120);
        assertTrue(lines.size() > 2);
        assertEquals("one two three four five six seven", String.join(" ", lines));
        for (String line : lines) assertTrue(Style.width(line, Style.TITLE) <= 120, line);
    }

    @Test
    void namesAtTheEndsOfLinesAreMovedApart() {
        double[] at = {100, 101, 102, 300};
        LinePanel.spread(at, 20, 0, 310);
        for (int i = 1; i < at.length; i++) assertTrue(at[i] - at[i - 1] >= 19.9, at[i - 1] + ", " + at[i]);
        assertEquals(101, at[1], 1);
        double[] low = {298, 299, 300};
        LinePanel.spread(low, 20, 0, 300);
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
