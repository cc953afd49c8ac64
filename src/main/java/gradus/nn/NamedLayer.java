package gradus.nn;

/** A layer that is known by the name that its factory and its numbers give it, as dropout(0.2). */
public abstract class NamedLayer implements Layer {

    private final String name;

    NamedLayer(String name) { this.name = name; }

    @Override
    public String name() { return name; }

    @Override
    public String toString() { return name(); }
}
