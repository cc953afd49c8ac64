package gradus.inspect;

import gradus.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * What a recorded computation costs: multiplications to compute it and to walk it back, and numbers kept for that walk.
 *
 * <p>Counted is by the formula, not by the machine. Forward, mul, div, square and the like are one multiplication an
 * element, x³ two, a matrix product (m, k)(k, n) is mkn; functions such as exp are none. Backward, an operation costs one
 * multiplication g · ∂y/∂x for each element and each input that wants a gradient, a matrix product as much again for each
 * factor, and nothing where the derivative is 1, −1 or 0, as for sums, choices and changes of shape. Stored are the
 * results of all operations, an array that two of them share once. What depends on no parameter has no record.
 *
 * <p>So the price of using a subexpression twice can be compared with that of computing it twice.
 *
 * <pre>{@code
 * var a = parameter(3.0);
 * var b = parameter(2.0);
 * var s = a.mul(b);
 * GraphCount.of(s.mul(s))
 * // → operations: 2, multiplications: 2 forward and 4 backward, stored values: 2
 * GraphCount.of(a.mul(b).mul(a.mul(b)))
 * // → operations: 3, multiplications: 3 forward and 6 backward, stored values: 3
 * }</pre>
 *
 * @param operations the operations on record, without reshape, which computes nothing
 * @param forward multiplications to compute the result
 * @param backward multiplications to compute all gradients
 * @param storedValues numbers in the results of the operations
 */
public record GraphCount(int operations, long forward, long backward, long storedValues) {

    /** Operations whose derivative is 1, −1 or 0: the gradient is passed on, repeated or added up. */
    private static final Set<String> PASS_ON = Set.of("add", "sub", "neg", "sum", "cumsum", "reshape", "transpose", "broadcast",
            "slice", "pad", "rows", "addRows", "concat", "where", "max", "maximum", "minimum", "relu", "clip", "abs", "step");

    /**
     * Counts the record of a tensor.
     *
     * @throws IllegalArgumentException if it has none
     */
    public static GraphCount of(Tensor result) {
        if (!result.requiresGrad()) {
            throw new IllegalArgumentException("GraphCount: the tensor of shape " + result.shapeText() + " has no record;"
                    + " it was computed from no parameter, or under noGrad(...), or detached");
        }
        Set<double[]> leaves = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<double[]> stored = Collections.newSetFromMap(new IdentityHashMap<>());
        int operations = 0;
        long forward = 0;
        long backward = 0;
        for (var t : recorded(result)) {
            if (t.operation() == null) {
                leaves.add(t.data());
                continue;
            }
            operations += t.operation().name().equals("reshape") ? 0 : 1;
            stored.add(t.data());
            forward += forward(t);
            for (var input : t.operation().inputs()) {
                backward += input.requiresGrad() ? backward(t, input) : 0;
            }
        }
        stored.removeAll(leaves);
        return new GraphCount(operations, forward, backward, stored.stream().mapToLong(array -> array.length).sum());
    }

    /** The result and all that it was computed from and that wants a gradient, each once. */
    private static Set<Tensor> recorded(Tensor result) {
        var recorded = new HashSet<Tensor>();
        var open = new ArrayDeque<Tensor>();
        open.push(result);
        while (!open.isEmpty()) {
            var t = open.pop();
            if (t.requiresGrad() && recorded.add(t) && t.operation() != null) {
                t.operation().inputs().forEach(open::push);
            }
        }
        return recorded;
    }

    private static long forward(Tensor y) {
        String[] name = y.operation().name().split(" ");
        return switch (name[0]) {
            case "mul", "div", "square", "mean" -> y.size();
            case "matmul" -> product(y);
            case "pow" -> name.length > 1 ? (long) y.size() * Math.max(0, wholePower(name[1]) - 1) : 0;
            default -> 0;
        };
    }

    private static long backward(Tensor y, Tensor input) {
        String name = y.operation().name().split(" ")[0];
        return PASS_ON.contains(name) ? 0 : name.equals("matmul") ? product(y) : Math.max(y.size(), input.size());
    }

    /** Each element of a matrix product is a sum of k products. */
    private static long product(Tensor y) { return (long) y.size() * y.operation().inputs().get(0).size(-1); }

    private static int wholePower(String p) { return p.matches("\\d{1,3}") ? Integer.parseInt(p) : 0; }

    @Override
    public String toString() {
        return "operations: " + operations + ", multiplications: " + forward + " forward and " + backward
                + " backward, stored values: " + storedValues;
    }
}
