package gradus.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the lines on which a field has a certain value.
 *
 * <p>The field is known at the nodes of a grid. In every square of four nodes the line crosses the sides whose ends lie
 * on different sides of the level, at the place where the value interpolated between them is the level (marching squares, the
 * plane form of Lorensen and Cline 1987). Where all four sides are crossed, the mean of the nodes decides which two
 * corners belong together. Pieces are joined to lines as long as they go; a square with a node that is not finite has none.
 */
final class MarchingSquares {

    private final double[][] values;
    private final double level;
    private final int columns;
    /** For each side of a square the at most two sides that a piece of line leads to, or −1. */
    private final int[] ways;

    private MarchingSquares(double[][] values, double level) {
        this.values = values;
        this.level = level;
        columns = values[0].length;
        ways = new int[4 * values.length * columns];
        Arrays.fill(ways, -1);
    }

    /**
     * The lines of a level; each is a row of points (column, row) in units of the grid, and ends where it began or at the
     * edge of the field.
     */
    static List<double[][]> lines(double[][] values, double level) {
        var squares = new MarchingSquares(values, level);
        for (int i = 0; i + 1 < values.length; i++) for (int j = 0; j + 1 < squares.columns; j++) squares.cross(i, j);
        return squares.join();
    }

    private void cross(int i, int j) {
        double[] corners = {values[i][j], values[i][j + 1], values[i + 1][j + 1], values[i + 1][j]};
        double mean = 0;
        for (double v : corners) mean += v / 4;
        if (!Double.isFinite(mean)) return;
        // the sides between corners 0 and 1, 1 and 2, 2 and 3, 3 and 0
        int[] sides = {across(i, j), down(i, j + 1), across(i + 1, j), down(i, j)};
        int[] crossed = new int[4];
        int n = 0;
        for (int k = 0; k < 4; k++) if (above(corners[k]) != above(corners[(k + 1) % 4])) crossed[n++] = sides[k];
        if (n == 2) {
            link(crossed[0], crossed[1]);
        } else if (n == 4) {
            boolean cutsOffCorner1 = above(mean) == above(corners[0]);
            link(sides[0], sides[cutsOffCorner1 ? 1 : 3]);
            link(sides[2], sides[cutsOffCorner1 ? 3 : 1]);
        }
    }

    private boolean above(double value) {
        return value >= level;
    }

    /** The number of the side from node (i, j) to (i, j + 1). */
    private int across(int i, int j) {
        return 2 * (i * columns + j);
    }

    /** The number of the side from node (i, j) to (i + 1, j). */
    private int down(int i, int j) {
        return 2 * (i * columns + j) + 1;
    }

    private void link(int a, int b) {
        ways[ways[2 * a] < 0 ? 2 * a : 2 * a + 1] = b;
        ways[ways[2 * b] < 0 ? 2 * b : 2 * b + 1] = a;
    }

    private List<double[][]> join() {
        List<double[][]> lines = new ArrayList<>();
        boolean[] seen = new boolean[ways.length / 2];
        // lines with two ends first, from one of them: what is left then are rings
        for (int most = 1; most <= 2; most++) {
            for (int side = 0; side < seen.length; side++) {
                boolean hasOne = ways[2 * side] >= 0;
                boolean hasTwo = ways[2 * side + 1] >= 0;
                if (hasOne && !seen[side] && (most == 2 || !hasTwo)) lines.add(follow(side, seen));
            }
        }
        return lines;
    }

    private double[][] follow(int start, boolean[] seen) {
        List<double[]> line = new ArrayList<>();
        int before = -1;
        int side = start;
        while (side >= 0 && !seen[side]) {
            seen[side] = true;
            line.add(point(side));
            int next = ways[2 * side] != before ? ways[2 * side] : ways[2 * side + 1];
            before = side;
            side = next;
        }
        if (side == start) line.add(point(start));
        return line.toArray(double[][]::new);
    }

    private double[] point(int side) {
        int i = side / 2 / columns;
        int j = side / 2 % columns;
        boolean isDown = side % 2 == 1;
        double a = values[i][j];
        double b = isDown ? values[i + 1][j] : values[i][j + 1];
        double share = (level - a) / (b - a);
        return isDown ? new double[] {j, i + share} : new double[] {j + share, i};
    }
}
