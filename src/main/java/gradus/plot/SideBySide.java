package gradus.plot;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two to four figures in one picture, each under its own small title; made by {@link Figures#sideBySide}.
 *
 * <p>Two stand in a row, three in a row where they are small enough, otherwise in two rows as four do.
 */
public final class SideBySide extends Figure {

    private static final int GAP = 30;

    private List<Figure> figures;
    private boolean shared;

    SideBySide(String title, List<Figure> figures) {
        super(title);
        if (figures.size() < 2 || figures.size() > 4) {
            throw new IllegalArgumentException("sideBySide: " + Words.count(figures.size(), "figure")
                    + ", there should be 2 to 4");
        }
        for (int i = 0; i < figures.size(); i++) {
            if (figures.get(i) instanceof SideBySide) {
                throw new IllegalArgumentException("sideBySide: figure " + (i + 1) + " is side by side itself; its parts"
                        + " would be too small to read");
            }
        }
        this.figures = List.copyOf(figures);
    }

    /** The same figures under another title. */
    public SideBySide title(String title) {
        return with(this, plot -> plot.title = given("title", title));
    }

    /**
     * Draws all figures on the same axis of y, which holds the values of all: heights can be compared from one to the next.
     *
     * @throws IllegalArgumentException unless all are line plots, strip plots or bar plots, without a range of their own,
     *     and all logarithmic or none
     */
    public SideBySide sharedY() {
        List<ChartFigure<?>> charts = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            if (!(figures.get(i) instanceof ChartFigure<?> chart) || chart.yValues() == null) {
                throw new IllegalArgumentException("sideBySide: figure " + (i + 1) + ", \"" + figures.get(i).title()
                        + "\", cannot share its axis; sharedY() is for line plots without yRange, strip plots and bar plots");
            }
            if (i > 0 && chart.isLogY() != charts.get(0).isLogY()) {
                throw new IllegalArgumentException("sideBySide: figure " + (i + 1) + " and figure 1 cannot share an axis, since one"
                        + " is logarithmic; call logY() on both or on none");
            }
            charts.add(chart);
        }
        double[] all = charts.stream().flatMapToDouble(chart -> Arrays.stream(chart.yValues())).toArray();
        List<Figure> together = charts.stream().<Figure>map(chart -> chart.holding(all)).toList();
        return with(this, plot -> {
            plot.figures = together;
            plot.shared = true;
        });
    }

    @Override
    String shows(int room) {
        StringBuilder text = new StringBuilder(Clauses.within(room / 3, title(), title())).append(". ").append(Words.count(figures.size(), "figure"))
                .append(shared ? " on the same y axis." : ".");
        for (int i = 0; i < figures.size(); i++) {
            text.append(" Figure ").append(i + 1).append(": ");
            text.append(figures.get(i).alt(share(i, room - text.length())));
        }
        return text.toString();
    }

    /** Of so much room what a figure may take, where those after it need less than their share. */
    private int share(int i, int room) {
        int heading = " Figure 1: ".length();
        int equal = room / (figures.size() - i) - heading;
        int later = figures.stream().skip(i + 1).mapToInt(figure -> heading + Math.min(equal, figure.alt().length())).sum();
        return room - later;
    }

    @Override
    Drawing drawing(int room) {
        int third = (room - 2 * GAP) / 3;
        boolean inThree = figures.size() == 3 && figures.stream().allMatch(figure -> figure.drawing(ROOM).width() <= third);
        int columns = inThree ? 3 : 2;
        int column = (room - (columns - 1) * GAP) / columns;
        List<Drawing> parts = figures.stream().map(figure -> part(figure, column)).toList();
        int rows = (parts.size() + columns - 1) / columns;
        int[] tops = new int[rows + 1];
        int[] heads = new int[rows];
        for (int r = 0; r < rows; r++) {
            int from = r * columns;
            int to = Math.min(from + columns, parts.size());
            heads[r] = figures.subList(from, to).stream().mapToInt(figure -> headHeight(figure, column)).max().orElseThrow();
            tops[r + 1] = tops[r] + heads[r] + GAP
                    + parts.subList(from, to).stream().mapToInt(Drawing::height).max().orElseThrow();
        }
        // narrow figures stand close together
        int widest = Stream.concat(parts.stream().map(Drawing::width), figures.stream().map(figure -> Math.min(column, Look.width(figure.title(), Look.BOLD))))
                .mapToInt(w -> w).max().orElseThrow();
        int pitch = Math.min(column, widest) + GAP;
        return new Drawing(columns * pitch - GAP, tops[rows] - GAP, g -> {
            for (int i = 0; i < parts.size(); i++) {
                int x = i % columns * pitch;
                int row = i / columns;
                head(g, figures.get(i), column, x, tops[row]);
                parts.get(i).at(g, x, tops[row] + heads[row]);
            }
        });
    }

    /** Small figures keep their size. */
    private static Drawing part(Figure figure, int room) {
        Drawing whole = figure.drawing(ROOM);
        return whole.width() <= room ? whole : figure.drawing(room);
    }

    private static int headHeight(Figure figure, int room) {
        return Look.wrap(figure.title(), Look.BOLD, room).size() * Look.metrics(Look.BOLD).getHeight() + 8;
    }

    private static void head(Graphics2D g, Figure figure, int room, int x, int y) {
        g.setFont(Look.BOLD);
        g.setColor(Look.INK);
        int baseline = y + Look.metrics(Look.BOLD).getAscent();
        for (String line : Look.wrap(figure.title(), Look.BOLD, room)) {
            g.drawString(line, x, baseline);
            baseline += Look.metrics(Look.BOLD).getHeight();
        }
    }
}
