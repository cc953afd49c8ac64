package gradus.plot;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Places for the nodes of a graph, inputs first, and paths for its edges, by the layered algorithm of Eclipse ELK.
 *
 * <p>Edges arrive in the order of the operation's inputs, first on top or left, so that a − b does not read as b − a.
 *
 * @param boxes where each node lies
 * @param paths for each edge its corners, from the input to the operation
 */
record GraphLayout(int width, int height, List<Rectangle> boxes, List<List<Point2D>> paths) {

    /** Lays out nodes of these sizes, left to right or top to bottom. */
    static GraphLayout of(List<GraphNode> nodes, List<Dimension> sizes, boolean toTheRight) {
        ElkNode graph = ElkGraphUtil.createGraph();
        graph.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        graph.setProperty(CoreOptions.DIRECTION, toTheRight ? Direction.RIGHT : Direction.DOWN);
        graph.setProperty(CoreOptions.PADDING, new ElkPadding(2));
        graph.setProperty(CoreOptions.RANDOM_SEED, 1);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE, 22.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_NODE, 14.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 12.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 12.0);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 40.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 18.0);
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
                ElkPort out = port(boxes.get(inputs.get(k)), toTheRight ? PortSide.EAST : PortSide.SOUTH, 0);
                // ELK counts clockwise: up the west side, rightwards along the north side
                ElkPort in = port(boxes.get(i), toTheRight ? PortSide.WEST : PortSide.NORTH,
                        toTheRight ? inputs.size() - 1 - k : k);
                edges.add(ElkGraphUtil.createSimpleEdge(out, in));
            }
        }
        new RecursiveGraphLayoutEngine().layout(graph, new BasicProgressMonitor());
        return new GraphLayout((int) Math.ceil(graph.getWidth()), (int) Math.ceil(graph.getHeight()),
                boxes.stream().map(GraphLayout::box).toList(), edges.stream().map(GraphLayout::path).toList());
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

    private static Rectangle box(ElkNode node) {
        return new Rectangle((int) Math.round(node.getX()), (int) Math.round(node.getY()),
                (int) Math.round(node.getWidth()), (int) Math.round(node.getHeight()));
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
