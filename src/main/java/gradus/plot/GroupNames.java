package gradus.plot;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The names of groups: broken into lines where their column is narrow, upright where a word is too long. */
final class GroupNames {

    private static final int AIR = 8;
    private final List<List<String>> lines;
    private final boolean upright;
    private final int line = Look.metrics(Look.SMALL).getHeight();

    /** For names under columns of this many pixels. */
    GroupNames(List<String> names, int column) {
        List<List<String>> wrapped = names.stream().map(name -> Look.wrap(name, Look.SMALL, column - AIR / 2)).toList();
        upright = wrapped.stream().flatMap(List::stream).anyMatch(part -> Look.width(part, Look.SMALL) > column - 2);
        lines = upright ? names.stream().map(List::of).toList() : wrapped;
    }

    /** Whether a name is too long to stand level. */
    boolean isUpright() {
        return upright;
    }

    int height() {
        if (lines.isEmpty()) return 0;
        return AIR + (upright ? lines.stream().mapToInt(name -> Look.width(name.get(0), Look.SMALL)).max().orElse(0)
                : line * lines.stream().mapToInt(List::size).max().orElse(0));
    }

    /** Writes each name centred under its place. */
    void write(Chart chart, DoubleUnaryOperator place, double top) {
        for (int i = 0; i < lines.size(); i++) {
            for (int k = 0; k < lines.get(i).size(); k++) {
                String text = lines.get(i).get(k);
                double down = upright ? AIR + Look.width(text, Look.SMALL) / 2.0 : AIR - 2 + (k + 0.5) * line;
                chart.turned(text, Look.SMALL, Look.INK, place.applyAsDouble(i), top + down, upright ? -Math.PI / 2 : 0);
            }
        }
    }
}
