package gradus.tensor;

/**
 * What else is counted along an axis: variance, standard deviation, norm, the elements less their mean, products, running sums.
 *
 * <p>Each with its derivative, or made of operations that have theirs. As in {@link Reductions}, an axis that is reduced is
 * kept at length 1.
 */
final class Statistics {

    private Statistics() { }

    /**
     * y = Σ (x − μ)²/n along the axis with the mean μ.
     *
     * <p>The mean of x² less μ² is the same on paper, but cancels where μ is large.
     */
    static Tensor var(Tensor x, int axis) { return Reductions.mean(centred(x, axis).square(), axis); }

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
        var y = Reductions.mean(centred(x.detach(), axis).square(), axis).sqrt();
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
        return moved.sub(Reductions.mean(moved, axis)).from("centred", x, g -> g.sub(Reductions.mean(g, axis)));
    }

    /**
     * y = √Σ x² along the axis; ∂y/∂x = x/y, taken as 0 where y is 0.
     *
     * <p>Computed as m √Σ (x/m)² with the largest |x| as m, since x² overflows from 10¹⁵⁵ on and is 0 below 10⁻¹⁶².
     */
    static Tensor norm(Tensor x, int axis) {
        if (x.size(axis) == 0) {
            return Reductions.sum(x, axis);
        }
        var scale = Selections.max(x.detach().abs(), axis).map(m -> m == 0 || Double.isInfinite(m) ? 1 : m);
        var y = Reductions.sum(x.detach().div(scale).square(), axis).sqrt().mul(scale);
        return y.from("norm", x, g -> g.mul(x).div(y.add(y.equalTo(0))));
    }

    // ---- products, and sums on the way

    /**
     * y = Π x along the axis; ∂y/∂x_i is the product of the others, also where some are 0.
     *
     * <p>Each round multiplies the second half into the first, so that the product rule of {@link Elementwise#mul} is all it
     * takes; y/x_i would be 0/0.
     */
    static Tensor prod(Tensor x, int axis) {
        var y = x.size(axis) == 0 ? Reductions.sum(x, axis).add(1) : x.size(axis) == 1 ? x.mul(1) : x;
        int n = y.size(axis);
        while (n > 1) {
            int half = n / 2;
            var pairs = y.slice(axis, 0, half).mul(y.slice(axis, n - half, n));
            y = n % 2 == 0 ? pairs : Shaping.concat(axis, pairs, y.slice(axis, half, half + 1));
            n -= half;
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
}
