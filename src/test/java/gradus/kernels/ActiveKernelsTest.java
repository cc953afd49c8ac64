package gradus.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.kernels.vector.VectorKernels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActiveKernelsTest {

    private static final String WITH_MODULE = "--add-modules=jdk.incubator.vector";

    @Test
    void thePropertyForcesTheChoice() {
        assertEquals(PlainKernels.class, ActiveKernels.choose("plain").kernels().getClass());
        assertEquals("Plain kernels: gradus.kernels=plain asks for them.", ActiveKernels.choose("plain").explanation());
        ActiveKernels.Choice vector = ActiveKernels.choose(" vector ");
        assertEquals(VectorKernels.class, vector.kernels().getClass());
        assertEquals("Vector kernels, " + vector.kernels().lanes() + " doubles at a time: gradus.kernels=vector asks "
            + "for them.", vector.explanation());
    }

    @Test
    void anUnknownValueNamesThoseAllowed() {
        ActiveKernels.Choice wrong = ActiveKernels.choose("fast");
        assertNull(wrong.kernels());
        assertEquals("gradus.kernels=fast: it may be plain or vector, or empty to let the machine decide.",
            wrong.explanation());
    }

    @Test
    void anEmptyValueLeavesItToTheMachine() {
        ActiveKernels.Choice choice = ActiveKernels.choose(" ");
        String kind = choice.kernels().name().equals("plain") ? "Plain kernels: " : "Vector kernels, ";
        assertTrue(choice.explanation().startsWith(kind), choice.explanation());
    }

    @Test
    void withoutTheModulePlainKernelsRun() throws Exception {
        assertEquals("Plain kernels: the Vector API is missing; with --add-modules jdk.incubator.vector Java would be "
            + "faster.", explanationOf());
        assertEquals("gradus.kernels=vector: the Vector API is missing. Start Java with --add-modules "
            + "jdk.incubator.vector, or leave gradus.kernels empty.", explanationOf("-Dgradus.kernels=vector"));
    }

    @Test
    void withoutC2PlainKernelsRun() throws Exception {
        String said = explanationOf(WITH_MODULE, "-XX:TieredStopAtLevel=1");
        assertTrue(said.startsWith("Plain kernels: this Java runs without the compiler C2 ("), said);
    }

    @Test
    void theLengthOfVectorsIsTold() throws Exception {
        assertEquals("Vector kernels, 2 doubles at a time: the Vector API is there, and the compiler C2 that makes it fast.",
            explanationOf(WITH_MODULE, "-XX:MaxVectorSize=16"));
    }

    @Test
    void withoutAnInstructionForMultiplyAndAddPlainKernelsRun() throws Exception {
        assertEquals("Plain kernels: the processor has no multiply-add instruction, and without it the Vector API is slow.",
            explanationOf(WITH_MODULE, "-XX:-UseFMA"));
        assertEquals("gradus.kernels=vector: the processor has no multiply-add instruction. Leave gradus.kernels empty.",
            explanationOf(WITH_MODULE, "-XX:-UseFMA", "-Dgradus.kernels=vector"));
    }

    /** What the main method prints in a JVM of its own with these options. */
    private static String explanationOf(String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        Path classes = Path.of(ActiveKernels.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        command.addAll(List.of("-cp", classes.toString(), ActiveKernels.class.getName()));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, process.waitFor());
        return said;
    }
}
