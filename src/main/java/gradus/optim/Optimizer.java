package gradus.optim;

import gradus.tensor.Description;
import gradus.tensor.Interrupted;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Moves parameters against their gradients: the last line of the training loop.
 *
 * <pre>{@code
 * optimizer.zeroGrad();
 * var loss = crossEntropy(net.forward(x), y);
 * loss.backward();
 * optimizer.step();
 * }</pre>
 *
 * <p>A schedule sets the rate before the step: {@code optimizer.rate(schedule.at(t))}.
 */
public final class Optimizer {

    /** A parameter with the rule that moves it and what the rule remembers of it. */
    private static final class Slot {
        private final Tensor parameter;
        private final UpdateRule rule;
        private final double rateFactor;
        private final double[][] memory;
        private int updates;

        private Slot(Tensor parameter, UpdateRule rule, double rateFactor) {
            this.parameter = parameter;
            this.rule = rule;
            this.rateFactor = rateFactor;
            memory = new double[rule.memories() + rule.rooms()][parameter.size()];
        }
    }

    private final UpdateRule rule;
    /** The rule, and the groups where there is more to say of them than that they are all. */
    private final String what;
    private final List<Slot> slots = new ArrayList<>();
    private double rate;
    private int steps;

    Optimizer(UpdateRule rule, ParameterGroup... groups) {
        this.rule = rule;
        this.rate = rule.rate();
        String groupsText = Stream.of(groups).map(ParameterGroup::toString).collect(Collectors.joining(", "));
        what = Description.of(rule, "update rule") + (groups.length > 1 || groupsText.contains(").") ? " of " + groupsText : "");
        for (var group : groups) {
            for (var parameter : group.parameters()) {
                if (!parameter.requiresGrad() || parameter.operation() != null) {
                    throw new IllegalArgumentException(rule + ": a tensor of shape " + parameter.shapeText()
                            + " is no parameter, make it one with parameter(...)");
                }
                slots.add(new Slot(parameter, group.rule(rule), group.rateFactor()));
            }
        }
        if (slots.isEmpty()) {
            throw new IllegalArgumentException(rule + ": there are no parameters to train");
        }
        if (new HashSet<>(parameters()).size() < slots.size()) {
            throw new IllegalArgumentException(rule + ": a parameter is named twice and would move twice a step;"
                    + " name each once");
        }
    }

    /** Forgets the gradients of all parameters; without it the next backward adds to them. */
    public void zeroGrad() {
        for (var slot : slots) {
            slot.parameter.zeroGrad();
        }
    }

    /**
     * Changes every parameter that has a gradient by one step of the rule.
     *
     * <p>Here the gradients that backward() has left are read, and nowhere else. The rest of the loop at the head of this
     * class only makes them.
     *
     * @throws IllegalStateException if none has a gradient
     * @throws Interrupted if the thread was interrupted, before anything is changed: any loop that steps can be stopped
     */
    public void step() {
        if (Thread.interrupted()) {
            throw new Interrupted(rule + ": interrupted after " + steps + " steps");
        }
        boolean any = false;
        for (var slot : slots) {
            any |= slot.parameter.grad() != null;
        }
        if (!any) {
            throw new IllegalStateException(rule + ": step() found no gradient in any parameter;"
                    + " call loss.backward() before it, and zeroGrad() after it or before backward()");
        }
        steps++;
        for (var slot : slots) {
            var gradient = slot.parameter.grad();
            if (gradient != null) {
                slot.updates++;                             // a parameter that joins late starts its own count
                slot.rule.update(rate * slot.rateFactor, slot.updates, slot.parameter.data(), gradient.data(), slot.memory);
                slot.parameter.changed();
            }
        }
    }

    /** The learning rate that the next step uses. */
    public double rate() { return rate; }

    /** Sets the learning rate for the steps from now on; groups with a factor multiply it. */
    public void rate(double eta) { rate = UpdateRule.checked(rule, "the learning rate", eta); }

    /** The parameters that it moves. */
    public List<Tensor> parameters() { return slots.stream().map(slot -> slot.parameter).toList(); }

    /**
     * A copy of all that the optimizer remembers, by name: with it and the parameters' values, training goes on exactly.
     *
     * <p>{@code rate} and {@code steps} are scalars, {@code updates} (parameters) counts the steps of each parameter, and
     * {@code memory.i.j} of the shape of parameter i is the j-th thing that the rule remembers of it: for momentum v, for
     * AdaGrad s, for RMSprop v, for Adam m and v.
     *
     * <pre>{@code
     * var x = parameter(10.0);
     * var optimizer = sgd(0.1).momentum(0.9).of(List.of(x));
     * x.square().backward();
     * optimizer.step();
     * optimizer.state()                      // → {rate=0.1, steps=1, updates=[1], memory.0.0=20}
     * }</pre>
     */
    public Map<String, Tensor> state() {
        var state = new LinkedHashMap<String, Tensor>();
        state.put("rate", Tensors.scalar(rate));
        state.put("steps", Tensors.scalar(steps));
        state.put("updates", Tensors.tensor(slots.stream().mapToDouble(slot -> slot.updates).toArray()));
        for (int i = 0; i < slots.size(); i++) {
            var slot = slots.get(i);
            for (int j = 0; j < slot.rule.memories(); j++) {
                state.put("memory." + i + "." + j, Tensor.of(slot.memory[j].clone(), slot.parameter.shape()));
            }
        }
        return state;
    }

    /**
     * Takes over the state of an optimizer of the same rule for parameters of the same shapes.
     *
     * @throws IllegalArgumentException if a name is missing, unknown, or a shape does not fit; nothing is changed then
     */
    public void restore(Map<String, Tensor> state) {
        var mine = state();
        var names = new LinkedHashSet<>(mine.keySet());
        names.addAll(state.keySet());
        for (var name : names) {
            String needed = shapeOf(mine.get(name));
            String given = shapeOf(state.get(name));
            if (!needed.equals(given)) {
                throw new IllegalArgumentException(rule + ": restore needs " + name + ": " + needed + ", the state has "
                        + given + "; it should come from the same rule for parameters of the same shapes");
            }
        }
        rate(state.get("rate").item());
        steps = (int) state.get("steps").item();
        for (int i = 0; i < slots.size(); i++) {
            var slot = slots.get(i);
            slot.updates = (int) state.get("updates").get(i);
            for (int j = 0; j < slot.rule.memories(); j++) {
                System.arraycopy(state.get("memory." + i + "." + j).data(), 0, slot.memory[j], 0, slot.memory[j].length);
            }
        }
    }

    private static String shapeOf(Tensor tensor) { return tensor == null ? "none" : tensor.shapeText(); }

    @Override
    public String toString() { return what + ", " + steps + (steps == 1 ? " step" : " steps"); }
}
