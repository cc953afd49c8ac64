package gradus.javakernel.help;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void packagesAndTheKernelsClassesAreLeftOut() {
        assertEquals("String cannot be converted to Tensor", Names.simple("java.lang.String cannot be converted to gradus.tensor.Tensor"));
        assertEquals("because \"n\" is null", Names.simple("because \"REPL.$JShell$70B.n\" is null"));
        assertEquals("0.25 of data/digits.csv", Names.simple("0.25 of data/digits.csv"));
    }

    @Test
    void signaturesAreReadable() {
        assertEquals("List<E> List.of(E e1)", Names.signature("List<E> List<E>.<E>of(E e1)"));
        assertEquals("V Map.get(Object key)", Names.signature("V Map<K,V>.get(Object key)"));
        assertEquals("double Math.max(double a, double b)", Names.signature("double Math.max(double a, double b)"));
    }

    @Test
    void aNamelessClassIsCalledByTheOneAroundIt() {
        assertEquals("Pipeline", Names.ofClass("java.util.Pipeline$3$1"));
        assertEquals("Entry", Names.ofClass("java.util.Map$Entry"));
    }
}
