package gradus.plot;

import java.util.function.DoubleBinaryOperator;

/**
 * A rectangle of the plane with a grid of nodes, on which a field is computed.
 *
 * @param cells squares of the grid in each direction; row 0 of the nodes is at yFrom
 */
record Plane(double xFrom, double xTo, double yFrom, double yTo, int cells) {

    /** The plane, or an error that names the figure and the range that is none. */
    static Plane of(String figure, int cells, double xFrom, double xTo, double yFrom, double yTo) {
        Points.range(figure, "x", xFrom, xTo);
        Points.range(figure, "y", yFrom, yTo);
        return new Plane(xFrom, xTo, yFrom, yTo, cells);
    }

    double width() {
        return xTo - xFrom;
    }

    double height() {
        return yTo - yFrom;
    }

    /** The x of a column, which may lie between two. */
    double x(double column) {
        return at(xFrom, width(), column);
    }

    /** The y of a row, which may lie between two. */
    double y(double row) {
        return at(yFrom, height(), row);
    }

    private double at(double from, double length, double node) {
        if (node == 0) return from;
        double value = from + length * node / cells;
        // what should be zero is zero, not 10⁻¹⁷
        return Math.abs(value) < 1e-12 * length ? 0 : value;
    }

    boolean contains(double x, double y) {
        return x >= xFrom && x <= xTo && y >= yFrom && y <= yTo;
    }

    /** A function's values at the nodes, row by row. */
    double[][] sample(DoubleBinaryOperator f) {
        double[][] values = new double[cells + 1][cells + 1];
        for (int i = 0; i <= cells; i++) for (int j = 0; j <= cells; j++) values[i][j] = f.applyAsDouble(x(j), y(i));
        return values;
    }

    /** The value between four nodes, linear in both directions. */
    static double between(double[][] values, double column, double row) {
        int i = Math.max(0, Math.min(values.length - 2, (int) row));
        int j = Math.max(0, Math.min(values[0].length - 2, (int) column));
        double v = row - i;
        double u = column - j;
        return part(1 - v, part(1 - u, values[i][j]) + part(u, values[i][j + 1]))
                + part(v, part(1 - u, values[i + 1][j]) + part(u, values[i + 1][j + 1]));
    }

    /** A share of a value, of which none is 0 even where the value is infinite. */
    private static double part(double share, double value) {
        return share == 0 ? 0 : share * value;
    }
}
