package gradus.tensor;

import java.util.function.BiFunction;
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
public abstract class TensorOperations {

    /** For Tensor alone: nobody outside of the package can extend it. */
    TensorOperations() { }

    private Tensor self() { return (Tensor) this; }

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
    public Tensor maximum(Tensor other) { return Selections.maximum(self(), other); }

    /** The smaller of two elements; the gradient goes to the smaller, half to each where they are equal. */
    public Tensor minimum(Tensor other) { return Selections.minimum(self(), other); }

    /** The larger of this and s. */
    public Tensor maximum(double s) { return maximum(Tensors.scalar(s)); }

    /** The smaller of this and s. */
    public Tensor minimum(double s) { return minimum(Tensors.scalar(s)); }

    /** −this. */
    public Tensor neg() { return Elementwise.neg(self()); }

    /** this to the power of the other, element by element. */
    public Tensor pow(Tensor exponent) { return Elementwise.pow(self(), exponent); }

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

    /** ln(1 + this), with all digits where this is near 0. */
    public Tensor log1p() { return Elementwise.log1p(self()); }

    /**
     * The sine of an angle in radians; of ±∞ it is NaN.
     *
     * <pre>{@code
     * tensor(0, Math.PI / 6, Math.PI / 2).sin()        // → [0, 0.5, 1]
     * }</pre>
     */
    public Tensor sin() { return Elementwise.sin(self()); }

    /** The cosine of an angle in radians; of ±∞ it is NaN. */
    public Tensor cos() { return Elementwise.cos(self()); }

    /** The absolute value; derivative 0 at 0. */
    public Tensor abs() { return Elementwise.abs(self()); }

    /** Limited to low … high; gradients pass inside, the borders included, as in TensorFlow. NaN stays NaN. */
    public Tensor clip(double low, double high) { return Selections.clip(self(), low, high); }

    /** tanh(this). */
    public Tensor tanh() { return Elementwise.tanh(self()); }

    /** The logistic function 1/(1 + e^−this). */
    public Tensor sigmoid() { return Elementwise.sigmoid(self()); }

    /** max(this, 0); derivative 0 at 0, as in PyTorch. */
    public Tensor relu() { return Elementwise.relu(self()); }

    /** 1 from 0 on, 0 below; the derivative is 0, at the jump too. */
    public Tensor step() { return Activations.step(self()); }

    /** this where it is positive, a · this elsewhere. */
    public Tensor leakyRelu(double a) { return Activations.leakyRelu(self(), a); }

    /** this where it is positive, a · this elsewhere, with a tensor of slopes that broadcasts and learns. */
    public Tensor prelu(Tensor a) { return Activations.prelu(self(), a); }

    /** this where it is positive, α(e^this − 1) elsewhere. */
    public Tensor elu(double alpha) { return Activations.elu(self(), alpha); }

    /** The scaled exponential linear unit. */
    public Tensor selu() { return Activations.selu(self()); }

    /** this · Φ(this), with the normal distribution function Φ. */
    public Tensor gelu() { return Activations.gelu(self()); }

    /** The form of GELU that uses tanh instead of Φ; it differs by less than 0.0005. */
    public Tensor geluTanh() { return Activations.geluTanh(self()); }

    /** this · σ(β · this); with β = 1 also called SiLU. */
    public Tensor swish(double beta) { return Activations.swish(self(), beta); }

    /** this · tanh(softplus(this)). */
    public Tensor mish() { return Activations.mish(self()); }

    /** ln(1 + e^this). */
    public Tensor softplus() { return Activations.softplus(self()); }

    /** The normal distribution function Φ(this). */
    public Tensor normalCdf() { return Activations.normalCdf(self()); }

    /** Softmax over the last axis; a score of −∞ gets 0, also where all of a row are −∞. A row with ∞ or NaN is NaN. */
    public Tensor softmax() { return Activations.softmax(self()); }

    /** Softmax along any axis. */
    public Tensor softmax(int axis) { return swapped(axis("softmax", axis)).softmax().swapped(axis); }

