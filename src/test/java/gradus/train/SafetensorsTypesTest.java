package gradus.train;

import static gradus.Expect.refuses;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as PyTorch writes them: every dtype that a double holds comes in exactly. */
class SafetensorsTypesTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double NEGATIVE = Double.NEGATIVE_INFINITY;

    @TempDir
    private Path folder;

    private String file(String header, int size, Consumer<ByteBuffer> data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(8 + text.length + size).order(ByteOrder.LITTLE_ENDIAN);
        data.accept(bytes.putLong(text.length).put(text));
        try {
            return Files.write(folder.resolve("net.safetensors"), bytes.array()).toAbsolutePath().normalize().toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String file(String type, int count, int width, Consumer<ByteBuffer> data) {
        return file("{\"a\":{\"dtype\":\"" + type + "\",\"shape\":[" + count + "],\"data_offsets\":[0," + count * width + "]}}",
                count * width, data);
    }

    private void holds(String type, int width, Consumer<ByteBuffer> data, double... numbers) {
        assertArrayEquals(numbers, Safetensors.read(file(type, numbers.length, width, data)).tensors().get("a").data(), type);
    }

    @Test
    void wholeNumbersWithAndWithoutASign() {
        holds("I64", 8, b -> b.putLong(-1).putLong(1L << 53).putLong(-(1L << 53)), -1, 0x1p53, -0x1p53);
        holds("U64", 8, b -> b.putLong(7).putLong(1L << 53), 7, 0x1p53);
        holds("I32", 4, b -> b.putInt(Integer.MIN_VALUE).putInt(5), Integer.MIN_VALUE, 5);
        holds("U32", 4, b -> b.putInt(-1), 4294967295.0);
        holds("I16", 2, b -> b.putShort((short) -2).putShort(Short.MAX_VALUE), -2, 32767);
        holds("U16", 2, b -> b.putShort((short) -1), 65535);
        holds("I8", 1, b -> b.put((byte) -128).put((byte) 3), -128, 3);
        holds("U8", 1, b -> b.put((byte) -128).put((byte) 3), 128, 3);
        holds("BOOL", 1, b -> b.put((byte) 1).put((byte) 0), 1, 0);
    }

    /** From IEEE 754's table of binary16, and the upper halves of floats. */
    @Test
    void halvesOfFloats() {
        int[] half = {0x3c00, 0x3c01, 0x3555, 0xc000, 0x7bff, 0x0400, 0x03ff, 0x0001, 0x8000, 0x7c00, 0xfc00, 0x7e00};
        holds("F16", 2, b -> { for (int bits : half) b.putShort((short) bits); }, 1, 1 + 0x1p-10, 0.333251953125, -2, 65504, 0x1p-14,
                0x1p-14 - 0x1p-24, 0x1p-24, -0.0, INFINITY, NEGATIVE, Double.NaN);
        int[] brain = {0x3f80, 0xc049, 0x7f7f, 0x0001, 0x8000, 0xff80, 0x7fc0};
        holds("BF16", 2, b -> { for (int bits : brain) b.putShort((short) bits); }, 1, -3.140625, 0x1.fep127, 0x1p-133, -0.0,
                NEGATIVE, Double.NaN);
    }

    /** A linear layer and a batch norm, whose counter has no axis. */
    @Test
    void theCounterOfABatchNorm() {
        String path = file("{\"__metadata__\":null,\"0.weight\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
                + "\"1.num_batches_tracked\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[8,16]}}", 16,
                b -> b.putFloat(0.5f).putFloat(-2).putLong(12));
        var read = Safetensors.read(path);
        assertEquals(12, read.tensors().get("1.num_batches_tracked").item());
        assertArrayEquals(new double[]{0.5, -2}, read.tensors().get("0.weight").data());
        assertEquals(Map.of(), read.metadata());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"I64|9007199254740993|9007199254740993", "I64|-9007199254740993|-9007199254740993",
            "I64|-9223372036854775808|-9223372036854775808", "U64|9007199254740993|9007199254740993",
            "U64|-1|18446744073709551615"})
    void wholeNumbersThatADoubleRoundsAreRefused(String type, long number, String text) {
        String path = file(type, 3, 8, b -> b.putLong(1).putLong(2).putLong(number));
        refuses(path + ", header, character 6: tensor \"a\", number 2 from 0: found " + text + ", beyond 2^53 a double rounds"
                + " whole numbers", () -> Safetensors.read(path));
    }

    @Test
    void aTruthThatIsNeither() {
        String path = file("BOOL", 2, 1, b -> b.put((byte) 1).put((byte) 255));
        refuses(path + ", header, character 6: tensor \"a\", number 1 from 0: found the byte 255, a BOOL is 0 or 1",
                () -> Safetensors.read(path));
    }

    @Test
    void manyNumbersComeInPieces() {
        String path = file("U8", 200_000, 1, b -> { for (int i = 0; i < 200_000; i++) b.put((byte) (i % 251)); });
        double[] read = Safetensors.read(path).tensors().get("a").data();
        for (int i = 0; i < read.length; i++) assertEquals(i % 251, read[i]);
    }
}
