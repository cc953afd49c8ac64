package gradus.jupyter;

import gradus.check.Verdict;
import gradus.metrics.ConfusionMatrix;
import gradus.nn.Sequential;
import gradus.nn.Summary;
import gradus.plot.Figure;
import gradus.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
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
        renderer.createRegistration(Figure.class).preferring(MIMEType.IMAGE_PNG).register(Renderers::figure);
        html(renderer, Sequential.class, net -> summary(net.summary()));
        html(renderer, Summary.class, Renderers::summary);
        html(renderer, ConfusionMatrix.class, Renderers::confusion);
        html(renderer, Table.class, Renderers::table);
        html(renderer, Verdict.class, Renderers::verdict);
        text(renderer, double[].class, values -> Tensors.tensor(values).toString());
        text(renderer, int[].class, values -> Tensors.tensor(values).toString());
        text(renderer, double[][].class, Renderers::rows);
        text(renderer, String[].class, Arrays::toString);
    }

    /** For arrays, whose own text would be [D@1b2c3d. */
    private static <T> void text(Renderer renderer, Class<T> type, Function<T, String> text) {
        renderer.createRegistration(type).preferring(MIMEType.TEXT_PLAIN).register((value, context) ->
                context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> text.apply(value)));
    }

    private static String rows(double[][] rows) {
        boolean matrix = Arrays.stream(rows).allMatch(row -> row != null && rows[0] != null && row.length == rows[0].length);
        return matrix ? Tensors.tensor(rows).toString() : Arrays.deepToString(rows);
    }

    /** JupyterLab shows the picture without its alt text, nbconvert and the book with it. */
    private static void figure(Figure figure, RenderContext context) {
        context.renderIfRequested(MIMEType.IMAGE_PNG, (type, out) -> out.putData(type,
                Base64.getEncoder().encodeToString(figure.png()), Map.of("alt", figure.alt())));
    }

    private static <T> void html(Renderer renderer, Class<T> type, Function<T, String> html) {
        renderer.createRegistration(type).preferring(MIMEType.TEXT_HTML).register((value, context) ->
                context.renderIfRequested(MIMEType.TEXT_HTML, () -> html.apply(value)));
    }

    private static String summary(Summary summary) {
        List<List<String>> rows = new ArrayList<>();
        for (Summary.Row row : summary.rows()) {
            rows.add(List.of(row.layer(), row.output(), String.format(Locale.ROOT, "%,d", row.parameters())));
        }
        rows.add(List.of("total", "", String.format(Locale.ROOT, "%,d", summary.parameters())));
        return Html.table(List.of("layer", "output", "parameters"), rows, "");
    }

    private static String confusion(ConfusionMatrix matrix) {
        List<String> names = matrix.classNames();
        List<String> headings = new ArrayList<>(List.of("true \\ predicted"));
        headings.addAll(names);
        List<List<String>> rows = new ArrayList<>();
        for (int truth = 0; truth < names.size(); truth++) {
            List<String> cells = new ArrayList<>(List.of(names.get(truth)));
            for (int predicted = 0; predicted < names.size(); predicted++) {
                cells.add(String.valueOf(matrix.count(truth, predicted)));
            }
            rows.add(cells);
        }
        return Html.table(headings, rows, "");
    }

    /** Says by colour too how the exercise stands; the words are the same as in the text. */
    private static String verdict(Verdict verdict) {
        String color = switch (verdict.outcome()) {
            case PASSED -> "#009E73";
            case OPEN -> "#767676";
            case WRONG -> "#D55E00";
        };
        return "<pre style=\"border-left: 5px solid " + color + "; padding-left: 10px\">"
                + Html.escape(verdict.report()) + "</pre>";
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
