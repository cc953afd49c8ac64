package gradus.plot;

import gradus.tensor.Numbers;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a net is drawn: sizes and places first, then lines from weak to strong, then units and their texts.
 *
 * <p>Drawn by hand, since a chart has no units and lines between them.
 */
final class NetDrawing {

    /** Layers of more units show the first and the last of them. */
    private static final int MOST_UNITS = 10;
    /** Deeper nets show the first and the last layers. */
    private static final int MOST_COLUMNS = 6;
    private static final int COLUMNS_AT_EACH_END = 3;
    private static final double HEIGHT = 480;
    private static final double LOW = 400;
    private static final double LOWEST = 340;
    /** With more lines a layer shows fewer units, so that lines can be told apart and the picture stays small. */
    private static final int MANY_LINES = 60;
    private static final int GAP = -1;
    private static final double DEPTHS = 5;
    /** Smaller units lie too near for a number between two of them. */
    private static final double ROOM_ABOVE = 14;
    static final Color DROPPED = new Color(0x767676);

    private final NetworkPicture net;
    private final int columns;
    /** The columns shown, −1 for those left out. */
    private final int[] shown;
    private final boolean numbers;
    /** How many units of a large layer are shown at each end. */
    private final int ends;
    private final double radius;
    private final double pitch;
    private final double step;
    private final double left;
    private final double top;
    private final double bottom;
    private final int width;
    private final NetLayout layout;
    private final double strongest;

    NetDrawing(NetworkPicture net) {
        this.net = net;
        columns = net.columns().size();
        shown = columns <= MOST_COLUMNS + 1 ? IntStream.range(0, columns).toArray()
                : IntStream.concat(IntStream.concat(IntStream.range(0, COLUMNS_AT_EACH_END), IntStream.of(GAP)),
                        IntStream.range(columns - COLUMNS_AT_EACH_END, columns)).toArray();
        ends = lines(3) > MANY_LINES ? 2 : 3;
        boolean biases = IntStream.range(1, columns).anyMatch(c -> net.shownBiases(c) != null);
        int slots = Arrays.stream(shown).filter(c -> c != GAP).map(c -> slots(net.columns().get(c).size())).max().orElseThrow()
                + (biases ? 1 : 0);
        boolean deltas = net.state().deltas()[columns - 1] != null;
        double wanted = Math.max(23, textWidth() / 2 + 6);
        boolean deep = shown.length != columns;
        double room = (deep ? LOWEST : lines(ends) > MANY_LINES / 2 ? LOW : HEIGHT) / slots;
        numbers = net.state().values()[0] != null && 2 * wanted + (deltas ? 27 : 10) <= room;
        radius = numbers ? wanted : Math.min(21, 0.36 * room);
        pitch = Math.min(room, 2 * radius + (numbers && deltas ? 54 : Math.max(10, 1.5 * radius)));
        double before = Math.max(nameWidth(net.inputNames()), head(shown[0]) / 2 - radius);
        double after = Math.max(nameWidth(net.outputNames()), head(shown[shown.length - 1]) / 2 - radius);
        step = Math.min(deep ? 114 : lines(ends) > MANY_LINES / 2 ? 190 : 220, (Figure.ROOM - before - after - 2 * radius) / (shown.length - 1));
        left = before + radius;
        width = (int) Math.ceil(left + (shown.length - 1) * step + radius + after);
        int lines = Arrays.stream(shown).map(c -> heading(c).size()).max().orElseThrow();
        top = lines * lineHeight() + 12;
        bottom = top + slots * pitch;
        layout = lay(slots - (biases ? 1 : 0));
        strongest = layout.weights().stream().mapToDouble(w -> Math.abs(w.value())).filter(Double::isFinite).max().orElse(0);
    }

    boolean numbers() {
        return numbers;
    }

    NetworkPicture net() {
        return net;
    }

    /** The largest size of a weight shown. */
    double strongest() {
        return strongest;
    }

