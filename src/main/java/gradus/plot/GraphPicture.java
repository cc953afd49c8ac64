package gradus.plot;

import gradus.tensor.GraphCount;
import gradus.tensor.Tensor;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The graph of a computation with values and gradients; made by {@link Figures#graph}.
 *
 * <p>Each tensor is one box, also when it is used more than once: parameters blue, other inputs grey, results of
 * operations white, the last with a thick frame. Arrows run from an input to the operation that uses it, the first
 * input on top. Tensors of more than one number show their shape and the largest size among their gradients.
 */
public final class GraphPicture extends Figure {

    private static final int MOST = 60;
    /** Letters may shrink to this share of their size before the graph is turned to run downwards ... */
    private static final double SMALL = 0.8;
    /** ... and to this before it is too large. */
    private static final double SMALLEST = 0.55;
    static final Color PARAMETER = new Color(0xDCEBF7);
    static final Color CONSTANT = new Color(0xEFEFEF);
    static final Color GRADIENT = Look.readableOn(PARAMETER, Look.VERMILION);

    private final List<GraphNode> nodes;

    GraphPicture(Tensor result) {
        if (result.operation() == null && !result.requiresGrad()) {
            throw new IllegalArgumentException("graph: the tensor of shape " + Words.shape(result.shape()) + " has no record"
                    + " of how it was computed; a record needs a parameter among the inputs, and no noGrad(...) around");
        }
        nodes = GraphNode.upTo(result, MOST);
    }

    /** The same graph under another title. */
    public GraphPicture title(String title) {
        return with(this, picture -> picture.title = given("title", title));
    }

    /** The same graph under a title that tells what it costs: its multiplications, and the values stored for backward. */
    public GraphPicture counted() {
        return title(GraphCount.of(nodes.get(nodes.size() - 1).tensor()).toString());
    }

    @Override
    public String title() {
        if (title != null) return title;
        GraphNode result = nodes.get(nodes.size() - 1);
        List<GraphNode> named = nodes.stream().filter(node -> node.isLeaf() && node.hasGradient()
                && node.tensor().name() != null && node.tensor().size() == 1).toList();
        String is = (result.tensor().name() == null ? "The result is " : result.tensor().name() + " is ") + result.value();
        if (named.isEmpty() || named.size() > 4) {
            long leaves = nodes.stream().filter(GraphNode::isLeaf).count();
            return is + ", from " + Words.count((int) leaves, "input") + " by "
                    + Words.count(nodes.size() - (int) leaves, "operation");
        }
        return is + "; its gradient is " + named.stream()
                .map(node -> Words.text(node.tensor().grad().item()) + " for " + node.tensor().name())
                .collect(Collectors.joining(", "));
    }

    @Override
    public String alt() {
        return title() + ". Graph of a computation, inputs first: "
                + nodes.stream().map(this::words).collect(Collectors.joining("; ")) + ".";
    }

    private String words(GraphNode node) {
        String of = node.inputs().isEmpty() ? "" : " of "
                + node.inputs().stream().map(i -> nodes.get(i).shortName()).collect(Collectors.joining(" and "));
        boolean named = !node.isLeaf() && node.tensor().name() != null;
        return node.shortName() + (named ? "" : of) + (node.tensor().size() == 1 ? " = " : " of shape ") + node.value()
                + (named ? " (" + node.tensor().operation().name() + of + ")" : "")
                + (node.hasGradient() ? ", " + node.gradient() : "");
    }

    @Override
    Drawing drawing(int room) {
        List<Dimension> sizes = nodes.stream().map(GraphPicture::size).toList();
        GraphLayout right = GraphLayout.of(nodes, sizes, true);
        GraphLayout layout = right.width() * SMALL <= ROOM ? right : narrower(right, GraphLayout.of(nodes, sizes, false));
        double scale = Math.min(1, (double) ROOM / layout.width());
        if (scale < SMALLEST) {
            throw new IllegalArgumentException("graph: " + nodes.size() + " tensors, too many of them side by side,"
                    + " would need " + layout.width() + " pixels of width, there are " + ROOM
                    + "; draw a smaller part: an intermediate result, or the same computation on fewer inputs");
        }
        return new Drawing((int) (layout.width() * scale), (int) Math.ceil(layout.height() * scale), g -> {
            g.scale(scale, scale);
            for (List<Point2D> path : layout.paths()) edge(g, path);
            for (int i = 0; i < nodes.size(); i++) node(g, nodes.get(i), layout.boxes().get(i), i == nodes.size() - 1);
        }).within(room);
    }

    private static GraphLayout narrower(GraphLayout a, GraphLayout b) {
        return a.width() <= b.width() ? a : b;
    }

    private static Dimension size(GraphNode node) {
        int width = Math.max(Look.width(node.heading(), Look.BOLD), Look.width(node.value(), Look.TEXT));
        int lines = 2;
        if (node.hasGradient()) {
            width = Math.max(width, Look.width(node.gradient(), Look.SMALL));
            lines++;
        }
        return new Dimension(Math.max(56, width + 22), lines * line() + 14);
    }

    private static int line() {
        return Look.metrics(Look.TEXT).getHeight() + 1;
    }

    private static void node(Graphics2D g, GraphNode node, Rectangle box, boolean last) {
        var shape = new RoundRectangle2D.Double(box.x + 0.5, box.y + 0.5, box.width, box.height, 14, 14);
        g.setColor(!node.isLeaf() ? Color.WHITE : node.tensor().requiresGrad() ? PARAMETER : CONSTANT);
        g.fill(shape);
        g.setColor(node.isLeaf() && node.tensor().requiresGrad() ? Look.BLUE : last ? Look.INK : Look.QUIET_INK);
        g.setStroke(new BasicStroke(last ? 2.4f : 1.3f));
        g.draw(shape);
        double x = box.getCenterX();
        double y = box.y + 7 + line() / 2.0;
        Look.centred(g, node.heading(), Look.BOLD, Look.INK, x, y);
        Look.centred(g, node.value(), Look.TEXT, Look.INK, x, y + line());
        if (node.hasGradient()) {
            Look.centred(g, node.gradient(), Look.SMALL, GRADIENT, x, y + 2 * line());
        }
    }

    /** A line with an arrowhead at its end. */
    private static void edge(Graphics2D g, List<Point2D> path) {
        Path2D line = new Path2D.Double();
        line.moveTo(path.get(0).getX(), path.get(0).getY());
        for (Point2D corner : path.subList(1, path.size())) line.lineTo(corner.getX(), corner.getY());
        g.setColor(Look.QUIET_INK);
        g.setStroke(new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        g.draw(line);
        Point2D end = path.get(path.size() - 1);
        Point2D before = path.get(path.size() - 2);
        double length = end.distance(before);
        double dx = (end.getX() - before.getX()) / length;
        double dy = (end.getY() - before.getY()) / length;
        double baseX = end.getX() - 9 * dx;
        double baseY = end.getY() - 9 * dy;
        g.fill(Look.polygon(end.getX(), end.getY(), baseX - 4.5 * dy, baseY + 4.5 * dx, baseX + 4.5 * dy, baseY - 4.5 * dx));
    }
}
