package gradus.data;

import gradus.tensor.Numbers;
import gradus.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The numbers of an IDX file, the format of MNIST, kept as the bytes of the file: for images one each, instead of the eight
 * of a double.
 *
 * <p>The format (Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits"): two bytes 0, the type, the
 * number of dimensions, each dimension in four bytes, the values row by row, the most significant byte first. The types are
 * unsigned and signed bytes, 0x08 and 0x09, whole numbers of two and four bytes, 0x0B and 0x0C, floats and doubles, 0x0D
 * and 0x0E. A file packed with gzip is unpacked on the way.
 *
 * <p>The file has to hold what its header says, no byte less and no byte more; otherwise the error names the byte. Before
 * memory is asked for, the header is compared with the size of the file and with the memory that is left.
 *
 * <pre>{@code
 * var images = Idx.read("train-images-idx3-ubyte.gz");
 * images.shapeText()                                            // (60000, 28, 28)
 * Idx.dataset("letters", "images.gz", "labels.gz", names)       // their bytes as inputs from 0 to 1
Idx.read("qmnist-labels.gz").toTensor().XX                // labels of four bytes, the first of eight columns
 * }</pre>
 */
public final class Idx {

    /** The types of the format. */
    private enum Type {
        UNSIGNED_BYTE(0x08, 1, "bytes"), SIGNED_BYTE(0x09, 1, "signed bytes"), SHORT(0x0B, 2, "shorts"), INT(0x0C, 4, "ints"),
        FLOAT(0x0D, 4, "floats"), DOUBLE(0x0E, 8, "doubles");

        final int code;
        final int width;
        final String text;

        Type(int code, int width, String text) {
            this.code = code;
            this.width = width;
            this.text = text;
        }

        /** The next number; each is exact in a double. */
        double next(ByteBuffer in) {
            return switch (this) {
                case UNSIGNED_BYTE -> in.get() & 0xff;
                case SIGNED_BYTE -> in.get();
                case SHORT -> in.getShort();
                case INT -> in.getInt();
                case FLOAT -> in.getFloat();
                case DOUBLE -> in.getDouble();
            };
        }
    }

    private record Header(Type type, int[] shape) {

        /** How many bytes follow, or −1 beyond what a long or one of the sizes an int can hold. */
        long bytes() {
            if (Arrays.stream(shape).anyMatch(size -> size < 0)) {
                return -1;
            }
            long count = type.width;
            for (int size : shape) {
                if (size > 0 && count > Long.MAX_VALUE / size) {
                    return -1;
                }
                count *= size;
            }
            return count;
        }

        @Override
        public String toString() {
            return Arrays.stream(shape).mapToObj(Integer::toUnsignedString).collect(Collectors.joining(" × "))
                    + (type.width == 1 ? "" : " " + type.text);
        }
    }

    private static final int GZIP = 0x1f8b;
    /** A byte of packed data never makes more than 1032 bytes (the deflate format's longest repetitions). */
    private static final long BEST_COMPRESSION = 1032;

    private final Path path;
    private final Type type;
    private final int[] shape;
    private final byte[] bytes;

    private Idx(Path path, Header header, byte[] bytes) {
        this.path = path;
        this.type = header.type;
        this.shape = header.shape;
        this.bytes = bytes;
    }

    /**
     * Reads a file, packed with gzip or not.
     *
     * @param path the file, from the working directory: in a notebook, from the notebook's folder
     * @throws IllegalArgumentException if the file is not there, is not as described or does not fit into memory
     */
    public static Idx read(String path) {
        return read(Path.of(path));
    }

    static Idx read(Path path) {
        return read(path, DataFolder::freeMemory);
    }

    static Idx read(Path given, LongUnaryOperator memory) {
        Path path = DataFolder.existing(given, "an IDX file");
        try (var file = new PushbackInputStream(Files.newInputStream(path), 2)) {
            byte[] start = file.readNBytes(2);
            file.unread(start);
            boolean packed = start.length == 2 && ((start[0] & 0xff) << 8 | start[1] & 0xff) == GZIP;
            long most = packed ? Math.multiplyExact(Files.size(path), BEST_COMPRESSION) : Files.size(path);
            return read(path, packed ? new GZIPInputStream(file) : file, packed, most, memory);
        } catch (EOFException e) {
            throw new IllegalArgumentException(path + ": the packed data end too early, the file is cut off; get it again");
        } catch (ZipException e) {
            throw new IllegalArgumentException(path + ": the packed data are damaged (" + e.getMessage() + "), get the file"
                    + " again");
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": the file cannot be read", e);
        }
    }

    private static Idx read(Path path, InputStream in, boolean packed, long most, LongUnaryOperator freeMemory)
            throws IOException {
        Header said = header(path, in);
        long header = 4 + 4L * said.shape.length;
        long count = said.bytes();
        String claim = path + ", byte 4: the header says " + said + (count < 0 ? ""
                : ", " + count + (count == 1 ? " byte" : " bytes"));
        if (count < 0 || count > most - header) {
            throw new IllegalArgumentException(claim + ", " + (packed ? "more than this packed file can hold"
                    : "the file has " + (most - header)) + "; it is cut off, or it is no IDX file");
        }
        // while it is read, once in pieces and once as a whole
        long memory = freeMemory.applyAsLong(2 * count);
        if (count > memory / 2 || count > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(claim + ", too many for the " + memory / 1_000_000
                    + " MB of memory that are left; start Java with a larger -Xmx");
        }
        byte[] bytes = in.readNBytes((int) count);
        if (bytes.length < count) {
            throw new IllegalArgumentException(path + ", byte " + (header + bytes.length) + ": the data end after "
                    + bytes.length + " bytes, the header says " + said + ", " + count + "; get the file again");
        }
        if (in.read() >= 0) {
            throw new IllegalArgumentException(path + ", byte " + (header + count) + ": more data follow, the header says "
                    + said + ", " + count + (count == 1 ? " byte" : " bytes"));
        }
        return new Idx(path, said, bytes);
    }

    private static Header header(Path path, InputStream in) throws IOException {
        byte[] magic = in.readNBytes(4);
        if (magic.length < 4) {
            throw endsInHeader(path, magic.length);
        }
        if (magic[0] != 0 || magic[1] != 0) {
            throw new IllegalArgumentException(path + ", byte 0: found " + hex(magic[0]) + " " + hex(magic[1])
                    + ", an IDX file begins with 0x00 0x00");
        }
        Type type = Arrays.stream(Type.values()).filter(t -> t.code == magic[2]).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(path + ", byte 2: the type is " + hex(magic[2]) + ", the format has "
                        + Arrays.stream(Type.values()).map(t -> hex((byte) t.code)).collect(Collectors.joining(", "))));
        if (magic[3] == 0) {
            throw new IllegalArgumentException(path + ", byte 3: the number of dimensions is 0, it should be 1 for labels,"
                    + " 3 for images");
        }
        int[] shape = new int[magic[3] & 0xff];
        byte[] sizes = in.readNBytes(4 * shape.length);
        if (sizes.length < 4 * shape.length) {
            throw endsInHeader(path, 4 + sizes.length);
        }
        var data = new DataInputStream(new ByteArrayInputStream(sizes));
        for (int i = 0; i < shape.length; i++) {
            shape[i] = data.readInt();
        }
        return new Header(type, shape);
    }

    private static IllegalArgumentException endsInHeader(Path path, int at) {
        return new IllegalArgumentException(path + ", byte " + at + ": the file ends in its header; it is cut off, or it is"
                + " no IDX file");
    }

    private static String hex(byte value) {
        return String.format(Locale.ROOT, "0x%02X", value);
    }

    /** The shape: (n) of labels, (n, rows, columns) of images. */
    public int[] shape() {
        return shape.clone();
    }

    /** The shape as text, as that of a tensor. */
    public String shapeText() {
        return Rows.text(shape);
    }

    /** The values as numbers, in the shape of the file; of bytes, 0 to 255, eight times the memory. */
    public Tensor toTensor() {
        return Tensor.of(numbers(), shape);
    }

    private double[] numbers() {
        var in = ByteBuffer.wrap(bytes);
        return IntStream.range(0, bytes.length / type.width).mapToDouble(i -> type.next(in)).toArray();
    }

    /**
     * A data set of images and their labels, whose inputs stay bytes until they are asked for: batches become numbers.
     *
     * <p>Inputs: (n, pixels), each image row by row, v/255, from 0 to 1; of types other than unsigned bytes the numbers as they
     * are. Targets: labels (n), whole numbers from 0, of any type.
     *
     * @param name       what it is called in text and figures
     * @param images     an IDX file of n images, (n, …)
     * @param labels     an IDX file of n labels, (n)
     * @param classNames a name for each class, in the order of the labels
     * @throws IllegalArgumentException if a file is damaged, or the two do not fit together
     */
    public static Dataset dataset(String name, String images, String labels, List<String> classNames) {
        return dataset(name, Path.of(images), Path.of(labels), classNames);
    }

    static Dataset dataset(String name, Path images, Path labels, List<String> classNames) {
        Idx x = read(images);
        Idx y = read(labels);
        if (x.shape.length < 2 || y.shape.length != 1 || x.shape[0] != y.shape[0]) {
            throw new IllegalArgumentException(x.path + " holds " + x.shapeText() + ", " + y.path + " " + y.shapeText()
                    + "; images are (n, rows, columns), their labels (n)");
        }
        double[] numbers = y.numbers();
        for (int i = 0; i < numbers.length; i++) {
            if (!(numbers[i] >= 0 && numbers[i] < classNames.size() && numbers[i] == Math.rint(numbers[i]))) {
                throw new IllegalArgumentException(y.path + ", byte " + (8 + i * y.type.width) + ": the label of image " + i + " is "
                        + Numbers.exact(numbers[i]) + ", the " + classNames.size() + " classes have the numbers 0 to "
                        + (classNames.size() - 1) + (Arrays.stream(numbers).min().orElseThrow() < 1 ? ""
                        : "; labels that start at 1 need sub(1), or here a name at the front for a class 0 without images"));
            }
        }
        int n = numbers.length;
        int width = Arrays.stream(x.shape).skip(1).reduce(1, (a, b) -> a * b);
        Rows rows = x.type == Type.UNSIGNED_BYTE ? new Rows.OfBytes(x.bytes, IntStream.range(0, n).toArray(), width)
                : new Rows.OfTensor(x.toTensor().reshape(n, width));
        return new Dataset(name, rows, Tensor.of(numbers, n), List.of(), classNames);
    }

    /** The file's name and the shape. */
    @Override
    public String toString() {
        return path.getFileName() + ": " + type.text + " " + shapeText();
    }
}
