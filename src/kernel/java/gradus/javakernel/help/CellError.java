package gradus.javakernel.help;

import java.util.List;

/** What a cell is told when it cannot go on: all that the notebook shows, line by line. */
public final class CellError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> lines;

    CellError(String message, List<String> lines, Throwable cause) {
        super(message, cause);
        this.lines = lines;
    }

    public List<String> lines() {
        return lines;
    }
}
