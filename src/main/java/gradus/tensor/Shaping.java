package gradus.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Operations that move, repeat, pick or join elements without changing them, each with its derivative.
 *
 * <p>They come in pairs that undo each other: what one does forward, the other does to the gradient.
 */
final class Shaping {

    private Shaping() { }

    /** y = x in another shape; the gradient goes back in the old shape. */
    static Tensor reshape(Tensor x, int... shape) {
        int[] target = resolve(x, shape);
        if (Arrays.equals(target, x.shape())) {
            return x;
        }
        return x.view(target).from("reshape", x, g -> g.reshape(x.shape()));
    }

    /** The asked shape with its −1, if there is one, replaced by what is left over. */
    private static int[] resolve(Tensor x, int[] shape) {
        int[] target = shape.clone();
        int open = -1;
        int known = 1;
        for (int i = 0; i < target.length; i++) {
            if (target[i] == -1 && open == -1) {
                open = i;
            } else if (target[i] < 0) {
                throw new IllegalArgumentException("reshape: " + Shape.text(shape)
                        + " is not a shape; dimensions are 0 or more, and one may be -1 for what is left over");
            } else {
                known *= target[i];
            }
        }
        if (open >= 0 && known > 0 && x.size() % known == 0) {
            target[open] = x.size() / known;
        }
        if (open >= 0 && target[open] == -1 || Shape.size(target) != x.size()) {
            throw new IllegalArgumentException("reshape: " + x.shapeText() + " has " + x.size()
                    + " elements, which do not fill " + Shape.text(shape));
        }
        return target;
    }

