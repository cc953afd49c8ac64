package gradus.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * An array of doubles with a shape, and with the memory of how it was computed.
 *
 * <p>The elements lie in one flat array, row by row: element (i, j) of a (m, n) matrix is {@code data()[i * n + j]}. A
 * scalar has the shape (). Operations return new tensors and leave their inputs as they are; two tensors of different
 * shapes are broadcast as in NumPy: aligned at the last axis, where one of them has length 1 or no axis, it is repeated.
 *
 * <p>A tensor made by {@link #parameter} wants its gradient. What is computed from it remembers how ({@link Operation}),
 * and {@link #backward} walks that record in reverse, by the chain rule, and leaves ∂L/∂t in {@link #grad()} of every
 * tensor t on the way. The operations are listed in {@link TensorOperations}; each stands with its derivative in the class
 * that it calls, such as {@link Elementwise}, {@link Products} or {@link Reductions}. Tensors are made by {@link Tensors}.
 *
 * <pre>{@code
 * var a = parameter(-4.0);
 * var b = parameter(2.0);
 * var c = a.mul(b).add(b.pow(3));
 * c.item()                          // → 0.0
 * c.backward();
 * a.grad().item()                   // → 2.0
 * b.grad().item()                   // → 8.0
 * }</pre>
 */
public final class Tensor extends TensorOperations {

    private final double[] data;
    private final int[] shape;
    /** ∂L/∂this, once backward() was called on L. */
    private Tensor grad;
    /** How this was computed, if a gradient shall go back that way. */
    private Operation operation;
    private boolean requiresGrad;
    private String name;                                                // four more fields stand at the end, to be skipped

    Tensor(double[] data, int... shape) {
        this.data = data;
        this.shape = shape;
    }

    /**
     * A tensor over an array as it is, without a copy: changing the array changes the tensor.
     *
     * @throws IllegalArgumentException if the shape does not have as many elements as the array
     */
    public static Tensor of(double[] data, int... shape) {
        if (Shape.size(shape) != data.length) {
            throw new IllegalArgumentException("of: " + data.length + " numbers do not fill shape " + Shape.text(shape)
                    + ", which has " + Shape.size(shape) + " elements");
        }
        return new Tensor(data, shape.clone());
    }

    /** A scalar that wants its gradient. */
    public static Tensor parameter(double value) { return parameter(new Tensor(new double[]{value})); }

    /** A copy of the values that wants its gradient, as weights and biases do. */
    public static Tensor parameter(Tensor values) {
        var parameter = new Tensor(values.toArray(), values.shape);
        parameter.requiresGrad = true;
        return parameter;
    }

    // ---- gradients: what is remembered, the walk back, and what it leaves

    /** Whether this is a parameter or was computed from one with the record on. */
    public boolean requiresGrad() { return requiresGrad; }

    /** The operation that this was computed by; null for a parameter, and for values without a record. */
    public Operation operation() { return operation; }

    /**
     * Records that this was computed from x by an operation, with the rule that takes ∂L/∂this to ∂L/∂x.
     *
     * <p>With it anyone can add an operation: compute the values, then say where they came from. It changes this tensor and
     * returns it. Only changes of x and this are noticed; whatever else the rule reads must stay as it is.
     *
     * <pre>{@code
     * Tensor cube(Tensor x) {
     *     return x.map(v -> v * v * v).from("cube", x, g -> g.mul(x.square()).mul(3));
     * }
     * }</pre>
     */
    public Tensor from(String name, Tensor x, UnaryOperator<Tensor> rule) {
        return x.requiresGrad && Autodiff.recording() ? cameFrom(new Operation(name, List.of(x), List.of(rule))) : this;
    }

    /** The same for an operation with a number, which its name shows. */
    Tensor from(String name, double number, Tensor x, UnaryOperator<Tensor> rule) {
        return x.requiresGrad && Autodiff.recording() ? cameFrom(new Operation(name, number, List.of(x), List.of(rule))) : this;
    }

    /** The same for an operation of two inputs, each with its rule. */
    public Tensor from(String name, Tensor a, UnaryOperator<Tensor> ruleA, Tensor b, UnaryOperator<Tensor> ruleB) {
        return (a.requiresGrad || b.requiresGrad) && Autodiff.recording()
                ? cameFrom(new Operation(name, List.of(a, b), List.of(ruleA, ruleB))) : this;
    }

    private Tensor cameFrom(Operation how) {
        requireNoRecord(how);
        how.computed(this);                                             // counts changes in place from now on
        operation = how;
        requiresGrad = true;
        return this;
    }

    /**
     * Computes the gradient of this scalar with respect to every tensor on a way from a parameter to it, and adds it to theirs.
     *
     * <p>Data get none. Unlike PyTorch, tensors between the parameters and the result keep theirs too, to be looked at.
     *
     * @throws IllegalStateException if this is not a single number, has no record, or was walked before; if a derivative
     *         on the way reads a tensor that was changed in place since the forward pass, such as a parameter that an
     *         optimizer has moved. No gradient is added then
     */
    public void backward() {
        requireScalar("backward()");
        walkBack("backward()", like(new double[]{1}));                  // ∂L/∂L = 1
    }

    /** The same for a tensor of any shape, given g = ∂L/∂this from outside. */
    public void backward(Tensor g) {
        requireRecord("backward(g)");
        if (!g.sameShape(this)) {
            throw new IllegalArgumentException("backward(g): g is " + g.shapeText() + ", the tensor is " + shapeText()
                    + "; they must be equal");
        }
        walkBack("backward(g)", g.detach());
    }

    private void walkBack(String call, Tensor g) {
        requireFirstWalk(call);
        Autodiff.backward(this, g);
        walked = true;
    }

    /**
     * ∂L/∂this, added up over the calls of backward() since zeroGrad(); null before the first.
     *
     * <p>Several tensors may hold the same one: to change it, put a new one in place with {@link #setGrad}.
     */
    public Tensor grad() { return grad; }

    /** Puts another gradient in place, for clipping it; null forgets it. */
    public void setGrad(Tensor gradient) {
        if (gradient != null && !gradient.sameShape(this)) {
            throw new IllegalArgumentException("setGrad: the gradient is " + gradient.shapeText() + ", the tensor is "
                    + shapeText() + "; they must be equal");
        }
        grad = gradient;
    }

    /** Forgets the gradient. Without it, the next {@link #backward} adds to what is there. */
    public void zeroGrad() { grad = null; }

    void addGradient(Tensor part) { grad = grad == null ? part : grad.add(part); }

    /** The same values without a record: a constant to what follows. The array is shared. */
    public Tensor detach() { return view(shape); }

    /** A tensor over the same array, without a record, which changes when this one does. */
    Tensor view(int... shape) {
        var view = new Tensor(data, shape);
        view.version = versionToShare();
        return view;
    }

    /**
     * The same values in an array of their own, without a record: what happens to this changes nothing of it.
     *
     * <p>In PyTorch detach().clone(). A copy that wants its gradient is {@link #parameter(Tensor)}.
     *
     * <pre>{@code
     * var w = parameter(tensor(1, 2));
     * var before = w.copy();
     * w.data()[0] = 5;
     * w.sub(before)                     // → [4, 0]
     * }</pre>
     */
    public Tensor copy() { return like(toArray()); }

    // ---- facts

    /** The dimensions, outermost first; a copy. */
    public int[] shape() { return shape.clone(); }

    /** The shape as the messages write it: (2, 3). */
    public String shapeText() { return Shape.text(shape); }

    /** Number of axes: 0 for a scalar, 1 for a vector, 2 for a matrix. */
    public int rank() { return shape.length; }

    /** Number of elements. */
    public int size() { return data.length; }

    /** Length of one axis; −1 is the last. */
    public int size(int axis) { return shape[Shape.axis("size", axis, shape)]; }

    /**
     * The elements, row by row: the array itself, not a copy.
     *
     * <p>Whoever writes into it calls {@link #changed()} afterwards; see there.
     */
    public double[] data() {
        if (Version.guard != null) {                                    // during a walk, a rule must not read what was changed
            Version.check(this);
        }
        return data;
    }

    /** The elements, row by row, as a copy. */
    public double[] toArray() { return data().clone(); }

    /** The rows of a matrix, as a copy. */
    public double[][] toRows() {
        require(rank() == 2, "toRows", "has no rows and columns, use toArray() or reshape it to a matrix");
        double[][] rows = new double[shape[0]][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(data(), i * shape[1], (i + 1) * shape[1]);
        }
        return rows;
    }

    /** The one number that a tensor of one element holds. */
    public double item() {
        require(data.length == 1, "item", () -> "has " + data.length + " elements, name one with get(...)");
        return data()[0];
    }

    /** One element by its index, as a number without a record; {@link #at} keeps the record. */
    public double get(int... index) { return data()[position("get", index)]; }

    int position(String operation, int... index) {
        require(index.length == shape.length, operation, () -> "wants " + shape.length + " indices, got " + Shape.text(index));
        int position = 0;
        for (int i = 0; i < index.length; i++) {
            require(index[i] >= 0 && index[i] < shape[i], operation, () -> "has no element " + Shape.text(index));
            position = position * shape[i] + index[i];
        }
        return position;
    }

    /** Whether two tensors have the same shape. */
    boolean sameShape(Tensor other) { return shape == other.shape || Arrays.equals(shape, other.shape); }

    /** A tensor of this shape over the given elements. */
    Tensor like(double[] elements) { return new Tensor(elements, shape); }

    void require(boolean condition, String operation, String problem) { require(condition, operation, () -> problem); }

    /** The same where the problem is put into words only if there is one. */
    private void require(boolean condition, String operation, Supplier<String> problem) {
        if (!condition) {
            throw new IllegalArgumentException(operation + ": the tensor of shape " + shapeText() + " " + problem.get());
        }
    }

    /** Gives the tensor a name, shown in graphs and summaries. */
    public Tensor named(String name) {
        this.name = name;
        return this;
    }

    /** The name, or null. */
    public String name() { return name; }

    /** The shape, for other than vectors and scalars, and the elements, shortened in the middle. */
    @Override
    public String toString() { return TensorText.of(this); }

    // ---- the rest of the record and the walk: many inputs, refusals, changes in place, derivatives of derivatives;
    // to skip at first reading

    /** Marks this while a graph is put in order. */
    TopologicalOrder.Node node;
    /** Whether backward() was called on this. */
    private boolean walked;
    /** Counts the changes in place, once someone shares the count. */
    Version version;
    /** Of ∂y/∂x by grad(y, x) this is y; otherwise null. See {@link #derivativeOf(Tensor)}. */
    Tensor derivativeOf;

    /** Records an operation of any number of inputs, each with its rule. */
    public Tensor from(String name, List<Tensor> inputs, List<UnaryOperator<Tensor>> rules) {
        return inputs.stream().anyMatch(Tensor::requiresGrad) && Autodiff.recording()
                ? cameFrom(new Operation(name, List.copyOf(inputs), List.copyOf(rules))) : this;
    }

    private void requireNoRecord(Operation how) {
        if (requiresGrad) {
            throw new IllegalStateException(how.name() + ": this tensor already "
                    + (operation == null ? "is a parameter" : "came from " + operation.name())
                    + "; record an operation on the new tensor that holds its result");
        }
    }

    private void requireFirstWalk(String call) {
        if (walked) {
            throw new IllegalStateException(call + ": called before on this result; its gradients are added already,"
                    + " compute the result again first");
        }
    }

    /** Refuses what no derivative can be taken of: more than one number, or none that came from a parameter. */
    void requireScalar(String call) {
        if (data.length != 1) {
            throw new IllegalStateException(call + ": the result has shape " + shapeText() + ", not one number;"
                    + " take its sum() or mean() first, or give the gradient that arrives: backward(g)");
        }
        requireRecord(call);
    }

    private void requireRecord(String call) {
        if (!requiresGrad) {
            throw new IllegalStateException(call + ": this result has no record to walk back; it was computed from"
                    + " no parameter, or under noGrad(...), or detached, or by what has no derivative, such as map or argmax");
        }
    }

    /**
     * Says that the elements were changed in place.
     *
     * <p>Many derivatives read the inputs when the walk comes by: that of w·w is 2w. If w has changed since the forward pass,
     * 2w is no longer the derivative of what was computed. Once that is said, backward refuses; if it is not, the gradient is
     * silently a mixture of old and new values. All that changes parameters in the library, such as {@code optimizer.step()},
     * says so itself. It holds for all tensors that share the array by detach() or reshape(…), not for those made by of(…).
     *
     * <pre>{@code
     * var w = parameter(2.0);
     * var y = w.mul(3);
     * w.data()[0] = 5;
     * w.changed();
     * y.backward();                     // the derivative of 3w reads no w; that of w.square() would be refused
     * w.grad().item()                   // → 3.0
     * }</pre>
     */
    public void changed() { versionToShare().count++; }

    /** How often the elements were changed in place. */
    int version() { return version == null ? 0 : version.count; }

    private Version versionToShare() {
        version = version == null ? new Version() : version;
        return version;
    }

    /**
     * This as the derivative of y, a new tensor: what is computed from it depends on all that y depends on.
     *
     * <p>So grad(grad(relu(x), x), x) is 0 and no error: the inner derivative is constant, but depends on x, with slope 0.
     */
    Tensor derivativeOf(Tensor y) {
        if (requiresGrad && operation == null) {
            return view(shape).from("same", this, g -> g).derivativeOf(y);
        }
        var derivative = view(shape);
        derivative.operation = operation == null ? new Operation("constant", List.of(), List.of()) : operation;
        derivative.requiresGrad = true;
        derivative.derivativeOf = y;
        return derivative;
    }
}