    NetLayout layout() {
        return layout;
    }

    private static double lineHeight() {
        return Look.metrics(Look.SMALL).getHeight();
    }

    private int slots(int size) {
        return size <= MOST_UNITS ? size : 2 * ends + 2;
    }

    /** Lines between the columns shown, with so many units at each end. */
    private int lines(int ends) {
        int[] units = Arrays.stream(shown).map(c -> c == GAP ? 0 : net.columns().get(c).size())
                .map(size -> size <= MOST_UNITS ? size : 2 * ends).toArray();
        return IntStream.range(1, units.length).map(i -> units[i - 1] * units[i]).sum();
    }

    private double textWidth() {
        return Arrays.stream(net.state().values()).filter(values -> values != null && values.length <= MOST_UNITS)
                .flatMapToDouble(Arrays::stream).map(v -> Look.width(short3(v), Look.SMALL)).max().orElse(0);
    }

    static String short3(double value) {
        return Numbers.text(value, 3);
    }

    private static double nameWidth(List<String> names) {
        return names.stream().mapToInt(name -> Look.width(name, Look.TEXT) + 12).max().orElse(0);
    }

    private double head(int column) {
        return Look.width(net.heading(column), Look.BOLD);
    }

    private List<String> heading(int column) {
        if (column == GAP) return List.of();
        List<String> lines = new ArrayList<>(List.of(net.heading(column)));
        String functions = net.functions(column);
        if (!functions.isEmpty()) lines.addAll(Look.wrap(functions, Look.SMALL, (int) Math.max(70, step - 12)));
        return lines;
    }

    /** What stands below a unit. */
    double below() {
        return numbers && net.state().deltas()[columns - 1] != null ? 23 : 0;
    }

    private double x(int place) {
        return left + place * step;
    }

    /** Units and lines; the columns are centred on one height, the units 1 of the biases lie under all. */
    private NetLayout lay(int slots) {
        List<NetLayout.Unit> units = new ArrayList<>();
        List<NetLayout.Weight> weights = new ArrayList<>();
        List<NetLayout.Label> labels = new ArrayList<>();
        List<NetLayout.Unit> before = List.of();
        double middle = top + slots * pitch / 2;
        for (int place = 0; place < shown.length; place++) {
            int column = shown[place];
            if (column == GAP) {
                before = List.of();
                continue;
            }
            List<NetLayout.Unit> here = new ArrayList<>();
            int size = net.columns().get(column).size();
            for (int slot = 0; slot < slots(size); slot++) {
                int index = size <= MOST_UNITS || slot < ends ? slot : size - slots(size) + slot;
                if (size > MOST_UNITS && (slot == ends || slot == ends + 1)) continue;
                here.add(new NetLayout.Unit(column, index, x(place), middle + (slot - (slots(size) - 1) / 2.0) * pitch));
            }
            List<NetLayout.Weight> lines = new ArrayList<>();
            for (NetLayout.Unit from : before) {
                for (NetLayout.Unit to : here) {
                    lines.add(new NetLayout.Weight(from, to, net.weight(column, from.index(), to.index()),
                            isDropped(from) || isDropped(to)));
                }
            }
            double[] biases = place > 0 && !before.isEmpty() ? net.shownBiases(column) : null;
            if (biases != null) {
                var one = new NetLayout.Unit(column - 1, -1, x(place - 1), bottom - pitch / 2);
                units.add(one);
                for (NetLayout.Unit to : here) lines.add(new NetLayout.Weight(one, to, biases[to.index()], isDropped(to)));
            }
            units.addAll(here);
            boolean trained = lines.stream().anyMatch(w -> w.value() != 0);
            if (trained && step > 140) labels.addAll(NetLayout.labels(lines, units, radius, below()));
            weights.addAll(lines);
            before = here;
        }
        return new NetLayout(radius, units, weights, labels);
    }

