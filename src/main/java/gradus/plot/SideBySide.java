package gradus.plot;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Two to four figures in one picture, each under its own small title; made by {@link Figures#sideBySide}.
 *
 * <p>Two stand in a row, three in a row where they are small enough, otherwise in two rows as four do.
 */
public final class SideBySide extends Figure {

    private static final int GAP = 30;
    /** The width of a figure in two columns on a page. */
    static final int COLUMN = (ROOM - GAP) / 2;
    private static final int MOST_GROUPS = 30;

    /** As they are given, and as they are shown, which is on common axes where that is asked for. */
    private final List<Figure> given;
    private List<Figure> figures;
    private boolean sharedX;
    private boolean sharedY;

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
        given = List.copyOf(figures);
        this.figures = given;
    }

    /** The same figures under another title. */
    public SideBySide title(String title) {
        return with(this, plot -> plot.title = given("title", title));
    }

    /**
     * Draws all figures on the same axis of x, which holds the values of all, or the groups of all: what stands at one x in one
     * stands there in the next. Histograms share their bins too.
     *
     * <pre>{@code
     * var a = stripPlot("Digits", List.of("SGD", "Adam"), new double[][] {{0.8, 0.9}, {0.9, 0.95}});
     * var b = stripPlot("Iris", List.of("Adam"), new double[][] {{0.7, 0.8}});
     * sideBySide("Adam is not always better", a, b).sharedX().alt()
     * // → Adam is not always better. 2 figures on the same x axis. Figure 1: Digits. Strip plot, 2 values each: SGD median 0.85 (0.8 to 0.9); Adam median 0.925 (0.9 to 0.95). Figure 2: Iris. Strip plot, 2 values each: Adam median 0.75 (0.7 to 0.8).
     * }</pre>
     *
     * @throws IllegalArgumentException unless all are line plots without a range of their own, scatter plots or histograms,
     *     all logarithmic or none, or all are strip plots or bar plots
     */
    public SideBySide sharedX() {
        List<ChartFigure<?>> charts = charts("sharedX() is for line plots without xRange, scatter plots and histograms, or for strip plots"
                + " and bar plots", chart -> chart.groups() != null || chart.xValues() != null);
        for (int i = 1; i < charts.size(); i++) {
            if ((charts.get(i).groups() == null) == (charts.get(0).groups() == null)) continue;
            throw new IllegalArgumentException("sideBySide: figure " + (i + 1) + " and figure 1 cannot share an axis of x, since one"
                    + " has groups and the other numbers; leave sharedX() out");
        }
        checkLog(charts, "logX()", ChartFigure::isLogX);
        if (charts.get(0).groups() != null) groups(charts);
        return with(this, plot -> {
            plot.sharedX = true;
            plot.figures = plot.together();
        });
    }

    /** The figures on the axes that they share; bins are shared before counts. */
    private List<Figure> together() {
        List<Figure> shown = given;
        if (sharedX) {
            List<ChartFigure<?>> charts = charts(shown);
            if (charts.stream().allMatch(chart -> chart instanceof Histogram histogram && !histogram.hasOwnBins())) {
                charts = charts(Histogram.inCommonBins(charts.stream().map(Histogram.class::cast).toList()));
            }
            if (charts.get(0).groups() != null) {
                List<String> all = groups(charts);
                shown = charts.stream().<Figure>map(chart -> chart.among(all)).toList();
            } else {
                double[] all = charts.stream().flatMapToDouble(chart -> Arrays.stream(chart.xValues())).toArray();
                shown = charts.stream().<Figure>map(chart -> chart.holdingX(all)).toList();
            }
        }
        if (!sharedY) return shown;
        List<ChartFigure<?>> charts = charts(shown);
        double[] all = charts.stream().flatMapToDouble(chart -> Arrays.stream(chart.yValues())).toArray();
        return charts.stream().<Figure>map(chart -> chart.holdingY(all)).toList();
    }

    private static List<ChartFigure<?>> charts(List<Figure> figures) {
        return figures.stream().<ChartFigure<?>>map(figure -> (ChartFigure<?>) figure).toList();
    }

    /** The groups of all figures, each once. */
    private static List<String> groups(List<ChartFigure<?>> charts) {
        Set<String> all = new LinkedHashSet<>();
        for (int i = 0; i < charts.size(); i++) {
            Set<String> own = new LinkedHashSet<>();
            for (String name : charts.get(i).groups()) {
                if (own.add(name)) continue;
                throw new IllegalArgumentException("sideBySide: figure " + (i + 1) + " has two groups named \"" + name
                        + "\"; on an axis that figures share, a name is one place");
            }
            all.addAll(own);
        }
        if (all.size() <= MOST_GROUPS) return List.copyOf(all);
        throw new IllegalArgumentException("sideBySide: the figures have " + all.size() + " different groups, at most " + MOST_GROUPS
                + " have room on one axis; leave sharedX() out");
    }

    /**
     * Draws all figures on the same axis of y, which holds the values of all: heights can be compared from one to the next.
     *
     * @throws IllegalArgumentException unless all are line plots without a range of their own, scatter plots, histograms, strip
     *     plots or bar plots, and all logarithmic or none
     */
    public SideBySide sharedY() {
        List<ChartFigure<?>> charts = charts("sharedY() is for line plots without yRange, scatter plots, histograms, strip plots"
                + " and bar plots",
                chart -> chart.yValues() != null);
        checkLog(charts, "logY()", ChartFigure::isLogY);
        return with(this, plot -> {
            plot.sharedY = true;
            plot.figures = plot.together();
        });
    }

    private List<ChartFigure<?>> charts(String whose, Predicate<ChartFigure<?>> shares) {
        List<ChartFigure<?>> charts = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            if (!(figures.get(i) instanceof ChartFigure<?> chart) || !shares.test(chart)) {
                throw new IllegalArgumentException("sideBySide: figure " + (i + 1) + ", \"" + figures.get(i).title()
                        + "\", cannot share its axis; " + whose);
            }
            charts.add(chart);
        }
        return charts;
    }

    private static void checkLog(List<ChartFigure<?>> charts, String option, Predicate<ChartFigure<?>> isLog) {
        for (int i = 1; i < charts.size(); i++) {
            if (isLog.test(charts.get(i)) == isLog.test(charts.get(0))) continue;
            throw new IllegalArgumentException("sideBySide: figure " + (i + 1) + " and figure 1 cannot share an axis, since one"
                    + " is logarithmic; call " + option + " on both or on none");
        }
    }

    @Override
    String shows(int room) {
        StringBuilder text = new StringBuilder(sentence(Clauses.within(room / 3, title(), title()))).append(Words.count(figures.size(), "figure"))
                .append(sharedX && sharedY ? " on the same axes." : sharedX ? " on the same x axis." : sharedY ? " on the same y axis." : ".");
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
