package gradus.javakernel.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BracketsTest {

    /** The bar stands before the character at fault. */
    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '~', textBlock = """
            f|(1                                              → )
            for (;;) |{ x();                                  → }
            int[] a = |{1, 2;                                 → }
            a[|(1]                                            → )
            f(1)|)                                            → ~~
            class A { void f() { } }|}                        → ~~
            String s = |"abc;⏎f(1)                            → "
            f("(" + ')' + |(                                  → )
            f(/* ( */ |(                                      → )
            for (;;) {⏎    if (a) |{⏎        b();⏎}⏎          → }
            |{⏎    if (a) {⏎        b();⏎    }⏎               → }
            for |(int i = 0; i < 3; i++ { }                   → )
            """)
    void theFaultIsFound(String marked, String missing) {
        String code = marked.replace("⏎", "\n");
        assertEquals(new Brackets.Fault(code.indexOf('|'), missing), Brackets.find(code.replace("|", "")));
    }

    @Test
    void balancedCodeHasNone() {
        assertNull(Brackets.find("f(a[1], new int[] {1}, \"(\", '{', \"\"\"\n ( \" \n\"\"\"); // {\n/* ( */"));
    }
}
