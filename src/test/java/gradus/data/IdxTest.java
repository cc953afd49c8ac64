package gradus.data;

import static gradus.Expect.refuses;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** IDX files as they should be, and damaged in every way. */
class IdxTest {

    @TempDir
    Path folder;

    /** An IDX file of unsigned bytes 0, 1, 2, … */
    static byte[] idx(int values, int... shape) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeInt(0x0800 + shape.length);
        for (int size : shape) out.writeInt(size);
        for (int i = 0; i < values; i++) out.writeByte(i);
        return bytes.toByteArray();
    }

    static byte[] gzip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("file.idx"), content);
    }

    /** What is said about a file of this content, after its path. */
    private String message(byte[] content) throws IOException {
        Path file = file(content);
        String message = assertThrows(IllegalArgumentException.class, () -> Idx.read(file)).getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        return message.substring(file.toString().length());
    }

    @Test
    void bytesAreUnsignedAndInOrder() throws IOException {
        for (byte[] content : List.of(idx(2 * 3 * 50, 2, 3, 50), gzip(idx(2 * 3 * 50, 2, 3, 50)))) {
            Idx read = Idx.read(file(content).toString());
            assertEquals("file.idx: bytes (2, 3, 50)", read.toString());
            assertArrayEquals(new int[]{2, 3, 50}, read.shape());
            assertArrayEquals(IntStream.range(0, 300).mapToDouble(i -> i % 256).toArray(), read.toTensor().data());
            assertEquals("(2, 3, 50)", read.toTensor().shapeText());
        }
    }

    @Test
    void nothingIsAFileToo() throws IOException {
        assertEquals("(0, 28, 28)", Idx.read(file(idx(0, 0, 28, 28))).shapeText());
        assertEquals("(0, 28, 28)", Idx.read(file(gzip(idx(0, 0, 28, 28)))).toTensor().shapeText());
    }

    @Test
    void aFileThatIsNotThere() {
        Path path = folder.resolve("nowhere.gz");
        assertEquals(path + ": there is no such file",
                assertThrows(IllegalArgumentException.class, () -> Idx.read(path)).getMessage());
        assertEquals(folder + ": this is a folder, an IDX file was expected",
                assertThrows(IllegalArgumentException.class, () -> Idx.read(folder)).getMessage());
    }

    @Test
    void wrongMagic() throws IOException {
        byte[] content = idx(6, 2, 3);
        content[0] = 'P';
        content[1] = 'K';
        assertEquals(", byte 0: found 0x50 0x4B, an IDX file begins with 0x00 0x00", message(content));
        assertEquals(", byte 0: found 0x50 0x4B, an IDX file begins with 0x00 0x00", message(gzip(content)));
        byte[] unknown = idx(6, 2, 3);
        unknown[2] = 0x0A;
        assertEquals(", byte 2: the type is 0x0A, the format has 0x08, 0x09, 0x0B, 0x0C, 0x0D, 0x0E", message(unknown));
        assertEquals(", byte 3: the number of dimensions is 0, it should be 1 for labels, 3 for images",
                message(idx(0)));
    }

    /** Cut after every byte, plain and packed: always told, and with the place where the data end. */
    @Test
    void aFileThatIsCutOffAnywhere() throws IOException {
        byte[] content = idx(24, 2, 3, 4);
        for (int length = 0; length < content.length; length++) {
            byte[] cut = Arrays.copyOf(content, length);
            String expected = length < 16
                    ? ", byte " + length + ": the file ends in its header; it is cut off, or it is no"
                    + " IDX file" : ", byte 4: the header says 2 × 3 × 4, 24 bytes, the file has " + (length - 16)
                    + "; it is cut off, or it is no IDX file";
            assertEquals(expected, message(cut));
            String packed = message(gzip(cut));
            assertEquals(length < 16 ? expected : ", byte " + length + ": the data end after " + (length - 16)
                    + " bytes, the header says 2 × 3 × 4, 24; get the file again", packed);
        }
        byte[] packed = gzip(content);
        for (int length = 2; length < packed.length; length++) {
            assertEquals(": the packed data end too early, the file is cut off; get it again",
                    message(Arrays.copyOf(packed, length)), "cut after " + length);
        }
    }

    @Test
    void moreThanTheHeaderSays() throws IOException {
        assertEquals(", byte 40: more data follow, the header says 2 × 3 × 4, 24 bytes", message(idx(25, 2, 3, 4)));
        assertEquals(", byte 40: more data follow, the header says 2 × 3 × 4, 24 bytes", message(gzip(idx(99, 2, 3, 4))));
        assertEquals(", byte 9: more data follow, the header says 1, 1 byte", message(idx(2, 1)));
    }

    @Test
    void aHeaderThatClaimsTwoGigabytes() throws IOException {
        assertEquals(", byte 4: the header says 2000000 × 28 × 28, 1568000000 bytes, the file has 24; it is cut off, or it is"
                + " no IDX file", message(idx(24, 2_000_000, 28, 28)));
        assertEquals(", byte 4: the header says 2000000 × 28 × 28, 1568000000 bytes, more than this packed file can hold; it"
                + " is cut off, or it is no IDX file", message(gzip(idx(24, 2_000_000, 28, 28))));
        assertEquals(", byte 4: the header says 4294967295 × 28 × 28, the file has 24; it is cut off, or it is no IDX file",
                message(idx(24, -1, 28, 28)));
        int most = Integer.MAX_VALUE;
        assertEquals(", byte 4: the header says 2147483647 × 2147483647 × 2147483647, the file has 24; it is cut off, or it"
                + " is no IDX file", message(idx(24, most, most, most)));
        int[] ones = new int[255];
        Arrays.fill(ones, 1 << 20);
        assertTrue(message(idx(24, ones)).endsWith(" × 1048576, the file has 24; it is cut off, or it is no IDX file"));
    }

    @Test
    void whatDoesNotFitIntoMemoryIsNotTried() throws IOException {
        Path file = file(idx(3 << 20, 3, 1 << 20));
        String message = assertThrows(IllegalArgumentException.class, () -> Idx.read(file, wanted -> wanted - 1)).getMessage();
        assertEquals(file + ", byte 4: the header says 3 × 1048576, 3145728 bytes, too many for the 6 MB of memory that are"
                + " left; start Java with a larger -Xmx", message);
        assertEquals("(3, 1048576)", Idx.read(file, wanted -> wanted).shapeText());
    }

    @Test
    void packedDataThatLie() throws IOException {
        byte[] packed = gzip(idx(24, 2, 3, 4));
        byte[] sum = packed.clone();
        sum[packed.length - 8] ^= 1;
        assertEquals(": the packed data are damaged (Corrupt GZIP trailer), get the file again", message(sum));
        byte[] size = packed.clone();
        size[packed.length - 4] ^= 1;
        assertEquals(": the packed data are damaged (Corrupt GZIP trailer), get the file again", message(size));
        byte[] method = packed.clone();
        method[2] = 7;
        assertEquals(": the packed data are damaged (Unsupported compression method), get the file again", message(method));
    }

    /** Any byte of a packed file changed: an error with the file's name, or the very same values. */
    @Test
    void noDamageGoesUnseen() throws IOException {
        byte[] packed = gzip(idx(240, 2, 30, 4));
        double[] right = Idx.read(file(packed)).toTensor().toArray();
        var rng = new Rng(1);
        int refused = 0;
        for (int trial = 0; trial < 300; trial++) {
            byte[] damaged = packed.clone();
            damaged[rng.below(packed.length)] ^= (byte) (1 << rng.below(8));
            Path file = file(damaged);
            try {
                assertArrayEquals(right, Idx.read(file).toTensor().data());
            } catch (IllegalArgumentException e) {
                refused++;
                assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
            }
        }
        assertTrue(refused > 270, "only " + refused + " refused: the header of gzip has few bytes that do not matter");
    }

    /** Random bytes behind a right or wrong beginning: an error, or a file that is whole. */
    @Test
    void noiseIsRefused() throws IOException {
        var rng = new Rng(2);
        for (int trial = 0; trial < 300; trial++) {
            byte[] content = new byte[rng.below(64)];
            for (int i = 0; i < content.length; i++) content[i] = (byte) rng.below(256);
            byte[] start = {0, 0, 8, (byte) (1 + rng.below(4))};
            if (rng.below(2) == 0) System.arraycopy(start, 0, content, 0, Math.min(4, content.length));
            for (int i = 4; i < Math.min(20, content.length) && rng.below(4) > 0; i++) content[i] = 0;
            for (byte[] written : List.of(content, gzip(content))) {
                Path file = file(written);
                try {
                    Idx read = Idx.read(file);
                    int count = Arrays.stream(read.shape()).reduce(1, (a, b) -> a * b);
                    assertEquals(content.length, 4 + 4 * read.shape().length + count);
                } catch (IllegalArgumentException e) {
                    assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
                }
            }
        }
    }

    /** An IDX file of some type. */
    private static byte[] typed(int type, ByteBuffer values, int... shape) throws IOException {
        byte[] header = idx(0, shape);
        header[2] = (byte) type;
        return ByteBuffer.allocate(header.length + values.position()).put(header).put(values.array(), 0, values.position()).array();
    }

    private void holds(int type, String text, ByteBuffer values, double... numbers) throws IOException {
        for (byte[] content : List.of(typed(type, values, 1, 2), gzip(typed(type, values, 1, 2)))) {
            Idx read = Idx.read(file(content));
            assertEquals("file.idx: " + text + " (1, 2)", read.toString());
            assertArrayEquals(numbers, read.toTensor().data());
        }
        byte[] cut = Arrays.copyOf(typed(type, values, 1, 2), 12 + values.position() - 1);
        assertTrue(message(cut).contains(", " + values.position() + " bytes, the file has " + (values.position() - 1)), message(cut));
    }

    @Test
    void theSixTypes() throws IOException {
        var b = ByteBuffer.allocate(16);
        holds(0x08, "bytes", b.clear().put((byte) 200).put((byte) 1), 200, 1);
        holds(0x09, "signed bytes", b.clear().put((byte) -128).put((byte) 1), -128, 1);
        holds(0x0B, "shorts", b.clear().putShort((short) -300).putShort((short) 1), -300, 1);
        holds(0x0C, "ints", b.clear().putInt(-70_000).putInt(0x01020304), -70_000, 16909060);
        holds(0x0D, "floats", b.clear().putFloat(0.1f).putFloat(-2), 0.1f, -2);
        holds(0x0E, "doubles", b.clear().putDouble(0.1).putDouble(Double.MIN_VALUE), 0.1, Double.MIN_VALUE);
        assertEquals(", byte 4: the header says 2000000 × 1000 doubles, 16000000000 bytes, the file has 8; it is cut off, or it is no"
                + " IDX file", message(typed(0x0E, b.clear().putDouble(1), 2_000_000, 1000)));
    }

    @Test
    void labelsOfFourBytesAndImagesOfFloats() throws IOException {
        var labels = ByteBuffer.allocate(12).putInt(1).putInt(0).putInt(1);
        var pixels = ByteBuffer.allocate(24).putFloat(0.5f).putFloat(-3).putFloat(0).putFloat(1).putFloat(2).putFloat(4);
        Dataset data = dataset(typed(0x0D, pixels, 3, 1, 2), typed(0x0C, labels, 3), "a", "b");
        assertArrayEquals(new double[]{0.5, -3, 0, 1, 2, 4}, data.x().data());
        assertEquals("(3, 2)", data.x().shapeText());
        assertArrayEquals(new double[]{1, 0, 1}, data.y().data());
        String path = folder.resolve("labels").toString();
        refuses(path + ", byte 16: the label of image 2 is -1, the 2 classes have the numbers 0 to 1", () -> dataset(
                typed(0x0D, pixels, 3, 1, 2), typed(0x0C, labels.clear().putInt(1).putInt(0).putInt(-1), 3), "a", "b"));
        refuses(path + ", byte 12: the label of image 1 is 0.5, the 2 classes have the numbers 0 to 1", () -> dataset(
                idx(2, 2, 1), typed(0x0D, labels.clear().putFloat(1).putFloat(0.5f), 2), "a", "b"));
    }

    @Test
    void labelsThatStartAt1() throws IOException {
        byte[] letters = typed(0x08, ByteBuffer.allocate(2).put((byte) 1).put((byte) 2), 2);
        refuses(folder.resolve("labels") + ", byte 9: the label of image 1 is 2, the 2 classes have the numbers 0 to 1; labels that"
                + " start at 1 need sub(1), or here a name at the front for a class 0 without images",
                () -> dataset(idx(8, 2, 2, 2), letters, "a", "b"));
        assertEquals(List.of("", "a", "b"), dataset(idx(8, 2, 2, 2), letters, "", "a", "b").classNames());
    }

    private Dataset dataset(byte[] images, byte[] labels, String... classes) {
        try {
            Files.write(folder.resolve("images"), images);
            Files.write(folder.resolve("labels"), labels);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return Idx.dataset("small", folder.resolve("images").toString(), folder.resolve("labels").toString(),
                List.of(classes));
    }

    @Test
    void aDataSetOfBytes() throws IOException {
        Dataset data = dataset(gzip(idx(60, 5, 4, 3)), idx(5, 5), "a", "b", "c", "d", "e");
        assertEquals("small: 5 rows, 12 features, 5 classes\nrows per class: a: 1, b: 1, c: 1, d: 1, e: 1", data.toString());
        assertArrayEquals(IntStream.range(0, 60).mapToDouble(i -> i / 255.0).toArray(), data.x().data());
        Dataset some = data.select(4, 0).select(1, 0, 1);
        assertArrayEquals(new double[]{0, 4, 0}, some.y().data());
        assertArrayEquals(data.x().rows(0, 4, 0).data(), some.x().data());
        var rows = data.batches(2, new Rng(1)).iterator().next();
        for (int i = 0; i < 2; i++) {
            assertArrayEquals(data.x().row((int) rows.y().get(i)).data(), rows.x().row(i).data());
        }
        assertEquals("Split of small: train 3, validation 1, test 1 rows", data.split(new Rng(1), 0.6, 0.2, 0.2).toString());
        Scaler scaler = Scaler.standard(data);
        Dataset scaled = scaler.apply(data);
        assertArrayEquals(Scaler.standard(data.x()).apply(data.x()).data(), scaled.x().data());
        assertArrayEquals(scaled.x().rows(3, 1).data(), scaled.select(3, 1).x().data());
        assertArrayEquals(scaled.x().rows(0, 1).data(), scaled.batches(2).iterator().next().x().data());
        assertArrayEquals(Scaler.minMax(scaled).apply(scaled.x()).data(), Scaler.minMax(scaled).apply(scaled).x().data());
        assertEquals(0, data.take(0).x().size());
    }

    @Test
    void filesThatDoNotFitTogether() throws IOException {
        String images = folder.resolve("images").toString();
        String labels = folder.resolve("labels").toString();
        assertEquals(images + " holds (5, 4, 3), " + labels + " (4); images are (n, rows, columns), their labels (n)",
                assertThrows(IllegalArgumentException.class, () -> dataset(idx(60, 5, 4, 3), idx(4, 4), "a")).getMessage());
        assertEquals(images + " holds (5), " + labels + " (5, 4, 3); images are (n, rows, columns), their labels (n)",
                assertThrows(IllegalArgumentException.class, () -> dataset(idx(5, 5), idx(60, 5, 4, 3), "a")).getMessage());
        assertEquals(labels + ", byte 11: the label of image 3 is 3, the 3 classes have the numbers 0 to 2",
                assertThrows(IllegalArgumentException.class,
                        () -> dataset(idx(60, 5, 4, 3), idx(5, 5), "a", "b", "c")).getMessage());
    }
}
