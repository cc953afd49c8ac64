package gradus.tensor;

import java.util.function.DoubleUnaryOperator;

/**
 * The operations of a tensor, one line each: an index to the classes where each stands with its derivative.
 *
 * <p>An operation leaves its tensor as it is and returns a new one. Where an axis is asked for, −1 is the last. An
 * IllegalArgumentException names the operation and all shapes when they do not fit. NaN in an element makes NaN of what
 * is computed from it; comparisons do not hold for it.
 *
 * <p>It is public, though only {@link Tensor} extends it: a notebook offers no methods of a hidden class.
 */
public abstract sealed class TensorOperations permits Tensor {

    private Tensor self() {
        return (Tensor) this;
    }

    // ---- arithmetic, element by element; shapes broadcast

    /** this + other. */
    public Tensor add(Tensor other) { return Elementwise.add(self(), other); }

    /** this + s. */
    public Tensor add(double s) { return Elementwise.add(self(), s); }

    /** this − other. */
    public Tensor sub(Tensor other) { return Elementwise.sub(self(), other); }

    /** this − s. */
    public Tensor sub(double s) { return Elementwise.sub(self(), s); }

    /** this · other, element by element; the matrix product is {@link #matmul}. */
    public Tensor mul(Tensor other) { return Elementwise.mul(self(), other); }

    /** this · s. */
    public Tensor mul(double s) { return Elementwise.mul(self(), s); }

    /** this / other. */
    public Tensor div(Tensor other) { return Elementwise.div(self(), other); }

    /** this / s. */
    public Tensor div(double s) { return Elementwise.div(self(), s); }

    /** The larger of two elements; the gradient goes to the larger, half to each where they are equal. */
    public Tensor maximum(Tensor other) { return Elementwise.maximum(self(), other); }

    /** The smaller of two elements; the gradient goes to the smaller, half to each where they are equal. */
    public Tensor minimum(Tensor other) { return Elementwise.minimum(self(), other); }

    /** −this. */
    public Tensor neg() { return Elementwise.neg(self()); }

    /** this to the power p; NaN below 0 unless p is whole. */
    public Tensor pow(double p) { return Elementwise.pow(self(), p); }

    /** this². */
    public Tensor square() { return Elementwise.square(self()); }

    /** √this, NaN below 0; the derivative at 0 is infinite. */
    public Tensor sqrt() { return Elementwise.sqrt(self()); }

    /** e to the power this. */
    public Tensor exp() { return Elementwise.exp(self()); }

    /** The natural logarithm, −∞ at 0 and NaN below. */
    public Tensor log() { return Elementwise.log(self()); }

    /** The absolute value; derivative 0 at 0. */
    public Tensor abs() { return Elementwise.abs(self()); }

    /** Limited to low … high; gradients pass inside, the borders included. */
    public Tensor clip(double low, double high) { return Elementwise.clip(self(), low, high); }

    /** tanh(this). */
    public Tensor tanh() { return Elementwise.tanh(self()); }

    /** The logistic function 1/(1 + e^−this). */
    public Tensor sigmoid() { return Elementwise.sigmoid(self()); }

    /** max(this, 0); derivative 0 at 0, as in PyTorch. */
    public Tensor relu() { return Elementwise.relu(self()); }

    /** Softmax over the last axis. */
    public Tensor softmax() { return Reductions.softmax(self()); }

    /** The logarithm of softmax over the last axis, exact where softmax itself rounds to 0 or 1. */
    public Tensor logSoftmax() { return Reductions.logSoftmax(self()); }


    // ---- comparisons: 1 where they hold, 0 elsewhere; constants to the gradient

    /** 1 where this > s. */
    public Tensor greaterThan(double s) { return map(x -> x > s ? 1 : 0); }

    /** 1 where this ≥ s. */
    public Tensor atLeast(double s) { return map(x -> x >= s ? 1 : 0); }

    /** 1 where this ≤ s. */
    public Tensor atMost(double s) { return map(x -> x <= s ? 1 : 0); }

    /** 1 where this = s. */
    public Tensor equalTo(double s) { return map(x -> x == s ? 1 : 0); }

    /** 1 where two tensors of one shape, or broadcast to one, are equal. */
    public Tensor equalTo(Tensor other) { return Elementwise.broadcast("equalTo", self(), other, (a, b) -> a == b ? 1 : 0); }

    /** −1, 0 or 1. */
    public Tensor sign() { return map(Math::signum); }

