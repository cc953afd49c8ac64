package gradus.nn;

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

    @Override
    public String name() { return name; }

    @Override
    public String toString() { return name(); }
}
