package gradus.nn;

/** A layer that is known by the name that its factory and its numbers give it, as dropout(0.2). */
public abstract class NamedLayer implements Layer {

    private final String name;

    NamedLayer(String name) { this.name = name; }

    /** Refuses another number of inputs than the layer takes, once it is known: negative where only data will tell. */
    final void takes(int needed, int inputs) {
        if (inputs >= 0 && inputs != needed) {
            throw new IllegalArgumentException(name() + ": the layers in front of it give " + inputs
                    + " numbers for an example, it takes " + needed);
        }
    }

    @Override
    public String name() { return name; }

    @Override
    public String toString() { return name(); }
}
