package gradus.javakernel.help;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Javadoc comment as paragraphs, items and code, ready to be shown as HTML or as text.
 *
 * <p>JShell gives the comment as it stands in the source, without its stars.
 */
final class JavadocText {
    /** A paragraph or item, in HTML without tags but {@code <code>}; or code as it stands. */
    record Block(String text, boolean code) {
        String html() {
            return code ? "<pre>" + text + "</pre>" : "<p>" + text + "</p>";
        }

        List<String> lines() {
            String plain = plain(text);
            if (code) return plain.lines().map(line -> "    " + line).toList();
            return Style.wrap(plain);
        }
    }

    private static final Pattern TAG = Pattern.compile("(?m)^\\s*@(\\w+)[ \\t]*");
    private static final Pattern PRE = Pattern.compile("(?s)<pre>(.*?)</pre>");
    private static final Pattern LABELLED = Pattern.compile("(?s)^([\\w.<>]+)\\s+(.*)$");

    private final List<Block> blocks = new ArrayList<>();

    JavadocText(String comment) {
        String text = comment.strip();
        Matcher tag = TAG.matcher(outsidePre(text));
        int end = tag.find() ? tag.start() : text.length();
        description(text.substring(0, end));
        while (end < text.length()) {
            String name = tag.group(1);
            int from = tag.end();
            end = tag.find() ? tag.start() : text.length();
            labelled(name, text.substring(from, end).strip());
        }
    }

    /** Code in a comment may hold annotations, which are no tags. */
    private static String outsidePre(String text) {
        StringBuilder masked = new StringBuilder(text);
        Matcher pre = PRE.matcher(text);
        while (pre.find()) {
            for (int i = pre.start(); i < pre.end(); i++) if (text.charAt(i) == '@') masked.setCharAt(i, ' ');
        }
        return masked.toString();
    }

    private void description(String text) {
        Matcher pre = PRE.matcher(text);
        int from = 0;
        while (pre.find()) {
            paragraphs(text.substring(from, pre.start()));
            blocks.add(new Block(escape(code(pre.group(1))), true));
            from = pre.end();
        }
        paragraphs(text.substring(from));
    }

    private static String code(String text) {
        String inside = text.stripTrailing();
        if (inside.stripLeading().startsWith("{@code")) {
            inside = inside.substring(inside.indexOf("{@code") + 6, inside.length() - (inside.endsWith("}") ? 1 : 0));
        } else {
            inside = entities(inside);
        }
        return inside.replaceFirst("^\\s*\n", "").stripTrailing().stripIndent();
    }

    private void paragraphs(String text) {
        for (String part : text.split("(?i)</?(?:p|ul|ol|table|thead|tbody|caption|h\\d|blockquote|dl)(?:\\s[^>]*)?>|(?=<li>|<tr>|<dt>|<dd>)")) {
            String item = part.strip().matches("(?is)<li>.*") ? "• " : "";
            String words = part.replaceAll("(?i)</t[dh]>\\s*<t[dh][^>]*>", " | ");
            String inline = inline(words).strip();
            if (!inline.isEmpty()) blocks.add(new Block(item + inline, false));
        }
    }

    private void labelled(String tag, String text) {
        Matcher named = LABELLED.matcher(text);
        String label = switch (tag) {
            case "param" -> named.matches() ? "<code>" + escape(named.group(1)) + "</code>: " : null;
            case "return" -> "Returns ";
            case "throws", "exception" -> named.matches() ? "Throws <code>" + escape(named.group(1)) + "</code> " : null;
            default -> null;
        };
        if (label == null) return;
        String words = inline(tag.equals("return") ? text : named.group(2)).strip();
        blocks.add(new Block(label + words, false));
    }

    /** One line of HTML: code stays code, links become their words, other tags go. */
    private static String inline(String text) {
        StringBuilder html = new StringBuilder();
        Matcher part = Pattern.compile("(?s)\\{@(\\w+)\\s+((?:[^{}]|\\{[^{}]*\\})*)\\}|<code>(.*?)</code>|<[^>]+>").matcher(text);
        int from = 0;
        while (part.find()) {
            html.append(escape(entities(text.substring(from, part.start()))));
            from = part.end();
            if (part.group(1) != null) html.append("<code>").append(escape(inlineTag(part.group(1), part.group(2)))).append("</code>");
            else if (part.group(3) != null) html.append("<code>").append(escape(entities(part.group(3)))).append("</code>");
        }
        return html.append(escape(entities(text.substring(from)))).toString().replaceAll("\\s+", " ");
    }

    private static String inlineTag(String tag, String text) {
        if (!tag.startsWith("link")) return text.strip();
        Matcher link = Pattern.compile("(?s)^([^\\s(]*(?:\\([^)]*\\))?)\\s*(.*)$").matcher(text.strip());
        if (!link.matches() || !link.group(2).isBlank()) return link.matches() ? link.group(2) : text;
        return link.group(1).replaceFirst("^#", "").replaceFirst("^(?:\\w+\\.)+(?=[A-Z])", "").replace('#', '.');
    }

    List<Block> blocks() {
        return blocks;
    }

    /** The first sentence, which stands alone where there are several overloads. */
    Block firstSentence() {
        if (blocks.isEmpty()) return new Block("", false);
        String text = blocks.get(0).text();
        Matcher end = Pattern.compile("(?s)^.*?[.!?](?=\\s[A-ZΣ∂]|\\s*$)").matcher(text);
        return new Block(end.find() ? end.group() : text, false);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String entities(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&quot;", "\"").replace("&amp;", "&");
    }

    static String plain(String html) {
        return entities(html.replaceAll("</?(?:code|pre)>", "`").replaceAll("<[^>]+>", ""));
    }
}
