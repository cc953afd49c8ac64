package gradus.tensor;

import gradus.kernels.ActiveKernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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

    /** Each thread its own: searches train several networks side by side. */
    private static final ThreadLocal<Recorder> RECORDER = ThreadLocal.withInitial(Recorder::new);

    /** Whether operations record themselves. */
    static final class Recorder {
        boolean on = true;
    }

    private Autodiff() { }

    static Recorder recorder() { return RECORDER.get(); }

    static boolean recording() { return recorder().on; }

    /** An object that is this thread's own. */
    static Object recorder() { return RECORDER.get(); }

    private static <T> T withRecording(boolean on, Supplier<T> work) {
        var recorder = recorder();
        boolean before = recorder.on;
        recorder.on = on;
        try {
            return work.get();
        } finally {
            recorder.on = before;
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
        var seed = y.seed("grad(y, x)");
        Map<Tensor, Tensor> derivatives = new HashMap<>();
        for (var x : xs) {
            derivatives.put(x, null);
        }
        var first = places(y, derivatives.keySet(), true);
        return withRecording(true, () -> {
            walk(first, seed);
            for (var place = first; place != null; place = place.next) {
                if (derivatives.containsKey(place.tensor)) {
                    derivatives.put(place.tensor, place.gradientOrZero().derivativeOf(y));
                }
            }
            return derivatives;
        });
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
        return grad(withRecording(true, () -> grad(y, x).mul(v.detach()).sum()), x);
    }

    private static Tensor gradOrZero(Tensor y, Tensor x) {
        var derivative = y.requiresGrad() ? derivatives(y, List.of(x)).get(x) : null;
        return derivative == null ? Tensors.zeros(x.shape()) : derivative;
    }

    /** Computes without recording: nothing of it can be walked back, and it takes less time and memory. */
    public static <T> T noGrad(Supplier<T> work) { return withRecording(false, work); }

    /** Adds ∂root/∂t to the gradient of every tensor t that the root was computed from. */
    static void backward(Tensor root, Tensor seed) {
        var first = places(root, null, true);
        withRecording(false, () -> walk(first, seed));
        for (var place = first; place != null; place = place.next) {
            if (place.gradient != null || place.tensor.operation() == null) {
                place.tensor.addGradient(place.gradientOrZero());
            }
        }
    }

    /** The chain rule over the places of a graph, from the root to the leaves. */
    private static Place walk(Place root, Tensor seed) {
        root.gradient = seed;
        for (var place = root; place != null; place = place.next) {
            var operation = place.tensor.operation();
            if (operation == null || place.gradient == null) {
                continue;
            }
            var changed = operation.changed(place.tensor);
            for (int i = 0; i < place.inputs.length; i++) {
                var x = place.inputs[i];
                if (x != null && x.leads) {
                    x.add(operation.pullBack(i, place.gradient, changed));
                }
            }
        }
        return root;
    }

    /** The root and every tensor it was computed from that wants a gradient, each before all of its inputs. */
    static List<Tensor> computedFrom(Tensor root) {
        var tensors = new ArrayList<Tensor>();
        for (var place = places(root, null, false); place != null; place = place.next) {
            tensors.add(place.tensor);
        }
        return tensors;
    }

    /**
     * Their places, in the reverse of a depth-first post-order. A stack of our own instead of recursion, since a graph
     * may be a million tensors deep.
     *
     * <p>While it looks, each tensor knows its place, so that one used twice is found at once; a table of them all would
     * be slower, and so large that the garbage collector keeps what a dead one holds for long. Since threads may have
     * parameters in common, one looks at a time.
     *
     * @param wanted the tensors whose gradients are asked for; null for all
     * @param beyond whether to go on from a derivative to what it is the derivative of: on that way no gradient flows
     */
    private static synchronized Place places(Tensor root, Set<Tensor> wanted, boolean beyond) {
        Place first = null;
        Place top = new Place(root, null);
        try {
            while (top != null) {
                if (top.seen < top.inputs.length) {
                    var user = top;
                    var input = user.tensor.operation().inputs().get(user.seen);
                    if (input.requiresGrad()) {
                        top = input.place == null ? new Place(input, user) : user;
                        user.inputs[user.seen] = input.place;
                    }
                    user.seen++;
                } else if (beyond && top.seen == top.inputs.length && top.derivativeOf() != null) {
                    top.seen++;
                    top = top.derivativeOf().place == null ? new Place(top.derivativeOf(), top) : top;
                } else {
                    var finished = top;
                    top = finished.next;
                    finished.next = first;
                    first = finished;
                    finished.leads = wanted == null || finished.leadsTo(wanted);
                }
            }
        } finally {                                         // also when the memory is used up
            forget(first);
            forget(top);
        }
        return first;
    }

    private static void forget(Place first) {
        for (var place = first; place != null; place = place.next) {
            place.tensor.place = null;
        }
    }

    /** A tensor in a graph that is walked: where its inputs are, and the gradient that has arrived so far. */
    static final class Place {
        final Tensor tensor;
        /** As many as the operation has, null for those that want no gradient. */
        final Place[] inputs;
        /** How many of them were looked at. */
        int seen;
        /** What lies below on the stack; after that, what comes next in the walk. */
        Place next;
        /** Whether a gradient that is wanted lies this way. */
        boolean leads;
        Tensor gradient;
        /** Whether that is a sum of ours, that nobody else holds. */
        boolean own;

        Place(Tensor tensor, Place below) {
            this.tensor = tensor;
            next = below;
            inputs = new Place[tensor.operation() == null ? 0 : tensor.operation().inputs().size()];
            tensor.place = this;
        }

        /** Adds what arrives over one way; over the third and further ones without a new array. */
        void add(Tensor part) {
            if (own) {
                ActiveKernels.get().add(gradient.data(), part.data(), gradient.data());
            } else {
                own = gradient != null && !recording();
                gradient = gradient == null ? part : gradient.add(part);
            }
        }

        /** What has arrived; 0 for what the root depends on by way of a constant derivative alone. */
        Tensor gradientOrZero() { return gradient == null ? Tensors.zeros(tensor.shape()) : gradient; }

        Tensor derivativeOf() { return tensor.operation() == null ? null : tensor.operation().derivativeOf(); }

        boolean leadsTo(Set<Tensor> wanted) {
            boolean leads = wanted.contains(tensor);
            for (var input : inputs) {
                leads |= input != null && input.leads;
            }
            return leads;
        }
    }
}
