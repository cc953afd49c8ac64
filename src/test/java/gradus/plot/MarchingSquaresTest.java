package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarchingSquaresTest {

    @Test
    void aConeIsCutInACircle() {
        Plane plane = Plane.of("t", 60, -2, 2, -2, 2);
        List<double[][]> lines = MarchingSquares.lines(plane.sample(Math::hypot), 1.5);
        assertEquals(1, lines.size());
        double[][] circle = lines.get(0);
        assertTrue(circle.length > 100, circle.length + " points");
        assertArrayEquals(circle[0], circle[circle.length - 1]);
        for (double[] point : circle) assertEquals(1.5, Math.hypot(plane.x(point[0]), plane.y(point[1])), 1e-3);
        double length = 0;
        for (int i = 1; i < circle.length; i++) {
            length += Math.hypot(circle[i][0] - circle[i - 1][0], circle[i][1] - circle[i - 1][1]) * 4 / 60;
        }
        assertEquals(2 * Math.PI * 1.5, length, 0.02);
    }

    @Test
    void aPlaneIsCutInAStraightLineFromEdgeToEdge() {
        Plane plane = Plane.of("t", 10, 0, 1, 0, 1);
        double[][] line = MarchingSquares.lines(plane.sample((x, y) -> x + 2 * y), 1).get(0);
        for (double[] point : line) assertEquals(1, plane.x(point[0]) + 2 * plane.y(point[1]), 1e-12);
        double[][] ends = {line[0], line[line.length - 1]};
        Arrays.sort(ends, (a, b) -> Double.compare(a[0], b[0]));
        assertArrayEquals(new double[] {0, 5}, ends[0], 1e-12);
        assertArrayEquals(new double[] {10, 0}, ends[1], 1e-12);
    }

    @Test
    void theMeanDecidesWhichCornersOfASaddleBelongTogether() {
        // corners 0 and 2 are high: a high mean joins them and cuts off the other two
        for (double[][] line : MarchingSquares.lines(new double[][] {{1, 0}, {0, 1}}, 0.4)) {
            double middle = (line[0][0] + line[1][0] - line[0][1] - line[1][1]) / 2;
            assertEquals(0.6, Math.abs(middle), 1e-12);
        }
        for (double[][] line : MarchingSquares.lines(new double[][] {{1, 0}, {0, 1}}, 0.6)) {
            assertEquals(0.6, Math.abs((line[0][0] + line[1][0] + line[0][1] + line[1][1]) / 2 - 1), 1e-12);
        }
    }

    @Test
    void linesEndAtWhatIsNotFinite() {
        Plane plane = Plane.of("t", 20, -1, 1, -1, 1);
        List<double[][]> lines = MarchingSquares.lines(plane.sample((x, y) -> x < 0.05 && x > -0.05 ? Double.NaN : y), 0.02);
        assertEquals(2, lines.size());
        assertEquals(0, MarchingSquares.lines(plane.sample((x, y) -> 3), 3).size());
        assertEquals(0, MarchingSquares.lines(plane.sample((x, y) -> Double.POSITIVE_INFINITY), 3).size());
    }
}
