package gradus.plot;

import gradus.tensor.Numbers;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;

/** The cells of a heat map with the names of rows and columns, and numbers in the cells or a scale beside them. */
final class HeatMapPanel {

    static final int ROOM = Look.MAX_WIDTH - 2 * Look.MARGIN;
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
    HeatMapPanel(int room, double[][] values, boolean rightAndWrong, List<String> rows, List<String> columns, String xLabel,
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
        int width = left + cellWidth * columns.size() + (numbers ? 2 : SCALE_WIDTH);
        int height = top + Math.max(cellHeight * rows.size(), numbers ? 0 : 150) + under;
        return new Figure.Drawing(Math.max(width, left + Look.width(xLabel, Look.TEXT)), height, this::paint);
    }

    private void paint(Graphics2D g) {
        if (!yLabel.isEmpty()) {
            g.setFont(Look.TEXT);
            g.setColor(Look.QUIET_INK);
            g.drawString(yLabel, 0, Look.metrics(Look.TEXT).getAscent());
        }
        for (int i = 0; i < rows.size(); i++) for (int j = 0; j < columns.size(); j++) cell(g, i, j);
        g.setColor(Look.FRAME);
        g.drawRect(left, top, cellWidth * columns.size(), cellHeight * rows.size());
        names(g);
        if (!xLabel.isEmpty()) {
            Look.centred(g, xLabel, Look.TEXT, Look.QUIET_INK, left + cellWidth * columns.size() / 2.0,
                    top + cellHeight * rows.size() + under - Look.metrics(Look.TEXT).getHeight() / 2.0);
        }
        if (!numbers) scale(g, left + cellWidth * columns.size() + 22);
    }

    private void cell(Graphics2D g, int i, int j) {
        int x = left + j * cellWidth;
        int y = top + i * cellHeight;
        Color color = (i != j ? mistakes : shades).of(values[i][j]);
        g.setColor(color);
        g.fillRect(x, y, cellWidth, cellHeight);
        if (Math.min(cellWidth, cellHeight) >= 14) {
            g.setColor(Look.GRID);
            g.drawRect(x, y, cellWidth, cellHeight);
        }
        if (!numbers) return;
        boolean nothing = values[i][j] == 0;
        Look.centred(g, number(values[i][j]), Look.SMALL, nothing ? Look.QUIET_INK : Look.inkOn(color),
                x + cellWidth / 2.0, y + cellHeight / 2.0);
    }

    private void names(Graphics2D g) {
        FontMetrics metrics = Look.metrics(Look.SMALL);
        int bottom = top + cellHeight * rows.size();
        int everyRow = every(metrics.getHeight(), cellHeight);
        int everyColumn = every(upright ? metrics.getHeight() : widest(columns) + 8, cellWidth);
        g.setFont(Look.SMALL);
        for (int i = 0; i < rows.size(); i += everyRow) {
            g.setColor(Look.INK);
            int baseline = (int) Math.round(top + (i + 0.5) * cellHeight + (metrics.getAscent() - metrics.getDescent()) / 2.0);
            g.drawString(rows.get(i), left - 8 - metrics.stringWidth(rows.get(i)), baseline);
        }
        for (int j = 0; j < columns.size(); j += everyColumn) {
            double x = left + (j + 0.5) * cellWidth;
            if (!upright) {
                Look.centred(g, columns.get(j), Look.SMALL, Look.INK, x, bottom + 6 + metrics.getHeight() / 2.0);
                continue;
            }
            Graphics2D turned = (Graphics2D) g.create();
            turned.rotate(-Math.PI / 2, x, bottom + 6);
            turned.setColor(Look.INK);
            turned.drawString(columns.get(j), (int) (x - metrics.stringWidth(columns.get(j))),
                    bottom + 6 + (metrics.getAscent() - metrics.getDescent()) / 2);
            turned.dispose();
        }
    }

    /** A bar with the shades and the numbers at its ends, and at zero where that lies between. */
    private void scale(Graphics2D g, int x) {
        int height = Math.max(130, Math.min(220, cellHeight * rows.size() - 20));
        int y = top + 10;
        for (int k = 0; k < height; k++) {
            g.setColor(shades.of(shades.high() + (shades.low() - shades.high()) * k / (height - 1)));
            g.fillRect(x, y + k, 18, 1);
        }
        g.setColor(Look.FRAME);
        g.drawRect(x, y, 18, height);
        tick(g, Words.text(shades.high()), x, y);
        tick(g, Words.text(shades.low()), x, y + height);
        if (shades.low() < 0) tick(g, "0", x, y + height / 2);
    }

    private static void tick(Graphics2D g, String text, int x, int y) {
        g.setFont(Look.SMALL);
        g.setColor(Look.QUIET_INK);
        g.drawString(text, x + 26, y + Look.metrics(Look.SMALL).getAscent() / 2 - 1);
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
