package gradus.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Reverse-mode automatic differentiation: the chain rule, walked from the result back to the parameters.
 *
 * <p>Each tensor computed from a parameter remembers its {@link Operation}. Those records form a directed graph without
 * cycles. The walk visits it so that a tensor's turn comes when all its users have had theirs; then its gradient, the
 * sum over all the ways it acts on the result, is complete, and is handed on to its inputs by the operation's rules.
 * Each edge is used once: one pass gives the derivatives with respect to all parameters (Linnainmaa 1970; Rumelhart,
 * Hinton and Williams 1986).
 */
public final class Autodiff {

    /** Whether operations record themselves, per thread: searches train several networks side by side. */
    private static final ThreadLocal<boolean[]> RECORDING = ThreadLocal.withInitial(() -> new boolean[]{true});

    private Autodiff() { }

    static boolean recording() { return RECORDING.get()[0]; }

    private static <T> T withRecording(boolean on, Supplier<T> work) {
        boolean[] flag = RECORDING.get();
        boolean before = flag[0];
        flag[0] = on;
        try {
            return work.get();
        } finally {
            flag[0] = before;
        }
    }

    /**
     * The derivative of a scalar y with respect to x, itself recorded, so that it can be differentiated again.
     *
     * <pre>{@code
     * var x = parameter(3.0);
     * var y = x.pow(3);
     * var slope = grad(y, x);
     * slope.item()                      // → 27.0
     * grad(slope, x).item()             // → 18.0
     * }</pre>
     *
     * @throws IllegalStateException if y is not a single number or does not depend on x
     */
    public static Tensor grad(Tensor y, Tensor x) { return grad(y, List.of(x)).get(0); }

    /** The recorded derivatives of a scalar y with respect to several tensors, in their order. */
    public static List<Tensor> grad(Tensor y, List<Tensor> xs) {
        var seed = y.seed("grad(y, x)");
        var order = computedFrom(y);
        Set<Tensor> leading = new HashSet<>(xs);            // the tensors through which a wanted x acts on y
        for (int i = order.size() - 1; i >= 0; i--) {
            var operation = order.get(i).operation();
            if (operation != null && operation.inputs().stream().anyMatch(leading::contains)) {
                leading.add(order.get(i));
            }
        }
        order.retainAll(leading);
        var gradients = withRecording(true, () -> walk(y, seed, order));
        for (var x : xs) {
            if (gradients.get(x) == null) {
                throw new IllegalStateException("grad(y, x): y was not computed from x number " + (xs.indexOf(x) + 1)
                        + " of shape " + x.shapeText() + ", or x is no parameter");
            }
        }
        return xs.stream().map(gradients::get).toList();
    }