    /** f of each element, without a record: the result is a constant to the gradient. */
    public Tensor map(DoubleUnaryOperator f) { return Reductions.map(self(), f); }


    // ---- products

    /** The matrix product: (m, k)(k, n) → (m, n), (m, k)(k) → (m), (k)(k) → (), and stacks of matrices one by one. */
    public Tensor matmul(Tensor other) { return Products.matmul(self(), other); }


    // ---- reductions: over everything, or along one axis, which then disappears or is kept with length 1

    /** The sum of all elements. */
    public Tensor sum() { return flat().sum(0); }

    /** The sums along an axis. */
    public Tensor sum(int axis) { return sum(axis, false); }

    /** The sums along an axis, which is kept with length 1 if asked. */
    public Tensor sum(int axis, boolean keepDims) {
        return reduced(Reductions.sum(self(), axis("sum", axis)), axis, keepDims);
    }

    /** The mean of all elements; NaN if there are none. */
    public Tensor mean() { return flat().mean(0); }

    /** The means along an axis. */
    public Tensor mean(int axis) { return mean(axis, false); }

    /** The means along an axis, which is kept with length 1 if asked. */
    public Tensor mean(int axis, boolean keepDims) {
        return reduced(Reductions.mean(self(), axis("mean", axis)), axis, keepDims);
    }

    /** The largest element; several equal ones share the gradient. */
    public Tensor max() { return flat().max(0); }

    /** The largest elements along an axis. */
    public Tensor max(int axis) { return max(axis, false); }

    /** The largest elements along an axis, which is kept with length 1 if asked. */
    public Tensor max(int axis, boolean keepDims) {
        return reduced(Reductions.max(self(), axis("max", axis)), axis, keepDims);
    }

    /** The variance of all elements, divided by n (PyTorch divides by n − 1). */
    public Tensor var() { return sub(mean()).square().mean(); }

    /** The standard deviation of all elements, from the variance divided by n. */
    public Tensor std() { return var().sqrt(); }


    // ---- shape

    /** The same elements in another shape; one dimension may be −1 for what is left over. The array is shared. */
    public Tensor reshape(int... shape) { return Shaping.reshape(self(), shape); }

    /**
     * The axes in another order: axis i of the result is axis order[i] of this. Without an order the last two axes
     * change places.
     */
    public Tensor transpose(int... order) {
        int rank = self().rank();
        if (order.length > 0) {
            return Shaping.permute(self(), order);
        }
        self().require(rank >= 2, "transpose", "has no two axes to exchange; make it a column with reshape(n, 1)");
        int[] swapped = Tensors.indices(rank);
        swapped[rank - 2] = rank - 1;
        swapped[rank - 1] = rank - 2;
        return Shaping.permute(self(), swapped);
    }

    /** Repeated to a larger shape; with nothing to repeat, the array is shared. */
    public Tensor broadcastTo(int... shape) { return Shaping.broadcastTo(self(), shape); }

    /** The part from … to (exclusive) along an axis. */
    public Tensor slice(int axis, int from, int to) { return Shaping.slice(self(), axis, from, to); }

    /** The rows with the given numbers, in that order, repeated if named twice. */
    public Tensor rows(int... rows) { return Shaping.rows(self(), rows); }

    /** One row, without its axis: (n, d) → (d). */
    public Tensor row(int row) { return rows(row).reshape(Shape.reduced(self().shape(), 0, false)); }

    /** One element as a scalar tensor that keeps its record. */
    public Tensor at(int... index) {
        int position = self().position("at", index);
        return flat().slice(0, position, position + 1).reshape();
    }

    /** The index of the largest element along an axis, the first of several; without a record. */
    public Tensor argmax(int axis) {
        int counted = axis("argmax", axis);
        int[] shape = self().shape();
        int inner = Shape.inner(shape, counted);
        int[] winners = Reductions.argmax("argmax", self(), counted);
        double[] indices = new double[winners.length];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = winners[i] / inner % shape[counted];
        }
        return new Tensor(indices, Shape.reduced(shape, counted, false));
    }

    private int axis(String operation, int axis) {
        return Shape.axis(operation, axis, self().shape());
    }

    private Tensor flat() {
        return reshape(self().size());
    }

    private static Tensor reduced(Tensor kept, int axis, boolean keepDims) {
        return keepDims ? kept : kept.reshape(Shape.reduced(kept.shape(), Shape.axis("reduce", axis, kept.shape()), false));
    }
}
