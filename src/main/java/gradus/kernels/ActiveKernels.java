package gradus.kernels;

/** The kernels that this machine runs. */
public final class ActiveKernels {

    private static final Kernels CHOSEN = new PlainKernels();

    private ActiveKernels() {}

    /** The kernels that all arithmetic uses. */
    public static Kernels get() {
        return CHOSEN;
    }

    /** Says in a sentence which kernels run and why. */
    public static String explanation() {
        return "plain kernels: these are all there are so far.";
    }

    public static void main(String[] arguments) {
        System.out.println(explanation());
    }
}
