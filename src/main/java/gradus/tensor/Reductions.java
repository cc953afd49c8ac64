package gradus.tensor;

import gradus.kernels.ActiveKernels;
import gradus.kernels.Kernels;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Operations that make one number out of many, over all elements or along one axis, each with its derivative.
 *
 * <p>Along an axis the work is done with that axis kept at length 1, so that the gradient broadcasts back over it.
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

    /**
     * y = Π x along the axis; ∂y/∂x_i is the product of the others, also where some are 0.
     *
     * <p>Each round multiplies the second half into the first, so that the product rule of {@link Elementwise#mul} is all it
     * takes; y/x_i would be 0/0.
     */
    static Tensor prod(Tensor x, int axis) {
        var y = x.size(axis) == 0 ? sum(x, axis).add(1) : x.size(axis) == 1 ? x.mul(1) : x;
        for (int n = y.size(axis), half = n / 2; n > 1; n -= half, half = n / 2) {
            var pairs = y.slice(axis, 0, half).mul(y.slice(axis, n - half, n));
            y = n % 2 == 0 ? pairs : Shaping.concat(axis, pairs, y.slice(axis, half, half + 1));
        }
        return y;
    }

    /** y_i = x_0 + … + x_i along the axis; ∂L/∂x_i = g_i + … to the last: the same, counted from the end. */
    static Tensor cumsum(Tensor x, int axis, boolean fromTheEnd) {
        double[] out = x.toArray();
        int inner = Shape.inner(x.shape(), axis);
        int line = x.size(axis) * inner;
        for (int i = 0; i < out.length; i++) {
            int p = fromTheEnd ? out.length - 1 - i : i;
            int before = fromTheEnd ? p + inner : p - inner;
            out[p] += before >= 0 && before / line == p / line && before < out.length ? out[before] : 0;
        }
        return x.like(out).from("cumsum", x, g -> cumsum(g, axis, !fromTheEnd));
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
     * <p>The rule is {@code g.mul(x.sub(y).exp())}, see {@link #exponentials} for infinite x. The value is not
     * computed as the formula: from x = 710 on e^x overflows, and where all x are below −746 the sum is 0. With the largest x
     * as m it is m + ln Σ e^(x−m), where the largest power is 1.
     */
    static Tensor logSumExp(Tensor x, int axis) {
        var m = max(x.detach(), axis).map(v -> Double.isInfinite(v) ? 0 : v);
        var y = sum(x.detach().sub(m).exp(), axis).log().add(m);
        return y.from("logSumExp", x, g -> g.mul(exponentials(x, y, axis)));
    }

    /** e^(x−y), where that is not ∞ − ∞: if all x are −∞ it is 0, as for a masked score; if some are ∞, they share 1 evenly. */
    private static Tensor exponentials(Tensor x, Tensor y, int axis) {
        var infinite = y.map(v -> Double.isInfinite(v) ? 1 : 0);
        var reached = Elementwise.broadcast("logSumExp", x, y, (v, s) -> v == s && v > 0 ? 1 : 0);
        var share = reached.div(sum(reached, axis).maximum(1));
        var safe = Elementwise.where(infinite, Tensors.scalar(0), x.sub(y));
        return Elementwise.where(infinite, share, safe.exp());
    }

    /** y = max x along the axis; the gradient is shared evenly by all elements that reach the maximum. */
    static Tensor max(Tensor x, int axis) {
        int[] winners = argmax("max", x, axis);
        double[] out = new double[winners.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = x.data()[winners[i]];
        }
        var y = new Tensor(out, Shape.with(x.shape(), axis, 1));
        return y.from("max", x, g -> share(x, y, axis).mul(g));
    }

    /**
     * y = (a + b)/2 along the axis, a and b the two middle elements in order of size, the same one where n is odd; the
     * gradient of each half is shared evenly by all elements equal to it. One NaN makes the median NaN.
     */
    static Tensor median(Tensor x, int axis) {
        int n = x.size(axis);
        var lines = x.detach().swapped(axis);
        int[] shape = Shape.with(lines.shape(), lines.rank() - 1, 1);
        double[][] middle = new double[3][lines.size() / n];            // a, b, and their mean
        for (int i = 0; i < middle[0].length; i++) {
            double[] sorted = Arrays.copyOfRange(lines.data(), i * n, (i + 1) * n);
            Arrays.sort(sorted);                                        // NaN comes last
            double a = middle[0][i] = sorted[Double.isNaN(sorted[n - 1]) ? n - 1 : (n - 1) / 2];
            double b = middle[1][i] = sorted[Double.isNaN(sorted[n - 1]) ? n - 1 : n / 2];
            middle[2][i] = a == b ? a : a / 2 + b / 2;
        }
        var low = new Tensor(middle[0], shape).swapped(axis);
        var high = new Tensor(middle[1], shape).swapped(axis);
        return new Tensor(middle[2], shape).swapped(axis).from("median", x,
                g -> share(x, low, axis).add(share(x, high, axis)).mul(g.div(2)));
    }

    /** 1 for the elements that reach y, its values along the axis, divided by how many do. */
    private static Tensor share(Tensor x, Tensor y, int axis) {
        var reached = x.detach().equalTo(y);
        return reached.div(sum(reached, axis));
    }

    /**
     * y = Σ (x − μ)²/n along the axis with the mean μ.
     *
     * <p>The mean of x² less μ² is the same on paper, but cancels where μ is large.
     */
    static Tensor var(Tensor x, int axis) { return mean(centred(x, axis).square(), axis); }

    /** The same divided by n − 1: n/(n − 1) times as large. */
    static Tensor unbiasedVar(Tensor x, int axis) { return var(x, axis).mul(ofEstimate(x.size(axis))); }

    /** The root of that. */
    static Tensor unbiasedStd(Tensor x, int axis) { return std(x, axis).mul(Math.sqrt(ofEstimate(x.size(axis)))); }

    private static double ofEstimate(double n) { return n / (n - 1); }

    /**
     * y = √(Σ (x − μ)²/n) along the axis with the mean μ; ∂y/∂x = (x − μ)/(ny), taken as 0 where y is 0, as in PyTorch.
     *
     * <p>A rule of its own, though it is made of operations that have theirs: where y is 0, that of the root is infinite, and
     * the chain rule would give ∞ · 0.
     */
    static Tensor std(Tensor x, int axis) {
        var y = mean(centred(x.detach(), axis).square(), axis).sqrt();
        return y.from("std", x, g -> g.mul(centred(x, axis)).div(y.add(y.equalTo(0)).mul(x.size(axis))));
    }

    /**
     * y = x − μ along the axis with the mean μ; ∂L/∂x = g − the mean of g.
     *
     * <p>Not computed so: μ is rounded, the mean of three 0.1 is above 0.1, and equal numbers would not give 0. Counted from
     * the first element x₀ on, as (x − x₀) − the mean of x − x₀, they give exactly 0.
     */
    static Tensor centred(Tensor x, int axis) {
        var moved = x.size(axis) == 0 ? x.detach() : x.detach().sub(x.detach().slice(axis, 0, 1));
        return moved.sub(mean(moved, axis)).from("centred", x, g -> g.sub(mean(g, axis)));
    }

    /**
     * y = √Σ x² along the axis; ∂y/∂x = x/y, taken as 0 where y is 0.
     *
     * <p>Computed as m √Σ (x/m)² with the largest |x| as m, since x² overflows from 10¹⁵⁵ on and is 0 below 10⁻¹⁶².
     */
    static Tensor norm(Tensor x, int axis) {
        if (x.size(axis) == 0) {
            return sum(x, axis);
        }
        var scale = max(x.detach().abs(), axis).map(m -> m == 0 || Double.isInfinite(m) ? 1 : m);
        var y = sum(x.detach().div(scale).square(), axis).sqrt().mul(scale);
        return y.from("norm", x, g -> g.mul(x).div(y.add(y.equalTo(0))));
    }

    /** The position in memory of the first largest element of each line along the axis; NaN counts as largest. */
    static int[] argmax(String operation, Tensor x, int axis) {
        int length = x.size(axis);
        int inner = Shape.inner(x.shape(), axis);
        int outer = Shape.outer(x.shape(), axis);
        if (length == 0) {
            throw new IllegalArgumentException(operation + ": axis " + axis + " of shape " + x.shapeText()
                    + " is empty, nothing in it is largest");
        }
        int[] winners = new int[outer * inner];
        for (int i = 0; i < winners.length; i++) {
            int start = i / inner * length * inner + i % inner;
            int best = start;
            for (int p = start + inner; p < start + length * inner; p += inner) {
                if (x.data()[p] > x.data()[best] || Double.isNaN(x.data()[p]) && !Double.isNaN(x.data()[best])) {
                    best = p;
                }
            }
            winners[i] = best;
        }
        return winners;
    }

    /** f of each element, without a record: for values that need no gradient. */
    static Tensor map(Tensor x, DoubleUnaryOperator f) {
        var y = x.like(new double[x.size()]);
        for (int i = 0; i < y.size(); i++) {
            y.data()[i] = f.applyAsDouble(x.data()[i]);
        }
        return y;
    }
}
