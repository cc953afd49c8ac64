package gradus.jupyter;

import java.util.List;

/** Writes tables in HTML that Jupyter dresses in its own style. */
final class Html {
    private Html() {}

    /** A table with one row of headings; what stands in the cells is text, not HTML. */
    static String table(List<String> headings, List<List<String>> rows, String caption) {
        StringBuilder html = new StringBuilder("<table>\n<thead>");
        row(html, "th", headings);
        html.append("</thead>\n<tbody>");
        for (List<String> cells : rows) row(html, "td", cells);
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
