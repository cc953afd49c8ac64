package gradus.tensor;

import java.util.Arrays;

/**
 * Operations that choose among elements: the gradient goes to those that were chosen, and equal ones share it evenly.
 */
final class Selections {

    private Selections() { }

    // ---- among two inputs, element by element

    /**
     * y = a where the condition is not 0, else b; the gradient is 0 for the one not taken. A rule further back that multiplies
     * this 0 by ∞ gives NaN.
     */
    static Tensor where(Tensor condition, Tensor a, Tensor b) {
        var where = new Where(condition, a, b);
        int[] shape = Shape.broadcast(where, Shape.broadcast(where, condition.shape(), a.shape()), b.shape());
        var y = new Tensor(new double[Shape.size(shape)], shape);
        double[] c = Shaping.expanded(condition, shape);
        double[] yes = Shaping.expanded(a, shape);
        double[] no = Shaping.expanded(b, shape);
        for (int i = 0; i < c.length; i++) {                // chosen, not multiplied: 0 · ∞ would be NaN
            y.data()[i] = c[i] != 0 ? yes[i] : no[i];
        }
        var nothing = Tensors.scalar(0);
        var chosen = new Tensor(c.clone(), shape);          // the caller may change the condition before backward
        return y.from("where", a, g -> Shaping.sumTo(where(chosen, g, nothing), a),
                b, g -> Shaping.sumTo(where(chosen, nothing, g), b));
    }

    /** The call as messages write it, which is put into words only for them. */
    private record Where(Tensor condition, Tensor a, Tensor b) {
        @Override
        public String toString() { return "where(condition " + condition.shapeText() + ", a " + a.shapeText() + ", b " + b.shapeText() + ")"; }
    }

    /** y = max(a, b); the gradient goes to the larger input, half to each where they are equal. */
    static Tensor maximum(Tensor a, Tensor b) {
        return Elementwise.broadcast("maximum", a, b, Math::max).from("maximum",
                a, g -> Shaping.sumTo(g.mul(share(a, b)), a), b, g -> Shaping.sumTo(g.mul(share(b, a)), b));
    }

    /** y = min(a, b); the gradient goes to the smaller input, half to each where they are equal. */
    static Tensor minimum(Tensor a, Tensor b) {
        return Elementwise.broadcast("minimum", a, b, Math::min).from("minimum",
                a, g -> Shaping.sumTo(g.mul(share(b, a)), a), b, g -> Shaping.sumTo(g.mul(share(a, b)), b));
    }

    /** 1 where the winner is larger, ½ where both are equal, 0 elsewhere. */
    private static Tensor share(Tensor winner, Tensor other) {
        return Elementwise.broadcast("compare", winner, other, (s, t) -> s > t ? 1 : s == t ? 0.5 : 0);
    }

    // ---- between two numbers

    /** y = x limited to low … high; ∂y/∂x = 1 from low to high, both included, and 0 outside. */
    static Tensor clip(Tensor x, double low, double high) {
        if (!(low <= high)) {
            throw new IllegalArgumentException("clip: low is " + Numbers.exact(low) + ", high is " + Numbers.exact(high)
                    + ", low must not be above high");
        }
        var y = x.map(v -> Math.min(Math.max(v, low), high));
        return y.from("clip", x, g -> g.mul(x.atLeast(low).mul(x.atMost(high))));
    }

    // ---- along an axis, which is kept at length 1

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
            boolean numbers = !Double.isNaN(sorted[n - 1]);
            double a = sorted[numbers ? (n - 1) / 2 : n - 1];
            double b = sorted[numbers ? n / 2 : n - 1];
            middle[0][i] = a;
            middle[1][i] = b;
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
        return reached.div(Reductions.sum(reached, axis));
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
        double[] data = x.data();
        int[] winners = new int[outer * inner];
        for (int i = 0; i < winners.length; i++) {
            winners[i] = i / inner * length * inner + i % inner;
        }
        for (int block = 0; block < outer && inner > 1; block++) {      // in the order of memory, along all lines at once
            for (int p = (block * length + 1) * inner; p < (block + 1) * length * inner; p += inner) {
                for (int j = 0; j < inner; j++) {
                    winners[block * inner + j] = larger(data, winners[block * inner + j], p + j);
                }
            }
        }
        for (int line = 0; line < outer && inner == 1; line++) {
            int best = winners[line];
            for (int p = best + 1; p < (line + 1) * length; p++) {
                best = larger(data, best, p);
            }
            winners[line] = best;
        }
        return winners;
    }

    private static int larger(double[] x, int best, int p) { return x[p] > x[best] || Double.isNaN(x[p]) && !Double.isNaN(x[best]) ? p : best; }
}
