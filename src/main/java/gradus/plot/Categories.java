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
        List<List<String>> wrapped = names.stream().map(name -> Look.wrap(name, Look.SMALL, column - AIR)).toList();
        upright = wrapped.stream().flatMap(List::stream).anyMatch(line -> Look.width(line, Look.SMALL) > column - 2);
        lines = upright ? names.stream().map(List::of).toList() : wrapped;
    }

    int height() {
        int line = Look.metrics(Look.SMALL).getHeight();
        return upright
                ? lines.stream().mapToInt(name -> Look.width(name.get(0), Look.SMALL)).max().orElse(0) + AIR
                : lines.stream().mapToInt(List::size).max().orElse(0) * line + AIR;
    }

    /** Writes one name centred under x. */
    void paint(Graphics2D g, int name, double x, double top) {
        int line = Look.metrics(Look.SMALL).getHeight();
        if (!upright) {
            for (int k = 0; k < lines.get(name).size(); k++) {
                Look.centred(g, lines.get(name).get(k), Look.SMALL, Look.INK, x, top + AIR - 2 + (k + 0.5) * line);
            }
            return;
        }
        String text = lines.get(name).get(0);
        Graphics2D turned = (Graphics2D) g.create();
        turned.translate(x, top + AIR);
        turned.rotate(-Math.PI / 2);
        Look.centred(turned, text, Look.SMALL, Look.INK, -Look.width(text, Look.SMALL) / 2.0, 0);
        turned.dispose();
    }
}
