package gradus.tensor;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How a tensor came to be: the operation's name, its inputs, and for each input the rule that carries a gradient back.
 *
 * <p>A rule takes g = ∂L/∂y, the gradient of the loss L with respect to the operation's result y, and returns
 * ∂L/∂x = g · ∂y/∂x, in the shape of the input x. For y = a · b, say, the inputs are a and b, and the rules are g → g · b and
 * g → g · a. Where x and y have many elements, "·" means what the chain rule says of them, ∂L/∂x_i = Σ_j g_j ∂y_j/∂x_i, the
 * sum over all elements of y; no rule ever builds the table of all ∂y_j/∂x_i.
 *
 * <p>A rule is a {@code UnaryOperator<Tensor>}, a method as a value, Tensor in, Tensor out; {@code g -> g.mul(b)} is one. It
 * keeps the b that it names until it is called. Rules are written with tensor operations, so a derivative can be recorded
 * like any other computation and differentiated again; where nothing is recorded, a few are one kernel instead.
 */
public final class Operation {

    private final String name;
    /** What stands behind the name, or null; put into words only when asked, since nearly nobody asks. */
    private final Double number;
    private final List<Tensor> inputs;
    private final List<UnaryOperator<Tensor>> rules;
    private int[] versions;                                             // see the end of this class

    /** The lists are kept, not copied. */
    Operation(String name, List<Tensor> inputs, List<UnaryOperator<Tensor>> rules) { this(name, null, inputs, rules); }

    /** The same with a number behind the name. */
    Operation(String name, Double number, List<Tensor> inputs, List<UnaryOperator<Tensor>> rules) {
        if (inputs.size() != rules.size()) {
            throw new IllegalArgumentException(name + ": " + inputs.size() + " inputs and " + rules.size()
                    + " rules given to from(...), each input needs its own");
        }
        this.name = name;
        this.number = number;
        this.inputs = inputs;
        this.rules = rules;
    }

    /** The operation's name, as shown in a graph, such as matmul. */
    public String name() { return number == null ? name : name + " " + Numbers.text(number); }

    /** The tensors that the operation was applied to, in order; one used twice stands there twice. */
    public List<Tensor> inputs() { return inputs; }

    /**
     * The gradient of one input, by its rule, from that of the result.
     *
     * @param input its number among {@link #inputs()}, from 0
     * @param g that of the result, in its shape; for an operation on single elements, g = 1 gives its slope
     * @throws IllegalStateException if the rule gives another shape than the input's
     */
    public Tensor pullBack(int input, Tensor g) { return pullBack(input, g, null); }

    /**
     * The same in a walk, where what the rule reads may have changed.
     *
     * @param g that of the result
     * @param changed null, or what a rule must not read; see the end of this class
     */
    Tensor pullBack(int input, Tensor g, Tensor[] changed) {
        var rule = rules.get(input);
        var gradient = changed == null ? rule.apply(g) : Version.guarded(name(), changed, rule, g);
        var x = inputs.get(input);
        if (!gradient.sameShape(x)) {
            throw new IllegalStateException(name() + ": the gradient with respect to input " + (input + 1) + " came out as "
                    + gradient.shapeText() + ", but the input is " + x.shapeText() + "; correct the rule given to from(...)");
        }
        return gradient;
    }

    // ---- what was changed in place between the forward pass and the walk back; to skip at first reading

    /** Remembers how often the inputs and the result have been changed by now: the rules will want them so. */
    void computed(Tensor result) { versions = Version.counts(inputs, result); }

    /** Which of them have been changed in place since; null if none has. */
    Tensor[] changed(Tensor result) { return Version.changed(versions, inputs, result); }
}
