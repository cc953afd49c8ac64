package gradus.nn;

/** A layer without parameters that is known by its function's name. */
public abstract class Activation implements Layer {

    private final String name;

    Activation(String name) {
        this.name = name;
    }

    @Override
    public String name() { return name; }

    @Override
    public String toString() { return name; }
}