    /** The logarithm of softmax along any axis. */
    public Tensor logSoftmax(int axis) { return swapped(axis("logSoftmax", axis)).logSoftmax().swapped(axis); }

    /** The logarithm of softmax over the last axis, exact where softmax itself rounds to 0 or 1. */
    public Tensor logSoftmax() { return Activations.logSoftmax(self()); }


    // ---- comparisons: 1 where they hold, 0 elsewhere; constants to the gradient

    /** 1 where this > s. */
    public Tensor greaterThan(double s) { return map(x -> x > s ? 1 : 0); }

    /** 1 where this > other; the shapes broadcast. */
    public Tensor greaterThan(Tensor other) { return Elementwise.broadcast("greaterThan", self(), other, (a, b) -> a > b ? 1 : 0); }

    /** 1 where this is below s. */
    public Tensor lessThan(double s) { return map(x -> x < s ? 1 : 0); }

    /** 1 where this is below other; the shapes broadcast. */
    public Tensor lessThan(Tensor other) { return Elementwise.broadcast("lessThan", self(), other, (a, b) -> a < b ? 1 : 0); }

    /** 1 where this ≥ s. */
    public Tensor atLeast(double s) { return map(x -> x >= s ? 1 : 0); }

    /** 1 where this ≥ other; the shapes broadcast. */
    public Tensor atLeast(Tensor other) { return Elementwise.broadcast("atLeast", self(), other, (a, b) -> a >= b ? 1 : 0); }

    /** 1 where this ≤ s. */
    public Tensor atMost(double s) { return map(x -> x <= s ? 1 : 0); }

    /** 1 where this ≤ other; the shapes broadcast. */
    public Tensor atMost(Tensor other) { return Elementwise.broadcast("atMost", self(), other, (a, b) -> a <= b ? 1 : 0); }

    /** 1 where this = s. */
    public Tensor equalTo(double s) { return map(x -> x == s ? 1 : 0); }

    /** 1 where two tensors of one shape, or broadcast to one, are equal. */
    public Tensor equalTo(Tensor other) { return Elementwise.broadcast("equalTo", self(), other, (a, b) -> a == b ? 1 : 0); }

    /** −1, 0 or 1. */
    public Tensor sign() { return map(Math::signum); }

    /** f of each element, without a record: the result is a constant to the gradient. */
    public Tensor map(DoubleUnaryOperator f) { return Elementwise.map(self(), f); }


    // ---- products

    /** The matrix product: (m, k)(k, n) → (m, n), (m, k)(k) → (m), (k)(k) → (), and stacks of matrices one by one. */
    public Tensor matmul(Tensor other) { return Products.matmul(self(), other); }


    // ---- reductions: over everything, or along axes, which then disappear or are kept with length 1
    // of nothing the sum and the norm are 0, the product 1, mean, variance and deviation NaN; max, min and logSumExp refuse, as argmax does

    /** The sum of all elements. */
    public Tensor sum() { return Reductions.sum(self()); }

    /** The sums along an axis, or several. */
    public Tensor sum(int... axes) { return sum(axes, false); }

    /** The sums along an axis, which is kept with length 1 if asked. */
    public Tensor sum(int axis, boolean keepDims) { return sum(new int[]{axis}, keepDims); }

    /**
     * The sums along the axes, which are kept with length 1 if asked.
     *
     * <pre>{@code
     * ones(2, 3, 4).sum(0, 2)                                    // → [8, 8, 8]
     * ones(2, 3, 4).sum(new int[]{0, 2}, true).shapeText()       // → (1, 3, 1)
     * }</pre>
     */
    public Tensor sum(int[] axes, boolean keepDims) { return reduced("sum", axes, keepDims, Reductions::sum); }

