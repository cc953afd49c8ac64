package gradus.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Counts how often the elements of an array were changed in place; the tensors that share the array share the count.
 *
 * <p>An {@link Operation} remembers the counts of its inputs and its result. Most rules are applied to tensors that are as
 * they were, and cost nothing more than that comparison. Where one has changed, the rule runs under a guard: it may use the
 * tensor's shape, but once it reads the elements, the gradient would not be that of what was computed.
 */
final class Version {

    /** What must not be read just now; null nearly always, so that a look at it is all that reading costs. */
    static Guard guard;

    int count;

    /** A rule at work, the thread's own recorder, by which it is known, and the tensors that have changed since the forward pass. */
    record Guard(String operation, Autodiff.Recorder recorder, Tensor... changed) { }

    /** The counts of an operation's inputs and, at the end, of its result; null if all are 0. */
    static int[] counts(List<Tensor> inputs, Tensor result) {
        int[] counts = null;
        int n = inputs.size();
        for (int i = 0; i <= n; i++) {
            int count = (i < n ? inputs.get(i) : result).version();
            if (count > 0) {
                counts = counts == null ? new int[n + 1] : counts;
                counts[i] = count;
            }
        }
        return counts;
    }

    /** Which of them have been changed since they were counted; null if none has. */
    static Tensor[] changed(int[] counts, List<Tensor> inputs, Tensor result) {
        Tensor[] changed = null;
        int n = inputs.size();
        for (int i = 0; i <= n; i++) {
            var tensor = i < n ? inputs.get(i) : result;
            if (tensor.version() != (counts == null ? 0 : counts[i])) {
                changed = changed == null ? new Tensor[1] : Arrays.copyOf(changed, changed.length + 1);
                changed[changed.length - 1] = tensor;
            }
        }
        return changed;
    }

    /** Applies a rule that must not read what has changed; one thread at a time, since others may use the same parameters. */
    static synchronized Tensor guarded(String operation, Tensor[] changed, UnaryOperator<Tensor> rule, Tensor gradient) {
        var before = guard;
        guard = new Guard(operation, Autodiff.RECORDER.get(), changed);
        try {
            return rule.apply(gradient);
        } finally {
            guard = before;
        }
    }

    /** Refuses to read a tensor that the guard holds, under this or another view of its array. */
    static void check(Tensor read) {
        var held = guard;
        if (held == null || held.recorder != Autodiff.RECORDER.get()) {
            return;
        }
        for (var tensor : held.changed) {
            if (tensor.version == read.version) {
                throw new IllegalStateException(held.operation + ": its derivative reads " + called(tensor)
                        + ", which was changed in place after the forward pass, by an optimizer's step or new weights, say;"
                        + " call backward before the change, or compute the result again after it");
            }
        }
    }

    /** The name, if this or what it is a reshaped view of has one, and the shape. */
    private static String called(Tensor tensor) {
        for (var t = tensor; t != null; t = source(t)) {
            if (t.name() != null) {
                return t.name() + " of shape " + t.shapeText();
            }
        }
        return "the tensor of shape " + tensor.shapeText();
    }

    private static Tensor source(Tensor view) {
        boolean shared = view.operation() != null && view.operation().inputs().size() == 1
                && view.operation().inputs().get(0).version == view.version;
        return shared ? view.operation().inputs().get(0) : null;
    }
}
