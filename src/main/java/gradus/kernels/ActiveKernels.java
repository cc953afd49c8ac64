package gradus.kernels;

import java.util.function.Supplier;

/**
 * The kernels that all arithmetic runs on, chosen once, when first asked for.
 *
 * <p>The Vector API pays where three things come together: Java was started with its module, HotSpot's optimizing
 * compiler C2 is at work (without it each vector is an object, and a product 30 times slower than plain loops), and the
 * processor has an instruction for a·b + c. Otherwise the plain kernels run. Where vectors are short, the vector kernels
 * leave to plain loops what those do faster. The system property {@code gradus.kernels}, {@code plain} or {@code vector},
 * overrides the choice.
 */
public final class ActiveKernels {

    private static final String PROPERTY = "gradus.kernels";
    private static final String MODULE_OPTION = "--add-modules jdk.incubator.vector";
    private static final String VECTOR_API = "jdk.incubator.vector.DoubleVector";
    private static final String VECTOR_PACKAGE = "gradus.kernels.vector.";
    /** Null where the processor has no instruction for it. */
    private static final Kernels.MultiplyAdd FUSED = (Kernels.MultiplyAdd) made("Fused");
    static final Kernels.MultiplyAdd MULTIPLY_ADD = FUSED == null ? (a, b, c) -> a * b + c : FUSED;
    private static final Choice CHOICE = choose(System.getProperty(PROPERTY, ""));

    /** What was chosen and why; no kernels where the property asks for what cannot be. */
    record Choice(Kernels kernels, Supplier<String> why) {
        String explanation() {
            return why.get();
        }
    }

    private ActiveKernels() {}

    /**
     * The kernels that all arithmetic uses.
     *
     * @throws IllegalArgumentException if the system property gradus.kernels asks for kernels that do not exist or
     *     cannot run
     */
    public static Kernels get() {
        if (CHOICE.kernels == null) throw new IllegalArgumentException(CHOICE.explanation());
        return CHOICE.kernels;
    }

    /** Says in a sentence which kernels run and why. */
    public static String explanation() {
        return CHOICE.explanation();
    }

    /** Prints the explanation. */
    public static void main(String[] arguments) {
        System.out.println(explanation());
    }

    static Choice choose(String wanted) {
        return switch (wanted.strip()) {
            case "plain" -> new Choice(new PlainKernels(), () -> "Plain kernels: " + PROPERTY + "=plain asks for them.");
            case "vector" -> forcedVector();
            case "" -> byTheFacts();
            default -> new Choice(null, () -> PROPERTY + "=" + wanted.strip() + ": it may be plain or vector, or empty to "
                + "let the machine decide.");
        };
    }

    private static Choice forcedVector() {
        Kernels vector = FUSED == null ? null : vectorKernels();
        return new Choice(vector, () -> FUSED == null ? PROPERTY + "=vector: the processor has no multiply-add instruction."
            + " Leave " + PROPERTY + " empty." : vector == null ? PROPERTY + "=vector: the Vector API is missing. Start Java with "
            + MODULE_OPTION + ", or leave " + PROPERTY + " empty." : named(vector) + ": " + PROPERTY + "=vector asks for them.");
    }

    private static Choice byTheFacts() {
        String machine = System.getProperty("java.vm.name", ""), mode = System.getProperty("java.vm.info", "");
        if (!machine.contains("Server VM") || mode.contains("interpreted") || mode.contains("emulated-client")) {
            return plain("this Java runs without the compiler C2 (" + machine + ", " + mode
                + "), and without it the Vector API is slow.");
        }
        if (FUSED == null) return plain("the processor has no multiply-add instruction, and without it the Vector API is slow.");
        Kernels vector = vectorKernels();
        if (vector == null) return plain("the Vector API is missing; with " + MODULE_OPTION + " Java would be faster.");
        return new Choice(vector, () -> named(vector) + ": the Vector API is there, and the compiler C2 that makes it fast.");
    }

    private static Choice plain(String why) {
        return new Choice(new PlainKernels(), () -> "Plain kernels: " + why);
    }

    private static String named(Kernels vector) {
        return "Vector kernels, " + vector.lanes() + " doubles at a time";
    }

    private static Kernels vectorKernels() {
        return exists(VECTOR_API) ? (Kernels) made("VectorKernels") : null;
    }

    /** Without initializing it, which would take time. */
    private static boolean exists(String type) {
        try {
            return Class.forName(type, false, ActiveKernels.class.getClassLoader()) != null;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    /** Null where that cannot run. Only these lines know of that package, so that everything else runs without it. */
    private static Object made(String name) {
        try {
            return Class.forName(VECTOR_PACKAGE + name).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError absent) {
            return null;
        }
    }
}
