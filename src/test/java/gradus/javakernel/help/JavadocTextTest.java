package gradus.javakernel.help;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class JavadocTextTest {

    private static final String COMMENT = """
             The product A B, as in {@link Tensor#matmul}. It is not {@code a < b}.

             <p>Shapes: <b>(n, k)</b> &lt; {@link Tensor the tensor}.

             <ul>
             <li>one
             <li>two
             </ul>

             <pre>{@code
             @Override
             var a = f(x)
                 .g();        // → 3
             }</pre>

             @param a first, of
                 two lines
             @return the sum
             @throws IllegalArgumentException when a < 0
             @see Tensor
            """;

    @Test
    void aCommentBecomesParagraphsCodeAndTags() {
        assertEquals(List.of("The product A B, as in `Tensor.matmul`. It is not `a < b`.", "Shapes: (n, k) < `the tensor`.", "• one", "• two",
                "    @Override", "    var a = f(x)", "        .g();        // → 3", "`a`: first, of two lines", "Returns the sum",
                "Throws `IllegalArgumentException` when a < 0"),
                new JavadocText(COMMENT).blocks().stream().flatMap(block -> block.lines().stream()).toList());
    }

    @Test
    void htmlIsEscaped() {
        assertEquals("<p>The product A B, as in <code>Tensor.matmul</code>. It is not <code>a &lt; b</code>.</p>",
                new JavadocText(COMMENT).blocks().get(0).html());
        assertEquals("<p>1 &lt; 2 &amp; 3</p>", new JavadocText("1 < 2 & 3").blocks().get(0).html());
    }

    @Test
    void theFirstSentenceEndsBeforeTheNext() {
        assertEquals("The product A B, as in `Tensor.matmul`.", JavadocText.plain(new JavadocText(COMMENT).firstSentence().text()));
        assertEquals("Adam with β₁ = 0.9, ε = 10⁻⁸ (Keras takes 10⁻⁷).",
                new JavadocText("Adam with β₁ = 0.9, ε = 10⁻⁸ (Keras takes 10⁻⁷).").firstSentence().text());
        assertEquals("", new JavadocText("").firstSentence().text());
    }
}