    /**
     * The product of all elements; of none it is 1.
     *
     * <p>The derivative by an element is the product of the others, also where elements are 0.
     *
     * <pre>{@code
     * var x = parameter(tensor(2, 0, 5));
     * var y = x.prod();
     * y.backward();
     * x.grad()                                                    // → [0, 10, 0]
     * tensor(new double[][]{{1, 2, 3}, {4, 5, 6}}).prod(1)        // → [6, 120]
     * }</pre>
     */
    public Tensor prod() { return flat().prod(0); }

    /** The products along an axis, or several. */
    public Tensor prod(int... axes) { return prod(axes, false); }

    /** The products along an axis, which is kept with length 1 if asked. */
    public Tensor prod(int axis, boolean keepDims) { return prod(new int[]{axis}, keepDims); }

    /** The products along the axes, which are kept with length 1 if asked. */
    public Tensor prod(int[] axes, boolean keepDims) { return reduced("prod", axes, keepDims, Statistics::prod); }

    /**
     * The sums of the first, the first two, … elements along an axis: y_i = x_0 + … + x_i.
     *
     * <pre>{@code
     * tensor(1, 2, 3).cumsum(0)        // → [1, 3, 6]
     * }</pre>
     */
    public Tensor cumsum(int axis) { return Statistics.cumsum(self(), axis("cumsum", axis), false); }

    /** The mean of all elements; NaN if there are none. */
    public Tensor mean() { return Reductions.mean(self()); }

    /** The means along an axis, or several. */
    public Tensor mean(int... axes) { return mean(axes, false); }

    /** The means along an axis, which is kept with length 1 if asked. */
    public Tensor mean(int axis, boolean keepDims) { return mean(new int[]{axis}, keepDims); }

    /** The means along the axes, which are kept with length 1 if asked. */
    public Tensor mean(int[] axes, boolean keepDims) { return reduced("mean", axes, keepDims, Reductions::mean); }

    /** The largest element; several equal ones share the gradient evenly, as with PyTorch's amax. */
    public Tensor max() { return flat().max(0); }

    /** The largest elements along an axis, or several. */
    public Tensor max(int... axes) { return max(axes, false); }

    /** The largest elements along an axis, which is kept with length 1 if asked. */
    public Tensor max(int axis, boolean keepDims) { return max(new int[]{axis}, keepDims); }

    /** The largest elements along the axes, which are kept with length 1 if asked. */
    public Tensor max(int[] axes, boolean keepDims) { return filled("max", axes).reduced("max", axes, keepDims, Selections::max); }

    /** The smallest element; several equal ones share the gradient. */
    public Tensor min() { return flat().min(0); }

    /** The smallest elements along an axis, or several. */
    public Tensor min(int... axes) { return min(axes, false); }

    /** The smallest elements along an axis, which is kept with length 1 if asked. */
    public Tensor min(int axis, boolean keepDims) { return min(new int[]{axis}, keepDims); }

    /** The smallest elements along the axes, which are kept with length 1 if asked. */
    public Tensor min(int[] axes, boolean keepDims) { return filled("min", axes).reduced("min", axes, keepDims, (x, axis) -> Selections.max(x.neg(), axis).neg()); }

    /** This less its mean along an axis: exactly 0 where all are equal, whatever their mean is rounded to. */
    public Tensor centred(int axis) { return Statistics.centred(self(), axis("centred", axis)); }

    /** The middle element in order of size, or the mean of the two middle ones (NumPy; PyTorch takes the lower of them). */
    public Tensor median() { return flat().median(0); }

    /** The medians along an axis, or several. */
    public Tensor median(int... axes) { return median(axes, false); }

    /** The medians along an axis, which is kept with length 1 if asked. */
    public Tensor median(int axis, boolean keepDims) { return median(new int[]{axis}, keepDims); }

    /** The medians along the axes, which are kept with length 1 if asked; equal elements share the gradient. */
    public Tensor median(int[] axes, boolean keepDims) { return filled("median", axes).reduced("median", axes, keepDims, Selections::median); }

    /** The variance of all elements, divided by n (PyTorch divides by n − 1). */
    public Tensor var() { return flat().var(0); }

