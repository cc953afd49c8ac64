package gradus.plot;

import gradus.tensor.Numbers;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where the units, the weights and their numbers lie in the drawing of a net. */
record NetLayout(double radius, List<Unit> units, List<Weight> weights, List<Label> labels) {

    /** A circle; index −1 for the unit 1 that the biases come from. */
    record Unit(int column, int index, double x, double y) {

        Point2D centre() {
            return new Point2D.Double(x, y);
        }
    }

    /** A line between two units. */
    record Weight(Unit from, Unit to, double value, boolean dropped) {

        Line2D line() {
            return new Line2D.Double(from.centre(), to.centre());
        }
    }

    /** The number of a weight, written on its line. */
    record Label(String text, Weight weight, Rectangle2D box) {}

    /** Where on its line a number may stand, the middle first. */
    private static final double[] PLACES = {0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73};
    /** Numbers on more lines than this between two columns would hide them. */
    private static final int FEW = 9;

    /** Writes numbers on the lines between two columns where there are few and all find a place: none on another. */
    static List<Label> labels(List<Weight> weights, List<Unit> units, double radius, double below) {
        List<Label> labels = new ArrayList<>();
        List<Weight> shown = weights.stream().filter(weight -> !weight.dropped())
                .sorted(Comparator.comparingDouble(weight -> Math.abs(weight.to().y() - weight.from().y()))).toList();
        if (weights.size() > FEW) return List.of();
        for (Weight weight : shown) {
            Label label = label(weight, shown, units, radius, below, labels);
            if (label == null) return List.of();
            labels.add(label);
        }
        return labels;
    }

    /** The place from which the other lines are farthest. */
    private static Label label(Weight weight, List<Weight> others, List<Unit> units, double radius,
            double below, List<Label> placed) {
        Line2D line = weight.line();
        String text = Numbers.text(weight.value(), 3);
        double width = Look.width(text, Look.SMALL) + 6;
        double height = 18;
        Label best = null;
        double farthest = -1;
        for (double t : PLACES) {
            double x = line.getX1() + t * (line.getX2() - line.getX1());
            double y = line.getY1() + t * (line.getY2() - line.getY1());
            var box = new Rectangle2D.Double(x - width / 2, y - height / 2, width, height);
            boolean free = placed.stream().noneMatch(label -> label.box().intersects(box))
                    && units.stream().noneMatch(unit -> box.intersects(unit.x() - radius - 6, unit.y() - radius, 2 * radius + 12,
                            2 * radius + below));
            if (!free) continue;
            double distance = 40;
            for (Weight other : others) if (other != weight) distance = Math.min(distance, other.line().ptSegDist(x, y));
            if (distance > farthest + 1) {
                farthest = distance;
                best = new Label(text, weight, box);
            }
        }
        return best;
    }
}
