package gradus.javakernel.help;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    @ParameterizedTest
    @CsvSource({"forward, forward, 0", "forwrad, forward, 1", "forwar, forward, 1", "fforward, forward, 1", "firward, forward, 1",
            "sofmtax, softmax, 1", "abc, cba, 2", "'', abc, 3", "kitten, sitting, 3"})
    void slipsAreCounted(String a, String b, int slips) {
        assertEquals(slips, Spelling.distance(a, b));
        assertEquals(slips, Spelling.distance(b, a));
    }

    @ParameterizedTest
    @CsvSource({"forwrad, forward", "crosEntropy, crossEntropy", "CrosEntropy, CrossEntropy", "relo, relu", "rulu, relu", "lenght, length",
            "string, String", "x, ''", "quaternion, ''", "adamm, adam", "dene, dense"})
    void theNearestNameIsMeant(String written, String meant) {
        var names = List.of("forward", "backward", "crossEntropy", "CrossEntropy", "relu", "selu", "length", "String", "adam", "adaGrad",
                "dense", "y");
        assertEquals(meant.isEmpty() ? null : meant, Spelling.closest(written, names));
    }
}
