package gradus.plot;

import gradus.tensor.Numbers;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/**
 * The cells of a heat map with the names of rows and columns, and numbers in the cells or a scale beside them.
 *
 * <p>They are an image on a chart: XChart's heat map writes all numbers in one ink, whatever the cell, and has no colour for a
 * missing value.
 */
final class Cells {

    private static final int HIGHEST = 600;
    private static final int LARGEST_CELL = 52;
    private static final int SCALE_WIDTH = 110;

    private final double[][] values;
    private final List<String> rows;
    private final List<String> columns;
    private final String xLabel;
    private final String yLabel;
    private final Shades shades;
    private final Shades mistakes;
    private final boolean whole;
    private final boolean numbers;
    private final boolean upright;
    private final int cellWidth;
    private final int cellHeight;
    private final int left;
    private final int top;
    private final int under;

    /** With {@code rightAndWrong}, what is off the diagonal stands out in a hue of its own. */
    Cells(int room, double[][] values, boolean rightAndWrong, List<String> rows, List<String> columns, String xLabel,
            String yLabel) {
        this.values = values;
        this.rows = rows;
        this.columns = columns;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
        shades = Shades.of(Look.BLUE, values);
        mistakes = rightAndWrong ? Shades.of(Look.VERMILION, offDiagonal()) : shades;
        whole = Arrays.stream(values).flatMapToDouble(Arrays::stream)
                .allMatch(v -> v == Math.rint(v) || !Double.isFinite(v));
        left = widest(rows) + 10;
        top = yLabel.isEmpty() ? 0 : Look.metrics(Look.TEXT).getHeight() + 8;
        int square = Math.min(LARGEST_CELL, Math.min((room - left) / columns.size(), HIGHEST / rows.size()));
        int forNumbers = square < 24 ? square : Math.max(square, widestNumber() + 12);
        numbers = square >= 24 && forNumbers * columns.size() <= room - left;
        int plain = Math.max(1, numbers ? forNumbers : Math.min(square, (room - left - SCALE_WIDTH) / columns.size()));
        cellHeight = numbers ? square : plain;
        int forNames = widest(columns) + 10;
        boolean namesFit = forNames <= plain || forNames * columns.size() <= room - left - (numbers ? 0 : SCALE_WIDTH);
        // numbers that only count the columns need not all be there
        boolean counted = columns.get(0).equals("0");
        upright = !namesFit && !counted;
        cellWidth = namesFit && !counted ? Math.max(plain, forNames) : plain;
        under = (upright ? forNames : Look.metrics(Look.SMALL).getHeight() + 6)
                + (xLabel.isEmpty() ? 0 : Look.metrics(Look.TEXT).getHeight() + 4);
    }

    Figure.Drawing drawing() {
        int right = left + cellWidth * columns.size();
        int bottom = top + cellHeight * rows.size();
        int width = Math.max(right + (numbers ? 2 : SCALE_WIDTH), left + Look.width(xLabel, Look.TEXT));
        int height = Math.max(bottom, numbers ? 0 : top + 150) + under;
        Chart chart = Chart.blank(width, height);
        BufferedImage image = new BufferedImage(columns.size(), rows.size(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                Color color = (i != j ? mistakes : shades).of(values[i][j]);
                image.setRGB(j, i, color.getRGB());
                Color ink = values[i][j] == 0 ? Look.QUIET_INK : Look.inkOn(color);
                if (numbers) chart.word(number(values[i][j]), Look.SMALL, ink, left + (j + 0.5) * cellWidth, top + (i + 0.5) * cellHeight);
            }
        }
        chart.ground(image, left, top, cellWidth, cellHeight);
        boolean lines = Math.min(cellWidth, cellHeight) >= 14;
        for (int i = 0; i <= rows.size(); i += lines ? 1 : rows.size()) {
            chart.across(top + i * cellHeight, left, right, false, i % rows.size() == 0 ? Look.FRAME : Look.GRID);
        }
        for (int j = 0; j <= columns.size(); j += lines ? 1 : columns.size()) {
            chart.across(left + j * cellWidth, top, bottom, true, j % columns.size() == 0 ? Look.FRAME : Look.GRID);
        }
        int line = Look.metrics(Look.TEXT).getHeight();
        if (!yLabel.isEmpty()) chart.left(yLabel, Look.TEXT, Look.QUIET_INK, 0, line / 2.0);
        if (!xLabel.isEmpty()) chart.word(xLabel, Look.TEXT, Look.QUIET_INK, (left + right) / 2.0, bottom + under - line / 2.0);
        names(chart, bottom);
        if (!numbers) shades.bar(chart, right + 22, top + 10, Math.max(130, Math.min(220, cellHeight * rows.size() - 20)), true);
        return new Figure.Drawing(width, height, chart::paint);
    }

    private void names(Chart chart, int bottom) {
        int line = Look.metrics(Look.SMALL).getHeight();
        int everyRow = every(line, cellHeight);
        int everyColumn = every(upright ? line : widest(columns) + 8, cellWidth);
        for (int i = 0; i < rows.size(); i += everyRow) {
            chart.word(rows.get(i), Look.SMALL, Look.INK, left - 10 - Look.width(rows.get(i), Look.SMALL) / 2.0, top + (i + 0.5) * cellHeight);
        }
        for (int j = 0; j < columns.size(); j += everyColumn) {
            double down = 6 + (upright ? Look.width(columns.get(j), Look.SMALL) : line) / 2.0;
            chart.turned(columns.get(j), Look.SMALL, Look.INK, left + (j + 0.5) * cellWidth, bottom + down, upright ? -Math.PI / 2 : 0);
        }
    }

    /** 1 where every name has room, else 2, 5, 10, ...: every so-manieth is written. */
    private static int every(int needed, int cell) {
        if (needed <= cell + 1) return 1;
        for (int power = 1;; power *= 10) {
            for (int factor : new int[] {2, 5, 10}) if (factor * power * cell >= 1.5 * needed) return factor * power;
        }
    }

    /** What is off the diagonal, on a scale that ends at twice the most frequent mistake. */
    private double[] offDiagonal() {
        double most = 1;
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) if (i != j) most = Math.max(most, values[i][j]);
        }
        return new double[] {0, 2 * most};
    }

    private String number(double value) {
        if (!Double.isFinite(value)) return Words.text(value);
        double size = Math.max(Math.abs(shades.low()), shades.high());
        if (whole || size >= 1e5 || size < 0.01) return Numbers.text(value, 3);
        return Words.fixed(value, size >= 100 ? 0 : size >= 10 ? 1 : 2);
    }

    private int widestNumber() {
        return Arrays.stream(values).flatMapToDouble(Arrays::stream)
                .mapToInt(v -> Look.width(number(v), Look.SMALL)).max().orElse(0);
    }

    private static int widest(List<String> texts) {
        return texts.stream().mapToInt(text -> Look.width(text, Look.SMALL)).max().orElse(0);
    }
}
