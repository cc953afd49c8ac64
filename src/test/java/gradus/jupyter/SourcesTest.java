package gradus.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SourcesTest {
    private static final String PARENT = "package p;\n\nimport java.util.List;\n\n/** A class {@code B} above A. */\n"
            + "public abstract sealed class B permits A {\n    /** Gives. */\n    public List<A> give() { return null; }\n}\n";

    @Test
    void aClassGetsTheMethodsAndImportsOfItsSuperclass() {
        String child = "package p;\n\n/** Extends B. */\npublic final class A extends B {\n    int own() { return 1; }\n}\n";
        assertEquals("package p;\nimport java.util.List;\n\n\n/** Extends B. */\npublic final class A extends B {\n"
                + "    int own() { return 1; }\n\n    /** Gives. */\n    public List<A> give() { return null; }\n}\n",
                Sources.merged(child, PARENT, "B"));
    }

    @Test
    void aSourceWithoutItsClassIsRefused() {
        var e = assertThrows(IllegalArgumentException.class, () -> Sources.merged("package p; class A {}", PARENT, "C"));
        assertEquals("there is no class C in its source", e.getMessage());
    }
}
