package gradus.kernels;

/**
 * The kernels that all arithmetic runs on, chosen once, when first asked for.
 *
 * <p>The Vector API pays where three things come together: Java was started with its module, HotSpot's optimizing
 * compiler C2 is at work (without it each vector is an object, and a product 30 times slower than plain loops), and the
 * processor's vectors hold at least four doubles. Otherwise the plain kernels run. The system property {@code
 * gradus.kernels}, {@code plain} or {@code vector}, overrides the choice.
 */
public final class ActiveKernels {

    private static final String PROPERTY = "gradus.kernels";
    private static final String MODULE_OPTION = "--add-modules jdk.incubator.vector";
    private static final int LANES_THAT_PAY = 4;
    private static final Choice CHOICE = choose(System.getProperty(PROPERTY, ""));

    /** What was chosen and why; no kernels where the property asks for what cannot be. */
    record Choice(Kernels kernels, String explanation) {}

    private ActiveKernels() {}

    /**
     * The kernels that all arithmetic uses.
     *
     * @throws IllegalArgumentException if the system property gradus.kernels asks for kernels that do not exist or
     *     cannot run
     */
    public static Kernels get() {
        if (CHOICE.kernels == null) throw new IllegalArgumentException(CHOICE.explanation);
        return CHOICE.kernels;
    }

    /** Says in a sentence which kernels run and why. */
    public static String explanation() {
        return CHOICE.explanation;
    }

    /** Prints the explanation. */
    public static void main(String[] arguments) {
        System.out.println(explanation());
    }

    static Choice choose(String wanted) {
        return switch (wanted.strip()) {
            case "plain" -> new Choice(new PlainKernels(), "Plain kernels: " + PROPERTY + "=plain asks for them.");
            case "vector" -> forcedVector();
            case "" -> byTheFacts();
            default -> new Choice(null, PROPERTY + "=" + wanted.strip() + ": it may be plain or vector, or empty to let "
                + "the machine decide.");
        };
    }

    private static Choice forcedVector() {
        Kernels vector = vectorKernels();
        if (vector == null) {
            return new Choice(null, PROPERTY + "=vector: the Vector API is missing. Start Java with " + MODULE_OPTION
                + ", or leave " + PROPERTY + " empty.");
        }
        return new Choice(vector, named(vector) + ": " + PROPERTY + "=vector asks for them.");
    }

    private static Choice byTheFacts() {
        String machine = System.getProperty("java.vm.name", ""), mode = System.getProperty("java.vm.info", "");
        if (!machine.contains("Server VM") || mode.contains("interpreted") || mode.contains("emulated-client")) {
            return plain("this Java runs without the compiler C2 (" + machine + ", " + mode
                + "), and without it the Vector API is slow.");
        }
        Kernels vector = vectorKernels();
        if (vector == null) return plain("the Vector API is missing; with " + MODULE_OPTION + " Java would be faster.");
        if (vector.lanes() < LANES_THAT_PAY) {
            return plain("vectors hold " + vector.lanes() + " doubles here, and the Vector API pays from "
                + LANES_THAT_PAY + " on.");
        }
        return new Choice(vector, named(vector) + ": the Vector API is there, and the compiler C2 that makes it fast.");
    }

    private static Choice plain(String why) {
        return new Choice(new PlainKernels(), "Plain kernels: " + why);
    }

    private static String named(Kernels vector) {
        return "Vector kernels, " + vector.lanes() + " doubles at a time";
    }

    /** Null without the Vector API. Only this line knows of that package, so that everything else runs without it. */
    private static Kernels vectorKernels() {
        try {
            return (Kernels) Class.forName("gradus.kernels.vector.VectorKernels").getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError absent) {
            return null;
        }
    }
}
