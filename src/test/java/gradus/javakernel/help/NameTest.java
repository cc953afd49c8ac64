package gradus.javakernel.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which name is meant where the cursor, written as a bar, stands. */
class NameTest {

    private static String asked(String marked) {
        int cursor = marked.indexOf('|');
        String code = marked.replace("|", "").replace("⏎", "\n");
        Name name = Name.at(code, cursor);
        return name == null ? "" : name.in(code) + (name.call() ? "(" : "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '~', textBlock = """
            crossEntropy|                           → crossEntropy
            cross|Entropy(x, y)                     → crossEntropy(
            |crossEntropy(x, y)                     → crossEntropy(
            adam(|                                  → adam(
            adam(|0.1)                              → adam(
            adam(0.|1)                              → adam(
            adam(0.1)|;                             → adam(
            net.forward|(batch.x())                 → forward(
            net.forward(batch.x())|                 → forward(
            net.forward(|batch.x())                 → forward(
            net.forward(ba|tch.x())                 → batch
            net.forward (|                          → forward(
            fit(net, |                              → fit(
            fit(net, |data)                         → fit(
            fit(net, data|)                         → data
            fit(net, relu()|)                       → relu(
            fit(net, relu(), |)                     → fit(
            fit(net, new int[] {1, |2})             → fit(
            fit(net, (1 + |2))                      → fit(
            fit(net, f[|0])                         → fit(
            if (x > |                               → ~~
            for (int i = 0; i < |                   → ~~
            while (go(|                             → go(
            return adam(|                           → adam(
            new ArrayList<>(|                       → ArrayList(
            new ArrayList<Map<String, Integer>>(|   → ArrayList(
            new Ra|nd<>()                           → Rand(
            map(a -> a.relu(|                       → relu(
            map(a -> { b(); |                       → ~~
            map(a -> { b(|                          → b(
            linePlot("a (b|)", x)                   → linePlot(
            linePlot("a (b)", |                     → linePlot(
            f("relu(", '(', |                       → f(
            f(1) // g(|                             → ~~
            /* g(| */                               → ~~
            f(/* g( */ 2, |                         → f(
            // f(⏎ g(|                              → g(
            String s = "re|lu";                     → ~~
            var| x = 1;                             → ~~
            12|                                     → ~~
            ü.matm|ul(ü)                            → matmul(
            größe(|                                 → größe(
            |                                       → ~~
            Layers::re|lu                           → relu
            x.matmul(y)⏎ .re|lu()⏎ .sum()           → relu(
            x.matmul(y)⏎ .relu()⏎ .sum(|)           → sum(
            th|is.k                                 → this
            f(x);|                                  → ~~
            """)
    void theNameAtTheCursor(String marked, String expected) {
        assertEquals(expected, asked(marked));
    }

    @Test
    void thisIsTheClassAroundThePlace() {
        String code = "class A { int k; class B { } int m() { if (k > 0) { return this.k; } } }\nint f() { return this.k; }";
        assertEquals("A", Name.classAround(code, code.indexOf("this")));
        assertNull(Name.classAround(code, code.lastIndexOf("this")));
        assertEquals("P", Name.classAround("record P(int a) { int b() { return this", 39));
        assertEquals("C", Name.classAround("class C<T extends Number> { int b() { return this", 49));
    }

    @Test
    void membersAreKnown() {
        assertEquals(true, Name.at("a.bc", 3).isMember("a.bc"));
        assertEquals(true, Name.at("A::bc", 4).isMember("A::bc"));
        assertEquals(false, Name.at("abc", 2).isMember("abc"));
    }
}
