package gradus.plot;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * A chart that a field of colours fills, with names beside it, or under it where there is little room.
 *
 * <p>One unit is as long in x as in y where the plane's sides allow it: a circle looks like one, and steps down a
 * gradient stand upright on the contour lines.
 */
final class Field {

    private static final int NARROW = 600;
    private static final int WIDEST = 560;
    private static final int HIGHEST = 440;
    /** A plane this many times as long as wide fills the box instead. */
    private static final double LONGEST = 2.5;

    /** The colour of a place, given in columns and rows of the grid. */
    interface Tone {
        int rgb(double column, double row);
    }

    private final Plane plane;
    private final Ends names;
    private final boolean namesUnder;
    private final int room;
    private final int width;
    private final int height;
    private final Chart chart;

    Field(Plane plane, String xLabel, String yLabel, Ends names, int room) {
        this.plane = plane;
        this.names = names;
        this.room = room;
        namesUnder = room < NARROW;
        // what is missing to the box of axes of the largest size is taken by the labels
        Rectangle2D trial = chart(xLabel, yLabel, WIDEST, HIGHEST, WIDEST, HIGHEST).box();
        double besides = WIDEST - trial.getWidth();
        double widest = Math.min(WIDEST, room - besides - (namesUnder ? 0 : names.width()));
        double aspect = plane.width() / plane.height();
        boolean square = aspect < LONGEST && aspect > 1 / LONGEST;
        double boxHeight = square ? Math.min(HIGHEST, widest / aspect) : HIGHEST;
        double boxWidth = square ? boxHeight * aspect : widest;
        width = (int) Math.round(boxWidth + besides);
        height = (int) Math.round(boxHeight + HIGHEST - trial.getHeight());
        chart = chart(xLabel, yLabel, width, height, boxWidth, boxHeight);
        chart.frame();
    }

    private Chart chart(String xLabel, String yLabel, int width, int height, double boxWidth, double boxHeight) {
        return new Chart(Axis.from(plane.xFrom(), plane.xTo(), false, (int) Math.max(2, boxWidth / 75)),
                Axis.from(plane.yFrom(), plane.yTo(), false, (int) Math.max(2, boxHeight / 65)), xLabel, yLabel, width, height);
    }

    Chart chart() {
        return chart;
    }

    /** Colours the field, in pixels of the picture. */
    void color(Tone tone) {
        Rectangle2D box = chart.box();
        int across = (int) Math.round(Figure.SCALE * box.getWidth());
        int down = (int) Math.round(Figure.SCALE * box.getHeight());
        BufferedImage image = new BufferedImage(across, down, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < down; i++) {
            double row = plane.cells() * (1 - (i + 0.5) / down);
            for (int j = 0; j < across; j++) image.setRGB(j, i, tone.rgb(plane.cells() * (j + 0.5) / across, row));
        }
        chart.ground(image, box.getX(), box.getY(), box.getWidth() / across, box.getHeight() / down);
    }

    Figure.Drawing drawing() {
        return new Figure.Drawing(namesUnder ? room : width + names.width(), height + (namesUnder ? names.height(room) : 0), g -> {
            chart.paint(g);
            if (namesUnder) names.inRows(g, height, room);
            else names.beside(g, chart.box());
        });
    }

    /** A line in columns and rows of the grid as one in pixels. */
    double[][] pixels(double[][] line) {
        return place(Arrays.stream(line).map(at -> new double[] {plane.x(at[0]), plane.y(at[1])}).toArray(double[][]::new));
    }

    /** Points (x, y) in pixels. */
    double[][] place(double[][] points) {
        return Arrays.stream(points).map(p -> new double[] {chart.px(p[0]), chart.py(p[1])}).toArray(double[][]::new);
    }
}
