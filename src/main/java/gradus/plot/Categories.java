package gradus.plot;

import java.awt.Graphics2D;
import java.util.List;

/** The names under an axis of groups: broken into lines where their column is narrow, upright where a word is too long. */
final class Categories {

    private static final int AIR = 8;

    private final List<List<String>> lines;
    private final boolean upright;

    /** For names under columns of this many pixels. */
    Categories(List<String> names, int column) {
        List<List<String>> wrapped = names.stream().map(name -> Style.wrap(name, Style.SMALL, column - AIR)).toList();
        upright = wrapped.stream().flatMap(List::stream).anyMatch(line -> Style.width(line, Style.SMALL) > column - 2);
        lines = upright ? names.stream().map(List::of).toList() : wrapped;
    }

    int height() {
        int line = Style.metrics(Style.SMALL).getHeight();
        return upright
                ? lines.stream().mapToInt(name -> Style.width(name.get(0), Style.SMALL)).max().orElse(0) + AIR
                : lines.stream().mapToInt(List::size).max().orElse(0) * line + AIR;
    }

    /** Writes one name centred under x. */
    void paint(Graphics2D g, int name, double x, double top) {
        int line = Style.metrics(Style.SMALL).getHeight();
        if (!upright) {
            for (int k = 0; k < lines.get(name).size(); k++) {
                Style.centred(g, lines.get(name).get(k), Style.SMALL, Style.INK, x, top + AIR - 2 + (k + 0.5) * line);
            }
            return;
        }
        String text = lines.get(name).get(0);
        Graphics2D turned = (Graphics2D) g.create();
        turned.translate(x, top + AIR);
        turned.rotate(-Math.PI / 2);
        Style.centred(turned, text, Style.SMALL, Style.INK, -Style.width(text, Style.SMALL) / 2.0, 0);
        turned.dispose();
    }
}
