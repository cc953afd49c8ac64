package gradus.plot;

import gradus.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One tensor of a computation as its graph shows it: a heading, its value or shape, and its gradient if it has one. */
record GraphNode(Tensor tensor, List<Integer> inputs) {

    /** The tensors that this one was computed from, each once and before all that use it; the last is the tensor itself. */
    static List<GraphNode> upTo(Tensor root, int most) {
        Map<Tensor, Integer> numbers = new LinkedHashMap<>();
        Deque<Tensor> open = new ArrayDeque<>(List.of(root));
        // a post-order walk with a stack of its own: a record may be deeper than Java's stack
        while (!open.isEmpty()) {
            Tensor tensor = open.peek();
            List<Tensor> missing = new ArrayList<>();
            for (Tensor input : inputsOf(tensor)) if (!numbers.containsKey(input)) missing.add(input);
            for (int i = missing.size() - 1; i >= 0; i--) open.push(missing.get(i));
            if (!missing.isEmpty()) continue;
            open.pop();
            numbers.putIfAbsent(tensor, numbers.size());
        }
        if (numbers.size() > most) {
            throw new IllegalArgumentException("graph: " + numbers.size() + " tensors are more than a picture can show ("
                    + most + "); draw a smaller part: an intermediate result, or the same computation on fewer inputs");
        }
        List<GraphNode> nodes = new ArrayList<>();
        for (Tensor tensor : numbers.keySet()) {
            nodes.add(new GraphNode(tensor, inputsOf(tensor).stream().map(numbers::get).toList()));
        }
        return nodes;
    }

    private static List<Tensor> inputsOf(Tensor tensor) {
        return tensor.operation() == null ? List.of() : tensor.operation().inputs();
    }

    boolean isLeaf() {
        return tensor.operation() == null;
    }

    /** The name, the operation, or both. */
    String heading() {
        if (isLeaf()) return tensor.name() != null ? tensor.name() : tensor.requiresGrad() ? "parameter" : "constant";
        String operation = tensor.operation().name();
        return tensor.name() == null ? operation : tensor.name() + " = " + operation;
    }

    /** How other nodes call it. */
    String shortName() {
        return tensor.name() != null || isLeaf() ? isLeaf() ? heading() : tensor.name() : tensor.operation().name();
    }

    /** The value of a single number, else the shape. */
    String value() {
        return tensor.size() == 1 ? Words.text(tensor.item()) : Words.shape(tensor.shape());
    }

    boolean hasGradient() {
        return tensor.grad() != null;
    }

    /** The gradient of a single number, else the largest size of its elements. */
    String gradient() {
        if (tensor.size() == 1) return "gradient " + Words.text(tensor.grad().item());
        double largest = Arrays.stream(tensor.grad().data()).map(Math::abs).max().orElse(0);
        return "|gradient| ≤ " + Words.text(largest);
    }
}