    boolean isDropped(NetLayout.Unit unit) {
        return unit.index() >= 0 && net.state().dropped()[unit.column()][unit.index()];
    }

    Figure.Drawing drawing() {
        NetKey key = new NetKey(this, Math.max(width, 420));
        int total = (int) Math.ceil(Math.max(width, key.width()));
        int height = (int) Math.ceil(bottom + key.height());
        double shift = (total - width) / 2.0;
        return new Figure.Drawing(total, height, g -> {
            Graphics2D moved = (Graphics2D) g.create();
            moved.translate(shift, 0);
            paint(moved);
            moved.dispose();
            key.paint(g, bottom);
        });
    }

    private void paint(Graphics2D g) {
        layout.weights().stream().filter(w -> !w.dropped()).sorted(Comparator.comparingDouble(w -> Math.abs(w.value())))
                .forEach(weight -> line(g, weight));
        for (NetLayout.Label label : layout.labels()) {
            g.setColor(Color.WHITE);
            g.fill(label.box());
            Color ink = label.weight().value() < 0 ? Look.VERMILION : label.weight().value() > 0 ? Look.BLUE : Look.QUIET_INK;
            Look.centred(g, label.text(), Look.SMALL, Look.readable(ink), label.box().getCenterX(), label.box().getCenterY());
        }
        for (NetLayout.Unit unit : layout.units()) unit(g, unit);
        for (int place = 0; place < shown.length; place++) column(g, place);
    }

    private void line(Graphics2D g, NetLayout.Weight weight) {
        stroke(g, weight.value());
        g.draw(weight.line());
    }

