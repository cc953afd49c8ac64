package gradus.plot;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a text alternative says of a field: its lowest and highest value, where, and its contour lines. */
final class FieldWords {

    private final double[][] field;
    private int[] lowest;
    private int[] highest;
    private int gaps;
    private boolean endless;

    FieldWords(double[][] field) {
        this.field = field;
        for (int i = 0; i < field.length; i++) {
            for (int j = 0; j < field[i].length; j++) {
                double value = field[i][j];
                if (!Double.isFinite(value)) {
                    gaps++;
                    endless |= value == Double.POSITIVE_INFINITY;
                    continue;
                }
                if (lowest == null || value < low()) lowest = new int[] {i, j};
                if (highest == null || value > high()) highest = new int[] {i, j};
            }
        }
    }

    /** The field, or an error when nothing in it is finite, or when it has no steps between its lowest and its highest value. */
    static double[][] checked(String figure, double[][] field) {
        FieldWords words = new FieldWords(field);
        if (words.lowest != null) {
            boolean tiny = words.low() < words.high() && words.high() - words.low() < Axis.LEAST;
            if (tiny || words.high() - words.low() > Double.MAX_VALUE) {
                throw new IllegalArgumentException(figure + ": the values run from " + Words.text(words.low()) + " to "
                        + Words.text(words.high()) + ", too small or too large a difference for colours between; multiply them by a"
                        + " power of ten");
            }
            return field;
        }
        throw new IllegalArgumentException(figure + ": the function is not finite anywhere, its first value is "
                + Words.text(field[0][0]));
    }

    double low() {
        return field[lowest[0]][lowest[1]];
    }

    double high() {
        return field[highest[0]][highest[1]];
    }

    /** Row and column of the lowest value. */
    int[] lowest() {
        return lowest;
    }

    /** The words, where {@code place} names a node given as row and column. */
    String text(Function<int[], String> place, Levels levels) {
        StringBuilder text = new StringBuilder();
        if (low() == high()) {
            text.append(": ").append(Words.text(low())).append(" everywhere");
        } else {
            text.append(": lowest ").append(text(low())).append(" at ").append(place.apply(lowest))
                    .append(endless ? ", highest finite " : ", highest ").append(text(high())).append(" at ").append(place.apply(highest));
        }
        if (!levels.values().isEmpty()) {
            text.append("; contour lines at ")
                    .append(levels.values().stream().map(levels::text).collect(Collectors.joining(", ")));
        }
        int all = Arrays.stream(field).mapToInt(row -> row.length).sum();
        if (gaps > 0) text.append("; not finite at ").append(Words.percent(gaps / (double) all)).append(" of the places");
        return text.toString();
    }

    /** A value as it is written, 0 where only rounding keeps it from that: a small number, not a 1 beside 10³⁰⁰. */
    private String text(double value) {
        double size = Math.min(1, Math.max(Math.abs(low()), Math.abs(high())));
        return Words.text(Math.abs(value) < 1e-12 * size ? 0 : value);
    }
}
