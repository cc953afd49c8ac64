package gradus.javakernel.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StyleTest {

    /** The relative luminance of WCAG 2. */
    private static double luminance(int... rgb) {
        double sum = 0;
        double[] share = {0.2126, 0.7152, 0.0722};
        for (int i = 0; i < 3; i++) {
            double c = rgb[i] / 255.0;
            sum += share[i] * (c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    private static double contrast(double a, double b) {
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    /** The least contrast of letters on the light and on the dark page, and on the red that JupyterLab lays under errors. */
    private static double least(String codes) {
        var colour = Pattern.compile("(?<![\\d;])(?:\\d+;)*?38;2;(\\d+);(\\d+);(\\d+)").matcher(codes);
        if (!colour.find()) {
            assertTrue(codes.matches("[017]?"), codes + ": letters of the terminal's colours are below 2.2 on some page");
            return Double.POSITIVE_INFINITY;
        }
        double letters = luminance(rgb(colour));
        var behind = Pattern.compile("48;2;(\\d+);(\\d+);(\\d+)").matcher(codes);
        if (behind.find()) return contrast(letters, luminance(rgb(behind)));
        double least = Double.POSITIVE_INFINITY;
        for (int[] page : new int[][] {{255, 255, 255}, {17, 17, 17}, {255, 221, 221}, {81, 31, 27}}) {
            least = Math.min(least, contrast(letters, luminance(page)));
        }
        return least;
    }

    private static int[] rgb(java.util.regex.Matcher colour) {
        return new int[] {Integer.parseInt(colour.group(1)), Integer.parseInt(colour.group(2)), Integer.parseInt(colour.group(3))};
    }

    @Test
    void everyColourCanBeReadOnLightAndOnDarkPages() {
        for (String style : List.of(Style.BOLD, Style.MARK, Style.RESET)) {
            String codes = style.substring(2, style.length() - 1);
            assertTrue(least(codes) >= 4.5, codes + ": " + least(codes));
        }
    }

    @Test
    void theMeasureFindsWhatCannotBeRead() {
        assertEquals(21, contrast(luminance(255, 255, 255), luminance(0, 0, 0)), 1e-9);
        assertTrue(least("38;2;231;92;88") < 4.5);
        assertTrue(least("38;2;255;255;255;48;2;231;92;88") < 4.5);
    }

    @Test
    void linesWrapAtWordsAndKeepTheirIndentation() {
        List<String> lines = Style.wrap("  " + "word ".repeat(30) + "\nshort");
        assertEquals(List.of("  " + "word ".repeat(17).strip(), "  " + "word ".repeat(13).strip(), "short"), lines);
        assertEquals(List.of("x".repeat(200)), Style.wrap("x".repeat(200)));
        assertEquals(List.of("x".repeat(200), "y"), Style.wrap("x".repeat(200) + " y"));
        assertEquals(List.of(""), Style.wrap(""));
    }

    @Test
    void aPlaceIsMarkedAndPointedAt() {
        assertEquals(List.of("    net." + Style.MARK + "forwrad" + Style.RESET + "(x)", "        ^^^^^^^"), Style.marked("net.forwrad(x)", 4, 11));
        assertEquals(List.of("    int a", "         ^"), Style.marked("int a", 5, 5));
        assertEquals("    \t" + "^", Style.marked("\tf", 1, 2).get(1));
    }

    @Test
    void aLongLineIsShortenedAroundItsPlace() {
        String line = "a".repeat(200) + "HERE" + "b".repeat(200);
        List<String> marked = Style.marked(line, 200, 204);
        String shown = marked.get(0).replaceAll("\u001b\\[[\\d;]*m", "");
        assertTrue(shown.length() <= Style.WIDTH && shown.startsWith("    …aaa") && shown.endsWith("b…"), shown);
        assertEquals(shown.indexOf("HERE"), marked.get(1).indexOf("^^^^"));
    }
}
