package gradus.tensor;

import java.util.Set;

/**
 * The order of the walk back: a result, then all that it was computed from, each tensor before all of its inputs.
 *
 * <p>It is the reverse of the post-order of a depth-first search, which {@link Autodiff} shows as textbooks write it, in ten
 * lines. A graph may be a million tensors deep, a stack of calls may not. So {@link #of} does the same in a loop, with a stack
 * of its own: of the tensors whose visit has begun and not ended, each {@link Node} points to the one {@link Node#below} it,
 * and remembers how many inputs it has {@link Node#seen}. The mark of a tensor is that it knows its node.
 */
final class TopologicalOrder {

    /** A tensor in a graph that is walked: where its inputs are, what comes next, and the gradient that has arrived so far. */
    static final class Node {
        final Tensor tensor;
        /** As many as the operation has, null for those that want no gradient. */
        final Node[] inputs;
        /** How many of them the search has looked at. */
        int seen;
        /** What lies below on the stack, while the search is at this node or beyond it. */
        final Node below;
        /** What comes next in the order. */
        Node next;
        /** Whether this is a tensor whose gradient is wanted, or one was computed into it. */
        boolean leads;
        /** What has arrived of the gradient, null for nothing. */
        Tensor gradient;
        /** Whether that is a sum of ours, that nobody else holds. */
        boolean own;

        Node(Tensor tensor, Node below) {
            this.tensor = tensor;
            this.below = below;
            inputs = new Node[tensor.operation() == null ? 0 : tensor.operation().inputs().size()];
            tensor.node = this;
        }

        private boolean leadsTo(Set<Tensor> wanted) {
            boolean leads = wanted.contains(tensor);
            for (var input : inputs) {
                leads |= input != null && input.leads;
            }
            return leads;
        }
    }

    private TopologicalOrder() { }

    /** The first node of the order, that of the root; for backward(), which asks for all gradients. */
    static Node of(Tensor root) { return of(root, null); }

    /**
     * The same where the gradients of some tensors are asked for.
     *
     * <p>The marks stand in the tensors: a table of them would be slower, and so large that the garbage collector keeps what
     * a dead one holds for long. Since threads may have parameters in common, one searches at a time.
     *
     * <p>From a derivative the search goes on to what it is the derivative of: on that way no gradient flows.
     *
     * @param wanted these tensors; null for all
     */
    static synchronized Node of(Tensor root, Set<Tensor> wanted) {
        Node first = null;
        Node top = new Node(root, null);
        try {
            while (top != null) {
                var t = top.tensor;
                if (top.seen < top.inputs.length) {                     // for each input x of t: visit(x)
                    var user = top;
                    var x = t.operation().inputs().get(user.seen);
                    if (x.requiresGrad()) {
                        top = x.node == null ? new Node(x, user) : user;
                        user.inputs[user.seen] = x.node;
                    }
                    user.seen++;
                } else if (top.seen == top.inputs.length && t.derivativeOf != null) {
                    top.seen++;                                         // the same for one input more, once
                    top = t.derivativeOf.node == null ? new Node(t.derivativeOf, top) : top;
                } else {                                                // put t in front of the order, and return
                    top.leads = wanted == null || top.leadsTo(wanted);
                    top.next = first;
                    first = top;
                    top = top.below;
                }
            }
        } finally {                                                     // unmark all, also when the memory is used up
            for (var node = first; node != null; node = node.next) {
                node.tensor.node = null;
            }
            for (var node = top; node != null; node = node.below) {
                node.tensor.node = null;
            }
        }
        return first;
    }
}
