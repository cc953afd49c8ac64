package gradus.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fits into little memory, and what is said where something does not. */
class SmallMemoryTest {

    private static final int ROWS = 60_000;
    private static final int PIXELS = 784;

    @TempDir
    Path folder;

    /** As many images as MNIST has train in 256 MB, though their numbers alone would be 376 MB; 700 MB are promised. */
    @Test
    void mnistFitsIntoLittleMemory() throws IOException, InterruptedException {
        Path images = folder.resolve("images.gz");
        Path labels = folder.resolve("labels");
        write(images, labels);
        assertEquals("Split of synthetic: train 54000, test 6000 rows, loss falls below 1: true",
                inMemory("256m", images, labels));
    }

    /** Two million fields of a digit: 4 MB as text, 100 MB as fields. */
    @Test
    void aTableThatIsTooLargeIsNoOutOfMemoryError() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("large.csv"), "a,b,c,d\n" + "1,2,3,4\n".repeat(500_000));
        String said = inMemory("48m", file);
        assertTrue(said.matches(Pattern.quote(file + ": the file has 4 MB, its fields do not fit into the ") + "\\d\\d"
                + Pattern.quote(" MB of memory that are left; start Java with a larger -Xmx, or take rows out")), said);
    }

    /** What a Java with a heap of this size prints. */
    private String inMemory(String heap, Path... files) throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap, "-XX:+UseSerialGC", "-cp", classPath.replace("\"", ""), "gradus.data.SmallMemory"));
        Stream.of(files).map(Path::toString).forEach(command::add);
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
        assertEquals(0, process.waitFor(), () -> read(out));
        return read(out).strip();
    }

    /** Random pixels, those of one stripe for each class brighter. */
    private static void write(Path images, Path labels) throws IOException {
        var rng = new Rng(1);
        byte[] noise = new byte[1 << 16];
        for (int i = 0; i < noise.length; i++) noise[i] = (byte) rng.below(100);
        try (var x = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(images), 1 << 16));
                var y = new DataOutputStream(Files.newOutputStream(labels))) {
            x.writeInt(0x0803);
            x.writeInt(ROWS);
            x.writeInt(28);
            x.writeInt(28);
            byte[] image = new byte[PIXELS];
            byte[] all = new byte[ROWS];
            for (int i = 0; i < ROWS; i++) {
                all[i] = (byte) rng.below(10);
                System.arraycopy(noise, rng.below(noise.length - PIXELS), image, 0, PIXELS);
                for (int j = 0; j < 28; j++) image[all[i] * 56 + j] = (byte) 200;
                x.write(image);
            }
            y.writeInt(0x0801);
            y.writeInt(ROWS);
            y.write(all);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
