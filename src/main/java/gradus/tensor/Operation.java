package gradus.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How a tensor came to be: the operation's name, its inputs, and for each input the rule that carries a gradient back.
 *
 * <p>A rule takes g = ∂L/∂y, the gradient of the loss L with respect to the operation's result y, and returns
 * ∂L/∂x = g · ∂y/∂x, in the shape of the input x. Rules are written with tensor operations; so a derivative can be
 * recorded like any other computation and differentiated again.
 */
public final class Operation {

    private final String name;
    private final List<Tensor> inputs;
    private final List<UnaryOperator<Tensor>> rules;
    /** Of a derivative ∂y/∂x as grad(y, x) returns it: y, on whose inputs it depends, be it with slope 0. */
    private final Tensor derivativeOf;
    /** How often the inputs, and at the end the result, had been changed when it was computed; null for never. */
    private int[] versions;

    /** With lists that nobody changes. */
    Operation(String name, List<Tensor> inputs, List<UnaryOperator<Tensor>> rules) {
        this(name, inputs, rules, null);
    }

    private Operation(String name, List<Tensor> inputs, List<UnaryOperator<Tensor>> rules, Tensor derivativeOf) {
        if (inputs.size() != rules.size()) {
            throw new IllegalArgumentException(name + ": " + inputs.size() + " inputs and " + rules.size()
                    + " rules given to from(...), each input needs its own");
        }
        this.name = name;
        this.inputs = inputs;
        this.rules = rules;
        this.derivativeOf = derivativeOf;
    }

    /** How a derivative of y came to be that no input of y changes. */
    static Operation constantDerivative(Tensor y) { return new Operation("constant", List.of(), List.of(), y); }

    /** The same operation, whose result is known to be a derivative of y. */
    Operation derivativeOf(Tensor y) {
        var same = new Operation(name, inputs, rules, y);
        same.versions = versions;
        return same;
    }

    /** The tensor that this is a derivative of, or null. */
    Tensor derivativeOf() { return derivativeOf; }

    /** Remembers how often the inputs and the result had been changed. */
    void computed(Tensor result) {
        int n = inputs.size();
        for (int i = 0; i <= n; i++) {
            int version = (i < n ? inputs.get(i) : result).version();
            if (version > 0) {
                versions = versions == null ? new int[n + 1] : versions;
                versions[i] = version;
            }
        }
    }

    /** The inputs, or the result, that have changed since; null if none has. */
    Tensor[] changed(Tensor result) {
        Tensor[] changed = null;
        int n = inputs.size();
        for (int i = 0; i <= n; i++) {
            var tensor = i < n ? inputs.get(i) : result;
            if (tensor.version() != (versions == null ? 0 : versions[i])) {
                changed = changed == null ? new Tensor[1] : Arrays.copyOf(changed, changed.length + 1);
                changed[changed.length - 1] = tensor;
            }
        }
        return changed;
    }

    /** The operation's name, as shown in a graph, such as matmul. */
    public String name() { return name; }

    /** The tensors that the operation was applied to, in order; one used twice stands there twice. */
    public List<Tensor> inputs() { return inputs; }

    /**
     * Applies the rule of one input to the gradient that arrived, and checks that what comes back has its shape.
     *
     * @param changed what has changed since the forward pass, or null: a rule that reads it is refused
     */
    Tensor pullBack(int input, Tensor gradient, Tensor... changed) {
        var rule = rules.get(input);
        var result = changed == null ? rule.apply(gradient) : Version.guarded(name, changed, rule, gradient);
        var x = inputs.get(input);
        if (!result.sameShape(x)) {
            throw new IllegalStateException(name + ": the gradient with respect to input " + (input + 1) + " came out as "
                    + result.shapeText() + ", but the input is " + x.shapeText() + "; correct the rule given to from(...)");
        }
        return result;
    }
}
