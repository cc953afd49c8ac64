package gradus.javakernel.help;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where the statements that JShell knows by a number stand in the notebook. */
public final class Places {
    /**
     * A line of a cell.
     *
     * @param cell the number that the notebook shows beside the cell
     * @param line the line in the cell, from 1
     * @param text the line itself
     */
    record Place(int cell, int line, String text) {
        String name() {
            return "cell [" + cell + "], line " + line;
        }
    }

    private record Start(int cell, int line, String source) {}

    private final Map<String, Start> starts = new ConcurrentHashMap<>();
    /** The cells that declared a name and were not accepted. */
    private final Map<String, Integer> refused = new ConcurrentHashMap<>();

    /** Notes that a statement begins in some line (from 1) of a cell. */
    public void note(String id, int cell, int line, String source) {
        starts.put(id, new Start(cell, line, source));
    }

    /** Notes that the statement of some number declares a name and was not accepted. */
    void refuse(String name, String id) {
        Start start = starts.get(id);
        if (start != null) refused.put(name, start.cell);
    }

    /** The number of the cell that declared a name and was not accepted; null where there is none. */
    Integer refused(String name) {
        return refused.get(name);
    }

    /** The place of a statement's line (from 1); null for a statement of the kernel's own. */
    Place of(String id, int line) {
        Start start = starts.get(id);
        if (start == null || start.cell == 0) return null;
        String[] lines = start.source.split("\n", -1);
        int within = Math.min(Math.max(line, 1), lines.length);
        return new Place(start.cell, start.line + within - 1, lines[within - 1]);
    }

    /** The place of a stack frame, whose file JShell calls by the statement's number; null for all other code. */
    Place of(StackTraceElement frame) {
        String file = frame.getFileName();
        return file == null || !file.startsWith("#") ? null : of(file.substring(1), frame.getLineNumber());
    }
}
