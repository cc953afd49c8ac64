package gradus.train;

import gradus.tensor.Tensor;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Named tensors and named texts in a file of the safetensors format, which Python's library of that name reads and writes.
 *
 * <p>The file: the length of the header in 8 bytes, lowest first; the header in JSON, for each tensor its dtype, its shape
 * and where its bytes lie; the bytes, row by row, lowest first. There is no code in it, unlike in a pickle.
 *
 * <p>Written is F64, so that a tensor comes back bit for bit. Read is every dtype whose numbers a double can hold: F64, F32,
 * F16, BF16, whole numbers with and without a sign of 8 to 64 bits, and BOOL as 0 and 1. A whole number beyond 2⁵³ is
 * refused, since a double may round it; other dtypes are, as is all that does not fit: the parts must cover the file without
 * gaps and without overlapping.
 *
 * <pre>{@code
 * new Safetensors(Map.of("W", eye(2)), Map.of("made by", "hand")).write("target/example.safetensors");
 * Safetensors.read("target/example.safetensors").tensors().get("W")
 * // → (2, 2) [[1, 0],
 * //           [0, 1]]
 * }</pre>
 *
 * @param tensors by name; a file keeps their order
 * @param metadata texts by name
 */
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {

    /** The longest header that the format allows. */
    private static final int LONGEST_HEADER = 100_000_000;
    private static final int LENGTH_BYTES = 8;
    private static final int BUFFER = 1 << 16;
    /** Up to here a double holds every whole number. */
    private static final long EXACT = 1L << 53;

    /** Keeps the order of the maps. */
    public Safetensors {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is missing, damaged, or has what is not supported; the message names the file
     *         and the place in it
     * @throws UncheckedIOException if the system cannot read it
     */
    public static Safetensors read(String path) {
        Path file = place(path);
        if (Files.notExists(file) || Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + (Files.isDirectory(file) ? ": this is a folder, a safetensors file was"
                    + " expected" : ": there is no such file"));
        }
        // not a channel: that one is closed when the thread is interrupted, as by the stop button of a notebook
        try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
            return read(file.toString(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": the file cannot be read", e);
        } catch (OutOfMemoryError e) {
            throw new IllegalArgumentException(file + ": its tensors do not fit into the memory that Java has, "
                    + Runtime.getRuntime().maxMemory() / 1_000_000 + " MB; start Java with a larger -Xmx");
        }
    }

    private static Safetensors read(String file, RandomAccessFile in) throws IOException {
        long size = in.length();
        if (size < LENGTH_BYTES) {
            throw new IllegalArgumentException(file + ", byte 0: the file has " + size + " bytes, it should begin with "
                    + LENGTH_BYTES + " for the length of the header; it may be cut off");
        }
        long length = bytes(file, in, 0, LENGTH_BYTES).getLong();
        if (length < 0 || length > LONGEST_HEADER || length > size - LENGTH_BYTES) {
            throw new IllegalArgumentException(file + ", byte 0: the header should have " + Long.toUnsignedString(length)
                    + " bytes, " + (length < 0 || length > LONGEST_HEADER ? "the format allows " + LONGEST_HEADER
                    : "the file has only " + (size - LENGTH_BYTES) + " more") + "; it is no safetensors file, or cut off");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(bytes(file, in, LENGTH_BYTES, (int) length)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ", header: it is not UTF-8");
        }
        var header = new SafetensorsHeader(file, text);
        long start = LENGTH_BYTES + length;
        requireCover(header, size - start);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (var entry : header.entries.values()) {
            tensors.put(entry.name(), tensor(header, file, in, start, entry));
        }
        return new Safetensors(tensors, header.metadata);
    }

    /** Every byte behind the header belongs to one tensor. */
    private static void requireCover(SafetensorsHeader header, long size) {
        List<SafetensorsHeader.Entry> inOrder = header.entries.values().stream()
                .sorted(Comparator.comparingLong(SafetensorsHeader.Entry::begin)
                        .thenComparingLong(SafetensorsHeader.Entry::end)).toList();
        long next = 0;
        for (var entry : inOrder) {
            String what = "tensor \"" + entry.name() + "\" ";
            if (entry.begin() != next || entry.end() < entry.begin()) {
                throw header.wrong(entry.place(), what + "lies at bytes " + entry.begin() + " to " + entry.end()
                        + " of the data, it should begin at " + next + ", where the one before ends");
            }
            if (entry.end() > size) {
                throw header.wrong(entry.place(), what + "lies at bytes " + entry.begin() + " to " + entry.end()
                        + " of the data, the file has " + size + "; it may be cut off");
            }
            long bytes = numbers(header, entry) * width(header, entry);
            if (bytes != entry.end() - entry.begin()) {
                throw header.wrong(entry.place(), what + "of shape " + entry.shape() + " and dtype " + entry.type() + " needs "
                        + bytes + " bytes, its data_offsets give it " + (entry.end() - entry.begin()));
            }
            next = entry.end();
        }
        if (next != size) {
            throw header.wrong(0, "the tensors end at byte " + next + " of the data, the file has " + size);
        }
    }

    private static int width(SafetensorsHeader header, SafetensorsHeader.Entry entry) {
        return switch (entry.type()) {
            case "F64", "I64", "U64" -> Long.BYTES;
            case "F32", "I32", "U32" -> Integer.BYTES;
            case "F16", "BF16", "I16", "U16" -> Short.BYTES;
            case "I8", "U8", "BOOL" -> Byte.BYTES;
            default -> throw header.wrong(entry.place(), "tensor \"" + entry.name() + "\" has the dtype " + entry.type()
                    + ", read are F64, F32, F16, BF16, I8 to I64, U8 to U64 and BOOL; convert it, in Python with float()");
        };
    }

    /** The next number of a dtype; NaN if it is a whole one that a double may round, or a truth that is neither 0 nor 1. */
    private static double next(ByteBuffer in, String type) {
        return switch (type) {
            case "F64" -> in.getDouble();
            case "F32" -> in.getFloat();
            case "F16" -> half(in.getShort());
            // the upper half of a float
            case "BF16" -> Float.intBitsToFloat(in.getShort() << 16);
            case "I64" -> exact(in.getLong(), -EXACT);
            case "U64" -> exact(in.getLong(), 0);
            case "I32" -> in.getInt();
            case "U32" -> Integer.toUnsignedLong(in.getInt());
            case "I16" -> in.getShort();
            case "U16" -> in.getChar();
            case "I8" -> in.get();
            case "U8" -> in.get() & 0xff;
            default -> switch (in.get()) {
                case 0 -> 0;
                case 1 -> 1;
                default -> Double.NaN;
            };
        };
    }

    private static double exact(long value, long least) {
        return value >= least && value <= EXACT ? value : Double.NaN;
    }

    /** IEEE 754's binary16: a sign, 5 bits e, 10 bits f; 2^(e − 15) · (1 + f/1024), below e = 1 2⁻¹⁴ · f/1024. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 31;
        double fraction = (bits & 1023) / 1024.0;
        double size = exponent == 31 ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                : exponent == 0 ? 0x1p-14 * fraction : Math.scalb(1 + fraction, exponent - 15);
        return bits < 0 ? -size : size;
    }

    private static long numbers(SafetensorsHeader header, SafetensorsHeader.Entry entry) {
        long count = 1;
        for (long dimension : entry.shape()) {
            // an array ends at 2^31 - 1; zero dimensions do not excuse the others
            if (dimension > Integer.MAX_VALUE || dimension > 0 && Math.max(1, count) > Integer.MAX_VALUE / dimension) {
                throw header.wrong(entry.place(), "tensor \"" + entry.name() + "\" has the shape " + entry.shape()
                        + ", more numbers than an array can hold");
            }
            count *= dimension;
        }
        return count;
    }

    private static Tensor tensor(SafetensorsHeader header, String file, RandomAccessFile in, long start,
            SafetensorsHeader.Entry entry) throws IOException {
        double[] data = new double[(int) ((entry.end() - entry.begin()) / width(header, entry))];
        long from = start + entry.begin();
        for (int i = 0; i < data.length;) {
            var part = bytes(file, in, from, (int) Math.min(BUFFER, start + entry.end() - from));
            from += part.limit();
            while (part.hasRemaining()) {
                data[i] = next(part, entry.type());
                if (Double.isNaN(data[i]) && !entry.type().contains("F")) {
                    throw header.wrong(entry.place(), "tensor \"" + entry.name() + "\", number " + i + " from 0: found "
                            + refused(part, entry.type()));
                }
                i++;
            }
        }
        return Tensor.of(data, entry.shape().stream().mapToInt(Long::intValue).toArray());
    }

    private static String refused(ByteBuffer behind, String type) {
        if (type.equals("BOOL")) {
            return "the byte " + (behind.get(behind.position() - 1) & 0xff) + ", a BOOL is 0 or 1";
        }
        long value = behind.getLong(behind.position() - Long.BYTES);
        return (type.equals("I64") ? Long.toString(value) : Long.toUnsignedString(value))
                + ", beyond 2^53 a double rounds whole numbers";
    }

    private static ByteBuffer bytes(String file, RandomAccessFile in, long from, int count) throws IOException {
        byte[] bytes = new byte[count];
        in.seek(from);
        try {
            in.readFully(bytes);
        } catch (EOFException e) {
            throw new IllegalArgumentException(file + ", behind byte " + from + ": the file ends here; it was changed while it was"
                    + " read");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Path place(String path) {
        if (path == null) {
            throw new IllegalArgumentException("safetensors: the path is null, give one, such as \"net.safetensors\"");
        }
        return Path.of(path).toAbsolutePath().normalize();
    }

    /**
     * Writes the file, making its folder if need be, so that at every moment the old one or the new one is there as a whole.
     *
     * <p>It is written beside, under the name with {@code .unfinished} behind it, and put in place when all is on the disk.
     *
     * @throws IllegalArgumentException if a tensor is called {@code __metadata__}, which the format keeps for itself
     * @throws IllegalStateException if the system cannot write it; the file that was there before is untouched
     */
    public void write(String path) {
        Path file = place(path);
        if (tensors.containsKey(SafetensorsHeader.METADATA)) {
            throw new IllegalArgumentException(file + ": a tensor cannot be called " + SafetensorsHeader.METADATA);
        }
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + ": this is a folder, the name of a file was expected");
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try {
            Files.createDirectories(file.getParent());
            try (var out = new FileOutputStream(unfinished.toFile())) {
                write(out);
                out.getFD().sync();
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IllegalStateException(file + ": the file cannot be written (" + e + ")", e);
        }
    }

    private void write(FileOutputStream out) throws IOException {
        byte[] header = header();
        var buffer = ByteBuffer.allocate(Math.max(BUFFER, LENGTH_BYTES + header.length)).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(header.length).put(header);
        for (var tensor : tensors.values()) {
            for (double value : tensor.data()) {
                if (buffer.remaining() < Double.BYTES) {
                    drain(buffer, out);
                }
                buffer.putDouble(value);
            }
        }
        drain(buffer, out);
    }

    private static void drain(ByteBuffer buffer, FileOutputStream out) throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    /** Filled up with spaces, so that the numbers begin at a multiple of 8. */
    private byte[] header() {
        var text = new StringBuilder("{");
        if (!metadata.isEmpty()) {
            text.append(SafetensorsHeader.quoted(SafetensorsHeader.METADATA)).append(":{");
            metadata.forEach((name, value) -> text.append(SafetensorsHeader.quoted(name)).append(':')
                    .append(SafetensorsHeader.quoted(value)).append(','));
            text.setCharAt(text.length() - 1, '}');
            text.append(',');
        }
        long begin = 0;
        for (var entry : tensors.entrySet()) {
            long end = begin + (long) Double.BYTES * entry.getValue().size();
            text.append(SafetensorsHeader.quoted(entry.getKey())).append(":{\"dtype\":\"F64\",\"shape\":")
                    .append(Arrays.toString(entry.getValue().shape()).replace(" ", ""))
                    .append(",\"data_offsets\":[").append(begin).append(',').append(end).append("]},");
            begin = end;
        }
        text.setLength(Math.max(1, text.length() - (text.charAt(text.length() - 1) == ',' ? 1 : 0)));
        text.append('}');
        int bytes = text.toString().getBytes(StandardCharsets.UTF_8).length;
        return text.append(" ".repeat((LENGTH_BYTES - bytes % LENGTH_BYTES) % LENGTH_BYTES)).toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The names with their shapes. */
    @Override
    public String toString() {
        var text = new StringBuilder("safetensors: " + tensors.size() + (tensors.size() == 1 ? " tensor" : " tensors"));
        tensors.forEach((name, tensor) -> text.append('\n').append(name).append(' ').append(tensor.shapeText()));
        metadata.forEach((name, value) -> text.append('\n').append(name).append(": ").append(value));
        return text.toString();
    }
}