    /** y has the axes of x in another order; the gradient goes back in the inverse order. */
    static Tensor permute(Tensor x, int... order) {
        int rank = x.rank();
        int[] inverse = new int[rank];
        Arrays.fill(inverse, -1);
        boolean fits = order.length == rank;
        for (int i = 0; fits && i < rank; i++) {
            int axis = Shape.axis("transpose", order[i], x.shape());
            fits = inverse[axis] == -1;
            inverse[axis] = i;
        }
        if (!fits) {
            throw new IllegalArgumentException("transpose: the order " + Shape.text(order)
                    + " should name each axis of shape " + x.shapeText() + " once");
        }
        int[] steps = Shape.strides(x.shape(), x.shape());
        int[] shape = new int[rank];
        int[] permuted = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            shape[inverse[axis]] = x.size(axis);
            permuted[inverse[axis]] = steps[axis];
        }
        return new Tensor(gather(x.data(), shape, permuted), shape).from("transpose", x, g -> permute(g, inverse));
    }

    /** x with some axes made into one, the last. */
    static Tensor merged(Tensor x, int... axes) {
        int[] others = IntStream.range(0, x.rank()).filter(axis -> IntStream.of(axes).noneMatch(a -> a == axis)).toArray();
        int[] shape = Arrays.copyOf(IntStream.of(others).map(x::size).toArray(), others.length + 1);
        shape[others.length] = IntStream.of(axes).map(x::size).reduce(1, (a, b) -> a * b);
        return permute(x, IntStream.concat(IntStream.of(others), IntStream.of(axes)).toArray()).reshape(shape);
    }

    /**
     * The elements at Σ index · step, for all indices of a shape in row-major order.
     *
     * <p>One matrix, of the last two axes, after the other. Where neighbours in a row come from far apart, as in a transposed
     * matrix, eight columns at a time: then the next row finds its elements in the cache, beside those of this one.
     */
    private static double[] gather(double[] data, int[] shape, int[] steps) {
        double[] out = new double[Shape.size(shape)];
        int rank = shape.length;
        int columns = rank > 0 ? shape[rank - 1] : 1;
        int rows = rank > 1 ? shape[rank - 2] : 1;
        int step = rank > 0 ? steps[rank - 1] : 0;
        int down = rank > 1 ? steps[rank - 2] : 0;
        int width = step > 1 ? 8 : columns;
        int[] index = new int[rank];
        int position = 0;
        for (int start = 0; start < out.length; start += rows * columns) {
            for (int left = 0; left < columns; left += width) {
                int right = Math.min(columns, left + width);
                for (int row = 0; row < rows; row++) {
                    for (int j = left; j < right; j++) {
                        out[start + row * columns + j] = data[position + row * down + j * step];
                    }
                }
            }
            for (int axis = rank - 3; axis >= 0; axis--) {
                position += steps[axis];
                if (++index[axis] < shape[axis]) {
                    break;
                }
                position -= steps[axis] * shape[axis];
                index[axis] = 0;
            }
        }
        return out;
    }

    /** The elements of x repeated to a larger shape: x's own array where there is nothing to repeat. */
    static double[] expanded(Tensor x, int... shape) {
        if (x.size() == Shape.size(shape)) {
            return x.data();
        }
        if (x.size() == 1) {
            double[] out = new double[Shape.size(shape)];
            Arrays.fill(out, x.item());
            return out;
        }
        return gather(x.data(), shape, Shape.strides(x.shape(), shape));
    }

    /** y = x repeated to a larger shape; the gradient is summed over the repetitions. */
    static Tensor broadcastTo(Tensor x, int... shape) {
        if (Arrays.equals(x.shape(), shape)) {
            return x;
        }
        if (!Arrays.equals(Shape.broadcast("broadcastTo", x.shape(), shape), shape)) {
            throw new IllegalArgumentException("broadcastTo: " + x.shapeText() + " cannot be repeated to "
                    + Shape.text(shape) + ", a dimension of it is larger");
        }
        return new Tensor(expanded(x, shape), shape.clone()).from("broadcast", x, g -> sumTo(g, x));
    }

    /** Undoes broadcasting: x summed over what was repeated, in the shape of another tensor; the gradient is repeated. */
    static Tensor sumTo(Tensor x, Tensor like) {
        if (x.sameShape(like)) {
            return x;
        }
        int[] shape = like.shape();
        double[] out = new double[like.size()];
        if (shape.length == 1 && x.rank() > 1 && shape[0] == x.size(-1) && shape[0] > 0) {
            gradus.kernels.ActiveKernels.get().sumRows(x.data(), out);
        } else {
            int[] xs = x.shape();
            int[] steps = Shape.strides(shape, xs);
            int[] index = new int[xs.length];
            int columns = xs.length == 0 ? 1 : xs[xs.length - 1];
            int step = xs.length == 0 ? 0 : steps[xs.length - 1];
            int position = 0;
            for (int i = 0; i < x.size(); i += columns) {
                for (int j = 0; j < columns; j++) {
                    out[position + j * step] += x.data()[i + j];
                }
                for (int axis = xs.length - 2; axis >= 0; axis--) {
                    position += steps[axis];
                    if (++index[axis] < xs[axis]) {
                        break;
                    }
                    position -= steps[axis] * xs[axis];
                    index[axis] = 0;
                }
            }
        }
        return new Tensor(out, shape).from("sum", x, g -> broadcastTo(g, x.shape()));
    }

    /** y = x[…, from:to, …] along one axis; the gradient is put back between zeros. */
    static Tensor slice(Tensor x, int axis, int start, int end) {
        int a = Shape.axis("slice", axis, x.shape());
        int length = x.size(a);
        int from = start < 0 ? start + length : start;
        int to = end < 0 ? end + length : end;
        if (from < 0 || to < from || to > length) {
            throw new IllegalArgumentException("slice: " + start + " to " + end + " is not inside axis " + a + " of shape "
                    + x.shapeText() + ", which runs from 0 to " + length + "; a negative position counts from the end");
        }
        int inner = Shape.inner(x.shape(), a);
        int[] shape = Shape.with(x.shape(), a, to - from);
        double[] out = new double[Shape.size(shape)];
        int run = (to - from) * inner;
        for (int block = 0; block < Shape.outer(shape, a); block++) {
            System.arraycopy(x.data(), (block * length + from) * inner, out, block * run, run);
        }
        return new Tensor(out, shape).from("slice", x, g -> pad(g, a, from, length));
    }

    /** y = zeros of the given length along one axis, with x in it from a position on; the gradient is the slice. */
    private static Tensor pad(Tensor x, int axis, int from, int length) {
        int inner = Shape.inner(x.shape(), axis);
        int[] shape = Shape.with(x.shape(), axis, length);
        double[] out = new double[Shape.size(shape)];
        int run = x.size(axis) * inner;
        for (int block = 0; block < Shape.outer(shape, axis); block++) {
            System.arraycopy(x.data(), block * run, out, (block * length + from) * inner, run);
        }
        return new Tensor(out, shape).from("pad", x, g -> slice(g, axis, from, from + x.size(axis)));
    }

    /** y = the rows of x with the given numbers; the gradient of a row is the sum over the places it went to. */
    static Tensor rows(Tensor x, int... rows) {
        if (x.rank() == 0) {
            throw new IllegalArgumentException("rows: a scalar has no rows");
        }
        int count = x.size(0);
        int width = Shape.inner(x.shape(), 0);
        double[] out = new double[Shape.size(Shape.with(x.shape(), 0, rows.length))];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] < 0 || rows[i] >= count) {
                throw new IllegalArgumentException("rows: there is no row " + rows[i] + " in shape " + x.shapeText()
                        + (count == 0 ? ", it has no rows" : ", rows are numbered 0 to " + (count - 1)));
            }
            System.arraycopy(x.data(), rows[i] * width, out, i * width, width);
        }
        int[] taken = rows.clone();                          // the caller may fill the array anew before backward
        return new Tensor(out, Shape.with(x.shape(), 0, rows.length)).from("rows", x, g -> addRows(g, count, taken));
    }

    /** y = zeros with as many rows as told, to which row i of x was added at rows[i]; the gradient is those rows. */
    private static Tensor addRows(Tensor x, int count, int... rows) {
        int width = Shape.inner(x.shape(), 0);
        double[] out = new double[count * width];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < width; j++) {
                out[rows[i] * width + j] += x.data()[i * width + j];
            }
        }
        return new Tensor(out, Shape.with(x.shape(), 0, count)).from("addRows", x, g -> rows(g, rows));
    }

    /** y = the tensors behind one another along an axis; each gets its part of the gradient. */
    static Tensor concat(int axis, Tensor... parts) {
        if (parts.length == 0) {
            throw new IllegalArgumentException("concat: nothing to join, give at least one tensor");
        }
        int a = Shape.axis("concat", axis, parts[0].shape());
        int length = 0;
        for (var part : parts) {
            if (part.rank() != parts[0].rank()
                    || !Arrays.equals(Shape.with(part.shape(), a, 0), Shape.with(parts[0].shape(), a, 0))) {
                throw new IllegalArgumentException("concat: shapes " + parts[0].shapeText() + " and " + part.shapeText()
                        + " differ in more than axis " + a + ", along which they are joined");
            }
            length += part.size(a);
        }
        int[] shape = Shape.with(parts[0].shape(), a, length);
        double[] out = new double[Shape.size(shape)];
        int inner = Shape.inner(shape, a);
        int outer = Shape.outer(shape, a);
        List<UnaryOperator<Tensor>> rules = new ArrayList<>();
        int start = 0;
        for (var part : parts) {
            int run = part.size(a) * inner;
            for (int block = 0; block < outer; block++) {
                System.arraycopy(part.data(), block * run, out, (block * length + start) * inner, run);
            }
            int from = start;
            int to = start + part.size(a);
            rules.add(g -> slice(g, a, from, to));
            start = to;
        }
        return new Tensor(out, shape).from("concat", List.of(parts), rules);
    }
}
