package gradus.plot;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.elk.alg.layered.options.CuttingStrategy;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.WrappingStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.ElkShape;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Places for the nodes of a graph, inputs first, and paths for its edges, by the layered algorithm of Eclipse ELK.
 *
 * <p>Edges arrive in the order of the operation's inputs, first on top or left, so that a − b does not read as b − a.
 *
 * @param boxes where each node lies
 * @param paths for each edge its corners, from the input to the operation
 * @param labels where the text of each edge lies; null for one without
 */
record GraphLayout(int width, int height, List<Rectangle> boxes, List<List<Point2D>> paths, List<Rectangle> labels) {

    /** Which way a graph runs. */
    enum Way { RIGHT, ROWS, DOWN }

    /** Lays out nodes of these sizes; edges in the order of the nodes and their inputs, each with a text or "". */
    static GraphLayout of(List<GraphNode> nodes, List<Dimension> sizes, List<String> texts, Way way, double aspect) {
        boolean down = way == Way.DOWN;
        ElkNode graph = ElkGraphUtil.createGraph();
        graph.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        graph.setProperty(CoreOptions.DIRECTION, down ? Direction.DOWN : Direction.RIGHT);
        graph.setProperty(CoreOptions.PADDING, new ElkPadding(2));
        graph.setProperty(CoreOptions.RANDOM_SEED, 1);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE, 18.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_NODE, 14.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 12.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 12.0);
        // a text on an edge is a layer of its own, with this much on both sides
        boolean labelled = texts.stream().anyMatch(text -> !text.isEmpty());
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, labelled ? 24.0 : 34.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 16.0);
        if (way == Way.ROWS) {
            graph.setProperty(LayeredOptions.WRAPPING_STRATEGY, WrappingStrategy.MULTI_EDGE);
            graph.setProperty(LayeredOptions.WRAPPING_CUTTING_STRATEGY, CuttingStrategy.ARD);
            graph.setProperty(LayeredOptions.WRAPPING_ADDITIONAL_EDGE_SPACING, 12.0);
            graph.setProperty(CoreOptions.ASPECT_RATIO, aspect);
        }
        List<ElkNode> boxes = new ArrayList<>();
        for (Dimension size : sizes) {
            ElkNode box = ElkGraphUtil.createNode(graph);
            box.setDimensions(size.width, size.height);
            box.setProperty(CoreOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_ORDER);
            boxes.add(box);
        }
        List<ElkEdge> edges = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            List<Integer> inputs = nodes.get(i).inputs();
            for (int k = 0; k < inputs.size(); k++) {
                ElkPort out = port(boxes.get(inputs.get(k)), down ? PortSide.SOUTH : PortSide.EAST, 0);
                // ELK counts clockwise: up the west side, rightwards along the north side
                ElkPort in = port(boxes.get(i), down ? PortSide.NORTH : PortSide.WEST, down ? k : inputs.size() - 1 - k);
                ElkEdge edge = ElkGraphUtil.createSimpleEdge(out, in);
                label(edge, texts.get(edges.size()));
                edges.add(edge);
            }
        }
        new RecursiveGraphLayoutEngine().layout(graph, new BasicProgressMonitor());
        return new GraphLayout((int) Math.ceil(graph.getWidth()), (int) Math.ceil(graph.getHeight()),
                boxes.stream().map(GraphLayout::box).toList(), edges.stream().map(GraphLayout::path).toList(),
                edges.stream().map(edge -> edge.getLabels().isEmpty() ? null : box(edge.getLabels().get(0))).toList());
    }

    private static void label(ElkEdge edge, String text) {
        if (text.isEmpty()) return;
        ElkLabel label = ElkGraphUtil.createLabel(text, edge);
        label.setDimensions(Look.width(text, Look.SMALL) + 6, Look.metrics(Look.SMALL).getHeight());
        label.setProperty(CoreOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
        label.setProperty(CoreOptions.EDGE_LABELS_INLINE, true);
    }

    /** The one port through which a result leaves, or a new port for an input. */
    private static ElkPort port(ElkNode node, PortSide side, int index) {
        if (side == PortSide.EAST || side == PortSide.SOUTH) {
            for (ElkPort port : node.getPorts()) if (port.getProperty(CoreOptions.PORT_SIDE) == side) return port;
        }
        ElkPort port = ElkGraphUtil.createPort(node);
        port.setProperty(CoreOptions.PORT_SIDE, side);
        port.setProperty(CoreOptions.PORT_INDEX, index);
        return port;
    }

    private static Rectangle box(ElkShape shape) {
        return new Rectangle((int) Math.round(shape.getX()), (int) Math.round(shape.getY()),
                (int) Math.round(shape.getWidth()), (int) Math.round(shape.getHeight()));
    }

    private static List<Point2D> path(ElkEdge edge) {
        ElkEdgeSection section = edge.getSections().get(0);
        List<Point2D> path = new ArrayList<>();
        path.add(new Point2D.Double(section.getStartX(), section.getStartY()));
        section.getBendPoints().forEach(bend -> path.add(new Point2D.Double(bend.getX(), bend.getY())));
        path.add(new Point2D.Double(section.getEndX(), section.getEndY()));
        return path;
    }
}