    /** The variances, divided by n, along an axis, or several. */
    public Tensor var(int... axes) { return var(axes, false); }

    /** The variances, divided by n, along an axis, which is kept with length 1 if asked. */
    public Tensor var(int axis, boolean keepDims) { return var(new int[]{axis}, keepDims); }

    /** The variances, divided by n, along the axes, which are kept with length 1 if asked. */
    public Tensor var(int[] axes, boolean keepDims) { return reduced("var", axes, keepDims, Statistics::var); }

    /** The variance of all elements, divided by n − 1: as an estimate of that of a distribution; NaN for a single one. */
    public Tensor unbiasedVar() { return flat().unbiasedVar(0); }

    /** The variances, divided by n − 1, along an axis, or several. */
    public Tensor unbiasedVar(int... axes) { return unbiasedVar(axes, false); }

    /** The variances, divided by n − 1, along an axis, which is kept with length 1 if asked. */
    public Tensor unbiasedVar(int axis, boolean keepDims) { return unbiasedVar(new int[]{axis}, keepDims); }

    /** The variances, divided by n − 1, along the axes, which are kept with length 1 if asked. */
    public Tensor unbiasedVar(int[] axes, boolean keepDims) { return reduced("unbiasedVar", axes, keepDims, Statistics::unbiasedVar); }

    /** The standard deviation of all elements, from the variance divided by n; derivative 0 where all are equal (PyTorch). */
    public Tensor std() { return flat().std(0); }

    /** The standard deviations along an axis, or several. */
    public Tensor std(int... axes) { return std(axes, false); }

    /** The standard deviations along an axis, which is kept with length 1 if asked. */
    public Tensor std(int axis, boolean keepDims) { return std(new int[]{axis}, keepDims); }

    /** The standard deviations along the axes, which are kept with length 1 if asked. */
    public Tensor std(int[] axes, boolean keepDims) { return reduced("std", axes, keepDims, Statistics::std); }

    /**
     * The standard deviation of all elements, from the variance divided by n − 1; NaN for a single one.
     *
     * <pre>{@code
     * tensor(1, 2, 3, 6).unbiasedStd()        // → 2.1602
     * tensor(1, 2, 3, 6).std()                // → 1.8708
     * }</pre>
     */
    public Tensor unbiasedStd() { return flat().unbiasedStd(0); }

    /** The standard deviations, from the variances divided by n − 1, along an axis, or several. */
    public Tensor unbiasedStd(int... axes) { return unbiasedStd(axes, false); }

    /** The standard deviations, from the variances divided by n − 1, along an axis, which is kept with length 1 if asked. */
    public Tensor unbiasedStd(int axis, boolean keepDims) { return unbiasedStd(new int[]{axis}, keepDims); }

    /** The standard deviations, from the variances divided by n − 1, along the axes, which are kept with length 1 if asked. */
    public Tensor unbiasedStd(int[] axes, boolean keepDims) { return reduced("unbiasedStd", axes, keepDims, Statistics::unbiasedStd); }

    /** The length of all elements taken as one vector, the root of the sum of their squares; derivative 0 at 0. */
    public Tensor norm() { return flat().norm(0); }

    /** The lengths along an axis, or several. */
    public Tensor norm(int... axes) { return norm(axes, false); }

    /** The lengths along an axis, which is kept with length 1 if asked. */
    public Tensor norm(int axis, boolean keepDims) { return norm(new int[]{axis}, keepDims); }

    /** The lengths along the axes, which are kept with length 1 if asked. */
    public Tensor norm(int[] axes, boolean keepDims) { return reduced("norm", axes, keepDims, Statistics::norm); }

    /** ln Σ e^this of all elements, without overflow; −∞ where all are −∞. */
    public Tensor logSumExp() { return flat().logSumExp(0); }

    /** The values of ln Σ e^this along an axis, or several. */
    public Tensor logSumExp(int... axes) { return logSumExp(axes, false); }

