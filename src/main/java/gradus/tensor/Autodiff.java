package gradus.tensor;

import gradus.kernels.ActiveKernels;
import gradus.tensor.TopologicalOrder.Node;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reverse-mode automatic differentiation: the chain rule, walked from the result back to the parameters.
 *
 * <p>Each tensor computed from a parameter remembers its {@link Operation}. From the result L back:
 * <pre>
 * ∂L/∂L = 1
 * for each tensor y, from L on, each before its inputs:
 *     for each input x of y:
 *         ∂L/∂x += ∂L/∂y · ∂y/∂x
 * </pre>
 * That is all; {@link #walk} is these lines. When the turn of y comes, all that use it have had theirs, so ∂L/∂y, the sum
 * over all the ways y acts on L, is complete ({@link TopologicalOrder} finds such an order). Each use of an x by a y is met
 * once: one pass gives the derivatives with respect to all parameters (Linnainmaa 1970; Rumelhart, Hinton and Williams 1986).
 */
public final class Autodiff {

    private Autodiff() { }

    // ---- the chain rule

    /**
     * Fills in the gradients of an order: ∂L/∂x is the sum of ∂L/∂y · ∂y/∂x over all y that x is an input of.
     *
     * <p>x and y are nodes: a {@link Node} holds a tensor, the nodes of its inputs, the next one in the order, and the sum of
     * what has arrived. These sums are the walk's own; the tensors get theirs at the end, so that an exception adds nothing.
     *
     * @param first the node of L; the others follow it
     * @param g ∂L/∂L = 1, or what {@link Tensor#backward(Tensor)} was given
     * @return the first node
     */
    private static Node walk(Node first, Tensor g) {
        first.gradient = g;
        for (var y = first; y != null; y = y.next) {
            var operation = y.tensor.operation();
            if (operation == null || y.gradient == null) {              // a parameter, or nothing to hand on
                continue;
            }
            var changed = operation.changed(y.tensor);                  // nearly always nothing
            for (int i = 0; i < y.inputs.length; i++) {
                var x = y.inputs[i];
                if (x != null && x.leads) {                             // to a tensor that is asked for; backward() asks for all
                    add(x, operation.pullBack(i, y.gradient, changed));
                }
            }
        }
        return first;
    }

    /** ∂L/∂x += part; from the third part on into the array of a sum that is ours already. */
    private static void add(Node x, Tensor part) {
        if (x.gradient == null) {
            x.gradient = part;
        } else if (x.own) {
            ActiveKernels.get().add(x.gradient.data(), part.data(), x.gradient.data());
        } else {
            x.gradient = x.gradient.add(part);
            x.own = !recording();
        }
    }

    /** Adds ∂L/∂t to the gradient of every tensor t that L was computed from. */
    static void backward(Tensor L, Tensor g) {
        var first = TopologicalOrder.of(L, null, true);
        for (var t = noGrad(() -> walk(first, g)); t != null; t = t.next) {
            if (t.gradient != null || t.tensor.operation() == null) {
                t.tensor.addGradient(gradientOrZero(t));
            }
        }
    }

    // ---- derivatives that are recorded themselves

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
     * <p>What y depends on, its derivative depends on too, though perhaps with slope 0: grad(grad(relu(x), x), x) is 0.
     *
     * @throws IllegalStateException if y is not a single number or does not depend on x
     */
    public static Tensor grad(Tensor y, Tensor x) { return grad(y, List.of(x)).get(0); }

    /** The recorded derivatives of a scalar y with respect to several tensors, in their order. */
    public static List<Tensor> grad(Tensor y, List<Tensor> xs) {
        var gradients = derivatives(y, xs);
        for (var x : xs) {
            if (gradients.get(x) == null) {
                throw new IllegalStateException("grad(y, x): y was not computed from x number " + (xs.indexOf(x) + 1)
                        + " of shape " + x.shapeText() + ", or x is no parameter");
            }
        }
        return xs.stream().map(gradients::get).toList();
    }

    /** The recorded derivatives, null with respect to what y does not depend on. */
    private static Map<Tensor, Tensor> derivatives(Tensor y, List<Tensor> xs) {
        var one = y.derivativeByItself("grad(y, x)");
        Map<Tensor, Tensor> derivatives = new HashMap<>();
        for (var x : xs) {
            derivatives.put(x, null);
        }
        var first = TopologicalOrder.of(y, derivatives.keySet(), true);
        return withRecording(true, () -> {
            for (var t = walk(first, one); t != null; t = t.next) {
                if (derivatives.containsKey(t.tensor)) {
                    derivatives.put(t.tensor, gradientOrZero(t).derivativeOf(y));
                }
            }
            return derivatives;
        });
    }

    /** What has arrived; 0 where nothing has, as in grad(relu(x), x), which is constant: x stands behind it, with slope 0. */
    private static Tensor gradientOrZero(Node t) { return t.gradient == null ? Tensors.zeros(t.tensor.shape()) : t.gradient; }

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
        return withRecording(true, () -> jacobians(f.apply(at), List.of(at)).get(0));
    }

    /**
     * All derivatives of y by several tensors, such as a network's parameters, in their order; 0 by those that it does not
     * depend on.
     *
     * <pre>{@code
     * var layer = dense(2, 3).weights(zeros(2, 3), zeros(3));
     * jacobian(layer.forward(ones(2)), layer.parameters()).get(1)
     * // → (3, 3) [[1, 0, 0],
     * //           [0, 1, 0],
     * //           [0, 0, 1]]
     * }</pre>
     */
    public static List<Tensor> jacobian(Tensor y, List<Tensor> xs) { return withRecording(true, () -> jacobians(y, xs)); }

    private static List<Tensor> jacobians(Tensor y, List<Tensor> xs) {
        var elements = y.reshape(y.size());
        var rows = new Tensor[xs.size()][y.size()];
        for (int i = 0; i < y.size(); i++) {
            var gradients = y.requiresGrad() ? derivatives(elements.slice(0, i, i + 1), xs) : Map.<Tensor, Tensor>of();
            for (int j = 0; j < rows.length; j++) {
                var gradient = gradients.get(xs.get(j));
                rows[j][i] = gradient == null ? Tensors.zeros(xs.get(j).shape()) : gradient;
            }
        }
        return IntStream.range(0, rows.length).mapToObj(j -> {
            int[] shape = Arrays.copyOf(y.shape(), y.rank() + xs.get(j).rank());
            System.arraycopy(xs.get(j).shape(), 0, shape, y.rank(), xs.get(j).rank());
            return y.size() == 0 ? Tensors.zeros(shape) : Tensors.stack(rows[j]).reshape(shape);
        }).toList();
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
        return hessianVectorProduct(y, List.of(x), List.of(v)).get(0);
    }

    /**
     * The same for several tensors, such as a network's parameters, taken together as one long x, with as many v.
     *
     * <pre>{@code
     * var a = parameter(2.0);
     * var b = parameter(3.0);
     * var y = a.square().mul(b);                         // its Hessian is [[2b, 2a], [2a, 0]] = [[6, 4], [4, 0]]
     * hessianVectorProduct(y, List.of(a, b), List.of(scalar(1), scalar(10)))     // → [46, 4]
     * }</pre>
     */
    public static List<Tensor> hessianVectorProduct(Tensor y, List<Tensor> xs, List<Tensor> vs) {
        if (!xs.stream().map(Tensor::shapeText).toList().equals(vs.stream().map(Tensor::shapeText).toList())) {
            throw new IllegalArgumentException("hessianVectorProduct: x is " + shapes(xs) + ", v is " + shapes(vs)
                    + "; they must be equal");
        }
        return grad(withRecording(true, () -> {
            var gradients = grad(y, xs);
            return IntStream.range(0, vs.size()).mapToObj(i -> gradients.get(i).mul(vs.get(i).detach()).sum())
                    .reduce(Tensor::add).orElseThrow(() -> new IllegalArgumentException("hessianVectorProduct: no x given"));
        }), xs);
    }

    private static String shapes(List<Tensor> tensors) {
        return tensors.stream().map(Tensor::shapeText).collect(Collectors.joining(", "));
    }

    // ---- whether operations are recorded

    /** Each thread its own: searches train several networks side by side. */
    static final ThreadLocal<Recorder> RECORDER = ThreadLocal.withInitial(Recorder::new);

    /** Whether operations record themselves; an object, so that the thread looks it up once and can change it. */
    static final class Recorder {
        boolean on = true;
    }

    /** Computes without recording: nothing of it can be walked back, and it takes less time and memory. */
    public static <T> T noGrad(Supplier<T> work) { return withRecording(false, work); }

    static boolean recording() { return RECORDER.get().on; }

    private static <T> T withRecording(boolean on, Supplier<T> work) {
        var recorder = RECORDER.get();
        boolean before = recorder.on;
        recorder.on = on;
        try {
            return work.get();
        } finally {
            recorder.on = before;
        }
    }
}
