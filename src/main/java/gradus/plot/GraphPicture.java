package gradus.plot;

import gradus.inspect.GraphCount;
import gradus.tensor.Autodiff;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The graph of a computation with values and gradients; made by {@link Figures#graph}.
 *
 * <p>Each tensor is one box, also when it is used more than once: parameters blue, other inputs grey, results of
 * operations white with the operation's sign, the last with a thick frame. Arrows run from an input to the operation that
 * uses it, the first input on top. Tensors of up to six numbers show them all, larger ones their shape and the largest
 * size among values and gradients. Inputs that share a name, as the W of two layers, are numbered: W1, W2.
 *
 * <p>A graph runs from left to right, in rows where that is too wide. One that needs more than a page is drawn in parts, a
 * box for each run of operations up to a tensor with a name; {@link #part} draws one of them.
 */
public final class GraphPicture extends Figure {

    private static final int MOST = 300;
    /** More than these boxes never fit, and to lay them out takes long. */
    private static final int MOST_BOXES = 60;
    static final int MAX_HEIGHT = 700;
    /** Letters of a graph of few parts, or beside another figure, may shrink to this share of their size. */
    private static final double SMALLEST = 0.6;
    /** So few parts would tell less than the whole in smaller letters. */
    private static final int FEW_PARTS = 2;
    static final Color PARAMETER = new Color(0xDCEBF7);
    static final Color CONSTANT = new Color(0xEFEFEF);
    static final Color GRADIENT = Look.readableOn(PARAMETER, Look.VERMILION);
    static final Color SLOPE = Look.readable(Look.PALETTE.get(2));
    private static final String TO_FILL_IN = "gradient ______";
    /** As wide as a number of four digits gets: a form with slopes and the filled graph lie on one another. */
    private static final String WIDEST_GRADIENT = "gradient -0.00000";
    private static final Font SIGN = Look.TITLE.deriveFont(20f);
    private static final Set<String> ELEMENTWISE = Set.of("add", "sub", "mul", "div", "neg", "pow", "square", "cube", "sqrt",
            "exp", "log", "log1p", "abs", "sigmoid", "tanh", "relu", "leakyRelu", "elu", "softplus", "normalCdf", "clip", "step",
            "maximum", "minimum");

    private final Tensor result;
    private List<GraphNode> nodes;
    private boolean slopes;
    private boolean blank;
    /** Where the boxes lie at full width, once it is known: the text alternative needs it as well as the picture. */
    private Plan plan;

    /** Boxes with their places; an overview has a box for each part. */
    private record Plan(List<GraphNode> boxes, List<String> texts, GraphLayout layout, double scale) {

        boolean fits(double smallest) {
            return scale >= smallest;
        }
    }

    GraphPicture(Tensor result) {
        if (result.operation() == null && !result.requiresGrad()) {
            throw new IllegalArgumentException("graph: the tensor of shape " + Words.shape(result.shape()) + " has no record"
                    + " of how it was computed; a record needs a parameter among the inputs, and no noGrad(...) around");
        }
        this.result = result;
        nodes = GraphNode.upTo(result, MOST, Map.of());
    }

    /** The same graph under another title. */
    public GraphPicture title(String title) {
        return with(this, picture -> picture.title = given("title", title));
    }

    /** The same graph under a title that tells what it costs: its multiplications, and the values stored for backward. */
    public GraphPicture counted() {
        return title(GraphCount.of(nodes.get(nodes.size() - 1).tensor()).toString());
    }

    /**
     * The same graph with names for some of its tensors, which count more than their own.
     *
     * <pre>{@code
     * var net = sequential(dense(2, 1)).initialize(constantInit(0.5), new Rng(1));
     * graph(net.forward(ones(1, 2)).sum()).names(net.namedParameters()).alt()
     * // → The result is 1, from 3 inputs by 3 operations. Graph of a computation, inputs first: constant = (1, 1); 0.W = (0.5, 0.5); matmul of constant and 0.W = 1; 0.b = 0; add of matmul and 0.b = 1; sum of add = 1.
     * }</pre>
     *
     * @throws IllegalArgumentException when one of the tensors is not in the graph; the message names those that are
     */
    public GraphPicture names(Map<String, Tensor> names) {
        Map<Tensor, String> given = new IdentityHashMap<>();
        Set<Tensor> known = Collections.newSetFromMap(new IdentityHashMap<>());
        for (GraphNode node : nodes) known.add(node.tensor());
        names.forEach((name, tensor) -> {
            if (!known.contains(tensor)) {
                throw new IllegalArgumentException("graph: " + name + " names a tensor that the result was not computed from;"
                        + " name tensors of this computation, before it runs a second time");
            }
            given.put(tensor, name);
        });
        List<GraphNode> named = GraphNode.upTo(result, MOST, given);
        return with(this, picture -> {
            picture.nodes = named;
            picture.plan = null;
        });
    }

    /**
     * The same graph with the slope ∂y/∂x of each operation on the arrow from its input x to its result y.
     *
     * <p>A gradient is the sum, over the arrows that leave a box, of their slope times the gradient at their end. Slopes
     * stand where they are one number, or up to three, one for each element; a matrix product has none on its arrows.
     */
    public GraphPicture slopes() {
        return with(this, picture -> {
            picture.slopes = true;
            picture.plan = null;
        });
    }

    /**
     * The same graph as a form: each tensor that wants a gradient has a line to write it on, whether it is known or not. A
     * result of one number has its gradient, 1.
     *
     * <pre>{@code
     * var x = parameter(3).named("x");
     * graph(x.square().named("y")).blank().alt()
     * // → y is 9, from 1 input by 1 operation. Graph of a computation with gradients to fill in, inputs first: x = 3; y = 9 (square of x), gradient 1.
     * }</pre>
     */
    public GraphPicture blank() {
        return with(this, picture -> {
            picture.blank = true;
            picture.plan = null;
        });
    }

    /**
     * One part of a graph that is drawn in parts; what it uses of others are its inputs.
     *
     * @throws IllegalArgumentException when no part has this name; the message says which there are
     */
    public GraphPicture part(String name) {
        List<GraphParts.Part> parts = GraphParts.of(nodes);
        for (GraphParts.Part part : parts) {
            if (part.name().equals(name)) {
                return with(this, picture -> {
                    picture.nodes = GraphParts.inside(nodes, part);
                    picture.plan = null;
                    picture.title = title != null ? title + ": " + name : null;
                });
            }
        }
        throw new IllegalArgumentException("graph: no part is called " + name + "; there are "
                + parts.stream().map(GraphParts.Part::name).collect(Collectors.joining(", ")));
    }

    @Override
    public String title() {
        if (title != null) return title;
        GraphNode last = nodes.get(nodes.size() - 1);
        List<GraphNode> named = nodes.stream().filter(node -> node.isLeaf() && known(node)).toList();
        String is = (last.name() == null ? "The result is " : last.name() + " is ") + last.value();
        boolean told = named.stream().allMatch(node -> node.name() != null && node.tensor().size() == 1);
        if (named.isEmpty() || named.size() > 4 || !told) {
            long leaves = nodes.stream().filter(GraphNode::isLeaf).count();
            return is + ", from " + Words.count((int) leaves, "input") + " by "
                    + Words.count(nodes.size() - (int) leaves, "operation");
        }
        return is + "; its gradient is " + named.stream()
                .map(node -> Words.text(node.tensor().grad().item()) + " for " + node.name())
                .collect(Collectors.joining(", "));
    }

    @Override
    String shows(int room) {
        List<GraphNode> boxes = plan(ROOM).boxes();
        boolean parts = boxes != nodes;
        StringBuilder alt = new StringBuilder(finding()).append("Graph of a computation")
                .append(blank ? " with gradients to fill in" : "").append(parts ? " in parts: " : ", inputs first: ");
        for (int i = 0; i < boxes.size(); i++) {
            String words = (i == 0 ? "" : "; ") + words(boxes, boxes.get(i));
            if (alt.length() + words.length() > room - 20) {
                alt.append("; and ").append(boxes.size() - i).append(" more");
                break;
            }
            alt.append(words);
        }
        return alt.append('.').toString();
    }

    private String words(List<GraphNode> boxes, GraphNode node) {
        String of = node.inputs().isEmpty() ? "" : " of "
                + node.inputs().stream().map(i -> boxes.get(i).shortName()).collect(Collectors.joining(" and "));
        if (node.operations() > 1) {
            return node.name() + ", " + node.sign() + of + (node.tensor().size() == 1 ? " = " : " of shape ") + node.value();
        }
        boolean named = !node.isLeaf() && node.name() != null;
        boolean few = node.tensor().size() <= GraphNode.FEW;
        return node.shortName() + (named ? "" : of) + (few ? " = " + inline(node.tensor()) : " of shape " + node.value())
                + (named ? " (" + node.tensor().operation().name() + of + ")" : "")
                + (isGiven(node) ? ", gradient 1" : !known(node) ? "" : ", " + (few ? "gradient " + inline(node.tensor().grad()) : node.gradient()));
    }

    /** Few numbers in a sentence. */
    private static String inline(Tensor tensor) {
        String numbers = Arrays.stream(tensor.data()).mapToObj(Words::text).collect(Collectors.joining(", "));
        return tensor.size() == 1 ? numbers : "(" + numbers + ")";
    }

    @Override
    Drawing drawing(int room) {
        Plan plan = plan(room);
        GraphLayout layout = plan.layout();
        double scale = plan.scale();
        return new Drawing((int) (layout.width() * scale), (int) Math.ceil(layout.height() * scale), g -> {
            g.scale(scale, scale);
            for (List<Point2D> path : layout.paths()) edge(g, path);
            for (int k = 0; k < plan.texts().size(); k++) {
                if (layout.labels().get(k) != null) slope(g, plan.texts().get(k), layout.labels().get(k));
            }
            for (int i = 0; i < plan.boxes().size(); i++) {
                node(g, plan.boxes().get(i), layout.boxes().get(i), i == plan.boxes().size() - 1);
            }
        });
    }

    private Plan plan(int room) {
        if (room != ROOM) return planned(room);
        if (plan == null) plan = planned(room);
        return plan;
    }

    /** Whole where it fits, else in parts; smaller letters come last. */
    private Plan planned(int room) {
        Plan whole = nodes.size() <= MOST_BOXES ? plan(nodes, room) : null;
        if (whole != null && whole.fits(room < ROOM ? SMALLEST : 1)) return whole;
        List<GraphParts.Part> parts = GraphParts.of(nodes);
        boolean small = whole != null && whole.fits(SMALLEST);
        if (parts.size() > (small ? FEW_PARTS : 1)) return plan(GraphParts.overview(nodes, parts), room);
        if (small) return whole;
        String needs = whole == null ? "" : ", would need " + whole.layout().width() + " × " + whole.layout().height()
                + " pixels, there are " + room + " × " + MAX_HEIGHT;
        throw new IllegalArgumentException("graph: " + nodes.size() + " tensors, too many of them side by side" + needs
                + "; draw a smaller part: an intermediate result, or the same computation on fewer inputs");
    }

    /** To the right where that fits, else in rows, else downwards, else what can be drawn largest. */
    private Plan plan(List<GraphNode> boxes, int room) {
        List<Dimension> sizes = boxes.stream().map(this::size).toList();
        // inputs of one number stand below each other: none is indented for a shorter one
        List<Dimension> inputs = IntStream.range(0, sizes.size())
                .filter(i -> boxes.get(i).isLeaf() && boxes.get(i).tensor().size() == 1).mapToObj(sizes::get).toList();
        int widest = inputs.stream().mapToInt(size -> size.width).max().orElse(0);
        for (Dimension size : inputs) size.width = widest;
        List<String> texts = new ArrayList<>();
        for (GraphNode box : boxes) {
            for (int k = 0; k < box.inputs().size(); k++) texts.add(slopes && box.operations() == 1 ? slope(box, k) : "");
        }
        Plan best = null;
        for (double aspect : new double[] {0, 3, 2, 1.4, 1, 0.7, -1}) {
            GraphLayout.Way way = aspect == 0 ? GraphLayout.Way.RIGHT : aspect < 0 ? GraphLayout.Way.DOWN : GraphLayout.Way.ROWS;
            GraphLayout layout = GraphLayout.of(boxes, sizes, texts, way, aspect);
            double scale = Math.min(1, Math.min((double) room / layout.width(), (double) MAX_HEIGHT / layout.height()));
            if (best == null || scale > best.scale()) best = new Plan(boxes, texts, layout, scale);
            if (scale == 1) break;
        }
        return best;
    }

    /** The slope of an operation in one of its inputs, where it is few numbers; "" else. */
    static String slope(GraphNode node, int input) {
        Tensor y = node.tensor();
        Tensor x = y.operation().inputs().get(input);
        boolean each = Arrays.equals(y.shape(), x.shape()) && ELEMENTWISE.contains(y.operation().name().split(" ")[0]);
        if (!x.requiresGrad() || x.size() > 3 || y.size() > 1 && !each) return "";
        Tensor slope = Autodiff.noGrad(() -> y.operation().pullBack(input, Tensors.ones(y.shape())));
        double first = slope.data()[0];
        boolean same = Arrays.stream(slope.data()).allMatch(s -> s == first);
        return "slope " + (same ? Words.text(first) : inline(slope));
    }

    private static int line() {
        return Look.metrics(Look.TEXT).getHeight() + 1;
    }

    private static Font font(GraphNode node) {
        return node.operations() == 1 ? SIGN : Look.BOLD;
    }

    private static String note(GraphNode node) {
        return node.operations() > 1 ? node.sign() : node.shape();
    }

    private boolean known(GraphNode node) {
        return !blank && node.hasGradient();
    }

    /** On a form, the one gradient that needs no chain rule: that of a single number by itself. */
    private boolean isGiven(GraphNode node) {
        return blank && node.tensor() == result && result.size() == 1;
    }

    private List<String> gradients(GraphNode node) {
        if (!blank) return node.gradients();
        if (!node.tensor().requiresGrad()) return List.of();
        return List.of(isGiven(node) ? "gradient 1" : TO_FILL_IN);
    }

    private Dimension size(GraphNode node) {
        String note = note(node);
        int width = Look.width(node.heading(), font(node)) + (note.isEmpty() ? 0 : Look.width("  " + note, Look.SMALL));
        for (String value : node.values()) width = Math.max(width, Look.width(value, Look.TEXT));
        List<String> gradients = gradients(node);
        for (String gradient : gradients) width = Math.max(width, Look.width(gradient, Look.SMALL));
        if (slopes && !gradients.isEmpty() && node.tensor().size() == 1) width = Math.max(width, Look.width(WIDEST_GRADIENT, Look.SMALL));
        return new Dimension(Math.max(56, width + 22), (1 + node.values().size() + gradients.size()) * line() + 16);
    }

    private void node(Graphics2D g, GraphNode node, Rectangle box, boolean last) {
        var shape = new RoundRectangle2D.Double(box.x + 0.5, box.y + 0.5, box.width, box.height, 14, 14);
        g.setColor(!node.isLeaf() ? Color.WHITE : node.isParameter() ? PARAMETER : CONSTANT);
        g.fill(shape);
        g.setColor(node.isLeaf() && node.isParameter() ? Look.BLUE : last ? Look.INK : Look.QUIET_INK);
        g.setStroke(new BasicStroke(last ? 2.4f : 1.3f));
        g.draw(shape);
        double x = box.getCenterX();
        double y = box.y + 9 + line() / 2.0;
        String note = note(node);
        double side = note.isEmpty() ? 0 : Look.width("  " + note, Look.SMALL) / 2.0;
        Look.centred(g, node.heading(), font(node), Look.INK, x - side, y);
        if (side > 0) {
            double right = x + side + Look.width(node.heading(), font(node)) / 2.0;
            Look.centred(g, note, Look.SMALL, Look.QUIET_INK, right - Look.width(note, Look.SMALL) / 2.0, y);
        }
        for (String value : node.values()) Look.centred(g, value, Look.TEXT, Look.INK, x, y += line());
        for (String gradient : gradients(node)) Look.centred(g, gradient, Look.SMALL, GRADIENT, x, y += line());
    }

    private static void slope(Graphics2D g, String text, Rectangle box) {
        g.setColor(Color.WHITE);
        g.fill(box);
        Look.centred(g, text, Look.SMALL, SLOPE, box.getCenterX(), box.getCenterY());
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
