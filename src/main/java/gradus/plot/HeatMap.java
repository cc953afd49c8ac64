package gradus.plot;

import gradus.metrics.ConfusionMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A matrix as a field of colours, with its numbers in the cells where there is room; made by {@link Figures#heatMap}.
 *
 * <p>Row 0 stands on top. From zero up the colours run from white to blue; with numbers below zero, too, from vermilion
 * over white (zero) to blue. Cells that are not finite are grey. Options return a changed copy.
 */
public final class HeatMap extends ChartFigure<HeatMap> {

    /** So few values that the text alternative can list them. */
    private static final int FEW = 30;

    private final double[][] values;
    private List<String> rowNames = List.of();
    private List<String> columnNames = List.of();
    private String finding = "";
    private boolean rightAndWrong;

    HeatMap(String title, double[][] matrix) {
        super(title);
        if (matrix.length == 0 || matrix[0].length == 0) throw new IllegalArgumentException("heatMap: the matrix is empty");
        for (int i = 0; i < matrix.length; i++) {
            if (matrix[i].length != matrix[0].length) {
                throw new IllegalArgumentException("heatMap: row " + i + " has " + Words.count(matrix[i].length, "value")
                        + ", row 0 has " + matrix[0].length + "; all rows should be equally long");
            }
        }
        if (matrix.length > 600 || matrix[0].length > 800) {
            throw new IllegalArgumentException("heatMap: the matrix is " + Words.shape(matrix.length, matrix[0].length)
                    + ", a figure has room for (600, 800); draw a part of it");
        }
        if (Arrays.stream(matrix).flatMapToDouble(Arrays::stream).noneMatch(Double::isFinite)) {
            throw new IllegalArgumentException("heatMap: none of the " + Words.shape(matrix.length, matrix[0].length)
                    + " values is finite, the first is " + Words.text(matrix[0][0]));
        }
        values = Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
    }

    /** The confusion matrix with a title that says how much was right and what was mistaken most often. */
    static HeatMap of(ConfusionMatrix matrix) {
        double[][] counts = matrix.counts().toRows();
        List<String> names = matrix.classNames();
        int right = 0;
        int all = 0;
        List<int[]> mistakes = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts.length; j++) {
                all += (int) counts[i][j];
                if (i == j) right += (int) counts[i][j];
                else if (counts[i][j] > 0) mistakes.add(new int[] {i, j, (int) counts[i][j]});
            }
        }
        mistakes.sort(Comparator.comparingInt(mistake -> -mistake[2]));
        IntFunction<String> words = k -> names.get(mistakes.get(k)[0]) + " taken for " + names.get(mistakes.get(k)[1])
                + " (" + mistakes.get(k)[2] + "×)";
        String title = all == 0 ? "No examples yet" : Words.percent((double) right / all) + " right";
        if (!mistakes.isEmpty()) {
            int most = mistakes.get(0)[2];
            boolean one = mistakes.size() == 1 || mistakes.get(1)[2] < most;
            title += one ? "; the most frequent mistake is " + names.get(mistakes.get(0)[0]) + " taken for "
                    + names.get(mistakes.get(0)[1]) : most == 1 ? "; no mistake is made twice"
                    : "; no mistake is made more than " + most + " times";
        }
        HeatMap map = new HeatMap(title, counts).names(names).xLabel("predicted").yLabel("true");
        map.rightAndWrong = true;
        map.finding = "; " + right + " of " + all + " on the diagonal" + (mistakes.isEmpty() ? "" : "; mistakes: "
                + String.join(", ", IntStream.range(0, Math.min(5, mistakes.size())).mapToObj(words).toList())
                + (mistakes.size() > 5 ? ", " + (mistakes.size() - 5) + " more kinds" : ""));
        return map;
    }

    /**
     * Names for the rows, from top to bottom.
     *
     * @throws IllegalArgumentException when there is not one for each row
     */
    public HeatMap rowNames(List<String> names) {
        checkNames("row", names, values.length);
        return changed(map -> map.rowNames = List.copyOf(names));
    }

    /**
     * Names for the columns, from left to right.
     *
     * @throws IllegalArgumentException when there is not one for each column
     */
    public HeatMap columnNames(List<String> names) {
        checkNames("column", names, values[0].length);
        return changed(map -> map.columnNames = List.copyOf(names));
    }

    /** The same names for rows and columns of a square matrix. */
    public HeatMap names(List<String> names) {
        return rowNames(names).columnNames(names);
    }

    @Override
    String shows() {
        StringBuilder text = new StringBuilder(finding()).append("Heat map of ").append(values.length).append(" × ")
                .append(values[0].length).append(" values");
        if (!xLabel.isEmpty() && !yLabel.isEmpty()) {
            text.append(", ").append(yLabel).append(" by row, ").append(xLabel).append(" by column");
        }
        int[] low = null;
        int[] high = null;
        int gaps = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[0].length; j++) {
                if (!Double.isFinite(values[i][j])) {
                    gaps++;
                    continue;
                }
                if (low == null || values[i][j] < values[low[0]][low[1]]) low = new int[] {i, j};
                if (high == null || values[i][j] > values[high[0]][high[1]]) high = new int[] {i, j};
            }
        }
        if (finding.isEmpty()) text.append(", from ").append(place(low)).append(" to ").append(place(high));
        text.append(finding);
        if (finding.isEmpty() && values.length * values[0].length <= FEW) {
            for (int i = 0; i < values.length; i++) {
                text.append("; row ").append(Words.name(rowLabels().get(i))).append(": ").append(Arrays.stream(values[i])
                        .mapToObj(Words::text).collect(Collectors.joining(", ")));
            }
        }
        if (gaps > 0) text.append("; ").append(Words.count(gaps, "value")).append(" not finite");
        return text.append('.').toString();
    }

    @Override
    Note.Limits xLimits() {
        return null;
    }

    @Override
    Drawing drawing(int room) {
        return new Cells(room, values, rightAndWrong, rowLabels(), columnLabels(), xLabel, yLabel).drawing();
    }

    private String place(int[] cell) {
        return Words.text(values[cell[0]][cell[1]]) + " (row " + Words.name(rowLabels().get(cell[0])) + ", column "
                + Words.name(columnLabels().get(cell[1])) + ")";
    }

    private List<String> rowLabels() {
        return rowNames.isEmpty() ? numbers(values.length) : rowNames;
    }

    private List<String> columnLabels() {
        return columnNames.isEmpty() ? numbers(values[0].length) : columnNames;
    }

    private static List<String> numbers(int n) {
        return IntStream.range(0, n).mapToObj(String::valueOf).toList();
    }

    private static void checkNames(String what, List<String> names, int n) {
        if (names.size() != n) {
            throw new IllegalArgumentException("heatMap: " + Words.count(names.size(), what + " name") + " for "
                    + Words.count(n, what));
        }
    }
}
