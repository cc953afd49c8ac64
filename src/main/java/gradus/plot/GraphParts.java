package gradus.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Runs of operations that a graph too large for one picture is cut into: each up to a tensor with a name.
 *
 * <p>The nodes stand in the order of a walk that lists a tensor behind all that it needs. So what lies between two named
 * results was computed for the second, and arrows between the runs lead forwards only. Long runs are cut further.
 */
final class GraphParts {

    /** So many operations make a picture that can be read. */
    private static final int READABLE = 14;
    /** And so many parts an overview. */
    private static final int PARTS = 14;

    /** Nodes from one number up to, but not including, another; the last of them is the part's result. */
    record Part(String name, int from, int to) {}

    private GraphParts() {}

    static List<Part> of(List<GraphNode> nodes) {
        int operations = (int) nodes.stream().filter(node -> !node.isLeaf()).count();
        int most = Math.max(READABLE, (operations + PARTS - 1) / PARTS);
        List<Part> parts = new ArrayList<>();
        int from = 0;
        int count = 0;
        for (int i = 0; i < nodes.size(); i++) {
            if (!nodes.get(i).isLeaf()) count++;
            boolean last = i == nodes.size() - 1;
            boolean named = !nodes.get(i).isLeaf() && nodes.get(i).name() != null && count >= (most + 2) / 4;
            if (!last && !named) continue;
            int pieces = Math.max(1, (count + most - 1) / most);
            for (int piece = 1; piece <= pieces; piece++) {
                int to = piece == pieces ? i + 1 : after(nodes, from, count / pieces);
                String name = piece == pieces ? nodes.get(i).name() : null;
                parts.add(new Part(name == null ? "part " + (parts.size() + 1) : name, from, to));
                from = to;
            }
            count = 0;
        }
        return parts;
    }

    /** Behind so many operations from here on. */
    private static int after(List<GraphNode> nodes, int from, int operations) {
        int i = from;
        for (int left = operations; left > 0; i++) if (!nodes.get(i).isLeaf()) left--;
        return i;
    }

    /** A box for each part, and one for each input of the graph that several parts use. */
    static List<GraphNode> overview(List<GraphNode> nodes, List<Part> parts) {
        List<GraphNode> boxes = new ArrayList<>();
        int[] box = new int[nodes.size()];
        for (Part part : parts) {
            List<Integer> inputs = new ArrayList<>();
            for (int i : outside(nodes, part, true)) {
                if (nodes.get(i).isLeaf() && box[i] == 0) {
                    boxes.add(nodes.get(i));
                    box[i] = boxes.size();
                }
                if (!inputs.contains(box[i] - 1)) inputs.add(box[i] - 1);
            }
            int operations = (int) nodes.subList(part.from(), part.to()).stream().filter(node -> !node.isLeaf()).count();
            boxes.add(new GraphNode(nodes.get(part.to() - 1).tensor(), inputs, part.name(), operations));
            for (int i = part.from(); i < part.to(); i++) if (!nodes.get(i).isLeaf()) box[i] = boxes.size();
        }
        return boxes;
    }

    /** The nodes of a part, behind the results of others that it uses. */
    static List<GraphNode> inside(List<GraphNode> nodes, Part part) {
        List<Integer> shown = new ArrayList<>(outside(nodes, part, false));
        IntStream.range(part.from(), part.to()).filter(i -> !nodes.get(i).isLeaf() || uses(nodes, part, i)).forEach(shown::add);
        return shown.stream().map(i -> {
            GraphNode node = nodes.get(i);
            if (i < part.from()) return node.asInput();
            return new GraphNode(node.tensor(), node.inputs().stream().map(shown::indexOf).toList(), node.name(), node.operations());
        }).toList();
    }

    /** What a part uses of the nodes before it, and, where asked for, its own inputs of the graph that others use too. */
    private static List<Integer> outside(List<GraphNode> nodes, Part part, boolean shared) {
        return IntStream.range(part.from(), part.to()).boxed().flatMap(i -> nodes.get(i).inputs().stream()).distinct()
                .filter(i -> i < part.from() || shared && nodes.get(i).isLeaf() && usedBehind(nodes, part, i)).toList();
    }

    private static boolean usedBehind(List<GraphNode> nodes, Part part, int leaf) {
        return IntStream.range(part.to(), nodes.size()).anyMatch(i -> nodes.get(i).inputs().contains(leaf));
    }

    private static boolean uses(List<GraphNode> nodes, Part part, int leaf) {
        return IntStream.range(part.from(), part.to()).anyMatch(i -> nodes.get(i).inputs().contains(leaf));
    }
}
