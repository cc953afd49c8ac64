package gradus.jupyter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import tech.tablesaw.api.Table;

/**
 * How values look below a cell. Each has its text too, its {@code toString}: the kernel adds it, and readers without
 * pictures, nbgrader and comparisons of outputs live on it.
 */
final class Renderers {
    private static final int MOST_ROWS = 20;

    private Renderers() {}

    static void register(Renderer renderer) {
        html(renderer, Table.class, Renderers::table);
    }

    private static <T> void html(Renderer renderer, Class<T> type, Function<T, String> html) {
        renderer.createRegistration(type).preferring(MIMEType.TEXT_HTML).register((value, context) ->
                context.renderIfRequested(MIMEType.TEXT_HTML, () -> html.apply(value)));
    }

    /** The first and the last rows of a table of data. */
    private static String table(Table table) {
        int rows = table.rowCount();
        List<List<String>> shown = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            if (rows > MOST_ROWS && row == MOST_ROWS / 2) {
                shown.add(Collections.nCopies(table.columnCount(), "…"));
                row = rows - MOST_ROWS / 2;
            }
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < table.columnCount(); column++) cells.add(table.getString(row, column));
            shown.add(cells);
        }
        return Html.table(table.columnNames(), shown,
                String.format(Locale.ROOT, "%,d rows × %,d columns", rows, table.columnCount()));
    }
}
