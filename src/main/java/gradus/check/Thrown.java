package gradus.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts into words what a student's code threw. */
final class Thrown {

    private static final String CELL = "^REPL\\.\\$JShell\\$\\w+?[.$]";
    private static final Pattern LENGTH = Pattern.compile("out of bounds for length (\\d{1,9})$");

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

    /** The method that is not written yet, as Exercise1.share; null if it is none of a reader's own. */
    static String notDoneIn(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof NotDone && t.getStackTrace().length > 0) {
                StackTraceElement frame = t.getStackTrace()[0];
                String method = frame.getMethodName();
                return frame.getClassName().startsWith("REPL.") && method.matches("\\w+") && !method.startsWith("do_it")
                        ? nameOf(frame) : null;
            }
        }
        return null;
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
        return "  threw " + type + (message == null ? "" : ": " + message) + place(thrown)
                + (thrown instanceof IndexOutOfBoundsException && message != null ? places(message) : "");
    }

    /** The error that everybody makes: what Java says of it, the other way round. */
    private static String places(String message) {
        Matcher length = LENGTH.matcher(message);
        if (!length.find()) {
            return "";
        }
        int n = Integer.parseInt(length.group(1));
        return "\n  " + (n == 0 ? "It has no place at all." : "Its places are 0 to " + (n - 1) + ": where does your loop end?");
    }

    private static String nameOf(StackTraceElement frame) {
        return (frame.getClassName() + "." + frame.getMethodName()).replaceFirst(CELL, "").replace('$', '.');
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
            String place = "\n  in " + nameOf(frame);
            return name.startsWith("REPL.") || frame.getLineNumber() < 0 ? place
                    : place + ", line " + frame.getLineNumber();
        }
        return "";
    }
}
