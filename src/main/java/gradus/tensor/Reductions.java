package gradus.tensor;

import gradus.kernels.ActiveKernels;
import gradus.kernels.Kernels;

/**
 * Operations that make one number out of many, over all elements or along one axis, each with its derivative.
 *
 * <p>Along an axis the work is done with that axis kept at length 1, so that the gradient broadcasts back over it.
 * {@link TensorOperations} drops the axis afterwards, unless it is told to keep it: a graph shows a reshape over the sum.
 */
final class Reductions {

    private Reductions() { }

    private static Kernels kernels() { return ActiveKernels.get(); }

    /** y = Σ x of all elements; ∂y/∂x = 1. */
    static Tensor sum(Tensor x) {
        return Tensors.scalar(kernels().sum(x.data(), 0, x.size())).from("sum", x, g -> Shaping.broadcastTo(g, x.shape()));
    }

    /** y = Σ x / n of all n elements; ∂y/∂x = 1/n. The mean of nothing is NaN. */
    static Tensor mean(Tensor x) {
        int n = x.size();
        return Tensors.scalar(kernels().sum(x.data(), 0, n) / n)
                .from("mean", x, g -> Shaping.broadcastTo(g.div(n), x.shape()));
    }

    /** y = Σ x along the axis; ∂y/∂x = 1. */
    static Tensor sum(Tensor x, int axis) {
        return new Tensor(sums(x, axis), Shape.with(x.shape(), axis, 1))
                .from("sum", x, g -> Shaping.broadcastTo(g, x.shape()));
    }

    /** y = Σ x / n along the axis of length n; ∂y/∂x = 1/n. The mean of nothing is NaN. */
    static Tensor mean(Tensor x, int axis) {
        int n = x.size(axis);
        double[] out = sums(x, axis);
        for (int i = 0; i < out.length; i++) {
            out[i] /= n;
        }
        return new Tensor(out, Shape.with(x.shape(), axis, 1))
                .from("mean", x, g -> Shaping.broadcastTo(g.div(n), x.shape()));
    }

    private static double[] sums(Tensor x, int axis) {
        int length = x.size(axis);
        int inner = Shape.inner(x.shape(), axis);
        int outer = Shape.outer(x.shape(), axis);
        double[] out = new double[outer * inner];
        if (inner == 1) {
            for (int i = 0; i < outer; i++) {
                out[i] = kernels().sum(x.data(), i * length, (i + 1) * length);
            }
        } else if (outer == 1 && inner > 0) {
            kernels().sumRows(x.data(), out);
        } else {
            for (int i = 0; i < outer * length; i++) {
                for (int j = 0; j < inner; j++) {
                    out[i / length * inner + j] += x.data()[i * inner + j];
                }
            }
        }
        return out;
    }

    /**
     * y = ln Σ e^x along the axis; ∂y/∂x = e^x / Σ e^x = e^(x−y), the softmax of x.
     *
     * <p>For finite x the rule is {@code g.mul(x.sub(y).exp())}; {@code exponentials} is the same power with ∞ − ∞ settled.
     * The value is not computed as the formula: from x = 710 on e^x overflows, and where all x are below −746 the sum is 0.
     * With the largest x as m it is m + ln Σ e^(x−m), where the largest power is 1.
     */
    static Tensor logSumExp(Tensor x, int axis) {
        var m = Selections.max(x.detach(), axis).map(v -> Double.isInfinite(v) ? 0 : v);
        var y = sum(x.detach().sub(m).exp(), axis).log().add(m);
        return y.from("logSumExp", x, g -> g.mul(exponentials(x, y, axis)));
    }

    /** e^(x−y), where that is not ∞ − ∞: if all x are −∞ it is 0, as for a masked score; if some are ∞, they share 1 evenly. */
    private static Tensor exponentials(Tensor x, Tensor y, int axis) {
        var infinite = y.map(v -> Double.isInfinite(v) ? 1 : 0);
        var reached = Elementwise.broadcast("logSumExp", x, y, (v, s) -> v == s && v > 0 ? 1 : 0);
        var share = reached.div(sum(reached, axis).maximum(1));
        var safe = Selections.where(infinite, Tensors.scalar(0), x.sub(y));
        return Selections.where(infinite, share, safe.exp());
    }
}
