package gradus.inspect;

import java.util.List;

/** Text in columns, each as wide as its widest cell. */
public final class Columns {

    private Columns() {
    }

    /** The rows, the cells of each padded with spaces; every row has as many as the first. */
    public static String text(List<String[]> rows) {
        int[] widths = new int[rows.get(0).length];
        for (var row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        var text = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(i == 0 ? "" : "  ").append(row[i]).append(" ".repeat(widths[i] - row[i].length()));
            }
            text.append(text.length() == 0 ? "" : "\n").append(line.toString().stripTrailing());
        }
        return text.toString();
    }
}
