package gradus.tensor;

import gradus.kernels.ActiveKernels;
import gradus.tensor.TopologicalOrder.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

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
 * That is all; {@link #walk} is these lines and three tests, {@link #add} is the +=. When the turn of y comes, all
 * that use it have had theirs, so ∂L/∂y, the sum over all the ways y acts on L, is complete. Each use of an x by a y is met
 * once: one pass gives the derivatives with respect to all parameters (Linnainmaa 1970; Rumelhart, Hinton and Williams 1986).
 *
 * <p>An order with each tensor before its inputs is the reverse of the post-order of a depth-first search. In textbooks:
 * <pre>
 * order = []
 * visit(L)
 *
 * visit(t):
 *     if t is marked: return
 *     mark t
 *     for each input x of t:
 *         visit(x)
 *     put t in front of the order
 * </pre>
 * When t is put in front, all its inputs are in the order already; so t stands before them, and no later step changes that.
 * {@link TopologicalOrder} is this search in a loop: a graph may be a million tensors deep, a stack of calls may not. It
 * leaves out data, which no gradient is wanted of.
 */
public final class Autodiff {

    private Autodiff() { }

    // ---- the chain rule

    /**
     * Fills in the gradients of an order: ∂L/∂x is the sum of ∂L/∂y · ∂y/∂x over all y that x is an input of.
     *
     * <p>x and y are nodes: a {@link Node} holds a {@code tensor}, the nodes of its {@code inputs}, the {@code next} one in the
     * order, and the {@code gradient}, the sum of what has arrived; whether that sum is the walk's {@code own} to write into, and
     * whether the tensor {@code leads} to one that is asked for. The tensors get their gradients after the walk, so that an
     * exception adds nothing.
     *
     * @param first the node of L; the others follow it
     * @param g ∂L/∂L = 1, or what {@link Tensor#backward(Tensor)} was given
     * @return the first node again, since what runs under noGrad has a result
     */
    private static Node walk(Node first, Tensor g) {
        first.gradient = g;
        for (var y = first; y != null; y = y.next) {
            var operation = y.tensor.operation();
            if (operation == null || y.gradient == null) {              // a parameter, or nothing to hand on
                continue;
            }
            var changed = operation.changed(y.tensor);                  // in place, since the forward pass; nearly always null
            for (int i = 0; i < y.inputs.length; i++) {
                var x = y.inputs[i];
                // null: data, which need no gradient; leads: on a way to what grad(y, xs) asks for, and always so in backward()
                if (x != null && x.leads) {
                    add(x, operation.pullBack(i, y.gradient, changed));
                }
            }
        }
        return first;
    }

    /**
     * ∂L/∂x += part.
     *
     * <p>The first part may be someone else's too, + hands one g to both its inputs, so it is not written into; nor is a sum
     * that is being recorded. From the third part on, the sum is the walk's own, and takes the part into its array.
     */
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

    /** Adds ∂L/∂t to the gradient of every tensor t on a way from a parameter to L; data get none. */
    static void backward(Tensor L, Tensor g) {
        var first = TopologicalOrder.of(L);
        noGrad(() -> walk(first, g));
        for (var t = first; t != null; t = t.next) {
            if (t.gradient != null || t.tensor.operation() == null) {   // null only behind a derivative, see gradientOrZero
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
    static Map<Tensor, Tensor> derivatives(Tensor y, List<Tensor> xs) {
        y.requireScalar("grad(y, x)");
        Map<Tensor, Tensor> derivatives = new HashMap<>();
        for (var x : xs) {
            derivatives.put(x, null);
        }
        var first = TopologicalOrder.of(y, derivatives.keySet());
        return withRecording(true, () -> {
            walk(first, y.like(new double[]{1}));
            for (var t = first; t != null; t = t.next) {
                if (derivatives.containsKey(t.tensor)) {
                    derivatives.put(t.tensor, gradientOrZero(t).derivativeOf(y));
                }
            }
            return derivatives;
        });
    }

    /** What has arrived; 0 where nothing has, as in grad(relu(x), x), which is constant: x stands behind it, with slope 0. */
    private static Tensor gradientOrZero(Node t) { return t.gradient == null ? Tensors.zeros(t.tensor.shape()) : t.gradient; }

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

    static <T> T withRecording(boolean on, Supplier<T> work) {
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