    void stroke(Graphics2D g, double value) {
        double share = strongest == 0 || !Double.isFinite(value) ? 0 : Math.abs(value) / strongest;
        double widest = layout.weights().size() <= 40 ? 5 : layout.weights().size() <= 150 ? 3.2 : 2.4;
        Color hue = value < 0 ? Look.VERMILION : Look.BLUE;
        // few depths, which leaves room for the letters in a palette of 256
        Color color = share == 0 ? Look.FRAME : Look.mix(Color.WHITE, hue, 0.2 + 0.8 * Math.ceil(DEPTHS * share) / DEPTHS);
        g.setColor(color);
        g.setStroke(new BasicStroke((float) (share == 0 ? 1.2 : 0.8 + (widest - 0.8) * share),
                BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    }

    private void unit(Graphics2D g, NetLayout.Unit unit) {
        var circle = new Ellipse2D.Double(unit.x() - radius, unit.y() - radius, 2 * radius, 2 * radius);
        if (unit.index() < 0) {
            g.setColor(GraphPicture.CONSTANT);
            g.fill(circle);
            g.setColor(Look.QUIET_INK);
            g.setStroke(new BasicStroke(1.3f));
            g.draw(circle);
            if (radius >= 10) Look.centred(g, "1", Look.SMALL, Look.INK, unit.x(), unit.y());
            return;
        }
        boolean dropped = isDropped(unit);
        double[] values = net.state().values()[unit.column()];
        Color fill = dropped || values == null ? Color.WHITE : shade(values, unit.index());
        g.setColor(fill);
        g.fill(circle);
        g.setColor(dropped ? DROPPED : Look.INK);
        g.setStroke(new BasicStroke(radius < 12 ? 1.2f : 1.8f));
        g.draw(circle);
        if (dropped) {
            cross(g, unit.x(), unit.y(), radius);
            return;
        }
        if (numbers) Look.centred(g, short3(values[unit.index()]), Look.SMALL, Look.INK, unit.x(), unit.y());
        double[] deltas = net.state().deltas()[unit.column()];
        if (numbers && deltas != null) {
            // black: vermilion and blue are for signs, and δ has one of its own
            onWhite(g, "δ " + short3(deltas[unit.index()]), Look.INK, unit.x(), unit.y() + radius + 12);
        }
        String number = net.number(unit.column(), unit.index());
        if (!number.isEmpty() && radius >= ROOM_ABOVE) onWhite(g, number, Look.QUIET_INK, unit.x(), unit.y() - radius - 11);
    }

    private static void onWhite(Graphics2D g, String text, Color ink, double x, double y) {
        double w = Look.width(text, Look.SMALL) + 6;
        g.setColor(Color.WHITE);
        g.fill(new Rectangle2D.Double(x - w / 2, y - 9, w, 18));
        Look.centred(g, text, Look.SMALL, ink, x, y);
    }

    static void cross(Graphics2D g, double x, double y, double radius) {
        double d = radius * Math.sqrt(0.5);
        g.setColor(DROPPED);
        g.setStroke(new BasicStroke(radius < 12 ? 1.4f : 2f));
        g.draw(new Line2D.Double(x - d, y - d, x + d, y + d));
        g.draw(new Line2D.Double(x - d, y + d, x + d, y - d));
    }

    /** By sign and size within the layer; pale enough for a number where there is one. */
    private Color shade(double[] values, int index) {
        double largest = Arrays.stream(values).map(Math::abs).filter(Double::isFinite).max().orElse(0);
        double value = values[index];
        if (!Double.isFinite(value)) return Look.FRAME;
        if (largest == 0) return Color.WHITE;
        double share = Math.round(8 * Math.abs(value) / largest) / 8.0;
        return Look.mix(Color.WHITE, value < 0 ? Look.VERMILION : Look.BLUE, (numbers ? 0.4 : 0.9) * share);
    }

    private void column(Graphics2D g, int place) {
        double x = x(place);
        int column = shown[place];
        double middle = (layout.units().stream().filter(u -> u.index() >= 0).mapToDouble(NetLayout.Unit::y).min().orElseThrow()
                + layout.units().stream().filter(u -> u.index() >= 0).mapToDouble(NetLayout.Unit::y).max().orElseThrow()) / 2;
        if (column == GAP) {
            for (int i = -1; i <= 1; i++) dot(g, x + 14 * i, middle);
            Look.centred(g, columns - 2 * COLUMNS_AT_EACH_END + " more layers", Look.SMALL, Look.INK, x, middle + 24);
            return;
        }
        double y = lineHeight() / 2;
        List<String> heading = heading(column);
        for (int i = 0; i < heading.size(); i++) {
            Look.centred(g, heading.get(i), i == 0 ? Look.BOLD : Look.SMALL, i == 0 ? Look.INK : Look.QUIET_INK, x, y);
            y += lineHeight();
        }
        int size = net.columns().get(column).size();
        if (size > MOST_UNITS) {
            String more = size - 2 * ends + " more";
            double w = Look.width(more, Look.SMALL) + 8;
            g.setColor(Color.WHITE);
            g.fill(new Rectangle2D.Double(x - w / 2, middle - 10, w, 20));
            Look.centred(g, more, Look.SMALL, Look.INK, x, middle);
            for (int i = 0; i < 2; i++) {
                dot(g, x, middle - 17 - 8 * i);
                dot(g, x, middle + 17 + 8 * i);
            }
        }
        List<String> names = place == 0 ? net.inputNames() : column == columns - 1 ? net.outputNames() : List.of();
        for (NetLayout.Unit unit : layout.units()) {
            if (names.isEmpty() || unit.column() != column || unit.index() < 0) continue;
            String name = names.get(unit.index());
            double side = (radius + 10 + Look.width(name, Look.TEXT) / 2.0) * (place == 0 ? -1 : 1);
            Look.centred(g, name, Look.TEXT, Look.INK, unit.x() + side, unit.y());
        }
    }

    private static void dot(Graphics2D g, double x, double y) {
        g.setColor(Look.QUIET_INK);
        g.fill(new Ellipse2D.Double(x - 2, y - 2, 4, 4));
    }
}
