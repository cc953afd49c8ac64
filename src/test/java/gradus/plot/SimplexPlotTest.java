package gradus.plot;

import static gradus.plot.Figures.simplexPlot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SimplexPlotTest {

    /** NaN where a probability is 0, as a formula written without care is. */
    private static double entropy(double[] p) {
        double sum = 0;
        for (double v : p) sum -= v * Math.log(v);
        return sum;
    }

    @Test
    void entropyIsHighestInTheMiddle() throws IOException {
        SimplexPlot plot = simplexPlot("Entropy is highest when nothing is known", SimplexPlotTest::entropy)
                .names("dog", "cat", "bird").point("prediction", 0.2, 0.7, 0.1);
        Gallery.check("simplex", plot);
        assertTrue(plot.alt().contains("(dog, cat, bird): lowest 0 at (1, 0, 0), highest 1.099 "), plot.alt());
        assertTrue(plot.alt().contains(", highest 1.099 at (0.3333, 0.3333, 0.3333); contour lines at 0.2, 0.4, 0.6, 0.8, 1;"
                + " prediction at (0.2, 0.7, 0.1), value 0.8018."), plot.alt());
    }

    @Test
    void aLossIsInfiniteAcrossItsCorner() throws IOException {
        SimplexPlot plot = simplexPlot("Cross-entropy punishes a sure mistake most", p -> -Math.log(p[0]))
                .names("dog (right)", "cat", "bird").point("unsure", 1 / 3.0, 1 / 3.0, 1 / 3.0).point("sure of cat", 0.01, 0.98, 0.01);
        BufferedImage image = Gallery.check("simplex-loss", plot);
        assertEquals(0, Gallery.count(image, Look.FRAME));
        assertTrue(plot.alt().contains(": lowest 0 at (1, 0, 0), highest finite 4.787 at (0.008333, 0.9917, 0); contour"),
                plot.alt());
        assertTrue(plot.alt().contains("not finite at 1.64 % of the places; unsure at (0.3333, 0.3333, 0.3333), value 1.099"),
                plot.alt());
    }

    @Test
    void coloursLieWhereTheProbabilitiesAre() {
        BufferedImage image = simplexPlot("t", p -> p[2]).image();
        int top = image.getRGB(image.getWidth() / 2 - 30, 0);
        assertEquals(Color.WHITE.getRGB(), top);
        // the third class is on top: darker there than near the ground
        Color high = new Color(image.getRGB(2 * (16 + 24 + 250), 2 * 140));
        Color low = new Color(image.getRGB(2 * (16 + 24 + 250), 2 * 460));
        assertTrue(high.getRed() < low.getRed() - 60, high + " " + low);
    }

    @Test
    void aConstraintIsALineAndALevelHasAName() throws java.io.IOException {
        SimplexPlot plot = simplexPlot("p₁ is constant along its level", p -> p[0]).level("one half", 0.5)
                .line("p₃ = 0.25", new double[] {0.75, 0, 0.25}, new double[] {0, 0.75, 0.25});
        var image = Gallery.check("simplex-line", plot);
        // a level line across the triangle, at a quarter of its height from below, has the colour of lines nowhere else
        int top = image.getHeight();
        int bottom = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) != Look.VERMILION.getRGB()) continue;
                top = Math.min(top, y);
                bottom = Math.max(bottom, y);
            }
        }
        assertTrue(bottom - top <= 5, top + " to " + bottom);
        assertTrue(plot.alt().endsWith("; line p₃ = 0.25 from (0.75, 0, 0.25) to (0, 0.75, 0.25); dashed one half, value 0.5."),
                plot.alt());
        assertEquals("simplexPlot: level \"l\" is 2, the function runs from 0 to 1; give a value between", message(() -> plot.level("l", 2)));
        assertEquals("simplexPlot: line \"l\" begins and ends at (1, 0, 0); give two different places",
                message(() -> plot.line("l", new double[] {1, 0, 0}, new double[] {1, 0, 0})));
        assertEquals("simplexPlot: line \"l\" is (1, 0) with sum 1; probabilities are 0 or more and sum to 1, three of them",
                message(() -> plot.line("l", new double[] {1, 0}, new double[] {1, 0, 0})));
    }

    /** Beside the line: above a steep line it would cover the line, and the white around it would break it. */
    @Test
    void theNameOfASteepLineDoesNotCoverIt() {
        var image = simplexPlot("t", p -> p[2]).line("a long name", new double[] {0.4, 0, 0.6}, new double[] {0.7, 0.3, 0}).image();
        int rows = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) != Look.VERMILION.getRGB()) continue;
                rows++;
                break;
            }
        }
        // 0.6 of the height of a triangle with sides of 500, two pixels each
        assertEquals(0.6 * 500 * Math.sqrt(3) / 2 * 2, rows, 4);
    }

    @Test
    void errorsNameTheNumbers() {
        SimplexPlot plot = simplexPlot("t", p -> p[0]);
        assertEquals("simplexPlot: point \"a\" is (0.5, 0.5, 0.5) with sum 1.5; probabilities are 0 or more and sum to 1",
                message(() -> plot.point("a", 0.5, 0.5, 0.5)));
        assertEquals("simplexPlot: point \"a\" is (-0.5, 0.5, 1) with sum 1; probabilities are 0 or more and sum to 1",
                message(() -> plot.point("a", -0.5, 0.5, 1)));
        assertEquals("simplexPlot: point \"a\" is (NaN, 0, 1) with sum NaN; probabilities are 0 or more and sum to 1",
                message(() -> plot.point("a", Double.NaN, 0, 1)));
        assertEquals("simplexPlot: 2 names, a triangle has 3 corners", message(() -> plot.names("a", "b")));
        assertEquals("simplexPlot: the function is not finite anywhere, its first value is NaN",
                message(() -> simplexPlot("t", p -> Double.NaN)));
    }

    private static String message(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
