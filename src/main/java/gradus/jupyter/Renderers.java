package gradus.jupyter;

import gradus.check.Verdict;
import gradus.lesson.Exploration;
import gradus.lesson.ResultTable;
import gradus.lesson.Reveal;
import gradus.lesson.Runs;
import gradus.metrics.ConfusionMatrix;
import gradus.nn.Sequential;
import gradus.nn.Summary;
import gradus.plot.Figure;
import gradus.search.SearchResult;
import gradus.tensor.Numbers;
import gradus.tensor.Tensors;
import gradus.train.History;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    /** A PNG file begins with 8 bytes of signature, the length and the name of its first chunk; then comes its width. */
    private static final int WIDTH_IN_PNG = 16;

    private Renderers() {}

    static void register(Renderer renderer) {
        renderer.createRegistration(Figure.class).preferring(MIMEType.IMAGE_PNG).register(Renderers::figure);
        html(renderer, Sequential.class, net -> summary(net.summary()));
        html(renderer, Summary.class, Renderers::summary);
        html(renderer, ConfusionMatrix.class, Renderers::confusion);
        html(renderer, History.class, Renderers::history);
        html(renderer, SearchResult.class, result -> htmlTable(result.headings(), result.rows(),
                result.title() + result.notes().stream().map(note -> "; " + note).collect(Collectors.joining())));
        html(renderer, LiveProgress.Frame.class, Renderers::progress);
        html(renderer, Table.class, Renderers::table);
        html(renderer, Verdict.class, Renderers::verdict);
        html(renderer, ResultTable.class, ResultTable::html);
        html(renderer, Runs.class, Runs::html);
        html(renderer, Reveal.class, Reveal::html);
        renderer.createRegistration(Exploration.class).preferring(MIMEType.IMAGE_PNG).register((exploration, context) ->
                picture(exploration.picture(), exploration.toString(), context));
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

    /**
     * A picture has more pixels than the page gives it, so its width is told; JupyterLab shows it without its alt text,
     * nbconvert and the book with it.
     */
    private static void figure(Figure figure, RenderContext context) {
        picture(figure, figure.alt(), context);
    }

    private static void picture(Figure figure, String alt, RenderContext context) {
        context.renderIfRequested(MIMEType.IMAGE_PNG, (type, out) -> {
            byte[] png = figure.png();
            out.putData(type, Base64.getEncoder().encodeToString(png), Map.of("alt", alt, "width", width(png)));
        });
    }

    /** The width at which a page shows a picture. */
    private static int width(byte[] png) {
        return ByteBuffer.wrap(png).getInt(WIDTH_IN_PNG) / Figure.SCALE;
    }

    private static <T> void html(Renderer renderer, Class<T> type, Function<T, String> html) {
        renderer.createRegistration(type).preferring(MIMEType.TEXT_HTML).register((value, context) ->
                context.renderIfRequested(MIMEType.TEXT_HTML, () -> html.apply(value)));
    }

    /** The figure as {@code plot(history)} shows it, with the line of numbers below. */
    static String progress(LiveProgress.Frame frame) {
        String text = escape(frame.text()).replace("\n", "<br>");
        if (frame.curves() == null) return "<p>" + text + "</p>";
        byte[] png = frame.curves().png();
        return "<img src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(png) + "\" alt=\""
                + escape(frame.curves().alt()) + "\" width=\"" + width(png) + "\">\n<p>" + text + "</p>";
    }

    private static String history(History history) {
        List<String> headings = new ArrayList<>(List.of("epoch"));
        headings.addAll(history.names());
        List<List<String>> rows = new ArrayList<>();
        for (int epoch : shown(history.epochs())) {
            List<String> cells = new ArrayList<>();
            cells.add(epoch < 0 ? "…" : String.valueOf(epoch + 1));
            for (String name : history.names()) {
                cells.add(epoch < 0 ? "…" : Numbers.text(history.series(name)[epoch], 4));
            }
            rows.add(cells);
        }
        return htmlTable(headings, rows, history.settings() + (history.ending().isEmpty() ? "" : "; " + history.ending()));
    }

    private static String summary(Summary summary) {
        List<List<String>> rows = new ArrayList<>();
        for (Summary.Row row : summary.rows()) {
            rows.add(List.of(row.layer(), row.output(), String.format(Locale.ROOT, "%,d", row.parameters())));
        }
        rows.add(List.of("total", "", String.format(Locale.ROOT, "%,d", summary.parameters())));
        return htmlTable(List.of("layer", "output", "parameters"), rows, "");
    }

    private static String confusion(ConfusionMatrix matrix) {
        List<String> names = matrix.classNames();
        List<String> headings = new ArrayList<>(List.of("true \\ predicted"));
        headings.addAll(names);
        List<List<String>> rows = new ArrayList<>();
        for (int truth = 0; truth < names.size(); truth++) {
            List<String> cells = new ArrayList<>(List.of(names.get(truth)));
            for (int predicted = 0; predicted < names.size(); predicted++) {
                cells.add(Numbers.text(matrix.count(truth, predicted)));
            }
            rows.add(cells);
        }
        return htmlTable(headings, rows, "");
    }

    /** Says by colour too how the exercise stands; the words are the same as in the text. */
    private static String verdict(Verdict verdict) {
        String color = switch (verdict.outcome()) {
            case PASSED -> "#009E73";
            case OPEN -> "#767676";
            case WRONG -> "#D55E00";
        };
        // JupyterLab would break its lines within words
        return "<pre style=\"border-left: 5px solid " + color + "; padding-left: 10px; word-break: normal\">"
                + escape(verdict.report()) + "</pre>";
    }

    private static String table(Table table) {
        List<List<String>> rows = new ArrayList<>();
        for (int row : shown(table.rowCount())) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < table.columnCount(); column++) {
                cells.add(row < 0 ? "…" : table.getString(row, column));
            }
            rows.add(cells);
        }
        return htmlTable(table.columnNames(), rows,
                String.format(Locale.ROOT, "%,d rows × %,d columns", table.rowCount(), table.columnCount()));
    }

    /** All rows, or the first and the last ones with −1 between them. */
    private static int[] shown(int rows) {
        if (rows <= MOST_ROWS) return IntStream.range(0, rows).toArray();
        int ends = MOST_ROWS / 2;
        return IntStream.rangeClosed(0, 2 * ends).map(i -> i < ends ? i : i == ends ? -1 : rows - 1 - 2 * ends + i).toArray();
    }

    /** A table in HTML, which Jupyter dresses in its own style; what stands in the cells is text. */
    private static String htmlTable(List<String> headings, List<List<String>> rows, String caption) {
        var html = new StringBuilder("<table>\n<thead>");
        row(html, "th", headings);
        html.append("</thead>\n<tbody>");
        for (var cells : rows) row(html, "td", cells);
        html.append("</tbody>\n</table>");
        if (!caption.isEmpty()) html.append("\n<p>").append(escape(caption)).append("</p>");
        return html.toString();
    }

    private static void row(StringBuilder html, String tag, List<String> cells) {
        html.append("<tr>");
        for (String cell : cells) {
            html.append('<').append(tag).append('>').append(escape(cell)).append("</").append(tag).append('>');
        }
        html.append("</tr>\n");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
