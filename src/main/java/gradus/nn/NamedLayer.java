package gradus.nn;

import gradus.tensor.Tensor;

/** A layer that is known by the name that its factory and its numbers give it, as dropout(0.2). */
public abstract class NamedLayer implements Layer {

    private final String name;

    NamedLayer(String name) { this.name = name; }

    /** The number of inputs that the layer takes; refuses another, once it is known: negative where only data will tell. */
    final int takes(int needed, int inputs) {
        if (inputs >= 0 && inputs != needed) {
            throw new IllegalArgumentException(name() + ": the layers in front of it give " + inputs
                    + " numbers for an example, it takes " + needed);
        }
        return needed;
    }

    /** Copies values that are set by hand into one of the layer's tensors, whose shape they must have. */
    final void put(String what, Tensor given, Tensor tensor) {
        fits(what, given, tensor);
        System.arraycopy(given.data(), 0, tensor.data(), 0, given.size());
        tensor.changed();
    }

    /** Refuses values that have another shape than the tensor that they are for, or are null. */
    final void fits(String what, Tensor given, Tensor tensor) {
        if (given == null) {
            throw new IllegalArgumentException(name() + ": null given for the " + what + ", the layer needs " + tensor.shapeText());
        }
        if (!given.shapeText().equals(tensor.shapeText())) {
            throw new IllegalArgumentException(name() + ": " + what + " of shape " + given.shapeText()
                    + " given, the layer needs " + tensor.shapeText());
        }
    }

    @Override
    public String name() { return name; }

    @Override
    public String toString() { return name(); }
}
