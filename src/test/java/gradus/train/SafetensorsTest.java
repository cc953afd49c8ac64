package gradus.train;

import static gradus.Expect.refuses;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that come back bit for bit, and damaged ones, which are named with the place of the damage. */
class SafetensorsTest {

    private static final String GOOD = "{\"a\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]}}";

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("net.safetensors");
    }

    private Path file(String header, int dataBytes) throws IOException {
        return file(header.getBytes(StandardCharsets.UTF_8), dataBytes);
    }

    private Path file(byte[] header, int dataBytes) throws IOException {
        var bytes = ByteBuffer.allocate(8 + header.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(header.length).put(header);
        return Files.write(file(), bytes.array());
    }

    /** What is said of a file, without its path. */
    private String problem(Path file) {
        String message = assertThrows(IllegalArgumentException.class, () -> Safetensors.read(file.toString())).getMessage();
        String start = file.toAbsolutePath().normalize().toString();
        assertTrue(message.startsWith(start), message);
        return message.substring(start.length());
    }

    private String header(String header, int dataBytes) throws IOException {
        return problem(file(header, dataBytes)).replaceFirst("^, header, character ", "");
    }

    @Test
    void everyNumberComesBackBitForBit() {
        var tensors = new LinkedHashMap<String, Tensor>();
        tensors.put("z", Tensors.tensor(0.1, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.NEGATIVE_INFINITY, Double.NaN));
        tensors.put("a \"name\" \\ with\n signs: ü 𝛼", Tensors.scalar(Math.PI));
        tensors.put("empty", Tensors.zeros(0, 3));
        tensors.put("large", Tensors.randn(new Rng(1), 100, 300));
        var texts = Map.of("words", "two\tlines\nand \u0001 ü");
        new Safetensors(tensors, texts).write(file().toString());
        var read = Safetensors.read(file().toString());
        assertEquals(List.copyOf(tensors.keySet()), List.copyOf(read.tensors().keySet()));
        assertEquals(texts, read.metadata());
        tensors.forEach((name, tensor) -> {
            assertArrayEquals(tensor.shape(), read.tensors().get(name).shape(), name);
            for (int i = 0; i < tensor.size(); i++) {
                assertEquals(Double.doubleToRawLongBits(tensor.data()[i]),
                        Double.doubleToRawLongBits(read.tensors().get(name).data()[i]), name);
            }
        });
        assertTrue(read.toString().startsWith("safetensors: 4 tensors\nz (6)\n"), read.toString());
    }

    @Test
    void nothingAtAllIsAFileToo() {
        new Safetensors(Map.of(), Map.of()).write(file().toString());
        assertEquals(Map.of(), Safetensors.read(file().toString()).tensors());
    }

    @Test
    void theNumbersBeginAtAMultipleOfEight() throws IOException {
        for (int length = 1; length < 9; length++) {
            new Safetensors(Map.of("n".repeat(length), Tensors.ones(1)), Map.of()).write(file().toString());
            long header = ByteBuffer.wrap(Files.readAllBytes(file())).order(ByteOrder.LITTLE_ENDIAN).getLong();
            assertEquals(0, header % 8);
        }
    }

    @Test
    void readsFloatsAndWhatOthersMayWrite() throws IOException {
        String header = " {\"b\" : {\"data_offsets\":[8,12], \"shape\":[], \"dtype\":\"F32\"},\n"
                + "\"\\u0061\\/\" : {\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[0,8]}}  ";
        Path file = file(header, 12);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(bytes.length - 12, 2.5).putFloat(bytes.length - 4, 0.1f);
        Files.write(file, bytes);
        var read = Safetensors.read(file.toString()).tensors();
        assertEquals(0.1f, read.get("b").item());
        assertEquals(2.5, read.get("a/").get(0, 0));
    }

    @Test
    void missingFolderOrCutOff() throws IOException {
        assertEquals(": there is no such file", problem(folder.resolve("nowhere")));
        assertEquals(": this is a folder, a safetensors file was expected", problem(folder));
        assertEquals(", byte 0: the file has 3 bytes, it should begin with 8 for the length of the header; it may be cut off",
                problem(Files.write(file(), new byte[3])));
        assertEquals("6: tensor \"a\" lies at bytes 0 to 16 of the data, the file has 15; it may be cut off", header(GOOD, 15));
    }

    /** Whatever prefix is left of a file: an error that names it. */
    @Test
    void everyTruncationIsFound() throws IOException {
        new Safetensors(Map.of("W", Tensors.ones(2, 2), "b", Tensors.ones(2)), Map.of("k", "v")).write(file().toString());
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length < whole.length; length++) {
            problem(Files.write(file(), Arrays.copyOf(whole, length)));
        }
        problem(Files.write(file(), Arrays.copyOf(whole, whole.length + 1)));
    }

    @Test
    void ofANameWithoutEndTheStartIsShown() throws IOException {
        String problem = header("{\"" + "n".repeat(1_000_000) + "\":{\"dtype\":\"F8\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1);
        assertTrue(problem.startsWith("1000005: tensor \"nnn") && problem.endsWith("n…") && problem.length() < 1100, problem);
    }

    /** A byte of the header changed at random: an error that names the file, or a file that still holds together. */
    @Test
    void aDamagedHeaderNeverBreaksOut() throws IOException {
        new Safetensors(Map.of("W", Tensors.ones(2, 2), "b", Tensors.ones(2)), Map.of("k", "v")).write(file().toString());
        byte[] whole = Files.readAllBytes(file());
        int end = whole.length - 48;
        var rng = new Rng(1);
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] damaged = whole.clone();
            for (int k = rng.below(3); k >= 0; k--) {
                damaged[rng.below(end)] = (byte) rng.below(256);
            }
            Files.write(file(), damaged);
            try {
                int numbers = Safetensors.read(file().toString()).tensors().values().stream().mapToInt(Tensor::size).sum();
                assertTrue(numbers >= 6 && numbers <= 12, "numbers: " + numbers);
            } catch (IllegalArgumentException e) {
                assertTrue(e.getMessage().startsWith(file().toAbsolutePath().normalize() + ", "), e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > 700, "refused: " + refused);
    }

    @Test
    void aHeaderThatClaimsTwoGigabytes() throws IOException {
        var bytes = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN).putLong(2_000_000_000).array();
        assertEquals(", byte 0: the header should have 2000000000 bytes, the format allows 100000000; it is no safetensors file,"
                + " or cut off", problem(Files.write(file(), bytes)));
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(90_000_000);
        assertEquals(", byte 0: the header should have 90000000 bytes, the file has only 92 more; it is no safetensors file,"
                + " or cut off", problem(Files.write(file(), bytes)));
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(-1);
        assertTrue(problem(Files.write(file(), bytes)).contains("should have 18446744073709551615 bytes"));
        try (var sparse = new RandomAccessFile(file().toFile(), "rw")) {        // as long as it says, and nothing in it
            sparse.setLength(2_000_000_100L);
            sparse.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(2_000_000_000).array());
        }
        assertTrue(problem(file()).contains("should have 2000000000 bytes, the format allows 100000000"));
    }

    @Test
    void offsetsThatOverlapLeaveGapsOrLeadOut() throws IOException {
        String two = "{\"a\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]},"
                + "\"b\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[%s]}}";
        assertEquals("60: tensor \"b\" lies at bytes 8 to 16 of the data, it should begin at 16, where the one before ends",
                header(two.formatted("8,16"), 24));
        assertEquals("60: tensor \"b\" lies at bytes 24 to 32 of the data, it should begin at 16, where the one before ends",
                header(two.formatted("24,32"), 32));
        assertEquals("60: tensor \"b\" lies at bytes 16 to 8 of the data, it should begin at 16, where the one before ends",
                header(two.formatted("16,8"), 24));
        assertEquals("60: tensor \"b\" lies at bytes 16 to 999999999999999999 of the data, the file has 24; it may be cut off",
                header(two.formatted("16,999999999999999999"), 24));
        assertEquals("1: the tensors end at byte 24 of the data, the file has 25", header(two.formatted("16,24"), 25));
        assertEquals("60: tensor \"b\" has 1 data_offsets; it needs dtype, shape and two data_offsets",
                header(two.formatted("16"), 24));
    }

    @Test
    void countsThatDoNotFit() throws IOException {
        assertEquals("6: tensor \"a\" of shape [3] and dtype F64 needs 24 bytes, its data_offsets give it 16",
                header(GOOD.replace("[2]", "[3]"), 16));
        assertEquals("6: tensor \"a\" of shape [0] and dtype F64 needs 0 bytes, its data_offsets give it 16",
                header(GOOD.replace("[2]", "[0]"), 16));
        for (String shape : List.of("[65536,65536]", "[999999999999999999]", "[0,2147483648]", "[2,2,2,2,2,2,2,2,2147483647]")) {
            assertEquals("6: tensor \"a\" has the shape " + shape.replace(",", ", ") + ", more numbers than an array can hold",
                    header(GOOD.replace("[2]", shape), 16));
        }
    }

    @Test
    void textWhereNumbersBelong() throws IOException {
        for (String text : List.of("NaN", "-1", "2.5", "1e3", "\"2\"", "Infinity", "null", "1234567890123456789", "{2")) {
            assertEquals("30: tensor \"a\", shape: found " + text + ", expected a whole number",
                    header(GOOD.replace("[2]", "[" + text + "]"), 16));
        }
        assertEquals("30: tensor \"a\", shape: found 2, expected a whole number", header(GOOD.replace("[2]", "[2 2]"), 16));
    }

    @Test
    void namesThatStandTwice() throws IOException {
        String a = "\"a\":{\"dtype\":\"F64\",\"shape\":[0],\"data_offsets\":[0,0]}";
        assertEquals("59: there are two tensors of the name \"a\"", header("{" + a + "," + a + "}", 0));
        assertTrue(header("{\"__metadata__\":{\"k\":\"v\",\"k\":\"w\"}}", 0).endsWith("__metadata__ has \"k\" twice"));
        assertTrue(header(GOOD.replace("\"shape\"", "\"dtype\":\"F64\",\"shape\""), 16)
                .endsWith("tensor \"a\" has the field dtype twice"));
        assertTrue(header(GOOD.replace("shape", "size"), 16)
                .endsWith("tensor \"a\" has a field \"size\", there are dtype, shape and data_offsets"));
        assertTrue(header(GOOD.replace("\"shape\":[2],", ""), 16).endsWith("tensor \"a\" has only the fields [dtype,"
                + " data_offsets]; it needs dtype, shape and two data_offsets"));
    }

    @Test
    void otherTypesAreRefused() throws IOException {
        for (String type : List.of("F8_E4M3", "F4", "f64", "C64", "")) {
            assertEquals("6: tensor \"a\" has the dtype " + type + ", read are F64, F32, F16, BF16, I8 to I64, U8 to U64 and BOOL;"
                    + " convert it, in Python with float()", header(GOOD.replace("F64", type), 16));
        }
    }

    @Test
    void headersThatAreNoJson() throws IOException {
        assertEquals("1: the header: found the end of the header, expected {", header("", 0));
        assertEquals("1: the header: found [1, expected {", header("[1]", 0));
        assertEquals("2: the header, a name: found a, expected a text in quotes", header("{a:1}", 0));
        assertEquals("2: the header, a name: its quotes are not closed", header("{\"a", 0));
        assertEquals("4: the header, a name: a backslash that begins no character", header("{\"a\\x\":1}", 0));
        assertEquals("3: the header, a name: a backslash that begins no character", header("{\"\\u00g0\":1}", 0));
        assertEquals("2: the header, a name holds half a character", header("{\"\\ud800\":1}", 0));
        assertEquals("4: the header, a name holds a control character", header("{\"a\n\":1}", 0));
        assertEquals("6: tensor \"a\": found 5, expected {", header("{\"a\":5}", 0));
        assertEquals("17: __metadata__: found nul, expected {", header("{\"__metadata__\":nul}", 0));
        assertEquals("22: __metadata__, \"k\": found 5, expected a text in quotes",
                header("{\"__metadata__\":{\"k\":5}}", 0));
        assertTrue(header(GOOD + "x", 16).endsWith("found x behind the end of the header"));
        assertTrue(header(GOOD.substring(0, GOOD.length() - 1), 16)
                .endsWith("the header: found the end of the header, expected a comma or }"));
        assertEquals(", header: it is not UTF-8", problem(file(new byte[]{'{', '"', (byte) 0xff, '"'}, 0)));
    }

    @Test
    void aWriteThatFailsLeavesTheOldFile() throws IOException {
        new Safetensors(Map.of("W", Tensors.ones(2)), Map.of()).write(file().toString());
        byte[] old = Files.readAllBytes(file());
        Path unfinished = folder.resolve("net.safetensors.unfinished");
        assertTrue(Files.notExists(unfinished));
        Files.createDirectory(unfinished);                   // nothing can be written there
        var e = assertThrows(IllegalStateException.class,
                () -> new Safetensors(Map.of("W", Tensors.zeros(2)), Map.of()).write(file().toString()));
        assertTrue(e.getMessage().startsWith(file().toAbsolutePath().normalize() + ": the file cannot be written ("), e.getMessage());
        assertArrayEquals(old, Files.readAllBytes(file()));
        Files.delete(unfinished);
        Files.write(unfinished, new byte[5000]);             // what a killed process left behind
        new Safetensors(Map.of("W", Tensors.zeros(2)), Map.of()).write(file().toString());
        assertEquals(0, Safetensors.read(file().toString()).tensors().get("W").get(1));
        assertTrue(Files.notExists(unfinished));
    }

    @Test
    void aFolderIsMadeAndANameOfTheFormatRefused() {
        Path deep = folder.resolve("runs").resolve("today").resolve("net.safetensors");
        new Safetensors(Map.of("W", Tensors.ones(2)), Map.of()).write(deep.toString());
        assertEquals(1, Safetensors.read(deep.toString()).tensors().get("W").get(0));
        String path = folder.toAbsolutePath().normalize().toString();
        refuses(path + ": this is a folder, the name of a file was expected",
                () -> new Safetensors(Map.of(), Map.of()).write(path));
        refuses(path + java.io.File.separator + "net.safetensors: a tensor cannot be called __metadata__",
                () -> new Safetensors(Map.of("__metadata__", Tensors.ones(1)), Map.of()).write(file().toString()));
    }

    @Test
    void aPathThatIsNullIsNamed() {
        String problem = "safetensors: the path is null, give one, such as \"net.safetensors\"";
        refuses(problem, () -> Safetensors.read(null));
        refuses(problem, () -> Training.save(gradus.nn.Layers.dense(1, 1), null));
    }
}