    /** The values of ln Σ e^this along an axis, which is kept with length 1 if asked. */
    public Tensor logSumExp(int axis, boolean keepDims) { return logSumExp(new int[]{axis}, keepDims); }

    /** The values of ln Σ e^this along the axes, which are kept with length 1 if asked. */
    public Tensor logSumExp(int[] axes, boolean keepDims) { return filled("logSumExp", axes).reduced("logSumExp", axes, keepDims, Reductions::logSumExp); }

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

    /**
     * The part from … to (exclusive) along an axis; negative positions count from the end, −1 is the last element.
     *
     * <pre>{@code
     * tensor(1, 2, 3, 4).slice(0, 1, -1)        // → [2, 3]
     * tensor(1, 2, 3, 4).slice(0, -2, 4)        // → [3, 4]
     * }</pre>
     */
    public Tensor slice(int axis, int from, int to) { return Shaping.slice(self(), axis, from, to); }

    /** The rows with the given numbers, in that order, repeated if named twice. */
    public Tensor rows(int... rows) { return Shaping.rows(self(), rows); }

    /** One row, without its axis: (n, d) → (d). */
    public Tensor row(int row) { return rows(row).reshape(Shape.reduced(self().shape(), false, 0)); }

    /** One element as a scalar tensor that keeps its record. */
    public Tensor at(int... index) {
        int position = self().position("at", index);
        return flat().slice(0, position, position + 1).reshape();
    }

    /** The position of the smallest of all elements, counted row by row from 0; the first of several. */
    public int argmin() { return (int) flat().argmin(0, false).item(); }

    /** The index of the smallest element along an axis, the first of several; without a record. */
    public Tensor argmin(int axis) { return argmin(axis, false); }

    /** The indices of the smallest elements along an axis, which is kept with length 1 if asked. */
    public Tensor argmin(int axis, boolean keepDims) { return filled("argmin", axis).neg().argmax(axis, keepDims); }

    /** The position of the largest of all elements, counted row by row from 0; the first of several. */
    public int argmax() { return (int) flat().argmax(0, false).item(); }

    /** The index of the largest element along an axis, the first of several; without a record. */
    public Tensor argmax(int axis) { return argmax(axis, false); }

    /** The indices of the largest elements along an axis, which is kept with length 1 if asked. */
    public Tensor argmax(int axis, boolean keepDims) {
        int counted = axis("argmax", axis);
        int[] shape = self().shape();
        int inner = Shape.inner(shape, counted);
        int[] winners = Selections.argmax("argmax", self(), counted);
        double[] indices = new double[winners.length];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = winners[i] / inner % shape[counted];
        }
        return new Tensor(indices, Shape.reduced(shape, keepDims, counted));
    }

    /** With an axis and the last one exchanged. */
    Tensor swapped(int axis) {
        int[] order = Tensors.indices(self().rank());
        int last = order.length - 1;
        order[last] = axis < 0 ? axis + order.length : axis;
        order[order[last]] = last;
        return order[last] == last ? self() : Shaping.permute(self(), order);
    }

    private int axis(String operation, int axis) { return Shape.axis(operation, axis, self().shape()); }

    /** This, once it is sure that it has elements along the axes to choose from. */
    private TensorOperations filled(String operation, int... axes) {
        for (int axis : axes) {
            int counted = axis(operation, axis);
            self().require(self().size(counted) > 0, operation, "has no elements along axis " + counted);
        }
        return this;
    }

    private Tensor flat() { return reshape(self().size()); }

    /** Reduced along one axis as it is, along several as along the one that they make together. */
    private Tensor reduced(String operation, int[] axes, boolean keepDims, BiFunction<Tensor, Integer, Tensor> along) {
        int[] counted = Shape.axes(operation, axes, self().shape());
        var x = counted.length == 1 ? self() : Shaping.merged(self(), counted);
        var kept = along.apply(x, counted.length == 1 ? counted[0] : x.rank() - 1);
        return kept.reshape(Shape.reduced(self().shape(), keepDims, counted));
    }
}
