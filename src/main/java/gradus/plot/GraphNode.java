package gradus.plot;

import gradus.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One box of a graph: a tensor with its name and its operation's sign, what it holds, and its gradient if it has one.
 *
 * @param inputs the numbers of the boxes that it is computed from, in order
 * @param name null for one without
 * @param operations how many it stands for: none for an input of the graph, several for a part
 */
record GraphNode(Tensor tensor, List<Integer> inputs, String name, int operations) {

    /** Tensors of so many numbers show them all. */
    static final int FEW = 6;
    private static final int IN_A_LINE = 3;
    private static final String PLACE = "(·)";

    private static final Map<String, String> SIGNS = Map.ofEntries(Map.entry("add", "+"), Map.entry("sub", "−"),
            Map.entry("mul", "×"), Map.entry("div", "÷"), Map.entry("neg", "−" + PLACE), Map.entry("square", PLACE + "²"),
            Map.entry("cube", PLACE + "³"), Map.entry("sqrt", "√"), Map.entry("sum", "Σ"), Map.entry("sigmoid", "σ"),
            Map.entry("relu", "ReLU"), Map.entry("abs", "|·|"), Map.entry("transpose", PLACE + "ᵀ"));

    /** The tensors that this one was computed from, each once and before all that use it; the last is the tensor itself. */
    static List<GraphNode> upTo(Tensor root, int most, Map<Tensor, String> given) {
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
        Map<Tensor, String> names = names(numbers.keySet(), given);
        List<GraphNode> nodes = new ArrayList<>();
        for (Tensor tensor : numbers.keySet()) {
            nodes.add(new GraphNode(tensor, inputsOf(tensor).stream().map(numbers::get).toList(), names.get(tensor),
                    tensor.operation() == null ? 0 : 1));
        }
        return nodes;
    }

    /** Names given, else the tensors' own; inputs that share theirs, as the W of every layer, are numbered: W1, W2. */
    private static Map<Tensor, String> names(Iterable<Tensor> tensors, Map<Tensor, String> given) {
        Map<Tensor, String> names = new IdentityHashMap<>();
        Map<String, List<Tensor>> sharing = new LinkedHashMap<>();
        for (Tensor tensor : tensors) {
            String name = given.getOrDefault(tensor, tensor.name());
            names.put(tensor, name);
            if (name != null && tensor.operation() == null) sharing.computeIfAbsent(name, n -> new ArrayList<>()).add(tensor);
        }
        sharing.forEach((name, list) -> {
            for (int i = 0; i < list.size() && list.size() > 1; i++) names.put(list.get(i), name + (i + 1));
        });
        return names;
    }

    private static List<Tensor> inputsOf(Tensor tensor) {
        return tensor.operation() == null ? List.of() : tensor.operation().inputs();
    }

    /** The same tensor as an input of a part that begins behind it. */
    GraphNode asInput() {
        return new GraphNode(tensor, List.of(), shortName(), 0);
    }

    boolean isLeaf() {
        return operations == 0;
    }

    /** A parameter: an input that wants a gradient and is no operation's result. */
    boolean isParameter() {
        return tensor.operation() == null && tensor.requiresGrad();
    }

    /** The sign of its operation, such as × or (·)³, or the operation's name; for a part, how many operations it has. */
    String sign() {
        if (operations != 1) return Words.count(operations, "operation");
        String[] words = tensor.operation().name().split(" ", 2);
        String sign = SIGNS.getOrDefault(words[0], words[0]);
        if (words.length == 1) return sign;
        if (!words[0].equals("pow")) return sign + " " + words[1];
        return PLACE + (words[1].matches("-?\\d{1,3}") ? Words.raised(words[1]) : "^" + words[1]);
    }

    /** The name of an input; of a result its name, if it has one, and the sign of its operation. */
    String heading() {
        if (isLeaf()) return name != null ? name : tensor.requiresGrad() ? "parameter" : "constant";
        if (operations > 1) return name;
        return name == null ? sign() : name + " = " + sign();
    }

    /** How other nodes call it. */
    String shortName() {
        return name != null || isLeaf() ? isLeaf() ? heading() : name : tensor.operation().name();
    }

    /** The shape beside the heading, where numbers alone would not tell it; "" for a single number. */
    String shape() {
        return tensor.size() == 1 || tensor.size() > FEW ? "" : Words.shape(tensor.shape());
    }

    /** Few numbers as they are, row by row; of many the shape and the largest size. */
    List<String> values() {
        if (tensor.size() <= FEW) return rows(tensor);
        return List.of(Words.shape(tensor.shape()), "|values| ≤ " + Words.text(largest(tensor)));
    }

    /** The value of a single number, else the shape. */
    String value() {
        return tensor.size() == 1 ? Words.text(tensor.item()) : Words.shape(tensor.shape());
    }

    boolean hasGradient() {
        return tensor.grad() != null;
    }

    /** The gradient like the values, in lines. */
    List<String> gradients() {
        if (!hasGradient()) return List.of();
        if (tensor.size() == 1 || tensor.size() > FEW) return List.of(gradient());
        List<String> rows = rows(tensor.grad());
        if (rows.size() == 1) return List.of("gradient " + rows.get(0));
        List<String> lines = new ArrayList<>(List.of("gradient"));
        lines.addAll(rows);
        return lines;
    }

    /** The gradient of a single number, else the largest size of its elements. */
    String gradient() {
        if (tensor.size() == 1) return "gradient " + Words.text(tensor.grad().item());
        return "|gradient| ≤ " + Words.text(largest(tensor.grad()));
    }

    private static double largest(Tensor tensor) {
        return Arrays.stream(tensor.data()).map(Math::abs).max().orElse(0);
    }

    /** Few numbers in rows of at most three, a matrix row by row. */
    private static List<String> rows(Tensor tensor) {
        int width = tensor.rank() == 0 ? 1 : Math.max(1, tensor.size(-1));
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < tensor.size(); i++) {
            boolean full = i % width == 0 || i % width % IN_A_LINE == 0;
            if (i > 0 && full) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? "   " : "").append(Words.text(tensor.data()[i]));
        }
        lines.add(line.toString());
        return lines;
    }
}
