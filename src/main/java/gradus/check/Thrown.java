package gradus.check;

/** Puts into words what a student's code threw. */
final class Thrown {

    private static final String CELL = "^REPL\\.\\$JShell\\$\\w+?[.$]";

    private Thrown() {
    }

    /** Whether an answer that is not written yet lies behind it. */
    static boolean isNotDone(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof NotDone) {
                return true;
            }
        }
        return false;
    }

    static String describe(Throwable thrown) {
        String type = thrown.getClass().getSimpleName();
        // by name: the kernel's JShell throws the one where the code runs and shows the other
        if (type.equals("SPIResolutionException") || type.equals("UnresolvedReferenceException")) {
            return "  calls something that does not exist: look for a misspelt name, or a method or class whose cell"
                    + " was not run.\n  Run the cell of your answer again, or restart the kernel and run all cells.";
        }
        if (thrown instanceof StackOverflowError) {
            return "  calls itself without end (StackOverflowError)" + place(thrown);
        }
        String message = thrown.getMessage();
        return "  threw " + type + (message == null ? "" : ": " + message) + place(thrown);
    }

    /**
     * The innermost method of the student's own: not of Java, of this library, or of the cell that checks.
     *
     * <p>JShell puts the code of a cell into a class $JShell$12 of package REPL, with lines of its own before the
     * cell's: there a line number would be wrong.
     */
    private static String place(Throwable thrown) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            String name = frame.getClassName();
            if (name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("gradus.")
                    || frame.getMethodName().contains("do_it$")) {
                continue;
            }
            String place = "\n  in " + (name + "." + frame.getMethodName()).replaceFirst(CELL, "");
            return name.startsWith("REPL.") || frame.getLineNumber() < 0 ? place
                    : place + ", line " + frame.getLineNumber();
        }
        return "";
    }
}