    /**
     * All derivatives of f at x: element (i, j) is ∂f_i/∂x_j, where i runs over the shape of f(x) and j over that of x.
     *
     * <p>Its shape is that of f(x) followed by that of x: for a layer from D to H numbers and a batch of B it has
     * B·H·B·D elements, most of them 0. Each element of f(x) takes a walk of its own. Training needs none of this:
     * {@link Tensor#backward(Tensor)} gives the product of a vector with the Jacobian in one walk. The result is recorded;
     * jacobian(p -> grad(f(p), p), x) is the Hessian of a scalar f.
     *
     * <pre>{@code
     * jacobian(x -> x.square(), tensor(1, 2))
     * // → (2, 2) [[2, 0],
     * //           [0, 4]]
     * }</pre>
     */
    public static Tensor jacobian(UnaryOperator<Tensor> f, Tensor x) {
        var at = x.requiresGrad() ? x : Tensor.parameter(x);
        return withRecording(true, () -> {
            var y = f.apply(at);
            var elements = y.reshape(y.size());
            int[] shape = Arrays.copyOf(y.shape(), y.rank() + x.rank());
            System.arraycopy(x.shape(), 0, shape, y.rank(), x.rank());
            var rows = new Tensor[y.size()];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = gradOrZero(elements.slice(0, i, i + 1), at);
            }
            return rows.length == 0 ? Tensors.zeros(shape) : Tensors.stack(rows).reshape(shape);
        });
    }

    /**
     * The Hessian of a scalar y at x times a vector v, without the Hessian: the gradient of (∂y/∂x)·v, recorded.
     *
     * <p>It costs about as much as two gradients, where the Hessian of n numbers would cost n (Pearlmutter 1994).
     *
     * <pre>{@code
     * var x = parameter(tensor(1, 2));
     * var y = x.pow(3).sum();                            // its Hessian is diagonal: 6x
     * hessianVectorProduct(y, x, tensor(1, 10))          // → [6, 120]
     * }</pre>
     *
     * @throws IllegalArgumentException if v has another shape than x
     * @throws IllegalStateException if y is not a single number or does not depend on x
     */
    public static Tensor hessianVectorProduct(Tensor y, Tensor x, Tensor v) {
        if (!v.sameShape(x)) {
            throw new IllegalArgumentException("hessianVectorProduct: x is " + x.shapeText() + ", v is " + v.shapeText()
                    + "; they must be equal");
        }
        return gradOrZero(withRecording(true, () -> grad(y, x).mul(v.detach()).sum()), x);
    }

    private static Tensor gradOrZero(Tensor y, Tensor x) {
        return y.requiresGrad() && computedFrom(y).contains(x) ? grad(y, x) : Tensors.zeros(x.shape());
    }

    /** Computes without recording: nothing of it can be walked back, and it takes less time and memory. */
    public static <T> T noGrad(Supplier<T> work) { return withRecording(false, work); }

    /** Adds ∂root/∂t to the gradient of every tensor t that the root was computed from. */
    static void backward(Tensor root, Tensor seed) {
        withRecording(false, () -> {
            var gradients = walk(root, seed, computedFrom(root));
            gradients.forEach(Tensor::addGradient);
            return null;
        });
    }

    /** The chain rule over tensors ordered from the root to the leaves. */
    private static Map<Tensor, Tensor> walk(Tensor root, Tensor seed, List<Tensor> order) {
        Map<Tensor, Tensor> gradients = new HashMap<>();
        for (var t : order) {
            gradients.put(t, null);
        }
        gradients.put(root, seed);
        for (var t : order) {
            var gradient = gradients.get(t);
            if (t.operation() == null || gradient == null) {
                continue;
            }
            var inputs = t.operation().inputs();
            for (int i = 0; i < inputs.size(); i++) {
                var x = inputs.get(i);
                if (gradients.containsKey(x)) {
                    var part = t.operation().pullBack(i, gradient);
                    gradients.merge(x, part, Tensor::add);  // used twice: the contributions add up
                }
            }
        }
        return gradients;
    }

    /**
     * The root and every tensor it was computed from that wants a gradient, each before all of its inputs: the reverse
     * of a depth-first post-order. An explicit stack instead of recursion, since a graph may be 100,000 tensors deep.
     */
    static List<Tensor> computedFrom(Tensor root) {
        var finished = new ArrayList<Tensor>();
        var seen = new HashSet<Tensor>();
        var stack = new ArrayDeque<Visit>();
        seen.add(root);
        stack.push(new Visit(root));
        while (!stack.isEmpty()) {
            var visit = stack.peek();
            var input = visit.nextInput();
            if (input == null) {
                finished.add(visit.tensor);
                stack.pop();
            } else if (input.requiresGrad() && seen.add(input)) {
                stack.push(new Visit(input));
            }
        }
        Collections.reverse(finished);
        return finished;
    }

    /** A tensor on the stack, and how many of its inputs were looked at. */
    private static final class Visit {
        final Tensor tensor;
        int next;

        Visit(Tensor tensor) { this.tensor = tensor; }

        Tensor nextInput() {
            var operation = tensor.operation();
            return operation == null || next == operation.inputs().size() ? null : operation.inputs().get(next++);
        }
    }
}
