package gradus.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** What colours, widths and numbers of a drawn net mean, in rows under it. */
final class NetKey {

    private static final int ROW = 26;
    private static final BiConsumer<Graphics2D, double[]> NOTHING = (g, at) -> {};

    /** A text with a sample in front of it, so wide, painted at (x, y). */
    private record Entry(String text, Color ink, double sample, double gap, BiConsumer<Graphics2D, double[]> paint) {

        double width() {
            return sample + Look.width(text, Look.SMALL);
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final double room;

    NetKey(NetDrawing drawing, double room) {
        this.room = room;
        double m = drawing.strongest();
        if (m > 0) {
            boolean negative = drawing.layout().weights().stream().anyMatch(w -> w.value() < 0);
            entries.add(new Entry("weight", Look.QUIET_INK, 0, 16, NOTHING));
            (negative ? Stream.of(-m, -m / 2, m / 2, m) : Stream.of(m / 2, m)).forEach(v ->
                    entries.add(new Entry(NetDrawing.short3(v), Look.QUIET_INK, 40, 16, (g, at) -> {
                        drawing.stroke(g, v);
                        g.draw(new Line2D.Double(at[0], at[1], at[0] + 32, at[1]));
                    })));
        }
        NetColumn.State state = drawing.net().state();
        if (state.values()[0] != null) {
            entries.add(new Entry(drawing.numbers() ? "in a unit: its value"
                    : "unit: blue above 0, vermilion below, deepest the largest of its layer", Look.QUIET_INK, 0, 28, NOTHING));
        }
        if (drawing.numbers() && state.deltas()[state.deltas().length - 1] != null) {
            entries.add(new Entry("δ: gradient of the loss at the unit’s sum", Look.INK, 0, 28, NOTHING));
        }
        if (drawing.layout().units().stream().anyMatch(drawing::isDropped)) {
            entries.add(new Entry("dropped", Look.QUIET_INK, 26, 28, (g, at) -> {
                g.setColor(NetDrawing.DROPPED);
                g.setStroke(new BasicStroke(1.4f));
                g.draw(new Ellipse2D.Double(at[0], at[1] - 9, 18, 18));
                NetDrawing.cross(g, at[0] + 9, at[1], 9);
            }));
        }
    }

    /** Where each entry begins, and its row. */
    private double[][] places() {
        double[][] places = new double[entries.size()][];
        double x = 0;
        int row = 0;
        for (int i = 0; i < places.length; i++) {
            Entry entry = entries.get(i);
            if (x > 0 && x + entry.width() > room) {
                x = 0;
                row++;
            }
            places[i] = new double[] {x, row};
            x += entry.width() + entry.gap();
        }
        return places;
    }

    double width() {
        double[][] places = places();
        double width = 0;
        for (int i = 0; i < places.length; i++) width = Math.max(width, places[i][0] + entries.get(i).width());
        return width;
    }

    /** Nothing where there is nothing to say. */
    double height() {
        double[][] places = places();
        return places.length == 0 ? 0 : 14 + (places[places.length - 1][1] + 1) * ROW;
    }

    void paint(Graphics2D g, double top) {
        double[][] places = places();
        for (int i = 0; i < places.length; i++) {
            Entry entry = entries.get(i);
            double x = places[i][0];
            double y = top + 14 + ROW * (places[i][1] + 0.5);
            entry.paint().accept(g, new double[] {x, y});
            Look.centred(g, entry.text(), Look.SMALL, entry.ink(), x + (entry.width() + entry.sample()) / 2, y);
        }
    }
}
