package gradus.javakernel.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FramesTest {

    private final Places places = new Places();

    @BeforeEach
    void twoCells() {
        places.note("7", 3, 2, "int half(int n) {\n    return 10 / n;\n}");
        places.note("8", 4, 5, "half(0)");
        places.note("9", 0, 1, "import java.util.*;");
    }

    private static StackTraceElement cell(String id, int line) {
        return new StackTraceElement("", "f", "#" + id, line);
    }

    private static StackTraceElement library(String type, String method) {
        return new StackTraceElement(type, method, "F.java", 12);
    }

    private Frames frames(StackTraceElement... frames) {
        return new Frames(frames, places);
    }

    @Test
    void placesAreLinesOfCells() {
        assertEquals(new Places.Place(3, 3, "    return 10 / n;"), places.of("7", 2));
        assertEquals("cell [4], line 5", places.of(cell("8", 1)).name());
        assertNull(places.of("9", 1));
        assertNull(places.of("77", 1));
        assertNull(places.of(library("a.B", "c")));
    }

    @Test
    void theOwnPlaceIsTheFirstInACell() {
        Frames thrown = frames(library("gradus.nn.Dense", "forward"), cell("7", 2), cell("8", 1));
        assertEquals("cell [3], line 3", thrown.own().name());
        assertNull(frames(library("a.B", "c")).own());
    }

    @Test
    void whatALibraryDidIsOneLine() {
        assertEquals(List.of("  in Dense.forward (gradus.nn, F.java:12) … 2 more calls inside", "  called from cell [4], line 5: `half(0)`"),
                frames(library("gradus.nn.Dense", "forward"), library("gradus.nn.Sequential", "forward"),
                        library("gradus.train.Run$1", "lambda$step$0"), cell("7", 2), cell("8", 1)).lines());
        assertEquals(List.of("  in Pipeline.accept (java.util, F.java:12)"), frames(library("java.util.Pipeline$3$1", "accept"), cell("8", 1)).lines());
    }

    @Test
    void theKernelIsNeverSeen() {
        assertEquals(List.of(), frames(cell("8", 1), library("jdk.internal.reflect.NativeMethodAccessorImpl", "invoke0"),
                library("java.lang.reflect.Method", "invoke"), library("gradus.javakernel.Execution", "onItsThread"),
                library("java.util.concurrent.ThreadPoolExecutor", "runWorker")).lines());
    }

    @Test
    void manyLinesAreCounted() {
        List<StackTraceElement> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) many.add(i % 2 == 0 ? cell("7", 2) : cell("8", 1));
        List<String> lines = frames(many.toArray(StackTraceElement[]::new)).lines();
        assertEquals(7, lines.size());
        assertEquals("  … 13 more", lines.get(6));
    }

    @Test
    void ofARecursionTheFirstCallsAndTheCountAreShown() {
        StackTraceElement[] deep = new StackTraceElement[1024];
        java.util.Arrays.fill(deep, cell("7", 2));
        assertEquals(List.of("  called from cell [3], line 3: `return 10 / n;`", "  called from cell [3], line 3: `return 10 / n;`",
                "  called from cell [3], line 3: `return 10 / n;`", "  … and over 1020 calls more"), frames(deep).firstOfMany());
    }
}
